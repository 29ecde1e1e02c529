// Normalizations. Of pictures, batch norm and group norm know channels: a channel's numbers stand
// side by side in a row, so each norm goes over spans of a row.
#include "model/net/net_layers.h"

#include <math.h>
#include <string.h>

static LayerParams gamma_and_beta(int count)
{
    return (LayerParams){ .in = 1, .out = count, .bias = count };
}

// Batch normalization (Ioffe & Szegedy 2015). saved: the batch's mean, then its biased variance, of
// each channel.

LayerParams batchnorm_params(const LayerPlan *plan)
{
    return gamma_and_beta(plan->from.channels);
}

LayerSizes batchnorm_sizes(const LayerPlan *plan, UNUSED int rows_max)
{
    const size_t wide = (size_t)padded(plan->from.channels);
    return (LayerSizes){ .running = 2 * wide, .saved = 2 * wide };
}

TensorShape batchnorm_to(const LayerPlan *plan)
{
    return plan->from;
}

bool batchnorm_needs_input(UNUSED const LayerPlan *plan)
{
    return true;
}

// What of a layer the loops over channels need.
typedef struct Channels {
    int rows, channels, area;
    ptrdiff_t stride;
    double eps;
} Channels;

static Channels channels_of(const LayerPlan *plan, int rows)
{
    return (Channels){ rows, plan->from.channels, shape_area(plan->from), padded(plan->out),
                       plan->eps };
}

// y = gamma·(x - mean)/√(var + eps) + beta, channel by channel.
static void channels_normalize(const Channels *c, const Real *x, const Real *gamma,
                               const Real *beta, const Real *mean, const Real *var, Real *y)
{
    for (int b = 0; b < c->rows; b++) {
        for (int k = 0; k < c->channels; k++) {
            const Real scale = gamma[k] / (Real)sqrt((double)var[k] + c->eps);
            const ptrdiff_t at = b * c->stride + (ptrdiff_t)k * c->area;
            for (int i = 0; i < c->area; i++) {
                y[at + i] = scale * (x[at + i] - mean[k]) + beta[k];
            }
        }
    }
}

static void channel_moments(const Channels *c, const Real *x, Real *mean, Real *var)
{
    const double count = (double)c->rows * c->area;
    for (int k = 0; k < c->channels; k++) {
        double sum = 0, squares = 0;
        for (int b = 0; b < c->rows; b++) {
            for (int i = 0; i < c->area; i++) {
                sum += (double)x[b * c->stride + (ptrdiff_t)k * c->area + i];
            }
        }
        for (int b = 0; b < c->rows; b++) {
            for (int i = 0; i < c->area; i++) {
                const double away =
                    (double)x[b * c->stride + (ptrdiff_t)k * c->area + i] - sum / count;
                squares += away * away;
            }
        }
        mean[k] = (Real)(sum / count);
        var[k] = (Real)(squares / count);
    }
}

// With x̂ = (x - mean)/√(var + eps): dbeta = Σd, dgamma = Σ d·x̂,
// dx = gamma/√(var + eps)·(d - dbeta/n - x̂·dgamma/n).
static void channels_back(const Channels *c, const Real *x, const Real *gamma, const Real *mean,
                          const Real *var, Real *d, Real *dgamma, Real *dbeta)
{
    const double count = (double)c->rows * c->area;
    for (int k = 0; k < c->channels; k++) {
        const double scale = 1 / sqrt((double)var[k] + c->eps);
        double sum = 0, along = 0;
        for (int b = 0; b < c->rows; b++) {
            for (int i = 0; i < c->area; i++) {
                const ptrdiff_t at = b * c->stride + (ptrdiff_t)k * c->area + i;
                sum += (double)d[at];
                along += (double)d[at] * ((double)(x[at] - mean[k]) * scale);
            }
        }
        dbeta[k] = (Real)sum;
        dgamma[k] = (Real)along;
        for (int b = 0; b < c->rows; b++) {
            for (int i = 0; i < c->area; i++) {
                const ptrdiff_t at = b * c->stride + (ptrdiff_t)k * c->area + i;
                const double hat = (double)(x[at] - mean[k]) * scale;
                d[at] = (Real)((double)gamma[k] * scale *
                               ((double)d[at] - sum / count - hat * along / count));
            }
        }
    }
}

