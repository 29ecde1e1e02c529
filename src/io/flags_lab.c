// Specs are read after all flags are collected, since a network begins from what is shared.
#include "io/flags_lab.h"

#include "base/file.h"
#include "base/spec.h"
#include "base/text.h"
#include "base/words.h"

#include <stdio.h>
#include <string.h>

static bool take_network(void *context, const char *value, Error *err)
{
    LabTyped *typed = context;
    if (typed->network_count == LAB_NETWORKS_MAX) {
        return fail_at(err, 0, "--network: a lab has at most %d", LAB_NETWORKS_MAX);
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
    const int lab = settings_place(lab_settings, setting);
    const int show = settings_place(lab_show_settings, setting);
    return lab >= 0    ? &typed->settings[lab]
           : show >= 0 ? &typed->shows[show]
                       : &typed->shared[settings_place(net_settings, setting)];
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
      "layers; repeatable up to six; may override anything\n"
      "that is shared; name=\"Wide\" is what it is called;\n"
      "'thalweg list settings' shows all keys"),
      .take = take_network, .many = true, .words = &lab_network_table },
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

// What is told first, in this order; behind what files have, whose lines are many, the flags of all
// other settings follow.
static const Flag *const first[] = {
    &own[0], &own[1], &lab_settings[LAB_DATA].flag, &net_settings[NET_OPTIMIZER].flag,
    &net_settings[NET_LOSS].flag, &net_settings[NET_BATCH].flag, &lab_settings[LAB_EPOCHS].flag,
    &lab_settings[LAB_PATIENCE].flag, &net_settings[NET_SEED].flag, &net_settings[NET_L1].flag,
    &net_settings[NET_L2].flag, &net_settings[NET_CLIP].flag,
};
// clang-format on

static bool is_first(const Flag *flag)
{
    for (size_t i = 0; i < COUNT(first); i++) {
        if (first[i] == flag) {
            return true;
        }
    }
    return false;
}

const Flag *lab_flag_at(size_t index)
{
    const Setting *const tables[] = { lab_settings, net_settings, lab_show_settings };
    if (index < COUNT(first)) {
        return first[index];
    }
    index -= COUNT(first);
    if (index < COUNT(of_files)) {
        return &of_files[index];
    }
    index -= COUNT(of_files);
    for (size_t t = 0; t < COUNT(tables); t++) {
        for (const Setting *row = tables[t]; row->param.key; row++) {
            if (row->flag.name && !is_first(&row->flag) && index-- == 0) {
                return &row->flag;
            }
        }
    }
    return NULL;
}

static bool read_count(const LabTyped *typed, int key, LabSpec *spec, FlagsError *err)
{
    const char *text = err->typed = typed->settings[key];
    return !text || setting_take(&lab_settings[key], spec, text, &err->error);
}

// Label smoothing that softens nothing is refused here, for every command alike, and pointed at; so
// is the other setting that only one loss has.
static bool check_softmax(const LabTyped *typed, const LabSpec *spec, FlagsError *err)
{
    LabError wrong = { .error.at = -1, .network = -1 };
    NetKey key;
    if (!lab_asks_softmax(spec) || lab_check_softmax(spec, lab_is_regression(spec), &key, &wrong)) {
        return true;
    }
    const char *flag = typed->shared[key];
    err->typed = wrong.network >= 0 ? typed->networks[wrong.network]
                 : flag             ? flag
                                    : typed->all_shared;
    err->error = wrong.error;
    const char *word = strstr(err->typed, key == NET_ENTROPY ? "entropy=" : "label");
    err->error.at = word ? (int)(word - err->typed) : 0;
    return false;
}

// A network that is pointed at must be there; flag: the one that does.
static bool check_network(const LabTyped *typed, const LabSpec *spec, int flag, int network,
                          FlagsError *err)
{
    err->typed = typed->shows[flag];
    return network <= spec->network_count ||
           fail_n(&err->error, 0, spec->network_count, "--%s %d: there is %d network (--network)",
                  "--%s %d: there are %d networks (--network)", lab_show_settings[flag].flag.name,
                  network, spec->network_count);
}

