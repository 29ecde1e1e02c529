// Norms over spans of rows, where a channel's numbers lie side by side: batch norm of pictures,
// group norm, rms norm; and the means of channels. Spans begin and end anywhere. A vector's sums
// are in Real, those of spans and rows in double.
#include "model/net/kernel_loose.h"
#include "model/net/kernel_set.h"

#include <math.h>

INLINE double span_sum(int n, const Real *a)
{
    Vec total = { 0 };
    for (int i = 0; i < n; i += VEC) {
        total += load_some(a + i, n - i);
    }
    return (double)sum(total);
}

// About a mean.
INLINE double span_squares(int n, const Real *a, Real mean)
{
    Vec total = { 0 };
    for (int i = 0; i < n; i += VEC) {
        const Vec off = only(first(n - i), load_some(a + i, n - i) - mean);
        total += off * off;
    }
    return (double)sum(total);
}

// What the numbers of a span are multiplied with: one gamma and beta for all, or one for each.
typedef struct Affine {
    bool each;
    const Real *gamma, *beta; // beta NULL: zeros
} Affine;

INLINE Vec spread_or_each(bool each, const Real *a, int i, int left)
{
    return !a ? (Vec){ 0 } : each ? load_some(a + i, left) : splat(*a);
}

// y = gamma·(x - mean)·scale + beta.
INLINE void span_normalize(int n, const Real *x, Real mean, Real scale, Affine by, Real *y)
{
    for (int i = 0; i < n; i += VEC) {
        const Vec gamma = spread_or_each(by.each, by.gamma, i, n - i);
        const Vec beta = spread_or_each(by.each, by.beta, i, n - i);
        const Vec off = load_some(x + i, n - i) - mean;
        store_some(y + i, off * (gamma * scale) + beta, n - i);
    }
}

// With h = (x - mean)·scale and g = d·gamma.
typedef struct Slopes {
    double d, dh, g, gh; // sums
} Slopes;

// Adds to dgamma Σ d·h and to dbeta (NULL: nobody's) Σ d.
INLINE Slopes span_slopes(int n, const Real *x, Real mean, Real scale, Affine by, const Real *d,
                          Real *dgamma, Real *dbeta)
{
    Vec sum_d = { 0 }, sum_dh = { 0 }, sum_g = { 0 }, sum_gh = { 0 };
    for (int i = 0; i < n; i += VEC) {
        const Vec gamma = spread_or_each(by.each, by.gamma, i, n - i);
        const Vec at = load_some(d + i, n - i), off = load_some(x + i, n - i) - mean;
        const Vec dh = at * only(first(n - i), off * scale);
        if (by.each) {
            store_some(dgamma + i, load_some(dgamma + i, n - i) + dh, n - i);
            if (dbeta) {
                store_some(dbeta + i, load_some(dbeta + i, n - i) + at, n - i);
            }
        }
        sum_d += at;
        sum_dh += dh;
        sum_g += at * gamma;
        sum_gh += dh * gamma;
    }
    return (Slopes){ (double)sum(sum_d), (double)sum(sum_dh), (double)sum(sum_g),
                     (double)sum(sum_gh) };
}

// d = scale·(d·gamma - mean_g - h·mean_gh).
INLINE void span_back(int n, const Real *x, Real mean, Real scale, Affine by, Real mean_g,
                      Real mean_gh, Real *d)
{
    for (int i = 0; i < n; i += VEC) {
        const Vec gamma = spread_or_each(by.each, by.gamma, i, n - i);
        const Vec h = (load_some(x + i, n - i) - mean) * scale;
        const Vec back = scale * (load_some(d + i, n - i) * gamma - mean_g - h * mean_gh);
        store_some(d + i, back, n - i);
    }
}

INLINE ptrdiff_t row_of(const Spans *s)
{
    return padded(s->channels * s->area);
}

static Real reciprocal_root(double var, double eps)
{
    return (Real)(1 / sqrt(var + eps));
}

