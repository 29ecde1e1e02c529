// From what was typed to what a book prints: fences only where the order of operations needs them,
// quotients as fractions, products without a sign where that reads well.
#pragma once

#include "draw/math.h"
#include "model/formula/formula_tree.h"

// In the arena; NULL if it is nested too deep to be read.
MathBox *formula_boxes(const FormulaTree *tree, Arena *arena);
