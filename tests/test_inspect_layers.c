// Inspection of every kind of layer: what there is to see, under which names, with channels for
// units; norms' lists; and the judgements that hang on norms and residual branches.
#include "inspect_bench.h"

static const char PICTURES[] = "digits n=120";

static void expect_names(const Bench *b, InspectKind kind, const char *should)
{
    char all[1000] = "", name[LAYER_NAME_TEXT];
    for (int i = 0; i < inspect_layers(b->inspect, kind); i++) {
        const Sight *sight = inspect_sight(b->inspect, kind, i);
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s", i > 0 ? ", " : "",
                 layer_name_plain(&sight->name, name));
        const Layer *layer = &b->train->learner.net.layers[sight->layer];
        cr_expect_eq(layer->plan.kind, sight->name.kind, "%s is that layer of the plan", name);
        cr_expect_eq(layer->weighted, sight->weighted, "%s", name);
    }
    cr_expect_str_eq(all, should, "%s", inspect_rows[kind].key);
}

Test(inspect_layers, each_kind_lists_its_layers_by_names_that_count_layers_with_weights)
{
    Bench b;
    bench_open(&b, PICTURES,
               "layers=\"conv 4 3x3, norm, relu, dropout 0.2, maxpool 2, res(norm, relu, "
               "conv 4 3x3 pad=1, layernorm, norm), gap, dense 8, prelu, batchnorm\"",
               1);
    look(&b);
    expect_names(&b, INSPECT_ACTIVATIONS,
                 "ReLU 1a, pool 1, ReLU 1b, block 1 add, global pool 2, PReLU 3");
    expect_names(&b, INSPECT_WEIGHTS, "conv 1, conv 2, dense 3, output");
    expect_names(&b, INSPECT_GRADIENTS, "conv 1, conv 2, dense 3, output");
    expect_names(&b, INSPECT_SUMS, "conv 1, conv 2, dense 3");
    expect_names(&b, INSPECT_BEFORE_NORM, "norm 1a, norm 1b, norm 2a, norm 2b, norm 3");
    expect_names(&b, INSPECT_AFTER_NORM, "norm 1a, norm 1b, norm 2a, norm 2b, norm 3");
    bench_close(&b);
}

Test(inspect_layers, any_number_of_layers_of_one_name_are_told_apart)
{
    Bench b;
    bench_open(&b, "moons", "layers=\"dense 4, tanh, norm, relu, norm, tanh, norm, tanh, norm\"",
               1);
    look(&b);
    expect_names(&b, INSPECT_ACTIVATIONS, "tanh 1a, ReLU 1, tanh 1b, tanh 1c");
    expect_names(&b, INSPECT_BEFORE_NORM, "norm 1a, norm 1b, norm 1c, norm 1d");
    bench_close(&b);
}

// What stands behind the weights and before the norm is the same thing under two names.
Test(inspect_layers, sums_are_what_goes_into_a_norm_and_what_comes_out_has_spread_one)
{
    Bench b;
    bench_open(&b, PICTURES, "layers=\"conv 6 3x3, norm, relu, gap, dense 8, norm, tanh\"", 2);
    look(&b);
    for (int i = 0; i < 2; i++) {
        const LayerStats *sums = stats_of(&b, INSPECT_SUMS, i);
        const LayerStats *before = stats_of(&b, INSPECT_BEFORE_NORM, i);
        const LayerStats *after = stats_of(&b, INSPECT_AFTER_NORM, i);
        cr_expect_eq(memcmp(sums, before, offsetof(LayerStats, signal)), 0, "norm %d", i);
        cr_expect_float_eq(after->mean, 0, 1e-4, "norm %d: %g", i, after->mean);
        cr_expect_float_eq(after->std, 1, 1e-2, "norm %d: %g", i, after->std);
        cr_expect_neq(before->std, after->std);
    }
    cr_expect_eq(stats_of(&b, INSPECT_SUMS, 0)->units, 6, "channels");
    cr_expect_eq(stats_of(&b, INSPECT_SUMS, 0)->count, 6 * 14 * 14 * (size_t)b.on.set.train_count);
    cr_expect(stats_of(&b, INSPECT_ACTIVATIONS, 0)->min >= 0, "the ReLU wrote over nothing");
    cr_expect(stats_of(&b, INSPECT_AFTER_NORM, 0)->min < 0);
    bench_close(&b);
}

