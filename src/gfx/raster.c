// Boxes drawn by the processor, in bands of rows that threads share out among themselves.
#include "gfx/raster.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BANDS = 8, SPAN = 8, AREA_MAX_PX = 8192 };

// Premultiplied red, green, blue, alpha, 0..1: what is drawn is summed up in floats, since the
// processor multiplies four at once.
typedef float Pixel __attribute__((vector_size(16)));

typedef uint8_t Bytes __attribute__((vector_size(4)));

typedef struct Job {
    const BoxVertex *quads;
    size_t count;
    int x0, y0, w, h;
    int stride; // of a band's rows: a span wider, since drawing may run over their ends
    uint32_t *pixels;
} Job;

// One box as its fragment shader sees it: local coordinates are linear in x and y.
typedef struct Field {
    float u, v; // at the first vertex ...
    float x, y; // ... which is here
    float cosine, sine;
    float u0, u1, v0, v1; // the quad's sides
    float core_x, core_y, outline, inside;
    Pixel fill, border;
} Field;

bool raster_suits(const BoxVertex quad[4])
{
    const float w = quad[1].local_x - quad[0].local_x, h = quad[3].local_y - quad[0].local_y;
    return w > 0 && h > 0 && w * h <= AREA_MAX_PX;
}

static Pixel premultiplied(Color color)
{
    const float alpha = (float)color.a / 255, unit = alpha / 255;
    return (Pixel){ (float)color.r * unit, (float)color.g * unit, (float)color.b * unit, alpha };
}

static Field field_of(const BoxVertex q[4])
{
    const float length = q[1].local_x - q[0].local_x;
    return (Field){
        .u = q[0].local_x,
        .v = q[0].local_y,
        .x = q[0].x,
        .y = q[0].y,
        .cosine = (q[1].x - q[0].x) / length,
        .sine = (q[1].y - q[0].y) / length,
        .u0 = q[0].local_x,
        .u1 = q[1].local_x,
        .v0 = q[0].local_y,
        .v1 = q[3].local_y,
        .core_x = q[0].core_x,
        .core_y = q[0].core_y,
        .outline = 0.5f + q[0].radius,
        .inside = 0.5f + q[0].radius - q[0].border_width,
        .fill = premultiplied(q[0].fill),
        .border = premultiplied(q[0].border),
    };
}

static inline float least(float a, float b)
{
    return a < b ? a : b;
}

static inline float most(float a, float b)
{
    return a > b ? a : b;
}

// Dividing by this is harmless where a slope is zero.
static inline float per(float slope)
{
    return 1 / (fabsf(slope) > 1e-6f ? slope : 1e-6f);
}

// Cuts [*from, *to] to where low <= at + x * slope <= high; per_slope is 1 / slope.
static inline void cut_span(float at, float per_slope, float low, float high, float *from,
                            float *to)
{
    const float a = (low - at) * per_slope, b = (high - at) * per_slope;
    *from = most(*from, least(a, b));
    *to = least(*to, most(a, b));
}

// The share of each of SPAN pixels that lies inside of an edge `outline` from the core.
static inline void distances(const Field *f, float u, float v, float out[SPAN])
{
    for (int i = 0; i < SPAN; i++) {
        const float at_u = u + f->cosine * (float)i, at_v = v - f->sine * (float)i;
        const float x = most(at_u, -at_u) - f->core_x, y = most(at_v, -at_v) - f->core_y;
        const float out_x = most(x, 0), out_y = most(y, 0);
        out[i] = sqrtf(out_x * out_x + out_y * out_y) + least(most(x, y), 0);
    }
}

static inline void shares(const float distance[SPAN], float edge, float out[SPAN])
{
    for (int i = 0; i < SPAN; i++) {
        out[i] = least(most(edge - distance[i], 0), 1);
    }
}

static inline void blend(Pixel *to, Pixel source)
{
    const Pixel alpha = { source[3], source[3], source[3], source[3] };
    *to += source - alpha * *to;
}

// Whole spans, even where the row ends within one: the shares are 0 there, or the pixels are those
// behind the end of the row, and a fixed count is faster than the right one.
static void draw_row(const Field *f, float u, float v, bool bordered, int count, Pixel *to)
{
    for (int x = 0; x < count; x += SPAN) {
        float distance[SPAN], inside[SPAN], outline[SPAN];
        distances(f, u + f->cosine * (float)x, v - f->sine * (float)x, distance);
        shares(distance, f->inside, inside);
        if (!bordered) {
            for (int i = 0; i < SPAN; i++) {
                blend(&to[x + i], f->fill * inside[i]);
            }
            continue;
        }
        shares(distance, f->outline, outline);
        for (int i = 0; i < SPAN; i++) {
            blend(&to[x + i], f->fill * inside[i] + f->border * (outline[i] - inside[i]));
        }
    }
}

