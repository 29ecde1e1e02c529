// Mixup and cutmix: their shares against Beta's distribution, their rectangles against what every
// place would give, their batches against their definition.
#include "augment_make.h"
#include "model/data/mix.h"

#include <stdlib.h>

enum { DRAWS = 100000 };

static Drawn shares_of(double alpha)
{
    Drawn drawn = { .low = 0, .high = 1 };
    Rng rng;
    rng_init(&rng, 1, 0);
    for (int i = 0; i < DRAWS; i++) {
        drawn_add(&drawn, mix_share(alpha, &rng));
    }
    return drawn;
}

// Beta(α, α): mean 1/2, variance 1/(4(2α + 1)), excess kurtosis -6/(2α + 3).
Test(mix, shares_have_betas_moments)
{
    static const double alphas[] = { 0.01, 0.1, 0.2, 0.4, 0.5, 0.51, 0.6, 1, 2, 10 };
    for (size_t i = 0; i < COUNT(alphas); i++) {
        const double alpha = alphas[i], variance = 1 / (4 * (2 * alpha + 1));
        const double kurtosis = 3 - 6 / (2 * alpha + 3);
        const Drawn drawn = shares_of(alpha);
        const double error = variance * sqrt((kurtosis - 1) / DRAWS);
        cr_expect_float_eq(drawn_mean(&drawn), 0.5, 5 * sqrt(variance / DRAWS), "α = %g", alpha);
        cr_expect_float_eq(drawn_variance(&drawn), variance, 5 * error + 5e-6, "α = %g: %g, not %g",
                           alpha, drawn_variance(&drawn), variance);
    }
}

static double arcsine(double x)
{
    return 2 / 3.14159265358979323846 * asin(sqrt(x));
}

static double even(double x)
{
    return x;
}

static double parabolic(double x)
{
    return x * x * (3 - 2 * x);
}

Test(mix, shares_follow_betas_curve)
{
    const Drawn half = shares_of(0.5), above = shares_of(0.5 + 1e-9), one = shares_of(1),
                two = shares_of(2);
    drawn_follow(&half, arcsine, "α = 1/2");
    drawn_follow(&above, arcsine, "α just above 1/2");
    drawn_follow(&one, even, "α = 1");
    drawn_follow(&two, parabolic, "α = 2");
}

// All places of the middle, counted.
static double mean_area(double share, TensorShape shape)
{
    const int wide = (int)lround(shape.width * sqrt(1 - share));
    const int high = (int)lround(shape.height * sqrt(1 - share));
    double sum = 0;
    for (int y = 0; y < shape.height; y++) {
        for (int x = 0; x < shape.width; x++) {
            for (int k = 0; k < shape_area(shape); k++) {
                const int c = k % shape.width - (x - wide / 2),
                          r = k / shape.width - (y - high / 2);
                sum += c >= 0 && c < wide && r >= 0 && r < high;
            }
        }
    }
    return sum / shape_area(shape) / shape_area(shape);
}

Test(mix, pieces_have_the_area_of_their_share_cut_at_the_edges)
{
    static const TensorShape shapes[] = { { 1, 8, 8 }, { 3, 12, 7 }, { 1, 1, 30 } };
    for (size_t s = 0; s < COUNT(shapes); s++) {
        const TensorShape shape = shapes[s];
        for (double share = 0; share <= 1; share += 0.125) {
            const int wide = (int)lround(shape.width * sqrt(1 - share));
            const int high = (int)lround(shape.height * sqrt(1 - share));
            double sum = 0, most = 0;
            Rng rng;
            rng_init(&rng, 1, s);
            for (int i = 0; i < 20000; i++) {
                const MixPiece p = mix_piece(share, shape, &rng);
                cr_assert(0 <= p.left && p.left <= p.right && p.right <= shape.width);
                cr_assert(0 <= p.top && p.top <= p.bottom && p.bottom <= shape.height);
                const double area = 1 - mix_share_left(&p, shape);
                sum += area;
                most = fmax(most, area);
            }
            cr_expect_float_eq(most, (double)wide * high / shape_area(shape), 1e-12,
                               "share %g: whole where it is not cut", share);
            cr_expect_float_eq(sum / 20000, mean_area(share, shape), 0.01, "shape %zu, share %g", s,
                               share);
        }
    }
    Rng rng;
    rng_init(&rng, 1, 0);
    const MixPiece whole = mix_piece(1, shapes[0], &rng);
    cr_expect_eq(mix_share_left(&whole, shapes[0]), 1, "all of it is its own");
}