// Places in the histograms' list, where the settings alone tell it: one for each hidden layer.
// Pools, residual sums, norms and further activations have places as well, as the data's shape lets
// them.
static int places_most(const NetSpec *net, int kind)
{
    const bool of_weights =
        kind == INSPECT_GRADIENTS || kind == INSPECT_WEIGHTS || kind == INSPECT_SUMS;
    const bool one_each =
        kind == INSPECT_ACTIVATIONS && !net_spec_has_layers(net) && net->numbers.residual == 0;
    return of_weights || one_each ? net_spec_weighted(net) : INSPECT_LAYERS_MAX;
}

// Of files it is not known here how many rows they have; who reads them asks again.
static bool check_best(const LabTyped *typed, const LabSpec *spec, const LabShow *show,
                       FlagsError *err)
{
    const DataParams *data = &spec->data.params;
    const int rows = data_rows[spec->data.kind].draw ? (int)data->n : 0;
    bool good = true;
    for (int i = 0; good && i < LAB_NETWORKS_MAX; i++) {
        good = !show->at_best[i] || check_network(typed, spec, LAB_SHOW_AT_BEST, i + 1, err);
        if (good && show->at_best[i] && data->train == 1 && rows > 0) {
            err->typed = typed->shows[LAB_SHOW_AT_BEST];
            good = lab_check_best(rows, rows, &err->error);
            err->error.at = 0;
        }
    }
    return good;
}

// A part of the chart's steps goes to the last one, or has an end behind its beginning.
static bool check_part(const LabTyped *typed, const LabShow *show, FlagsError *err)
{
    err->typed = typed->shows[LAB_SHOW_CHART_TO];
    return show->chart_to == 0 || show->chart_to > show->chart_from ||
           fail_at(&err->error, 0, tr("--chart-to %d: the part begins at step %d (--chart-from)"),
                   show->chart_to, show->chart_from);
}

// The same of its values, which on a logarithmic axis begin above 0.
static bool check_values(const LabTyped *typed, const LabShow *show, FlagsError *err)
{
    if (show->chart_low == 0 && show->chart_high == 0) {
        return true;
    }
    if (!(show->chart_high > show->chart_low)) {
        const bool high = typed->shows[LAB_SHOW_CHART_HIGH];
        err->typed = typed->shows[high ? LAB_SHOW_CHART_HIGH : LAB_SHOW_CHART_LOW];
        return fail_at(&err->error, 0,
                       "the part of the chart's values ends at %g and begins at %g; choose "
                       "--chart-high above --chart-low",
                       show->chart_high, show->chart_low);
    }
    err->typed = typed->shows[show->chart_low == 0 ? LAB_SHOW_AXIS : LAB_SHOW_CHART_LOW];
    return show->axis != AXIS_LOG || show->chart_low > 0 ||
           fail_at(&err->error, 0,
                   "a logarithmic axis has no place for %g; choose --chart-low above 0",
                   show->chart_low);
}

static bool check_show(const LabTyped *typed, const LabSpec *spec, const LabShow *show,
                       FlagsError *err)
{
    if (!check_network(typed, spec, LAB_SHOW_SELECT, show->selected, err) ||
        !check_network(typed, spec, LAB_SHOW_OF, show->network, err) ||
        !check_best(typed, spec, show, err) || !check_part(typed, show, err) ||
        !check_values(typed, show, err)) {
        return false;
    }
    const NetSpec shown = lab_network(spec, show->network - 1);
    const int layers = places_most(&shown, show->kind);
    err->typed = typed->shows[LAB_SHOW_LAYER];
    return show->layer <= layers ||
           fail_n(&err->error, 0, layers, "--layer %d: network %d has %d hidden layer",
                  "--layer %d: network %d has %d hidden layers", show->layer, show->network,
                  layers);
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
        spec->network_count = i + 1;
        if (!lab_parse_network(spec, i, typed->networks[i], &err->error)) {
            return false;
        }
    }
    return read_count(typed, LAB_EPOCHS, spec, err) && read_count(typed, LAB_PATIENCE, spec, err) &&
           check_softmax(typed, spec, err) &&
           settings_take(lab_show_settings, &subject->lab_show, typed->shows, &err->typed,
                         &err->error) &&
           check_show(typed, spec, &subject->lab_show, err) &&
           past_typed_apply(&typed->past, subject, err);
}

