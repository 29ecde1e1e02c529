// The kinds of data, and their spec strings.
//
//     spec = kind { blank+ ( key "=" number | "seed=" whole | file-key "=" path ) }
#include "model/data/data_spec.h"

#include "base/spec.h"
#include "base/text.h"
#include "model/data/dataset_kinds.h"

#include <stdio.h>
#include <string.h>

// clang-format off
#define ROW(key, label, symbol, field, def, min, max, scale) \
    { key, label, symbol, offsetof(DataParams, field), def, min, max, scale }
#define N(def, max) ROW("n", "Points", "n", n, def, 10, max, PARAM_INTEGER)
#define NOISE ROW("noise", "Noise", NULL, noise, 0, 0, 0.5, PARAM_LINEAR)
#define TRAIN(def) ROW("train", "Training share", NULL, train, def, 0.1, 1, PARAM_LINEAR)

const DataRow data_rows[DATA_COUNT] = {
    [DATA_CIRCLE] = { { "circle", N_("Circle"),
        N_("A disc within a ring. Noise moves points by N(0, (noise/2)²)."),
        "TensorFlow Playground, Smilkov et al. 2017",
        PARAMS(N(400, 10000), NOISE, TRAIN(0.7)) },
        .plane = true, .shape = data_shape_two, .draw = data_draw_circle },
    [DATA_XOR] = { { "xor", N_("Exclusive or"),
        N_("Four squares; a class is where the signs of x and y differ. "
                 "Noise moves points by N(0, (noise/2)²)."),
        "TensorFlow Playground, Smilkov et al. 2017",
        PARAMS(N(400, 10000), NOISE, TRAIN(0.7)) },
        .plane = true, .shape = data_shape_two, .draw = data_draw_xor },
    [DATA_GAUSS] = { { "gauss", N_("Two Gaussians"),
        N_("A cloud around (0.8, 0.8) and one around (-0.8, -0.8), of standard deviation "
                 "0.2 + 0.8·noise."),
        "TensorFlow Playground, Smilkov et al. 2017",
        PARAMS(N(400, 10000), NOISE, TRAIN(0.7)) },
        .plane = true, .shape = data_shape_two, .draw = data_draw_gauss },
    [DATA_SPIRAL] = { { "spiral", N_("Spirals"),
        N_("Arms that wind around each other by 1¼ turns. "
                 "Noise moves points by N(0, (noise/2)²)."),
        "TensorFlow Playground, Smilkov et al. 2017",
        PARAMS(N(400, 10000), NOISE,
               ROW("arms", "Arms", NULL, arms, 2, 2, 3, PARAM_INTEGER), TRAIN(0.7)) },
        .plane = true, .shape = data_shape_arms, .draw = data_draw_spiral },
    [DATA_MOONS] = { { "moons", N_("Moons"),
        N_("Two half circles that reach into each other. "
                 "Noise moves points by N(0, (noise/2)²)."),
        "scikit-learn, make_moons",
        PARAMS(N(400, 10000), NOISE, TRAIN(0.7)) },
        .plane = true, .shape = data_shape_two, .draw = data_draw_moons },
    [DATA_CHECKERBOARD] = { { "checkerboard", N_("Checkerboard"),
        N_("Four by four fields. Noise moves points by N(0, (noise/2)²)."),
        NULL,
        PARAMS(N(800, 10000), NOISE, TRAIN(0.7)) },
        .plane = true, .shape = data_shape_two, .draw = data_draw_checkerboard },
    [DATA_BLOBS] = { { "blobs", N_("Blobs"),
        N_("k clouds on a circle of radius 1.4, of standard deviation 0.1 + 0.6·noise."),
        "scikit-learn, make_blobs",
        PARAMS(N(400, 10000), NOISE,
               ROW("k", "Classes", "k", k, 4, 2, 10, PARAM_INTEGER), TRAIN(0.7)) },
        .plane = true, .shape = data_shape_blobs, .draw = data_draw_blobs },
    [DATA_PLANE] = { { "plane", N_("Plane"),
        N_("The value (x + y)/4. Noise moves the value by N(0, noise²)."),
        "TensorFlow Playground, Smilkov et al. 2017",
        PARAMS(N(400, 10000), NOISE, TRAIN(0.7)) },
        .regression = true, .plane = true, .shape = data_shape_value, .draw = data_draw_plane },
    [DATA_WAVE] = { { "wave", N_("Wave"),
        N_("The value sin(πx/2)·cos(πy/2). Noise moves the value by N(0, noise²)."),
        NULL,
        PARAMS(N(400, 10000), NOISE, TRAIN(0.7)) },
        .regression = true, .plane = true, .shape = data_shape_value, .draw = data_draw_wave },
    [DATA_NOISE] = { { "noise", N_("Noise"),
        N_("Inputs N(0, 1) and classes that have nothing to do with them, for histograms."),
        NULL,
        PARAMS(N(1000, 20000),
               ROW("features", "Features", NULL, features, 100, 1, 1024, PARAM_INTEGER),
               ROW("classes", "Classes", NULL, classes, 10, 2, 100, PARAM_INTEGER),
               TRAIN(1)) },
        .shape = data_shape_noise, .draw = data_draw_noise },
    [DATA_DIGITS] = { { "digits", N_("Drawn digits"),
        N_("Strokes of 0 to 9, each drawn a little differently, on 16x16 pixels. "
                 "Noise changes each grey by N(0, noise²), cut to [0, 1]."),
        NULL,
        PARAMS(N(2000, 20000), NOISE, TRAIN(0.7)) },
        .image_side = DIGIT_SIDE, .shape = data_shape_digits, .draw = data_draw_digit },
    [DATA_CSV] = { { "csv", N_("CSV file"),
        N_("Numbers from a file, as they are; the last column is the class or the value."),
        NULL,
        PARAMS(TRAIN(0.7)) },
        .file_keys = { "file" }, .load = data_load_csv },
    [DATA_MNIST] = { { "mnist", N_("MNIST files"),
        N_("Pictures and their labels from two files in MNIST's format (IDX)."),
        "LeCun, Bottou, Bengio & Haffner 1998",
        PARAMS(TRAIN(0.7)) },
        .file_keys = { "images", "labels" }, .load = data_load_mnist },
};
// clang-format on
static_assert(COUNT(data_rows) == DATA_COUNT, "one row for each DataKind");

