// Plans, the flat vector, and passes, which must agree with the plainly written ones. Float: 2e-5
// of the largest value is what sums of some tens of terms and kernels within 4 ulp leave.
#include "net_plain.h"

enum { ROWS = 10 };
static const double FLOAT_TOLERANCE = 2e-5;
static const NetDraw NO_DRAW = { 0 };

// clang-format off
static const Stack STACKS[] = {
    STACK("dense", 3, DENSE(2)),
    STACK("relu", 4, DENSE(20), ACTIVATION(ACTIVATION_RELU), DENSE_NO_BIAS(33), ACTIVATION(ACTIVATION_RELU), DENSE(3)),
    STACK("gelu", 4, DENSE(20), ACTIVATION(ACTIVATION_GELU), DENSE(16), ACTIVATION(ACTIVATION_GELU), DENSE(1)),
    STACK("sigmoid's pads", 2, DENSE(5), ACTIVATION(ACTIVATION_SIGMOID), BATCHNORM, DENSE(5),
          ACTIVATION(ACTIVATION_SIGMOID), LAYERNORM, DENSE(5), ACTIVATION(ACTIVATION_SIGMOID)),
    STACK("batch norm", 3, DENSE(6), BATCHNORM, ACTIVATION(ACTIVATION_TANH), DENSE(17), BATCHNORM,
          ACTIVATION(ACTIVATION_RELU), DENSE(2)),
    STACK("layer norm", 3, DENSE(6), LAYERNORM, ACTIVATION(ACTIVATION_SILU), LAYERNORM, DENSE(2)),
    STACK("activations at both ends", 3, ACTIVATION(ACTIVATION_TANH), ACTIVATION(ACTIVATION_RELU), DENSE(4), ACTIVATION(ACTIVATION_ELU)),
    STACK("dropouts at rest", 3, DROPOUT(0), DENSE(6), ACTIVATION(ACTIVATION_LEAKY_RELU), DROPOUT(0), ACTIVATION(ACTIVATION_SOFTPLUS), DENSE(2)),
    STACK("norm of inputs and outputs", 5, BATCHNORM, DENSE(6), ACTIVATION(ACTIVATION_IDENTITY), DENSE(3), LAYERNORM),
    STACK("all together", 5, DENSE_DROP(19, 0.2), BATCHNORM, ACTIVATION(ACTIVATION_GELU), LAYERNORM, DROPOUT(0.3),
          DENSE_DROP(7, 0.2), LAYERNORM, ACTIVATION(ACTIVATION_RELU), BATCHNORM, DROPOUT(0.3), DENSE(3)),
    STACK("connections", 5, DENSE(6), ACTIVATION(ACTIVATION_TANH), DENSE(6), ACTIVATION(ACTIVATION_RELU), ADD(1), DENSE(5),
          ADD(-1), ACTIVATION(ACTIVATION_RELU), DENSE(6), ADD(4), ADD(0), DENSE(2)),
    STACK("connections from what hands on", 9, DENSE(6), DROPOUT(0), ACTIVATION(ACTIVATION_TANH), FLATTEN, ACTIVATION(ACTIVATION_RELU),
          DENSE(6), ADD(3), ADD(1), ACTIVATION(ACTIVATION_SIGMOID), ADD(0), DENSE(2)),
    STACK("features of every norm", 4, RMSNORM, DENSE(12), GROUPNORM(3), PRELU, DENSE_NORMED(5), RMSNORM, ACTIVATION(ACTIVATION_MISH),
          GROUPNORM(1), DENSE(2)),
    PICTURE_STACK("pictures", 2, 6, 5, CONV_AT(3, 3, 1, 1), ACTIVATION(ACTIVATION_RELU), MAXPOOL(2, 2), CONV(17, 2),
                  ACTIVATION(ACTIVATION_HARDSWISH), GLOBAL_AVGPOOL, DENSE(3)),
    PICTURE_STACK("pictures of every norm", 2, 5, 5, BATCHNORM, CONV_AT(4, 3, 2, 2), BATCHNORM, ACTIVATION(ACTIVATION_TANH), LAYERNORM,
                  CONV_NORMED(4, 2, 0), RMSNORM, PRELU, GROUPNORM(2), AVGPOOL(2, 1), GROUPNORM(4), FLATTEN,
                  ACTIVATION_WITH(ACTIVATION_ELU, 0.5), DENSE(3)),
    PICTURE_STACK("residual pictures", 1, 4, 6, CONV_AT(3, 3, 1, 1), BATCHNORM, ACTIVATION(ACTIVATION_RELU), CONV_AT(3, 3, 1, 1),
                  BATCHNORM, ADD(2), ACTIVATION(ACTIVATION_RELU), AVGPOOL(3, 2), CONV_AT(3, 1, 1, 0), ADD(7), DENSE(2)),
    PICTURE_STACK("what is dropped of pictures", 3, 4, 4, CHANNEL_DROPOUT(0.3), CONV_DROP(6, 2, 0.2), ACTIVATION(ACTIVATION_RELU),
                  CHANNEL_DROPOUT(0.3), CONV_AT(6, 3, 1, 1), ADD_DROP(3, 0.4), DENSE(2)),
};
// clang-format on

