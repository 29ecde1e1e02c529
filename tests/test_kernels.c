// Every set of kernels this processor can run against plain loops in double, for sizes that fit no
// tile. Built twice: for float, and with THALWEG_DOUBLE.
#include "kernel_sets.h"
#include "model/net/loss.h"
#include "sanitized.h"

#include <signal.h>
#include <stdlib.h>

#ifdef THALWEG_DOUBLE
#define LEAST DBL_TRUE_MIN
#define MOST DBL_MAX
enum { MANTISSA = DBL_MANT_DIG, OCTAVES = 7 };
#else
#define LEAST FLT_TRUE_MIN
#define MOST FLT_MAX
enum { MANTISSA = FLT_MANT_DIG, OCTAVES = 1 };
#endif

// rows x stride numbers from N(0, 1), pads behind `columns` zero.
static Real *matrix(Arena *arena, Rng *rng, int rows, int columns, int stride)
{
    Real *a = arena_new(arena, Real, rows * stride + LANES);
    for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
            a[i * stride + j] = (Real)rng_normal(rng);
        }
    }
    return a;
}

Test(kernels, the_best_set_comes_first_and_the_baseline_is_always_there)
{
    const Kernels *set, *last = NULL;
    EACH_SET(set)
    {
        cr_expect_eq(set == kernels_best(), index == 0);
        last = set;
    }
    cr_assert_not_null(last);
    cr_expect_str_eq(last->name, "baseline");
}

typedef struct Shape {
    int m, n, k;
    bool transposed, start, relu;
} Shape;

// |error| <= (k + 1)·ε·Σ|a·b|, what k roundings can do.
static void expect_product(const char *name, const Matmul *job, Shape s)
{
    for (int i = 0; i < s.m; i++) {
        for (int j = 0; j < s.n; j++) {
            double value = job->start ? (double)job->start[j] : 0, size = fabs(value);
            for (int p = 0; p < s.k; p++) {
                const double term = (double)job->a[i * job->a_row + p * job->a_col] *
                                    (double)job->b[p * job->b_row + j];
                value += term;
                size += fabs(term);
            }
            value = s.relu && value < 0 ? 0 : value;
            const double got = (double)job->c[i * job->c_row + j];
            cr_assert(fabs(got - value) <= (s.k + 1) * EPS * size,
                      "%s: %dx%dx%d, c[%d][%d] is %.9g, not %.9g", name, s.m, s.n, s.k, i, j, got,
                      value);
        }
        for (int j = s.n; j < job->c_row; j++) {
            cr_assert_eq(job->c[i * job->c_row + j], guard, "%s: beyond the row", name);
        }
    }
}

static void check_product(const Kernels *set, Rng *rng, Shape s)
{
    Arena arena = { 0 };
    const int a_width = padded(s.transposed ? s.m : s.k) + LANES;
    const Matmul job = {
        .m = s.m,
        .n = s.n,
        .k = s.k,
        .a = matrix(&arena, rng, s.transposed ? s.k : s.m, a_width, a_width),
        .a_row = s.transposed ? 1 : a_width,
        .a_col = s.transposed ? a_width : 1,
        .b = matrix(&arena, rng, s.k, s.n, s.n + LANES),
        .b_row = s.n + LANES,
        .c = guarded(&arena, (s.m + 1) * (s.n + 2 * LANES)),
        .c_row = s.n + 2 * LANES,
        .start = s.start ? matrix(&arena, rng, 1, s.n, s.n) : NULL,
        .relu = s.relu,
    };
    set->matmul(&job);
    expect_product(set->name, &job, s);
    for (int j = 0; j < job.c_row; j++) {
        cr_assert_eq(job.c[s.m * job.c_row + j], guard, "%s: beyond the last row", set->name);
    }
    arena_free(&arena);
}

Test(kernels, products_of_any_shape_are_right)
{
    static const int rows[] = { 1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
                                16, 17, 18, 19, 20, 23, 24, 25, 29, 31, 36, 37, 40, 100 };
    static const int widths[] = { 16, 32, 48, 64, 80, 96, 112, 128, 144 };
    static const int depths[] = { 0, 1, 2, 3, 7, 10, 100 };
    const Kernels *set;
    EACH_SET(set)
    {
        Rng rng;
        rng_init(&rng, 1, 0);
        unsigned number = 0;
        for (size_t m = 0; m < COUNT(rows); m++) {
            for (size_t n = 0; n < COUNT(widths); n++) {
                for (size_t k = 0; k < COUNT(depths); k++, number++) {
                    check_product(set, &rng,
                                  (Shape){ rows[m], widths[n], depths[k], number & 1, number & 2,
                                           number % 3 == 0 });
                }
            }
        }
        // Past what is cut into blocks.
        check_product(set, &rng, (Shape){ 37, 272, 784, false, true, true });
        check_product(set, &rng, (Shape){ 300, 144, 300, true, false, false });
    }
}

#if SANITIZED
// A product whose matrices are as long as they must be but for one, which lacks its last vector.
static void product_short_of(char matrix, bool transposed)
{
    enum { M = 7, N = 32, K = 16, VECTOR = LANES };
    const size_t a = transposed ? K * (size_t)padded(M) : M * K, b = K * N, start = N, c = M * N;
    const Matmul job = {
        .m = M,
        .n = N,
        .k = K,
        .a = aligned_alloc(64, (a - (matrix == 'a' ? VECTOR : 0)) * sizeof(Real)),
        .a_row = transposed ? 1 : K,
        .a_col = transposed ? padded(M) : 1,
        .b = aligned_alloc(64, (b - (matrix == 'b' ? VECTOR : 0)) * sizeof(Real)),
        .b_row = N,
        .start = aligned_alloc(64, (start - (matrix == 's' ? VECTOR : 0)) * sizeof(Real)),
        .c = aligned_alloc(64, (c - (matrix == 'c' ? VECTOR : 0)) * sizeof(Real)),
        .c_row = N,
    };
    kernels_best()->matmul(&job);
    free((void *)(uintptr_t)job.a);
    free((void *)(uintptr_t)job.b);
    free((void *)(uintptr_t)job.start);
    free(job.c);
}

Test(kernels, a_product_with_all_its_matrices_ends)
{
    product_short_of('-', false);
    product_short_of('-', true);
}

// The sanitizer sees it, whether a build checks numbers or whole rows.
Test(kernels, a_product_reads_no_row_that_is_not_there, .signal = SIGABRT)
{
    product_short_of('a', false);
}

Test(kernels, a_product_reads_no_column_that_is_not_there, .signal = SIGABRT)
{
    product_short_of('a', true);
}

Test(kernels, a_product_reads_no_factor_that_is_not_there, .signal = SIGABRT)
{
    product_short_of('b', false);
}

Test(kernels, a_product_reads_no_start_that_is_not_there, .signal = SIGABRT)
{
    product_short_of('s', false);
}

