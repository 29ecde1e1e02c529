// What is drawn is f − f_ref, f_ref the lowest value known; the axis's name says so. Where f falls
// without end it is f itself: whatever value the deepest run had come to would flatten all curves.
#include "app/landscape/chart.h"

#include "app/landscape/chart_beyond.h"
#include "app/landscape/racer_look.h"
#include "base/sort.h"
#include "base/text.h"
#include "base/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double POWERS_MOST = 1e-12, LOSS_MOST = 1e4, // of the loss at the start
    LINEAR_MOST = 2;
enum { REACH_SAMPLES = 512 };
static const float NAME_ROOM = 20; // above the plot

// Beside a pole: the share of a run's steps that the axis may leave out at each end; how much
// further than the middle one of the runs a run may go that is all on the axis.
static const double FEW_STEPS = 0.05, MOST_REACH = 3;

bool chart_has_reference(const Workspace *workspace)
{
    return !workspace->poles.low;
}

double chart_height(const Workspace *workspace, const TrailRow *row)
{
    return chart_has_reference(workspace) ? row->loss - workspace->lowest : row->loss;
}

typedef struct Extent {
    double low, high, first; // of what is finite and above 0; at the start
} Extent;

static Extent extent_of(const Workspace *workspace)
{
    Extent extent = { INFINITY, 0, NAN };
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        const Trail *trail = race_trail(workspace->race, run);
        for (int i = 0; i < trail->count; i++) {
            const double v = chart_height(workspace, &trail->rows[i]);
            extent.first = i == 0 ? v : extent.first;
            if (isfinite(v) && v > 0) {
                extent.low = fmin(extent.low, v);
                extent.high = fmax(extent.high, v);
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
static Reach reach_of(const Trail *trail)
{
    double losses[REACH_SAMPLES], low = INFINITY, high = -INFINITY;
    const int pitch = trail->count / REACH_SAMPLES + 1;
    Reach reach = { 0, 0 };
    int count = 0;
    for (int i = 0; i < trail->count; i++) {
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
        reach[run] = reach_of(trail);
        far[run] = fmax(reach[run].fall, reach[run].rise);
        start = trail->count > 0 && isfinite(trail->rows[0].loss) ? trail->rows[0].loss : start;
    }
    sort_doubles((size_t)runs, far);
    const double most = runs > 0 ? MOST_REACH * far[runs / 2] : 0;
    for (int run = 0; run < runs; run++) {
        axis.fall = reach[run].fall <= most ? fmax(axis.fall, reach[run].fall) : axis.fall;
        axis.rise = reach[run].rise <= most ? fmax(axis.rise, reach[run].rise) : axis.rise;
    }
    const double room = fmax(axis.fall + axis.rise, fmax(fabs(start) * 1e-9, 1e-300));
    return (PlotScale){ start - axis.fall - 0.06 * room, start + axis.rise + 0.06 * room, false };
}

// Of the whole race, also while its future is hidden: a scale that moved would tell where it goes.
static PlotScale scale_of(const Workspace *workspace, bool log)
{
    if (!chart_has_reference(workspace)) {
        return scale_of_most(workspace);
    }
    Extent extent = extent_of(workspace);
    if (!(extent.high > 0)) {
        extent.low = 0.1;
        extent.high = 1;
    }
    if (extent.first > 0 && isfinite(extent.first)) {
        extent.high = fmin(extent.high, extent.first * (log ? LOSS_MOST : LINEAR_MOST));
    }
    if (!log) {
        return (PlotScale){ 0, extent.high * 1.03, false };
    }
    const double high = pow(10, ceil(log10(extent.high) - 1e-9));
    const double low = pow(10, floor(log10(fmax(extent.low, high * POWERS_MOST)) + 1e-9));
    return (PlotScale){ low < high ? low : high / 10, high, true };
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

// Up to the cursor's step when the future is hidden; what it has gone through is no secret.
static void series_draw(Canvas *canvas, const Workspace *workspace, const Plot *plot,
                        const ChartLook *look, int run)
{
    const Trail *trail = race_trail(workspace->race, run);
    double *values = memory_get(sizeof *values * (size_t)(trail->count + 1));
    int count = trail->count;
    if (look->hide && count > 0) {
        count = trail_index(trail, workspace_step(workspace)) + 1;
    }
    for (int i = 0; i < count; i++) {
        const double v = chart_height(workspace, &trail->rows[i]);
        values[i] = v < plot->y.low ? plot->y.low : v; // at the minimum: along the bottom
    }
    plot_series(canvas, plot, count, values, 0, trail->stride, run == look->lit ? 3 : 2,
                racer_color(&workspace->scene, race_racer(workspace->race, run), look->theme), 0);
    free(values);
}

static void heads(Canvas *canvas, const Workspace *workspace, const Plot *plot, const Theme *theme,
                  int step)
{
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        const Trail *trail = race_trail(workspace->race, run);
        if (trail->count == 0 || step > trail->last_step) {
            continue;
        }
        const double v = chart_height(workspace, trail_at(trail, step));
        if (isfinite(v) && v < plot->y.high + 1e-3 * fabs(plot->y.high)) {
            const int racer = race_racer(workspace->race, run);
            canvas_marker(canvas, racer_marker(&workspace->scene, racer), plot_x(plot, step),
                          plot_y(plot, fmax(v, plot->y.low)), 3.4f,
                          racer_color(&workspace->scene, racer, theme), 1.2f, theme->panel);
        }
    }
}

// What is drawn upwards, above the plot, where no curve comes.
static void axis_name(Canvas *canvas, const Workspace *workspace, const Plot *plot,
                      const Theme *theme)
{
    char text[256], reference[40];
    const char *name = workspace->scene.landscape ? N_("loss above the minimum, %s")
                                                  : N_("loss above the lowest seen, %s");
    if (!chart_has_reference(workspace)) {
        snprintf(text, sizeof text, "%s", tr("loss (f has a pole and falls without end)"));
    } else if (workspace->lowest == 0 || !isfinite(workspace->lowest)) {
        snprintf(text, sizeof text, "%s", tr("loss"));
    } else {
        text_short(reference, sizeof reference, workspace->lowest, 4);
        text_print(text, sizeof text, tr(name), reference);
    }
    canvas_text_fit(canvas, plot->area.x, plot->area.y - 7, ALIGN_LEFT, FONT_SANS, 11, theme->muted,
                    text, plot->area.w);
}

void chart_draw(Canvas *canvas, const Workspace *workspace, const Plot *plot, const ChartLook *look)
{
    const Theme *theme = look->theme;
    // Line, markers and the end of hidden curves stand at one whole step.
    const int step = workspace_step(workspace);
    const float x = plot_x(plot, step);
    plot_axes(canvas, plot);
    axis_name(canvas, workspace, plot, theme);
    const Rect clip = { plot->area.x - 6, plot->area.y - 6, plot->area.w + 12, plot->area.h + 12 };
    canvas_clip_push(canvas, clip);
    if (look->hide) {
        plot_veil(canvas, plot, step, theme);
    }
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        series_draw(canvas, workspace, plot, look, run);
    }
    canvas_rect(canvas, (Rect){ x - 0.75f, plot->area.y - 4, 1.5f, plot->area.h + 8 }, theme->text);
    heads(canvas, workspace, plot, theme, step);
    if (look->hover >= 0) {
        const float hx = plot_x(plot, look->hover);
        canvas_rect(canvas, (Rect){ hx - 0.5f, plot->area.y, 1, plot->area.h }, theme->muted);
        heads(canvas, workspace, plot, theme, look->hover);
    }
    chart_beyond(canvas, workspace, plot, theme);
    canvas_clip_pop(canvas);
}
