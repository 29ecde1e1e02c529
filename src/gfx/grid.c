// The heat map's values prepared for interpolation.
//
// A cubic B-spline with the values as coefficients would blur them: it lifts the bottom of a bowl
// by a third of its curvature. Taking a sixth of the second difference off each coefficient undoes
// this exactly up to degree three. Beside walls and kinks the second difference says nothing about
// smoothness, so the smallest of three neighbours is taken, and none where their signs differ.
#include "gfx/grid.h"

#include "draw/holes.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LARGE (FLT_MAX / 64) // an infinity that sums and differences survive

// The number nearest to zero of three with one sign, else 0.
static inline float least(float a, float b, float c)
{
    const float low = fminf(a, fminf(b, c)), high = fmaxf(a, fmaxf(b, c));
    return low > 0 ? low : high < 0 ? high : 0;
}

// v: five in a row.
static inline float bend(float a, float b, float c, float d, float e)
{
    return least(a - 2 * b + c, b - 2 * c + d, c - 2 * d + e);
}

static void sharpen(int columns, int rows, const float *from, float *to)
{
    const ptrdiff_t w = columns;
    for (int y = 0; y < rows; y++) {
        const float *row = from + y * w;
        float *out = to + y * w;
        // Rows and columns beyond the edge repeat it in the texture; near it nothing is taken off.
        if (y < 2 || y >= rows - 2 || columns < 5) {
            memcpy(out, row, (size_t)columns * sizeof *out);
            continue;
        }
        out[0] = row[0];
        out[1] = row[1];
        out[columns - 2] = row[columns - 2];
        out[columns - 1] = row[columns - 1];
        const float *r0 = row - 2 * w, *r1 = row - w, *r3 = row + w, *r4 = row + 2 * w;
        for (int x = 2; x < columns - 2; x++) {
            const float across = bend(row[x - 2], row[x - 1], row[x], row[x + 1], row[x + 2]);
            const float along = bend(r0[x], r1[x], row[x], r3[x], r4[x]);
            out[x] = row[x] - (across + along) / 6;
        }
    }
}

bool grid_prepare(int columns, int rows, const float *values, float *coefficients, uint8_t *holes)
{
    const size_t count = (size_t)columns * (size_t)rows;
    float *clean = memory_get(count * sizeof *clean);
    int any = 0;
    for (size_t i = 0; i < count; i++) {
        const float v = values[i];
        const int hole = v != v;
        any |= hole;
        holes[i] = hole ? 255 : 0;
        clean[i] = v > LARGE ? LARGE : v < -LARGE ? -LARGE : v;
    }
    if (any) {
        holes_fill(columns, rows, clean);
    }
    sharpen(columns, rows, clean, coefficients);
    free(clean);
    return any != 0;
}

void grid_rows(int columns, int rows, const float *coefficients, double first, double step,
               int count, float *out)
{
    for (int i = 0; i < count; i++) {
        const double place = clamp(first + i * step, -2, rows + 1);
        const double at = isnan(place) ? 0 : place; // a grid without height has no places
        const double cell = floor(at);
        const float f = (float)(at - cell), g = 1 - f;
        const float w0 = g * g * g / 6, w1 = (4 + 3 * f * f * (f - 2)) / 6;
        const float w2 = (4 + 3 * g * g * (g - 2)) / 6, w3 = f * f * f / 6;
        const float *row[4];
        for (int k = 0; k < 4; k++) {
            row[k] = coefficients + (ptrdiff_t)clampi((int)cell - 1 + k, 0, rows - 1) * columns;
        }
        const float *a = row[0], *b = row[1], *c = row[2], *d = row[3];
        float *to = out + (ptrdiff_t)i * columns;
        for (int x = 0; x < columns; x++) {
            to[x] = w0 * a[x] + w1 * b[x] + w2 * c[x] + w3 * d[x];
        }
    }
}
