// Strips are made here: once for each row (and channels) that a convolution works at.
#include "model/net/kernel_strips.h"

INLINE int at_least_0(int a)
{
    return a > 0 ? a : 0;
}

Strips KERNEL(strips_of)(TensorShape from, TensorShape to, int kernel, int stride, int pad)
{
    Strips s = {
        .channels = from.channels,
        .height = from.height,
        .width = from.width,
        .out_height = to.height,
        .out_width = to.width,
        .kernel = kernel,
        .stride = stride,
        .pad = pad,
        .pixels = padded(shape_area(to)),
    };
    const int rows = (to.height - 1) * stride + kernel;
    if (stride == 1) {
        s.lead = padded(at_least_0(pad) * to.width);
        s.span = s.lead + padded(at_least_0(kernel - 1 - pad) * to.width + s.pixels);
    } else {
        s.phase = (rows + stride - 1) / stride * to.width;
        s.span = padded(stride * (int)s.phase + s.pixels - shape_area(to));
    }
    return s;
}

// Where row `row` of the picture with its pads begins in a strip.
INLINE ptrdiff_t row_at(const Strips *s, int row)
{
    return s->stride == 1
               ? s->lead + (ptrdiff_t)(row - s->pad) * s->out_width
               : row % s->stride * s->phase + (ptrdiff_t)(row / s->stride) * s->out_width;
}

static void find_taps(const Strips *s, int channels, int32_t *offset)
{
    for (int c = 0; c < channels; c++) {
        for (int ky = 0; ky < s->kernel; ky++) {
            for (int kx = 0; kx < s->kernel; kx++) {
                *offset++ = (int32_t)((c * s->kernel + kx) * s->span + row_at(s, ky));
            }
        }
    }
}

// Outputs as wide as the picture: a strip is the channel as it lies, moved, with what comes in from
// the rows beside cut out.
INLINE bool keeps_width(const Strips *s)
{
    return s->stride == 1 && s->pad >= 0 && 2 * s->pad == s->kernel - 1;
}

INLINE ptrdiff_t margin(const Strips *s)
{
    return padded(s->kernel) + LANES;
}

INLINE ptrdiff_t row_room(const Strips *s)
{
    return 2 * margin(s) + padded(s->channels * s->height * s->width);
}

ptrdiff_t KERNEL(room_size)(const Strips *s, int strips)
{
    return (ptrdiff_t)s->kernel * s->pixels + row_room(s) + padded(taps_of(s, s->channels)) +
           (ptrdiff_t)strips * s->kernel * s->span + LANES;
}

static Room lay_out(const Strips *s, int strips, Real *at)
{
    Room room = { .cut = at, .end = at + KERNEL(room_size)(s, strips) };
    at += (ptrdiff_t)s->kernel * s->pixels;
    room.row = at + margin(s);
    at += row_room(s);
    room.offset = (int32_t *)at;
    room.strips = at + padded(taps_of(s, s->channels));
    return room;
}

static void cut_edges(const Strips *s, Real *cut)
{
    for (int kx = 0; kx < s->kernel; kx++, cut += s->pixels) {
        for (int x = 0; x < s->out_width; x++) {
            const int from = x + kx - s->pad;
            for (int y = 0; y < s->out_height && from >= 0 && from < s->width; y++) {
                memset(cut + y * s->out_width + x, -1, sizeof *cut);
            }
        }
    }
}

// Writes all of the strips that strips_fill() will not.
static void clear_around(const Strips *s, int strips, Real *strip)
{
    const ptrdiff_t count = (ptrdiff_t)strips * s->kernel;
    if (!keeps_width(s)) {
        memset(strip, 0, (size_t)(count * s->span) * sizeof *strip);
        strip += count * s->span;
    } else {
        for (ptrdiff_t i = 0; i < count; i++, strip += s->span) {
            const ptrdiff_t below = s->lead + s->pixels;
            memset(strip, 0, (size_t)s->lead * sizeof *strip);
            memset(strip + below, 0, (size_t)(s->span - below) * sizeof *strip);
        }
    }
    memset(strip, 0, LANES * sizeof *strip);
}

Room KERNEL(room_prepare)(const Strips *s, int strips, Real *at)
{
    const Room room = lay_out(s, strips, at);
    memset(at, 0, (size_t)(room.strips - at) * sizeof *at);
    clear_around(s, strips, room.strips);
    find_taps(s, s->channels, room.offset);
    cut_edges(s, room.cut);
    return room;
}

// Neither of these writes the zeros around the pictures, which are there from the beginning.

static void strips_wide(const Strips *s, const Room *room, int channels, const Real *x, Real *strip)
{
    const ptrdiff_t area = (ptrdiff_t)s->height * s->width;
    memcpy(room->row, x, (size_t)(channels * area) * sizeof *x);
    for (int c = 0; c < channels; c++) {
        for (int kx = 0; kx < s->kernel; kx++, strip += s->span) {
            const Real *from = room->row + c * area + kx - s->pad;
            const Real *cut = room->cut + (ptrdiff_t)kx * s->pixels;
            for (int p = 0; p < s->pixels; p += VEC) {
                store(strip + s->lead + p, only(*(const Mask *)(cut + p), load_loose(from + p)));
            }
        }
    }
}

static void strips_any(const Strips *s, int channels, const Real *x, Real *strip)
{
    const int rows = (s->out_height - 1) * s->stride + s->kernel;
    for (int c = 0; c < channels; c++, x += (ptrdiff_t)s->height * s->width) {
        for (int kx = 0; kx < s->kernel; kx++, strip += s->span) {
            const int left = kx - s->pad; // the column that output 0 meets
            const int begin = at_least_0((s->stride - 1 - left) / s->stride);
            const int over = at_least_0((s->width - left + s->stride - 1) / s->stride);
            const int end = over < s->out_width ? over : s->out_width;
            for (int row = at_least_0(s->pad); row < rows && row - s->pad < s->height; row++) {
                const Real *from = x + (ptrdiff_t)(row - s->pad) * s->width + left;
                Real *to = strip + row_at(s, row);
                for (int i = begin; i < end; i++) {
                    to[i] = from[i * s->stride];
                }
            }
        }
    }
}

void KERNEL(strips_fill)(const Strips *s, const Room *room, int channels, const Real *x,
                         Real *strip)
{
    if (keeps_width(s)) {
        strips_wide(s, room, channels, x, strip);
    } else {
        strips_any(s, channels, x, strip);
    }
}
