// Data: each generator keeps what it promises for every seed, noise and number of rows.
#include "dataset_make.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double PI = 3.141592653589793;

// "KEY and what follows", for the kinds that are drawn.
static const char *spec_of(int kind, const char *more, char text[100])
{
    snprintf(text, 100, "%s%s", data_rows[kind].kind.key, more);
    return text;
}

static bool has_noise(int kind)
{
    return param_find(data_rows[kind].kind.params, "noise") != NULL;
}

Test(dataset, has_the_rows_it_was_asked_for_in_balanced_classes)
{
    static const char *const more[] = { "", " n=10", " n=101", " n=1000" };
    static const int rows[] = { 0, 10, 101, 1000 };
    for (int k = 0; k < DATA_COUNT; k++) {
        for (size_t m = 0; m < COUNT(more) && data_rows[k].draw; m++) {
            char text[100];
            Arena arena = { 0 };
            const Dataset data = make(spec_of(k, more[m], text), 3, &arena);
            cr_expect(m == 0 || data.rows == rows[m], "%s", text);
            cr_expect_eq(data.classes == 0, data_rows[k].regression, "%s", text);
            int counts[DATASET_CLASSES_MAX] = { 0 };
            for (int i = 0; i < data.rows && data.classes > 0; i++) {
                const int class = (int)data.target[i];
                cr_assert(class >= 0 && class < data.classes && data.target[i] == (float)class);
                counts[class]++;
            }
            for (int c = 1; c < data.classes; c++) {
                cr_expect_leq(abs(counts[c] - counts[0]), 1, "%s: class %d", text, c);
            }
            cr_expect_eq(data.class_names != NULL, data_rows[k].class_names != NULL, "%s", text);
            arena_free(&arena);
        }
    }
}

Test(dataset, comes_from_its_seed_alone)
{
    for (int k = 0; k < DATA_COUNT; k++) {
        for (int noisy = 0; noisy < 2 && data_rows[k].draw; noisy++) {
            char text[100], own[120];
            Arena arena = { 0 };
            spec_of(k, noisy && has_noise(k) ? " noise=0.2" : "", text);
            snprintf(own, sizeof own, "%s seed=5", text);
            const Dataset a = make(text, 5, &arena), b = make(text, 5, &arena);
            const Dataset c = make(text, 6, &arena), d = make(own, 6, &arena);
            cr_expect(same(&a, &b), "%s: the same seed gives the same bits", text);
            cr_expect_not(same(&a, &c), "%s: another seed gives others", text);
            cr_expect(same(&a, &d), "%s: a seed of its own comes first", text);
            arena_free(&arena);
        }
    }
}

// The distance of two data of the same rows, root of the mean square over numbers and targets.
static double distance(const Dataset *a, const Dataset *b)
{
    const size_t values = (size_t)a->rows * (size_t)a->features;
    double sum = 0;
    for (size_t i = 0; i < values; i++) {
        sum += pow(a->x[i] - b->x[i], 2);
    }
    for (int i = 0; i < a->rows; i++) {
        sum += pow(a->target[i] - b->target[i], 2);
    }
    return sqrt(sum / (double)values);
}

// The rows stay where they are, so that a slider lets points glide: moved in proportion to the
// noise (to float's rounding), except greys, which stop at black and white.
Test(dataset, moves_smoothly_with_its_noise)
{
    for (int k = 0; k < DATA_COUNT; k++) {
        if (!has_noise(k)) {
            continue;
        }
        char text[100];
        Arena arena = { 0 };
        const Dataset still = make(spec_of(k, " noise=0", text), 2, &arena);
        const Dataset little = make(spec_of(k, " noise=0.01", text), 2, &arena);
        const Dataset more = make(spec_of(k, " noise=0.25", text), 2, &arena);
        const Dataset most = make(spec_of(k, " noise=0.5", text), 2, &arena);
        const double unit = distance(&still, &little);
        // The root of a mean of so many squares is off by 1/sqrt(2 count), thrice at most.
        const double bound = 0.01 * (1 + 3 / sqrt(2.0 * still.rows * still.features));
        cr_expect(unit > 0 && unit < bound, "%s: noise 0.01 moves by %g", text, unit);
        cr_expect_gt(distance(&still, &most), distance(&still, &more), "%s", text);
        if (!data_rows[k].image_side) {
            cr_expect_float_eq(distance(&still, &more) / unit, 25, 1e-3, "%s", text);
            cr_expect_float_eq(distance(&still, &most) / unit, 50, 2e-3, "%s", text);
        }
        arena_free(&arena);
    }
}

