// What is done to training rows, each against its definition: which are left, what they are called,
// how their inputs are scaled.
#include "dataset_make.h"

#include <math.h>
#include <stdio.h>

static void count_classes(const Dataset *data, int from, int to, int counts[DATASET_CLASSES_MAX])
{
    memset(counts, 0, DATASET_CLASSES_MAX * sizeof *counts);
    for (int i = from; i < to; i++) {
        counts[(int)data->target[i]]++;
    }
}

static const float *row_of(const Dataset *data, int row)
{
    return data->x + (size_t)row * (size_t)data->features;
}

static bool same_row(const Dataset *a, int i, const Dataset *b, int j)
{
    return memcmp(row_of(a, i), row_of(b, j), (size_t)a->features * sizeof *a->x) == 0 &&
           a->target[i] == b->target[j];
}

// Row i of what is left is the row kept[i] of all, and what validates is the same.
static void expect_kept(const Dataset *left, const Dataset *all, const char *text)
{
    const int validation = all->rows - all->train_count;
    cr_expect_eq(left->made_rows, all->rows, "%s", text);
    cr_expect_eq(left->made_train, all->train_count, "%s", text);
    cr_assert_eq(left->rows - left->train_count, validation, "%s: validation rows stay", text);
    for (int i = 0; i < left->rows; i++) {
        cr_assert(left->kept && (i == 0 || left->kept[i] > left->kept[i - 1]));
        cr_expect(same_row(left, i, all, (int)left->kept[i]), "%s: row %d", text, i);
    }
}

Test(dataset_settle, keeps_the_first_training_rows_of_a_subset)
{
    static const char *const kinds[] = { "moons", "sine", "digits n=200", "noise train=.5" };
    for (size_t k = 0; k < COUNT(kinds); k++) {
        char text[80];
        Arena arena = { 0 };
        snprintf(text, sizeof text, "%s subset=20", kinds[k]);
        const Dataset all = make(kinds[k], 3, &arena), left = make(text, 3, &arena);
        cr_expect_eq(left.train_count, 20, "%s: %d", text, left.train_count);
        expect_kept(&left, &all, text);
        for (int i = 0; i < 20; i++) {
            cr_expect_eq(left.kept[i], (uint32_t)i, "%s: the first", text);
        }
        arena_free(&arena);
    }
    Arena arena = { 0 };
    const Dataset all = make("moons subset=280", 1, &arena), plain = make("moons", 1, &arena);
    cr_expect(same(&all, &plain), "all there are may be asked for");
    cr_expect_null(plain.kept);
    arena_free(&arena);
}

// Class k of K keeps r^(-k/(K-1)) of its rows, to the nearest whole one.
Test(dataset_settle, keeps_classes_in_even_factors)
{
    static const struct {
        const char *kind;
        double imbalance;
    } cases[] = { { "moons", 10 }, { "blobs k=10 n=3000", 100 }, { "digits n=1000", 20 } };
    for (size_t c = 0; c < COUNT(cases); c++) {
        char text[80];
        Arena arena = { 0 };
        int before[DATASET_CLASSES_MAX], after[DATASET_CLASSES_MAX];
        snprintf(text, sizeof text, "%s imbalance=%g", cases[c].kind, cases[c].imbalance);
        const Dataset all = make(cases[c].kind, 7, &arena), left = make(text, 7, &arena);
        expect_kept(&left, &all, text);
        count_classes(&all, 0, all.train_count, before);
        count_classes(&left, 0, left.train_count, after);
        for (int k = 0; k < all.classes; k++) {
            const double log_share = -log(cases[c].imbalance) * k / (all.classes - 1);
            cr_expect_leq(fabs(after[k] - before[k] * exp(log_share)), 0.5 + 1e-9,
                          "%s: class %d has %d of %d", text, k, after[k], before[k]);
        }
        arena_free(&arena);
    }
}

Test(dataset_settle, takes_a_subset_of_what_an_imbalance_leaves)
{
    Arena arena = { 0 };
    int counts[DATASET_CLASSES_MAX];
    const Dataset all = make("moons n=10000 imbalance=9", 1, &arena);
    const Dataset left = make("moons n=10000 imbalance=9 subset=1000", 1, &arena);
    cr_expect_eq(left.train_count, 1000);
    count_classes(&left, 0, 1000, counts);
    // A tenth of them: the standard error of 1,000 draws is 9.5.
    cr_expect(abs(counts[1] - 100) <= 40, "%d", counts[1]);
    for (int i = 0; i < 1000; i++) {
        cr_expect_eq(left.kept[i], all.kept[i]);
    }
    arena_free(&arena);
}

