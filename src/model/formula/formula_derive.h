// The rule by which each operator is derived.
#pragma once

#include "model/formula/formula_op.h"

extern FormulaDerive *const formula_derivatives[OP_COMPUTED];
