// Any bytes as the text of layers=, planned over shapes of all kinds: no crash, an error points
// into the text, and a plan is one: each layer takes what the one before it gives, an add what is
// as large, and no more layers than there can be. The first two bytes choose the shape and the
// norm.
#include "model/net/net.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void hold(bool claim, const char *what)
{
    if (!claim) {
        fprintf(stderr, "does not hold: %s\n", what);
        abort();
    }
}

static void hold_error(const Error *err, const char *text, int least)
{
    hold(err->text[0] != '\0', "an error says something");
    hold(err->at >= least && err->at <= (int)strlen(text), "an error points into the text");
}

static TensorShape before(const LayerPlan *plans, int layer, TensorShape input)
{
    return layer < 0 ? input : plans[layer].to;
}

static void hold_plan(const LayerPlan *plans, int count, TensorShape input, int outputs)
{
    int weighted = 0;
    hold(count <= NET_LAYERS_MAX && plans[count - 1].kind == LAYER_DENSE, "an output layer");
    hold(plans[count - 1].out == outputs, "outputs");
    for (int i = 0; i < count; i++) {
        const LayerPlan *plan = &plans[i];
        hold(shape_same(plan->from, before(plans, i - 1, input)), "layers follow each other");
        hold(plan->in == shape_size(plan->from) && plan->out == shape_size(plan->to), "sizes");
        hold(plan->to.channels > 0 && shape_area(plan->to) > 0, "something is left");
        hold(plan->drop >= 0 && plan->drop <= 0.9, "a probability");
        weighted += layer_role(plan->kind) == ROLE_WEIGHTS;
        if (plan->tied != -1) {
            hold(plan->tied >= 0 && plan->tied < i && plans[plan->tied].tied == -1,
                 "a tied layer looks back at one with weights of its own");
            hold(layer_params(plan).in == layer_params(&plans[plan->tied]).in &&
                     layer_params(plan).out == layer_params(&plans[plan->tied]).out,
                 "and they fit");
        }
        if (plan->kind == LAYER_ADD) {
            hold(plan->other >= -1 && plan->other < i - 1, "an add looks back");
            hold(shape_same(plan->to, before(plans, plan->other, input)), "an add fits");
        }
    }
    hold(weighted <= NET_WEIGHTED_MAX, "layers with weights");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const TensorShape shapes[] = { { 1, 16, 16 }, { 2, 1, 1 },   { 3, 8, 5 },
                                          { 1, 28, 28 }, { 100, 1, 1 }, { 512, 2, 2 } };
    if (size < 2) {
        return 0;
    }
    const TensorShape input = shapes[data[0] % COUNT(shapes)];
    char *text = malloc(size - 1);
    memcpy(text, data + 2, size - 2);
    text[size - 2] = '\0';
    NetSpec spec;
    Error err = { "", -2 };
    net_spec_defaults(&spec);
    spec.norm = (NormKind)(data[1] % NORM_KIND_COUNT);
    spec.numbers.groups = 1 + data[1] / NORM_KIND_COUNT % 8;
    if (!net_spec_set(&spec, NET_LAYERS, text, &err)) {
        hold_error(&err, text, 0);
    } else {
        LayerPlan *plans = malloc(NET_LAYERS_MAX * sizeof *plans);
        const int count = net_plan(&spec, input, 3, plans, &err);
        if (count > 0) {
            hold_plan(plans, count, input, 3);
        } else {
            hold_error(&err, spec.layers, -1);
        }
        free(plans);
    }
    free(text);
    return 0;
}