static bool has_row(const Dataset *data, const float *x)
{
    for (int i = 0; i < data->rows; i++) {
        if (memcmp(data->x + (size_t)i * (size_t)data->features, x,
                   (size_t)data->features * sizeof *x) == 0) {
            return true;
        }
    }
    return false;
}

Test(dataset, only_gains_rows_when_it_becomes_larger)
{
    for (int k = 0; k < DATA_COUNT; k++) {
        if (!data_rows[k].draw) {
            continue;
        }
        char text[100];
        Arena arena = { 0 };
        const Dataset small = make(spec_of(k, " n=90", text), 4, &arena);
        const Dataset large = make(spec_of(k, " n=200", text), 4, &arena);
        for (int i = 0; i < small.rows; i++) {
            cr_expect(has_row(&large, small.x + (size_t)i * (size_t)small.features), "%s", text);
        }
        arena_free(&arena);
    }
}

Test(dataset, is_divided_by_its_share_in_random_order)
{
    static const struct {
        const char *text;
        int train;
    } splits[] = { { "spiral", 280 },
                   { "spiral n=10", 7 },
                   { "spiral train=1", 400 },
                   { "spiral train=0.5", 200 },
                   { "moons n=11 train=.5", 6 },
                   { "moons n=10 train=0.1", 1 },
                   { "moons n=10 train=0.99", 9 } };
    for (size_t i = 0; i < COUNT(splits); i++) {
        Arena arena = { 0 };
        const Dataset data = make(splits[i].text, 1, &arena);
        cr_expect_eq(data.train_count, splits[i].train, "%s: %d", splits[i].text, data.train_count);
        arena_free(&arena);
    }
    // 10,000 rows: the share of a class among the first half is 0.5 ± 0.005 (one deviation).
    Arena arena = { 0 };
    const Dataset data = make("xor n=10000 train=0.5", 1, &arena);
    int ones = 0, runs = 0;
    for (int i = 0; i < data.train_count; i++) {
        ones += data.target[i] == 1;
        runs += i > 0 && data.target[i] != data.target[i - 1];
    }
    cr_expect_float_eq(ones / 5000.0, 0.5, 0.02);
    cr_expect_float_eq(runs / 5000.0, 0.5, 0.03, "classes do not come in turn");
    arena_free(&arena);
}

Test(dataset, gives_the_same_square_to_draw_for_every_noise)
{
    for (int k = 0; k < DATA_COUNT; k++) {
        for (uint64_t seed = 1; data_rows[k].plane && k != DATA_CANVAS && seed <= 5; seed++) {
            char text[100];
            Arena arena = { 0 };
            const Dataset still = make(spec_of(k, "", text), seed, &arena);
            const Dataset data = make(spec_of(k, " noise=0.5 n=10000", text), seed, &arena);
            cr_expect_eq(data.features, 2);
            int inside = 0;
            for (int i = 0; i < data.rows; i++) {
                const float *p = data.x + 2 * (size_t)i;
                inside += p[0] >= data.low[0] && p[0] <= data.high[0] && p[1] >= data.low[1] &&
                          p[1] <= data.high[1];
            }
            cr_expect_geq(inside, 9900, "%s, seed %d: %d of 10,000", text, (int)seed, inside);
            cr_expect(memcmp(still.low, data.low, sizeof data.low) == 0 &&
                      memcmp(still.high, data.high, sizeof data.high) == 0);
            for (int i = 0; i < still.rows; i++) {
                const float *p = still.x + 2 * (size_t)i;
                cr_expect_leq(fmaxf(fabsf(p[0]), fabsf(p[1])), 2 + 1e-6f, "%s without noise", text);
            }
            arena_free(&arena);
        }
    }
}

// Which class a point belongs to, told by each kind's own rule in another form than it is drawn;
// (x, y) within [-1, 1]².
static int circle_class(double x, double y)
{
    return hypot(x, y) < 0.6;
}

