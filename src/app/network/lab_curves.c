// Points, values and axes of the chart's curves.
#include "app/network/lab_curves.h"

#include "app/network/lab_hiding.h"
#include "base/text.h"
#include "base/words.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>

static const float RIGHT = 30; // beside the plot, where letters stand

// Of the values at the start: what an axis reaches at most, up and down.
static const double LINEAR_MOST = 20, LOG_MOST = 1e30, LOG_LEAST = 1e-12;

// clang-format off
const LabChartRow lab_charts[LAB_CHART_COUNT] = {
    [LAB_CHART_LOSS] = { { "loss", N_("Loss"), N_("loss (mean, without penalties)") },
        SERIES_TRAIN_LOSS, SERIES_VALIDATION_LOSS, true, false },
    [LAB_CHART_BATCH] = { { "batch", N_("Batch"), N_("loss of each batch, with penalties") },
        SERIES_BATCH_LOSS, SERIES_BATCH_LOSS, false, false },
    [LAB_CHART_ACCURACY] = { { "accuracy", N_("Accuracy"), N_("accuracy") },
        SERIES_TRAIN_ACCURACY, SERIES_VALIDATION_ACCURACY, true, true },
    [LAB_CHART_GRADIENT] = { { "gradient", N_("‖∇‖"), N_("norm of the gradient, before clipping") },
        SERIES_GRAD_NORM, SERIES_GRAD_NORM, false, false },
    [LAB_CHART_UPDATE] = { { "update", N_("Δw/w"), N_("length of the update / length of the weights") },
        SERIES_UPDATE_RATIO, SERIES_UPDATE_RATIO, false, false },
};
// clang-format on
const Registry lab_chart_kinds = { REGISTRY(lab_charts), .plain = true };

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
    int count = labspace_hides(curves->space, network) ? 0 : list->count;
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
static double highest_below(const LabSpace *space, const LabChartRow *row, double limit)
{
    const LabShot *shot = space->shot;
    const SeriesKind kinds[] = { row->train, row->validation };
    double high = 0;
    for (int i = 0; i < shot->network_count; i++) {
        const SeriesList *list = list_of(&shot->networks[i], row);
        const int told = labspace_hides(space, i) ? 0 : list->count;
        for (int k = 0; k < told; k++) {
            for (size_t j = 0; j < COUNT(kinds); j++) {
                const double v = list->points[k].values[kinds[j]];
                high = v <= limit ? fmax(high, v) : high;
            }
        }
    }
    return high;
}

static PlotScale scale_of(const LabSpace *space, const LabChartRow *row, bool log)
{
    const LabShot *shot = space->shot;
    Extent extent = { INFINITY, -INFINITY, NAN };
    for (int i = 0; i < shot->network_count; i++) {
        if (!labspace_hides(space, i)) {
            extend(&extent, list_of(&shot->networks[i], row), row->train, log);
            extend(&extent, list_of(&shot->networks[i], row), row->validation, log);
        }
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
    const double high = highest_below(space, row, extent.first * LINEAR_MOST);
    return (PlotScale){ 0, (high > 0 ? high : extent.high) * 1.03, false };
}

enum { STEPS_LEAST = 10 }; // of the axis: ticks at whole steps

// Of all that was trained, also while what is to come is hidden: a scale that moved would tell
// where it goes.
Plot lab_chart_plot(const LabSpace *space, Rect rect, const Theme *theme)
{
    static const PlotScale nothing = { 0, 1, false };
    const LabShot *shot = space->shot;
    const LabChartRow *row = &lab_charts[space->chart];
    return (Plot){
        .area = { rect.x + 60, rect.y + LAB_CHART_NAMES + 3, fmaxf(rect.w - 60 - RIGHT, 1),
                  fmaxf(rect.h - LAB_CHART_NAMES - 25, 1) },
        .x = { 0, shot && shot->end > STEPS_LEAST ? (double)shot->end : STEPS_LEAST, false },
        .y = shot ? scale_of(space, row, space->chart_log) : nothing,
        .line = theme->line,
        .muted = theme->muted,
        .text_size = 11,
    };
}

LabCurves lab_curves(const LabSpace *space, Rect rect, const Theme *theme)
{
    return (LabCurves){
        .space = space,
        .row = &lab_charts[space->chart],
        .theme = theme,
        .rect = rect,
        .plot = lab_chart_plot(space, rect, theme),
        .until = (space->chart_hide || space->blind) && space->shot ? space->shot->step : LONG_MAX,
    };
}

bool lab_curves_lost(const LabCurves *curves, int network)
{
    const NetShot *net = &curves->space->shot->networks[network];
    return !labspace_hides(curves->space, network) && net->lost_at >= 0 &&
           net->lost_at <= curves->until;
}

void lab_curves_text(const LabChartRow *row, double value, int digits, char *text, size_t size)
{
    if (isnan(value)) {
        text_print(text, size, "%s", tr("–"));
    } else if (row->share) {
        snprintf(text, size, "%.1f %%", 100 * value);
    } else {
        text_short(text, size, value, digits);
    }
}
