// Pools: a window of each channel becomes its greatest number or its mean. Any window number by
// number; windows of 2x2 side by side, which cover the picture, four vectors at a time.
#include "model/net/kernel_loose.h"
#include "model/net/kernel_set.h"

typedef enum Take { TAKE_GREATEST, TAKE_MEAN } Take;

// The window of an output: rows and columns of its channel.
typedef struct Window {
    int top, bottom, left, right;
} Window;

static Window window_of(const Pool *pool, int y, int x)
{
    const int top = y * pool->stride - pool->pad, left = x * pool->stride - pool->pad;
    const int bottom = top + pool->kernel, right = left + pool->kernel;
    return (Window){ top < 0 ? 0 : top, bottom < pool->from.height ? bottom : pool->from.height,
                     left < 0 ? 0 : left, right < pool->from.width ? right : pool->from.width };
}

// Where the greatest number of a window is on its channel: the first of equal ones; a NaN is
// greater than all.
static int greatest(const Pool *pool, const Real *channel, Window w)
{
    const int wide = pool->from.width;
    int best = w.top * wide + w.left;
    for (int y = w.top; y < w.bottom; y++) {
        for (int x = w.left; x < w.right; x++) {
            const Real value = channel[y * wide + x];
            best = value > channel[best] || value != value ? y * wide + x : best;
        }
    }
    return best;
}

// Pads are zeros of the mean (PyTorch's count_include_pad).
static Real mean(const Pool *pool, const Real *channel, Window w)
{
    Real total = 0;
    for (int y = w.top; y < w.bottom; y++) {
        for (int x = w.left; x < w.right; x++) {
            total += channel[y * pool->from.width + x];
        }
    }
    return total * (1 / (Real)(pool->kernel * pool->kernel));
}

// The outputs from `done` on of one row of x.
static void pool_rest(Take take, const Pool *pool, int done, const Real *x, Real *y)
{
    const int area = shape_area(pool->to), wide = pool->to.width;
    for (int i = done; i < shape_size(pool->to); i++) {
        const Real *channel = x + (ptrdiff_t)(i / area) * shape_area(pool->from);
        const Window w = window_of(pool, i % area / wide, i % area % wide);
        y[i] = take == TAKE_MEAN ? mean(pool, channel, w) : channel[greatest(pool, channel, w)];
    }
}

// dx is added to. x: of the greatest alone.
static void back_rest(Take take, const Pool *pool, int done, const Real *x, const Real *d, Real *dx)
{
    const int area = shape_area(pool->to), wide = pool->to.width;
    const Real share = 1 / (Real)(pool->kernel * pool->kernel);
    for (int i = done; i < shape_size(pool->to); i++) {
        const ptrdiff_t channel = (ptrdiff_t)(i / area) * shape_area(pool->from);
        const Window w = window_of(pool, i % area / wide, i % area % wide);
        if (take == TAKE_GREATEST) {
            dx[channel + greatest(pool, x + channel, w)] += d[i];
            continue;
        }
        for (int at_y = w.top; at_y < w.bottom; at_y++) {
            for (int at_x = w.left; at_x < w.right; at_x++) {
                dx[channel + at_y * pool->from.width + at_x] += share * d[i];
            }
        }
    }
}

// Windows of 2x2 side by side. Numbers of a channel's even and odd columns are drawn apart, and
// where an output row is shorter than a vector those of its even and odd rows: lanes of four
// vectors then are the numbers of VEC windows, in their order. g: the width of an output row, or
// VEC, where each row has vectors of its own.
#define EVENS(l, g) ((l) / (g)*2 * (g) + (l) % (g))
#define ODDS(l, g) (EVENS(l, g) + (g))
#define LOWS(l, g) ((l) / (g) % 2 * VEC + (l) / (2 * (g)) * (g) + (l) % (g))
#define HIGHS(l, g) (LOWS(l, g) + VEC / 2)
#define SHUFFLE(a, b, place, g) __builtin_shufflevector(a, b, PLACES(place, g))
#define APART(g, v)                                                                                \
    case g:                                                                                        \
        to[0] = SHUFFLE(v[0], v[2], EVENS, g), to[1] = SHUFFLE(v[1], v[3], EVENS, g);              \
        to[2] = SHUFFLE(v[0], v[2], ODDS, g), to[3] = SHUFFLE(v[1], v[3], ODDS, g);                \
        break;
#define TOGETHER(g, v)                                                                             \
    case g:                                                                                        \
        to[0] = SHUFFLE(v[0], v[2], LOWS, g), to[1] = SHUFFLE(v[1], v[3], LOWS, g);                \
        to[2] = SHUFFLE(v[0], v[2], HIGHS, g), to[3] = SHUFFLE(v[1], v[3], HIGHS, g);              \
        break;
