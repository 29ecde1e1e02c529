// Steps of learning: gradients known in closed form, penalties, clipping, what is reported, and how
// a network is lost.
#include "net_plain.h"

#include <float.h>

enum { ROWS = 12 };

// clang-format off
static const Stack NEURON = STACK("one linear neuron", 1, DENSE(1));
static const Stack LINEAR = STACK("linear", 4, DENSE(3));
static const Stack EVERYTHING = STACK("everything", 5, DENSE_DROP(19, 0.2), BATCHNORM, ACTIVATION(ACTIVATION_SIGMOID),
    DROPOUT(0.3), DENSE_NO_BIAS(7), ACTIVATION(ACTIVATION_SOFTPLUS), BATCHNORM, DENSE(7), LAYERNORM,
    ACTIVATION(ACTIVATION_RELU), LAYERNORM, DROPOUT(0.3), DENSE(3));
static const Stack PLAIN = STACK("plain", 5, DENSE(17), ACTIVATION(ACTIVATION_TANH), BATCHNORM, DENSE_NO_BIAS(6), ACTIVATION(ACTIVATION_RELU), DENSE(3));
// clang-format on

typedef struct Bench {
    Arena arena;
    Learner learner;
    Net *net;
    Real *x, *target;
    uint32_t *rows;
    OptimParams params;
} Bench;

// params: NULL: the optimizer's own.
static void bench_init_with(Bench *bench, const Stack *stack, Goal goal, OptimKind optim,
                            const OptimParams *params)
{
    Rng rng;
    Net net;
    rng_init(&rng, 5, 0);
    *bench = (Bench){ 0 };
    stack_net(stack, &net, &bench->arena);
    fill_params(&net, &rng);
    optim_defaults(&optims[optim], &bench->params);
    learner_init(&bench->learner, &net, &goal, &optims[optim], params ? params : &bench->params,
                 ROWS, 21, &bench->arena);
    bench->net = &bench->learner.net;
    bench->x = normal_rows(ROWS, net.inputs, &rng, &bench->arena);
    bench->target = target_rows(goal.loss, ROWS, net.outputs, &rng, &bench->arena);
    bench->rows = rows_in_order(ROWS, &bench->arena);
}

static void bench_init(Bench *bench, const Stack *stack, Goal goal, OptimKind optim)
{
    bench_init_with(bench, stack, goal, optim, NULL);
}

static LearnStep bench_step(Bench *bench, bool measure)
{
    return learner_step(&bench->learner, bench->x, bench->target, bench->rows, ROWS, measure);
}

static Real *copy_of(Bench *bench, const Real *v, size_t count)
{
    Real *copy = arena_new(&bench->arena, Real, count);
    return memcpy(copy, v, sizeof(Real) * count);
}

static bool same_bits(const Real *a, const Real *b, size_t count)
{
    return memcmp(a, b, sizeof(Real) * count) == 0;
}

// L = mean (wx + b - t)²: dL/dw = 2 mean (wx + b - t)x.
Test(learner, one_linear_neurons_gradient_is_known)
{
    Bench bench;
    bench_init(&bench, &NEURON, (Goal){ .loss = LOSS_MSE }, OPTIM_SGD);
    const double w = (double)bench.net->params[0], b = (double)bench.net->params[LANES];
    double loss = 0, dw = 0, db = 0;
    for (int i = 0; i < ROWS; i++) {
        const double x = (double)bench.x[i * LANES];
        const double off = w * x + b - (double)bench.target[i * LANES];
        loss += off * off / ROWS;
        dw += 2 * off * x / ROWS;
        db += 2 * off / ROWS;
    }
    const LearnStep report = bench_step(&bench, true);
    cr_expect_float_eq(report.loss, loss, 1e-6);
    cr_expect_float_eq((double)bench.learner.grad[0], dw, 1e-6);
    cr_expect_float_eq((double)bench.learner.grad[LANES], db, 1e-6);
    cr_expect_float_eq(report.grad_norm, hypot(dw, db), 1e-6);
    cr_expect_float_eq((double)bench.net->params[0], w - 0.01 * dw, 1e-6, "SGD at rate 0.01");
    cr_expect_float_eq(report.update_ratio, 0.01 * hypot(dw, db) / hypot(w, b), 1e-7);
    arena_free(&bench.arena);
}