Test(kernels, a_product_writes_no_row_that_is_not_there, .signal = SIGABRT)
{
    product_short_of('c', false);
}
#endif

Test(kernels, a_row_of_a_product_is_the_same_bits_alone_and_within_any_batch)
{
    enum { ROWS = 29, N = 112, K = 300 };
    const Kernels *set;
    EACH_SET(set)
    {
        Arena arena = { 0 };
        Rng rng;
        rng_init(&rng, 2, 0);
        Matmul job = {
            .m = ROWS, .n = N, .k = K, .a_row = 304, .a_col = 1, .b_row = N, .c_row = N
        };
        const Real *a = job.a = matrix(&arena, &rng, ROWS, K, 304);
        job.b = matrix(&arena, &rng, K, N, N);
        job.start = matrix(&arena, &rng, 1, N, N);
        Real *all = job.c = arena_new(&arena, Real, ROWS * N);
        set->matmul(&job);
        job.c = arena_new(&arena, Real, ROWS * N);
        for (int i = 0; i < ROWS; i++) {
            job.m = i % 13 + 1 < ROWS - i ? i % 13 + 1 : ROWS - i;
            job.a = a + i * job.a_row;
            set->matmul(&job);
            cr_expect_arr_eq(job.c, all + (ptrdiff_t)i * N, (size_t)job.m * N * sizeof(Real),
                             "%s: %d rows from %d", set->name, job.m, i);
        }
        arena_free(&arena);
    }
}

Test(kernels, a_product_keeps_a_nan)
{
    const Kernels *set;
    EACH_SET(set)
    {
        Arena arena = { 0 };
        Real *a = arena_new(&arena, Real, LANES), *b = arena_new(&arena, Real, LANES);
        Real *c = arena_new(&arena, Real, LANES);
        a[0] = (Real)NAN;
        const Matmul job = {
            .m = 1,
            .n = LANES,
            .k = 1,
            .a = a,
            .a_col = 1,
            .b = b,
            .b_row = LANES,
            .c = c,
            .c_row = LANES,
            .relu = true,
        };
        set->matmul(&job);
        cr_expect(isnan(c[0]), "%s", set->name);
        arena_free(&arena);
    }
}

Test(kernels, transposes_write_zero_pads)
{
    static const int sizes[] = { 1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 48, 50, 100, 112 };
    const Kernels *set;
    EACH_SET(set)
    {
        Rng rng;
        rng_init(&rng, 3, 0);
        for (size_t r = 0; r < COUNT(sizes); r++) {
            for (size_t c = 0; c < COUNT(sizes); c++) {
                Arena arena = { 0 };
                const int rows = sizes[r], columns = sizes[c];
                const int a_row = padded(columns) + LANES, t_row = padded(rows) + LANES;
                const Real *a = matrix(&arena, &rng, rows, a_row, a_row);
                Real *t = guarded(&arena, (columns + 1) * t_row);
                set->transpose(rows, columns, a, a_row, t, t_row);
                for (int j = 0; j <= columns; j++) {
                    for (int i = 0; i < t_row; i++) {
                        const Real want = j == columns || i >= padded(rows) ? guard
                                          : i < rows                        ? a[i * a_row + j]
                                                                            : 0;
                        cr_assert_eq(t[j * t_row + i], want, "%s: %dx%d [%d][%d]", set->name, rows,
                                     columns, j, i);
                    }
                }
                arena_free(&arena);
            }
        }
    }
}

Test(kernels, sums_of_columns_are_right)
{
    static const int rows[] = { 0, 1, 2, 3, 63, 64, 65, 100, 1000 };
    const Kernels *set;
    EACH_SET(set)
    {
        Rng rng;
        rng_init(&rng, 4, 0);
        for (size_t r = 0; r < COUNT(rows); r++) {
            for (int wide = LANES; wide <= 9 * LANES; wide += LANES) {
                Arena arena = { 0 };
                const Real *a = matrix(&arena, &rng, rows[r], wide, wide + LANES);
                Real *sums = guarded(&arena, wide + 1);
                set->column_sums(rows[r], wide, a, wide + LANES, sums);
                for (int j = 0; j < wide; j++) {
                    double want = 0, size = 0;
                    for (int i = 0; i < rows[r]; i++) {
                        want += (double)a[i * (wide + LANES) + j];
                        size += fabs((double)a[i * (wide + LANES) + j]);
                    }
                    // 64 roundings in a block and one for each block.
                    cr_assert(fabs((double)sums[j] - want) <= 80 * EPS * size, "%s: %d", set->name,
                              rows[r]);
                }
                cr_assert_eq(sums[wide], guard);
                arena_free(&arena);
            }
        }
    }
}

// The functions and slopes of activations in double, each in its plainest form.
static double sigmoid(double z)
{
    return 1 / (1 + exp(-z));
}

static double softplus(double z)
{
    return z > 0 ? z + log1p(exp(-z)) : log1p(exp(z));
}

// The numbers of those that have one: usual ones, then others.
static const double activation_numbers[2][ACTIVATION_COUNT] = {
    { [ACTIVATION_LEAKY_RELU] = 0.01,
      [ACTIVATION_ELU] = 1,
      [ACTIVATION_SWISH] = 1,
      [ACTIVATION_PRELU] = 0.25 },
    { [ACTIVATION_LEAKY_RELU] = 0.25,
      [ACTIVATION_ELU] = 0.5,
      [ACTIVATION_SWISH] = 1.75,
      [ACTIVATION_PRELU] = 0.5 },
};

static double activation(ActivationKind kind, double z, double number)
{
    switch (kind) {
    case ACTIVATION_SIGMOID: return sigmoid(z);
    case ACTIVATION_TANH: return tanh(z);
    case ACTIVATION_RELU: return z > 0 ? z : 0;
    case ACTIVATION_PRELU:
    case ACTIVATION_LEAKY_RELU: return z > 0 ? z : number * z;
    case ACTIVATION_ELU: return z > 0 ? z : number * expm1(z);
    case ACTIVATION_GELU: return 0.5 * z * erfc(-z * M_SQRT1_2);
    case ACTIVATION_SILU: return z * sigmoid(z);
    case ACTIVATION_SOFTPLUS: return z > 20 ? z : log1p(exp(z));
    case ACTIVATION_SWISH: return z * sigmoid(number * z);
    case ACTIVATION_HARDSWISH: return z * fmin(fmax(z + 3, 0), 6) / 6;
    case ACTIVATION_MISH: return z * tanh(softplus(z));
    default: return z;
    }
}

static double swish_slope(double z)
{
    return sigmoid(z) + z * sigmoid(z) * sigmoid(-z);
}

