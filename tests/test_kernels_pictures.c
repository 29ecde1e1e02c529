// Convolutions and pools of every set of kernels this processor can run against plain loops in
// double, for shapes that fit no vector. Built twice: for float, and with THALWEG_DOUBLE.
#include "kernel_sets.h"

#include <stdio.h>

typedef struct Shape {
    int rows, channels, height, width, outs, kernel, stride, pad;
} Shape;

// clang-format off
static const Shape shapes[] = {
    { 1, 1, 1, 1, 1, 1, 1, 0 },     { 2, 3, 1, 1, 2, 1, 1, 0 },      { 3, 1, 16, 16, 8, 3, 1, 1 },
    { 5, 8, 8, 8, 16, 3, 1, 1 },    { 2, 2, 5, 7, 3, 3, 1, 0 },      { 3, 3, 7, 5, 13, 3, 1, 1 },
    { 2, 4, 6, 6, 5, 1, 1, 0 },     { 2, 2, 9, 9, 7, 5, 1, 2 },      { 1, 2, 9, 4, 3, 3, 2, 1 },
    { 3, 3, 8, 8, 17, 3, 2, 0 },    { 2, 1, 11, 13, 33, 3, 3, 1 },   { 2, 2, 6, 6, 4, 2, 2, 0 },
    { 1, 1, 3, 3, 2, 5, 1, 2 },     { 2, 2, 4, 4, 3, 3, 1, 2 },      { 1, 2, 4, 4, 3, 2, 1, 3 },
    { 2, 1, 28, 28, 6, 5, 1, 0 },   { 37, 1, 4, 4, 3, 3, 1, 1 },     { 2, 5, 2, 2, 21, 3, 1, 1 },
    { 1, 40, 6, 6, 11, 3, 1, 1 },   { 2, 1, 1, 40, 2, 1, 1, 0 },     { 2, 1, 3, 50, 2, 3, 1, 1 },
    { 1, 1, 7, 7, 1, 7, 1, 0 },     { 1, 2, 7, 7, 3, 7, 2, 3 },      { 2, 3, 10, 10, 4, 1, 2, 0 },
    { 2, 2, 5, 5, 3, 2, 3, 1 },     { 19, 2, 16, 16, 4, 3, 1, 1 },   { 1, 2, 33, 3, 2, 3, 1, 1 },
    { 2, 30, 16, 16, 3, 3, 1, 1 },  { 1, 1, 64, 64, 9, 3, 1, 1 },    { 1, 3, 12, 12, 12, 4, 1, 2 },
};
// clang-format on

static int side(int n, const Shape *s)
{
    return (n + 2 * s->pad - s->kernel) / s->stride + 1;
}

static Conv conv_of(const Shape *s, const Real *weight)
{
    return (Conv){
        .rows = s->rows,
        .from = { s->channels, s->height, s->width },
        .to = { s->outs, side(s->height, s), side(s->width, s) },
        .kernel = s->kernel,
        .stride = s->stride,
        .pad = s->pad,
        .weight = weight,
    };
}

// The place in its row of what output (y, x) meets at the kernel's (c, i, j); -1: a pad.
static int meets(const Conv *v, int y, int x, int c, int i, int j)
{
    const int row = y * v->stride + i - v->pad, column = x * v->stride + j - v->pad;
    const bool inside = row >= 0 && row < v->from.height && column >= 0 && column < v->from.width;
    return inside ? (c * v->from.height + row) * v->from.width + column : -1;
}

// What a convolution and its gradients are, and the sizes of the terms they are sums of.
typedef struct Plain {
    double *y, *y_size, *dx, *dx_size, *dw, *dw_size, *db, *db_size;
} Plain;

