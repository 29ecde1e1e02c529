// Reads and writes the setting layers=, in quotes as all texts with blanks: "none" is no text.
#include "model/net/layer_text_setting.h"

#include "base/spec.h"
#include "base/text.h"
#include "model/net/net_spec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char NONE[] = "none", BLANKS[] = " \t\r\n";

static void layers_reset(UNUSED const Setting *setting, void *owner)
{
    ((NetSpec *)owner)->layers[0] = '\0';
}

static void layers_copy(UNUSED const Setting *setting, void *to, const void *from)
{
    memmove(((NetSpec *)to)->layers, ((const NetSpec *)from)->layers, LAYER_TEXT_MAX);
}

static bool layers_same(UNUSED const Setting *setting, const void *a, const void *b)
{
    return strcmp(((const NetSpec *)a)->layers, ((const NetSpec *)b)->layers) == 0;
}

static bool layers_usual(UNUSED const Setting *setting, const void *owner)
{
    return !net_spec_has_layers(owner);
}

// One line without blanks at its ends. The bytes before it that are gone.
static int tidy(char *text)
{
    const int lead = (int)strspn(text, BLANKS);
    for (char *c = text; *c; c++) {
        *c = *c == '\t' || *c == '\r' || *c == '\n' ? ' ' : *c;
    }
    text_trim(text);
    return lead;
}

// What the word's value is without quotes, in typed [size]; *at: where that begins in the spec.
static bool take_value(const Word *word, char *typed, size_t size, int *at, Error *err)
{
    *at = word_value_at(word) +
          (word->text[word->key_length] == '=' && word->text[word->key_length + 1] == '"');
    return word_text(word, "layers=\"dense 64, relu\"", typed, size, err);
}

// Whether a value without quotes ends at a blank and more of it seems to follow: "conv 8 3x3".
static bool goes_on(const Word *word)
{
    const char *value = word->text + word->key_length + 1;
    int at = word->length;
    Word next;
    return word->length > word->key_length && value[0] != '"' &&
           word_next(word->text, &at, &next) && next.key_length == next.length;
}

static bool layers_read(UNUSED const Setting *setting, void *owner, const Word *word, Error *err)
{
    NetSpec *spec = owner;
    char typed[2 * LAYER_TEXT_MAX];
    LayerText layers;
    int at;
    if (!take_value(word, typed, sizeof typed, &at, err)) {
        return false;
    }
    at += tidy(typed);
    if (strcmp(typed, NONE) == 0) {
        spec->layers[0] = '\0';
        return true;
    }
    if (!layer_text_read(&layers, typed, err)) {
        if (goes_on(word)) {
            return fail_at(err, word_value_at(word),
                           "layers: what has blanks stands in quotes of its own, as in "
                           "layers=\"conv 8 3x3, relu\"");
        }
        error_shift(err, at);
        return false;
    }
    text_print(spec->layers, sizeof spec->layers, "%s", typed);
    return true;
}

static size_t layers_write(UNUSED const Setting *setting, const void *owner, char *text,
                           size_t size)
{
    const NetSpec *spec = owner;
    return word_quote(text, size, net_spec_has_layers(spec) ? spec->layers : NONE);
}

// All that stands behind a flag or in a field is one value, in quotes or not.
static bool layers_take(const Setting *setting, void *owner, UNUSED const char *what,
                        const char *text, Error *err)
{
    const size_t before = strlen(setting->param.key) + 1, size = 2 * strlen(text) + before + 3;
    const int lead = (int)strspn(text, BLANKS);
    const bool quoted = text[lead] == '"';
    char *whole = memory_get(size);
    snprintf(whole, size, "%s=", setting->param.key);
    if (quoted) {
        snprintf(whole + before, size - before, "%s", text + lead);
    } else {
        word_quote(whole + before, size - before, text);
    }
    const bool added = !quoted && whole[before] == '"';
    Word word;
    int at = 0;
    const bool read = word_next(whole, &at, &word) &&
                      (whole[at + (int)strspn(whole + at, BLANKS)] == '\0' ||
                       fail_at(err, at, "layers: something stands behind the closing quote")) &&
                      layers_read(setting, owner, &word, err);
    free(whole);
    if (!read) {
        error_shift(err, (quoted ? lead : -added) - (int)before);
        if (err && err->at < 0) {
            err->at = 0;
        }
    }
    return read;
}

int net_spec_layers_at(const char *text, int at)
{
    Word word;
    int next = 0;
    while (word_next(text, &next, &word)) {
        if (word_key_is(&word, "layers") && word_value_length(&word) > 0) {
            const int value = word_value_at(&word);
            const char *begin = text + value + (text[value] == '"');
            return (int)(begin - text) + (int)strspn(begin, BLANKS) + at;
        }
    }
    return -1;
}

const SettingType net_layer_text = { layers_reset, layers_copy,  layers_same, layers_usual,
                                     layers_read,  layers_write, layers_take };
