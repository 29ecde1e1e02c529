// The gradient of a convolution's weights: of each tap and output, the product of the tap's strip
// and the output's gradient, summed over all pixels of all rows. Pixels are the lanes of vectors; a
// tile of taps and outputs stays in registers while a chunk of rows goes by.
#include "model/net/kernel_strips.h"

#if defined(__AVX512F__) || defined(__aarch64__)
enum { TAPS = 6, TAP_OUTS = 4 };
#else
enum { TAPS = 6, TAP_OUTS = 2 };
#endif

// Strips and gradients of so many pixels at a time, so that they stay in the cache and the sums of
// a tile are long beside what it takes to add up a vector.
enum { CHUNK_PIXELS = 2048, CHUNK_STRIPS = 1 << 15 };

// How many rows and channels have their strips at a time.
typedef struct Chunk {
    int rows, channels;
} Chunk;

static Chunk chunk_of(const Strips *s)
{
    const int rows = CHUNK_PIXELS / s->pixels;
    Chunk chunk = { rows < 1 ? 1 : rows, 1 };
    const ptrdiff_t one = chunk.rows * s->kernel * s->span;
    const ptrdiff_t channels = CHUNK_STRIPS / one;
    chunk.channels = channels < 1 ? 1 : channels > s->channels ? s->channels : (int)channels;
    return chunk;
}

// Of a chunk's rows: strips [row][strips_row], d [row][outs][pixels] with zeros behind the last
// pixel.
typedef struct Gradient {
    int rows, outs, pixels;
    const Real *strips, *d;
    ptrdiff_t strips_row, wide;
    const int32_t *offset; // of the chunk's first tap
    Real *dweight;         // its row
} Gradient;

INLINE void gradient_tile(int taps, int outs, const Gradient *job, int tap, int out)
{
    Vec total[TAPS][TAP_OUTS];
    UNROLL for (int t = 0; t < taps; t++)
    {
        UNROLL for (int o = 0; o < outs; o++)
        {
            total[t][o] = (Vec){ 0 };
        }
    }
    const ptrdiff_t pixels = job->pixels;
    for (int b = 0; b < job->rows; b++) {
        const Real *d = job->d + ((ptrdiff_t)b * job->outs + out) * pixels;
        const Real *x[TAPS];
        UNROLL for (int t = 0; t < taps; t++)
        {
            x[t] = job->strips + b * job->strips_row + job->offset[tap + t];
        }
        for (ptrdiff_t p = 0; p < pixels; p += VEC) {
            Vec back[TAP_OUTS];
            UNROLL for (int o = 0; o < outs; o++)
            {
                back[o] = load(d + o * pixels + p);
            }
            UNROLL for (int t = 0; t < taps; t++)
            {
                const Vec at = load_loose(x[t] + p);
                UNROLL for (int o = 0; o < outs; o++)
                {
                    total[t][o] += at * back[o];
                }
            }
        }
    }
    UNROLL for (int t = 0; t < taps; t++)
    {
        UNROLL for (int o = 0; o < outs; o++)
        {
            job->dweight[(tap + t) * job->wide + out + o] += sum(total[t][o]);
        }
    }
}

INLINE void gradient_outs(int taps, const Gradient *job, int tap)
{
    for (int out = 0; out < job->outs; out += TAP_OUTS) {
        switch (job->outs - out) {
        case 1: gradient_tile(taps, 1, job, tap, out); break;
#if defined(__AVX512F__) || defined(__aarch64__)
        case 2: gradient_tile(taps, 2, job, tap, out); break;
        case 3: gradient_tile(taps, 3, job, tap, out); break;
#endif
        default: gradient_tile(taps, TAP_OUTS, job, tap, out); break;
        }
    }
}

static void gradient_taps(const Gradient *job, int taps)
{
    const int tiles = (taps + TAPS - 1) / TAPS;
    for (int i = 0, tap = 0; i < tiles; i++) {
        const int count = (taps - tap + tiles - i - 1) / (tiles - i);
        switch (count) {
        case 1: gradient_outs(1, job, tap); break;
        case 2: gradient_outs(2, job, tap); break;
        case 3: gradient_outs(3, job, tap); break;
        case 4: gradient_outs(4, job, tap); break;
        case 5: gradient_outs(5, job, tap); break;
        default: gradient_outs(TAPS, job, tap); break;
        }
        tap += count;
    }
}