// As PyTorch: the running variance is the unbiased one, n/(n-1) of what normalizes.
static void running_update(Net *net, const Layer *layer, const Real *mean, const Real *var,
                           double count)
{
    const Real take = (Real)layer->plan.momentum, keep = (Real)(1 - layer->plan.momentum);
    const Real take_var = (Real)(layer->plan.momentum * count / (count - 1));
    Real *running_mean = net->running + layer->mean, *running_var = net->running + layer->var;
    for (int j = 0; j < layer->plan.from.channels; j++) {
        running_mean[j] = keep * running_mean[j] + take * mean[j];
        running_var[j] = keep * running_var[j] + take_var * var[j];
    }
}

const Real *batchnorm_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const Layer *layer = &net->layers[index];
    const Channels c = channels_of(&layer->plan, pass->rows);
    const int wide = padded(c.channels);
    const Real *gamma = net->params + layer->weight, *beta = net->params + layer->bias;
    const Real *seen_mean = net->running + layer->mean, *seen_var = net->running + layer->var;
    Real *mean = pass->saved[index], *var = mean + wide, *y = pass->outputs[index];
    if (pass->mode == NET_EVAL && c.area == 1) {
        net->kernels->normalize(c.rows, wide, wide, x, gamma, beta, c.eps, seen_mean, seen_var, y);
        return y;
    }
    if (pass->mode == NET_EVAL) {
        channels_normalize(&c, x, gamma, beta, seen_mean, seen_var, y);
        return y;
    }
    assert((double)c.rows * c.area >= 2);
    if (c.area == 1) {
        net->kernels->batchnorm(c.rows, wide, wide, x, gamma, beta, c.eps, mean, var, y);
    } else {
        channel_moments(&c, x, mean, var);
        channels_normalize(&c, x, gamma, beta, mean, var, y);
    }
    if (pass->mode == NET_TRAIN) {
        running_update(net, layer, mean, var, (double)c.rows * c.area);
    }
    return y;
}

Real *batchnorm_backward(const Net *net, NetPass *pass, int index, Real *d, Real *grad,
                         UNUSED bool onward)
{
    const Layer *layer = &net->layers[index];
    const Channels c = channels_of(&layer->plan, pass->rows);
    const int wide = padded(c.channels);
    const Real *mean = pass->saved[index], *var = mean + wide, *x = pass->inputs[index];
    const Real *gamma = net->params + layer->weight;
    Real *dgamma = grad + layer->weight, *dbeta = grad + layer->bias;
    if (c.area == 1) {
        net->kernels->batchnorm_back(c.rows, wide, wide, x, gamma, c.eps, mean, var, d, dgamma,
                                     dbeta);
    } else {
        memset(dgamma, 0, sizeof(Real) * (size_t)wide);
        memset(dbeta, 0, sizeof(Real) * (size_t)wide);
        channels_back(&c, x, gamma, mean, var, d, dgamma, dbeta);
    }
    return d;
}

// Layer normalization (Ba, Kiros & Hinton 2016) over all numbers of a row, each with a gamma and
// beta of its own. saved: each row's mean, then its scale.

LayerParams layernorm_params(const LayerPlan *plan)
{
    return gamma_and_beta(plan->in);
}

LayerSizes layernorm_sizes(UNUSED const LayerPlan *plan, int rows_max)
{
    return (LayerSizes){ .saved = 2 * (size_t)padded(rows_max) };
}

TensorShape layernorm_to(const LayerPlan *plan)
{
    return plan->from;
}