// dL/dz of one row, in closed form, for the row's outputs z and targets t: softmax(z) - smoothed t,
// sigmoid(z) - t, 2(z - t); the means' divisors follow.
static double output_gradient(const Goal *goal, int j, int k, const double *z, const Real *t)
{
    const double target = (double)t[j];
    double sum = 0;
    for (int i = 0; i < k; i++) {
        sum += exp(z[i]);
    }
    if (goal->loss == LOSS_SOFTMAX_CROSS_ENTROPY) {
        const double smooth = goal->label_smoothing;
        return exp(z[j]) / sum - ((1 - smooth) * target + smooth / k);
    }
    return (goal->loss == LOSS_MSE ? 2 * (z[j] - target) : 1 / (1 + exp(-z[j])) - target) / k;
}

Test(learner, gradients_at_linear_outputs_are_output_less_target)
{
    const Goal goals[] = { { .loss = LOSS_SOFTMAX_CROSS_ENTROPY },
                           { .loss = LOSS_SOFTMAX_CROSS_ENTROPY, .label_smoothing = 0.2 },
                           { .loss = LOSS_BCE_WITH_LOGITS },
                           { .loss = LOSS_MSE } };
    for (size_t g = 0; g < COUNT(goals); g++) {
        Bench bench;
        bench_init(&bench, &LINEAR, goals[g], OPTIM_SGD);
        const Plain z = plain_forward(bench.net, false, bench.x, ROWS, 0, &bench.arena);
        bench_step(&bench, false);
        for (int j = 0; j < 3; j++) {
            double db = 0, dw = 0; // of the weight to input 2
            for (int i = 0; i < ROWS; i++) {
                const double d =
                    output_gradient(&goals[g], j, 3, z.x + i * 3, bench.target + i * LANES);
                db += d / ROWS;
                dw += d / ROWS * (double)bench.x[i * LANES + 2];
            }
            const Real *grad = bench.learner.grad;
            cr_expect_float_eq((double)grad[4 * LANES + j], db, 1e-6, "%s",
                               losses[goals[g].loss].kind.key);
            cr_expect_float_eq((double)grad[2 * LANES + j], dw, 1e-6, "%s",
                               losses[goals[g].loss].kind.key);
        }
        arena_free(&bench.arena);
    }
}

// l1·Σ|w| + l2·Σw², whose gradient is l1·sign(w) + 2·l2·w, over dense weights and nothing else.
Test(learner, penalties_are_on_dense_weights_alone)
{
    const double l1 = 0.03, l2 = 0.02;
    Bench free, tied;
    bench_init(&free, &EVERYTHING, (Goal){ 0 }, OPTIM_SGD);
    bench_init(&tied, &EVERYTHING, (Goal){ .l1 = l1, .l2 = l2 }, OPTIM_SGD);
    const size_t n = free.net->param_count;
    double *expected = arena_new(&free.arena, double, n), sum = 0;
    for (int l = 0; l < free.net->layer_count; l++) {
        const Layer *layer = &free.net->layers[l];
        const int count = layer->plan.in * padded(layer->plan.out);
        for (int i = 0; i < count && layer->plan.kind == LAYER_DENSE; i++) {
            const double w = (double)free.net->params[layer->weight + (size_t)i];
            expected[layer->weight + (size_t)i] = l1 * ((w > 0) - (w < 0)) + 2 * l2 * w;
            sum += l1 * fabs(w) + l2 * w * w;
        }
    }
    const double without = bench_step(&free, false).loss, with = bench_step(&tied, false).loss;
    cr_expect_float_eq(with - without, sum, 1e-5 * sum);
    for (size_t i = 0; i < n; i++) {
        const double added = (double)tied.learner.grad[i] - (double)free.learner.grad[i];
        cr_expect_float_eq(added, expected[i], 1e-6, "parameter %zu", i);
    }
    arena_free(&free.arena);
    arena_free(&tied.arena);
}

