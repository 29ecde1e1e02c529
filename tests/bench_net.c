// How fast networks learn: whole steps (gather, forward, loss, backward, update) of nine networks
// on random data, one core, beside what OpenBLAS's sgemm reaches at 256x256 in the same rounds;
// then what the pictures cost. Medians of short rounds are printed, nothing is asserted.
#include "base/parallel.h"
#include "base/rng.h"
#include "model/net/learner.h"
#include "model/optim/optim_scalars.h"
#include "times.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef HAVE_OPENBLAS
#include <cblas.h>
#endif

enum { ROUNDS = 15, ROWS = 1024, SIDE = 256 };
static const double round_s = 0.008;

typedef struct Case {
    const char *name, *text; // as in a network's spec
    TensorShape input;
    int outputs;
    double reach; // samples a second: what issue 4 asks for, where sgemm reaches about 165 GFLOP/s
} Case;

// clang-format off
static const Case cases[] = {
    { "A1 2-4-2-1 tanh, batch 10, sgd",       "hidden=4,2 activation=tanh loss=mse batch=10 optimizer=sgd", { 2, 1, 1 }, 1, 20e6 },
    { "A2 2-8x6-1 tanh, batch 10, sgd",       "hidden=6x8 activation=tanh loss=mse batch=10 optimizer=sgd", { 2, 1, 1 }, 1, 6e6 },
    { "B  2-64-64-2 relu, batch 32, adam",    "hidden=64,64 activation=relu loss=softmax_cross_entropy batch=32 optimizer=adam", { 2, 1, 1 }, 2, 3e6 },
    { "C  100-10x100-10 tanh, batch 100, adam", "hidden=10x100 activation=tanh loss=softmax_cross_entropy batch=100 optimizer=adam", { 100, 1, 1 }, 10, 190e3 },
    { "C  with batch norm",                   "hidden=10x100 activation=tanh batchnorm=before loss=softmax_cross_entropy batch=100 optimizer=adam", { 100, 1, 1 }, 10, 170e3 },
    { "C  with dropout 0.5",                  "hidden=10x100 activation=tanh dropout=0.5 loss=softmax_cross_entropy batch=100 optimizer=adam", { 100, 1, 1 }, 10, 170e3 },
    { "D  64-128-128-10 relu, batch 64, adam", "hidden=128,128 activation=relu loss=softmax_cross_entropy batch=64 optimizer=adam", { 64, 1, 1 }, 10, 800e3 },
    { "E  784-256-128-10 relu, batch 128, adam", "hidden=256,128 activation=relu loss=softmax_cross_entropy batch=128 optimizer=adam", { 784, 1, 1 }, 10, 115e3 },
    { "F  CNN on 1x16x16 relu, batch 64, adam", "layers=\"conv 8 3x3 pad=1, relu, maxpool 2, conv 16 3x3 pad=1, relu, maxpool 2, dense 32, relu\" loss=softmax_cross_entropy batch=64 optimizer=adam", { 1, 16, 16 }, 10, 56e3 },
};
// clang-format on

static Real *random_rows(Arena *arena, Rng *rng, int rows, int columns)
{
    Real *a = arena_new(arena, Real, rows * padded(columns));
    for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
            a[i * padded(columns) + j] = (Real)rng_normal(rng);
        }
    }
    return a;
}

// C = A·B, row-major m x n x k.
typedef struct Product {
    Arena arena;
    const Kernels *kernels;
    Matmul job;
} Product;

static void product_init(Product *p, int side)
{
    Rng rng;
    rng_init(&rng, 1, 0);
    const int wide = padded(side);
    *p = (Product){ .kernels = kernels_best() };
    p->job = (Matmul){
        .m = side,
        .n = wide,
        .k = side,
        .a = random_rows(&p->arena, &rng, side, side),
        .a_row = wide,
        .a_col = 1,
        .b_row = wide,
        .c = arena_new(&p->arena, Real, side * wide),
        .c_row = wide,
    };
    p->job.b = random_rows(&p->arena, &rng, side, side);
}

