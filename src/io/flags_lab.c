// Specs are read after all flags are collected, since a network begins from what is shared.
#include "io/flags_lab.h"

#include "base/file.h"
#include "base/text.h"
#include "base/words.h"

#include <string.h>

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

// Where the text of a setting is kept.
static const char **text_of(LabTyped *typed, const Setting *setting)
{
    for (size_t i = 0; lab_settings[i].param.key; i++) {
        if (setting == &lab_settings[i]) {
            return &typed->settings[i];
        }
    }
    return &typed->shared[setting - net_settings];
}

static bool take_classes(void *context, const char *value, Error *err)
{
    return past_take_classes(&((LabTyped *)context)->past, value, err);
}

static bool take_point(void *context, const char *value, Error *err)
{
    return past_take_point(&((LabTyped *)context)->past, value, err);
}

static bool take_change(void *context, const char *value, Error *err)
{
    return past_take_change(&((LabTyped *)context)->past, value, err);
}

static bool take_apart(UNUSED void *context, UNUSED const char *value, UNUSED Error *err)
{
    return true;
}

bool lab_typed_take(void *typed, const Setting *setting, const char *value, UNUSED Error *err)
{
    *text_of(typed, setting) = value;
    return true;
}

// clang-format off
static const Flag own[] = {
    { "network", 0, "SPEC", N_("\"hidden=5x100 activation=relu init=he_normal\n"
      "batchnorm=before dropout=0.2\"; hidden=none: no hidden\n"
      "layers; repeatable up to four; may override anything\n"
      "that is shared"),
      .take = take_network, .many = true, .words = &net_table },
    { "shared", 0, "SPEC", N_("what all networks have, in the same words, where they\n"
      "do not say otherwise themselves; a flag of its own wins"),
      .take = take_shared, .words = &net_table },
};

// What only files have.
static const Flag of_files[] = {
    { "classes", 0, "N", "", .take = take_classes, .filed = true },
    { "points", 0, "X,Y,CLASS", "", .take = take_point, .many = true, .filed = true },
    { "changes", 0, "SPEC", "", .take = take_change, .many = true, .filed = true },
    { "csv", 0, "TEXT", "", .take = take_apart, .filed = true }, // io/subject_paths.h
};

// What is told first, in this order; the flags of all other settings follow.
static const Flag *const first[] = {
    &own[0], &own[1], &lab_settings[LAB_DATA].flag, &net_settings[NET_OPTIMIZER].flag,
    &net_settings[NET_LOSS].flag, &net_settings[NET_BATCH].flag, &lab_settings[LAB_EPOCHS].flag,
    &lab_settings[LAB_PATIENCE].flag, &net_settings[NET_SEED].flag, &net_settings[NET_L1].flag,
    &net_settings[NET_L2].flag, &net_settings[NET_CLIP].flag,
};
// clang-format on

static bool is_first(const Flag *flag)
{
    bool is = false;
    for (size_t i = 0; i < COUNT(first); i++) {
        is = is || first[i] == flag;
    }
    return is;
}

const Flag *lab_flag_at(size_t index)
{
    const Setting *const tables[] = { lab_settings, net_settings };
    if (index < COUNT(first)) {
        return first[index];
    }
    index -= COUNT(first);
    for (size_t t = 0; t < COUNT(tables); t++) {
        const Flag *flag;
        for (size_t i = 0; (flag = settings_flag(tables[t], i)); i++) {
            if (!is_first(flag) && index-- == 0) {
                return flag;
            }
        }
    }
    return index < COUNT(of_files) ? &of_files[index] : NULL;
}

static bool read_count(const LabTyped *typed, int key, LabSpec *spec, FlagsError *err)
{
    const char *text = err->typed = typed->settings[key];
    return !text || setting_take(&lab_settings[key], spec, text, &err->error);
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
    const char *data = err->typed = typed->settings[LAB_DATA];
    if (data && !data_spec_parse(&spec->data, data, &err->error)) {
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
    return read_count(typed, LAB_EPOCHS, spec, err) && read_count(typed, LAB_PATIENCE, spec, err) &&
           check_smoothing(typed, spec, err) && past_typed_apply(&typed->past, subject, err);
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
    return ((const LabTyped *)lab->typed)->settings[LAB_EPOCHS] != NULL;
}

FlagsError lab_typed_error(const TypedSubject *lab, const LabError *wrong)
{
    const LabTyped *typed = lab->typed;
    const LabSpec *spec = &lab->subject.lab;
    FlagsError err = { .error = wrong->error };
    const int network = wrong->network;
    if (network < 0) {
        err.typed = typed->settings[LAB_DATA];
    } else if (network < LAB_NETWORKS_ADDED) {
        err.typed = typed->networks[network];
    }
    if (err.typed && err.error.at < 0) {
        err.error.at = network < 0 ? place_in_data(&spec->data, err.typed, wrong->error.text) : 0;
    }
    if (network >= 0 && spec->network_count > 1) {
        fail_at(&err.error, err.error.at, "network %d: %s", network + 1, wrong->error.text);
    }
    return err;
}

static bool lab_has_flag(const char *name)
{
    const Flag *flag;
    for (size_t i = 0; (flag = lab_flag_at(i)); i++) {
        if (strcmp(flag->name, name) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_named(const Given *given, const char *const *names)
{
    bool is = false;
    for (; *names; names++) {
        is = is || strcmp(given->flag->name, *names) == 0;
    }
    return is;
}

// Of what only says how a lab is shown, or for how long it trains.
static bool leaves_past(const Given *typed)
{
    bool leaves = typed->flag == &lab_settings[LAB_EPOCHS].flag;
    const Flag *flag;
    for (size_t i = 0; (flag = settings_flag(lab_show_settings, i)); i++) {
        leaves = leaves || strcmp(typed->flag->name, flag->name) == 0;
    }
    return leaves;
}

bool lab_flag_replaces(const Given *typed, const Given *filed)
{
    static const char *const data[] = { "data", "classes", "points", "csv", NULL };
    static const char *const changes[] = { "changes", NULL };
    const bool known = lab_has_flag(typed->flag->name);
    return strcmp(typed->flag->name, filed->flag->name) == 0 ||
           (is_named(typed, data) && is_named(filed, data)) ||
           (known && !leaves_past(typed) && is_named(filed, changes));
}
