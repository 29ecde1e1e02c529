// One layer of a network as it is planned: its kind, its shapes, its numbers, and what parameters
// it takes.
#pragma once

#include "model/net/activation.h"
#include "model/net/init.h"
#include "model/tensor_shape.h"

typedef enum LayerKind {
    LAYER_DENSE,
    LAYER_ACTIVATION,
    LAYER_BATCHNORM,
    LAYER_LAYERNORM,
    LAYER_DROPOUT,
    LAYER_CONV,
    LAYER_MAXPOOL,
    LAYER_AVGPOOL,
    LAYER_GLOBAL_AVGPOOL,
    LAYER_FLATTEN,
    LAYER_ADD,
    LAYER_GROUPNORM, // as many groups as channels: instance norm
    LAYER_RMSNORM,
    LAYER_PRELU,
    LAYER_FEATURES, // formulas of the two numbers that come in
    LAYER_COUNT
} LayerKind;
extern const Registry layer_kinds; // "dense", "activation", ..., "conv2d", ...

// What a kind is to those who look at networks.
typedef enum LayerRole {
    ROLE_WEIGHTS,    // a matrix of weights: dense, convolution
    ROLE_ACTIVATION, // a nonlinearity, number by number
    ROLE_NORM,
    ROLE_DROP,     // masks: dropout
    ROLE_POOL,     // fewer numbers of the same channels
    ROLE_SHAPE,    // the same numbers, called otherwise: flatten
    ROLE_ADD,      // the end of a residual branch
    ROLE_FEATURES, // formulas of what comes in, without parameters
} LayerRole;

// One layer of a plan. What its kind does not use is 0; but tied is -1.
typedef struct LayerPlan {
    LayerKind kind;
    TensorShape from, to;      // of a row
    int in, out;               // numbers of a row: shape_size() of these
    ActivationKind activation; // LAYER_ACTIVATION, LAYER_PRELU
    double number;             // the activation's own: slope, alpha, beta; 0 if it has none
    bool no_bias, weight_norm; // dense, conv
    double drop;   // dropout: of units; dense, conv: of weights (dropconnect); add: of the branch,
                   // for each row (stochastic depth)
    bool channels; // dropout: of whole channels
    double eps, momentum;    // norms
    int groups;              // groupnorm
    int kernel, stride, pad; // conv, pools: kernel x kernel
    int other;               // add: the layer whose output is added; -1: the network's input
    unsigned features;       // features: bit k: InputFeature k
    int tied; // dense, conv: the layer before it whose parameters it uses; -1: it has its own
    int at;   // the byte of the spec's `layers` that it is from; -1: none
} LayerPlan;

// The parameters of a layer: how many of each, without pads.
typedef struct LayerParams {
    int in, out; // weight [in][padded(out)]; out 0: none
    int gain;    // of weight norm
    int bias;
} LayerParams;

LayerRole layer_role(LayerKind kind);
// Whether its parameters are another layer's: whoever goes over all parameters leaves it out.
static inline bool layer_is_tied(const LayerPlan *plan)
{
    return plan->tied >= 0;
}
LayerParams layer_params(const LayerPlan *plan);
// Of a layer of ROLE_WEIGHTS.
LayerMatrix layer_matrix(const LayerPlan *plan);
// The plan of one layer behind `from`: sets in, out, and `to` where the kind alone decides it
// (dense: plan->to is given).
void layer_follow(LayerPlan *plan, TensorShape from);
