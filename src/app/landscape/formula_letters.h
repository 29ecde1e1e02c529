// How the names and numbers of a formula are printed.
#pragma once

#include "draw/math.h"
#include "model/formula/formula_tree.h"

// theta is θ, a12 and a_12 have an index.
MathBox *name_box(const FormulaPart *name, Arena *arena);
// .5 is 0.5, 2e-3 is 2·10^(−3), ² is 2.
MathBox *number_box(const FormulaPart *number, Arena *arena);
bool is_one_letter(const FormulaPart *name);
bool has_exponent(const FormulaPart *part); // a number that is printed as a product
bool part_is_named(const FormulaPart *part, const char *name);
