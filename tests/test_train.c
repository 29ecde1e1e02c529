// Training: what is learnt, in which order, what comes back from a saved state, what is refused;
// and a whole epoch against the formulas written out in double.
#include "data_bench.h"

#include "base/parallel.h"
#include "base/rng.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The data's first rows alone, `count` of them trained on.
static void bench_cut(DataBench *b, int rows, int count)
{
    cr_assert(rows <= b->set.rows);
    b->set.rows = rows;
    b->set.train_count = count;
}

// The padded inputs of a row of two features, to be spoilt.
static Real *inputs_of(DataBench *b, uint32_t row)
{
    return (Real *)b->data.x + row * LANES;
}

static Train *network(const DataBench *b, const char *text)
{
    const NetSpec spec = spec_of(text, 1);
    return train_of(&spec, b);
}

static void steps(Train *train, int count)
{
    for (int i = 0; i < count; i++) {
        train_step(train, false);
    }
}

// A state and its size. To be freed.
static char *saved(const Train *train, size_t *size)
{
    *size = train_save_size(train);
    char *state = memory_get(*size);
    train_save(train, state);
    return state;
}

static bool same(const Train *a, const Train *b)
{
    size_t a_size, b_size;
    char *a_state = saved(a, &a_size), *b_state = saved(b, &b_size);
    const bool equal = a_size == b_size && memcmp(a_state, b_state, a_size) == 0;
    free(a_state);
    free(b_state);
    return equal;
}

// What a network of this size must have learnt by then. Reached with some room by all of ten seeds.
static const struct Learnt {
    const char *data, *network;
    int epochs;
    double accuracy; // of validation; 0: regression
    double loss;     // at most; 0: not asked
} learnt[] = {
    { "xor", "hidden=8", 40, 0.95, 0 },
    { "circle", "hidden=8,8", 20, 0.97, 0 },
    { "circle", "hidden=8,8 loss=bce_with_logits batch=10", 20, 0.97, 0 },
    { "gauss", "hidden=4 loss=mse", 20, 0.97, 0 },
    { "spiral n=600", "hidden=2x32 activation=relu init=he_normal", 60, 0.97, 0 },
    { "spiral n=600", "hidden=2x32 batchnorm=before", 60, 0.97, 0 },
    { "spiral arms=3 n=600", "hidden=2x32 activation=relu init=he_normal loss=mse batch=10", 80,
      0.97, 0 },
    { "moons", "hidden=2x16 layernorm=after", 40, 0.97, 0 },
    { "blobs k=4", "hidden=16 label_smoothing=0.1", 20, 0.9, 0 },
    { "checkerboard n=1000", "hidden=3x32 activation=silu", 80, 0.9, 0 },
    { "plane", "hidden=8", 60, 0, 0.002 },
    { "wave", "hidden=2x32 batch=10", 100, 0, 0.015 },
};

Test(train, learns_what_networks_of_its_kind_learn)
{
    for (size_t i = 0; i < COUNT(learnt); i++) {
        DataBench b;
        data_bench_open(&b, learnt[i].data, 1);
        Train *train = network(&b, learnt[i].network);
        while (train_epoch(train) < learnt[i].epochs) {
            train_step(train, false);
        }
        const TrainScore score = train_score(train, true);
        cr_expect_not(train->learner.lost);
        if (b.set.classes > 0) {
            cr_expect_geq(score.accuracy, learnt[i].accuracy, "%s, %s: %g, loss %g", learnt[i].data,
                          learnt[i].network, score.accuracy, score.loss);
        } else {
            cr_expect(isnan(score.accuracy));
            cr_expect_leq(score.loss, learnt[i].loss, "%s, %s: %g", learnt[i].data,
                          learnt[i].network, score.loss);
        }
        train_destroy(train);
        data_bench_close(&b);
    }
}

// The plain double implementation: 2-3-1, tanh, squared error, gradient descent.
typedef struct Plain {
    double w1[3][2], b1[3], w2[3], b2;
} Plain;

static void plain_read(Plain *plain, const Train *train)
{
    const Net *net = &train->learner.net;
    int dense = 0;
    for (int i = 0; i < net->layer_count; i++) {
        const Layer *layer = &net->layers[i];
        if (layer->plan.kind == LAYER_DENSE) {
            double weight[6];
            net_get_weight(net, i, net->params, weight);
            if (dense == 0) {
                memcpy(plain->w1, weight, sizeof plain->w1);
            } else {
                memcpy(plain->w2, weight, sizeof plain->w2);
            }
            for (int o = 0; o < layer->plan.out; o++) {
                *(dense == 0 ? &plain->b1[o] : &plain->b2) = net->params[layer->bias + (size_t)o];
            }
            dense++;
        }
    }
}

