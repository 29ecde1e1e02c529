// Heights begin at the lowest value known; what lies on it runs along the bottom.
#include "app/landscape/fair_plot.h"

#include "app/landscape/hiding.h"
#include "app/landscape/racer_look.h"
#include "base/text.h"
#include "base/words.h"

#include <math.h>
#include <stdlib.h>

static const float OWN_TICK = 8, OWN_RING = 6.5f, BEST = 4.4f;
static const double POWERS_MOST = 1e-12, RISE_MOST = 10; // of the loss at the start

bool fair_shown(const Workspace *workspace, FairKind kind, int racer, FairCurve *curve)
{
    const Fair *fair = &workspace->fair;
    const Scene *scene = &workspace->scene, *of = kind == FAIR_RAMP ? fair->ramp.of : fair->of;
    curve->kind = kind;
    curve->has_rate = scene_has_rate(scene, racer);
    const bool known = kind == FAIR_RAMP ? fair_ramp(fair, racer, &curve->points)
                                         : fair_curve(fair, racer, &curve->points);
    // Before the next frame it may be of a race that is no more.
    return known && racer < of->racer_count &&
           of->racers[racer].spec.optim == scene->racers[racer].spec.optim &&
           isnan(curve->points.points[0].rate) == !curve->has_rate;
}

// What losses are measured from; NAN: nothing, f falls without end.
static double reference_of(const Workspace *workspace)
{
    const double lowest = workspace->fair.begun ? tune_lowest(workspace->fair.tune) : NAN;
    return workspace->poles.low ? NAN : fmin(lowest, workspace->lowest);
}

static bool is_loss(const Workspace *workspace, FairKind kind)
{
    return kind == FAIR_RAMP || workspace->fair.plan.by != TUNE_WITHIN;
}

static double loss_of(const Workspace *workspace, FairKind kind, const TunePoint *point)
{
    return kind == FAIR_RAMP || workspace->fair.plan.by == TUNE_FINAL ? point->final_loss
                                                                      : point->best_loss;
}

double fair_height(const Workspace *workspace, FairKind kind, const TunePoint *point)
{
    if (point->lost) {
        return NAN;
    }
    if (!is_loss(workspace, kind)) {
        return point->steps_within;
    }
    const double loss = loss_of(workspace, kind, point), reference = reference_of(workspace);
    return isnan(reference) ? loss : loss - reference;
}

typedef struct Reach {
    double least, most; // rates
    double low, high;   // heights; of a logarithm those above 0
} Reach;

static void reach_over(const Workspace *workspace, const FairCurve *curve, bool log, Reach *reach)
{
    for (int i = 0; i < curve->points.count; i++) {
        const TunePoint *point = &curve->points.points[i];
        const double height = fair_height(workspace, curve->kind, point);
        reach->least = fmin(reach->least, point->rate); // not NAN
        reach->most = fmax(reach->most, point->rate);
        if (isfinite(height) && (!log || height > 0)) {
            reach->low = fmin(reach->low, height);
            reach->high = fmax(reach->high, height);
        }
    }
}

// The height of the start.
static double start_height(const Workspace *workspace)
{
    const Race *race = workspace->race;
    const Trail *trail = race_run_count(race) > 0 ? race_trail(race, 0) : NULL;
    const double reference = reference_of(workspace);
    const double loss = trail && trail->count > 0 ? trail->rows[0].loss : NAN;
    return isnan(reference) ? loss : loss - reference;
}

static PlotScale heights(const Workspace *workspace, FairKind kind, const Reach *reach, bool log)
{
    const double start = start_height(workspace);
    double low = reach->low, high = reach->high;
    if (!(low <= high)) {
        return log ? (PlotScale){ 0.1, 1, true } : (PlotScale){ 0, 1, false };
    }
    if (!is_loss(workspace, kind)) {
        return log ? (PlotScale){ 1, fmax(high * 1.1, 10), true }
                   : (PlotScale){ 0, fmax(high * 1.05, 1), false };
    }
    if (!log) {
        const double least = isnan(reference_of(workspace)) ? low : 0;
        high = isfinite(start) && start > least ? fmin(high, least + 2 * (start - least)) : high;
        const double room = fmax(high - least, fmax(fabs(high) * 1e-9, 1e-300));
        return (PlotScale){ least, high + 0.03 * room, false };
    }
    high = start > 0 && isfinite(start) ? fmin(high, start * RISE_MOST) : high;
    low = fmax(low, high * POWERS_MOST);
    return (PlotScale){ low < high ? low / 2 : high / 10, high * 2, true };
}

Plot fair_plot(const Workspace *workspace, FairKind kind, Rect area, int racer, bool log,
               const Theme *theme)
{
    const int first = racer < 0 ? 0 : racer,
              end = racer < 0 ? workspace->scene.racer_count : racer + 1;
    Reach reach = { INFINITY, 0, INFINITY, -INFINITY };
    log = log && !(is_loss(workspace, kind) && isnan(reference_of(workspace)));
    for (int i = first; i < end; i++) {
        FairCurve curve;
        if (!workspace_hides(workspace, i) && fair_shown(workspace, kind, i, &curve)) {
            reach_over(workspace, &curve, log, &reach);
        }
    }
    const bool rates = reach.least < reach.most;
    return (Plot){
        .area = area,
        .x = { rates ? reach.least : 1e-3, rates ? reach.most : 1, true },
        .y = heights(workspace, kind, &reach, log),
        .line = theme->line,
        .muted = theme->muted,
        .text_size = 11,
    };
}