typedef struct Bench {
    Arena arena;
    Net net;
    NetPass pass;
    Real *x;
} Bench;

// Running statistics that are not where they start.
static void bench_init(Bench *bench, const Stack *stack, bool backward)
{
    Rng rng;
    rng_init(&rng, 7, 0);
    *bench = (Bench){ 0 };
    stack_net(stack, &bench->net, &bench->arena);
    fill_params(&bench->net, &rng);
    for (size_t i = 0; i < bench->net.running_count; i++) {
        bench->net.running[i] = (Real)(0.5 + rng_uniform(&rng));
    }
    net_pass_init(&bench->pass, &bench->net, ROWS, backward ? PASS_BACKWARD : PASS_FORWARD,
                  &bench->arena);
    bench->x = normal_rows(ROWS, bench->net.inputs, &rng, &bench->arena);
}

static const Real *bench_forward(Bench *bench, NetMode mode, NetDraw draw, int rows)
{
    return net_forward(&bench->net, &bench->pass, mode, draw, bench->x, rows);
}

static bool same_bits(const Real *a, const Real *b, size_t count)
{
    return memcmp(a, b, sizeof(Real) * count) == 0;
}

static size_t out_count(const Net *net, int rows)
{
    return (size_t)rows * (size_t)padded(net->outputs);
}

Test(net, a_plan_has_norms_before_and_after_as_the_spec_says)
{
    const NetSpec spec = { .hidden_count = 2,
                           .hidden = { 8, 5 },
                           .activation = ACTIVATION_GELU,
                           .batchnorm = NORM_BEFORE,
                           .layernorm = NORM_AFTER,
                           .numbers = { .dropout = 0.25, .dropconnect = 0.125 } };
    const LayerKind kinds[] = { LAYER_DENSE,     LAYER_BATCHNORM,  LAYER_ACTIVATION,
                                LAYER_LAYERNORM, LAYER_DROPOUT,    LAYER_DENSE,
                                LAYER_BATCHNORM, LAYER_ACTIVATION, LAYER_LAYERNORM,
                                LAYER_DROPOUT,   LAYER_DENSE };
    const int outs[] = { 8, 8, 8, 8, 8, 5, 5, 5, 5, 5, 2 };
    LayerPlan plans[NET_LAYERS_MAX];
    cr_assert_eq(net_plan(&spec, shape_features(3), 2, plans, NULL), (int)COUNT(kinds));
    for (size_t i = 0; i < COUNT(kinds); i++) {
        cr_expect_eq(plans[i].kind, kinds[i], "layer %zu", i);
        cr_expect_eq(plans[i].in, i ? outs[i - 1] : 3, "layer %zu", i);
        cr_expect_eq(plans[i].out, outs[i], "layer %zu", i);
        const bool hidden_dense = kinds[i] == LAYER_DENSE && i + 1 < COUNT(kinds);
        cr_expect_eq(plans[i].drop, kinds[i] == LAYER_DROPOUT ? 0.25 : hidden_dense ? 0.125 : 0);
        cr_expect(plans[i].kind != LAYER_ACTIVATION || plans[i].activation == ACTIVATION_GELU);
        const bool norm = kinds[i] == LAYER_BATCHNORM || kinds[i] == LAYER_LAYERNORM;
        cr_expect_eq(plans[i].eps, norm ? 1e-5 : 0);
        cr_expect_eq(plans[i].momentum, kinds[i] == LAYER_BATCHNORM ? 0.1 : 0);
        cr_expect_not(plans[i].no_bias);
    }
}

