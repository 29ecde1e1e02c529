// Every gradient against differences of the loss, in double: a step of learning reports the loss it
// descends and leaves its gradient, so the two must agree for whatever the network is made of.
//
// Differences of fourth order, (f(-2h) - 8f(-h) + 8f(h) - f(2h))/12h with h = 2e-4: truncation is
// h⁴f⁽⁵⁾/30 ~ 5e-17 f⁽⁵⁾, rounding about 1e-15/h ~ 5e-12. So 1e-8 of the largest gradient leaves
// room for fifth derivatives of 1e8 (normalization of few rows); any error of a formula is far
// greater. Where a unit changes sides of a kink between the points, other numbers are drawn.
#include "net_stacks.h"

#include <math.h>

static const double H = 2e-4, TOLERANCE = 1e-8;
enum { ROWS = 6, TRIES = 20 };

typedef struct Bench {
    Arena arena;
    Learner learner;
    Real *start, *x, *target; // start: the parameters that all is measured at
    uint32_t *rows;
    size_t *places, place_count;
} Bench;

static void bench_init(Bench *bench, const Stack *stack, const Goal *goal, uint64_t seed)
{
    *bench = (Bench){ 0 };
    Rng rng;
    Net net;
    rng_init(&rng, seed, 0);
    stack_net(stack, &net, &bench->arena);
    fill_params(&net, &rng);
    const OptimParams params = { .lr = 0.01 };
    learner_init(&bench->learner, &net, goal, &optims[OPTIM_SGD], &params, ROWS, seed,
                 &bench->arena);
    bench->start = arena_new(&bench->arena, Real, net.param_count);
    memcpy(bench->start, net.params, sizeof(Real) * net.param_count);
    bench->x = normal_rows(ROWS, net.inputs, &rng, &bench->arena);
    bench->target = target_rows(goal->loss, ROWS, net.outputs, &rng, &bench->arena);
    bench->rows = rows_in_order(ROWS, &bench->arena);
    bench->places = true_places(&net, &bench->arena, &bench->place_count);
    cr_expect_eq(bench->place_count, net.weight_count, "%s", stack->name);
}

// The loss with parameter `place` moved, always of step 0, so with the same masks. pattern: of
// units that are above 0, added up.
static double loss_at(Bench *bench, size_t place, double move, uint64_t *pattern)
{
    Learner *learner = &bench->learner;
    memcpy(learner->net.params, bench->start, sizeof(Real) * learner->net.param_count);
    learner->net.params[place] += move;
    learner_restart(learner);
    const double loss =
        learner_step(learner, bench->x, bench->target, bench->rows, ROWS, false).loss;
    *pattern = 0;
    for (int l = 0; l < learner->net.layer_count; l++) {
        const LayerPlan *plan = &learner->net.layers[l].plan;
        for (int i = 0; plan->kind == LAYER_ACTIVATION && i < ROWS * padded(plan->out); i++) {
            *pattern = *pattern * 0x9e3779b97f4a7c15u + (learner->pass.outputs[l][i] > 0);
        }
    }
    return loss;
}

// d loss / d params[place]; *smooth false: a kink lies between.
static double difference(Bench *bench, size_t place, bool *smooth)
{
    static const double moves[5] = { -2, -1, 0, 1, 2 }, factors[5] = { 1, -8, 0, 8, -1 };
    double sum = 0;
    uint64_t first = 0, pattern;
    for (int i = 0; i < 5; i++) {
        sum += factors[i] * loss_at(bench, place, moves[i] * H, &pattern);
        first = i ? first : pattern;
        *smooth = *smooth && pattern == first;
    }
    return sum / (12 * H);
}

static double largest(const Real *v, size_t count)
{
    double max = 0;
    for (size_t i = 0; i < count; i++) {
        max = fmax(max, fabs((double)v[i]));
    }
    return max;
}

// The step's gradient, with pads of exactly 0.
static Real *gradient(Bench *bench, const char *name)
{
    const size_t n = bench->learner.net.param_count;
    Real *grad = arena_new(&bench->arena, Real, n), *pads = arena_new(&bench->arena, Real, n);
    uint64_t pattern;
    memset(bench->learner.grad, 0xff, sizeof(Real) * n); // NaN: it must be stored, not added
    loss_at(bench, bench->places[0], 0, &pattern);
    memcpy(grad, bench->learner.grad, sizeof(Real) * n);
    memcpy(pads, grad, sizeof(Real) * n);
    for (size_t i = 0; i < bench->place_count; i++) {
        pads[bench->places[i]] = 0;
    }
    for (size_t i = 0; i < n; i++) {
        cr_expect(pads[i] == 0, "%s: pad %zu has gradient %g", name, i, (double)pads[i]);
    }
    return grad;
}

