// What a lab trains, as plain data: which settings a network follows, and what it is called by
// those that are its own.
#include "sim/train/lab.h"

#include "base/text.h"
#include "base/words.h"
#include "model/data/dataset.h"
#include "model/net/net_idle.h"

#include <stdio.h>
#include <string.h>

// clang-format off
const Setting lab_settings[] = {
    [LAB_DATA]     = { .param = { "data", N_("Data"), NULL, offsetof(LabSpec, data), DATA_SPIRAL, 0, 0, PARAM_LINEAR },
                       .type = &setting_kind, .form = &data_form,
                       .flag = { "data", .value = "SPEC", .help = N_("\"spiral noise=0.1 n=400\" (spiral);\n"
                                                                   "'thalweg list datasets' shows all") } },
    [LAB_EPOCHS]   = { .param = { "epochs", N_("Epochs"), NULL, offsetof(LabSpec, epochs), 40, 0, LAB_EPOCHS_MAX, PARAM_INTEGER },
                       .type = &setting_count,
                       .flag = { "epochs", .value = "N", .help = N_("how often all rows are seen (40)") } },
    [LAB_PATIENCE] = { .param = { "patience", N_("Early stopping"), NULL, offsetof(LabSpec, patience), 0, 0, LAB_EPOCHS_MAX, PARAM_INTEGER },
                       .type = &setting_count,
                       .flag = { "patience", .value = "N", .help = N_("stops a network whose validation loss has not gone\n"
                                                                    "down for N epochs; 0 never (0)") } },
    { .param.key = NULL },
};
// clang-format on
static_assert(COUNT(lab_settings) - 1 <= LAB_SETTINGS_MAX, "room for all that is typed");

void lab_spec_defaults(LabSpec *spec)
{
    *spec = (LabSpec){ .network_count = 1 };
    settings_reset(lab_settings, spec);
    net_spec_defaults(&spec->shared);
    for (int i = 0; i < LAB_NETWORKS_MAX; i++) {
        spec->networks[i] = spec->shared;
    }
}

bool lab_spec_equal(const LabSpec *a, const LabSpec *b)
{
    bool equal = settings_same(lab_settings, a, b) && !net_spec_differ(&a->shared, &b->shared) &&
                 a->network_count == b->network_count;
    for (int i = 0; equal && i < a->network_count; i++) {
        const NetSpec p = lab_network(a, i), q = lab_network(b, i);
        equal = p.own == q.own && !net_spec_differ(&p, &q) && strcmp(a->names[i], b->names[i]) == 0;
    }
    return equal;
}

NetSpec lab_network(const LabSpec *spec, int network)
{
    assert(network >= 0 && network < spec->network_count);
    NetSpec own = spec->networks[network];
    net_spec_follow(&own, &spec->shared);
    own.epochs = spec->epochs;
    return own;
}

bool lab_is_regression(const LabSpec *spec)
{
    const DataRow *row = &data_rows[spec->data.kind];
    Arena arena = { 0 };
    Dataset set = { .classes = 2 };
    if (row->draw) {
        return row->regression;
    }
    dataset_make(&set, &spec->data, spec->shared.seed, &arena, NULL);
    arena_free(&arena);
    return set.classes == 0;
}

enum { WORDS_MAX = 320 };

// What fits of `from`, cut before a word.
static void fit(char *text, size_t size, const char *from)
{
    static const char more[] = "…";
    if (strlen(from) < size) {
        memcpy(text, from, strlen(from) + 1);
        return;
    }
    assert(size > sizeof more);
    size_t end = size - sizeof more;
    while (end > 0 && from[end] != ' ') {
        end--;
    }
    if (end == 0) { // one long word
        end = utf8_previous(from, size - sizeof more + 1);
    }
    while (end > 1 && (from[end - 1] == ' ' || from[end - 1] == ',')) {
        end--;
    }
    memcpy(text, from, end);
    memcpy(text + end, more, sizeof more);
}

// The memory for so many letters of a text.
static size_t size_of_letters(const char *text, int letters)
{
    const size_t length = strlen(text);
    size_t at = 0;
    for (int i = 0; i < letters && at < length; i++) {
        utf8_next(text, length, &at);
    }
    return at + 1;
}

void lab_names_bind(LabSpec *spec)
{
    memcpy(spec->named_for, spec->networks, sizeof spec->named_for);
}

void lab_names_check(LabSpec *spec)
{
    for (int i = 0; i < spec->network_count; i++) {
        const NetSpec *network = &spec->networks[i], *named = &spec->named_for[i];
        if (named->own != 0 &&
            (network->own != named->own || (net_spec_differ(network, named) & named->own) != 0)) {
            spec->names[i][0] = '\0';
            spec->named_for[i].own = 0;
        }
    }
}

// The network's own settings in which another one differs; alone it has all its own.
static SettingBits apart(const LabSpec *spec, int network)
{
    const NetSpec mine = lab_network(spec, network);
    SettingBits keys = spec->network_count > 1 ? 0 : ~(SettingBits)0;
    for (int i = 0; i < spec->network_count; i++) {
        const NetSpec other = lab_network(spec, i);
        keys |= net_spec_differ(&mine, &other);
    }
    return keys & mine.own;
}

SettingBits lab_apart(const LabSpec *spec)
{
    const NetSpec first = lab_network(spec, 0);
    SettingBits keys = 0;
    for (int i = 1; i < spec->network_count; i++) {
        const NetSpec other = lab_network(spec, i);
        keys |= net_spec_differ(&first, &other);
    }
    return keys;
}

void lab_words(const LabSpec *spec, int network, SettingBits keys, char *text, size_t size)
{
    const NetSpec own = lab_network(spec, network);
    const SettingBits ways =
        SETTING_BIT(NET_HIDDEN) | SETTING_BIT(NET_LAYERS); // of which one has the say
    size_t used = 0;
    text[0] = '\0';
    keys = (keys & ways ? keys | ways : keys) & ~net_spec_idle(&own);
    for (int key = 0; key < net_key_count && used < size; key++) {
        if (keys >> key & 1) {
            char one[WORDS_MAX];
            setting_say(&net_settings[key], &own, one, sizeof one);
            // Layers and their activation are one thing: "hidden 10x100 ReLU".
            const bool joined = key == NET_ACTIVATION && (keys >> NET_HIDDEN & 1);
            used += (size_t)snprintf(text + used, size - used, "%s%s",
                                     used == 0 || !one[0] ? ""
                                     : joined             ? " "
                                                          : ", ",
                                     one);
        }
    }
}

void lab_name(const LabSpec *spec, int network, char *text, size_t size)
{
    char words[LAB_WORDS_MAX];
    if (spec->names[network][0]) {
        fit(text, size, spec->names[network]);
        return;
    }
    lab_words(spec, network, apart(spec, network), words, sizeof words);
    if (!words[0]) {
        text_print(words, sizeof words, tr("Network %d"), network + 1);
    }
    const size_t made = size_of_letters(words, LAB_NAME_LETTERS);
    fit(text, made < size ? made : size, words);
}
