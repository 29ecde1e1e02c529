// What a plateau did is read off the losses of the trail.
#include "app/landscape/card_schedule.h"

#include "app/landscape/racer_card.h"
#include "app/landscape/racer_look.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

bool card_has_schedule(const LandscapeRoom *room, int racer)
{
    return !schedule_rests(&room->workspace.scene.racers[racer].spec.params.schedule);
}

// As it stands in the race; of a racer that sits out as far as it is known without one.
static Schedule settled(const Workspace *w, int racer)
{
    const int run = racer_run(w->race, racer);
    if (run >= 0) {
        return race_run(w->race, run)->params.schedule;
    }
    Schedule schedule = w->scene.racers[racer].spec.params.schedule;
    schedule_settle(&schedule, w->scene.steps, NULL);
    return schedule;
}

// A plateau on its way along a trail.
typedef struct Watched {
    const Schedule *schedule;
    const Trail *trail; // NULL: it does not race
    double rate;
    ScheduleState state;
    double step; // that the state is of
} Watched;

static double watched_rate(void *context, double step)
{
    Watched *w = context;
    if (!w->trail || w->trail->stride > 1 || step > w->trail->last_step + 1) {
        return NAN;
    }
    if (step < w->step) {
        schedule_start(&w->state);
        w->step = 1;
    }
    while (w->step < step) {
        const double f = w->trail->rows[(int)w->step].loss;
        w->step++;
        schedule_watch(w->schedule, &w->state, w->rate, w->step, f);
    }
    return schedule_rate(w->schedule, &w->state, w->rate, step);
}

void card_schedule(LandscapeRoom *room, Rect rect, int racer)
{
    const Workspace *w = &room->workspace;
    const int run = racer_run(w->race, racer);
    const Schedule schedule = settled(w, racer);
    Ui *ui = &room->shell->ui;
    char name[UI_NAME_MAX];
    Watched watched = { .schedule = &schedule,
                        .trail = run >= 0 ? race_trail(w->race, run) : NULL,
                        .rate = scene_rate(&w->scene, racer),
                        .step = INFINITY };
    const ScheduleCurve curve = {
        .schedule = &schedule,
        .rate = scene_rate(&w->scene, racer),
        .steps = w->scene.steps,
        .at = workspace_step(w),
        .color = racer_color(&w->scene, racer, ui->theme),
        .known = schedule.kind == SCHEDULE_PLATEAU ? watched_rate : NULL,
        .context = &watched,
        .lacks = run >= 0 && schedule_lacks_curvatures(&schedule)
                     ? tr("No minimum was found: give both curvatures")
                     : NULL,
    };
    if (run < 0 && schedule_lacks_curvatures(&schedule)) {
        return;
    }
    snprintf(name, sizeof name, "racer.%d.curve", racer);
    schedule_curve(ui, name, rect, &curve);
}

void card_curvatures(LandscapeRoom *room, Rect rect, int racer)
{
    const Schedule schedule = settled(&room->workspace, racer);
    Ui *ui = &room->shell->ui;
    char text[160], low[32], high[32];
    if (schedule_lacks_curvatures(&schedule)) {
        return;
    }
    text_short(low, sizeof low, schedule.params.curvature_min, 4);
    text_short(high, sizeof high, schedule.params.curvature_max, 4);
    text_print(text, sizeof text, tr("Curvatures %s to %s"), low, high);
    ui_label(ui, rect, ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE, ui->theme->muted, text);
}