static double plain_output(const Plain *plain, const float *x, double h[3])
{
    double y = plain->b2;
    for (int j = 0; j < 3; j++) {
        h[j] = tanh(plain->b1[j] + plain->w1[j][0] * x[0] + plain->w1[j][1] * x[1]);
        y += plain->w2[j] * h[j];
    }
    return y;
}

// One step along the mean of (y - t)² over the rows; that loss before the step.
static double plain_step(Plain *plain, const Dataset *set, const uint32_t *rows, int count,
                         double lr)
{
    Plain g = { 0 };
    double loss = 0;
    for (int i = 0; i < count; i++) {
        const float *x = set->x + 2 * rows[i];
        double h[3];
        const double error = plain_output(plain, x, h) - set->target[rows[i]];
        const double dy = 2 * error / count;
        loss += error * error / count;
        g.b2 += dy;
        for (int j = 0; j < 3; j++) {
            const double dz = dy * plain->w2[j] * (1 - h[j] * h[j]);
            g.w2[j] += dy * h[j];
            g.b1[j] += dz;
            g.w1[j][0] += dz * x[0];
            g.w1[j][1] += dz * x[1];
        }
    }
    double *to = &plain->w1[0][0];
    const double *from = &g.w1[0][0];
    for (size_t i = 0; i < sizeof g / sizeof(double); i++) {
        to[i] -= lr * from[i];
    }
    return loss;
}

Test(train, an_epoch_is_what_the_formulas_say)
{
    DataBench b;
    data_bench_open(&b, "plane n=100 noise=0.1 train=0.7", 1);
    Train *train = network(&b, "hidden=3 activation=tanh optimizer=sgd lr=0.1 batch=16 bias=0.1");
    Plain plain, got;
    plain_read(&plain, train);
    cr_assert_eq(train->epoch_steps, 5, "70 rows: four batches of 16 and one of 6");
    for (int step = 0; step < 5; step++) {
        const LearnStep made = train_step(train, true);
        const double loss =
            plain_step(&plain, &b.set, train->order + 16 * step, step < 4 ? 16 : 6, 0.1);
        cr_expect_float_eq(made.loss, loss, 1e-5, "step %d: %.9g, not %.9g", step, made.loss, loss);
    }
    plain_read(&got, train);
    const double *ours = &got.w1[0][0], *theirs = &plain.w1[0][0];
    for (size_t i = 0; i < sizeof got / sizeof(double); i++) {
        cr_expect_float_eq(ours[i], theirs[i], 1e-5, "parameter %zu", i);
    }
    double loss = 0, h[3];
    for (int i = 70; i < 100; i++) {
        const double error = plain_output(&plain, b.set.x + 2 * i, h) - b.set.target[i];
        loss += error * error / 30;
    }
    cr_expect_float_eq(train_score(train, true).loss, loss, 1e-5);
    train_destroy(train);
    data_bench_close(&b);
}

Test(train, an_epochs_order_is_a_permutation_of_the_training_rows_and_each_epochs_own)
{
    DataBench b;
    data_bench_open(&b, "moons n=400 train=0.7", 1);
    Train *train = network(&b, "batch=40");
    uint32_t before[280] = { 0 };
    for (int epoch = 0; epoch < 5; epoch++) {
        steps(train, 7);
        cr_assert_eq(train_epoch(train), epoch + 1);
        cr_assert(train_epoch_ended(train));
        cr_expect_eq(train->order_epoch, epoch);
        bool seen[280] = { false };
        int kept = 0;
        for (int i = 0; i < 280; i++) {
            cr_assert_lt(train->order[i], 280u);
            cr_expect_not(seen[train->order[i]]);
            seen[train->order[i]] = true;
            kept += epoch > 0 && train->order[i] == before[i];
        }
        // The fixed points of a random permutation are Poisson(1): ten are a chance of 1e-7.
        cr_expect_lt(kept, 10);
        memcpy(before, train->order, sizeof before);
    }
    train_destroy(train);
    data_bench_close(&b);
}

// Every row equally likely at every place: chi squared with 6 degrees of freedom for each place of
// seven rows over 7,000 epochs; 30 is a chance of 4e-5 for each of the seven.
Test(train, every_row_comes_equally_often_at_every_place)
{
    DataBench b;
    data_bench_open(&b, "gauss", 1);
    bench_cut(&b, 8, 7);
    Train *train = network(&b, "hidden=1 batch=all");
    int counts[7][7] = { { 0 } }; // [place][row]
    for (int epoch = 0; epoch < 7000; epoch++) {
        train_step(train, false);
        for (int place = 0; place < 7; place++) {
            counts[place][train->order[place]]++;
        }
    }
    for (int place = 0; place < 7; place++) {
        double chi = 0;
        for (int row = 0; row < 7; row++) {
            chi += (counts[place][row] - 1000) * (counts[place][row] - 1000) / 1000.0;
        }
        cr_expect_lt(chi, 30, "place %d: %g", place, chi);
    }
    train_destroy(train);
    data_bench_close(&b);
}

