// Network specs: words one after the other, each a key of the table or a number of the init or the
// optimizer that stands there.
//
//     spec   = { blank+ word }
//     word   = key "=" value          a key of the table
//            | number-key "=" number  of the init or the optimizer, as it stands at this word
#include "model/net/net_spec.h"

#include "model/net/net_value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const Kind norm_places[NORM_PLACE_COUNT] = {
    [NORM_OFF] = { .key = "off", .name = N_("off") },
    [NORM_BEFORE] = { .key = "before", .name = N_("before") },
    [NORM_AFTER] = { .key = "after", .name = N_("after") },
};
const Registry norm_place_kinds = { REGISTRY(N_("place"), "places", norm_places), .plain = true };

const Param net_units = { "units", "Units a layer", NULL, 0, 16, 1, NET_UNITS_MAX, PARAM_INTEGER };
const Param net_layers = { "layers", "Layers", NULL, 0, 2, 0, NET_HIDDEN_MAX, PARAM_INTEGER };

// clang-format off
#define NUMBER(field, label, symbol, def, min, max, scale) \
    { #field, label, symbol, offsetof(NetNumbers, field), def, min, max, scale }

static const Param numbers[] = {
    NUMBER(bias,            "Bias",            "b",  0,  -10, 10,            PARAM_LINEAR),
    NUMBER(dropout,         "Dropout",         "p",  0,  0,   0.9,           PARAM_LINEAR),
    NUMBER(dropconnect,     "Dropconnect",     "p",  0,  0,   0.9,           PARAM_LINEAR),
    NUMBER(label_smoothing, "Label smoothing", "s",  0,  0,   0.5,           PARAM_LINEAR),
    NUMBER(l1,              "L1 penalty",      "λ₁", 0,  0,   1,             PARAM_LINEAR),
    NUMBER(l2,              "L2 penalty",      "λ₂", 0,  0,   1,             PARAM_LINEAR),
    NUMBER(clip,            "Clip norm",       "c",  0,  0,   1000,          PARAM_LINEAR),
    NUMBER(batch,           "Batch size",      "B",  32, 1,   NET_BATCH_MAX, PARAM_INTEGER),
    { .key = NULL },
};
enum { BIAS, DROPOUT, DROPCONNECT, LABEL_SMOOTHING, L1, L2, CLIP, BATCH };

const NetKeyRow net_keys[NET_KEY_COUNT] = {
    [NET_HIDDEN]          = { "hidden",          "Hidden layers",   NULL, true },
    [NET_ACTIVATION]      = { "activation",      "Activation",      NULL, true },
    [NET_INIT]            = { "init",            "Initialization",  NULL, true },
    [NET_BIAS]            = { "bias",            "Bias",            &numbers[BIAS], true },
    [NET_BATCHNORM]       = { "batchnorm",       "Batch norm",      NULL, true },
    [NET_LAYERNORM]       = { "layernorm",       "Layer norm",      NULL, true },
    [NET_DROPOUT]         = { "dropout",         "Dropout",         &numbers[DROPOUT], false },
    [NET_DROPCONNECT]     = { "dropconnect",     "Dropconnect",     &numbers[DROPCONNECT], false },
    [NET_OPTIMIZER]       = { "optimizer",       "Optimizer",       NULL, false },
    [NET_LOSS]            = { "loss",            "Loss",            NULL, true },
    [NET_LABEL_SMOOTHING] = { "label_smoothing", "Label smoothing", &numbers[LABEL_SMOOTHING], false },
    [NET_L1]              = { "l1",              "L1 penalty",      &numbers[L1], false },
    [NET_L2]              = { "l2",              "L2 penalty",      &numbers[L2], false },
    [NET_CLIP]            = { "clip",            "Clip norm",       &numbers[CLIP], false },
    [NET_BATCH]           = { "batch",           "Batch size",      &numbers[BATCH], true },
    [NET_SEED]            = { "seed",            "Seed",            NULL, true },
};
// clang-format on

double *net_spec_number(NetSpec *spec, NetKey key)
{
    const Param *param = net_keys[key].number;
    return param ? param_field(param, &spec->numbers) : NULL;
}

void net_spec_defaults(NetSpec *spec)
{
    *spec = (NetSpec){ .hidden_count = 2,
                       .hidden = { 16, 16 },
                       .activation = ACTIVATION_RELU,
                       .init = &inits[INIT_HE_NORMAL],
                       .optimizer = { .optim = &optims[OPTIM_ADAM] },
                       .loss = LOSS_SOFTMAX_CROSS_ENTROPY,
                       .seed = 1 };
    init_defaults(spec->init, &spec->init_params);
    optim_defaults(spec->optimizer.optim, &spec->optimizer.params);
    param_defaults(numbers, &spec->numbers);
}

// Bits of what was given: net keys, then the init's number, then the optimizer's.
enum { INIT_BIT = NET_KEY_COUNT, OPTIM_BIT = INIT_BIT + INIT_PARAMS_MAX };
static_assert(OPTIM_BIT + OPTIM_PARAMS_MAX <= 32, "every key has a bit");

// "label-smoothing" is typed for flags and may be here.
static bool key_is(const Word *word, const char *key)
{
    char typed[40];
    word_key(word, typed, sizeof typed);
    for (char *c = typed; *c; c++) {
        *c = *c == '-' ? '_' : *c;
    }
    return strcmp(typed, key) == 0;
}

// A number of the init or of the optimizer. *found: the word is one; then the key it belongs to.
static bool read_inner(NetSpec *spec, const Word *word, unsigned *seen, bool *found, NetKey *key,
                       Error *err)
{
    const struct {
        const Param *table;
        void *owner;
        int bit;
        NetKey key;
    } inner[] = {
        { spec->init->kind.params, &spec->init_params, INIT_BIT, NET_INIT },
        { spec->optimizer.optim->kind.params, &spec->optimizer.params, OPTIM_BIT, NET_OPTIMIZER },
    };
    *found = false;
    for (size_t i = 0; i < COUNT(inner) && !*found; i++) {
        for (const Param *p = inner[i].table; p->key && !*found; p++) {
            if (key_is(word, p->key)) {
                const unsigned bit = 1u << (inner[i].bit + (int)(p - inner[i].table));
                *found = true;
                *key = inner[i].key;
                if (!word_once(word, bit, seen, err) ||
                    !word_number(word, p, param_field(p, inner[i].owner), err)) {
                    return false;
                }
                spec->optimizer.has_rate |= inner[i].key == NET_OPTIMIZER && p == inner[i].table;
            }
        }
    }
    return true;
}

// A number that another init or optimizer would have. True if the error was filled.
static bool fail_foreign(const NetSpec *spec, const Word *word, Error *err)
{
    char typed[40];
    word_key(word, typed, sizeof typed);
    for (int k = 0; k < INIT_COUNT; k++) {
        if (param_find(inits[k].kind.params, typed)) {
            return !fail_at(err, word->at, "%s belongs to init=%s, and this is init=%s", typed,
                            inits[k].kind.key, spec->init->kind.key);
        }
    }
    for (int k = 0; k < OPTIM_COUNT; k++) {
        if (param_find(optims[k].kind.params, typed)) {
            return !fail_at(err, word->at, "%s has no %s (optimizer=%s has)",
                            spec->optimizer.optim->kind.key, typed, optims[k].kind.key);
        }
    }
    return false;
}

static const char *key_name(const void *context, size_t index)
{
    (void)context;
    return net_keys[index].key;
}

// A named kind brings numbers of its own: any that stand before it would be lost.
static bool kind_is_first(const Word *word, int key, unsigned seen, Error *err)
{
    const unsigned init_bits = (1u << OPTIM_BIT) - (1u << INIT_BIT);
    const unsigned optim_bits = ~((1u << OPTIM_BIT) - 1);
    const bool late =
        (key == NET_INIT && seen & init_bits) || (key == NET_OPTIMIZER && seen & optim_bits);
    return !late ||
           fail_at(err, word->at, "%s= must stand before its own numbers", net_keys[key].key);
}

// Reads one word; *key is what it belongs to.
static bool read_word(NetSpec *spec, const Word *word, unsigned *seen, NetKey *key, Error *err)
{
    bool found = false;
    for (int k = 0; k < NET_KEY_COUNT; k++) {
        if (key_is(word, net_keys[k].key)) {
            *key = (NetKey)k;
            return word_once(word, 1u << k, seen, err) && kind_is_first(word, k, *seen, err) &&
                   net_values[k].read(spec, *key, word, err);
        }
    }
    return read_inner(spec, word, seen, &found, key, err) &&
           (found || (!fail_foreign(spec, word, err) &&
                      word_unknown(word, "unknown key", NET_KEY_COUNT, key_name, NULL, err)));
}

bool net_spec_parse(NetSpec *spec, const NetSpec *shared, const char *text, Error *err)
{
    NetSpec parsed = *shared;
    Word word;
    NetKey key = NET_HIDDEN;
    int at = 0;
    unsigned seen = 0;
    parsed.own = 0;
    while (word_next(text, &at, &word)) {
        if (!read_word(&parsed, &word, &seen, &key, err)) {
            return false;
        }
        parsed.own |= 1u << key;
    }
    *spec = parsed;
    return true;
}

bool net_spec_set(NetSpec *spec, NetKey key, const char *text, Error *err)
{
    const size_t before = strlen(net_keys[key].key) + 1, size = before + strlen(text) + 1;
    char *whole = memory_get(size);
    NetSpec parsed = *spec;
    Error mistake = { .at = -1 };
    Word word;
    NetKey found = key;
    int at = 0;
    unsigned seen = 0;
    bool good = true;
    snprintf(whole, size, "%s=%s", net_keys[key].key, text + strspn(text, " \t"));
    while (good && word_next(whole, &at, &word)) {
        good = read_word(&parsed, &word, &seen, &found, &mistake) &&
               (found == key ||
                fail_at(&mistake, word.at, "one value of %s is wanted here", net_keys[key].key));
    }
    free(whole);
    if (good) {
        parsed.own = spec->own;
        *spec = parsed;
        return true;
    }
    const int lead = (int)strspn(text, " \t"), place = mistake.at - (int)before;
    return fail_at(err, place < 0 ? 0 : place + lead, "%s", mistake.text);
}

void net_spec_write_key(const NetSpec *spec, NetKey key, char *text, size_t size)
{
    const size_t used = net_values[key].write(spec, key, text, size);
    assert(used < size);
    (void)used;
}

void net_spec_write(const NetSpec *spec, char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (int k = 0; k < NET_KEY_COUNT; k++) {
        const bool unsaid = k == NET_LOSS && !spec->has_loss; // the data's own has no name
        if (spec->own & 1u << k && !unsaid) {
            used += (size_t)snprintf(text + used, size - used, "%s%s=", used ? " " : "",
                                     net_keys[k].key);
            assert(used < size);
            used += net_values[k].write(spec, (NetKey)k, text + used, size - used);
            assert(used < size);
        }
    }
}

void net_spec_follow(NetSpec *spec, const NetSpec *shared)
{
    for (int k = 0; k < NET_KEY_COUNT; k++) {
        if (!(spec->own & 1u << k)) {
            net_values[k].copy(spec, shared, (NetKey)k);
        }
    }
}

unsigned net_spec_differ(const NetSpec *a, const NetSpec *b)
{
    unsigned differ = 0;
    for (int k = 0; k < NET_KEY_COUNT; k++) {
        differ |= net_values[k].same(a, b, (NetKey)k) ? 0 : 1u << k;
    }
    return differ;
}

bool net_spec_restarts(const NetSpec *a, const NetSpec *b)
{
    const unsigned differ = net_spec_differ(a, b);
    bool restarts = a->optimizer.optim != b->optimizer.optim;
    for (int k = 0; k < NET_KEY_COUNT; k++) {
        restarts = restarts || (differ & 1u << k && net_keys[k].restarts);
    }
    return restarts;
}

LossKind net_spec_loss(const NetSpec *spec, bool regression)
{
    return spec->has_loss ? spec->loss : regression ? LOSS_MSE : LOSS_SOFTMAX_CROSS_ENTROPY;
}
