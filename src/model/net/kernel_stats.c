// Sums over parameters, and what inspection asks: moments and histograms.
#include "model/net/kernel_set.h"

#include <math.h>

enum { HISTOGRAM_BINS_MAX = 512 };

// Four sums side by side, which do not wait for one another.
#define SUM_WIDE(n, term)                                                                          \
    Wide total[4] = { 0 };                                                                         \
    for (size_t i = 0; i < (n); i += LANES) {                                                      \
        UNROLL for (int l = 0; l < LANES; l += WIDE)                                               \
        {                                                                                          \
            total[l / WIDE % 4] += term(i + (size_t)l);                                            \
        }                                                                                          \
    }                                                                                              \
    return sum_wide((total[0] + total[1]) + (total[2] + total[3]))

INLINE Wide absolute(Wide a)
{
    typedef int64_t Bits __attribute__((vector_size(VEC_BYTES)));
    return (Wide)((Bits)a & INT64_MAX);
}

double KERNEL(sum_squares)(size_t n, const Real *a)
{
#define TERM(at) (load_wide(a + (at)) * load_wide(a + (at)))
    SUM_WIDE(n, TERM);
#undef TERM
}

double KERNEL(sum_abs)(size_t n, const Real *a)
{
#define TERM(at) absolute(load_wide(a + (at)))
    SUM_WIDE(n, TERM);
#undef TERM
}

double KERNEL(distance_squares)(size_t n, const Real *a, const Real *b)
{
#define OFF(at) (load_wide(a + (at)) - load_wide(b + (at)))
#define TERM(at) (OFF(at) * OFF(at))
    SUM_WIDE(n, TERM);
#undef TERM
#undef OFF
}

// 0·a is 0 for what is finite and NaN for what is not.
bool KERNEL(all_finite)(size_t n, const Real *a)
{
    Vec bad = { 0 };
    for (size_t i = 0; i < n; i += VEC) {
        bad += load(a + i) * 0;
    }
    return sum(bad) == 0;
}

void KERNEL(scale)(size_t n, Real *a, Real factor)
{
    EACH(i, n)
    {
        a[i] *= factor;
    }
}

void KERNEL(penalize)(size_t n, Real *g, const Real *w, Real l1, Real l2)
{
    EACH(i, n)
    {
        const Real sign = w[i] > 0 ? l1 : w[i] < 0 ? -l1 : 0;
        g[i] += sign + 2 * l2 * w[i];
    }
}

// The neighbours of a double among the numbers: a number is below (above) the double exactly when
// it is below (above) these.
INLINE Real rounded_up(double a)
{
    const Real r = (Real)a;
    if (!((double)r < a)) {
        return r;
    }
    return sizeof r == sizeof(float) ? (Real)nextafterf((float)r, INFINITY)
                                     : (Real)nextafter((double)r, INFINITY);
}

INLINE Real rounded_down(double a)
{
    return -rounded_up(-a);
}

typedef struct MomentSums {
    Wide sum[LANES / WIDE], sum_squares[LANES / WIDE];
    Vec min, max;
    Mask zeros, saturated, bad; // minus the number of each lane
} MomentSums;

INLINE void add_moments(MomentSums *sums, int left, const Real *a, Real low, Real high)
{
    _Alignas(64) Real finite[LANES];
    UNROLL for (int l = 0; l < LANES; l += VEC)
    {
        const Vec value = load(a + l);
        const Mask in = first(left - l), good = in & (value * 0 == 0); // 0·∞ is a NaN
        store(finite + l, only(good, value));
        sums->min = select(good & (value < sums->min), value, sums->min);
        sums->max = select(good & (value > sums->max), value, sums->max);
        sums->zeros += good & (value == 0);
        sums->saturated += good & ((value < low) | (value > high));
        sums->bad += in & ~good;
    }
    UNROLL for (int i = 0; i < LANES / WIDE; i++)
    {
        const Wide value = load_wide(finite + i * WIDE);
        sums->sum[i] += value;
        sums->sum_squares[i] += value * value;
    }
}

INLINE void finish_moments(const MomentSums *sums, Moments *moments)
{
    for (int i = 0; i < LANES / WIDE; i++) {
        moments->sum += sum_wide(sums->sum[i]);
        moments->sum_squares += sum_wide(sums->sum_squares[i]);
    }
    for (int l = 0; l < VEC; l++) {
        moments->min = sums->min[l] < moments->min ? sums->min[l] : moments->min;
        moments->max = sums->max[l] > moments->max ? sums->max[l] : moments->max;
        moments->zeros += (size_t)-sums->zeros[l];
        moments->saturated += (size_t)-sums->saturated[l];
        moments->bad += (size_t)-sums->bad[l];
    }
}

void KERNEL(moments)(int rows, int columns, ptrdiff_t stride, const Real *a, double low,
                     double high, Moments *moments)
{
    const Real below = rounded_up(low), above = rounded_down(high);
    *moments = (Moments){ .min = (Real)INFINITY, .max = (Real)-INFINITY };
    MomentSums sums = { .min = splat((Real)INFINITY), .max = splat((Real)-INFINITY) };
    for (int i = 0; i < rows; i++, a += stride) {
        for (int j = 0; j < columns; j += LANES) {
            add_moments(&sums, columns - j, a + j, below, above);
        }
    }
    finish_moments(&sums, moments);
}

// The rule: whether a value lies in [low, high] is decided exactly; its bin is the whole part of
// (value - low)·(bins/(high - low)), computed in Real, so that a value within a rounding of an edge
// may fall on its other side. What is left out goes to a bin of its own behind the last.
typedef struct Bins {
    Real least, most; // the first and the last number in [low, high]
    Real from, per_unit;
    Real rest; // bins between low and its rounding `from`
    // Where Real has no room for these: the same in double.
    bool extreme;
    double low_wide, range_wide;
    double unit; // a power of two that values and low are multiplied with first
    int32_t count;
} Bins;

