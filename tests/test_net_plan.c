// From specs to plans: both ways write the same kind of plan, and shapes that do not fit are told
// with the shapes that met.
#include "model/net/net.h"

#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

static const TensorShape FEATURES = { 2, 1, 1 }, DIGIT = { 1, 16, 16 };

static NetSpec spec_of(const char *text)
{
    NetSpec defaults, spec;
    Error err = { .at = -2 };
    net_spec_defaults(&defaults);
    cr_assert(net_spec_parse(&spec, &defaults, text, &err), "%s: %s", text, err.text);
    return spec;
}

static NetSpec layers_spec(const char *layers)
{
    NetSpec spec = spec_of("");
    Error err = { .at = -2 };
    cr_assert(net_spec_set(&spec, NET_LAYERS, layers, &err), "%s: %s", layers, err.text);
    return spec;
}

static int plan_of(const NetSpec *spec, TensorShape input, LayerPlan plans[NET_LAYERS_MAX])
{
    Error err = { .at = -2 };
    const int count = net_plan(spec, input, 3, plans, &err);
    cr_assert_gt(count, 0, "%s", err.text);
    return count;
}

// "dense conv2d add<1 ...": the kinds, and of an add the layer that it reads.
static void write_kinds(const LayerPlan *plans, int count, char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (int i = 0; i < count; i++) {
        const char *key = registry_key(&layer_kinds, plans[i].kind);
        used += (size_t)snprintf(out + used, size - used, "%s%s", i ? " " : "", key);
        if (plans[i].kind == LAYER_ADD) {
            used += (size_t)snprintf(out + used, size - used, "<%d", plans[i].other);
        }
    }
}

static void expect_kinds(const NetSpec *spec, TensorShape input, const char *kinds)
{
    LayerPlan plans[NET_LAYERS_MAX];
    char text[2000];
    write_kinds(plans, plan_of(spec, input, plans), text, sizeof text);
    cr_expect_str_eq(text, kinds, "%s: %s", spec->layers, text);
}