static double slope(ActivationKind kind, double z, double number)
{
    const double s = sigmoid(z), sech = 1 / cosh(softplus(z));
    switch (kind) {
    case ACTIVATION_SIGMOID: return s * sigmoid(-z);
    case ACTIVATION_TANH: return 1 / (cosh(z) * cosh(z));
    case ACTIVATION_RELU: return z > 0;
    case ACTIVATION_PRELU:
    case ACTIVATION_LEAKY_RELU: return z > 0 ? 1 : number;
    case ACTIVATION_ELU: return z > 0 ? 1 : number * exp(z);
    case ACTIVATION_GELU:
        return 0.5 * erfc(-z * M_SQRT1_2) + z * exp(-0.5 * z * z) * M_2_SQRTPI * M_SQRT1_2 / 2;
    case ACTIVATION_SILU: return swish_slope(z);
    case ACTIVATION_SOFTPLUS: return z > 20 ? 1 : s;
    case ACTIVATION_SWISH: return swish_slope(number * z);
    case ACTIVATION_HARDSWISH: return z < -3 ? 0 : z >= 3 ? 1 : z / 3 + 0.5;
    case ACTIVATION_MISH: return tanh(softplus(z)) + z * s * sech * sech;
    default: return 1;
    }
}

// Numbers of both signs and every size: 64 in each octave from the smallest denormal up, and evenly
// through where the functions bend.
static size_t numbers(Real *z)
{
    size_t n = 0;
    int top;
    (void)frexp((double)MOST, &top);
    int bottom;
    (void)frexp((double)LEAST, &bottom);
    for (int exponent = bottom; exponent <= top; exponent += OCTAVES) {
        for (int i = 0; i < 64; i++) {
            const Real size = (Real)ldexp(0.5 + i / 128.0, exponent);
            z[n++] = size;
            z[n++] = -size;
        }
    }
    for (int i = -20000; i <= 20000; i++) {
        z[n++] = (Real)(i * 0.00632147);
    }
    z[n++] = (Real)INFINITY;
    z[n++] = -(Real)INFINITY;
    z[n++] = 0;
    z[n++] = -(Real)0;
    while (n % LANES) {
        z[n++] = 1;
    }
    return n;
}

enum { NUMBERS_MAX = 100000 };

// The distance of two neighbours of the number type at `value`.
static double ulp_at(double value)
{
    int exponent;
    frexp(value, &exponent);
    const double ulp = ldexp(1, exponent - MANTISSA);
    return fmax(ulp, (double)LEAST);
}

// In ulp of the value. GELU's 1 + erf cancels in the left tail: there its error is `slack` ulp of 1
// times the size of the input.
static const struct {
    double ulp, slack;
} activation_error[ACTIVATION_COUNT] = {
    [ACTIVATION_IDENTITY] = { 0, 0 },   [ACTIVATION_SIGMOID] = { 4, 0 },
    [ACTIVATION_TANH] = { 4, 0 },       [ACTIVATION_RELU] = { 0, 0 },
    [ACTIVATION_LEAKY_RELU] = { 1, 0 }, [ACTIVATION_ELU] = { 4, 0 },
    [ACTIVATION_GELU] = { 6, 1 },       [ACTIVATION_SILU] = { 5, 0 },
    [ACTIVATION_SOFTPLUS] = { 4, 0 },   [ACTIVATION_SWISH] = { 5, 0 },
    [ACTIVATION_HARDSWISH] = { 3, 1 },  [ACTIVATION_MISH] = { 5, 0 },
    [ACTIVATION_PRELU] = { 1, 0 },
};

// Of a set's function over n inputs z.
static void check_activation(const Kernels *set, ActivationKind kind, double number, size_t n,
                             const Real *z, Real *y)
{
    const char *key = activations[kind].kind.key;
    const bool fades = kind == ACTIVATION_GELU || kind == ACTIVATION_SILU ||
                       kind == ACTIVATION_SWISH || kind == ACTIVATION_HARDSWISH ||
                       kind == ACTIVATION_MISH;
    double worst = 0, at = 0;
    set->activate[kind](n, y, z, (Real)number);
    for (size_t i = 0; i < n; i++) {
        const double x = (double)z[i], got = (double)y[i];
        if (x == -INFINITY && fades) {
            cr_assert(isnan(got) || got == 0, "%s", key); // -∞·0
            continue;
        }
        const double want = activation(kind, x, number);
        cr_assert(kind != ACTIVATION_TANH || fabs(got) <= 1);
        if (kind == ACTIVATION_HARDSWISH && fabs(x) > (double)MOST / 8) {
            continue; // PyTorch's product, too, is beyond the range before it is divided
        }
        cr_assert(!isnan(got), "%s: %s(%g)", set->name, key, x);
        if (isinf(want) || isinf((double)(Real)want)) {
            cr_assert_eq(got, (double)(Real)want, "%s: %s(%g)", set->name, key, x);
            continue;
        }
        const double allowed = activation_error[kind].slack * EPS * fmin(fabs(x), 10) +
                               200 * (double)LEAST; // a tail's denormal times z
        // σ(βz) has the rounding of βz, which is as many parts of it as βz is large.
        const double tail = kind == ACTIVATION_SWISH && number != 1
                                ? fmin(fabs(number * x), 800) * EPS * fabs(want)
                                : 0;
        const double error = fmax(fabs(got - want) - allowed - tail, 0) / ulp_at(want);
        if (!(error <= worst)) {
            worst = error;
            at = x;
        }
    }
    cr_expect(worst <= activation_error[kind].ulp, "%s: %s is off by %.2f ulp at %.9g", set->name,
              key, worst, at);
}

Test(kernels, activations_are_within_the_stated_error_over_the_whole_range)
{
    Arena arena = { 0 };
    Real *z = arena_new(&arena, Real, NUMBERS_MAX), *y = arena_new(&arena, Real, NUMBERS_MAX);
    const size_t n = numbers(z);
    cr_assert_leq(n, NUMBERS_MAX);
    const Kernels *set;
    EACH_SET(set)
    {
        for (int kind = 0; kind < ACTIVATION_COUNT; kind++) {
            for (int i = 0; i < 2; i++) {
                check_activation(set, (ActivationKind)kind, activation_numbers[i][kind], n, z, y);
            }
        }
    }
    arena_free(&arena);
}

Test(kernels, a_nan_stays_a_nan_in_every_activation)
{
    const Kernels *set;
    EACH_SET(set)
    {
        Arena arena = { 0 };
        Real *z = arena_new(&arena, Real, LANES), *d = arena_new(&arena, Real, LANES);
        for (int kind = 0; kind < ACTIVATION_COUNT; kind++) {
            z[0] = z[LANES - 1] = (Real)NAN;
            z[1] = 1;
            set->activate[kind](LANES, z, z, 1);
            cr_expect(isnan(z[0]) && isnan(z[LANES - 1]), "%s: %s", set->name,
                      activations[kind].kind.key);
            cr_expect(!isnan(z[1]), "%s: %s", set->name, activations[kind].kind.key);
            z[1] = d[0] = 1;
            d[1] = (Real)NAN;
            set->activate_back[kind](LANES, d, z, 1);
            cr_expect(isnan(d[1]), "%s: %s back", set->name, activations[kind].kind.key);
        }
        arena_free(&arena);
    }
}

