// Time: play, one step, one epoch, anew; the bar goes back to any earlier moment; which curves the
// chart shows.
#include "app/lab_views.h"
#include "app/strings.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

enum { CURVES = 292 }; // wide enough that the names stand apart

typedef struct LabSpeed {
    const char *name;
    double steps_per_s;
} LabSpeed;

// clang-format off
static const LabSpeed speeds[] = {
    { "1 step/s", 1 }, { "10 steps/s", 10 }, { "100 steps/s", 100 }, { "1,000 steps/s", 1000 },
    { "Full speed", INFINITY },
};
// clang-format on

static const char *speed_name(const void *context, int index)
{
    (void)context;
    return speeds[index].name;
}

static int speed_of(const LabSpace *space)
{
    int nearest = 0;
    for (int i = 0; i < (int)COUNT(speeds); i++) {
        nearest = space->wish.speed >= speeds[i].steps_per_s ? i : nearest;
    }
    return nearest;
}

static void set_speed(LabSpace *space, int index)
{
    space->wish.speed = speeds[clampi(index, 0, (int)COUNT(speeds) - 1)].steps_per_s;
    labspace_changed(space);
}

void lab_slower(LabSpace *space, int by)
{
    set_speed(space, speed_of(space) - by);
}

static void scrub_bar(App *app, Rect rect)
{
    LabSpace *space = &app->lab;
    const LabShot *shot = space->shot;
    const long end = shot && shot->end > 0 ? shot->end : 1;
    // While it is dragged the knob follows the hand, not the networks.
    const bool dragged = app->ui.active == ui_id("lab.scrub");
    const long shown = dragged ? space->wish.seek : shot ? shot->step : 0;
    double wanted;
    if (ui_scrub(&app->ui, "lab.scrub", rect, (double)shown / (double)end, str(STR_LAB_SCRUB_TIP),
                 &wanted)) {
        const long step = lround(wanted * (double)end);
        if (!dragged || step != space->wish.seek) {
            labspace_seek(space, step);
        }
    }
}

// "12,345"
static void grouped(char *text, size_t size, long value)
{
    char digits[32];
    const int length = snprintf(digits, sizeof digits, "%ld", value);
    size_t used = 0;
    for (int i = 0; i < length && used + 2 < size; i++) {
        if (i > 0 && (length - i) % 3 == 0) {
            text[used++] = ',';
        }
        text[used++] = digits[i];
    }
    text[used] = '\0';
}

static void state_text(const LabSpace *space, bool rate, char *text, size_t size)
{
    const LabShot *shot = space->shot;
    char step[32];
    if (!shot) {
        snprintf(text, size, "%s", str(STR_LAB_PREPARING));
        return;
    }
    grouped(step, sizeof step, shot->step);
    const int used = snprintf(
        text, size, str(STR_LAB_EPOCH_STEP),
        shot->networks[space->selected < shot->network_count ? space->selected : 0].epoch, step);
    if (rate && shot->samples_per_s > 0 && used > 0 && (size_t)used < size) {
        const double thousands = shot->samples_per_s / 1000;
        snprintf(text + used, size - (size_t)used, str(STR_LAB_RATE), thousands);
    }
}

