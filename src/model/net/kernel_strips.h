// Strips: what a convolution multiplies its weights with.
//
// The moved pictures are never written out for each tap (ky, kx). A strip is a channel moved by kx
// alone, with rows of zeros above and below and as wide as the output; in it the channel moved by
// ky as well begins ky rows further, so that all pixels of a tap lie side by side: k copies of a
// channel instead of k². (With a stride, a strip's rows are sorted by row % stride first, and its
// columns are those that the stride meets.)
#pragma once

#include "model/net/kernel_loose.h"
#include "model/net/kernel_regions.h"
#include "model/net/kernel_set.h"

typedef struct Strips {
    int channels, height, width; // of the pictures moved
    int out_height, out_width;
    int kernel, stride, pad; // pad < 0: the picture's edge is not used
    int pixels;              // of an output: padded(out_height·out_width)
    ptrdiff_t lead;          // numbers before row `pad`
    ptrdiff_t phase;         // stride > 1: numbers of rows with the same row % stride
    ptrdiff_t span;          // numbers of a strip
} Strips;

// The scratch of one call, in this order.
typedef struct Room {
    Real *cut;       // [kernel][pixels] all bits, or none where the lane is beside the picture
    Real *row;       // channels of a row, with room on both sides
    int32_t *offset; // [taps]: where they begin in the strips
    Real *strips, *end;
} Room;

// A kernel moves over `from`; of `to` the size of pictures counts. pad may be negative.
Strips KERNEL(strips_of)(TensorShape from, TensorShape to, int kernel, int stride, int pad);
// Numbers of a room with strips for so many channels, those of several rows counted.
ptrdiff_t KERNEL(room_size)(const Strips *s, int strips);
// Lays out the room at `at` and writes all that does not hang on the pictures, the zeros around
// them as well.
Room KERNEL(room_prepare)(const Strips *s, int strips, Real *at);
// Writes the strips of `channels` channels that lie from x on.
void KERNEL(strips_fill)(const Strips *s, const Room *room, int channels, const Real *x,
                         Real *strip);

INLINE int taps_of(const Strips *s, int channels)
{
    return channels * s->kernel * s->kernel;
}

INLINE Strips forward_strips(const Conv *conv)
{
    return KERNEL(strips_of)(conv->from, conv->to, conv->kernel, conv->stride, conv->pad);
}

// The rows of a convolution's input and output and its weights.
INLINE void whole_conv(const Conv *conv, const Real *in, bool in_written, const Real *out,
                       bool out_written)
{
    const int wide = padded(conv->to.channels);
    whole(conv->rows, shape_size(conv->from), in, padded(shape_size(conv->from)), in_written);
    whole(conv->rows, shape_size(conv->to), out, padded(shape_size(conv->to)), out_written);
    whole(conv->from.channels * conv->kernel * conv->kernel, wide, conv->weight, wide, false);
}
