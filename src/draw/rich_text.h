// A paragraph of texts and formulas, broken into lines: "The valley $x^2/20 + y^2$ is *twenty
// times* steeper." What stands between * is emphasized, between $ a formula (draw/math_read.h);
// \*, \$ and \\ are the signs themselves, and so are a * or $ alone. A line break is a blank, an
// empty line begins a new paragraph. Lines end between words, inside of one only where it alone is
// too long.
#pragma once

#include "base/array.h"
#include "draw/math.h"

// A part of a line that is drawn in one go.
typedef struct RichPiece {
    const MathBox *box;  // a formula; NULL: letters, ...
    uint32_t at, length; // ... bytes in RichText.letters
    bool strong;
    float x, y, w; // of its baseline's left end, from the upper left corner
    int line;
} RichPiece;

// Zeroed is an empty one.
typedef struct RichText {
    Arena arena; // of the formulas
    Array(char) letters;
    Array(RichPiece) pieces;
    int lines;
    float w, h; // logical pixels: of the longest line, of all of them
    Font font;
    float size;
} RichText;

void rich_text_finish(RichText *rich);
// Breaks a text into lines of that width at most, in that font and size.
void rich_text_lay_out(RichText *rich, const Canvas *canvas, Font font, float size, float width,
                       const char *text);
// Its upper left corner at x, y; `strong`: the colour of what is emphasized.
void rich_text_draw(const RichText *rich, Canvas *canvas, float x, float y, Color color,
                    Color strong);
// Without its marks, on one line, for who reads it elsewhere; cut between two letters. Bytes as
// snprintf.
size_t rich_text_plain(const char *text, char *out, size_t size);
