// What each kind of layer is to the network: one row of a table, for net*.c alone. Letters as in
// net.h.
#pragma once

#include "model/net/net.h"

// Numbers that a layer needs in a pass and beside its parameters, multiples of LANES.
typedef struct LayerSizes {
    size_t running; // in running: mean, then var
    size_t saved, masked, scratch;
} LayerSizes;

typedef LayerParams LayerParamsOf(const LayerPlan *plan);
typedef LayerSizes LayerSizesOf(const LayerPlan *plan, int rows_max);
typedef TensorShape LayerShapeOf(const LayerPlan *plan); // what comes of plan->from
// Whether the backward pass still needs the input; if not, the output may be written over it.
typedef bool LayerNeedsInput(const LayerPlan *plan);
// Reads x [B][padded(in)] and the pass's rows, mode and draw. Returns outputs[index], or x where
// there is nothing to do.
typedef const Real *LayerForward(Net *net, NetPass *pass, int index, const Real *x);
// d [B][padded(out)]: gradient at the output; returns the one at the input, in d itself or in
// another of pass->d, pads zero. Stores the parameters' part of grad. onward false: the gradient at
// the input is not needed, and what is returned has no meaning.
typedef Real *LayerBackward(const Net *net, NetPass *pass, int index, Real *d, Real *grad,
                            bool onward);

typedef struct LayerType {
    Kind kind;
    LayerRole role;
    LayerForward *forward;
    LayerBackward *backward;
    LayerParamsOf *params;
    LayerSizesOf *sizes;
    LayerShapeOf *to;
    LayerNeedsInput *needs_input;
    bool in_place;     // the forward pass can write its output over its input
    bool hands_on;     // it may return what it read
    bool keeps_output; // a PASS_BACKWARD keeps its output: for derivatives
    double begins;     // its weight's numbers, where no initialization draws them
} LayerType;

extern const LayerType layer_types[LAYER_COUNT];

// The other one of pass->d.
static inline Real *pass_other(const NetPass *pass, const Real *d)
{
    return d == pass->d[0] ? pass->d[1] : pass->d[0];
}

// A dropout's, dropconnect's or stochastic depth's mask is in force.
static inline bool layer_masks(const Layer *layer, const NetPass *pass)
{
    return (pass->mode == NET_TRAIN || pass->mode == NET_THINNED) && layer->plan.drop > 0;
}

// One key for each (seed, step, layer), apart from the seed's other streams.
uint64_t layer_mask_key(NetDraw draw, int index);
// The activation at `index` is a relu that writes over the layer with weights before it, whose
// product applies it in passing.
bool layer_relu_fused(const Net *net, const NetPass *pass, int index);

// The weights a layer of ROLE_WEIGHTS works with in this pass: the parameters, or weight norm's and
// dropconnect's own in pass->masked.
const Real *layer_weight_used(const Net *net, NetPass *pass, int index);
// ... as they were in the forward pass.
const Real *layer_weight_was(const Net *net, const NetPass *pass, int index);
// grad holds the gradient of the weights used: turns it into that of the parameters.
void layer_weight_grad(const Net *net, const NetPass *pass, int index, Real *grad);
// What layer_weight_used() needs.
LayerSizes layer_weight_sizes(const LayerPlan *plan);

// The functions of the rows, each in the file of its kind.
LayerForward dense_forward, conv_forward, activation_forward, prelu_forward, batchnorm_forward,
    layernorm_forward, groupnorm_forward, rmsnorm_forward, dropout_forward, maxpool_forward,
    avgpool_forward, global_avgpool_forward, flatten_forward, add_forward, features_forward;
LayerBackward dense_backward, conv_backward, activation_backward, prelu_backward,
    batchnorm_backward, layernorm_backward, groupnorm_backward, rmsnorm_backward, dropout_backward,
    maxpool_backward, avgpool_backward, global_avgpool_backward, flatten_backward, add_backward,
    features_backward;
LayerParamsOf dense_params, conv_params, prelu_params, channel_norm_params, layernorm_params,
    rmsnorm_params;
LayerSizesOf dense_sizes, conv_sizes, batchnorm_sizes, layernorm_sizes, groupnorm_sizes,
    rmsnorm_sizes, dropout_sizes, add_sizes;
LayerShapeOf conv_to, pool_to, global_avgpool_to, flatten_to, features_to;
LayerNeedsInput activation_needs_input;