static void check_slopes(const Kernels *set, ActivationKind kind, double number, size_t n,
                         const Real *z, Real *s, Real *d)
{
    for (size_t i = 0; i < n; i++) {
        const double y = activation(kind, (double)z[i], number);
        s[i] = activations[kind].from_output ? (Real)y : z[i];
        d[i] = 3;
    }
    set->activate_back[kind](n, d, s, (Real)number);
    for (size_t i = 0; i < n; i++) {
        if (isinf(z[i])) {
            continue; // no gradient comes back from there
        }
        // s is a rounded number, and 1 - s has its error: a few ulp of 1, times 3.
        const double want = 3 * slope(kind, (double)z[i], number);
        cr_assert(fabs((double)d[i] - want) <= 18 * EPS,
                  "%s: the slope of %s at %.9g is %.9g, not %.9g", set->name,
                  activations[kind].kind.key, (double)z[i], (double)d[i] / 3, want / 3);
    }
}

Test(kernels, slopes_of_activations_are_right_and_multiply_the_gradient)
{
    Arena arena = { 0 };
    Real *z = arena_new(&arena, Real, NUMBERS_MAX), *s = arena_new(&arena, Real, NUMBERS_MAX);
    Real *d = arena_new(&arena, Real, NUMBERS_MAX);
    const size_t n = numbers(z);
    const Kernels *set;
    EACH_SET(set)
    {
        for (int kind = 0; kind < ACTIVATION_COUNT; kind++) {
            for (int i = 0; i < 2; i++) {
                check_slopes(set, (ActivationKind)kind, activation_numbers[i][kind], n, z, s, d);
            }
        }
    }
    arena_free(&arena);
}

// What comes back as 1 through a kind's function of z, and out.
static double slope_at(const Kernels *set, ActivationKind kind, double z)
{
    _Alignas(64) Real s[LANES] = { (Real)z }, d[LANES] = { 1 };
    const Real number = (Real)activation_numbers[0][kind];
    if (activations[kind].from_output) {
        set->activate[kind](LANES, s, s, number);
    }
    set->activate_back[kind](LANES, d, s, number);
    return (double)d[0];
}

Test(kernels, at_a_kink_slopes_are_pytorchs)
{
    static const double at_zero[ACTIVATION_COUNT] = {
        1, 0.25, 1, 0, 0.01, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.6, 0.25,
    };
    const Kernels *set;
    EACH_SET(set)
    {
        for (int kind = 0; kind < ACTIVATION_COUNT; kind++) {
            cr_expect_float_eq(slope_at(set, (ActivationKind)kind, 0), at_zero[kind], 2 * EPS,
                               "%s: %s", set->name, activations[kind].kind.key);
        }
        cr_expect_eq(slope_at(set, ACTIVATION_HARDSWISH, -3), -0.5, "%s", set->name);
        cr_expect_eq(slope_at(set, ACTIVATION_HARDSWISH, 3), 1, "%s", set->name);
        cr_expect_eq(slope_at(set, ACTIVATION_HARDSWISH, -3.0001), 0, "%s", set->name);
    }
}

// A slope of either sign; z = 0 is on its side, as PyTorch's.
Test(kernels, a_learned_slope_has_its_gradient)
{
    enum { N = 5 * LANES };
    const Kernels *set;
    EACH_SET(set)
    {
        for (int turn = 0; turn < 2; turn++) {
            const Real by = turn ? (Real)-0.5 : (Real)0.25;
            _Alignas(64) Real z[N], d[N], y[N];
            double want = 0;
            for (int i = 0; i < N; i++) {
                z[i] = i % 9 == 0 ? 0 : (Real)((i * 7) % 11 - 5);
                d[i] = (Real)(i % 5) - (Real)1.5;
                want += z[i] > 0 ? 0 : (double)(z[i] * d[i]);
            }
            set->activate[ACTIVATION_LEAKY_RELU](N, y, z, by);
            const double got = set->prelu_back(N, d, z, by);
            cr_expect_float_eq(got, want, 1e-12, "%s", set->name);
            for (int i = 0; i < N; i++) {
                const Real was = (Real)(i % 5) - (Real)1.5;
                cr_expect_eq(y[i], z[i] > 0 ? z[i] : by * z[i], "%s", set->name);
                cr_expect_eq(d[i], z[i] > 0 ? was : by * was, "%s", set->name);
            }
        }
        _Alignas(64) Real z[LANES] = { (Real)NAN }, d[LANES] = { 1 };
        cr_expect(isnan(set->prelu_back(LANES, d, z, 1)), "%s", set->name);
    }
}

Test(kernels, dropout_masks_are_the_same_bits_on_every_set)
{
    enum { N = 4096 };
    Arena arena = { 0 };
    Real *mask = arena_new(&arena, Real, N), *first = arena_new(&arena, Real, N);
    const Kernels *set;
    EACH_SET(set)
    {
        set->dropout_mask(N, 0x123456789abcdefULL, 0.3, index == 0 ? first : mask);
        cr_expect(index == 0 || memcmp(mask, first, N * sizeof *mask) == 0, "%s", set->name);
        // The beginning of a longer mask is the shorter one.
        set->dropout_mask(LANES, 0x123456789abcdefULL, 0.3, mask);
        cr_expect_arr_eq(mask, first, LANES * sizeof *mask);
        set->dropout_mask(LANES, 7, 0, mask);
        for (int i = 0; i < LANES; i++) {
            cr_expect_eq(mask[i], 1);
        }
    }
    arena_free(&arena);
}

// Σ over places of a·b for independent ones and zeros of probability p has mean n·p² and a
// deviation below √n/2: five of them are met by chance once in a million tests.
static void expect_chance(double count, double n, double p, const char *what, double dropped)
{
    cr_expect(fabs(count - n * p) <= 5 * sqrt(n * p * (1 - p)), "%s at p=%g: %g of %g, not %g",
              what, dropped, count, n, n * p);
}

