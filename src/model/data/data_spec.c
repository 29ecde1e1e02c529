// The kinds of data, and their spec strings.
//
//     spec = kind { blank+ ( key "=" number | "seed=" whole | file-key "=" path ) }
#include "model/data/data_spec.h"

#include "base/setting_parse.h"
#include "model/data/dataset_kinds.h"

// clang-format off
#define ROW(key, label, symbol, field, def, min, max, scale) \
    { key, label, symbol, offsetof(DataParams, field), def, min, max, scale }
#define N(def, max) ROW("n", N_("Points"), "n", n, def, 10, max, PARAM_INTEGER)
#define NOISE_OF(def) ROW("noise", N_("Noise"), NULL, noise, def, 0, 0.5, PARAM_LINEAR)
#define NOISE NOISE_OF(0)
#define TRAIN(def) ROW("train", N_("Training share"), NULL, train, def, 0.1, 1, PARAM_LINEAR)

#define FILE_OF(key_, i) \
    { .param = { .key = key_, .label = key_, .offset = offsetof(DataSpec, files) + (i) * DATA_PATH_MAX }, \
      .type = &setting_text, .size = DATA_PATH_MAX, .flag.value = "FILE" }

static const Setting csv_files[] = { FILE_OF("file", 0),
    { .param = { .key = "shape", .label = N_("Shape of a picture"), .offset = offsetof(DataSpec, shape) },
      .type = &data_shape_type, .size = DATA_SHAPE_MAX, .flag.value = "CxHxW" },
    { .param.key = NULL } };
static const Setting mnist_files[] = { FILE_OF("images", 0), FILE_OF("labels", 1), { .param.key = NULL } };

