// A race on a built-in landscape, for the tests of what is read off races.
#pragma once

#include "sim/race/race.h"

#include <criterion/criterion.h>
#include <math.h>

typedef struct Bench {
    Arena arena;
    Scene scene;
    Formula formula;
    union {
        Objective base;
        FormulaObjective formula;
        FitObjective fit;
    } objective;
    Race *race;
} Bench;

static inline void bench_open(Bench *b, const char *landscape)
{
    *b = (Bench){ .race = race_create() };
    scene_defaults(&b->scene);
    scene_set_landscape(&b->scene, registry_row(&landscape_kinds, landscape));
    cr_assert(scene_compile(&b->scene, &b->formula, &b->arena, NULL));
}

// As the scene is now.
static inline void bench_start(Bench *b)
{
    scene_objective(&b->scene, &b->formula, &b->objective);
    race_start(b->race, &b->scene, &b->objective.base);
}

static inline void bench_run(Bench *b)
{
    bench_start(b);
    cr_assert(race_advance(b->race, INFINITY));
}

static inline void bench_close(Bench *b)
{
    race_destroy(b->race);
    arena_free(&b->arena);
}

static inline void set_rate(Scene *scene, OptimKind kind, double lr)
{
    scene->racers[kind].spec.params.lr = lr;
    scene->racers[kind].spec.has_rate = true;
}
