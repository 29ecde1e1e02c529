// The arithmetic of networks on rows of Real. kernels_best() picks the table for this processor:
// each of the files kernel_*.c is compiled once for every instruction set and number type, with
// -ffp-contract=fast, and is the one text of what it computes.
//
// Letters: B rows of a batch, I inputs, O outputs, F features. Matrices are row-major; a `stride`
// is the distance of rows in numbers, a multiple of LANES; every row begins at a multiple of 64
// bytes. Widths named `wide` are multiples of LANES and include the padding; pads of inputs are
// zero, and pads of outputs become zero unless said otherwise. Rows of activations (a, z, x, out)
// may hold anything finite in theirs: f(0) of sigmoid is 1/2. Nothing overlaps unless said.
#pragma once

#include "model/net/activation.h"
#include "model/net/kernel_pictures.h"
#include "model/net/real.h"

// c[i][j] = start[j] + Σₚ a(i, p)·b[p][j], a(i, p) = a[i·a_row + p·a_col]: so a may be transposed.
typedef struct Matmul {
    int m, n, k; // n a multiple of LANES
    const Real *a;
    ptrdiff_t a_row, a_col;
    const Real *b; // [k][b_row]
    ptrdiff_t b_row;
    Real *c; // [m][c_row]
    ptrdiff_t c_row;
    const Real *start; // [n]; NULL: zeros
    bool relu;         // negative results become 0
} Matmul;

typedef struct Moments {
    double sum, sum_squares;
    Real min, max;
    size_t zeros;     // exactly 0
    size_t saturated; // below low or above high
    size_t bad;       // not finite; these count in nothing else
} Moments;