Test(kernels, dropout_drops_independently_of_neighbours_keys_and_steps)
{
    enum { N = 1 << 18 };
    static const double rates[] = { 0.01, 0.1, 0.5, 0.9 };
    static const int distances[] = { 1, 2, 4, 16, 64, 112, 4096 };
    Arena arena = { 0 };
    Real *a = arena_new(&arena, Real, N), *b = arena_new(&arena, Real, N);
    for (size_t r = 0; r < COUNT(rates); r++) {
        const double p = rates[r];
        // Keys as steps and layers make them: near each other.
        for (uint64_t key = 0; key < 6; key++) {
            kernels_best()->dropout_mask(N, key, p, a);
            kernels_best()->dropout_mask(N, key < 3 ? key + 1 : key + (1ULL << 32), p, b);
            double dropped = 0, both = 0;
            for (int i = 0; i < N; i++) {
                dropped += a[i] == 0;
                both += a[i] == 0 && b[i] == 0;
                cr_assert(a[i] == 0 || a[i] == (Real)(1 / (1 - p)));
            }
            expect_chance(dropped, N, p, "dropped", p);
            expect_chance(both, N, p * p, "dropped under two keys", p);
            for (size_t k = 0; k < COUNT(distances); k++) {
                double pairs = 0;
                for (int i = 0; i + distances[k] < N; i++) {
                    pairs += a[i] == 0 && a[i + distances[k]] == 0;
                }
                expect_chance(pairs, N - distances[k], p * p, "dropped with a neighbour", p);
            }
        }
    }
    arena_free(&arena);
}

Test(kernels, products_and_sums_number_by_number_may_write_over_what_they_are_of)
{
    enum { N = 3 * LANES };
    const Kernels *set;
    EACH_SET(set)
    {
        Arena arena = { 0 };
        Rng rng;
        rng_init(&rng, 5, 0);
        Real *a = matrix(&arena, &rng, 1, N, N), *b = matrix(&arena, &rng, 1, N, N);
        Real *y = arena_new(&arena, Real, N), *sums = arena_new(&arena, Real, N);
        set->multiply(N, y, a, b);
        set->add(N, sums, a, b);
        for (int i = 0; i < N; i++) {
            cr_expect_eq(y[i], a[i] * b[i]);
            cr_expect_eq(sums[i], a[i] + b[i]);
        }
        set->add(N, b, a, b);
        cr_expect_arr_eq(b, sums, N * sizeof *b);
        b = matrix(&arena, &rng, 1, N, N);
        set->multiply(N, y, a, b);
        set->multiply(N, a, a, b);
        cr_expect_arr_eq(a, y, N * sizeof *y);
        arena_free(&arena);
    }
}

static void expect_near(const char *set, const char *what, double got, double want, double allowed)
{
    cr_assert(fabs(got - want) <= allowed, "%s: %s is %.9g, not %.9g", set, what, got, want);
}

// The gradient that comes back through y = norm(x), by central differences of Σ d·y in double.
typedef struct Norm {
    int rows, features, stride;
    const Real *gamma, *beta;
    double eps;
    bool batch; // over the rows; else over each row's features
} Norm;

static double norm_sum(const Norm *n, const double *x, const Real *d, double *y)
{
    double total = 0;
    const int groups = n->batch ? n->features : n->rows, members = n->batch ? n->rows : n->features;
    const int group = n->batch ? 1 : n->stride, member = n->batch ? n->stride : 1;
    for (int g = 0; g < groups; g++) {
        double mean = 0, var = 0;
        for (int i = 0; i < members; i++) {
            mean += x[g * group + i * member] / members;
        }
        for (int i = 0; i < members; i++) {
            var += pow(x[g * group + i * member] - mean, 2) / members;
        }
        for (int i = 0; i < members; i++) {
            const int at = g * group + i * member, feature = at % n->stride;
            y[at] = (double)n->gamma[feature] * (x[at] - mean) / sqrt(var + n->eps) +
                    (double)n->beta[feature];
            total += d ? (double)d[at] * y[at] : 0;
        }
    }
    return total;
}

static void check_norm(const Kernels *set, Rng *rng, int rows, int features, bool batch)
{
    Arena arena = { 0 };
    const int wide = padded(features), stride = wide + LANES, count = rows * stride;
    Real *x = matrix(&arena, rng, rows, features, stride);
    Real *gamma = matrix(&arena, rng, 1, features, wide);
    Real *beta = matrix(&arena, rng, 1, features, wide);
    for (int i = 0; i < rows; i++) {
        for (int j = 0; j < features; j++) {
            x[i * stride + j] += 3;
        }
    }
    const Norm norm = { rows, features, stride, gamma, beta, 1e-5, batch };
    double *xs = arena_new(&arena, double, count), *ys = arena_new(&arena, double, count);
    for (int i = 0; i < count; i++) {
        xs[i] = (double)x[i];
    }
    Real *y = guarded(&arena, count);
    const int moments = batch ? wide : rows;
    Real *mean = arena_new(&arena, Real, padded(moments));
    Real *scale = arena_new(&arena, Real, padded(moments));
    (batch ? set->batchnorm : set->layernorm)(rows, batch ? wide : features, stride, x, gamma, beta,
                                              norm.eps, mean, scale, y);
    norm_sum(&norm, xs, NULL, ys);
    for (int i = 0; i < rows; i++) {
        for (int j = 0; j < stride; j++) {
            const int at = i * stride + j;
            if (j < features) {
                // The mean of numbers about 3 has a rounding of its own, in units of the spread.
                expect_near(set->name, "y", (double)y[at], ys[at], 300 * EPS);
            } else {
                cr_assert_eq(y[at], j < wide ? 0 : guard, "%s: pads", set->name);
            }
        }
    }
    if (batch) { // evaluation with the same moments, in place
        Real *again = arena_new(&arena, Real, count);
        memcpy(again, x, (size_t)count * sizeof *x);
        set->normalize(rows, wide, stride, again, gamma, beta, norm.eps, mean, scale, again);
        for (int at = 0; at < count; at++) {
            if (at % stride < wide) {
                expect_near(set->name, "normalize", (double)again[at], (double)y[at], 10 * EPS);
            }
        }
    }
    Real *d = matrix(&arena, rng, rows, features, stride);
    Real *back = arena_new(&arena, Real, count);
    memcpy(back, d, (size_t)count * sizeof *d);
    Real *dgamma = guarded(&arena, wide), *dbeta = guarded(&arena, wide);
    if (batch) {
        set->batchnorm_back(rows, wide, stride, x, gamma, norm.eps, mean, scale, back, dgamma,
                            dbeta);
    } else {
        set->layernorm_back(rows, features, stride, x, gamma, mean, scale, back, dgamma, dbeta);
    }
    for (int j = 0; j < wide; j++) {
        double want_gamma = 0, want_beta = 0;
        for (int i = 0; i < rows && j < features; i++) {
            const int at = i * stride + j;
            want_gamma += (double)d[at] * (ys[at] - (double)beta[j]) / (double)gamma[j];
            want_beta += (double)d[at];
        }
        expect_near(set->name, "dgamma", (double)dgamma[j], want_gamma, 300 * EPS * rows);
        expect_near(set->name, "dbeta", (double)dbeta[j], want_beta, 10 * EPS * rows);
    }
    for (int at = 0; at < count; at++) {
        if (at % stride >= features) {
            cr_assert(at % stride >= wide || back[at] == 0, "%s: pads", set->name);
            continue;
        }
        const double h = 1e-5, value = xs[at];
        xs[at] = value + h;
        const double more = norm_sum(&norm, xs, d, ys);
        xs[at] = value - h;
        const double want = (more - norm_sum(&norm, xs, d, ys)) / (2 * h);
        xs[at] = value;
        // The difference's own error is about 1e-9; the kernel's that of y, in the same units.
        expect_near(set->name, "dx", (double)back[at], want,
                    (1000 * EPS + 1e-8) * (1 + fabs(want)));
    }
    arena_free(&arena);
}

