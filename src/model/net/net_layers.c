// The layers: one row each, with its forward and backward pass in terms of the kernels.
//
// Invariants the passes rest on: pads of weights, biases, gamma and beta are zero, pads of
// gradients d are zero (a transposed matrix is padded with zeros), and no product reads the pads of
// its left factor; so pads of activations may hold anything finite (sigmoid's hold 1/2).
#include "model/net/net_layers.h"

#include "base/rng.h"

static bool always(UNUSED const LayerPlan *plan)
{
    return true;
}

static bool never(UNUSED const LayerPlan *plan)
{
    return false;
}

// A dropout's or dropconnect's mask is in force.
static bool masks(const Layer *layer, const NetPass *pass)
{
    return pass->mode == NET_TRAIN && layer->plan.drop > 0;
}

// One key for each (seed, step, layer). The high bit keeps masks apart from the seed's other
// streams (weights, orders of rows).
static uint64_t mask_key(NetDraw draw, int index)
{
    Rng rng;
    const uint64_t stream = (uint64_t)draw.step * NET_LAYERS_MAX + (uint64_t)index;
    rng_init(&rng, draw.seed, stream | UINT64_C(1) << 63);
    return rng_bits(&rng);
}

// The activation at `index` is a relu upon a dense layer, whose output it always writes over: the
// matrix product applies it in passing.
static bool relu_fused(const Net *net, int index)
{
    return index > 0 && index < net->layer_count &&
           net->layers[index].plan.kind == LAYER_ACTIVATION &&
           net->layers[index].plan.activation == ACTIVATION_RELU &&
           net->layers[index - 1].plan.kind == LAYER_DENSE;
}

// Dense: y = x·W + b.

static LayerSizes dense_sizes(const LayerPlan *plan, UNUSED int rows_max)
{
    const size_t weight = (size_t)plan->in * (size_t)padded(plan->out);
    return (LayerSizes){
        .weight = weight,
        .bias = plan->no_bias ? 0 : (size_t)padded(plan->out),
        .saved = weight,
        .masked = weight,
        .transposed = (size_t)plan->out * (size_t)padded(plan->in),
    };
}

static const Real *dense_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const Layer *layer = &net->layers[index];
    const int in = layer->plan.in, wide = padded(layer->plan.out);
    const Real *weight = net->params + layer->weight;
    if (masks(layer, pass)) {
        const size_t n = (size_t)in * (size_t)wide;
        net->kernels->dropout_mask(n, mask_key(pass->draw, index), layer->plan.drop,
                                   pass->saved[index]);
        net->kernels->multiply(n, pass->masked[index], weight, pass->saved[index]);
        weight = pass->masked[index];
    }
    net->kernels->matmul(&(Matmul){
        .m = pass->rows,
        .n = wide,
        .k = in,
        .a = x,
        .a_row = padded(in),
        .a_col = 1,
        .b = weight,
        .b_row = wide,
        .c = pass->outputs[index],
        .c_row = wide,
        .start = layer->plan.no_bias ? NULL : net->params + layer->bias,
        .relu = relu_fused(net, index + 1),
    });
    return pass->outputs[index];
}

// dW = xᵀ·d, masked like W;  db = the columns' sums;  dx = d·Wᵀ with the W that was used.
static Real *dense_backward(const Net *net, NetPass *pass, int index, Real *d, Real *grad,
                            bool onward)
{
    const Layer *layer = &net->layers[index];
    const int in = layer->plan.in, out = layer->plan.out, wide = padded(out);
    const bool masked = masks(layer, pass);
    net->kernels->matmul(&(Matmul){
        .m = in,
        .n = wide,
        .k = pass->rows,
        .a = pass->inputs[index],
        .a_row = 1,
        .a_col = padded(in),
        .b = d,
        .b_row = wide,
        .c = grad + layer->weight,
        .c_row = wide,
    });
    if (masked) {
        net->kernels->multiply((size_t)in * (size_t)wide, grad + layer->weight,
                               grad + layer->weight, pass->saved[index]);
    }
    if (!layer->plan.no_bias) {
        net->kernels->column_sums(pass->rows, wide, d, wide, grad + layer->bias);
    }
    if (!onward) {
        return d;
    }
    const Real *weight = masked ? pass->masked[index] : net->params + layer->weight;
    Real *dx = d == pass->d[0] ? pass->d[1] : pass->d[0];
    net->kernels->transpose(in, out, weight, wide, pass->transposed, padded(in));
    net->kernels->matmul(&(Matmul){
        .m = pass->rows,
        .n = padded(in),
        .k = out,
        .a = d,
        .a_row = wide,
        .a_col = 1,
        .b = pass->transposed,
        .b_row = padded(in),
        .c = dx,
        .c_row = padded(in),
    });
    return dx;
}

