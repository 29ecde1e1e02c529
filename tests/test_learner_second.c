// Networks under methods that see more than a gradient, or which weights form a matrix: against the
// rules written a second time in double, and what a step leaves as it was.
#include "net_stacks.h"

#include "model/net/matrix_rules.h"
#include "model/optim/optim_scalars.h"

enum { ROWS = 24, SIDE_MAX = 64 };

// clang-format off
static const Stack SHAPES = STACK("wide, narrow, a single one", 5, DENSE(37), ACTIVATION(ACTIVATION_TANH),
    DENSE(9), ACTIVATION(ACTIVATION_TANH), DENSE(9), LAYERNORM, ACTIVATION(ACTIVATION_RELU), DENSE(1), DENSE(3));
static const Stack SMOOTH = STACK("smooth", 5, DENSE(17), BATCHNORM, ACTIVATION(ACTIVATION_TANH), DENSE(3));
static const Stack MASKED = STACK("masked", 5, DENSE_DROP(19, 0.2), ACTIVATION(ACTIVATION_TANH), DROPOUT(0.4),
    BATCHNORM, DENSE(3));
// clang-format on

typedef struct Bench {
    Arena arena;
    Learner learner;
    Net *net;
    Real *x, *target;
    uint32_t *rows;
} Bench;

static void bench_init(Bench *bench, const Stack *stack, OptimKind kind, double lr)
{
    Rng rng;
    Net net;
    OptimParams params;
    const Goal goal = { .loss = LOSS_SOFTMAX_CROSS_ENTROPY, .l2 = 1e-3 };
    rng_init(&rng, 5, 0);
    *bench = (Bench){ 0 };
    stack_net(stack, &net, &bench->arena);
    fill_params(&net, &rng);
    optim_defaults(&optims[kind], &params);
    params.lr = lr > 0 ? lr : params.lr;
    learner_init(&bench->learner, &net, &goal, &optims[kind], &params, ROWS, 21, &bench->arena);
    bench->net = &bench->learner.net;
    bench->x = normal_rows(ROWS, net.inputs, &rng, &bench->arena);
    bench->target = target_rows(goal.loss, ROWS, net.outputs, &rng, &bench->arena);
    bench->rows = rows_in_order(ROWS, &bench->arena);
}

static LearnStep bench_step(Bench *bench)
{
    return learner_step(&bench->learner, bench->x, bench->target, bench->rows, ROWS, true);
}

// c [m][n] = a [m][k] · b, b [k][n] or, transposed, [n][k].
static void product(int m, int n, int k, const double *a, const double *b, bool transposed,
                    double *c)
{
    for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int p = 0; p < k; p++) {
                sum += a[i * k + p] * (transposed ? b[j * k + p] : b[p * n + j]);
            }
            c[i * n + j] = sum;
        }
    }
}

// The polynomial of Newton and Schulz on u [a][b], five times, as the paper has it.
static void orthogonal(int a, int b, double *u)
{
    static double x[SIDE_MAX * SIDE_MAX], s[SIDE_MAX * SIDE_MAX], ss[SIDE_MAX * SIDE_MAX],
        sx[SIDE_MAX * SIDE_MAX], ssx[SIDE_MAX * SIDE_MAX];
    const bool turned = a > b;
    const int m = turned ? b : a, n = turned ? a : b;
    double norm = 0;
    for (int i = 0; i < a * b; i++) {
        norm += u[i] * u[i];
    }
    norm = sqrt(norm) + 1e-7;
    for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
            x[i * n + j] = (turned ? u[j * b + i] : u[i * b + j]) / norm;
        }
    }
    for (int round = 0; round < 5; round++) {
        product(m, m, n, x, x, true, s);
        product(m, m, m, s, s, false, ss);
        product(m, n, m, s, x, false, sx);
        product(m, n, m, ss, x, false, ssx);
        for (int i = 0; i < m * n; i++) {
            x[i] = 3.4445 * x[i] - 4.7750 * sx[i] + 2.0315 * ssx[i];
        }
    }
    for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
            u[turned ? j * b + i : i * b + j] = x[i * n + j];
        }
    }
}