Test(net, the_largest_spec_fits_a_plan)
{
    NetSpec spec = { .hidden_count = NET_HIDDEN_MAX,
                     .batchnorm = NORM_AFTER,
                     .layernorm = NORM_AFTER };
    LayerPlan plans[NET_LAYERS_MAX];
    for (int i = 0; i < NET_HIDDEN_MAX; i++) {
        spec.hidden[i] = NET_UNITS_MAX;
    }
    cr_expect_eq(net_plan(&spec, shape_features(2), 2, plans, NULL), NET_HIDDEN_MAX * 5 + 1);
}

// 3-20-2 by hand: [3][32] + [32], gamma [32] + beta [32], [20][16] + [16].
Test(net, the_flat_vector_holds_layer_by_layer_in_padded_rows)
{
    const Stack stack = STACK("", 3, DENSE(20), BATCHNORM, ACTIVATION(ACTIVATION_TANH), DENSE(2));
    Arena arena = { 0 };
    Net net;
    stack_net(&stack, &net, &arena);
    cr_expect_eq(net.layers[0].weight, 0);
    cr_expect_eq(net.layers[0].bias, 96);
    cr_expect_eq(net.layers[1].weight, 128);
    cr_expect_eq(net.layers[1].bias, 160);
    cr_expect_eq(net.layers[3].weight, 192);
    cr_expect_eq(net.layers[3].bias, 192 + 320);
    cr_expect_eq(net.param_count, 192 + 336);
    cr_expect_eq(net.weight_count, 3 * 20 + 20 + 2 * 20 + 20 * 2 + 2);
    cr_expect_eq(net.running_count, 64);
    cr_expect_eq(net.layers[1].var - net.layers[1].mean, 32);
    cr_expect_eq(net.weighted_count, 2);
    cr_expect_eq(net.first_trained, 0);
    const int dense[] = { 0, 0, 0, 1 };
    for (int i = 0; i < 4; i++) {
        cr_expect_eq(net.layers[i].weighted, dense[i]);
    }
    arena_free(&arena);
}

Test(net, a_weight_goes_in_and_out_as_rows_of_outputs)
{
    const Stack stack = STACK("", 3, DENSE(20));
    Arena arena = { 0 };
    Net net;
    double weight[20 * 3], back[20 * 3];
    stack_net(&stack, &net, &arena);
    for (int o = 0; o < 20; o++) {
        for (int i = 0; i < 3; i++) {
            weight[o * 3 + i] = o + 0.25 * i;
        }
    }
    net_set_weight(&net, 0, net.params, weight);
    net_get_weight(&net, 0, net.params, back);
    cr_expect_arr_eq(back, weight, sizeof weight);
    cr_expect_eq(net.params[2 * 32 + 7], 7.5F, "unit 7, input 2");
    cr_expect_eq(net.params[2 * 32 + 20], 0, "a pad");
    arena_free(&arena);
}

