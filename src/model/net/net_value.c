// Every key's value, kind by kind: numbers, hidden layers, names of tables.
//
//     hidden = "none" | part { "," part }      part = units | layers "x" units
#include "model/net/net_value.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

static double number_of(const NetSpec *spec, NetKey key)
{
    return param_value(net_keys[key].number, &spec->numbers);
}

// The value of a word as a string, cut to what fits.
static void value_text(const Word *word, char *out, size_t size)
{
    const int from = word_value_at(word) - word->at;
    snprintf(out, size, "%.*s", word_value_length(word), word->text + from);
}

// One of `count` names, which name(context, i) gives.
static bool read_name(const Word *word, const char *what, size_t count,
                      const char *(*name)(const void *, size_t), const void *context, int *chosen,
                      Error *err)
{
    char typed[48];
    value_text(word, typed, sizeof typed);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(typed, name(context, i)) == 0) {
            *chosen = (int)i;
            return true;
        }
    }
    if (!typed[0]) {
        return fail_at(err, word->at + word->length, "%s needs a name, as in %s=%s", what, what,
                       name(context, 0));
    }
    char unknown[64];
    snprintf(unknown, sizeof unknown, "unknown %s", what);
    Word value = *word; // the value alone is what is unknown
    value.text += word_value_at(word) - word->at;
    value.at = word_value_at(word);
    value.length = value.key_length = word_value_length(word);
    return word_unknown(&value, unknown, count, name, context, err);
}

static const char *activation_name(const void *context, size_t index)
{
    (void)context;
    return activations[index].kind.key;
}

static const char *init_name(const void *context, size_t index)
{
    (void)context;
    return inits[index].kind.key;
}

static const char *place_name(const void *context, size_t index)
{
    (void)context;
    return norm_places[index].key;
}

static const char *optim_name(const void *context, size_t index)
{
    (void)context;
    return optims[index].kind.key;
}

static const char *loss_name(const void *context, size_t index)
{
    (void)context;
    return losses[index].kind.key;
}

static bool read_number(NetSpec *spec, NetKey key, const Word *word, Error *err)
{
    return word_number(word, net_keys[key].number, net_spec_number(spec, key), err);
}