// More imbalance only leaves out more.
Test(dataset_settle, leaves_out_the_same_rows_and_more)
{
    Arena arena = { 0 };
    const Dataset little = make("blobs imbalance=4", 1, &arena);
    const Dataset more = make("blobs imbalance=20", 1, &arena);
    int at = 0;
    for (int i = 0; i < more.rows; i++) {
        while (at < little.rows && little.kept[at] < more.kept[i]) {
            at++;
        }
        cr_expect(at < little.rows && little.kept[at] == more.kept[i], "row %d", i);
    }
    arena_free(&arena);
}

// A label is another one with the probability that was asked for, any other one as likely; what
// validates is right, and the inputs are not touched.
Test(dataset_settle, gives_wrong_labels_to_a_share_of_the_training_rows)
{
    Arena arena = { 0 };
    const Dataset all = make("blobs k=5 n=10000", 2, &arena);
    const Dataset noisy = make("blobs k=5 n=10000 label_noise=0.3", 2, &arena);
    int wrong = 0, moved_by[5] = { 0 };
    cr_assert_eq(all.train_count, noisy.train_count);
    cr_expect_eq(memcmp(all.x, noisy.x, sizeof *all.x * 20000), 0);
    for (int i = 0; i < all.rows; i++) {
        const int by = ((int)noisy.target[i] - (int)all.target[i] + 5) % 5;
        cr_expect(i < all.train_count || by == 0, "what validates is right");
        wrong += by != 0;
        moved_by[by]++;
    }
    // 7,000 draws of 0.3 have a standard deviation of 38; of a quarter of 2,100 of 20.
    cr_expect(abs(wrong - 2100) < 150, "%d of 7,000", wrong);
    for (int by = 1; by < 5; by++) {
        cr_expect(abs(moved_by[by] - 525) < 90, "%d by %d", moved_by[by], by);
    }
    const Dataset every = make("moons label_noise=1", 2, &arena), right = make("moons", 2, &arena);
    for (int i = 0; i < right.train_count; i++) {
        cr_expect_eq(every.target[i], 1 - right.target[i]);
    }
    arena_free(&arena);
}

Test(dataset_settle, only_adds_wrong_labels_whichever_rows_are_kept)
{
    Arena arena = { 0 };
    const Dataset right = make("blobs", 2, &arena),
                  little = make("blobs label_noise=.1", 2, &arena);
    const Dataset more = make("blobs label_noise=.4", 2, &arena);
    const Dataset few = make("blobs label_noise=.4 imbalance=5 subset=100", 2, &arena);
    for (int i = 0; i < right.train_count; i++) {
        cr_expect(little.target[i] == right.target[i] || more.target[i] == little.target[i]);
    }
    for (int i = 0; i < few.rows; i++) {
        cr_expect(same_row(&few, i, &more, (int)few.kept[i]), "row %d", i);
    }
    arena_free(&arena);
}

// The mean and the standard deviation of a feature's training rows, or of all of them.
static void moments(const Dataset *data, int feature, bool all, double *mean, double *deviation)
{
    const int first = all ? 0 : feature, last = all ? data->features - 1 : feature;
    double sum = 0, squares = 0, count = 0;
    for (int i = 0; i < data->train_count; i++) {
        for (int k = first; k <= last; k++) {
            const double x = row_of(data, i)[k];
            sum += x;
            squares += x * x;
            count++;
        }
    }
    *mean = sum / count;
    *deviation = sqrt(fmax(squares / count - *mean * *mean, 0));
}

