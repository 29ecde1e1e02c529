// What the numbers of a row are: channels of height x width, row-major, one channel after another
// (PyTorch's C x H x W). A row of n plain features is n channels of 1 x 1.
#pragma once

#include "base/error.h"

typedef struct TensorShape {
    int channels, height, width;
} TensorShape;

enum { TENSOR_SHAPE_TEXT = 40 };

static inline TensorShape shape_features(int count)
{
    return (TensorShape){ count, 1, 1 };
}

static inline int shape_area(TensorShape shape) // of a channel
{
    return shape.height * shape.width;
}

static inline int shape_size(TensorShape shape)
{
    return shape.channels * shape_area(shape);
}

static inline bool shape_same(TensorShape a, TensorShape b)
{
    return a.channels == b.channels && a.height == b.height && a.width == b.width;
}

// "16x4x4"; plain features: "16". Returns text.
const char *shape_write(TensorShape shape, char text[TENSOR_SHAPE_TEXT]);
// "1x8x8": channels x height x width, each from 1 to most, and their product. `what` is what the
// message names.
bool shape_read(TensorShape *shape, const char *text, int most, const char *what, Error *err);