static Plain plain_of(Arena *arena, const Conv *v)
{
    const int in = v->rows * padded(shape_size(v->from)), out = v->rows * padded(shape_size(v->to));
    const int wide = padded(v->to.channels);
    const int weights = v->from.channels * v->kernel * v->kernel * wide;
    return (Plain){ arena_new(arena, double, out),     arena_new(arena, double, out),
                    arena_new(arena, double, in),      arena_new(arena, double, in),
                    arena_new(arena, double, weights), arena_new(arena, double, weights),
                    arena_new(arena, double, wide),    arena_new(arena, double, wide) };
}

static void add(double *sum, double *size, double term)
{
    *sum += term;
    *size += fabs(term);
}

// One output number of row b.
static void plain_output(const Conv *v, const Plain *plain, const Real *x, const Real *bias,
                         const Real *d, int b, int at)
{
    const int area = shape_area(v->to), o = at / area;
    const int to = b * padded(shape_size(v->to)) + at, row = b * padded(shape_size(v->from));
    if (bias) {
        add(&plain->y[to], &plain->y_size[to], (double)bias[o]);
    }
    add(&plain->db[o], &plain->db_size[o], (double)d[to]);
    for (int tap = 0; tap < v->from.channels * v->kernel * v->kernel; tap++) {
        const int c = tap / (v->kernel * v->kernel), i = tap / v->kernel % v->kernel;
        const int place =
            meets(v, at % area / v->to.width, at % v->to.width, c, i, tap % v->kernel);
        const int w = tap * padded(v->to.channels) + o;
        if (place >= 0) {
            const double weight = (double)v->weight[w], value = (double)x[row + place];
            add(&plain->y[to], &plain->y_size[to], weight * value);
            add(&plain->dx[row + place], &plain->dx_size[row + place], weight * (double)d[to]);
            add(&plain->dw[w], &plain->dw_size[w], value * (double)d[to]);
        }
    }
}

static void plain_all(const Conv *v, const Plain *plain, const Real *x, const Real *bias,
                      const Real *d)
{
    for (int b = 0; b < v->rows; b++) {
        for (int at = 0; at < shape_size(v->to); at++) {
            plain_output(v, plain, x, bias, d, b, at);
        }
    }
}

// Each of rows x wide numbers, those beyond `columns` zero; one more row of guards.
static void expect_rows(const char *what, const Real *got, int rows, int columns, int wide,
                        const double *want, const double *size, double terms)
{
    for (int i = 0; i < (rows + 1) * wide; i++) {
        if (i >= rows * wide) {
            cr_assert_eq(got[i], guard, "%s: beyond the last row", what);
        } else if (i % wide >= columns) {
            cr_assert_eq(got[i], 0, "%s: pad %d", what, i % wide);
        } else {
            cr_assert(fabs((double)got[i] - want[i]) <= (terms + 2) * EPS * size[i],
                      "%s: [%d][%d] is %.9g, not %.9g", what, i / wide, i % wide, (double)got[i],
                      want[i]);
        }
    }
}