static int xor_class(double x, double y)
{
    return x * y < 0;
}

static int gauss_class(double x, double y)
{
    return x + y > 0;
}

// Undoes the turn: the angle left over names the arm.
static int spiral_class(double x, double y, int arms)
{
    const double turn = 1.25 * (hypot(x, y) - 0.1) / 0.9;
    const double left = (atan2(x, y) / (2 * PI) - turn) * arms;
    const int arm = (int)lround(left) % arms;
    return arm < 0 ? arm + arms : arm;
}

static int two_arms(double x, double y)
{
    return spiral_class(x, y, 2);
}

static int three_arms(double x, double y)
{
    return spiral_class(x, y, 3);
}

// From (u, v) to the upper half of the circle of radius 1.
static double half_circle_distance(double u, double v)
{
    return v > 0 ? fabs(hypot(u, v) - 1) : hypot(fabs(u) - 1, v);
}

// scikit-learn's half circles around (0, 0) and (1, 0.5), the second upside down, in our scale.
static int moons_class(double x, double y)
{
    const double u = 1.5 * x + 0.5, v = 1.5 * y + 0.25;
    return half_circle_distance(u, v) > half_circle_distance(u - 1, 0.5 - v);
}

static int checkerboard_class(double x, double y)
{
    return sin(2 * PI * x) * sin(2 * PI * y) < 0;
}

static int nearest_of(double x, double y, int k)
{
    int nearest = 0;
    double best = INFINITY;
    for (int i = 0; i < k; i++) {
        const double angle = PI / 2 - 2 * PI * i / k;
        const double far = hypot(x - 0.7 * cos(angle), y - 0.7 * sin(angle));
        nearest = far < best ? i : nearest;
        best = fmin(far, best);
    }
    return nearest;
}

static int four_blobs(double x, double y)
{
    return nearest_of(x, y, 4);
}

static int ten_blobs(double x, double y)
{
    return nearest_of(x, y, 10);
}

static const struct {
    const char *text;
    int (*class)(double x, double y);
} rules[] = {
    { "circle n=2000", circle_class },
    { "xor n=2000", xor_class },
    { "gauss n=2000", gauss_class },
    { "spiral n=2000", two_arms },
    { "spiral n=2000 arms=3", three_arms },
    { "moons n=2000", moons_class },
    { "checkerboard n=2000", checkerboard_class },
    { "blobs n=2000", four_blobs },
    { "blobs n=2000 k=10", ten_blobs },
};

Test(dataset, follows_its_kinds_rule_when_there_is_no_noise)
{
    for (size_t r = 0; r < COUNT(rules); r++) {
        for (uint64_t seed = 1; seed <= 3; seed++) {
            Arena arena = { 0 };
            const Dataset data = make(rules[r].text, seed, &arena);
            int wrong = 0;
            for (int i = 0; i < data.rows; i++) {
                const float *p = data.x + 2 * (size_t)i;
                wrong += rules[r].class(p[0] / 2, p[1] / 2) != (int)data.target[i];
            }
            // Ten blobs of deviation 0.05 touch at 4.3 of them: 3e-5 of the points.
            cr_expect_leq(wrong, r == COUNT(rules) - 1 ? 2 : 0, "%s: %d", rules[r].text, wrong);
            arena_free(&arena);
        }
    }
}

Test(dataset, keeps_classes_apart_at_noise_a_tenth_and_mixes_them_at_a_half)
{
    for (size_t r = 0; r < COUNT(rules); r++) {
        double wrong[2];
        for (int k = 0; k < 2; k++) {
            char text[100];
            Arena arena = { 0 };
            snprintf(text, sizeof text, "%s noise=%g", rules[r].text, k ? 0.5 : 0.1);
            const Dataset data = make(text, 1, &arena);
            int count = 0;
            for (int i = 0; i < data.rows; i++) {
                const float *p = data.x + 2 * (size_t)i;
                count += rules[r].class(p[0] / 2, p[1] / 2) != (int)data.target[i];
            }
            wrong[k] = (double)count / data.rows;
            arena_free(&arena);
        }
        cr_expect_leq(wrong[0], 0.03, "%s noise=0.1: %g", rules[r].text, wrong[0]);
        cr_expect(wrong[1] > 0.005 && wrong[1] < 0.55 && wrong[1] > wrong[0], "%s noise=0.5: %g",
                  rules[r].text, wrong[1]);
    }
}

