// Settings whose value is one number, name or text.
#include "base/setting.h"

#include "base/spec.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static bool *given_field(const Setting *setting, void *owner)
{
    return setting->given ? (bool *)(void *)((char *)owner + setting->given) : NULL;
}

static void give(const Setting *setting, void *owner, bool given)
{
    bool *field = given_field(setting, owner);
    if (field) {
        *field = given;
    }
}

// Whether a and b leave the value open alike; then it is compared only where it was said.
static bool same_given(const Setting *setting, const void *a, const void *b)
{
    return setting_said(setting, a) == setting_said(setting, b);
}

// double

static double *number_field(const Setting *setting, void *owner)
{
    return setting_field(setting, owner);
}

static double number_of(const Setting *setting, const void *owner)
{
    return *(const double *)setting_value(setting, owner);
}

static void number_reset(const Setting *setting, void *owner)
{
    *number_field(setting, owner) = setting->param.def;
    give(setting, owner, false);
}

static void number_copy(const Setting *setting, void *to, const void *from)
{
    *number_field(setting, to) = number_of(setting, from);
    give(setting, to, setting_said(setting, from));
}

// -0 is 0: it does the same, and a training is not begun anew for it.
static bool number_same(const Setting *setting, const void *a, const void *b)
{
    return same_given(setting, a, b) &&
           (!setting_said(setting, a) || number_of(setting, a) == number_of(setting, b));
}

static bool number_usual(const Setting *setting, const void *owner)
{
    const double value = number_of(setting, owner), usual = setting->param.def;
    if (setting->given) {
        return !setting_said(setting, owner);
    }
    return memcmp(&value, &usual, sizeof value) == 0 ||
           (setting->zero && value == 0 && usual == 0); // one word for both zeros
}

// The row's word for 0, a number in its range, or neither.
static bool number_or_word(const Setting *setting, const Word *word, double *value, Error *err)
{
    char typed[16];
    word_value(word, typed, sizeof typed);
    if (setting->zero && strcmp(typed, setting->zero) == 0) {
        *value = 0;
        return true;
    }
    const char *value_text = word->text + (word_value_at(word) - word->at);
    double number;
    if (setting->zero && typed[0] &&
        !text_number(value_text, (size_t)word_value_length(word), setting->param.key, &number,
                     NULL)) {
        return fail_at(err, word_value_at(word), "%s: '%s' is neither a number nor '%s'",
                       setting->param.key, typed, setting->zero);
    }
    return word_number(word, &setting->param, value, err);
}

static bool number_read(const Setting *setting, void *owner, const Word *word, Error *err)
{
    const bool good = number_or_word(setting, word, number_field(setting, owner), err);
    if (good) {
        give(setting, owner, true);
    }
    return good;
}

static size_t write_double(const Setting *setting, double value, char *text, size_t size)
{
    char number[32];
    text_exact(number, sizeof number, value);
    const char *word = setting->zero && value == 0 ? setting->zero : number;
    return (size_t)snprintf(text, size, "%s", word);
}

static size_t number_write(const Setting *setting, const void *owner, char *text, size_t size)
{
    return write_double(setting, number_of(setting, owner), text, size);
}

static bool number_taken(const Setting *setting, const char *what, const char *text, double *value,
                         Error *err)
{
    Param flag = setting->param; // by the name that was typed
    Error mistake = { .at = -1 };
    flag.key = what;
    if (setting->zero && strcmp(text, setting->zero) == 0) {
        *value = 0;
        return true;
    }
    if (setting->zero && !text_number(text, strlen(text), what, value, NULL)) {
        return fail_at(err, 0, "%s: '%.40s' is neither a number nor '%s'", what, text,
                       setting->zero);
    }
    return text_number(text, strlen(text), what, value, err) &&
           (param_check(&flag, *value, &mistake) ||
            (setting->zero ? fail_at(err, 0, "%s, and is not '%s'", mistake.text, setting->zero)
                           : fail_said(err, 0, mistake.text)));
}

static bool number_take(const Setting *setting, void *owner, const char *what, const char *text,
                        Error *err)
{
    double value;
    const bool good = number_taken(setting, what, text, &value, err);
    if (good) {
        *number_field(setting, owner) = value;
        give(setting, owner, true);
    }
    return good;
}

const SettingType setting_number = { number_reset, number_copy,  number_same, number_usual,
                                     number_read,  number_write, number_take };

// int

static int *count_field(const Setting *setting, void *owner)
{
    return setting_field(setting, owner);
}

static int count_of(const Setting *setting, const void *owner)
{
    return *(const int *)setting_value(setting, owner);
}

static void count_reset(const Setting *setting, void *owner)
{
    *count_field(setting, owner) = (int)setting->param.def;
    give(setting, owner, false);
}

static void count_copy(const Setting *setting, void *to, const void *from)
{
    *count_field(setting, to) = count_of(setting, from);
    give(setting, to, setting_said(setting, from));
}

static bool count_same(const Setting *setting, const void *a, const void *b)
{
    return same_given(setting, a, b) &&
           (!setting_said(setting, a) || count_of(setting, a) == count_of(setting, b));
}

static bool count_usual(const Setting *setting, const void *owner)
{
    return setting->given ? !setting_said(setting, owner)
                          : count_of(setting, owner) == (int)setting->param.def;
}

static bool count_read(const Setting *setting, void *owner, const Word *word, Error *err)
{
    double value;
    if (!number_or_word(setting, word, &value, err)) {
        return false;
    }
    *count_field(setting, owner) = (int)value;
    give(setting, owner, true);
    return true;
}

static size_t count_write(const Setting *setting, const void *owner, char *text, size_t size)
{
    return write_double(setting, count_of(setting, owner), text, size);
}

