// The curves of all networks over steps: training solid, validation dashed. A press goes to that
// step, back or forth.
#include "app/lab_views.h"
#include "app/strings.h"
#include "base/text.h"
#include "draw/plot.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// Of the values at the start: what an axis reaches at most, up and down.
static const double LINEAR_MOST = 20, LOG_MOST = 1e30, LOG_LEAST = 1e-12;

typedef struct ChartRow {
    StringId label;
    SeriesKind train, validation; // equal: there is only one curve
    bool epochs;                  // points at epochs' ends; else at steps
    bool share;                   // from 0 to 1
} ChartRow;

static const ChartRow chart_rows[LAB_CHART_COUNT] = {
    [LAB_CHART_LOSS] = { STR_LAB_LOSS, SERIES_TRAIN_LOSS, SERIES_VALIDATION_LOSS, true, false },
    [LAB_CHART_BATCH] = { STR_LAB_BATCH_LOSS, SERIES_BATCH_LOSS, SERIES_BATCH_LOSS, false, false },
    [LAB_CHART_ACCURACY] = { STR_LAB_ACCURACY, SERIES_TRAIN_ACCURACY, SERIES_VALIDATION_ACCURACY,
                             true, true },
    [LAB_CHART_GRADIENT] = { STR_LAB_GRADIENT, SERIES_GRAD_NORM, SERIES_GRAD_NORM, false, false },
    [LAB_CHART_UPDATE] = { STR_LAB_UPDATE, SERIES_UPDATE_RATIO, SERIES_UPDATE_RATIO, false, false },
};