Test(net, drawing_gives_each_dense_layer_its_own_weights_of_the_seed)
{
    const Stack stack = STACK("", 4, DENSE(20), LAYERNORM, BATCHNORM, DENSE(20), DENSE_NO_BIAS(3));
    Bench bench;
    bench_init(&bench, &stack, true);
    const Net *net = &bench.net;
    const InitParams params = { .std = 0.5 };
    net_draw(&bench.net, &inits[INIT_NORMAL], &params, 0.125, 11);
    double got[20 * 20], expected[20 * 20];
    for (int l = 0; l < net->layer_count; l++) {
        const LayerPlan *plan = &net->layers[l].plan;
        if (plan->kind == LAYER_DENSE) {
            const int count = plan->in * plan->out;
            net_get_weight(net, l, net->params, got);
            init_weights(&inits[INIT_NORMAL], &params, layer_matrix(plan), 11,
                         net->layers[l].weighted, expected);
            for (int i = 0; i < count; i++) {
                cr_expect_eq((Real)expected[i], (Real)got[i]);
            }
        }
    }
    for (int o = 0; o < padded(20); o++) {
        const Real inside = o < 20;
        cr_expect_eq(net->params[net->layers[0].bias + (size_t)o], inside / 8);
        for (int l = 1; l <= 2; l++) {
            cr_expect_eq(net->params[net->layers[l].weight + (size_t)o], inside, "gamma");
            cr_expect_eq(net->params[net->layers[l].bias + (size_t)o], 0, "beta");
        }
        cr_expect_eq(net->running[net->layers[2].mean + (size_t)o], 0);
        cr_expect_eq(net->running[net->layers[2].var + (size_t)o], 1);
    }
    arena_free(&bench.arena);
}

// Whatever the processor: kernels of every instruction set it can run.
Test(net, passes_agree_with_the_plainly_written_ones)
{
    const NetMode modes[] = { NET_INSPECT, NET_EVAL };
    const Kernels *kernels;
    for (int set = 0; kernels_at(set, &kernels); set++) {
        for (size_t s = 0; s < 4 * COUNT(STACKS); s++) {
            const Stack *stack = &STACKS[s / 4];
            const NetMode mode = modes[s % 2];
            Bench bench;
            bench_init(&bench, stack, s / 2 % 2);
            bench.net.kernels = kernels;
            const Real *out = bench_forward(&bench, mode, NO_DRAW, ROWS);
            const Plain plain = plain_forward(&bench.net, mode == NET_EVAL, bench.x, ROWS,
                                              bench.net.layer_count - 1, &bench.arena);
            const double distance = plain_distance(&plain, out);
            cr_expect(distance <= FLOAT_TOLERANCE, "%s, %s: off by %g in mode %d", kernels->name,
                      stack->name, distance, (int)mode);
            arena_free(&bench.arena);
        }
    }
}

static void expect_layer(Bench *bench, const char *name, int l, const Real *got)
{
    const Plain plain = plain_forward(&bench->net, false, bench->x, ROWS, l, &bench->arena);
    cr_expect(plain_distance(&plain, got) <= FLOAT_TOLERANCE, "%s, layer %d: off by %g", name, l,
              plain_distance(&plain, got));
}

// What writes in place must leave what derivatives are made of.
Test(net, a_pass_for_the_gradient_keeps_what_every_activation_gave)
{
    int seen = 0;
    for (size_t s = 0; s < COUNT(STACKS); s++) {
        Bench bench;
        bench_init(&bench, &STACKS[s], true);
        bench_forward(&bench, NET_INSPECT, NO_DRAW, ROWS);
        for (int l = 0; l < bench.net.layer_count; l++) {
            if (layer_role(bench.net.layers[l].plan.kind) == ROLE_ACTIVATION) {
                expect_layer(&bench, STACKS[s].name, l, bench.pass.results[l]);
                seen++;
            }
        }
        arena_free(&bench.arena);
    }
    cr_expect_gt(seen, 20);
}

Test(net, a_whole_pass_keeps_what_every_layer_gave)
{
    for (size_t s = 0; s < COUNT(STACKS); s++) {
        Bench bench;
        bench_init(&bench, &STACKS[s], true);
        net_pass_init(&bench.pass, &bench.net, ROWS, PASS_WHOLE, &bench.arena);
        bench_forward(&bench, NET_INSPECT, NO_DRAW, ROWS);
        for (int l = 0; l < bench.net.layer_count; l++) {
            expect_layer(&bench, STACKS[s].name, l, bench.pass.results[l]);
        }
        arena_free(&bench.arena);
    }
}