bool layernorm_needs_input(UNUSED const LayerPlan *plan)
{
    return true;
}

const Real *layernorm_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const Layer *layer = &net->layers[index];
    const int wide = padded(layer->plan.out);
    Real *mean = pass->saved[index], *scale = mean + padded(pass->rows_max);
    net->kernels->layernorm(pass->rows, layer->plan.out, wide, x, net->params + layer->weight,
                            net->params + layer->bias, layer->plan.eps, mean, scale,
                            pass->outputs[index]);
    return pass->outputs[index];
}

Real *layernorm_backward(const Net *net, NetPass *pass, int index, Real *d, Real *grad,
                         UNUSED bool onward)
{
    const Layer *layer = &net->layers[index];
    const Real *mean = pass->saved[index], *scale = mean + padded(pass->rows_max);
    net->kernels->layernorm_back(pass->rows, layer->plan.out, padded(layer->plan.out),
                                 pass->inputs[index], net->params + layer->weight, mean, scale, d,
                                 grad + layer->weight, grad + layer->bias);
    return d;
}

// Group normalization (Wu & He 2018): each row's channels in groups, each group over all its
// numbers; gamma and beta of each channel. As many groups as channels: instance normalization
// (Ulyanov, Vedaldi & Lempitsky 2016). saved: mean, then scale, of each row and group.

LayerParams groupnorm_params(const LayerPlan *plan)
{
    return gamma_and_beta(plan->from.channels);
}

LayerSizes groupnorm_sizes(const LayerPlan *plan, int rows_max)
{
    return (LayerSizes){ .saved = 2 * (size_t)padded(rows_max * plan->groups) };
}

TensorShape groupnorm_to(const LayerPlan *plan)
{
    return plan->from;
}

bool groupnorm_needs_input(UNUSED const LayerPlan *plan)
{
    return true;
}

// One group of one row: `count` numbers, of channels with `area` numbers each.
typedef struct Group {
    const Real *x, *gamma, *beta;
    int count, area;
} Group;

static Group group_of(const Net *net, const Layer *layer, const Real *x, int row, int group)
{
    const LayerPlan *plan = &layer->plan;
    const int channels = plan->from.channels / plan->groups, area = shape_area(plan->from);
    return (Group){ x + (ptrdiff_t)row * padded(plan->out) + group * channels * area,
                    net->params + layer->weight + group * channels,
                    net->params + layer->bias + group * channels, channels * area, area };
}

const Real *groupnorm_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const Layer *layer = &net->layers[index];
    const int groups = layer->plan.groups;
    Real *means = pass->saved[index], *scales = means + padded(pass->rows_max * groups);
    for (int k = 0; k < pass->rows * groups; k++) {
        const Group g = group_of(net, layer, x, k / groups, k % groups);
        Real *y = pass->outputs[index] + (g.x - x);
        double sum = 0, squares = 0;
        for (int i = 0; i < g.count; i++) {
            sum += (double)g.x[i];
        }
        const double mean = sum / g.count;
        for (int i = 0; i < g.count; i++) {
            squares += ((double)g.x[i] - mean) * ((double)g.x[i] - mean);
        }
        const double scale = 1 / sqrt(squares / g.count + layer->plan.eps);
        for (int i = 0; i < g.count; i++) {
            y[i] =
                (Real)(((double)g.x[i] - mean) * scale) * g.gamma[i / g.area] + g.beta[i / g.area];
        }
        means[k] = (Real)mean;
        scales[k] = (Real)scale;
    }
    return pass->outputs[index];
}