#if VEC_LANES > 8
#define GROUPS(way, v) way(1, v) way(2, v) way(4, v) way(8, v)
#elif VEC_LANES > 4
#define GROUPS(way, v) way(1, v) way(2, v) way(4, v)
#elif VEC_LANES > 2
#define GROUPS(way, v) way(1, v) way(2, v)
#else
#define GROUPS(way, v) way(1, v)
#endif

// Upper left, upper right, lower left, lower right of VEC windows.
typedef struct Four {
    Vec v[4];
} Four;

INLINE Four regroup_apart(int g, Four in)
{
    Vec to[4] = { in.v[0], in.v[1], in.v[2], in.v[3] };
    switch (g) {
        GROUPS(APART, in.v)
    default: break;
    }
    return (Four){ { to[0], to[1], to[2], to[3] } };
}

INLINE Four regroup_together(int g, Four in)
{
    Vec to[4] = { in.v[0], in.v[1], in.v[2], in.v[3] };
    switch (g) {
        GROUPS(TOGETHER, in.v)
    default: break;
    }
    return (Four){ { to[0], to[1], to[2], to[3] } };
}

// From the two vectors at `upper` and the two at `lower`.
INLINE Four four_load(int g, const Real *upper, const Real *lower)
{
    const Vec a = load_loose(upper), b = load_loose(upper + VEC);
    const Vec c = load_loose(lower), d = load_loose(lower + VEC);
    return regroup_apart(g, (Four){ { SHUFFLE(a, b, EVENS, 1), SHUFFLE(a, b, ODDS, 1),
                                      SHUFFLE(c, d, EVENS, 1), SHUFFLE(c, d, ODDS, 1) } });
}

INLINE void four_store(int g, Four four, Real *upper, Real *lower)
{
    const Four f = regroup_together(g, four);
    store_loose(upper, SHUFFLE(f.v[0], f.v[1], LOWS, 1));
    store_loose(upper + VEC, SHUFFLE(f.v[0], f.v[1], HIGHS, 1));
    store_loose(lower, SHUFFLE(f.v[2], f.v[3], LOWS, 1));
    store_loose(lower + VEC, SHUFFLE(f.v[2], f.v[3], HIGHS, 1));
}

INLINE Mask beats(Vec a, Vec best)
{
    return (a > best) | (a != a);
}

INLINE Vec four_take(Take take, Four f)
{
    if (take == TAKE_MEAN) {
        return (((f.v[0] + f.v[1]) + f.v[2]) + f.v[3]) * (Real)0.25;
    }
    Vec best = f.v[0];
    UNROLL for (int i = 1; i < 4; i++)
    {
        best = select(beats(f.v[i], best), f.v[i], best);
    }
    return best;
}

// d where it came from.
INLINE Four four_give(Take take, Four f, Vec d)
{
    if (take == TAKE_MEAN) {
        const Vec share = d * (Real)0.25;
        return (Four){ { share, share, share, share } };
    }
    const Mask right = beats(f.v[1], f.v[0]);
    Vec best = select(right, f.v[1], f.v[0]);
    const Mask below = beats(f.v[2], best);
    best = select(below, f.v[2], best);
    const Mask last = beats(f.v[3], best);
    return (Four){ { only(~(right | below | last), d), only(right & ~(below | last), d),
                     only(below & ~last, d), only(last, d) } };
}

// Where a step's outputs and inputs begin in their rows. Steps go over the flat row (g < VEC) or
// along each row of outputs: the last of several stands at the row's end; a single one may write
// into the next row, which is written later.
typedef struct Step {
    int out, upper, lower;
} Step;

INLINE Step step_at(const Pool *pool, int g, int number)
{
    if (g < VEC) {
        return (Step){ number * VEC, number * 4 * VEC, number * 4 * VEC + 2 * VEC };
    }
    const int wide = pool->to.width, steps = (wide + VEC - 1) / VEC;
    const int row = number / steps, even = number % steps * VEC;
    const int x = even > 0 && even + VEC > wide ? wide - VEC : even;
    const int upper = row * 4 * wide + 2 * x;
    return (Step){ row * wide + x, upper, upper + 2 * wide };
}

// Steps of a row of the batch that neither read nor write past the end of `ins` and `outs` numbers.
INLINE int steps_within(const Pool *pool, int g, int ins, int outs)
{
    const int wide = pool->to.width, rows = pool->to.channels * pool->to.height;
    int count = g < VEC ? (rows * wide + VEC - 1) / VEC : rows * ((wide + VEC - 1) / VEC);
    while (count > 0) {
        const Step last = step_at(pool, g, count - 1);
        if (last.lower + 2 * VEC <= ins && last.out + VEC <= outs) {
            break;
        }
        count--;
    }
    return count;
}

