// What a step trains on: the rows that are told of are those the learner had, to the bit; their
// loss against one written out in double; what is scored, and who cannot.
#include "data_bench.h"

#include "model/data/augment.h"
#include "model/data/mix.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Case {
    const char *data, *network;
} Case;

// Every way of every kind of row, and of every form of target.
static const Case cases[] = {
    { "spiral n=100", "hidden=8 jitter=0.1 batch=7" },
    { "spiral n=100", "hidden=8 rotate=20 mixup=0.4 batch=7" },
    { "spiral n=100", "hidden=8 loss=bce_with_logits mixup=1 batch=32" },
    { "blobs n=100 k=4", "hidden=8 loss=mse mixup=0.2 batch=all" },
    { "wave n=100", "hidden=8 mixup=2 jitter=0.05 batch=32" },
    { "sine n=60", "hidden=8 jitter=0.1 mixup=0.2 batch=10" },
    { "digits n=60", "hidden=8 shift=2 rotate=15 zoom=0.1 jitter=0.05 cutout=5 batch=16" },
    { "shapes n=60", "layers=\"conv 2 3x3, relu, gap\" flip=on cutmix=1 batch=16" },
    { "shapes n=60", "hidden=8 flip=on shift=1 mixup=0.5 batch=16" },
};

static const Real *target_of(const Train *train, uint32_t row)
{
    return train->target + (size_t)row * (size_t)padded(train->outputs);
}

// The targets as they are told: shares of two rows of the data.
static double mixed(const Train *train, const TrainMade *made, int output)
{
    return made->share * (double)target_of(train, made->row)[output] +
           (1 - made->share) * (double)target_of(train, made->partner)[output];
}

Test(train_batch, what_is_told_of_a_batch_is_what_the_step_trained_on)
{
    for (size_t k = 0; k < COUNT(cases); k++) {
        DataBench b;
        data_bench_open(&b, cases[k].data, 3);
        const NetSpec spec = spec_of(cases[k].network, 5);
        Train *train = train_of(&spec, &b);
        const size_t features = (size_t)b.set.features, wide = (size_t)padded(b.set.features);
        float *x = memory_get(sizeof *x * features * (size_t)train->batch);
        TrainMade *made = memory_get(sizeof *made * (size_t)train->batch);
        for (long step = 0; step < 2 * train->epoch_steps + 1; step++) {
            const int count = train_made(train, step, train->batch, made, x);
            train_step(train, false);
            int rows;
            train_rows(train, step, &rows);
            cr_assert_eq(count, rows, "%s", cases[k].network);
            for (int i = 0; i < count; i++) {
                const Real *row = train->learner.x + (size_t)i * wide;
                const Real *target = train->learner.target + i * padded(train->outputs);
                cr_assert_eq(memcmp(x + (size_t)i * features, row, features * sizeof *x), 0,
                             "%s: step %ld, row %d", cases[k].network, step, i);
                for (size_t f = features; f < wide; f++) {
                    cr_assert_eq(row[f], 0, "%s: pads are zero", cases[k].network);
                }
                for (int o = 0; o < padded(train->outputs); o++) {
                    const double want = o < train->outputs ? mixed(train, &made[i], o) : 0;
                    cr_assert_float_eq(target[o], want, 1e-6, "%s: step %ld, row %d, output %d",
                                       cases[k].network, step, i, o);
                }
            }
        }
        free(x);
        free(made);
        train_destroy(train);
        data_bench_close(&b);
    }
}

