// The curves of all networks over steps: training solid, validation dashed, smoothed if asked for.
// A press goes to that step, back or forth.
#include "app/network/lab_chart.h"

#include "app/network/lab_smooth.h"
#include "app/network/lab_views.h"
#include "app/parts/chart_hand.h"
#include "app/parts/chart_switches.h"
#include "base/utf8.h"
#include "base/words.h"
#include "draw/plate.h"
#include "ui/widgets.h"

#include <math.h>

// How the lines of one pass over all networks look.
typedef struct Lines {
    double smooth;
    float width; // times the usual
    float pale;  // 0: in the network's colour, 1: not to be seen
} Lines;

static void curve(Canvas *canvas, const LabCurves *curves, int network, SeriesKind kind,
                  const Lines *lines, float width, float dash)
{
    double steps[SERIES_MAX], values[SERIES_MAX];
    const Plot *plot = &curves->plot;
    const Theme *theme = curves->theme;
    const int count = lab_curves_points(curves, network, kind, lines->smooth, steps, values);
    for (int i = 0; plot->y.log && !plot->part && i < count; i++) {
        values[i] = fmax(values[i], plot->y.low); // along the bottom
    }
    plot_points(canvas, plot, count, steps, values, width * lines->width * theme->thick,
                color_mix(labspace_color(curves->space, network, theme), theme->panel, lines->pale),
                dash);
}

static void all_lines(Canvas *canvas, const LabCurves *curves, const Lines *lines)
{
    const LabSpace *space = curves->space;
    const LabChartRow *row = curves->row;
    for (int i = 0; i < space->shot->network_count; i++) {
        const float width = i == space->selected ? 2.6f : 2;
        curve(canvas, curves, i, row->train, lines, row->epochs ? width : width * 0.75f, 0);
        if (row->validation != row->train) {
            curve(canvas, curves, i, row->validation, lines, width, 4);
        }
    }
}

// Smoothed lines lie over those that they smooth.
static void all_curves(Canvas *canvas, const LabCurves *curves)
{
    static const Lines raw = { 0, 0.6f, 0.6f };
    const LabSpace *space = curves->space;
    const Plot *plot = &curves->plot;
    plot_clip_push(canvas, plot);
    if (space->chart_hide || space->blind) {
        plot_veil(canvas, plot, (double)space->shot->step, curves->theme);
    }
    if (space->smooth > 0) {
        all_lines(canvas, curves, &raw);
    }
    all_lines(canvas, curves, &(Lines){ space->smooth, 1, 0 });
    plot_cursor(canvas, plot, (double)space->shot->step, curves->theme);
    canvas_clip_pop(canvas);
}

// What the numbers below count, before the first of them.
static void axis_unit(Canvas *canvas, const Plot *plot, const Theme *theme)
{
    const float away = plot->x.low > 0 ? 26 : 8; // the first number may be long
    canvas_text(canvas, plot->area.x - away, plot->area.y + plot->area.h + 16, ALIGN_RIGHT,
                FONT_SANS, 11, theme->muted, tr("step"));
}

// Why a chart of shares is empty.
static void no_share(Canvas *canvas, const LabCurves *curves)
{
    const LabShot *shot = curves->space->shot;
    const Rect area = curves->plot.area;
    const char *why = tr("no accuracy: these data have values, no classes");
    if (shot && curves->row->share && shot->classes == 0) {
        const float x = area.x + area.w / 2, y = area.y + area.h / 2;
        const float w = fminf(canvas_text_width(canvas, FONT_SANS, 13, why) + 12, area.w);
        plate_on_panel(canvas, curves->theme, (Rect){ x - w / 2, y - 10, w, 20 }, 3);
        canvas_text_fit(canvas, x, y + TEXT_MIDDLE * 13, ALIGN_CENTER, FONT_SANS, 13,
                        curves->theme->text, why, w);
    }
}

static void draw(Canvas *canvas, const LabCurves *curves)
{
    Taken taken = { .count = 0 };
    plot_axes(canvas, &curves->plot);
    axis_unit(canvas, &curves->plot, curves->theme);
    no_share(canvas, curves);
    if (curves->space->shot) {
        all_curves(canvas, curves);
    }
    lab_chart_part(canvas, curves, &taken);
    lab_chart_legend(canvas, curves, &taken);
    if (curves->space->shot) {
        lab_chart_bests(canvas, curves, &taken);
        lab_chart_names(canvas, curves, &taken);
        lab_chart_marks(canvas, curves, &taken);
    }
}

void lab_chart_draw(Canvas *canvas, const LabSpace *space, Rect rect, const Theme *theme)
{
    const LabCurves curves = lab_curves(space, rect, theme);
    draw(canvas, &curves);
}

// Goes to the step that is pressed; what is hidden is not pointed at, but it can be gone to.
static ChartHand hands(NetworkRoom *room, const LabCurves *curves)
{
    LabSpace *space = &room->lab;
    const ChartHand hand = chart_hand(&room->shell->ui, "lab.chart", curves->rect, &curves->plot,
                                      space->shot ? space->shot->end : -1);
    if (hand.goes && (hand.pressed || hand.step != space->wish.seek)) {
        labspace_seek(space, hand.step);
    }
    if (hand.doubled) {
        lab_axes_whole(&space->axes);
    }
    space->hover_step = hand.step <= curves->until ? hand.step : -1;
    return hand;
}

// The share as TensorBoard has it, in steps; one that was typed may lie between them.
static void smoothing(NetworkRoom *room, Rect place)
{
    LabSpace *space = &room->lab;
    char other[64];
    int chosen = -1;
    for (int i = 0; i < (int)lab_smooth_kinds.count; i++) {
        chosen = lab_smooths[i].share == space->smooth ? i : chosen;
    }
    text_print(other, sizeof other, tr("Smooth %.3g"), space->smooth);
    if (ui_choice(&room->shell->ui, "lab.smooth", place, (int)lab_smooth_kinds.count, registry_name,
                  &lab_smooth_kinds, &chosen, other,
                  tr("Lines as an exponential moving average of the values, of which so much stays "
                     "with each new one; the values themselves lie pale behind them"))) {
        space->smooth = lab_smooths[chosen].share;
    }
}

void lab_chart(NetworkRoom *room, Rect rect)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    const ChartSwitch switches[] = {
        { "lab.log", N_("Log"), N_("Logarithmic axis"), &space->chart_log, false },
        { "lab.hide", N_("Hide future"),
          N_("Hide what comes after this step, so that it can be guessed"), &space->chart_hide,
          false },
    };
    ChartBelow below = { .kinds = &lab_smooth_kinds };
    shell_bottom_ground(room->shell, rect);
    chart_switches(ui, &rect, switches, NULL, &below);
    smoothing(room, below.rect);
    LabCurves curves = lab_curves(space, rect, ui->theme);
    lab_chart_zoom(room, &curves);
    const ChartHand hand = hands(room, &curves);
    draw(&room->shell->canvas, &curves);
    if (space->hover_step >= 0) {
        plot_pointer(&room->shell->canvas, &curves.plot, (double)space->hover_step, ui->theme);
        if (!hand.held && !lab_chart_best_reading(room, &curves)) {
            lab_chart_reading(room, &curves, space->hover_step);
        }
    }
    lab_chart_zoom_draw(room, &curves);
}