static const SeriesList *list_of(const NetShot *net, const ChartRow *row)
{
    return row->epochs ? &net->series.epochs : &net->series.steps;
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
static double highest_below(const LabShot *shot, const ChartRow *row, double limit)
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

static PlotScale scale_of(const LabShot *shot, const ChartRow *row, bool log)
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

static Plot plot_of(const LabSpace *space, Rect rect, const Theme *theme)
{
    static const PlotScale nothing = { 0, 1, false };
    const LabShot *shot = space->shot;
    const ChartRow *row = &chart_rows[space->chart];
    return (Plot){
        .area = { rect.x + 60, rect.y + 12, fmaxf(rect.w - 84, 1), fmaxf(rect.h - 34, 1) },
        .x = { 0, shot && shot->end > 1 ? (double)shot->end : 1, false },
        .y = shot ? scale_of(shot, row, space->chart_log) : nothing,
        .line = theme->line,
        .muted = theme->muted,
        .text_size = 11,
    };
}

static void curve(Canvas *canvas, const Plot *plot, const SeriesList *list, SeriesKind kind,
                  float width, Color color, float dash)
{
    double xs[SERIES_MAX], values[SERIES_MAX];
    int count = 0;
    for (int i = 0; i < list->count; i++) {
        const double v = list->points[i].values[kind];
        if (!isnan(v)) { // not measured at this step
            xs[count] = (double)list->points[i].step;
            values[count++] = plot->y.log ? fmax(v, plot->y.low) : v; // along the bottom
        }
    }
    plot_points(canvas, plot, count, xs, values, width, color, dash);
}

// The newest measured value at or before a step; NAN if there is none.
static double value_at(const SeriesList *list, SeriesKind kind, long step)
{
    double value = NAN;
    for (int i = 0; i < list->count && list->points[i].step <= step; i++) {
        const double v = list->points[i].values[kind];
        value = isnan(v) ? value : v;
    }
    return value;
}

// Where a network was lost (or will be, when it was gone back from there): a cross at its curve's
// end, with a letter.
static void lost_mark(Canvas *canvas, const LabSpace *space, const Plot *plot, int i, Color color)
{
    const NetShot *net = &space->shot->networks[i];
    const float reach = 5;
    if (net->lost_at < 0) {
        return;
    }
    const ChartRow *row = &chart_rows[space->chart];
    const double value = value_at(list_of(net, row), row->train, net->lost_at);
    const Rect a = plot->area;
    const float x = plot_x(plot, (double)net->lost_at);
    const float y = isfinite(value) && (value > 0 || !plot->y.log)
                        ? clampf(plot_y(plot, value), a.y, a.y + a.h)
                        : a.y;
    char text[48];
    canvas_line(canvas, x - reach, y - reach, x + reach, y + reach, 2.4f, color);
    canvas_line(canvas, x - reach, y + reach, x + reach, y - reach, 2.4f, color);
    snprintf(text, sizeof text, str(STR_LAB_LOST_MARK), labspace_letter(i));
    const float w = canvas_text_width(canvas, FONT_BOLD, 11, text);
    const bool right = x + reach + 4 + w < a.x + a.w;
    canvas_text(canvas, right ? x + reach + 4 : x - reach - 4, y + 4,
                right ? ALIGN_LEFT : ALIGN_RIGHT, FONT_BOLD, 11, color, text);
}

// A network whose curve goes beyond the top has a mark at the edge where it is highest, with that
// value; the mark points to where the curve is.
static void beyond_mark(Canvas *canvas, const LabSpace *space, const Plot *plot, int i, Color color)
{
    const ChartRow *row = &chart_rows[space->chart];
    const SeriesList *list = list_of(&space->shot->networks[i], row);
    const SeriesPoint *highest = NULL;
    for (int k = 0; k < list->count; k++) {
        const SeriesPoint *point = &list->points[k];
        if (isfinite(point->values[row->train]) &&
            (!highest || point->values[row->train] > highest->values[row->train])) {
            highest = point;
        }
    }
    if (!highest || highest->values[row->train] <= plot->y.high) {
        return;
    }
    const Rect a = plot->area;
    const float x = plot_x(plot, (double)highest->step), reach = 5;
    const float xs[3] = { x, x + reach, x - reach }, ys[3] = { a.y - 5, a.y + 3, a.y + 3 };
    char text[24];
    text_short(text, sizeof text, highest->values[row->train], 3);
    canvas_polygon(canvas, 3, xs, ys, color);
    const float w = canvas_text_width(canvas, FONT_MONO, 11, text);
    const bool right = x + reach + 4 + w < a.x + a.w;
    canvas_text(canvas, right ? x + reach + 4 : x - reach - 4, a.y + 5 + 13 * (float)i,
                right ? ALIGN_LEFT : ALIGN_RIGHT, FONT_MONO, 11, color, text);
}

static void curves(Canvas *canvas, const LabSpace *space, const Plot *plot, const Theme *theme)
{
    const LabShot *shot = space->shot;
    const ChartRow *row = &chart_rows[space->chart];
    const Rect clip = { plot->area.x - 6, plot->area.y - 6, plot->area.w + 12, plot->area.h + 12 };
    canvas_clip_push(canvas, clip);
    for (int i = 0; i < shot->network_count; i++) {
        const SeriesList *list = list_of(&shot->networks[i], row);
        const Color color = labspace_color(space, i, theme);
        const float width = i == space->selected ? 2.6f : 2;
        curve(canvas, plot, list, row->train, row->epochs ? width : width * 0.75f, color, 0);
        if (row->validation != row->train) {
            curve(canvas, plot, list, row->validation, width, color, 4);
        }
        beyond_mark(canvas, space, plot, i, color);
        lost_mark(canvas, space, plot, i, color);
    }
    const float x = plot_x(plot, (double)shot->step);
    canvas_rect(canvas, (Rect){ x - 0.75f, plot->area.y - 4, 1.5f, plot->area.h + 8 }, theme->text);
    canvas_clip_pop(canvas);
}

// What the axis and the two kinds of line mean, in the chart's corner.
static void legend(Canvas *canvas, const LabSpace *space, const Plot *plot, const Theme *theme)
{
    const ChartRow *row = &chart_rows[space->chart];
    const bool two = row->validation != row->train;
    const char *label = str(row->label), *train = str(STR_LAB_TRAIN),
               *validation = str(STR_LAB_VALIDATION);
    const float label_w = canvas_text_width(canvas, FONT_SANS, 11, label);
    const float train_w = canvas_text_width(canvas, FONT_SANS, 11, train);
    const float validation_w = canvas_text_width(canvas, FONT_SANS, 11, validation);
    const float w = label_w + (two ? train_w + validation_w + 2 * 34 + 24 : 0) + 12;
    // Losses go down to the right, shares go up.
    const float top = row->share ? plot->area.y + plot->area.h - 22 : plot->area.y - 2;
    const Rect back = { plot->area.x + plot->area.w - w, top, w, 18 };
    float x = back.x + 6;
    const float y = back.y + 13, middle = back.y + 9;
    if (back.x < plot->area.x) {
        return;
    }
    canvas_box(canvas, back, 4, color_alpha(theme->panel, 0.85f), 0, theme->line);
    canvas_text(canvas, x, y, ALIGN_LEFT, FONT_SANS, 11, theme->muted, label);
    if (two) {
        x += label_w + 16;
        canvas_text(canvas, x, y, ALIGN_LEFT, FONT_SANS, 11, theme->muted, train);
        canvas_line(canvas, x + train_w + 5, middle, x + train_w + 27, middle, 1.6f, theme->muted);
        x += train_w + 38;
        canvas_text(canvas, x, y, ALIGN_LEFT, FONT_SANS, 11, theme->muted, validation);
        for (int i = 0; i < 3; i++) {
            const float from = x + validation_w + 5 + 8 * (float)i;
            canvas_line_butt(canvas, from, middle, from + 4, middle, 1.6f, theme->muted);
        }
    }
}

static void value_text(const ChartRow *row, const SeriesList *list, SeriesKind kind, long step,
                       char *text, size_t size)
{
    const double v = value_at(list, kind, step);
    if (isnan(v)) {
        snprintf(text, size, "%s", str(STR_NOWHERE));
    } else if (row->share) {
        snprintf(text, size, "%.1f %%", 100 * v);
    } else {
        text_short(text, size, v, 4);
    }
}

// Every network's values at the step below the pointer.
static void reading(App *app, const Plot *plot, long step)
{
    const LabSpace *space = &app->lab;
    const LabShot *shot = space->shot;
    const ChartRow *row = &chart_rows[space->chart];
    Canvas *canvas = &app->canvas;
    const Theme *t = app->ui.theme;
    const bool two = row->validation != row->train;
    const float line = 17, width = two ? 290 : 220,
                h = line * (float)(shot->network_count + 1) + 12;
    const float at = plot_x(plot, (double)step);
    const float x = at + width + 16 < app->ui.width ? at + 12 : fmaxf(at - width - 12, 4);
    const float y = fmaxf(fminf(plot->area.y, app->ui.height - h - 4), 4);
    char text[64];
    canvas->layer = LAYER_POPUP;
    canvas_box(canvas, (Rect){ x, y, width, h }, 6, t->raised, 1, t->line);
    snprintf(text, sizeof text, "%s %ld", str(STR_STEP), step);
    canvas_text(canvas, x + 10, y + 17, ALIGN_LEFT, FONT_MONO, 12, t->muted, text);
    if (two) {
        canvas_text(canvas, x + width - 84, y + 17, ALIGN_RIGHT, FONT_SANS, 11, t->muted,
                    str(STR_LAB_TRAIN));
        canvas_text(canvas, x + width - 10, y + 17, ALIGN_RIGHT, FONT_SANS, 11, t->muted,
                    str(STR_LAB_VALIDATION));
    }
    for (int i = 0; i < shot->network_count; i++) {
        const NetShot *net = &shot->networks[i];
        const SeriesList *list = list_of(net, row);
        const float baseline = y + line * (float)(i + 1) + 17;
        canvas_box(canvas, (Rect){ x + 10, baseline - 9, 9, 9 }, 2, labspace_color(space, i, t), 0,
                   t->line);
        canvas_text_fit(canvas, x + 26, baseline, ALIGN_LEFT, FONT_SANS, 12, t->text, net->name,
                        width - (two ? 184 : 110));
        value_text(row, list, row->train, step, text, sizeof text);
        canvas_text(canvas, x + width - (two ? 84 : 10), baseline, ALIGN_RIGHT, FONT_MONO, 12,
                    t->text, text);
        if (two) {
            value_text(row, list, row->validation, step, text, sizeof text);
            canvas_text(canvas, x + width - 10, baseline, ALIGN_RIGHT, FONT_MONO, 12, t->text,
                        text);
        }
    }
    canvas->layer = LAYER_BASE;
}

// What the numbers below count, before the first of them.
static void axis_unit(Canvas *canvas, const Plot *plot, const Theme *theme)
{
    canvas_text(canvas, plot->area.x - 8, plot->area.y + plot->area.h + 16, ALIGN_RIGHT, FONT_SANS,
                11, theme->muted, str(STR_LAB_AXIS_STEP));
}

void lab_chart_draw(Canvas *canvas, const LabSpace *space, Rect rect, const Theme *theme)
{
    const Plot plot = plot_of(space, rect, theme);
    plot_axes(canvas, &plot);
    axis_unit(canvas, &plot, theme);
    if (space->shot) {
        curves(canvas, space, &plot, theme);
    }
    legend(canvas, space, &plot, theme);
}

void lab_chart(App *app, Rect rect)
{
    LabSpace *space = &app->lab;
    Ui *ui = &app->ui;
    canvas_rect(&app->canvas, rect, ui->theme->panel);
    canvas_rect(&app->canvas, (Rect){ rect.x, rect.y, rect.w, 1 }, ui->theme->line);
    const UiPress press = ui_press(ui, "lab.chart", rect, false);
    const Plot plot = plot_of(space, rect, ui->theme);
    space->hover_step = -1;
    if (space->shot && (press.hovered || press.held)) {
        const double at = plot_x_inverse(&plot, ui->mouse_x);
        space->hover_step = (long)clamp(round(at), 0, (double)space->shot->end);
        if (press.pressed ||
            (press.held && ui->has_event && space->hover_step != space->wish.seek)) {
            labspace_seek(space, space->hover_step);
        }
    }
    lab_chart_draw(&app->canvas, space, rect, ui->theme);
    if (space->hover_step >= 0) {
        const float x = plot_x(&plot, (double)space->hover_step);
        canvas_rect(&app->canvas, (Rect){ x - 0.5f, plot.area.y, 1, plot.area.h },
                    ui->theme->muted);
        if (!press.held) {
            reading(app, &plot, space->hover_step);
        }
    }
}
