// The forward pass written plainly, in double, one number after the other, from the formulas of the
// papers: what the engine's passes must agree with to its own precision.
#pragma once

#include "net_stacks.h"

typedef struct Plain {
    double *x; // [rows][width]
    int rows, width;
} Plain;

static inline double plain_activation(ActivationKind kind, double z)
{
    switch (kind) {
    case ACTIVATION_SIGMOID: return 1 / (1 + exp(-z));
    case ACTIVATION_TANH: return tanh(z);
    case ACTIVATION_RELU: return z > 0 ? z : 0;
    case ACTIVATION_LEAKY_RELU: return z > 0 ? z : 0.01 * z;
    case ACTIVATION_ELU: return z > 0 ? z : exp(z) - 1;
    case ACTIVATION_GELU: return z * 0.5 * (1 + erf(z / sqrt(2)));
    case ACTIVATION_SILU: return z / (1 + exp(-z));
    case ACTIVATION_SOFTPLUS: return log(1 + exp(z));
    default: return z;
    }
}

static inline void plain_dense(const Net *net, const Layer *layer, Plain *now, Arena *arena)
{
    const LayerPlan *plan = &layer->plan;
    double *y = arena_new(arena, double, now->rows * plan->out);
    for (int r = 0; r < now->rows; r++) {
        for (int o = 0; o < plan->out; o++) {
            double sum = plan->no_bias ? 0 : (double)net->params[layer->bias + (size_t)o];
            for (int i = 0; i < plan->in; i++) {
                sum += now->x[r * plan->in + i] *
                       (double)net->params[layer->weight + (size_t)(i * padded(plan->out) + o)];
            }
            y[r * plan->out + o] = sum;
        }
    }
    *now = (Plain){ y, now->rows, plan->out };
}

// Mean and biased variance of `count` values `step` apart.
static inline void plain_moments(const double *x, int count, int step, double *mean, double *var)
{
    *mean = *var = 0;
    for (int i = 0; i < count; i++) {
        *mean += x[i * step] / count;
    }
    for (int i = 0; i < count; i++) {
        *var += (x[i * step] - *mean) * (x[i * step] - *mean) / count;
    }
}

// Rows or columns of x normalized; eval: columns by the running statistics.
static inline void plain_norm(const Net *net, const Layer *layer, bool eval, Plain *now)
{
    const bool batch = layer->plan.kind == LAYER_BATCHNORM;
    const int width = now->width, groups = batch ? width : now->rows;
    for (int g = 0; g < groups; g++) {
        double *x = now->x + (batch ? g : g * width), mean, var;
        const int count = batch ? now->rows : width, step = batch ? width : 1;
        plain_moments(x, count, step, &mean, &var);
        if (batch && eval) {
            mean = (double)net->running[layer->mean + (size_t)g];
            var = (double)net->running[layer->var + (size_t)g];
        }
        for (int i = 0; i < count; i++) {
            const size_t unit = (size_t)(batch ? g : i);
            x[i * step] = (double)net->params[layer->weight + unit] * (x[i * step] - mean) /
                              sqrt(var + layer->plan.eps) +
                          (double)net->params[layer->bias + unit];
        }
    }
}

// The output [rows][out] of layers 0..last, without masks.
static inline Plain plain_forward(const Net *net, bool eval, const Real *x, int rows, int last,
                                  Arena *arena)
{
    Plain now = { arena_new(arena, double, rows * net->inputs), rows, net->inputs };
    for (int i = 0; i < rows * net->inputs; i++) {
        now.x[i] = (double)x[i / net->inputs * padded(net->inputs) + i % net->inputs];
    }
    for (int l = 0; l <= last; l++) {
        const Layer *layer = &net->layers[l];
        if (layer->plan.kind == LAYER_DENSE) {
            plain_dense(net, layer, &now, arena);
        } else if (layer->plan.kind == LAYER_ACTIVATION) {
            for (int i = 0; i < rows * now.width; i++) {
                now.x[i] = plain_activation(layer->plan.activation, now.x[i]);
            }
        } else if (layer->plan.kind != LAYER_DROPOUT) {
            plain_norm(net, layer, eval, &now);
        }
    }
    return now;
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
