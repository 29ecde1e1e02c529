// Inspection against plain sums over the same numbers.
#include "inspect_bench.h"

static size_t total(const uint32_t *counts, int bins)
{
    size_t sum = 0;
    for (int i = 0; i < bins; i++) {
        sum += counts[i];
    }
    return sum;
}

static double *get_weight(const Net *net, int dense, const Real *v, int *count)
{
    const int layer = dense_layer(net, dense);
    *count = net->layers[layer].plan.in * net->layers[layer].plan.out;
    double *weight = malloc(sizeof *weight * (size_t)*count);
    net_get_weight(net, layer, v, weight);
    return weight;
}

// mean, std, min, max by two passes in double, over the finite values.
static LayerStats plain_stats(const double *values, int count)
{
    LayerStats stats = { .min = INFINITY, .max = -INFINITY };
    double sum = 0, squares = 0;
    for (int i = 0; i < count; i++) {
        if (!isfinite(values[i])) {
            stats.bad++;
            continue;
        }
        stats.count++;
        sum += values[i];
        stats.min = fmin(stats.min, values[i]);
        stats.max = fmax(stats.max, values[i]);
        stats.zero_share += values[i] == 0;
    }
    stats.mean = sum / (double)stats.count;
    stats.zero_share /= (double)stats.count;
    for (int i = 0; i < count; i++) {
        const double off = values[i] - stats.mean;
        squares += isfinite(off) ? off * off : 0;
    }
    stats.std = sqrt(squares / (double)stats.count);
    return stats;
}

static void expect_stats(const LayerStats *is, const LayerStats *should, double tolerance,
                         const char *what)
{
    const double scale = fmax(fabs(should->min), fabs(should->max));
    cr_expect_eq(is->count, should->count, "%s: %zu values", what, is->count);
    cr_expect_eq(is->bad, should->bad, "%s: %zu bad values", what, is->bad);
    cr_expect_float_eq(is->mean, should->mean, tolerance * scale, "%s: mean %g, should be %g", what,
                       is->mean, should->mean);
    cr_expect_float_eq(is->std, should->std, tolerance * should->std, "%s: std %g, should be %g",
                       what, is->std, should->std);
    cr_expect_float_eq(is->min, should->min, tolerance * scale, "%s: min %g, should be %g", what,
                       is->min, should->min);
    cr_expect_float_eq(is->max, should->max, tolerance * scale, "%s: max %g, should be %g", what,
                       is->max, should->max);
    cr_expect_float_eq(is->zero_share, should->zero_share, 1e-12, "%s: zeros", what);
}

// y = tanh(x·Wᵀ + b) in double and libm: y [rows][out] of x [rows][in].
static double *plain_tanh_layer(Bench *b, int dense, const double *x, int in, int out)
{
    int count;
    const int rows = b->on.set.train_count;
    double *weight =
        get_weight(&b->train->learner.net, dense, b->train->learner.net.params, &count);
    double *y = malloc(sizeof *y * (size_t)(rows * out));
    for (int i = 0; i < rows; i++) {
        for (int o = 0; o < out; o++) {
            double z = (double)bias_of(b, dense)[o];
            for (int k = 0; k < in; k++) {
                z += weight[o * in + k] * x[i * in + k];
            }
            y[i * out + o] = tanh(z);
        }
    }
    free(weight);
    return y;
}

