// What the presets on generalization say is so, at the end and on the way, for several seeds.
#include "preset_scores.h"

#include "sim/train/diagnosis.h"

enum { SEEDS = 4 };

typedef void CheckSeed(unsigned seed, const LabSpec *spec, const Rows *rows);

static void each_seed(const char *key, CheckSeed *check)
{
    LabSpec *spec = memory_get(sizeof *spec);
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        preset_spec(key, seed, spec);
        Rows rows = { 0 };
        plain_rows(spec, spec->epochs, &rows);
        check(seed, spec, &rows);
        array_free(&rows);
    }
    free(spec);
}

static double least_validation(const Rows *rows, int network, long epochs)
{
    double least = INFINITY;
    for (long epoch = 1; epoch <= epochs; epoch++) {
        least = fmin(least, score_at(rows, network, epoch, true).loss);
    }
    return least;
}

// "One unit cannot follow the curve, 3 x 64 follow its noise; six are about right." σ² of the noise
// is 0.09.
static void check_capacity(unsigned seed, const LabSpec *spec, const Rows *rows)
{
    double train[3], validation[3];
    for (int k = 0; k < 3; k++) {
        train[k] = score_at(rows, k, spec->epochs, false).loss;
        validation[k] = score_at(rows, k, spec->epochs, true).loss;
    }
    cr_expect(train[0] > 0.09 && validation[0] > 0.25, "seed %u: %g, %g", seed, train[0],
              validation[0]);
    cr_expect_lt(train[2], train[1], "seed %u: by heart", seed);
    cr_expect_lt(train[2], 0.03, "seed %u: below the noise, %g", seed, train[2]);
    cr_expect_gt(validation[2], 1.1 * least_validation(rows, 2, spec->epochs), "seed %u", seed);
    cr_expect_lt(validation[1], 0.2, "seed %u: %g", seed, validation[1]);
    cr_expect(validation[1] < validation[0] && validation[1] < validation[2], "seed %u", seed);
}

Test(preset_claims, capacity_is_too_little_right_and_too_much)
{
    each_seed("capacity", check_capacity);
}

// "200 digits changed anew in every step teach more than the same 200 again."
static void check_augmentation(unsigned seed, const LabSpec *spec, const Rows *rows)
{
    for (long epoch = 60; epoch <= spec->epochs; epoch += 20) {
        for (int k = 0; k < 4; k += 2) {
            const double plain = score_at(rows, k, epoch, true).accuracy;
            const double augmented = score_at(rows, k + 1, epoch, true).accuracy;
            cr_expect_gt(augmented, plain, "seed %u, epoch %ld, network %d: %g, %g", seed, epoch, k,
                         plain, augmented);
        }
    }
    cr_expect_gt(score_at(rows, 0, spec->epochs, false).accuracy, 0.999, "by heart");
}

Test(preset_claims, augmented_rows_teach_more)
{
    each_seed("augmentation", check_augmentation);
}

// "Less sure: hardly more errors, and cheaper ones."
static void check_mixup(unsigned seed, const LabSpec *spec, const Rows *rows)
{
    const double points = score_at(rows, 0, spec->epochs, true).loss;
    const double right = score_at(rows, 0, spec->epochs, true).accuracy;
    cr_expect_eq(score_at(rows, 0, spec->epochs, false).accuracy, 1);
    for (int k = 1; k < 3; k++) {
        const double mixed = score_at(rows, k, spec->epochs, true).loss;
        cr_expect_lt(mixed, points, "seed %u, network %d: %g, %g", seed, k, mixed, points);
        cr_expect_gt(score_at(rows, k, spec->epochs, true).accuracy, right - 0.03, "seed %u", seed);
        cr_expect_gt(score_at(rows, k, spec->epochs, false).loss, 0.03, "seed %u: not by heart",
                     seed);
    }
}

Test(preset_claims, mixtures_make_less_sure)
{
    each_seed("mixup", check_mixup);
}

