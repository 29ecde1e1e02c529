// How a shape is written.
#include "model/tensor_shape.h"

#include <stdio.h>

const char *shape_write(TensorShape shape, char text[TENSOR_SHAPE_TEXT])
{
    if (shape_area(shape) == 1) {
        snprintf(text, TENSOR_SHAPE_TEXT, "%d", shape.channels);
    } else {
        snprintf(text, TENSOR_SHAPE_TEXT, "%dx%dx%d", shape.channels, shape.height, shape.width);
    }
    return text;
}
