// What a step does beside following the loss: rows that move against the network, noise on the
// gradient, weights that are kept short.
#include "net_plain.h"

#include "model/net/gradient_noise.h"
#include "model/net/max_norm.h"

enum { ROWS = 12 };

// clang-format off
static const Stack EVERYTHING = STACK("everything", 5, DENSE_DROP(19, 0.2), BATCHNORM, ACTIVATION(ACTIVATION_SIGMOID),
    DROPOUT(0.3), DENSE_NO_BIAS(7), ACTIVATION(ACTIVATION_SOFTPLUS), BATCHNORM, DENSE_NORMED(7), LAYERNORM,
    ACTIVATION(ACTIVATION_RELU), PRELU, DROPOUT(0.3), DENSE(3));
static const Stack PICTURES = PICTURE_STACK("pictures", 2, 5, 5, CONV(17, 3), ACTIVATION(ACTIVATION_TANH), CONV_NORMED(3, 2, 0), DENSE(3));
// clang-format on

typedef struct Bench {
    Arena arena;
    Learner learner;
    Net *net;
    Real *x, *target;
    uint32_t *rows;
} Bench;

static void bench_init(Bench *bench, const Stack *stack, Goal goal, const Optim *optim,
                       const OptimParams *params)
{
    Rng rng;
    Net net;
    OptimParams usual;
    rng_init(&rng, 5, 0);
    *bench = (Bench){ 0 };
    stack_net(stack, &net, &bench->arena);
    fill_params(&net, &rng);
    optim_defaults(optim, &usual);
    learner_init(&bench->learner, &net, &goal, optim, params ? params : &usual, ROWS, 21,
                 &bench->arena);
    bench->net = &bench->learner.net;
    bench->x = normal_rows(ROWS, net.inputs, &rng, &bench->arena);
    bench->target = target_rows(goal.loss, ROWS, net.outputs, &rng, &bench->arena);
    bench->rows = rows_in_order(ROWS, &bench->arena);
}

static LearnStep bench_step(Bench *bench)
{
    return learner_step(&bench->learner, bench->x, bench->target, bench->rows, ROWS, false);
}

static bool same_bits(const Real *a, const Real *b, size_t count)
{
    return memcmp(a, b, sizeof(Real) * count) == 0;
}

// ---- fgsm

// A step with it is a step without on rows that were moved by hand: parameters and running
// statistics alike, whatever masks there are.
Test(regularizers, fgsm_is_a_step_on_rows_that_moved)
{
    const double by = 0.125;
    Bench moved, plain;
    bench_init(&moved, &EVERYTHING, (Goal){ .fgsm = by }, &optims[OPTIM_ADAM], NULL);
    bench_init(&plain, &EVERYTHING, (Goal){ 0 }, &optims[OPTIM_ADAM], NULL);
    for (int step = 0; step < 5; step++) {
        const double loss = bench_step(&moved).loss;
        for (int i = 0; i < ROWS * LANES; i++) {
            const double way = fabs((double)(moved.learner.x[i] - moved.x[i]));
            cr_expect(i % LANES < 5 ? fabs(way - by) < 1e-6 || way == 0 : way == 0, "%d: %g", i,
                      way);
        }
        memcpy(plain.x, moved.learner.x, sizeof(Real) * ROWS * LANES);
        cr_expect_eq(bench_step(&plain).loss, loss);
        cr_expect(same_bits(moved.net->params, plain.net->params, moved.net->param_count));
        cr_expect(same_bits(moved.net->running, plain.net->running, moved.net->running_count));
    }
    arena_free(&moved.arena);
    arena_free(&plain.arena);
}

Test(regularizers, fgsm_makes_a_batch_harder)
{
    Bench moved, plain;
    bench_init(&moved, &EVERYTHING, (Goal){ .fgsm = 0.02 }, &optims[OPTIM_SGD], NULL);
    bench_init(&plain, &EVERYTHING, (Goal){ 0 }, &optims[OPTIM_SGD], NULL);
    cr_expect_gt(bench_step(&moved).loss, bench_step(&plain).loss);
    arena_free(&moved.arena);
    arena_free(&plain.arena);
}

// ---- gradient noise

typedef struct Moments2 {
    double mean, variance, beside; // beside: correlation of neighbours
} Moments2;

