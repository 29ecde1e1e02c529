// The curves of all networks over steps: training solid, validation dashed. A press goes to that
// step, back or forth.
#include "app/network/lab_chart.h"

#include "app/network/lab_views.h"
#include "app/parts/chart_hand.h"
#include "app/parts/chart_switches.h"
#include "base/words.h"

#include <math.h>

static void curve(Canvas *canvas, const LabCurves *curves, int network, SeriesKind kind,
                  float width, float dash)
{
    double xs[SERIES_MAX], values[SERIES_MAX];
    const SeriesList *list = lab_curves_list(curves, network);
    const Plot *plot = &curves->plot;
    const int shown = lab_curves_shown(curves, network);
    int count = 0;
    for (int i = 0; i < shown; i++) {
        const double v = list->points[i].values[kind];
        if (!isnan(v)) { // not measured at this step
            xs[count] = (double)list->points[i].step;
            values[count++] = plot->y.log ? fmax(v, plot->y.low) : v; // along the bottom
        }
    }
    plot_points(canvas, plot, count, xs, values, width * curves->theme->thick,
                labspace_color(curves->space, network, curves->theme), dash);
}

static void all_curves(Canvas *canvas, const LabCurves *curves)
{
    const LabSpace *space = curves->space;
    const LabChartRow *row = curves->row;
    const Plot *plot = &curves->plot;
    plot_clip_push(canvas, plot);
    if (space->chart_hide || space->blind) {
        plot_veil(canvas, plot, (double)space->shot->step, curves->theme);
    }
    for (int i = 0; i < space->shot->network_count; i++) {
        const float width = i == space->selected ? 2.6f : 2;
        curve(canvas, curves, i, row->train, row->epochs ? width : width * 0.75f, 0);
        if (row->validation != row->train) {
            curve(canvas, curves, i, row->validation, width, 4);
        }
    }
    plot_cursor(canvas, plot, (double)space->shot->step, curves->theme);
    canvas_clip_pop(canvas);
}

// What the numbers below count, before the first of them.
static void axis_unit(Canvas *canvas, const Plot *plot, const Theme *theme)
{
    canvas_text(canvas, plot->area.x - 8, plot->area.y + plot->area.h + 16, ALIGN_RIGHT, FONT_SANS,
                11, theme->muted, tr("step"));
}

static void draw(Canvas *canvas, const LabCurves *curves)
{
    Taken taken = { .count = 0 };
    plot_axes(canvas, &curves->plot);
    axis_unit(canvas, &curves->plot, curves->theme);
    if (curves->space->shot) {
        all_curves(canvas, curves);
    }
    lab_chart_legend(canvas, curves, &taken);
    if (curves->space->shot) {
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
    space->hover_step = hand.step <= curves->until ? hand.step : -1;
    return hand;
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
    shell_bottom_ground(room->shell, rect);
    chart_switches(ui, &rect, switches, NULL);
    const LabCurves curves = lab_curves(space, rect, ui->theme);
    const ChartHand hand = hands(room, &curves);
    draw(&room->shell->canvas, &curves);
    if (space->hover_step >= 0) {
        plot_pointer(&room->shell->canvas, &curves.plot, (double)space->hover_step, ui->theme);
        if (!hand.held) {
            lab_chart_reading(room, &curves, space->hover_step);
        }
    }
}
