// A step sees one and the same function at all points: the part that is drawn for it, with the same
// noise.
#include "sim/race/sight.h"

static void look(void *context, const double *x, double *f, double *g, double *h)
{
    const Sight *sight = context;
    const Objective *objective = sight->objective;
    const ObjectiveBlock seen = { 1, 1, x, f, g, NULL }, whole = { 1, 1, x, NULL, NULL, h };
    if (f || g) {
        objective_sample(objective, sight->scratch, &sight->part, &seen);
    }
    for (size_t i = 0; i < objective->n && g; i++) {
        g[i] += sight->noise[i];
    }
    if (h) {
        objective_eval_hessian(objective, sight->scratch, sight->apart, &whole);
    }
}

OptimSight sight_at(Sight *sight, const Run *run, double f, const double *g)
{
    OptimSight at = { .f = f, .g = g };
    const unsigned needs = run->needs;
    if (needs & OPTIM_HESSIAN) {
        look(sight, run->x, NULL, NULL, sight->h);
        at.h = sight->h;
    }
    if (needs & OPTIM_POINTS) {
        at.look = look;
        at.context = sight;
    }
    return at;
}