static size_t filled_size(const Conv *conv, const Strips *s, Chunk chunk)
{
    const bool copied = shape_area(conv->to) != s->pixels;
    return copied ? (size_t)chunk.rows * (size_t)(conv->to.channels * s->pixels) : 0;
}

// The rows of a chunk with zeros behind each output's last pixel. Where it fills whole vectors
// these are the rows themselves; else they are copied to where the zeros are.
static const Real *fill_up(const Conv *conv, int rows, int pixels, const Real *d, Real *to)
{
    const int area = shape_area(conv->to), outs = conv->to.channels;
    if (area == pixels) {
        return d;
    }
    for (int b = 0; b < rows; b++, d += padded(outs * area)) {
        for (int o = 0; o < outs; o++) {
            memcpy(to + ((ptrdiff_t)b * outs + o) * pixels, d + (ptrdiff_t)o * area,
                   (size_t)area * sizeof *d);
        }
    }
    return to;
}

static void add_bias(const Gradient *job, Real *dbias)
{
    for (int o = 0; o < job->outs; o++) {
        Vec total = { 0 };
        for (int b = 0; b < job->rows; b++) {
            const Real *d = job->d + ((ptrdiff_t)b * job->outs + o) * job->pixels;
            for (int p = 0; p < job->pixels; p += VEC) {
                total += load(d + p);
            }
        }
        dbias[o] += sum(total);
    }
}

void KERNEL(conv_back_weights)(const Conv *conv, const Real *x, const Real *d, Real *dweight,
                               Real *dbias, Real *room)
{
    const Strips s = forward_strips(conv);
    const Chunk chunk = chunk_of(&s);
    const Room own = KERNEL(room_prepare)(&s, chunk.rows * chunk.channels, room);
    const int outs = conv->to.channels, wide = padded(outs), area = s.height * s.width;
    const ptrdiff_t d_row = padded(outs * shape_area(conv->to));
    whole_conv(conv, x, false, d, false);
    memset(dweight, 0, (size_t)taps_of(&s, s.channels) * (size_t)wide * sizeof *dweight);
    if (dbias) {
        memset(dbias, 0, (size_t)wide * sizeof *dbias);
    }
    memset(own.end, 0, filled_size(conv, &s, chunk) * sizeof *room);
    Gradient job = { .outs = outs,
                     .pixels = s.pixels,
                     .strips = own.strips,
                     .strips_row = chunk.channels * s.kernel * s.span,
                     .wide = wide,
                     .offset = own.offset };
    for (int b = 0; b < conv->rows; b += chunk.rows) {
        job.rows = conv->rows - b < chunk.rows ? conv->rows - b : chunk.rows;
        job.d = fill_up(conv, job.rows, s.pixels, d + b * d_row, own.end);
        if (dbias) {
            add_bias(&job, dbias);
        }
        for (int c = 0; c < s.channels; c += chunk.channels) {
            const int channels = s.channels - c < chunk.channels ? s.channels - c : chunk.channels;
            for (int i = 0; i < job.rows; i++) {
                KERNEL(strips_fill)
                (&s, &own, channels,
                 x + (ptrdiff_t)(b + i) * padded(s.channels * area) + (ptrdiff_t)c * area,
                 own.strips + i * job.strips_row);
            }
            job.dweight = dweight + (ptrdiff_t)taps_of(&s, c) * wide;
            gradient_taps(&job, taps_of(&s, channels));
        }
    }
}

size_t KERNEL(conv_weights_room)(const Conv *conv)
{
    const Strips s = forward_strips(conv);
    const Chunk chunk = chunk_of(&s);
    return (size_t)KERNEL(room_size)(&s, chunk.rows * chunk.channels) +
           filled_size(conv, &s, chunk);
}
