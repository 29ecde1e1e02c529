// A formula as a Python expression of tensors.
#pragma once

#include "base/error.h"

#include <stdio.h>

// A parameter's name as Python has it, where some words are taken. out [FORMULA_NAME_MAX + 8].
void torch_name(char *out, size_t size, const char *name);
// The value of a formula that compiles, as an expression of the tensors x and y, with gradients as
// the program takes them at kinks; `margin` begins each further line. False: it cannot be written.
bool torch_formula(FILE *out, const char *text, const char *margin, Error *err);