Test(dataset, gives_values_of_a_plane_and_a_wave)
{
    Arena arena = { 0 };
    const Dataset plane = make("plane", 1, &arena), wave = make("wave", 1, &arena);
    for (int i = 0; i < plane.rows; i++) {
        const float *p = plane.x + 2 * (size_t)i, *q = wave.x + 2 * (size_t)i;
        cr_expect_float_eq(plane.target[i], (p[0] + p[1]) / 4, 1e-6);
        const double angle = sin(PI / 2 * (q[0] + q[1])) + sin(PI / 2 * (q[0] - q[1]));
        cr_expect_float_eq(wave.target[i], angle / 2, 1e-6);
    }
    const Dataset noisy = make("plane n=10000 noise=0.3", 1, &arena);
    double sum = 0;
    for (int i = 0; i < noisy.rows; i++) {
        const float *p = noisy.x + 2 * (size_t)i;
        sum += pow(noisy.target[i] - (p[0] + p[1]) / 4, 2);
    }
    // The standard error of a deviation of 10,000 is 0.3/sqrt(20,000) = 0.002.
    cr_expect_float_eq(sqrt(sum / noisy.rows), 0.3, 0.01);
    arena_free(&arena);
}

// Each curve in another form than it is drawn, x within [-2, 2].
static double sine_value(double x)
{
    return 2 * sin(x) * cos(x);
}

static double step_value(double x)
{
    return x < 0 ? 0 : 1;
}

static double cubic_value(double x)
{
    return (x * x * x - 3 * x) / 2;
}

// T9 by Chebyshev's recurrence.
static double ninth_value(double x)
{
    const double u = x / 2;
    double last = 1, value = u;
    for (int degree = 2; degree <= 9; degree++) {
        const double next = 2 * u * value - last;
        last = value;
        value = next;
    }
    return value;
}

static const struct {
    const char *text;
    double (*value)(double x);
} curves[] = { { "sine", sine_value },
               { "step", step_value },
               { "poly", cubic_value },
               { "poly degree=9", ninth_value } };

Test(dataset, gives_values_of_curves)
{
    for (size_t c = 0; c < COUNT(curves); c++) {
        char text[100];
        Arena arena = { 0 };
        snprintf(text, sizeof text, "%s noise=0", curves[c].text);
        const Dataset still = make(text, 2, &arena);
        cr_expect(still.rows == 30 && still.train_count == 21 && still.features == 1);
        for (int i = 0; i < still.rows; i++) {
            // 20 times the rounding of x in float: the ninth is steepest, 81/2.
            cr_expect_float_eq(still.target[i], curves[c].value(still.x[i]), 5e-6, "%s at %g", text,
                               (double)still.x[i]);
        }
        snprintf(text, sizeof text, "%s noise=0.3 n=10000", curves[c].text);
        const Dataset noisy = make(text, 2, &arena);
        double sum = 0, across = 0;
        for (int i = 0; i < noisy.rows; i++) {
            sum += pow(noisy.target[i] - curves[c].value(noisy.x[i]), 2);
            across += noisy.x[i] * noisy.x[i];
        }
        cr_expect_float_eq(sqrt(sum / noisy.rows), 0.3, 0.01, "%s", text);
        cr_expect_float_eq(across / noisy.rows, 4 / 3.0, 0.01, "even over [-2, 2]");
        arena_free(&arena);
    }
}

// Of 30 even places each stretch of a tenth has two at least.
Test(dataset, leaves_no_gap_in_a_curve_of_few_points)
{
    for (uint64_t seed = 1; seed <= 20; seed++) {
        Arena arena = { 0 };
        const Dataset data = make("sine", seed, &arena);
        int counts[10] = { 0 };
        for (int i = 0; i < data.rows; i++) {
            counts[clampi((int)((data.x[i] + 2) / 0.4f), 0, 9)]++;
        }
        for (int k = 0; k < 10; k++) {
            cr_expect_geq(counts[k], 2, "seed %d, tenth %d: %d", (int)seed, k, counts[k]);
        }
        arena_free(&arena);
    }
}

