// The losses and their gradients, row by row, LANES outputs at a time. Pads take part in nothing.
#include "model/net/kernel_math.h"

// LANES numbers of a row on their way.
typedef struct Chunk {
    _Alignas(64) Real lane[LANES];
} Chunk;

// The whole loss is summed in double, in LANES places that are put together at the end.
typedef struct Total {
    Wide part[LANES / WIDE];
} Total;

INLINE void add_to(Total *total, const Chunk *chunk)
{
    UNROLL for (int i = 0; i < LANES / WIDE; i++)
    {
        total->part[i] += load_wide(chunk->lane + i * WIDE);
    }
}

INLINE double total_of(const Total *total)
{
    Wide all = total->part[0];
    for (int i = 1; i < LANES / WIDE; i++) {
        all += total->part[i];
    }
    return sum_wide(all);
}

INLINE Real largest(int k, const Real *row)
{
    Vec most = splat(row[0]);
    for (int j = 0; j < k; j += VEC) {
        const Vec a = load(row + j);
        most = select(first(k - j) & (a > most), a, most); // a NaN shows in the exponentials
    }
    FOLD(most, larger);
    return most[0];
}

typedef struct RowSums {
    Real exps, targets;
} RowSums;

// The row's exponentials are also stored unless exps is NULL. cross += t·(out - most).
INLINE RowSums row_sums(int k, const Real *out, const Real *target, Real keep, Real spread,
                        Real *exps, Total *cross)
{
    const Real most = largest(k, out);
    Vec exp_sum = { 0 }, target_sum = { 0 };
    for (int j = 0; j < k; j += LANES) {
        Chunk e, t, c;
        EACH_LANE(l)
        {
            const Real off = out[j + l] - most, smooth = keep * target[j + l] + spread;
            const Real power = real_exp(off);
            e.lane[l] = j + l < k ? power : 0;
            t.lane[l] = j + l < k ? smooth : 0;
            c.lane[l] = j + l < k ? smooth * off : 0;
        }
        add_to(cross, &c);
        for (int l = 0; l < LANES; l += VEC) {
            exp_sum += load(e.lane + l);
            target_sum += load(t.lane + l);
        }
        if (exps) {
            memcpy(exps + j, e.lane, sizeof e.lane);
        }
    }
    return (RowSums){ sum(exp_sum), sum(target_sum) };
}

// Σⱼ -tⱼ·log softmax(out)ⱼ with the row t smoothed to (1-ε)·t + ε/K; gradient softmax·Σt - t. The
// largest output is taken off first, so that no exponential overflows and their sum S lies between
// 1 and K. Of rows with Σt = 1 the logarithm is taken of the product of up to 60 S.
double KERNEL(softmax_cross_entropy)(int rows, int k, ptrdiff_t stride, const Real *out,
                                     const Real *target, double smoothing, double scale, Real *d)
{
    enum { ROWS_A_LOG = 60 };
    assert(k < 1 << 16); // the 60th power of which is still a double
    const Real keep = (Real)(1 - smoothing), spread = (Real)(smoothing / k), factor = (Real)scale;
    Total cross = { 0 };
    double loss = 0, product = 1;
    for (int i = 0; i < rows; i++, out += stride, target += stride) {
        const RowSums row = row_sums(k, out, target, keep, spread, d, &cross);
        if (row.targets == 1) {
            product *= (double)row.exps;
        } else {
            loss += (double)row.targets * log((double)row.exps);
        }
        if (i % ROWS_A_LOG == ROWS_A_LOG - 1) {
            loss += log(product);
            product = 1;
        }
        if (d) {
            const Real share = factor * row.targets / row.exps;
            for (int j = 0; j < k; j += LANES) {
                Chunk slope;
                EACH_LANE(l)
                {
                    const Real t = keep * target[j + l] + spread;
                    slope.lane[l] = j + l < k ? d[j + l] * share - factor * t : 0;
                }
                memcpy(d + j, slope.lane, sizeof slope.lane);
            }
            d += stride;
        }
    }
    return loss + log(product) - total_of(&cross);
}

// -t·log σ(x) - (1-t)·log(1-σ(x)) = max(x, 0) - x·t + log(1 + exp(-|x|)); gradient σ(x) - t.
double KERNEL(bce_with_logits)(int rows, int k, ptrdiff_t stride, const Real *out,
                               const Real *target, double scale, Real *d)
{
    const Real factor = (Real)scale;
    Total total = { 0 };
    for (int i = 0; i < rows; i++, out += stride, target += stride) {
        for (int j = 0; j < k; j += LANES) {
            Chunk loss, slope;
            EACH_LANE(l)
            {
                const Real x = out[j + l], t = target[j + l];
                const Real value = real_softplus(x) - x * t, back = factor * (real_sigmoid(x) - t);
                loss.lane[l] = j + l < k ? value : 0;
                slope.lane[l] = j + l < k ? back : 0;
            }
            add_to(&total, &loss);
            if (d) {
                memcpy(d + j, slope.lane, sizeof slope.lane);
            }
        }
        d = d ? d + stride : NULL;
    }
    return total_of(&total);
}

double KERNEL(squared_error)(int rows, int k, ptrdiff_t stride, const Real *out, const Real *target,
                             double scale, Real *d)
{
    const Real factor = (Real)(2 * scale);
    Total total = { 0 };
    for (int i = 0; i < rows; i++, out += stride, target += stride) {
        for (int j = 0; j < k; j += LANES) {
            Chunk loss, slope;
            EACH_LANE(l)
            {
                const Real off = out[j + l] - target[j + l], within = j + l < k ? off : 0;
                loss.lane[l] = within * within;
                slope.lane[l] = factor * within;
            }
            add_to(&total, &loss);
            if (d) {
                memcpy(d + j, slope.lane, sizeof slope.lane);
            }
        }
        d = d ? d + stride : NULL;
    }
    return total_of(&total);
}