static void product_own(void *self)
{
    const Product *p = self;
    p->kernels->matmul(&p->job);
}

static void product_openblas(void *self)
{
#ifdef HAVE_OPENBLAS
    const Matmul *job = &((const Product *)self)->job;
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, job->m, job->m, job->k, 1, job->a,
                (int)job->a_row, job->b, (int)job->b_row, 0, job->c, (int)job->c_row);
#else
    product_own(self); // the best yardstick there is
#endif
}

// Of processor time, which other programs on the machine disturb less than they do a clock.
static double processor_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

// Seconds for one call, from as many as fill a round.
static double call_s(void (*call)(void *self), void *self)
{
    long calls = 0;
    const double begin = processor_s();
    double now;
    do {
        for (int i = 0; i < 8; i++) {
            call(self);
        }
        calls += 8;
        now = processor_s();
    } while (now - begin < round_s);
    return (now - begin) / (double)calls;
}

static double call_median_s(void (*call)(void *self), void *self)
{
    double seconds[ROUNDS];
    for (int r = 0; r < ROUNDS; r++) {
        seconds[r] = call_s(call, self);
    }
    return median(ROUNDS, seconds);
}

static double product_flops(const Product *p)
{
    return 2.0 * p->job.m * p->job.m * p->job.k;
}

typedef struct Learning {
    Arena arena;
    Net net;
    Learner learner;
    const Real *x, *target;
    uint32_t rows[ROWS];
    int batch, next;
} Learning;

static void learning_init(Learning *l, const Case *c)
{
    NetSpec shared, spec;
    LayerPlan plans[NET_LAYERS_MAX];
    Error err = { 0 };
    *l = (Learning){ 0 };
    net_spec_defaults(&shared);
    if (!net_spec_parse(&spec, &shared, c->text, &err)) {
        die("%s: %s", c->text, err.text);
    }
    const int layers = net_plan(&spec, c->input, c->outputs, plans, &err);
    if (layers == 0) {
        die("%s: %s", c->text, err.text);
    }
    net_init(&l->net, plans, layers, kernels_best(), &l->arena);
    net_draw(&l->net, spec.init, &spec.init_params, spec.numbers.bias, 1);
    l->batch = (int)spec.numbers.batch;
    const Goal goal = { .loss = spec.loss };
    learner_init(&l->learner, &l->net, &goal, spec.optimizer.optim, &spec.optimizer.params,
                 l->batch, 1, &l->arena);
    Rng rng;
    rng_init(&rng, 2, 0);
    l->x = random_rows(&l->arena, &rng, ROWS, shape_size(c->input));
    const int wide = padded(c->outputs);
    Real *target = arena_new(&l->arena, Real, ROWS * wide);
    for (uint32_t i = 0; i < ROWS; i++) {
        target[i * (uint32_t)wide + rng_below(&rng, (uint64_t)c->outputs)] = 1;
        l->rows[i] = i;
    }
    l->target = target;
    rng_shuffle(&rng, ROWS, l->rows);
}

static void learning_step(void *self)
{
    Learning *l = self;
    l->next = l->next + 2 * l->batch <= ROWS ? l->next + l->batch : 0;
    learner_step(&l->learner, l->x, l->target, l->rows + l->next, l->batch, false);
}

// Multiplications and additions of one step's products: forward, weights' gradients and inputs',
// which the first layer does not need.
static double learning_flops(const Learning *l)
{
    double flops = 0;
    for (int i = 0; i < l->net.layer_count; i++) {
        const LayerPlan *plan = &l->net.layers[i].plan;
        if (layer_role(plan->kind) == ROLE_WEIGHTS) {
            const LayerMatrix matrix = layer_matrix(plan);
            const double times = (double)plan->out / matrix.out * l->batch;
            flops += (i == 0 ? 4.0 : 6.0) * matrix.in * matrix.out * times;
        }
    }
    return flops;
}

