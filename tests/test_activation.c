// Activations: what is told of them on screen, and as what layers they are planned.
#include "model/net/net.h"

#include <criterion/criterion.h>

static NetSpec spec_of(const char *text)
{
    NetSpec shared, spec;
    Error err = { .text = "" };
    net_spec_defaults(&shared);
    cr_assert(net_spec_parse(&spec, &shared, text, &err), "%s: %s", text, err.text);
    return spec;
}

static const struct {
    const char *spec, *formula, *general;
    double number;
} told[] = {
    { "activation=relu", "max(0, z)", "max(0, z)", 0 },
    { "activation=leaky_relu", "z > 0 ? z : 0.01 z", "z > 0 ? z : a z", 0.01 },
    { "activation=leaky_relu slope=0.2", "z > 0 ? z : 0.2 z", "z > 0 ? z : a z", 0.2 },
    { "activation=leaky_relu slope=0", "z > 0 ? z : 0 z", "z > 0 ? z : a z", 0 },
    { "activation=elu alpha=0.5", "z > 0 ? z : 0.5 (eᶻ − 1)", "z > 0 ? z : α (eᶻ − 1)", 0.5 },
    { "activation=swish beta=1.5", "z / (1 + exp(−1.5 z))", "z / (1 + exp(−β z))", 1.5 },
    { "activation=prelu", "z > 0 ? z : a z", "z > 0 ? z : a z", 0 },
};

Test(activation, formulas_have_the_number)
{
    for (size_t i = 0; i < COUNT(told); i++) {
        char text[80];
        const NetSpec spec = spec_of(told[i].spec);
        activation_formula(spec.activation, &spec.activation_params, text, sizeof text);
        cr_expect_str_eq(text, told[i].formula, "%s: %s", told[i].spec, text);
        activation_formula(spec.activation, NULL, text, sizeof text);
        cr_expect_str_eq(text, told[i].general, "%s: %s", told[i].spec, text);
    }
}

// The number is the layer's to the last bit; 0 is a number, too.
Test(activation, layers_have_the_number)
{
    for (size_t i = 0; i < COUNT(told); i++) {
        const NetSpec spec = spec_of(told[i].spec);
        static LayerPlan plans[NET_LAYERS_MAX];
        Error err = { .text = "" };
        const int count = net_plan(&spec, shape_features(4), 2, plans, &err);
        int layers = 0;
        cr_assert_gt(count, 0, "%s", err.text);
        for (int k = 0; k < count; k++) {
            if (layer_role(plans[k].kind) == ROLE_ACTIVATION) {
                cr_expect_eq(plans[k].activation, spec.activation);
                cr_expect_eq(plans[k].number, told[i].number, "%s", told[i].spec);
                layers++;
            }
        }
        cr_expect_eq(layers, spec.hidden_count);
    }
}

// One slope for each layer, 0.25, among the parameters.
Test(activation, a_prelu_is_a_layer_that_learns_its_slope)
{
    static const char *const specs[] = { "hidden=2x5 activation=prelu",
                                         "layers=\"dense 5, prelu, dense 5, activation\" "
                                         "activation=prelu" };
    for (size_t i = 0; i < COUNT(specs); i++) {
        const NetSpec spec = spec_of(specs[i]);
        static LayerPlan plans[NET_LAYERS_MAX];
        Arena arena = { 0 };
        Error err;
        Net net;
        const int count = net_plan(&spec, shape_features(4), 2, plans, &err);
        net_init(&net, plans, count, kernels_best(), &arena);
        cr_expect_eq(net.weight_count, (4 + 1) * 5 + 1 + (5 + 1) * 5 + 1 + (5 + 1) * 2);
        int slopes = 0;
        for (int k = 0; k < count; k++) {
            cr_expect_neq(plans[k].kind, LAYER_ACTIVATION);
            if (plans[k].kind == LAYER_PRELU) {
                cr_expect_eq(net.params[net.layers[k].weight], (Real)0.25);
                slopes++;
            }
        }
        cr_expect_eq(slopes, 2, "%s", specs[i]);
        arena_free(&arena);
    }
}
