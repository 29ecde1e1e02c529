// A box for each part. How tightly a part holds together decides on fences; what its ends look like
// decides on the sign of products; which function is written how is a table.
#include "app/landscape/formula_boxes.h"

#include "app/landscape/formula_letters.h"

#include <string.h>

enum { DEPTH_MAX = 40, EXP_SHORT = 4 }; // leaves of what is written as e's power

static const float THIN = 0.09f, WIDE = 0.26f; // spaces: within products, around + and −

typedef struct Maker {
    const FormulaTree *tree;
    Arena *arena;
} Maker;

// How a part is printed: in a power quotients are written with a slash.
typedef enum Style { STYLE_TALL, STYLE_FLAT } Style;

static MathBox *box_of(const Maker *m, const FormulaPart *part, Style style);

// clang-format off
typedef enum CallForm { CALL_PLAIN, CALL_ANGLE, CALL_EXP, CALL_ROOT, CALL_BETWEEN, CALL_POWER } CallForm;

static const struct {
    const char *name;
    CallForm form;
    const char *open, *close; // of CALL_BETWEEN; of CALL_ROOT its index; of the others, if not
                              // NULL, name and index
} calls[] = {
    { "sqrt", CALL_ROOT,    NULL, NULL }, { "cbrt",  CALL_ROOT,    "3",  NULL },
    { "abs",  CALL_BETWEEN, "|",  "|"  }, { "floor", CALL_BETWEEN, "⌊",  "⌋"  },
    { "exp",  CALL_EXP,     NULL, NULL }, { "pow",   CALL_POWER,   NULL, NULL },
    // Whose power is written behind the name: sin²(x).
    { "sin",  CALL_ANGLE,   NULL, NULL }, { "cos",   CALL_ANGLE,   NULL, NULL },
    { "tan",  CALL_ANGLE,   NULL, NULL }, { "sinh",  CALL_ANGLE,   NULL, NULL },
    { "cosh", CALL_ANGLE,   NULL, NULL }, { "tanh",  CALL_ANGLE,   NULL, NULL },
    { "log2", CALL_PLAIN,   "log", "2" }, { "log10", CALL_PLAIN,   "log", "10" },
    { "",     CALL_PLAIN,   NULL, NULL }, // any other
};
// clang-format on

static size_t call_row(const FormulaPart *part)
{
    size_t i = 0;
    while (i + 1 < COUNT(calls) && !part_is_named(part, calls[i].name)) {
        i++;
    }
    return i;
}

static bool is_call(const FormulaPart *part, CallForm form)
{
    return part->kind == PART_CALL && calls[call_row(part)].form == form;
}

static const FormulaPart *first_of(const Maker *m, const FormulaPart *part)
{
    return part->first == PART_NONE ? NULL : &m->tree->parts.items[part->first];
}

static const FormulaPart *next_of(const Maker *m, const FormulaPart *part)
{
    return part->next == PART_NONE ? NULL : &m->tree->parts.items[part->next];
}

// Its leaves; one that is not to be written small counts for many.
static int weight(const Maker *m, const FormulaPart *part)
{
    const bool tall = part->kind == PART_QUOTIENT || part->kind == PART_CALL;
    int sum = tall ? EXP_SHORT + 1 : part->first == PART_NONE;
    for (const FormulaPart *p = first_of(m, part); p; p = next_of(m, p)) {
        sum += weight(m, p);
    }
    return sum;
}

static bool is_e_power(const Maker *m, const FormulaPart *part)
{
    return is_call(part, CALL_EXP) && weight(m, first_of(m, part)) <= EXP_SHORT;
}

static bool is_power(const FormulaPart *part)
{
    return part->kind == PART_POWER || is_call(part, CALL_POWER);
}

// --- how tightly it holds together ---

typedef enum Tie { TIE_SUM, TIE_PRODUCT, TIE_POWER, TIE_ATOM } Tie;

static Tie tie_of(const Maker *m, const FormulaPart *part, Style style)
{
    switch (part->kind) {
    case PART_SUM:
    case PART_NEGATIVE: return TIE_SUM;
    case PART_PRODUCT: return TIE_PRODUCT;
    case PART_QUOTIENT: return style == STYLE_FLAT ? TIE_PRODUCT : TIE_POWER;
    case PART_NUMBER: return has_exponent(part) ? TIE_PRODUCT : TIE_ATOM;
    case PART_CALL:
        return is_call(part, CALL_ROOT) || is_power(part) || is_e_power(m, part) ? TIE_POWER
                                                                                 : TIE_ATOM;
    default: return is_power(part) ? TIE_POWER : TIE_ATOM;
    }
}

