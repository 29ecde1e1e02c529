// Every gradient against differences of the loss, in double: a step of learning reports the loss it
// descends and leaves its gradient, so the two must agree for whatever the network is made of.
//
// Differences of fourth order, (f(-2h) - 8f(-h) + 8f(h) - f(2h))/12h with h = 2e-4: truncation is
// h⁴f⁽⁵⁾/30 ~ 5e-17 f⁽⁵⁾, rounding about 1e-15/h ~ 5e-12. So 1e-8 of the largest gradient leaves
// room for fifth derivatives of 1e8 (normalization of few rows); any error of a formula is far
// greater. A parameter between whose points a unit changes sides of a kink, or a window another
// greatest number, is measured again with other numbers.
#include "net_stacks.h"

#include <math.h>

static const double H = 2e-4, TOLERANCE = 1e-8;
enum { ROWS = 6, TRIES = 20, PLACES_MAX = 5000 };

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
    cr_assert(bench->place_count <= PLACES_MAX, "%s", stack->name);
}

// Which sides of its kinks each unit is on, as one number.
static uint64_t sides(uint64_t pattern, const Layer *layer, const NetPass *pass, int l)
{
    const LayerPlan *plan = &layer->plan;
    const bool from_output =
        plan->kind == LAYER_ACTIVATION && activations[plan->activation].from_output;
    const Real *s = from_output ? pass->outputs[l] : pass->inputs[l];
    for (int i = 0; i < ROWS * padded(plan->out); i++) {
        const int side = (s[i] > 0) + 2 * (s[i] > -3) + 4 * (s[i] > 3);
        pattern = pattern * 0x9e3779b97f4a7c15u + (uint64_t)side;
    }
    return pattern;
}

// Where each window of a pool has its greatest number.
static uint64_t greatest(uint64_t pattern, const LayerPlan *plan, const Real *x)
{
    const int across = plan->to.width, area = shape_area(plan->to), wide = plan->from.width;
    for (int i = 0; i < ROWS * plan->out; i++) {
        const int place = i % plan->out;
        const Real *channel =
            x + i / plan->out * padded(plan->in) + place / area * shape_area(plan->from);
        const Real *window = channel + place % area / across * plan->stride * wide +
                             place % area % across * plan->stride;
        int best = 0;
        for (int k = 1; k < plan->kernel * plan->kernel; k++) {
            const int at = k / plan->kernel * wide + k % plan->kernel;
            best = window[at] > window[best] ? at : best;
        }
        pattern = pattern * 0x9e3779b97f4a7c15u + (uint64_t)best;
    }
    return pattern;
}

// Of what was on which side in the last pass.
static uint64_t pattern_of(const Learner *learner)
{
    uint64_t pattern = 0;
    for (int l = 0; l < learner->net.layer_count; l++) {
        const Layer *layer = &learner->net.layers[l];
        if (layer_role(layer->plan.kind) == ROLE_ACTIVATION) {
            pattern = sides(pattern, layer, &learner->pass, l);
        } else if (layer->plan.kind == LAYER_MAXPOOL) {
            pattern = greatest(pattern, &layer->plan, learner->pass.inputs[l]);
        }
    }
    return pattern;
}

// Always of step 0, so with the same masks.
typedef double LossWay(Bench *bench);

static double step_loss(Bench *bench)
{
    Learner *learner = &bench->learner;
    learner_restart(learner);
    return learner_step(learner, bench->x, bench->target, bench->rows, ROWS, false).loss;
}

// Without the way back, which is most of a step; equal to the step's where nothing is penalized.
static double pass_loss(Bench *bench)
{
    Learner *learner = &bench->learner;
    const NetDraw draw = { learner->seed, 0 };
    const Real *out = net_forward(&learner->net, &learner->pass, NET_TRAIN, draw, bench->x, ROWS);
    return learner_loss(learner, ROWS, out, bench->target, NULL);
}