// Ends from the smallest to the largest double, too: in the unit neither (high - low)·bins nor
// bins/(high - low) overflows. Where the range is tiny all values in it are small, as it would
// otherwise not hold two numbers.
static Bins even_bins(double low, double high, int count)
{
    const double half = high / 2 - low / 2, reach = fmax(fabs(low), fabs(high));
    const double unit = half > 0x1p1000 ? 0x1p-12 : half < 0x1p-900 ? 0x1p900 : 1;
    const double range = high * unit - low * unit, per_unit = count / range;
    Bins bins = {
        .least = rounded_up(low),
        .most = rounded_down(high),
        .extreme = half < 0x1p-100 || reach > 0x1p100,
        .low_wide = low * unit,
        .range_wide = range,
        .unit = unit,
        .count = count,
    };
    if (!bins.extreme) {
        bins.from = (Real)low;
        bins.per_unit = (Real)per_unit;
        bins.rest = (Real)(((double)bins.from - low) * per_unit);
    }
    return bins;
}

typedef struct Chunk {
    uint32_t lane[LANES];
} Chunk;

static Chunk find_bins_wide(const Bins *bins, int left, const Real *a)
{
    Chunk bin;
    const double last = bins->count - 1;
    for (int l = 0; l < LANES; l++) {
        const Real value = a[l];
        const bool in = l < left && value >= bins->least && value <= bins->most;
        const double off = (double)value * bins->unit - bins->low_wide;
        const double at = off * bins->count / bins->range_wide;
        bin.lane[l] = (uint32_t)(in ? (int32_t)fmin(at, last) : bins->count);
    }
    return bin;
}

INLINE Chunk find_bins(Bins bins, int left, const Real *a)
{
    Chunk bin;
    const Real last = (Real)(bins.count - 1);
    if (bins.extreme) {
        return find_bins_wide(&bins, left, a);
    }
    EACH_LANE(l)
    {
        const Real value = a[l], at = (value - bins.from) * bins.per_unit + bins.rest;
        const Real held = at < 0 ? 0 : at > last ? last : at;
        const bool in = l < left && value >= bins.least && value <= bins.most;
        bin.lane[l] = (uint32_t)(in ? (int32_t)held : bins.count);
    }
    return bin;
}

INLINE void count_all(uint32_t *table, const Chunk *places)
{
    UNROLL for (int l = 0; l < LANES; l += 2)
    {
        uint64_t two; // fetched from the vector together
        memcpy(&two, places->lane + l, sizeof two);
        table[(uint32_t)two]++;
        table[two >> 32]++;
    }
}

// Few bins: a value and the one below it in the next row count together as a pair, which halves the
// counting. Adds the pairs up at the end.
enum { PAIR_BINS_MAX = 64 };

static void count_pairs(int rows, int columns, ptrdiff_t stride, const Real *a, const Bins *bins,
                        uint32_t *counts)
{
    const uint32_t side = (uint32_t)bins->count + 1;
    uint32_t table[(PAIR_BINS_MAX + 1) * (PAIR_BINS_MAX + 1)];
    memset(table, 0, side * side * sizeof *table);
    for (int i = 0; i < rows; i += 2, a += 2 * stride) {
        const bool odd = i + 1 == rows;
        for (int j = 0; j < columns; j += LANES) {
            const Chunk upper = find_bins(*bins, columns - j, a + j);
            const Chunk lower = find_bins(*bins, odd ? 0 : columns - j, a + j + (odd ? 0 : stride));
            Chunk places;
            EACH_LANE(l)
            {
                places.lane[l] = upper.lane[l] * side + lower.lane[l];
            }
            count_all(table, &places);
        }
    }
    for (uint32_t u = 0; u < side; u++) {
        for (uint32_t l = 0; l < side; l++) {
            counts[u] += table[u * side + l];
            counts[l] += table[u * side + l];
        }
    }
}

// Many bins: lanes count in different tables, so that equal neighbours need not wait for each
// other.
static void count_single(int rows, int columns, ptrdiff_t stride, const Real *a, const Bins *bins,
                         uint32_t *counts)
{
    enum { TABLES = 4 };
    uint32_t table[(HISTOGRAM_BINS_MAX + 1) * TABLES]; // [bin][table]
    memset(table, 0, ((size_t)bins->count + 1) * TABLES * sizeof *table);
    for (int i = 0; i < rows; i++, a += stride) {
        for (int j = 0; j < columns; j += LANES) {
            Chunk bin = find_bins(*bins, columns - j, a + j);
            EACH_LANE(l)
            {
                bin.lane[l] = bin.lane[l] * TABLES + (uint32_t)l % TABLES;
            }
            count_all(table, &bin);
        }
    }
    for (int b = 0; b < bins->count; b++) {
        for (int t = 0; t < TABLES; t++) {
            counts[b] += table[b * TABLES + t];
        }
    }
}

void KERNEL(histogram)(int rows, int columns, ptrdiff_t stride, const Real *a, double low,
                       double high, int bins, uint32_t *counts)
{
    assert(bins >= 1 && bins <= HISTOGRAM_BINS_MAX && low < high);
    const Bins even = even_bins(low, high, bins);
    uint32_t all[HISTOGRAM_BINS_MAX + 1] = { 0 }; // and those left out
    (bins <= PAIR_BINS_MAX ? count_pairs : count_single)(rows, columns, stride, a, &even, all);
    for (int b = 0; b < bins; b++) {
        counts[b] += all[b];
    }
}
