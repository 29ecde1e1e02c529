// The chart below the picture with the hands on it: a press goes to a step, the pointer reads the
// losses there.
#include "app/landscape/chart.h"
#include "app/landscape/chart_rates.h"
#include "app/landscape/hiding.h"
#include "app/landscape/racer_look.h"
#include "app/landscape/room_landscape.h"
#include "app/parts/chart_hand.h"
#include "app/parts/chart_switches.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/card.h"
#include "ui/widgets.h"

#include <math.h>

// What a run has at a step; of the loss, the loss itself.
static void value_text(const Workspace *w, int run, int step, char *text, size_t size)
{
    const Trail *trail = race_trail(w->race, run);
    if (workspace_hides_run(w, run)) {
        text_print(text, size, "?");
    } else if (w->chart == CHART_LOSS || trail->count == 0 ||
               (trail->lost && step >= trail->last_step)) {
        workspace_loss_text(w, run, step, 5, text, size);
    } else if (isnan(chart_height(w, run, trail_index(trail, step)))) {
        text_print(text, size, "%s", tr("–"));
    } else {
        text_short(text, size, chart_height(w, run, trail_index(trail, step)), 5);
    }
}

// What every run has at the step below the pointer.
static void chart_reading(LandscapeRoom *room, const Plot *plot, int step)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    Canvas *canvas = ui->canvas;
    const Theme *t = ui->theme;
    const int runs = race_run_count(w->race);
    const float line = 17, width = 224, h = line * (float)(runs + 1) + 12;
    const float at = plot_x(plot, step);
    const Rect box = card_beside(ui, at, at, 12, plot->area.y, width, h);
    const float x = box.x, y = box.y;
    char text[256], name[RACER_NAME_MAX];
    const int16_t below = card_begin(ui, LAYER_POPUP, box, t->line);
    text_print(text, sizeof text, tr("step %d"), step);
    canvas_text(canvas, x + 10, y + 17, ALIGN_LEFT, FONT_MONO, 12, t->muted, text);
    for (int run = 0; run < runs; run++) {
        const int racer = race_racer(w->race, run);
        const float row = y + line * (float)(run + 1) + 17;
        canvas_marker(canvas, racer_marker(&w->scene, racer), x + 15, row - 4, 4,
                      racer_color_told(w, racer, t), 0, t->line);
        value_text(w, run, step, text, sizeof text);
        const float loss =
            canvas_text(canvas, x + width - 10, row, ALIGN_RIGHT, FONT_MONO, 12, t->text, text);
        scene_racer_name(&w->scene, racer, name, sizeof name);
        canvas_text_fit(canvas, x + 26, row, ALIGN_LEFT, FONT_SANS, 12, t->text, name,
                        width - 44 - loss);
    }
    card_end(ui, below);
}

// Which run's curve passes within a few pixels of the pointer; -1 none.
static int curve_near(const LandscapeRoom *room, const Plot *plot, int step)
{
    const Workspace *w = &room->workspace;
    int best = -1;
    float nearest = 7;
    for (int run = 0; run < race_run_count(w->race); run++) {
        const Trail *trail = race_trail(w->race, run);
        if (trail->count && step <= trail->last_step && !workspace_hides_run(w, run)) {
            const double v = chart_height(w, run, trail_index(trail, step));
            const float away = fabsf(plot_y(plot, fmax(v, plot->y.low)) - room->shell->ui.mouse_y);
            if (away < nearest) {
                nearest = away;
                best = run;
            }
        }
    }
    return best;
}

// Beside the chart what it shows, and how.
static void choices(LandscapeRoom *room, Rect *rest)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    const bool over_rates = charts[w->chart].over_rates;
    const bool has_log =
        chart_has_reference(w) || (w->chart == CHART_FAIR ? w->fair.by == TUNE_WITHIN
                                                          : w->chart != CHART_LOSS && !over_rates);
    const bool positive = over_rates || w->chart == CHART_FAIR || chart_has_positive(w);
    const char *no_log =
        has_log ? N_("No logarithm: nothing in the chart is above 0")
                : N_("No logarithm: f falls without end, there is no lowest value to measure from");
    const ChartSwitch switches[] = {
        { "chart.log", N_("Log"), has_log && positive ? N_("Logarithmic axis") : no_log,
          &room->chart_log[w->chart], !has_log || !positive },
        { "chart.hide", N_("Hide future"),
          over_rates ? N_("There are no steps in this chart")
                     : N_("Hide what comes after this step, so that it can be guessed"),
          &room->chart_hide, over_rates },
    };
    int chart = w->chart;
    const Rect place = chart_switches(ui, rest, switches, &chart_kinds, NULL);
    if (ui_kinds(ui, "chart.kind", place, &chart_kinds, true, &chart,
                 tr(charts[chart].kind.about))) {
        w->chart = (ChartKind)chart;
    }
}

void landscape_chart(LandscapeRoom *room, Rect rect)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    shell_bottom_ground(room->shell, rect);
    Rect rest = rect;
    choices(room, &rest);
    if (charts[w->chart].over_rates) {
        landscape_chart_rates(room, rest);
        return;
    }
    const Plot plot = chart_plot(w, rest, room->chart_log[w->chart], ui->theme);
    const ChartHand hand = chart_hand(ui, "chart", rest, &plot, workspace_last_step(w));
    const int step = (int)hand.step;
    if (hand.goes) {
        workspace_seek(w, step);
    }
    // Nothing is told of what is hidden.
    const bool hide = room->chart_hide || room->blind;
    if (step >= 0 && (!hide || step <= workspace_step(w))) {
        room->hover_step = step;
        const int near = curve_near(room, &plot, step);
        room->lit_run = near >= 0 ? near : room->lit_run;
    }
    const ChartLook look = { ui->theme, hide, room->lit_run, room->hover_step };
    chart_draw(&room->shell->canvas, w, &plot, &look);
    if (room->hover_step >= 0 && !hand.held) {
        chart_reading(room, &plot, room->hover_step);
    }
}