Test(kernels, norms_and_their_gradients_are_right)
{
    static const int sizes[][2] = { { 3, 5 },  { 7, 1 },  { 10, 16 }, { 4, 17 },
                                    { 9, 33 }, { 70, 3 }, { 12, 40 } };
    const Kernels *set;
    EACH_SET(set)
    {
        Rng rng;
        rng_init(&rng, 6, 0);
        for (size_t i = 0; i < COUNT(sizes); i++) {
            check_norm(set, &rng, sizes[i][0], sizes[i][1], true);
            if (sizes[i][1] > 2) {
                check_norm(set, &rng, sizes[i][0], sizes[i][1], false);
            }
        }
    }
}

// Losses in double from outputs, in forms other than the kernels'.
static double row_loss(LossKind kind, int k, const double *out, const Real *target,
                       double smoothing)
{
    double loss = 0, total = 0;
    for (int j = 0; j < k; j++) {
        total += exp(out[j]);
    }
    for (int j = 0; j < k; j++) {
        const double t = (double)target[j];
        switch (kind) {
        case LOSS_SOFTMAX_CROSS_ENTROPY:
            loss -= ((1 - smoothing) * t + smoothing / k) * log(exp(out[j]) / total);
            break;
        case LOSS_BCE_WITH_LOGITS:
            loss -= t * log(sigmoid(out[j])) + (1 - t) * log(1 - sigmoid(out[j]));
            break;
        default: loss += pow(out[j] - t, 2); break;
        }
    }
    return loss;
}

static double kernel_loss(const Kernels *set, LossKind kind, int rows, int k, int stride,
                          const Real *out, const Real *target, double smoothing, double scale,
                          Real *d)
{
    switch (kind) {
    case LOSS_SOFTMAX_CROSS_ENTROPY:
        return set->softmax_cross_entropy(rows, k, stride, out, target, smoothing, scale, d);
    case LOSS_BCE_WITH_LOGITS: return set->bce_with_logits(rows, k, stride, out, target, scale, d);
    default: return set->squared_error(rows, k, stride, out, target, scale, d);
    }
}

static void check_loss(const Kernels *set, LossKind kind, int rows, int k, double smoothing)
{
    Arena arena = { 0 };
    Rng rng;
    rng_init(&rng, 7, (uint64_t)k);
    const int wide = padded(k), stride = wide + LANES, count = rows * stride;
    const Real *out = matrix(&arena, &rng, rows, k, stride);
    Real *target = matrix(&arena, &rng, rows, k, stride), *d = guarded(&arena, count);
    double *outs = arena_new(&arena, double, count), want = 0;
    for (int i = 0; i < rows; i++) {
        for (int j = 0; j < k && kind != LOSS_MSE; j++) {
            target[i * stride + j] =
                kind == LOSS_BCE_WITH_LOGITS ? (Real)((i + j) % 2) : (Real)(i % k == j);
        }
        if (kind == LOSS_SOFTMAX_CROSS_ENTROPY && i % 3 == 2) { // a row whose sum is not 1
            target[i * stride] += (Real)0.75;
        }
        for (int j = 0; j < k; j++) {
            outs[i * stride + j] = (double)out[i * stride + j];
        }
        want += row_loss(kind, k, outs + (ptrdiff_t)i * stride, target + (ptrdiff_t)i * stride,
                         smoothing);
    }
    const double got = kernel_loss(set, kind, rows, k, stride, out, target, smoothing, 0.25, d);
    expect_near(set->name, "loss", got, want, 20 * EPS * (1 + want));
    cr_expect_eq(got, kernel_loss(set, kind, rows, k, stride, out, target, smoothing, 0.25, NULL));
    for (int at = 0; at < count; at++) {
        const int i = at / stride, j = at % stride;
        if (j >= k) {
            cr_assert_eq(d[at], j < wide ? 0 : guard, "%s: pads", set->name);
            continue;
        }
        const double h = 1e-5, value = outs[at];
        const Real *t = target + (ptrdiff_t)i * stride;
        outs[at] = value + h;
        const double more = row_loss(kind, k, outs + (ptrdiff_t)i * stride, t, smoothing);
        outs[at] = value - h;
        const double less = row_loss(kind, k, outs + (ptrdiff_t)i * stride, t, smoothing);
        outs[at] = value;
        expect_near(set->name, "gradient", (double)d[at], 0.25 * (more - less) / (2 * h),
                    10 * EPS + 1e-8);
    }
    arena_free(&arena);
}

Test(kernels, losses_and_their_gradients_are_right)
{
    static const int outputs[] = { 1, 2, 3, 10, 15, 16, 17, 33, 100 };
    const Kernels *set;
    EACH_SET(set)
    {
        for (int kind = 0; kind < LOSS_COUNT; kind++) {
            for (size_t k = 0; k < COUNT(outputs); k++) {
                check_loss(set, (LossKind)kind, 13, outputs[k], 0);
                check_loss(set, (LossKind)kind, 1, outputs[k], 0);
                check_loss(set, LOSS_SOFTMAX_CROSS_ENTROPY, 5, outputs[k], 0.1);
            }
        }
    }
}

Test(kernels, losses_of_extreme_outputs_stay_finite_and_nans_show)
{
    const Kernels *set;
    EACH_SET(set)
    {
        Arena arena = { 0 };
        Real *out = arena_new(&arena, Real, LANES), *target = arena_new(&arena, Real, LANES);
        Real *d = arena_new(&arena, Real, LANES);
        target[1] = 1;
        out[0] = 300;
        out[1] = -500;
        out[2] = 0;
        expect_near(set->name, "softmax",
                    set->softmax_cross_entropy(1, 3, LANES, out, target, 0, 1, d), 800, 800 * EPS);
        expect_near(set->name, "softmax's gradient", (double)d[1], -1, 0);
        expect_near(set->name, "bce", set->bce_with_logits(1, 3, LANES, out, target, 1, d),
                    300 + 500 + log(2), 1e3 * EPS);
        expect_near(set->name, "bce's gradient", (double)d[0], 1, 0);
        for (int kind = 0; kind < LOSS_COUNT; kind++) {
            for (int j = 0; j < 3; j++) {
                out[j] = (Real)NAN;
                cr_expect(
                    isnan(kernel_loss(set, (LossKind)kind, 1, 3, LANES, out, target, 0, 1, d)),
                    "%s: loss %d, output %d", set->name, kind, j);
                out[j] = 0;
            }
        }
        arena_free(&arena);
    }
}

