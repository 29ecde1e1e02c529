// Convolution, which is a product: y[o] = Σ over taps t = (c, ky, kx) of W[t][o] times the channel
// c moved by (ky, kx), as strips have it. Pixels are the lanes of vectors, outputs the rows of a
// tile, which stays in registers while t runs over all taps: no lane is spent on pads of outputs.
// The gradient of the input is the convolution of d with the kernel turned around.
#include "model/net/kernel_strips.h"

#if defined(__AVX512F__) || defined(__aarch64__)
enum { OUTS = 6, VECS = 4 };
#else
enum { OUTS = 6, VECS = 2 };
#endif

// One row's outputs.
typedef struct Products {
    const Strips *strips;
    const Room *room;
    int taps, outs, area;
    const Real *weight; // [taps][wide]
    ptrdiff_t wide;
    const Real *bias; // NULL: zeros
    bool relu;
    Real *y; // [outs][area]
} Products;

INLINE void product_tile(int outs, int vecs, const Products *job, int out, int pixel)
{
    Vec total[16][4];
    UNROLL for (int o = 0; o < outs; o++)
    {
        UNROLL for (int v = 0; v < vecs; v++)
        {
            total[o][v] = job->bias ? splat(job->bias[out + o]) : (Vec){ 0 };
        }
    }
    const Real *weight = job->weight + out, *strips = job->room->strips + pixel;
    const int32_t *offset = job->room->offset;
    for (int t = job->taps; t > 0; t--, offset++, weight += job->wide) {
        const Real *from = strips + *offset;
        Vec x[4];
        UNROLL for (int v = 0; v < vecs; v++)
        {
            x[v] = load_loose(from + v * VEC);
        }
        UNROLL for (int o = 0; o < outs; o++)
        {
            UNROLL for (int v = 0; v < vecs; v++)
            {
                total[o][v] += weight[o] * x[v];
            }
        }
    }
    const bool inside = pixel + vecs * VEC <= job->area;
    UNROLL for (int o = 0; o < outs; o++)
    {
        Real *y = job->y + (ptrdiff_t)(out + o) * job->area + pixel;
        UNROLL for (int v = 0; v < vecs; v++)
        {
            const Vec value = job->relu ? positive(total[o][v]) : total[o][v];
            if (inside) {
                store_loose(y + v * VEC, value);
            } else {
                store_some(y + v * VEC, value, job->area - pixel - v * VEC);
            }
        }
    }
}

// The outputs in tiles of nearly the same height, none above `most`.
INLINE void product_column(int most, int vecs, const Products *job, int pixel)
{
    const int tiles = (job->outs + most - 1) / most;
    for (int i = 0, out = 0; i < tiles; i++) {
        const int outs = (job->outs - out + tiles - i - 1) / (tiles - i);
#define TILE(n)                                                                                    \
    case n:                                                                                        \
        if (n <= most) {                                                                           \
            product_tile(n, vecs, job, out, pixel);                                                \
        }                                                                                          \
        break;
        switch (outs) {
            TILE(1)
            TILE(2)
            TILE(3)
            TILE(4)
            TILE(5)
            TILE(6)
            TILE(7) TILE(8) TILE(9) TILE(10) TILE(11) TILE(12) default : break;
        }
#undef TILE
        out += outs;
    }
}

// Vectors that lie behind the last pixel are not made.
static void products(const Products *job)
{
    int left = (job->area + VEC - 1) / VEC;
    for (int pixel = 0; left > 0;) {
        const int vecs = left >= VECS ? VECS : left >= 2 ? 2 : 1;
        switch (vecs) {
        case 1: product_column(12, 1, job, pixel); break;
        case 2: product_column(VECS == 4 ? 10 : OUTS, 2, job, pixel); break;
#if defined(__AVX512F__) || defined(__aarch64__)
        default: product_column(OUTS, VECS, job, pixel); break;
#endif
        }
        left -= vecs;
        pixel += vecs * VEC;
    }
}

// rows of x, moved as the strips say, times the weight [taps][wide].
static void convolve(int rows, Products job, const Strips *s, int outs, const Real *x, Real *room)
{
    const Room own = KERNEL(room_prepare)(s, s->channels, room);
    job.strips = s;
    job.room = &own;
    job.taps = taps_of(s, s->channels);
    job.outs = outs;
    job.area = s->out_height * s->out_width;
    const ptrdiff_t x_row = padded(s->channels * s->height * s->width);
    const int y_count = outs * job.area;
    for (int b = 0; b < rows; b++, x += x_row, job.y += padded(y_count)) {
        KERNEL(strips_fill)(s, &own, s->channels, x, own.strips);
        products(&job);
        clear_pad(job.y, y_count);
    }
}

