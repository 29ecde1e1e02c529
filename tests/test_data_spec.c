// Data specs: what is read, how it is written, and where a mistake is pointed at.
#include "model/data/data_spec.h"

#include "base/rng.h"

#include <criterion/criterion.h>
#include <string.h>

static DataSpec parsed(const char *text)
{
    DataSpec spec = { 0 };
    Error err = { .at = -1 };
    cr_assert(data_spec_parse(&spec, text, &err), "%s: %s", text, err.text);
    return spec;
}

Test(data_spec, reads_a_kind_and_its_numbers)
{
    const DataSpec spec = parsed(" spiral noise=0.1\tn=1000 arms=3 train=.5 seed=7 ");
    cr_expect_eq(spec.kind, DATA_SPIRAL);
    cr_expect_eq(spec.params.noise, 0.1);
    cr_expect_eq(spec.params.n, 1000);
    cr_expect_eq(spec.params.arms, 3);
    cr_expect_eq(spec.params.train, 0.5);
    cr_expect(spec.has_seed);
    cr_expect_eq(spec.seed, 7);
}

Test(data_spec, has_the_defaults_of_the_kind)
{
    const DataSpec spec = parsed("spiral");
    cr_expect_eq(spec.params.n, 400);
    cr_expect_eq(spec.params.noise, 0);
    cr_expect_eq(spec.params.train, 0.7);
    cr_expect_eq(spec.params.arms, 2);
    cr_expect_not(spec.has_seed);
    const DataSpec noise = parsed("noise");
    cr_expect_eq(noise.params.n, 1000);
    cr_expect_eq(noise.params.features, 100);
    cr_expect_eq(noise.params.train, 1, "histograms take the first 1,000 training rows");
}

Test(data_spec, reads_paths_as_they_are_or_in_quotes)
{
    cr_expect_str_eq(parsed("csv file=../data/points.csv").files[0], "../data/points.csv");
    cr_expect_str_eq(parsed("csv train=1 file=\"my \\\"points\\\".csv\"").files[0],
                     "my \"points\".csv");
    const DataSpec mnist = parsed("mnist labels=\"the labels\" images=i");
    cr_expect_str_eq(mnist.files[0], "i");
    cr_expect_str_eq(mnist.files[1], "the labels");
}

