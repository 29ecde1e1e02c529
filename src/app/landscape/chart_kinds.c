// The table of charts. Of the loss f − f_ref is drawn, f_ref the lowest value known; the axis's
// name says so. Where f falls without end it is f itself: whatever value the deepest run had come
// to would flatten all curves.
#include "app/landscape/chart_kinds.h"

#include "base/text.h"
#include "model/optim/optim_edge.h"

#include <math.h>

// So far below the lowest value that is known, as a share of it, two sums of one thing can differ.
static const double ROUNDING = 1e-14;

bool chart_has_reference(const Workspace *workspace)
{
    return !workspace->poles.low;
}

static const TrailRow *row_at(const Workspace *workspace, int run, int index)
{
    return &race_trail(workspace->race, run)->rows[index];
}

static double loss(const Workspace *workspace, int run, int index)
{
    const TrailRow *row = row_at(workspace, run, index);
    if (!chart_has_reference(workspace)) {
        return row->loss;
    }
    const double above = row->loss - workspace->lowest;
    return above < 0 && above >= -ROUNDING * fabs(workspace->lowest) ? 0 : above;
}

static void loss_axis(const Workspace *workspace, char *text, size_t size)
{
    char reference[40];
    const char *name = workspace->scene.landscape ? N_("loss above the minimum, %s")
                                                  : N_("loss above the lowest seen, %s");
    if (!chart_has_reference(workspace)) {
        text_print(text, size, "%s", tr("loss (f has a pole and falls without end)"));
    } else if (workspace->lowest == 0 || !isfinite(workspace->lowest)) {
        text_print(text, size, "%s", tr("loss"));
    } else {
        text_short(reference, sizeof reference, workspace->lowest, 4);
        text_print(text, size, tr(name), reference);
    }
}

static double distance(const Workspace *workspace, int run, int index)
{
    return gauge_at(workspace->gauge, run, index).distance;
}

static bool knows_minimum(const Workspace *workspace)
{
    const Landscape *landscape = workspace->scene.landscape;
    return workspace->minimum_count > 0 ||
           (landscape && landscape->distance && !scene_is_penalized(&workspace->scene));
}

static void distance_axis(const Workspace *workspace, char *text, size_t size)
{
    text_print(text, size, "%s",
               tr(knows_minimum(workspace) ? N_("distance to the nearest minimum")
                                           : N_("distance to the nearest minimum: none is known")));
}

static double gradient(const Workspace *workspace, int run, int index)
{
    const TrailRow *row = row_at(workspace, run, index);
    const double square = row->gx * row->gx + row->gy * row->gy;
    return square > 1e-280 && square < 1e280 ? sqrt(square) : hypot(row->gx, row->gy);
}

static void gradient_axis(UNUSED const Workspace *workspace, char *text, size_t size)
{
    text_print(text, size, "%s", tr("length of the gradient, ‖∇f‖, without noise"));
}

static double rate(const Workspace *workspace, int run, int index)
{
    return gauge_at(workspace->gauge, run, index).rate;
}

static void rate_axis(UNUSED const Workspace *workspace, char *text, size_t size)
{
    text_print(text, size, "%s", tr("rate η that each step used"));
}

// Several runs each have their own border: what they can share is how much of it they use.
static bool is_alone(const Workspace *workspace)
{
    return race_run_count(workspace->race) == 1;
}

static double sharpness(const Workspace *workspace, int run, int index)
{
    const GaugeRow row = gauge_at(workspace->gauge, run, index);
    return is_alone(workspace) ? row.sharpness : row.sharpness / row.border;
}

static double border(const Workspace *workspace, int run, int index)
{
    return is_alone(workspace) ? gauge_at(workspace->gauge, run, index).border : 1;
}

static void alone_axis(const Workspace *workspace, char *text, size_t size)
{
    const Run *run = race_run(workspace->race, 0);
    const Optim *optim = run->optim;
    char name[RACER_NAME_MAX];
    if (!optim_has_border(optim, &run->params)) {
        scene_racer_name(&workspace->scene, race_racer(workspace->race, 0), name, sizeof name);
        text_print(text, size, tr("sharpness λmax(H); no border of stability is known for %s"),
                   name);
    } else if (optim->edge.scale) {
        text_print(text, size,
                   tr("sharpness λmax(P⁻¹H), P = %s; dashed: beyond %s steps would grow"),
                   optim->edge.scale, optim->edge.rule);
    } else {
        text_print(text, size, tr("sharpness λmax(H); dashed: beyond %s steps would grow"),
                   optim->edge.rule);
    }
}

static void sharpness_axis(const Workspace *workspace, char *text, size_t size)
{
    char none[RACER_NAME_MAX * 4] = "", name[RACER_NAME_MAX];
    size_t used = 0;
    if (is_alone(workspace)) {
        alone_axis(workspace, text, size);
        return;
    }
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        const Run *one = race_run(workspace->race, run);
        if (!optim_has_border(one->optim, &one->params) && used < sizeof none) {
            scene_racer_name(&workspace->scene, race_racer(workspace->race, run), name,
                             sizeof name);
            used += text_print(none + used, sizeof none - used, "%s%s", used ? ", " : "", name);
        }
    }
    text_print(text, size,
               tr(used ? N_("sharpness ÷ border: above 1 steps grow (no border is known for %s)")
                       : N_("sharpness ÷ border: above 1 steps grow")),
               none);
}

// clang-format off
const ChartRow charts[CHART_COUNT] = {
    [CHART_LOSS] = { { "loss", N_("Loss"), N_("How far each run is above the lowest value") },
        loss, loss_axis, 0, .log = true },
    [CHART_DISTANCE] = { { "distance", N_("Distance"), N_("How far each run is from the nearest minimum") },
        distance, distance_axis, GAUGE_DISTANCE, .log = true },
    [CHART_GRADIENT] = { { "gradient", N_("Gradient"), N_("How long the gradient is at each run's point") },
        gradient, gradient_axis, 0, .log = true },
    [CHART_RATE] = { { "rate", N_("Rate"), N_("The rate that each step used: what a schedule does") },
        rate, rate_axis, GAUGE_RATE, .rises = true },
    [CHART_SHARPNESS] = { { "sharpness", N_("Sharpness"), N_("The landscape's largest curvature at each run's point, and the border beyond which its steps grow") },
        sharpness, sharpness_axis, GAUGE_SHARPNESS, .rises = true, .border = border },
    [CHART_FAIR] = { { "fair", N_("Fair rates"), N_("What every rate comes to for each optimizer, and which is its best") },
        NULL, NULL, 0, .log = true, .over_rates = true },
    [CHART_RANGE] = { { "range", N_("Range test"), N_("A first look: the loss of one run whose rate rises with every step, from 1e-7 to 10 in 100"),
        N_("Smith 2017") },
        NULL, NULL, 0, .log = true, .over_rates = true },
};
// clang-format on
static_assert(COUNT(charts) == CHART_COUNT, "one row for each ChartKind");

const Registry chart_kinds = { REGISTRY(charts) };

double chart_height(const Workspace *workspace, int run, int index)
{
    return charts[workspace->chart].height(workspace, run, index);
}
