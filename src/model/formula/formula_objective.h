// A formula with values for its parameters as something to descend: the first kind of Objective.
#pragma once

#include "model/formula/formula.h"
#include "model/objective.h"

typedef struct FormulaObjective {
    Objective base; // of x and y, with an exact Hessian
    const Formula *formula;
    double params[FORMULA_PARAMS_MAX]; // in the order of formula->param_names
} FormulaObjective;

// formula must outlive it; params [formula->param_count] are copied, NULL when there are none.
void formula_objective_init(FormulaObjective *objective, const Formula *formula,
                            const double *params);
