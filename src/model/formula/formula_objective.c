// The planes of a block are just what a formula's evaluation takes and gives.
#include "model/formula/formula_objective.h"

#include <string.h>

static void eval(const Objective *base, Scratch *scratch, const ObjectiveBlock *block)
{
    const FormulaObjective *objective = (const FormulaObjective *)base;
    const size_t stride = block->stride;
    Jets out = { .f = block->f };
    if (block->g) {
        out.fx = block->g;
        out.fy = block->g + stride;
    }
    if (block->h) {
        out.fxx = block->h;
        out.fxy = block->h + stride;
        out.fyy = block->h + 2 * stride;
    }
    formula_eval(objective->formula, objective->params, scratch, block->count, block->x,
                 block->x + stride, &out);
}

static const ObjectiveType formula_type = { .eval = eval, .has_hessian = true };

static_assert(sizeof(FormulaObjective) <= OBJECTIVE_ROOM, "a formula's objective fits");

void formula_objective_init(FormulaObjective *objective, const Formula *formula,
                            const double *params)
{
    *objective = (FormulaObjective){ { &formula_type, 2, 0 }, formula, { 0 } };
    if (formula->param_count > 0) {
        memcpy(objective->params, params, (size_t)formula->param_count * sizeof *params);
    }
}