// Three steps, each from where the network stands, so that the mean of the gradients is one too.
Test(learner_second, muon_makes_hidden_matrices_orthogonal_as_in_double)
{
    for (int style = 0; style < 4; style++) { // without and with nesterov, each at both lengths
        Bench bench;
        static double b[STACK_MAX][SIDE_MAX * SIDE_MAX];
        bench_init(&bench, &SHAPES, OPTIM_MUON, 0);
        OptimParams *p = &bench.learner.params;
        p->nesterov = style % 2;
        p->match_rms = style / 2;
        p->weight_decay = 0.1;
        memset(b, 0, sizeof b);
        for (int step = 0; step < 3; step++) {
            double before[STACK_MAX][SIDE_MAX * SIDE_MAX];
            for (int l = 0; l < SHAPES.count; l++) {
                if (bench.net->layers[l].plan.kind == LAYER_DENSE) {
                    net_get_weight(bench.net, l, bench.net->params, before[l]);
                }
            }
            bench_step(&bench);
            for (int l = 0; l < SHAPES.count - 1; l++) {
                const LayerPlan *plan = &bench.net->layers[l].plan;
                const int out = plan->out, in = plan->in;
                double g[SIDE_MAX * SIDE_MAX], after[SIDE_MAX * SIDE_MAX];
                if (plan->kind != LAYER_DENSE) {
                    continue;
                }
                net_get_weight(bench.net, l, bench.learner.grad, g);
                net_get_weight(bench.net, l, bench.net->params, after);
                for (int i = 0; i < out * in; i++) {
                    b[l][i] += 0.05 * (g[i] - b[l][i]);
                    g[i] = p->nesterov > 0 ? g[i] + 0.95 * (b[l][i] - g[i]) : b[l][i];
                }
                orthogonal(out, in, g);
                const double length = p->match_rms > 0 ? 0.2 * sqrt(out > in ? out : in)
                                                       : sqrt(out > in ? (double)out / in : 1);
                for (int i = 0; i < out * in; i++) {
                    const double to = before[l][i] * (1 - 0.02 * 0.1) - 0.02 * length * g[i];
                    cr_expect_float_eq(after[i], to, 1e-5 * 0.02 * length + 1e-7,
                                       "style %d, step %d, layer %d, weight %d: %.9g, not %.9g",
                                       style, step, l, i, after[i], to);
                }
            }
        }
        arena_free(&bench.arena);
    }
}

Test(learner_second, what_is_no_hidden_matrix_muon_leaves_to_adamw)
{
    Bench muon, adamw;
    bench_init(&muon, &SHAPES, OPTIM_MUON, 0.3);
    bench_init(&adamw, &SHAPES, OPTIM_ADAMW, 0.01);
    adamw.learner.params.weight_decay = 0;
    bench_step(&muon);
    bench_step(&adamw);
    int compared = 0;
    for (int l = 0; l < SHAPES.count; l++) {
        const Layer *layer = &muon.net->layers[l];
        const bool last = l == SHAPES.count - 1, dense = layer->plan.kind == LAYER_DENSE;
        const size_t from = dense && !last ? layer->bias : layer->weight;
        const size_t end = l == SHAPES.count - 1 ? muon.net->param_count : layer[1].weight;
        for (size_t i = from; i < end; i++, compared++) {
            cr_expect_eq(muon.net->params[i], adamw.net->params[i], "layer %d", l);
        }
    }
    cr_expect_gt(compared, 100);
    arena_free(&muon.arena);
    arena_free(&adamw.arena);
}

typedef struct Factored {
    double rows[SIDE_MAX], columns[SIDE_MAX], v[SIDE_MAX * SIDE_MAX];
} Factored;

static double rms(int n, const double *v)
{
    double sum = 0;
    for (int i = 0; i < n; i++) {
        sum += v[i] * v[i];
    }
    return sqrt(sum / n);
}

// torch.optim.Adafactor, step t of a tensor of rows x columns; rows 0: a vector.
static void adafactor_slowly(int t, int rows, int columns, const double *g, Factored *f, double *x)
{
    const double beta = 1 - pow(t, -0.8), eps = 1.1920928955078125e-7;
    const int n = rows > 0 ? rows * columns : columns;
    double u[SIDE_MAX * SIDE_MAX], mean = 0;
    for (int i = 0; i < rows; i++) {
        const double square = rms(columns, g + i * columns);
        f->rows[i] = beta * f->rows[i] + (1 - beta) * square * square;
        mean += f->rows[i] / rows;
    }
    for (int j = 0; j < columns && rows > 0; j++) {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += g[i * columns + j] * g[i * columns + j] / rows;
        }
        f->columns[j] = beta * f->columns[j] + (1 - beta) * sum;
    }
    for (int i = 0; i < n; i++) {
        f->v[i] = rows > 0 ? f->rows[i / columns] * f->columns[i % columns] / fmax(mean, eps)
                           : beta * f->v[i] + (1 - beta) * g[i] * g[i];
        u[i] = g[i] / fmax(sqrt(f->v[i]), eps);
    }
    const double alpha = fmax(1e-3, rms(n, x)) * fmin(0.3, 1 / sqrt(t));
    const double cut = fmax(1, rms(n, u));
    for (int i = 0; i < n; i++) {
        x[i] = x[i] * (1 - 0.3 * 0.05) - alpha * u[i] / cut;
    }
}

