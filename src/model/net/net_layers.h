// What each kind of layer is to the network: one row of a table, for net*.c alone. Letters as in
// net.h.
#pragma once

#include "model/net/net.h"

// Numbers that a layer needs in a pass and beside its parameters, multiples of LANES.
typedef struct LayerSizes {
    size_t running; // in running: mean, then var
    size_t saved, masked, scratch;
} LayerSizes;

typedef struct LayerType {
    Kind kind;
    LayerRole role;
    LayerParams (*params)(const LayerPlan *plan);
    LayerSizes (*sizes)(const LayerPlan *plan, int rows_max);
    TensorShape (*to)(const LayerPlan *plan); // what comes of plan->from
    // Reads x [B][padded(in)] and the pass's rows, mode and draw. Returns outputs[index], or x
    // where there is nothing to do.
    const Real *(*forward)(Net *net, NetPass *pass, int index, const Real *x);
    // d [B][padded(out)]: gradient at the output; returns the one at the input, in d itself or in
    // another of pass->d, pads zero. Stores the parameters' part of grad. onward false: the
    // gradient at the input is not needed, and what is returned has no meaning.
    Real *(*backward)(const Net *net, NetPass *pass, int index, Real *d, Real *grad, bool onward);
    // Whether the backward pass still needs the input; if not, the output may be written over it.
    bool (*needs_input)(const LayerPlan *plan);
    bool in_place;     // the forward pass can write its output over its input
    bool hands_on;     // it may return what it read
    bool keeps_output; // its output is needed after the forward pass: for derivatives, inspection
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
    return pass->mode == NET_TRAIN && layer->plan.drop > 0;
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
// The functions of a row, each in the file of its kind.
#define LAYER_FUNCTIONS(name)                                                                      \
    LayerParams name##_params(const LayerPlan *plan);                                              \
    LayerSizes name##_sizes(const LayerPlan *plan, int rows_max);                                  \
    TensorShape name##_to(const LayerPlan *plan);                                                  \
    const Real *name##_forward(Net *net, NetPass *pass, int index, const Real *x);                 \
    Real *name##_backward(const Net *net, NetPass *pass, int index, Real *d, Real *grad,           \
                          bool onward);                                                            \
    bool name##_needs_input(const LayerPlan *plan);
LAYER_FUNCTIONS(dense)
LAYER_FUNCTIONS(conv)
LAYER_FUNCTIONS(activation)
LAYER_FUNCTIONS(prelu)
LAYER_FUNCTIONS(batchnorm)
LAYER_FUNCTIONS(layernorm)
LAYER_FUNCTIONS(groupnorm)
LAYER_FUNCTIONS(rmsnorm)
LAYER_FUNCTIONS(dropout)
LAYER_FUNCTIONS(maxpool)
LAYER_FUNCTIONS(avgpool)
LAYER_FUNCTIONS(global_avgpool)
LAYER_FUNCTIONS(flatten)
LAYER_FUNCTIONS(add)
#undef LAYER_FUNCTIONS