// In a fence unless it holds together at least so tightly.
static MathBox *tied(const Maker *m, const FormulaPart *part, Tie least, Style style)
{
    MathBox *box = box_of(m, part, style);
    return tie_of(m, part, style) >= least ? box : math_fence(m->arena, "(", ")", box);
}

// --- products ---

typedef enum End {
    END_DIGIT,
    END_LETTER,
    END_WORD,
    END_FENCE,
    END_FUNCTION,
    END_FRACTION,
    END_TALL
} End;

// What the box of a factor looks like at its left or right end.
static End end_of(const Maker *m, const FormulaPart *part, bool left, Style style)
{
    const FormulaPart *first = first_of(m, part);
    switch (part->kind) {
    case PART_NUMBER: return END_DIGIT;
    case PART_NAME: return is_one_letter(part) ? END_LETTER : END_WORD;
    case PART_PRODUCT:
        for (const FormulaPart *p = first; p && !left; p = next_of(m, p)) {
            first = p;
        }
        return end_of(m, first, left, style);
    case PART_QUOTIENT: return style == STYLE_FLAT ? END_DIGIT : END_FRACTION;
    case PART_CALL:
        if (!is_power(part)) {
            return !left && (is_call(part, CALL_ROOT) || is_e_power(m, part)) ? END_TALL
                   : is_call(part, CALL_ROOT)                                 ? END_TALL
                   : is_e_power(m, part)                                      ? END_LETTER
                   : left                                                     ? END_FUNCTION
                                                                              : END_FENCE;
        }
        // fall through
    case PART_POWER:
        return !left                                ? END_TALL
               : tie_of(m, first, style) < TIE_ATOM ? END_FENCE
                                                    : end_of(m, first, true, style);
    default: return END_FENCE;
    }
}

// Between two factors: a dot where they would be read as one, a little space, or nothing.
static MathBox *times(const Maker *m, End a, End b)
{
    const bool dot = b == END_DIGIT || (a == END_DIGIT && b == END_FRACTION) ||
                     (a != END_DIGIT && b == END_WORD) || a == END_WORD;
    if (dot) {
        return math_operator(m->arena, "·", 2 * THIN, BOND_PRODUCT);
    }
    const bool tight = (a == END_DIGIT && (b == END_LETTER || b == END_FENCE)) ||
                       (a == END_FENCE && b == END_FENCE);
    return math_operator(m->arena, "", tight ? 0 : THIN, BOND_PRODUCT);
}

static End factor_end(const Maker *m, const FormulaPart *factor, bool left, Style style)
{
    return tie_of(m, factor, style) < TIE_PRODUCT ? END_FENCE : end_of(m, factor, left, style);
}

static MathBox *product_box(const Maker *m, const FormulaPart *part, Style style)
{
    MathBox *row = math_of(m->arena, MATH_ROW, NULL, NULL);
    const FormulaPart *before = NULL;
    for (const FormulaPart *p = first_of(m, part); p; before = p, p = next_of(m, p)) {
        // a·(b/c) in a line
        const bool slash = before && style == STYLE_FLAT && p->kind == PART_QUOTIENT;
        if (before) {
            math_add(row, times(m, factor_end(m, before, false, style),
                                slash ? END_FENCE : factor_end(m, p, true, style)));
        }
        math_add(row, tied(m, p, slash ? TIE_ATOM : TIE_PRODUCT, style));
    }
    return row;
}

// --- the other kinds ---

static MathBox *sum_box(const Maker *m, const FormulaPart *part, Style style)
{
    MathBox *row = math_of(m->arena, MATH_ROW, NULL, NULL);
    const FormulaPart *first = first_of(m, part);
    const float pad = style == STYLE_FLAT ? WIDE / 2 : WIDE;
    math_add(row, box_of(m, first, style));
    for (const FormulaPart *p = next_of(m, first); p; p = next_of(m, p)) {
        math_add(row, math_operator(m->arena, p->minus ? "−" : "+", pad, BOND_SUM));
        math_add(row, tied(m, p, TIE_PRODUCT, style));
    }
    return row;
}

