// Weight initializations: the moments that the papers ask for, one sequence of draws for all, and
// matrices whose shorter side is orthonormal.
#include "model/net/init.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double *weights(const Init *init, int in, int out, uint64_t seed, int layer)
{
    InitParams params;
    double *weight = memory_get(sizeof *weight * (size_t)in * (size_t)out);
    init_defaults(init, &params);
    init_weights(init, &params, (LayerMatrix){ in, out, in, out }, seed, layer, weight);
    return weight;
}

// The formulas again, written for this test: standard deviation of the weights.
typedef struct Law {
    InitKind kind;
    bool uniform; // within ±√3·std
    double (*std)(double n, double o);
} Law;

static double law_normal(double n, double o)
{
    (void)n, (void)o;
    return 0.01;
}

static double law_uniform(double n, double o)
{
    (void)n, (void)o;
    return 0.05 / sqrt(3);
}

static double law_lecun(double n, double o)
{
    (void)o;
    return sqrt(1 / n);
}

static double law_xavier(double n, double o)
{
    return sqrt(2 / (n + o));
}

static double law_he(double n, double o)
{
    (void)o;
    return sqrt(2 / n);
}

static const Law laws[] = {
    { INIT_NORMAL, false, law_normal },        { INIT_UNIFORM, true, law_uniform },
    { INIT_LECUN_NORMAL, false, law_lecun },   { INIT_XAVIER_NORMAL, false, law_xavier },
    { INIT_XAVIER_UNIFORM, true, law_xavier }, { INIT_HE_NORMAL, false, law_he },
    { INIT_HE_UNIFORM, true, law_he },
};

// Of N independent draws with kurtosis κ the mean's error is σ/√N and the variance's σ²√((κ-1)/N);
// five of them. κ: normal 3, uniform 9/5.
Test(init, weights_have_the_moments_of_their_formula)
{
    enum { IN = 300, OUT = 200, N = IN * OUT };
    for (size_t k = 0; k < COUNT(laws); k++) {
        const Init *init = &inits[laws[k].kind];
        const double std = laws[k].std(IN, OUT);
        double *weight = weights(init, IN, OUT, 7, 1);
        double sum = 0, squares = 0, fourth = 0, largest = 0;
        for (int i = 0; i < N; i++) {
            const double w2 = weight[i] * weight[i];
            sum += weight[i];
            squares += w2;
            fourth += w2 * w2;
            largest = fmax(largest, fabs(weight[i]));
        }
        const double variance = squares / N, kurtosis = laws[k].uniform ? 1.8 : 3;
        cr_expect_lt(fabs(sum / N), 5 * std / sqrt(N), "%s: mean", init->kind.key);
        cr_expect_lt(fabs(variance / (std * std) - 1), 5 * sqrt((kurtosis - 1) / N),
                     "%s: variance %g for %g", init->kind.key, variance, std * std);
        cr_expect_lt(fabs(fourth / N / (variance * variance) - kurtosis), 0.15, "%s: its shape",
                     init->kind.key);
        if (laws[k].uniform) {
            cr_expect_leq(largest, std * sqrt(3), "%s: within its range", init->kind.key);
            cr_expect_gt(largest, 0.999 * std * sqrt(3), "%s: fills its range", init->kind.key);
        }
        free(weight);
    }
}

Test(init, the_sides_of_a_layer_are_not_mixed_up)
{
    // He looks at inputs alone; Xavier at both, whichever is larger.
    for (size_t k = 0; k < COUNT(laws); k++) {
        const Init *init = &inits[laws[k].kind];
        double *tall = weights(init, 20, 500, 3, 0), *wide = weights(init, 500, 20, 3, 0);
        const double want = laws[k].std(20, 500) / laws[k].std(500, 20);
        for (int i = 0; i < 20 * 500; i++) {
            cr_assert_float_eq(tall[i], want * wide[i], 1e-12, "%s", init->kind.key);
        }
        free(tall);
        free(wide);
    }
}

Test(init, all_random_ones_scale_the_same_draws)
{
    enum { IN = 30, OUT = 40, N = IN * OUT };
    double *draws[2] = { NULL };
    for (size_t k = 0; k < COUNT(laws); k++) {
        const Init *init = &inits[laws[k].kind];
        double **first = &draws[laws[k].uniform], *weight = weights(init, IN, OUT, 5, 2);
        const double std = laws[k].std(IN, OUT);
        for (int i = 0; i < N; i++) {
            weight[i] /= std;
        }
        for (int i = 0; *first && i < N; i++) {
            cr_assert_float_eq(weight[i], (*first)[i], 1e-14 * fmax(1, fabs(weight[i])), "%s",
                               init->kind.key);
        }
        if (*first) {
            free(weight);
        } else {
            *first = weight;
        }
    }
    free(draws[0]);
    free(draws[1]);
}