// PyTorch: times min(1, c/(norm + 1e-6)); the norm that is reported is the one before.
Test(learner, clipping_cuts_the_gradients_length_and_nothing_else)
{
    Bench whole;
    bench_init(&whole, &PLAIN, (Goal){ .l2 = 0.1 }, OPTIM_SGD);
    const double norm = bench_step(&whole, true).grad_norm;
    const double clips[] = { 0.5 * norm, 0.01 * norm, 1.01 * norm };
    for (size_t c = 0; c < COUNT(clips); c++) {
        for (int measure = 0; measure < 2; measure++) {
            Bench bench;
            bench_init(&bench, &PLAIN, (Goal){ .l2 = 0.1 }, OPTIM_SGD);
            bench.learner.params.clip = clips[c];
            cr_expect_eq(bench_step(&bench, measure).grad_norm, norm);
            const double factor = fmin(1, clips[c] / (norm + 1e-6));
            for (size_t i = 0; i < bench.net->param_count; i++) {
                const Real g = whole.learner.grad[i];
                cr_expect_eq(bench.learner.grad[i], factor < 1 ? g * (Real)factor : g);
            }
            arena_free(&bench.arena);
        }
    }
    arena_free(&whole.arena);
}

Test(learner, pads_stay_zero_under_every_optimizer)
{
    for (int k = 0; k < OPTIM_COUNT; k++) {
        Bench bench;
        if (!(optims[k].places & OPTIM_IN_NETWORKS)) {
            continue;
        }
        bench_init(&bench, &EVERYTHING, (Goal){ .l1 = 1e-3, .l2 = 1e-3 }, (OptimKind)k);
        bench.learner.params.clip = 1;
        for (int step = 0; step < 50; step++) {
            cr_expect(isfinite(bench_step(&bench, step % 2).loss), "%s", optims[k].kind.key);
        }
        size_t count;
        const size_t *places = true_places(bench.net, &bench.arena, &count);
        for (size_t i = 0; i < count; i++) {
            bench.net->params[places[i]] = 0;
        }
        for (size_t i = 0; i < bench.net->param_count; i++) {
            cr_expect(bench.net->params[i] == 0, "%s: pad %zu is %g", optims[k].kind.key, i,
                      (double)bench.net->params[i]);
        }
        arena_free(&bench.arena);
    }
}

Test(learner, measuring_changes_nothing)
{
    Bench blind, measured;
    bench_init(&blind, &EVERYTHING, (Goal){ .l2 = 1e-3 }, OPTIM_ADAM);
    bench_init(&measured, &EVERYTHING, (Goal){ .l2 = 1e-3 }, OPTIM_ADAM);
    const size_t n = blind.net->param_count;
    for (int step = 0; step < 30; step++) {
        const Real *before = copy_of(&measured, measured.net->params, n);
        const LearnStep a = bench_step(&blind, false), b = bench_step(&measured, true);
        cr_expect_eq(a.loss, b.loss);
        cr_expect(isnan(a.grad_norm) && isnan(a.update_ratio));
        cr_expect(same_bits(blind.net->params, measured.net->params, n), "step %d", step);
        cr_expect(same_bits(blind.net->running, measured.net->running, blind.net->running_count));
        double moved = 0, length = 0, gradient = 0;
        for (size_t i = 0; i < n; i++) {
            const double now = (double)measured.net->params[i], was = (double)before[i];
            moved += (now - was) * (now - was);
            length += was * was;
            gradient += (double)measured.learner.grad[i] * (double)measured.learner.grad[i];
        }
        cr_expect_float_eq(b.update_ratio, sqrt(moved / length), 1e-6 * b.update_ratio);
        cr_expect_float_eq(b.grad_norm, sqrt(gradient), 1e-6 * b.grad_norm);
    }
    arena_free(&blind.arena);
    arena_free(&measured.arena);
}

Test(learner, started_again_it_walks_the_same_way_to_the_bit)
{
    Bench bench;
    bench_init(&bench, &EVERYTHING, (Goal){ 0 }, OPTIM_ADAM);
    const size_t n = bench.net->param_count, r = bench.net->running_count;
    const Real *start = copy_of(&bench, bench.net->params, n);
    const Real *running = copy_of(&bench, bench.net->running, r), *end = NULL;
    for (int round = 0; round < 2; round++) {
        memcpy(bench.net->params, start, sizeof(Real) * n);
        memcpy(bench.net->running, running, sizeof(Real) * r);
        learner_restart(&bench.learner);
        for (int step = 0; step < 25; step++) {
            bench_step(&bench, false);
        }
        cr_expect_eq(bench.learner.step, 25);
        cr_expect(!end || same_bits(end, bench.net->params, n));
        end = copy_of(&bench, bench.net->params, n);
    }
    arena_free(&bench.arena);
}