// Units are channels: one is dead when all its pixels are 0 in all rows.
Test(inspect_layers, a_channel_dies_as_a_whole)
{
    Bench b;
    uint8_t flags[NET_UNITS_MAX];
    bench_open(&b, PICTURES, "layers=\"conv 6 3x3, relu, maxpool 2, conv 5 3x3, relu, gap\"", 3);
    look(&b);
    cr_expect_eq(stats_of(&b, INSPECT_ACTIVATIONS, 0)->dead_units, 0);
    bias_of(&b, 0)[2] = -1e4f;
    bias_of(&b, 0)[5] = -1e4f;
    look(&b);
    const LayerStats *first = stats_of(&b, INSPECT_ACTIVATIONS, 0);
    cr_expect_eq(first->units, 6);
    cr_expect_eq(first->dead_units, 2);
    inspect_units(b.inspect, 0, flags);
    for (int u = 0; u < 6; u++) {
        cr_expect_eq(flags[u], u == 2 || u == 5, "channel %d", u);
    }
    cr_expect_eq(judged(&b).units, 11, "the channels of both layers");
    for (int u = 0; u < 4; u++) {
        bias_of(&b, 1)[u] = -1e4f;
    }
    const Signal signal = judged(&b);
    cr_expect_eq(signal.kind, SIGNAL_DEAD);
    cr_expect_eq(signal.layer, 1, "the second layer with weights");
    cr_expect_eq(signal.dead, 6);
    bench_close(&b);
}

Test(inspect_layers, a_channel_is_saturated_when_most_of_its_pixels_are)
{
    Bench b;
    uint8_t flags[NET_UNITS_MAX];
    bench_open(&b, PICTURES, "layers=\"conv 4 3x3, tanh, gap\"", 3);
    bias_of(&b, 0)[1] = 50;
    look(&b);
    inspect_units(b.inspect, 0, flags);
    for (int u = 0; u < 4; u++) {
        cr_expect_eq(flags[u] >> 1, u == 1, "channel %d", u);
    }
    bench_close(&b);
}

// Masks have no parameters; and an add still reads the layer that it is meant to read.
Test(inspect_layers, dropout_is_left_out_also_between_the_ends_of_a_branch)
{
    Bench plain, masked;
    bench_open(&plain, "moons n=100", "layers=\"dense 8, relu, res(dense 8, relu, dense 8), tanh\"",
               4);
    bench_open(&masked, "moons n=100",
               "layers=\"dense 8, relu, dropout 0.5, res drop=0.3 (dense 8, dropout 0.5, relu, "
               "dropout 0.2, dense 8), tanh\"",
               4);
    look(&plain);
    look(&masked);
    for (int kind = 0; kind <= INSPECT_SUMS; kind++) {
        const int layers = inspect_layers(plain.inspect, (InspectKind)kind);
        cr_assert_eq(inspect_layers(masked.inspect, (InspectKind)kind), layers);
        for (int i = 0; i < layers; i++) {
            cr_expect_eq(memcmp(stats_of(&plain, (InspectKind)kind, i),
                                stats_of(&masked, (InspectKind)kind, i),
                                offsetof(LayerStats, alike)),
                         0, "%s %d", inspect_rows[kind].key, i);
        }
    }
    expect_names(&masked, INSPECT_ACTIVATIONS, "ReLU 1, ReLU 2, block 1 add, tanh 3");
    bench_close(&plain);
    bench_close(&masked);
}