// As channels_back(), with gamma·d for d: each channel of a group has its own gamma.
static void group_back(const Group *g, double mean, double scale, Real *d, Real *dgamma,
                       Real *dbeta)
{
    double sum = 0, along = 0;
    for (int i = 0; i < g->count; i++) {
        const double hat = ((double)g->x[i] - mean) * scale, slope = (double)d[i];
        dgamma[i / g->area] += (Real)(slope * hat);
        dbeta[i / g->area] += (Real)slope;
        sum += slope * (double)g->gamma[i / g->area];
        along += slope * (double)g->gamma[i / g->area] * hat;
    }
    for (int i = 0; i < g->count; i++) {
        const double hat = ((double)g->x[i] - mean) * scale;
        const double slope = (double)d[i] * (double)g->gamma[i / g->area];
        d[i] = (Real)(scale * (slope - sum / g->count - hat * along / g->count));
    }
}

Real *groupnorm_backward(const Net *net, NetPass *pass, int index, Real *d, Real *grad,
                         UNUSED bool onward)
{
    const Layer *layer = &net->layers[index];
    const int groups = layer->plan.groups, channels = layer->plan.from.channels;
    const Real *means = pass->saved[index], *scales = means + padded(pass->rows_max * groups);
    const Real *x = pass->inputs[index];
    Real *dgamma = grad + layer->weight, *dbeta = grad + layer->bias;
    memset(dgamma, 0, sizeof(Real) * (size_t)padded(channels));
    memset(dbeta, 0, sizeof(Real) * (size_t)padded(channels));
    for (int k = 0; k < pass->rows * groups; k++) {
        const Group g = group_of(net, layer, x, k / groups, k % groups);
        const int first = k % groups * (channels / groups);
        group_back(&g, (double)means[k], (double)scales[k], d + (g.x - x), dgamma + first,
                   dbeta + first);
    }
    return d;
}

// Root mean square normalization (Zhang & Sennrich 2019): y = gamma·x/√(mean(x²) + eps) over all
// numbers of a row. saved: each row's scale.

LayerParams rmsnorm_params(const LayerPlan *plan)
{
    return (LayerParams){ .in = 1, .out = plan->in };
}

LayerSizes rmsnorm_sizes(UNUSED const LayerPlan *plan, int rows_max)
{
    return (LayerSizes){ .saved = (size_t)padded(rows_max) };
}

TensorShape rmsnorm_to(const LayerPlan *plan)
{
    return plan->from;
}

bool rmsnorm_needs_input(UNUSED const LayerPlan *plan)
{
    return true;
}

const Real *rmsnorm_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const Layer *layer = &net->layers[index];
    const Real *gamma = net->params + layer->weight;
    const int count = layer->plan.in;
    for (int b = 0; b < pass->rows; b++) {
        const ptrdiff_t at = (ptrdiff_t)b * padded(count);
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (double)x[at + i] * (double)x[at + i];
        }
        const Real scale = (Real)(1 / sqrt(squares / count + layer->plan.eps));
        for (int i = 0; i < count; i++) {
            pass->outputs[index][at + i] = gamma[i] * (x[at + i] * scale);
        }
        pass->saved[index][b] = scale;
    }
    return pass->outputs[index];
}

Real *rmsnorm_backward(const Net *net, NetPass *pass, int index, Real *d, Real *grad,
                       UNUSED bool onward)
{
    const Layer *layer = &net->layers[index];
    const Real *gamma = net->params + layer->weight;
    Real *dgamma = grad + layer->weight;
    const int count = layer->plan.in;
    memset(dgamma, 0, sizeof(Real) * (size_t)padded(count));
    for (int b = 0; b < pass->rows; b++) {
        const Real *x = pass->inputs[index] + (ptrdiff_t)b * padded(count);
        const double scale = (double)pass->saved[index][b];
        Real *row = d + (ptrdiff_t)b * padded(count);
        double along = 0;
        for (int i = 0; i < count; i++) {
            const double hat = (double)x[i] * scale;
            dgamma[i] += (Real)((double)row[i] * hat);
            along += (double)row[i] * (double)gamma[i] * hat;
        }
        for (int i = 0; i < count; i++) {
            const double hat = (double)x[i] * scale;
            row[i] = (Real)(scale * ((double)row[i] * (double)gamma[i] - hat * along / count));
        }
    }
    return d;
}
