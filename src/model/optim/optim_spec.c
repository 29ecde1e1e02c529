// Spec strings, read and written.
//
//     spec   = kind { blank+ ( key "=" number | "off" ) }
//
// `off` stands only where one can sit out: spec_parse_optim_off().
// Words are separated by blanks; every mistake is reported at its own byte.
#include "model/optim/optim_spec.h"

#include "base/spec.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const char *optim_key(const void *context, size_t index)
{
    (void)context;
    return optims[index].kind.key;
}

static const char *param_key(const void *context, size_t index)
{
    return ((const Param *)context)[index].key;
}

static bool no_optim(Error *err)
{
    char known[200] = "";
    size_t used = 0;
    for (int k = 0; k < OPTIM_COUNT && used < sizeof known; k++) {
        used += (size_t)snprintf(known + used, sizeof known - used, "%s%s", k > 0 ? ", " : "",
                                 optims[k].kind.key);
    }
    return fail_at(err, 0, "no optimizer is named (known: %s)", known);
}

static bool unknown_param(const Word *word, const Optim *optim, Error *err)
{
    char what[40];
    size_t count = 0;
    snprintf(what, sizeof what, "%s: unknown key", optim->kind.key);
    while (optim->kind.params[count].key) {
        count++;
    }
    return word_unknown(word, what, count, param_key, optim->kind.params, err);
}

// "lr=0.05" into the spec. `seen` has a bit for each parameter.
static bool parse_setting(OptimSpec *spec, const Word *word, unsigned *seen, Error *err)
{
    const Param *param = spec->optim->kind.params;
    while (param->key && !word_key_is(word, param->key)) {
        param++;
    }
    if (!param->key) {
        return unknown_param(word, spec->optim, err);
    }
    double value;
    if (!word_number(word, param, &value, err) ||
        !word_once(word, 1u << (param - spec->optim->kind.params), seen, err)) {
        return false;
    }
    *param_field(param, &spec->params) = value;
    spec->has_rate = spec->has_rate || param == &spec->optim->kind.params[0];
    return true;
}

static const char OFF[] = "off";

static const char *off_name(const void *context, size_t index)
{
    (void)context, (void)index;
    return OFF;
}

// "off" once; what looks like a mistyped one is a mistake. *is_off: the word was that.
static bool parse_off(const Word *word, bool *off, bool *is_off, Error *err)
{
    char key[40];
    word_key(word, key, sizeof key);
    *is_off = word_is(word, OFF);
    if (*is_off && *off) {
        return fail_at(err, word->at, "off is given twice");
    }
    *off = *off || *is_off;
    return *is_off || !text_nearest(key, 1, off_name, NULL) ||
           fail_at(err, word->at, "'%.*s' is no setting, did you mean 'off'?",
                   word->length < 39 ? word->length : 39, word->text);
}

// off NULL: the word is not allowed.
static bool parse(OptimSpec *spec, bool *off, const char *text, Error *err)
{
    OptimSpec parsed = { 0 };
    Word word;
    char kind[40];
    int at = 0;
    unsigned seen = 0;
    if (!word_next(text, &at, &word)) {
        return no_optim(err);
    }
    word.key_length = word.length; // "adam=1" is no kind
    word_key(&word, kind, sizeof kind);
    parsed.optim = registry_row(&optim_kinds, kind);
    if (!parsed.optim) {
        return word_unknown(&word, "unknown optimizer", OPTIM_COUNT, optim_key, NULL, err);
    }
    optim_defaults(parsed.optim, &parsed.params);
    while (word_next(text, &at, &word)) {
        bool is_off = false;
        if ((off && !parse_off(&word, off, &is_off, err)) ||
            (!is_off && !parse_setting(&parsed, &word, &seen, err))) {
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
    const Param *rate = &spec->optim->kind.params[0];
    size_t used = (size_t)snprintf(text, size, "%s", spec->optim->kind.key);
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
