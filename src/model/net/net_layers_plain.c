// Layers that treat each number alike: activations, dropout, flatten, and the add that ends a
// residual branch.
#include "model/net/net_layers.h"

#include <string.h>

static size_t output_count(const Layer *layer, const NetPass *pass)
{
    return (size_t)pass->rows * (size_t)padded(layer->plan.out);
}

// Activation: y = f(x).

bool activation_needs_input(const LayerPlan *plan)
{
    return !activations[plan->activation].from_output;
}

const Real *activation_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const Layer *layer = &net->layers[index];
    if (!layer_relu_fused(net, pass, index)) {
        net->kernels->activate[layer->plan.activation](
            output_count(layer, pass), pass->outputs[index], x, (Real)layer->plan.number);
    }
    return pass->outputs[index];
}

Real *activation_backward(const Net *net, NetPass *pass, int index, Real *d, UNUSED Real *grad,
                          UNUSED bool onward)
{
    const Layer *layer = &net->layers[index];
    const Real *s =
        activation_needs_input(&layer->plan) ? pass->inputs[index] : pass->outputs[index];
    net->kernels->activate_back[layer->plan.activation](output_count(layer, pass), d, s,
                                                        (Real)layer->plan.number);
    return d;
}

// PReLU: y = x > 0 ? x : a·x with one learned slope a (He, Zhang, Ren & Sun 2015, eq. 1).

LayerParams prelu_params(UNUSED const LayerPlan *plan)
{
    return (LayerParams){ .in = 1, .out = 1 };
}

const Real *prelu_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const Layer *layer = &net->layers[index];
    net->kernels->activate[ACTIVATION_LEAKY_RELU](output_count(layer, pass), pass->outputs[index],
                                                  x, net->params[layer->weight]);
    return pass->outputs[index];
}

// The pads of d are zero: they add nothing to the slope's.
Real *prelu_backward(const Net *net, NetPass *pass, int index, Real *d, Real *grad,
                     UNUSED bool onward)
{
    const Layer *layer = &net->layers[index];
    memset(grad + layer->weight, 0, sizeof(Real) * LANES);
    grad[layer->weight] = (Real)net->kernels->prelu_back(
        output_count(layer, pass), d, pass->inputs[index], net->params[layer->weight]);
    return d;
}

// Inverted dropout (Srivastava et al. 2014): what stays is scaled by 1/(1-p) in training. Of
// channels: all numbers of one share its fate (Tompson et al. 2015).

LayerSizes dropout_sizes(const LayerPlan *plan, int rows_max)
{
    const size_t drawn = plan->channels ? (size_t)padded(rows_max * plan->from.channels) : 0;
    return (LayerSizes){ .saved = (size_t)rows_max * (size_t)padded(plan->out), .scratch = drawn };
}

// A mask of rows x channels, spread over each channel's numbers.
static void spread_mask(const Layer *layer, int rows, const Real *drawn, Real *mask)
{
    const int channels = layer->plan.from.channels, area = shape_area(layer->plan.from);
    for (int k = 0; k < rows * channels; k++) {
        Real *to = mask + (ptrdiff_t)(k / channels) * padded(layer->plan.out) +
                   (ptrdiff_t)(k % channels) * area;
        for (int i = 0; i < area; i++) {
            to[i] = drawn[k];
        }
    }
}

const Real *dropout_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const Layer *layer = &net->layers[index];
    if (!layer_masks(layer, pass)) {
        return x;
    }
    const size_t n = output_count(layer, pass), wide = (size_t)padded(layer->plan.out);
    const uint64_t key = layer_mask_key(pass->draw, index);
    const int rows = pass->mode == NET_THINNED ? 1 : pass->rows; // that draw one
    Real *mask = pass->saved[index];
    if (layer->plan.channels) {
        const size_t drawn = (size_t)padded(rows * layer->plan.from.channels);
        net->kernels->dropout_mask(drawn, key, layer->plan.drop, pass->scratch);
        spread_mask(layer, rows, pass->scratch, mask);
    } else {
        net->kernels->dropout_mask((size_t)rows * wide, key, layer->plan.drop, mask);
    }
    for (int i = rows; i < pass->rows; i++) {
        memcpy(mask + (size_t)i * wide, mask, wide * sizeof *mask);
    }
    net->kernels->multiply(n, pass->outputs[index], x, mask);
    return pass->outputs[index];
}

