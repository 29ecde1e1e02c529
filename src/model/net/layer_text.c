// Reads layers= by recursive descent, a function for each rule of the grammar in the header.
#include "model/net/layer_text_parts.h"

#include "base/text.h"
#include "base/words.h"

#include <string.h>

enum { DEPTH_MAX = 16, REPEAT_MAX = 100 };

static bool read_layers(LayerReader *r, int depth);

// The words and the activations that can begin an item, for suggestions.
static const char *known_word(UNUSED const void *context, size_t index)
{
    return index < WORD_REPEAT ? registry_key(&layer_word_kinds, index)
                               : registry_key(&activation_kinds, index - WORD_REPEAT);
}

// What other programs call them.
static const char *const others[][2] = {
    { "linear", "dense" },          { "fc", "dense" },
    { "conv2d", "conv" },           { "maxpool2d", "maxpool" },
    { "avgpool2d", "avgpool" },     { "pool", "maxpool" },
    { "global_avgpool", "gap" },    { "bn", "batchnorm" },
    { "batchnorm2d", "batchnorm" }, { "dropout2d", "channeldropout" },
    { "residual", "res" },          { "leakyrelu", "leaky_relu" },
    { "swiglu", "silu" },
};

static const char *nearest_word(const char *typed)
{
    for (size_t i = 0; i < COUNT(others); i++) {
        if (strcmp(others[i][0], typed) == 0) {
            return others[i][1];
        }
    }
    return text_nearest(typed, WORD_REPEAT + activation_kinds.count, known_word, NULL);
}

static bool fail_unknown(LayerReader *r, const char *typed)
{
    char known[KNOWN_MAX];
    const char *near = nearest_word(typed);
    text_names(known, sizeof known, WORD_REPEAT, known_word, NULL);
    return near ? fail_at(r->err, r->at, "unknown layer '%s', did you mean '%s'?", typed, near)
                : fail_at(r->err, r->at,
                          "unknown layer '%s' (known: %s; and the activations' keys, such as relu)",
                          typed, known);
}

// "(layers)"; of: what they belong to, "res" or "3*".
static bool read_brackets(LayerReader *r, const char *of, int depth)
{
    const int open = r->at;
    if (depth == DEPTH_MAX) {
        return fail_at(r->err, open, "brackets stand at most %d deep", DEPTH_MAX);
    }
    r->at++;
    if (layer_skip_blanks(r) == ')') {
        return fail_at(r->err, r->at, "%s needs layers in its brackets, as in %s(dense 32, relu)",
                       of, of);
    }
    if (!read_layers(r, depth + 1)) {
        return false;
    }
    if (r->text[r->at] != ')') {
        return fail_at(r->err, open, "this bracket is not closed");
    }
    r->at++;
    return true;
}

static LayerItem *push(LayerReader *r, LayerWordKind word)
{
    LayerText *layers = r->layers;
    if (layers->count == LAYER_ITEMS_MAX) {
        fail_at(r->err, r->at, "more than %d words for layers", LAYER_ITEMS_MAX);
        return NULL;
    }
    LayerItem *item = &layers->items[layers->count++];
    *item = (LayerItem){ .word = word, .at = r->at, .numbers.drop = LAYER_OPEN };
    return item;
}

static void close_item(LayerReader *r, LayerItem *item)
{
    item->end = r->layers->count;
}

