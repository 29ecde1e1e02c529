// A row is read item by item; signs and words are rows of tables. Quotients stay on the line, where
// a bar would make letters too small to be read from afar.
#include "draw/math_read.h"

#include "base/utf8.h"
#include "draw/greek.h"

#include <string.h>

enum { DEPTH_MAX = 24 };
static const float THIN = 0.09f, WIDE = 0.26f, CLOSE = 0.04f;

typedef struct Reader {
    Arena *arena;
    const char *text;
    size_t length, at;
    int depth;
    bool blank; // stood before the item that is read
} Reader;

// clang-format off
typedef struct Sign {
    const char *typed, *shown;
    float pad;
    bool unary; // without a space where nothing stands before it
} Sign;

// A longer one before those that it begins with.
static const Sign signs[] = {
    { "<=", "≤", WIDE, false }, { ">=", "≥", WIDE, false }, { "!=", "≠", WIDE, false },
    { "->", "→", WIDE, false }, { "+-", "±", WIDE, true },  { "=",  "=", WIDE, false },
    { "<",  "<", WIDE, false }, { ">",  ">", WIDE, false }, { "+",  "+", WIDE, true },
    { "-",  "−", WIDE, true },  { "−",  "−", WIDE, true },  { "±",  "±", WIDE, true },
    { "*",  "·", THIN, false }, { "/",  "/", CLOSE, false }, { "≤", "≤", WIDE, false },
    { "≥",  "≥", WIDE, false }, { "≠",  "≠", WIDE, false }, { "≈",  "≈", WIDE, false },
    { "→",  "→", WIDE, false }, { "·",  "·", THIN, false }, { "×",  "×", WIDE, false },
};

static const struct {
    const char *name, *shown;
    float pad; // of a sign; negative: it is a letter
} words[] = {
    { "cdot", "·", THIN }, { "times", "×", WIDE }, { "le", "≤", WIDE }, { "ge", "≥", WIDE },
    { "ne", "≠", WIDE }, { "approx", "≈", WIDE }, { "pm", "±", WIDE }, { "to", "→", WIDE },
    { "infty", "∞", -1 }, { "infinity", "∞", -1 }, { "nabla", "∇", -1 }, { "partial", "∂", -1 },
    { "sum", "Σ", -1 },
};
// clang-format on

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char peek(const Reader *r)
{
    return r->at < r->length ? r->text[r->at] : '\0';
}

static char after(const Reader *r, size_t by)
{
    return r->at + by < r->length ? r->text[r->at + by] : '\0';
}

static bool begins(const Reader *r, const char *with)
{
    const size_t length = strlen(with);
    return r->length - r->at >= length && memcmp(r->text + r->at, with, length) == 0;
}

static void skip_blanks(Reader *r)
{
    r->blank = false;
    for (; peek(r) == ' ' || peek(r) == '\n' || peek(r) == '\t'; r->at++) {
        r->blank = true;
    }
}

static MathBox *row(Reader *r, char until);
static MathBox *item(Reader *r);

static MathBox *empty(Reader *r)
{
    return math_of(r->arena, MATH_ROW, NULL, NULL);
}

// What stands between { and } or ( and ), without them.
static MathBox *inside(Reader *r, char close)
{
    r->at++;
    MathBox *box = row(r, close);
    r->at += peek(r) == close;
    return box;
}

// number := digits [ "." digits ] [ "e" [ sign ] digits ]
static MathBox *number(Reader *r)
{
    const size_t from = r->at;
    while (is_digit(peek(r)) || (peek(r) == '.' && is_digit(after(r, 1)))) {
        r->at++;
    }
    const bool sign = after(r, 1) == '-' || after(r, 1) == '+';
    if (peek(r) == 'e' && is_digit(after(r, sign ? 2 : 1))) {
        r->at += sign ? 2 : 1;
        while (is_digit(peek(r))) {
            r->at++;
        }
    }
    return math_text(r->arena, r->text + from, r->at - from);
}

static bool is_word(const char *name, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(name, word, length) == 0;
}

static MathBox *root(Reader *r)
{
    skip_blanks(r);
    MathBox *under = peek(r) == '(' ? inside(r, ')') : peek(r) == '{' ? inside(r, '}') : item(r);
    return math_of(r->arena, MATH_ROOT, under, NULL);
}

static MathBox *fraction(Reader *r)
{
    MathBox *parts[2];
    for (int i = 0; i < 2; i++) {
        skip_blanks(r);
        parts[i] = peek(r) == '{' ? inside(r, '}') : item(r);
    }
    return math_of(r->arena, MATH_FRACTION, parts[0], parts[1]);
}

