// The curves of all networks over steps: training solid, validation dashed. A press goes to that
// step, back or forth.
#include "app/network/lab_chart.h"

#include "app/network/lab_views.h"
#include "app/parts/chart_switches.h"
#include "base/words.h"

#include <limits.h>
#include <math.h>

static const float RIGHT = 30; // beside the plot, where letters stand

// Of the values at the start: what an axis reaches at most, up and down.
static const double LINEAR_MOST = 20, LOG_MOST = 1e30, LOG_LEAST = 1e-12;

static const LabChartRow chart_rows[LAB_CHART_COUNT] = {
    [LAB_CHART_LOSS] = { N_("loss (mean, without penalties)"), SERIES_TRAIN_LOSS,
                         SERIES_VALIDATION_LOSS, true, false },
    [LAB_CHART_BATCH] = { N_("loss of each batch, with penalties"), SERIES_BATCH_LOSS,
                          SERIES_BATCH_LOSS, false, false },
    [LAB_CHART_ACCURACY] = { N_("accuracy"), SERIES_TRAIN_ACCURACY, SERIES_VALIDATION_ACCURACY,
                             true, true },
    [LAB_CHART_GRADIENT] = { N_("norm of the gradient, before clipping"), SERIES_GRAD_NORM,
                             SERIES_GRAD_NORM, false, false },
    [LAB_CHART_UPDATE] = { N_("length of the update / length of the weights"), SERIES_UPDATE_RATIO,
                           SERIES_UPDATE_RATIO, false, false },
};

static const SeriesList *list_of(const NetShot *net, const LabChartRow *row)
{
    return row->epochs ? &net->series.epochs : &net->series.steps;
}

const SeriesList *lab_curves_list(const LabCurves *curves, int network)
{
    return list_of(&curves->space->shot->networks[network], curves->row);
}

int lab_curves_shown(const LabCurves *curves, int network)
{
    const SeriesList *list = lab_curves_list(curves, network);
    int count = list->count;
    while (count > 0 && list->points[count - 1].step > curves->until) {
        count--;
    }
    return count;
}

double lab_curves_value(const SeriesList *list, SeriesKind kind, long step)
{
    double value = NAN;
    for (int i = 0; i < list->count && list->points[i].step <= step; i++) {
        const double v = list->points[i].values[kind];
        value = isnan(v) ? value : v;
    }
    return value;
}

typedef struct Extent {
    double low, high; // of what is finite (and > 0 on a log axis)
    double first;     // the largest sensible first value of any network
} Extent;

static void extend(Extent *extent, const SeriesList *list, SeriesKind kind, bool log)
{
    bool begun = false;
    for (int i = 0; i < list->count; i++) {
        const double v = list->points[i].values[kind];
        if (!isfinite(v) || (log && v <= 0)) {
            continue;
        }
        // A network that begins a thousand times higher than another does not set the scale.
        if (!begun && (isnan(extent->first) || (v > extent->first && v < 10 * extent->first) ||
                       v < extent->first / 10)) {
            extent->first = v;
        }
        begun = true;
        extent->low = fmin(extent->low, v);
        extent->high = fmax(extent->high, v);
    }
}

// The highest value of all that do not go beyond the limit: what explodes leaves the axis to the
// others and gets a mark at its edge.
static double highest_below(const LabShot *shot, const LabChartRow *row, double limit)
{
    const SeriesKind kinds[] = { row->train, row->validation };
    double high = 0;
    for (int i = 0; i < shot->network_count; i++) {
        const SeriesList *list = list_of(&shot->networks[i], row);
        for (int k = 0; k < list->count; k++) {
            for (size_t j = 0; j < COUNT(kinds); j++) {
                const double v = list->points[k].values[kinds[j]];
                high = v <= limit ? fmax(high, v) : high;
            }
        }
    }
    return high;
}

static PlotScale scale_of(const LabShot *shot, const LabChartRow *row, bool log)
{
    Extent extent = { INFINITY, -INFINITY, NAN };
    for (int i = 0; i < shot->network_count; i++) {
        extend(&extent, list_of(&shot->networks[i], row), row->train, log);
        extend(&extent, list_of(&shot->networks[i], row), row->validation, log);
    }
    if (row->share && !log) {
        const double low = isfinite(extent.low) ? floor(extent.low * 10) / 10 : 0;
        return (PlotScale){ fmin(low, 0.9), 1, false };
    }
    if (!(extent.high >= extent.low) || extent.high <= 0) {
        return (PlotScale){ log ? 0.1 : 0, 1, log };
    }
    if (log) {
        const double high = fmin(extent.high, extent.first * LOG_MOST);
        const double low = fmax(extent.low, extent.first * LOG_LEAST);
        return (PlotScale){ fmin(low, high / 2) / 1.1, high * 1.1, true };
    }
    const double high = highest_below(shot, row, extent.first * LINEAR_MOST);
    return (PlotScale){ 0, (high > 0 ? high : extent.high) * 1.03, false };
}

