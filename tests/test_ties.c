// Layers that share their parameters: what they are counted as, that they are what layers with
// equal weights would be, and that whoever goes over all parameters meets theirs once.
#include "net_plain.h"

#include "model/net/gradient_noise.h"
#include "model/net/matrix_rules.h"
#include "model/net/max_norm.h"
#include "model/optim/optim_scalars.h"

enum { ROWS = 10 };
static const NetDraw NO_DRAW = { 0 };

// clang-format off
static const Stack TIED = STACK("tied", 6, DENSE(6), ACTIVATION(ACTIVATION_TANH), DENSE_TIED(6, 0), LAYERNORM,
    ACTIVATION(ACTIVATION_TANH), DENSE_TIED(6, 0), ADD(1), DENSE(2));
static const Stack APART = STACK("apart", 6, DENSE(6), ACTIVATION(ACTIVATION_TANH), DENSE(6), LAYERNORM,
    ACTIVATION(ACTIVATION_TANH), DENSE(6), ADD(1), DENSE(2));
static const int SHARERS[] = { 0, 2, 5 };
// clang-format on

typedef struct Bench {
    Arena arena;
    Net net;
    NetPass pass;
    Real *x, *grad;
} Bench;

static void bench_init(Bench *bench, const Stack *stack)
{
    Rng rng;
    rng_init(&rng, 3, 0);
    *bench = (Bench){ 0 };
    stack_net(stack, &bench->net, &bench->arena);
    fill_params(&bench->net, &rng);
    net_pass_init(&bench->pass, &bench->net, ROWS, PASS_BACKWARD, &bench->arena);
    rng_init(&rng, 4, 0);
    bench->x = normal_rows(ROWS, bench->net.inputs, &rng, &bench->arena);
    bench->grad = arena_new(&bench->arena, Real, bench->net.param_count);
}

static void copy_layer(Net *to, int i, const Net *from, int k)
{
    const size_t end =
        from->layers[k].bias + (size_t)padded(layer_params(&from->layers[k].plan).bias);
    memcpy(to->params + to->layers[i].weight, from->params + from->layers[k].weight,
           sizeof(Real) * (end - from->layers[k].weight));
}

Test(ties, parameters_are_counted_once)
{
    Bench tied, apart;
    bench_init(&tied, &TIED);
    bench_init(&apart, &APART);
    cr_expect_eq(apart.net.weight_count, 3 * 42 + 12 + 14u);
    cr_expect_eq(tied.net.weight_count, 42 + 12 + 14u);
    cr_expect(tied.net.tied && !apart.net.tied);
    cr_expect_eq(tied.net.weighted_count, 4);
    for (size_t k = 0; k < COUNT(SHARERS); k++) {
        cr_expect_eq(tied.net.layers[SHARERS[k]].weight, tied.net.layers[0].weight);
        cr_expect_eq(tied.net.layers[SHARERS[k]].bias, tied.net.layers[0].bias);
        cr_expect_eq(tied.net.layers[SHARERS[k]].shared, k < 2);
    }
    arena_free(&tied.arena);
    arena_free(&apart.arena);
}

Test(ties, a_draw_is_that_of_the_first_and_setting_one_sets_all)
{
    Bench tied, apart;
    InitParams params = { 0 };
    double a[36], b[36];
    bench_init(&tied, &TIED);
    bench_init(&apart, &APART);
    net_draw(&tied.net, &inits[INIT_HE_NORMAL], &params, 0.5, 9);
    net_draw(&apart.net, &inits[INIT_HE_NORMAL], &params, 0.5, 9);
    net_get_weight(&apart.net, 0, apart.net.params, a);
    for (size_t k = 0; k < COUNT(SHARERS); k++) {
        net_get_weight(&tied.net, SHARERS[k], tied.net.params, b);
        cr_expect(memcmp(a, b, sizeof a) == 0, "%zu", k);
    }
    double out[2][12];
    net_get_weight(&tied.net, 7, tied.net.params, out[0]);
    net_get_weight(&apart.net, 7, apart.net.params, out[1]);
    cr_expect(memcmp(out[0], out[1], sizeof out[0]) == 0,
              "the layer behind draws as it always did");
    a[7] = 3;
    net_set_weight(&tied.net, 5, tied.net.params, a);
    net_get_weight(&tied.net, 0, tied.net.params, b);
    cr_expect(memcmp(a, b, sizeof a) == 0);
    arena_free(&tied.arena);
    arena_free(&apart.arena);
}