Test(learner, a_batch_is_the_rows_it_names)
{
    Bench named, laid;
    bench_init(&named, &PLAIN, (Goal){ 0 }, OPTIM_SGD);
    bench_init(&laid, &PLAIN, (Goal){ 0 }, OPTIM_SGD);
    const uint32_t rows[] = { 7, 0, 11, 0, 3 };
    for (size_t i = 0; i < COUNT(rows); i++) {
        memcpy(laid.x + i * LANES, named.x + rows[i] * LANES, sizeof(Real) * LANES);
        memcpy(laid.target + i * LANES, named.target + rows[i] * LANES, sizeof(Real) * LANES);
    }
    learner_step(&named.learner, named.x, named.target, rows, COUNT(rows), false);
    learner_step(&laid.learner, laid.x, laid.target, laid.rows, COUNT(rows), false);
    cr_expect(same_bits(named.net->params, laid.net->params, named.net->param_count));
    arena_free(&named.arena);
    arena_free(&laid.arena);
}

// In double: w ← w - 2η mean (wx + b - t)x, b likewise, up to the first step at which an output is
// off by more than `limit`.
static long steps_until(const Bench *bench, double lr, double limit)
{
    double w = (double)bench->net->params[0], b = (double)bench->net->params[LANES];
    for (long step = 0;; step++) {
        double dw = 0, db = 0, worst = 0;
        for (int i = 0; i < ROWS; i++) {
            const double x = (double)bench->x[i * LANES];
            const double off = w * x + b - (double)bench->target[i * LANES];
            worst = fmax(worst, fabs(off));
            dw += 2 * off * x / ROWS;
            db += 2 * off / ROWS;
        }
        if (worst > limit) {
            return step;
        }
        w -= lr * dw;
        b -= lr * db;
    }
}

// Whether squares are taken in float or in double is the kernel's affair: the network is lost
// between the steps at which the one and the other are too large.
Test(learner, a_rate_that_is_too_large_loses_the_network_and_the_step_is_told)
{
    for (int measure = 0; measure < 2; measure++) {
        Bench bench;
        bench_init(&bench, &NEURON, (Goal){ .loss = LOSS_MSE }, OPTIM_SGD);
        bench.learner.params.lr = 5;
        const long first = steps_until(&bench, 5, sqrt(FLT_MAX));
        const long last = steps_until(&bench, 5, FLT_MAX);
        long finite = 0;
        const Real *before = NULL;
        while (!bench.learner.lost && finite < 10000) {
            before = copy_of(&bench, bench.net->params, bench.net->param_count);
            finite += isfinite(bench_step(&bench, measure).loss);
        }
        cr_expect(finite >= first && finite <= last + 1, "%ld, not within %ld..%ld", finite, first,
                  last);
        cr_expect_eq(bench.learner.step, finite);
        const bool moved = !same_bits(before, bench.net->params, bench.net->param_count);
        cr_expect(!moved || measure, "nothing is updated by a loss that is not finite");
        before = copy_of(&bench, bench.net->params, bench.net->param_count);
        for (int i = 0; i < 3; i++) {
            const LearnStep report = bench_step(&bench, measure);
            cr_expect(isnan(report.loss) && isnan(report.grad_norm) && isnan(report.update_ratio));
        }
        cr_expect_eq(bench.learner.step, finite);
        cr_expect(same_bits(before, bench.net->params, bench.net->param_count));
        arena_free(&bench.arena);
    }
}

// The loss is finite, and the update is not.
Test(learner, a_measured_step_sees_parameters_that_are_not_finite)
{
    for (int measure = 0; measure < 2; measure++) {
        Bench bench;
        bench_init(&bench, &NEURON, (Goal){ .loss = LOSS_MSE }, OPTIM_SGD);
        bench.learner.params.lr = 1e39;
        cr_expect(isfinite(bench_step(&bench, measure).loss));
        cr_expect_eq(bench.learner.lost, (bool)measure);
        cr_expect_eq(bench.learner.step, 1);
        bench_step(&bench, measure);
        cr_expect(bench.learner.lost);
        cr_expect_eq(bench.learner.step, 1);
        arena_free(&bench.arena);
    }
}

