// The axes of the chart: of all that was trained, or of a part of the steps with what is seen
// there.
#include "app/network/lab_curves.h"
#include "app/network/lab_hiding.h"
#include "app/network/lab_smooth.h"

#include <limits.h>
#include <math.h>

static const float RIGHT = 30; // beside the plot, where letters stand

// Of the values at the start: what an axis reaches at most, up and down.
static const double LINEAR_MOST = 20, LOG_MOST = 1e30, LOG_LEAST = 1e-12;

enum { STEPS_LEAST = 10 }; // of the axis: ticks at whole steps

// The steps that are looked at.
typedef struct Range {
    double low, high;
    bool log; // the values' axis: lines between points are straight on it
} Range;

typedef struct Extent {
    double low, high; // of what is finite (and > 0 on a log axis)
    double first;     // the largest sensible first value of any network
} Extent;

static bool counts(double v, bool log)
{
    return isfinite(v) && !(log && v <= 0);
}

// The height at a step of the line from point i to point j.
static double between(const double *steps, const double *values, int i, int j, double step,
                      bool log)
{
    const double share = (step - steps[i]) / (steps[j] - steps[i]);
    return log ? values[i] * pow(values[j] / values[i], share)
               : values[i] + share * (values[j] - values[i]);
}

// The values of a line in the range, and where it enters and leaves it. within [count + 2]; how
// many.
static int values_within(const double *steps, const double *values, int count, const Range *range,
                         double *within)
{
    const double ends[] = { range->low, range->high };
    int before = -1, found = 0;
    for (int i = 0; i < count; i++) {
        if (!counts(values[i], range->log)) {
            continue;
        }
        for (int k = 0; k < 2; k++) {
            if (before >= 0 && steps[before] < ends[k] && steps[i] > ends[k]) {
                within[found++] = between(steps, values, before, i, ends[k], range->log);
            }
        }
        if (steps[i] >= range->low && steps[i] <= range->high) {
            within[found++] = values[i];
        }
        before = i;
    }
    return found;
}

static void extend(Extent *extent, const double *values, int count)
{
    for (int i = 0; i < count; i++) {
        const double v = values[i];
        // A network that begins a thousand times higher than another does not set the scale.
        if (i == 0 && (isnan(extent->first) || (v > extent->first && v < 10 * extent->first) ||
                       v < extent->first / 10)) {
            extent->first = v;
        }
        extent->low = fmin(extent->low, v);
        extent->high = fmax(extent->high, v);
    }
}

// Of both curves of all networks that are told of: the extent, or, of what does not go beyond the
// limit, the highest value.
typedef struct Survey {
    Extent extent;
    double limit, high;
} Survey;

static void survey_line(Survey *all, const Range *range, const double *steps, const double *values,
                        int count)
{
    double within[SERIES_MAX + 2];
    const int found = values_within(steps, values, count, range, within);
    extend(&all->extent, within, found);
    for (int i = 0; i < found; i++) {
        all->high = within[i] <= all->limit ? fmax(all->high, within[i]) : all->high;
    }
}

// A smoothed line is within what it smooths, but in a part of the steps it may be as high as what
// came before.
static void survey_curve(const LabSpace *space, const SeriesList *list, SeriesKind kind,
                         const Range *range, Survey *all)
{
    double steps[SERIES_MAX], values[SERIES_MAX];
    for (int i = 0; i < list->count; i++) {
        steps[i] = (double)list->points[i].step;
        values[i] = list->points[i].values[kind];
    }
    survey_line(all, range, steps, values, list->count);
    if (space->smooth > 0) {
        const int count = lab_smooth(list, list->count, kind, space->smooth, steps, values);
        survey_line(all, range, steps, values, count);
    }
}

static void survey(const LabSpace *space, const LabChartRow *row, const Range *range, Survey *all)
{
    const SeriesKind kinds[] = { row->train, row->validation };
    for (int i = 0; i < space->shot->network_count; i++) {
        const SeriesList *list = lab_chart_list(&space->shot->networks[i], row);
        for (size_t k = 0; k < COUNT(kinds) && !labspace_hides(space, i); k++) {
            survey_curve(space, list, kinds[k], range, all);
        }
    }
}