// Adversarial steps: with the masks and the weights of the step to come; telling it trains nothing.
Test(train_batch, what_is_told_of_a_step_that_moves_its_rows_is_what_it_trains_on)
{
    static const Case moving[] = {
        { "moons n=100", "hidden=8 fgsm=0.2 batch=7" },
        { "sine n=60", "hidden=8 fgsm=0.1 dropout=0.3 batch=10" },
        { "moons n=100", "hidden=8 norm=batch jitter=0.1 mixup=0.4 fgsm=0.2 batch=16" },
        { "shapes n=60", "layers=\"conv 2 3x3, norm, relu, gap\" shift=1 fgsm=0.1 batch=16" },
    };
    for (size_t k = 0; k < COUNT(moving); k++) {
        DataBench b;
        data_bench_open(&b, moving[k].data, 3);
        const NetSpec spec = spec_of(moving[k].network, 5);
        Train *train = train_of(&spec, &b), *silent = train_of(&spec, &b);
        const size_t features = (size_t)b.set.features, wide = (size_t)padded(b.set.features);
        float *x = memory_get(sizeof *x * features * (size_t)train->batch);
        TrainMade *made = memory_get(sizeof *made * (size_t)train->batch);
        for (int step = 0; step < 12; step++) {
            const int count = train_moved(train, train->batch, made, x);
            Real *grad = memory_get(sizeof *grad * train->learner.net.param_count);
            train_step(train, false);
            train_step(silent, false);
            for (int i = 0; i < count; i++) {
                for (size_t f = 0; f < features; f++) {
                    cr_assert_eq(x[(size_t)i * features + f],
                                 (float)train->learner.x[(size_t)i * wide + f],
                                 "%s: step %d, row %d", moving[k].network, step, i);
                }
            }
            memcpy(grad, train->learner.grad, sizeof *grad * train->learner.net.param_count);
            train_moved(train, train->batch, made, x);
            cr_expect_eq(
                memcmp(grad, train->learner.grad, sizeof *grad * train->learner.net.param_count), 0,
                "%s", moving[k].network);
            free(grad);
        }
        cr_expect_eq(memcmp(train->learner.net.params, silent->learner.net.params,
                            sizeof(Real) * train->learner.net.param_count),
                     0, "%s", moving[k].network);
        cr_expect_eq(memcmp(train->learner.net.running, silent->learner.net.running,
                            sizeof(Real) * train->learner.net.running_count),
                     0, "%s", moving[k].network);
        free(x);
        free(made);
        train_destroy(train);
        train_destroy(silent);
        data_bench_close(&b);
    }
}

// Without a setting that touches them the learner has the data's own rows.
Test(train_batch, plain_rows_are_the_datas_own)
{
    DataBench b;
    data_bench_open(&b, "digits n=60", 3);
    const NetSpec spec = spec_of("hidden=8 batch=16", 5);
    Train *train = train_of(&spec, &b);
    TrainMade made[16];
    float x[16 * 256];
    cr_assert_eq(train_made(train, 0, 16, made, x), 16);
    train_step(train, false);
    for (int i = 0; i < 16; i++) {
        const float *row = b.set.x + (size_t)made[i].row * 256;
        cr_expect_eq(made[i].share, 1);
        cr_expect_eq(made[i].partner, made[i].row);
        cr_expect_eq(memcmp(row, x + (size_t)i * 256, 256 * sizeof *x), 0);
        cr_expect_eq(memcmp(row, train->learner.x + (size_t)i * 256, 256 * sizeof *x), 0);
    }
    train_destroy(train);
    data_bench_close(&b);
}

// From (seed, step, row): whichever batch a row is in.
Test(train_batch, a_row_is_augmented_alike_in_any_batch_and_anew_in_every_step)
{
    DataBench b;
    data_bench_open(&b, "digits n=60", 3);
    const NetSpec all = spec_of("hidden=8 shift=2 jitter=0.1 batch=all", 5);
    const NetSpec some = spec_of("hidden=4 shift=2 jitter=0.1 batch=9", 5);
    const NetSpec other = spec_of("hidden=8 shift=2 jitter=0.1 batch=all", 6);
    Train *trains[] = { train_of(&all, &b), train_of(&some, &b), train_of(&other, &b) };
    enum { ALL = 42, STEPS = 3 };
    static float x[3][STEPS][ALL][256]; // by the row's place in the data
    static bool has[3][STEPS][ALL];
    for (int t = 0; t < 3; t++) {
        for (int step = 0; step < STEPS; step++) {
            TrainMade made[ALL];
            static float rows[ALL * 256];
            const int count = train_made(trains[t], step, ALL, made, rows);
            cr_assert_eq(count, t == 1 ? 9 : ALL);
            for (int i = 0; i < count; i++) {
                memcpy(x[t][step][made[i].row], rows + (ptrdiff_t)i * 256, sizeof x[0][0][0]);
                has[t][step][made[i].row] = true;
            }
        }
        train_destroy(trains[t]);
    }
    for (int row = 0; row < ALL; row++) {
        for (int step = 0; step < STEPS; step++) {
            if (has[1][step][row]) {
                cr_expect_eq(memcmp(x[0][step][row], x[1][step][row], sizeof x[0][0][0]), 0);
            }
            cr_expect_neq(memcmp(x[0][step][row], x[2][step][row], sizeof x[0][0][0]), 0,
                          "another seed");
        }
        cr_expect_neq(memcmp(x[0][0][row], x[0][1][row], sizeof x[0][0][0]), 0, "the next step");
    }
    data_bench_close(&b);
}

