// Spec strings, read and written.
//
//     spec   = kind { blank+ ( key "=" number | "off" ) }
//
// `off` stands only where one can sit out: spec_parse_optim_off().
// Words are separated by blanks; every mistake is reported at its own byte.
#include "model/spec.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

typedef struct Word {
    const char *text; // into the spec, not zero-terminated
    size_t length;
} Word;

static const char BLANKS[] = " \t\r\n";

// The next word; false at the end. *at moves behind it.
static bool next_word(const char *text, size_t *at, Word *word)
{
    *at += strspn(text + *at, BLANKS);
    word->text = text + *at;
    word->length = strcspn(word->text, BLANKS);
    *at += word->length;
    return word->length > 0;
}

static const char *optim_key(const void *context, size_t index)
{
    (void)context;
    return optims[index].key;
}

// "sgd, momentum, ..."; cut when out is too small.
static void list_optims(char *out, size_t size)
{
    size_t used = 0;
    for (int k = 0; k < OPTIM_COUNT && used < size; k++) {
        used += (size_t)snprintf(out + used, size - used, "%s%s", k > 0 ? ", " : "", optims[k].key);
    }
}

// A word as a string, cut to what a message can show.
static void word_copy(char *out, size_t size, Word word)
{
    snprintf(out, size, "%.*s", (int)(word.length < size ? word.length : size - 1), word.text);
}

static bool unknown_optim(const char *typed, int at, Error *err)
{
    char known[120];
    list_optims(known, sizeof known);
    const char *near = text_nearest(typed, OPTIM_COUNT, optim_key, NULL);
    return near ? fail_at(err, at, "unknown optimizer '%s', did you mean '%s'? (known: %s)", typed,
                          near, known)
                : fail_at(err, at, "unknown optimizer '%s' (known: %s)", typed, known);
}

// "lr=0.05" into the spec; `at` is where the word begins. `seen` has a bit for each parameter.
static bool parse_setting(OptimSpec *spec, Word word, int at, unsigned *seen, Error *err)
{
    char key[40];
    const char *equals = memchr(word.text, '=', word.length);
    const size_t key_length = equals ? (size_t)(equals - word.text) : word.length;
    word_copy(key, sizeof key, (Word){ word.text, key_length });
    Error mistake = { .at = -1 };
    const Param *param = param_find(spec->optim->params, key);
    if (!param) {
        param_set(spec->optim->params, &spec->params, key, 0, &mistake); // for its message
        return fail_at(err, at, "%s: %s", spec->optim->key, mistake.text);
    }
    const size_t value_length = equals ? word.length - key_length - 1 : 0;
    if (value_length == 0) {
        return fail_at(err, at + (int)word.length, "%s needs a number, as in %s=%g", key, key,
                       param->def);
    }
    const int value_at = at + (int)key_length + 1;
    double value;
    if (!text_number(equals + 1, value_length, key, &value, &mistake)) {
        return fail_at(err, value_at + (mistake.at > 0 ? mistake.at : 0), "%s", mistake.text);
    }
    if (!param_check(param, value, &mistake)) {
        return fail_at(err, value_at, "%s", mistake.text);
    }
    const unsigned bit = 1u << (param - spec->optim->params);
    if (*seen & bit) {
        return fail_at(err, at, "%s is given twice", key);
    }
    *seen |= bit;
    *param_field(param, &spec->params) = value;
    spec->has_rate = spec->has_rate || param == &spec->optim->params[0];
    return true;
}

static const char OFF[] = "off";

static const char *off_name(const void *context, size_t index)
{
    (void)context, (void)index;
    return OFF;
}

// "off" once; what looks like a mistyped one is a mistake. *is_off: the word was that.
static bool parse_off(Word word, int at, bool *off, bool *is_off, Error *err)
{
    char typed[40];
    word_copy(typed, sizeof typed, word);
    *is_off = word.length == strlen(OFF) && strcmp(typed, OFF) == 0;
    if (*is_off && *off) {
        return fail_at(err, at, "off is given twice");
    }
    *off = *off || *is_off;
    typed[strcspn(typed, "=")] = '\0';
    return *is_off || !text_nearest(typed, 1, off_name, NULL) ||
           fail_at(err, at, "'%.*s' is no setting, did you mean 'off'?",
                   (int)(word.length < 39 ? word.length : 39), word.text);
}

// off NULL: the word is not allowed.
static bool parse(OptimSpec *spec, bool *off, const char *text, Error *err)
{
    OptimSpec parsed = { 0 };
    Word word;
    char kind[40];
    size_t at = 0;
    unsigned seen = 0;
    if (!next_word(text, &at, &word)) {
        char known[120];
        list_optims(known, sizeof known);
        return fail_at(err, 0, "no optimizer is named (known: %s)", known);
    }
    word_copy(kind, sizeof kind, word);
    parsed.optim = optim_find(kind);
    if (!parsed.optim) {
        return unknown_optim(kind, (int)(word.text - text), err);
    }
    optim_defaults(parsed.optim, &parsed.params);
    while (next_word(text, &at, &word)) {
        const int word_at = (int)(word.text - text);
        bool is_off = false;
        if ((off && !parse_off(word, word_at, off, &is_off, err)) ||
            (!is_off && !parse_setting(&parsed, word, word_at, &seen, err))) {
            return false;
        }
    }
    *spec = parsed;
    return true;
}

bool spec_parse_optim(OptimSpec *spec, const char *text, Error *err)
{
    return parse(spec, NULL, text, err);
}

bool spec_parse_optim_off(OptimSpec *spec, bool *off, const char *text, Error *err)
{
    bool is_off = false;
    if (!parse(spec, &is_off, text, err)) {
        return false;
    }
    *off = is_off;
    return true;
}

void spec_write_optim(const OptimSpec *spec, char *text, size_t size)
{
    const Param *rate = &spec->optim->params[0];
    size_t used = (size_t)snprintf(text, size, "%s", spec->optim->key);
    for (const Param *param = rate; param->key && used < size; param++) {
        const double value = param_value(param, &spec->params);
        if (param == rate ? spec->has_rate : value != param->def) {
            char number[32];
            text_exact(number, sizeof number, value);
            used += (size_t)snprintf(text + used, size - used, " %s=%s", param->key, number);
        }
    }
    assert(used < size);
}