// Of the true parameters' noise in step t, over many seeds.
static Moments2 noise_of(const Net *net, double eta, long t, int seeds)
{
    Arena arena = { 0 };
    size_t count;
    const size_t *places = true_places(net, &arena, &count);
    double sum = 0, squares = 0, products = 0;
    for (int s = 0; s < seeds; s++) {
        Real *g = arena_new(&arena, Real, net->param_count);
        gradient_noise_add(net, eta, (uint64_t)s, t, g);
        for (size_t i = 0; i < count; i++) {
            const double v = (double)g[places[i]];
            sum += v;
            squares += v * v;
            products += v * (double)g[places[(i + 1) % count]];
            g[places[i]] = 0;
        }
        for (size_t i = 0; i < net->param_count; i++) {
            cr_assert(g[i] == 0, "pad %zu", i);
        }
    }
    arena_free(&arena);
    const double n = (double)count * seeds;
    return (Moments2){ sum / n, squares / n, products / squares };
}

// η/(1+t)^0.55; over n = 260,000 draws a variance is good to √(2/n), 0.3 %, a mean to σ/√n.
Test(regularizers, the_noises_variance_is_as_the_formula_has_it_and_falls)
{
    Bench bench;
    bench_init(&bench, &EVERYTHING, (Goal){ 0 }, &optims[OPTIM_SGD], NULL);
    static const struct {
        double eta;
        long t;
        double variance;
    } cases[] = {
        { 1, 0, 1 }, { 0.3, 0, 0.3 }, { 0.3, 9, 0.3 / 3.54813 }, { 1, 999, 1 / 44.6684 }
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const Moments2 noise = noise_of(bench.net, cases[i].eta, cases[i].t, 700);
        const double sigma = sqrt(cases[i].variance);
        cr_expect_float_eq(noise.variance, cases[i].variance, 0.015 * cases[i].variance, "%g",
                           noise.variance);
        cr_expect_float_eq(noise.mean, 0, 0.01 * sigma, "%g", noise.mean);
        cr_expect_float_eq(noise.beside, 0, 0.01, "%g", noise.beside);
    }
    arena_free(&bench.arena);
}

Test(regularizers, noise_is_of_seed_and_step_and_lands_in_the_gradient_before_it_is_cut)
{
    Bench plain, noisy, cut;
    const Goal goal = { .gradient_noise = 0.1 };
    const OptimParams clipped = { .lr = 0.1, .clip = 0.01 };
    bench_init(&plain, &EVERYTHING, (Goal){ 0 }, &optims[OPTIM_SGD], NULL);
    bench_init(&noisy, &EVERYTHING, goal, &optims[OPTIM_SGD], NULL);
    bench_init(&cut, &EVERYTHING, goal, &optims[OPTIM_SGD], &clipped);
    const size_t n = plain.net->param_count;
    Real *noise[3];
    for (int k = 0; k < 3; k++) {
        noise[k] = arena_new(&plain.arena, Real, n);
        gradient_noise_add(plain.net, 0.1, k == 2 ? 22 : 21, k == 1, noise[k]);
    }
    cr_expect_not(same_bits(noise[0], noise[1], n), "another step");
    cr_expect_not(same_bits(noise[0], noise[2], n), "another seed");
    bench_step(&plain);
    cr_expect_eq(bench_step(&noisy).loss, bench_step(&cut).loss);
    double squares = 0;
    for (size_t i = 0; i < n; i++) {
        cr_expect_eq(noisy.learner.grad[i], plain.learner.grad[i] + noise[0][i], "%zu", i);
        squares += (double)cut.learner.grad[i] * (double)cut.learner.grad[i];
    }
    cr_expect_float_eq(sqrt(squares), 0.01, 1e-6, "%g", sqrt(squares));
    arena_free(&plain.arena);
    arena_free(&noisy.arena);
    arena_free(&cut.arena);
}

// ---- max norm

// The length of what leads to unit o, by the weights that a pass works with.
static double length_of(const Net *net, const Layer *layer, int o)
{
    double squares = 0;
    for (int i = 0; i < layer_params(&layer->plan).in; i++) {
        const double w = plain_weight(net, layer, i, o);
        squares += w * w;
    }
    return sqrt(squares);
}

static double longest(const Net *net)
{
    double most = 0;
    for (int l = 0; l < net->layer_count; l++) {
        const Layer *layer = &net->layers[l];
        const int units =
            layer_role(layer->plan.kind) == ROLE_WEIGHTS ? layer_params(&layer->plan).out : 0;
        for (int o = 0; o < units; o++) {
            most = fmax(most, length_of(net, layer, o));
        }
    }
    return most;
}

