// Layer-sequential unit variance (Mishkin & Matas 2016, algorithm 1): what a layer with weights
// gives is measured on rows of the data, and its weights are divided by the standard deviation of
// that, one layer after the other, so that each is measured behind those that are done.
#include "model/net/net_layers.h"

#include <math.h>

static double variance_of(const Net *net, int rows, const LayerPlan *plan, const Real *y)
{
    Moments moments;
    net->kernels->moments(rows, plan->out, padded(plan->out), y, (double)NAN, (double)NAN,
                          &moments);
    const double count = (double)rows * plan->out, mean = moments.sum / count;
    return moments.bad ? NAN : moments.sum_squares / count - mean * mean;
}

// Of weight norm the length as well, which stays that of the weights.
static void scale_weights(Net *net, const Layer *layer, Real factor)
{
    const LayerParams params = layer_params(&layer->plan);
    net->kernels->scale((size_t)params.in * (size_t)padded(params.out), net->params + layer->weight,
                        factor);
    net->kernels->scale((size_t)padded(params.gain), net->params + layer->gain, factor);
}

// What layer `index` gives of x, once its variance is 1 or nothing more can be done.
static const Real *settle(Net *net, NetPass *pass, int index, const InitParams *params,
                          const Real *x)
{
    const Layer *layer = &net->layers[index];
    const LayerType *type = &layer_types[layer->plan.kind];
    const Real *y = type->forward(net, pass, index, x);
    const bool measured = type->role == ROLE_WEIGHTS && !layer_is_tied(&layer->plan);
    for (int round = 0; measured && round < (int)params->rounds; round++) {
        const double variance = variance_of(net, pass->rows, &layer->plan, y);
        const bool same = !(variance > 0); // all numbers are alike, or one is not finite
        if (same || !isfinite(variance) || fabs(variance - 1) < params->tol) {
            break;
        }
        scale_weights(net, layer, (Real)(1 / sqrt(variance)));
        y = type->forward(net, pass, index, x);
    }
    return y;
}

void net_lsuv(Net *net, const InitParams *params, const Real *x, int rows)
{
    Arena arena = { 0 };
    NetPass pass;
    net_pass_init(&pass, net, rows, PASS_WHOLE, &arena);
    pass.rows = rows;
    pass.mode = NET_INSPECT;
    pass.x = x;
    for (int i = 0; i < net->layer_count; i++) {
        pass.inputs[i] = x;
        x = settle(net, &pass, i, params, x);
        pass.results[i] = x;
    }
    arena_free(&arena);
}
