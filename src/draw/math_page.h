// A formula in a column: as large as it fits, in as few and as natural lines as it fits, or not.
#pragma once

#include "base/array.h"
#include "draw/math.h"

enum { MATH_LINES_MAX = 5 };
static const float MATH_SIZE = 15, MATH_SIZE_LEAST = 11; // the smallest that is still readable

typedef enum MathHalf { MATH_WHOLE, MATH_OPENS, MATH_CLOSES, MATH_BEGINS } MathHalf;

typedef struct MathPiece {
    const MathBox *box;
    MathHalf half; // all of it, a half of a fence, an operator that begins a line
    float x, y;    // of its baseline's left end, from the page's upper left corner
    int line;
    int level; // how unnatural it is to end a line before it, from 0; -1: it cannot
} MathPiece;

typedef struct MathPage {
    Array(MathPiece) pieces;
    int lines; // 0: it does not fit, and nothing is shown
    float w, h;
} MathPage;

void math_page_finish(MathPage *page);
// Lays the box out in a column of that width. The box is the page's from then on: it must outlive
// it and not be laid out otherwise. False if it does not fit.
bool math_page_fit(MathPage *page, MathBox *box, const Canvas *canvas, float width);
void math_page_draw(const MathPage *page, Canvas *canvas, float x, float y, Color color);
