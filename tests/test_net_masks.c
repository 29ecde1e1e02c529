// What is dropped by chance: whole channels, whole branches, weights of convolutions; and that what
// is left makes up for it.
#include "net_stacks.h"

enum { ROWS = 60, CHANNELS = 80, SIDE = 3, AREA = SIDE * SIDE };
static const double DROP = 0.3;
static const Real KEPT = (Real)(1 / 0.7);

typedef struct Bench {
    Arena arena;
    Net net;
    NetPass pass;
    Real *x; // all 1
} Bench;

static void bench_init(Bench *bench, const Stack *stack)
{
    *bench = (Bench){ 0 };
    stack_net(stack, &bench->net, &bench->arena);
    net_pass_init(&bench->pass, &bench->net, ROWS, PASS_BACKWARD, &bench->arena);
    const size_t count = (size_t)ROWS * (size_t)padded(bench->net.inputs);
    bench->x = arena_new(&bench->arena, Real, count);
    for (size_t i = 0; i < count; i++) {
        bench->x[i] = 1;
    }
}

static const Real *drawn(Bench *bench, NetMode mode, uint64_t seed, long step, int rows)
{
    return net_forward(&bench->net, &bench->pass, mode, (NetDraw){ seed, step }, bench->x, rows);
}

static const Stack CHANNELS_DROPPED =
    PICTURE_STACK("channels", CHANNELS, SIDE, SIDE, CHANNEL_DROPOUT(0.3));

// 4,800 draws: the share's standard deviation is 0.0066.
Test(net_masks, a_channel_is_dropped_whole_or_not_at_all)
{
    Bench bench;
    bench_init(&bench, &CHANNELS_DROPPED);
    const Real *out = drawn(&bench, NET_TRAIN, 1, 1, ROWS);
    int dropped = 0, alike = 0;
    for (int k = 0; k < ROWS * CHANNELS; k++) {
        const int row = k / CHANNELS, channel = k % CHANNELS;
        const Real *at = out + row * padded(CHANNELS * AREA) + channel * AREA;
        cr_expect(at[0] == 0 || at[0] == KEPT, "%g", (double)at[0]);
        for (int i = 1; i < AREA; i++) {
            cr_expect_eq(at[i], at[0], "row %d, channel %d, number %d", row, channel, i);
        }
        dropped += at[0] == 0;
        alike += row > 0 && (at[0] == 0) == (at[-padded(CHANNELS * AREA)] == 0);
    }
    cr_expect_float_eq((double)dropped / (ROWS * CHANNELS), DROP, 5 * 0.0066);
    cr_expect_float_eq((double)alike / ((ROWS - 1) * CHANNELS), 1 - 2 * DROP * (1 - DROP),
                       5 * 0.0072, "rows are drawn one by one");
    arena_free(&bench.arena);
}

static const Stack BRANCH_DROPPED =
    STACK("a branch", 5, ACTIVATION(ACTIVATION_IDENTITY), ADD_DROP(-1, 0.3));

// 60 rows in 100 steps: the share's standard deviation is 0.0059.
Test(net_masks, a_row_misses_a_branch_whole_or_not_at_all)
{
    Bench bench;
    bench_init(&bench, &BRANCH_DROPPED);
    int dropped = 0, mixed = 0;
    for (long step = 0; step < 100; step++) {
        const Real *out = drawn(&bench, NET_TRAIN, 1, step, ROWS);
        int here = 0;
        for (int row = 0; row < ROWS; row++) {
            const Real *at = out + row * padded(5);
            cr_expect(at[0] == 1 || at[0] == 1 + KEPT, "%g", (double)at[0]);
            for (int i = 1; i < 5; i++) {
                cr_expect_eq(at[i], at[0], "row %d, number %d", row, i);
            }
            here += at[0] == 1;
        }
        dropped += here;
        mixed += here > 0 && here < ROWS;
    }
    cr_expect_float_eq(dropped / (100.0 * ROWS), DROP, 5 * 0.0059);
    cr_expect_eq(mixed, 100, "rows are drawn one by one");
    arena_free(&bench.arena);
}

Test(net_masks, nothing_is_dropped_when_the_network_is_looked_at_or_judged)
{
    const Stack *const stacks[] = { &CHANNELS_DROPPED, &BRANCH_DROPPED };
    for (size_t s = 0; s < COUNT(stacks); s++) {
        for (int mode = NET_INSPECT; mode <= NET_EVAL; mode++) {
            Bench bench;
            bench_init(&bench, stacks[s]);
            const Real *out = drawn(&bench, (NetMode)mode, 1, 1, ROWS);
            for (int i = 0; i < bench.net.outputs; i++) {
                cr_expect_eq(out[i], s == 0 ? 1 : 2, "%s, mode %d", stacks[s]->name, mode);
            }
            arena_free(&bench.arena);
        }
    }
}