Test(dataset, draws_curves_in_the_same_frame_for_every_noise)
{
    for (int k = 0; k < DATA_COUNT; k++) {
        if (!data_rows[k].curve) {
            continue;
        }
        char text[100];
        Arena arena = { 0 };
        const Dataset few = make(spec_of(k, "", text), 1, &arena);
        const Dataset data = make(spec_of(k, " noise=0.5 n=10000", text), 3, &arena);
        int inside = 0;
        for (int i = 0; i < data.rows; i++) {
            inside += data.x[i] >= data.low[0] && data.x[i] <= data.high[0] &&
                      data.target[i] >= data.low[1] && data.target[i] <= data.high[1];
        }
        cr_expect_geq(inside, 9300, "%s: %d of 10,000", text, inside);
        cr_expect(memcmp(few.low, data.low, sizeof data.low) == 0 &&
                  memcmp(few.high, data.high, sizeof data.high) == 0);
        arena_free(&arena);
    }
}

Test(dataset, gives_normal_noise_that_has_nothing_to_do_with_its_classes)
{
    Arena arena = { 0 };
    const Dataset data = make("noise n=2000 features=50 classes=4", 1, &arena);
    double mean[4] = { 0 }, square = 0;
    cr_assert_eq(data.features, 50);
    cr_assert_eq(data.train_count, 2000);
    for (int i = 0; i < data.rows; i++) {
        for (int k = 0; k < 50; k++) {
            const double value = data.x[(size_t)i * 50 + (size_t)k];
            mean[(int)data.target[i]] += value / (500 * 50);
            square += value * value / (2000 * 50);
        }
    }
    // Standard errors: 1/sqrt(25,000) = 0.0063 of a mean, sqrt(2/100,000) = 0.0045 of the square.
    for (int k = 0; k < 4; k++) {
        cr_expect_float_eq(mean[k], 0, 0.025, "class %d: %g", k, mean[k]);
    }
    cr_expect_float_eq(square, 1, 0.018);
    arena_free(&arena);
}

// [10][256] mean pictures of the training rows.
static void centroids(const Dataset *data, double (*mean)[256])
{
    int counts[10] = { 0 };
    memset(mean, 0, 10 * sizeof *mean);
    for (int i = 0; i < data->train_count; i++) {
        const int digit = (int)data->target[i];
        counts[digit]++;
        for (int k = 0; k < 256; k++) {
            mean[digit][k] += data->x[(size_t)i * 256 + (size_t)k];
        }
    }
    for (int i = 0; i < 10 * 256; i++) {
        mean[i / 256][i % 256] /= counts[i / 256];
    }
}

static double picture_distance(const double *mean, const float *x)
{
    double sum = 0;
    for (int k = 0; k < 256; k++) {
        sum += pow(mean[k] - x[k], 2);
    }
    return sum;
}

// Told by the nearest mean picture most digits are right, so they look alike; but not all, so a
// network has something to learn.
Test(dataset, draws_digits_that_can_be_told_apart_but_not_too_easily)
{
    static double mean[10][256];
    for (int noisy = 0; noisy < 2; noisy++) {
        Arena arena = { 0 };
        const Dataset data = make(noisy ? "digits noise=0.3" : "digits", 1, &arena);
        int right = 0;
        centroids(&data, mean);
        for (int i = data.train_count; i < data.rows; i++) {
            int nearest = 0;
            for (int k = 1; k < 10; k++) {
                const float *x = data.x + (size_t)i * 256;
                nearest =
                    picture_distance(mean[k], x) < picture_distance(mean[nearest], x) ? k : nearest;
            }
            right += nearest == (int)data.target[i];
        }
        const double accuracy = (double)right / (data.rows - data.train_count);
        cr_expect(accuracy > 0.6 && accuracy < 0.95, "nearest mean: %g", accuracy);
        for (int a = 0; a < 10; a++) {
            for (int b = 0; b < a; b++) {
                double far = 0;
                for (int k = 0; k < 256; k++) {
                    far = fmax(far, fabs(mean[a][k] - mean[b][k]));
                }
                cr_expect_gt(far, 0.2, "the mean %d and %d", a, b);
            }
        }
        arena_free(&arena);
    }
}