Test(train, networks_of_one_seed_see_the_same_batches_and_of_another_others)
{
    DataBench b;
    data_bench_open(&b, "circle", 1);
    Train *a = network(&b, "hidden=4 batch=10"), *other = network(&b, "hidden=4 batch=10 seed=2");
    Train *deep = network(&b, "hidden=5x9 batchnorm=after dropout=0.3 optimizer=sgd batch=25");
    while (train_epoch(a) < 3) {
        train_step(a, false);
        train_step(other, false);
    }
    while (train_epoch(deep) < 3) {
        train_step(deep, false);
    }
    const size_t bytes = sizeof *a->order * (size_t)b.set.train_count;
    cr_expect_arr_eq(a->order, deep->order, bytes);
    cr_expect_arr_neq(a->order, other->order, bytes);
    train_destroy(a);
    train_destroy(deep);
    train_destroy(other);
    data_bench_close(&b);
}

Test(train, never_trains_on_validation_rows)
{
    DataBench b, poisoned;
    data_bench_open(&b, "spiral train=0.6", 1);
    data_bench_open(&poisoned, "spiral train=0.6", 1);
    for (int i = poisoned.set.train_count; i < poisoned.set.rows; i++) {
        Real *x = inputs_of(&poisoned, (uint32_t)i);
        x[0] = x[1] = NAN;
        poisoned.data.wide[i * LANES] = poisoned.data.single[i * LANES] = NAN;
    }
    Train *a = network(&b, "batch=7 batchnorm=before"),
          *c = network(&poisoned, "batch=7 batchnorm=before");
    steps(a, 200);
    steps(c, 200);
    cr_expect(same(a, c));
    cr_expect(isfinite(train_score(c, false).loss));
    cr_expect_not(c->learner.lost);
    cr_expect(isnan(train_score(c, true).loss));
    cr_expect(c->learner.lost, "a score that is not finite loses the network");
    cr_expect_eq(c->lost_step, 200);
    train_destroy(a);
    train_destroy(c);
    data_bench_close(&b);
    data_bench_close(&poisoned);
}

Test(train, uses_a_last_short_batch)
{
    DataBench b;
    data_bench_open(&b, "gauss n=402 train=0.7", 1);
    bench_cut(&b, 402, 282);
    Train *train = network(&b, "batch=40");
    cr_assert_eq(train->epoch_steps, 8);
    train_step(train, false);
    inputs_of(&b, train->order[280])[0] = NAN; // of the two rows of the last batch
    steps(train, 6);
    cr_expect_not(train->learner.lost);
    cr_expect_not(train_epoch_ended(train));
    const LearnStep last = train_step(train, true);
    cr_expect(isnan(last.loss));
    cr_expect(train->learner.lost);
    cr_expect_eq(train->lost_step, 8);
    train_destroy(train);
    data_bench_close(&b);
}

// Each row trains once an epoch, and nobody's step is a single row's.
Test(train, a_last_row_alone_joins_the_batch_before_it)
{
    static const struct {
        int rows, batch, steps, last;
    } epochs[] = {
        { 281, 40, 7, 41 }, { 281, 2, 140, 3 }, { 281, 280, 1, 281 }, { 3, 2, 1, 3 },
        { 282, 40, 8, 2 },  { 280, 40, 7, 40 }, { 281, 281, 1, 281 }, { 281, 1, 281, 1 },
        { 2, 1, 2, 1 },     { 281, 39, 8, 8 },
    };
    DataBench b;
    data_bench_open(&b, "gauss n=600", 1);
    for (size_t k = 0; k < COUNT(epochs); k++) {
        char text[80];
        bench_cut(&b, 400, epochs[k].rows);
        snprintf(text, sizeof text, "hidden=3 mixup=0.1 batch=%d", epochs[k].batch);
        Train *train = network(&b, text);
        cr_expect_eq(train->epoch_steps, epochs[k].steps, "%d in %d", epochs[k].rows,
                     epochs[k].batch);
        int seen[282] = { 0 };
        for (long step = 0; step < 2 * train->epoch_steps; step++) {
            int count;
            const uint32_t *rows = train_rows(train, step, &count);
            const bool last = (step + 1) % train->epoch_steps == 0;
            cr_expect_eq(count, last ? epochs[k].last : epochs[k].batch);
            for (int i = 0; i < count; i++) {
                seen[rows[i]]++;
            }
            train_step(train, false);
        }
        for (int row = 0; row < epochs[k].rows; row++) {
            cr_expect_eq(seen[row], 2, "row %d of %d in %d", row, epochs[k].rows, epochs[k].batch);
        }
        cr_expect_not(train->learner.lost);
        train_destroy(train);
    }
    data_bench_close(&b);
}

