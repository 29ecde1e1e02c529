// The axes of the chart: of all that the curves come to, but for what would flatten them.
#include "app/landscape/chart_scale.h"

#include "app/landscape/hiding.h"
#include "base/sort.h"

#include <math.h>

static const double POWERS_MOST = 1e-12, LOSS_MOST = 1e4, // of the loss at the start
    LINEAR_MOST = 2;
static const double BORDER_LEAST = 1.25, BORDER_MOST = 2.5, // how much of the axis it leaves
    BELOW_MOST = 0.3;                                       // of the axis' height: domes and ridges
enum { REACH_SAMPLES = 512 };
static const float NAME_ROOM = 20; // above the plot

// Beside a pole: the share of a run's steps that the axis may leave out at each end; how much
// further than the middle one of the runs a run may go that is all on the axis.
static const double FEW_STEPS = 0.05, MOST_REACH = 3;

typedef struct Extent {
    double low, high, first; // of what is finite and above 0; at the start
    double least, border;    // of all that is finite; the highest border
} Extent;

static Extent extent_of(const Workspace *workspace)
{
    const ChartRow *row = &charts[workspace->chart];
    Extent extent = { INFINITY, 0, NAN, INFINITY, NAN };
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        const Trail *trail = race_trail(workspace->race, run);
        const int told = workspace_hides_run(workspace, run) ? 0 : trail->count;
        for (int i = 0; i < told; i++) {
            const double v = chart_height(workspace, run, i);
            extent.first = i == 0 ? v : extent.first;
            extent.least = isfinite(v) ? fmin(extent.least, v) : extent.least;
            if (isfinite(v) && v > 0) {
                extent.low = fmin(extent.low, v);
                extent.high = fmax(extent.high, v);
            }
            if (row->border) {
                extent.border = fmax(extent.border, row->border(workspace, run, i));
            }
        }
    }
    return extent;
}

// How far a run falls below the start and rises above it, but for a few steps of its way.
typedef struct Reach {
    double fall, rise;
} Reach;

// All of the way, unless a few steps make the most of it.
static double without_few(double all, double most)
{
    return fmax(all <= 2 * most ? all : most, 0);
}

// A long run is sampled: this is made for every picture.
static Reach reach_of(const Trail *trail, bool hidden)
{
    double losses[REACH_SAMPLES], low = INFINITY, high = -INFINITY;
    const int pitch = trail->count / REACH_SAMPLES + 1;
    Reach reach = { 0, 0 };
    int count = 0;
    for (int i = 0; i < trail->count && !hidden; i++) {
        const double loss = trail->rows[i].loss;
        if (!isfinite(loss)) {
            continue;
        }
        low = fmin(low, loss);
        high = fmax(high, loss);
        if (i % pitch == 0) {
            losses[count++] = loss;
        }
    }
    if (count > 0 && isfinite(trail->rows[0].loss)) {
        const int tail = (int)(count * FEW_STEPS);
        const double start = trail->rows[0].loss;
        sort_doubles((size_t)count, losses);
        reach.fall = without_few(start - low, start - losses[tail]);
        reach.rise = without_few(high - start, losses[count - 1 - tail] - start);
    }
    return reach;
}

// Of the runs that do not go much further than most: those beside a pole leave the axis.
static PlotScale scale_of_most(const Workspace *workspace)
{
    const int runs = race_run_count(workspace->race);
    Reach reach[SCENE_RACERS_MAX], axis = { 0, 0 };
    double far[SCENE_RACERS_MAX] = { 0 }, start = 0;
    for (int run = 0; run < runs; run++) {
        const Trail *trail = race_trail(workspace->race, run);
        reach[run] = reach_of(trail, workspace_hides_run(workspace, run));
        far[run] = fmax(reach[run].fall, reach[run].rise);
        start = trail->count > 0 && isfinite(trail->rows[0].loss) ? trail->rows[0].loss : start;
    }
    sort_doubles((size_t)runs, far);
    const double most = runs > 0 ? MOST_REACH * far[runs / 2] : 0;
    for (int run = 0; run < runs; run++) {
        axis.fall = reach[run].fall <= most ? fmax(axis.fall, reach[run].fall) : axis.fall;
        axis.rise = reach[run].rise <= most ? fmax(axis.rise, reach[run].rise) : axis.rise;
    }
    if (start == 0 && !(axis.fall + axis.rise > 0)) {
        return (PlotScale){ -1, 1, false };
    }
    const double room = fmax(axis.fall + axis.rise, fmax(fabs(start) * 1e-9, 1e-300));
    return (PlotScale){ start - axis.fall - 0.06 * room, start + axis.rise + 0.06 * room, false };
}

// The border is always on the axis, and what goes far beyond it, on either side, is not.
static void hold_border(Extent *extent)
{
    const double border = extent->border;
    if (border > 0 && isfinite(border)) {
        extent->high = clamp(extent->high, BORDER_LEAST * border, BORDER_MOST * border);
        extent->low = fmin(extent->low, border);
    }
    extent->least = fmax(extent->least, -BELOW_MOST * extent->high);
}

// Of the whole race, also while its future is hidden: a scale that moved would tell where it goes.
static PlotScale scale_of(const Workspace *workspace, bool log)
{
    if (workspace->chart == CHART_LOSS && !chart_has_reference(workspace)) {
        return scale_of_most(workspace);
    }
    Extent extent = extent_of(workspace);
    if (!(extent.high > 0)) {
        if (log && !charts[workspace->chart].border) {
            return (PlotScale){ 0, 1, false };
        }
        extent.low = 0.1;
        extent.high = 1;
    }
    if (extent.first > 0 && isfinite(extent.first) && !charts[workspace->chart].rises) {
        extent.high = fmin(extent.high, extent.first * (log ? LOSS_MOST : LINEAR_MOST));
    }
    if (charts[workspace->chart].border) {
        hold_border(&extent);
    }
    if (!log) {
        const double low = charts[workspace->chart].border ? fmin(extent.least, 0) : 0;
        return (PlotScale){ low, extent.high * 1.03, false };
    }
    const double high = pow(10, ceil(log10(extent.high) - 1e-9));
    const double low = pow(10, floor(log10(fmax(extent.low, high * POWERS_MOST)) + 1e-9));
    return (PlotScale){ low < high ? low : high / 10, high, true };
}

bool chart_has_positive(const Workspace *workspace)
{
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        const int told =
            workspace_hides_run(workspace, run) ? 0 : race_trail(workspace->race, run)->count;
        for (int i = 0; i < told; i++) {
            const double v = chart_height(workspace, run, i);
            if (isfinite(v) && v > 0) {
                return true;
            }
        }
    }
    return false;
}

Plot chart_plot(const Workspace *workspace, Rect rect, bool log, const Theme *theme)
{
    return (Plot){
        .area = { rect.x + 60, rect.y + NAME_ROOM, fmaxf(rect.w - 84, 1),
                  fmaxf(rect.h - NAME_ROOM - 22, 1) },
        .x = { 0, workspace_last_step(workspace), false },
        .y = scale_of(workspace, log),
        .line = theme->line,
        .muted = theme->muted,
        .text_size = 11,
    };
}
