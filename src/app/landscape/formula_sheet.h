// The formula of the scene, printed as in a book below its field: laid out when it or the column
// changes, drawn in every frame.
#pragma once

#include "draw/math_page.h"

typedef struct FormulaSheet {
    Arena arena;  // the boxes and the copy of the text
    char *text;   // what is laid out; NULL: nothing yet
    float column; // how wide it was laid out for
    MathPage page;
} FormulaSheet;

void formula_sheet_finish(FormulaSheet *sheet);
// The page of that text in a column of that width; its height is 0 if it cannot be shown.
const MathPage *formula_sheet_page(FormulaSheet *sheet, const char *text, const Canvas *canvas,
                                   float width);