static void draw_quad(const Job *job, const BoxVertex q[4], int row0, int row1, Pixel *band)
{
    const float top = least(least(q[0].y, q[1].y), least(q[2].y, q[3].y));
    const float bottom = most(most(q[0].y, q[1].y), most(q[2].y, q[3].y));
    // Rows whose middle lies within.
    const int first = (int)most(ceilf(top - 0.5f), (float)row0);
    const int end = (int)least(floorf(bottom - 0.5f) + 1, (float)row1);
    if (first >= end) {
        return;
    }
    const Field f = field_of(q);
    const bool bordered = q[0].border_width > 0;
    const float per_u = per(f.cosine), per_v = per(-f.sine);
    // Local coordinates at the middle of the leftmost pixel.
    const float right = (float)job->x0 + 0.5f - f.x, down = (float)first + 0.5f - f.y;
    float u = f.u + right * f.cosine + down * f.sine;
    float v = f.v - right * f.sine + down * f.cosine;
    Pixel *row = band + (ptrdiff_t)(first - row0) * job->stride;
    for (int y = first; y < end; y++) {
        float from = 0, to = (float)(job->w - 1);
        cut_span(u, per_u, f.u0, f.u1, &from, &to);
        cut_span(v, per_v, f.v0, f.v1, &from, &to);
        if (from <= to) {
            const int left = (int)(from + 0.999f), count = (int)to - left + 1;
            draw_row(&f, u + f.cosine * (float)left, v - f.sine * (float)left, bordered, count,
                     row + left);
        }
        u += f.sine;
        v += f.cosine;
        row += job->stride;
    }
}

// Four bytes in memory's order.
static inline uint32_t packed(Pixel pixel)
{
    const Bytes bytes = __builtin_convertvector(pixel * 255 + 0.5f, Bytes);
    uint32_t word;
    memcpy(&word, &bytes, sizeof word);
    return word;
}

static void draw_band(void *context, int band)
{
    const Job *job = context;
    const int row0 = job->y0 + job->h * band / BANDS, row1 = job->y0 + job->h * (band + 1) / BANDS;
    const size_t count = (size_t)(row1 - row0) * (size_t)job->stride;
    Pixel *pixels = memory_get(count * sizeof *pixels);
    memset(pixels, 0, count * sizeof *pixels);
    for (size_t i = 0; i < job->count; i++) {
        draw_quad(job, job->quads + 4 * i, row0, row1, pixels);
    }
    uint32_t *to = job->pixels + (ptrdiff_t)(row0 - job->y0) * job->w;
    for (int y = 0; y < row1 - row0; y++) {
        const Pixel *from = pixels + (ptrdiff_t)y * job->stride;
        for (int x = 0; x < job->w; x++) {
            *to++ = packed(from[x]);
        }
    }
    free(pixels);
}

Bounds raster_area(const BoxVertex *quads, size_t count, const Bounds *clip)
{
    float x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;
    for (size_t i = 0; i < 4 * count; i++) {
        x0 = least(x0, quads[i].x);
        y0 = least(y0, quads[i].y);
        x1 = most(x1, quads[i].x);
        y1 = most(y1, quads[i].y);
    }
    const Bounds area = { most(floorf(x0), clip->x0), most(floorf(y0), clip->y0),
                          least(ceilf(x1), clip->x1), least(ceilf(y1), clip->y1) };
    return area.x0 < area.x1 && area.y0 < area.y1 ? area : (Bounds){ 0 };
}

void raster_quads(Parallel *parallel, const BoxVertex *quads, size_t count, const Bounds *area,
                  uint32_t *pixels)
{
    Job job = {
        .quads = quads,
        .count = count,
        .x0 = (int)area->x0,
        .y0 = (int)area->y0,
        .w = (int)(area->x1 - area->x0),
        .h = (int)(area->y1 - area->y0),
        .pixels = pixels,
    };
    job.stride = job.w + SPAN;
    if (job.w > 0 && job.h > 0) {
        parallel_for(parallel, BANDS, draw_band, &job);
    }
}