// "Eleven layers with one matrix learn, too; begun too small, they stay at chance."
static void check_tied(unsigned seed, const LabSpec *spec, const Rows *rows)
{
    cr_expect_gt(score_at(rows, 0, spec->epochs, true).accuracy, 0.7, "seed %u", seed);
    cr_expect_gt(score_at(rows, 1, spec->epochs, true).accuracy, 0.95, "seed %u", seed);
    for (long epoch = 1; epoch <= spec->epochs; epoch++) {
        const double share = score_at(rows, 2, epoch, true).accuracy;
        cr_expect_lt(share, 0.7, "seed %u, epoch %ld: %g", seed, epoch, share);
    }
}

Test(preset_claims, tied_layers_learn)
{
    each_seed("tied", check_tied);
}

static Lab *trained(const char *key, unsigned seed, LabSpec *spec)
{
    Rows rows = { 0 };
    LabError err = { 0 };
    preset_spec(key, seed, spec);
    Lab *lab = lab_create(spec, &err);
    cr_assert(lab, "%s", err.error.text);
    lab_begin(lab, collect_row, &rows);
    for (long epoch = 0; epoch < spec->epochs; epoch++) {
        lab_epoch(lab, NULL, EPOCHS_STEPS, collect_row, &rows);
    }
    array_free(&rows);
    return lab;
}

// What is said below a network of a lab that was trained so far.
static Judgement judged(const Lab *lab, int network)
{
    Judgement judgement;
    Inspect *inspect = inspect_create();
    const Train *train = lab->networks[network].train;
    inspect_look(inspect, train, INSPECT_ROWS, true);
    judge_signal(inspect, train->learner.lost, &judgement.signal);
    judge_learning(train, &lab->networks[network].now.course, &judgement.signal,
                   train->learner.step, train->learner.lost, train->lost_step, &judgement.learning);
    judge_together(&judgement);
    inspect_destroy(inspect);
    return judgement;
}

typedef void CheckLab(unsigned seed, long epoch, const Lab *lab);

// At every `every`-th epoch's end, the last one's, too.
static void each_epoch(const char *key, long every, CheckLab *check)
{
    LabSpec *spec = memory_get(sizeof *spec);
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        LabError err = { 0 };
        preset_spec(key, seed, spec);
        Lab *lab = lab_create(spec, &err);
        cr_assert(lab, "%s", err.error.text);
        lab_begin(lab, NULL, NULL);
        for (long epoch = 1; epoch <= spec->epochs; epoch++) {
            lab_epoch(lab, NULL, EPOCHS_ENDS, NULL, NULL);
            if (epoch % every == 0 || epoch == spec->epochs) {
                check(seed, epoch, lab);
            }
        }
        lab_destroy(lab);
    }
    free(spec);
}

// The judgements tell what the sentence does: the penalty's network, whose validation loss is the
// lowest, is the good one, and those whose validation loss climbs before everybody's eyes are not.
static void check_decay_said(unsigned seed, long epoch, const Lab *lab)
{
    const Learning plain = judged(lab, 0).learning, held = judged(lab, 1).learning,
                   little = judged(lab, 2).learning;
    cr_expect_eq(held.mood, MOOD_GOOD, "seed %u, epoch %ld: %s", seed, epoch,
                 learning_rows[held.kind].key);
    if (epoch == lab->spec.epochs) {
        cr_expect(held.kind == LEARNING_SETTLED || held.kind == LEARNING_SOLVED, "seed %u", seed);
        cr_expect_eq(plain.kind, LEARNING_OVERFITS, "seed %u: %s", seed,
                     learning_rows[plain.kind].key);
        cr_expect_eq(little.kind, LEARNING_OVERFITS, "seed %u", seed);
        cr_expect_lt(held.validation, plain.validation);
    }
}

Test(preset_claims, the_penalty_that_helps_is_judged_well)
{
    each_epoch("decay", 10, check_decay_said);
}

static void check_dropout_said(unsigned seed, UNUSED long epoch, const Lab *lab)
{
    cr_expect_eq(judged(lab, 0).learning.kind, LEARNING_OVERFITS, "seed %u: by heart", seed);
    cr_expect_eq(judged(lab, 3).learning.mood, MOOD_GOOD, "seed %u: the penalty", seed);
}

Test(preset_claims, what_is_learnt_by_heart_is_judged_so)
{
    each_epoch("dropout", 60, check_dropout_said);
}