static bool penalized(const Bench *bench)
{
    return bench->learner.goal.l1 > 0 || bench->learner.goal.l2 > 0;
}

// The loss with one number of the parameters or of the rows moved.
static double loss_at(Bench *bench, LossWay *loss, Real *moved, double move)
{
    Net *net = &bench->learner.net;
    memcpy(net->params, bench->start, sizeof(Real) * net->param_count);
    const Real before = *moved;
    *moved += move;
    const double there = loss(bench);
    *moved = before;
    return there;
}

// d loss / d *moved; NAN: a kink lies between.
static double difference(Bench *bench, Real *moved)
{
    static const double moves[5] = { -2, -1, 0, 1, 2 }, factors[5] = { 1, -8, 0, 8, -1 };
    LossWay *loss = penalized(bench) ? step_loss : pass_loss;
    double sum = 0;
    uint64_t first = 0;
    for (int i = 0; i < 5; i++) {
        sum += factors[i] * loss_at(bench, loss, moved, moves[i] * H);
        const uint64_t pattern = pattern_of(&bench->learner);
        first = i ? first : pattern;
        if (pattern != first) {
            return NAN;
        }
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
    Real *first = bench->learner.net.params;
    memset(bench->learner.grad, 0xff, sizeof(Real) * n); // NaN: it must be stored, not added
    const double loss = loss_at(bench, step_loss, first, 0);
    memcpy(grad, bench->learner.grad, sizeof(Real) * n);
    cr_expect(penalized(bench) || loss_at(bench, pass_loss, first, 0) == loss, "%s", name);
    memcpy(pads, grad, sizeof(Real) * n);
    for (size_t i = 0; i < bench->place_count; i++) {
        pads[bench->places[i]] = 0;
    }
    for (size_t i = 0; i < n; i++) {
        cr_expect(pads[i] == 0, "%s: pad %zu has gradient %g", name, i, (double)pads[i]);
    }
    return grad;
}

// The gradient at the rows, by a pass of its own with the step's masks; pads of exactly 0. The
// parameters' must be what it is without.
static const Real *input_gradient(Bench *bench, const char *name)
{
    Learner *learner = &bench->learner;
    Net *net = &learner->net;
    const size_t n = net->param_count;
    const int wide = padded(net->inputs);
    Real *grad = arena_new(&bench->arena, Real, n);
    loss_at(bench, step_loss, net->params, 0);
    memcpy(net->params, bench->start, sizeof(Real) * n);
    const Real *out =
        net_forward(net, &learner->pass, NET_TRAIN, (NetDraw){ learner->seed, 0 }, bench->x, ROWS);
    learner_loss(learner, ROWS, out, bench->target, learner->pass.d[0]);
    const Real *at_x = net_backward_to_input(net, &learner->pass, learner->pass.d[0], grad);
    cr_expect(memcmp(grad, learner->grad, sizeof(Real) * n) == 0, "%s", name);
    for (int i = 0; i < ROWS * wide; i++) {
        cr_expect(i % wide < net->inputs || at_x[i] == 0, "%s: pad %d", name, i);
    }
    Real *kept = arena_new(&bench->arena, Real, ROWS * wide);
    memcpy(kept, at_x, sizeof(Real) * (size_t)(ROWS * wide));
    return kept;
}

// How many of the rows' numbers had no kink near them. A row of six moves the statistics of its
// batch more than a weight does, and its fifth derivative is larger.
static int inputs_agree(const Stack *stack, const Goal *goal, uint64_t seed)
{
    Bench bench;
    bench_init(&bench, stack, goal, seed);
    const Real *at_x = input_gradient(&bench, stack->name);
    const int inputs = bench.learner.net.inputs, wide = padded(inputs);
    const double scale = fmax(largest(at_x, (size_t)(ROWS * wide)), 1e-3);
    int measured = 0;
    for (int i = 0; i < ROWS * inputs; i++) {
        const int place = i / inputs * wide + i % inputs;
        const double slope = difference(&bench, bench.x + place);
        measured += !isnan(slope);
        cr_expect(isnan(slope) || fabs((double)at_x[place] - slope) <= 10 * TOLERANCE * scale,
                  "%s: input %d is %g, not %g", stack->name, place, (double)at_x[place], slope);
    }
    arena_free(&bench.arena);
    return measured;
}

// Of those parameters that have not been seen; how many of them have been seen now.
static size_t agree(const Stack *stack, const Goal *goal, uint64_t seed, bool *seen)
{
    Bench bench;
    bench_init(&bench, stack, goal, seed);
    const Real *grad = gradient(&bench, stack->name);
    const double scale = fmax(largest(grad, bench.learner.net.param_count), 1e-3);
    double worst = 0;
    size_t at = 0, left = 0;
    for (size_t i = 0; i < bench.place_count; i++) {
        const size_t place = bench.places[i];
        const double slope =
            seen[i] ? (double)NAN : difference(&bench, bench.learner.net.params + place);
        const double error = isnan(slope) ? 0 : fabs((double)grad[place] - slope);
        seen[i] = seen[i] || !isnan(slope);
        left += !seen[i];
        at = error > worst || isnan(error) ? place : at;
        worst = error > worst || isnan(error) ? error : worst;
    }
    cr_expect(worst <= TOLERANCE * scale, "%s, %s: parameter %zu is off by %g of %g", stack->name,
              losses[goal->loss].kind.key, at, worst, scale);
    arena_free(&bench.arena);
    return left;
}

static void check(const Stack *stack, const Goal *goal, uint64_t seed)
{
    static bool seen[PLACES_MAX];
    size_t left = 1;
    memset(seen, 0, sizeof seen);
    for (int i = 0; i < TRIES && left > 0; i++) {
        left = agree(stack, goal, seed * TRIES + (uint64_t)i, seen);
    }
    cr_assert_eq(left, 0, "%s: %zu parameters met kinks wherever they were measured", stack->name,
                 left);
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
    STACK("tied", 6, DENSE(6), ACTIVATION(ACTIVATION_TANH), DENSE_TIED(6, 0), ACTIVATION(ACTIVATION_TANH), DENSE_TIED(6, 0), DENSE(2)),
    STACK("tied behind others, and twice", 3, DENSE(6), ACTIVATION(ACTIVATION_TANH), DENSE(6), LAYERNORM, ACTIVATION(ACTIVATION_GELU),
          DENSE_TIED(6, 2), LAYERNORM, DENSE(6), ACTIVATION(ACTIVATION_SILU), DENSE_TIED(6, 2), DENSE(4), DENSE(4), DENSE_TIED(4, 11), DENSE(2)),
    STACK("tied in branches", 6, DENSE(6), ACTIVATION(ACTIVATION_TANH), DENSE_TIED(6, 0), ADD(0), ACTIVATION(ACTIVATION_GELU),
          DENSE_TIED(6, 0), ADD(3), DENSE(6), ACTIVATION(ACTIVATION_TANH), DENSE_TIED(6, 7), ADD(-1), DENSE(2)),
    STACK("tied, weight norm", 6, { .kind = LAYER_DENSE, .to = { 6, 1, 1 }, .weight_norm = true }, ACTIVATION(ACTIVATION_TANH),
          { .kind = LAYER_DENSE, .to = { 6, 1, 1 }, .weight_norm = true, .tied = 1 }, DENSE_NORMED(2)),
    STACK("tied, weights dropped", 6, DENSE_DROP(6, 0.4), ACTIVATION(ACTIVATION_TANH),
          { .kind = LAYER_DENSE, .to = { 6, 1, 1 }, .drop = 0.4, .tied = 1 }, DENSE(2)),
    PICTURE_STACK("tied convolutions", 2, 5, 4, CONV_AT(2, 3, 1, 1), ACTIVATION(ACTIVATION_TANH), CONV_TIED(2, 3, 1, 0), BATCHNORM,
                  ACTIVATION(ACTIVATION_TANH), CONV_TIED(2, 3, 0, 0), DENSE(2)),
    STACK("features of the plane", 2, { .kind = LAYER_FEATURES, .features = (1 << INPUT_FEATURE_COUNT) - 1 }, DENSE(6),
          ACTIVATION(ACTIVATION_TANH), DENSE(2)),
    STACK("features behind weights", 3, DENSE(2), { .kind = LAYER_FEATURES, .features = 1 << INPUT_XY | 1 << INPUT_SIN_Y },
          ACTIVATION(ACTIVATION_GELU), DENSE(2), { .kind = LAYER_FEATURES, .features = 1 << INPUT_Y_SQUARED | 1 << INPUT_X }),
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
    STACK("weight norm", 4, DENSE_NORMED(6), ACTIVATION(ACTIVATION_TANH), DENSE_NORMED(17), ACTIVATION(ACTIVATION_SILU), DENSE_NORMED(2)),
    STACK("weight norm, weights dropped", 6, { .kind = LAYER_DENSE, .to = { 9, 1, 1 }, .weight_norm = true, .drop = 0.4 },
          ACTIVATION(ACTIVATION_TANH), DENSE(3)),
    STACK("rms norm", 4, RMSNORM, DENSE(7), RMSNORM, ACTIVATION(ACTIVATION_MISH), RMSNORM, DENSE(2), RMSNORM),
    STACK("group norm of features", 4, DENSE(12), GROUPNORM(3), ACTIVATION(ACTIVATION_TANH), DENSE(20), GROUPNORM(4), DENSE(2)),
    STACK("group norm in one group", 6, GROUPNORM(1), DENSE(5), ACTIVATION(ACTIVATION_SIGMOID), GROUPNORM(1), DENSE(2)),
    STACK("prelu", 4, DENSE(7), PRELU, DENSE(20), PRELU, DENSE(2)),
    STACK("prelu upon the inputs", 4, PRELU, DENSE(7), ACTIVATION(ACTIVATION_TANH), PRELU, DENSE(2)),
    STACK("a connection", 3, DENSE(6), ACTIVATION(ACTIVATION_TANH), DENSE(6), ACTIVATION(ACTIVATION_GELU), DENSE(6), ADD(1),
          ACTIVATION(ACTIVATION_RELU), DENSE(2)),
    STACK("connections from the inputs", 5, ADD(-1), DENSE(5), ACTIVATION(ACTIVATION_TANH), ADD(-1), DENSE(5), ADD(-1), DENSE(2)),
    STACK("connections in connections", 5, DENSE(6), ACTIVATION(ACTIVATION_TANH), DENSE(6), ACTIVATION(ACTIVATION_SILU), DENSE(6),
          ADD(2), ACTIVATION(ACTIVATION_TANH), DENSE(6), ADD(1), DENSE(6), ADD(0), ACTIVATION(ACTIVATION_GELU), DENSE(2)),
    STACK("one layer added twice", 3, DENSE(6), ACTIVATION(ACTIVATION_SIGMOID), ADD(1), DENSE(6), ADD(1), ADD(2), DENSE(2)),
    STACK("a branch without weights", 3, DENSE(6), ACTIVATION(ACTIVATION_TANH), ADD(0), LAYERNORM, DENSE(2)),
    STACK("the last of all is added", 3, DENSE(3), ACTIVATION(ACTIVATION_TANH), DENSE(3), ADD(-1)),
    STACK("a dropout is added", 6, DENSE(9), DROPOUT(0.3), ACTIVATION(ACTIVATION_TANH), DENSE(9), ADD(1), DROPOUT(0.3), DENSE(9),
          ADD(5), DENSE(2)),
    STACK("a flatten is added", 6, DENSE(9), ACTIVATION(ACTIVATION_TANH), FLATTEN, ACTIVATION(ACTIVATION_RELU), DENSE(9), ADD(2), DENSE(2)),
    STACK("residual with batch norm", 3, DENSE(6), BATCHNORM, ACTIVATION(ACTIVATION_RELU), DENSE(6), BATCHNORM,
          ACTIVATION(ACTIVATION_RELU), DENSE(6), BATCHNORM, ADD(2), ACTIVATION(ACTIVATION_RELU), DENSE(2)),
    STACK("residual, pre-activation", 3, DENSE(7), LAYERNORM, ACTIVATION(ACTIVATION_RELU), DENSE(7), LAYERNORM,
          ACTIVATION(ACTIVATION_RELU), DENSE(7), ADD(0), LAYERNORM, ACTIVATION(ACTIVATION_RELU), DENSE(2)),
    STACK("stochastic depth", 3, DENSE(6), ACTIVATION(ACTIVATION_TANH), DENSE(6), ADD_DROP(1, 0.5), ACTIVATION(ACTIVATION_TANH),
          DENSE(6), ADD_DROP(4, 0.3), DENSE(2)),
    PICTURE_STACK("convolution", 2, 5, 4, CONV(3, 3), ACTIVATION(ACTIVATION_TANH), DENSE(2)),
    PICTURE_STACK("convolution 1x1", 3, 3, 4, CONV(4, 1), ACTIVATION(ACTIVATION_GELU), CONV(2, 1), DENSE(2)),
    PICTURE_STACK("convolution with stride and pads", 2, 6, 5, CONV_AT(3, 3, 2, 1), ACTIVATION(ACTIVATION_TANH),
                  CONV_AT(17, 2, 1, 1), ACTIVATION(ACTIVATION_TANH), CONV_AT(2, 4, 3, 2), DENSE(2)),
    PICTURE_STACK("pads wider than the picture", 1, 2, 3, CONV_AT(2, 5, 2, 3), ACTIVATION(ACTIVATION_TANH), DENSE(2)),
    PICTURE_STACK("convolution and relu", 1, 5, 5, CONV_AT(3, 3, 1, 1), ACTIVATION(ACTIVATION_RELU), CONV(2, 3),
                  ACTIVATION(ACTIVATION_RELU), DENSE(2)),
    PICTURE_STACK("convolution without bias, weight norm", 2, 4, 4, CONV_NORMED(3, 3, 1), ACTIVATION(ACTIVATION_TANH),
                  CONV_NORMED(2, 2, 0), DENSE(2)),
    PICTURE_STACK("convolution, weights dropped", 2, 4, 4, CONV_DROP(3, 3, 0.4), ACTIVATION(ACTIVATION_TANH), DENSE(2)),
    PICTURE_STACK("a convolution for output", 2, 4, 4, CONV(3, 2), ACTIVATION(ACTIVATION_TANH), CONV(2, 2)),
    PICTURE_STACK("greatest of windows", 2, 6, 5, CONV(3, 2), MAXPOOL(2, 2), ACTIVATION(ACTIVATION_TANH), DENSE(2)),
    PICTURE_STACK("greatest of windows that overlap", 2, 6, 5, CONV_AT(3, 3, 1, 1), ACTIVATION(ACTIVATION_RELU), MAXPOOL(3, 1),
                  CONV(2, 2), MAXPOOL(2, 1), DENSE(2)),
    PICTURE_STACK("mean of windows", 2, 6, 5, CONV(3, 2), AVGPOOL(2, 2), ACTIVATION(ACTIVATION_TANH), AVGPOOL(2, 1), DENSE(2)),
    PICTURE_STACK("mean of windows apart", 2, 7, 7, AVGPOOL(3, 2), CONV(3, 2), AVGPOOL(1, 2), DENSE(2)),
    PICTURE_STACK("mean of all", 2, 4, 5, CONV(5, 2), ACTIVATION(ACTIVATION_TANH), GLOBAL_AVGPOOL, DENSE(2)),
    PICTURE_STACK("batch norm of channels", 2, 4, 4, BATCHNORM, CONV(3, 2), BATCHNORM, ACTIVATION(ACTIVATION_TANH), DENSE(2)),
    PICTURE_STACK("layer norm of a picture", 2, 4, 3, LAYERNORM, CONV(3, 2), LAYERNORM, ACTIVATION(ACTIVATION_TANH), DENSE(2)),
    PICTURE_STACK("rms norm of a picture", 2, 4, 3, RMSNORM, CONV(3, 2), RMSNORM, ACTIVATION(ACTIVATION_SILU), DENSE(2)),
    PICTURE_STACK("group norm of channels", 4, 3, 4, GROUPNORM(2), CONV(6, 2), GROUPNORM(3), ACTIVATION(ACTIVATION_TANH), DENSE(2)),
    PICTURE_STACK("instance norm", 2, 4, 4, CONV(3, 2), GROUPNORM(3), ACTIVATION(ACTIVATION_TANH), DENSE(2)),
    PICTURE_STACK("channels dropped", 3, 4, 4, CHANNEL_DROPOUT(0.3), CONV(6, 2), ACTIVATION(ACTIVATION_TANH), CHANNEL_DROPOUT(0.4),
                  DENSE(2)),
    PICTURE_STACK("prelu of pictures", 2, 4, 4, CONV(3, 2), PRELU, GLOBAL_AVGPOOL, DENSE(2)),
    PICTURE_STACK("residual of pictures", 2, 4, 4, CONV_AT(3, 3, 1, 1), ACTIVATION(ACTIVATION_TANH), CONV_AT(3, 3, 1, 1), BATCHNORM,
                  ACTIVATION(ACTIVATION_TANH), CONV_AT(3, 3, 1, 1), BATCHNORM, ADD_DROP(1, 0.3), ACTIVATION(ACTIVATION_TANH),
                  GLOBAL_AVGPOOL, DENSE(2)),
    PICTURE_STACK("pictures made flat", 2, 4, 4, CONV(3, 2), FLATTEN, DENSE(9), ACTIVATION(ACTIVATION_TANH), DENSE(9), ADD(3), DENSE(2)),
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

Test(gradients, of_the_rows_go_through_every_layer)
{
    for (size_t i = 0; i < COUNT(STACKS); i++) {
        int measured = 0;
        for (uint64_t k = 0; k < 3; k++) {
            measured += inputs_agree(&STACKS[i], &(Goal){ .loss = LOSS_MSE }, 900 + 3 * i + k);
        }
        cr_expect_gt(measured, 0, "%s: kinks wherever it was measured", STACKS[i].name);
    }
    const Stack *last = &STACKS[COUNT(STACKS) - 1];
    inputs_agree(last, &(Goal){ .loss = LOSS_SOFTMAX_CROSS_ENTROPY, .entropy = -0.3 }, 4);
}

// x + ε·sign of the differences of the loss, entropy and smoothing in; of a number that changes
// nothing, not at all.
Test(gradients, fgsm_moves_rows_by_the_sign_of_differences)
{
    const double by = 0.1;
    const Goal still = {
        .loss = LOSS_SOFTMAX_CROSS_ENTROPY, .label_smoothing = 0.1, .entropy = 0.3, .l2 = 0.1
    };
    Goal moving = still;
    moving.fgsm = by;
    for (size_t i = 0; i < COUNT(STACKS); i++) {
        Bench bench, moved;
        bench_init(&bench, &STACKS[i], &still, 1200 + i);
        bench_init(&moved, &STACKS[i], &moving, 1200 + i);
        loss_at(&moved, step_loss, moved.learner.net.params, 0);
        const int inputs = bench.learner.net.inputs, wide = padded(inputs);
        for (int k = 0; k < ROWS * inputs; k++) {
            const int place = k / inputs * wide + k % inputs;
            const double slope = difference(&bench, bench.x + place);
            const double way = (double)(moved.learner.x[place] - bench.x[place]);
            cr_expect(!(fabs(slope) > 1e-6) || fabs(way - copysign(by, slope)) < 1e-12,
                      "%s: input %d moves by %g, its slope is %g", STACKS[i].name, place, way,
                      slope);
        }
        arena_free(&bench.arena);
        arena_free(&moved.arena);
    }
}

Test(gradients, of_activations_with_other_numbers_than_their_own)
{
    for (int a = 0; a < ACTIVATION_COUNT; a++) {
        const Param *number = activations[a].kind.params;
        if (number && number->key) {
            const Stack stack =
                STACK(activations[a].kind.key, 3, DENSE(5), ACTIVATION_WITH(a, 0.3), DENSE(18),
                      ACTIVATION_WITH(a, 1.7), DENSE(6), ACTIVATION_WITH(a, 0), DENSE(3));
            check(&stack, &(Goal){ .loss = LOSS_MSE }, 5);
        }
    }
}

Test(gradients, of_entropy_beside_the_softmax_loss)
{
    const Stack stack = STACK("entropy", 4, DENSE(6), ACTIVATION(ACTIVATION_TANH), DENSE(18));
    check(&stack, &(Goal){ .loss = LOSS_SOFTMAX_CROSS_ENTROPY, .entropy = -0.3 }, 6);
    check(&stack,
          &(Goal){ .loss = LOSS_SOFTMAX_CROSS_ENTROPY, .entropy = 0.2, .label_smoothing = 0.1 }, 7);
}

// eps of the norms is large here: two nearly equal values, as a norm of two units or rows meets
// them, make a function too sharp for the step of the differences.
static LayerPlan any_norm(const TensorShape *shape, Rng *rng)
{
    static const LayerKind norms[] = { LAYER_BATCHNORM, LAYER_LAYERNORM, LAYER_GROUPNORM,
                                       LAYER_RMSNORM };
    LayerPlan plan = { .kind = norms[rng_below(rng, COUNT(norms))], .eps = 0.1, .momentum = 0.1 };
    int groups = 1 + (int)rng_below(rng, (uint64_t)shape->channels);
    while (shape->channels % groups != 0) {
        groups--;
    }
    plan.groups = plan.kind == LAYER_GROUPNORM ? groups : 0;
    return plan;
}

static LayerPlan any_weights(const TensorShape *shape, Rng *rng)
{
    LayerPlan plan = { .kind = LAYER_DENSE,
                       .to = shape_features(1 + (int)rng_below(rng, 20)),
                       .no_bias = rng_below(rng, 3) == 0,
                       .weight_norm = rng_below(rng, 4) == 0,
                       .drop = rng_below(rng, 3) == 0 ? 0.3 : 0 };
    const int side = shape->height < shape->width ? shape->height : shape->width;
    if (shape_area(*shape) > 1 && rng_below(rng, 4) > 0) {
        plan.kind = LAYER_CONV;
        plan.to = shape_features(1 + (int)rng_below(rng, 4));
        plan.pad = (int)rng_below(rng, 2);
        plan.kernel = 1 + (int)rng_below(rng, (uint64_t)(side < 3 ? side : 3));
        plan.stride = 1 + (int)rng_below(rng, 2);
    }
    return plan;
}

static LayerPlan any_pool(const TensorShape *shape, Rng *rng)
{
    static const LayerKind pools[] = { LAYER_MAXPOOL, LAYER_AVGPOOL, LAYER_GLOBAL_AVGPOOL,
                                       LAYER_FLATTEN };
    const int side = shape->height < shape->width ? shape->height : shape->width;
    const int kernel = 1 + (int)rng_below(rng, (uint64_t)(side < 3 ? side : 3));
    return (LayerPlan){ .kind = pools[rng_below(rng, COUNT(pools))],
                        .kernel = kernel,
                        .stride = 1 + (int)rng_below(rng, 2) };
}

static LayerPlan any_activation(Rng *rng)
{
    const ActivationKind kind = (ActivationKind)rng_below(rng, ACTIVATION_COUNT);
    return rng_below(rng, 8) == 0 ? (LayerPlan){ .kind = LAYER_PRELU }
                                  : (LayerPlan)ACTIVATION(kind);
}

// One in three layers: something of the same shape from anywhere before is added.
static void any_add(Stack *stack, const TensorShape *shapes, TensorShape now, Rng *rng)
{
    const int other = (int)rng_below(rng, (uint64_t)stack->count + 1) - 1;
    if (shape_same(other < 0 ? stack->input : shapes[other], now)) {
        stack_push(
            stack,
            (LayerPlan){ .kind = LAYER_ADD, .other = other, .drop = rng_below(rng, 2) ? 0.3 : 0 });
    }
}

// Now and then the weights are those of an earlier layer that they fit.
static void any_tie(Stack *stack, const TensorShape *shapes, Rng *rng)
{
    LayerPlan *last = &stack->plans[stack->count - 1];
    const TensorShape now = stack->count > 1 ? shapes[stack->count - 2] : stack->input;
    for (int i = 0; i < stack->count - 1 && last->tied == 0; i++) {
        const LayerPlan *plan = &stack->plans[i];
        const TensorShape from = i > 0 ? shapes[i - 1] : stack->input;
        const bool alike = plan->kind == last->kind && plan->tied == 0 &&
                           plan->to.channels == last->to.channels && plan->kernel == last->kernel &&
                           plan->no_bias == last->no_bias && plan->weight_norm == last->weight_norm;
        const bool reads = plan->kind == LAYER_CONV ? from.channels == now.channels
                                                    : shape_size(from) == shape_size(now);
        last->tied = alike && reads && rng_below(rng, 2) ? i + 1 : 0;
    }
}

static Stack any_stack(Rng *rng)
{
    Stack stack = { .name = "a network by chance",
                    .input = shape_features(1 + (int)rng_below(rng, 20)) };
    if (rng_below(rng, 2)) {
        stack.input = (TensorShape){ 1 + (int)rng_below(rng, 3), 2 + (int)rng_below(rng, 4),
                                     2 + (int)rng_below(rng, 4) };
    }
    TensorShape shapes[STACK_MAX], now = stack.input;
    const int count = 1 + (int)rng_below(rng, 9);
    for (int i = 0; i < count; i++) {
        const uint64_t kind = rng_below(rng, 6);
        const int first = stack.count;
        if (kind < 2) {
            stack_push(&stack, any_weights(&now, rng));
            any_tie(&stack, shapes, rng);
        } else if (kind == 2) {
            stack_push(&stack, any_norm(&now, rng));
        } else if (kind == 3 && shape_area(now) > 1) {
            stack_push(&stack, any_pool(&now, rng));
        } else if (kind == 4) {
            stack_push(
                &stack,
                (LayerPlan){ .kind = LAYER_DROPOUT, .drop = 0.3, .channels = rng_below(rng, 2) });
        } else {
            stack_push(&stack, any_activation(rng));
        }
        now = shapes[first] = stack_plan(stack.plans[first], now).to;
        if (rng_below(rng, 3) == 0) {
            any_add(&stack, shapes, now, rng);
            shapes[stack.count - 1] = now;
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
    for (int i = 0; i < 150; i++) {
        const Stack stack = any_stack(&rng);
        const Goal goal = { .loss = (LossKind)rng_below(&rng, LOSS_COUNT),
                            .label_smoothing = 0.4 * rng_uniform(&rng),
                            .l1 = rng_below(&rng, 2) ? 0.01 : 0,
                            .l2 = rng_below(&rng, 2) ? 0.01 : 0 };
        check(&stack, &goal, 200 + (uint64_t)i);
    }
}
