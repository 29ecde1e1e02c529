// The table of activations.
#include "model/net/activation.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// clang-format off
#define NUMBER(field, label, symbol, def, max) \
    PARAMS({ #field, label, symbol, offsetof(ActivationParams, field), def, 0, max, PARAM_LINEAR })

const Activation activations[ACTIVATION_COUNT] = {
    [ACTIVATION_IDENTITY] = { { "identity", N_("Identity"), NULL, NULL,
        NO_PARAMS },
        "z", true, false, NAN, NAN },
    [ACTIVATION_SIGMOID] = { { "sigmoid", N_("Sigmoid"), NULL, N_("Rumelhart, Hinton & Williams 1986"),
        NO_PARAMS },
        "1 / (1 + e⁻ᶻ)", true, false, 0.05, 0.95 },
    [ACTIVATION_TANH] = { { "tanh", N_("tanh"), NULL, N_("LeCun, Bottou, Orr & Müller 1998"),
        NO_PARAMS },
        "tanh z", true, false, -0.95, 0.95 },
    [ACTIVATION_RELU] = { { "relu", N_("ReLU"), NULL, N_("Nair & Hinton 2010"),
        NO_PARAMS },
        "max(0, z)", true, true, NAN, NAN },
    [ACTIVATION_LEAKY_RELU] = { { "leaky_relu", N_("Leaky ReLU"), NULL, N_("Maas, Hannun & Ng 2013"),
        NUMBER(slope, N_("Slope"), "a", 0.01, 1) },
        "z > 0 ? z : {} z", true, false, NAN, NAN },
    [ACTIVATION_ELU] = { { "elu", N_("ELU"), NULL, N_("Clevert, Unterthiner & Hochreiter 2016"),
        NUMBER(alpha, N_("Alpha"), "α", 1, 10) },
        "z > 0 ? z : {} (eᶻ − 1)", true, false, NAN, NAN },
    [ACTIVATION_GELU] = { { "gelu", N_("GELU"), NULL, N_("Hendrycks & Gimpel 2016"),
        NO_PARAMS },
        "½ z (1 + erf(z/√2))", false, false, NAN, NAN },
    [ACTIVATION_SILU] = { { "silu", N_("SiLU"), NULL, N_("Elfwing, Uchibe & Doya 2018"),
        NO_PARAMS },
        "z / (1 + e⁻ᶻ)", false, false, NAN, NAN },
    [ACTIVATION_SOFTPLUS] = { { "softplus", N_("Softplus"), NULL, N_("Dugas, Bengio, Bélisle, Nadeau & Garcia 2001"),
        NO_PARAMS },
        "log(1 + eᶻ)", false, false, NAN, NAN },
    [ACTIVATION_SWISH] = { { "swish", N_("Swish"), NULL, N_("Ramachandran, Zoph & Le 2017"),
        NUMBER(beta, N_("Beta"), "β", 1, 10) },
        "z / (1 + exp(−{} z))", false, false, NAN, NAN },
    [ACTIVATION_HARDSWISH] = { { "hardswish", N_("Hard swish"), NULL, N_("Howard et al. 2019"),
        NO_PARAMS },
        "z·min(max(z + 3, 0), 6) / 6", false, false, NAN, NAN },
    [ACTIVATION_MISH] = { { "mish", N_("Mish"), NULL, N_("Misra 2019"),
        NO_PARAMS },
        "z·tanh(log(1 + eᶻ))", false, false, NAN, NAN },
    [ACTIVATION_PRELU] = { { "prelu", N_("PReLU"),
        N_("Its slope a is learned, one for each layer; it begins with 0.25."), N_("He, Zhang, Ren & Sun 2015, eq. 1"),
        NO_PARAMS },
        "z > 0 ? z : a z", true, false, NAN, NAN },
};
// clang-format on
static_assert(COUNT(activations) == ACTIVATION_COUNT, "one row for each ActivationKind");

const Registry activation_kinds = { REGISTRY(activations) };

void activation_defaults(ActivationKind kind, ActivationParams *params)
{
    *params = (ActivationParams){ 0 };
    param_defaults(activations[kind].kind.params, params);
}

void activation_formula(ActivationKind kind, const ActivationParams *params, char *text,
                        size_t size)
{
    const Param *number = activations[kind].kind.params;
    const char *formula = activations[kind].formula, *place = strstr(formula, "{}");
    char shown[32] = "";
    if (params && number->key) {
        text_short(shown, sizeof shown, param_value(number, params), 4);
    } else if (number->key) {
        snprintf(shown, sizeof shown, "%s", number->symbol);
    }
    snprintf(text, size, "%.*s%s%s", place ? (int)(place - formula) : 0, formula, shown,
             place ? place + 2 : formula);
}

double activation_param(ActivationKind kind, const ActivationParams *params)
{
    const Param *number = activations[kind].kind.params;
    return number->key ? param_value(number, params) : 0;
}