// "3*(...)", or what stands behind "tie", which began at `begin`.
static bool read_repeat(LayerReader *r, LayerWordKind word, int begin, int depth)
{
    static const Param row = {
        .key = "count", .min = 1, .max = REPEAT_MAX, .scale = PARAM_INTEGER
    };
    char of[32];
    const int length = layer_number_length(r->text, r->at);
    LayerItem *item = push(r, word);
    Error mistake = { .at = -1 };
    if (!item) {
        return false;
    }
    if (!text_number(r->text + r->at, (size_t)length, row.key, &item->numbers.count, &mistake) ||
        !param_check(&row, item->numbers.count, &mistake)) {
        return fail_at(r->err, r->at,
                       "layers are repeated a whole number of times, 1 to %d, as in 10*(dense 64)",
                       REPEAT_MAX);
    }
    r->at += length;
    if (layer_skip_blanks(r) != '*') {
        return fail_at(r->err, item->at,
                       "a layer begins with its word, as in dense 64, or is repeated, as in "
                       "10*(dense 64)");
    }
    r->at++;
    item->at = begin;
    item->length = r->at - begin;
    text_print(of, sizeof of, "%s%g*", word == WORD_TIE ? "tie " : "", item->numbers.count);
    if (layer_skip_blanks(r) != '(') {
        return fail_at(r->err, r->at,
                       "%s needs brackets around what is repeated, as in %s(dense 64)", of, of);
    }
    if (!read_brackets(r, of, depth)) {
        return false;
    }
    close_item(r, item);
    return true;
}

// "tie 3*(...)"
static bool read_tie(LayerReader *r, int depth)
{
    const int begin = r->at;
    r->at += (int)strlen(layer_words[WORD_TIE].kind.key);
    layer_skip_blanks(r);
    return layer_number_length(r->text, r->at) > 0
               ? read_repeat(r, WORD_TIE, begin, depth)
               : fail_at(r->err, r->at,
                         "tie stands before a repetition, as in tie 3*(dense 16, tanh)");
}

// An activation's own key, with its numbers.
static bool read_activation(LayerReader *r, ActivationKind kind, int length)
{
    LayerItem *item = push(r, WORD_ACTIVATION);
    if (!item) {
        return false;
    }
    const Kind *row = &activations[kind].kind;
    item->named = true;
    item->activation = kind;
    activation_defaults(kind, &item->params);
    r->at += length;
    const bool good = layer_read_keys(r, row->key, row->params, &item->params);
    item->length = r->at - item->at;
    close_item(r, item);
    return good;
}

static bool read_word(LayerReader *r, LayerWordKind kind, int length, int depth)
{
    const LayerWord *word = &layer_words[kind];
    LayerItem *item = push(r, kind);
    if (!item) {
        return false;
    }
    param_defaults(word->kind.params, &item->numbers);
    r->at += length;
    if ((kind == WORD_FEATURES && !layer_read_features(r, item)) ||
        !layer_read_first(r, word, item) ||
        !layer_read_keys(r, word->kind.key, word->kind.params, &item->numbers)) {
        return false;
    }
    item->length = r->at - item->at;
    if (kind == WORD_RES) {
        if (layer_skip_blanks(r) != '(') {
            return fail_at(r->err, item->at + item->length,
                           "res needs its layers in brackets, as in res(dense 32, relu, dense 32)");
        }
        if (!read_brackets(r, "res", depth)) {
            return false;
        }
    }
    close_item(r, item);
    return true;
}

// What stands where a layer is expected and is none.
static bool fail_no_item(LayerReader *r)
{
    const char c = r->text[r->at];
    if (c == ',' || c == ')') {
        return fail_at(r->err, r->at, "a layer is missing before this '%c'", c);
    }
    if (c == '(') {
        return fail_at(r->err, r->at, "brackets belong to res or to a count, as in 2*(dense 64)");
    }
    if (c == '\0') {
        return r->at == 0 || r->layers->count == 0
                   ? fail_at(r->err, r->at,
                             "layers: a layer is missing, as in layers=\"dense 64, relu\"")
                   : fail_at(r->err, r->at, "a layer is missing behind the last comma");
    }
    return fail_at(r->err, r->at, "a layer begins with its word, as in dense 64");
}