// False: met a kink.
static bool agree(const Stack *stack, const Goal *goal, uint64_t seed)
{
    Bench bench;
    bench_init(&bench, stack, goal, seed);
    const Real *grad = gradient(&bench, stack->name);
    const double scale = fmax(largest(grad, bench.learner.net.param_count), 1e-3);
    double worst = 0;
    size_t at = 0;
    bool smooth = true;
    for (size_t i = 0; i < bench.place_count && smooth; i++) {
        const size_t place = bench.places[i];
        const double error = fabs((double)grad[place] - difference(&bench, place, &smooth));
        at = error > worst || isnan(error) ? place : at;
        worst = error > worst || isnan(error) ? error : worst;
    }
    if (smooth) {
        cr_expect(worst <= TOLERANCE * scale, "%s, %s: parameter %zu is off by %g of %g",
                  stack->name, losses[goal->loss].kind.key, at, worst, scale);
    }
    arena_free(&bench.arena);
    return smooth;
}

static void check(const Stack *stack, const Goal *goal, uint64_t seed)
{
    for (int i = 0; i < TRIES; i++) {
        if (agree(stack, goal, seed * TRIES + (uint64_t)i)) {
            return;
        }
    }
    cr_assert_fail("%s: kinks wherever it is measured", stack->name);
}

Test(gradients, of_every_activation)
{
    for (int a = 0; a < ACTIVATION_COUNT; a++) {
        const Stack stack = STACK(activations[a].kind.key, 3, DENSE(5), ACTIVATION(a), DENSE(18),
                                  ACTIVATION(a), DENSE(3));
        check(&stack, &(Goal){ .loss = LOSS_SOFTMAX_CROSS_ENTROPY }, 1);
        check(&stack, &(Goal){ .loss = LOSS_MSE }, 2);
    }
}

// clang-format off
static const Stack STACKS[] = {
    STACK("one dense layer", 4, DENSE(3)),
    STACK("dense without bias", 4, DENSE_NO_BIAS(7), ACTIVATION(ACTIVATION_TANH), DENSE_NO_BIAS(3)),
    STACK("wider than a vector", 33, DENSE(35), ACTIVATION(ACTIVATION_TANH), DENSE(17)),
    STACK("batch norm before", 3, DENSE(6), BATCHNORM, ACTIVATION(ACTIVATION_TANH), DENSE(2)),
    STACK("batch norm after", 3, DENSE(6), ACTIVATION(ACTIVATION_TANH), BATCHNORM, DENSE(2)),
    STACK("batch norm after relu", 3, DENSE(6), ACTIVATION(ACTIVATION_RELU), BATCHNORM, DENSE(2)),
    STACK("batch norm of the inputs", 3, BATCHNORM, DENSE(6), ACTIVATION(ACTIVATION_SILU), DENSE(2)),
    STACK("batch norm of the outputs", 3, DENSE(6), ACTIVATION(ACTIVATION_GELU), DENSE(2), BATCHNORM),
    STACK("layer norm before", 3, DENSE(6), LAYERNORM, ACTIVATION(ACTIVATION_GELU), DENSE(2)),
    STACK("layer norm after", 3, DENSE(17), ACTIVATION(ACTIVATION_SIGMOID), LAYERNORM, DENSE(2)),
    STACK("layer norm of the inputs", 5, LAYERNORM, DENSE(4), ACTIVATION(ACTIVATION_TANH), DENSE(2)),
    STACK("both norms before", 3, DENSE(6), BATCHNORM, LAYERNORM, ACTIVATION(ACTIVATION_RELU), DENSE(2)),
    STACK("both norms after", 3, DENSE(6), ACTIVATION(ACTIVATION_ELU), BATCHNORM, LAYERNORM, DENSE(2)),
    STACK("dropout", 3, DENSE(9), ACTIVATION(ACTIVATION_TANH), DROPOUT(0.4), DENSE(8),
          ACTIVATION(ACTIVATION_RELU), DROPOUT(0.4), DENSE(3)),
    STACK("dropout of the inputs", 9, DROPOUT(0.3), DENSE(5), ACTIVATION(ACTIVATION_TANH), DENSE(3)),
    STACK("dropout after batch norm", 3, DENSE(9), ACTIVATION(ACTIVATION_TANH), BATCHNORM,
          DROPOUT(0.4), DENSE(3)),
    STACK("dropconnect", 3, DENSE_DROP(9, 0.4), ACTIVATION(ACTIVATION_TANH), DENSE_DROP(9, 0.4),
          ACTIVATION(ACTIVATION_RELU), DENSE(3)),
    STACK("an activation upon another", 3, DENSE(6), ACTIVATION(ACTIVATION_TANH),
          ACTIVATION(ACTIVATION_SIGMOID), ACTIVATION(ACTIVATION_GELU), ACTIVATION(ACTIVATION_RELU), DENSE(2)),
    STACK("an activation at both ends", 3, ACTIVATION(ACTIVATION_TANH), DENSE(6), ACTIVATION(ACTIVATION_RELU)),
    STACK("a sigmoid for output", 3, DENSE(6), ACTIVATION(ACTIVATION_SOFTPLUS), DENSE(3), ACTIVATION(ACTIVATION_SIGMOID)),
    STACK("dense upon dense", 3, DENSE(6), DENSE(5), DENSE(2)),
    STACK("all together", 5, DENSE_DROP(19, 0.2), BATCHNORM, ACTIVATION(ACTIVATION_GELU), LAYERNORM,
          DROPOUT(0.3), DENSE_DROP(7, 0.2), LAYERNORM, ACTIVATION(ACTIVATION_LEAKY_RELU), BATCHNORM,
          DROPOUT(0.3), DENSE(3)),
};
// clang-format on