// The loss of a row of targets t, which may be shares: -Σ t·log p of softmax, both sides of a
// sigmoid, squares; the mean over outputs where the loss has it so. p from the network's answers.
static double loss_of(LossKind loss, int outputs, const double *t, const float *p)
{
    double sum = 0;
    for (int o = 0; o < outputs; o++) {
        const double q = (double)p[o];
        sum += loss == LOSS_SOFTMAX_CROSS_ENTROPY ? -t[o] * log(q)
               : loss == LOSS_BCE_WITH_LOGITS     ? -t[o] * log(q) - (1 - t[o]) * log(1 - q)
                                                  : (q - t[o]) * (q - t[o]);
    }
    return loss == LOSS_SOFTMAX_CROSS_ENTROPY ? sum : sum / outputs;
}

Test(train_batch, the_loss_is_that_of_the_mixed_rows_and_targets)
{
    for (size_t k = 0; k < COUNT(cases); k++) {
        DataBench b;
        data_bench_open(&b, cases[k].data, 3);
        const NetSpec spec = spec_of(cases[k].network, 5);
        Train *train = train_of(&spec, &b);
        const size_t features = (size_t)b.set.features;
        float *x = memory_get(sizeof *x * features * (size_t)train->batch);
        float *out = memory_get(sizeof *out * (size_t)train->outputs * (size_t)train->batch);
        TrainMade *made = memory_get(sizeof *made * (size_t)train->batch);
        for (long step = 0; step < 5; step++) {
            const int count = train_made(train, step, train->batch, made, x);
            double sum = 0;
            train_outputs(train, count, x, out);
            for (int i = 0; i < count; i++) {
                double t[DATASET_CLASSES_MAX];
                for (int o = 0; o < train->outputs; o++) {
                    t[o] = mixed(train, &made[i], o);
                }
                sum += loss_of(train->loss, train->outputs, t, out + i * train->outputs);
            }
            const double got = train_step(train, false).loss;
            cr_expect_float_eq(got, sum / count, 2e-5 * (1 + sum / count), "%s: %g, not %g",
                               cases[k].network, got, sum / count);
        }
        free(x);
        free(out);
        free(made);
        train_destroy(train);
        data_bench_close(&b);
    }
}

// The same weights have the same scores, of training rows as well, and the data is as it was.
Test(train_batch, scores_and_data_know_nothing_of_it)
{
    for (size_t k = 0; k < COUNT(cases); k++) {
        DataBench b;
        data_bench_open(&b, cases[k].data, 3);
        NetSpec spec = spec_of(cases[k].network, 5);
        Train *train = train_of(&spec, &b);
        const size_t size = sizeof(float) * (size_t)b.set.rows * (size_t)b.set.features;
        float *before = memory_get(size);
        memcpy(before, b.set.x, size);
        for (int step = 0; step < 20; step++) {
            train_step(train, false);
        }
        const TrainScore with[2] = { train_score(train, false), train_score(train, true) };
        NetSpec plain = spec;
        for (NetKey key = NET_SHIFT; key <= NET_CUTMIX; key++) {
            net_settings[key].type->reset(&net_settings[key], &plain);
        }
        train_adjust(train, &plain);
        for (int validation = 0; validation < 2; validation++) {
            const TrainScore without = train_score(train, validation);
            cr_expect_eq(memcmp(&without.loss, &with[validation].loss, sizeof(double)), 0, "%s",
                         cases[k].network);
        }
        cr_expect_eq(memcmp(before, b.set.x, size), 0, "%s", cases[k].network);
        free(before);
        train_destroy(train);
        data_bench_close(&b);
    }
}

// Each row has draws of its own, in the same batch as well.
Test(train_batch, no_two_rows_of_a_batch_are_augmented_alike)
{
    DataBench b;
    data_bench_open(&b, "spiral n=100", 3);
    const NetSpec spec = spec_of("hidden=2 jitter=1 batch=16", 5);
    Train *train = train_of(&spec, &b);
    TrainMade made[16];
    float x[32], moved[16];
    cr_assert_eq(train_made(train, 3, 16, made, x), 16);
    for (int i = 0; i < 16; i++) {
        moved[i] = x[2 * i] - b.set.x[2 * made[i].row];
        for (int k = 0; k < i; k++) {
            cr_expect_gt(fabsf(moved[i] - moved[k]), 1e-5f, "rows %d and %d", i, k);
        }
    }
    train_destroy(train);
    data_bench_close(&b);
}