// 1e-5: what sums of ten terms in float and a tanh within 4 ulp leave of a layer's values.
Test(inspect, activations_are_those_of_a_pass_written_plainly)
{
    Bench b;
    bench_open(&b, "blobs n=300 k=3", "hidden=10,7 activation=tanh bias=0.25", 3);
    look(&b);
    const int rows = b.on.set.train_count;
    double *x = malloc(sizeof *x * (size_t)(rows * 2));
    for (int i = 0; i < rows * 2; i++) {
        x[i] = (double)b.on.set.x[i];
    }
    double *first = plain_tanh_layer(&b, 0, x, 2, 10);
    double *second = plain_tanh_layer(&b, 1, first, 10, 7);
    const LayerStats one = plain_stats(first, rows * 10), two = plain_stats(second, rows * 7);
    cr_assert_eq(inspect_layers(b.inspect, INSPECT_ACTIVATIONS), 2);
    expect_stats(stats_of(&b, INSPECT_ACTIVATIONS, 0), &one, 1e-5, "first layer");
    expect_stats(stats_of(&b, INSPECT_ACTIVATIONS, 1), &two, 1e-5, "second layer");
    cr_expect_eq(stats_of(&b, INSPECT_ACTIVATIONS, 1)->units, 7);
    free(x);
    free(first);
    free(second);
    bench_close(&b);
}

// Magnitudes in even bins of their logarithm; zeros in none; what is beyond in the outer ones.
Test(inspect, magnitudes_are_counted_by_powers_of_ten)
{
    Bench b;
    bench_open(&b, "blobs n=300 k=3", "hidden=10,7 activation=relu", 3);
    Real *params = b.train->learner.net.params;
    const Layer *dense = &b.train->learner.net.layers[dense_layer(&b.train->learner.net, 0)];
    Real *row = params + dense->weight; // of the first input: ten weights
    const double values[10] = { 0, 3e-9, -3e-5, 0.02, -0.5, 5, -70, 0, 2e-3, 8e3 };
    for (int i = 0; i < 10; i++) {
        row[i] = (Real)values[i];
        (row + padded(10))[i] = (Real)values[i]; // the second input's
    }
    look(&b);
    double low = 0, high = 0;
    cr_assert(inspect_log_range(b.inspect, INSPECT_WEIGHTS, 0, &low, &high));
    cr_expect_float_eq(low / 1e-9, 1, 1e-9);
    cr_expect_float_eq(high / 1e4, 1, 1e-9);
    uint32_t counts[13];
    inspect_log_histogram(b.inspect, INSPECT_WEIGHTS, 0, low, high, 13, counts); // one a decade
    const uint32_t expected[13] = { 2, 0, 0, 0, 2, 0, 2, 2, 2, 2, 2, 0, 2 };
    for (int i = 0; i < 13; i++) {
        cr_expect_eq(counts[i], expected[i], "bin %d: %u", i, counts[i]);
    }
    inspect_log_histogram(b.inspect, INSPECT_WEIGHTS, 0, 1e-3, 10, 4, counts);
    cr_expect(counts[0] == 6 && counts[1] == 2 && counts[2] == 2 && counts[3] == 6, "%u %u %u %u",
              counts[0], counts[1], counts[2], counts[3]);
    // Nothing but zeros has no range; numbers that are not finite do not count.
    for (int i = 0; i < 10; i++) {
        row[i] = (row + padded(10))[i] = i == 0 ? (Real)NAN : i == 1 ? (Real)INFINITY : 0;
    }
    look(&b);
    cr_expect(!inspect_log_range(b.inspect, INSPECT_WEIGHTS, 0, &low, &high));
    bench_close(&b);
}

// std over all values has two parts: over the rows, and between the units' means.
Test(inspect, the_signal_is_what_differs_between_rows)
{
    Bench b;
    bench_open(&b, "moons n=200", "hidden=10 activation=tanh init=he_normal bias=0.5", 3);
    look(&b);
    const int rows = b.on.set.train_count;
    double *x = malloc(sizeof *x * (size_t)(rows * 2));
    for (int i = 0; i < rows * 2; i++) {
        x[i] = (double)b.on.set.x[i];
    }
    double *y = plain_tanh_layer(&b, 0, x, 2, 10), variance = 0;
    for (int o = 0; o < 10; o++) {
        double column[1000];
        for (int i = 0; i < rows; i++) {
            column[i] = y[i * 10 + o];
        }
        variance += pow(plain_stats(column, rows).std, 2) / 10;
    }
    cr_expect_float_eq(stats_of(&b, INSPECT_ACTIVATIONS, 0)->signal, sqrt(variance), 1e-5);
    free(x);
    free(y);
    bench_close(&b);
}