Test(train, networks_side_by_side_see_the_same_batches_with_and_without_batch_norm)
{
    DataBench b;
    data_bench_open(&b, "gauss n=400", 1);
    bench_cut(&b, 400, 281);
    Train *plain = network(&b, "batch=20"), *normed = network(&b, "batch=20 batchnorm=before");
    cr_expect_eq(plain->epoch_steps, normed->epoch_steps);
    int plain_count, normed_count;
    train_rows(plain, 13, &plain_count);
    train_rows(normed, 13, &normed_count);
    cr_expect_eq(plain_count, 21);
    cr_expect_eq(normed_count, 21);
    steps(normed, 28);
    cr_expect_eq(train_epoch(normed), 2);
    cr_expect_gt(train_score(normed, false).accuracy, 0.9);
    train_destroy(plain);
    train_destroy(normed);
    data_bench_close(&b);
}

Test(train, reads_rows_that_need_no_padding_where_they_lie)
{
    DataBench b, wider;
    data_bench_open(&b, "digits n=20", 1);
    data_bench_open(&wider, "noise n=20 features=17", 1);
    cr_expect_eq(b.data.x, b.set.x);
    cr_expect_eq((uintptr_t)b.data.x % 64, 0, "as the kernels want them");
    cr_expect_neq(wider.data.x, wider.set.x);
    for (size_t row = 0; row < 20; row++) {
        for (size_t j = 0; j < 32; j++) {
            cr_assert_eq(wider.data.x[row * 32 + j], j < 17 ? wider.set.x[row * 17 + j] : 0);
        }
    }
    data_bench_close(&b);
    data_bench_close(&wider);
}

Test(train, cuts_a_batch_to_the_rows_there_are)
{
    static const char *const specs[] = { "batch=all", "batch=1000", "batch=280", "batch=281" };
    DataBench b;
    data_bench_open(&b, "gauss n=400 train=0.7", 1);
    Train *all = network(&b, specs[0]);
    steps(all, 5);
    for (size_t i = 1; i < COUNT(specs); i++) {
        Train *train = network(&b, specs[i]);
        cr_expect_eq(train->batch, 280);
        cr_expect_eq(train->epoch_steps, 1);
        steps(train, 5);
        cr_expect_eq(train_epoch(train), 5);
        cr_expect(same(all, train), "%s", specs[i]);
        train_destroy(train);
    }
    train_destroy(all);
    data_bench_close(&b);
}

Test(train, gives_the_same_bits_for_the_same_seed_and_others_for_another)
{
    static const char spec[] = "batchnorm=before dropout=0.3 dropconnect=0.1 batch=11";
    DataBench b;
    data_bench_open(&b, "moons", 1);
    Train *a = network(&b, spec), *again = network(&b, spec);
    Train *other = network(&b, "batchnorm=before dropout=0.3 dropconnect=0.1 batch=11 seed=2");
    cr_expect_not(same(a, other), "weights are drawn from the seed");
    for (int i = 0; i < 100; i++) {
        const LearnStep one = train_step(a, false), two = train_step(again, i % 3 == 0);
        cr_expect_eq(one.loss, two.loss, "measuring changes nothing");
        cr_expect(isnan(one.grad_norm));
        cr_expect_eq(isnan(two.update_ratio), i % 3 != 0);
        if (i % 10 == 0) {
            train_score(again, true);
            train_score(again, false); // nor does looking
        }
    }
    cr_expect(same(a, again));
    train_destroy(a);
    train_destroy(again);
    train_destroy(other);
    data_bench_close(&b);
}