static bool read_batch(NetSpec *spec, NetKey key, const Word *word, Error *err)
{
    char typed[16];
    value_text(word, typed, sizeof typed);
    if (strcmp(typed, "all") == 0) {
        spec->numbers.batch = 0;
        return true;
    }
    double number;
    if (typed[0] && !text_number(typed, strlen(typed), "batch", &number, NULL)) {
        return fail_at(err, word_value_at(word), "batch: '%s' is neither a number nor 'all'",
                       typed);
    }
    return read_number(spec, key, word, err);
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

static bool read_hidden(NetSpec *spec, NetKey key, const Word *word, Error *err)
{
    char typed[128];
    const int value_at = word_value_at(word);
    (void)key;
    value_text(word, typed, sizeof typed);
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

static bool read_activation(NetSpec *spec, NetKey key, const Word *word, Error *err)
{
    int chosen = 0;
    const bool good =
        read_name(word, net_keys[key].key, ACTIVATION_COUNT, activation_name, NULL, &chosen, err);
    spec->activation = good ? (ActivationKind)chosen : spec->activation;
    return good;
}

static bool read_init(NetSpec *spec, NetKey key, const Word *word, Error *err)
{
    int chosen = 0;
    if (!read_name(word, net_keys[key].key, INIT_COUNT, init_name, NULL, &chosen, err)) {
        return false;
    }
    spec->init = &inits[chosen];
    init_defaults(spec->init, &spec->init_params);
    return true;
}

static NormPlace *place_of(NetSpec *spec, NetKey key)
{
    return key == NET_BATCHNORM ? &spec->batchnorm : &spec->layernorm;
}

static bool read_place(NetSpec *spec, NetKey key, const Word *word, Error *err)
{
    int chosen = 0;
    const bool good =
        read_name(word, net_keys[key].key, NORM_PLACE_COUNT, place_name, NULL, &chosen, err);
    if (good) {
        *place_of(spec, key) = (NormPlace)chosen;
    }
    return good;
}

static bool read_optimizer(NetSpec *spec, NetKey key, const Word *word, Error *err)
{
    int chosen = 0;
    if (!read_name(word, net_keys[key].key, OPTIM_COUNT, optim_name, NULL, &chosen, err)) {
        return false;
    }
    spec->optimizer = (OptimSpec){ .optim = &optims[chosen] };
    optim_defaults(spec->optimizer.optim, &spec->optimizer.params);
    return true;
}

static bool read_loss(NetSpec *spec, NetKey key, const Word *word, Error *err)
{
    int chosen = 0;
    const bool good = read_name(word, net_keys[key].key, LOSS_COUNT, loss_name, NULL, &chosen, err);
    spec->has_loss = good || spec->has_loss;
    spec->loss = good ? (LossKind)chosen : spec->loss;
    return good;
}

static bool read_seed(NetSpec *spec, NetKey key, const Word *word, Error *err)
{
    (void)key;
    return word_whole(word, &spec->seed, err);
}

static size_t write_number(const NetSpec *spec, NetKey key, char *text, size_t size)
{
    char number[32];
    text_exact(number, sizeof number, number_of(spec, key));
    return (size_t)snprintf(text, size, "%s", number);
}

static size_t write_batch(const NetSpec *spec, NetKey key, char *text, size_t size)
{
    return spec->numbers.batch == 0 ? (size_t)snprintf(text, size, "all")
                                    : write_number(spec, key, text, size);
}

static size_t write_hidden(const NetSpec *spec, NetKey key, char *text, size_t size)
{
    (void)key;
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

static size_t write_activation(const NetSpec *spec, NetKey key, char *text, size_t size)
{
    (void)key;
    return (size_t)snprintf(text, size, "%s", activations[spec->activation].kind.key);
}

static size_t write_init(const NetSpec *spec, NetKey key, char *text, size_t size)
{
    (void)key;
    size_t used = (size_t)snprintf(text, size, "%s", spec->init->kind.key);
    for (const Param *p = spec->init->kind.params; p->key && used < size; p++) {
        const double value = param_value(p, &spec->init_params);
        char number[32];
        if (value != p->def) {
            text_exact(number, sizeof number, value);
            used += (size_t)snprintf(text + used, size - used, " %s=%s", p->key, number);
        }
    }
    return used;
}

static size_t write_place(const NetSpec *spec, NetKey key, char *text, size_t size)
{
    const NormPlace place = key == NET_BATCHNORM ? spec->batchnorm : spec->layernorm;
    return (size_t)snprintf(text, size, "%s", norm_places[place].key);
}

static size_t write_optimizer(const NetSpec *spec, NetKey key, char *text, size_t size)
{
    (void)key;
    OptimSpec optimizer = spec->optimizer; // a rate that is the default need not be written
    optimizer.has_rate = optimizer.params.lr != optimizer.optim->kind.params[0].def;
    spec_write_optim(&optimizer, text, size);
    return strlen(text);
}

static size_t write_loss(const NetSpec *spec, NetKey key, char *text, size_t size)
{
    (void)key;
    return (size_t)snprintf(text, size, "%s", losses[spec->loss].kind.key);
}

static size_t write_seed(const NetSpec *spec, NetKey key, char *text, size_t size)
{
    (void)key;
    return (size_t)snprintf(text, size, "%llu", (unsigned long long)spec->seed);
}

static void copy_number(NetSpec *to, const NetSpec *from, NetKey key)
{
    *net_spec_number(to, key) = number_of(from, key);
}

static bool same_number(const NetSpec *a, const NetSpec *b, NetKey key)
{
    return number_of(a, key) == number_of(b, key);
}

static void copy_hidden(NetSpec *to, const NetSpec *from, NetKey key)
{
    (void)key;
    to->hidden_count = from->hidden_count;
    memcpy(to->hidden, from->hidden, sizeof to->hidden);
}

static bool same_hidden(const NetSpec *a, const NetSpec *b, NetKey key)
{
    (void)key;
    return a->hidden_count == b->hidden_count &&
           memcmp(a->hidden, b->hidden, (size_t)a->hidden_count * sizeof a->hidden[0]) == 0;
}

static void copy_activation(NetSpec *to, const NetSpec *from, NetKey key)
{
    (void)key;
    to->activation = from->activation;
}

static bool same_activation(const NetSpec *a, const NetSpec *b, NetKey key)
{
    (void)key;
    return a->activation == b->activation;
}

static void copy_init(NetSpec *to, const NetSpec *from, NetKey key)
{
    (void)key;
    to->init = from->init;
    to->init_params = from->init_params;
}

// Whether two owners have the same values in all fields a table describes.
static bool same_params(const Param *table, const void *a, const void *b)
{
    bool same = true;
    for (const Param *p = table; p->key; p++) {
        same = same && param_value(p, a) == param_value(p, b);
    }
    return same;
}

static bool same_init(const NetSpec *a, const NetSpec *b, NetKey key)
{
    (void)key;
    return a->init == b->init &&
           same_params(a->init->kind.params, &a->init_params, &b->init_params);
}

static void copy_place(NetSpec *to, const NetSpec *from, NetKey key)
{
    *place_of(to, key) = key == NET_BATCHNORM ? from->batchnorm : from->layernorm;
}

static bool same_place(const NetSpec *a, const NetSpec *b, NetKey key)
{
    return key == NET_BATCHNORM ? a->batchnorm == b->batchnorm : a->layernorm == b->layernorm;
}

static void copy_optimizer(NetSpec *to, const NetSpec *from, NetKey key)
{
    (void)key;
    to->optimizer = from->optimizer;
}

static bool same_optimizer(const NetSpec *a, const NetSpec *b, NetKey key)
{
    (void)key;
    return a->optimizer.optim == b->optimizer.optim &&
           same_params(a->optimizer.optim->kind.params, &a->optimizer.params, &b->optimizer.params);
}

static void copy_loss(NetSpec *to, const NetSpec *from, NetKey key)
{
    (void)key;
    to->has_loss = from->has_loss;
    to->loss = from->loss;
}

static bool same_loss(const NetSpec *a, const NetSpec *b, NetKey key)
{
    (void)key;
    return a->has_loss == b->has_loss && (!a->has_loss || a->loss == b->loss);
}

static void copy_seed(NetSpec *to, const NetSpec *from, NetKey key)
{
    (void)key;
    to->seed = from->seed;
}

static bool same_seed(const NetSpec *a, const NetSpec *b, NetKey key)
{
    (void)key;
    return a->seed == b->seed;
}

#define NUMBER_VALUE                                                                               \
    {                                                                                              \
        read_number, write_number, copy_number, same_number                                        \
    }
const NetValue net_values[NET_KEY_COUNT] = {
    [NET_HIDDEN] = { read_hidden, write_hidden, copy_hidden, same_hidden },
    [NET_ACTIVATION] = { read_activation, write_activation, copy_activation, same_activation },
    [NET_INIT] = { read_init, write_init, copy_init, same_init },
    [NET_BIAS] = NUMBER_VALUE,
    [NET_BATCHNORM] = { read_place, write_place, copy_place, same_place },
    [NET_LAYERNORM] = { read_place, write_place, copy_place, same_place },
    [NET_DROPOUT] = NUMBER_VALUE,
    [NET_DROPCONNECT] = NUMBER_VALUE,
    [NET_OPTIMIZER] = { read_optimizer, write_optimizer, copy_optimizer, same_optimizer },
    [NET_LOSS] = { read_loss, write_loss, copy_loss, same_loss },
    [NET_LABEL_SMOOTHING] = NUMBER_VALUE,
    [NET_L1] = NUMBER_VALUE,
    [NET_L2] = NUMBER_VALUE,
    [NET_CLIP] = NUMBER_VALUE,
    [NET_BATCH] = { read_batch, write_batch, copy_number, same_number },
    [NET_SEED] = { read_seed, write_seed, copy_seed, same_seed },
};