Real *dropout_backward(const Net *net, NetPass *pass, int index, Real *d, UNUSED Real *grad,
                       UNUSED bool onward)
{
    const Layer *layer = &net->layers[index];
    if (layer_masks(layer, pass)) {
        net->kernels->multiply(output_count(layer, pass), d, d, pass->saved[index]);
    }
    return d;
}

// Flatten: rows are flat already.

TensorShape flatten_to(const LayerPlan *plan)
{
    return shape_features(shape_size(plan->from));
}

const Real *flatten_forward(UNUSED Net *net, UNUSED NetPass *pass, UNUSED int index, const Real *x)
{
    return x;
}

Real *flatten_backward(UNUSED const Net *net, UNUSED NetPass *pass, UNUSED int index, Real *d,
                       UNUSED Real *grad, UNUSED bool onward)
{
    return d;
}

// Add: y = x + an earlier output (He, Zhang, Ren & Sun 2016). Stochastic depth drops the branch x,
// row by row; what stays is scaled by 1/(1-p) in training (Huang et al. 2016, in the form in which
// evaluation needs no change).

LayerSizes add_sizes(UNUSED const LayerPlan *plan, int rows_max)
{
    return (LayerSizes){ .saved = (size_t)padded(rows_max) };
}

// Each row of x times its factor; y may be x.
static void scale_rows(const Layer *layer, const NetPass *pass, const Real *factors, const Real *x,
                       Real *y)
{
    const int wide = padded(layer->plan.out);
    for (int b = 0; b < pass->rows; b++, x += wide, y += wide) {
        for (int i = 0; i < wide; i++) {
            y[i] = factors[b] * x[i];
        }
    }
}

const Real *add_forward(Net *net, NetPass *pass, int index, const Real *x)
{
    const Layer *layer = &net->layers[index];
    const int other = layer->plan.other;
    const Real *skip = other < 0 ? pass->x : pass->results[other];
    Real *y = pass->outputs[index], *mask = pass->saved[index];
    if (layer_masks(layer, pass)) {
        net->kernels->dropout_mask((size_t)padded(pass->rows), layer_mask_key(pass->draw, index),
                                   layer->plan.drop, mask);
        for (int i = 1; i < pass->rows && pass->mode == NET_THINNED; i++) {
            mask[i] = mask[0];
        }
        scale_rows(layer, pass, mask, x, y);
        x = y;
    }
    net->kernels->add(output_count(layer, pass), y, x, skip);
    return y;
}

// What goes back to the earlier output waits there.
static void send_back(const Net *net, const Layer *layer, NetPass *pass, const Real *d)
{
    const int other = layer->plan.other;
    const size_t n = output_count(layer, pass);
    Real *skip = other < 0 ? pass->input_skip : pass->skips[other];
    bool *sent = other < 0 ? &pass->input_skipped : &pass->skipped[other];
    if (other < pass->last) {
        return; // nobody asks
    }
    if (*sent) {
        net->kernels->add(n, skip, skip, d);
    } else {
        memcpy(skip, d, sizeof *d * n);
        *sent = true;
    }
}

Real *add_backward(const Net *net, NetPass *pass, int index, Real *d, UNUSED Real *grad,
                   UNUSED bool onward)
{
    const Layer *layer = &net->layers[index];
    send_back(net, layer, pass, d);
    if (layer_masks(layer, pass)) {
        scale_rows(layer, pass, pass->saved[index], d, d);
    }
    return d;
}