// With weight norm what is shown is what works, g v/|v|: it does not change with the length of v.
Test(inspect_layers, weights_are_those_that_the_layer_works_with)
{
    Bench b;
    bench_open(&b, "moons n=100", "hidden=6,5 weightnorm=on", 5);
    look(&b);
    const LayerStats before = *stats_of(&b, INSPECT_WEIGHTS, 1);
    Net *net = &b.train->learner.net;
    const Layer *layer = &net->layers[dense_layer(net, 1)];
    for (int i = 0; i < 6 * padded(5); i++) {
        net->params[layer->weight + (size_t)i] *= 4;
    }
    look(&b);
    cr_expect_float_eq(stats_of(&b, INSPECT_WEIGHTS, 1)->std, before.std, 1e-6 * before.std);
    net->params[layer->gain] *= 100;
    look(&b);
    cr_expect_gt(stats_of(&b, INSPECT_WEIGHTS, 1)->std, 5 * before.std);
    bench_close(&b);
}

// The statistics of the rows come from plain sums over rows and pixels; after many steps that
// change no weight the running ones have come to them (the variance unbiased).
Test(inspect_layers, running_statistics_come_to_those_of_the_batch)
{
    Bench b;
    bench_open(&b, PICTURES,
               "layers=\"conv 3 3x3, norm, relu, gap\" optimizer=sgd lr=1e-6 batch=all", 6);
    for (int i = 0; i < 200; i++) {
        train_step(b.train, false);
    }
    look(&b);
    float mean[3], variance[3], running_mean[3], running_var[3], gamma[3];
    cr_assert_eq(inspect_norm_list(b.inspect, 0, NORM_BATCH_MEAN, mean), 3);
    cr_assert_eq(inspect_norm_list(b.inspect, 0, NORM_BATCH_VAR, variance), 3);
    cr_assert_eq(inspect_norm_list(b.inspect, 0, NORM_RUNNING_MEAN, running_mean), 3);
    cr_assert_eq(inspect_norm_list(b.inspect, 0, NORM_RUNNING_VAR, running_var), 3);
    cr_assert_eq(inspect_norm_list(b.inspect, 0, NORM_GAMMA, gamma), 3);
    const double count = 14.0 * 14 * b.on.set.train_count;
    for (int c = 0; c < 3; c++) {
        const double unbiased = (double)variance[c] * count / (count - 1);
        cr_expect_float_eq((double)running_mean[c], (double)mean[c], 1e-3, "channel %d", c);
        cr_expect_float_eq((double)running_var[c], unbiased, 1e-3 * unbiased, "channel %d", c);
        cr_expect_gt(variance[c], 0);
        cr_expect_float_eq((double)gamma[c], 1, 1e-2);
    }
    LabNorms *norms = calloc(1, sizeof *norms);
    inspect_norms(b.inspect, norms);
    cr_assert_eq(norms->count, 1);
    const NormShot *norm = &norms->norms[0];
    for (int list = 0; list < NORM_LIST_COUNT; list++) {
        cr_expect_geq(norm->lists[list], 0, "%s", norm_list_keys[list]);
    }
    cr_expect(norm->features == 3 && norm->shown == 3);
    cr_expect_eq(memcmp(norms->values + norm->lists[NORM_BATCH_MEAN], mean, sizeof mean), 0);
    cr_expect_eq(
        memcmp(norms->values + norm->lists[NORM_RUNNING_VAR], running_var, sizeof running_var), 0);
    free(norms);
    bench_close(&b);
}