void KERNEL(normalize_spans)(const Spans *s, const Real *x, const Real *mean, const Real *var,
                             Real *y)
{
    for (int k = 0; k < s->channels; k++) {
        const Real scale = reciprocal_root((double)var[k], s->eps);
        const Affine by = { false, s->gamma + k, s->beta + k };
        for (int b = 0; b < s->rows; b++) {
            const ptrdiff_t at = b * row_of(s) + (ptrdiff_t)k * s->area;
            span_normalize(s->area, x + at, mean[k], scale, by, y + at);
        }
    }
}

void KERNEL(batchnorm_spans)(const Spans *s, const Real *x, Real *mean, Real *var, Real *y)
{
    const double count = (double)s->rows * s->area;
    for (int k = 0; k < s->channels; k++) {
        const Real *channel = x + (ptrdiff_t)k * s->area;
        double total = 0, squares = 0;
        for (int b = 0; b < s->rows; b++) {
            total += span_sum(s->area, channel + b * row_of(s));
        }
        mean[k] = (Real)(total / count);
        for (int b = 0; b < s->rows; b++) {
            squares += span_squares(s->area, channel + b * row_of(s), mean[k]);
        }
        var[k] = (Real)(squares / count);
    }
    KERNEL(normalize_spans)(s, x, mean, var, y);
}

// As for batchnorm_back(): ∂x = γ·scale·(d - Σd/n - h·Σ(d·h)/n).
void KERNEL(batchnorm_spans_back)(const Spans *s, const Real *x, const Real *mean, const Real *var,
                                  Real *d, Real *dgamma, Real *dbeta)
{
    const double count = (double)s->rows * s->area;
    memset(dgamma, 0, (size_t)padded(s->channels) * sizeof *dgamma);
    memset(dbeta, 0, (size_t)padded(s->channels) * sizeof *dbeta);
    for (int k = 0; k < s->channels; k++) {
        const Real scale = reciprocal_root((double)var[k], s->eps);
        const Affine by = { false, s->gamma + k, NULL };
        double sum_d = 0, sum_dh = 0;
        for (int b = 0; b < s->rows; b++) {
            const ptrdiff_t at = b * row_of(s) + (ptrdiff_t)k * s->area;
            const Slopes part =
                span_slopes(s->area, x + at, mean[k], scale, by, d + at, NULL, NULL);
            sum_d += part.d;
            sum_dh += part.dh;
        }
        dgamma[k] = (Real)sum_dh;
        dbeta[k] = (Real)sum_d;
        const double gamma = (double)s->gamma[k];
        for (int b = 0; b < s->rows; b++) {
            const ptrdiff_t at = b * row_of(s) + (ptrdiff_t)k * s->area;
            span_back(s->area, x + at, mean[k], scale, by, (Real)(gamma * sum_d / count),
                      (Real)(gamma * sum_dh / count), d + at);
        }
    }
}

// A group is made of blocks: its channels; or, where these are single numbers, all of it.
typedef struct Blocks {
    int count, size; // numbers of a block
    int gammas;      // of a block
} Blocks;

static Blocks blocks_of(const Spans *s, int groups)
{
    const int channels = s->channels / groups;
    return s->area == 1 ? (Blocks){ 1, channels, channels } : (Blocks){ channels, s->area, 1 };
}

void KERNEL(groupnorm)(const Spans *s, int groups, const Real *x, Real *mean, Real *scale, Real *y)
{
    const Blocks blocks = blocks_of(s, groups);
    const int n = blocks.count * blocks.size;
    for (int k = 0; k < s->rows * groups; k++) {
        const ptrdiff_t at = k / groups * row_of(s) + (ptrdiff_t)(k % groups) * n;
        mean[k] = (Real)(span_sum(n, x + at) / n);
        scale[k] = reciprocal_root(span_squares(n, x + at, mean[k]) / n, s->eps);
        for (int i = 0; i < blocks.count; i++) {
            const int first_gamma = (k % groups * blocks.count + i) * blocks.gammas;
            const Affine by = { s->area == 1, s->gamma + first_gamma, s->beta + first_gamma };
            span_normalize(blocks.size, x + at + i * blocks.size, mean[k], scale[k], by,
                           y + at + i * blocks.size);
        }
    }
}