Test(train, goes_on_from_a_saved_state_with_the_same_bits)
{
    DataBench b;
    data_bench_open(&b, "spiral", 1);
    for (int k = 0; k < OPTIM_COUNT; k++) {
        if (!(optims[k].places & OPTIM_IN_NETWORKS) || optims[k].all_data) {
            continue;
        }
        char text[200];
        if (!(optims[k].places & OPTIM_IN_NETWORKS)) {
            continue;
        }
        snprintf(
            text, sizeof text,
            "hidden=12,9 batchnorm=before layernorm=after dropout=0.2 dropconnect=0.1 batch=%s "
            "optimizer=%s",
            optims[k].all_data ? "all" : "16", optims[k].kind.key);
        Train *train = network(&b, text), *elsewhere = network(&b, text);
        steps(train, 45); // in the middle of an epoch
        cr_assert(optims[k].all_data || !train_epoch_ended(train));
        size_t size;
        char *state = saved(train, &size);
        steps(train, 60);
        steps(elsewhere, 7);
        train_load(elsewhere, state);
        cr_expect_eq(elsewhere->learner.step, 45);
        steps(elsewhere, 60);
        cr_expect(same(train, elsewhere), "%s, in another network", optims[k].kind.key);
        const double score = train_score(train, true).loss;
        train_load(train, state);
        cr_expect_neq(train_score(train, true).loss, score);
        steps(train, 60);
        cr_expect(same(train, elsewhere), "%s, in the same one", optims[k].kind.key);
        cr_expect_eq(train_score(train, true).loss, score);
        free(state);
        train_destroy(train);
        train_destroy(elsewhere);
    }
    data_bench_close(&b);
}

Test(train, brings_a_lost_network_back_to_before)
{
    DataBench b;
    data_bench_open(&b, "plane", 1);
    Train *train = network(&b, "optimizer=sgd lr=0.1");
    steps(train, 10);
    size_t size;
    char *state = saved(train, &size);
    NetSpec rash = spec_of("optimizer=sgd lr=10", 1);
    train_adjust(train, &rash);
    steps(train, 1000);
    cr_assert(train->learner.lost);
    size_t lost_size;
    char *lost = saved(train, &lost_size);
    const long lost_step = train->lost_step;
    train_load(train, state);
    cr_expect_not(train->learner.lost);
    cr_expect_eq(train->lost_step, 0);
    rash = spec_of("optimizer=sgd lr=0.1", 1);
    train_adjust(train, &rash);
    steps(train, 10);
    cr_expect_not(train->learner.lost);
    cr_expect_eq(train->learner.step, 20);
    train_load(train, lost);
    cr_expect(train->learner.lost);
    cr_expect_eq(train->lost_step, lost_step);
    free(state);
    free(lost);
    train_destroy(train);
    data_bench_close(&b);
}

Test(train, adjusting_to_the_same_changes_no_bit)
{
    static const char spec[] =
        "dropout=0.2 batchnorm=after optimizer=adam lr=0.02 l2=0.001 clip=1 batch=16";
    DataBench b;
    data_bench_open(&b, "spiral", 1);
    Train *train = network(&b, spec), *left = network(&b, spec);
    const NetSpec again = spec_of(spec, 1);
    for (int i = 0; i < 50; i++) {
        train_adjust(train, &again);
        train_step(train, false);
        train_step(left, false);
    }
    cr_expect(same(train, left));
    train_destroy(train);
    train_destroy(left);
    data_bench_close(&b);
}

// Each takes effect at once and only on the numbers of what comes.
static const char *const adjustments[] = {
    "dropout=0.4", "dropconnect=0.2",     "optimizer=adam lr=0.1 beta1=0.5",
    "l1=0.01",     "label_smoothing=0.3", "l2=0.01 clip=0.1 dropout=0.1",
};

Test(train, adjusted_goes_on_like_a_network_made_so_with_the_state_of_then)
{
    DataBench b;
    data_bench_open(&b, "spiral", 1);
    for (size_t i = 0; i < COUNT(adjustments); i++) {
        char text[200];
        snprintf(text, sizeof text, "batch=16 %s", adjustments[i]);
        Train *train = network(&b, "batch=16"), *plain = network(&b, "batch=16");
        Train *made = network(&b, text);
        const NetSpec now = spec_of(text, 1), back = spec_of("batch=16", 1);
        steps(train, 25);
        size_t size;
        char *state = saved(train, &size);
        train_load(made, state);
        train_load(plain, state);
        train_adjust(train, &now);
        cr_expect(same(train, plain), "%s keeps parameters, memory and step", adjustments[i]);
        steps(train, 30);
        steps(made, 30);
        steps(plain, 30);
        cr_expect(same(train, made), "%s", adjustments[i]);
        cr_expect_not(same(train, plain), "%s takes effect", adjustments[i]);
        train_adjust(train, &back);
        free(state);
        state = saved(train, &size);
        train_load(plain, state);
        steps(train, 20);
        steps(plain, 20);
        cr_expect(same(train, plain), "%s, and back", adjustments[i]);
        free(state);
        train_destroy(train);
        train_destroy(made);
        train_destroy(plain);
    }
    data_bench_close(&b);
}

