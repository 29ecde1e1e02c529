// Sums over parameters, and what inspection asks: moments and histograms.
#include "model/kernel_set.h"

#include <math.h>

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

void KERNEL(moments)(int rows, int columns, ptrdiff_t stride, const Real *a, double low,
                     double high, Moments *moments)
{
    *moments = (Moments){ .min = INFINITY, .max = -INFINITY };
    for (int i = 0; i < rows; i++, a += stride) {
        for (int j = 0; j < columns; j++) {
            const Real value = a[j];
            if (!isfinite(value)) {
                moments->bad++;
                continue;
            }
            moments->sum += (double)value;
            moments->sum_squares += (double)value * (double)value;
            moments->min = value < moments->min ? value : moments->min;
            moments->max = value > moments->max ? value : moments->max;
            moments->zeros += value == 0;
            moments->saturated += (double)value < low || (double)value > high;
        }
    }
}

void KERNEL(histogram)(int rows, int columns, ptrdiff_t stride, const Real *a, double low,
                       double high, int bins, uint32_t *counts)
{
    const double per_unit = bins / (high - low);
    for (int i = 0; i < rows; i++, a += stride) {
        for (int j = 0; j < columns; j++) {
            const double value = (double)a[j];
            if (value >= low && value <= high) {
                const int bin = (int)((value - low) * per_unit);
                counts[bin < bins ? bin : bins - 1]++;
            }
        }
    }
}