// One group, whose first gamma is given: its sums, and the parameters' part.
static Slopes group_slopes(const Spans *s, Blocks blocks, int gamma, const Real *x, Real mean,
                           Real scale, const Real *d, Real *dgamma, Real *dbeta)
{
    Slopes all = { 0 };
    for (int i = 0; i < blocks.count; i++, gamma += blocks.gammas) {
        const Affine by = { s->area == 1, s->gamma + gamma, NULL };
        const ptrdiff_t at = (ptrdiff_t)i * blocks.size;
        const Slopes part = span_slopes(blocks.size, x + at, mean, scale, by, d + at,
                                        dgamma + gamma, dbeta + gamma);
        if (!by.each) {
            dgamma[gamma] += (Real)part.dh;
            dbeta[gamma] += (Real)part.d;
        }
        all.g += part.g;
        all.gh += part.gh;
    }
    return all;
}

void KERNEL(groupnorm_back)(const Spans *s, int groups, const Real *x, const Real *mean,
                            const Real *scale, Real *d, Real *dgamma, Real *dbeta)
{
    const Blocks blocks = blocks_of(s, groups);
    const int n = blocks.count * blocks.size;
    memset(dgamma, 0, (size_t)padded(s->channels) * sizeof *dgamma);
    memset(dbeta, 0, (size_t)padded(s->channels) * sizeof *dbeta);
    for (int k = 0; k < s->rows * groups; k++) {
        const ptrdiff_t at = k / groups * row_of(s) + (ptrdiff_t)(k % groups) * n;
        const int gamma = k % groups * blocks.count * blocks.gammas;
        const Slopes all =
            group_slopes(s, blocks, gamma, x + at, mean[k], scale[k], d + at, dgamma, dbeta);
        for (int i = 0; i < blocks.count; i++) {
            const Affine by = { s->area == 1, s->gamma + gamma + i * blocks.gammas, NULL };
            span_back(blocks.size, x + at + i * blocks.size, mean[k], scale[k], by,
                      (Real)(all.g / n), (Real)(all.gh / n), d + at + i * blocks.size);
        }
    }
}

void KERNEL(rmsnorm)(const Spans *s, const Real *x, Real *scale, Real *y)
{
    const int n = s->channels * s->area;
    for (int b = 0; b < s->rows; b++, x += row_of(s), y += row_of(s)) {
        scale[b] = reciprocal_root(span_squares(n, x, 0) / n, s->eps);
        span_normalize(n, x, 0, scale[b], (Affine){ true, s->gamma, NULL }, y);
    }
}

// ∂x = scale·(g - h·Σ(g·h)/n).
void KERNEL(rmsnorm_back)(const Spans *s, const Real *x, const Real *scale, Real *d, Real *dgamma)
{
    const int n = s->channels * s->area;
    const Affine by = { true, s->gamma, NULL };
    memset(dgamma, 0, (size_t)padded(n) * sizeof *dgamma);
    for (int b = 0; b < s->rows; b++, x += row_of(s), d += row_of(s)) {
        const Slopes all = span_slopes(n, x, 0, scale[b], by, d, dgamma, NULL);
        span_back(n, x, 0, scale[b], by, 0, (Real)(all.gh / n), d);
    }
}

void KERNEL(channel_means)(int rows, TensorShape from, const Real *x, Real *y)
{
    const int area = shape_area(from);
    for (int b = 0; b < rows; b++, x += padded(shape_size(from)), y += padded(from.channels)) {
        for (int c = 0; c < padded(from.channels); c++) {
            y[c] = c < from.channels ? (Real)(span_sum(area, x + (ptrdiff_t)c * area) / area) : 0;
        }
    }
}

void KERNEL(channel_means_back)(int rows, TensorShape from, const Real *d, Real *dx)
{
    const int area = shape_area(from), in = shape_size(from);
    for (int b = 0; b < rows; b++, d += padded(from.channels), dx += padded(in)) {
        for (int c = 0; c < from.channels; c++) {
            for (int i = 0; i < area; i += VEC) {
                store_some(dx + (ptrdiff_t)c * area + i, splat(d[c] / (Real)area), area - i);
            }
        }
        clear_pad(dx, in);
    }
}
