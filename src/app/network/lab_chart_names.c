// The letters stand in a column right of the curves' ends, each as near to its own height as the
// others allow. Curves that end at different steps (one was lost, or stopped) have a column each.
#include "app/network/lab_chart.h"

#include "draw/plate.h"

#include <math.h>

static const float SIZE = 13, HEIGHT = 15, GAP = 6, MARGIN = 3;

typedef struct End {
    int network;
    float x, y;
} End;

// Where the line from a point to the next, if there is one, leaves what is shown of the steps.
static End end_at(const LabCurves *curves, int network, const double *step, const double *value,
                  bool next)
{
    const Plot *plot = &curves->plot;
    const float floor = plot->area.y + plot->area.h, right = plot->area.x + plot->area.w;
    float x = plot_x(plot, step[0]), y = plot_y(plot, value[0]);
    if (next && isfinite(value[1])) {
        const float share = (right - x) / (plot_x(plot, step[1]) - x);
        y += share * (plot_y(plot, value[1]) - y);
        x = right;
    }
    return (End){ network, x, clampf(y, plot->area.y, floor) };
}

// Of chosen values: a curve that has left them has its letter where it did.
static bool is_seen(const LabCurves *curves, double value)
{
    const PlotScale *y = &curves->plot.y;
    return isfinite(value) &&
           (!lab_chart_values_part(curves->space) || (value >= y->low && value <= y->high));
}

// The last point of a curve that is shown, at the plot's edge where it lies beyond.
static bool last_point(const LabCurves *curves, int network, SeriesKind kind, End *end)
{
    double steps[SERIES_MAX], values[SERIES_MAX];
    const Plot *plot = &curves->plot;
    const int count =
        lab_curves_points(curves, network, kind, curves->space->smooth, steps, values);
    for (int i = count - 1; i >= 0; i--) {
        if (is_seen(curves, values[i]) && steps[i] <= plot->x.high) {
            const bool goes_on = i + 1 < count && steps[i + 1] > plot->x.high;
            *end = end_at(curves, network, &steps[i], &values[i], goes_on);
            return end->x >= plot->area.x;
        }
    }
    return false;
}

// The curve that is drawn solid is the one that is followed by eye.
static bool end_of(const LabCurves *curves, int network, End *end)
{
    return !lab_curves_lost(curves, network) &&
           last_point(curves, network, curves->row->train, end);
}

// From left to right.
static int all_ends(const LabCurves *curves, End ends[LAB_NETWORKS_MAX])
{
    int count = 0;
    for (int i = 0; i < curves->space->shot->network_count; i++) {
        End end;
        if (end_of(curves, i, &end)) {
            int at = count++;
            for (; at > 0 && ends[at - 1].x > end.x; at--) {
                ends[at] = ends[at - 1];
            }
            ends[at] = end;
        }
    }
    return count;
}

// Where a column may stand: from the chart's top to just above the numbers of the steps, beside
// what is taken (the legend) where they would meet.
static Rect column_area(const LabCurves *curves, float x, float width, const Taken *taken)
{
    const Rect plot = curves->plot.area;
    const float top = curves->rect.y + 2;
    Rect area = { x, top, width, plot.y + plot.h + 5 - top };
    for (int i = 0; i < taken->count; i++) {
        const Rect t = taken->rects[i];
        if (x < t.x + t.w && x + width > t.x) {
            const float above = t.y - area.y, below = area.y + area.h - t.y - t.h;
            area.y = below > above ? t.y + t.h : area.y;
            area.h = fmaxf(above, below);
        }
    }
    return area;
}

// Right of that x, and of the line of the present step where it would be covered.
static float beside(const LabCurves *curves, float x, float width)
{
    const float line = plot_x(&curves->plot, (double)curves->space->shot->step);
    return x + GAP < line + 2 && x + GAP + width > line - 2 ? line + GAP : x + GAP;
}

static void column(Canvas *canvas, const LabCurves *curves, const End *ends, int count, float width,
                   Taken *taken)
{
    const Theme *theme = curves->theme;
    Label labels[LAB_NETWORKS_MAX];
    const Rect area = column_area(curves, beside(curves, ends[count - 1].x, width), width, taken);
    const float h = fminf(HEIGHT, area.h / (float)count), size = SIZE * h / HEIGHT;
    for (int i = 0; i < count; i++) {
        labels[i] = (Label){ .x = ends[i].x, .y = ends[i].y, .w = width, .h = h };
    }
    labels_column(labels, count, area);
    for (int i = 0; i < count; i++) {
        const Rect r = labels[i].rect;
        if (labels[i].placed) {
            plate_on_panel(canvas, theme, r, 4);
            canvas_text(canvas, r.x + r.w / 2, r.y + r.h / 2 + TEXT_MIDDLE * size, ALIGN_CENTER,
                        FONT_BOLD, size, labspace_color(curves->space, ends[i].network, theme),
                        labspace_letter(ends[i].network));
            taken_add(taken, r);
        }
    }
}

void lab_chart_names(Canvas *canvas, const LabCurves *curves, Taken *taken)
{
    End ends[LAB_NETWORKS_MAX];
    const int count = all_ends(curves, ends);
    float width = 0;
    for (int i = 0; i < count; i++) {
        width = fmaxf(width,
                      canvas_text_width(canvas, FONT_BOLD, SIZE, labspace_letter(ends[i].network)));
    }
    width += 2 * MARGIN;
    for (int from = 0, to; from < count; from = to) {
        // One column for all ends that are too close for two, wherever the line is.
        for (to = from + 1; to < count && ends[to].x < ends[to - 1].x + 2 * (width + GAP) + 4;
             to++) {
        }
        column(canvas, curves, &ends[from], to - from, width, taken);
    }
}
