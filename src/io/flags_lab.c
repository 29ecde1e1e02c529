// Specs are read after all flags are collected, since a network begins from what is shared.
#include "io/flags_lab.h"

#include "base/file.h"
#include "base/text.h"
#include "base/words.h"
#include "io/flags_scene.h"

#include <string.h>

static bool take_data(void *context, const char *value, Error *err)
{
    (void)err;
    ((LabTyped *)context)->data = value;
    return true;
}

static bool take_network(void *context, const char *value, Error *err)
{
    LabTyped *typed = context;
    if (typed->network_count == LAB_NETWORKS_ADDED) {
        return fail_at(err, 0, "--network: a lab has at most %d", LAB_NETWORKS_ADDED);
    }
    typed->networks[typed->network_count++] = value;
    return true;
}

static bool take_shared(void *context, const char *value, Error *err)
{
    (void)err;
    ((LabTyped *)context)->all_shared = value;
    return true;
}

static bool take_epochs(void *context, const char *value, Error *err)
{
    (void)err;
    ((LabTyped *)context)->epochs = value;
    return true;
}

static bool take_patience(void *context, const char *value, Error *err)
{
    (void)err;
    ((LabTyped *)context)->patience = value;
    return true;
}

// take_optimizer() ...: the text of a setting all networks share.
#define TAKE_SHARED(name, key)                                                                     \
    static bool name(void *context, const char *value, Error *err)                                 \
    {                                                                                              \
        (void)err;                                                                                 \
        ((LabTyped *)context)->shared[key] = value;                                                \
        return true;                                                                               \
    }
TAKE_SHARED(take_optimizer, NET_OPTIMIZER)
TAKE_SHARED(take_loss, NET_LOSS)
TAKE_SHARED(take_batch, NET_BATCH)
TAKE_SHARED(take_seed, NET_SEED)
TAKE_SHARED(take_l1, NET_L1)
TAKE_SHARED(take_l2, NET_L2)
TAKE_SHARED(take_clip, NET_CLIP)
TAKE_SHARED(take_label_smoothing, NET_LABEL_SMOOTHING)

// A key with the i-th of the values it can have.
static bool word_of(const Setting *setting, size_t i, FlagWord *word)
{
    const Registry *registry = setting_registry(setting);
    if (!registry || i >= registry->count) {
        return false;
    }
    const Kind *kind = registry_at(registry, i);
    *word = (FlagWord){ setting->param.key, kind, registry->plain ? NULL : kind->name, "" };
    return true;
}

// All keys, then every key with each of its values.
static bool network_word(size_t index, FlagWord *word)
{
    size_t count = (size_t)net_key_count;
    if (index < count) {
        NetSpec fresh;
        const Setting *setting = &net_settings[index];
        net_spec_defaults(&fresh);
        *word = (FlagWord){ .key = setting->param.key, .about = setting->param.label };
        setting->type->write(setting, &fresh, word->def, sizeof word->def);
        return true;
    }
    index -= count;
    for (const Setting *row = net_settings; row->param.key; row++) {
        for (size_t i = 0; word_of(row, i, word); i++) {
            if (index-- == 0) {
                return true;
            }
        }
    }
    return false;
}

// clang-format off
const Flag lab_flags[] = {
    { "network", 0, "SPEC", N_("\"hidden=5x100 activation=relu init=he_normal\n"
      "batchnorm=before dropout=0.2\"; hidden=none: no hidden\n"
      "layers; repeatable up to four; may override anything\n"
      "that is shared"),
      .take = take_network, .many = true, .words = network_word },
    { "shared", 0, "SPEC", N_("what all networks have, in the same words, where they\n"
      "do not say otherwise themselves; a flag of its own wins"),
      .take = take_shared, .words = network_word },
    { "data", 0, "SPEC", N_("\"spiral noise=0.1 n=400\" (spiral);\n"
      "'thalweg list datasets' shows all"),
      .take = take_data, .choices = &data_kinds },
    { "optimizer", 0, "SPEC", N_("what moves the weights: \"adam lr=0.001\" (adam lr=0.01)"),
      .take = take_optimizer, .choices = &optim_kinds,
      .once = N_("--optimizer is given twice: the networks of a lab share one; "
                 "--network \"optimizer=...\" gives one its own") },
    { "loss", 0, "NAME", N_("what is minimized (by the data)"), .take = take_loss, .choices = &loss_kinds },
    { "batch", 0, "N|all", N_("rows a step (32)"), .take = take_batch },
    { "epochs", 0, "N", N_("how often all rows are seen (40)"), .take = take_epochs },
    { "patience", 0, "N", N_("stops a network whose validation loss has not gone\n"
      "down for N epochs; 0 never (0)"), .take = take_patience },
    { "seed", 0, "K", N_("which weights, data, batches; a whole number (1)"), .take = take_seed },
    { "l1", 0, "X", N_("penalty X·Σ|w| on the weights (0)"), .take = take_l1 },
    { "l2", 0, "X", N_("penalty X·Σw² on the weights (0)"), .take = take_l2 },
    { "clip", 0, "X", N_("cuts the gradient to this norm; 0 never (0)"), .take = take_clip },
    { "label-smoothing", 0, "X", N_("softens the classes' targets, softmax alone,\n"
      "0 to 0.5; the losses told are of the softened (0)"),
      .take = take_label_smoothing },
    { .name = NULL },
};
// clang-format on