static Survey survey_of(const LabSpace *space, const LabChartRow *row, const Range *range,
                        double limit)
{
    Survey all = { { INFINITY, -INFINITY, NAN }, limit, 0 };
    survey(space, row, range, &all);
    return all;
}

// What explodes leaves the axis to the others and gets a mark at its edge.
static double high_of(const LabSpace *space, const LabChartRow *row, const Range *range,
                      const Extent *extent)
{
    const double high = survey_of(space, row, range, extent->first * LINEAR_MOST).high;
    return high > 0 ? high : extent->high;
}

static PlotScale whole_scale(const LabSpace *space, const LabChartRow *row, bool log)
{
    const Range all = { -INFINITY, INFINITY, log };
    const Extent extent = survey_of(space, row, &all, INFINITY).extent;
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
    return (PlotScale){ 0, high_of(space, row, &all, &extent) * 1.03, false };
}

// What is seen in those steps, with a little room above and below; the whole if there is nothing.
static PlotScale part_scale(const LabSpace *space, const LabChartRow *row, bool log)
{
    static const double ROOM = 0.05, LEAST = 1e-3;
    const Range range = { space->axes.steps.low, space->axes.steps.high, log };
    const Extent extent = survey_of(space, row, &range, INFINITY).extent;
    if (!(extent.high >= extent.low)) {
        return whole_scale(space, row, log);
    }
    if (log) {
        const double high = fmin(extent.high, extent.first * LOG_MOST);
        const double low = fmax(extent.low, extent.first * LOG_LEAST);
        const double room = fmax(pow(high / low, ROOM), 1.02);
        return (PlotScale){ low / room, high * room, true };
    }
    const double high = high_of(space, row, &range, &extent), low = fmin(extent.low, high);
    const double room = fmax(ROOM * (high - low), fmax(LEAST * fabs(high), 1e-12));
    return (PlotScale){ low >= 0 ? fmax(low - room, 0) : low - room,
                        row->share ? fmin(high + room, 1 + LEAST) : high + room, false };
}

bool lab_chart_values_part(const LabSpace *space)
{
    return lab_part_holds(&space->axes.values[space->chart], space->chart_log);
}

// While what is to come is hidden it is of all that was trained: a scale that moved would tell
// where it goes.
static PlotScale scale_of(const LabSpace *space, const LabChartRow *row, bool log)
{
    const LabPart *part = &space->axes.values[space->chart];
    const bool hidden = space->chart_hide || space->blind;
    if (lab_chart_values_part(space)) {
        return (PlotScale){ part->low, part->high, log };
    }
    return space->axes.steps.on && !hidden ? part_scale(space, row, log)
                                           : whole_scale(space, row, log);
}

PlotScale lab_chart_steps(const LabSpace *space)
{
    const LabShot *shot = space->shot;
    return (PlotScale){ 0, shot && shot->end > STEPS_LEAST ? (double)shot->end : STEPS_LEAST,
                        false };
}

PlotScale lab_chart_steps_shown(const LabSpace *space)
{
    const PlotScale whole = lab_chart_steps(space);
    const LabPart *part = &space->axes.steps;
    const double end = isfinite(part->high) ? part->high : fmax(whole.high, part->low + 1);
    return part->on ? (PlotScale){ part->low, end, false } : whole;
}

Plot lab_chart_plot(const LabSpace *space, Rect rect, const Theme *theme)
{
    static const PlotScale nothing = { 0, 1, false };
    const LabChartRow *row = &lab_charts[space->chart];
    return (Plot){
        .area = { rect.x + 60, rect.y + LAB_CHART_NAMES + 3, fmaxf(rect.w - 60 - RIGHT, 1),
                  fmaxf(rect.h - LAB_CHART_NAMES - 25, 1) },
        .x = lab_chart_steps_shown(space),
        .y = space->shot ? scale_of(space, row, space->chart_log) : nothing,
        .part = space->axes.steps.on || lab_chart_values_part(space),
        .line = theme->line,
        .muted = theme->muted,
        .text_size = 11,
    };
}