// Of twenty rows all are looked at. The covariance written out: its trace squared over the sum of
// its squares.
static double plain_directions(const double *values, int rows, int units)
{
    double trace = 0, squares = 0;
    for (int a = 0; a < units; a++) {
        for (int c = 0; c < units; c++) {
            double mean_a = 0, mean_c = 0, both = 0;
            for (int i = 0; i < rows; i++) {
                mean_a += values[i * units + a] / rows;
                mean_c += values[i * units + c] / rows;
                both += values[i * units + a] * values[i * units + c] / rows;
            }
            const double covariance = both - mean_a * mean_c;
            trace += a == c ? covariance : 0;
            squares += covariance * covariance;
        }
    }
    return trace * trace / squares;
}

Test(inspect, directions_are_those_of_the_covariance)
{
    Bench b;
    bench_open(&b, "spiral n=20 train=1", "hidden=10,7 activation=tanh bias=0.25", 3);
    look(&b);
    double x[40];
    for (int i = 0; i < 40; i++) {
        x[i] = (double)b.on.set.x[i];
    }
    double *first = plain_tanh_layer(&b, 0, x, 2, 10);
    double *second = plain_tanh_layer(&b, 1, first, 10, 7);
    const double should[2] = { plain_directions(first, 20, 10), plain_directions(second, 20, 7) };
    for (int hidden = 0; hidden < 2; hidden++) {
        const double is = inspect_passed(b.inspect, hidden)->directions;
        cr_expect(is > 1 && is < 3, "%g", is);
        cr_expect_float_eq(is, should[hidden], 1e-4, "layer %d: %g, not %g", hidden, is,
                           should[hidden]);
    }
    free(first);
    free(second);
    bench_close(&b);
}

// A matrix of rank one leaves a line; of weights that are 0 nothing differs.
Test(inspect, behind_a_matrix_of_rank_one_inputs_differ_in_one_direction)
{
    Bench b;
    bench_open(&b, "spiral n=200 train=1", "hidden=3x8 activation=identity", 1);
    const Net *net = &b.train->learner.net;
    Real *second = net->params + net->layers[dense_layer(net, 1)].weight;
    for (int i = 0; i < 8; i++) {
        for (int j = 0; j < 8; j++) {
            second[i * padded(8) + j] = (Real)((i + 1) * (j - 3));
        }
    }
    look(&b);
    cr_expect_gt(inspect_passed(b.inspect, 0)->directions, 1.2);
    cr_expect_float_eq(inspect_passed(b.inspect, 1)->directions, 1, 1e-6);
    cr_expect_float_eq(inspect_passed(b.inspect, 2)->directions, 1, 1e-6);
    memset(net->params, 0, sizeof(Real) * net->param_count);
    look(&b);
    cr_expect(isnan(inspect_passed(b.inspect, 0)->directions), "nothing differs");
    bench_close(&b);
}

Test(inspect, weights_are_those_of_the_network_without_biases)
{
    Bench b;
    bench_open(&b, "xor", "hidden=5,20 activation=relu init=he_uniform bias=3", 2);
    look(&b);
    const Net *net = &b.train->learner.net;
    cr_assert_eq(inspect_layers(b.inspect, INSPECT_WEIGHTS), 3);
    for (int layer = 0; layer < 3; layer++) {
        int count;
        double *weight = get_weight(net, layer, net->params, &count);
        const LayerStats plain = plain_stats(weight, count);
        expect_stats(stats_of(&b, INSPECT_WEIGHTS, layer), &plain, 1e-12, "weights");
        free(weight);
    }
    bench_close(&b);
}

