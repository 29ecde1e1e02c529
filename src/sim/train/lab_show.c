// The rows of what is shown of a lab.
#include "sim/train/lab_show.h"

#include "base/words.h"
#include "sim/train/lab.h"

#include <math.h>

static const Kind chart_rows[] = {
    [LAB_CHART_LOSS] = { .key = "loss" },         [LAB_CHART_BATCH] = { .key = "batch" },
    [LAB_CHART_ACCURACY] = { .key = "accuracy" }, [LAB_CHART_GRADIENT] = { .key = "gradient" },
    [LAB_CHART_UPDATE] = { .key = "update" },     [LAB_CHART_RATE] = { .key = "rate" },
};
static_assert(COUNT(chart_rows) == LAB_CHART_COUNT, "a key for each LabChart");
const Registry lab_chart_keys = { REGISTRY(chart_rows), .plain = true };

static const Kind pictures[] = {
    [LAB_PICTURE_SURFACE] = { .key = "surface",
                              .name = N_("Surface"),
                              .about = N_("what the network says all over the plane; of other "
                                          "data, what it takes for what") },
    [LAB_PICTURE_WIRING] = { .key = "wiring",
                             .name = N_("Wiring"),
                             .about = N_(
                                 "its layers and, if it is small enough, its weights as lines") },
    [LAB_PICTURE_MAPS] = { .key = "maps",
                           .name = N_("Maps"),
                           .about = N_("what each layer makes of one sample") },
};
static_assert(COUNT(pictures) == LAB_PICTURE_COUNT, "a key for each LabPicture");
const Registry lab_pictures = { REGISTRY(pictures), .plain = true };

static const Kind hidden[] = {
    [LAB_HIDE_DATA] = { .key = "data" },           [LAB_HIDE_NETWORK] = { .key = "network" },
    [LAB_HIDE_SHARED] = { .key = "shared" },       [LAB_HIDE_PAINT] = { .key = "paint" },
    [LAB_HIDE_INIT] = { .key = "init" },           [LAB_HIDE_BATCHNORM] = { .key = "batchnorm" },
    [LAB_HIDE_LAYERNORM] = { .key = "layernorm" }, [LAB_HIDE_NORM] = { .key = "norm" },
    [LAB_HIDE_DROPOUT] = { .key = "dropout" },     [LAB_HIDE_RESIDUAL] = { .key = "residual" },
    [LAB_HIDE_HIDDEN] = { .key = "hidden" },       [LAB_HIDE_ACTIVATION] = { .key = "activation" },
    [LAB_HIDE_OPTIMIZER] = { .key = "optimizer" }, [LAB_HIDE_RATE] = { .key = "rate" },
    [LAB_HIDE_BATCH] = { .key = "batch" },         [LAB_HIDE_MORE] = { .key = "more" },
    [LAB_HIDE_ROWS] = { .key = "rows" },
};
static_assert(COUNT(hidden) == LAB_HIDE_COUNT, "a key for each LabHide");
const Registry lab_hide_keys = { REGISTRY(hidden), .plain = true };

static const Kind points[] = {
    [LAB_POINTS_ALL] = { .key = "all" },
    [LAB_POINTS_TRAINING] = { .key = "training" },
    [LAB_POINTS_VALIDATION] = { .key = "validation" },
    [LAB_POINTS_NONE] = { .key = "none" },
};
static_assert(COUNT(points) == LAB_POINTS_COUNT, "a key for each LabPointsShown");
const Registry lab_points_keys = { REGISTRY(points), .plain = true };

static const Kind switched[] = { { .key = "off" }, { .key = "on" } };
const Registry lab_switch_keys = { REGISTRY(switched), .plain = true };

static const Kind numbers[] = { { .key = "1" }, { .key = "2" }, { .key = "3" },
                                { .key = "4" }, { .key = "5" }, { .key = "6" } };