static void bench_case(const Case *c, Product *yardstick)
{
    Learning l;
    learning_init(&l, c);
    double step_s[ROUNDS], sgemm_s[ROUNDS];
    for (int r = 0; r < ROUNDS; r++) {
        step_s[r] = call_s(learning_step, &l);
        sgemm_s[r] = call_s(product_openblas, yardstick);
    }
    const double rate = l.batch / median(ROUNDS, step_s);
    const double sgemm = product_flops(yardstick) / median(ROUNDS, sgemm_s);
    printf("  %-40s %11.0f %11.0f %8.0f %%%s\n", c->name, rate, c->reach,
           100 * learning_flops(&l) / (median(ROUNDS, step_s) * sgemm),
           l.learner.lost ? "  (lost)" : "");
    arena_free(&l.arena);
}

// The outputs of a 2-64-64-2 network over a square, a few rows at a time.
enum { SURFACE = 128, SURFACE_ROWS = 128 };

typedef struct Surface {
    Learning of;
    NetPass pass;
    Real *x;
} Surface;

static void surface_draw(void *self)
{
    Surface *s = self;
    for (int i = 0; i < SURFACE * SURFACE; i += SURFACE_ROWS) {
        net_forward(&s->of.learner.net, &s->pass, NET_EVAL, (NetDraw){ 0 },
                    s->x + (ptrdiff_t)i * LANES, SURFACE_ROWS);
    }
}

static void bench_surface(void)
{
    Surface s = { 0 };
    learning_init(&s.of, &cases[2]);
    net_pass_init(&s.pass, &s.of.learner.net, SURFACE_ROWS, PASS_FORWARD, &s.of.arena);
    s.x = arena_new(&s.of.arena, Real, SURFACE * SURFACE * LANES);
    for (int i = 0; i < SURFACE * SURFACE; i++) {
        s.x[i * LANES] = (Real)(i % SURFACE) / SURFACE;
        s.x[i * LANES + 1] = (Real)i / (SURFACE * SURFACE);
    }
    printf("Decision surface of 2-64-64-2, 128x128 points: %.3f ms (reach: 0.9; numpy 3.4)\n",
           1e3 * call_median_s(surface_draw, &s));
    arena_free(&s.of.arena);
}

typedef struct Values {
    const Real *a; // 1000 x 100
    uint32_t counts[50];
} Values;

static void histograms_draw(void *self)
{
    Values *v = self;
    for (int k = 0; k < 10; k++) {
        kernels_best()->histogram(1000, 100, padded(100), v->a, -2, 2, 50, v->counts);
    }
}

static void moments_take(void *self)
{
    Values *v = self;
    Moments moments;
    for (int k = 0; k < 10; k++) {
        kernels_best()->moments(1000, 100, padded(100), v->a, -0.95, 0.95, &moments);
    }
}

static void bench_statistics(void)
{
    Arena arena = { 0 };
    Rng rng;
    rng_init(&rng, 3, 0);
    Values v = { .a = random_rows(&arena, &rng, 1000, 100) };
    printf("Ten histograms of 100,000 values: %.3f ms (reach: 0.5; numpy 2.4-5.0), moments %.3f\n",
           1e3 * call_median_s(histograms_draw, &v), 1e3 * call_median_s(moments_take, &v));
    arena_free(&arena);
}

static void tanh_take(void *self)
{
    Real *rows = self;
    kernels_best()->activate[ACTIVATION_TANH](100 * LANES, rows + 100 * LANES, rows, 0);
}

static void bench_kernels(void)
{
    static const int sides[] = { 16, 100, 256 };
    printf("Products, GFLOP/s:");
    for (size_t s = 0; s < COUNT(sides); s++) {
        Product p;
        product_init(&p, sides[s]);
        const double flops = product_flops(&p);
        printf("  %dx%d %.0f", sides[s], sides[s], flops / call_median_s(product_own, &p) * 1e-9);
#ifdef HAVE_OPENBLAS
        printf(" (OpenBLAS %.0f)", flops / call_median_s(product_openblas, &p) * 1e-9);
#endif
        arena_free(&p.arena);
    }
    Arena arena = { 0 };
    Rng rng;
    rng_init(&rng, 4, 0);
    Real *rows = random_rows(&arena, &rng, 200, LANES);
    printf("\ntanh: %.2f ns\n", 1e9 * call_median_s(tanh_take, rows) / (100 * LANES));
    arena_free(&arena);
}

