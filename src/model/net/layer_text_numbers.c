// The numbers of a word of layers=: those right behind it, "8 3x3", and those with keys, "pad=1".
#include "model/net/layer_text_parts.h"

#include "base/text.h"

#include <string.h>

char layer_skip_blanks(LayerReader *r)
{
    r->at += (int)strspn(r->text + r->at, LAYER_BLANKS);
    return r->text[r->at];
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

int layer_word_length(const char *text, int at)
{
    int end = at;
    while (is_letter(text[end]) || is_digit(text[end])) {
        end++;
    }
    return end - at;
}

// Digits, a point, a sign, an exponent.
int layer_number_length(const char *text, int at)
{
    int end = at;
    while (is_digit(text[end]) || text[end] == '.' || text[end] == '-' || text[end] == '+' ||
           (end > at && (text[end] == 'e' || text[end] == 'E'))) {
        end++;
    }
    return end - at;
}

// One number of a row, of `length` bytes where the reader stands.
static bool read_number(LayerReader *r, const char *of, const Param *row, int length, double *value)
{
    Error mistake = { .at = -1 };
    Param named = *row;
    char what[QUOTE_MAX + 40];
    text_print(what, sizeof what, "%s: %s", of, row->key);
    named.key = what;
    if (!text_number(r->text + r->at, (size_t)length, what, value, &mistake) ||
        !param_check(&named, *value, &mistake)) {
        return fail_said(r->err, r->at, mistake.text);
    }
    r->at += length;
    return true;
}

// The bytes of the sign between the sides of a kernel, as it is typed or copied from a paper.
static size_t times_length(const char *text)
{
    static const char times[] = "×";
    return text[0] == 'x' ? 1 : strncmp(text, times, strlen(times)) == 0 ? strlen(times) : 0;
}

// "3x3", or where it is a pool "2".
static bool read_square(LayerReader *r, const LayerWord *word, bool pool, double *side)
{
    static const Param row = {
        .key = "kernel", .min = 1, .max = LAYER_SIDE_MAX, .scale = PARAM_INTEGER
    };
    const int at = r->at, length = layer_number_length(r->text, at);
    double other;
    if (length == 0) {
        return fail_at(r->err, at, "%s needs the size of its kernel, as in %s 8 3x3",
                       word->kind.key, word->kind.key);
    }
    if (!read_number(r, word->kind.key, &row, length, side)) {
        return false;
    }
    const size_t sign = times_length(r->text + r->at);
    if (sign == 0) {
        return pool ||
               fail_at(r->err, at, "%s: a kernel is written %gx%g", word->kind.key, *side, *side);
    }
    r->at += (int)sign;
    const int second = layer_number_length(r->text, r->at);
    if (second == 0) {
        return fail_at(r->err, r->at, "%s: a number is missing behind '%gx'", word->kind.key,
                       *side);
    }
    if (!read_number(r, word->kind.key, &row, second, &other)) {
        return false;
    }
    return other == *side || fail_at(r->err, at, "%s: kernels are square here: %gx%g or %gx%g",
                                     word->kind.key, *side, *side, other, other);
}

static bool is_pool(LayerWordKind word)
{
    return word == WORD_MAXPOOL || word == WORD_AVGPOOL;
}

bool layer_read_first(LayerReader *r, const LayerWord *word, LayerItem *item)
{
    const int behind = r->at;
    if (!word->first) {
        return true;
    }
    layer_skip_blanks(r);
    const int length = layer_number_length(r->text, r->at);
    if (length == 0) {
        r->at = behind;
        return !word->needed ||
               fail_at(r->err, behind, "%s needs its numbers: %s", word->kind.key, word->form);
    }
    if (is_pool(item->word)) {
        return read_square(r, word, true, &item->numbers.kernel);
    }
    if (!read_number(r, word->kind.key, word->first, length,
                     param_field(word->first, &item->numbers))) {
        return false;
    }
    if (word->square) {
        layer_skip_blanks(r);
        return read_square(r, word, false, &item->numbers.kernel);
    }
    return true;
}

typedef struct Keys {
    const char *of; // whose they are
    const Param *rows;
    void *numbers;
    uint64_t seen;
} Keys;

static const char *known_key(const void *context, size_t index)
{
    return ((const Keys *)context)->rows[index].key;
}

static bool fail_key(LayerReader *r, const Keys *keys, const char *typed)
{
    char known[KNOWN_MAX];
    size_t count = 0;
    while (keys->rows && keys->rows[count].key) {
        count++;
    }
    text_names(known, sizeof known, count, known_key, keys);
    return count ? fail_at(r->err, r->at, "%s has no '%s=' (it has: %s)", keys->of, typed, known)
                 : fail_at(r->err, r->at, "%s has no '%s='", keys->of, typed);
}

// "stride=2": the reader stands at the key.
static bool read_key(LayerReader *r, Keys *keys, int length)
{
    char typed[QUOTE_MAX];
    text_print(typed, sizeof typed, "%.*s", length, r->text + r->at);
    const Param *row = keys->rows ? param_find(keys->rows, typed) : NULL;
    if (!row) {
        return fail_key(r, keys, typed);
    }
    const uint64_t bit = UINT64_C(1) << (row - keys->rows);
    if (keys->seen & bit) {
        return fail_at(r->err, r->at, "%s: %s is given twice", keys->of, typed);
    }
    keys->seen |= bit;
    r->at += length;
    layer_skip_blanks(r);
    r->at++; // the =
    layer_skip_blanks(r);
    const int digits = layer_number_length(r->text, r->at);
    if (digits == 0) {
        return fail_at(r->err, r->at, "%s: a number is missing behind %s=", keys->of, typed);
    }
    return read_number(r, keys->of, row, digits, param_field(row, keys->numbers));
}

// Whether a word and a = stand there; *length: of the word.
static bool at_key(LayerReader *r, int *length)
{
    layer_skip_blanks(r);
    *length = layer_word_length(r->text, r->at);
    const char *behind = r->text + r->at + *length;
    return *length > 0 && behind[strspn(behind, LAYER_BLANKS)] == '=';
}

bool layer_read_keys(LayerReader *r, const char *of, const Param *rows, void *numbers)
{
    Keys keys = { of, rows, numbers, 0 };
    int length, behind = r->at;
    while (at_key(r, &length)) {
        if (!read_key(r, &keys, length)) {
            return false;
        }
        behind = r->at;
    }
    r->at = behind;
    return true;
}

// The input feature whose name stands where the reader will be behind blanks; -1: none.
static int feature_at(const LayerReader *r, int at, int *length)
{
    char typed[QUOTE_MAX];
    *length = layer_word_length(r->text, at);
    text_print(typed, sizeof typed, "%.*s", *length, r->text + at);
    return *length < QUOTE_MAX ? registry_find(&input_feature_kinds, typed) : -1;
}

static bool fail_feature(LayerReader *r, int length)
{
    char known[KNOWN_MAX];
    text_names(known, sizeof known, input_feature_kinds.count, registry_key, &input_feature_kinds);
    return length == 0
               ? fail_at(r->err, r->at,
                         "features needs their names, as in features x,y,x2 (known: %s)", known)
               : fail_at(r->err, r->at, "features: there is no '%.*s' (known: %s)",
                         length < QUOTE_MAX ? length : QUOTE_MAX, r->text + r->at, known);
}

// Where what stands behind a comma begins; -1: no comma comes next.
static int behind_comma(const LayerReader *r)
{
    const int comma = r->at + (int)strspn(r->text + r->at, LAYER_BLANKS);
    return r->text[comma] == ',' ? comma + 1 + (int)strspn(r->text + comma + 1, LAYER_BLANKS) : -1;
}

bool layer_read_features(LayerReader *r, LayerItem *item)
{
    int length;
    layer_skip_blanks(r);
    int feature = feature_at(r, r->at, &length);
    if (feature < 0) {
        return fail_feature(r, length);
    }
    while (feature >= 0) {
        if (item->features >> feature & 1) {
            return fail_at(r->err, r->at, "features: '%.*s' stands there twice; once is enough",
                           length, r->text + r->at);
        }
        item->features |= 1u << feature;
        r->at += length;
        const int next = behind_comma(r);
        feature = next < 0 ? -1 : feature_at(r, next, &length);
        r->at = feature < 0 ? r->at : next;
    }
    return true;
}
