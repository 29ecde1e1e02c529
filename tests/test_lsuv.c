// LSUV: behind every layer with weights the variance is 1, whatever lies between them; what was
// drawn is only scaled; and the bits are the seed's and the data's alone.
#include "data_bench.h"
#include "net_stacks.h"

#include <criterion/criterion.h>
#include <stdio.h>

enum { ROWS = 64 };

#define RELU ACTIVATION(ACTIVATION_RELU)

// clang-format off
static const Stack nets[] = {
    STACK("dense", 9, DENSE(20), RELU, DENSE(7), ACTIVATION(ACTIVATION_TANH), DENSE(3)),
    PICTURE_STACK("conv", 2, 6, 6, CONV_AT(5, 3, 1, 1), RELU, CONV(4, 3), RELU, GLOBAL_AVGPOOL, DENSE(3)),
    STACK("residual", 9, DENSE(12), RELU, DENSE(12), RELU, DENSE(12), ADD(1), RELU, DENSE(3)),
    PICTURE_STACK("norms", 2, 6, 6, CONV(5, 3), BATCHNORM, RELU, FLATTEN, DENSE(8), LAYERNORM, RELU, DENSE(4)),
    PICTURE_STACK("weight norm", 2, 6, 6, CONV_NORMED(5, 3, 0), RELU, DENSE_NORMED(8)),
    STACK("drops", 9, DENSE_DROP(20, 0.5), RELU, DROPOUT(0.5), DENSE(3)),
};
// clang-format on

// Of what layer `index` gave, in double.
static double variance_of(const Net *net, const NetPass *pass, int index)
{
    const int units = net->layers[index].plan.out;
    double sum = 0, squares = 0;
    for (int b = 0; b < ROWS; b++) {
        for (int j = 0; j < units; j++) {
            const double y = (double)pass->results[index][b * padded(units) + j];
            sum += y;
            squares += y * y;
        }
    }
    const double count = (double)ROWS * units;
    return squares / count - sum / count * sum / count;
}

static bool has_weights(const Net *net, int index)
{
    return layer_role(net->layers[index].plan.kind) == ROLE_WEIGHTS;
}

// Inputs far from unit variance, and not around 0.
static Real *rows_for(const Net *net, Arena *arena)
{
    Rng rng;
    rng_init(&rng, 5, 1);
    Real *x = normal_rows(ROWS, net->inputs, &rng, arena);
    for (int i = 0; i < ROWS * padded(net->inputs); i++) {
        x[i] = i % padded(net->inputs) < net->inputs ? 30 * x[i] + 7 : 0;
    }
    return x;
}

Test(lsuv, makes_the_variance_behind_every_weighted_layer_1)
{
    for (size_t k = 0; k < COUNT(nets); k++) {
        Arena arena = { 0 };
        Net net;
        NetPass pass;
        InitParams params;
        stack_net(&nets[k], &net, &arena);
        Real *x = rows_for(&net, &arena);
        init_defaults(&inits[INIT_LSUV], &params);
        params.tol = 0.001;
        net_draw(&net, &inits[INIT_LSUV], &params, 0.3, 3);
        net_pass_init(&pass, &net, ROWS, PASS_WHOLE, &arena);
        net_forward(&net, &pass, NET_INSPECT, (NetDraw){ 0 }, x, ROWS);
        cr_expect(fabs(variance_of(&net, &pass, 0) - 1) > 10, "there is something to do");
        net_lsuv(&net, &params, x, ROWS);
        net_forward(&net, &pass, NET_INSPECT, (NetDraw){ 0 }, x, ROWS);
        for (int i = 0; i < net.layer_count; i++) {
            const double variance = has_weights(&net, i) ? variance_of(&net, &pass, i) : 1;
            cr_expect_lt(fabs(variance - 1), 0.002, "%s, layer %d: %g", nets[k].name, i, variance);
        }
        arena_free(&arena);
    }
}