// name := [ "\" ] letters
static MathBox *name(Reader *r)
{
    const bool slashed = peek(r) == '\\';
    r->at += slashed;
    const char *text = r->text + r->at;
    size_t length = 0;
    while (is_letter(after(r, length))) {
        length++;
    }
    r->at += length;
    if (is_word(text, length, "sqrt")) {
        return root(r);
    }
    if (slashed && is_word(text, length, "frac")) {
        return fraction(r);
    }
    for (size_t i = 0; slashed && i < COUNT(words); i++) {
        if (is_word(text, length, words[i].name)) {
            const char *shown = words[i].shown;
            return words[i].pad >= 0 ? math_operator(r->arena, shown, words[i].pad, BOND_SUM)
                                     : math_text(r->arena, shown, strlen(shown));
        }
    }
    const char *letter = greek_letter(text, (int)length);
    return letter ? math_text(r->arena, letter, strlen(letter)) : math_text(r->arena, text, length);
}

static MathBox *any_sign(Reader *r)
{
    const size_t from = r->at;
    utf8_next(r->text, r->length, &r->at);
    return math_text(r->arena, r->text + from, r->at - from);
}

// item := number | name | "{" row "}" | "(" row ")" | "[" row "]" | "|" row "|" | any sign
static MathBox *item(Reader *r)
{
    const char c = peek(r);
    if (c == '\0' || r->depth >= DEPTH_MAX) {
        return c ? any_sign(r) : empty(r);
    }
    if (is_digit(c) || (c == '.' && is_digit(after(r, 1)))) {
        return number(r);
    }
    if (is_letter(c) || (c == '\\' && is_letter(after(r, 1)))) {
        return name(r);
    }
    switch (c) {
    case '{': return inside(r, '}');
    case '(': return math_fence(r->arena, "(", ")", inside(r, ')'));
    case '[': return math_fence(r->arena, "[", "]", inside(r, ']'));
    case '|': return math_fence(r->arena, "|", "|", inside(r, '|'));
    default: return any_sign(r);
    }
}

// What stands above or below: one item with its sign.
static MathBox *script(Reader *r)
{
    r->at++;
    skip_blanks(r);
    if (peek(r) == '(') {
        return inside(r, ')');
    }
    if (peek(r) != '-' && peek(r) != '+') {
        return item(r);
    }
    MathBox *signed_item = empty(r);
    math_add(signed_item, math_text(r->arena, peek(r) == '-' ? "−" : "+", peek(r) == '-' ? 3 : 1));
    r->at++;
    return math_add(signed_item, item(r));
}

static MathBox *with_scripts(Reader *r, MathBox *box)
{
    for (;;) {
        if (peek(r) == '^') {
            box = math_of(r->arena, MATH_SUPER, box, script(r));
        } else if (peek(r) == '_') {
            box = math_of(r->arena, MATH_SUB, box, script(r));
        } else {
            return box;
        }
    }
}

static const Sign *sign_at(const Reader *r)
{
    for (size_t i = 0; i < COUNT(signs); i++) {
        if (begins(r, signs[i].typed)) {
            return &signs[i];
        }
    }
    return NULL;
}

static MathBox *sign_box(Reader *r, const Sign *sign, const MathBox *row_so_far)
{
    r->at += strlen(sign->typed);
    const bool alone =
        sign->unary && (!row_so_far->first || row_so_far->last->kind == MATH_OPERATOR);
    return alone ? math_text(r->arena, sign->shown, strlen(sign->shown))
                 : math_operator(r->arena, sign->shown, sign->pad,
                                 sign->pad == WIDE ? BOND_SUM : BOND_PRODUCT);
}

// row := { sign | item { ("^" | "_") script } | "," }, up to the sign that closes it.
static MathBox *row(Reader *r, char until)
{
    MathBox *box = empty(r);
    r->depth++;
    for (;;) {
        skip_blanks(r);
        const char c = peek(r);
        if (c == '\0' || (until && c == until)) {
            break;
        }
        const Sign *sign = sign_at(r);
        if (sign) {
            math_add(box, sign_box(r, sign, box));
            continue;
        }
        if (r->blank && box->first && box->last->kind != MATH_OPERATOR) {
            math_add(box, math_operator(r->arena, "", c == ',' ? 0 : THIN * 1.5f, BOND_PRODUCT));
        }
        math_add(box, with_scripts(r, item(r)));
        if (c == ',' || c == ';') {
            math_add(box, math_operator(r->arena, " ", 0, BOND_SUM));
        }
    }
    r->depth--;
    return box;
}

MathBox *math_read(Arena *arena, const char *text, size_t length)
{
    Reader reader = { .arena = arena, .text = text, .length = length };
    return row(&reader, '\0');
}
