// Labs to begin with: each is a few spec strings, as on the command line, and how it is looked at.
#include "app/network/labspace.h"
#include "base/utf8.h"
#include "base/words.h"

#include <stdio.h>

static const char SPIRAL[] = "spiral noise=0.1 n=400";

#define NORMS "norm=batch", "norm=layer", "norm=group", "norm=rms"
#define NORM_NAMES N_("Batch norm"), N_("Layer norm"), N_("Group norm"), N_("RMS norm")
#define THREE_NORMS "layers=\"3*(dense 64, norm, relu)\" init=he_normal optimizer=adam lr=0.003 "

#define AUGMENTED "shift=2 rotate=10 zoom=0.1"
#define SMALL_CNN                                                                                  \
    "layers=\"conv 8 3x3 pad=1, norm, relu, maxpool 2, conv 16 3x3 pad=1, norm, relu, maxpool 2, " \
    "dense 32, relu\""

// clang-format off
const LabPreset lab_presets[] = {
    { { .key = "initializations", .name = N_("Initializations"),
        .about = N_("why the first weights decide whether a deep network learns at all") },
      SPIRAL, "hidden=10x100 activation=relu optimizer=adam lr=0.001 batch=32",
      { "init=normal std=0.01", "init=normal std=1", "init=xavier_normal", "init=he_normal" },
      { "N(0, 0.01²)", "N(0, 1²)", "Xavier", "He" }, 60,
      { INSPECT_ACTIVATIONS, LAB_PICTURE_SURFACE, AXIS_AUTO } },
    { { .key = "batch_norm", .name = N_("Batch norm on and off"),
        .about = N_("what normalizing every layer's inputs does for a bad start") },
      SPIRAL, "hidden=6x50 activation=relu optimizer=sgd lr=0.1 batch=32",
      { "init=normal std=0.05", "init=normal std=0.05 batchnorm=before",
        "init=he_normal", "init=he_normal batchnorm=before" },
      { "σ 0.05", N_("σ 0.05, batch norm"), "He", N_("He, batch norm") }, 60,
      { INSPECT_ACTIVATIONS, LAB_PICTURE_SURFACE, AXIS_AUTO } },
    { { .key = "dropout", .name = N_("Dropout on and off"),
        .about = N_("a large network learns a small, noisy set by heart; dropout or a penalty helps") },
      "gauss noise=0.5 n=300 train=0.2", // at the end the loss of others than the first stays low
      "hidden=3x100 activation=relu init=he_normal optimizer=adam lr=0.003 batch=20",
      { "dropout=0", "dropout=0.3", "dropout=0.6", "l2=0.01" },
      { N_("No dropout"), N_("Dropout 0.3"), N_("Dropout 0.6"), N_("Weight penalty") }, 60,
      { INSPECT_ACTIVATIONS, LAB_PICTURE_SURFACE, AXIS_AUTO } },
    { { .key = "capacity", .name = N_("Capacity"),
        .about = N_("one unit cannot follow the curve, 3 x 64 follow its noise; six are about right") },
      "sine n=60 noise=0.3 train=0.35", "activation=tanh init=xavier_normal optimizer=adam lr=0.01 batch=all",
      { "hidden=1x1", "hidden=1x6", "hidden=3x64" }, { N_("1 unit"), N_("6 units"), N_("3 x 64 units") }, 800,
      { INSPECT_ACTIVATIONS, LAB_PICTURE_SURFACE, AXIS_LOG } },
    { { .key = "augmentation", .name = N_("Augmentation against overfitting"),
        .about = N_("200 digits changed anew in every step teach more than the same 200 again") },
      "digits subset=200", "init=he_normal optimizer=adam lr=0.003 batch=50",
      { "hidden=2x64", "hidden=2x64 " AUGMENTED, SMALL_CNN, SMALL_CNN " " AUGMENTED },
      { N_("Dense"), N_("Dense, augmented"), N_("CNN"), N_("CNN, augmented") }, 100,
      { INSPECT_ACTIVATIONS, LAB_PICTURE_SURFACE, AXIS_AUTO } },
    { { .key = "mixup", .name = N_("Mixup's surface"),
        .about = N_("on mixtures a network is less sure: hardly more errors, and cheaper ones") },
      "moons noise=0.5 n=300 train=0.3",
      "hidden=3x64 activation=relu init=he_normal optimizer=adam lr=0.003 batch=30",
      { "mixup=0", "mixup=0.2", "mixup=1" }, { N_("Points"), N_("Mixup 0.2"), N_("Mixup 1") }, 100,
      { INSPECT_ACTIVATIONS, LAB_PICTURE_SURFACE, AXIS_AUTO } },
    { { .key = "decay", .name = N_("Decoupled decay or L2?"),
        .about = N_("Adam scales L2: most weights go to 0, a few stay; AdamW shrinks all alike") },
      "gauss noise=0.5 n=300 train=0.2", "hidden=3x100 activation=relu init=he_normal batch=20",
      { "optimizer=adam lr=0.003", "optimizer=adam lr=0.003 l2=0.01",
        "optimizer=adamw lr=0.003 weight_decay=0.02", "optimizer=adamw lr=0.003 weight_decay=1" },
      { N_("Neither"), N_("L2, 2λ = 0.02"), N_("Decay 0.02"), N_("Decay 1") }, 60,
      { INSPECT_WEIGHTS, LAB_PICTURE_SURFACE, AXIS_AUTO } },
    { { .key = "optimizers", .name = N_("Six optimizers, same network"),
        .about = N_("the same weights, data and batches; only the rule differs") },
      SPIRAL, "hidden=3x32 activation=tanh init=xavier_normal batch=32",
      { "optimizer=sgd lr=0.1", "optimizer=momentum lr=0.1", "optimizer=nesterov lr=0.1",
        "optimizer=adagrad lr=0.03", "optimizer=rmsprop lr=0.003", "optimizer=adam lr=0.01" },
      { N_("SGD"), N_("Momentum"), N_("Nesterov"), N_("AdaGrad"), N_("RMSProp"), N_("Adam") }, 100,
      { INSPECT_ACTIVATIONS, LAB_PICTURE_SURFACE, AXIS_AUTO } },
    { { .key = "depth", .name = N_("Depth"),
        .about = N_("one, three, six and twelve hidden layers of the same width") },
      SPIRAL, "hidden=1x32 activation=tanh init=xavier_normal optimizer=adam lr=0.005 batch=32",
      { "hidden=1x32", "hidden=3x32", "hidden=6x32", "hidden=12x32" },
      { N_("1 layer"), N_("3 layers"), N_("6 layers"), N_("12 layers") }, 100,
      { INSPECT_ACTIVATIONS, LAB_PICTURE_SURFACE, AXIS_AUTO } },
    { { .key = "residual", .name = N_("Deep, with and without residual connections"),
        // xgettext:no-c-format
        .about = N_("41 layers: at a rate of 0.002 only B gets 90 % right, the plain network at 0.0003") },
      // The order is shared: whoever gives A connections gets some with which it learns.
      "circle", "hidden=41x32 activation=tanh init=xavier_normal optimizer=adam lr=0.002 batch=32 "
                "residual_order=pre",
      { "residual=0", "residual=2", "optimizer=adam lr=0.0003" },
      { N_("Plain"), N_("Residual"), N_("Plain, rate 0.0003") }, 40,
      { INSPECT_GRADIENTS, LAB_PICTURE_SURFACE, AXIS_AUTO } },
    { { .key = "tied", .name = N_("Depth with tied weights"),
        .about = N_("eleven layers with one matrix learn, too; begun too small, they stay at chance") },
      SPIRAL, "hidden=12x32 activation=tanh init=xavier_normal optimizer=adam lr=0.003 batch=32",
      { "tie=off", "tie=on", "tie=on init=normal std=0.1" },
      { N_("Each its own"), N_("One for all"), N_("One, begun at σ 0.1") }, 60,
      { INSPECT_GRADIENTS, LAB_PICTURE_SURFACE, AXIS_AUTO } },
    { { .key = "which_norm", .name = N_("Which norm? Batches of 2"),
        .about = N_("of two rows batch norm leaves which is larger, and no more") },
      SPIRAL, THREE_NORMS "batch=2", { NORMS }, { NORM_NAMES }, 10, { INSPECT_AFTER_NORM, LAB_PICTURE_SURFACE, AXIS_AUTO } },
    { { .key = "which_norm_64", .name = N_("Which norm? Batches of 64"),
        .about = N_("in batches of 64 batch norm is the first to tell the spirals apart") },
      SPIRAL, THREE_NORMS "batch=64", { NORMS }, { NORM_NAMES }, 50, { INSPECT_AFTER_NORM, LAB_PICTURE_SURFACE, AXIS_AUTO } },
    { { .key = "digits", .name = N_("Drawn digits"),
        .about = N_("a picture of sixteen by sixteen, and what is taken for what") },
      "digits n=1500", "hidden=2x64 activation=relu init=he_normal optimizer=adam lr=0.002 batch=50",
      { "dropout=0", "dropout=0.4" }, { N_("Plain"), N_("Dropout 0.4") }, 30,
      { INSPECT_ACTIVATIONS, LAB_PICTURE_SURFACE, AXIS_AUTO } },
    { { .key = "cnn", .name = N_("A small CNN on digits"),
        .about = N_("windows that slide over it: half the weights, and fewer mistakes") },
      "digits n=1500", "init=he_normal optimizer=adam lr=0.003 batch=50",
      { SMALL_CNN,
        "layers=\"dense 64, relu, dense 64, relu\"" },
      { N_("CNN"), N_("Dense") }, 15, { INSPECT_ACTIVATIONS, LAB_PICTURE_MAPS, AXIS_AUTO } },
    { { .key = "pooling", .name = N_("Pooling"),
        .about = N_("of four numbers the largest, the mean, one, or all: shapes may lie anywhere") },
      "shapes n=600", "init=he_normal optimizer=adam lr=0.003 batch=32",
      { "layers=\"conv 8 3x3 pad=1, relu, maxpool 2, conv 16 3x3 pad=1, relu, maxpool 2, dense 32, relu\"",
        "layers=\"conv 8 3x3 pad=1, relu, avgpool 2, conv 16 3x3 pad=1, relu, avgpool 2, dense 32, relu\"",
        "layers=\"conv 8 3x3 stride=2 pad=1, relu, conv 16 3x3 stride=2 pad=1, relu, dense 32, relu\"",
        "layers=\"conv 8 3x3 pad=1, relu, conv 16 3x3 pad=1, relu, dense 32, relu\"" },
      { N_("Max pooling"), N_("Average pooling"), N_("Stride 2"), N_("None") }, 25,
      { INSPECT_ACTIVATIONS, LAB_PICTURE_MAPS, AXIS_AUTO } },
    { { .key = "regression", .name = N_("A wave to fit"),
        .about = N_("values instead of classes: smooth and kinked activations") },
      "wave", "hidden=2x16 init=xavier_normal optimizer=adam lr=0.01 batch=20",
      { "activation=tanh", "activation=relu" }, { N_("tanh"), N_("ReLU") }, 200,
      { INSPECT_ACTIVATIONS, LAB_PICTURE_SURFACE, AXIS_AUTO } },
    { { .key = "fooled", .name = N_("Fooled by a small step"),
        .about = N_("points moved by 0.3: A's loss there is worse than a guess's, B trains on them") },
      "moons noise=0.3 n=400", "hidden=2x32 activation=relu init=he_normal optimizer=adam lr=0.01 batch=all",
      { "fgsm=0", "fgsm=0.3" }, { N_("Points"), N_("Points moved by 0.3") }, 400,
      { INSPECT_GRADIENTS, LAB_PICTURE_SURFACE, AXIS_AUTO } },
};
// clang-format on
const int lab_preset_count = COUNT(lab_presets);
const Registry lab_preset_kinds = { REGISTRY(lab_presets) };

void lab_preset_spec(const LabPreset *preset, LabSpec *spec)
{
    Error err = { .text = "" };
    lab_spec_defaults(spec);
    const NetSpec base = spec->shared;
    bool good = data_spec_parse(&spec->data, preset->data, &err) &&
                net_spec_parse(&spec->shared, &base, preset->shared, &err);
    spec->shared.own = 0;
    spec->epochs = preset->epochs;
    spec->network_count = 0;
    for (int i = 0; good && i < LAB_NETWORKS_MAX && preset->networks[i]; i++) {
        good = net_spec_parse(&spec->networks[i], &spec->shared, preset->networks[i], &err);
        text_print(spec->names[i], sizeof spec->names[i], "%s",
                   preset->names[i] ? tr(preset->names[i]) : "");
        spec->network_count++;
    }
    lab_names_bind(spec);
    if (!good) {
        die("the lab '%s': %s", preset->kind.key, err.text); // a test tries them all
    }
}

const char *lab_preset_label(UNUSED const void *context, int index)
{
    return index < lab_preset_count ? registry_name(&lab_preset_kinds, index)
                                    : registry_name(&study_kinds, index - lab_preset_count);
}
