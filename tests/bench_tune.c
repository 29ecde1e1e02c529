// How long fair rates take: the best rate of each of the six classic optimizers, 40 rates and their
// refining, 100 steps each, on Rosenbrock's valley. Times are printed, never asserted.
#include "base/file.h"
#include "sim/race/tune.h"

#include <math.h>
#include <stdio.h>

// The best of many rounds.
static double tune_s(Tune *tune, const Scene *scene, const Objective *objective, Parallel *parallel)
{
    const TunePlan plan = { .by = TUNE_FINAL, .within = 1e-3, .lowest = 0 };
    const double until = clock_seconds() + 0.5;
    double best = INFINITY;
    while (clock_seconds() < until) {
        const double before = clock_seconds();
        tune_start(tune, scene, objective, &plan);
        tune_advance(tune, parallel, INFINITY);
        best = fmin(best, clock_seconds() - before);
    }
    return best;
}

int main(void)
{
    static Scene scene;
    Arena arena = { 0 };
    Formula formula;
    FormulaObjective objective;
    Tune *tune = tune_create();
    Parallel *parallel = parallel_create(0);
    scene_defaults(&scene);
    scene_set_landscape(&scene, registry_row(&landscape_kinds, "rosenbrock"));
    if (!formula_compile(&formula, scene.landscape->formula, &arena, NULL)) {
        return 1;
    }
    scene_objective(&scene, &formula, &objective);
    const double alone = tune_s(tune, &scene, &objective.base, NULL) * 1e3;
    const double all = tune_s(tune, &scene, &objective.base, parallel) * 1e3;
    int rates = 0;
    for (int i = 0; i < tune_count(tune); i++) {
        rates += tune_curve(tune, i).count;
    }
    printf("Fair rates of six optimizers, 100 steps, milliseconds   (reach: under 20)\n");
    printf("  %d rates, one thread    %6.2f\n", rates, alone);
    printf("  %d rates, %2d thread%s    %6.2f\n", rates, parallel_threads(parallel),
           parallel_threads(parallel) == 1 ? " " : "s", all);
    parallel_destroy(parallel);
    tune_destroy(tune);
    arena_free(&arena);
    return 0;
}