// A layer that is near enough stays as it is, and so does one whose rounds are over.
Test(lsuv, stops_within_the_tolerance_and_after_its_rounds)
{
    Arena arena = { 0 };
    Net net;
    stack_net(&nets[0], &net, &arena);
    Real *x = rows_for(&net, &arena);
    Real *drawn = arena_new(&arena, Real, net.param_count);
    const InitParams loose = { .tol = 1e9, .rounds = 10 }, none = { .tol = 0.1, .rounds = 0 };
    net_draw(&net, &inits[INIT_LSUV], &loose, 0, 3);
    memcpy(drawn, net.params, net.param_count * sizeof *drawn);
    net_lsuv(&net, &loose, x, ROWS);
    cr_expect_arr_eq(net.params, drawn, net.param_count * sizeof *drawn);
    net_lsuv(&net, &none, x, ROWS);
    cr_expect_arr_eq(net.params, drawn, net.param_count * sizeof *drawn);
    const InitParams one = { .tol = 0.1, .rounds = 1 };
    net_lsuv(&net, &one, x, ROWS);
    cr_expect(memcmp(net.params, drawn, net.param_count * sizeof *drawn) != 0);
    arena_free(&arena);
}

// Every weight of a layer by the same factor, so that rows stay orthogonal; biases, gammas and
// running statistics not at all.
Test(lsuv, only_scales_what_was_drawn)
{
    for (size_t k = 0; k < COUNT(nets); k++) {
        Arena arena = { 0 };
        Net net;
        const InitParams params = { .tol = 0.01, .rounds = 10 };
        stack_net(&nets[k], &net, &arena);
        Real *x = rows_for(&net, &arena);
        Real *before = arena_new(&arena, Real, net.param_count);
        net_draw(&net, &inits[INIT_LSUV], &params, 0.3, 3);
        memcpy(before, net.params, net.param_count * sizeof *before);
        Real *running = arena_new(&arena, Real, net.running_count);
        memcpy(running, net.running, net.running_count * sizeof *running);
        net_lsuv(&net, &params, x, ROWS);
        for (int l = 0; l < net.layer_count; l++) {
            const Layer *layer = &net.layers[l];
            const LayerParams sizes = layer_params(&layer->plan);
            const size_t end = layer->bias;
            double factor = 0;
            for (size_t i = layer->weight; i < end; i++) {
                if (before[i] != 0) {
                    factor = factor ? factor : (double)(net.params[i] / before[i]);
                    cr_assert_float_eq((double)(net.params[i] / before[i]), factor, 1e-5 * factor);
                }
            }
            cr_expect(sizes.out == 0 || (factor != 1) == has_weights(&net, l), "%s, layer %d: %g",
                      nets[k].name, l, factor);
            cr_expect_arr_eq(net.params + end, before + end,
                             (size_t)padded(sizes.bias) * sizeof *before);
        }
        cr_expect_arr_eq(net.running, running, net.running_count * sizeof *running);
        arena_free(&arena);
    }
}

// Rows that are all alike have no variance to go by, and numbers that are not finite none at all.
Test(lsuv, leaves_alone_what_it_cannot_measure)
{
    for (int lost = 0; lost < 2; lost++) {
        Arena arena = { 0 };
        Net net;
        const InitParams params = { .tol = 0.1, .rounds = 10 };
        stack_net(&nets[0], &net, &arena);
        Real *x = arena_new(&arena, Real, ROWS * padded(net.inputs));
        x[0] = lost ? (Real)INFINITY : 0;
        net_draw(&net, &inits[INIT_LSUV], &params, 0, 3);
        net_lsuv(&net, &params, x, ROWS);
        for (size_t i = 0; i < net.param_count; i++) {
            cr_assert(isfinite(net.params[i]));
        }
        arena_free(&arena);
    }
}

// A training's own weights: of any batch the same, of another seed others, and on the training's
// first rows the variance is 1.
Test(lsuv, a_training_begins_with_it_whatever_its_batch)
{
    DataBench b;
    data_bench_open(&b, "digits n=400", 1);
    Real *first = NULL;
    static const char *const networks[] = { "batch=32", "batch=1", "batch=all" };
    for (size_t k = 0; k < COUNT(networks); k++) {
        char text[80];
        snprintf(text, sizeof text, "hidden=3x20 init=lsuv tol=0.01 %s", networks[k]);
        const NetSpec spec = spec_of(text, 1);
        Train *train = train_of(&spec, &b);
        const Net *net = &train->learner.net;
        if (!first) {
            first = memory_get(net->param_count * sizeof *first);
            memcpy(first, net->params, net->param_count * sizeof *first);
        }
        cr_expect_arr_eq(net->params, first, net->param_count * sizeof *first, "%s", networks[k]);
        train_destroy(train);
    }
    free(first);
    data_bench_close(&b);
}
