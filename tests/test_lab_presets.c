// What the presets' sentences say of who learns is so, and not for one seed alone.
#include "preset_scores.h"

enum { SEEDS = 3 };

// The mean share of the validation rows that each network of a preset is right about at an epoch,
// and the lowest and highest.
typedef struct Shares {
    double mean[LAB_NETWORKS_MAX], least[LAB_NETWORKS_MAX], most[LAB_NETWORKS_MAX];
} Shares;

static Shares shares_at(const char *key, long epoch)
{
    Shares shares = { 0 };
    LabSpec *spec = memory_get(sizeof *spec);
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        preset_spec(key, seed, spec);
        Rows rows = { 0 };
        plain_rows(spec, epoch, &rows);
        for (int k = 0; k < spec->network_count; k++) {
            const double share = score_at(&rows, k, epoch, true).accuracy;
            shares.mean[k] += share / SEEDS;
            shares.least[k] = seed == 1 ? share : fmin(shares.least[k], share);
            shares.most[k] = fmax(shares.most[k], share);
        }
        array_free(&rows);
    }
    free(spec);
    return shares;
}

// "41 layers: at a rate of 0.002 only B gets 90 % right, the plain network at 0.0003": A at no
// epoch. README has the numbers of 20 seeds. What a lecturer does next is to give A connections: it
// learns then, with each number of layers between them that stands in the panel.
Test(lab_presets_say, residual_connections_let_deep_networks_learn)
{
    const Shares at = shares_at("residual", 40);
    cr_expect_lt(at.most[0], 0.7, "plain: chance is a half, %g", at.most[0]);
    cr_expect_gt(at.least[1], 0.97, "residual: %g", at.least[1]);
    cr_expect_gt(at.least[2], 0.9, "plain at 0.0003: %g", at.least[2]);
    LabSpec *spec = memory_get(sizeof *spec);
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        preset_spec("residual", seed, spec);
        Rows rows = { 0 };
        spec->network_count = 1;
        plain_rows(spec, 40, &rows);
        for (long epoch = 0; epoch <= 40; epoch++) {
            const double trained = score_at(&rows, 0, epoch, false).accuracy;
            cr_expect_lt(trained, 0.9, "seed %u, epoch %ld: %g", seed, epoch, trained);
        }
        array_free(&rows);
    }
    free(spec);
}

Test(lab_presets_say, the_plain_network_learns_with_the_connections_that_it_is_given)
{
    LabSpace *space = memory_get(sizeof *space);
    labspace_init(space);
    for (int every = 1; every <= 3; every++) {
        labspace_begin(space, &lab_presets[registry_find(&lab_preset_kinds, "residual")]);
        labspace_edit(space, NET_RESIDUAL)->numbers.residual = every;
        labspace_edited(space);
        Rows rows = { 0 };
        space->wish.spec.network_count = 1; // A, which is selected
        plain_rows(&space->wish.spec, 40, &rows);
        const double share = score_at(&rows, 0, 40, true).accuracy;
        cr_expect_gt(share, 0.97, "residual %d: %g", every, share);
        array_free(&rows);
    }
    labspace_finish(space);
    free(space);
}

// "Of two rows batch norm leaves which is larger, and no more."
Test(lab_presets_say, batch_norm_wants_a_batch)
{
    const Shares two = shares_at("which_norm", 10), many = shares_at("which_norm_64", 20);
    cr_expect_lt(two.most[0], 0.75, "two rows are too few: %g", two.most[0]);
    cr_expect_gt(many.least[0], 0.95, "64 are enough: %g", many.least[0]);
    for (int k = 1; k < 4; k++) {
        cr_expect_gt(two.mean[k], 0.85, "norm %d: %g", k, two.mean[k]);
        cr_expect_lt(many.mean[k], many.mean[0] - 0.05, "batch norm is the first: %d, %g", k,
                     many.mean[k]);
    }
}

// "Windows that slide over it: half the weights, and fewer mistakes."
Test(lab_presets_say, a_cnn_errs_less_with_half_the_weights)
{
    const Shares at = shares_at("cnn", 15);
    cr_expect_lt(1 - at.mean[0], 0.7 * (1 - at.mean[1]), "%g, %g", at.mean[0], at.mean[1]);
}

// "Shapes may lie anywhere."
Test(lab_presets_say, pooling_finds_what_lies_anywhere)
{
    const Shares at = shares_at("pooling", 25);
    for (int k = 1; k < 4; k++) {
        cr_expect_gt(at.mean[0], at.mean[k], "max pooling %g, %d: %g", at.mean[0], k, at.mean[k]);
    }
    cr_expect_gt(at.mean[0], at.mean[2] + 0.05, "a stride learns places by heart: %g", at.mean[2]);
}

// "A large network learns a small, noisy set by heart; dropout or a penalty helps."
Test(lab_presets_say, dropout_ends_where_its_sentence_is_true)
{
    LabSpec *spec = malloc(sizeof *spec);
    preset_spec("dropout", 1, spec);
    Rows rows = { 0 };
    plain_rows(spec, spec->epochs, &rows);
    const long end = spec->epochs;
    const TrainScore train = score_at(&rows, 0, end, false), heart = score_at(&rows, 0, end, true);
    cr_expect(train.accuracy == 1 && train.loss < 0.005, "by heart: %g", train.loss);
    double best = INFINITY;
    for (long epoch = 1; epoch <= end; epoch++) {
        best = fmin(best, score_at(&rows, 0, epoch, true).loss);
    }
    cr_expect_gt(heart.loss, 2 * best, "and what it says of others got worse: %g", heart.loss);
    for (int i = 1; i < spec->network_count; i++) {
        const TrainScore other = score_at(&rows, i, end, true);
        cr_expect_gt(score_at(&rows, i, end, false).loss, 10 * train.loss, "%s", spec->names[i]);
        cr_expect_lt(other.loss, heart.loss / 3, "%s: %g", spec->names[i], other.loss);
        cr_expect_gt(other.accuracy, heart.accuracy, "%s: %g", spec->names[i], other.accuracy);
    }
    array_free(&rows);
    free(spec);
}