// Activation: y = f(x).

static LayerSizes no_sizes(UNUSED const LayerPlan *plan, UNUSED int rows_max)
{
    return (LayerSizes){ 0 };
}

static bool activation_needs_input(const LayerPlan *plan)
{
    return !activations[plan->activation].from_output;
}

static size_t output_count(const Layer *layer, const NetPass *pass)
{
    return (size_t)pass->rows * (size_t)padded(layer->plan.out);
}

static Real activation_number(const LayerPlan *plan)
{
    return plan->activation == ACTIVATION_LEAKY_RELU ? (Real)0.01 : 1;
}

static const Real *activation_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const Layer *layer = &net->layers[index];
    if (!relu_fused(net, index)) {
        net->kernels->activate[layer->plan.activation](
            output_count(layer, pass), pass->outputs[index], x, activation_number(&layer->plan));
    }
    return pass->outputs[index];
}

static Real *activation_backward(const Net *net, NetPass *pass, int index, Real *d,
                                 UNUSED Real *grad, UNUSED bool onward)
{
    const Layer *layer = &net->layers[index];
    const Real *s =
        activation_needs_input(&layer->plan) ? pass->inputs[index] : pass->outputs[index];
    net->kernels->activate_back[layer->plan.activation](output_count(layer, pass), d, s,
                                                        activation_number(&layer->plan));
    return d;
}

// Batch normalization (Ioffe & Szegedy 2015). saved: the batch's mean, then its biased variance.

static LayerSizes batchnorm_sizes(const LayerPlan *plan, UNUSED int rows_max)
{
    const size_t wide = (size_t)padded(plan->out);
    return (LayerSizes){ .weight = wide, .bias = wide, .running = 2 * wide, .saved = 2 * wide };
}

// As PyTorch: the running variance is the unbiased one, n/(n-1) of what normalizes.
static void running_update(Net *net, const Layer *layer, const Real *mean, const Real *var,
                           int rows)
{
    const Real take = (Real)layer->plan.momentum, keep = (Real)(1 - layer->plan.momentum);
    const Real take_var = (Real)(layer->plan.momentum * rows / (rows - 1));
    Real *running_mean = net->running + layer->mean, *running_var = net->running + layer->var;
    for (int j = 0; j < layer->plan.out; j++) {
        running_mean[j] = keep * running_mean[j] + take * mean[j];
        running_var[j] = keep * running_var[j] + take_var * var[j];
    }
}

static const Real *batchnorm_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const Layer *layer = &net->layers[index];
    const int wide = padded(layer->plan.out);
    const Real *gamma = net->params + layer->weight, *beta = net->params + layer->bias;
    Real *mean = pass->saved[index], *var = mean + wide, *y = pass->outputs[index];
    if (pass->mode == NET_EVAL) {
        net->kernels->normalize(pass->rows, wide, wide, x, gamma, beta, layer->plan.eps,
                                net->running + layer->mean, net->running + layer->var, y);
        return y;
    }
    assert(pass->rows >= 2);
    net->kernels->batchnorm(pass->rows, wide, wide, x, gamma, beta, layer->plan.eps, mean, var, y);
    if (pass->mode == NET_TRAIN) {
        running_update(net, layer, mean, var, pass->rows);
    }
    return y;
}