enum { ROWS = 40, WIDE = 32 };

typedef struct Batch {
    float x[ROWS * WIDE], before[ROWS * WIDE], spare[WIDE];
    uint32_t from[ROWS], used[ROWS];
} Batch;

static MixRows batch_of(Batch *b, uint64_t seed)
{
    Rng rng;
    rng_init(&rng, seed, 0);
    for (int i = 0; i < ROWS * WIDE; i++) {
        b->x[i] = b->before[i] = (float)rng_uniform(&rng);
    }
    for (uint32_t i = 0; i < ROWS; i++) {
        b->from[i] = i;
    }
    rng_shuffle(&rng, ROWS, b->from);
    memcpy(b->used, b->from, sizeof b->from);
    return (MixRows){ b->x, WIDE, ROWS, b->used, b->spare };
}

Test(mix, every_row_is_a_mixture_of_two_as_they_were)
{
    for (uint64_t seed = 0; seed < 200; seed++) {
        Batch b;
        const MixRows rows = batch_of(&b, seed);
        mix_rows(&rows, 0.7);
        for (int i = 0; i < ROWS * WIDE; i++) {
            const float own = b.before[i], other = b.before[b.from[i / WIDE] * WIDE + i % WIDE];
            cr_assert_float_eq(b.x[i], 0.7 * (double)own + 0.3 * (double)other, 1e-6,
                               "seed %d, row %d", (int)seed, i / WIDE);
        }
        for (uint32_t i = 0; i < ROWS; i++) {
            cr_assert_eq(b.used[i], i);
        }
    }
}

Test(mix, every_picture_has_a_piece_of_another_as_it_was)
{
    const TensorShape shape = { 2, 3, 5 }; // 30 of 32 numbers: pads are left alone
    const MixPiece piece = { .left = 1, .right = 4, .top = 0, .bottom = 2 };
    for (uint64_t seed = 0; seed < 200; seed++) {
        Batch b;
        const MixRows rows = batch_of(&b, seed);
        mix_rows_paste(&rows, &piece, shape);
        for (int i = 0; i < ROWS * WIDE; i++) {
            const int k = i % WIDE, column = k % 5, line = k % 15 / 5;
            const bool in = k < 30 && column >= 1 && column < 4 && line < 2;
            const uint32_t row = in ? b.from[i / WIDE] : (uint32_t)(i / WIDE);
            cr_assert_eq(b.x[i], b.before[row * WIDE + (uint32_t)k], "seed %d, row %d, place %d",
                         (int)seed, i / WIDE, k);
        }
    }
}

Test(mix, says_what_cannot_be_mixed)
{
    const TensorShape picture = { 1, 4, 4 }, plain = shape_features(2), one = shape_features(1);
    Error err = { .text = "" };
    cr_expect(mix_check(1, 0, plain, &err));
    cr_expect(mix_check(0, 1, picture, &err));
    cr_expect(mix_check(0, 0, plain, &err));
    cr_expect_not(mix_check(1, 0.2, picture, &err));
    cr_expect_str_eq(err.text, "mixup and cutmix are both on, and a batch is mixed in one way; "
                               "switch one of them off");
    cr_expect_not(mix_check(0, 1, plain, &err));
    cr_expect_str_eq(err.text, "cutmix is for pictures, and a row of this data is 2 plain numbers; "
                               "choose mixup, or data of pictures");
    cr_expect_not(mix_check(0, 1, one, &err));
    cr_expect_str_eq(err.text, "cutmix is for pictures, and a row of this data is 1 plain number; "
                               "choose mixup, or data of pictures");
}