// The same outputs to the bit, and the sum of three gradients.
Test(ties, they_are_layers_of_equal_weights_whose_gradients_are_added)
{
    Bench tied, apart;
    bench_init(&tied, &TIED);
    bench_init(&apart, &APART);
    for (int i = 0; i < tied.net.layer_count; i++) {
        if (layer_params(&tied.net.layers[i].plan).out > 0) {
            copy_layer(&apart.net, i, &tied.net, i);
        }
    }
    const size_t wide = LANES;
    const Real *y = net_forward(&tied.net, &tied.pass, NET_INSPECT, NO_DRAW, tied.x, ROWS);
    const Real *z = net_forward(&apart.net, &apart.pass, NET_INSPECT, NO_DRAW, apart.x, ROWS);
    cr_expect(memcmp(y, z, sizeof(Real) * ROWS * wide) == 0);
    Real *d[2] = { tied.pass.d[0], apart.pass.d[0] };
    for (size_t i = 0; i < ROWS * wide; i++) {
        d[0][i] = d[1][i] = i % wide < 2 ? (Real)sin((double)i) : 0;
    }
    memset(tied.grad, 0xff, sizeof(Real) * tied.net.param_count); // it is stored, not added
    net_backward(&tied.net, &tied.pass, d[0], tied.grad);
    net_backward(&apart.net, &apart.pass, d[1], apart.grad);
    const size_t begin = tied.net.layers[0].weight, end = tied.net.layers[0].bias + LANES;
    for (size_t i = begin; i < end; i++) {
        double sum = 0;
        for (size_t k = 0; k < COUNT(SHARERS); k++) {
            sum += (double)apart.grad[apart.net.layers[SHARERS[k]].weight + i - begin];
        }
        cr_expect_float_eq((double)tied.grad[i], sum, 1e-5, "%zu: %g, not %g", i,
                           (double)tied.grad[i], sum);
    }
    arena_free(&tied.arena);
    arena_free(&apart.arena);
}

// A flat vector of the shared matrix and the output's is also that of a network without the others.
static const Stack TWO = STACK("two", 6, DENSE(6), DENSE_TIED(6, 0), DENSE_TIED(6, 0), DENSE(2));
static const Stack ONE = STACK("one", 6, DENSE(6), DENSE(2));

Test(ties, rules_that_know_matrices_move_it_once)
{
    const OptimKind kinds[] = { OPTIM_MUON, OPTIM_ADAFACTOR };
    for (size_t k = 0; k < COUNT(kinds); k++) {
        const Optim *optim = &optims[kinds[k]];
        const Stack *const stacks[2] = { &TWO, &ONE };
        Bench bench[2];
        for (int s = 0; s < 2; s++) {
            OptimParams params;
            OptimScalars scalars;
            bench_init(&bench[s], stacks[s]);
            Net *net = &bench[s].net;
            const size_t n = net->param_count;
            Real *state = arena_new(&bench[s].arena, Real, n * (size_t)optim->state_count);
            Real *room = arena_new(&bench[s].arena, Real, matrix_room(net));
            size_t count;
            const size_t *places = true_places(net, &bench[s].arena, &count);
            for (size_t i = 0; i < count; i++) {
                net->params[places[i]] = (Real)sin(3.0 * (double)i);
                bench[s].grad[places[i]] = (Real)cos(5.0 * (double)i);
            }
            optim_defaults(optim, &params);
            optim_scalars_start(&scalars);
            for (int step = 0; step < 3; step++) {
                optim_advance(optim, &scalars, &params);
                matrix_rule(optim)(&params, &scalars, net, bench[s].grad, state, room);
            }
        }
        cr_assert_eq(bench[0].net.param_count, bench[1].net.param_count);
        cr_expect(memcmp(bench[0].net.params, bench[1].net.params,
                         sizeof(Real) * bench[0].net.param_count) == 0,
                  "%s", optim->kind.key);
        arena_free(&bench[0].arena);
        arena_free(&bench[1].arena);
    }
}

Test(ties, penalty_and_noise_meet_it_once)
{
    Bench two, one;
    bench_init(&two, &TWO);
    bench_init(&one, &ONE);
    const size_t n = one.net.param_count;
    memcpy(one.net.params, two.net.params, sizeof(Real) * n);
    gradient_noise_add(&two.net, 1, 5, 2, two.grad);
    gradient_noise_add(&one.net, 1, 5, 2, one.grad);
    cr_expect(memcmp(two.grad, one.grad, sizeof(Real) * n) == 0);
    double with[2];
    Net *nets[2] = { &two.net, &one.net };
    for (int s = 0; s < 2; s++) {
        Learner learner;
        Arena arena = { 0 };
        const OptimParams params = { .lr = 0.1 };
        Real *target = arena_new(&arena, Real, ROWS * LANES);
        double losses_of[2];
        for (int k = 0; k < 2; k++) {
            const Goal goal = { .loss = LOSS_MSE, .l1 = k ? 0.3 : 0, .l2 = k ? 0.2 : 0 };
            learner_init(&learner, nets[s], &goal, &optims[OPTIM_SGD], &params, ROWS, 1, &arena);
            learner.params.lr = 0;
            losses_of[k] =
                learner_step(&learner, two.x, target, rows_in_order(ROWS, &arena), ROWS, false)
                    .loss;
        }
        with[s] = losses_of[1] - losses_of[0];
        arena_free(&arena);
    }
    cr_expect_float_eq(with[0], with[1], 1e-5 * with[1], "%g and %g", with[0], with[1]);
    arena_free(&two.arena);
    arena_free(&one.arena);
}

// Measured where it first stands; whoever comes behind takes it as it is.
Test(ties, unit_variance_is_the_firsts)
{
    Bench two;
    const InitParams params = { .tol = 1e-3, .rounds = 10 };
    bench_init(&two, &TWO);
    net_lsuv(&two.net, &params, two.x, ROWS);
    const Plain first = plain_forward(&two.net, true, two.x, ROWS, 0, &two.arena);
    double sum = 0, squares = 0;
    for (int i = 0; i < ROWS * 6; i++) {
        sum += first.x[i] / (ROWS * 6);
        squares += first.x[i] * first.x[i] / (ROWS * 6);
    }
    cr_expect_float_eq(squares - sum * sum, 1, 0.02, "%g", squares - sum * sum);
    arena_free(&two.arena);
}