// A step over all rows has the same gradient, but for the order of the rows: 1e-4 of the largest.
Test(inspect, gradients_are_those_of_a_step_over_all_rows)
{
    static const char *const networks[] = {
        "hidden=9,8 activation=tanh batch=all",
        "hidden=9,8 activation=gelu batchnorm=before batch=all loss=bce_with_logits",
        "hidden=9,8 activation=sigmoid layernorm=after batchnorm=after batch=all loss=mse",
        "hidden=9 activation=silu batch=all label_smoothing=0.2",
    };
    for (size_t i = 0; i < COUNT(networks); i++) {
        Bench b;
        bench_open(&b, "spiral n=300 train=0.8", networks[i], 4);
        look(&b);
        train_step(b.train, false);
        const Learner *learner = &b.train->learner;
        cr_assert_eq(inspect_layers(b.inspect, INSPECT_GRADIENTS), learner->net.weighted_count);
        for (int layer = 0; layer < learner->net.weighted_count; layer++) {
            int count;
            double *gradient = get_weight(&learner->net, layer, learner->grad, &count);
            const LayerStats plain = plain_stats(gradient, count);
            expect_stats(stats_of(&b, INSPECT_GRADIENTS, layer), &plain, 1e-4, networks[i]);
            free(gradient);
        }
        bench_close(&b);
    }
}

static bool same_stats(const Bench *a, const Bench *b, InspectKind kind)
{
    bool same = inspect_layers(a->inspect, kind) == inspect_layers(b->inspect, kind);
    for (int layer = 0; same && layer < inspect_layers(a->inspect, kind); layer++) {
        const LayerStats *one = stats_of(a, kind, layer), *other = stats_of(b, kind, layer);
        same = one->mean == other->mean && one->std == other->std && one->min == other->min &&
               one->max == other->max && one->count == other->count;
    }
    return same;
}

Test(inspect, masks_and_penalties_are_not_seen)
{
    static const char *const pairs[][2] = {
        { "hidden=20,20 activation=relu", "hidden=20,20 activation=relu dropout=0.5" },
        { "hidden=20,20 activation=tanh", "hidden=20,20 activation=tanh dropconnect=0.5" },
        { "hidden=20,20 activation=elu", "hidden=20,20 activation=elu l1=0.1 l2=0.2 clip=0.001" },
        { "hidden=6 batchnorm=after", "hidden=6 batchnorm=after dropout=0.9 dropconnect=0.3" },
    };
    for (size_t i = 0; i < COUNT(pairs); i++) {
        Bench a, b;
        bench_open(&a, "moons", pairs[i][0], 1);
        bench_open(&b, "moons", pairs[i][1], 1);
        look(&a);
        look(&b);
        for (int kind = 0; kind < INSPECT_COUNT; kind++) {
            cr_expect(same_stats(&a, &b, kind), "%s: %s", pairs[i][1], inspect_rows[kind].key);
        }
        bench_close(&a);
        bench_close(&b);
    }
}

// Everything that a network has: all layers, an optimizer with memory, batches that do not fit.
static const char *const FULL =
    "hidden=12,9 activation=gelu batchnorm=before layernorm=after "
    "dropout=0.3 dropconnect=0.1 l2=0.01 clip=1 batch=30 optimizer=adam";

Test(inspect, looking_changes_nothing)
{
    Bench seen, unseen;
    bench_open(&seen, "spiral n=400", FULL, 5);
    bench_open(&unseen, "spiral n=400", FULL, 5);
    const size_t size = train_save_size(seen.train);
    char *before = malloc(size), *after = malloc(size);
    memset(before, 0, size);
    memset(after, 0, size);
    for (int step = 0; step < 20; step++) {
        train_save(seen.train, before);
        look(&seen);
        train_save(seen.train, after);
        cr_assert_arr_eq(before, after, size, "step %d", step);
        train_step(seen.train, step % 3 == 0);
        train_step(unseen.train, step % 3 == 0);
    }
    train_save(seen.train, before);
    train_save(unseen.train, after);
    cr_expect_arr_eq(before, after, size);
    free(before);
    free(after);
    bench_close(&seen);
    bench_close(&unseen);
}