static_assert((int)COUNT(numbers) == (int)LAB_NETWORKS_SHOWN &&
                  (int)LAB_NETWORKS_SHOWN == (int)LAB_NETWORKS_MAX,
              "a number for each network");
const Registry lab_network_numbers = { REGISTRY(numbers), .plain = true };

static const Kind ranges[] = {
    { .key = "common", .name = N_("Common") },
    { .key = "own", .name = N_("Own") },
};
const Registry lab_ranges = { REGISTRY(ranges), .plain = true };

// clang-format off
const LabSpeed lab_speeds[LAB_SPEED_COUNT] = {
    { { .key = "paced", .name = N_("15 seconds") }, 0 },
    { { .key = "1", .name = N_("1 step/s") }, 1 },
    { { .key = "10", .name = N_("10 steps/s") }, 10 },
    { { .key = "100", .name = N_("100 steps/s") }, 100 },
    { { .key = "1000", .name = N_("1,000 steps/s") }, 1000 },
    { { .key = "full", .name = N_("Full speed") }, INFINITY },
};
const Registry lab_speed_kinds = { REGISTRY(lab_speeds) };

#define CHOICE(key, label, field, count) \
    { key, label, NULL, offsetof(LabShow, field), 0, 0, (count) - 1, PARAM_INTEGER }, .type = &setting_choice