static void check_conv(const Kernels *set, Rng *rng, Arena *arena, const Shape *s, bool with_bias,
                       bool relu)
{
    const int taps = s->channels * s->kernel * s->kernel, wide = padded(s->outs);
    const Conv v = conv_of(s, rows_of(arena, rng, taps, s->outs, 0, 0));
    const int in = shape_size(v.from), out = shape_size(v.to);
    const Real *x = rows_of(arena, rng, s->rows, in, 0, 3), *bias = NULL;
    const Real *d = rows_of(arena, rng, s->rows, out, 0, 0);
    if (with_bias) {
        bias = rows_of(arena, rng, 1, s->outs, 0, 0);
    }
    Real *y = guarded(arena, (s->rows + 1) * padded(out));
    Real *dx = guarded(arena, (s->rows + 1) * padded(in));
    Real *dw = guarded(arena, (taps + 1) * wide), *db = guarded(arena, 2 * wide);
    const int room_count = (int)set->conv_room(&v);
    Real *room = guarded(arena, room_count + LANES);
    const Plain plain = plain_of(arena, &v);
    plain_all(&v, &plain, x, bias, d);
    set->conv(&v, x, bias, relu, y, room);
    set->conv_back_weights(&v, x, d, dw, with_bias ? db : NULL, room);
    set->conv_back_input(&v, d, dx, room);
    for (int i = 0; relu && i < s->rows * padded(out); i++) {
        plain.y[i] = plain.y[i] < 0 ? 0 : plain.y[i];
    }
    char what[120];
    snprintf(what, sizeof what, "%s: %d rows, %dx%dx%d, %d of %dx%d stride %d pad %d", set->name,
             s->rows, s->channels, s->height, s->width, s->outs, s->kernel, s->kernel, s->stride,
             s->pad);
    expect_rows(what, y, s->rows, out, padded(out), plain.y, plain.y_size, taps + 1);
    expect_rows(what, dx, s->rows, in, padded(in), plain.dx, plain.dx_size,
                s->outs * s->kernel * s->kernel);
    const double terms = s->rows * shape_area(v.to);
    expect_rows(what, dw, taps, s->outs, wide, plain.dw, plain.dw_size, terms);
    if (with_bias) {
        expect_rows(what, db, 1, s->outs, wide, plain.db, plain.db_size, terms);
    }
    for (int i = 0; i < LANES; i++) {
        cr_assert_eq(room[room_count + i], guard, "%s: beyond the room", what);
    }
}

static void check_shape(const Kernels *set, Rng *rng, Arena *arena, int which)
{
    check_conv(set, rng, arena, &shapes[which], which % 2 == 0, which % 3 == 0);
    check_conv(set, rng, arena, &shapes[which], which % 2 == 1, which % 3 == 1);
}

Test(kernels_pictures, convolutions_of_any_shape_and_their_gradients_are_right)
{
    check_sets(1, COUNT(shapes), check_shape);
}

static void check_outputs(const Kernels *set, Rng *rng, Arena *arena, int which)
{
    const int outs = 1 + which / 5, width = 1 + which % 5;
    const Shape s = { 2, 1 + outs % 5, 4, 4 * width, outs, 1 + 2 * (outs % 2), 1, outs % 2 };
    check_conv(set, rng, arena, &s, true, false);
}

// Every number of outputs up to 40, many of channels: all tiles.
Test(kernels_pictures, convolutions_of_any_number_of_outputs_are_right)
{
    check_sets(2, 40 * 5, check_outputs);
}

static void check_alone(const Kernels *set, Rng *rng, Arena *arena, int which)
{
    Shape s = shapes[which];
    s.rows = 5;
    Conv v = conv_of(&s, rows_of(arena, rng, s.channels * s.kernel * s.kernel, s.outs, 0, 0));
    const int in = padded(shape_size(v.from)), out = padded(shape_size(v.to));
    const Real *x = rows_of(arena, rng, s.rows, shape_size(v.from), 0, 1);
    const Real *d = rows_of(arena, rng, s.rows, shape_size(v.to), 0, 0);
    Real *room = arena_new(arena, Real, set->conv_room(&v));
    Real *y = arena_new(arena, Real, s.rows * out), *one = arena_new(arena, Real, out);
    Real *dx = arena_new(arena, Real, s.rows * in), *back = arena_new(arena, Real, in);
    set->conv(&v, x, NULL, false, y, room);
    set->conv_back_input(&v, d, dx, room);
    v.rows = 1;
    for (int b = 0; b < s.rows; b++) {
        set->conv(&v, x + (ptrdiff_t)b * in, NULL, false, one, room);
        set->conv_back_input(&v, d + (ptrdiff_t)b * out, back, room);
        cr_expect_arr_eq(one, y + (ptrdiff_t)b * out, (size_t)out * sizeof *y, "%s", set->name);
        cr_expect_arr_eq(back, dx + (ptrdiff_t)b * in, (size_t)in * sizeof *dx, "%s", set->name);
    }
}