Test(inspect, what_was_seen_stays_when_the_network_goes_on_or_away)
{
    Bench b;
    bench_open(&b, "spiral n=400", FULL, 5);
    look(&b);
    LayerStats stats[INSPECT_COUNT];
    uint32_t counts[INSPECT_COUNT][20];
    double low[INSPECT_COUNT], high[INSPECT_COUNT];
    for (int kind = 0; kind < INSPECT_COUNT; kind++) {
        stats[kind] = *stats_of(&b, kind, 1);
        inspect_range(b.inspect, kind, 1, &low[kind], &high[kind]);
        inspect_histogram(b.inspect, kind, 1, low[kind], high[kind], 20, counts[kind]);
    }
    for (int step = 0; step < 50; step++) {
        train_step(b.train, false);
    }
    train_destroy(b.train);
    b.train = NULL;
    for (int kind = 0; kind < INSPECT_COUNT; kind++) {
        uint32_t again[20];
        inspect_histogram(b.inspect, kind, 1, low[kind], high[kind], 20, again);
        cr_expect_eq(stats_of(&b, kind, 1)->mean, stats[kind].mean, "%s", inspect_rows[kind].key);
        cr_expect_arr_eq(again, counts[kind], sizeof again, "%s", inspect_rows[kind].key);
    }
    bench_close(&b);
}

Test(inspect, one_inspector_may_look_at_any_network_after_another)
{
    static const char *const networks[] = { "hidden=3x40 activation=relu batchnorm=before",
                                            "hidden=3x40 activation=relu batchnorm=after",
                                            "hidden=12x8 activation=gelu",
                                            "hidden=2",
                                            "hidden=3x40 activation=sigmoid",
                                            "hidden=4 inputs=x,y",
                                            "hidden=4 inputs=x2,y2" };
    Inspect *shared = inspect_create();
    for (size_t i = 0; i < 2 * COUNT(networks); i++) {
        Bench b;
        bench_open(&b, "moons", networks[i % COUNT(networks)], i);
        Bench other = b;
        other.inspect = shared;
        inspect_look(shared, b.train, i % 2 ? 17 : 1, true); // few rows first, then more
        look(&other);
        look(&b);
        for (int kind = 0; kind < INSPECT_COUNT; kind++) {
            cr_expect(same_stats(&b, &other, kind), "%s", networks[i % COUNT(networks)]);
        }
        bench_close(&b);
    }
    inspect_destroy(shared);
    inspect_destroy(NULL);
}

Test(inspect, without_gradients_there_are_none_and_before_a_look_there_is_nothing)
{
    Bench b;
    bench_open(&b, "moons", "hidden=8", 1);
    for (int kind = 0; kind < INSPECT_COUNT; kind++) {
        cr_expect_eq(inspect_layers(b.inspect, kind), 0);
    }
    inspect_look(b.inspect, b.train, 100, false);
    cr_expect_eq(inspect_layers(b.inspect, INSPECT_GRADIENTS), 0);
    cr_expect_eq(inspect_layers(b.inspect, INSPECT_WEIGHTS), 2);
    cr_expect_eq(stats_of(&b, INSPECT_ACTIVATIONS, 0)->count, 100 * 8);
    bench_close(&b);
}

// Normalized over the batch, so mean 0 and std 1 (the eps of 1e-5 in the variance takes 5e-6 at
// unit variance), whatever the running statistics, which begin at 0 and 1.
Test(inspect, batch_norm_is_seen_as_in_training)
{
    Bench b;
    bench_open(&b, "noise n=500 features=30 train=1",
               "hidden=2x30 activation=identity init=normal std=3 batchnorm=before", 1);
    look(&b);
    for (int layer = 0; layer < 2; layer++) {
        const LayerStats *stats = stats_of(&b, INSPECT_ACTIVATIONS, layer);
        cr_expect_float_eq(stats->mean, 0, 1e-5, "mean %g", stats->mean);
        cr_expect_float_eq(stats->std, 1, 1e-5, "std %.9g", stats->std);
        cr_expect_float_eq(stats->signal, 1, 1e-5, "signal %.9g", stats->signal);
    }
    bench_close(&b);
}

