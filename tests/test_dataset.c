// Data: each generator keeps what it promises for every seed, noise and number of rows; tables
// and MNIST's files are read, or refused word for word.
#include "model/dataset.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const double PI = 3.141592653589793;

static Dataset make(const char *text, uint64_t seed, Arena *arena)
{
    DataSpec spec;
    Dataset data;
    Error err = { .at = -1 };
    cr_assert(data_spec_parse(&spec, text, &err), "%s: %s", text, err.text);
    cr_assert(dataset_make(&data, &spec, seed, arena, &err), "%s: %s", text, err.text);
    return data;
}

static bool same(const Dataset *a, const Dataset *b)
{
    const size_t rows = (size_t)a->rows;
    return a->rows == b->rows && a->features == b->features && a->classes == b->classes &&
           a->train_count == b->train_count &&
           memcmp(a->x, b->x, rows * (size_t)a->features * sizeof *a->x) == 0 &&
           memcmp(a->target, b->target, rows * sizeof *a->target) == 0;
}

// "KEY and what follows", for the kinds that are drawn.
static const char *spec_of(int kind, const char *more, char text[100])
{
    snprintf(text, 100, "%s%s", data_rows[kind].key, more);
    return text;
}

static bool has_noise(int kind)
{
    return param_find(data_rows[kind].params, "noise") != NULL;
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
            cr_expect_eq(data.class_names, NULL);
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
        cr_expect(unit > 0 && unit < 0.011, "%s: noise 0.01 moves by %g", text, unit);
        cr_expect_gt(distance(&still, &most), distance(&still, &more), "%s", text);
        if (k != DATA_DIGITS) {
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
        for (uint64_t seed = 1; data_rows[k].plane && seed <= 5; seed++) {
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
    cr_expect_eq(data.image_width, 16);
    cr_expect_eq(data.image_height, 16);
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
    dataset_from_points(&data, 10, 2, 3, x, target, 0.7, 1, &arena);
    dataset_from_points(&again, 10, 2, 3, x, target, 0.7, 1, &arena);
    dataset_from_points(&other, 10, 2, 3, x, target, 0.7, 2, &arena);
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
    dataset_from_points(&data, 1, 2, 0, x, target, 0.5, 1, &arena);
    cr_expect_eq(data.train_count, 1, "there is always a row to train on");
    x[0] = 5;
    dataset_from_points(&data, 10, 2, 3, x, target, 0.7, 1, &arena);
    cr_expect_geq(data.high[0], 5);
    arena_free(&arena);
}

static bool read_csv(Dataset *data, const char *text, Arena *arena, Error *err)
{
    *err = (Error){ .at = -1 };
    return dataset_read_csv(data, text, strlen(text), "points.csv", arena, err);
}

// Rows as "feature feature target|...", and what the targets are.
static const struct {
    const char *text, *rows;
    int classes;
    const char *names; // joined by commas; NULL: none
} tables[] = {
    { "1,2,0\n3,4,1\n5,6,0\n7,8,1\n", "1 2 0|3 4 1|5 6 0|7 8 1|", 2, NULL },
    { "x,y,class\n1,2,0\n3,4,1\n5,6,0\n7,8,1", "1 2 0|3 4 1|5 6 0|7 8 1|", 2, NULL },
    { "x,y,z\n1,2,0.5\n3,4,1\n", "1 2 0.5|3 4 1|", 0, NULL },
    { "1,2,0\n3,4,1\n5,6,2\n", "1 2 0|3 4 1|5 6 2|", 0, NULL },
    { "1,2,7\n3,4,3\n5,6,7\n7,8,3\n", "1 2 1|3 4 0|5 6 1|7 8 0|", 2, "3,7" },
    { "1,-1\n2,1\n3,-1.0\n4,1e0\n", "1 0|2 1|3 0|4 1|", 2, "-1,1" },
    { "1,2,red\n3,4,blue\n5,6,red\n", "1 2 1|3 4 0|5 6 1|", 2, "blue,red" },
    { "x,y,colour\n1,2,red\n3,4,blue\n", "1 2 1|3 4 0|", 2, "blue,red" },
    { "1,a\n2,1\n3,b\n", "1 1|2 0|3 2|", 3, "1,a,b" },
    // Quotes, blanks, line ends, the byte order mark, blank lines.
    { "\"x\",\"the \"\"class\"\"\"\r\n1,\"a,b\"\r\n2,\"c \"\"d\"\"\"\r\n", "1 0|2 1|", 2,
      "a,b,c \"d\"" },
    { "\xef\xbb\xbf"
      "1,2,a\n3,4,b\n",
      "1 2 0|3 4 1|", 2, "a,b" },
    { "\n \r\n1,2,a\n\n\t\n3,4,b\n\n", "1 2 0|3 4 1|", 2, "a,b" },
    { " 1 ,\t2 , a \n 3 , \"4\" , \"b\" \n", "1 2 0|3 4 1|", 2, "a,b" },
    { "1,a\r2,b\r", "1 0|2 1|", 2, "a,b" },
    { "1,\"two\nlines\"\n2,b\n", "1 1|2 0|", 2, "b,two\nlines" },
    // Semicolons and tabs, when the first line has no comma outside quotes.
    { "x;y;class\n1;2;a\n3;4;b\n", "1 2 0|3 4 1|", 2, "a,b" },
    { "x\ty\tclass\n1\t2\ta, or b\n3\t4\tb\n", "1 2 0|3 4 1|", 2, "a, or b,b" },
    { "\"x,y\";class\n1;a\n2;b\n", "1 0|2 1|", 2, "a,b" },
    { "x\ty;class\n1;a\n2;b\n", "1 0|2 1|", 2, "a,b" },
    // A header with some numbers in it (scikit-learn's iris.csv begins so).
    { "150,4,setosa,versicolor,virginica\n5.1,3.5,1.4,0.2,0\n4.9,3.0,1.4,0.2,1\n",
      "5.1 3.5 1.4 0.2 0|4.9 3 1.4 0.2 1|", 0, NULL },
    // Cut between two characters: 23 bytes are kept.
    { "1,aaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n2,b\n", "1 0|2 1|", 2, "aaaaaaaaaaaaaaaaaaaaaaa,b" },
    { "1,aaaaaaaaaaaaaaaaaaaaaaéé\n2,b\n", "1 0|2 1|", 2, "aaaaaaaaaaaaaaaaaaaaaa,b" },
};

static void print_rows(const Dataset *data, char *out, size_t size)
{
    size_t used = 0;
    for (int i = 0; i < data->rows; i++) {
        for (int k = 0; k < data->features; k++) {
            const float *row = data->x + (size_t)i * (size_t)data->features;
            used += (size_t)snprintf(out + used, size - used, "%g ", row[k]);
        }
        used += (size_t)snprintf(out + used, size - used, "%g|", data->target[i]);
    }
}

static void print_names(const Dataset *data, char *out, size_t size)
{
    size_t used = 0;
    for (int k = 0; k < data->classes; k++) {
        used +=
            (size_t)snprintf(out + used, size - used, "%s%s", k ? "," : "", data->class_names[k]);
    }
}

Test(dataset, reads_tables_as_people_write_them)
{
    for (size_t i = 0; i < COUNT(tables); i++) {
        char rows[400] = "", names[200] = "";
        Arena arena = { 0 };
        Dataset data;
        Error err;
        cr_assert(read_csv(&data, tables[i].text, &arena, &err), "%s: %s", tables[i].text,
                  err.text);
        print_rows(&data, rows, sizeof rows);
        cr_expect_str_eq(rows, tables[i].rows, "%s: %s", tables[i].text, rows);
        cr_expect_eq(data.classes, tables[i].classes, "%s: %d", tables[i].text, data.classes);
        cr_expect_eq(data.train_count, data.rows);
        cr_expect_eq(data.class_names == NULL, tables[i].names == NULL, "%s", tables[i].text);
        if (data.class_names && tables[i].names) {
            print_names(&data, names, sizeof names);
            cr_expect_str_eq(names, tables[i].names, "%s: %s", tables[i].text, names);
        }
        arena_free(&arena);
    }
}

static const struct {
    const char *text, *message;
} bad_tables[] = {
    { "", "points.csv has no rows" },
    { "\xef\xbb\xbf\n \n", "points.csv has no rows" },
    { "x,y,class\n", "points.csv has no rows" },
    { "x\n1\n2\n", "points.csv, line 1: one column only; at least one feature and the target are "
                   "needed" },
    { "\n1 2 3\n", "points.csv, line 2: one column only; at least one feature and the target are "
                   "needed" },
    { "x,y,z\n1,2,3.5\n1,abc,3\n", "points.csv, line 3, column 2: 'abc' is not a number" },
    { "1,abc,3\n1,2,3\n", "points.csv, line 1, column 2: 'abc' is not a number" },
    { "1,2,3\n1,,3\n", "points.csv, line 2, column 2: a number is missing" },
    { "1,2,3\n1,\"\",3\n", "points.csv, line 2, column 2: a number is missing" },
    { "1,2,3\n1,2,\n", "points.csv, line 2, column 3: the target is missing" },
    { "x,y,z\n\n1,2,3.5\n1,2,4\n1,2,x\n",
      "points.csv, line 5, column 3: 'x' is not a number, as most targets are" },
    { "x,y,z\n1,2,3\n1,2\n", "points.csv, line 3: 2 columns, where line 1 has 3" },
    { "x,y,z\n1,2,3\n1,2,3,\n", "points.csv, line 3: 4 columns, where line 1 has 3" },
    { "x,y,z\n1,2,3\n1\n", "points.csv, line 3: 1 column, where line 1 has 3" },
    { "1,2,3\n1,nan,3\n", "points.csv, line 2, column 2: 'nan' is not a number" },
    { "1,2,3\n1,-inf,3\n", "points.csv, line 2, column 2: '-inf' is not a number" },
    { "1,2,3\n1,1e999,3\n", "points.csv, line 2, column 2: '1e999' is too large for a number" },
    { "1,2,3\n1,-1e39,3\n", "points.csv, line 2, column 2: '-1e39' is too large for a number" },
    { "1,2,3.5\n1,2,1e39\n", "points.csv, line 2, column 3: '1e39' is too large for a number" },
    { "1,2,3\n1,0x10,3\n", "points.csv, line 2, column 2: '0x10' is not a number" },
    { "x;y\n1;1\n1,5;2\n", "points.csv, line 3, column 1: '1,5' is not a number" },
    { "1,red\n2,red\n", "points.csv: every row is of class 'red'; at least two are needed" },
    { "1,5\n2,5\n", "points.csv: every row is of class '5'; at least two are needed" },
    { "1,\"a\n2,b\n", "points.csv, line 1, column 2: the closing quote is missing" },
    { "1,a\n\"2\n\"x,b\n", "points.csv, line 2, column 1: text stands behind the closing quote" },
    { "1,\"a\nb\"\nx,c\n", "points.csv, line 3, column 1: 'x' is not a number" },
    { "\x1f\x8b\x08", "points.csv is packed with gzip: unpack it first (gunzip)" },
};

Test(dataset, refuses_other_tables_word_for_word)
{
    for (size_t i = 0; i < COUNT(bad_tables); i++) {
        Arena arena = { 0 };
        Dataset data;
        Error err;
        cr_expect_not(read_csv(&data, bad_tables[i].text, &arena, &err), "%s", bad_tables[i].text);
        cr_expect_str_eq(err.text, bad_tables[i].message, "for '%s': %s", bad_tables[i].text,
                         err.text);
        cr_expect_eq(err.at, -1);
        arena_free(&arena);
    }
    Arena arena = { 0 };
    Dataset data;
    Error err;
    cr_expect_not(dataset_read_csv(&data, "PK\0\1", 4, "book.xlsx", &arena, &err));
    cr_expect_str_eq(err.text, "book.xlsx is not a text file");
    arena_free(&arena);
}

// `count` times `text` with %d counting up.
static char *repeated(Arena *arena, const char *text, int count, size_t *length)
{
    char *out = arena_alloc(arena, (size_t)count * (strlen(text) + 12));
    *length = 0;
    for (int i = 0; i < count; i++) {
        *length += (size_t)sprintf(out + *length, text, i); // NOLINT: room was made for it
    }
    return out;
}

Test(dataset, knows_its_limits)
{
    static const struct {
        const char *text;
        int count;
        const char *message; // NULL: is read
    } limits[] = {
        { "1,2\n", DATASET_ROWS_MAX + 1,
          "points.csv, line 1000001: at most 1000000 rows can be "
          "read" },
        { "1,", DATASET_FEATURES_MAX + 2,
          "points.csv, line 1, column 4098: at most 4096 columns "
          "can be read, and the target" },
        { "1,class %d\n", 100, NULL },
        { "1,class %d\n", 101,
          "points.csv, column 2: more than 100 different texts; at most that "
          "many classes can be learnt" },
    };
    for (size_t i = 0; i < COUNT(limits); i++) {
        Arena arena = { 0 };
        Dataset data;
        Error err = { .at = -1 };
        size_t length;
        const char *text = repeated(&arena, limits[i].text, limits[i].count, &length);
        const bool ok = dataset_read_csv(&data, text, length, "points.csv", &arena, &err);
        cr_expect_eq(ok, limits[i].message == NULL, "%s: %s", limits[i].text, err.text);
        cr_expect_str_eq(err.text, limits[i].message ? limits[i].message : "");
        arena_free(&arena);
    }
}

Test(dataset, takes_few_whole_numbers_as_classes_and_many_as_values)
{
    static const struct {
        int different, rows, classes;
    } cases[] = { { 20, 40, 20 }, { 21, 100, 0 }, { 20, 39, 0 }, { 2, 4, 2 }, { 2, 3, 0 } };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[1200];
        size_t used = 0;
        for (int k = 0; k < cases[i].rows; k++) {
            used += (size_t)snprintf(text + used, sizeof text - used, "%d,%d\n", k,
                                     k % cases[i].different);
        }
        Arena arena = { 0 };
        Dataset data;
        Error err;
        cr_assert(read_csv(&data, text, &arena, &err), "%s", err.text);
        cr_expect_eq(data.classes, cases[i].classes, "%d different in %d rows: %d",
                     cases[i].different, cases[i].rows, data.classes);
        arena_free(&arena);
    }
}

Test(dataset, frames_two_features_of_a_table_with_a_margin)
{
    Arena arena = { 0 };
    Dataset data;
    Error err;
    cr_assert(read_csv(&data, "0,7,.5\n10,7,1\n5,7,2\n", &arena, &err));
    cr_expect_float_eq(data.low[0], -1, 1e-6);
    cr_expect_float_eq(data.high[0], 11, 1e-6);
    cr_expect_float_eq(data.low[1], 6, 1e-6, "a column of one value has room too");
    cr_expect_float_eq(data.high[1], 8, 1e-6);
    cr_assert(read_csv(&data, "-3e38,1,.5\n3e38,2,1\n", &arena, &err));
    cr_expect(isfinite(data.low[0]) && isfinite(data.high[0]));
    cr_assert(read_csv(&data, "1,2,3,.5\n2,3,4,1\n", &arena, &err));
    cr_expect_eq(data.low[0], data.high[0], "three features have no square");
    arena_free(&arena);
}

// Files of a test stand in a folder of their own.
typedef struct Folder {
    char path[64];
} Folder;

static void folder_make(Folder *folder)
{
    snprintf(folder->path, sizeof folder->path, "/tmp/thalweg-data-XXXXXX");
    cr_assert(mkdtemp(folder->path));
}

static const char *file_in(const Folder *folder, const char *name, const void *bytes, size_t length,
                           char path[128])
{
    snprintf(path, 128, "%s/%s", folder->path, name);
    FILE *file = fopen(path, "wb");
    cr_assert(file && fwrite(bytes, 1, length, file) == length && fclose(file) == 0);
    return path;
}

static void folder_remove(const Folder *folder, const char *const *names)
{
    for (; *names; names++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%s", folder->path, *names);
        cr_expect_eq(unlink(path), 0, "%s", path);
    }
    cr_expect_eq(rmdir(folder->path), 0);
}

Test(dataset, loads_a_csv_file_by_its_path_and_divides_it)
{
    static const char table[] = "x,y,class\n1,2,a\n3,4,b\n5,6,a\n7,8,b\n9,10,a\n";
    Folder folder;
    char path[128], text[300];
    folder_make(&folder);
    file_in(&folder, "my points.csv", table, strlen(table), path);
    snprintf(text, sizeof text, "csv file=\"%s\" train=0.6", path);
    Arena arena = { 0 };
    const Dataset data = make(text, 1, &arena), again = make(text, 1, &arena);
    const Dataset other = make(text, 2, &arena);
    cr_expect_eq(data.rows, 5);
    cr_expect_eq(data.train_count, 3);
    cr_expect_str_eq(data.class_names[1], "b");
    cr_expect(same(&data, &again));
    cr_expect_not(same(&data, &other), "the seed is that of the order");
    for (int i = 0; i < 5; i++) {
        const float *p = data.x + 2 * (size_t)i;
        cr_expect_eq(p[1], p[0] + 1);
        cr_expect_eq(data.target[i], (float)((int)p[0] / 2 % 2), "targets move with their rows");
    }
    arena_free(&arena);
    folder_remove(&folder, (const char *const[]){ "my points.csv", NULL });
}

static void expect_refused(const char *text, const char *message)
{
    Arena arena = { 0 };
    DataSpec spec;
    Dataset data;
    Error err = { .at = -2 };
    cr_assert(data_spec_parse(&spec, text, &err), "%s", err.text);
    cr_expect_not(dataset_make(&data, &spec, 1, &arena, &err), "%s", text);
    cr_expect_str_eq(err.text, message, "%s: %s", text, err.text);
    cr_expect_eq(err.at, -1);
    arena_free(&arena);
}

Test(dataset, says_which_file_cannot_be_opened)
{
    expect_refused("csv file=/nowhere/points.csv",
                   "cannot open /nowhere/points.csv: No such file or directory");
    expect_refused("csv file=/tmp", "/tmp is a folder, not a file");
    expect_refused("mnist images=/nowhere/i labels=/nowhere/l",
                   "cannot open /nowhere/i: No such file or directory");
}

// Three pictures of 2x2 and their labels.
static const unsigned char idx_images[] = { 0, 0, 8, 3,  0,   0,   0, 3, 0, 0, 0,   2,   0,   0,
                                            0, 2, 0, 51, 102, 255, 1, 2, 3, 4, 250, 251, 252, 253 };
static const unsigned char idx_labels[] = { 0, 0, 8, 1, 0, 0, 0, 3, 0, 7, 2 };

Test(dataset, reads_mnists_files)
{
    Folder folder;
    char images[128], labels[128], text[300];
    folder_make(&folder);
    file_in(&folder, "images", idx_images, sizeof idx_images, images);
    file_in(&folder, "labels", idx_labels, sizeof idx_labels, labels);
    snprintf(text, sizeof text, "mnist images=%s labels=%s train=1", images, labels);
    Arena arena = { 0 };
    const Dataset data = make(text, 1, &arena);
    cr_expect_eq(data.rows, 3);
    cr_expect_eq(data.train_count, 3);
    cr_expect_eq(data.features, 4);
    cr_expect_eq(data.classes, 8);
    cr_expect_eq(data.image_width, 2);
    cr_expect_eq(data.image_height, 2);
    int seen = 0;
    for (int i = 0; i < 3; i++) {
        const float *x = data.x + 4 * (size_t)i;
        const int first = (int)lroundf(255 * x[0]);
        cr_expect_eq(data.target[i], first == 0 ? 0 : first == 1 ? 7 : 2);
        cr_expect_float_eq(x[3], (first == 0 ? 255 : first == 1 ? 4 : 253) / 255.0, 1e-7);
        seen += first == 0 ? 1 : first == 1 ? 10 : 100;
    }
    cr_expect_eq(seen, 111);
    arena_free(&arena);
    folder_remove(&folder, (const char *const[]){ "images", "labels", NULL });
}

// One byte of one of the two files is another one, or the file is cut or padded.
static const struct {
    bool labels;  // that file; else the images
    int at, byte; // at -1: only the length
    int longer;
    const char *message;
} damages[] = {
    { false, 0, 0x1f, 0, NULL }, // see below: gzip
    { false, 3, 1, 0, "images holds labels, not images: are images= and labels= exchanged?" },
    { true, 3, 3, 0, "labels holds images, not labels: are images= and labels= exchanged?" },
    { false, 2, 9, 0,
      "images is not an IDX file of images: it must begin with the number 2051 and "
      "be at least 16 bytes long" },
    { true, 2, 9, 0,
      "labels is not an IDX file of labels: it must begin with the number 2049 and "
      "be at least 8 bytes long" },
    { false, -1, 0, -13,
      "images is not an IDX file of images: it must begin with the number 2051 "
      "and be at least 16 bytes long" },
    { false, -1, 0, -28,
      "images is not an IDX file of images: it must begin with the number 2051 "
      "and be at least 16 bytes long" },
    { false, -1, 0, -1, "images has 27 bytes where its header promises 28: it is damaged" },
    { true, -1, 0, 1, "labels has 12 bytes where its header promises 11: it is damaged" },
    { false, 7, 0, 0, "images says that it holds 0 images; 1 to 1000000 can be read" },
    { true, 4, 255, 0, "labels says that it holds 4278190083 labels; 1 to 1000000 can be read" },
    { false, 11, 0, 0, "images has pictures of 2x0; 1 to 4096 pixels can be read" },
    { false, 8, 255, 0, "images has pictures of 2x4278190082; 1 to 4096 pixels can be read" },
    { false, 14, 8, 0, "images has pictures of 2050x2; 1 to 4096 pixels can be read" },
    { true, 9, 100, 0, "labels: label 2 is 100; at most 99 can be read" },
};

Test(dataset, refuses_damaged_mnist_files_word_for_word)
{
    Folder folder;
    folder_make(&folder);
    for (size_t i = 0; i < COUNT(damages); i++) {
        unsigned char bytes[2][sizeof idx_images + 1] = { { 0 } };
        size_t lengths[2] = { sizeof idx_images, sizeof idx_labels };
        memcpy(bytes[0], idx_images, sizeof idx_images);
        memcpy(bytes[1], idx_labels, sizeof idx_labels);
        if (damages[i].at >= 0) {
            bytes[damages[i].labels][damages[i].at] = (unsigned char)damages[i].byte;
        }
        if (!damages[i].message) {
            bytes[0][1] = 0x8b;
        }
        lengths[damages[i].labels] += (size_t)damages[i].longer;
        char images[128], labels[128], text[300];
        file_in(&folder, "images", bytes[0], lengths[0], images);
        file_in(&folder, "labels", bytes[1], lengths[1], labels);
        snprintf(text, sizeof text, "mnist images=%s labels=%s", images, labels);
        expect_refused(text, damages[i].message
                                 ? damages[i].message
                                 : "images is packed with gzip: unpack it first (gunzip)");
    }
    folder_remove(&folder, (const char *const[]){ "images", "labels", NULL });
}

Test(dataset, refuses_mnist_files_that_do_not_belong_together)
{
    static const unsigned char two[] = { 0, 0, 8, 1, 0, 0, 0, 2, 0, 7 };
    static const unsigned char zeros[] = { 0, 0, 8, 1, 0, 0, 0, 3, 0, 0, 0 };
    Folder folder;
    char images[128], labels[128], text[300];
    folder_make(&folder);
    file_in(&folder, "images", idx_images, sizeof idx_images, images);
    snprintf(text, sizeof text, "mnist images=%s labels=%s", images,
             file_in(&folder, "labels", two, sizeof two, labels));
    expect_refused(text, "images holds 3 images, but labels 2 labels");
    file_in(&folder, "labels", zeros, sizeof zeros, labels);
    expect_refused(text, "labels: every label is 0; at least two classes are needed");
    folder_remove(&folder, (const char *const[]){ "images", "labels", NULL });
}
