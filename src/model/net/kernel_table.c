// The table of one instruction set: the kernels of this compile.
#include "model/net/kernel_table.h"

#include "model/net/kernel_set.h"

#if defined(__AVX512F__)
#define SET_NAME "AVX-512"
#elif defined(__AVX2__)
#define SET_NAME "AVX2"
#else
#define SET_NAME "baseline"
#endif

#define FORWARD(kind, name) [kind] = KERNEL(name),
#define BACKWARD(kind, name) [kind] = KERNEL(name##_back),

const Kernels KERNEL(table) = {
    .name = SET_NAME,
    .matmul = KERNEL(matmul),
    .transpose = KERNEL(transpose),
    .column_sums = KERNEL(column_sums),
    .activate = { ACTIVATION_KERNELS(FORWARD) },
    .activate_back = { ACTIVATION_KERNELS(BACKWARD) },
    .prelu_back = KERNEL(prelu_back),
    .dropout_mask = KERNEL(dropout_mask),
    .multiply = KERNEL(multiply),
    .add = KERNEL(add),
    .batchnorm = KERNEL(batchnorm),
    .normalize = KERNEL(normalize),
    .batchnorm_back = KERNEL(batchnorm_back),
    .layernorm = KERNEL(layernorm),
    .layernorm_back = KERNEL(layernorm_back),
    .conv_room = KERNEL(conv_room),
    .conv = KERNEL(conv),
    .conv_back_weights = KERNEL(conv_back_weights),
    .conv_back_input = KERNEL(conv_back_input),
    .maxpool = KERNEL(maxpool),
    .maxpool_back = KERNEL(maxpool_back),
    .avgpool = KERNEL(avgpool),
    .avgpool_back = KERNEL(avgpool_back),
    .batchnorm_spans = KERNEL(batchnorm_spans),
    .normalize_spans = KERNEL(normalize_spans),
    .batchnorm_spans_back = KERNEL(batchnorm_spans_back),
    .groupnorm = KERNEL(groupnorm),
    .groupnorm_back = KERNEL(groupnorm_back),
    .rmsnorm = KERNEL(rmsnorm),
    .rmsnorm_back = KERNEL(rmsnorm_back),
    .channel_means = KERNEL(channel_means),
    .channel_means_back = KERNEL(channel_means_back),
    .softmax_cross_entropy = KERNEL(softmax_cross_entropy),
    .bce_with_logits = KERNEL(bce_with_logits),
    .squared_error = KERNEL(squared_error),
    .sum_squares = KERNEL(sum_squares),
    .sum_abs = KERNEL(sum_abs),
    .distance_squares = KERNEL(distance_squares),
    .all_finite = KERNEL(all_finite),
    .scale = KERNEL(scale),
    .penalize = KERNEL(penalize),
    .moments = KERNEL(moments),
    .histogram = KERNEL(histogram),
};