static const struct Shape {
    const char *data, *network;
    int outputs;
    bool single; // the target is one number
} shapes[] = {
    { "circle", "", 2, false },
    { "circle", "loss=bce_with_logits", 1, true },
    { "circle", "loss=mse", 1, true },
    { "blobs k=3", "", 3, false },
    { "blobs k=3", "loss=bce_with_logits", 3, false },
    { "blobs k=3", "loss=mse", 3, false },
    { "noise features=2 classes=20 train=0.7", "label_smoothing=0.1", 20, false },
    { "plane", "", 1, true },
    { "plane", "loss=mse", 1, true },
};

Test(train, has_the_outputs_that_its_data_and_loss_ask_for)
{
    for (size_t i = 0; i < COUNT(shapes); i++) {
        DataBench b;
        data_bench_open(&b, shapes[i].data, 1);
        Train *train = network(&b, shapes[i].network);
        cr_expect_eq(train->outputs, shapes[i].outputs, "%s %s", shapes[i].data, shapes[i].network);
        cr_expect_eq(train->learner.net.outputs, shapes[i].outputs);
        cr_expect_eq(train->target, shapes[i].single ? b.data.single : b.data.wide);
        const size_t wide = (size_t)padded(train->outputs);
        for (size_t row = 0; row < (size_t)b.set.rows; row++) {
            for (size_t j = 0; j < wide; j++) {
                const double one_hot = (size_t)b.set.target[row] == j;
                const double want = shapes[i].single ? (j == 0 ? b.set.target[row] : 0) : one_hot;
                cr_assert_eq(train->target[row * wide + j], want, "%s %s row %zu, %zu",
                             shapes[i].data, shapes[i].network, row, j);
            }
            for (size_t j = 0; j < LANES; j++) {
                cr_assert_eq(b.data.x[row * LANES + j],
                             j < 2 ? (Real)b.set.x[row * 2 + j] : (Real)0);
            }
        }
        train_destroy(train);
        data_bench_close(&b);
    }
}

// The loss of a row and whether it is right, from what train_outputs() says: probabilities p [K],
// or values for mse.
static double row_loss(const Train *train, const float *p, int k, double target, double smoothing,
                       bool *right)
{
    double loss = 0;
    int best = 0;
    for (int j = 0; j < k; j++) {
        const double t = k == 1 ? target : (int)target == j;
        best = p[j] > p[best] ? j : best;
        if (train->loss == LOSS_SOFTMAX_CROSS_ENTROPY) {
            loss -= (t * (1 - smoothing) + smoothing / k) * log((double)p[j]);
        } else if (train->loss == LOSS_BCE_WITH_LOGITS) {
            loss -= (t * log((double)p[j]) + (1 - t) * log1p(-(double)p[j])) / k;
        } else {
            loss += (p[j] - t) * (p[j] - t) / k;
        }
    }
    *right = (k == 1 ? p[0] > 0.5F : best) == (int)target;
    return loss;
}

Test(train, scores_are_what_its_outputs_say)
{
    for (size_t i = 0; i < COUNT(shapes); i++) {
        DataBench b;
        data_bench_open(&b, shapes[i].data, 1);
        Train *train = network(&b, shapes[i].network);
        steps(train, 30);
        float *out = memory_get(sizeof *out * (size_t)(b.set.rows * train->outputs));
        train_outputs(train, b.set.rows, b.set.x, out);
        for (int validation = 0; validation < 2; validation++) {
            const TrainScore score = train_score(train, validation);
            const int begin = validation ? b.set.train_count : 0;
            const int end = validation ? b.set.rows : b.set.train_count;
            double loss = 0;
            int right = 0;
            for (int row = begin; row < end; row++) {
                bool is_right;
                loss += row_loss(train, out + row * train->outputs, train->outputs,
                                 b.set.target[row], train->spec.numbers.label_smoothing, &is_right);
                right += is_right;
            }
            // Float's rounding of probabilities, in the logarithm.
            cr_expect_float_eq(score.loss, loss / (end - begin), 2e-5, "%s %s", shapes[i].data,
                               shapes[i].network);
            if (b.set.classes > 0) {
                cr_expect_eq(score.accuracy, (double)right / (end - begin), "%s %s", shapes[i].data,
                             shapes[i].network);
            } else {
                cr_expect(isnan(score.accuracy));
            }
        }
        free(out);
        train_destroy(train);
        data_bench_close(&b);
    }
}

