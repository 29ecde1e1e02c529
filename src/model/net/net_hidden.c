// Reads and writes hidden layers: "8,8,4", "5x100", "none".
#include "model/net/net_hidden.h"

#include "base/spec.h"
#include "model/net/net_spec.h"

#include <stdio.h>
#include <string.h>

const Param net_units = {
    "units", N_("Units a layer"), NULL, 0, 16, 1, NET_UNITS_MAX, PARAM_INTEGER
};
const Param net_layers = { "layers", N_("Layers"), NULL, 0, 2, 0, NET_HIDDEN_MAX, PARAM_INTEGER };

static void hidden_reset(UNUSED const Setting *setting, void *owner)
{
    NetSpec *spec = owner;
    spec->hidden_count = (int)net_layers.def;
    for (int i = 0; i < spec->hidden_count; i++) {
        spec->hidden[i] = (int)net_units.def;
    }
}

static void hidden_copy(UNUSED const Setting *setting, void *to, const void *from)
{
    NetSpec *spec = to;
    const NetSpec *other = from;
    spec->hidden_count = other->hidden_count;
    memcpy(spec->hidden, other->hidden, sizeof spec->hidden);
}

static bool hidden_same(UNUSED const Setting *setting, const void *a, const void *b)
{
    const NetSpec *p = a, *q = b;
    if (net_spec_has_layers(p) && net_spec_has_layers(q)) {
        return true; // they have no say
    }
    return p->hidden_count == q->hidden_count &&
           memcmp(p->hidden, q->hidden, (size_t)p->hidden_count * sizeof p->hidden[0]) == 0;
}

static bool hidden_usual(const Setting *setting, const void *owner)
{
    NetSpec usual = { .layers = "" };
    hidden_reset(setting, &usual);
    return hidden_same(setting, owner, &usual);
}

// A whole number from 1 to `most` at *text, which moves behind it; 0 if there is none.
static int read_count(const char **text, int most)
{
    long value = 0;
    const char *at = *text;
    for (; *at >= '0' && *at <= '9'; at++) {
        value = value * 10 + (*at - '0');
        value = value > most ? most + 1 : value;
    }
    if (at == *text || value < 1 || value > most) {
        return 0;
    }
    *text = at;
    return (int)value;
}

// One part of hidden: "100" or "5x100". Returns false with the error filled.
static bool read_layers(NetSpec *spec, const char *begin, const char **at, int value_at, Error *err)
{
    const char *from = *at;
    int layers = 1, units = 0;
    const char *cross = from + strspn(from, "0123456789");
    if (*from == 'x') {
        return fail_at(err, value_at + (int)(from - begin),
                       "hidden: before the x stands how many layers there are, as in "
                       "hidden=10x100");
    }
    if (*cross == 'x') {
        layers = read_count(at, NET_HIDDEN_MAX);
        if (!layers || **at != 'x') {
            return fail_at(err, value_at + (int)(from - begin),
                           "hidden: there can be 1 to %d layers", NET_HIDDEN_MAX);
        }
        ++*at;
    }
    if (spec->hidden_count == 0 && strcmp(from, "0") == 0) {
        return fail_at(err, value_at + (int)(from - begin),
                       "hidden: a layer has at least 1 unit; hidden=none is a network without "
                       "hidden layers");
    }
    units = read_count(at, NET_UNITS_MAX);
    if (!units || (**at && **at != ',')) {
        return fail_at(err, value_at + (int)(*at - begin),
                       "hidden: a layer has 1 to %d units, as in hidden=8,8 or hidden=10x100",
                       NET_UNITS_MAX);
    }
    if (spec->hidden_count + layers > NET_HIDDEN_MAX) {
        return fail_at(err, value_at + (int)(from - begin),
                       "hidden: there can be at most %d layers", NET_HIDDEN_MAX);
    }
    for (int i = 0; i < layers; i++) {
        spec->hidden[spec->hidden_count++] = units;
    }
    return true;
}

static bool hidden_read(UNUSED const Setting *setting, void *owner, const Word *word, Error *err)
{
    NetSpec *spec = owner;
    char typed[8 * NET_HIDDEN_MAX];
    const int value_at = word_value_at(word);
    word_value(word, typed, sizeof typed);
    NetSpec read = { .hidden_count = 0 };
    if (word_value_length(word) >= (int)sizeof typed) {
        return fail_at(err, value_at, "hidden: there can be at most %d layers", NET_HIDDEN_MAX);
    }
    if (!typed[0]) {
        return fail_at(err, word->at + word->length,
                       "hidden needs the layers' units, as in hidden=8,8 or hidden=10x100");
    }
    const char *at = typed;
    if (strcmp(typed, "none") != 0) {
        do {
            at += read.hidden_count > 0; // the comma
            if (!read_layers(&read, typed, &at, value_at, err)) {
                return false;
            }
        } while (*at);
    }
    spec->hidden_count = read.hidden_count;
    memcpy(spec->hidden, read.hidden, sizeof spec->hidden);
    return true;
}

static size_t hidden_write(UNUSED const Setting *setting, const void *owner, char *text,
                           size_t size)
{
    const NetSpec *spec = owner;
    size_t used = 0;
    bool even = spec->hidden_count > 1;
    for (int i = 1; i < spec->hidden_count; i++) {
        even = even && spec->hidden[i] == spec->hidden[0];
    }
    if (spec->hidden_count == 0) {
        return (size_t)snprintf(text, size, "none");
    }
    if (even) {
        return (size_t)snprintf(text, size, "%dx%d", spec->hidden_count, spec->hidden[0]);
    }
    for (int i = 0; i < spec->hidden_count && used < size; i++) {
        used += (size_t)snprintf(text + used, size - used, "%s%d", i ? "," : "", spec->hidden[i]);
    }
    return used;
}

const SettingType net_hidden = { hidden_reset, hidden_copy,  hidden_same, hidden_usual,
                                 hidden_read,  hidden_write, NULL };