void KERNEL(conv)(const Conv *conv, const Real *x, const Real *bias, bool relu, Real *y, Real *room)
{
    const Strips s = forward_strips(conv);
    const int outs = conv->to.channels;
    whole_conv(conv, x, false, y, true);
    convolve(conv->rows,
             (Products){
                 .weight = conv->weight, .wide = padded(outs), .bias = bias, .relu = relu, .y = y },
             &s, outs, x, room);
}

// The gradient of the input.

// t[o, ky, kx][c] = W[c, k-1-ky, k-1-kx][o].
static void turn_weights(const Conv *conv, Real *t)
{
    const int channels = conv->from.channels, outs = conv->to.channels;
    const int k2 = conv->kernel * conv->kernel;
    for (int o = 0; o < outs; o++) {
        for (int at = 0; at < k2; at++, t += padded(channels)) {
            for (int c = 0; c < channels; c++) {
                t[c] = conv->weight[(ptrdiff_t)(c * k2 + k2 - 1 - at) * padded(outs) + o];
            }
        }
    }
}

static Strips backward_strips(const Conv *conv)
{
    return KERNEL(strips_of)(conv->to, conv->from, conv->kernel, 1, conv->kernel - 1 - conv->pad);
}

static size_t turned_count(const Conv *conv)
{
    return (size_t)(conv->to.channels * conv->kernel * conv->kernel) *
           (size_t)padded(conv->from.channels);
}

// With a stride: what each tap gives back, [taps][pixels], is added where it came from.
static void add_taps(const Conv *conv, const Real *back, int pixels, Real *dx)
{
    const TensorShape from = conv->from, to = conv->to;
    for (int c = 0; c < from.channels; c++, dx += shape_area(from)) {
        for (int ky = 0; ky < conv->kernel; ky++) {
            for (int kx = 0; kx < conv->kernel; kx++, back += pixels) {
                for (int i = 0; i < shape_area(to); i++) {
                    const int y = i / to.width * conv->stride + ky - conv->pad;
                    const int x = i % to.width * conv->stride + kx - conv->pad;
                    if (y >= 0 && y < from.height && x >= 0 && x < from.width) {
                        dx[y * from.width + x] += back[i];
                    }
                }
            }
        }
    }
}

static void back_input_strided(const Conv *conv, const Real *d, Real *dx, Real *room)
{
    const int area = shape_area(conv->to), outs = conv->to.channels, pixels = padded(area);
    const int taps = conv->from.channels * conv->kernel * conv->kernel;
    const int in = shape_size(conv->from);
    Real *back = room + (ptrdiff_t)outs * pixels;
    memset(room, 0, (size_t)(outs * pixels) * sizeof *room);
    memset(dx, 0, (size_t)conv->rows * (size_t)padded(in) * sizeof *dx);
    for (int b = 0; b < conv->rows; b++, d += padded(outs * area), dx += padded(in)) {
        for (int o = 0; o < outs; o++) {
            memcpy(room + (ptrdiff_t)o * pixels, d + (ptrdiff_t)o * area, (size_t)area * sizeof *d);
        }
        KERNEL(matmul)
        (&(Matmul){ .m = taps,
                    .n = pixels,
                    .k = outs,
                    .a = conv->weight,
                    .a_row = padded(outs),
                    .a_col = 1,
                    .b = room,
                    .b_row = pixels,
                    .c = back,
                    .c_row = pixels });
        add_taps(conv, back, pixels, dx);
    }
}

void KERNEL(conv_back_input)(const Conv *conv, const Real *d, Real *dx, Real *room)
{
    whole_conv(conv, dx, true, d, false);
    if (conv->stride > 1) {
        back_input_strided(conv, d, dx, room);
        return;
    }
    const Strips s = backward_strips(conv);
    turn_weights(conv, room);
    convolve(conv->rows, (Products){ .weight = room, .wide = padded(conv->from.channels), .y = dx },
             &s, conv->from.channels, d, room + turned_count(conv));
}

size_t KERNEL(conv_room)(const Conv *conv)
{
    const Strips s = forward_strips(conv);
    const int area = shape_area(conv->to), taps = taps_of(&s, s.channels);
    size_t most = (size_t)KERNEL(room_size)(&s, s.channels);
    size_t input = (size_t)(conv->to.channels + taps) * (size_t)padded(area);
    if (conv->stride == 1) {
        const Strips back = backward_strips(conv);
        input = turned_count(conv) + (size_t)KERNEL(room_size)(&back, back.channels);
    }
    most = input > most ? input : most;
    const size_t weights = KERNEL(conv_weights_room)(conv);
    return weights > most ? weights : most;
}