static MathBox *negative_box(const Maker *m, const FormulaPart *part, Style style)
{
    MathBox *row = math_of(m->arena, MATH_ROW, NULL, NULL);
    math_add(row, math_text(m->arena, "−", strlen("−")));
    return math_add(row, tied(m, first_of(m, part), TIE_PRODUCT, style));
}

static MathBox *quotient_box(const Maker *m, const FormulaPart *part, Style style)
{
    const FormulaPart *above = first_of(m, part), *below = next_of(m, above);
    if (style == STYLE_TALL) {
        return math_of(m->arena, MATH_FRACTION, box_of(m, above, style), box_of(m, below, style));
    }
    MathBox *row = math_of(m->arena, MATH_ROW, NULL, NULL);
    math_add(row, tied(m, above, TIE_PRODUCT, style));
    math_add(row, math_text(m->arena, "/", 1));
    return math_add(row, tied(m, below, TIE_POWER, style));
}

// The name, with `power` unless NULL, and its arguments in a fence.
static MathBox *named_call(const Maker *m, const FormulaPart *part, MathBox *power, Style style)
{
    const size_t i = call_row(part);
    const char *index = calls[i].close, *stem = calls[i].open;
    MathBox *name = stem ? math_text(m->arena, stem, strlen(stem))
                         : math_text(m->arena, part->text, (size_t)part->length);
    name =
        index ? math_of(m->arena, MATH_SUB, name, math_text(m->arena, index, strlen(index))) : name;
    name = power ? math_of(m->arena, MATH_SUPER, name, power) : name;
    MathBox *list = math_of(m->arena, MATH_ROW, NULL, NULL);
    for (const FormulaPart *p = first_of(m, part); p; p = next_of(m, p)) {
        math_add(list, box_of(m, p, style));
        if (p->next != PART_NONE) {
            math_add(list, math_text(m->arena, ", ", 2));
        }
    }
    MathBox *row = math_add(math_of(m->arena, MATH_ROW, NULL, NULL), name);
    return math_add(row, math_fence(m->arena, "(", ")", list));
}

static MathBox *power_box(const Maker *m, const FormulaPart *part, Style style)
{
    const FormulaPart *base = first_of(m, part), *exponent = next_of(m, base);
    MathBox *power = box_of(m, exponent, STYLE_FLAT);
    return is_call(base, CALL_ANGLE) && exponent->kind == PART_NUMBER
               ? named_call(m, base, power, style)
               : math_of(m->arena, MATH_SUPER, tied(m, base, TIE_ATOM, style), power);
}

static MathBox *call_box(const Maker *m, const FormulaPart *part, Style style)
{
    const size_t i = call_row(part);
    const char *open = calls[i].open;
    const FormulaPart *first = first_of(m, part);
    if (calls[i].form == CALL_POWER) {
        return power_box(m, part, style);
    }
    if (is_e_power(m, part)) {
        return math_of(m->arena, MATH_SUPER, math_text(m->arena, "e", 1),
                       box_of(m, first, STYLE_FLAT));
    }
    switch (calls[i].form) {
    case CALL_BETWEEN: return math_fence(m->arena, open, calls[i].close, box_of(m, first, style));
    case CALL_ROOT:
        return math_of(m->arena, MATH_ROOT, box_of(m, first, style),
                       open ? math_text(m->arena, open, strlen(open)) : NULL);
    default: return named_call(m, part, NULL, style);
    }
}

static MathBox *box_of(const Maker *m, const FormulaPart *part, Style style)
{
    switch (part->kind) {
    case PART_NUMBER: return number_box(part, m->arena);
    case PART_NAME: return name_box(part, m->arena);
    case PART_SUM: return sum_box(m, part, style);
    case PART_NEGATIVE: return negative_box(m, part, style);
    case PART_PRODUCT: return product_box(m, part, style);
    case PART_QUOTIENT: return quotient_box(m, part, style);
    case PART_POWER: return power_box(m, part, style);
    default: return call_box(m, part, style);
    }
}

MathBox *formula_boxes(const FormulaTree *tree, Arena *arena)
{
    const FormulaPart *root = &tree->parts.items[tree->root];
    if (root->depth > DEPTH_MAX) {
        return NULL;
    }
    return box_of(&(Maker){ tree, arena }, root, STYLE_TALL);
}