const Setting lab_show_settings[] = {
    [LAB_SHOW_KIND]    = { .param = CHOICE("kind", N_("Kind"), kind, INSPECT_COUNT), .choices = &inspect_kinds,
                           .flag = { "kind", .value = "NAME", .help = N_("histograms: activations, gradients, weights, sums,\n"
                                     "before_norm or after_norm (activations)") } },
    [LAB_SHOW_VALUES]  = { .param = CHOICE("values", N_("Values"), values, AXIS_KIND_COUNT), .choices = &axis_kinds,
                           .flag = { "values", .value = "NAME", .help = N_("... linear, or log: magnitudes by powers of ten, exact\n"
                                     "zeros apart (auto: log for gradients, else linear)") } },
    [LAB_SHOW_RANGES]  = { .param = CHOICE("ranges", N_("Ranges"), ranges, 2), .choices = &lab_ranges,
                           .flag = { "ranges", .value = "NAME", .help = N_("... with a scale common to all networks, or each with\n"
                                     "its own (common)") } },
    [LAB_SHOW_PICTURE] = { .param = CHOICE("picture", N_("Picture"), picture, LAB_PICTURE_COUNT), .choices = &lab_pictures,
                           .flag = { "picture", .value = "NAME", .help = N_("of the networks: surface, wiring, or maps: what each\n"
                                     "layer makes of a sample, and filters (surface)") } },
    [LAB_SHOW_SAMPLE]  = { .param = { "sample", N_("Sample"), NULL, offsetof(LabShow, sample), 0, 1, LAB_SAMPLES_MAX, PARAM_INTEGER },
                           .type = &setting_count, .zero = "last",
                           .flag = { "sample", .value = "N", .help = N_("... row N of the data (the last, which is for validation)") } },
    [LAB_SHOW_CHART]   = { .param = CHOICE("chart", N_("Chart"), chart, LAB_CHART_COUNT), .choices = &lab_chart_keys,
                           .flag = { "chart", .value = "NAME", .help = N_("loss, batch, accuracy, gradient, update or rate\n"
                                     "(loss)") } },
    [LAB_SHOW_CHART_FROM] = { .param = { "chart_from", N_("Chart from step"), NULL, offsetof(LabShow, chart_from), 0, 0, LAB_STEPS_SHOWN_MAX, PARAM_INTEGER },
                           .type = &setting_count,
                           .flag = { "chart-from", .value = "K", .help = N_("... a part of its steps: from step K (0) ...") } },
    [LAB_SHOW_CHART_TO] = { .param = { "chart_to", N_("Chart to step"), NULL, offsetof(LabShow, chart_to), 0, 1, LAB_STEPS_SHOWN_MAX, PARAM_INTEGER },
                           .type = &setting_count, .zero = "last",
                           .flag = { "chart-to", .value = "K", .help = N_("... to step K (the last)") } },
    [LAB_SHOW_CHART_LOW] = { .param = { "chart_low", N_("Chart from value"), NULL, offsetof(LabShow, chart_low), 0, -1e300, 1e300, PARAM_LINEAR },
                           .type = &setting_number,
                           .flag = { "chart-low", .value = "X", .help = N_("... a part of its values: from X (0) ...") } },
    [LAB_SHOW_CHART_HIGH] = { .param = { "chart_high", N_("Chart to value"), NULL, offsetof(LabShow, chart_high), 0, -1e300, 1e300, PARAM_LINEAR },
                           .type = &setting_number,
                           .flag = { "chart-high", .value = "X", .help = N_("... to X (as far as they go)") } },
    [LAB_SHOW_AXIS]    = { .param = CHOICE("axis", N_("Axis"), axis, AXIS_KIND_COUNT), .choices = &axis_kinds,
                           .flag = { "axis", .value = "NAME", .help = N_("of the chart: auto, linear or log (auto)") } },
    [LAB_SHOW_FUTURE]  = { .param = CHOICE("future", N_("Future"), future, 2), .choices = &future_kinds,
                           .flag = { "future", .value = "NAME", .help = N_("what a chart shows after the step: shown or hidden\n"
                                     "(shown)") } },
    [LAB_SHOW_LAYER]   = { .param = { "layer", N_("Layer"), NULL, offsetof(LabShow, layer), 0, 1, INSPECT_LAYERS_MAX, PARAM_INTEGER },
                           .type = &setting_count, .zero = "none",
                           .flag = { "layer", .value = "N", .help = N_("the layer that is enlarged, of the histograms' list, in\n"
                                     "the window (none)") } },
    [LAB_SHOW_OF]      = { .param = { "of", N_("Of network"), NULL, offsetof(LabShow, network), 1, 1, LAB_NETWORKS_MAX, PARAM_INTEGER },
                           .type = &setting_count,
                           .flag = { "of", .value = "N", .help = N_("... of network N (1)") } },
    [LAB_SHOW_SELECT]  = { .param = { "select", N_("Selected"), NULL, offsetof(LabShow, selected), 1, 1, LAB_NETWORKS_MAX, PARAM_INTEGER },
                           .type = &setting_count,
                           .flag = { "select", .value = "N", .help = N_("the network whose own settings are shown (1)") } },
    [LAB_SHOW_SPEED]   = { .param = CHOICE("speed", N_("Speed"), speed, LAB_SPEED_COUNT), .choices = &lab_speed_kinds,
                           .flag = { "speed", .value = "NAME", .help = N_("of the training: paced, 1, 10, 100 or 1000 steps a\n"
                                     "second, or full (paced: the whole in 15 seconds)") } },
    [LAB_SHOW_SPREAD]  = { .param = CHOICE("spread", N_("Doubt"), spread, 2), .choices = &lab_switch_keys,
                           .flag = { "spread", .value = "NAME", .help = N_("on: surfaces and curves of doubt, the spread of passes\n"
                                     "with dropout; or off (off)") } },
    [LAB_SHOW_AREAS]   = { .param = CHOICE("areas", N_("Areas"), areas, 2), .choices = &lab_switch_keys,
                           .flag = { "areas", .value = "NAME", .help = N_("on: surfaces have one colour for each class, without\n"
                                     "shades; or off (off)") } },
    [LAB_SHOW_POINTS]  = { .param = CHOICE("dots", N_("Points"), points, LAB_POINTS_COUNT), .choices = &lab_points_keys,
                           .flag = { "dots", .value = "NAME", .help = N_("of the data, on surfaces and curves: all, training,\n"
                                     "validation or none (all)") } },
    [LAB_SHOW_TRAINED] = { .param = CHOICE("trained", N_("As trained on"), trained, 2), .choices = &lab_switch_keys,
                           .flag = { "trained", .value = "NAME", .help = N_("on: rows as the newest step trained on them, augmented\n"
                                     "and mixed, with fgsm= those of the next step, moved;\n"
                                     "or off (off)") } },
    [LAB_SHOW_UNITS]   = { .param = { "units", N_("Units"), NULL, offsetof(LabShow, units), 1, 0, 1, PARAM_INTEGER },
                           .type = &setting_choice, .choices = &lab_switch_keys,
                           .flag = { "units", .value = "NAME", .help = N_("on: in the wiring each unit is what it sees of the\n"
                                     "plane, or along a curve; or off (on)") } },
    [LAB_SHOW_UNIT]    = { .param = { "unit", N_("Unit"), NULL, offsetof(LabShow, unit), 0, 1, NET_UNITS_MAX, PARAM_INTEGER },
                           .type = &setting_count, .zero = "none",
                           .flag = { "unit", .value = "N", .help = N_("the unit that is enlarged onto the surface (none) ...") } },
    [LAB_SHOW_UNIT_OF] = { .param = { "unit_of", N_("Layer of the unit"), NULL, offsetof(LabShow, unit_of), 1, 1, NET_WEIGHTED_MAX, PARAM_INTEGER },
                           .type = &setting_count,
                           .flag = { "unit-of", .value = "N", .help = N_("... of layer N of those with weights, of network --of\n"
                                     "(1)") } },
    [LAB_SHOW_BANDS]   = { .param = CHOICE("bands", N_("Over steps"), bands, 2), .choices = &lab_switch_keys,
                           .flag = { "bands", .value = "NAME", .help = N_("on: histograms over steps, as bands; or off (off)") } },
    [LAB_SHOW_SMOOTH]  = { .param = { "smooth", N_("Smoothing"), NULL, offsetof(LabShow, smooth), 0, 0, 0.99, PARAM_LINEAR },
                           .type = &setting_number,
                           .flag = { "smooth", .value = "SHARE", .help = N_("of the chart's lines: how much of the mean before stays,\n"
                                     "0 to 0.99 (0)") } },
    [LAB_SHOW_AT_BEST] = { .param = { "at_best", N_("At their best"), NULL, offsetof(LabShow, at_best), 0, 0, 0, PARAM_INTEGER },
                           .type = &setting_switches, .choices = &lab_network_numbers,
                           .flag = { "at-best", .value = "NUMBERS", .help = N_("networks that are seen as they were at their best\n"
                                     "epoch: 1,3; or none (none)") } },
    [LAB_SHOW_HIDE]    = { .param = { "hide", N_("Hidden"), NULL, offsetof(LabShow, hide), 0, 0, 0, PARAM_INTEGER },
                           .type = &setting_switches, .choices = &lab_hide_keys,
                           .flag = { "hide", .value = "NAMES", .help = N_("what the panel leaves out: sections and controls, as\n"
                                     "network,batch; or none (none)") } },
    [LAB_SHOW_STEP]    = { .param = { "step", N_("Step"), NULL, offsetof(LabShow, step), 0, 0, LAB_STEPS_SHOWN_MAX, PARAM_INTEGER },
                           .type = &setting_count, .given = offsetof(LabShow, has_step),
                           .flag = { "step", .value = "K", .help = N_("to which step networks are trained (the last; in the\n"
                                     "window the first)") } },
    { .param.key = NULL },
};
// clang-format on
static_assert(COUNT(lab_show_settings) - 1 <= LAB_SHOW_MAX, "room for all that is typed");

void lab_show_defaults(LabShow *show)
{
    settings_reset(lab_show_settings, show);
}

bool lab_show_equal(const LabShow *a, const LabShow *b)
{
    return settings_same(lab_show_settings, a, b);
}