Test(train, scores_in_parts_have_the_same_bits)
{
    DataBench b;
    data_bench_open(&b, "moons n=1900", 1);
    Train *train = network(&b, "batch=50");
    steps(train, 40);
    for (int validation = 0; validation < 2; validation++) {
        const TrainScore whole = train_score(train, validation);
        TrainScoring scoring = { 0 };
        TrainScore score;
        int parts = 1;
        while (!train_score_part(train, validation, 1 + 300 * (parts % 2), &scoring, &score)) {
            parts++;
        }
        cr_expect_gt(parts, 1);
        cr_expect_eq(score.loss, whole.loss);
        cr_expect_eq(score.accuracy, whole.accuracy);
        cr_expect_eq(scoring.rows, 0);
    }
    train_destroy(train);
    data_bench_close(&b);
}

Test(train, without_validation_rows_that_score_is_unknown)
{
    DataBench b;
    data_bench_open(&b, "circle train=1", 1);
    Train *train = network(&b, "");
    const TrainScore score = train_score(train, true);
    cr_expect(isnan(score.loss) && isnan(score.accuracy));
    cr_expect_not(train->learner.lost);
    cr_expect(isfinite(train_score(train, false).loss));
    train_destroy(train);
    data_bench_close(&b);
}

Test(train, answers_for_a_point_do_not_hang_on_the_points_beside_it)
{
    enum { POINTS = 3 * TRAIN_BLOCK + 5 };
    static float x[POINTS][2], out[POINTS * 3];
    Rng rng;
    rng_init(&rng, 5, 0);
    for (int i = 0; i < POINTS; i++) {
        x[i][0] = (float)rng_normal(&rng);
        x[i][1] = (float)rng_normal(&rng);
    }
    for (size_t i = 0; i < COUNT(shapes); i++) {
        DataBench b;
        data_bench_open(&b, shapes[i].data, 1);
        Train *train = network(&b, shapes[i].network);
        const int k = train->outputs;
        if (k <= 3) {
            steps(train, 30);
            train_outputs(train, POINTS, x[0], out);
            for (int p = 0; p < POINTS; p += 7) {
                float alone[3], sum = 0;
                train_outputs(train, 1, x[p], alone);
                for (int j = 0; j < k; j++) {
                    cr_expect_float_eq(alone[j], out[p * k + j], 1e-6, "%s %s, point %d",
                                       shapes[i].data, shapes[i].network, p);
                    sum += alone[j];
                }
                if (train->loss == LOSS_SOFTMAX_CROSS_ENTROPY) {
                    cr_expect_float_eq(sum, 1, 1e-6);
                }
            }
        }
        train_destroy(train);
        data_bench_close(&b);
    }
}

static unsigned denormals(void)
{
    const unsigned before = denormals_flush();
    denormals_restore(before);
    return before;
}

// Weights of 1e-14 make gradients below 1e-38, so that the bits would depend on the thread's flags.
Test(train, flushes_denormals_on_any_thread_and_leaves_its_flags_alone)
{
    DataBench b;
    data_bench_open(&b, "circle", 1);
    NetSpec spec = spec_of("hidden=3x8 optimizer=adam lr=0.001 dropout=0.1 batch=10", 1);
    spec.init = &inits[INIT_NORMAL];
    spec.init_params.std = 1e-14; // smaller than a spec may say
    const unsigned before = denormals();
    Train *plain = train_create(&spec, &b.data, NULL);
    steps(plain, 60);
    const double plain_score = train_score(plain, false).loss;
    cr_expect_eq(denormals(), before);
    const unsigned outside = denormals_flush();
    const unsigned flushed = denormals();
    Train *inside = train_create(&spec, &b.data, NULL);
    steps(inside, 60);
    cr_expect_eq(train_score(inside, false).loss, plain_score);
    cr_expect_eq(denormals(), flushed);
    denormals_restore(outside);
    cr_expect(same(plain, inside));
    train_destroy(plain);
    train_destroy(inside);
    data_bench_close(&b);
}

Test(train, a_lost_network_names_the_step_and_stays_as_it_is)
{
    for (int measure = 0; measure < 2; measure++) {
        DataBench b;
        data_bench_open(&b, "plane", 1);
        Train *train = network(&b, "hidden=8 activation=relu optimizer=sgd lr=10");
        int made = 0;
        while (!train->learner.lost && made < 1000) {
            train_step(train, measure);
            made++;
        }
        cr_assert(train->learner.lost);
        cr_expect_leq(train->lost_step, made);
        cr_expect_geq(train->lost_step, train->learner.step);
        size_t size;
        char *state = saved(train, &size), *after;
        const LearnStep step = train_step(train, true);
        cr_expect(isnan(step.loss) && isnan(step.grad_norm) && isnan(step.update_ratio));
        train_score(train, false);
        after = saved(train, &size);
        cr_expect_eq(memcmp(state, after, size), 0);
        free(state);
        free(after);
        train_destroy(train);
        data_bench_close(&b);
    }
}