Test(inspect_layers, norms_have_the_lists_of_their_kind)
{
    static const struct {
        const char *layers;
        bool gamma, beta, batch;
        int features;
    } rows[] = {
        { "conv 4 3x3, batchnorm, gap", true, true, true, 4 },
        { "conv 4 3x3, groupnorm 2, gap", true, true, false, 4 },
        { "conv 4 3x3, layernorm, gap", true, true, false, 4 * 14 * 14 },
        { "conv 4 3x3, rmsnorm, gap", true, false, false, 4 * 14 * 14 },
        { "dense 5, layernorm", true, true, false, 5 },
    };
    LabNorms *norms = calloc(1, sizeof *norms);
    for (size_t i = 0; i < COUNT(rows); i++) {
        Bench b;
        char text[200];
        snprintf(text, sizeof text, "layers=\"%s\"", rows[i].layers);
        bench_open(&b, PICTURES, text, 1);
        look(&b);
        inspect_norms(b.inspect, norms);
        cr_assert_eq(norms->count, 1);
        const NormShot *norm = &norms->norms[0];
        cr_expect_eq(norm->lists[NORM_GAMMA] >= 0, rows[i].gamma, "%s", text);
        cr_expect_eq(norm->lists[NORM_BETA] >= 0, rows[i].beta, "%s", text);
        cr_expect_eq(norm->lists[NORM_RUNNING_MEAN] >= 0, rows[i].batch, "%s", text);
        cr_expect_eq(norm->features, rows[i].features, "%s: %d", text, norm->features);
        cr_expect_leq(norm->shown, norm->features);
        bench_close(&b);
    }
    free(norms);
}

// A hundred layers with norms fit, and a network of large rows is looked at through fewer of them.
Test(inspect_layers, deep_and_large_networks_are_looked_at_within_bounds)
{
    Bench b;
    LabNorms *norms = calloc(1, sizeof *norms);
    bench_open(&b, "moons n=2000", "layers=\"100*(dense 32, norm, relu, dropout 0.1)\"", 1);
    look(&b);
    cr_expect_eq(inspect_hidden(b.inspect), 100);
    cr_expect_eq(inspect_layers(b.inspect, INSPECT_WEIGHTS), 101);
    inspect_norms(b.inspect, norms);
    cr_expect_eq(norms->count, 100);
    cr_expect_eq(norms->norms[99].shown, 32);
    cr_expect_eq(norms->norms[99].name.number, 100);
    cr_expect_eq(stats_of(&b, INSPECT_ACTIVATIONS, 99)->count, 32 * 1000);
    bench_close(&b);
    bench_open(&b, "digits n=400", "layers=\"12*(conv 32 3x3 pad=1, norm, relu)\"", 1);
    look(&b);
    const size_t rows = stats_of(&b, INSPECT_ACTIVATIONS, 11)->count / (32 * 256);
    cr_expect(rows >= 16 && rows < 200, "%zu rows", rows);
    bench_close(&b);
    free(norms);
}

// ---- judgements

typedef struct Illness {
    const char *data, *network;
    SignalKind kind;
    Mood mood;
    int values;
} Illness;