Test(gradients, of_every_layer)
{
    for (size_t i = 0; i < COUNT(STACKS); i++) {
        check(&STACKS[i], &(Goal){ .loss = LOSS_MSE }, 10 + i);
        check(&STACKS[i], &(Goal){ .loss = LOSS_SOFTMAX_CROSS_ENTROPY }, 40 + i);
    }
}

Test(gradients, of_every_loss_with_and_without_smoothing_and_for_any_number_of_outputs)
{
    const int outputs[] = { 1, 2, 3, 16, 17 };
    for (int loss = 0; loss < LOSS_COUNT; loss++) {
        for (size_t i = 0; i < COUNT(outputs); i++) {
            const Stack stack =
                STACK("any outputs", 4, DENSE(6), ACTIVATION(ACTIVATION_TANH), DENSE(outputs[i]));
            check(&stack, &(Goal){ .loss = (LossKind)loss }, 70 + i);
            check(&stack, &(Goal){ .loss = (LossKind)loss, .label_smoothing = 0.1 }, 80 + i);
        }
    }
}

Test(gradients, of_penalties_alone_and_together)
{
    const Goal goals[] = { { .l1 = 0.03 }, { .l2 = 0.05 }, { .l1 = 0.02, .l2 = 0.03 } };
    for (size_t g = 0; g < COUNT(goals); g++) {
        for (size_t i = 0; i < COUNT(STACKS); i++) {
            check(&STACKS[i], &goals[g], 100 + i);
        }
    }
}

// eps of the norms is large here: two nearly equal values, as a norm of two units or rows meets
// them, make a function too sharp for the step of the differences.
static Stack any_stack(Rng *rng)
{
    Stack stack = { .name = "a network by chance", .inputs = 1 + (int)rng_below(rng, 20) };
    const int hidden = (int)rng_below(rng, 4);
    for (int i = 0; i < hidden; i++) {
        const bool norm_before = rng_below(rng, 2), batch = rng_below(rng, 2);
        const bool norm = rng_below(rng, 2);
        const LayerPlan normalize = { .kind = batch ? LAYER_BATCHNORM : LAYER_LAYERNORM,
                                      .eps = 0.1,
                                      .momentum = 0.1 };
        stack_push(&stack, (LayerPlan){ .kind = LAYER_DENSE,
                                        .to = shape_features(1 + (int)rng_below(rng, 20)),
                                        .no_bias = rng_below(rng, 3) == 0,
                                        .drop = rng_below(rng, 3) == 0 ? 0.3 : 0 });
        if (norm && norm_before) {
            stack_push(&stack, normalize);
        }
        stack_push(&stack,
                   (LayerPlan){ .kind = LAYER_ACTIVATION,
                                .activation = (ActivationKind)rng_below(rng, ACTIVATION_COUNT) });
        if (norm && !norm_before) {
            stack_push(&stack, normalize);
        }
        if (rng_below(rng, 3) == 0) {
            stack_push(&stack, (LayerPlan){ .kind = LAYER_DROPOUT, .drop = 0.3 });
        }
    }
    stack_push(&stack, (LayerPlan){ .kind = LAYER_DENSE,
                                    .to = shape_features(1 + (int)rng_below(rng, 18)) });
    return stack;
}

Test(gradients, of_networks_by_chance)
{
    Rng rng;
    rng_init(&rng, 2026, 0);
    for (int i = 0; i < 60; i++) {
        const Stack stack = any_stack(&rng);
        const Goal goal = { .loss = (LossKind)rng_below(&rng, LOSS_COUNT),
                            .label_smoothing = 0.4 * rng_uniform(&rng),
                            .l1 = rng_below(&rng, 2) ? 0.01 : 0,
                            .l2 = rng_below(&rng, 2) ? 0.01 : 0 };
        check(&stack, &goal, 200 + (uint64_t)i);
    }
}