Test(dataset, draws_digits_in_grey_within_their_picture)
{
    Arena arena = { 0 };
    const Dataset data = make("digits n=1000", 1, &arena);
    cr_expect(shape_same(data.shape, (TensorShape){ 1, 16, 16 }));
    cr_expect_eq(data.features, 256);
    cr_expect_eq(data.low[0], 0);
    int greys = 0, touching = 0;
    for (int i = 0; i < data.rows; i++) {
        const float *x = data.x + (size_t)i * 256;
        double ink = 0;
        bool touches = false;
        for (int k = 0; k < 256; k++) {
            cr_assert(x[k] >= 0 && x[k] <= 1);
            ink += x[k];
            greys += x[k] > 0.1f && x[k] < 0.9f;
            touches |= x[k] > 0.5f && (k % 16 == 0 || k % 16 == 15 || k < 16 || k >= 240);
        }
        touching += touches;
        cr_expect(ink > 8 && ink < 128, "row %d is covered by %g of 256", i, ink);
    }
    cr_expect_gt(greys, 10 * data.rows, "edges are smooth");
    cr_expect_lt(touching, data.rows / 10, "%d of 1,000 reach the border", touching);
    arena_free(&arena);
}

// Of ink [16 x 16]: how much, where its middle is, and its second moment around that as a share of
// the ink's square, which no size, place or turn changes.
typedef struct Ink {
    double sum, x, y, spread;
} Ink;

static Ink ink_of(const float *picture)
{
    Ink ink = { 0 };
    double square = 0;
    for (int i = 0; i < 256; i++) {
        const double x = i % 16 + 0.5, y = i / 16 + 0.5;
        ink.sum += picture[i];
        ink.x += picture[i] * x;
        ink.y += picture[i] * y;
        square += picture[i] * (x * x + y * y);
    }
    ink.x /= ink.sum;
    ink.y /= ink.sum;
    ink.spread = (square / ink.sum - ink.x * ink.x - ink.y * ink.y) / ink.sum;
    return ink;
}

// ∫(x² + y²)/A²: 1/2π of a disc, 1/6 of a square, 1/3√3 of an equilateral triangle.
Test(dataset, draws_shapes_that_are_what_they_are_called)
{
    static const char *const names[] = { "circle", "square", "triangle" };
    const double spreads[] = { 1 / (2 * PI), 1.0 / 6, 1 / (3 * sqrt(3)) };
    Arena arena = { 0 };
    const Dataset data = make("shapes n=999", 1, &arena);
    cr_assert_eq(data.classes, 3);
    double mean[3] = { 0 };
    for (int i = 0; i < data.rows; i++) {
        const int class = (int)data.target[i];
        const Ink ink = ink_of(data.x + (size_t)i * 256);
        mean[class] += (ink.spread - 1 / (6 * ink.sum)) / 333;
        cr_expect(ink.spread > 0.155 && ink.spread < 0.215, "row %d: %g", i, ink.spread);
    }
    for (int class = 0; class < 3; class ++) {
        cr_expect_str_eq(data.class_names[class], names[class]);
        // Twice the twelfth of a pixel's square are by fading; corners, which fade on two sides,
        // have a little more.
        cr_expect_float_eq(mean[class], spreads[class], 0.005, "%s: %g, not %g", names[class],
                           mean[class], spreads[class]);
    }
    arena_free(&arena);
}