Test(net, no_pass_writes_to_its_rows)
{
    for (size_t s = 0; s < COUNT(STACKS); s++) {
        for (int backward = 0; backward < 2; backward++) {
            Bench bench;
            bench_init(&bench, &STACKS[s], backward);
            const size_t count = (size_t)(ROWS * padded(bench.net.inputs));
            Real *before = arena_new(&bench.arena, Real, count);
            memcpy(before, bench.x, sizeof(Real) * count);
            for (int mode = NET_TRAIN; mode <= NET_EVAL; mode++) {
                bench_forward(&bench, (NetMode)mode, NO_DRAW, ROWS);
            }
            cr_expect(same_bits(before, bench.x, count), "%s", STACKS[s].name);
            arena_free(&bench.arena);
        }
    }
}

Test(net, a_pass_without_memory_for_the_gradient_gives_the_same_bits)
{
    for (size_t s = 0; s < COUNT(STACKS); s++) {
        for (int mode = NET_TRAIN; mode <= NET_EVAL; mode++) {
            const NetDraw draw = { .seed = 3, .step = 5 };
            Bench full, slim;
            bench_init(&full, &STACKS[s], true);
            bench_init(&slim, &STACKS[s], false);
            const Real *a = bench_forward(&full, (NetMode)mode, draw, ROWS);
            const Real *b = bench_forward(&slim, (NetMode)mode, draw, ROWS);
            for (int i = 0; i < ROWS; i++) {
                cr_expect(same_bits(a + i * padded(full.net.outputs),
                                    b + i * padded(full.net.outputs), (size_t)full.net.outputs),
                          "%s, mode %d, row %d", STACKS[s].name, mode, i);
            }
            cr_expect(same_bits(full.net.running, slim.net.running, full.net.running_count));
            arena_free(&full.arena);
            arena_free(&slim.arena);
        }
    }
}

Test(net, without_masks_and_batch_norm_evaluation_is_training)
{
    for (size_t s = 0; s < COUNT(STACKS); s++) {
        Bench bench;
        bench_init(&bench, &STACKS[s], true);
        bool same = bench.net.running_count == 0;
        for (int l = 0; l < bench.net.layer_count; l++) {
            same = same && bench.net.layers[l].plan.drop <= 0;
        }
        const size_t count = out_count(&bench.net, ROWS);
        Real *out[NET_EVAL + 1];
        for (int mode = NET_TRAIN; mode <= NET_EVAL; mode++) {
            out[mode] = arena_new(&bench.arena, Real, count);
            memcpy(out[mode], bench_forward(&bench, (NetMode)mode, NO_DRAW, ROWS),
                   sizeof(Real) * count);
        }
        cr_expect_eq(same_bits(out[NET_TRAIN], out[NET_EVAL], count), same, "%s", STACKS[s].name);
        cr_expect(!same || same_bits(out[NET_TRAIN], out[NET_INSPECT], count), "%s",
                  STACKS[s].name);
        arena_free(&bench.arena);
    }
}

// To the bit, because products and norms take their terms in one order whatever the batch.
Test(net, a_row_is_evaluated_alone_as_among_others)
{
    for (size_t s = 0; s < COUNT(STACKS); s++) {
        Bench bench;
        bench_init(&bench, &STACKS[s], false);
        const int k = bench.net.outputs, in = padded(bench.net.inputs);
        const size_t count = out_count(&bench.net, ROWS);
        Real *together = arena_new(&bench.arena, Real, count);
        memcpy(together, bench_forward(&bench, NET_EVAL, NO_DRAW, ROWS), sizeof(Real) * count);
        for (int i = 0; i < ROWS; i++) {
            const Real *alone =
                net_forward(&bench.net, &bench.pass, NET_EVAL, NO_DRAW, bench.x + i * in, 1);
            cr_expect(same_bits(alone, together + i * padded(k), (size_t)k), "%s, row %d",
                      STACKS[s].name, i);
        }
        arena_free(&bench.arena);
    }
}