// How many outputs are made whole by so many steps.
INLINE int outputs_of(const Pool *pool, int g, int steps)
{
    const int all = shape_size(pool->to), a_row = (pool->to.width + VEC - 1) / VEC;
    const int made = g < VEC ? steps * VEC : steps / a_row * pool->to.width;
    return made < all ? made : all;
}

static bool fours(const Pool *pool)
{
    return pool->kernel == 2 && pool->stride == 2 && pool->pad == 0 &&
           pool->from.width == 2 * pool->to.width && pool->from.height == 2 * pool->to.height;
}

static int group_of(const Pool *pool)
{
    return pool->to.width < VEC && VEC % pool->to.width == 0 ? pool->to.width : VEC;
}

INLINE void pool_fours(Take take, const Pool *pool, int g, int steps, const Real *x, Real *y)
{
    for (int i = 0; i < steps; i++) {
        const Step at = step_at(pool, g, i);
        store_loose(y + at.out, four_take(take, four_load(g, x + at.upper, x + at.lower)));
    }
}

INLINE void back_fours(Take take, const Pool *pool, int g, int steps, const Real *x, const Real *d,
                       Real *dx)
{
    for (int i = 0; i < steps; i++) {
        const Step at = step_at(pool, g, i);
        const Four in = take == TAKE_MEAN ? (Four){ 0 } : four_load(g, x + at.upper, x + at.lower);
        four_store(g, four_give(take, in, load_loose(d + at.out)), dx + at.upper, dx + at.lower);
    }
}

// Rows behind the last one are not there.
INLINE int room_behind(const Pool *pool, int row, int count)
{
    return row + 1 < pool->rows ? 2 * padded(count) : padded(count);
}

#define WITH_GROUP(g, call)                                                                        \
    switch (g) {                                                                                   \
    case 1: call(1); break;                                                                        \
    case 2: call(2); break;                                                                        \
    case 4: call(4); break;                                                                        \
    case 8: call(8); break;                                                                        \
    default: call(VEC); break;                                                                     \
    }

INLINE void pool_all(Take take, const Pool *pool, const Real *x, Real *y)
{
    const int in = shape_size(pool->from), out = shape_size(pool->to);
    const int g = fours(pool) ? group_of(pool) : 0;
    for (int b = 0; b < pool->rows; b++, x += padded(in), y += padded(out)) {
        int done = 0;
        if (g > 0) {
            const int steps =
                steps_within(pool, g, room_behind(pool, b, in), room_behind(pool, b, out));
#define CALL(n) pool_fours(take, pool, n, steps, x, y)
            WITH_GROUP(g, CALL)
#undef CALL
            done = outputs_of(pool, g, steps);
        }
        pool_rest(take, pool, done, x, y);
        clear_pad(y, out);
    }
}

// What the steps did not write whole is begun anew.
INLINE void back_all(Take take, const Pool *pool, const Real *x, const Real *d, Real *dx)
{
    const int in = shape_size(pool->from), out = shape_size(pool->to);
    const int g = fours(pool) ? group_of(pool) : 0;
    for (int b = 0; b < pool->rows; b++, d += padded(out), dx += padded(in)) {
        int done = 0;
        if (g > 0) {
            const int steps =
                steps_within(pool, g, room_behind(pool, b, in), room_behind(pool, b, out));
#define CALL(n) back_fours(take, pool, n, steps, x, d, dx)
            WITH_GROUP(g, CALL)
#undef CALL
            done = outputs_of(pool, g, steps) / pool->to.width * pool->to.width;
        }
        memset(dx + 4 * done, 0, (size_t)(padded(in) - 4 * done) * sizeof *dx);
        back_rest(take, pool, done, x, d, dx);
        x = x ? x + padded(in) : NULL;
    }
}

void KERNEL(maxpool)(const Pool *pool, const Real *x, Real *y)
{
    pool_all(TAKE_GREATEST, pool, x, y);
}

void KERNEL(maxpool_back)(const Pool *pool, const Real *x, const Real *d, Real *dx)
{
    back_all(TAKE_GREATEST, pool, x, d, dx);
}

void KERNEL(avgpool)(const Pool *pool, const Real *x, Real *y)
{
    pool_all(TAKE_MEAN, pool, x, y);
}

void KERNEL(avgpool_back)(const Pool *pool, const Real *d, Real *dx)
{
    back_all(TAKE_MEAN, pool, NULL, d, dx);
}
