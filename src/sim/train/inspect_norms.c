// What norms hold, how few values they may have to go by, and what residual branches add.
#include "sim/train/inspect_parts.h"

#include <math.h>
#include <stdlib.h>

// ---- norms

// Room for a list of a norm; -1: it has none.
static int new_list(LabNorms *norms, const NormShot *norm, bool there)
{
    const int at = norms->used;
    if (!there) {
        return -1;
    }
    norms->used += norm->shown;
    assert(norms->used <= SHOT_NORM_VALUES_MAX);
    return at;
}

static void copy_list(LabNorms *norms, int at, int count, const Real *from)
{
    for (int i = 0; i < count && at >= 0; i++) {
        norms->values[at + i] = (float)from[i];
    }
}

static void take_batch(const Inspect *inspect, int place, const NormShot *norm, LabNorms *norms)
{
    const View *view = &inspect->views[INSPECT_BEFORE_NORM][place];
    double *moments = memory_get(sizeof(double) * 2 * (size_t)norm->features);
    inspect_moments(inspect, view, moments, moments + norm->features);
    for (int i = 0; i < norm->shown; i++) {
        norms->values[norm->batch_mean + i] = (float)moments[i];
        norms->values[norm->batch_var + i] = (float)moments[norm->features + i];
    }
    free(moments);
}

static void take_norm(const Inspect *inspect, int place, int most, LabNorms *norms)
{
    const Sight *sight = &inspect->sights[INSPECT_BEFORE_NORM][place];
    const View *view = &inspect->views[INSPECT_BEFORE_NORM][place];
    const Layer *layer = &inspect->net.layers[view->layer];
    const LayerParams params = layer_params(&layer->plan);
    const bool batch = layer->plan.kind == LAYER_BATCHNORM;
    NormShot *norm = &norms->norms[place];
    *norm = (NormShot){ .name = sight->name,
                        .layer = sight->layer,
                        .features = params.out > 0 ? params.out : layer->plan.from.channels,
                        .affine = params.out > 0,
                        .shifts = params.bias > 0,
                        .running = batch };
    norm->shown = norm->features < most ? norm->features : most;
    norm->gamma = new_list(norms, norm, norm->affine);
    norm->beta = new_list(norms, norm, norm->shifts);
    norm->batch_mean = new_list(norms, norm, batch);
    norm->batch_var = new_list(norms, norm, batch);
    norm->running_mean = new_list(norms, norm, batch);
    norm->running_var = new_list(norms, norm, batch);
    copy_list(norms, norm->gamma, norm->shown, inspect->net.params + layer->weight);
    copy_list(norms, norm->beta, norm->shown, inspect->net.params + layer->bias);
    copy_list(norms, norm->running_mean, norm->shown, inspect->net.running + layer->mean);
    copy_list(norms, norm->running_var, norm->shown, inspect->net.running + layer->var);
    if (batch) {
        take_batch(inspect, place, norm, norms);
    }
}

void inspect_norms(const Inspect *inspect, LabNorms *norms)
{
    const int all = inspect->layers[INSPECT_BEFORE_NORM];
    norms->count = all < SHOT_NORMS_MAX ? all : SHOT_NORMS_MAX;
    const int most = norms->count > 0 ? SHOT_NORM_VALUES_MAX / (6 * norms->count) : 0;
    norms->used = 0;
    for (int place = 0; place < norms->count; place++) {
        take_norm(inspect, place, most < NET_UNITS_MAX ? most : NET_UNITS_MAX, norms);
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

// The place of a branch's add; -1: there are fewer.
static int add_place(const Inspect *inspect, int branch)
{
    for (int i = 0; i < inspect->layers[INSPECT_ACTIVATIONS]; i++) {
        if (inspect->sights[INSPECT_ACTIVATIONS][i].role == ROLE_ADD && branch-- == 0) {
            return i;
        }
    }
    return -1;
}

int inspect_branches(const Inspect *inspect)
{
    int count = 0;
    while (add_place(inspect, count) >= 0) {
        count++;
    }
    return count;
}

InspectBranch inspect_branch(const Inspect *inspect, int branch)
{
    const int place = add_place(inspect, branch);
    assert(place >= 0);
    const Sight *sight = &inspect->sights[INSPECT_ACTIVATIONS][place];
    const View *view = &inspect->views[INSPECT_ACTIVATIONS][place];
    const NetPass *pass = &inspect->pass;
    const LayerPlan *plan = &inspect->net.layers[view->layer].plan;
    View inner = *view, skip = *view;
    inner.a = pass->inputs[view->layer];
    skip.a = plan->other >= 0 ? pass->results[plan->other] : pass->x;
    return (InspectBranch){ sight->name, inspect_signal(inspect, &inner),
                            inspect_signal(inspect, &skip) };
}