static bool read_item(LayerReader *r, int depth)
{
    char typed[QUOTE_MAX];
    layer_skip_blanks(r);
    if (layer_number_length(r->text, r->at) > 0) {
        return read_repeat(r, WORD_REPEAT, r->at, depth);
    }
    const int length = layer_word_length(r->text, r->at);
    if (length == 0) {
        return fail_no_item(r);
    }
    text_print(typed, sizeof typed, "%.*s", length, r->text + r->at);
    const int word = length < QUOTE_MAX ? registry_find(&layer_word_kinds, typed) : -1;
    const int activation = length < QUOTE_MAX ? registry_find(&activation_kinds, typed) : -1;
    return word == WORD_TIE  ? read_tie(r, depth)
           : word >= 0       ? read_word(r, (LayerWordKind)word, length, depth)
           : activation >= 0 ? read_activation(r, (ActivationKind)activation, length)
                             : fail_unknown(r, typed);
}

// What stands behind an item and is neither a comma nor the end. Before a word that is no layer, a
// comma would not mend it.
static bool fail_no_comma(LayerReader *r)
{
    char typed[QUOTE_MAX];
    const int length = layer_word_length(r->text, r->at);
    if (r->text[r->at] == ')') {
        return fail_at(r->err, r->at, "this bracket closes none that is open");
    }
    if (length == 0) {
        return fail_at(r->err, r->at, "a comma is expected between two layers");
    }
    text_print(typed, sizeof typed, "%.*s", length, r->text + r->at);
    if (layer_number_length(r->text, r->at) == length) {
        return fail_at(r->err, r->at,
                       "'%s' is one number too many; before another layer stand a comma and its "
                       "word, as in dense 8, dense 8",
                       typed);
    }
    return registry_find(&layer_word_kinds, typed) >= 0 ||
                   registry_find(&activation_kinds, typed) >= 0
               ? fail_at(r->err, r->at, "a comma is missing before '%s'", typed)
               : fail_unknown(r, typed);
}

static bool read_layers(LayerReader *r, int depth)
{
    if (!read_item(r, depth)) {
        return false;
    }
    while (layer_skip_blanks(r) == ',') {
        r->at++;
        if (!read_item(r, depth)) {
            return false;
        }
    }
    const char c = r->text[r->at];
    return c == '\0' || (c == ')' && depth > 0) || fail_no_comma(r);
}

typedef struct Counts {
    double all, weighted; // what is repeated grows fast
} Counts;

// Of the items from one place up to another, each with what is in its brackets.
static Counts count_items(const LayerText *layers, int from, int end)
{
    Counts sum = { 0, 0 };
    for (int i = from; i < end; i = layers->items[i].end) {
        const LayerItem *item = &layers->items[i];
        const Counts within = count_items(layers, i + 1, item->end);
        const bool repeats = item->word == WORD_REPEAT || item->word == WORD_TIE;
        const double times = repeats ? item->numbers.count : 1;
        sum.all += times * within.all + !repeats;
        sum.weighted +=
            times * within.weighted + (item->word == WORD_DENSE || item->word == WORD_CONV);
    }
    return sum;
}

// The item of the outermost ones that makes it too many is at fault.
static bool check_counts(const LayerText *layers, Error *err)
{
    for (int i = 0; i < layers->count; i = layers->items[i].end) {
        const Counts so_far = count_items(layers, 0, layers->items[i].end);
        if (so_far.weighted > LAYER_WEIGHTED_MAX) {
            return fail_at(err, layers->items[i].at,
                           "this makes %.0f layers with weights, and there can be at most %d",
                           so_far.weighted, LAYER_WEIGHTED_MAX);
        }
        if (so_far.all > LAYER_ALL_MAX) {
            return fail_at(err, layers->items[i].at,
                           "this makes %.0f layers, and there can be at most %d", so_far.all,
                           LAYER_ALL_MAX);
        }
    }
    return true;
}

bool layer_text_read(LayerText *layers, const char *text, Error *err)
{
    LayerReader r = { .layers = layers, .text = text, .err = err };
    layers->count = 0;
    if (strlen(text) >= LAYER_TEXT_MAX) {
        return fail_at(err, LAYER_TEXT_MAX - 1, "layers: longer than %d bytes", LAYER_TEXT_MAX - 1);
    }
    return read_layers(&r, 0) && check_counts(layers, err);
}

int layer_text_weighted(const LayerText *layers)
{
    return (int)count_items(layers, 0, layers->count).weighted;
}
