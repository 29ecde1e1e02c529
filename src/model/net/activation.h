// The activation functions: one row each. What they compute stands in the kernels (kernels.h),
// which a table indexed by the same enum reaches.
#pragma once

#include "base/registry.h"

typedef enum ActivationKind {
    ACTIVATION_IDENTITY,
    ACTIVATION_SIGMOID,
    ACTIVATION_TANH,
    ACTIVATION_RELU,
    ACTIVATION_LEAKY_RELU, // slope
    ACTIVATION_ELU,        // alpha
    ACTIVATION_GELU,       // exact, with erf
    ACTIVATION_SILU,
    ACTIVATION_SOFTPLUS, // linear above 20, as PyTorch
    ACTIVATION_SWISH,    // beta
    ACTIVATION_HARDSWISH,
    ACTIVATION_MISH,
    ACTIVATION_PRELU, // planned as a layer of its own: its slope is learned
    ACTIVATION_COUNT
} ActivationKind;

// The numbers an activation can have; its row's Param table says which it uses.
typedef struct ActivationParams {
    double slope, alpha, beta;
} ActivationParams;

typedef struct Activation {
    Kind kind;           // its number is of ActivationParams
    const char *formula; // UTF-8, of z; {}: its number
    bool from_output;    // the derivative is computed from the output y; else from the input z
    bool can_die;        // exactly 0 with derivative 0 on one side: units can die
    double low, high;    // saturated below low or above high; NAN: cannot saturate
} Activation;

extern const Activation activations[ACTIVATION_COUNT];
extern const Registry activation_kinds;

void activation_defaults(ActivationKind kind, ActivationParams *params);
// Its formula as shown on screen: with its number, "z > 0 ? z : 0.2 z"; params NULL: with the
// symbol.
void activation_formula(ActivationKind kind, const ActivationParams *params, char *text,
                        size_t size);
// The one number that it has, as the kernels want it; 0: it has none.
double activation_param(ActivationKind kind, const ActivationParams *params);
