// Formulas as boxes: rows, fractions, powers, roots, fences that grow with what they hold. Built
// once, laid out in a size, drawn with a canvas's own texts and lines.
//
// A box lies around its baseline's left end: `up` pixels above, `down` below, `w` to the right.
// Boxes live in an arena; a box belongs to one other.
#pragma once

#include "base/arena.h"
#include "draw/canvas.h"

typedef enum MathKind {
    MATH_TEXT,     // a number, a name
    MATH_OPERATOR, // of a row: + − · or a little space; before it a line may end
    MATH_ROW,      // all of its boxes, side by side
    MATH_FRACTION, // above and below a bar
    MATH_SUPER,    // a box and its power
    MATH_SUB,      // a box and its index
    MATH_ROOT,     // of the first box; a second is its index: ³√
    MATH_FENCE,    // between text and close
    MATH_KIND_COUNT
} MathKind;

// What ends lines rather: a sum, or a product too.
typedef enum MathBond { BOND_SUM, BOND_PRODUCT, BOND_COUNT } MathBond;

typedef struct MathBox {
    MathKind kind;
    const char *text;  // also a fence's opening
    const char *close; // of a fence; of an operator: what it is at the beginning of a line
    float pad;         // left and right of an operator, in sizes
    MathBond bond;
    struct MathBox *first, *last, *next;
    float x, y; // laid out: where it is in the box it belongs to, y down
    float size, w, up, down;
} MathBox;

MathBox *math_text(Arena *arena, const char *text, size_t length);
// text "": nothing but space, and a dot where a line begins with it.
MathBox *math_operator(Arena *arena, const char *text, float pad, MathBond bond);
// Of one or two boxes (b may be NULL).
MathBox *math_of(Arena *arena, MathKind kind, MathBox *a, MathBox *b);
MathBox *math_fence(Arena *arena, const char *open, const char *close, MathBox *inside);
// Adds it at the right end; returns the row.
MathBox *math_add(MathBox *row, MathBox *box);

// Gives it and all within it their places: letters of `size`, powers smaller.
void math_layout(MathBox *box, const Canvas *canvas, float size);
// With the left end of its baseline at x, y.
void math_draw(const MathBox *box, Canvas *canvas, float x, float y, Color color);
// A fence's half alone, left end at x, as high as the fence around its baseline y; its width.
float math_fence_half(const MathBox *fence, const Canvas *canvas, bool open);
void math_draw_half(const MathBox *fence, Canvas *canvas, float x, float y, bool open, Color color);
// What is read aloud, in order, into out [size]: 2·x^(2), (x)/(y), √(x). Bytes as snprintf.
size_t math_reading(const MathBox *box, char *out, size_t size);