// By the plain pass: loss without penalties, and rows whose class is right.
static double plain_loss(const Goal *goal, const Plain *z, const Real *target, int *right)
{
    const int k = z->width;
    double sum = 0;
    *right = 0;
    for (int i = 0; i < z->rows; i++) {
        const double *out = z->x + i * k;
        const Real *t = target + i * padded(k);
        double exps = 0;
        int best = 0, class = 0;
        for (int j = 0; j < k; j++) {
            exps += exp(out[j]);
            best = out[j] > out[best] ? j : best;
            class = t[j] > t[class] ? j : class;
        }
        for (int j = 0; j < k; j++) {
            const double log1 = log(1 + exp(-out[j])), off = out[j] - (double)t[j];
            const double terms[LOSS_COUNT] = {
                [LOSS_SOFTMAX_CROSS_ENTROPY] = (double)t[j] * (log(exps) - out[j]),
                [LOSS_BCE_WITH_LOGITS] = (log1 + (1 - (double)t[j]) * out[j]) / k,
                [LOSS_MSE] = off * off / k,
            };
            sum += terms[goal->loss] / z->rows;
        }
        const double middle = goal->loss == LOSS_MSE ? 0.5 : 0;
        *right += k > 1 ? best == class : (out[0] > middle) == (t[0] > 0.5F);
    }
    return sum;
}

Test(learner, evaluation_tells_loss_and_right_rows_and_changes_nothing)
{
    for (int loss = 0; loss < LOSS_COUNT; loss++) {
        for (int k = loss == LOSS_SOFTMAX_CROSS_ENTROPY ? 2 : 1; k <= 4; k++) {
            const Stack stack = STACK("", 5, DENSE_DROP(8, 0.5), BATCHNORM,
                                      ACTIVATION(ACTIVATION_RELU), DROPOUT(0.5), DENSE(k));
            const Goal goal = { .loss = (LossKind)loss, .l1 = 0.1, .l2 = 0.1 };
            Bench bench;
            NetPass pass;
            int right, expected_right;
            bench_init(&bench, &stack, goal, OPTIM_SGD);
            net_pass_init(&pass, bench.net, ROWS, PASS_FORWARD, &bench.arena);
            bench_step(&bench, false);
            for (int i = 0; k == 1 && i < ROWS; i++) {
                bench.target[i * LANES] = i % 3 == 0; // classes, for mse too
            }
            const Learner before = bench.learner;
            const Real *params = copy_of(&bench, bench.net->params, bench.net->param_count);
            const Real *running = copy_of(&bench, bench.net->running, bench.net->running_count);
            const Plain z = plain_forward(bench.net, true, bench.x, ROWS, 4, &bench.arena);
            const double expected = plain_loss(&goal, &z, bench.target, &expected_right);
            const double got =
                learner_evaluate(&bench.learner, &pass, bench.x, bench.target, ROWS, &right);
            cr_expect_float_eq(got, expected, 1e-5 * fmax(1, expected), "%s",
                               losses[loss].kind.key);
            cr_expect_eq(right, expected_right, "%s, %d outputs", losses[loss].kind.key, k);
            cr_expect_arr_eq(&before, &bench.learner, sizeof before);
            cr_expect(same_bits(params, bench.net->params, bench.net->param_count));
            cr_expect(same_bits(running, bench.net->running, bench.net->running_count));
            arena_free(&bench.arena);
        }
    }
}

// Outputs -0.25, 0.25, 0.75 against class 1: as logits two are right, as values near 0 or 1 one is.
Test(learner, a_single_output_says_its_class_by_its_sign_or_by_its_side_of_one_half)
{
    const LossKind kinds[] = { LOSS_BCE_WITH_LOGITS, LOSS_MSE };
    for (int i = 0; i < 2; i++) {
        Bench bench;
        NetPass pass;
        int right;
        bench_init(&bench, &NEURON, (Goal){ .loss = kinds[i] }, OPTIM_SGD);
        net_pass_init(&pass, bench.net, 3, PASS_FORWARD, &bench.arena);
        bench.net->params[0] = 1;
        bench.net->params[LANES] = 0;
        for (int class = 0; class < 2; class ++) {
            for (int row = 0; row < 3; row++) {
                bench.x[row * LANES] = (Real)(row / 2.0 - 0.25);
                bench.target[row * LANES] = (Real) class;
            }
            learner_evaluate(&bench.learner, &pass, bench.x, bench.target, 3, &right);
            cr_expect_eq(right, class ? 2 - i : 1 + i, "%s, class %d", losses[kinds[i]].kind.key,
                         class);
        }
        arena_free(&bench.arena);
    }
}

