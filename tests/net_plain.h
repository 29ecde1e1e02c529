// The forward pass written plainly, in double, one number after the other, from the formulas of the
// papers: what the engine's passes must agree with to its own precision.
#pragma once

#include "net_stacks.h"

typedef struct Plain {
    double *x; // [rows][width]
    int rows, width;
} Plain;

static inline double plain_activation(ActivationKind kind, double number, double z)
{
    switch (kind) {
    case ACTIVATION_SIGMOID: return 1 / (1 + exp(-z));
    case ACTIVATION_TANH: return tanh(z);
    case ACTIVATION_RELU: return z > 0 ? z : 0;
    case ACTIVATION_LEAKY_RELU: return z > 0 ? z : number * z;
    case ACTIVATION_ELU: return z > 0 ? z : number * (exp(z) - 1);
    case ACTIVATION_GELU: return z * 0.5 * (1 + erf(z / sqrt(2)));
    case ACTIVATION_SILU: return z / (1 + exp(-z));
    case ACTIVATION_SOFTPLUS: return log(1 + exp(z));
    case ACTIVATION_SWISH: return z / (1 + exp(-number * z));
    case ACTIVATION_HARDSWISH: return z <= -3 ? 0 : z >= 3 ? z : z * (z + 3) / 6;
    case ACTIVATION_MISH: return z * tanh(log(1 + exp(z)));
    default: return z;
    }
}

// The weight of output o for input i.
static inline double plain_weight(const Net *net, const Layer *layer, int i, int o)
{
    const LayerParams params = layer_params(&layer->plan);
    const Real *v = net->params + layer->weight;
    double length = 1;
    if (params.gain > 0) {
        double squares = 0;
        for (int k = 0; k < params.in; k++) {
            const double w = (double)v[k * padded(params.out) + o];
            squares += w * w;
        }
        length = sqrt(squares) / (double)net->params[layer->gain + (size_t)o];
    }
    return (double)v[i * padded(params.out) + o] / length;
}

static inline double plain_bias(const Net *net, const Layer *layer, int o)
{
    return layer->plan.no_bias ? 0 : (double)net->params[layer->bias + (size_t)o];
}

static inline void plain_dense(const Net *net, const Layer *layer, const Plain *from, Plain *to)
{
    for (int k = 0; k < to->rows * to->width; k++) {
        const int r = k / to->width, o = k % to->width;
        to->x[k] = plain_bias(net, layer, o);
        for (int i = 0; i < from->width; i++) {
            to->x[k] += from->x[r * from->width + i] * plain_weight(net, layer, i, o);
        }
    }
}

// What of channel c lies at row y, column x; 0 beyond the picture.
static inline double plain_pixel(const LayerPlan *plan, const double *row, int c, int y, int x)
{
    const bool inside = y >= 0 && y < plan->from.height && x >= 0 && x < plan->from.width;
    return inside ? row[(c * plan->from.height + y) * plan->from.width + x] : 0;
}

static inline double plain_window(const Net *net, const Layer *layer, const double *row,
                                  int channel, int top, int left)
{
    const LayerPlan *plan = &layer->plan;
    const int k = plan->kernel;
    const bool conv = plan->kind == LAYER_CONV, most = plan->kind == LAYER_MAXPOOL;
    double sum = conv ? plain_bias(net, layer, channel) : most ? -INFINITY : 0;
    for (int c = conv ? 0 : channel; c < (conv ? plan->from.channels : channel + 1); c++) {
        for (int i = 0; i < k * k; i++) {
            const double pixel = plain_pixel(plan, row, c, top + i / k, left + i % k);
            sum = most   ? fmax(sum, pixel)
                  : conv ? sum + pixel * plain_weight(net, layer, c * k * k + i, channel)
                         : sum + pixel / (k * k);
        }
    }
    return sum;
}

// Convolution and pools.
static inline void plain_windows(const Net *net, const Layer *layer, const Plain *from, Plain *to)
{
    const LayerPlan *plan = &layer->plan;
    const int area = shape_area(plan->to), wide = plan->to.width;
    for (int k = 0; k < to->rows * to->width; k++) {
        const int at = k % to->width;
        to->x[k] = plain_window(net, layer, from->x + k / to->width * from->width, at / area,
                                at % area / wide * plan->stride - plan->pad,
                                at % area % wide * plan->stride - plan->pad);
    }
}

static inline void plain_global_pool(const LayerPlan *plan, const Plain *from, Plain *to)
{
    const int area = shape_area(plan->from);
    for (int k = 0; k < to->rows * to->width; k++) {
        to->x[k] = 0;
        for (int i = 0; i < area; i++) {
            to->x[k] += from->x[k * area + i] / area;
        }
    }
}

// Which numbers are normalized together: those of one group have one key.
static inline int plain_group(const LayerPlan *plan, int row, int at)
{
    const int channel = at / shape_area(plan->from);
    return plan->kind == LAYER_BATCHNORM ? channel
           : plan->kind == LAYER_GROUPNORM
               ? row * plan->groups + channel * plan->groups / plan->from.channels
               : row;
}

