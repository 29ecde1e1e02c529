// What the kernels of pictures are told: a convolution, a pool, a norm. Rows are dense channels of
// height x width, padded only behind the last one; the distance of rows is padded(shape_size()).
#pragma once

#include "model/net/real.h"
#include "model/tensor_shape.h"

// A kernel of side `kernel` moves over pictures `from` in steps of `stride`, `pad` zeros around
// them, and makes pictures `to`: a side of n becomes (n + 2·pad - kernel)/stride + 1.
typedef struct Conv {
    int rows;
    TensorShape from, to;
    int kernel, stride, pad;
    const Real *weight; // [C·k·k][padded(O)], in the order channel, row, column
} Conv;

// A window of side `kernel` of each channel becomes one number; pad < kernel.
typedef struct Pool {
    int rows;
    TensorShape from, to; // as many channels
    int kernel, stride, pad;
} Pool;

// A norm of rows of channels with `area` numbers each; gamma and beta of each channel.
typedef struct Spans {
    int rows, channels, area;
    double eps;
    const Real *gamma, *beta;
} Spans;