static bool count_take(const Setting *setting, void *owner, const char *what, const char *text,
                       Error *err)
{
    double value;
    const bool good = number_taken(setting, what, text, &value, err);
    if (good) {
        *count_field(setting, owner) = (int)value;
        give(setting, owner, true);
    }
    return good;
}

const SettingType setting_count = { count_reset, count_copy,  count_same, count_usual,
                                    count_read,  count_write, count_take };

// uint64_t

static uint64_t *whole_field(const Setting *setting, void *owner)
{
    return setting_field(setting, owner);
}

static uint64_t whole_of(const Setting *setting, const void *owner)
{
    return *(const uint64_t *)setting_value(setting, owner);
}

static void whole_reset(const Setting *setting, void *owner)
{
    *whole_field(setting, owner) = (uint64_t)setting->param.def;
    give(setting, owner, false);
}

static void whole_copy(const Setting *setting, void *to, const void *from)
{
    *whole_field(setting, to) = whole_of(setting, from);
    give(setting, to, setting_said(setting, from));
}

static bool whole_same(const Setting *setting, const void *a, const void *b)
{
    return same_given(setting, a, b) &&
           (!setting_said(setting, a) || whole_of(setting, a) == whole_of(setting, b));
}

static bool whole_usual(const Setting *setting, const void *owner)
{
    return setting->given ? !setting_said(setting, owner)
                          : whole_of(setting, owner) == (uint64_t)setting->param.def;
}

static bool whole_read(const Setting *setting, void *owner, const Word *word, Error *err)
{
    if (!word_whole(word, whole_field(setting, owner), err)) {
        return false;
    }
    give(setting, owner, true);
    return true;
}

static size_t whole_write(const Setting *setting, const void *owner, char *text, size_t size)
{
    return (size_t)snprintf(text, size, "%llu", (unsigned long long)whole_of(setting, owner));
}

static bool whole_take(const Setting *setting, void *owner, const char *what, const char *text,
                       Error *err)
{
    return text_whole(text, strlen(text), what, whole_field(setting, owner), err);
}

const SettingType setting_whole = { whole_reset, whole_copy,  whole_same, whole_usual,
                                    whole_read,  whole_write, whole_take };

// The place of a row, stored like a count.

static bool choice_read(const Setting *setting, void *owner, const Word *word, Error *err)
{
    const int place = word_kind(word, setting->param.key, setting->choices, err);
    if (place < 0) {
        return false;
    }
    *count_field(setting, owner) = place;
    give(setting, owner, true);
    return true;
}

static size_t choice_write(const Setting *setting, const void *owner, char *text, size_t size)
{
    const Kind *kind = registry_at(setting->choices, (size_t)count_of(setting, owner));
    return (size_t)snprintf(text, size, "%s", kind->key);
}

// The key that was meant by a mistyped one, or by what the window calls it; NULL: none.
static const char *nearest_choice(const Registry *choices, const char *text)
{
    for (size_t i = 0; i < choices->count; i++) {
        const Kind *kind = registry_at(choices, i);
        if (kind->name && strcasecmp(kind->name, text) == 0) {
            return kind->key;
        }
    }
    return registry_nearest(choices, text);
}

static bool choice_take(const Setting *setting, void *owner, const char *what, const char *text,
                        Error *err)
{
    const Registry *choices = setting->choices;
    const int place = registry_find(choices, text);
    if (place < 0) {
        char known[160];
        const char *near = nearest_choice(choices, text);
        text_names(known, sizeof known, choices->count, registry_key, choices);
        return near ? fail_at(err, 0, "%s: there is no '%.40s', did you mean '%s'? (known: %s)",
                              what, text, near, known)
                    : fail_at(err, 0, "%s: there is no '%.40s' (known: %s)", what, text, known);
    }
    *count_field(setting, owner) = place;
    give(setting, owner, true);
    return true;
}

const SettingType setting_choice = { count_reset, count_copy,   count_same, count_usual,
                                     choice_read, choice_write, choice_take };

// char [size]

static void text_reset(const Setting *setting, void *owner)
{
    *(char *)setting_field(setting, owner) = '\0';
}

static void text_copy(const Setting *setting, void *to, const void *from)
{
    memmove(setting_field(setting, to), setting_value(setting, from), setting->size);
}

static bool text_same(const Setting *setting, const void *a, const void *b)
{
    return strcmp(setting_value(setting, a), setting_value(setting, b)) == 0;
}

static bool text_usual(const Setting *setting, const void *owner)
{
    return !*(const char *)setting_value(setting, owner);
}

static bool text_read(const Setting *setting, void *owner, const Word *word, Error *err)
{
    char as_in[80];
    snprintf(as_in, sizeof as_in, "%s=%s", setting->param.key, setting->flag.value);
    const int at = word_value_at(word), length = word_value_length(word);
    Error mistake = { .at = 0 };
    if (setting->shown && length > 0 &&
        !text_showable(word->text + word->length - length, (size_t)length, setting->param.key,
                       &mistake)) {
        return fail_said(err, at + mistake.at, mistake.text);
    }
    if (!word_text(word, as_in, setting_field(setting, owner), setting->size, err)) {
        return false;
    }
    const char *text = setting_value(setting, owner);
    return !setting->shown || text_showable(text, strlen(text), setting->param.key, &mistake) ||
           fail_said(err, at, mistake.text);
}

static size_t text_write(const Setting *setting, const void *owner, char *text, size_t size)
{
    return word_quote(text, size, setting_value(setting, owner));
}

const SettingType setting_text = { text_reset, text_copy,  text_same, text_usual,
                                   text_read,  text_write, NULL };