Test(kernels_pictures, a_row_of_a_convolution_is_the_same_bits_alone_and_within_any_batch)
{
    check_sets(3, COUNT(shapes), check_alone);
}

static void check_nan(const Kernels *set, Rng *rng, Arena *arena, int which)
{
    const Shape *s = &shapes[which];
    const int taps = s->channels * s->kernel * s->kernel;
    const Conv v = conv_of(s, rows_of(arena, rng, taps, s->outs, 0, 0));
    const int in = shape_size(v.from), area = shape_area(v.to), n = 7 * which % in;
    Real *x = rows_of(arena, rng, s->rows, in, 0, 1);
    Real *y = arena_new(arena, Real, s->rows * padded(shape_size(v.to)));
    Real *room = arena_new(arena, Real, set->conv_room(&v));
    x[n] = (Real)NAN;
    set->conv(&v, x, NULL, true, y, room);
    for (int at = 0; at < shape_size(v.to); at++) {
        bool in_window = false;
        for (int t = 0; t < taps; t++) {
            in_window |=
                meets(&v, at % area / v.to.width, at % v.to.width, t / s->kernel / s->kernel,
                      t / s->kernel % s->kernel, t % s->kernel) == n;
        }
        cr_assert_eq(isnan(y[at]) != 0, in_window, "%s: shape %d, output %d", set->name, which, at);
    }
}

// A NaN comes to every output whose window it lies in and to no other.
Test(kernels_pictures, a_convolution_keeps_a_nan)
{
    check_sets(4, COUNT(shapes), check_nan);
}

// Pools.

// clang-format off
static const Shape pools[] = { // outs is not used
    { 1, 1, 2, 2, 0, 2, 2, 0 },   { 3, 3, 2, 2, 0, 2, 2, 0 },    { 5, 8, 16, 16, 0, 2, 2, 0 },
    { 5, 16, 8, 8, 0, 2, 2, 0 },  { 2, 5, 4, 4, 0, 2, 2, 0 },    { 2, 3, 6, 4, 0, 2, 2, 0 },
    { 3, 2, 28, 28, 0, 2, 2, 0 }, { 2, 3, 10, 40, 0, 2, 2, 0 },  { 1, 1, 64, 64, 0, 2, 2, 0 },
    { 2, 7, 32, 32, 0, 2, 2, 0 }, { 2, 3, 7, 7, 0, 2, 2, 0 },    { 2, 2, 8, 8, 0, 2, 1, 0 },
    { 2, 2, 9, 9, 0, 3, 2, 0 },   { 2, 3, 9, 7, 0, 3, 3, 0 },    { 2, 2, 8, 8, 0, 3, 2, 1 },
    { 1, 2, 8, 8, 0, 8, 8, 0 },   { 2, 9, 5, 5, 0, 1, 1, 0 },    { 1, 2, 8, 8, 0, 4, 4, 2 },
    { 2, 2, 5, 5, 0, 1, 2, 0 },   { 4, 1, 2, 34, 0, 2, 2, 0 },   { 9, 1, 4, 20, 0, 2, 2, 0 },
};
// clang-format on

static Pool pool_of(const Shape *s)
{
    return (Pool){
        .rows = s->rows,
        .from = { s->channels, s->height, s->width },
        .to = { s->channels, side(s->height, s), side(s->width, s) },
        .kernel = s->kernel,
        .stride = s->stride,
        .pad = s->pad,
    };
}

