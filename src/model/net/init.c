// Every random init scales one sequence of draws: standard normals or uniforms in [-1, 1), one
// stream for each (seed, layer).
#include "model/net/init.h"

#include "base/rng.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const uint64_t WEIGHTS_STREAM = 0x77656967687473u; // apart from data, order and masks

typedef struct Fans {
    double in, out;
} Fans;

// What a kind does with its draws: all weights are scale(...)·draw, or the constant.
typedef enum Draws {
    DRAWS_NONE,
    DRAWS_NORMAL,
    DRAWS_UNIFORM,
    DRAWS_ORTHOGONAL,
    DRAWS_IDENTITY,
    DRAWS_SPARSE,
} Draws;

typedef struct Rule {
    Draws draws;
    double (*scale)(const InitParams *params, Fans fans); // DRAWS_NONE: the value itself
} Rule;

static double zero(const InitParams *p, Fans fans)
{
    (void)p, (void)fans;
    return 0;
}

static double one(const InitParams *p, Fans fans)
{
    (void)p, (void)fans;
    return 1;
}

static double constant(const InitParams *p, Fans fans)
{
    (void)fans;
    return p->value;
}

static double normal(const InitParams *p, Fans fans)
{
    (void)fans;
    return p->std;
}

static double uniform(const InitParams *p, Fans fans)
{
    (void)fans;
    return p->range;
}

static double lecun_normal(const InitParams *p, Fans fans)
{
    (void)p;
    return sqrt(1 / fans.in);
}

static double xavier_normal(const InitParams *p, Fans fans)
{
    (void)p;
    return sqrt(2 / (fans.in + fans.out));
}

static double xavier_uniform(const InitParams *p, Fans fans)
{
    (void)p;
    return sqrt(6 / (fans.in + fans.out));
}

static double he_normal(const InitParams *p, Fans fans)
{
    (void)p;
    return sqrt(2 / fans.in);
}

static double he_uniform(const InitParams *p, Fans fans)
{
    (void)p;
    return sqrt(6 / fans.in);
}

static double gain(const InitParams *p, Fans fans)
{
    (void)fans;
    return p->gain;
}

// clang-format off
static const Rule rules[INIT_COUNT] = {
    [INIT_ZEROS]          = { DRAWS_NONE, zero },
    [INIT_CONSTANT]       = { DRAWS_NONE, constant },
    [INIT_NORMAL]         = { DRAWS_NORMAL, normal },
    [INIT_UNIFORM]        = { DRAWS_UNIFORM, uniform },
    [INIT_LECUN_NORMAL]   = { DRAWS_NORMAL, lecun_normal },
    [INIT_XAVIER_NORMAL]  = { DRAWS_NORMAL, xavier_normal },
    [INIT_XAVIER_UNIFORM] = { DRAWS_UNIFORM, xavier_uniform },
    [INIT_HE_NORMAL]      = { DRAWS_NORMAL, he_normal },
    [INIT_HE_UNIFORM]     = { DRAWS_UNIFORM, he_uniform },
    [INIT_ORTHOGONAL]     = { DRAWS_ORTHOGONAL, gain },
    [INIT_IDENTITY]       = { DRAWS_IDENTITY, gain },
    [INIT_SPARSE]         = { DRAWS_SPARSE, normal },
    [INIT_LSUV]           = { DRAWS_ORTHOGONAL, one },
};