Test(dataset_settle, scales_by_the_training_rows_alone)
{
    static const char *const kinds[] = { "moons", "sine", "noise features=7" };
    for (size_t k = 0; k < COUNT(kinds); k++) {
        char text[80];
        Arena arena = { 0 };
        snprintf(text, sizeof text, "%s scale=standard", kinds[k]);
        const Dataset plain = make(kinds[k], 4, &arena), standard = make(text, 4, &arena);
        snprintf(text, sizeof text, "%s scale=unit", kinds[k]);
        const Dataset unit = make(text, 4, &arena);
        for (int f = 0; f < plain.features; f++) {
            double mean, deviation, of_plain, spread;
            moments(&standard, f, false, &mean, &deviation);
            moments(&plain, f, false, &of_plain, &spread);
            cr_expect_float_eq(mean, 0, 1e-6, "%s", kinds[k]);
            cr_expect_float_eq(deviation, 1, 1e-6, "%s", kinds[k]);
            float low = INFINITY, high = -INFINITY;
            for (int i = 0; i < plain.train_count; i++) {
                low = fminf(low, row_of(&unit, i)[f]);
                high = fmaxf(high, row_of(&unit, i)[f]);
            }
            cr_expect(low == 0 && high == 1, "%s: %g to %g", text, (double)low, (double)high);
            for (int i = 0; i < plain.rows; i++) { // what validates by the same numbers
                const float x = row_of(&plain, i)[f], there = row_of(&standard, i)[f];
                cr_expect_float_eq(there, (x - of_plain) / spread, 1e-5, "%s", kinds[k]);
                cr_expect_eq(dataset_scaled(&standard, f, x), there);
                cr_expect_float_eq(dataset_original(&standard, f, there), x, 1e-6);
                cr_expect_float_eq(dataset_original(&unit, f, row_of(&unit, i)[f]), x, 1e-6);
            }
        }
        cr_expect_eq(memcmp(plain.target, standard.target, sizeof(float) * (size_t)plain.rows), 0);
        cr_expect(memcmp(plain.low, unit.low, sizeof plain.low) == 0 &&
                      memcmp(plain.high, unit.high, sizeof plain.high) == 0,
                  "%s: what to draw is as it was made", text);
        cr_expect_eq(dataset_scaled(&plain, 0, 3), 3, "nothing is scaled");
        arena_free(&arena);
    }
}

Test(dataset_settle, scales_by_the_rows_that_are_kept)
{
    Arena arena = { 0 };
    double mean, deviation;
    const Dataset few = make("moons subset=12 imbalance=5 scale=standard", 4, &arena);
    moments(&few, 0, false, &mean, &deviation);
    cr_expect_float_eq(mean, 0, 1e-6);
    cr_expect_float_eq(deviation, 1, 1e-6);
    arena_free(&arena);
}

// Paper stays of one colour, and where it was between ink and paper a pixel still is.
Test(dataset_settle, scales_the_pixels_of_a_picture_alike)
{
    static const char *const scales[] = { "digits n=100 scale=standard",
                                          "shapes n=100 scale=standard",
                                          "digits n=100 noise=0.2 scale=unit" };
    for (size_t s = 0; s < COUNT(scales); s++) {
        char kind[80];
        Arena arena = { 0 };
        double mean, deviation;
        snprintf(kind, sizeof kind, "%s", scales[s]);
        *strstr(kind, " scale") = '\0';
        const Dataset plain = make(kind, 4, &arena), scaled = make(scales[s], 4, &arena);
        moments(&scaled, 0, true, &mean, &deviation);
        cr_expect(s == 2 || (fabs(mean) < 1e-5 && fabs(deviation - 1) < 1e-5), "%s", scales[s]);
        const float ink = scaled.grey[1] - scaled.grey[0];
        for (size_t i = 0; i < (size_t)plain.rows * (size_t)plain.features; i++) {
            cr_expect_float_eq((scaled.x[i] - scaled.grey[0]) / ink, plain.x[i], 1e-5);
        }
        cr_expect_eq(scaled.scale.constant, 0, "an edge that is always white is no feature alone");
        arena_free(&arena);
    }
}

// ---- what a file has

static Dataset load(const char *rows, const char *more, Arena *arena, bool *good, Error *err)
{
    char path[] = "/tmp/thalweg-settle-XXXXXX", text[120];
    Dataset data = { 0 };
    DataSpec spec;
    FILE *file = fdopen(mkstemp(path), "w");
    fputs(rows, file);
    fclose(file);
    snprintf(text, sizeof text, "csv file=%s train=1%s", path, more);
    cr_assert(data_spec_parse(&spec, text, err), "%s", err->text);
    *good = dataset_make(&data, &spec, 1, arena, err);
    remove(path);
    return data;
}

Test(dataset_settle, centres_what_is_constant_and_counts_it)
{
    static const char *const scales[] = { " scale=standard", " scale=unit" };
    for (size_t s = 0; s < COUNT(scales); s++) {
        Arena arena = { 0 };
        Error err;
        bool good;
        const Dataset data = load("7,1,.5\n7,2,1.5\n7,4,9\n", scales[s], &arena, &good, &err);
        cr_assert(good, "%s", err.text);
        cr_expect_eq(data.scale.constant, 1);
        for (int i = 0; i < 3; i++) {
            cr_expect_eq(row_of(&data, i)[0], 0);
        }
        cr_expect_eq(dataset_scaled(&data, 0, 9), 2, "it is not divided");
        arena_free(&arena);
    }
}