const DataRow data_rows[DATA_COUNT] = {
    [DATA_CIRCLE] = { { "circle", N_("Circle"),
        N_("A disc within a ring. Noise moves points by N(0, (noise/2)²)."),
        N_("TensorFlow Playground, Smilkov et al. 2017"),
        PARAMS(N(400, 10000), NOISE, TRAIN(0.7)) },
        .plane = true, .shape = data_shape_two, .draw = data_draw_circle },
    [DATA_XOR] = { { "xor", N_("Exclusive or"),
        N_("Four squares; a class is where the signs of x and y differ. "
                 "Noise moves points by N(0, (noise/2)²)."),
        N_("TensorFlow Playground, Smilkov et al. 2017"),
        PARAMS(N(400, 10000), NOISE, TRAIN(0.7)) },
        .plane = true, .shape = data_shape_two, .draw = data_draw_xor },
    [DATA_GAUSS] = { { "gauss", N_("Two Gaussians"),
        N_("A cloud around (0.8, 0.8) and one around (-0.8, -0.8), of standard deviation "
                 "0.2 + 0.8·noise."),
        N_("TensorFlow Playground, Smilkov et al. 2017"),
        PARAMS(N(400, 10000), NOISE, TRAIN(0.7)) },
        .plane = true, .shape = data_shape_two, .draw = data_draw_gauss },
    [DATA_SPIRAL] = { { "spiral", N_("Spirals"),
        N_("Arms that wind around each other by 1¼ turns. "
                 "Noise moves points by N(0, (noise/2)²)."),
        N_("TensorFlow Playground, Smilkov et al. 2017"),
        PARAMS(N(400, 10000), NOISE,
               ROW("arms", N_("Arms"), NULL, arms, 2, 2, 3, PARAM_INTEGER), TRAIN(0.7)) },
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
               ROW("k", N_("Classes"), "k", k, 4, 2, 10, PARAM_INTEGER), TRAIN(0.7)) },
        .plane = true, .shape = data_shape_blobs, .draw = data_draw_blobs },
    [DATA_PLANE] = { { "plane", N_("Plane"),
        N_("The value (x + y)/4. Noise moves the value by N(0, noise²)."),
        N_("TensorFlow Playground, Smilkov et al. 2017"),
        PARAMS(N(400, 10000), NOISE, TRAIN(0.7)) },
        .regression = true, .plane = true, .shape = data_shape_value, .draw = data_draw_plane },
    [DATA_WAVE] = { { "wave", N_("Wave"),
        N_("The value sin(πx/2)·cos(πy/2). Noise moves the value by N(0, noise²)."),
        NULL,
        PARAMS(N(400, 10000), NOISE, TRAIN(0.7)) },
        .regression = true, .plane = true, .shape = data_shape_value, .draw = data_draw_wave },
    [DATA_SINE] = { { "sine", N_("Sine"),
        N_("The value sin 2x over 1¼ periods, by a few points: a network can learn too little of it "
                 "or too much. Noise moves the value by N(0, noise²)."),
        N_("Bishop, Pattern Recognition and Machine Learning, 2006, 1.1"),
        PARAMS(N(30, 10000), NOISE_OF(0.2), TRAIN(0.7)) },
        .regression = true, .curve = true, .values = { -1.8f, 1.8f }, .shape = data_shape_curve,
        .draw = data_draw_sine },
    [DATA_STEP] = { { "step", N_("Step function"),
        N_("The value 0 left of x = 0, and 1 right of it. Noise moves the value by N(0, noise²)."),
        NULL,
        PARAMS(N(30, 10000), NOISE_OF(0.1), TRAIN(0.7)) },
        .regression = true, .curve = true, .values = { -0.8f, 1.8f }, .shape = data_shape_curve,
        .draw = data_draw_step },
    [DATA_POLY] = { { "poly", N_("Polynomial"),
        N_("Chebyshev's polynomial of a degree at x/2, which stays between -1 and 1: of degree 3 "
                 "(x³ - 3x)/2. Noise moves the value by N(0, noise²)."),
        NULL,
        PARAMS(N(30, 10000), NOISE_OF(0.2),
               ROW("degree", N_("Degree"), NULL, degree, 3, 1, 9, PARAM_INTEGER), TRAIN(0.7)) },
        .regression = true, .curve = true, .values = { -1.8f, 1.8f }, .shape = data_shape_curve,
        .draw = data_draw_poly },
    [DATA_NOISE] = { { "noise", N_("Noise"),
        N_("Inputs N(0, 1) and classes that have nothing to do with them, for histograms."),
        NULL,
        PARAMS(N(1000, 20000),
               ROW("features", N_("Features"), NULL, features, 100, 1, 1024, PARAM_INTEGER),
               ROW("classes", N_("Classes"), NULL, classes, 10, 2, 100, PARAM_INTEGER),
               TRAIN(1)) },
        .shape = data_shape_noise, .draw = data_draw_noise },
    [DATA_DIGITS] = { { "digits", N_("Drawn digits"),
        N_("Strokes of 0 to 9, each drawn a little differently, on 16x16 pixels. "
                 "Noise changes each grey by N(0, noise²), cut to [0, 1]."),
        NULL,
        PARAMS(N(2000, 20000), NOISE, TRAIN(0.7)) },
        .image_side = DIGIT_SIDE, .shape = data_shape_digits, .draw = data_draw_digit },
    [DATA_SHAPES] = { { "shapes", N_("Shapes"),
        N_("Filled circles, squares and triangles of the same areas, anywhere on 16x16 pixels. "
                 "Noise changes each grey by N(0, noise²), cut to [0, 1]."),
        NULL,
        PARAMS(N(2000, 20000), NOISE,
               ROW("turn", N_("Turn (°)"), NULL, turn, 15, 0, 60, PARAM_LINEAR), TRAIN(0.7)) },
        .image_side = SHAPE_SIDE, .class_names = data_shape_names, .shape = data_shape_shapes,
        .draw = data_draw_shape },
    [DATA_CANVAS] = { { "canvas", N_("Canvas"),
        N_("An empty plane: nothing is on it but the points that are painted."),
        NULL,
        PARAMS(TRAIN(0.7)) },
        .plane = true, .load = data_load_canvas },
    [DATA_CSV] = { { "csv", N_("CSV file"),
        N_("Numbers from a file, as they are; the last column is the class or the value. "
                 "shape=1x8x8 makes each row a picture of one channel of 8x8."),
        NULL,
        PARAMS(TRAIN(0.7)) },
        .files = csv_files, .load = data_load_csv },
    [DATA_MNIST] = { { "mnist", N_("MNIST files"),
        N_("Pictures and their labels from two files in MNIST's format (IDX)."),
        N_("LeCun, Bottou, Bengio & Haffner 1998"),
        PARAMS(TRAIN(0.7)) },
        .files = mnist_files, .load = data_load_mnist },
};
// clang-format on
static_assert(COUNT(data_rows) == DATA_COUNT, "one row for each DataKind");

const Registry data_kinds = { REGISTRY(data_rows) };

