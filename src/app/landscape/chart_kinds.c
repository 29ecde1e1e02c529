// The table of charts. Of the loss f − f_ref is drawn, f_ref the lowest value known; the axis's
// name says so. Where f falls without end it is f itself: whatever value the deepest run had come
// to would flatten all curves.
#include "app/landscape/chart_kinds.h"

#include "base/text.h"

#include <math.h>

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
    return chart_has_reference(workspace) ? row->loss - workspace->lowest : row->loss;
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
    return workspace->minimum_count > 0 || (landscape && landscape->distance);
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

// clang-format off
const ChartRow charts[CHART_COUNT] = {
    [CHART_LOSS] = { { "loss", N_("Loss"), N_("How far each run is above the lowest value") },
        loss, loss_axis, 0, .log = true },
    [CHART_DISTANCE] = { { "distance", N_("Distance"), N_("How far each run is from the nearest minimum") },
        distance, distance_axis, GAUGE_DISTANCE, .log = true },
    [CHART_GRADIENT] = { { "gradient", N_("Gradient"), N_("How long the gradient is at each run's point") },
        gradient, gradient_axis, 0, .log = true },
    [CHART_RATE] = { { "rate", N_("Rate"), N_("The rate that each step used: what a schedule does") },
        rate, rate_axis, GAUGE_RATE, .log = true, .rises = true },
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