// Rows of one grey each, their places: what is of whom can be counted.
Test(train_batch, cutmix_shares_targets_by_the_pixels_that_were_pasted)
{
    enum { STEPS = 300, ROWS = 16, AREA = 256 };
    DataBench b;
    data_bench_open(&b, "digits n=60", 3);
    for (int i = 0; i < b.set.rows * AREA; i++) {
        b.set.x[i] = (float)(i / AREA);
    }
    const NetSpec spec = spec_of("hidden=2 cutmix=1 batch=16", 5);
    Train *train = train_of(&spec, &b);
    for (long step = 0; step < STEPS; step++) {
        TrainMade made[ROWS];
        static float x[ROWS * AREA];
        const int count = train_made(train, step, ROWS, made, x);
        for (int i = 0; i < count; i++) {
            int own = 0, other = 0;
            for (int p = 0; p < AREA; p++) {
                own += x[i * AREA + p] == (float)made[i].row;
                other += x[i * AREA + p] == (float)made[i].partner;
            }
            cr_assert(made[i].row == made[i].partner || own + other == AREA);
            cr_assert(made[i].row == made[i].partner || made[i].share * AREA == own,
                      "step %ld: %d pixels are its own, its share is %g", step, own, made[i].share);
        }
    }
    train_destroy(train);
    data_bench_close(&b);
}

// Shares are one a batch: over many steps Beta's mean and variance.
Test(train_batch, every_batch_has_a_share_of_its_own)
{
    enum { STEPS = 4000 };
    DataBench b;
    data_bench_open(&b, "spiral n=100", 3);
    const NetSpec spec = spec_of("hidden=2 mixup=1 batch=10", 5);
    Train *train = train_of(&spec, &b);
    double sum = 0, squares = 0;
    int alone = 0;
    for (long step = 0; step < STEPS; step++) {
        TrainMade made[10];
        float x[20];
        cr_assert_eq(train_made(train, step, 10, made, x), 10);
        for (int i = 0; i < 10; i++) {
            cr_assert_eq(made[i].share, made[0].share, "one a batch");
            alone += made[i].partner == made[i].row;
        }
        sum += made[0].share;
        squares += made[0].share * made[0].share;
    }
    const double mean = sum / STEPS;
    cr_expect_float_eq(mean, 0.5, 5 * sqrt(1.0 / 12 / STEPS));
    cr_expect_float_eq(squares / STEPS - mean * mean, 1.0 / 12, 0.006);
    cr_expect_float_eq(alone / (double)STEPS, 1, 5 / sqrt(STEPS), "a permutation leaves one alone");
    train_destroy(train);
    data_bench_close(&b);
}

static const struct Refused {
    const char *data, *network, *why;
} refusals[] = {
    { "spiral", "hidden=8 flip=on",
      "flip is for pictures, and a row of this data is 2 plain numbers; switch it off, or choose "
      "data of pictures" },
    { "digits n=60", "hidden=8 cutout=17",
      "a cutout of 17 pixels is larger than the pictures, which are 16 x 16; choose at most 16" },
    { "sine", "hidden=8 rotate=5",
      "rotate is for pictures and points of the plane, and a row of this data is 1 plain number; "
      "switch it off, or choose other data" },
    { "digits n=60", "hidden=8 mixup=1 cutmix=1",
      "mixup and cutmix are both on, and a batch is mixed in one way; switch one of them off" },
    { "wave", "hidden=8 cutmix=1",
      "cutmix is for pictures, and a row of this data is 2 plain numbers; choose mixup, or data of "
      "pictures" },
    { "spiral", "hidden=8 jitter=0.1 batch=all optimizer=lbfgs",
      "lbfgs needs the same rows in every step, and jitter makes others of them in each; leave "
      "that out, or choose another optimizer" },
    { "spiral", "hidden=8 fgsm=0.1 batch=all optimizer=lbfgs",
      "lbfgs needs the same rows in every step, and fgsm makes others of them in each; leave that "
      "out, or choose another optimizer" },
    { "spiral", "hidden=8 mixup=0.2 batch=all optimizer=cg",
      "cg needs the same rows in every step, and mixup makes others of them in each; leave that "
      "out, or choose another optimizer" },
    { "spiral", "hidden=8 rotate=5 batch=all optimizer=barzilai_borwein",
      "barzilai_borwein needs the same rows in every step, and rotate makes others of them in "
      "each; leave that out, or choose another optimizer" },
    { "digits n=60", "hidden=8 flip=on batch=all optimizer=polyak_step",
      "polyak_step needs the same rows in every step, and flip makes others of them in each; leave "
      "that out, or choose another optimizer" },
    { "digits n=60", "hidden=8 cutmix=1 batch=all optimizer=polyak_step",
      "polyak_step needs the same rows in every step, and cutmix makes others of them in each; "
      "leave that out, or choose another optimizer" },
};

Test(train_batch, who_cannot_is_told_why)
{
    for (size_t i = 0; i < COUNT(refusals); i++) {
        DataBench b;
        data_bench_open(&b, refusals[i].data, 3);
        const NetSpec spec = spec_of(refusals[i].network, 5);
        Error err = { .text = "" };
        cr_expect_not(train_check(&spec, &b.set, &err), "%s", refusals[i].network);
        cr_expect_str_eq(err.text, refusals[i].why);
        data_bench_close(&b);
    }
}
