// Networks whose fate is known: Saito's histograms (Deep Learning from Scratch, ch. 6), He et al.
// 2015, and what goes wrong otherwise. Always through the real engine.
#include "inspect_bench.h"
#include "sanitized.h"

#include "base/text.h"

static const char *const SAITO_DATA = "noise n=1000 features=100 train=1";

enum { LAYERS = 5, SEEDS = SANITIZED ? 6 : 20 };

// CATALOG's table: std of the activations, layers 1 to 5, mean of 20 seeds; 0: not given.
typedef struct Case {
    const char *network;
    double std[LAYERS];
    double saturated_low, saturated_high; // shares that were seen; 0: not given
    SignalKind kind;
} Case;

// clang-format off
static const Case SAITO[] = {
    { "activation=sigmoid init=normal std=1", { .459, .439, .436, .436, .438 }, .65, .77,
      SIGNAL_SATURATED },
    { "activation=sigmoid init=normal std=0.01", { .025, .0124, .0122, .0122, .0128 }, 0, 0,
      SIGNAL_COLLAPSES },
    // The spread is kept, but it lies between the units: what differs between inputs falls to a
    // quarter in each layer, and Glorot & Bengio (2010) saw that such networks hardly learn.
    { "activation=sigmoid init=lecun_normal", { .208, .126, .119, .119, .124 }, 0, 0,
      SIGNAL_ALIKE },
    { "activation=sigmoid init=he_normal", { .261, 0, 0, 0, .170 }, 0, 0,
      SIGNAL_ALIKE },
    { "activation=tanh init=normal std=1", { .959, .958, .957, .957, .958 }, .845, .855,
      SIGNAL_SATURATED },
    { "activation=tanh init=normal std=0.01", { .0991, .00994, 9.92e-4, 9.92e-5, 9.96e-6 }, 0, 0,
      SIGNAL_COLLAPSES },
    { "activation=tanh init=lecun_normal", { .627, .486, .407, .356, .321 }, 0, 0,
      SIGNAL_KEPT },
    { "activation=tanh init=he_normal", { .720, .633, .594, .576, .567 }, 0, 0,
      SIGNAL_KEPT },
    { "activation=relu init=normal std=1", { 5.85, 41.6, 295, 2.06e3, 1.5e4 }, 0, 0,
      SIGNAL_EXPLODES },
    { "activation=relu init=normal std=0.01", { .0585, .00416, 2.95e-4, 2.06e-5, 1.5e-6 }, 0, 0,
      SIGNAL_COLLAPSES },
    { "activation=relu init=lecun_normal", { .585, .416, .295, .206, .150 }, 0, 0,
      SIGNAL_SHRINKS },
    { "activation=relu init=he_normal", { .828, .832, .835, .824, .850 }, 0, 0,
      SIGNAL_KEPT },
};
// clang-format on

static void open_saito(Bench *b, const Case *it, uint64_t seed)
{
    char network[128];
    snprintf(network, sizeof network, "hidden=5x100 bias=0 batch=all %s", it->network);
    bench_open(b, SAITO_DATA, network, seed);
    look(b);
}

typedef struct Spread {
    double mean, std; // over the seeds
    double saturated; // mean share
} Spread;

static void measure(const Case *it, Spread spreads[LAYERS])
{
    double sum[LAYERS] = { 0 }, squares[LAYERS] = { 0 }, saturated[LAYERS] = { 0 };
    for (int seed = 1; seed <= SEEDS; seed++) {
        Bench b;
        open_saito(&b, it, (uint64_t)seed);
        for (int l = 0; l < LAYERS; l++) {
            const LayerStats *stats = stats_of(&b, INSPECT_ACTIVATIONS, l);
            sum[l] += stats->std;
            squares[l] += stats->std * stats->std;
            saturated[l] += stats->saturated_share;
        }
        bench_close(&b);
    }
    for (int l = 0; l < LAYERS; l++) {
        const double mean = sum[l] / SEEDS;
        const double variance = fmax(squares[l] / SEEDS - mean * mean, 0) * SEEDS / (SEEDS - 1);
        spreads[l] = (Spread){ mean, sqrt(variance), saturated[l] / SEEDS };
    }
}

