// What the files kernel_*.c share: the names of one compile (KERNEL_SET is the instruction set,
// Real the number type) and its vectors.
#pragma once

#include "model/net/kernel_vec.h"

#define KERNEL_JOIN(name, set) kernel_##name##_##set
#define KERNEL_EXPAND(name, set) KERNEL_JOIN(name, set)
#define KERNEL(name) KERNEL_EXPAND(name, KERNEL_SET) // kernel_matmul_avx512

// clang-format off
#define ACTIVATION_KERNELS(row) \
    row(ACTIVATION_IDENTITY,   identity) \
    row(ACTIVATION_SIGMOID,    sigmoid) \
    row(ACTIVATION_TANH,       tanh) \
    row(ACTIVATION_RELU,       relu) \
    row(ACTIVATION_LEAKY_RELU, leaky_relu) \
    row(ACTIVATION_ELU,        elu) \
    row(ACTIVATION_GELU,       gelu) \
    row(ACTIVATION_SILU,       silu) \
    row(ACTIVATION_SOFTPLUS,   softplus) \
    row(ACTIVATION_SWISH,      swish) \
    row(ACTIVATION_HARDSWISH,  hardswish) \
    row(ACTIVATION_MISH,       mish) \
    row(ACTIVATION_PRELU,      leaky_relu)
// clang-format on

#define DECLARE_ACTIVATION(kind, name)                                                             \
    void KERNEL(name)(size_t n, Real * y, const Real *z, Real number);                             \
    void KERNEL(name##_back)(size_t n, Real * d, const Real *s, Real number);
ACTIVATION_KERNELS(DECLARE_ACTIVATION)
#undef DECLARE_ACTIVATION

// As kernels.h says of each.
void KERNEL(matmul)(const Matmul *job);
void KERNEL(transpose)(int rows, int columns, const Real *a, ptrdiff_t a_row, Real *t,
                       ptrdiff_t t_row);
void KERNEL(column_sums)(int rows, int wide, const Real *a, ptrdiff_t a_row, Real *sums);
double KERNEL(prelu_back)(size_t n, Real *d, const Real *z, Real slope);
void KERNEL(dropout_mask)(size_t n, uint64_t key, double p, Real *mask);
void KERNEL(multiply)(size_t n, Real *y, const Real *a, const Real *b);
void KERNEL(add)(size_t n, Real *y, const Real *a, const Real *b);
void KERNEL(batchnorm)(int rows, int wide, ptrdiff_t stride, const Real *x, const Real *gamma,
                       const Real *beta, double eps, Real *mean, Real *var, Real *y);
void KERNEL(normalize)(int rows, int wide, ptrdiff_t stride, const Real *x, const Real *gamma,
                       const Real *beta, double eps, const Real *mean, const Real *var, Real *y);
void KERNEL(batchnorm_back)(int rows, int wide, ptrdiff_t stride, const Real *x, const Real *gamma,
                            double eps, const Real *mean, const Real *var, Real *d, Real *dgamma,
                            Real *dbeta);
void KERNEL(layernorm)(int rows, int features, ptrdiff_t stride, const Real *x, const Real *gamma,
                       const Real *beta, double eps, Real *mean, Real *scale, Real *y);
void KERNEL(layernorm_back)(int rows, int features, ptrdiff_t stride, const Real *x,
                            const Real *gamma, const Real *mean, const Real *scale, Real *d,
                            Real *dgamma, Real *dbeta);
size_t KERNEL(conv_room)(const Conv *conv);
size_t KERNEL(conv_weights_room)(const Conv *conv);
void KERNEL(conv)(const Conv *conv, const Real *x, const Real *bias, bool relu, Real *y,
                  Real *room);
void KERNEL(conv_back_weights)(const Conv *conv, const Real *x, const Real *d, Real *dweight,
                               Real *dbias, Real *room);
void KERNEL(conv_back_input)(const Conv *conv, const Real *d, Real *dx, Real *room);
void KERNEL(maxpool)(const Pool *pool, const Real *x, Real *y);
void KERNEL(maxpool_back)(const Pool *pool, const Real *x, const Real *d, Real *dx);
void KERNEL(avgpool)(const Pool *pool, const Real *x, Real *y);
void KERNEL(avgpool_back)(const Pool *pool, const Real *d, Real *dx);
void KERNEL(batchnorm_spans)(const Spans *s, const Real *x, Real *mean, Real *var, Real *y);
void KERNEL(normalize_spans)(const Spans *s, const Real *x, const Real *mean, const Real *var,
                             Real *y);
void KERNEL(batchnorm_spans_back)(const Spans *s, const Real *x, const Real *mean, const Real *var,
                                  Real *d, Real *dgamma, Real *dbeta);
void KERNEL(groupnorm)(const Spans *s, int groups, const Real *x, Real *mean, Real *scale, Real *y);
void KERNEL(groupnorm_back)(const Spans *s, int groups, const Real *x, const Real *mean,
                            const Real *scale, Real *d, Real *dgamma, Real *dbeta);
void KERNEL(rmsnorm)(const Spans *s, const Real *x, Real *scale, Real *y);
void KERNEL(rmsnorm_back)(const Spans *s, const Real *x, const Real *scale, Real *d, Real *dgamma);
void KERNEL(channel_means)(int rows, TensorShape from, const Real *x, Real *y);
void KERNEL(channel_means_back)(int rows, TensorShape from, const Real *d, Real *dx);
double KERNEL(softmax_cross_entropy)(int rows, int k, ptrdiff_t stride, const Real *out,
                                     const Real *target, double smoothing, double scale, Real *d);
double KERNEL(bce_with_logits)(int rows, int k, ptrdiff_t stride, const Real *out,
                               const Real *target, double scale, Real *d);
double KERNEL(squared_error)(int rows, int k, ptrdiff_t stride, const Real *out, const Real *target,
                             double scale, Real *d);
double KERNEL(sum_squares)(size_t n, const Real *a);
double KERNEL(sum_abs)(size_t n, const Real *a);
double KERNEL(distance_squares)(size_t n, const Real *a, const Real *b);
bool KERNEL(all_finite)(size_t n, const Real *a);
void KERNEL(scale)(size_t n, Real *a, Real factor);
void KERNEL(penalize)(size_t n, Real *g, const Real *w, Real l1, Real l2);
void KERNEL(moments)(int rows, int columns, ptrdiff_t stride, const Real *a, double low,
                     double high, Moments *moments);
void KERNEL(histogram)(int rows, int columns, ptrdiff_t stride, const Real *a, double low,
                       double high, int bins, uint32_t *counts);