// Lengths beyond c become c, in the same direction; all else keeps its bits.
Test(regularizers, max_norm_shortens_what_is_longer_and_nothing_else)
{
    const Stack *const stacks[] = { &EVERYTHING, &PICTURES };
    const double c = 0.9;
    for (size_t s = 0; s < COUNT(stacks); s++) {
        Bench before, after;
        bench_init(&before, stacks[s], (Goal){ 0 }, &optims[OPTIM_SGD], NULL);
        bench_init(&after, stacks[s], (Goal){ 0 }, &optims[OPTIM_SGD], NULL);
        const size_t n = before.net->param_count;
        bool *weight = arena_new(&before.arena, bool, n);
        int shortened = 0, kept = 0;
        max_norm_keep(after.net, c);
        for (int l = 0; l < before.net->layer_count; l++) {
            const Layer *layer = &before.net->layers[l];
            const LayerParams params = layer_params(&layer->plan);
            const int units = layer_role(layer->plan.kind) == ROLE_WEIGHTS ? params.out : 0;
            for (int o = 0; o < units; o++) {
                const double was = length_of(before.net, layer, o);
                const double now = length_of(after.net, &after.net->layers[l], o);
                cr_expect_float_eq(now, fmin(was, c), 1e-6, "%d.%d: %g of %g", l, o, now, was);
                shortened += was > c;
                kept += was < c;
                for (int i = 0; i < params.in; i++) {
                    const double w = plain_weight(before.net, layer, i, o) * fmin(1, c / was);
                    const size_t at = layer->weight + (size_t)(i * padded(params.out) + o);
                    cr_expect_float_eq(plain_weight(after.net, layer, i, o), w, 1e-6);
                    weight[at] = was > c && params.gain == 0;
                }
                if (params.gain > 0) {
                    weight[layer->gain + (size_t)o] = was > c;
                }
            }
        }
        for (size_t i = 0; i < n; i++) {
            cr_expect(weight[i] || before.net->params[i] == after.net->params[i], "%zu", i);
        }
        cr_expect(shortened > 2 && kept > 2, "%d and %d", shortened, kept);
        arena_free(&before.arena);
        arena_free(&after.arena);
    }
}

// A network with a parameter that is none is lost: no length hides it.
Test(regularizers, max_norm_leaves_what_is_no_number)
{
    Bench b;
    bench_init(&b, &EVERYTHING, (Goal){ 0 }, &optims[OPTIM_SGD], NULL);
    int seen = 0;
    for (int l = 0; l < b.net->layer_count; l++) {
        const Layer *layer = &b.net->layers[l];
        if (layer_role(layer->plan.kind) == ROLE_WEIGHTS && !layer_is_tied(&layer->plan)) {
            const bool gain = layer_params(&layer->plan).gain > 0;
            Real *number = &b.net->params[gain ? layer->gain : layer->weight];
            const Real was = *number;
            *number = NAN;
            max_norm_keep(b.net, 0.9);
            cr_expect(isnan((double)*number), "layer %d", l);
            *number = was;
            seen += gain;
        }
    }
    cr_expect_gt(seen, 0, "with a weight norm among them");
    arena_free(&b.arena);
}

// Whatever moves them, and whatever goes around that.
Test(regularizers, no_unit_is_longer_after_any_step_of_any_optimizer)
{
    const double c = 0.8;
    for (int k = 0; k < OPTIM_COUNT; k++) {
        for (int around = 0; around < 3 && optims[k].places & OPTIM_IN_NETWORKS; around++) {
            OptimParams params;
            Bench bench;
            optim_defaults(&optims[k], &params);
            params.lookahead = around == 1 ? 2 : 0;
            params.lookahead_alpha = 0.5;
            params.average = around == 2 ? AVERAGE_POLYAK : AVERAGE_NONE;
            bench_init(&bench, &EVERYTHING, (Goal){ .max_norm = c }, &optims[k], &params);
            cr_assert_gt(longest(bench.net), c);
            for (int step = 0; step < 6; step++) {
                cr_expect(isfinite(bench_step(&bench).loss), "%s", optims[k].kind.key);
                cr_expect_leq(longest(bench.net), c * (1 + 1e-6), "%s, %d", optims[k].kind.key,
                              step);
            }
            Net room;
            const Net *shown = learner_shown(&bench.learner, &room);
            cr_expect(around != 2 || longest(shown) <= c * (1 + 1e-6), "%s", optims[k].kind.key);
            arena_free(&bench.arena);
        }
    }
}