// Over a batch of one everything would be 0. With the running statistics at their start the
// normalization does next to nothing.
Test(inspect, one_row_alone_goes_through_batch_norm_in_evaluation_mode)
{
    Bench b, plain;
    bench_open(&b, "moons", "hidden=8 activation=identity batchnorm=before", 1);
    bench_open(&plain, "moons", "hidden=8 activation=identity", 1);
    inspect_look(b.inspect, b.train, 1, true);
    inspect_look(plain.inspect, plain.train, 1, true);
    const LayerStats *with = stats_of(&b, INSPECT_ACTIVATIONS, 0);
    const LayerStats *without = stats_of(&plain, INSPECT_ACTIVATIONS, 0);
    cr_expect_eq(with->count, 8);
    cr_expect(without->std > 0.1);
    cr_expect_float_eq(with->std, without->std, 1e-5 * without->std);
    cr_expect_eq(inspect_layers(b.inspect, INSPECT_GRADIENTS), 0);
    cr_expect_eq(inspect_layers(plain.inspect, INSPECT_GRADIENTS), 2);
    bench_close(&b);
    bench_close(&plain);
}

// Whatever follows the activation: norms and dropout must not be taken for it.
Test(inspect, activations_are_taken_straight_after_the_function)
{
    static const char *const behind[] = { "", "batchnorm=after", "layernorm=after",
                                          "batchnorm=after layernorm=after dropout=0.5",
                                          "batchnorm=before layernorm=before dropout=0.5" };
    for (int k = 0; k < ACTIVATION_COUNT; k++) {
        for (size_t i = 0; i < COUNT(behind); i++) {
            char network[160];
            snprintf(network, sizeof network, "hidden=4x20 init=normal std=2 activation=%s %s",
                     activations[k].kind.key, behind[i]);
            Bench b;
            bench_open(&b, "circle", network, 1);
            look(&b);
            for (int layer = 0; layer < 4; layer++) {
                double low, high;
                uint32_t counts[50];
                const LayerStats *stats = stats_of(&b, INSPECT_ACTIVATIONS, layer);
                inspect_range(b.inspect, INSPECT_ACTIVATIONS, layer, &low, &high);
                inspect_histogram(b.inspect, INSPECT_ACTIVATIONS, layer, low, high, 50, counts);
                cr_expect_eq(total(counts, 50), stats->count, "%s: all values in the range",
                             network);
                cr_expect(stats->min >= low && stats->max <= high, "%s", network);
                cr_expect(!activations[k].can_die || stats->min == 0, "%s: least value %g", network,
                          stats->min);
            }
            bench_close(&b);
        }
    }
}

Test(inspect, bounded_activations_have_their_own_range)
{
    Bench b;
    double low, high;
    bench_open(&b, "moons", "hidden=8 activation=sigmoid", 1);
    look(&b);
    inspect_range(b.inspect, INSPECT_ACTIVATIONS, 0, &low, &high);
    cr_expect(low == 0 && high == 1);
    inspect_range(b.inspect, INSPECT_WEIGHTS, 0, &low, &high);
    cr_expect_eq(low, stats_of(&b, INSPECT_WEIGHTS, 0)->min, "weights have none");
    bench_close(&b);
    bench_open(&b, "moons", "hidden=8 activation=tanh", 1);
    look(&b);
    inspect_range(b.inspect, INSPECT_ACTIVATIONS, 0, &low, &high);
    cr_expect(low == -1 && high == 1);
    bench_close(&b);
}