Test(inspect_layers, a_norm_of_few_values_is_told_with_its_number)
{
    static const Illness rows[] = {
        { "moons n=100", "hidden=16,16 batchnorm=before batch=2", SIGNAL_FEW, MOOD_WARNING, 2 },
        { "moons n=100", "hidden=16,16 batchnorm=before batch=7", SIGNAL_FEW, MOOD_WARNING, 7 },
        { "moons n=100", "hidden=16,16 batchnorm=before batch=8", SIGNAL_KEPT, MOOD_GOOD, 8 },
        { "moons n=100", "hidden=16,16 layernorm=before batch=2", SIGNAL_KEPT, MOOD_GOOD, 16 },
        { "moons n=100", "hidden=16,16 batch=2", SIGNAL_KEPT, MOOD_GOOD, 0 },
        { "moons n=100", "hidden=16,1 layernorm=before", SIGNAL_FEW, MOOD_BAD, 1 },
        { "moons n=100", "layers=\"dense 16, groupnorm 8, relu, dense 16, relu\"", SIGNAL_FEW,
          MOOD_WARNING, 2 },
        { "digits n=100", "layers=\"conv 8 3x3, norm, relu, gap\" batch=2", SIGNAL_KEPT, MOOD_GOOD,
          2 * 14 * 14 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        Bench b;
        bench_open(&b, rows[i].data, rows[i].network, 1);
        const Signal signal = judged(&b);
        cr_expect_eq(signal.kind, rows[i].kind, "%s: %s", rows[i].network,
                     signal_rows[signal.kind].key);
        cr_expect_eq(signal.mood, rows[i].mood, "%s", rows[i].network);
        cr_expect_eq(signal.few.values, rows[i].values, "%s: %d", rows[i].network,
                     signal.few.values);
        bench_close(&b);
    }
}

// Sets the gamma of the norm of that number, from 0, to a value.
static void set_gamma(Bench *b, int norm, Real value)
{
    Net *net = &b->train->learner.net;
    for (int i = 0; i < net->layer_count; i++) {
        const Layer *layer = &net->layers[i];
        if (layer_role(layer->plan.kind) == ROLE_NORM && norm-- == 0) {
            for (int k = 0; k < layer->plan.out; k++) {
                net->params[layer->weight + (size_t)k] = value;
            }
        }
    }
}

Test(inspect_layers, branches_that_do_nothing_are_counted)
{
    Bench b;
    bench_open(&b, "moons n=200",
               "layers=\"dense 16, relu, 3*(res(dense 16, norm, relu, dense 16, norm), relu)\"", 1);
    Signal signal = judged(&b);
    cr_expect_eq(signal.branches, 3);
    cr_expect_eq(signal.idle, 0);
    cr_expect_gt(signal.adds, 0.1, "the least adds %g", signal.adds);
    cr_expect_neq(signal.kind, SIGNAL_IDLE);
    set_gamma(&b, 3, 0);
    signal = judged(&b);
    cr_expect_eq(signal.idle, 1);
    cr_expect_eq(signal.adds, 0);
    cr_expect_eq(signal.idlest.number, 2, "the second block");
    cr_expect_neq(signal.kind, SIGNAL_IDLE, "one of three");
    set_gamma(&b, 5, 1e-3f);
    signal = judged(&b);
    cr_expect_eq(signal.idle, 2);
    cr_expect_eq(signal.kind, SIGNAL_IDLE, "%s", signal_rows[signal.kind].key);
    cr_expect_eq(signal.mood, MOOD_WARNING);
    char name[LAYER_NAME_TEXT];
    cr_expect_str_eq(layer_name_plain(&signal.idlest, name), "block 2 add");
    bench_close(&b);
}

Test(inspect_layers, a_deep_network_that_fades_is_plain_only_without_connections_around)
{
    static const struct {
        const char *network;
        bool plain;
    } rows[] = {
        { "hidden=20x32 activation=tanh init=normal std=0.05", true },
        { "hidden=20x32 activation=sigmoid init=xavier_normal", true },
        { "hidden=5x32 activation=tanh init=normal std=0.05", false },
        { "hidden=12x100 activation=tanh init=orthogonal", false },
        { "hidden=21x32 activation=tanh init=normal std=0.05 residual=2", false },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        Bench b;
        bench_open(&b, "noise n=300 features=32", rows[i].network, 1);
        const Signal signal = judged(&b);
        cr_expect_eq(signal_is_plain(&signal), rows[i].plain, "%s: %s", rows[i].network,
                     signal_rows[signal.kind].key);
        bench_close(&b);
    }
}

// Layers that have no activation pass their sums on, and keep their numbers.
Test(inspect_layers, layers_are_counted_by_their_weights_whatever_stands_behind_them)
{
    Bench b;
    bench_open(&b, PICTURES,
               "layers=\"conv 4 3x3, maxpool 2, conv 6 3x3, norm, relu, avgpool 2, dense 7\"", 1);
    look(&b);
    cr_assert_eq(inspect_hidden(b.inspect), 3);
    cr_expect_eq(inspect_passed(b.inspect, 0), stats_of(&b, INSPECT_SUMS, 0));
    cr_expect_eq(inspect_passed(b.inspect, 1), stats_of(&b, INSPECT_ACTIVATIONS, 1));
    cr_expect_eq(inspect_passed(b.inspect, 2), stats_of(&b, INSPECT_SUMS, 2));
    cr_expect_eq(judged(&b).layers, 3);
    cr_expect(isfinite(judged(&b).inputs));
    bench_close(&b);
}