typedef struct Kernels {
    const char *name; // "AVX-512", "AVX2", "baseline"
    void (*matmul)(const Matmul *job);
    // t[j][i] = a[i][j], i < rows, j < columns. t's rows are padded(rows) wide, pads written zero.
    void (*transpose)(int rows, int columns, const Real *a, ptrdiff_t a_row, Real *t,
                      ptrdiff_t t_row);
    // sums[j] = Σᵢ a[i][j], j < wide.
    void (*column_sums)(int rows, int wide, const Real *a, ptrdiff_t a_row, Real *sums);

    // y[i] = f(z[i]), n a multiple of LANES; y may be z. number: leaky relu's slope and elu's α,
    // both 0 or more, and swish's β.  The float tables' exp, tanh, erf are within 4 ulp of double's
    // (tests/test_kernels.c); the double tables use libm.
    void (*activate[ACTIVATION_COUNT])(size_t n, Real *y, const Real *z, Real number);
    // d[i] *= f'(z[i]), where s[i] is the output or input as activations[].from_output says.
    void (*activate_back[ACTIVATION_COUNT])(size_t n, Real *d, const Real *s, Real number);
    // The same for a learned slope, of either sign (forward: leaky relu): returns its gradient.
    double (*prelu_back)(size_t n, Real *d, const Real *z, Real slope);

    // mask[i] = 0 with probability p, else 1/(1-p), from (key, i) alone; n a multiple of LANES.
    void (*dropout_mask)(size_t n, uint64_t key, double p, Real *mask);
    void (*multiply)(size_t n, Real *y, const Real *a, const Real *b); // y = a·b; y may be a or b
    void (*add)(size_t n, Real *y, const Real *a, const Real *b);      // y = a + b; so may this

    // Batch normalization of x [B][stride] over the batch (Ioffe & Szegedy 2015).
    // mean, var [wide]: biased batch moments, out.  y = gamma·(x - mean)/√(var + eps) + beta.
    void (*batchnorm)(int rows, int wide, ptrdiff_t stride, const Real *x, const Real *gamma,
                      const Real *beta, double eps, Real *mean, Real *var, Real *y);
    // The same with given moments (evaluation): y may be x.
    void (*normalize)(int rows, int wide, ptrdiff_t stride, const Real *x, const Real *gamma,
                      const Real *beta, double eps, const Real *mean, const Real *var, Real *y);
    // d [B][stride]: gradient at y in, at x out. dgamma, dbeta [wide]: stored.
    void (*batchnorm_back)(int rows, int wide, ptrdiff_t stride, const Real *x, const Real *gamma,
                           double eps, const Real *mean, const Real *var, Real *d, Real *dgamma,
                           Real *dbeta);
    // Layer normalization of each row over its first `features` (Ba, Kiros & Hinton 2016).
    // mean, scale [B]: out, 1/√(var + eps). y's pads are zero.
    void (*layernorm)(int rows, int features, ptrdiff_t stride, const Real *x, const Real *gamma,
                      const Real *beta, double eps, Real *mean, Real *scale, Real *y);
    void (*layernorm_back)(int rows, int features, ptrdiff_t stride, const Real *x,
                           const Real *gamma, const Real *mean, const Real *scale, Real *d,
                           Real *dgamma, Real *dbeta);

    // Convolution of x [B][padded(C·H·W)], y, d alike; pads of y and dx become zero. conv_room():
    // the numbers of `room` that each of these wants, for every set and any number of rows.
    size_t (*conv_room)(const Conv *conv);
    void (*conv)(const Conv *conv, const Real *x, const Real *bias, bool relu, Real *y,
                 Real *room); // bias NULL: zeros; relu: negative results become 0
    // dweight, and dbias if it is not NULL: stored.
    void (*conv_back_weights)(const Conv *conv, const Real *x, const Real *d, Real *dweight,
                              Real *dbias, Real *room);
    void (*conv_back_input)(const Conv *conv, const Real *d, Real *dx, Real *room);

    // Pools of x; pads of y and dx become zero. The greatest of a window is the first of equal
    // ones; a NaN is greater than all. Pads are no numbers to it, and zeros to the mean.
    void (*maxpool)(const Pool *pool, const Real *x, Real *y);
    void (*maxpool_back)(const Pool *pool, const Real *x, const Real *d, Real *dx);
    void (*avgpool)(const Pool *pool, const Real *x, Real *y);
    void (*avgpool_back)(const Pool *pool, const Real *d, Real *dx);

    // Batch normalization of each channel over batch and pixels: as batchnorm, normalize and
    // batchnorm_back. y may be x. dgamma, dbeta: stored, pads zero; so below.
    void (*batchnorm_spans)(const Spans *s, const Real *x, Real *mean, Real *var, Real *y);
    void (*normalize_spans)(const Spans *s, const Real *x, const Real *mean, const Real *var,
                            Real *y);
    void (*batchnorm_spans_back)(const Spans *s, const Real *x, const Real *mean, const Real *var,
                                 Real *d, Real *dgamma, Real *dbeta);
    // Group normalization (Wu & He 2018): of each row's channels in `groups` equal groups, each
    // over all its numbers; as many as channels: instance norm. mean, scale [B·groups]: out.
    void (*groupnorm)(const Spans *s, int groups, const Real *x, Real *mean, Real *scale, Real *y);
    void (*groupnorm_back)(const Spans *s, int groups, const Real *x, const Real *mean,
                           const Real *scale, Real *d, Real *dgamma, Real *dbeta);
    // y = gamma·x/√(mean(x²) + eps) over a row (Zhang & Sennrich 2019); gamma of each number.
    // scale [B]: out.
    void (*rmsnorm)(const Spans *s, const Real *x, Real *scale, Real *y);
    void (*rmsnorm_back)(const Spans *s, const Real *x, const Real *scale, Real *d, Real *dgamma);
    // y [B][padded(C)]: the mean of each channel of x [B][padded(C·H·W)].
    void (*channel_means)(int rows, TensorShape from, const Real *x, Real *y);
    void (*channel_means_back)(int rows, TensorShape from, const Real *d, Real *dx);

    // Losses of out [B][stride] against target [B][stride], K outputs: return the *sum* over rows
    // (for mse, bce over rows and outputs); d [B][stride], NULL if not wanted: scale·(gradient of
    // that sum), pads zero.  smoothing: label smoothing, softmax alone.
    double (*softmax_cross_entropy)(int rows, int k, ptrdiff_t stride, const Real *out,
                                    const Real *target, double smoothing, double scale, Real *d);
    double (*bce_with_logits)(int rows, int k, ptrdiff_t stride, const Real *out,
                              const Real *target, double scale, Real *d);
    double (*squared_error)(int rows, int k, ptrdiff_t stride, const Real *out, const Real *target,
                            double scale, Real *d);

    // n a multiple of LANES; sums are taken in double.
    double (*sum_squares)(size_t n, const Real *a);
    double (*sum_abs)(size_t n, const Real *a);
    double (*distance_squares)(size_t n, const Real *a, const Real *b); // Σ(a-b)²
    bool (*all_finite)(size_t n, const Real *a);
    void (*scale)(size_t n, Real *a, Real factor);
    // g += l1·sign(w) + 2·l2·w, sign(0) = 0.
    void (*penalize)(size_t n, Real *g, const Real *w, Real l1, Real l2);

    // Moments of rows x columns (unpadded) values a [rows][stride]. Denormals count here and in a
    // histogram as the numbers they are unless the thread takes them for zeros (base/parallel.h).
    void (*moments)(int rows, int columns, ptrdiff_t stride, const Real *a, double low, double high,
                    Moments *moments);
    // counts[b] += values in bin b of `bins` (1..512) even ones in [low, high], the last including
    // high; outside values and those not finite are left out. low < high, any two finite doubles.
    void (*histogram)(int rows, int columns, ptrdiff_t stride, const Real *a, double low,
                      double high, int bins, uint32_t *counts);
} Kernels;

const Kernels *kernels_best(void);
// All that this processor can run, best first; false past the last. For tests and benchmarks.
bool kernels_at(int index, const Kernels **kernels);