// Values of every size, with room on both sides.
Test(inspect, a_range_is_never_empty)
{
    static const double constants[] = { 0, 1, -1, 1e-30, -1e-30, 1e30, -5e-38 };
    for (size_t i = 0; i < COUNT(constants); i++) {
        Bench b;
        bench_open(&b, "moons", "hidden=20", 1);
        Net *net = &b.train->learner.net;
        double weight[40];
        for (int k = 0; k < 40; k++) {
            weight[k] = constants[i];
        }
        net_set_weight(net, dense_layer(net, 0), net->params, weight);
        look(&b);
        double low, high;
        uint32_t counts[7];
        inspect_range(b.inspect, INSPECT_WEIGHTS, 0, &low, &high);
        inspect_histogram(b.inspect, INSPECT_WEIGHTS, 0, low, high, 7, counts);
        cr_expect(low < (double)(Real)constants[i] && (double)(Real)constants[i] < high, "%g",
                  constants[i]);
        cr_expect_eq(counts[3], 40, "%g: in the middle", constants[i]);
        cr_expect_eq(stats_of(&b, INSPECT_WEIGHTS, 0)->std, 0, "%g", constants[i]);
        bench_close(&b);
    }
}

// Weights of a layer [20][2] set to mean + step·(0, 1, 2, ...) as floats have them.
static void expect_spread(double mean, double step)
{
    Bench b;
    bench_open(&b, "moons", "hidden=20", 1);
    Net *net = &b.train->learner.net;
    double weight[40];
    for (int k = 0; k < 40; k++) {
        weight[k] = (double)(Real)(mean + step * k);
    }
    net_set_weight(net, dense_layer(net, 0), net->params, weight);
    look(&b);
    const LayerStats plain = plain_stats(weight, 40);
    char what[64];
    snprintf(what, sizeof what, "mean %g, step %g", mean, step);
    expect_stats(stats_of(&b, INSPECT_WEIGHTS, 0), &plain, 1e-6, what);
    bench_close(&b);
}

Test(inspect, the_std_is_right_for_small_values_and_for_large_means)
{
    static const double means[] = { 0, 1e-6, 1, -1000, 1e6, 1e20 };
    static const double steps[] = { 1e-9, 1e-6, 1e-3, 1, 1e3, 1e15 };
    for (size_t i = 0; i < COUNT(means); i++) {
        for (size_t k = 0; k < COUNT(steps); k++) {
            expect_spread(means[i], steps[k]);
        }
    }
}

Test(inspect, values_that_are_not_finite_are_counted_apart)
{
    static const double bad[] = { NAN, INFINITY, -INFINITY };
    Bench b;
    bench_open(&b, "moons", "hidden=20 activation=tanh", 1);
    Net *net = &b.train->learner.net;
    int count;
    double *weight = get_weight(net, 0, net->params, &count);
    for (size_t i = 0; i < COUNT(bad); i++) {
        weight[7 * i] = bad[i];
    }
    net_set_weight(net, dense_layer(net, 0), net->params, weight);
    look(&b);
    const LayerStats plain = plain_stats(weight, count);
    expect_stats(stats_of(&b, INSPECT_WEIGHTS, 0), &plain, 1e-12, "three bad weights");
    cr_expect_eq(plain.bad, 3);
    uint32_t counts[10];
    double low, high;
    inspect_range(b.inspect, INSPECT_WEIGHTS, 0, &low, &high);
    inspect_histogram(b.inspect, INSPECT_WEIGHTS, 0, low, high, 10, counts);
    cr_expect_eq(total(counts, 10), (size_t)count - 3);
    const LayerStats *seen = stats_of(&b, INSPECT_ACTIVATIONS, 0);
    cr_expect_eq(seen->bad, (size_t)b.on.set.train_count, "one unit of NaN; tanh(±∞) = ±1");
    cr_expect(isfinite(seen->mean) && isfinite(seen->std) && isnan(seen->signal));
    cr_expect_eq(judged(&b).kind, SIGNAL_EXPLODES);
    free(weight);
    bench_close(&b);
}