// Numbers near a float's ends stay finite, of whatever rows validate.
Test(dataset_settle, stays_finite)
{
    Arena arena = { 0 };
    Error err;
    bool good;
    const Dataset data = load("-3e38,1e-40,a\n3e38,2e-40,b\n1,3e38,b\n", " scale=standard subset=2",
                              &arena, &good, &err);
    cr_assert(good, "%s", err.text);
    for (int i = 0; i < 2 * data.rows; i++) {
        cr_expect(isfinite(data.x[i]));
    }
    arena_free(&arena);
}

Test(dataset_settle, says_what_does_not_go_and_leaves_the_data_alone)
{
    static const struct {
        const char *spec, *said;
    } cases[] = {
        { "moons subset=281",
          "subset = 281 is more than the 280 training rows that there are; choose at most 280" },
        { "moons n=10 train=.1 subset=2",
          "subset = 2 is more than the 1 training row that there is; choose 1" },
        { "moons imbalance=10 subset=200",
          "subset = 200 is more than the 154 training rows that there are; choose at most 154" },
        { "moons imbalance=1000",
          "imbalance = 1000 leaves class 1 without training rows, which has "
          "140; choose at most 280" },
        { "shapes n=20 imbalance=100", "imbalance = 100 leaves class square without training rows, "
                                       "which has 4; choose at most 10" },
        { "sine imbalance=2", "imbalance = 2 is for classes; these data are values" },
        { "wave label_noise=.1", "label_noise = 0.1 is for classes; these data are values" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Arena arena = { 0 };
        DataSpec spec;
        Error err = { "", -2 };
        Dataset data = { .rows = 77 };
        cr_assert(data_spec_parse(&spec, cases[i].spec, &err), "%s", err.text);
        cr_expect_not(dataset_make(&data, &spec, 1, &arena, &err), "%s", cases[i].spec);
        cr_expect_str_eq(err.text, cases[i].said, "%s: %s", cases[i].spec, err.text);
        cr_expect(data.rows == 77 && err.at == -1);
        arena_free(&arena);
    }
}

// What a refused imbalance is said to be able to be is possible, and little more is not.
Test(dataset_settle, says_the_greatest_imbalance_there_can_be)
{
    static const char *const kinds[] = { "moons n=50", "blobs k=7 n=90", "digits n=90" };
    for (size_t k = 0; k < COUNT(kinds); k++) {
        Arena arena = { 0 };
        DataSpec spec;
        Dataset data;
        Error err;
        data_spec_parse(&spec, kinds[k], &err);
        spec.imbalance = 1000;
        cr_assert_not(dataset_make(&data, &spec, 1, &arena, &err));
        spec.imbalance = strtod(strstr(err.text, "at most ") + 8, NULL);
        cr_expect(dataset_make(&data, &spec, 1, &arena, &err), "%s: %s", kinds[k], err.text);
        spec.imbalance *= 1.02;
        cr_expect_not(dataset_make(&data, &spec, 1, &arena, &err), "%s", kinds[k]);
        arena_free(&arena);
    }
}

Test(dataset_settle, holds_for_painted_points)
{
    float x[40], target[20];
    for (int i = 0; i < 20; i++) {
        x[2 * i] = (float)i;
        x[2 * i + 1] = (float)(i * i);
        target[i] = (float)(i % 2);
    }
    Arena arena = { 0 };
    Dataset data = { .rows = 77 };
    DataSpec spec;
    Error err;
    cr_assert(data_spec_parse(&spec, "moons train=.5 scale=unit subset=6 label_noise=1", &err));
    cr_assert(dataset_from_points(&data, 20, 2, 2, x, target, &spec, 1, &arena, &err));
    cr_expect(data.train_count == 6 && data.rows == 16 && data.scale.middle);
    for (int i = 0; i < data.rows; i++) {
        const int from = (int)lroundf(dataset_original(&data, 0, row_of(&data, i)[0]));
        cr_assert(from >= 0 && from < 20);
        cr_expect_eq(data.target[i], i < 6 ? 1 - target[from] : target[from]);
    }
    spec.subset = 11;
    data.rows = 77;
    cr_expect_not(dataset_from_points(&data, 20, 2, 2, x, target, &spec, 1, &arena, &err));
    cr_expect_eq(data.rows, 77);
    arena_free(&arena);
}