#define NUMBER(field, label, symbol, def, min, max, scale) \
    { #field, label, symbol, offsetof(InitParams, field), def, min, max, scale }

const Init inits[INIT_COUNT] = {
    [INIT_ZEROS] = { { "zeros", N_("Zeros"), NULL, NULL, NO_PARAMS }, "w = 0", .needs_data = false },
    [INIT_CONSTANT] = { { "constant", N_("Constant"), NULL, NULL,
        PARAMS(NUMBER(value, N_("Value"), "c", 0.1, -10, 10, PARAM_LINEAR)) }, "w = c", .needs_data = false },
    [INIT_NORMAL] = { { "normal", N_("Normal"), NULL, NULL,
        PARAMS(NUMBER(std, N_("Std. dev."), "σ", 0.01, 1e-6, 10, PARAM_LOG)) }, "w ~ N(0, σ²)", .needs_data = false },
    [INIT_UNIFORM] = { { "uniform", N_("Uniform"), NULL, NULL,
        PARAMS(NUMBER(range, N_("Range"), "a", 0.05, 1e-6, 10, PARAM_LOG)) }, "w ~ U(−a, a)", .needs_data = false },
    [INIT_LECUN_NORMAL] = { { "lecun_normal", N_("LeCun (normal)"), NULL,
        N_("LeCun, Bottou, Orr & Müller 1998; what Saito's book calls Xavier"), NO_PARAMS }, "σ = √(1/n)", .needs_data = false },
    [INIT_XAVIER_NORMAL] = { { "xavier_normal", N_("Xavier (normal)"), NULL,
        N_("Glorot & Bengio 2010"), NO_PARAMS }, "σ = √(2/(n+o))", .needs_data = false },
    [INIT_XAVIER_UNIFORM] = { { "xavier_uniform", N_("Xavier (uniform)"), NULL,
        N_("Glorot & Bengio 2010, eq. 16"), NO_PARAMS }, "a = √(6/(n+o))", .needs_data = false },
    [INIT_HE_NORMAL] = { { "he_normal", N_("He (normal)"), NULL,
        N_("He, Zhang, Ren & Sun 2015, eq. 10"), NO_PARAMS }, "σ = √(2/n)", .needs_data = false },
    [INIT_HE_UNIFORM] = { { "he_uniform", N_("He (uniform)"), NULL,
        N_("He, Zhang, Ren & Sun 2015"), NO_PARAMS }, "a = √(6/n)", .needs_data = false },
    [INIT_ORTHOGONAL] = { { "orthogonal", N_("Orthogonal"), NULL, N_("Saxe, McClelland & Ganguli 2014"),
        PARAMS(NUMBER(gain, N_("Gain"), "g", 1, 0.01, 10, PARAM_LOG)) }, "WᵀW = g² I", .needs_data = false },
    [INIT_IDENTITY] = { { "identity", N_("Identity"), NULL,
        N_("Le, Jaitly & Hinton 2015; of convolutions: Zagoruyko & Komodakis 2017"),
        PARAMS(NUMBER(gain, N_("Gain"), "g", 1, 0.01, 10, PARAM_LOG)) }, "W = g I", .needs_data = false },
    [INIT_SPARSE] = { { "sparse", N_("Sparse"), NULL, N_("Martens 2010, as PyTorch"),
        PARAMS(NUMBER(sparsity, N_("Sparsity"), "s", 0.5, 0, 1, PARAM_LINEAR),
               NUMBER(std, N_("Std. dev."), "σ", 0.01, 1e-6, 10, PARAM_LOG)) },
        "w ~ N(0, σ²), s·o of o are 0", .needs_data = false },
    [INIT_LSUV] = { { "lsuv", N_("LSUV"), NULL, N_("Mishkin & Matas 2016, algorithm 1"),
        PARAMS(NUMBER(tol, N_("Tolerance"), "Tol", 0.1, 0.001, 1, PARAM_LOG),
               NUMBER(rounds, N_("Rounds at most"), "T", 10, 1, 100, PARAM_INTEGER)) },
        "WᵀW = I, W / √Var(Wx)", .needs_data = true },
};
// clang-format on
static_assert(COUNT(inits) == INIT_COUNT, "one row for each InitKind");

const Registry init_kinds = { REGISTRY(inits) };

InitKind init_kind(const Init *init)
{
    assert(init >= inits && init < inits + INIT_COUNT);
    return (InitKind)(init - inits);
}

void init_defaults(const Init *init, InitParams *params)
{
    *params = (InitParams){ 0 };
    param_defaults(init->kind.params, params);
}

// Eight sums side by side, which the compiler turns into vectors.
static double dot(int n, const double *a, const double *b)
{
    double sums[8] = { 0 };
    int i = 0;
    for (; i + 8 <= n; i += 8) {
        for (int k = 0; k < 8; k++) {
            sums[k] += a[i + k] * b[i + k];
        }
    }
    for (; i < n; i++) {
        sums[0] += a[i] * b[i];
    }
    double sum = 0;
    for (int k = 0; k < 8; k++) {
        sum += sums[k];
    }
    return sum;
}

// The rows of a [rows][n], rows <= n, become orthonormal: Gram & Schmidt, each row cleared twice of
// those before it, which is enough (Giraud, Langou & Rozloznik 2005). A QR factorization with a
// positive diagonal of R, as PyTorch's, gives the same rows.
static void make_orthonormal(int rows, int n, double *a)
{
    for (int i = 0; i < rows; i++) {
        double *row = a + (size_t)i * (size_t)n;
        for (int again = 0; again < 2; again++) {
            for (int j = 0; j < i; j++) {
                const double *before = a + (size_t)j * (size_t)n;
                const double along = dot(n, row, before);
                for (int k = 0; k < n; k++) {
                    row[k] -= along * before[k];
                }
            }
        }
        const double length = sqrt(dot(n, row, row));
        for (int k = 0; k < n; k++) {
            row[k] /= length;
        }
    }
}

// weight [out][in]: the shorter of its sides is orthonormal, scaled.
static void orthogonal(Rng *rng, int in, int out, double scale, double *weight)
{
    const bool wide = out <= in;
    const int rows = wide ? out : in, n = wide ? in : out;
    double *a = memory_get(sizeof *a * (size_t)rows * (size_t)n);
    for (size_t i = 0; i < (size_t)rows * (size_t)n; i++) {
        a[i] = rng_normal(rng);
    }
    make_orthonormal(rows, n, a);
    for (int o = 0; o < out; o++) {
        for (int i = 0; i < in; i++) {
            const size_t from =
                wide ? (size_t)o * (size_t)n + (size_t)i : (size_t)i * (size_t)n + (size_t)o;
            weight[(size_t)o * (size_t)in + (size_t)i] = scale * a[from];
        }
    }
    free(a);
}

// Each output hands on an input, as long as there are any: PyTorch's eye_. Of a convolution the
// middle of its window does (dirac_): the picture comes out as it went in, its edge aside.
static void identity(LayerMatrix matrix, double scale, double *weight)
{
    const int window = matrix.fan_out / matrix.out, side = (int)lround(sqrt(window));
    const int middle = side / 2 * side + side / 2;
    memset(weight, 0, sizeof *weight * (size_t)matrix.in * (size_t)matrix.out);
    for (int o = 0; o < matrix.out && o < matrix.in / window; o++) {
        weight[(size_t)o * (size_t)matrix.in + (size_t)(o * window + middle)] = scale;
    }
}

// Of what leaves an input, a share of the o weights, rounded up, becomes 0: PyTorch's sparse_.
static void thin_out(Rng *rng, LayerMatrix matrix, double sparsity, double *weight)
{
    const int zeros = (int)ceil(sparsity * matrix.out);
    int *order = memory_get(sizeof *order * (size_t)matrix.out);
    for (int o = 0; o < matrix.out; o++) {
        order[o] = o;
    }
    for (int i = 0; i < matrix.in; i++) {
        for (int k = 0; k < zeros; k++) { // Fisher-Yates as far as it is needed
            const int other = k + (int)rng_below(rng, (uint64_t)(matrix.out - k)), o = order[other];
            order[other] = order[k];
            order[k] = o;
            weight[(size_t)o * (size_t)matrix.in + (size_t)i] = 0;
        }
    }
    free(order);
}

static double draw(Draws draws, Rng *rng)
{
    return draws == DRAWS_NONE      ? 1
           : draws == DRAWS_UNIFORM ? 2 * rng_uniform(rng) - 1
                                    : rng_normal(rng);
}

void init_weights(const Init *init, const InitParams *params, LayerMatrix matrix, uint64_t seed,
                  int layer, double *weight)
{
    const Rule *rule = &rules[init_kind(init)];
    const double scale = rule->scale(params, (Fans){ matrix.fan_in, matrix.fan_out });
    const size_t count = (size_t)matrix.in * (size_t)matrix.out;
    Rng rng;
    rng_init(&rng, seed, WEIGHTS_STREAM + (uint64_t)layer);
    if (rule->draws == DRAWS_IDENTITY) {
        identity(matrix, scale, weight);
        return;
    }
    if (rule->draws == DRAWS_ORTHOGONAL) {
        orthogonal(&rng, matrix.in, matrix.out, scale, weight);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        weight[i] = scale * draw(rule->draws, &rng);
    }
    if (rule->draws == DRAWS_SPARSE) {
        thin_out(&rng, matrix, params->sparsity, weight);
    }
}
