// Takes a neighbour's value where there is a hole, first from below and left, then from above and
// right: after both passes every hole is filled if there is any value at all.
#include "draw/holes.h"

#include <math.h>

bool holes_fill(int columns, int rows, float *values)
{
    const ptrdiff_t w = columns, count = w * rows;
    bool any = false;
    for (ptrdiff_t i = 0; i < count; i++) {
        any |= isnan(values[i]) != 0;
    }
    for (int pass = 0; any && pass < 2; pass++) {
        for (ptrdiff_t n = 0; n < count; n++) {
            const ptrdiff_t i = pass == 0 ? n : count - 1 - n, step = pass == 0 ? -1 : 1;
            if (!isnan(values[i])) {
                continue;
            }
            const ptrdiff_t x = i % w + step, y = i / w + step;
            const float side = x >= 0 && x < w ? values[i + step] : NAN;
            const float beyond = y >= 0 && y < rows ? values[i + step * w] : NAN;
            values[i] = isnan(side) ? beyond : side;
        }
    }
    for (ptrdiff_t i = 0; any && i < count; i++) {
        values[i] = isnan(values[i]) ? 0 : values[i];
    }
    return any;
}