enum { STEPS_LEAST = 10 }; // of the axis: ticks at whole steps

// Of all that was trained, also while what is to come is hidden: a scale that moved would tell
// where it goes.
Plot lab_chart_plot(const LabSpace *space, Rect rect, const Theme *theme)
{
    static const PlotScale nothing = { 0, 1, false };
    const LabShot *shot = space->shot;
    const LabChartRow *row = &chart_rows[space->chart];
    return (Plot){
        .area = { rect.x + 60, rect.y + LAB_CHART_NAMES + 3, fmaxf(rect.w - 60 - RIGHT, 1),
                  fmaxf(rect.h - LAB_CHART_NAMES - 25, 1) },
        .x = { 0, shot && shot->end > STEPS_LEAST ? (double)shot->end : STEPS_LEAST, false },
        .y = shot ? scale_of(shot, row, space->chart_log) : nothing,
        .line = theme->line,
        .muted = theme->muted,
        .text_size = 11,
    };
}

static LabCurves curves_of(const LabSpace *space, Rect rect, const Theme *theme)
{
    return (LabCurves){
        .space = space,
        .row = &chart_rows[space->chart],
        .theme = theme,
        .rect = rect,
        .plot = lab_chart_plot(space, rect, theme),
        .until = space->chart_hide && space->shot ? space->shot->step : LONG_MAX,
    };
}

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
    plot_points(canvas, plot, count, xs, values, width,
                labspace_color(curves->space, network, curves->theme), dash);
}

static void all_curves(Canvas *canvas, const LabCurves *curves)
{
    const LabSpace *space = curves->space;
    const LabChartRow *row = curves->row;
    const Plot *plot = &curves->plot;
    const Rect clip = { plot->area.x - 6, plot->area.y - 6, plot->area.w + 12, plot->area.h + 12 };
    canvas_clip_push(canvas, clip);
    if (space->chart_hide) {
        plot_veil(canvas, plot, (double)space->shot->step, curves->theme);
    }
    for (int i = 0; i < space->shot->network_count; i++) {
        const float width = i == space->selected ? 2.6f : 2;
        curve(canvas, curves, i, row->train, row->epochs ? width : width * 0.75f, 0);
        if (row->validation != row->train) {
            curve(canvas, curves, i, row->validation, width, 4);
        }
    }
    const float x = plot_x(plot, (double)space->shot->step);
    canvas_rect(canvas, (Rect){ x - 0.75f, plot->area.y - 4, 1.5f, plot->area.h + 8 },
                curves->theme->text);
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
    const LabCurves curves = curves_of(space, rect, theme);
    draw(canvas, &curves);
}

// Goes to the step that is pressed; what is hidden is not pointed at, but it can be gone to.
static UiPress hands(App *app, const LabCurves *curves)
{
    LabSpace *space = &app->lab;
    Ui *ui = &app->ui;
    const UiPress press = ui_press(ui, "lab.chart", curves->rect, false);
    space->hover_step = -1;
    if (space->shot && (press.hovered || press.held)) {
        const double at = plot_x_inverse(&curves->plot, ui->mouse_x);
        const long step = (long)clamp(round(at), 0, (double)space->shot->end);
        if (press.pressed || (press.held && ui->has_event && step != space->wish.seek)) {
            labspace_seek(space, step);
        }
        space->hover_step = step <= curves->until ? step : -1;
    }
    return press;
}

void lab_chart(App *app, Rect rect)
{
    LabSpace *space = &app->lab;
    Ui *ui = &app->ui;
    const ChartSwitch switches[] = {
        { "lab.log", N_("Log"), N_("Logarithmic axis"), &space->chart_log, false },
        { "lab.hide", N_("Hide future"),
          N_("Hide what comes after this step, so that it can be guessed"), &space->chart_hide,
          false },
    };
    canvas_rect(&app->canvas, rect, ui->theme->panel);
    canvas_rect(&app->canvas, (Rect){ rect.x, rect.y, rect.w, 1 }, ui->theme->line);
    chart_switches(ui, &rect, switches);
    const LabCurves curves = curves_of(space, rect, ui->theme);
    const UiPress press = hands(app, &curves);
    draw(&app->canvas, &curves);
    if (space->hover_step >= 0) {
        const Plot *plot = &curves.plot;
        const float x = plot_x(plot, (double)space->hover_step);
        canvas_rect(&app->canvas, (Rect){ x - 0.5f, plot->area.y, 1, plot->area.h },
                    ui->theme->muted);
        if (!press.held) {
            lab_chart_reading(app, &curves, space->hover_step);
        }
    }
}
