// The losses and their gradients, row by row; pads take no part. Rows are added in double.
#include "model/kernel_math.h"

INLINE Real largest(int k, const Real *row)
{
    Real most = row[0];
    for (int j = 1; j < k; j++) {
        most = row[j] > most ? row[j] : most; // a NaN shows in the sum of the exponentials
    }
    return most;
}

INLINE void zero_pads(int k, Real *row)
{
    for (int j = k; j < padded(k); j++) {
        row[j] = 0;
    }
}

// Σⱼ -tⱼ·log softmax(out)ⱼ with t smoothed to (1-ε)·t + ε/K; gradient softmax·Σt - t. The largest
// output is taken off first, so that no exponential overflows.
double KERNEL(softmax_cross_entropy)(int rows, int k, ptrdiff_t stride, const Real *out,
                                     const Real *target, double smoothing, double scale, Real *d)
{
    const Real keep = (Real)(1 - smoothing), spread = (Real)(smoothing / k);
    double loss = 0;
    for (int i = 0; i < rows; i++, out += stride, target += stride) {
        const Real most = largest(k, out);
        Real exp_sum = 0, t_sum = 0, cross = 0;
        for (int j = 0; j < k; j++) {
            const Real t = keep * target[j] + spread, e = real_exp(out[j] - most);
            exp_sum += e;
            t_sum += t;
            cross += t * (out[j] - most);
            if (d) {
                d[j] = e;
            }
        }
        loss += (double)(t_sum * LIBM(log)(exp_sum) - cross);
        if (d) {
            const Real factor = t_sum / exp_sum;
            for (int j = 0; j < k; j++) {
                d[j] = (Real)scale * (d[j] * factor - (keep * target[j] + spread));
            }
            zero_pads(k, d);
            d += stride;
        }
    }
    return loss;
}

// -t·log σ(x) - (1-t)·log(1-σ(x)) = max(x, 0) - x·t + log(1 + exp(-|x|)); gradient σ(x) - t.
double KERNEL(bce_with_logits)(int rows, int k, ptrdiff_t stride, const Real *out,
                               const Real *target, double scale, Real *d)
{
    double loss = 0;
    for (int i = 0; i < rows; i++, out += stride, target += stride) {
        for (int j = 0; j < k; j++) {
            const Real x = out[j], t = target[j];
            loss += (double)((x < 0 ? 0 : x) - x * t + real_log1p_exp(x < 0 ? -x : x));
            if (d) {
                d[j] = (Real)scale * (real_sigmoid(x) - t);
            }
        }
        if (d) {
            zero_pads(k, d);
            d += stride;
        }
    }
    return loss;
}

double KERNEL(squared_error)(int rows, int k, ptrdiff_t stride, const Real *out, const Real *target,
                             double scale, Real *d)
{
    const Real slope = (Real)(2 * scale);
    double loss = 0;
    for (int i = 0; i < rows; i++, out += stride, target += stride) {
        Real row = 0;
        for (int j = 0; j < k; j++) {
            const Real off = out[j] - target[j];
            row += off * off;
            if (d) {
                d[j] = slope * off;
            }
        }
        loss += (double)row;
        if (d) {
            zero_pads(k, d);
            d += stride;
        }
    }
    return loss;
}