// Of output `at` of row b: its value, and where its gradient goes.
static double plain_pool(const Pool *pool, bool greatest, const Real *x, const Real *d, int b,
                         int at, double *dx)
{
    const Conv window = {
        .from = pool->from, .kernel = pool->kernel, .stride = pool->stride, .pad = pool->pad
    };
    const int area = shape_area(pool->to), row = b * padded(shape_size(pool->from));
    const double back = (double)d[b * padded(shape_size(pool->to)) + at];
    double sum = 0;
    int best = -1;
    for (int t = 0; t < pool->kernel * pool->kernel; t++) {
        const int place = meets(&window, at % area / pool->to.width, at % pool->to.width, at / area,
                                t / pool->kernel, t % pool->kernel);
        if (place < 0) {
            continue;
        }
        const Real value = x[row + place];
        sum += (double)value;
        if (best < 0 || value > x[row + best] || isnan(value)) {
            best = place;
        }
        dx[row + place] += greatest ? 0 : back / (pool->kernel * pool->kernel);
    }
    if (greatest) {
        dx[row + best] += back;
        return (double)x[row + best];
    }
    return sum / (pool->kernel * pool->kernel);
}

static void expect_pool(const Kernels *set, Arena *arena, const Pool *pool, bool greatest,
                        const Real *x, const Real *d)
{
    const int in = padded(shape_size(pool->from)), out = padded(shape_size(pool->to));
    Real *y = guarded(arena, (pool->rows + 1) * out);
    Real *dx = guarded(arena, (pool->rows + 1) * in);
    double *back = arena_new(arena, double, pool->rows *in);
    char what[120];
    snprintf(what, sizeof what, "%s: %s of %d in %dx%dx%d stride %d pad %d", set->name,
             greatest ? "greatest" : "mean", pool->kernel, pool->from.channels, pool->from.height,
             pool->from.width, pool->stride, pool->pad);
    if (greatest) {
        set->maxpool(pool, x, y);
        set->maxpool_back(pool, x, d, dx);
    } else {
        set->avgpool(pool, x, y);
        set->avgpool_back(pool, d, dx);
    }
    for (int i = 0; i < (pool->rows + 1) * out; i++) {
        if (i >= pool->rows * out || i % out >= shape_size(pool->to)) {
            cr_assert_eq(y[i], i >= pool->rows * out ? guard : 0, "%s: pad %d", what, i);
            continue;
        }
        const double want = plain_pool(pool, greatest, x, d, i / out, i % out, back);
        if (isnan(want)) {
            cr_assert(isnan(y[i]), "%s: output %d", what, i);
        } else {
            cr_assert_float_eq((double)y[i], want, greatest ? 0 : 10 * EPS, "%s: output %d", what,
                               i);
        }
    }
    for (int i = 0; i < (pool->rows + 1) * in; i++) {
        const double want = i < pool->rows * in ? back[i] : (double)guard;
        cr_assert_float_eq((double)dx[i], want, 20 * EPS, "%s: dx[%d] is %g, not %g", what, i,
                           (double)dx[i], want);
    }
}

enum { TURNS = 3 };

// In the turns behind the first few different numbers: many windows have several greatest ones. In
// the last a NaN here and there.
static void check_pool(const Kernels *set, Rng *rng, Arena *arena, int which)
{
    const int turn = which % TURNS;
    const Pool pool = pool_of(&pools[which / TURNS]);
    const int in = shape_size(pool.from), wide = padded(in);
    Real *x = rows_of(arena, rng, pool.rows, in, 0, 7);
    const Real *d = rows_of(arena, rng, pool.rows, shape_size(pool.to), 0, 0);
    for (int k = 0; turn > 0 && k < pool.rows * wide; k++) {
        const double value =
            turn == 2 && rng_below(rng, 5) == 0 ? (double)NAN : (double)rng_below(rng, 3) - 1;
        x[k] = k % wide < in ? (Real)value : x[k];
    }
    expect_pool(set, arena, &pool, true, x, d);
    if (turn < 2) {
        expect_pool(set, arena, &pool, false, x, d);
    }
}

Test(kernels_pictures, pools_of_any_shape_and_their_gradients_are_right)
{
    check_sets(5, TURNS * COUNT(pools), check_pool);
}