Test(init, the_number_of_an_init_scales_its_weights)
{
    for (int k = 0; k < INIT_COUNT; k++) {
        const Param *param = inits[k].kind.params;
        if (!param->key || k == INIT_SPARSE || k == INIT_LSUV) {
            continue;
        }
        InitParams params;
        double one[12], two[12];
        init_defaults(&inits[k], &params);
        init_weights(&inits[k], &params, (LayerMatrix){ 3, 4, 3, 4 }, 1, 0, one);
        *param_field(param, &params) *= 2;
        init_weights(&inits[k], &params, (LayerMatrix){ 3, 4, 3, 4 }, 1, 0, two);
        for (int i = 0; i < 12; i++) {
            cr_expect_eq(two[i], 2 * one[i], "%s", inits[k].kind.key);
            cr_expect(one[i] != 0 || k == INIT_IDENTITY, "%s", inits[k].kind.key);
        }
    }
}

Test(init, zeros_and_constants_are_exact)
{
    InitParams params = { .value = -0.37 };
    double weight[6];
    init_weights(&inits[INIT_ZEROS], &params, (LayerMatrix){ 2, 3, 2, 3 }, 1, 0, weight);
    for (int i = 0; i < 6; i++) {
        cr_expect_eq(weight[i], 0.0);
    }
    init_weights(&inits[INIT_CONSTANT], &params, (LayerMatrix){ 2, 3, 2, 3 }, 1, 0, weight);
    for (int i = 0; i < 6; i++) {
        cr_expect_eq(weight[i], -0.37);
    }
}

// torch.nn.init.eye_(torch.empty(o, i)) and dirac_(torch.empty(o, c, k, k)).
static const struct {
    LayerMatrix matrix;
    const char *ones; // where they are: output, place in its row
} identities[] = {
    { { 3, 3, 3, 3 }, "0 0 1 1 2 2" },
    { { 4, 2, 4, 2 }, "0 0 1 1" },
    { { 2, 4, 2, 4 }, "0 0 1 1" },
    { { 5, 1, 5, 1 }, "0 0" },
    { { 2 * 9, 2, 2 * 9, 2 * 9 }, "0 4 1 13" }, // conv 2 3x3 of 2 channels
    { { 1 * 25, 3, 1 * 25, 3 * 25 }, "0 12" },  // conv 3 5x5 of 1
    { { 3 * 4, 2, 3 * 4, 2 * 4 }, "0 3 1 7" },  // conv 2 2x2 of 3
    { { 3, 2, 3, 2 }, "0 0 1 1" },              // conv 2 1x1 of 3
};

Test(init, an_identity_is_pytorchs_eye_and_dirac)
{
    for (size_t k = 0; k < COUNT(identities); k++) {
        const LayerMatrix matrix = identities[k].matrix;
        const InitParams params = { .gain = 1.5 };
        double weight[128];
        char ones[64] = "";
        cr_assert_leq(matrix.in * matrix.out, 128);
        init_weights(&inits[INIT_IDENTITY], &params, matrix, 1, 0, weight);
        for (int i = 0; i < matrix.in * matrix.out; i++) {
            cr_expect(weight[i] == 0 || weight[i] == 1.5);
            if (weight[i] != 0) {
                snprintf(ones + strlen(ones), sizeof ones - strlen(ones), "%s%d %d",
                         *ones ? " " : "", i / matrix.in, i % matrix.in);
            }
        }
        cr_expect_str_eq(ones, identities[k].ones, "%zu: %s", k, ones);
    }
}

// As torch.nn.init.sparse_: of each input's weights ceil(sparsity·o) are 0, whichever they are; the
// others are the draws of `normal`.
Test(init, a_sparse_matrix_has_as_many_zeros_in_each_column)
{
    enum { IN = 60, OUT = 25, MOST = IN * OUT };
    static const struct {
        double sparsity;
        int zeros;
    } shares[] = { { 0, 0 }, { 0.1, 3 }, { 0.5, 13 }, { 0.96, 24 }, { 1, 25 } };
    const LayerMatrix matrix = { IN, OUT, IN, OUT };
    double weight[MOST], full[MOST];
    for (size_t s = 0; s < COUNT(shares); s++) {
        const InitParams params = { .std = 0.3, .sparsity = shares[s].sparsity };
        int in_row[OUT] = { 0 };
        init_weights(&inits[INIT_SPARSE], &params, matrix, 4, 2, weight);
        init_weights(&inits[INIT_NORMAL], &params, matrix, 4, 2, full);
        for (int i = 0; i < IN; i++) {
            int zeros = 0;
            for (int o = 0; o < OUT; o++) {
                const double w = weight[o * IN + i];
                cr_expect(w == 0 || w == full[o * IN + i]);
                zeros += w == 0;
                in_row[o] += w == 0;
            }
            cr_expect_eq(zeros, shares[s].zeros, "input %d: %d zeros", i, zeros);
        }
        const double p = shares[s].zeros / (double)OUT;
        for (int o = 0; o < OUT; o++) {
            cr_expect_leq(fabs(in_row[o] - p * IN), 5 * sqrt(p * (1 - p) * IN), "output %d: %d", o,
                          in_row[o]);
        }
    }
}

