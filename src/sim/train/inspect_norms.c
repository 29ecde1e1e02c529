// What norms hold, how few values they may have to go by, and what residual branches add.
#include "sim/train/inspect_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// ---- norms

const char *const norm_list_keys[NORM_LIST_COUNT] = {
    [NORM_GAMMA] = "gamma",           [NORM_BETA] = "beta",
    [NORM_BATCH_MEAN] = "batch_mean", [NORM_RUNNING_MEAN] = "running_mean",
    [NORM_BATCH_VAR] = "batch_var",   [NORM_RUNNING_VAR] = "running_var",
};

static int copy_list(const Real *from, int count, float *values)
{
    for (int i = 0; i < count; i++) {
        values[i] = (float)from[i];
    }
    return count;
}

static int copy_moments(const Inspect *inspect, const View *view, bool variance, float *values)
{
    const int count = view_units(view);
    double *moments = memory_get(sizeof(double) * 2 * (size_t)count);
    inspect_moments(inspect, view, moments, moments + count);
    for (int i = 0; i < count; i++) {
        values[i] = (float)moments[variance ? count + i : i];
    }
    free(moments);
    return count;
}

int inspect_norm_list(const Inspect *inspect, int norm, NormList list, float *values)
{
    const View *view = &inspect->views[INSPECT_BEFORE_NORM][norm];
    const Net *net = &inspect->net;
    const Layer *layer = &net->layers[view->layer];
    const LayerParams params = layer_params(&layer->plan);
    const int features = layer->plan.kind == LAYER_BATCHNORM ? layer->plan.from.channels : 0;
    switch (list) {
    case NORM_GAMMA: return copy_list(net->params + layer->weight, params.out, values);
    case NORM_BETA: return copy_list(net->params + layer->bias, params.bias, values);
    case NORM_RUNNING_MEAN: return copy_list(net->running + layer->mean, features, values);
    case NORM_RUNNING_VAR: return copy_list(net->running + layer->var, features, values);
    case NORM_BATCH_MEAN:
    case NORM_BATCH_VAR:
    default: return features ? copy_moments(inspect, view, list == NORM_BATCH_VAR, values) : 0;
    }
}

static void take_norm(const Inspect *inspect, int place, int most, float *values, LabNorms *norms)
{
    const Sight *sight = &inspect->sights[INSPECT_BEFORE_NORM][place];
    NormShot *norm = &norms->norms[place];
    *norm = (NormShot){ .name = sight->name, .layer = sight->layer };
    for (NormList list = 0; list < NORM_LIST_COUNT; list++) {
        const int count = inspect_norm_list(inspect, place, list, values);
        norm->lists[list] = count > 0 ? norms->used : -1;
        norm->features = count > norm->features ? count : norm->features;
        norm->shown = norm->features < most ? norm->features : most;
        for (int i = 0; i < norm->shown && count > 0; i++) {
            norms->values[norms->used++] = values[i];
        }
    }
}

void inspect_norms(const Inspect *inspect, LabNorms *norms)
{
    const int all = inspect->layers[INSPECT_BEFORE_NORM];
    norms->count = all < SHOT_NORMS_MAX ? all : SHOT_NORMS_MAX;
    const int most = norms->count > 0 ? SHOT_NORM_VALUES_MAX / (6 * norms->count) : 0;
    float *values = memory_get(sizeof(float) * (size_t)inspect->widest);
    norms->used = 0;
    for (int place = 0; place < norms->count; place++) {
        take_norm(inspect, place, most < NET_UNITS_MAX ? most : NET_UNITS_MAX, values, norms);
    }
    free(values);
}

int inspect_widest(const Inspect *inspect)
{
    return inspect->widest;
}

LayerStats inspect_list_stats(const float *values, int count)
{
    LayerStats stats = { .units = count, .mean = NAN, .std = NAN, .min = NAN, .max = NAN };
    double sum = 0, squares = 0;
    for (int i = 0; i < count; i++) {
        const double value = (double)values[i];
        if (isfinite(value)) {
            stats.count++;
            sum += value;
            stats.min = fmin(stats.min, value);
            stats.max = fmax(stats.max, value);
            stats.zero_share += value == 0;
        }
    }
    stats.bad = (size_t)count - stats.count;
    if (stats.count > 0) {
        stats.mean = sum / (double)stats.count;
        stats.zero_share /= (double)stats.count;
        for (int i = 0; i < count; i++) {
            const double off = (double)values[i] - stats.mean;
            squares += isfinite(off) ? off * off : 0;
        }
        stats.std = sqrt(squares / (double)stats.count);
    }
    return stats;
}

void inspect_list_histogram(const float *values, int count, const LayerStats *stats, int bins,
                            double range[2], uint32_t *counts)
{
    const double pad = stats->min < stats->max ? 0 : fmax(fabs(stats->min) / 2, 0.5);
    range[0] = stats->count > 0 ? stats->min - pad : 0;
    range[1] = stats->count > 0 ? stats->max + pad : 1;
    memset(counts, 0, sizeof *counts * (size_t)bins);
    for (int i = 0; i < count; i++) {
        if (isfinite(values[i])) {
            const double part = ((double)values[i] - range[0]) / (range[1] - range[0]);
            counts[clampi((int)(part * bins), 0, bins - 1)]++;
        }
    }
}

// Over how many values a norm takes its mean and σ.
static int values_of(const LayerPlan *plan, int batch)
{
    const int size = shape_size(plan->from);
    return plan->kind == LAYER_BATCHNORM   ? batch * shape_area(plan->from)
           : plan->kind == LAYER_GROUPNORM ? size / plan->groups
                                           : size;
}

InspectFew inspect_fewest(const Inspect *inspect)
{
    InspectFew few = { .values = 0 };
    for (int place = 0; place < inspect->layers[INSPECT_BEFORE_NORM]; place++) {
        const Sight *sight = &inspect->sights[INSPECT_BEFORE_NORM][place];
        const View *view = &inspect->views[INSPECT_BEFORE_NORM][place];
        const LayerPlan *plan = &inspect->net.layers[view->layer].plan;
        const int values = values_of(plan, inspect->batch);
        if (plan->kind != LAYER_RMSNORM && (few.values == 0 || values < few.values)) {
            few = (InspectFew){ sight->name, plan->kind == LAYER_BATCHNORM, values };
        }
    }
    return few;
}

// ---- residual branches

InspectBranch inspect_branch(const Inspect *inspect, int place)
{
    const Sight *sight = inspect_sight(inspect, INSPECT_ACTIVATIONS, place);
    const View *view = &inspect->views[INSPECT_ACTIVATIONS][place];
    assert(sight->role == ROLE_ADD);
    const NetPass *pass = &inspect->pass;
    const LayerPlan *plan = &inspect->net.layers[view->layer].plan;
    View inner = *view, skip = *view;
    inner.a = pass->inputs[view->layer];
    skip.a = plan->other >= 0 ? pass->results[plan->other] : pass->x;
    return (InspectBranch){ sight->name, inspect_signal(inspect, &inner),
                            inspect_signal(inspect, &skip) };
}
