// The table of activations.
#include "model/net/activation.h"

#include <math.h>
#include <string.h>

// clang-format off
const Activation activations[ACTIVATION_COUNT] = {
    [ACTIVATION_IDENTITY]   = { "identity",   "Identity",   "z",                       true,  false, NAN, NAN },
    [ACTIVATION_SIGMOID]    = { "sigmoid",    "Sigmoid",    "1 / (1 + e⁻ᶻ)",           true,  false, 0.05, 0.95 },
    [ACTIVATION_TANH]       = { "tanh",       "tanh",       "tanh z",                  true,  false, -0.95, 0.95 },
    [ACTIVATION_RELU]       = { "relu",       "ReLU",       "max(0, z)",               true,  true,  NAN, NAN },
    [ACTIVATION_LEAKY_RELU] = { "leaky_relu", "Leaky ReLU", "z > 0 ? z : 0.01 z",      true,  false, NAN, NAN },
    [ACTIVATION_ELU]        = { "elu",        "ELU",        "z > 0 ? z : eᶻ − 1",      true,  false, NAN, NAN },
    [ACTIVATION_GELU]       = { "gelu",       "GELU",       "½ z (1 + erf(z/√2))",     false, false, NAN, NAN },
    [ACTIVATION_SILU]       = { "silu",       "SiLU",       "z / (1 + e⁻ᶻ)",           false, false, NAN, NAN },
    [ACTIVATION_SOFTPLUS]   = { "softplus",   "Softplus",   "log(1 + eᶻ)",             false, false, NAN, NAN },
};
// clang-format on
static_assert(COUNT(activations) == ACTIVATION_COUNT, "one row for each ActivationKind");

const Activation *activation_find(const char *key)
{
    for (int k = 0; k < ACTIVATION_COUNT; k++) {
        if (strcmp(activations[k].key, key) == 0) {
            return &activations[k];
        }
    }
    return NULL;
}

ActivationKind activation_kind(const Activation *activation)
{
    assert(activation >= activations && activation < activations + ACTIVATION_COUNT);
    return (ActivationKind)(activation - activations);
}
