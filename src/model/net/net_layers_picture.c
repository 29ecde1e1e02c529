// Layers of pictures: convolution and pools. A row is a picture's channels one after another, each
// height x width, row by row.
#include "model/net/net_layers.h"

// A kernel that moves over a picture with steps of `stride` gets so far along a side.
static int side_after(const LayerPlan *plan, int side)
{
    return (side + 2 * plan->pad - plan->kernel) / plan->stride + 1;
}

static TensorShape moved_over(const LayerPlan *plan, int channels)
{
    return (TensorShape){ channels, side_after(plan, plan->from.height),
                          side_after(plan, plan->from.width) };
}

// Convolution: y[o] = Σ W[c, i, j, o]·x[c, ..+i, ..+j] + b[o], as frameworks call it (LeCun et al.
// 1989): the kernel is not turned. The weight is a matrix [C·k·k][padded(O)].

static Conv conv_of(const LayerPlan *plan, int rows, const Real *weight)
{
    return (Conv){ .rows = rows,
                   .from = plan->from,
                   .to = plan->to,
                   .kernel = plan->kernel,
                   .stride = plan->stride,
                   .pad = plan->pad,
                   .weight = weight };
}

LayerSizes conv_sizes(const LayerPlan *plan, int rows_max)
{
    const Conv conv = conv_of(plan, rows_max, NULL);
    LayerSizes sizes = layer_weight_sizes(plan);
    sizes.scratch = kernels_best()->conv_room(&conv);
    return sizes;
}

// plan->to.channels: how many kernels there are.
TensorShape conv_to(const LayerPlan *plan)
{
    return moved_over(plan, plan->to.channels);
}

const Real *conv_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const Layer *layer = &net->layers[index];
    const Conv conv = conv_of(&layer->plan, pass->rows, layer_weight_used(net, pass, index));
    net->kernels->conv(&conv, x, layer->plan.no_bias ? NULL : net->params + layer->bias,
                       layer_relu_fused(net, pass, index + 1), pass->outputs[index], pass->scratch);
    return pass->outputs[index];
}

Real *conv_backward(const Net *net, NetPass *pass, int index, Real *d, Real *grad, bool onward)
{
    const Layer *layer = &net->layers[index];
    const Conv conv = conv_of(&layer->plan, pass->rows, layer_weight_was(net, pass, index));
    net->kernels->conv_back_weights(&conv, pass->inputs[index], d, grad + layer->weight,
                                    layer->plan.no_bias ? NULL : grad + layer->bias, pass->scratch);
    layer_weight_grad(net, pass, index, grad);
    if (!onward) {
        return d;
    }
    Real *dx = pass_other(pass, d);
    net->kernels->conv_back_input(&conv, d, dx, pass->scratch);
    return dx;
}

// Pools: a window of each channel becomes one number. The backward pass looks for the greatest one
// again.

TensorShape pool_to(const LayerPlan *plan)
{
    return moved_over(plan, plan->from.channels);
}

static Pool pool_of(const LayerPlan *plan, int rows)
{
    return (Pool){ rows, plan->from, plan->to, plan->kernel, plan->stride, plan->pad };
}

const Real *maxpool_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const Pool pool = pool_of(&net->layers[index].plan, pass->rows);
    net->kernels->maxpool(&pool, x, pass->outputs[index]);
    return pass->outputs[index];
}

Real *maxpool_backward(const Net *net, NetPass *pass, int index, Real *d, UNUSED Real *grad,
                       UNUSED bool onward)
{
    const Pool pool = pool_of(&net->layers[index].plan, pass->rows);
    Real *dx = pass_other(pass, d);
    net->kernels->maxpool_back(&pool, pass->inputs[index], d, dx);
    return dx;
}

const Real *avgpool_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const Pool pool = pool_of(&net->layers[index].plan, pass->rows);
    net->kernels->avgpool(&pool, x, pass->outputs[index]);
    return pass->outputs[index];
}

Real *avgpool_backward(const Net *net, NetPass *pass, int index, Real *d, UNUSED Real *grad,
                       UNUSED bool onward)
{
    const Pool pool = pool_of(&net->layers[index].plan, pass->rows);
    Real *dx = pass_other(pass, d);
    net->kernels->avgpool_back(&pool, d, dx);
    return dx;
}

TensorShape global_avgpool_to(const LayerPlan *plan)
{
    return shape_features(plan->from.channels);
}

const Real *global_avgpool_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    net->kernels->channel_means(pass->rows, net->layers[index].plan.from, x, pass->outputs[index]);
    return pass->outputs[index];
}

Real *global_avgpool_backward(const Net *net, NetPass *pass, int index, Real *d, UNUSED Real *grad,
                              UNUSED bool onward)
{
    Real *dx = pass_other(pass, d);
    net->kernels->channel_means_back(pass->rows, net->layers[index].plan.from, d, dx);
    return dx;
}