// Where a message begins with a key, or names a shape or a file, the place of that.
static int place_in_data(const DataSpec *data, const char *typed, const char *message)
{
    const char *shape = data->shape[0] ? strstr(typed, data->shape) : NULL;
    if (shape && strstr(message, data->shape)) {
        return (int)(shape - typed);
    }
    for (const Setting *row = data_common; row->param.key; row++) {
        char key[32];
        snprintf(key, sizeof key, " %s=", row->param.key);
        const char *at = strstr(typed, key);
        const size_t length = strlen(row->param.key);
        if (at && strncmp(message, row->param.key, length) == 0 && message[length] == ' ') {
            return (int)(at - typed + (ptrdiff_t)strlen(key));
        }
    }
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

// Byte `at` of the text of layers= that a network has: where it was typed.
static void point_at_layers(const LabTyped *typed, int network, int at, FlagsError *err)
{
    const char *texts[] = { typed->networks[network], typed->shared[NET_LAYERS],
                            typed->all_shared };
    for (size_t i = 0; i < COUNT(texts); i++) {
        const char *text = texts[i];
        const bool bare = text == typed->shared[NET_LAYERS];
        const size_t lead = text ? strspn(text, " \t\r\n") : 0;
        const int place = !text  ? -1
                          : bare ? at + (int)lead + (text[lead] == '"')
                                 : net_spec_layers_at(text, at);
        if (place >= 0 && (size_t)place <= strlen(text)) {
            err->typed = text;
            err->error.at = place;
            return;
        }
    }
    err->error.at = err->typed ? 0 : -1;
}

// The value of which word of a network a message is about: of the word that it names with its "=",
// else of one whose key it names.
static int place_in_network(const char *text, const char *message)
{
    Word word;
    for (int pass = 0; pass < 2; pass++) {
        for (int at = 0; word_next(text, &at, &word);) {
            char key[32];
            word_key(&word, key, sizeof key - 1);
            strcat(key, pass == 0 ? "=" : "");
            if (word.key_length < word.length && strstr(message, key)) {
                return word_value_at(&word);
            }
        }
    }
    return 0;
}

FlagsError lab_typed_error(const TypedSubject *lab, const LabError *wrong)
{
    const LabTyped *typed = lab->typed;
    const LabSpec *spec = &lab->subject.lab;
    FlagsError err = { .error = wrong->error };
    const int network = wrong->network;
    if (network < 0) {
        err.typed = typed->settings[LAB_DATA];
    } else {
        err.typed = typed->networks[network];
    }
    if (network >= 0 && err.error.at >= 0) {
        point_at_layers(typed, network, err.error.at, &err);
    } else if (err.typed && err.error.at < 0) {
        err.error.at = network < 0 ? place_in_data(&spec->data, err.typed, wrong->error.text)
                                   : place_in_network(err.typed, wrong->error.text);
    }
    if (network >= 0 && spec->network_count > 1) {
        fail_at(&err.error, err.error.at, "network %d: %s", network + 1, wrong->error.text);
    }
    return err;
}

bool lab_typed_has_sample(const TypedSubject *lab, int rows, FlagsError *err)
{
    const LabTyped *typed = lab->typed;
    const int sample = lab->subject.lab_show.sample;
    err->typed = typed ? typed->shows[LAB_SHOW_SAMPLE] : NULL;
    return sample <= rows || fail_n(&err->error, 0, rows, "--sample %d: the data has %d row",
                                    "--sample %d: the data has %d rows", sample, rows);
}

bool lab_typed_has_unit(const TypedSubject *lab, bool sees, bool there, FlagsError *err)
{
    const LabTyped *typed = lab->typed;
    const LabShow *show = &lab->subject.lab_show;
    err->typed = typed ? typed->shows[LAB_SHOW_UNIT] : NULL;
    if (show->unit == 0 || there) {
        return true;
    }
    return !sees ? fail_at(&err->error, 0,
                           "--unit %d: units are seen of data with two features and of curves",
                           show->unit)
                 : fail_at(&err->error, 0, "--unit %d: layer %d of network %d has no such unit",
                           show->unit, show->unit_of, show->network);
}