// What is left is scaled so that in the mean all is as if nothing were dropped.
Test(net_masks, expectations_are_kept)
{
    static const Stack stacks[] = {
        PICTURE_STACK("channels", CHANNELS, SIDE, SIDE, CHANNEL_DROPOUT(0.6)),
        STACK("a branch", CHANNELS, ACTIVATION(ACTIVATION_IDENTITY), ADD_DROP(-1, 0.6)),
        STACK("units", CHANNELS, DROPOUT(0.6)),
    };
    static const double means[] = { 1, 2, 1 };
    enum { STEPS = 400 };
    for (size_t s = 0; s < COUNT(stacks); s++) {
        Bench bench;
        double sum = 0;
        bench_init(&bench, &stacks[s]);
        for (long step = 0; step < STEPS; step++) {
            const Real *out = drawn(&bench, NET_TRAIN, 5, step, ROWS);
            for (int row = 0; row < ROWS; row++) {
                for (int i = 0; i < bench.net.outputs; i++) {
                    sum += (double)out[row * padded(bench.net.outputs) + i];
                }
            }
        }
        // Of the fewest draws, one a row: √(0.6/0.4)/√(400·60) = 0.0079.
        cr_expect_float_eq(sum / ((double)STEPS * ROWS * bench.net.outputs), means[s], 5 * 0.0079,
                           "%s: %g", stacks[s].name,
                           sum / ((double)STEPS * ROWS * bench.net.outputs));
        arena_free(&bench.arena);
    }
}

Test(net_masks, a_shorter_batch_has_the_same_masks)
{
    const Stack *const stacks[] = { &CHANNELS_DROPPED, &BRANCH_DROPPED };
    for (size_t s = 0; s < COUNT(stacks); s++) {
        Bench a, b;
        bench_init(&a, stacks[s]);
        bench_init(&b, stacks[s]);
        const Real *whole = drawn(&a, NET_TRAIN, 3, 7, ROWS);
        drawn(&b, NET_TRAIN, 4, 8, ROWS);
        const Real *part = drawn(&b, NET_TRAIN, 3, 7, 9);
        cr_expect_eq(memcmp(whole, part, sizeof(Real) * 9 * (size_t)padded(a.net.outputs)), 0, "%s",
                     stacks[s]->name);
        arena_free(&a.arena);
        arena_free(&b.arena);
    }
}

// A network of this many identities, each with a dropout behind it.
static void masks_of_layers(Arena *arena, int layers, Net *net)
{
    LayerPlan *plans = arena_new(arena, LayerPlan, layers);
    for (int i = 0; i < layers; i++) {
        plans[i] = stack_plan((LayerPlan){ .kind = LAYER_DROPOUT, .drop = DROP },
                              shape_features(CHANNELS));
    }
    net_init(net, plans, layers, kernels_best(), arena);
}

typedef struct Bits {
    uint64_t of[2];
} Bits;

// Of as many layers as there may be, each with a mask of its own in each of some steps: of two
// masks alike in all their 80 places there is no chance.
Test(net_masks, no_layer_has_the_mask_of_another_or_of_another_step)
{
    enum { LAYERS = NET_LAYERS_MAX, STEPS = 4 };
    Arena arena = { 0 };
    Net net;
    NetPass pass;
    masks_of_layers(&arena, LAYERS, &net);
    net_pass_init(&pass, &net, 1, PASS_BACKWARD, &arena);
    Real *x = arena_new(&arena, Real, padded(CHANNELS));
    Bits *seen = arena_new(&arena, Bits, LAYERS * STEPS);
    for (int step = 0; step < STEPS; step++) {
        net_forward(&net, &pass, NET_TRAIN, (NetDraw){ 1, step }, x, 1);
        for (int l = 0; l < LAYERS; l++) {
            Bits *mask = &seen[step * LAYERS + l];
            for (int i = 0; i < CHANNELS; i++) {
                mask->of[i / 64] |= (uint64_t)(pass.saved[l][i] > 0) << i % 64;
            }
            for (int k = 0; k < step * LAYERS + l; k++) {
                cr_assert(seen[k].of[0] != mask->of[0] || seen[k].of[1] != mask->of[1],
                          "layer %d of step %d has the mask of layer %d of step %d", l, step,
                          k % LAYERS, k / LAYERS);
            }
        }
    }
    arena_free(&arena);
}

// A picture of zeros gives the biases; a single 1 in its middle, a 1x1 kernel: weights or nothing.
Test(net_masks, a_convolutions_weights_are_dropped_and_its_biases_not)
{
    const Stack stack = PICTURE_STACK("", 40, 1, 2, CONV_DROP(50, 1, 0.3));
    Bench bench;
    Rng rng;
    bench_init(&bench, &stack);
    rng_init(&rng, 1, 0);
    fill_params(&bench.net, &rng);
    const Layer *layer = &bench.net.layers[0];
    const Real *weight = bench.net.params + layer->weight, *bias = bench.net.params + layer->bias;
    int dropped = 0;
    memset(bench.x, 0, sizeof(Real) * ROWS * (size_t)padded(80));
    for (int c = 0; c < 40; c++) {
        bench.x[c * padded(80) + 2 * c] = 1; // row c: channel c, its first place
    }
    const Real *out = drawn(&bench, NET_TRAIN, 1, 1, 40);
    for (int k = 0; k < 40 * 50; k++) {
        const int c = k / 50, o = k % 50;
        const Real *at = out + c * padded(100) + 2 * o;
        const Real kept = weight[c * padded(50) + o] * KEPT + bias[o];
        dropped += at[0] == bias[o];
        cr_expect(at[0] == bias[o] || fabs((double)(at[0] - kept)) < 1e-5, "channel %d to %d", c,
                  o);
        cr_expect_eq(at[1], bias[o], "nothing is seen there");
    }
    cr_expect_float_eq(dropped / 2000.0, DROP, 5 * 0.0102);
    arena_free(&bench.arena);
}