static const struct Mistake {
    const char *text;
    int at;
    const char *message;
} mistakes[] = {
    { "", 0, "no data is named, as in 'spiral noise=0.1 n=400'" },
    { "  \t", 0, "no data is named, as in 'spiral noise=0.1 n=400'" },
    { " spirl n=100", 1,
      "unknown data 'spirl', did you mean 'spiral'? (known: circle, xor, gauss, spiral, moons, "
      "checkerboard, blobs, plane, wave, sine, step, poly, noise, digits, shapes, canvas, csv, mnist)" },
    { "spiral=2", 0,
      "unknown data 'spiral=2', did you mean 'spiral'? (known: circle, xor, gauss, spiral, moons, "
      "checkerboard, blobs, plane, wave, sine, step, poly, noise, digits, shapes, canvas, csv, mnist)" },
    { "spiral n=100 nois=0.1", 13,
      "spiral: unknown key 'nois', did you mean 'noise'? (known: n, noise, arms, train, scale, "
      "subset, imbalance, label_noise, seed)" },
    { "circle arms=2", 7,
      "circle: unknown key 'arms' (known: n, noise, train, scale, subset, imbalance, label_noise, "
      "seed)" },
    { "csv fil=a", 4,
      "csv: unknown key 'fil', did you mean 'file'? (known: file, shape, train, scale, subset, "
      "imbalance, label_noise, seed)" },
    { "spiral noise", 12, "noise needs a number, as in noise=0" },
    { "spiral noise=", 13, "noise needs a number, as in noise=0" },
    { "spiral noise=much", 13, "noise: 'much' is not a number" },
    { "spiral noise=10", 13, "noise = 10 is outside 0 to 0.5" },
    { "spiral noise=-0.1", 13, "noise = -0.1 is outside 0 to 0.5" },
    { "spiral n=400.5", 9, "n = 400.5 is not a whole number" },
    { "spiral n=9", 9, "n = 9 is outside 10 to 10000" },
    { "spiral arms=2.5", 12, "arms = 2.5 is not a whole number" },
    { "spiral arms=4", 12, "arms = 4 is outside 2 to 3" },
    { "blobs k=1", 8, "k = 1 is outside 2 to 10" },
    { "blobs k=2.5", 8, "k = 2.5 is not a whole number" },
    { "noise features=0", 15, "features = 0 is outside 1 to 1024" },
    { "noise features=1.5", 15, "features = 1.5 is not a whole number" },
    { "noise classes=2.5", 14, "classes = 2.5 is not a whole number" },
    { "spiral train=0", 13, "train = 0 is outside 0.1 to 1" },
    { "spiral n=100 noise=0.1 n=100", 23, "n is given twice" },
    { "spiral seed=1 seed=1", 14, "seed is given twice" },
    { "csv file=a file=b", 11, "file is given twice" },
    { "spiral seed=1.5", 13, "seed: '1.5' is not a whole number from 0 to 9223372036854775807" },
    { "spiral scale=on", 13, "unknown scale 'on' (known: off, standard, unit)" },
    { "spiral subset=some", 14, "subset: 'some' is neither a number nor 'all'" },
    { "spiral subset=-1", 14, "subset = -1 is outside 0 to 1e6" },
    { "spiral subset=1.5", 14, "subset = 1.5 is not a whole number" },
    { "spiral imbalance=0.5", 17, "imbalance = 0.5 is outside 1 to 1000" },
    { "spiral label_noise=2", 19, "label_noise = 2 is outside 0 to 1" },
    { "csv", 3, "csv needs file=FILE" },
    { "csv train=0.5", 13, "csv needs file=FILE" },
    { "csv file=", 9, "file needs a value, as in file=FILE" },
    { "csv file=\"\"", 9, "file needs a value, as in file=FILE" },
    { "csv file=\"points.csv", 9, "file: the closing quote is missing" },
    { "csv file=\"points\".csv", 17, "file: a blank must follow the closing quote" },
    { "csv file=my points.csv", 12,
      "csv: unknown key 'points.csv' (known: file, shape, train, scale, subset, imbalance, "
      "label_noise, seed)" },
    { "csv file=a shape=1x8", 17, "shape: '1x8' is not channels x height x width, as in 1x8x8" },
    { "csv file=a shape=1x8x8x2", 17,
      "shape: '1x8x8x2' is not channels x height x width, as in 1x8x8" },
    { "csv file=a shape=8,8", 17, "shape: '8,8' is not channels x height x width, as in 1x8x8" },
    { "csv file=a shape=1x8x", 21,
      "shape: '' is not a whole number; 1x8x8 would be one channel of 8x8 (channels x height x "
      "width)" },
    { "csv file=a shape=1xax8", 19,
      "shape: 'a' is not a whole number; 1x8x8 would be one channel of 8x8 (channels x height x "
      "width)" },
    { "csv file=a shape=1x0x8", 19, "shape: 0 is outside 1 to 4096" },
    { "csv file=a shape=1x8x99999999999", 21, "shape: 2147483647 is outside 1 to 4096" },
    { "csv file=a shape=4096x4096x4096", 17, "shape: 4096x4096x4096 is more than 4096 numbers" },
    { "csv file=a shape=1x64x65", 17, "shape: 1x64x65 is more than 4096 numbers" },
    { "csv file=a shape=", 17, "shape needs a value, as in shape=CxHxW" },
    { "csv shape=1x8x8", 15, "csv needs file=FILE" },
    { "mnist labels=a", 14, "mnist needs images=FILE" },
    { "mnist images=a", 14, "mnist needs labels=FILE" },
};

Test(data_spec, points_at_every_mistake_and_says_what_would_be_right)
{
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        DataSpec spec = parsed("moons n=20");
        Error err = { .at = -1 };
        cr_expect_not(data_spec_parse(&spec, mistakes[i].text, &err), "%s", mistakes[i].text);
        cr_expect_str_eq(err.text, mistakes[i].message, "for '%s': %s", mistakes[i].text, err.text);
        cr_expect_eq(err.at, mistakes[i].at, "for '%s': at %d", mistakes[i].text, err.at);
        cr_expect_eq(spec.kind, DATA_MOONS, "the last good one is kept");
        cr_expect_eq(spec.params.n, 20);
    }
}

Test(data_spec, refuses_a_path_that_is_too_long)
{
    DataSpec spec;
    Error err;
    char text[DATA_PATH_MAX + 20] = "csv file=";
    memset(text + 9, 'a', DATA_PATH_MAX);
    cr_expect_not(data_spec_parse(&spec, text, &err));
    cr_expect_str_eq(err.text, "file: longer than 511 bytes");
    cr_expect_eq(err.at, 9);
    text[9 + DATA_PATH_MAX - 1] = '\0';
    cr_expect(data_spec_parse(&spec, text, &err), "%s", err.text);
}

