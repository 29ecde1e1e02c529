// The mesh's heights, how far they can be trusted, and the highest of each tile of them.
#include "draw/ridges.h"

#include <math.h>

void ridges_finish(Ridges *ridges)
{
    array_free(&ridges->z);
    array_free(&ridges->doubt);
    array_free(&ridges->tops);
    *ridges = (Ridges){ 0 };
}

// The second difference about a line, and the doubt that it leaves of what is between lines: an
// eighth of it where f bends evenly, half of it at a crease, which only one of its neighbours sees.
static float bend(const float *z, int step)
{
    const float b = z[-step] - 2 * z[0] + z[step];
    return isnan(b) ? 0 : b;
}

// z: of line `at`. Lines at the edge are as their neighbours.
static float doubt_along(const float *z, int step, int at, int lines)
{
    if (lines < 3) {
        return 0;
    }
    const int inner = clampi(at, 1, lines - 2);
    z += (inner - at) * step;
    at = inner;
    const float b = bend(z, step);
    const float before = at > 1 ? fabsf(b - bend(z - step, step)) : 0;
    const float after = at < lines - 2 ? fabsf(b - bend(z + step, step)) : 0;
    return fabsf(b) / 8 + (before > after ? before : after) * 3 / 8;
}

static void doubts_build(Ridges *ridges)
{
    const int columns = ridges->columns, rows = ridges->rows;
    for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
            const int i = r * columns + c;
            const float *z = &ridges->z.items[i];
            ridges->doubt.items[i] =
                doubt_along(z, 1, c, columns) + doubt_along(z, columns, r, rows);
        }
    }
}

static void tops_build(Ridges *ridges)
{
    const int columns = ridges->columns, rows = ridges->rows;
    const int across = ridges_tiles(columns), count = across * ridges_tiles(rows);
    array_reserve(&ridges->tops, count);
    ridges->tops.count = (size_t)count;
    ridges->top = -INFINITY;
    for (int t = 0; t < count; t++) {
        const int c0 = t % across * RIDGES_TILE, r0 = t / across * RIDGES_TILE;
        const int c1 = clampi(c0 + RIDGES_TILE, 0, columns - 1),
                  r1 = clampi(r0 + RIDGES_TILE, 0, rows - 1);
        float top = -INFINITY;
        for (int r = r0; r <= r1; r++) {
            for (int c = c0; c <= c1; c++) {
                const int i = r * columns + c;
                top = fmaxf(top, ridges->z.items[i] + ridges->doubt.items[i]);
            }
        }
        ridges->tops.items[t] = top;
        ridges->top = fmax(ridges->top, (double)top);
    }
}

void ridges_build(Ridges *ridges, const Mesh *mesh, const float *holes, double half_w,
                  double half_h, double low, double high)
{
    const size_t count = mesh->vertices.count;
    ridges->columns = mesh->columns;
    ridges->rows = mesh->rows;
    ridges->half_w = half_w;
    ridges->half_h = half_h;
    ridges->low = low;
    ridges->high = high;
    array_reserve(&ridges->z, count);
    array_reserve(&ridges->doubt, count);
    ridges->z.count = ridges->doubt.count = count;
    for (size_t i = 0; i < count; i++) {
        ridges->z.items[i] = holes && isnan(holes[i]) ? NAN : mesh->vertices.items[i].z;
    }
    doubts_build(ridges);
    tops_build(ridges);
}