Test(kernels, sums_over_parameters_are_taken_in_double)
{
    enum { N = 999 * LANES };
    const Kernels *set;
    EACH_SET(set)
    {
        Arena arena = { 0 };
        Rng rng;
        rng_init(&rng, 8, 0);
        Real *a = matrix(&arena, &rng, 1, N, N), *b = matrix(&arena, &rng, 1, N, N);
        double squares = 0, sizes = 0, distance = 0;
        for (int i = 0; i < N; i++) {
            squares += (double)a[i] * (double)a[i];
            sizes += fabs((double)a[i]);
            distance += pow((double)a[i] - (double)b[i], 2);
        }
        expect_near(set->name, "squares", set->sum_squares(N, a), squares, 1e-12 * squares);
        expect_near(set->name, "sizes", set->sum_abs(N, a), sizes, 1e-12 * sizes);
        expect_near(set->name, "distance", set->distance_squares(N, a, b), distance,
                    1e-12 * distance);
        cr_expect(set->all_finite(N, a));
        for (int i = 0; i < LANES; i++) {
            const Real bad[] = { (Real)NAN, (Real)INFINITY, -(Real)INFINITY };
            for (size_t k = 0; k < COUNT(bad); k++) {
                const Real kept = a[N / 2 + i];
                a[N / 2 + i] = bad[k];
                cr_expect_not(set->all_finite(N, a), "%s", set->name);
                a[N / 2 + i] = kept;
            }
        }
        memcpy(b, a, N * sizeof *a);
        set->scale(N, b, (Real)0.37);
        for (int i = 0; i < N; i++) {
            cr_assert_eq(b[i], a[i] * (Real)0.37);
        }
        arena_free(&arena);
    }
}

Test(kernels, penalties_add_their_gradients)
{
    const Kernels *set;
    EACH_SET(set)
    {
        Arena arena = { 0 };
        Real *g = arena_new(&arena, Real, LANES), *w = arena_new(&arena, Real, LANES);
        const Real weights[] = { 2, -2, 0, (Real)0.5 };
        const double want[] = { 1 + 0.5 + 2 * 0.25 * 2, 1 - 0.5 - 2 * 0.25 * 2, 1, 1 + 0.5 + 0.25 };
        for (int i = 0; i < LANES; i++) {
            g[i] = 1;
            w[i] = weights[i % 4];
        }
        set->penalize(LANES, g, w, (Real)0.5, (Real)0.25);
        for (int i = 0; i < LANES; i++) {
            cr_expect_eq((double)g[i], want[i % 4], "%s", set->name);
        }
        arena_free(&arena);
    }
}

static void check_moments(const Kernels *set, Rng *rng, int rows, int columns)
{
    Arena arena = { 0 };
    const int stride = padded(columns) + LANES;
    Real *a = matrix(&arena, rng, rows, stride, stride); // pads not zero: they must not count
    Moments want = { .min = INFINITY, .max = -INFINITY }, got;
    for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
            Real *at = &a[i * stride + j];
            *at = (i + j) % 5 == 1              ? 0
                  : (i * columns + j) % 23 == 7 ? (Real)NAN
                  : (i + j) % 31 == 3           ? (Real)INFINITY
                                                : *at;
            if (!isfinite(*at)) {
                want.bad++;
                continue;
            }
            want.sum += (double)*at;
            want.sum_squares += (double)*at * (double)*at;
            want.min = *at < want.min ? *at : want.min;
            want.max = *at > want.max ? *at : want.max;
            want.zeros += *at == 0;
            want.saturated += (double)*at < -1.5 || (double)*at > 0.95;
        }
    }
    set->moments(rows, columns, stride, a, -1.5, 0.95, &got);
    expect_near(set->name, "sum", got.sum, want.sum, 1e-12 * rows * columns);
    expect_near(set->name, "squares", got.sum_squares, want.sum_squares, 1e-12 * rows * columns);
    cr_expect(got.min == want.min && got.max == want.max, "%s: %dx%d", set->name, rows, columns);
    cr_expect_eq(got.zeros, want.zeros, "%s: %dx%d", set->name, rows, columns);
    cr_expect_eq(got.saturated, want.saturated, "%s: %dx%d", set->name, rows, columns);
    cr_expect_eq(got.bad, want.bad, "%s: %dx%d", set->name, rows, columns);
    set->moments(rows, columns, stride, a, NAN, NAN, &got);
    cr_expect_eq(got.saturated, 0);
    arena_free(&arena);
}

static void check_histogram(const Kernels *set, Rng *rng, int rows, int columns, int bins)
{
    Arena arena = { 0 };
    const int stride = padded(columns) + LANES;
    // Numbers k/64 in [-2, 2]: with a power of two of bins between, exact arithmetic is at hand,
    // and many lie on an edge.
    Real *a = arena_new(&arena, Real, rows * stride);
    const double low = -1, high = 1;
    uint32_t *want = arena_new(&arena, uint32_t, bins),
             *got = arena_new(&arena, uint32_t, bins + 1);
    got[0] = want[0] = 5; // counts are added to what is there
    got[bins] = 77;
    for (int i = 0; i < rows; i++) {
        for (int j = 0; j < stride; j++) {
            const int64_t number = (int64_t)rng_below(rng, 257) - 128;
            Real *at = &a[i * stride + j];
            *at = (Real)number / 64;
            *at = (i + j) % 17 == 3   ? (Real)NAN
                  : (i + j) % 19 == 3 ? (Real)INFINITY
                  : (i + j) % 29 == 0 ? -(Real)INFINITY
                                      : *at;
            if (j < columns && (double)*at >= low && (double)*at <= high) {
                const int64_t bin = (number + 64) * bins / 128;
                want[bin < bins ? bin : bins - 1]++;
            }
        }
    }
    set->histogram(rows, columns, stride, a, low, high, bins, got);
    cr_expect_arr_eq(got, want, (size_t)bins * sizeof *want, "%s: %dx%d in %d", set->name, rows,
                     columns, bins);
    cr_expect_eq(got[bins], 77);
    arena_free(&arena);
}

Test(kernels, moments_and_histograms_count_every_value_once_and_no_pad)
{
    static const int sizes[][2] = { { 1, 1 },  { 2, 3 },    { 5, 15 },   { 7, 16 },  { 3, 17 },
                                    { 4, 40 }, { 50, 100 }, { 1, 5000 }, { 300, 31 } };
    static const int bins[] = { 1, 2, 32, 50, 100, 511, 512 };
    const Kernels *set;
    EACH_SET(set)
    {
        Rng rng;
        rng_init(&rng, 9, 0);
        for (size_t i = 0; i < COUNT(sizes); i++) {
            check_moments(set, &rng, sizes[i][0], sizes[i][1]);
            for (size_t b = 0; b < COUNT(bins); b++) {
                check_histogram(set, &rng, sizes[i][0], sizes[i][1], bins[b]);
            }
        }
    }
}