// "Begun too small, they stay at chance": what arrives is a single number.
static void check_tied_said(unsigned seed, long epoch, const Lab *lab)
{
    const Judgement begun_small = judged(lab, 2);
    cr_expect_neq(begun_small.signal.mood, MOOD_GOOD, "seed %u, epoch %ld: %s", seed, epoch,
                  signal_rows[begun_small.signal.kind].key);
    cr_expect_eq(begun_small.learning.mood, MOOD_BAD, "seed %u, epoch %ld", seed, epoch);
    cr_expect_lt(begun_small.signal.directions, 1.06, "seed %u, epoch %ld: %g", seed, epoch,
                 begun_small.signal.directions);
    for (int k = 0; k < 2; k++) {
        cr_expect_neq(judged(lab, k).signal.kind, SIGNAL_LINE, "seed %u, epoch %ld", seed, epoch);
    }
    if (epoch == lab->spec.epochs) {
        cr_expect_eq(begun_small.signal.kind, SIGNAL_LINE, "seed %u", seed);
        cr_expect_eq(judged(lab, 1).learning.mood, MOOD_GOOD, "seed %u", seed);
    }
}

Test(preset_claims, what_arrives_in_one_direction_is_no_signal_kept)
{
    each_epoch("tied", 20, check_tied_said);
}

Test(preset_claims, one_matrix_has_a_tenth_of_the_weights)
{
    LabSpec *spec = memory_get(sizeof *spec);
    LabError err = { 0 };
    preset_spec("tied", 1, spec);
    Lab *lab = lab_create(spec, &err);
    const size_t own = lab->networks[0].train->learner.net.weight_count,
                 one = lab->networks[1].train->learner.net.weight_count;
    cr_expect_eq(own, 96 + 11 * 1056 + 66);
    cr_expect_eq(one, 96 + 1056 + 66);
    lab_destroy(lab);
    free(spec);
}

// "Most weights go to 0, a few stay; AdamW shrinks all alike": the largest weight over their
// standard deviation, of the second hidden layer.
Test(preset_claims, decay_apart_keeps_the_shape_of_the_weights)
{
    LabSpec *spec = memory_get(sizeof *spec);
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        Lab *lab = trained("decay", seed, spec);
        double std[4], most[4];
        for (int k = 0; k < 4; k++) {
            Inspect *inspect = inspect_create();
            inspect_look(inspect, lab->networks[k].train, 10, false);
            const LayerStats *stats = inspect_stats(inspect, INSPECT_WEIGHTS, 1);
            std[k] = stats->std;
            most[k] = fmax(stats->max, -stats->min) / stats->std;
            inspect_destroy(inspect);
        }
        cr_expect(std[1] < 0.3 * std[0] && most[1] > 8, "seed %u: %g, %g", seed, std[1], most[1]);
        cr_expect_float_eq(std[2], std[0], 0.03 * std[0], "seed %u: 0.02 is little", seed);
        cr_expect_float_eq(std[3], 0.62 * std[0], 0.06 * std[0], "seed %u: %g of %g", seed, std[3],
                           std[0]);
        cr_expect_lt(most[3], 6.5, "seed %u: %g", seed, most[3]);
        lab_destroy(lab);
    }
    free(spec);
}

// "Points moved by 0.3: A's loss there is worse than a guess's, B trains on them."
Test(preset_claims, a_small_step_fools_who_did_not_train_on_it)
{
    LabSpec *spec = memory_get(sizeof *spec);
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        Lab *lab = trained("fooled", seed, spec);
        double moved[2];
        for (int k = 0; k < 2; k++) {
            Train *train = lab->networks[k].train;
            cr_expect_gt(train_score(train, true).accuracy, 0.94, "seed %u", seed);
            NetSpec step = train->spec;
            step.numbers.fgsm = 0.3;
            train_adjust(train, &step);
            moved[k] = train_step(train, true).loss;
        }
        cr_expect(moved[0] > log(2) && moved[1] < 0.4 * log(2), "seed %u: %g, %g", seed, moved[0],
                  moved[1]);
        lab_destroy(lab);
    }
    free(spec);
}
