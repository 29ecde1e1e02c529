// Reads one token at a time. Symbols and what to say about characters that have no place in a
// formula are rows of tables.
#include "model/formula/formula_lex.h"

#include "base/text.h"
#include "base/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_BYTES_MAX = 400 };

// clang-format off
static const struct {
    const char *text;
    TokenKind kind;
} symbols[] = { // "**" before "*"
    { "**", TOKEN_POWER }, { "^", TOKEN_POWER },
    { "+", TOKEN_PLUS },
    { "-", TOKEN_MINUS }, { "−", TOKEN_MINUS }, { "–", TOKEN_MINUS },
    { "*", TOKEN_TIMES }, { "·", TOKEN_TIMES }, { "⋅", TOKEN_TIMES }, { "×", TOKEN_TIMES },
    { "∗", TOKEN_TIMES },
    { "/", TOKEN_DIVIDE }, { "÷", TOKEN_DIVIDE }, { "∕", TOKEN_DIVIDE },
    { "√", TOKEN_ROOT },
    { "(", TOKEN_OPEN }, { ")", TOKEN_CLOSE }, { ",", TOKEN_COMMA },
    { "π", TOKEN_NAME },
    { " ", TOKEN_BLANK }, { "\t", TOKEN_BLANK }, { "\n", TOKEN_BLANK }, { "\r", TOKEN_BLANK },
    // No-break, thin and narrow spaces, zero-width space, invisible times, byte order mark.
    { "\u00a0", TOKEN_BLANK }, { "\u2009", TOKEN_BLANK }, { "\u202f", TOKEN_BLANK },
    { "\u200b", TOKEN_BLANK }, { "\u2062", TOKEN_BLANK }, { "\ufeff", TOKEN_BLANK },
};

static const char *const superscripts[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };

static const struct {
    const char *characters, *advice;
} strays[] = {
    { "=",  N_("write only what f(x, y) equals") },
    { "[]{}", N_("write ( and )") },
    { "|",  N_("write abs(...)") },
    { "<>", N_("write step(x - a) for 1 where x > a") },
    { "%",  N_("write x - a*floor(x/a) for a remainder") },
    { "\\", N_("write sqrt(x) for \\sqrt{x}, a/b for \\frac{a}{b}") },
    { ".",  N_("a number has digits, such as 0.5") },
    { "'\";:!?#$&@_~`", N_("use numbers, names, + - * / ^ ( )") },
};
// clang-format on

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool starts_with(const char *text, size_t length, const char *start)
{
    const size_t size = strlen(start);
    return size <= length && memcmp(text, start, size) == 0;
}

static size_t digits_length(const char *text, size_t length)
{
    size_t n = 0;
    while (n < length && is_digit(text[n])) {
        n++;
    }
    return n;
}

// 1, 1.5, .5, 2., 1e-3. The e belongs to the number only with digits behind it: 2e is 2*e.
static size_t number_length(const char *text, size_t length)
{
    size_t n = digits_length(text, length);
    const bool whole = n > 0;
    if (n < length && text[n] == '.') {
        const size_t places = digits_length(text + n + 1, length - n - 1);
        if (!whole && places == 0) {
            return 0;
        }
        n += 1 + places;
    }
    if (n > 0 && n < length && (text[n] == 'e' || text[n] == 'E')) {
        const size_t sign = n + 1 < length && (text[n + 1] == '-' || text[n + 1] == '+');
        const size_t digits = digits_length(text + n + 1 + sign, length - n - 1 - sign);
        n += digits > 0 ? 1 + sign + digits : 0;
    }
    return n;
}

static bool number_read(const char *text, Token *token, Error *err)
{
    char copy[NUMBER_BYTES_MAX + 1]; // strtod would go on into what is no number here: 0x1
    if (token->length > NUMBER_BYTES_MAX) {
        return fail_at(err, (int)token->at, "the number has more than %d digits", NUMBER_BYTES_MAX);
    }
    memcpy(copy, text + token->at, token->length);
    copy[token->length] = '\0';
    token->value = strtod(copy, NULL);
    if (isinf(token->value)) {
        return fail_at(err, (int)token->at, "the number %.40s is too large: at most 1.79e308",
                       copy);
    }
    return true;
}

// The bytes of a superscript number such as ², ¹⁰ or ⁻¹; 0 if there is none.
static size_t superscript_read(const char *text, size_t length, double *value)
{
    const bool negative = starts_with(text, length, "⁻");
    const size_t start = negative ? strlen("⁻") : 0;
    size_t n = start;
    *value = 0;
    for (size_t digit = 0; digit < COUNT(superscripts);) {
        if (starts_with(text + n, length - n, superscripts[digit])) {
            *value = 10 * *value + (double)digit;
            n += strlen(superscripts[digit]);
            digit = 0;
        } else {
            digit++;
        }
    }
    *value = negative ? -*value : *value;
    return n > start ? n : 0;
}

static bool stray(const char *text, size_t length, size_t at, Error *err)
{
    size_t end = at;
    const uint32_t code = utf8_next(text, length, &end);
    const int size = (int)(end - at);
    if (code == 0xfffd && size == 1) {
        return fail_at(err, (int)at, "the byte 0x%02x is no text: the formula must be UTF-8",
                       (unsigned char)text[at]);
    }
    if (code < ' ' || (code >= 0x7f && code < 0xa0)) {
        return fail_at(err, (int)at, "the control character U+%04X cannot stand in a formula",
                       (unsigned)code);
    }
    for (size_t i = 0; code < 0x80 && i < COUNT(strays); i++) {
        if (strchr(strays[i].characters, (int)code)) {
            return fail_at(err, (int)at, "'%c' cannot stand in a formula: %s", (int)code,
                           tr(strays[i].advice));
        }
    }
    return fail_at(err, (int)at,
                   "'%.*s' cannot stand in a formula: names have letters a to z, digits and _",
                   size, text + at);
}

bool token_read(const char *text, size_t length, size_t at, Token *token, Error *err)
{
    size_t symbol = 0;
    while (symbol < COUNT(symbols)) { // over blanks, and over them again
        if (!starts_with(text + at, length - at, symbols[symbol].text)) {
            symbol++;
        } else if (symbols[symbol].kind == TOKEN_BLANK) {
            at += strlen(symbols[symbol].text);
            symbol = 0;
        } else {
            *token = (Token){ symbols[symbol].kind, at, strlen(symbols[symbol].text), 0 };
            return true;
        }
    }
    *token = (Token){ .at = at };
    if (at == length) {
        return true;
    }
    token->length = number_length(text + at, length - at);
    if (token->length > 0) {
        token->kind = TOKEN_NUMBER;
        return number_read(text, token, err);
    }
    token->length = superscript_read(text + at, length - at, &token->value);
    if (token->length > 0) {
        token->kind = TOKEN_SUPERSCRIPT;
        return true;
    }
    if (!is_letter(text[at])) {
        return stray(text, length, at, err);
    }
    token->kind = TOKEN_NAME;
    while (at + token->length < length &&
           (is_letter(text[at + token->length]) || is_digit(text[at + token->length]) ||
            text[at + token->length] == '_')) {
        token->length++;
    }
    return true;
}