void fair_draw(Canvas *canvas, const Workspace *workspace, const Plot *plot, const FairCurve *curve,
               float width, const Theme *theme)
{
    const int racer = curve->points.racer, count = curve->points.count, best = curve->points.best;
    const Color color = racer_color(&workspace->scene, racer, theme);
    if (!curve->has_rate) {
        return;
    }
    double *memory = memory_get(2 * sizeof *memory * (size_t)count);
    double *rates = memory, *values = memory + count;
    for (int i = 0; i < count; i++) {
        const double height = fair_height(workspace, curve->kind, &curve->points.points[i]);
        rates[i] = curve->points.points[i].rate;
        values[i] = height < plot->y.low ? plot->y.low : height; // NAN stays
    }
    plot_points(canvas, plot, count, rates, values, width * theme->thick, color, 0);
    if (best >= 0 && isfinite(values[best])) {
        canvas_marker(canvas, racer_marker(&workspace->scene, racer), plot_x(plot, rates[best]),
                      plot_y(plot, values[best]), BEST, color, 1.4f, theme->panel);
    }
    free(memory);
}

void fair_draw_own(Canvas *canvas, const Workspace *workspace, const Plot *plot,
                   const FairCurve *curve, const Theme *theme)
{
    const int racer = curve->points.racer;
    const double rate = scene_rate(&workspace->scene, racer);
    if (!curve->has_rate || rate < plot->x.low || rate > plot->x.high) {
        return;
    }
    const Color color = racer_color(&workspace->scene, racer, theme);
    const TunePoint *point = fair_nearest(&curve->points, rate);
    const double height = fair_height(workspace, curve->kind, point);
    const float x = plot_x(plot, rate), bottom = plot->area.y + plot->area.h;
    canvas_line_butt(canvas, x, bottom - OWN_TICK, x, bottom, 2.4f, color);
    if (isfinite(height) && height <= plot->y.high) {
        canvas_circle(canvas, x, plot_y(plot, fmax(height, plot->y.low)), OWN_RING, theme->panel, 2,
                      color);
    }
}

const TunePoint *fair_nearest(const TuneCurve *curve, double rate)
{
    const TunePoint *nearest = &curve->points[0];
    double away = INFINITY;
    for (int i = 0; i < curve->count; i++) {
        const double distance = fabs(log(curve->points[i].rate / rate));
        if (distance < away) {
            away = distance;
            nearest = &curve->points[i];
        }
    }
    return nearest;
}

void fair_say(const Workspace *workspace, FairKind kind, const TunePoint *point, char *text,
              size_t size)
{
    const int seeds = kind == FAIR_RAMP ? 1 : tune_seeds(workspace->fair.tune);
    char number[32];
    if (point->lost && seeds > 1) {
        text_print(text, size, tr("lost for %d of %d seeds"), point->lost, seeds);
    } else if (point->lost) {
        text_print(text, size, "%s", tr("lost"));
    } else if (is_loss(workspace, kind)) {
        text_short(text, size, loss_of(workspace, kind, point), 4);
    } else if (isnan(point->steps_within)) {
        text_print(text, size, "%s", tr("never"));
    } else {
        text_short(number, sizeof number, point->steps_within, 4);
        text_print(text, size, tr("%s steps"), number);
    }
}

static void ramp_axis(const Workspace *workspace, char *text, size_t size)
{
    char reference[32];
    const double lowest = reference_of(workspace);
    text_short(reference, sizeof reference, lowest, 4);
    if (isnan(lowest)) {
        text_print(text, size, "%s", tr("loss while the rate η rises with every step"));
    } else {
        text_print(text, size, tr("loss above %s while the rate η rises with every step"),
                   reference);
    }
}

void fair_axis(const Workspace *workspace, FairKind kind, char *text, size_t size)
{
    if (kind == FAIR_RAMP) {
        ramp_axis(workspace, text, size);
        return;
    }
    char reference[32], within[32], what[160];
    const bool final = workspace->fair.plan.by == TUNE_FINAL;
    const int steps = workspace->scene.steps, seeds = tune_seeds(workspace->fair.tune);
    const double lowest = reference_of(workspace);
    text_short(reference, sizeof reference, lowest, 4);
    text_short(within, sizeof within, workspace->tolerance, 4);
    if (!is_loss(workspace, kind)) {
        text_print(what, sizeof what, tr("steps to within %s of %s, for each rate η"), within,
                   reference);
    } else if (isnan(lowest)) {
        text_print(what, sizeof what,
                   tr(final ? N_("loss at step %d, for each rate η")
                            : N_("lowest loss of %d steps, for each rate η")),
                   steps);
    } else {
        text_print(what, sizeof what,
                   tr(final ? N_("loss at step %d above %s, for each rate η")
                            : N_("lowest loss of %d steps above %s, for each rate η")),
                   steps, reference);
    }
    if (seeds > 1) {
        text_print(text, size, tr("%s, mean of %d seeds"), what, seeds);
    } else {
        text_print(text, size, "%s", what);
    }
}
