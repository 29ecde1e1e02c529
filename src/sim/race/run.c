// One optimizer walking: x, its memory and the scalars of its step.
#include "sim/race/run.h"

#include <string.h>

void run_init(Run *run, const Optim *optim, const OptimParams *params, size_t n, const double *x,
              Arena *arena)
{
    *run = (Run){ .optim = optim, .params = *params, .n = n };
    run->x = arena_new(arena, double, n);
    run->state = arena_new(arena, double, n *(size_t)optim->state_count);
    run_restart(run, x);
}

void run_restart(Run *run, const double *x)
{
    memcpy(run->x, x, run->n * sizeof *x);
    memset(run->state, 0, run->n * (size_t)run->optim->state_count * sizeof *run->state);
    optim_scalars_start(&run->scalars);
    run->lost = false;
}

void run_step(Run *run, const OptimSight *sight)
{
    if (run->lost) {
        return;
    }
    const Optim *optim = run->optim;
    optim_scalars_advance(&run->scalars, &run->params);
    if (optim->update) {
        optim->update(&run->params, &run->scalars, run->n, run->x, sight->g, run->state);
    } else {
        optim->step(&run->params, &run->scalars, run->n, run->x, run->state, sight);
    }
}

bool run_second(const Run *run, double *second)
{
    const Optim *optim = run->optim;
    if (optim->second) {
        optim->second(&run->params, &run->scalars, run->n, run->x, run->state, second);
    }
    return optim->second != NULL;
}