static void expect_written(const char *typed, const char *written)
{
    char text[DATA_TEXT_MAX];
    const DataSpec spec = parsed(typed);
    data_spec_write(&spec, text, sizeof text);
    cr_expect_str_eq(text, written, "%s", text);
}

Test(data_spec, writes_only_what_is_not_the_default)
{
    expect_written("spiral", "spiral");
    expect_written(" spiral  n=400 noise=0.10 arms=2 train=7e-1", "spiral noise=0.1");
    expect_written("spiral seed=1", "spiral seed=1");
    expect_written("spiral seed=9223372036854775807 arms=3",
                   "spiral arms=3 seed=9223372036854775807");
    expect_written("csv train=0.5 file=a.csv", "csv file=a.csv train=0.5");
    expect_written("csv file=\"a b\"", "csv file=\"a b\"");
    expect_written("csv file=\"ab\"", "csv file=ab");
    expect_written("noise n=1000 features=3", "noise features=3");
}

// A value within the row's range that is not its default, if there is one.
static double drawn(const Param *param, Rng *rng)
{
    return param_at(param, rng_uniform(rng));
}

static void draw_path(char *path, Rng *rng)
{
    static const char bytes[] = "ab \"\\=\t/.é";
    const size_t length = 1 + rng_below(rng, DATA_PATH_MAX - 1);
    for (size_t i = 0; i < length; i++) {
        path[i] = bytes[rng_below(rng, sizeof bytes - 1)];
    }
    path[length] = '\0';
}

Test(data_spec, reads_back_everything_it_writes)
{
    Rng rng;
    rng_init(&rng, 1, 0);
    for (int i = 0; i < 2000; i++) {
        DataSpec spec, back;
        Error err = { .at = -1 };
        char text[DATA_TEXT_MAX], again[DATA_TEXT_MAX];
        data_spec_defaults(&spec, (DataKind)(i % DATA_COUNT));
        const DataRow *row = &data_rows[spec.kind];
        for (const Param *param = row->kind.params; param->key; param++) {
            *param_field(param, &spec.params) = drawn(param, &rng);
        }
        for (int k = 0; k < (int)settings_count(row->files); k++) {
            draw_path(spec.files[k], &rng);
        }
        spec.has_seed = rng_below(&rng, 2) == 0;
        spec.seed = spec.has_seed ? rng_bits(&rng) >> 1 : 1;
        data_spec_write(&spec, text, sizeof text);
        cr_assert(data_spec_parse(&back, text, &err), "%s: %s", text, err.text);
        cr_expect(data_spec_equal(&spec, &back), "%s", text);
        data_spec_write(&back, again, sizeof again);
        cr_expect_str_eq(again, text);
    }
}

Test(data_spec, tells_specs_apart_by_what_their_kind_uses)
{
    static const char *const different[] = { "spiral",
                                             "moons",
                                             "spiral n=401",
                                             "spiral noise=0.1",
                                             "spiral arms=3",
                                             "spiral train=0.8",
                                             "spiral seed=1",
                                             "spiral seed=2",
                                             "csv file=a",
                                             "csv file=b",
                                             "mnist images=a labels=b",
                                             "mnist images=b labels=a" };
    for (size_t i = 0; i < COUNT(different); i++) {
        for (size_t j = 0; j < COUNT(different); j++) {
            const DataSpec a = parsed(different[i]), b = parsed(different[j]);
            cr_expect_eq(data_spec_equal(&a, &b), i == j, "%s and %s", different[i], different[j]);
        }
    }
    DataSpec a = parsed("circle"), b = a;
    b.params.arms = 3; // a circle has none
    b.seed = 99;       // not its own
    cr_expect(data_spec_equal(&a, &b));
}

Test(data_spec, each_row_is_complete)
{
    for (int k = 0; k < DATA_COUNT; k++) {
        const DataRow *row = &data_rows[k];
        cr_expect(row->kind.key && row->kind.name && row->kind.about && row->kind.about[0],
                  "row %d", k);
        cr_expect_neq(row->draw == NULL, row->load == NULL, "%s is drawn or loaded", row->kind.key);
        cr_expect_eq(row->draw == NULL, row->shape == NULL, "%s", row->kind.key);
        cr_expect_eq(row->load != NULL && k != DATA_CANVAS, settings_count(row->files) > 0, "%s",
                     row->kind.key);
        for (const Param *param = row->kind.params; param->key; param++) {
            cr_expect(param_check(param, param->def, NULL), "%s %s", row->kind.key, param->key);
        }
        for (int j = 0; j < k; j++) {
            cr_expect_str_neq(row->kind.key, data_rows[j].kind.key);
        }
    }
}
