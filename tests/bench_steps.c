// Prints what a step of a network of about 100,000 weights costs under each method that sees more
// than a gradient or knows matrices, beside Adam's: forward, backward and whatever it looks at.
#include "base/file.h"
#include "net_stacks.h"

#include <stdio.h>

enum { ROWS = 64, STEPS = 30 };

// clang-format off
static const Stack WIDE = STACK("64-256-256-64-10", 64, DENSE(256), ACTIVATION(ACTIVATION_RELU),
    DENSE(256), ACTIVATION(ACTIVATION_RELU), DENSE(64), ACTIVATION(ACTIVATION_RELU), DENSE(10));
// clang-format on

static void measure(OptimKind kind)
{
    Arena arena = { 0 };
    Rng rng;
    Net net;
    Learner learner;
    OptimParams params;
    const Goal goal = { .loss = LOSS_SOFTMAX_CROSS_ENTROPY };
    rng_init(&rng, 5, 0);
    stack_net(&WIDE, &net, &arena);
    fill_params(&net, &rng);
    optim_defaults(&optims[kind], &params);
    learner_init(&learner, &net, &goal, &optims[kind], &params, ROWS, 1, &arena);
    const Real *x = normal_rows(ROWS, 64, &rng, &arena);
    const Real *target = target_rows(goal.loss, ROWS, 10, &rng, &arena);
    const uint32_t *rows = rows_in_order(ROWS, &arena);
    double best = INFINITY, loss = 0;
    for (int step = 0; step < STEPS; step++) {
        const double begin = clock_seconds();
        loss = learner_step(&learner, x, target, rows, ROWS, false).loss;
        best = fmin(best, clock_seconds() - begin);
    }
    printf("  %-17s %8.2f   (loss %.3g after %d steps)\n", optims[kind].kind.key, best * 1e3, loss,
           STEPS);
    arena_free(&arena);
}

int main(void)
{
    static const OptimKind kinds[] = {
        OPTIM_ADAM,  OPTIM_MUON, OPTIM_ADAFACTOR, OPTIM_POLYAK_STEP, OPTIM_BARZILAI_BORWEIN,
        OPTIM_LBFGS, OPTIM_CG
    };
    printf("One step on 64 rows, 100,000 weights, milliseconds (the quickest of %d)\n", STEPS);
    for (size_t k = 0; k < COUNT(kinds); k++) {
        measure(kinds[k]);
    }
    return 0;
}
