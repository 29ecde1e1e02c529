// A type for each of what the objective inside can do, so that whoever asks the type is answered as
// by the objective itself.
#include "model/penalty.h"

#include <math.h>

static void add_penalties(const PenalizedObjective *of, const ObjectiveBlock *block)
{
    const size_t n = of->base.n;
    for (size_t i = 0, row = 0; i < n; row += n - i, i++) {
        const double *x = block->x + i * block->stride;
        for (size_t k = 0; k < block->count && block->f; k++) {
            block->f[k] += of->l1 * fabs(x[k]) + of->l2 * (x[k] * x[k]);
        }
        for (size_t k = 0; k < block->count && block->g; k++) {
            const double side = x[k] > 0 ? of->l1 : x[k] < 0 ? -of->l1 : 0;
            block->g[i * block->stride + k] += side + 2 * of->l2 * x[k];
        }
        for (size_t k = 0; k < block->count && block->h; k++) {
            block->h[row * block->stride + k] += 2 * of->l2; // xx, yy: each row's first
        }
    }
}

static void eval(const Objective *objective, Scratch *scratch, const ObjectiveBlock *block)
{
    const PenalizedObjective *of = (const PenalizedObjective *)objective;
    objective_eval(of->inner, scratch, block);
    add_penalties(of, block);
}

static bool draw(const Objective *objective, Scratch *scratch, const ObjectivePart *part,
                 const ObjectiveBlock *block)
{
    const PenalizedObjective *of = (const PenalizedObjective *)objective;
    const bool drawn = of->inner->type->draw(of->inner, scratch, part, block);
    if (drawn) {
        add_penalties(of, block);
    }
    return drawn;
}

void penalty_init(PenalizedObjective *penalized, const Objective *inner, double l1, double l2)
{
    static const ObjectiveType types[2][2] = {
        // without and with a Hessian; whole, and in parts
        { { eval, NULL, false }, { eval, draw, false } },
        { { eval, NULL, true }, { eval, draw, true } },
    };
    *penalized = (PenalizedObjective){
        .base = { &types[inner->type->has_hessian][inner->type->draw != NULL], inner->n, 0 },
        .inner = inner,
        .l1 = l1,
        .l2 = l2,
    };
}