// Masks hang on a layer's place: the short way must not move it.
Test(net_plan, the_short_way_writes_what_it_always_wrote)
{
    static const char *const cases[][2] = {
        { "hidden=none", "dense" },
        { "hidden=8", "dense activation dropout dense" },
        { "hidden=2x8 batchnorm=before",
          "dense batchnorm activation dropout dense batchnorm activation dropout dense" },
        { "hidden=8 batchnorm=after layernorm=after",
          "dense activation batchnorm layernorm dropout dense" },
        { "hidden=8 batchnorm=after layernorm=before",
          "dense layernorm activation batchnorm dropout dense" },
        { "hidden=8 groupnorm=before rmsnorm=after",
          "dense groupnorm activation rmsnorm dropout dense" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const NetSpec spec = spec_of(cases[i][0]);
        expect_kinds(&spec, FEATURES, cases[i][1]);
    }
}

Test(net_plan, residual_goes_around_every_so_many_layers_behind_the_first)
{
    static const char *const cases[][2] = {
        { "hidden=4x8 residual=2", // one layer is left over
          "dense activation dropout dense activation dropout dense add<2 activation dropout "
          "dense activation dropout dense" },
        { "hidden=3x8 residual=1 batchnorm=before",
          "dense batchnorm activation dropout dense batchnorm add<3 activation dropout dense "
          "batchnorm add<8 activation dropout dense" },
        { "hidden=3x8 residual=2 residual_order=pre batchnorm=before",
          "dense batchnorm activation dropout dense batchnorm activation dropout dense add<0 "
          "batchnorm activation dropout dense" },
        { "hidden=2x8 residual=2", "dense activation dropout dense activation dropout dense" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const NetSpec spec = spec_of(cases[i][0]);
        LayerPlan plans[NET_LAYERS_MAX];
        char text[2000];
        write_kinds(plans, plan_of(&spec, FEATURES, plans), text, sizeof text);
        cr_expect_str_eq(text, cases[i][1], "%s: %s", cases[i][0], text);
    }
}

Test(net_plan, stochastic_depth_is_the_adds)
{
    const NetSpec spec = spec_of("hidden=3x8 residual=1 stochastic_depth=0.3");
    const NetSpec text = spec_of("layers=\"dense 4, res(relu), res drop=0.1 (relu)\" "
                                 "stochastic_depth=0.3 dropconnect=0.2 weightnorm=on");
    LayerPlan plans[NET_LAYERS_MAX];
    const int count = plan_of(&spec, FEATURES, plans);
    for (int i = 0; i < count; i++) {
        cr_expect_eq(plans[i].drop, plans[i].kind == LAYER_ADD ? 0.3 : 0);
    }
    cr_assert_eq(plan_of(&text, FEATURES, plans), 6);
    cr_expect_eq(plans[0].drop, 0.2);
    cr_expect(plans[0].weight_norm && !plans[5].weight_norm);
    cr_expect_eq(plans[2].drop, 0.3);
    cr_expect_eq(plans[4].drop, 0.1);
    cr_expect_eq(plans[5].drop, 0.0, "the output keeps its weights");
}

// "0 -1 0": of the layers with weights, whose each has.
static void expect_ties(const NetSpec *spec, TensorShape input, const char *ties)
{
    LayerPlan plans[NET_LAYERS_MAX];
    char text[400] = "";
    size_t used = 0;
    const int count = plan_of(spec, input, plans);
    for (int i = 0; i < count; i++) {
        if (plans[i].kind == LAYER_DENSE || plans[i].kind == LAYER_CONV) {
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%d", used ? " " : "",
                                     plans[i].tied);
        } else {
            cr_expect_eq(plans[i].tied, -1);
        }
    }
    cr_expect_str_eq(text, ties, "%s: %s", spec->layers, text);
}

Test(net_plan, repetitions_that_are_tied_have_the_firsts_weights)
{
    static const struct {
        const char *layers, *ties;
    } cases[] = {
        { "dense 8, 3*(dense 8, tanh)", "-1 -1 -1 -1 -1" },
        { "dense 8, tie 3*(dense 8, tanh), dense 8", "-1 -1 1 1 -1 -1" },
        { "dense 8, tie 1*(dense 8)", "-1 -1 -1" },
        { "dense 8, tie 2*(dense 4, norm, relu, dense 8)", "-1 -1 -1 1 4 -1" },
        { "dense 8, tie 2*(res(tie 2*(dense 8), dense 8))", "-1 -1 1 -1 1 1 3 -1" },
        { "dense 8, 2*(tie 2*(dense 8))", "-1 -1 1 -1 3 -1" },
        { "conv 4 3x3 pad=1, tie 3*(conv 4 3x3 pad=1, relu), gap", "-1 -1 1 1 -1" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const NetSpec spec = layers_spec(cases[i].layers);
        expect_ties(&spec, DIGIT, cases[i].ties);
    }
}

// Those that read as much as they give, by their size; the output's never.
Test(net_plan, tied_hidden_layers_are_those_of_one_size)
{
    const NetSpec same = spec_of("hidden=4x8 tie=on"),
                  two = spec_of("hidden=2,8,8,3,8,8,3,3,3 tie=on");
    const NetSpec outputs = spec_of("hidden=3,3,3 tie=on residual=1");
    expect_ties(&same, shape_features(2), "-1 -1 3 3 -1");
    expect_ties(&same, shape_features(8), "-1 0 0 0 -1");
    expect_ties(&two, shape_features(2), "-1 -1 -1 -1 -1 6 -1 -1 21 -1");
    expect_ties(&outputs, shape_features(3), "-1 0 0 -1");
    static const char *const none[] = { "tie=on", "hidden=2x8 tie=on", "hidden=none tie=on",
                                        "hidden=8,8,4,4 tie=on" };
    for (size_t i = 0; i < COUNT(none); i++) {
        const NetSpec spec = spec_of(none[i]);
        LayerPlan plans[NET_LAYERS_MAX];
        Error err = { .at = -2 };
        cr_expect_eq(net_plan(&spec, shape_features(2), 2, plans, &err), 0, "%s", none[i]);
        cr_expect_str_eq(err.text,
                         "tie=on lets hidden layers share their weights that have as many "
                         "inputs as units, and there are no two of the same size; make "
                         "them so, as in hidden=3x16");
    }
}

// In the order of the enum, whichever way they are asked for; before all else.
Test(net_plan, features_are_named_by_inputs_or_by_layers)
{
    const NetSpec both = spec_of("layers=\"dense 2, features x2,y2, dense 4\" inputs=x,y2");
    LayerPlan plans[NET_LAYERS_MAX];
    Error err = { .at = -2 };
    cr_expect_eq(net_plan(&both, shape_features(2), 1, plans, &err), 0);
    cr_expect_eq(err.at, 9, "at the word, not %d", err.at);
    cr_expect(strstr(err.text, "inputs= and features are two ways"), "%s", err.text);
}

Test(net_plan, inputs_are_a_first_layer_of_features)
{
    const NetSpec hidden = spec_of("hidden=4 inputs=sinx,xy,x");
    const NetSpec layers = spec_of("layers=\"dense 4, relu\" inputs=y");
    const NetSpec said = spec_of("layers=\"features x2,y,x, dense 4\"");
    const TensorShape plane = shape_features(2);
    LayerPlan plans[NET_LAYERS_MAX];
    expect_kinds(&hidden, plane, "features dense activation dropout dense");
    expect_kinds(&layers, plane, "features dense activation dense");
    expect_kinds(&said, plane, "features dense dense");
    plan_of(&hidden, plane, plans);
    cr_expect(plans[0].features == (1u << INPUT_X | 1u << INPUT_XY | 1u << INPUT_SIN_X) &&
              plans[0].out == 3 && plans[1].in == 3);
    plan_of(&said, plane, plans);
    cr_expect_eq(plans[0].out, 3);
    Error err = { .at = -2 };
    cr_expect_eq(net_plan(&hidden, DIGIT, 3, plans, &err), 0);
    cr_expect_str_eq(err.text, "inputs are made of the two features of a plane's points, x and y, "
                               "and what comes in is 1x16x16; leave them out, or choose such data "
                               "(spiral, moons, circle)");
    cr_expect_eq(err.at, -1);
    const NetSpec twice = spec_of("layers=\"features x2,y2, dense 2, features x,y\"");
    cr_expect_eq(net_plan(&twice, plane, 1, plans, &err), 0, "features of features");
    cr_expect(strstr(err.text, "features x,y would be made of features"), "%s", err.text);
    cr_expect_eq(err.at, 25);
}

Test(net_plan, layers_come_in_the_order_of_the_text)
{
    static const struct {
        const char *layers, *kinds;
    } cases[] = {
        { "conv 8 3x3 pad=1, norm, relu, maxpool 2, gap, dense 32, gelu",
          "conv2d batchnorm activation maxpool2d global_avgpool dense activation dense" },
        { "flatten, 2*(dense 8, layernorm, activation), dropout, channeldropout 0.2",
          "flatten dense layernorm activation dense layernorm activation dropout dropout dense" },
        { "res(tanh), 2*(res(relu, res(tanh)))",
          "activation add<-1 activation activation add<2 add<1 activation activation add<6 add<5 "
          "dense" },
        { "avgpool 3 stride=2, instancenorm, groupnorm 1, rmsnorm, batchnorm",
          "avgpool2d groupnorm groupnorm rmsnorm batchnorm dense" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const NetSpec spec = layers_spec(cases[i].layers);
        expect_kinds(&spec, DIGIT, cases[i].kinds);
    }
}

Test(net_plan, shapes_go_from_layer_to_layer)
{
    const NetSpec spec = layers_spec("conv 8 3x3, maxpool 2, conv 4 5x5 stride=2 pad=2, "
                                     "avgpool 3 stride=1, flatten, dense 7");
    static const TensorShape shapes[] = { { 8, 14, 14 }, { 8, 7, 7 }, { 4, 4, 4 }, { 4, 2, 2 },
                                          { 16, 1, 1 },  { 7, 1, 1 }, { 3, 1, 1 } };
    LayerPlan plans[NET_LAYERS_MAX];
    cr_assert_eq(plan_of(&spec, DIGIT, plans), (int)COUNT(shapes));
    for (int i = 0; i < (int)COUNT(shapes); i++) {
        cr_expect(shape_same(plans[i].to, shapes[i]), "layer %d", i);
        cr_expect(shape_same(plans[i].from, i ? shapes[i - 1] : DIGIT), "layer %d", i);
        cr_expect(plans[i].in == shape_size(plans[i].from) &&
                  plans[i].out == shape_size(plans[i].to));
    }
}

Test(net_plan, a_layer_knows_its_byte_of_the_text)
{
    const NetSpec spec = layers_spec("dense 4, 2*(relu), res(dense 4)");
    static const int at[] = { 0, 12, 12, 23, 19, -1 };
    LayerPlan plans[NET_LAYERS_MAX];
    cr_assert_eq(plan_of(&spec, FEATURES, plans), (int)COUNT(at));
    for (int i = 0; i < (int)COUNT(at); i++) {
        cr_expect_eq(plans[i].at, at[i], "layer %d at %d", i, plans[i].at);
    }
}

Test(net_plan, norm_and_activation_are_of_the_kinds_that_the_spec_names)
{
    static const struct {
        const char *norm;
        LayerKind kind;
        int groups;
    } cases[] = {
        { "norm=batch", LAYER_BATCHNORM, 0 },          { "norm=layer", LAYER_LAYERNORM, 0 },
        { "norm=instance", LAYER_GROUPNORM, 8 },       { "norm=group", LAYER_GROUPNORM, 4 },
        { "norm=group groups=2", LAYER_GROUPNORM, 2 }, { "norm=rms", LAYER_RMSNORM, 0 }
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[200];
        LayerPlan plans[NET_LAYERS_MAX];
        snprintf(text, sizeof text,
                 "layers=\"conv 8 3x3, norm, activation, elu, leaky_relu slope=0.5\" %s "
                 "activation=leaky_relu slope=0.25",
                 cases[i].norm);
        const NetSpec spec = spec_of(text);
        plan_of(&spec, DIGIT, plans);
        cr_expect_eq(plans[1].kind, cases[i].kind, "%s", cases[i].norm);
        cr_expect_eq(plans[1].groups, cases[i].groups, "%s", cases[i].norm);
        cr_expect(plans[2].activation == ACTIVATION_LEAKY_RELU && plans[2].number == 0.25);
        cr_expect(plans[3].activation == ACTIVATION_ELU && plans[3].number == 1);
        cr_expect_eq(plans[4].number, 0.5);
    }
}

Test(net_plan, dropout_without_a_number_is_the_specs)
{
    const NetSpec spec =
        spec_of("layers=\"dropout, dropout 0.1, channeldropout, channeldropout 0\" dropout=0.4");
    static const double drops[] = { 0.4, 0.1, 0.4, 0 };
    LayerPlan plans[NET_LAYERS_MAX];
    plan_of(&spec, DIGIT, plans);
    for (int i = 0; i < 4; i++) {
        cr_expect_eq(plans[i].drop, drops[i]);
        cr_expect_eq(plans[i].channels, i >= 2);
    }
}

static const struct Misfit {
    TensorShape input;
    const char *layers;
    int at;
    const char *message;
} misfits[] = {
    { { 1, 16, 16 },
      "conv 16 3x3, maxpool 2, maxpool 2, conv 16 5x5",
      35,
      "conv 16 5x5: 16x3x3 into 16x5x5 does not fit: the kernel is larger than the picture" },
    { { 16, 4, 4 },
      "conv 16 5x5",
      0,
      "conv 16 5x5: 16x4x4 into 16x5x5 does not fit: the kernel is larger than the picture" },
    { { 1, 16, 16 },
      "relu, conv 2 19x19 pad=1",
      6,
      "conv 2 19x19 pad=1: 1x16x16 into 1x19x19 does not fit: the kernel is larger than the "
      "picture with its pad" },
    { { 1, 16, 16 },
      "maxpool 17",
      0,
      "maxpool 17: 1x16x16 into 1x17x17 does not fit: the pool is larger than the picture" },
    { { 1, 16, 16 },
      "5*(avgpool 2)",
      3,
      "avgpool 2: 1 into 1x2x2 does not fit: the pool is larger than the picture" },
    { { 2, 1, 1 },
      "conv 8 3x3",
      0,
      "conv 8 3x3 needs a picture, and this data has 2 plain features; choose other data (digits, "
      "shapes, csv with shape=1x8x8), or take such layers away" },
    { { 2, 1, 1 }, // as a picture of one pixel it would fit
      "relu, conv 8 3x3 pad=1, relu, maxpool 2",
      6,
      "conv 8 3x3 pad=1 needs a picture, and this data has 2 plain features; choose other data "
      "(digits, shapes, csv with shape=1x8x8), or take such layers away" },
    { { 2, 1, 1 },
      "conv 8 1x1",
      0,
      "conv 8 1x1 needs a picture, and this data has 2 plain features; choose other data (digits, "
      "shapes, csv with shape=1x8x8), or take such layers away" },
    { { 1, 16, 16 },
      "conv 4 3x3, gap, relu, maxpool 1",
      23,
      "maxpool 1 needs a picture, and 4 plain features come in, for a dense, flatten or gap stands "
      "before it; put it before that, or take it away" },
    { { 2, 1, 1 },
      "relu, tie 3*(tanh, dense 16)",
      19,
      "dense 16 reads 2 the first time and 16 in repetition 2; layers that share their weights "
      "must "
      "read as much: put one before the repetition that makes it so" },
    { { 1, 16, 16 },
      "tie 2*(conv 4 3x3 pad=1, relu)",
      7,
      "conv 4 3x3 pad=1 reads 1x16x16 the first time and 4x16x16 in repetition 2; layers that "
      "share "
      "their weights must read as much: put one before the repetition that makes it so" },
    { { 2, 1, 1 },
      "dense 4, tie 2*(relu)",
      9,
      "tie 2*(...) shares weights, and there are none in its brackets; put a dense or a conv "
      "there, "
      "or leave tie out" },
    { { 1, 16, 16 },
      "relu, features x,y",
      6,
      "features x,y are made of the two features of a plane's points, x and y, and what comes in is "
      "1x16x16; "
      "leave them out, or choose such data (spiral, moons, circle)" },
    { { 2, 1, 1 },
      "dense 10, groupnorm 4",
      10,
      "groupnorm 4: 10 channels do not divide into 4 groups; choose a number that divides them "
      "(groups=)" },
    { { 2, 1, 1 },
      "dense 8, instancenorm",
      9,
      "instancenorm: in 8 each group is a single number, and nothing is left of it; choose fewer "
      "groups, or another norm" },
    { { 2, 1, 1 },
      "dense 64, res(dense 64, relu, dense 32)",
      10,
      "res(...): 64 comes in, 32 comes out; a connection adds the two: make them the same" },
    { { 1, 16, 16 },
      "res(conv 1 3x3)",
      0,
      "res(...): 1x16x16 comes in, 1x14x14 comes out; a connection adds the two: make them the "
      "same" },
    { { 512, 64, 64 },
      "9*(conv 512 1x1 pad=64)",
      3,
      "conv 512 1x1 pad=64: a layer gives at most 4194304 numbers a row" },
};

Test(net_plan, what_does_not_fit_is_pointed_at_with_the_shapes_that_met)
{
    for (size_t i = 0; i < COUNT(misfits); i++) {
        const struct Misfit *it = &misfits[i];
        const NetSpec spec = layers_spec(it->layers);
        LayerPlan plans[NET_LAYERS_MAX];
        Error err = { .at = -2 };
        cr_expect_eq(net_plan(&spec, it->input, 2, plans, &err), 0, "%s", it->layers);
        cr_expect_eq(err.at, it->at, "%s: %s, at %d", it->layers, err.text, err.at);
        cr_expect_str_eq(err.text, it->message, "%s", it->layers);
    }
}

Test(net_plan, the_short_way_says_what_does_not_fit_too)
{
    static const char *const cases[][2] = {
        { "hidden=8,8,4 residual=2",
          "residual=2: behind hidden layer 3 the connection brings 8 units to 4; a connection adds "
          "the two: make them the same" },
        { "hidden=8,4 residual=1 residual_order=pre",
          "residual=1: behind hidden layer 2 the connection brings 8 units to 4; a connection adds "
          "the two: make them the same" },
        { "hidden=10 groupnorm=before",
          "groupnorm: 10 channels do not divide into 4 groups; choose a number that divides them "
          "(groups=)" },
        { "hidden=100x4 batchnorm=after layernorm=after rmsnorm=after groupnorm=after groups=2 "
          "residual=1",
          "a network has at most 700 layers of all kinds (weights, norms, activations, dropout)" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const NetSpec spec = spec_of(cases[i][0]);
        LayerPlan plans[NET_LAYERS_MAX];
        Error err = { .at = -2 };
        cr_expect_eq(net_plan(&spec, FEATURES, 2, plans, &err), 0, "%s", cases[i][0]);
        cr_expect_str_eq(err.text, cases[i][1]);
        cr_expect_eq(err.at, -1);
    }
}
