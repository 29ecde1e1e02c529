// The activation functions: one row each. What they compute stands in the kernels (kernels.h),
// which a table indexed by the same enum reaches.
#pragma once

#include "base/registry.h"

typedef enum ActivationKind {
    ACTIVATION_IDENTITY,
    ACTIVATION_SIGMOID,
    ACTIVATION_TANH,
    ACTIVATION_RELU,
    ACTIVATION_LEAKY_RELU, // slope 0.01
    ACTIVATION_ELU,        // alpha 1
    ACTIVATION_GELU,       // exact, with erf
    ACTIVATION_SILU,
    ACTIVATION_SOFTPLUS, // linear above 20, as PyTorch
    ACTIVATION_SWISH,    // beta 1
    ACTIVATION_HARDSWISH,
    ACTIVATION_MISH,
    ACTIVATION_COUNT
} ActivationKind;

typedef struct Activation {
    Kind kind;
    const char *formula; // UTF-8, as shown on screen
    bool from_output;    // the derivative is computed from the output y; else from the input z
    bool can_die;        // exactly 0 with derivative 0 on one side: units can die
    double low, high;    // saturated below low or above high; NAN: cannot saturate
} Activation;

extern const Activation activations[ACTIVATION_COUNT];
extern const Registry activation_kinds;