// Both means of 20 seeds are off by the spread over the seeds divided by √20, so their difference
// by √2 of that; four times as much is seen once in 16,000. The table is rounded to two to three
// digits: 0.5 of the last.
static double tolerance_of(double reference, double spread)
{
    char text[32];
    snprintf(text, sizeof text, "%.1e", reference);
    const bool two_digits = fabs(strtod(text, NULL) - reference) < 1e-9 * reference;
    const double unit = pow(10, floor(log10(reference)) - (two_digits ? 1 : 2));
    return 4 * spread * sqrt(2.0 / SEEDS) + 0.5 * unit;
}

Test(diagnosis, the_stds_of_saitos_networks_are_those_of_the_catalog)
{
    for (size_t i = 0; i < COUNT(SAITO); i++) {
        Spread spreads[LAYERS];
        measure(&SAITO[i], spreads);
        for (int l = 0; l < LAYERS; l++) {
            const double reference = SAITO[i].std[l];
            if (reference > 0) {
                cr_expect_float_eq(spreads[l].mean, reference,
                                   tolerance_of(reference, spreads[l].std),
                                   "%s, layer %d: %.4g ± %.2g", SAITO[i].network, l + 1,
                                   spreads[l].mean, spreads[l].std);
            }
            if (SAITO[i].saturated_high > 0) {
                cr_expect(spreads[l].saturated >= SAITO[i].saturated_low &&
                              spreads[l].saturated <= SAITO[i].saturated_high,
                          "%s, layer %d: %.3f saturated", SAITO[i].network, l + 1,
                          spreads[l].saturated);
            }
        }
    }
}

Test(diagnosis, saitos_networks_are_told_for_every_seed)
{
    for (size_t i = 0; i < COUNT(SAITO); i++) {
        for (uint64_t seed = 1; seed <= 5; seed++) {
            Bench b;
            open_saito(&b, &SAITO[i], seed);
            const Signal signal = judged(&b);
            cr_expect_eq(signal.kind, SAITO[i].kind, "%s, seed %d: %s", SAITO[i].network, (int)seed,
                         signal_rows[signal.kind].key);
            cr_expect_eq(signal.mood == MOOD_GOOD, SAITO[i].kind == SIGNAL_KEPT);
            bench_close(&b);
        }
    }
}

// What a data set and a network come to.
typedef struct Word {
    const char *data, *network;
    SignalKind kind;
} Word;

