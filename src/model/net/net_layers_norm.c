// Normalizations. Of pictures, batch norm and group norm know channels: a channel's numbers stand
// side by side in a row, so each norm goes over spans of a row.
#include "model/net/net_layers.h"

static LayerParams gamma_and_beta(int count)
{
    return (LayerParams){ .in = 1, .out = count, .bias = count };
}

// Of batch norm and group norm.
LayerParams channel_norm_params(const LayerPlan *plan)
{
    return gamma_and_beta(plan->from.channels);
}

// Batch normalization (Ioffe & Szegedy 2015). saved: the batch's mean, then its biased variance, of
// each channel.

LayerSizes batchnorm_sizes(const LayerPlan *plan, UNUSED int rows_max)
{
    const size_t wide = (size_t)padded(plan->from.channels);
    return (LayerSizes){ .running = 2 * wide, .saved = 2 * wide };
}

static Spans spans_of(const Net *net, const Layer *layer, int rows)
{
    return (Spans){ rows,
                    layer->plan.from.channels,
                    shape_area(layer->plan.from),
                    layer->plan.eps,
                    net->params + layer->weight,
                    net->params + layer->bias };
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

// Plain features stand side by side: whole vectors of them go at once.
static void batchnorm_given(const Net *net, const Spans *s, const Real *x, const Real *mean,
                            const Real *var, Real *y)
{
    const int wide = padded(s->channels);
    if (s->area == 1) {
        net->kernels->normalize(s->rows, wide, wide, x, s->gamma, s->beta, s->eps, mean, var, y);
    } else {
        net->kernels->normalize_spans(s, x, mean, var, y);
    }
}

const Real *batchnorm_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const Layer *layer = &net->layers[index];
    const Spans s = spans_of(net, layer, pass->rows);
    const int wide = padded(s.channels);
    Real *mean = pass->saved[index], *var = mean + wide, *y = pass->outputs[index];
    if (pass->mode == NET_EVAL || pass->mode == NET_THINNED) {
        batchnorm_given(net, &s, x, net->running + layer->mean, net->running + layer->var, y);
        return y;
    }
    assert((double)s.rows * s.area >= 2);
    if (s.area == 1) {
        net->kernels->batchnorm(s.rows, wide, wide, x, s.gamma, s.beta, s.eps, mean, var, y);
    } else {
        net->kernels->batchnorm_spans(&s, x, mean, var, y);
    }
    if (pass->mode == NET_TRAIN) {
        running_update(net, layer, mean, var, (double)s.rows * s.area);
    }
    return y;
}

Real *batchnorm_backward(const Net *net, NetPass *pass, int index, Real *d, Real *grad,
                         UNUSED bool onward)
{
    const Layer *layer = &net->layers[index];
    const Spans s = spans_of(net, layer, pass->rows);
    const int wide = padded(s.channels);
    const Real *mean = pass->saved[index], *var = mean + wide, *x = pass->inputs[index];
    Real *dgamma = grad + layer->weight, *dbeta = grad + layer->bias;
    if (s.area == 1) {
        net->kernels->batchnorm_back(s.rows, wide, wide, x, s.gamma, s.eps, mean, var, d, dgamma,
                                     dbeta);
    } else {
        net->kernels->batchnorm_spans_back(&s, x, mean, var, d, dgamma, dbeta);
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

LayerSizes groupnorm_sizes(const LayerPlan *plan, int rows_max)
{
    return (LayerSizes){ .saved = 2 * (size_t)padded(rows_max * plan->groups) };
}

const Real *groupnorm_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const Layer *layer = &net->layers[index];
    const int groups = layer->plan.groups;
    const Spans s = spans_of(net, layer, pass->rows);
    Real *mean = pass->saved[index], *scale = mean + padded(pass->rows_max * groups);
    net->kernels->groupnorm(&s, groups, x, mean, scale, pass->outputs[index]);
    return pass->outputs[index];
}

Real *groupnorm_backward(const Net *net, NetPass *pass, int index, Real *d, Real *grad,
                         UNUSED bool onward)
{
    const Layer *layer = &net->layers[index];
    const int groups = layer->plan.groups;
    const Spans s = spans_of(net, layer, pass->rows);
    const Real *mean = pass->saved[index], *scale = mean + padded(pass->rows_max * groups);
    net->kernels->groupnorm_back(&s, groups, pass->inputs[index], mean, scale, d,
                                 grad + layer->weight, grad + layer->bias);
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

const Real *rmsnorm_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const Spans s = spans_of(net, &net->layers[index], pass->rows);
    net->kernels->rmsnorm(&s, x, pass->saved[index], pass->outputs[index]);
    return pass->outputs[index];
}

Real *rmsnorm_backward(const Net *net, NetPass *pass, int index, Real *d, Real *grad,
                       UNUSED bool onward)
{
    const Layer *layer = &net->layers[index];
    const Spans s = spans_of(net, layer, pass->rows);
    net->kernels->rmsnorm_back(&s, pass->inputs[index], pass->saved[index], d,
                               grad + layer->weight);
    return d;
}