static Real *batchnorm_backward(const Net *net, NetPass *pass, int index, Real *d, Real *grad,
                                UNUSED bool onward)
{
    const Layer *layer = &net->layers[index];
    const int wide = padded(layer->plan.out);
    const Real *mean = pass->saved[index], *var = mean + wide;
    net->kernels->batchnorm_back(pass->rows, wide, wide, pass->inputs[index],
                                 net->params + layer->weight, layer->plan.eps, mean, var, d,
                                 grad + layer->weight, grad + layer->bias);
    return d;
}

// Layer normalization (Ba, Kiros & Hinton 2016). saved: each row's mean, then its scale.

static LayerSizes layernorm_sizes(const LayerPlan *plan, int rows_max)
{
    const size_t wide = (size_t)padded(plan->out);
    return (LayerSizes){ .weight = wide, .bias = wide, .saved = 2 * (size_t)padded(rows_max) };
}

static const Real *layernorm_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const Layer *layer = &net->layers[index];
    const int wide = padded(layer->plan.out);
    Real *mean = pass->saved[index], *scale = mean + padded(pass->rows_max);
    net->kernels->layernorm(pass->rows, layer->plan.out, wide, x, net->params + layer->weight,
                            net->params + layer->bias, layer->plan.eps, mean, scale,
                            pass->outputs[index]);
    return pass->outputs[index];
}

static Real *layernorm_backward(const Net *net, NetPass *pass, int index, Real *d, Real *grad,
                                UNUSED bool onward)
{
    const Layer *layer = &net->layers[index];
    const Real *mean = pass->saved[index], *scale = mean + padded(pass->rows_max);
    net->kernels->layernorm_back(pass->rows, layer->plan.out, padded(layer->plan.out),
                                 pass->inputs[index], net->params + layer->weight, mean, scale, d,
                                 grad + layer->weight, grad + layer->bias);
    return d;
}

// Inverted dropout (Srivastava et al. 2014): what stays is scaled by 1/(1-p) in training.

static LayerSizes dropout_sizes(const LayerPlan *plan, int rows_max)
{
    return (LayerSizes){ .saved = (size_t)rows_max * (size_t)padded(plan->out) };
}

static const Real *dropout_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const Layer *layer = &net->layers[index];
    if (!masks(layer, pass)) {
        return x;
    }
    const size_t n = output_count(layer, pass);
    net->kernels->dropout_mask(n, mask_key(pass->draw, index), layer->plan.drop,
                               pass->saved[index]);
    net->kernels->multiply(n, pass->outputs[index], x, pass->saved[index]);
    return pass->outputs[index];
}

static Real *dropout_backward(const Net *net, NetPass *pass, int index, Real *d, UNUSED Real *grad,
                              UNUSED bool onward)
{
    const Layer *layer = &net->layers[index];
    if (masks(layer, pass)) {
        net->kernels->multiply(output_count(layer, pass), d, d, pass->saved[index]);
    }
    return d;
}

// clang-format off
const LayerType layer_types[LAYER_COUNT] = {
    [LAYER_DENSE]      = { { .key = "dense" },
                           dense_sizes, dense_forward, dense_backward, always,
                           .in_place = false, .keeps_output = false, .affine = false },
    [LAYER_ACTIVATION] = { { .key = "activation" },
                           no_sizes, activation_forward, activation_backward,
                           activation_needs_input,
                           .in_place = true,  .keeps_output = true,  .affine = false },
    [LAYER_BATCHNORM]  = { { .key = "batchnorm" },
                           batchnorm_sizes, batchnorm_forward, batchnorm_backward, always,
                           .in_place = false, .keeps_output = false, .affine = true },
    [LAYER_LAYERNORM]  = { { .key = "layernorm" },
                           layernorm_sizes, layernorm_forward, layernorm_backward, always,
                           .in_place = false, .keeps_output = false, .affine = true },
    [LAYER_DROPOUT]    = { { .key = "dropout" },
                           dropout_sizes, dropout_forward, dropout_backward, never,
                           .in_place = true,  .keeps_output = false, .affine = false },
};
// clang-format on
static_assert(COUNT(layer_types) == LAYER_COUNT, "one row for each LayerKind");

const Registry layer_kinds = { REGISTRY(layer_types) };