// PyTorch: running ← 0.9 running + 0.1 new, the variance unbiased.
Test(net, running_statistics_follow_training_batches_alone)
{
    const Stack stack = STACK("", 5, BATCHNORM, DENSE(2));
    Bench bench;
    bench_init(&bench, &stack, true);
    Rng rng;
    rng_init(&rng, 3, 0);
    double mean[5], var[5];
    for (int j = 0; j < 5; j++) {
        mean[j] = (double)bench.net.running[j];
        var[j] = (double)bench.net.running[LANES + j];
    }
    for (int step = 0; step < 30; step++) {
        const int rows = 2 + step % 9;
        bench.x = normal_rows(rows, 5, &rng, &bench.arena);
        bench_forward(&bench, NET_INSPECT, NO_DRAW, rows);
        bench_forward(&bench, NET_EVAL, NO_DRAW, rows);
        bench_forward(&bench, NET_TRAIN, (NetDraw){ 1, step }, rows);
        for (int j = 0; j < 5; j++) {
            double sum = 0, squares = 0;
            for (int i = 0; i < rows; i++) {
                sum += (double)bench.x[i * LANES + j];
            }
            for (int i = 0; i < rows; i++) {
                const double off = (double)bench.x[i * LANES + j] - sum / rows;
                squares += off * off;
            }
            mean[j] = 0.9 * mean[j] + 0.1 * sum / rows;
            var[j] = 0.9 * var[j] + 0.1 * squares / (rows - 1);
            cr_expect_float_eq((double)bench.net.running[j], mean[j], 1e-5, "step %d", step);
            cr_expect_float_eq((double)bench.net.running[LANES + j], var[j], 1e-5, "step %d", step);
        }
    }
    arena_free(&bench.arena);
}

// A network whose output is the mask itself: ones through a dropout.
static const Real *mask_of(Bench *bench, NetDraw draw, int rows)
{
    for (int i = 0; i < ROWS * padded(bench->net.inputs); i++) {
        bench->x[i] = 1;
    }
    return bench_forward(bench, NET_TRAIN, draw, rows);
}

static const Stack MASK = STACK("a mask", 480, DROPOUT(0.3));
enum { MASK_COUNT = ROWS * 480 };

// 4,800 draws: the share's standard deviation is 0.0066.
Test(net, a_mask_drops_its_share_and_scales_the_rest)
{
    Bench bench;
    bench_init(&bench, &MASK, true);
    const Real *mask = mask_of(&bench, (NetDraw){ 1, 0 }, ROWS);
    int dropped = 0;
    for (int i = 0; i < MASK_COUNT; i++) {
        dropped += mask[i] == 0;
        cr_expect(mask[i] == 0 || mask[i] == (Real)(1 / 0.7), "%g", (double)mask[i]);
    }
    cr_expect_float_eq((double)dropped / MASK_COUNT, 0.3, 5 * 0.0066);
    arena_free(&bench.arena);
}

Test(net, masks_depend_on_seed_step_and_layer_alone)
{
    Bench a, b;
    bench_init(&a, &MASK, true);
    bench_init(&b, &MASK, true);
    for (long step = 0; step < 40; step++) {
        const Real *first = mask_of(&a, (NetDraw){ 9, 39 - step }, ROWS);
        mask_of(&b, (NetDraw){ 8, step }, ROWS);
        cr_expect(same_bits(first, mask_of(&b, (NetDraw){ 9, 39 - step }, ROWS), MASK_COUNT));
        cr_expect(same_bits(first, mask_of(&b, (NetDraw){ 9, 39 - step }, 3), 3 * 480),
                  "a shorter batch has the same masks");
    }
    arena_free(&a.arena);
    arena_free(&b.arena);
}

// Independent masks differ in 2p(1-p) = 0.42 of their places; the standard deviation is 0.0071.
static void expect_independent(const Real *a, const Real *b, const char *what)
{
    int differ = 0;
    for (int i = 0; i < MASK_COUNT; i++) {
        differ += (a[i] == 0) != (b[i] == 0);
    }
    cr_expect_float_eq((double)differ / MASK_COUNT, 0.42, 5 * 0.0071, "%s", what);
}

