// Labs to begin with: each is a few spec strings, as on the command line.
#include "app/network/labspace.h"
#include "base/words.h"

#include <stdio.h>

static const char SPIRAL[] = "spiral noise=0.1 n=400";

// clang-format off
const LabPreset lab_presets[] = {
    { "initializations", N_("Initializations"), N_("why the first weights decide whether a deep network learns at all"),
      SPIRAL, "hidden=10x100 activation=relu optimizer=adam lr=0.001 batch=32",
      { "init=normal std=0.01", "init=normal std=1", "init=xavier_normal", "init=he_normal" },
      { "N(0, 0.01²)", "N(0, 1²)", "Xavier", "He" }, 60 },
    { "batch_norm", N_("Batch norm on and off"), N_("what normalizing every layer's inputs does for a bad start"),
      SPIRAL, "hidden=6x50 activation=relu optimizer=sgd lr=0.1 batch=32",
      { "init=normal std=0.05", "init=normal std=0.05 batchnorm=before",
        "init=he_normal", "init=he_normal batchnorm=before" },
      { "σ 0.05", N_("σ 0.05, batch norm"), "He", N_("He, batch norm") }, 60 },
    { "dropout", N_("Dropout on and off"), N_("a large network learns a small, noisy set by heart; dropout or a penalty keeps it from that"),
      "gauss noise=0.5 n=300 train=0.2", // at the end the loss of others than the first stays low
      "hidden=3x100 activation=relu init=he_normal optimizer=adam lr=0.003 batch=20",
      { "dropout=0", "dropout=0.3", "dropout=0.6", "l2=0.01" },
      { N_("No dropout"), N_("Dropout 0.3"), N_("Dropout 0.6"), N_("Weight penalty") }, 60 },
    { "optimizers", N_("Six optimizers, same network"), N_("the same weights, data and batches; only the rule differs"),
      SPIRAL, "hidden=3x32 activation=tanh init=xavier_normal batch=32",
      { "optimizer=sgd lr=0.1", "optimizer=momentum lr=0.1", "optimizer=nesterov lr=0.1",
        "optimizer=adagrad lr=0.03", "optimizer=rmsprop lr=0.003", "optimizer=adam lr=0.01" },
      { N_("SGD"), N_("Momentum"), N_("Nesterov"), N_("AdaGrad"), N_("RMSProp"), N_("Adam") }, 100 },
    { "depth", N_("Depth"), N_("one, three, six and twelve hidden layers of the same width"),
      SPIRAL, "hidden=1x32 activation=tanh init=xavier_normal optimizer=adam lr=0.005 batch=32",
      { "hidden=1x32", "hidden=3x32", "hidden=6x32", "hidden=12x32" },
      { N_("1 layer"), N_("3 layers"), N_("6 layers"), N_("12 layers") }, 100 },
    { "digits", N_("Handwritten digits"), N_("a picture of sixteen by sixteen, and what is taken for what"),
      "digits n=1500", "hidden=2x64 activation=relu init=he_normal optimizer=adam lr=0.002 batch=50",
      { "dropout=0", "dropout=0.4" }, { N_("Plain"), N_("Dropout 0.4") }, 30 },
    { "regression", N_("A wave to fit"), N_("values instead of classes: smooth and kinked activations"),
      "wave", "hidden=2x16 init=xavier_normal optimizer=adam lr=0.01 batch=20",
      { "activation=tanh", "activation=relu" }, { N_("tanh"), N_("ReLU") }, 200 },
};
// clang-format on
const int lab_preset_count = COUNT(lab_presets);

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
        snprintf(spec->names[i], sizeof spec->names[i], "%s",
                 preset->names[i] ? tr(preset->names[i]) : "");
        spec->network_count++;
    }
    lab_names_bind(spec);
    if (!good) {
        die("the lab '%s': %s", preset->key, err.text); // a test tries them all
    }
}

const char *lab_preset_label(const void *context, int index)
{
    (void)context;
    return tr(index < lab_preset_count ? lab_presets[index].name
                                       : studies[index - lab_preset_count].name);
}