static const Kind scalings[DATA_SCALING_COUNT] = {
    [DATA_UNSCALED] = { .key = "off", .name = N_("Off"), .about = N_("inputs are as they are") },
    [DATA_STANDARD] = { .key = "standard",
                        .name = N_("Standard"),
                        .about = N_("every input minus its mean, divided by its standard "
                                    "deviation, both of "
                                    "the training rows") },
    [DATA_UNIT] = { .key = "unit",
                    .name = N_("Unit"),
                    .about =
                        N_("every input from 0 to 1, which are the least and the greatest of the "
                           "training rows") },
};
static_assert(COUNT(scalings) == DATA_SCALING_COUNT, "a row for each DataScaling");
const Registry data_scalings = { REGISTRY(scalings), .plain = true };

// clang-format off
#define OF_ROWS(key_, label_, field_, def_, min_, max_, scale_) \
    .param = { .key = key_, .label = label_, .offset = offsetof(DataSpec, field_), .def = def_, \
               .min = min_, .max = max_, .scale = scale_ }, .type = &setting_number
const Setting data_common[DATA_COMMON_COUNT + 1] = {
    [DATA_SCALE] = { .param = { .key = "scale", .label = N_("Scale"), .offset = offsetof(DataSpec, scale) },
        .type = &setting_choice, .choices = &data_scalings,
        .about = N_("inputs are scaled by what the training rows have alone; the pixels of a picture have one scale") },
    [DATA_SUBSET] = { OF_ROWS("subset", N_("Training rows"), subset, 0, 0, DATA_ROWS_MAX, PARAM_INTEGER), .zero = "all",
        .slider = { NULL, 0, 2000, PARAM_INTEGER },
        .about = N_("only so many training rows are kept; what validates stays") },
    [DATA_IMBALANCE] = { OF_ROWS("imbalance", N_("Imbalance"), imbalance, 1, 1, 1000, PARAM_LOG),
        .slider = { NULL, 1, 100, PARAM_LOG },
        .about = N_("the first class keeps so many times as many training rows as the last one, those between in even "
                    "factors (Cui et al. 2019)") },
    [DATA_LABEL_NOISE] = { OF_ROWS("label_noise", N_("Label noise"), label_noise, 0, 0, 1, PARAM_LINEAR),
        .about = N_("a training row has the label of another class with this probability") },
    [DATA_SEED] = { .param = { .key = "seed", .label = N_("Seed"), .offset = offsetof(DataSpec, seed), .def = 1 },
        .type = &setting_whole, .given = offsetof(DataSpec, has_seed) },
    [DATA_COMMON_COUNT] = { .param.key = NULL },
};
// clang-format on

const Form data_form = { .registry = &data_kinds,
                         .kind = offsetof(DataSpec, kind),
                         .by_place = true,
                         .params = offsetof(DataSpec, params),
                         .params_size = sizeof(DataParams),
                         .parts = offsetof(DataRow, files),
                         .common = data_common,
                         .nothing = N_("no data is named, as in 'spiral noise=0.1 n=400'") };

static const Setting data_setting = { .param = { .key = "data", .label = N_("Data") },
                                      .type = &setting_kind,
                                      .form = &data_form };

void data_spec_defaults(DataSpec *spec, DataKind kind)
{
    *spec = (DataSpec){ .kind = kind };
    setting_choose(&data_setting, spec, &data_rows[kind].kind);
}

bool data_spec_parse(DataSpec *spec, const char *text, Error *err)
{
    DataSpec parsed = { .has_seed = false };
    if (!setting_parse(&data_setting, &parsed, text, NULL, err)) {
        return false;
    }
    *spec = parsed;
    return true;
}

void data_spec_write(const DataSpec *spec, char *text, size_t size)
{
    const size_t used = setting_kind.write(&data_setting, spec, text, size);
    assert(used < size);
    (void)used;
}

bool data_spec_equal(const DataSpec *a, const DataSpec *b)
{
    return setting_kind.same(&data_setting, a, b);
}

void data_spec_keep_rows(DataSpec *spec)
{
    static const DataCommon rows[] = { DATA_SUBSET, DATA_IMBALANCE, DATA_LABEL_NOISE };
    for (size_t i = 0; i < COUNT(rows); i++) {
        data_common[rows[i]].type->reset(&data_common[rows[i]], spec);
    }
}