Test(inspect, a_network_of_nan_has_no_numbers_and_no_crash)
{
    Bench b;
    bench_open(&b, "moons", "hidden=20 activation=relu batchnorm=before", 1);
    Net *net = &b.train->learner.net;
    for (size_t i = 0; i < net->param_count; i++) {
        net->params[i] = NAN;
    }
    look(&b);
    for (int kind = 0; kind < INSPECT_COUNT; kind++) {
        const LayerStats *stats = stats_of(&b, kind, 0);
        double low, high;
        uint32_t counts[10];
        inspect_range(b.inspect, kind, 0, &low, &high);
        inspect_histogram(b.inspect, kind, 0, low, high, 10, counts);
        cr_expect_eq(total(counts, 10), stats->count, "%s", inspect_rows[kind].key);
        cr_expect_eq(stats->dead_units, 0, "%s", inspect_rows[kind].key);
        if (kind == INSPECT_WEIGHTS) {
            cr_expect_eq(stats->count, 0);
            cr_expect(isnan(stats->mean) && isnan(stats->std) && isnan(stats->min));
        }
    }
    bench_close(&b);
}

Test(inspect, dead_units_are_those_that_are_0_for_every_row)
{
    Bench b;
    bench_open(&b, "moons", "hidden=70 activation=relu", 1);
    uint8_t flags[70];
    look(&b);
    inspect_units(b.inspect, 0, flags);
    int dead = 0;
    for (int unit = 0; unit < 70; unit++) {
        dead += flags[unit];
    }
    cr_expect_eq(stats_of(&b, INSPECT_ACTIVATIONS, 0)->dead_units, dead);
    for (int unit = 0; unit < 70; unit++) {
        bias_of(&b, 0)[unit] = unit % 7 == 3 ? -1e6f : 1e6f;
    }
    look(&b);
    inspect_units(b.inspect, 0, flags);
    cr_expect_eq(stats_of(&b, INSPECT_ACTIVATIONS, 0)->dead_units, 10);
    cr_expect_float_eq(stats_of(&b, INSPECT_ACTIVATIONS, 0)->zero_share, 1.0 / 7, 1e-12);
    for (int unit = 0; unit < 70; unit++) {
        cr_expect_eq(flags[unit], unit % 7 == 3 ? 1 : 0, "unit %d", unit);
    }
    bench_close(&b);
}

Test(inspect, units_are_saturated_when_most_of_their_values_are)
{
    static const char *const bounded[] = { "sigmoid", "tanh" };
    for (size_t i = 0; i < COUNT(bounded); i++) {
        char network[80];
        snprintf(network, sizeof network, "hidden=2x30 init=normal std=0.01 activation=%s",
                 bounded[i]);
        Bench b;
        bench_open(&b, "moons", network, 1);
        for (int unit = 0; unit < 30; unit++) {
            bias_of(&b, 1)[unit] = unit % 5 == 1 ? 10.0f : unit % 5 == 2 ? -10.0f : 0.0f;
        }
        uint8_t flags[30];
        look(&b);
        inspect_units(b.inspect, 1, flags);
        cr_expect_float_eq(stats_of(&b, INSPECT_ACTIVATIONS, 1)->saturated_share, 0.4, 1e-12);
        cr_expect_eq(stats_of(&b, INSPECT_ACTIVATIONS, 0)->saturated_share, 0);
        for (int unit = 0; unit < 30; unit++) {
            const bool pushed = unit % 5 == 1 || unit % 5 == 2;
            cr_expect_eq(flags[unit], pushed ? 2 : 0, "%s, unit %d", bounded[i], unit);
        }
        bench_close(&b);
    }
}

// Dead units are found by adding up columns.
Test(inspect, what_can_die_is_never_negative)
{
    for (int k = 0; k < ACTIVATION_COUNT; k++) {
        _Alignas(64) Real z[LANES], y[LANES];
        for (int i = 0; i < LANES; i++) {
            z[i] = (Real)(i - LANES / 2);
        }
        kernels_best()->activate[k](LANES, y, z, 1);
        for (int i = 0; i < LANES; i++) {
            cr_expect(!activations[k].can_die || y[i] >= 0, "%s(%g)", activations[k].kind.key,
                      (double)z[i]);
        }
    }
}