enum { WEIGHTS = 100000 };

// A rule over the weights of a network: x, g and state.
typedef struct Rule {
    const Optim *optim;
    OptimParams params;
    OptimScalars scalars;
    float *x, *g, *state;
} Rule;

static void rule_update(void *self)
{
    Rule *rule = self;
    optim_advance(rule->optim, &rule->scalars, &rule->params);
    rule->optim->update_float(&rule->params, &rule->scalars, WEIGHTS, rule->x, rule->g,
                              rule->state);
}

// Bytes that a step reads and writes: x and the vectors of its memory twice, g once.
static double bytes_touched(const Optim *optim)
{
    const OptimKind kind = optim_kind(optim);
    const int vectors = kind == OPTIM_RMSPROP   ? 1 // without momentum, not centered
                        : kind == OPTIM_SIGNSGD ? 0 // without a mean
                                                : optim->state_count;
    return (double)sizeof(float) * WEIGHTS * (3 + 2 * vectors);
}

static double rule_s(const Optim *optim, float *x, float *g, float *state)
{
    Rng rng;
    rng_init(&rng, 5, 0);
    Rule rule = { .optim = optim, .x = x, .g = g, .state = state };
    optim_defaults(optim, &rule.params);
    rule.params.lr = 1e-6; // so that thousands of steps along one gradient lead nowhere
    optim_scalars_start(&rule.scalars);
    memset(state, 0, sizeof(float) * WEIGHTS * OPTIM_STATE_MAX);
    for (int i = 0; i < WEIGHTS; i++) {
        x[i] = (float)rng_normal(&rng);
        g[i] = (float)(1e-2 * rng_normal(&rng));
    }
    return call_median_s(rule_update, &rule);
}

// Every rule's step beside Adam's, by the bytes that each touches.
static void bench_rules(void)
{
    Arena arena = { 0 };
    float *x = arena_new(&arena, float, WEIGHTS), *g = arena_new(&arena, float, WEIGHTS);
    float *state = arena_new(&arena, float, (size_t)WEIGHTS *OPTIM_STATE_MAX);
    const Optim *adam = &optims[OPTIM_ADAM];
    printf(
        "A step of %d weights, microseconds, and its time for a byte beside Adam's (reach: 1.2)\n",
        WEIGHTS);
    for (int k = 0; k < OPTIM_COUNT; k++) {
        if (optims[k].update_float) {
            const double yard = rule_s(adam, x, g, state) / bytes_touched(adam);
            const double s = rule_s(&optims[k], x, g, state);
            printf("  %-18s %6.1f  %.2f%s\n", optims[k].kind.key, 1e6 * s,
                   s / bytes_touched(&optims[k]) / yard, optims[k].couples ? "  (couples)" : "");
        }
    }
    arena_free(&arena);
}

// An argument: only the cases whose names begin with it, for a profiler.
int main(int count, char **arguments)
{
    const char *only = count > 1 ? arguments[1] : "";
#ifdef HAVE_OPENBLAS
    openblas_set_num_threads(1);
    const char *of = "OpenBLAS's sgemm";
#else
    const char *of = "our own product (OpenBLAS is not installed)";
#endif
    Product yardstick;
    product_init(&yardstick, SIDE);
    const unsigned mode = denormals_flush();
    printf("Networks learning on one core with %s: samples a second, what is asked for, and the\n"
           "products' share of %s at %dx%d\n",
           kernels_best()->name, of, SIDE, SIDE);
    for (size_t c = 0; c < COUNT(cases); c++) {
        if (strncmp(cases[c].name, only, strlen(only)) == 0) {
            bench_case(&cases[c], &yardstick);
        }
    }
    if (!*only) {
        bench_surface();
        bench_statistics();
        bench_kernels();
    }
    if (!*only || strcmp(only, "rules") == 0) {
        bench_rules();
    }
    denormals_restore(mode);
    arena_free(&yardstick.arena);
    return 0;
}
