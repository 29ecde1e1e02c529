// The glyphs of drawn digits: strokes through knots, in one of two forms each.
#pragma once

typedef enum Pen {
    PEN_END,   // no more knots
    PEN_DOWN,  // a stroke begins
    PEN_CURVE, // the stroke goes through smoothly
    PEN_CORNER
} Pen;

// x from the middle to the right, y from the top (0) down to the base line (100).
typedef struct Knot {
    Pen pen;
    int x, y;
} Knot;

enum { DIGIT_KNOTS_MAX = 17, DIGIT_FORMS = 2 };

extern const Knot digit_glyphs[10][DIGIT_FORMS][DIGIT_KNOTS_MAX];