// The problem that a single layer cannot solve (Minsky & Papert 1969).
Test(learner, a_hidden_layer_learns_exclusive_or)
{
    const Stack stack = STACK("", 2, DENSE(8), ACTIVATION(ACTIVATION_TANH), DENSE(1));
    const Stack line = STACK("", 2, DENSE(1));
    for (int hidden = 0; hidden < 2; hidden++) {
        Bench bench;
        bench_init(&bench, hidden ? &stack : &line, (Goal){ .loss = LOSS_BCE_WITH_LOGITS },
                   OPTIM_ADAM);
        for (int i = 0; i < 4; i++) {
            bench.x[i * LANES] = (Real)(i / 2);
            bench.x[i * LANES + 1] = (Real)(i % 2);
            bench.target[i * LANES] = i == 1 || i == 2;
        }
        double loss = 0;
        for (int step = 0; step < 1000; step++) {
            loss = learner_step(&bench.learner, bench.x, bench.target, bench.rows, 4, false).loss;
        }
        cr_expect(hidden ? loss < 0.05 : loss > 0.69, "loss %g", loss);
        arena_free(&bench.arena);
    }
}

// ---- what goes around the rule

// The gradient where the parameters are, of the same rows and masks, without moving anything.
static void gradient_here(Bench *bench, const Real *params, long step, double decay, Real *grad)
{
    Learner *l = &bench->learner;
    memcpy(bench->net->params, params, sizeof(Real) * bench->net->param_count);
    l->step = step;
    l->params = (OptimParams){ .lr = 0, .coupled_decay = decay };
    bench_step(bench, false);
    memcpy(grad, l->grad, sizeof(Real) * bench->net->param_count);
}

static double norm_of(const Real *v, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += (double)v[i] * (double)v[i];
    }
    return sqrt(sum);
}

typedef struct Pair {
    Bench moving, asked;
    size_t n;
    Real *before, *g, *x;
} Pair;

static void pair_init(Pair *pair, const OptimParams *params)
{
    bench_init_with(&pair->moving, &EVERYTHING, (Goal){ .l2 = 1e-3 }, OPTIM_SGD, params);
    bench_init_with(&pair->asked, &EVERYTHING, (Goal){ .l2 = 1e-3 }, OPTIM_SGD, NULL);
    pair->n = pair->moving.net->param_count;
    pair->before = arena_new(&pair->moving.arena, Real, pair->n);
    pair->g = arena_new(&pair->moving.arena, Real, pair->n);
    pair->x = arena_new(&pair->moving.arena, Real, pair->n);
}

static void pair_free(Pair *pair)
{
    arena_free(&pair->moving.arena);
    arena_free(&pair->asked.arena);
}

static void expect_near(const Real *got, const Real *expected, size_t n, double by, long step)
{
    for (size_t i = 0; i < n; i++) {
        cr_assert_float_eq((double)got[i], (double)expected[i],
                           by * (1 + fabs((double)expected[i])), "step %ld, parameter %zu", step,
                           i);
    }
}

// Foret 2021, algorithm 1: the step at x along the gradient at x + ρ g/|g|, then cut.
Test(learner, sam_steps_along_the_gradient_uphill)
{
    Pair pair;
    pair_init(&pair, &(OptimParams){ .lr = 0.1, .sam = 0.3, .clip = 0.4, .coupled_decay = 0.05 });
    for (long step = 0; step < 6; step++) {
        memcpy(pair.before, pair.moving.net->params, sizeof(Real) * pair.n);
        gradient_here(&pair.asked, pair.before, step, 0.05, pair.g);
        const double norm = norm_of(pair.g, pair.n);
        for (size_t i = 0; i < pair.n; i++) {
            pair.x[i] = pair.before[i] + (Real)(0.3 / (norm + 1e-12)) * pair.g[i];
        }
        gradient_here(&pair.asked, pair.x, step, 0.05, pair.g);
        const double cut = fmin(1, 0.4 / (norm_of(pair.g, pair.n) + 1e-6));
        for (size_t i = 0; i < pair.n; i++) {
            pair.x[i] = pair.before[i] - (Real)(0.1 * cut) * pair.g[i];
        }
        const LearnStep told = bench_step(&pair.moving, true);
        cr_expect_float_eq(told.grad_norm, norm, 1e-5 * norm, "told where the network is");
        expect_near(pair.moving.net->params, pair.x, pair.n, 2e-6, step);
    }
    pair_free(&pair);
}