const Registry data_kinds = { REGISTRY(N_("data"), "datasets", data_rows) };

static const char SEED[] = "seed";

void data_spec_defaults(DataSpec *spec, DataKind kind)
{
    *spec = (DataSpec){ .kind = kind, .seed = 1 };
    param_defaults(data_rows[kind].kind.params, &spec->params);
}

static const char *kind_key(const void *context, size_t index)
{
    (void)context;
    return data_rows[index].kind.key;
}

static size_t param_count(const DataRow *row)
{
    size_t count = 0;
    while (row->kind.params[count].key) {
        count++;
    }
    return count;
}

static size_t file_count(const DataRow *row)
{
    size_t count = 0;
    while (count < DATA_FILES_MAX && row->file_keys[count]) {
        count++;
    }
    return count;
}

// The i-th key of a kind: its files, its numbers, the seed.
static const char *row_key(const void *context, size_t index)
{
    const DataRow *row = context;
    const size_t files = file_count(row), params = param_count(row);
    return index < files            ? row->file_keys[index]
           : index < files + params ? row->kind.params[index - files].key
                                    : SEED;
}

static bool parse_value(DataSpec *spec, const Word *word, size_t index, Error *err)
{
    const DataRow *row = &data_rows[spec->kind];
    const size_t files = file_count(row), params = param_count(row);
    if (index < files) {
        char as_in[80];
        snprintf(as_in, sizeof as_in, "%s=FILE", row->file_keys[index]);
        return word_text(word, as_in, spec->files[index], DATA_PATH_MAX, err);
    }
    if (index < files + params) {
        const Param *param = &row->kind.params[index - files];
        return word_number(word, param, param_field(param, &spec->params), err);
    }
    spec->has_seed = true;
    return word_whole(word, &spec->seed, err);
}

