// Words of a spec string: where they begin and end, their values, and what is wrong with them.
#include "base/spec.h"

#include "base/words.h"

#include "base/text.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static const char BLANKS[] = " \t\r\n";

enum { TYPED_MAX = 40, KNOWN_MAX = 140 };

// The length of a text in quotes, with both of them; to the end if the second is missing.
static size_t quoted_length(const char *text)
{
    size_t at = 1;
    while (text[at] != '\0' && text[at] != '"') {
        at += text[at] == '\\' && text[at + 1] != '\0' ? 2 : 1;
    }
    return at + (text[at] == '"');
}

bool word_next(const char *text, int *at, Word *word)
{
    const char *begin = text + *at + strspn(text + *at, BLANKS);
    size_t length = strcspn(begin, BLANKS);
    const char *equals = memchr(begin, '=', length);
    if (equals && equals[1] == '"') {
        const char *behind = equals + 1 + quoted_length(equals + 1);
        length = (size_t)(behind - begin) + strcspn(behind, BLANKS);
    }
    *word = (Word){ .text = begin,
                    .at = (int)(begin - text),
                    .length = (int)length,
                    .key_length = (int)(equals ? (size_t)(equals - begin) : length) };
    *at = word->at + word->length;
    return length > 0;
}

static void copy_cut(char *out, size_t size, const char *text, int length)
{
    text_print(out, size, "%.*s", (int)utf8_fit(text, (size_t)length, size - 1), text);
}

void word_key(const Word *word, char *out, size_t size)
{
    copy_cut(out, size, word->text, word->key_length);
}

bool word_is(const Word *word, const char *name)
{
    return (size_t)word->length == strlen(name) && memcmp(word->text, name, strlen(name)) == 0;
}

bool word_key_is(const Word *word, const char *name)
{
    return (size_t)word->key_length == strlen(name) && memcmp(word->text, name, strlen(name)) == 0;
}

static bool has_equals(const Word *word)
{
    return word->key_length < word->length;
}

int word_value_at(const Word *word)
{
    return word->at + word->key_length + has_equals(word);
}

int word_value_length(const Word *word)
{
    return word->length - word->key_length - has_equals(word);
}

static const char *value_text(const Word *word)
{
    return word->text + word->key_length + has_equals(word);
}

void word_value(const Word *word, char *out, size_t size)
{
    copy_cut(out, size, value_text(word), word_value_length(word));
}

bool word_number(const Word *word, const Param *row, double *value, Error *err)
{
    const int at = word_value_at(word), length = word_value_length(word);
    Error mistake = { .at = -1 };
    if (length == 0) {
        return fail_at(err, at, "%s needs a number, as in %s=%g", row->key, row->key, row->def);
    }
    double number = 0;
    if (!text_number(value_text(word), (size_t)length, row->key, &number, &mistake)) {
        return fail_said(err, at + (mistake.at > 0 ? mistake.at : 0), mistake.text);
    }
    if (!param_check(row, number, &mistake)) {
        return fail_said(err, at, mistake.text);
    }
    *value = number;
    return true;
}

bool word_whole(const Word *word, uint64_t *value, Error *err)
{
    const int at = word_value_at(word), length = word_value_length(word);
    char key[TYPED_MAX];
    word_key(word, key, sizeof key);
    if (length == 0) {
        return fail_at(err, at, "%s needs a whole number, as in %s=1", key, key);
    }
    Error mistake = { .at = -1 };
    return text_whole(value_text(word), (size_t)length, key, value, &mistake) ||
           fail_said(err, at + mistake.at, mistake.text);
}

bool word_text(const Word *word, const char *as_in, char *out, size_t size, Error *err)
{
    const int at = word_value_at(word), length = word_value_length(word);
    const char *text = value_text(word);
    const bool quoted = length > 0 && text[0] == '"';
    char key[TYPED_MAX];
    word_key(word, key, sizeof key);
    size_t used = 0;
    int i = quoted;
    while (i < length && !(quoted && text[i] == '"')) {
        i += quoted && text[i] == '\\' && i + 1 < length &&
             (text[i + 1] == '"' || text[i + 1] == '\\');
        if (used + 1 >= size) {
            return fail_at(err, at, "%s: longer than %zu bytes", key, size - 1);
        }
        out[used++] = text[i++];
    }
    out[used] = '\0';
    if (quoted && i == length) {
        return fail_at(err, at, "%s: the closing quote is missing", key);
    }
    if (quoted && i + 1 < length) {
        return fail_at(err, at + i + 1, "%s: a blank must follow the closing quote", key);
    }
    return used > 0 || fail_at(err, at, "%s needs a value, as in %s", key, as_in);
}

bool word_once(const Word *word, uint64_t bit, uint64_t *seen, Error *err)
{
    if (*seen & bit) {
        char key[TYPED_MAX];
        word_key(word, key, sizeof key);
        return fail_at(err, word->at, "%s is given twice", key);
    }
    *seen |= bit;
    return true;
}

bool word_unknown(const Word *word, const char *what, size_t count,
                  const char *(*name)(const void *, size_t), const void *context, Error *err)
{
    char typed[TYPED_MAX], known[KNOWN_MAX];
    word_key(word, typed, sizeof typed);
    text_names(known, sizeof known, count, name, context);
    const char *near = text_nearest(typed, count, name, context);
    return near ? fail_at(err, word->at, "%s '%s', did you mean '%s'? (known: %s)", what, typed,
                          near, known)
                : fail_at(err, word->at, "%s '%s' (known: %s)", what, typed, known);
}

int word_kind(const Word *word, const char *what, const Registry *registry, Error *err)
{
    char typed[TYPED_MAX + 8], unknown[TYPED_MAX + 80];
    word_value(word, typed, sizeof typed);
    const int place = registry_find(registry, typed);
    if (place >= 0) {
        return place;
    }
    if (!typed[0]) {
        fail_at(err, word->at + word->length, "%s needs a name, as in %s=%s", what, what,
                registry_key(registry, 0));
        return -1;
    }
    text_print(unknown, sizeof unknown, tr("unknown %s"), what);
    Word value = *word; // the value alone is what is unknown
    value.text = value_text(word);
    value.at = word_value_at(word);
    value.length = value.key_length = word_value_length(word);
    word_unknown(&value, unknown, registry->count, registry_key, registry, err);
    return -1;
}

static size_t put(char *out, size_t size, size_t used, char byte)
{
    if (used + 1 < size) {
        out[used] = byte;
        out[used + 1] = '\0';
    }
    return used + 1;
}

size_t word_quote(char *out, size_t size, const char *value)
{
    const bool quoted = value[0] == '"' || value[0] == '\0' || value[strcspn(value, BLANKS)];
    size_t used = 0;
    if (size > 0) {
        out[0] = '\0';
    }
    used = quoted ? put(out, size, used, '"') : used;
    for (const char *c = value; *c != '\0'; c++) {
        used = quoted && (*c == '"' || *c == '\\') ? put(out, size, used, '\\') : used;
        used = put(out, size, used, *c);
    }
    return quoted ? put(out, size, used, '"') : used;
}
