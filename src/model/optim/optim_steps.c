// Line searches, and rates that values or steps tell, for landscapes (double) and networks (float).
#include "model/optim/optim_steps.h"

#include "base/processor.h"
#include "model/optim/optim_search.h"

#include <math.h>
#include <string.h>

#define REAL double
#define STEP(name) name##_double
#define SIGHT OptimSight
#define LOOK(sight, x, f, g) (sight)->look((sight)->context, x, f, g, NULL)
#include "model/optim/optim_steps_text.h"
#undef REAL
#undef STEP
#undef SIGHT
#undef LOOK

#define REAL float
#define STEP(name) name##_float
#define SIGHT OptimSightFloat
#define LOOK(sight, x, f, g) (sight)->look((sight)->context, x, f, g)
#include "model/optim/optim_steps_text.h"
#undef REAL
#undef STEP
#undef SIGHT
#undef LOOK

// The inverse of what the pairs say of the inverse Hessian: the columns of that are H e₁ and H e₂.
bool lbfgs_model(const OptimParams *p, const OptimScalars *s, const double *state,
                 UNUSED const double *h, double m[3])
{
    double pairs[4 * OPTIM_PAIRS_MAX], first[2] = { 1, 0 }, second[2] = { 0, 1 };
    memcpy(pairs, state, sizeof pairs);
    two_loops_double(p, s, 2, pairs, first);
    two_loops_double(p, s, 2, pairs, second);
    const double determinant = first[0] * second[1] - first[1] * second[0];
    m[0] = second[1] / determinant;
    m[1] = -first[1] / determinant;
    m[2] = first[0] / determinant;
    return s->search.pairs > 0;
}
