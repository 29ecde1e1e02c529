// Formulas that stand in a text, as people write them: x^2/20 + y^2, eta*lambda < 2 + 2mu,
// sqrt(2/n), x_1, \frac{a}{b}. Nothing is wrong: what is not known is shown as it stands.
//
//     ^ and _   a power and an index: of one sign, a number, a name, or what {} or () hold
//     * / + -   · and / in one line, + and −;  <= >= != -> +-   ≤ ≥ ≠ → ±
//     names     of Greek letters are these, also with a backslash; sqrt is a root, | | an amount
//     \frac{}{} above and below a bar
#pragma once

#include "draw/math.h"

// All of text [length bytes], in the arena.
MathBox *math_read(Arena *arena, const char *text, size_t length);
