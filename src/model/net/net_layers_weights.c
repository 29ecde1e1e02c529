// The weights that a layer works with where these are not its parameters themselves: weight norm
// (Salimans & Kingma 2016, eq. 2: w = g v/|v| for each output), then dropconnect's mask (Wan et al.
// 2013).
//
// A layer's `masked` holds the weights used; its `saved` dropconnect's mask, then weight norm's
// 1/|v| of each output.
#include "model/net/net_layers.h"

#include <math.h>
#include <string.h>

LayerParams dense_params(const LayerPlan *plan)
{
    return (LayerParams){ plan->in, plan->out, plan->weight_norm ? plan->out : 0,
                          plan->no_bias ? 0 : plan->out };
}

LayerParams conv_params(const LayerPlan *plan)
{
    const int out = plan->to.channels;
    return (LayerParams){ plan->from.channels * plan->kernel * plan->kernel, out,
                          plan->weight_norm ? out : 0, plan->no_bias ? 0 : out };
}

// As layer_params(), which knows these functions by their rows: no file knows one that knows it.
static LayerParams params_of(const LayerPlan *plan)
{
    return plan->kind == LAYER_CONV ? conv_params(plan) : dense_params(plan);
}

// One layer's weights and what goes with them.
typedef struct Weights {
    int in, out, wide;
    size_t count; // in·wide
    const Real *v, *gain;
} Weights;

static Weights weights_of(const Net *net, int index)
{
    const Layer *layer = &net->layers[index];
    const LayerParams params = params_of(&layer->plan);
    const int wide = padded(params.out);
    return (Weights){ params.in,
                      params.out,
                      wide,
                      (size_t)params.in * (size_t)wide,
                      net->params + layer->weight,
                      net->params + layer->gain };
}

static bool differs(const Layer *layer, const NetPass *pass)
{
    return layer->plan.weight_norm || layer_masks(layer, pass);
}

LayerSizes layer_weight_sizes(const LayerPlan *plan)
{
    const LayerParams params = params_of(plan);
    const size_t wide = (size_t)padded(params.out), weight = (size_t)params.in * wide;
    return (LayerSizes){ .masked = weight, .saved = weight + wide };
}

// over [wide]: 1/|v| of each output, 0 where v is 0, as in the pads.
static void lengths(const Weights *w, Real *over)
{
    memset(over, 0, sizeof *over * (size_t)w->wide);
    for (int i = 0; i < w->in; i++) {
        const Real *v = w->v + (size_t)i * (size_t)w->wide;
        for (int o = 0; o < w->wide; o++) {
            over[o] += v[o] * v[o];
        }
    }
    for (int o = 0; o < w->wide; o++) {
        over[o] = over[o] > 0 ? 1 / (Real)sqrt((double)over[o]) : 0;
    }
}

const Real *layer_weight_used(const Net *net, NetPass *pass, int index)
{
    const Layer *layer = &net->layers[index];
    if (!differs(layer, pass)) {
        return net->params + layer->weight;
    }
    const Weights w = weights_of(net, index);
    const Real *used = w.v;
    Real *masked = pass->masked[index], *mask = pass->saved[index], *over = mask + w.count;
    if (layer->plan.weight_norm) {
        lengths(&w, over);
        for (int i = 0; i < w.in; i++) {
            const size_t at = (size_t)i * (size_t)w.wide;
            for (int o = 0; o < w.wide; o++) {
                masked[at + (size_t)o] = w.v[at + (size_t)o] * (w.gain[o] * over[o]);
            }
        }
        used = masked;
    }
    if (layer_masks(layer, pass)) {
        net->kernels->dropout_mask(w.count, layer_mask_key(pass->draw, index), layer->plan.drop,
                                   mask);
        net->kernels->multiply(w.count, masked, used, mask);
        used = masked;
    }
    return used;
}

const Real *layer_weight_was(const Net *net, const NetPass *pass, int index)
{
    const Layer *layer = &net->layers[index];
    return differs(layer, pass) ? pass->masked[index] : net->params + layer->weight;
}

// dg = Σ dW v/|v|;  dv = g/|v| (dW − dg v/|v|)   (eq. 3).
static void normalized_grad(const Weights *w, const Real *over, Real *dv, Real *dg)
{
    memset(dg, 0, sizeof *dg * (size_t)w->wide);
    for (int i = 0; i < w->in; i++) {
        const size_t at = (size_t)i * (size_t)w->wide;
        for (int o = 0; o < w->wide; o++) {
            dg[o] += dv[at + (size_t)o] * w->v[at + (size_t)o] * over[o];
        }
    }
    for (int i = 0; i < w->in; i++) {
        const size_t at = (size_t)i * (size_t)w->wide;
        for (int o = 0; o < w->wide; o++) {
            const Real along = dg[o] * w->v[at + (size_t)o] * over[o];
            dv[at + (size_t)o] = w->gain[o] * over[o] * (dv[at + (size_t)o] - along);
        }
    }
}

void layer_weight_grad(const Net *net, const NetPass *pass, int index, Real *grad)
{
    const Layer *layer = &net->layers[index];
    if (!differs(layer, pass)) {
        return;
    }
    const Weights w = weights_of(net, index);
    const Real *mask = pass->saved[index], *over = mask + w.count;
    if (layer_masks(layer, pass)) {
        net->kernels->multiply(w.count, grad + layer->weight, grad + layer->weight, mask);
    }
    if (layer->plan.weight_norm) {
        normalized_grad(&w, over, grad + layer->weight, grad + layer->gain);
    }
}

// The penalty of w = g v/|v|, output by output: |w|² is g², |w|₁ is |g| |v|₁/|v|.
static double normalized_penalty(const Weights *w, double l1, double l2, Real *dv, Real *dg)
{
    double sum = 0;
    for (int o = 0; o < w->out; o++) {
        double squares = 0, sizes = 0;
        for (int i = 0; i < w->in; i++) {
            const double v = (double)w->v[(size_t)i * (size_t)w->wide + (size_t)o];
            squares += v * v;
            sizes += fabs(v);
        }
        const double g = (double)w->gain[o], length = sqrt(squares);
        if (length == 0) {
            continue;
        }
        sum += l2 * g * g + l1 * fabs(g) * sizes / length;
        dg[o] += (Real)(2 * l2 * g + l1 * ((g > 0) - (g < 0)) * sizes / length);
        for (int i = 0; i < w->in; i++) {
            const size_t at = (size_t)i * (size_t)w->wide + (size_t)o;
            const double v = (double)w->v[at], sign = (v > 0) - (v < 0);
            dv[at] += (Real)(l1 * fabs(g) * (sign - sizes * v / squares) / length);
        }
    }
    return sum;
}

double net_penalty(const Net *net, int index, double l1, double l2, Real *grad)
{
    const Layer *layer = &net->layers[index];
    const Weights w = weights_of(net, index);
    if (layer->plan.weight_norm) {
        return normalized_penalty(&w, l1, l2, grad + layer->weight, grad + layer->gain);
    }
    net->kernels->penalize(w.count, grad + layer->weight, w.v, (Real)l1, (Real)l2);
    return l1 * net->kernels->sum_abs(w.count, w.v) + l2 * net->kernels->sum_squares(w.count, w.v);
}