static double widest(const double *a, const double *b, int n)
{
    double most = 0;
    for (int i = 0; i < n; i++) {
        most = fmax(most, fabs(a[i] - b[i]) / (1e-3 + fabs(b[i])));
    }
    return most;
}

Test(learner_second, adafactor_is_pytorchs_on_matrices_and_vectors)
{
    static Factored weights[STACK_MAX], biases[STACK_MAX];
    Bench bench;
    bench_init(&bench, &SHAPES, OPTIM_ADAFACTOR, 0.3);
    bench.learner.params.weight_decay = 0.05;
    for (int t = 1; t <= 20; t++) {
        static double before[STACK_MAX][SIDE_MAX * SIDE_MAX], bias[STACK_MAX][SIDE_MAX];
        for (int l = 0; l < SHAPES.count; l++) {
            const Layer *layer = &bench.net->layers[l];
            if (layer->plan.kind == LAYER_DENSE) {
                net_get_weight(bench.net, l, bench.net->params, before[l]);
            }
            for (int o = 0; o < layer->plan.out; o++) {
                bias[l][o] = (double)bench.net->params[layer->bias + (size_t)o];
            }
        }
        bench_step(&bench);
        cr_expect_float_eq(bench.learner.scalars.rate, fmin(0.3, 1 / sqrt(t)), 1e-12);
        for (int l = 0; l < SHAPES.count; l++) {
            const Layer *layer = &bench.net->layers[l];
            const int out = layer->plan.out, in = layer->plan.in;
            double g[SIDE_MAX * SIDE_MAX], after[SIDE_MAX * SIDE_MAX];
            if (layer->plan.kind == LAYER_ACTIVATION) {
                continue;
            }
            if (layer->plan.kind == LAYER_DENSE) {
                net_get_weight(bench.net, l, bench.learner.grad, g);
                net_get_weight(bench.net, l, bench.net->params, after);
                adafactor_slowly(t, out, in, g, &weights[l], before[l]);
                cr_expect_lt(widest(after, before[l], out * in), 1e-4, "layer %d, step %d", l, t);
            }
            for (int o = 0; o < out; o++) {
                g[o] = (double)bench.learner.grad[layer->bias + (size_t)o];
                after[o] = (double)bench.net->params[layer->bias + (size_t)o];
            }
            adafactor_slowly(t, 0, out, g, &biases[l], bias[l]);
            cr_expect_lt(widest(after, bias[l], out), 1e-4, "bias of layer %d, step %d", l, t);
        }
    }
    arena_free(&bench.arena);
}

// Looks at other points leave running statistics alone: they are moved once, as plain descent
// moves them from the same point.
Test(learner_second, a_search_moves_running_statistics_by_the_points_it_goes_to_alone)
{
    static const OptimKind kinds[] = { OPTIM_LBFGS, OPTIM_CG };
    for (size_t k = 0; k < COUNT(kinds); k++) {
        Bench bench;
        bench_init(&bench, &SMOOTH, kinds[k], 0);
        for (int step = 0; step < 12; step++) {
            Bench plain;
            bench_init(&plain, &SMOOTH, OPTIM_SGD, 0.1);
            memcpy(plain.net->params, bench.net->params, sizeof(Real) * bench.net->param_count);
            memcpy(plain.net->running, bench.net->running, sizeof(Real) * bench.net->running_count);
            const double here = bench_step(&bench).loss;
            cr_expect_eq(bench_step(&plain).loss, here, "%s: it looks from where it is",
                         optims[kinds[k]].kind.key);
            cr_expect_arr_eq(plain.net->running, bench.net->running,
                             sizeof(Real) * bench.net->running_count);
            arena_free(&plain.arena);
        }
        arena_free(&bench.arena);
    }
}

// The masks of a step hold for all its looks: by these the point it went to is lower.
Test(learner_second, a_search_goes_down_under_the_masks_of_its_step)
{
    static const OptimKind kinds[] = { OPTIM_LBFGS, OPTIM_CG };
    for (size_t k = 0; k < COUNT(kinds); k++) {
        Bench bench;
        bench_init(&bench, &MASKED, kinds[k], 0);
        for (int step = 0; step < 12; step++) {
            const double before = bench_step(&bench).loss;
            Bench again;
            bench_init(&again, &MASKED, OPTIM_SGD, 0.1);
            memcpy(again.net->params, bench.net->params, sizeof(Real) * bench.net->param_count);
            again.learner.step = step;
            const double after = bench_step(&again).loss;
            cr_expect(bench.learner.scalars.rate > 0 && after < before, "%s, step %d: %g to %g",
                      optims[kinds[k]].kind.key, step, before, after);
            arena_free(&again.arena);
        }
        arena_free(&bench.arena);
    }
}