Test(net, masks_of_neighbouring_seeds_steps_and_layers_have_nothing_in_common)
{
    const Stack two = STACK("", 480, DROPOUT(0.3), ACTIVATION(ACTIVATION_IDENTITY), DROPOUT(0.3));
    Bench a, b, c;
    bench_init(&a, &MASK, true);
    bench_init(&b, &MASK, true);
    bench_init(&c, &two, true);
    const Real *mask = mask_of(&a, (NetDraw){ 1, 1 }, ROWS);
    expect_independent(mask, mask_of(&b, (NetDraw){ 2, 1 }, ROWS), "seeds");
    expect_independent(mask, mask_of(&b, (NetDraw){ 1, 2 }, ROWS), "steps");
    expect_independent(mask, mask_of(&b, (NetDraw){ 2, 0 }, ROWS), "seed for step");
    mask_of(&c, (NetDraw){ 1, 1 }, ROWS);
    cr_expect(same_bits(mask, c.pass.saved[0], MASK_COUNT));
    expect_independent(mask, c.pass.saved[2], "layers");
    expect_independent(mask_of(&b, (NetDraw){ 1, 3 }, ROWS), c.pass.saved[2], "layer for step");
    arena_free(&a.arena);
    arena_free(&b.arena);
    arena_free(&c.arena);
}

// Biases stay, weights go, what is left is scaled: x = 0 gives b, and one-hot rows give the rows of
// the masked W.
Test(net, dropconnect_drops_weights_and_not_biases)
{
    const Stack stack = STACK("", ROWS, DENSE_DROP(100, 0.3));
    Bench bench;
    bench_init(&bench, &stack, true);
    memset(bench.x, 0, sizeof(Real) * ROWS * LANES);
    for (int i = 1; i < ROWS; i++) {
        bench.x[i * LANES + i] = 1;
    }
    const Real *out = bench_forward(&bench, NET_TRAIN, (NetDraw){ 1, 1 }, ROWS);
    const Real *weight = bench.net.params, *bias = bench.net.params + bench.net.layers[0].bias;
    int dropped = 0;
    for (int o = 0; o < 100; o++) {
        cr_expect_eq(out[o], bias[o]);
        for (int i = 1; i < ROWS; i++) {
            const Real got = out[i * padded(100) + o];
            const Real kept = weight[i * padded(100) + o] / 0.7F + bias[o];
            dropped += got == bias[o];
            cr_expect(got == bias[o] || fabsf(got - kept) < 1e-5F, "unit %d, input %d", o, i);
        }
    }
    cr_expect_float_eq(dropped / 900.0, 0.3, 5 * 0.0153);
    arena_free(&bench.arena);
}

Test(net, dropout_can_be_turned_up_in_a_running_network)
{
    const NetSpec spec = { .hidden_count = 1, .hidden = { 40 }, .activation = ACTIVATION_RELU };
    LayerPlan plans[NET_LAYERS_MAX];
    Stack stack = { .name = "",
                    .input = { 3, 1, 1 },
                    .count = net_plan(&spec, shape_features(3), 2, plans, NULL) };
    memcpy(stack.plans, plans, sizeof(LayerPlan) * (size_t)stack.count);
    Bench bench;
    bench_init(&bench, &stack, true);
    const size_t count = out_count(&bench.net, ROWS);
    Real *at_rest = arena_new(&bench.arena, Real, count);
    memcpy(at_rest, bench_forward(&bench, NET_TRAIN, NO_DRAW, ROWS), sizeof(Real) * count);
    for (int l = 0; l < 3; l += 2) { // dropconnect, then dropout
        bench.net.layers[l].plan.drop = 0.5;
        cr_expect(!same_bits(at_rest, bench_forward(&bench, NET_TRAIN, NO_DRAW, ROWS), count));
        cr_expect(same_bits(at_rest, bench_forward(&bench, NET_EVAL, NO_DRAW, ROWS), count));
        bench.net.layers[l].plan.drop = 0;
        cr_expect(same_bits(at_rest, bench_forward(&bench, NET_TRAIN, NO_DRAW, ROWS), count));
    }
    arena_free(&bench.arena);
}
