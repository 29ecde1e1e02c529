// How fast a race is: nanoseconds for one optimizer's step on Rosenbrock's valley through the
// formula engine, alone and with the others. Times are printed, never asserted.
#include "base/file.h"
#include "sim/race/race.h"

#include <math.h>
#include <stdio.h>

typedef struct Rosenbrock {
    Arena arena;
    Scene scene;
    Formula formula;
    FormulaObjective objective;
    Race *race;
} Rosenbrock;

// The best of many rounds, in nanoseconds for each run's step.
static double step_ns(Rosenbrock *b, int steps)
{
    double best = INFINITY;
    b->scene.steps = steps;
    const double until = clock_seconds() + 0.4;
    while (clock_seconds() < until) {
        const double before = clock_seconds();
        scene_objective(&b->scene, &b->formula, &b->objective);
        race_start(b->race, &b->scene, &b->objective.base);
        race_advance(b->race, INFINITY);
        const double taken = clock_seconds() - before;
        best = taken < best ? taken : best;
    }
    return best * 1e9 / steps / race_run_count(b->race);
}

int main(void)
{
    Rosenbrock b = { .race = race_create() };
    scene_defaults(&b.scene);
    scene_set_landscape(&b.scene, registry_row(&landscape_kinds, "rosenbrock"));
    if (!formula_compile(&b.formula, b.scene.landscape->formula, &b.arena, NULL)) {
        return 1;
    }
    const double together = step_ns(&b, 1000);
    printf("One optimizer's step on Rosenbrock's valley, 2D, nanoseconds\n");
    printf("  six together      %7.1f   (reach: under 40)\n", together);
    b.scene.racer_count = 1;
    for (int k = 0; k < OPTIM_COUNT; k++) {
        OptimSpec *spec = &b.scene.racers[0].spec;
        if (!(optims[k].places & OPTIM_IN_PLANE)) {
            continue;
        }
        spec->optim = &optims[k];
        optim_defaults(spec->optim, &spec->params);
        printf("  %-8s alone    %7.1f\n", optims[k].kind.key, step_ns(&b, 1000));
    }
    printf("  for comparison: a scalar C loop 5-17, gradient_descent_viz 23-46,\n"
           "  numpy 1,900-7,300, PyTorch eager 70,000-97,000\n");
    printf("The whole race, six optimizers x 1,000 steps: %.2f ms\n", together * 6000 * 1e-6);
    race_destroy(b.race);
    arena_free(&b.arena);
    return 0;
}
