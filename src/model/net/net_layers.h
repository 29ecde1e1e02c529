// What each kind of layer is to the network: one row of a table, for net.c and net_pass.c alone.
// Letters as in net.h.
#pragma once

#include "model/net/net.h"

// Numbers that a layer needs, multiples of LANES.
typedef struct LayerSizes {
    size_t weight, bias; // in params, in this order: weight and bias, or gamma and beta
    size_t running;      // in running: mean, then var
    size_t saved, masked, transposed; // in a pass
} LayerSizes;

typedef struct LayerType {
    Kind kind;
    LayerSizes (*sizes)(const LayerPlan *plan, int rows_max);
    // Reads x [B][padded(in)] and the pass's rows, mode and draw. Returns outputs[index], or x
    // where there is nothing to do.
    const Real *(*forward)(Net *net, NetPass *pass, int index, const Real *x);
    // d [B][padded(out)]: gradient at the output; returns the one at the input, in d itself or in
    // another of pass->d. Stores the parameters' part of grad. onward false: the gradient at the
    // input is not needed, and what is returned has no meaning.
    Real *(*backward)(const Net *net, NetPass *pass, int index, Real *d, Real *grad, bool onward);
    // Whether the backward pass still needs the input; if not, the output may be written over it.
    bool (*needs_input)(const LayerPlan *plan);
    bool in_place;     // the forward pass can write its output over its input
    bool keeps_output; // its output is needed after the forward pass: for derivatives, inspection
    bool affine;       // weight and bias are gamma and beta, which start as 1 and 0
} LayerType;

extern const LayerType layer_types[LAYER_COUNT];
