// Names of Greek letters are written as these; digits behind a name are its index.
#include "app/landscape/formula_letters.h"

#include "base/text.h"
#include "draw/greek.h"

#include <string.h>

static bool equal(const char *name, const char *text, int length)
{
    return (int)strlen(name) == length && memcmp(name, text, (size_t)length) == 0;
}

bool part_is_named(const FormulaPart *part, const char *name)
{
    return equal(name, part->text, part->length);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// How many bytes of a name stand before its index: a of a12, theta of theta_0.
static int stem_length(const char *text, int length)
{
    for (int i = 1; i + 1 < length; i++) {
        if (text[i] == '_') {
            return i;
        }
    }
    int stem = length;
    while (stem > 1 && is_digit(text[stem - 1])) {
        stem--;
    }
    return stem;
}

bool is_one_letter(const FormulaPart *name)
{
    const int stem = stem_length(name->text, name->length);
    const bool ascii = (unsigned char)name->text[0] < 0x80; // the other one is π
    return !ascii || stem == 1 || greek_letter(name->text, stem);
}

static MathBox *letters(const char *text, int length, Arena *arena)
{
    const char *letter = greek_letter(text, length);
    return letter ? math_text(arena, letter, strlen(letter))
                  : math_text(arena, text, (size_t)length);
}

MathBox *name_box(const FormulaPart *name, Arena *arena)
{
    const char *text = name->text;
    const int stem = stem_length(text, name->length), left = name->length - stem;
    MathBox *box = letters(text, stem, arena);
    if (left == 0) {
        return box;
    }
    const int skip = text[stem] == '_';
    return math_of(arena, MATH_SUB, box, letters(text + stem + skip, left - skip, arena));
}

bool has_exponent(const FormulaPart *part)
{
    return part->kind == PART_NUMBER && (memchr(part->text, 'e', (size_t)part->length) ||
                                         memchr(part->text, 'E', (size_t)part->length));
}

// Digits that may have a sign before them.
static MathBox *signed_box(const char *text, int length, Arena *arena)
{
    MathBox *row = math_of(arena, MATH_ROW, NULL, NULL);
    const int sign = *text == '-' || *text == '+';
    if (*text == '-') {
        math_add(row, math_text(arena, "−", strlen("−")));
    }
    return math_add(row, math_text(arena, text + sign, (size_t)(length - sign)));
}

MathBox *number_box(const FormulaPart *number, Arena *arena)
{
    const char *text = number->text;
    char exact[32];
    if (!is_digit(*text) && *text != '.') { // typed as ²
        text_exact(exact, sizeof exact, number->value);
        return signed_box(exact, (int)strlen(exact), arena);
    }
    MathBox *row = math_of(arena, MATH_ROW, NULL, NULL);
    if (*text == '.') {
        math_add(row, math_text(arena, "0", 1));
    }
    const int length = number->length;
    int end = 0;
    while (end < length && text[end] != 'e' && text[end] != 'E') {
        end++;
    }
    math_add(row, math_text(arena, text, (size_t)end));
    if (end < length) {
        math_add(row, math_text(arena, "·", strlen("·")));
        math_add(row, math_of(arena, MATH_SUPER, math_text(arena, "10", 2),
                              signed_box(text + end + 1, length - end - 1, arena)));
    }
    return row->first == row->last ? row->first : row;
}