// clang-format off
static const Word WORDS[] = {
    // The initializations that networks are compared by, four columns of a picture.
    { "spiral n=400", "hidden=10x100 activation=relu init=normal std=0.01", SIGNAL_COLLAPSES },
    { "spiral n=400", "hidden=10x100 activation=relu init=normal std=1", SIGNAL_EXPLODES },
    { "spiral n=400", "hidden=10x100 activation=relu init=lecun_normal", SIGNAL_SHRINKS },
    { "spiral n=400", "hidden=10x100 activation=relu init=he_normal", SIGNAL_KEPT },
    // He et al. (2015), Fig. 3: in depth it is the square root of two that matters.
    { "noise n=1000 features=100", "hidden=12x100 activation=relu init=he_normal", SIGNAL_KEPT },
    { "noise n=1000 features=100", "hidden=12x100 activation=relu init=he_uniform", SIGNAL_KEPT },
    { "noise n=1000 features=100", "hidden=12x100 activation=relu init=xavier_normal", SIGNAL_SHRINKS },
    { "noise n=1000 features=100", "hidden=12x100 activation=leaky_relu init=he_normal", SIGNAL_KEPT },
    { "noise n=1000 features=100", "hidden=12x100 activation=tanh init=xavier_uniform", SIGNAL_KEPT },
    { "noise n=1000 features=100", "hidden=12x100 activation=relu init=normal std=0.2", SIGNAL_GROWS },
    // Saxe et al. (2014): orthogonal layers keep lengths exactly.
    { "noise n=1000 features=100", "hidden=12x100 activation=identity init=orthogonal", SIGNAL_KEPT },
    { "noise n=1000 features=100", "hidden=12x100 activation=tanh init=orthogonal", SIGNAL_KEPT },
    // Ioffe & Szegedy (2015): normalization makes up for any scale.
    { "digits n=500", "hidden=10x100 activation=relu init=normal std=0.01 batchnorm=before", SIGNAL_KEPT },
    { "digits n=500", "hidden=10x100 activation=relu init=normal std=1 batchnorm=before", SIGNAL_KEPT },
    { "digits n=500", "hidden=10x100 activation=sigmoid init=normal std=1 batchnorm=before", SIGNAL_KEPT },
    // What was never going to learn.
    { "moons", "hidden=3x10 activation=relu init=zeros", SIGNAL_SYMMETRIC },
    { "moons", "hidden=3x10 activation=tanh init=zeros", SIGNAL_SYMMETRIC },
    { "moons", "hidden=3x10 activation=sigmoid init=zeros", SIGNAL_SYMMETRIC },
    { "moons", "hidden=3x10 activation=tanh init=constant value=0.5", SIGNAL_SYMMETRIC },
    { "moons", "hidden=3x10 activation=relu init=constant value=-0.5 bias=1", SIGNAL_SYMMETRIC },
    { "moons", "hidden=5x100 activation=relu init=xavier_normal bias=-10", SIGNAL_DEAD },
    { "moons", "hidden=5x100 activation=sigmoid bias=10", SIGNAL_SATURATED },
    { "moons", "hidden=5x100 activation=sigmoid bias=-10", SIGNAL_SATURATED },
    { "noise n=500", "hidden=12x100 activation=softplus init=normal std=0.01", SIGNAL_COLLAPSES },
    // Nothing to follow.
    { "moons", "hidden=8", SIGNAL_KEPT },
};
// clang-format on

Test(diagnosis, tells_what_travels_through_the_layers)
{
    for (size_t i = 0; i < COUNT(WORDS); i++) {
        for (uint64_t seed = 1; seed <= 5; seed++) {
            Bench b;
            bench_open(&b, WORDS[i].data, WORDS[i].network, seed);
            const Signal signal = judged(&b);
            cr_expect_eq(signal.kind, WORDS[i].kind, "%s, seed %d: %s, x %g", WORDS[i].network,
                         (int)seed, signal_rows[signal.kind].key, signal.values);
            bench_close(&b);
        }
    }
}