static bool parse_setting(DataSpec *spec, const Word *word, unsigned *seen, Error *err)
{
    const DataRow *row = &data_rows[spec->kind];
    const size_t count = file_count(row) + param_count(row) + 1;
    for (size_t i = 0; i < count; i++) {
        if (word_key_is(word, row_key(row, i))) {
            return word_once(word, 1u << i, seen, err) && parse_value(spec, word, i, err);
        }
    }
    char what[40];
    snprintf(what, sizeof what, "%s: unknown key", row->kind.key);
    return word_unknown(word, what, count, row_key, row, err);
}

static bool parse_kind(DataSpec *spec, const char *text, int *at, Error *err)
{
    Word word;
    if (!word_next(text, at, &word)) {
        return fail_at(err, 0, "no data is named, as in 'spiral noise=0.1 n=400'");
    }
    for (int k = 0; k < DATA_COUNT; k++) {
        if (word_is(&word, data_rows[k].kind.key)) {
            data_spec_defaults(spec, (DataKind)k);
            return true;
        }
    }
    word.key_length = word.length; // what was typed, with its "="
    return word_unknown(&word, "unknown data", DATA_COUNT, kind_key, NULL, err);
}

bool data_spec_parse(DataSpec *spec, const char *text, Error *err)
{
    DataSpec parsed;
    Word word;
    int at = 0;
    unsigned seen = 0;
    if (!parse_kind(&parsed, text, &at, err)) {
        return false;
    }
    while (word_next(text, &at, &word)) {
        if (!parse_setting(&parsed, &word, &seen, err)) {
            return false;
        }
    }
    const DataRow *row = &data_rows[parsed.kind];
    for (size_t i = 0; i < file_count(row); i++) {
        if (parsed.files[i][0] == '\0') {
            return fail_at(err, (int)strlen(text), "%s needs %s=FILE", row->kind.key,
                           row->file_keys[i]);
        }
    }
    *spec = parsed;
    return true;
}

void data_spec_write(const DataSpec *spec, char *text, size_t size)
{
    const DataRow *row = &data_rows[spec->kind];
    size_t used = (size_t)snprintf(text, size, "%s", row->kind.key);
    for (size_t i = 0; i < file_count(row) && used < size; i++) {
        used += (size_t)snprintf(text + used, size - used, " %s=", row->file_keys[i]);
        if (used < size) {
            used += word_quote(text + used, size - used, spec->files[i]);
        }
    }
    for (const Param *param = row->kind.params; param->key && used < size; param++) {
        const double value = param_value(param, &spec->params);
        if (value != param->def) {
            char number[32];
            text_exact(number, sizeof number, value);
            used += (size_t)snprintf(text + used, size - used, " %s=%s", param->key, number);
        }
    }
    if (spec->has_seed && used < size) {
        used += (size_t)snprintf(text + used, size - used, " %s=%llu", SEED,
                                 (unsigned long long)spec->seed);
    }
    assert(used < size);
}

bool data_spec_equal(const DataSpec *a, const DataSpec *b)
{
    const DataRow *row = &data_rows[a->kind];
    bool equal =
        a->kind == b->kind && a->has_seed == b->has_seed && (!a->has_seed || a->seed == b->seed);
    for (const Param *param = row->kind.params; equal && param->key; param++) {
        equal = param_value(param, &a->params) == param_value(param, &b->params);
    }
    for (size_t i = 0; equal && i < file_count(row); i++) {
        equal = strcmp(a->files[i], b->files[i]) == 0;
    }
    return equal;
}
