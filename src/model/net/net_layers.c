// The layers: one row each, and the dense one.
//
// Invariants the passes rest on: pads of weights, biases, gamma and beta are zero, pads of
// gradients d are zero (a transposed matrix is padded with zeros), and no product reads the pads of
// its left factor; so pads of activations may hold anything finite (sigmoid's hold 1/2).
#include "model/net/net_layers.h"

// Dense: y = x·W + b.

LayerSizes dense_sizes(const LayerPlan *plan, UNUSED int rows_max)
{
    LayerSizes sizes = layer_weight_sizes(plan);
    sizes.scratch = (size_t)plan->out * (size_t)padded(plan->in);
    return sizes;
}

const Real *dense_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const Layer *layer = &net->layers[index];
    const int in = layer->plan.in, wide = padded(layer->plan.out);
    net->kernels->matmul(&(Matmul){
        .m = pass->rows,
        .n = wide,
        .k = in,
        .a = x,
        .a_row = padded(in),
        .a_col = 1,
        .b = layer_weight_used(net, pass, index),
        .b_row = wide,
        .c = pass->outputs[index],
        .c_row = wide,
        .start = layer->plan.no_bias ? NULL : net->params + layer->bias,
        .relu = layer_relu_fused(net, pass, index + 1),
    });
    return pass->outputs[index];
}

// dW = xᵀ·d;  db = the columns' sums;  dx = d·Wᵀ with the W that was used.
Real *dense_backward(const Net *net, NetPass *pass, int index, Real *d, Real *grad, bool onward)
{
    const Layer *layer = &net->layers[index];
    const int in = layer->plan.in, out = layer->plan.out, wide = padded(out);
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
    layer_weight_grad(net, pass, index, grad);
    if (!layer->plan.no_bias) {
        net->kernels->column_sums(pass->rows, wide, d, wide, grad + layer->bias);
    }
    if (!onward) {
        return d;
    }
    Real *dx = pass_other(pass, d);
    net->kernels->transpose(in, out, layer_weight_was(net, pass, index), wide, pass->scratch,
                            padded(in));
    net->kernels->matmul(&(Matmul){
        .m = pass->rows,
        .n = padded(in),
        .k = out,
        .a = d,
        .a_row = wide,
        .a_col = 1,
        .b = pass->scratch,
        .b_row = padded(in),
        .c = dx,
        .c_row = padded(in),
    });
    return dx;
}

// What many kinds have in common.

static LayerParams no_params(UNUSED const LayerPlan *plan)
{
    return (LayerParams){ 0 };
}

static LayerSizes no_sizes(UNUSED const LayerPlan *plan, UNUSED int rows_max)
{
    return (LayerSizes){ 0 };
}

static TensorShape same_shape(const LayerPlan *plan)
{
    return plan->from;
}

static TensorShape given_shape(const LayerPlan *plan)
{
    return plan->to;
}

static bool always(UNUSED const LayerPlan *plan)
{
    return true;
}

static bool never(UNUSED const LayerPlan *plan)
{
    return false;
}

#define PASSES(name) name##_forward, name##_backward

// clang-format off
const LayerType layer_types[LAYER_COUNT] = {
    // its passes, parameters, sizes, shape; whether the backward pass needs its input
    [LAYER_DENSE] = { { .key = "dense" }, ROLE_WEIGHTS, PASSES(dense),
        dense_params,        dense_sizes,     given_shape,       always,                 .begins = 0 },
    [LAYER_ACTIVATION] = { { .key = "activation" }, ROLE_ACTIVATION, PASSES(activation),
        no_params,           no_sizes,        same_shape,        activation_needs_input, .in_place = true, .keeps_output = true },
    [LAYER_BATCHNORM] = { { .key = "batchnorm" }, ROLE_NORM, PASSES(batchnorm),
        channel_norm_params, batchnorm_sizes, same_shape,        always,                 .begins = 1 },
    [LAYER_LAYERNORM] = { { .key = "layernorm" }, ROLE_NORM, PASSES(layernorm),
        layernorm_params,    layernorm_sizes, same_shape,        always,                 .begins = 1 },
    [LAYER_DROPOUT] = { { .key = "dropout" }, ROLE_DROP, PASSES(dropout),
        no_params,           dropout_sizes,   same_shape,        never,                  .in_place = true, .hands_on = true },
    [LAYER_CONV] = { { .key = "conv2d" }, ROLE_WEIGHTS, PASSES(conv),
        conv_params,         conv_sizes,      conv_to,           always,                 .begins = 0 },
    [LAYER_MAXPOOL] = { { .key = "maxpool2d" }, ROLE_POOL, PASSES(maxpool),
        no_params,           no_sizes,        pool_to,           always,                 .begins = 0 },
    [LAYER_AVGPOOL] = { { .key = "avgpool2d" }, ROLE_POOL, PASSES(avgpool),
        no_params,           no_sizes,        pool_to,           never,                  .begins = 0 },
    [LAYER_GLOBAL_AVGPOOL] = { { .key = "global_avgpool" }, ROLE_POOL, PASSES(global_avgpool),
        no_params,           no_sizes,        global_avgpool_to, never,                  .begins = 0 },
    [LAYER_FLATTEN] = { { .key = "flatten" }, ROLE_SHAPE, PASSES(flatten),
        no_params,           no_sizes,        flatten_to,        never,                  .in_place = true, .hands_on = true },
    [LAYER_ADD] = { { .key = "add" }, ROLE_ADD, PASSES(add),
        no_params,           add_sizes,       same_shape,        never,                  .in_place = true },
    [LAYER_GROUPNORM] = { { .key = "groupnorm" }, ROLE_NORM, PASSES(groupnorm),
        channel_norm_params, groupnorm_sizes, same_shape,        always,                 .begins = 1 },
    [LAYER_RMSNORM] = { { .key = "rmsnorm" }, ROLE_NORM, PASSES(rmsnorm),
        rmsnorm_params,      rmsnorm_sizes,   same_shape,        always,                 .begins = 1 },
    [LAYER_PRELU] = { { .key = "prelu" }, ROLE_ACTIVATION, PASSES(prelu),
        prelu_params,        no_sizes,        same_shape,        always,                 .keeps_output = true, .begins = 0.25 },
    [LAYER_FEATURES] = { { .key = "features" }, ROLE_FEATURES, PASSES(features),
        no_params,           no_sizes,        features_to,       always,                 .begins = 0 },
};
// clang-format on
static_assert(COUNT(layer_types) == LAYER_COUNT, "one row for each LayerKind");

const Registry layer_kinds = { REGISTRY(layer_types) };
