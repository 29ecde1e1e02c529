// One optimizer walking: x, its memory and the scalars of its step.
#include "sim/race/run.h"

#include "model/optim/optim_scalars.h"

#include <math.h>
#include <string.h>

static size_t vectors(const Run *run)
{
    return (size_t)run->optim->state_count + (size_t)around_vectors(&run->params);
}

// What goes around the rule keeps its vectors behind the rule's own.
static double *around_memory(const Run *run)
{
    return run->state + (size_t)run->optim->state_count * run->n;
}

void run_init(Run *run, const Optim *optim, const OptimParams *params, size_t n, const double *x,
              Arena *arena)
{
    assert(n <= RUN_N_MAX);
    *run = (Run){ .optim = optim, .n = n };
    run_take(run, params);
    run->x = arena_new(arena, double, n);
    run->state = arena_new(arena, double, n *vectors(run));
    run_restart(run, x);
}

void run_take(Run *run, const OptimParams *params)
{
    run->params = *params;
    run->needs = around_needs(run->optim, params);
    run->around = around_any(params);
    run->plain = !run->around && run->optim->update && !run->optim->advance &&
                 schedule_rests(&params->schedule);
    run->keeps = run->around || run->optim->second;
}

void run_restart(Run *run, const double *x)
{
    memcpy(run->x, x, run->n * sizeof *x);
    memset(run->state, 0, run->n * vectors(run) * sizeof *run->state);
    optim_scalars_start(&run->scalars);
    run->lost = false;
}

static double norm_of(const double *g, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += g[i] * g[i];
    }
    return sqrt(sum);
}

static void decay(double *g, const OptimParams *params, const double *x, size_t n)
{
    for (size_t i = 0; i < n && params->coupled_decay > 0; i++) {
        g[i] += params->coupled_decay * x[i];
    }
}

void run_gradient(const Run *run, const OptimSight *sight, double *g)
{
    const OptimParams *params = &run->params;
    memcpy(g, sight->g, run->n * sizeof *g);
    decay(g, params, run->x, run->n);
    if (params->sam > 0) {
        const double step = params->sam / (norm_of(g, run->n) + 1e-12);
        double worse[RUN_N_MAX];
        for (size_t i = 0; i < run->n; i++) {
            worse[i] = run->x[i] + step * g[i];
        }
        sight->look(sight->context, worse, NULL, g, NULL);
        decay(g, params, worse, run->n);
    }
    const double factor = around_clip_factor(params, params->clip > 0 ? norm_of(g, run->n) : 0);
    for (size_t i = 0; i < run->n; i++) {
        g[i] *= factor;
    }
    around_clip_value(params, run->n, g);
}

static void rule_step(Run *run, const OptimSight *sight)
{
    OptimParams room;
    const OptimParams *params = optim_params_now(&run->params, &run->scalars, &room);
    if (run->optim->update) {
        run->optim->update(params, &run->scalars, run->n, run->x, sight->g, run->state);
    } else {
        run->optim->step(params, &run->scalars, run->n, run->x, run->state, sight);
    }
}

static void step_around(Run *run, const OptimSight *sight)
{
    double g[RUN_N_MAX];
    OptimSight seen = *sight;
    run_gradient(run, sight, g);
    seen.g = g;
    around_begin(&run->params, &run->scalars, run->n, run->x, around_memory(run));
    rule_step(run, &seen);
    around_end(&run->params, &run->scalars, run->n, run->x, around_memory(run));
}

void run_step(Run *run, const OptimSight *sight)
{
    if (run->lost) {
        return;
    }
    if (run->plain) {
        optim_scalars_rest(&run->scalars, &run->params);
        run->optim->update(&run->params, &run->scalars, run->n, run->x, sight->g, run->state);
        return;
    }
    optim_advance(run->optim, &run->scalars, &run->params);
    if (run->around) {
        step_around(run, sight);
    } else {
        rule_step(run, sight);
    }
}

bool run_point(const Run *run, AroundPoint point, double *at)
{
    const Optim *optim = run->optim;
    if (!around_keeps(optim, &run->params, point)) {
        return false;
    }
    if (run->scalars.t == 0) {
        memcpy(at, run->x, run->n * sizeof *at);
    } else if (point == AROUND_OWN) {
        optim->second(&run->params, &run->scalars, run->n, run->x, run->state, at);
    } else {
        const size_t vector = (size_t)around_vector(&run->params, point);
        memcpy(at, around_memory(run) + vector * run->n, run->n * sizeof *at);
    }
    return true;
}