Test(learner_second, all_data_methods_learn_faster_than_descent)
{
    static const OptimKind kinds[] = { OPTIM_LBFGS, OPTIM_CG, OPTIM_BARZILAI_BORWEIN,
                                       OPTIM_POLYAK_STEP };
    Bench plain;
    bench_init(&plain, &SMOOTH, OPTIM_SGD, 0.1);
    double descent = 0;
    for (int step = 0; step < 40; step++) {
        descent = bench_step(&plain).loss;
    }
    arena_free(&plain.arena);
    for (size_t k = 0; k < COUNT(kinds); k++) {
        Bench bench;
        bench_init(&bench, &SMOOTH, kinds[k], kinds[k] == OPTIM_BARZILAI_BORWEIN ? 0.1 : 0);
        double loss = 0;
        for (int step = 0; step < 40; step++) {
            const LearnStep report = bench_step(&bench);
            cr_expect(kinds[k] != OPTIM_LBFGS || step == 0 || report.loss <= loss * (1 + 1e-6));
            loss = report.loss;
        }
        cr_expect_lt(loss, 0.8 * descent, "%s: %g, descent %g", optims[kinds[k]].kind.key, loss,
                     descent);
        arena_free(&bench.arena);
    }
}

Test(learner_second, a_search_is_lost_where_the_slope_is_no_number)
{
    Bench bench;
    bench_init(&bench, &SMOOTH, OPTIM_LBFGS, 0);
    bench_step(&bench);
    bench.x[3] = NAN;
    bench_step(&bench);
    cr_expect(bench.learner.lost);
    arena_free(&bench.arena);
}

// One text for both: what differs is rounding.
typedef struct Bowl {
    int looks;
} Bowl;

static double bowl(size_t n, const double *x, double *g)
{
    double f = 0;
    for (size_t i = 0; i < n; i++) {
        const double curvature = 1 + (double)i, off = x[i] - 1 / (1 + (double)i);
        f += 0.5 * curvature * off * off + 0.05 * off * off * off * off;
        g[i] = curvature * off + 0.2 * off * off * off;
    }
    return f;
}

static void look(void *context, const double *x, double *f, double *g, double *h)
{
    (void)h;
    ((Bowl *)context)->looks++;
    *f = bowl(7, x, g);
}

static void look_float(void *context, const float *x, double *f, float *g)
{
    double wide[7], slope[7];
    for (int i = 0; i < 7; i++) {
        wide[i] = (double)x[i];
    }
    ((Bowl *)context)->looks++;
    *f = bowl(7, wide, slope);
    for (int i = 0; i < 7; i++) {
        g[i] = (float)slope[i];
    }
}

Test(learner_second, float_and_double_are_the_same_method)
{
    static const OptimKind kinds[] = { OPTIM_LBFGS, OPTIM_CG, OPTIM_BARZILAI_BORWEIN,
                                       OPTIM_POLYAK_STEP };
    for (size_t k = 0; k < COUNT(kinds); k++) {
        OptimParams p;
        OptimScalars s, sf;
        double x[7] = { 3, -1, 2, 0, 1, -2, 1 }, g[7], state[7 * OPTIM_STATE_MAX] = { 0 };
        float xf[7] = { 3, -1, 2, 0, 1, -2, 1 }, gf[7], statef[7 * OPTIM_STATE_MAX] = { 0 };
        Bowl bowls[2] = { { 0 }, { 0 } };
        optim_defaults(&optims[kinds[k]], &p);
        optim_scalars_start(&s);
        optim_scalars_start(&sf);
        for (int step = 0; step < 5; step++) {
            OptimSight at = { .g = g, .look = look, .context = &bowls[0] };
            OptimSightFloat atf = { .g = gf, .look = look_float, .context = &bowls[1] };
            at.f = bowl(7, x, g);
            look_float(&bowls[1], xf, &atf.f, gf);
            bowls[1].looks--;
            optim_scalars_advance(&s, &p);
            optim_scalars_advance(&sf, &p);
            optims[kinds[k]].step(&p, &s, 7, x, state, &at);
            optims[kinds[k]].step_float(&p, &sf, 7, xf, statef, &atf);
            for (int i = 0; i < 7; i++) {
                cr_expect_float_eq((double)xf[i], x[i], 3e-3, "%s, step %d: %g, %g",
                                   optims[kinds[k]].kind.key, step, (double)xf[i], x[i]);
            }
        }
        cr_expect_eq(bowls[0].looks, bowls[1].looks);
    }
}