// Every seed and every layer draws anew, and the same ones draw the same.
Test(init, draws_come_from_seed_and_layer_alone)
{
    enum { N = 50 };
    for (int k = INIT_NORMAL; k < INIT_COUNT; k++) {
        if (k == INIT_IDENTITY || k == INIT_SPARSE) { // nothing is drawn; some of it is the same 0
            continue;
        }
        double *base = weights(&inits[k], 10, 5, 1, 0), *again = weights(&inits[k], 10, 5, 1, 0);
        double *layer = weights(&inits[k], 10, 5, 1, 1), *seed = weights(&inits[k], 10, 5, 2, 0);
        cr_expect_eq(memcmp(base, again, N * sizeof *base), 0, "%s", inits[k].kind.key);
        for (int i = 0; i < N; i++) {
            cr_expect(base[i] != layer[i] && base[i] != seed[i], "%s", inits[k].kind.key);
        }
        free(base);
        free(again);
        free(layer);
        free(seed);
    }
}

// The Gram matrix of `count` vectors of length `n`: vector i begins at a[i·across], its numbers are
// `along` apart. The largest distance from gain²·I.
static double from_identity(const double *a, int count, int n, int across, int along, double gain)
{
    double worst = 0;
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < count; j++) {
            double dot = 0;
            for (int k = 0; k < n; k++) {
                dot += a[i * across + k * along] * a[j * across + k * along];
            }
            worst = fmax(worst, fabs(dot - (i == j ? gain * gain : 0)));
        }
    }
    return worst;
}

Test(init, an_orthogonal_matrix_has_orthonormal_rows_or_columns)
{
    static const int shapes[][2] = { { 1, 1 },   { 1, 9 },   { 9, 1 },     { 2, 2 },
                                     { 40, 17 }, { 17, 40 }, { 100, 100 }, { 128, 127 } };
    for (size_t s = 0; s < COUNT(shapes); s++) {
        const int in = shapes[s][0], out = shapes[s][1];
        for (double gain = 1; gain < 3; gain += 1.5) {
            const InitParams params = { .gain = gain };
            double *weight = memory_get(sizeof *weight * (size_t)in * (size_t)out);
            init_weights(&inits[INIT_ORTHOGONAL], &params, (LayerMatrix){ in, out, in, out }, 11, 0,
                         weight);
            const double worst = out <= in ? from_identity(weight, out, in, in, 1, gain)
                                           : from_identity(weight, in, out, 1, in, gain);
            cr_expect_lt(worst, 1e-12, "%d to %d, gain %g: off by %g", in, out, gain, worst);
            free(weight);
        }
    }
}

// Uniform over the orthogonal group (Stewart 1980): without the sign of R's diagonal, entries would
// lean to one side. Each entry of an n×n one has mean 0 and variance 1/n; five standard errors.
Test(init, orthogonal_matrices_lean_to_no_side)
{
    enum { SIDE = 4, MATRICES = 4000 };
    const InitParams params = { .gain = 1 };
    double sums[SIDE * SIDE] = { 0 }, squares[SIDE * SIDE] = { 0 }, weight[SIDE * SIDE];
    for (int seed = 0; seed < MATRICES; seed++) {
        init_weights(&inits[INIT_ORTHOGONAL], &params, (LayerMatrix){ SIDE, SIDE, SIDE, SIDE },
                     (uint64_t)seed, 0, weight);
        for (int i = 0; i < SIDE * SIDE; i++) {
            sums[i] += weight[i];
            squares[i] += weight[i] * weight[i];
        }
    }
    for (int i = 0; i < SIDE * SIDE; i++) {
        cr_expect_lt(fabs(sums[i] / MATRICES), 5 * sqrt(1.0 / SIDE / MATRICES), "entry %d", i);
        // Its square's standard deviation is under √2/n.
        cr_expect_lt(fabs(squares[i] / MATRICES - 1.0 / SIDE), 5 * sqrt(2.0 / MATRICES) / SIDE,
                     "entry %d", i);
    }
}

Test(init, keys_are_found_and_belong_to_one_row)
{
    for (int k = 0; k < INIT_COUNT; k++) {
        cr_expect_eq(registry_row(&init_kinds, inits[k].kind.key), &inits[k]);
        cr_expect_eq((int)init_kind(&inits[k]), k);
        cr_expect(inits[k].kind.name && *inits[k].kind.name && inits[k].rule && *inits[k].rule);
        for (const Param *param = inits[k].kind.params; param->key; param++) {
            cr_expect(param_check(param, param->def, NULL), "%s %s", inits[k].kind.key, param->key);
        }
    }
    cr_expect_null(registry_row(&init_kinds, "he"));
    cr_expect_null(registry_row(&init_kinds, ""));
}