// What pools and residual sums do to σ is no growth or decline; what weights do beside them is.
Test(diagnosis, leaves_out_what_pools_and_residual_sums_change_by_design)
{
    static const struct {
        const char *data, *network;
        SignalKind kind, seen; // seen: what σ alone would come to
    } cases[] = {
        { "digits n=500",
          "layers=\"conv 16 3x3 pad=1, relu, maxpool 4 stride=2, conv 16 3x3 pad=1, relu, maxpool "
          "4 stride=1, conv 16 3x3 pad=1, relu, maxpool 4, dense 64, relu\" init=he_normal",
          SIGNAL_KEPT, SIGNAL_GROWS },
        { "digits n=500",
          "layers=\"conv 16 3x3 pad=1, relu, maxpool 4, dense 32, relu\" init=normal std=0.4",
          SIGNAL_GROWS, SIGNAL_GROWS },
        // A norm takes away what a pool has done: nothing is left out behind it.
        { "digits n=500",
          "layers=\"conv 16 3x3 pad=1, maxpool 4, norm, relu, dense 32, relu\" init=normal std=0.6",
          SIGNAL_GROWS, SIGNAL_GROWS },
        // Each block adds as much as it is normalized to: σ grows with the root of their number.
        { "spiral n=400",
          "hidden=41x32 residual=2 residual_order=post batchnorm=before init=he_normal",
          SIGNAL_KEPT, SIGNAL_GROWS },
        // Without norms each doubles what it was given (Zhang et al. 2019).
        { "spiral n=400", "hidden=21x32 residual=2 residual_order=post init=he_normal",
          SIGNAL_GROWS, SIGNAL_GROWS },
        { "spiral n=400", "hidden=12x100 init=he_normal", SIGNAL_KEPT, SIGNAL_KEPT },
    };
    const double most = diagnosis_limits.changes;
    for (size_t i = 0; i < COUNT(cases); i++) {
        for (uint64_t seed = 1; seed <= 3; seed++) {
            Bench b;
            bench_open(&b, cases[i].data, cases[i].network, seed);
            const Signal signal = judged(&b);
            const SignalKind seen = signal.values >= most       ? SIGNAL_GROWS
                                    : signal.values <= 1 / most ? SIGNAL_SHRINKS
                                                                : SIGNAL_KEPT;
            cr_expect_eq(signal.kind, cases[i].kind, "%s, seed %d: %s, own %g", cases[i].network,
                         (int)seed, signal_rows[signal.kind].key, signal.own);
            cr_expect_eq(signal.own_pools || signal.own_sums, signal.own != signal.values);
            cr_expect(!signal.own_pools || strstr(cases[i].network, "pool"), "it has none");
            cr_expect(!signal.own_sums || strstr(cases[i].network, "residual"), "it has none");
            cr_expect_eq(seen, cases[i].seen, "%s, seed %d: x %g", cases[i].network, (int)seed,
                         signal.values);
            bench_close(&b);
        }
    }
}

// What is left out of the last hidden layer's σ, layer by layer.
Test(diagnosis, knows_what_pools_and_sums_change)
{
    static const struct {
        const char *layers;
        double pools[2], sums[2]; // from, to
    } cases[] = {
        { "dense 32, relu", { 1, 1 }, { 1, 1 } },
        { "maxpool 2, dense 32, relu", { 1.1, 2.5 }, { 1, 1 } },
        { "avgpool 2, dense 32, relu", { 0.4, 0.95 }, { 1, 1 } },
        { "maxpool 2, avgpool 2, norm, dense 32, relu", { 1, 1 }, { 1, 1 } },
        // Two of the same spread, √2 where they know nothing of each other.
        { "norm, res(conv 8 3x3 pad=1, norm), relu", { 1, 1 }, { 1.1, 1.8 } },
        { "norm, res(conv 8 3x3 pad=1, norm), norm, relu", { 1, 1 }, { 1, 1 } },
        { "norm, res(conv 8 3x3 pad=1, norm), relu, dense 32, relu", { 1, 1 }, { 1, 1 } },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Bench b;
        char network[200];
        snprintf(network, sizeof network, "layers=\"conv 8 3x3 pad=1, relu, %s\" init=he_normal",
                 cases[i].layers);
        bench_open(&b, "digits n=500", network, 1);
        look(&b);
        const InspectDesign last = inspect_design(b.inspect, inspect_hidden(b.inspect) - 1);
        cr_expect(last.pools >= cases[i].pools[0] && last.pools <= cases[i].pools[1], "%s: %g",
                  cases[i].layers, last.pools);
        cr_expect(last.sums >= cases[i].sums[0] && last.sums <= cases[i].sums[1], "%s: %g",
                  cases[i].layers, last.sums);
        bench_close(&b);
    }
}

Test(diagnosis, leaves_nothing_out_of_plain_networks)
{
    static const char *const networks[] = { "hidden=5x20", "hidden=5x20 batchnorm=before",
                                            "hidden=5x20 init=normal std=1" };
    for (size_t i = 0; i < COUNT(networks); i++) {
        Bench b;
        bench_open(&b, "moons", networks[i], 1);
        const Signal signal = judged(&b);
        cr_expect_eq(signal.own, signal.values, "%s: %g, not %g", networks[i], signal.own,
                     signal.values);
        bench_close(&b);
    }
}