// The bin of a value by long arithmetic; -1 for none, -2 when an edge is nearer than what `place`
// loses to rounding in float.
static int bin_of(Real value, double low, double high, int bins)
{
    if (!((double)value >= low && (double)value <= high)) {
        return -1;
    }
    const long double place =
        ((long double)value - (long double)low) / ((long double)high - (long double)low) * bins;
    const long double edge = roundl(place);
    if (fabsl(place - edge) < 1e-6L * bins && place != edge) {
        return -2;
    }
    return place < bins ? (int)floorl(place) : bins - 1;
}

// Values all over [low, high], its ends, and some outside, in `bins` bins.
static void check_range(const Kernels *set, Rng *rng, double low, double high, int bins)
{
    enum { ROWS = 9, COLUMNS = 37, STRIDE = 48 };
    _Alignas(64) Real a[ROWS * STRIDE];
    uint32_t want[512] = { 0 }, got[512] = { 0 };
    const Real others[] = { (Real)low,       (Real)high,     0,
                            -(Real)INFINITY, (Real)INFINITY, (Real)NAN,
                            -(Real)FLT_MAX,  (Real)FLT_MAX };
    for (int i = 0; i < ROWS * STRIDE; i++) {
        do {
            const long double part = rng_below(rng, 1 << 30) / 1073741824.0L;
            a[i] = i % 5 == 0 ? others[rng_below(rng, COUNT(others))]
                              : (Real)(low * (1 - part) + high * part);
        } while (bin_of(a[i], low, high, bins) == -2);
        const int bin = i % STRIDE < COLUMNS ? bin_of(a[i], low, high, bins) : -1;
        want[bin >= 0 ? bin : 0] += bin >= 0;
    }
    set->histogram(ROWS, COLUMNS, STRIDE, a, low, high, bins, got);
    cr_expect_arr_eq(got, want, sizeof want, "%s: %d bins of [%g, %g]", set->name, bins, low, high);
}

Test(kernels, histograms_of_every_range_count_right)
{
    static const float most = FLT_MAX, denormal = FLT_TRUE_MIN;
    const double ranges[][2] = {
        { 0, (double)denormal },
        { -(double)denormal, (double)denormal },
        { 0, 64 * (double)denormal },
        { 1e-40, 3e-40 },
        { 0, 1e-39 },
        { -1e-38, 1e-38 },
        { 0, 9.2673209195546159e-38 },
        { 0, 1.5e-37 },
        { 1e-30, 1.0001e-30 },
        { 0, 1e-20 },
        { 0.1, 0.7 },
        { 1 + 1e-9, 1 + 3e-6 },
        { 1e20, 1.001e20 },
        { 0, (double)most },
        { -3e38, 3e38 },
        { -(double)most, (double)most },
        { (double)nextafterf(most, 0), (double)most },
        { 0, 1e300 },
        { -DBL_MAX, DBL_MAX },
        { 0, DBL_TRUE_MIN },
        { 0, DBL_MIN },
        { -DBL_MAX, -DBL_MAX / 2 },
    };
    static const int bins[] = { 1, 2, 50, 64, 65, 100, 512 };
    const Kernels *set;
    EACH_SET(set)
    {
        Rng rng;
        rng_init(&rng, 3, 0);
        for (size_t i = 0; i < COUNT(ranges); i++) {
            for (size_t b = 0; b < COUNT(bins); b++) {
                check_range(set, &rng, ranges[i][0], ranges[i][1], bins[b]);
            }
        }
    }
}

// Multiples of the smallest number, counted in whole numbers: bin = floor(k·bins/64).
Test(kernels, histograms_of_denormals_are_exact)
{
    const Real least = sizeof(Real) == sizeof(float) ? (Real)FLT_TRUE_MIN : (Real)DBL_TRUE_MIN;
    static const int bins[] = { 1, 2, 4, 16, 64, 128, 512 };
    _Alignas(64) Real a[80];
    for (int k = 0; k < 80; k++) {
        a[k] = (Real)(k - 8) * least;
    }
    const Kernels *set;
    EACH_SET(set)
    {
        for (size_t b = 0; b < COUNT(bins); b++) {
            uint32_t want[512] = { 0 }, got[512] = { 0 };
            for (int k = 0; k <= 64; k++) {
                want[k < 64 ? k * bins[b] / 64 : bins[b] - 1]++;
            }
            set->histogram(1, 80, 80, a, 0, (double)(64 * least), bins[b], got);
            cr_expect_arr_eq(got, want, sizeof want, "%s: %d bins", set->name, bins[b]);
        }
    }
}

Test(kernels, moments_of_the_smallest_and_the_largest_numbers)
{
    const Kernels *set;
    EACH_SET(set)
    {
        for (int large = 0; large < 2; large++) {
            const Real unit = large ? (Real)3e38F : (Real)1e-45F;
            _Alignas(64) Real a[32] = { 0 };
            for (int k = 0; k < 20; k++) {
                a[k] = k % 4 == 0 ? -unit : k % 4 == 1 ? unit : k % 4 == 2 ? 0 : (Real)NAN;
            }
            Moments got;
            set->moments(1, 20, 32, a, NAN, NAN, &got);
            const double wide = (double)unit;
            cr_expect_eq(got.sum, 0, "%s", set->name);
            expect_near(set->name, "squares", got.sum_squares, 10 * wide * wide, 1e-15);
            cr_expect(got.min == -unit && got.max == unit, "%s", set->name);
            cr_expect_eq(got.zeros, 5, "%s", set->name);
            cr_expect_eq(got.bad, 5, "%s", set->name);
            set->moments(1, 20, 32, a, -wide / 2, wide / 2, &got);
            cr_expect_eq(got.saturated, 10, "%s", set->name);
        }
    }
}

// 0.7f lies below 0.7: it is in [.., 0.7] and not in [0.7, ..].
Test(kernels, ends_between_two_numbers_are_decided_exactly)
{
    static const double ends[] = { 0.7, 0.1, -0.7, 1e-3, 16777217.0 };
    const Kernels *set;
    EACH_SET(set)
    {
        for (size_t i = 0; i < COUNT(ends); i++) {
            const double end = ends[i];
            _Alignas(64) Real a[16] = { (Real)end };
            uint32_t above = 0, below = 0;
            Moments moments;
            set->histogram(1, 1, 16, a, end, end + 1, 1, &above);
            set->histogram(1, 1, 16, a, end - 1, end, 1, &below);
            set->moments(1, 1, 16, a, end, NAN, &moments);
            cr_expect_eq(above, (double)a[0] >= end, "%s: above %.17g", set->name, end);
            cr_expect_eq(below, (double)a[0] <= end, "%s: below %.17g", set->name, end);
            cr_expect_eq(moments.saturated, (double)a[0] < end, "%s: %.17g", set->name, end);
        }
    }
}