// Mean and biased variance of a group; of rms norm 0 and the mean square.
static inline void plain_moments(const LayerPlan *plan, const Plain *from, int group, double *mean,
                                 double *var)
{
    double count = 0, sum = 0;
    *var = 0;
    for (int k = 0; k < from->rows * from->width; k++) {
        if (plain_group(plan, k / from->width, k % from->width) == group) {
            count++;
            sum += from->x[k];
        }
    }
    *mean = plan->kind == LAYER_RMSNORM ? 0 : sum / count;
    for (int k = 0; k < from->rows * from->width; k++) {
        if (plain_group(plan, k / from->width, k % from->width) == group) {
            *var += (from->x[k] - *mean) * (from->x[k] - *mean) / count;
        }
    }
}

// eval: batch norm by its running statistics.
static inline void plain_norm(const Net *net, const Layer *layer, bool eval, const Plain *from,
                              Plain *to)
{
    const LayerPlan *plan = &layer->plan;
    const bool channels = plan->kind == LAYER_BATCHNORM || plan->kind == LAYER_GROUPNORM;
    for (int k = 0; k < to->rows * to->width; k++) {
        const int at = k % to->width, channel = at / shape_area(plan->from);
        const size_t unit = (size_t)(channels ? channel : at);
        double mean, var;
        plain_moments(plan, from, plain_group(plan, k / to->width, at), &mean, &var);
        if (plan->kind == LAYER_BATCHNORM && eval) {
            mean = (double)net->running[layer->mean + (size_t)channel];
            var = (double)net->running[layer->var + (size_t)channel];
        }
        to->x[k] = (double)net->params[layer->weight + unit] * (from->x[k] - mean) /
                       sqrt(var + plan->eps) +
                   (plan->kind == LAYER_RMSNORM ? 0 : (double)net->params[layer->bias + unit]);
    }
}

static inline void plain_each(const Net *net, const Layer *layer, const Plain *from, Plain *to)
{
    const LayerPlan *plan = &layer->plan;
    for (int k = 0; k < to->rows * to->width; k++) {
        const double z = from->x[k];
        to->x[k] = plan->kind == LAYER_ACTIVATION
                       ? plain_activation(plan->activation, plan->number, z)
                   : plan->kind == LAYER_PRELU && z < 0 ? (double)net->params[layer->weight] * z
                                                        : z;
    }
}

static inline void plain_features(const LayerPlan *plan, const Plain *from, Plain *to)
{
    static const double pi = 3.14159265358979323846;
    for (int r = 0; r < to->rows; r++) {
        const double x = from->x[2 * r], y = from->x[2 * r + 1];
        const double all[INPUT_FEATURE_COUNT] = { x,     y,           x * x,      y * y,
                                                  x * y, sin(pi * x), sin(pi * y) };
        for (int k = 0, at = 0; k < INPUT_FEATURE_COUNT; k++) {
            if (plan->features >> k & 1) {
                to->x[r * to->width + at++] = all[k];
            }
        }
    }
}

static inline void plain_layer(const Net *net, const Layer *layer, bool eval, const Plain *from,
                               Plain *to)
{
    switch (layer->plan.kind) {
    case LAYER_DENSE: plain_dense(net, layer, from, to); break;
    case LAYER_CONV:
    case LAYER_MAXPOOL:
    case LAYER_AVGPOOL: plain_windows(net, layer, from, to); break;
    case LAYER_GLOBAL_AVGPOOL: plain_global_pool(&layer->plan, from, to); break;
    case LAYER_BATCHNORM:
    case LAYER_LAYERNORM:
    case LAYER_GROUPNORM:
    case LAYER_RMSNORM: plain_norm(net, layer, eval, from, to); break;
    case LAYER_FEATURES: plain_features(&layer->plan, from, to); break;
    default: plain_each(net, layer, from, to); break;
    }
}

// The output [rows][out] of layers 0..last, without masks.
static inline Plain plain_forward(const Net *net, bool eval, const Real *x, int rows, int last,
                                  Arena *arena)
{
    Plain *all = arena_new(arena, Plain, last + 2), *now = all; // all[i + 1]: of layer i
    *now = (Plain){ arena_new(arena, double, rows * net->inputs), rows, net->inputs };
    for (int i = 0; i < rows * net->inputs; i++) {
        now->x[i] = (double)x[i / net->inputs * padded(net->inputs) + i % net->inputs];
    }
    for (int l = 0; l <= last; l++, now++) {
        const Layer *layer = &net->layers[l];
        now[1] = (Plain){ arena_new(arena, double, rows * layer->plan.out), rows, layer->plan.out };
        plain_layer(net, layer, eval, now, now + 1);
        for (int i = 0; layer->plan.kind == LAYER_ADD && i < rows * now->width; i++) {
            now[1].x[i] += all[layer->plan.other + 1].x[i];
        }
    }
    return *now;
}

// The largest difference of padded rows from plain ones, over the largest plain value.
static inline double plain_distance(const Plain *plain, const Real *rows)
{
    double worst = 0, most = 1e-30;
    for (int i = 0; i < plain->rows * plain->width; i++) {
        const Real got = rows[i / plain->width * padded(plain->width) + i % plain->width];
        worst = fmax(worst, fabs((double)got - plain->x[i]));
        most = fmax(most, fabs(plain->x[i]));
        worst = isnan(got) ? INFINITY : worst;
    }
    return worst / most;
}