Test(diagnosis, says_in_which_layer_it_begins)
{
    Bench b;
    bench_open(&b, "moons", "hidden=4x20 activation=relu init=he_normal", 1);
    for (int unit = 0; unit < 11; unit++) {
        bias_of(&b, 2)[unit] = -1e6f;
    }
    Signal signal = judged(&b);
    cr_expect_eq(signal.kind, SIGNAL_DEAD);
    cr_expect_eq(signal.layer, 2, "layer %d", signal.layer);
    cr_expect(signal.dead >= 11 && signal.units == 80, "%d of %d", signal.dead, signal.units);
    cr_expect(signal.layer_dead >= 11 && signal.layer_units == 20, "%d of %d", signal.layer_dead,
              signal.layer_units);
    bias_of(&b, 1)[0] = INFINITY;
    signal = judged(&b);
    cr_expect_eq(signal.kind, SIGNAL_EXPLODES);
    cr_expect_eq(signal.layer, 1);
    bench_close(&b);

    bench_open(&b, "moons", "hidden=4x20 activation=tanh", 1);
    for (int unit = 0; unit < 15; unit++) {
        bias_of(&b, 3)[unit] = 100;
    }
    signal = judged(&b);
    cr_expect_eq(signal.kind, SIGNAL_SATURATED);
    cr_expect_eq(signal.layer, 3);
    bench_close(&b);

    bench_open(&b, SAITO_DATA, "hidden=5x100 activation=relu init=normal std=0.01", 1);
    signal = judged(&b);
    cr_expect_eq(signal.layer, 1, "it shows in the second layer");
    bench_close(&b);
}

Test(diagnosis, half_of_a_layer_dead_is_not_yet_a_verdict)
{
    Bench b;
    bench_open(&b, "moons", "hidden=20 activation=relu", 1);
    for (int unit = 0; unit < 20; unit++) {
        bias_of(&b, 0)[unit] = unit < 10 ? -1e6f : 1;
    }
    cr_expect_eq(judged(&b).kind, SIGNAL_KEPT);
    bias_of(&b, 0)[10] = -1e6f;
    const Signal signal = judged(&b);
    cr_expect_eq(signal.kind, SIGNAL_DEAD);
    bench_close(&b);
}

// Equal units have equal gradients: training does not part them, but for the rounding of sums in
// another order. Dropout does.
Test(diagnosis, units_that_begin_alike_stay_alike)
{
    static const char *const networks[] = {
        "hidden=2x17 activation=tanh init=constant value=0.1 optimizer=sgd",
        "hidden=2x17 activation=gelu init=constant value=0.1 optimizer=adam",
        "hidden=2x100 activation=relu init=constant value=0.01 bias=0.1 optimizer=momentum",
    };
    for (size_t i = 0; i < COUNT(networks); i++) {
        Bench b;
        bench_open(&b, "moons", networks[i], 1);
        for (int step = 0; step < 300; step++) {
            train_step(b.train, false);
        }
        cr_expect_eq(judged(&b).kind, SIGNAL_SYMMETRIC, "%s", networks[i]);
        bench_close(&b);
    }
    Bench b;
    bench_open(&b, "moons",
               "hidden=2x17 activation=tanh init=constant value=0.1 optimizer=adam dropout=0.3", 1);
    for (int step = 0; step < 300; step++) {
        train_step(b.train, false);
    }
    cr_expect_neq(judged(&b).kind, SIGNAL_SYMMETRIC);
    bench_close(&b);
    bench_open(&b, "moons", "hidden=1,1 activation=tanh init=constant value=1", 1);
    cr_expect_neq(judged(&b).kind, SIGNAL_SYMMETRIC, "one unit is like no other");
    bench_close(&b);
}