static void buttons(App *app, Rect *row)
{
    LabSpace *space = &app->lab;
    Ui *ui = &app->ui;
    const long step = space->shot ? space->shot->step : 0;
    if (ui_icon_button(ui, "lab.restart", cut_left(row, 30, 6), ICON_FIRST, false,
                       str(STR_LAB_RESTART_TIP))) {
        labspace_restart(space);
    }
    if (ui_icon_button(ui, "lab.back", cut_left(row, 30, 6), ICON_BACK, false,
                       str(STR_LAB_BACK_TIP))) {
        labspace_seek(space, step - 1);
    }
    if (ui_icon_button(ui, "lab.play", cut_left(row, 44, 6),
                       space->wish.playing ? ICON_PAUSE : ICON_PLAY, true,
                       str(space->wish.playing ? STR_PAUSE_TIP : STR_LAB_PLAY_TIP))) {
        labspace_play(space, !space->wish.playing);
    }
    if (ui_icon_button(ui, "lab.forward", cut_left(row, 30, 6), ICON_FORWARD, false,
                       str(STR_LAB_FORWARD_TIP))) {
        labspace_seek(space, step + 1);
    }
    if (ui_icon_button(ui, "lab.epoch", cut_left(row, 30, 6), ICON_LAST, false,
                       str(STR_LAB_EPOCH_TIP))) {
        labspace_epoch(space, 1);
    }
    if (ui_icon_button(ui, "lab.seed", cut_left(row, 30, 12), ICON_DICE, false,
                       str(STR_LAB_SEED_TIP))) {
        labspace_new_seed(space);
    }
    int speed = speed_of(space);
    const bool room = row->w > 116 + 12 + 112 + 62 + 12; // else the keys must do
    if (room && ui_choice(ui, "lab.speed", cut_left(row, 116, 12), COUNT(speeds), speed_name, NULL,
                          &speed, NULL, str(STR_LAB_SPEED_TIP))) {
        set_speed(space, speed);
    }
}

static const StringId chart_labels[LAB_CHART_COUNT] = { STR_LAB_CHART_LOSS, STR_LAB_CHART_ACCURACY,
                                                        STR_LAB_CHART_GRADIENT,
                                                        STR_LAB_CHART_UPDATE };

static const char *chart_name(const void *context, int index)
{
    (void)context;
    return str(chart_labels[index]);
}

// One beside the other, or a list where there is less room.
static void chart_choice(App *app, Rect *row)
{
    const char *names[LAB_CHART_COUNT];
    int chart = app->lab.chart;
    for (int i = 0; i < LAB_CHART_COUNT; i++) {
        names[i] = chart_name(NULL, i);
    }
    ui_checkbox(&app->ui, "lab.log", cut_right(row, 52, 10), str(STR_LAB_LOG), &app->lab.chart_log,
                str(STR_LAB_LOG_TIP));
    const bool chosen =
        row->w < CURVES
            ? ui_choice(&app->ui, "lab.curves", cut_right(row, fminf(112, row->w), 12),
                        LAB_CHART_COUNT, chart_name, NULL, &chart, NULL, str(STR_LAB_CURVES_TIP))
            : ui_segments(&app->ui, "lab.curves", cut_right(row, CURVES, 12), LAB_CHART_COUNT,
                          names, &chart, str(STR_LAB_CURVES_TIP));
    if (chosen) {
        app->lab.chart = (LabChart)chart;
    }
}

void lab_transport(App *app, Rect rect)
{
    Ui *ui = &app->ui;
    canvas_rect(&app->canvas, rect, ui->theme->panel);
    canvas_rect(&app->canvas, (Rect){ rect.x, rect.y, rect.w, 1 }, ui->theme->line);
    Rect row = { rect.x + 14, rect.y + 7, rect.w - 28, 28 };
    const bool two_rows = rect.h > 50;
    buttons(app, &row);
    chart_choice(app, &row);
    if (two_rows) { // buttons above, the bar below
        row = (Rect){ rect.x + 14, rect.y + 7 + 36, rect.w - 28, 28 };
    }
    char text[96];
    state_text(&app->lab, row.w > 420, text, sizeof text);
    // As wide as it will get, so that the bar does not move with the digits.
    const float width =
        fmaxf(canvas_text_width(&app->canvas, FONT_MONO, 12, text) + 1, row.w > 420 ? 300 : 170);
    ui_label(ui, cut_right(&row, width, 14), ALIGN_RIGHT, FONT_MONO, 12, ui->theme->text, text);
    if (row.w > 24) {
        scrub_bar(app, row);
    }
}
