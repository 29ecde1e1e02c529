// How a shape is written and read.
#include "model/tensor_shape.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

const char *shape_write(TensorShape shape, char text[TENSOR_SHAPE_TEXT])
{
    if (shape_area(shape) == 1) {
        snprintf(text, TENSOR_SHAPE_TEXT, "%d", shape.channels);
    } else {
        snprintf(text, TENSOR_SHAPE_TEXT, "%dx%dx%d", shape.channels, shape.height, shape.width);
    }
    return text;
}

// One of the three numbers [length]; its place in the text is `at`.
static bool read_side(int *side, const char *text, size_t length, int most, const char *what,
                      int at, Error *err)
{
    uint64_t whole = 0;
    if (!text_whole(text, length, what, &whole, NULL)) {
        return fail_at(err, at,
                       "%s: '%.*s' is not a whole number; 1x8x8 would be one channel of "
                       "8x8 (channels x height x width)",
                       what, length < 20 ? (int)length : 20, text);
    }
    *side = (int)(whole < INT32_MAX ? whole : INT32_MAX);
    return (*side >= 1 && *side <= most) ||
           fail_at(err, at, "%s: %d is outside 1 to %d", what, *side, most);
}

bool shape_read(TensorShape *shape, const char *text, int most, const char *what, Error *err)
{
    int sides[3] = { 0 }, count = 0;
    for (const char *at = text;; at++) {
        const size_t length = strcspn(at, "x");
        if (count == 3 || (at[length] == '\0' && count < 2)) {
            return fail_at(err, 0, "%s: '%.20s' is not channels x height x width, as in 1x8x8",
                           what, text);
        }
        if (!read_side(&sides[count++], at, length, most, what, (int)(at - text), err)) {
            return false;
        }
        at += length;
        if (*at == '\0') {
            break;
        }
    }
    const int64_t numbers = (int64_t)sides[0] * sides[1] * sides[2];
    if ((int64_t)sides[0] * sides[1] > most || numbers > most) {
        return fail_at(err, 0, "%s: %.20s is more than %d numbers", what, text, most);
    }
    *shape = (TensorShape){ sides[0], sides[1], sides[2] };
    return true;
}