// Neither the amount of ink nor where it is tells the shape.
Test(dataset, draws_shapes_of_the_same_areas_anywhere)
{
    Arena arena = { 0 };
    const Dataset data = make("shapes n=3000 turn=60", 2, &arena);
    cr_expect(shape_same(data.shape, (TensorShape){ 1, 16, 16 }));
    double ink[3] = { 0 };
    for (int class = 0; class < 3; class ++) {
        double least = 256, most = 0, left = 16, right = 0, top = 16, bottom = 0;
        for (int i = 0; i < data.rows; i++) {
            const float *x = data.x + (size_t)i * 256;
            const Ink of = ink_of(x);
            for (int k = 0; k < 16; k++) { // the edge of a shape is on the edge of the picture
                cr_assert(x[k] <= 0.5f && x[240 + k] <= 0.5f && x[16 * k] <= 0.5f &&
                          x[16 * k + 15] <= 0.5f);
            }
            if ((int)data.target[i] == class) {
                ink[class] += of.sum / 1000;
                least = fmin(least, of.sum), most = fmax(most, of.sum);
                left = fmin(left, of.x), right = fmax(right, of.x);
                top = fmin(top, of.y), bottom = fmax(bottom, of.y);
            }
        }
        cr_expect(least < 25 && most > 62, "areas from %g to %g", least, most);
        cr_expect(left < 4.6 && right > 11.4 && top < 4.6 && bottom > 11.4, "from %g, %g to %g, %g",
                  left, top, right, bottom);
    }
    for (int class = 0; class < 3; class ++) {
        cr_expect_float_eq(ink[class] / ink[0], 1, 0.03, "%g", ink[class]);
    }
    arena_free(&arena);
}

// With turn=0 a square's sides are along the rows: each row of pixels that it reaches is as wide as
// its middle one.
Test(dataset, turns_the_corners_of_shapes_as_far_as_it_was_asked_for)
{
    Arena arena = { 0 };
    const Dataset still = make("shapes n=300 turn=0", 1, &arena);
    const Dataset turned = make("shapes n=300 turn=45", 1, &arena);
    int same_rows[3] = { 0 };
    for (int i = 0; i < still.rows; i++) {
        const float *x = still.x + (size_t)i * 256;
        const int class = (int)still.target[i];
        cr_assert_eq(still.target[i], turned.target[i]);
        same_rows[class] += memcmp(x, turned.x + (size_t)i * 256, 256 * sizeof *x) == 0;
        double widths[16] = { 0 }, widest = 0;
        for (int k = 0; k < 256; k++) {
            widths[k / 16] += x[k];
            widest = fmax(widest, widths[k / 16]);
        }
        int full = 0;
        for (int k = 0; k < 16; k++) {
            full += widths[k] > 0.99 * widest;
        }
        cr_expect(class != 1 || full >= widest - 2, "%d rows of a square of %g", full, widest);
    }
    cr_expect_eq(same_rows[0], 100, "circles have nothing to turn");
    cr_expect_eq(same_rows[1] + same_rows[2], 0);
    arena_free(&arena);
}

Test(dataset, shuffles_and_divides_painted_points)
{
    float x[20], target[10];
    for (int i = 0; i < 10; i++) {
        x[2 * i] = (float)i / 10;
        x[2 * i + 1] = (float)-i / 20;
        target[i] = (float)(i % 3);
    }
    Arena arena = { 0 };
    Dataset data, again, other;
    DataSpec spec;
    data_spec_defaults(&spec, DATA_MOONS);
    spec.params.train = 0.7;
    cr_assert(dataset_from_points(&data, 10, 2, 3, x, target, &spec, 1, &arena, NULL));
    cr_assert(dataset_from_points(&again, 10, 2, 3, x, target, &spec, 1, &arena, NULL));
    cr_assert(dataset_from_points(&other, 10, 2, 3, x, target, &spec, 2, &arena, NULL));
    cr_expect(same(&data, &again));
    cr_expect_not(same(&data, &other));
    cr_expect_eq(data.train_count, 7);
    cr_expect_eq(data.classes, 3);
    bool seen[10] = { false };
    for (int i = 0; i < 10; i++) {
        const int from = (int)lroundf(10 * data.x[2 * i]);
        cr_assert(from >= 0 && from < 10 && !seen[from]);
        seen[from] = true;
        cr_expect_eq(data.x[2 * i + 1], x[2 * from + 1]);
        cr_expect_eq(data.target[i], target[from]);
    }
    cr_expect(data.low[0] == -2.4f && data.high[1] == 2.4f, "the square of the generated data");
    spec.params.train = 0.5;
    cr_assert(dataset_from_points(&data, 1, 2, 0, x, target, &spec, 1, &arena, NULL));
    cr_expect_eq(data.train_count, 1, "there is always a row to train on");
    x[0] = 5;
    spec.params.train = 0.7;
    cr_assert(dataset_from_points(&data, 10, 2, 3, x, target, &spec, 1, &arena, NULL));
    cr_expect_geq(data.high[0], 5);
    arena_free(&arena);
}