// An orthogonal matrix of gain 1.2, four times: every |λ| is 1.2, and so σ grows.
Test(diagnosis, knows_the_matrix_that_is_applied_again_and_again)
{
    Bench b;
    char name[LAYER_NAME_TEXT];
    bench_open(&b, SAITO_DATA, "hidden=5x32 tie=on activation=identity init=orthogonal gain=1.2",
               1);
    Judgement judgement = { .signal = judged(&b) };
    const Signal *signal = &judgement.signal;
    cr_expect_eq(signal->tie.layers, 4);
    cr_expect_float_eq(signal->tie.eigenvalue, 1.2, 0.012, "%g", signal->tie.eigenvalue);
    cr_expect_str_eq(layer_name_plain(&signal->tie.name, name), "dense 2");
    cr_expect_float_eq(signal->values, pow(1.2, 4), 0.01, "%g", signal->values);
    char detail[JUDGEMENT_DETAIL_MAX];
    judgement_detail(&judgement, detail, sizeof detail);
    cr_expect(strstr(detail, " applied=4 eigenvalue=1."), "%s", detail);
    bench_close(&b);
    bench_open(&b, SAITO_DATA, "hidden=5x32 activation=identity init=orthogonal gain=1.2", 1);
    judgement.signal = judged(&b);
    cr_expect_eq(judgement.signal.tie.layers, 0);
    judgement_detail(&judgement, detail, sizeof detail);
    cr_expect_not(strstr(detail, "applied="));
    bench_close(&b);
}

// What is seen of each layer is its own part: together they are what the optimizer is given.
Test(diagnosis, parts_of_a_shared_gradient_add_up)
{
    Bench b;
    bench_open(&b, "moons n=200", "hidden=4x8 tie=on activation=tanh batch=all optimizer=sgd", 1);
    inspect_look(b.inspect, b.train, 1000, true);
    double parts = 0, whole = 0;
    for (int l = 1; l < 4; l++) {
        const LayerStats *stats = inspect_stats(b.inspect, INSPECT_GRADIENTS, l);
        cr_expect_neq(stats->mean, 0.0);
        parts += stats->mean * (double)stats->count;
    }
    const Learner *learner = &b.train->learner;
    const Net *net = &learner->net;
    train_step(b.train, false);
    for (int l = 0, first = true; l < net->layer_count; l++) {
        const Layer *layer = &net->layers[l];
        double grad[64];
        if (layer->shared && first) {
            net_get_weight(net, l, learner->grad, grad);
            for (int i = 0; i < 64; i++) {
                whole += grad[i];
            }
            first = false;
        }
    }
    cr_expect_float_eq(parts, whole, 1e-5 * fabs(whole), "%g of %g", parts, whole);
    bench_close(&b);
}

Test(diagnosis, knows_networks_without_hidden_layers)
{
    const LayerPlan plan = { .kind = LAYER_DENSE, .in = 2, .out = 2, .tied = -1 };
    Bench b;
    bench_open(&b, "moons", "hidden=8", 1);
    Train linear = *b.train;
    linear.learner.net = (Net){ 0 };
    net_init(&linear.learner.net, &plan, 1, kernels_best(), &b.on.arena);
    inspect_look(b.inspect, &linear, 100, true);
    Signal signal;
    judge_signal(b.inspect, false, &signal);
    cr_expect_eq(signal.kind, SIGNAL_KEPT);
    cr_expect_eq(inspect_layers(b.inspect, INSPECT_WEIGHTS), 1);
    bench_close(&b);
}

// Why fading is a fault although the spread is kept: what does not tell inputs apart on the way up
// does not pass the gradient on the way down (both shrink by the sigmoid's slope, at most 1/4).
Test(diagnosis, where_inputs_look_alike_gradients_vanish)
{
    Bench b;
    bench_open(&b, SAITO_DATA, "hidden=5x100 bias=0 activation=sigmoid init=lecun_normal", 1);
    cr_expect_eq(judged(&b).kind, SIGNAL_ALIKE);
    const double first = stats_of(&b, INSPECT_GRADIENTS, 0)->std;
    const double fifth = stats_of(&b, INSPECT_GRADIENTS, 4)->std;
    cr_expect(first < fifth * pow(0.25, 4) * 2, "%g of %g", first, fifth);
    bench_close(&b);
}