// Rates beyond what a spec may say, so that the update spoils a parameter in one step: that is
// noticed at once if it is measured, else by the next loss.
static const struct Rash {
    OptimKind kind;
    double lr;
} rash[] = {
    { OPTIM_SGD, 10 }, { OPTIM_SGD, 1e39 }, { OPTIM_MOMENTUM, 1e20 }, { OPTIM_ADAM, 1e37 }
};

Test(train, names_the_same_lost_step_whether_it_is_measured_or_not)
{
    DataBench b;
    data_bench_open(&b, "plane", 1);
    for (size_t i = 0; i < COUNT(rash); i++) {
        NetSpec spec = spec_of("hidden=8 activation=relu", 1);
        spec.optimizer.optim = &optims[rash[i].kind];
        optim_defaults(spec.optimizer.optim, &spec.optimizer.params);
        spec.optimizer.params.lr = rash[i].lr;
        Train *watched = train_create(&spec, &b.data, NULL);
        Train *alone = train_create(&spec, &b.data, NULL);
        for (int step = 0; step < 1000; step++) {
            train_step(watched, true);
            train_step(alone, false);
        }
        cr_expect(watched->learner.lost && alone->learner.lost, "%zu", i);
        cr_expect_eq(watched->lost_step, alone->lost_step, "%zu: %ld and %ld", i,
                     watched->lost_step, alone->lost_step);
        train_destroy(watched);
        train_destroy(alone);
    }
    data_bench_close(&b);
}

static const struct Refusal {
    const char *data, *network;
    int rows, train_count; // 0: all
    const char *text;
} refusals[] = {
    { "plane", "loss=softmax_cross_entropy", 0, 0,
      "softmax_cross_entropy needs classes, and this data has numbers to predict; choose mse" },
    { "wave", "loss=bce_with_logits", 0, 0,
      "bce_with_logits needs classes, and this data has numbers to predict; choose mse" },
    { "gauss", "batchnorm=after batch=1", 0, 0,
      "batch normalization cannot train on a batch of one; choose a batch of at least 2" },
    { "gauss", "batchnorm=after batch=all", 2, 1,
      "batch normalization cannot train on a batch of one, and there is one training row; give it "
      "more data" },
};

Test(train, refuses_what_cannot_be_trained_and_says_what_could)
{
    for (size_t i = 0; i < COUNT(refusals); i++) {
        DataBench b;
        data_bench_open(&b, refusals[i].data, 1);
        if (refusals[i].rows > 0) {
            b.set.rows = refusals[i].rows; // counts alone: no row is read
            b.set.train_count = refusals[i].train_count;
        }
        const NetSpec spec = spec_of(refusals[i].network, 1);
        Error err = { .text = "" };
        Train *train = train_create(&spec, &b.data, &err);
        cr_expect_null(train, "%s", refusals[i].network);
        cr_expect_str_eq(err.text, refusals[i].text);
        cr_expect_null(train_create(&spec, &b.data, NULL), "without an Error as well");
        train_destroy(train);
        data_bench_close(&b);
    }
}

Test(train, batch_normalization_takes_batches_of_two_and_more)
{
    static const char *const fine[] = { "batchnorm=before batch=31", "batchnorm=before batch=all",
                                        "batchnorm=before batch=2", "batch=40" };
    DataBench b;
    data_bench_open(&b, "gauss", 1);
    bench_cut(&b, 400, 281);
    for (size_t i = 0; i < COUNT(fine); i++) {
        const NetSpec spec = spec_of(fine[i], 1);
        Error err;
        Train *train = train_create(&spec, &b.data, &err);
        cr_assert(train, "%s", fine[i]);
        steps(train, 20);
        cr_expect_not(train->learner.lost);
        train_destroy(train);
    }
    data_bench_close(&b);
}

Test(train, patience_counts_scores_since_the_best)
{
    static const double losses_seen[] = { 3, 2, 2.5, 2, 1.5, 1.6, 1.5, 1.7 };
    static const bool over[] = { false, false, false, false, false, false, false, true };
    TrainPatience three = { .patience = 3 }, none = { 0 };
    for (size_t i = 0; i < COUNT(over); i++) {
        cr_expect_eq(train_patience_over(&three, losses_seen[i]), over[i], "score %zu", i);
        cr_expect_not(train_patience_over(&none, losses_seen[i]));
    }
    cr_expect_eq(three.best, 1.5);
    TrainPatience lost = { .patience = 2 };
    cr_expect_not(train_patience_over(&lost, 1));
    cr_expect_not(train_patience_over(&lost, NAN));
    cr_expect(train_patience_over(&lost, NAN), "what is no number is no progress");
}
