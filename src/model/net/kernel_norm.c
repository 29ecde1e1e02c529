// Batch normalization (column by column, the sums of one vector of columns at a time, whose rows
// then are in the cache) and layer normalization (row by row).
#include "model/net/kernel_set.h"

#include <math.h>

INLINE Vec reciprocal_root(Vec var, double eps)
{
    Vec result;
    for (int l = 0; l < VEC; l++) {
        result[l] = (Real)1 / (Real)sqrt((double)var[l] + eps);
    }
    return result;
}

INLINE void normalize(int rows, ptrdiff_t stride, const Real *x, Vec mean, Vec factor, Vec beta,
                      Real *y)
{
    for (int i = 0; i < rows; i++) {
        store(y + i * stride, (load(x + i * stride) - mean) * factor + beta);
    }
}

// Two passes: the mean, then the squares about it, which does not cancel.
void KERNEL(batchnorm)(int rows, int wide, ptrdiff_t stride, const Real *x, const Real *gamma,
                       const Real *beta, double eps, Real *mean, Real *var, Real *y)
{
    for (int j = 0; j < wide; j += VEC) {
        const Vec m = column_sum(rows, x + j, stride) / (Real)rows;
        Vec total = { 0 };
        for (int i = 0; i < rows;) {
            const int end = i + 64 < rows ? i + 64 : rows;
            Vec block = { 0 };
            for (; i < end; i++) {
                const Vec off = load(x + i * stride + j) - m;
                block += off * off;
            }
            total += block;
        }
        const Vec v = total / (Real)rows;
        store(mean + j, m);
        store(var + j, v);
        normalize(rows, stride, x + j, m, load(gamma + j) * reciprocal_root(v, eps), load(beta + j),
                  y + j);
    }
}

void KERNEL(normalize)(int rows, int wide, ptrdiff_t stride, const Real *x, const Real *gamma,
                       const Real *beta, double eps, const Real *mean, const Real *var, Real *y)
{
    for (int j = 0; j < wide; j += VEC) {
        const Vec factor = load(gamma + j) * reciprocal_root(load(var + j), eps);
        normalize(rows, stride, x + j, load(mean + j), factor, load(beta + j), y + j);
    }
}

// With h = (x - mean)/√(var + eps), y = γ·h + β:  ∂γ = Σ d·h,  ∂β = Σ d,
// ∂x = γ/√(var + eps)·(d - ∂β/B - h·∂γ/B), because mean and var hang on every row.
void KERNEL(batchnorm_back)(int rows, int wide, ptrdiff_t stride, const Real *x, const Real *gamma,
                            double eps, const Real *mean, const Real *var, Real *d, Real *dgamma,
                            Real *dbeta)
{
    for (int j = 0; j < wide; j += VEC) {
        const Vec m = load(mean + j), root = reciprocal_root(load(var + j), eps);
        Vec sum_d = { 0 }, sum_dh = { 0 };
        for (int i = 0; i < rows;) {
            const int end = i + 64 < rows ? i + 64 : rows;
            Vec block_d = { 0 }, block_dh = { 0 };
            for (; i < end; i++) {
                const Vec g = load(d + i * stride + j);
                block_d += g;
                block_dh += g * ((load(x + i * stride + j) - m) * root);
            }
            sum_d += block_d;
            sum_dh += block_dh;
        }
        store(dbeta + j, sum_d);
        store(dgamma + j, sum_dh);
        const Vec factor = load(gamma + j) * root;
        const Vec mean_d = sum_d / (Real)rows, slope = root * (sum_dh / (Real)rows);
        for (int i = 0; i < rows; i++) {
            const Vec off = load(x + i * stride + j) - m;
            Real *at = d + i * stride + j;
            store(at, factor * (load(at) - mean_d - off * slope));
        }
    }
}

void KERNEL(layernorm)(int rows, int features, ptrdiff_t stride, const Real *x, const Real *gamma,
                       const Real *beta, double eps, Real *mean, Real *scale, Real *y)
{
    for (int i = 0; i < rows; i++) {
        const Real *row = x + i * stride;
        Real *out = y + i * stride;
        Vec total = { 0 }, squares = { 0 };
        for (int j = 0; j < features; j += VEC) {
            total += only(first(features - j), load(row + j)); // pads of x need not be zero
        }
        mean[i] = sum(total) / (Real)features;
        for (int j = 0; j < features; j += VEC) {
            const Vec off = only(first(features - j), load(row + j) - mean[i]);
            squares += off * off;
        }
        scale[i] = (Real)(1 / sqrt((double)sum(squares) / features + eps));
        for (int j = 0; j < padded(features); j += VEC) {
            const Vec h = (load(row + j) - mean[i]) * scale[i];
            store(out + j, only(first(features - j), load(gamma + j) * h + load(beta + j)));
        }
    }
}

// As for the batch, with g = d·γ:  ∂x = scale·(g - Σg/F - h·Σ(g·h)/F) along the row.
void KERNEL(layernorm_back)(int rows, int features, ptrdiff_t stride, const Real *x,
                            const Real *gamma, const Real *mean, const Real *scale, Real *d,
                            Real *dgamma, Real *dbeta)
{
    const int wide = padded(features);
    memset(dgamma, 0, (size_t)wide * sizeof *dgamma);
    memset(dbeta, 0, (size_t)wide * sizeof *dbeta);
    for (int i = 0; i < rows; i++) {
        const Real *row = x + i * stride;
        Real *at = d + i * stride;
        Vec sum_g = { 0 }, sum_gh = { 0 };
        for (int j = 0; j < wide; j += VEC) {
            const Vec g = only(first(features - j), load(at + j));
            const Vec h = only(first(features - j), (load(row + j) - mean[i]) * scale[i]);
            store(dgamma + j, load(dgamma + j) + g * h);
            store(dbeta + j, load(dbeta + j) + g);
            sum_g += g * load(gamma + j);
            sum_gh += g * load(gamma + j) * h;
        }
        const Real mean_g = sum(sum_g) / (Real)features, mean_gh = sum(sum_gh) / (Real)features;
        for (int j = 0; j < wide; j += VEC) {
            const Vec h = (load(row + j) - mean[i]) * scale[i];
            const Vec back = scale[i] * (load(at + j) * load(gamma + j) - mean_g - h * mean_gh);
            store(at + j, only(first(features - j), back));
        }
    }
}