// Zhang 2019, algorithm 1; and the mean of all points is what is judged.
Test(learner, lookahead_and_the_mean_follow_their_rules)
{
    Pair pair;
    pair_init(&pair, &(OptimParams){ .lr = 0.1,
                                     .lookahead = 3,
                                     .lookahead_alpha = 0.5,
                                     .average = AVERAGE_EMA,
                                     .mean.average_decay = 0.7 });
    Real *slow = arena_new(&pair.moving.arena, Real, pair.n);
    Real *mean = arena_new(&pair.moving.arena, Real, pair.n);
    memcpy(slow, pair.moving.net->params, sizeof(Real) * pair.n);
    Net room;
    cr_expect_eq(learner_shown(&pair.moving.learner, &room), pair.moving.net, "no mean yet");
    for (long step = 0; step < 9; step++) {
        memcpy(pair.before, pair.moving.net->params, sizeof(Real) * pair.n);
        gradient_here(&pair.asked, pair.before, step, 0, pair.g);
        for (size_t i = 0; i < pair.n; i++) {
            pair.x[i] = pair.before[i] - (Real)0.1 * pair.g[i];
            if ((step + 1) % 3 == 0) {
                slow[i] += (Real)0.5 * (pair.x[i] - slow[i]);
                pair.x[i] = slow[i];
            }
            mean[i] = step == 0 ? pair.x[i] : (Real)0.7 * mean[i] + (Real)0.3 * pair.x[i];
        }
        bench_step(&pair.moving, false);
        expect_near(pair.moving.net->params, pair.x, pair.n, 2e-6, step);
        const Net *shown = learner_shown(&pair.moving.learner, &room);
        cr_expect_neq(shown->params, pair.moving.net->params);
        expect_near(shown->params, mean, pair.n, 4e-6, step);
    }
    pair_free(&pair);
}

// Looking uphill leaves the running statistics as the network itself found them.
Test(learner, sam_moves_no_running_statistics)
{
    Bench plain, uphill;
    bench_init_with(&plain, &EVERYTHING, (Goal){ 0 }, OPTIM_SGD, &(OptimParams){ .lr = 0.1 });
    bench_init_with(&uphill, &EVERYTHING, (Goal){ 0 }, OPTIM_SGD,
                    &(OptimParams){ .lr = 0.1, .sam = 0.5 });
    bench_step(&plain, false);
    bench_step(&uphill, false);
    cr_assert_gt(plain.net->running_count, 0);
    cr_expect(same_bits(plain.net->running, uphill.net->running, plain.net->running_count));
    cr_expect_not(same_bits(plain.net->params, uphill.net->params, plain.net->param_count));
    arena_free(&plain.arena);
    arena_free(&uphill.arena);
}

// What counts of a schedule-free method is x, the mean of its z, not y, where gradients are taken.
Test(learner, a_schedule_free_network_is_judged_by_its_mean)
{
    const OptimKind kinds[] = { OPTIM_SCHEDULEFREE_SGD, OPTIM_SCHEDULEFREE_ADAMW };
    for (size_t k = 0; k < COUNT(kinds); k++) {
        Bench bench;
        Net room;
        bench_init(&bench, &PLAIN, (Goal){ 0 }, kinds[k]);
        cr_expect_eq(learner_shown(&bench.learner, &room), bench.net, "before its first step");
        const size_t n = bench.net->param_count;
        Real *mean = copy_of(&bench, bench.net->params, n);
        for (int step = 0; step < 5; step++) {
            bench_step(&bench, false);
        }
        const Net *shown = learner_shown(&bench.learner, &room);
        cr_expect_eq(shown->params, bench.learner.state + n);
        cr_expect_not(same_bits(shown->params, bench.net->params, n));
        cr_expect_not(same_bits(shown->params, mean, n), "it moved");
        arena_free(&bench.arena);
    }
}