static bool read_setting(const Setting *setting, const char *typed, LabSpec *spec, FlagsError *err)
{
    err->typed = typed;
    return !typed || setting_take(setting, spec, typed, &err->error);
}

// Label smoothing that softens nothing is refused here, for every command alike, and pointed at.
static bool check_smoothing(const LabTyped *typed, const LabSpec *spec, FlagsError *err)
{
    LabError wrong = { .error.at = -1, .network = -1 };
    if (!lab_has_smoothing(spec) || lab_check_smoothing(spec, lab_is_regression(spec), &wrong)) {
        return true;
    }
    const char *flag = typed->shared[NET_LABEL_SMOOTHING];
    err->typed = wrong.network >= 0 ? typed->networks[wrong.network]
                 : flag             ? flag
                                    : typed->all_shared;
    err->error = wrong.error;
    const char *word = strstr(err->typed, "label");
    err->error.at = word ? (int)(word - err->typed) : 0;
    return false;
}

bool lab_typed_apply(const void *from, Subject *subject, UNUSED Arena *arena, FlagsError *err)
{
    const LabTyped *typed = from;
    LabSpec *spec = &subject->lab;
    lab_spec_defaults(spec);
    err->typed = typed->data;
    if (typed->data && !data_spec_parse(&spec->data, typed->data, &err->error)) {
        return false;
    }
    err->typed = typed->all_shared;
    const NetSpec fresh = spec->shared;
    if (typed->all_shared &&
        !net_spec_parse(&spec->shared, &fresh, typed->all_shared, &err->error)) {
        return false;
    }
    spec->shared.own = 0;
    for (int k = 0; k < net_key_count; k++) {
        err->typed = typed->shared[k];
        if (typed->shared[k] &&
            !net_spec_set(&spec->shared, (NetKey)k, typed->shared[k], &err->error)) {
            return false;
        }
    }
    spec->networks[0] = spec->shared;
    for (int i = 0; i < typed->network_count; i++) {
        err->typed = typed->networks[i];
        if (!net_spec_parse(&spec->networks[i], &spec->shared, typed->networks[i], &err->error)) {
            return false;
        }
    }
    spec->network_count = typed->network_count > 0 ? typed->network_count : 1;
    return read_setting(&lab_settings[LAB_EPOCHS], typed->epochs, spec, err) &&
           read_setting(&lab_settings[LAB_PATIENCE], typed->patience, spec, err) &&
           check_smoothing(typed, spec, err);
}

// Where a message names a file, the place of its path.
static int place_in_data(const DataSpec *data, const char *typed, const char *message)
{
    for (int i = 0; i < DATA_FILES_MAX; i++) {
        const char *path = data->files[i], *name = file_bare_name(path);
        const char *at = strstr(typed, path);
        if (*name && at && strstr(message, name)) {
            return (int)(at - typed);
        }
    }
    return 0;
}

bool lab_typed_epochs(const TypedSubject *lab)
{
    return ((const LabTyped *)lab->typed)->epochs != NULL;
}

FlagsError lab_typed_error(const TypedSubject *lab, const LabError *wrong)
{
    const LabTyped *typed = lab->typed;
    const LabSpec *spec = &lab->subject.lab;
    FlagsError err = { .error = wrong->error };
    const int network = wrong->network;
    if (network < 0) {
        err.typed = typed->data;
    } else if (network < LAB_NETWORKS_ADDED) {
        err.typed = typed->networks[network];
    }
    if (err.typed && err.error.at < 0) {
        err.error.at = network < 0 ? place_in_data(&spec->data, typed->data, wrong->error.text) : 0;
    }
    if (network >= 0 && spec->network_count > 1) {
        fail_at(&err.error, err.error.at, "network %d: %.200s", network + 1, wrong->error.text);
    }
    return err;
}
