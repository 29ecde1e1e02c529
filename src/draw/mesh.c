// Normals are those of central differences; at the edges, of one-sided ones.
#include "draw/mesh.h"

#include "draw/holes.h"

#include <math.h>
#include <stdlib.h>

void mesh_finish(Mesh *mesh)
{
    array_free(&mesh->vertices);
    *mesh = (Mesh){ 0 };
}

static void set_normal(MeshVertex *vertex, double slope_x, double slope_y)
{
    const double length = sqrt(1 + slope_x * slope_x + slope_y * slope_y);
    vertex->normal[0] = (float)(-slope_x / length);
    vertex->normal[1] = (float)(-slope_y / length);
    vertex->normal[2] = (float)(1 / length);
}

void mesh_build(Mesh *mesh, int columns, int rows, const float *heights, double half_w,
                double half_h, float low, float high)
{
    assert(columns >= 2 && rows >= 2);
    const size_t count = (size_t)columns * (size_t)rows;
    const double dx = 2 * half_w / (columns - 1), dy = 2 * half_h / (rows - 1);
    float *z = memory_get(count * sizeof *z);
    for (size_t i = 0; i < count; i++) {
        z[i] = isnan(heights[i]) ? NAN : clampf(heights[i], low, high);
    }
    mesh->holes = holes_fill(columns, rows, z);
    mesh->columns = columns;
    mesh->rows = rows;
    array_reserve(&mesh->vertices, count);
    mesh->vertices.count = count;
    for (int r = 0; r < rows; r++) {
        const float *row = z + (ptrdiff_t)r * columns;
        const float *below = r > 0 ? row - columns : row,
                    *above = r + 1 < rows ? row + columns : row;
        const double across = dy * ((r > 0) + (r + 1 < rows));
        for (int c = 0; c < columns; c++) {
            const int left = c > 0 ? c - 1 : c, right = c + 1 < columns ? c + 1 : c;
            MeshVertex *vertex = &mesh->vertices.items[(ptrdiff_t)r * columns + c];
            vertex->x = (float)(-half_w + dx * c);
            vertex->y = (float)(-half_h + dy * r);
            vertex->z = row[c];
            set_normal(vertex, (double)(row[right] - row[left]) / (dx * (right - left)),
                       (double)(above[c] - below[c]) / across);
        }
    }
    free(z);
}

MeshOrder mesh_order(double east, double north)
{
    if (fabs(east) > fabs(north)) {
        return east > 0 ? MESH_FROM_EAST : MESH_FROM_WEST;
    }
    return north > 0 ? MESH_FROM_NORTH : MESH_FROM_SOUTH;
}

size_t mesh_indices(int columns, int rows, int stride, MeshOrder order, uint32_t *indices)
{
    assert((columns - 1) % stride == 0 && (rows - 1) % stride == 0);
    const int across = (columns - 1) / stride, up = (rows - 1) / stride;
    const bool by_rows = order == MESH_FROM_SOUTH || order == MESH_FROM_NORTH;
    const bool back = order == MESH_FROM_NORTH || order == MESH_FROM_EAST;
    const int outer = by_rows ? up : across, inner = by_rows ? across : up;
    size_t n = 0;
    for (int i = 0; indices && i < outer; i++) {
        const int strip = back ? outer - 1 - i : i;
        for (int j = 0; j < inner; j++) {
            const int r = (by_rows ? strip : j) * stride, c = (by_rows ? j : strip) * stride;
            const uint32_t a = (uint32_t)(r * columns + c), b = a + (uint32_t)stride;
            const uint32_t d = a + (uint32_t)(stride * columns), e = d + (uint32_t)stride;
            const uint32_t corners[6] = { a, b, e, a, e, d };
            for (int k = 0; k < 6; k++) {
                indices[n++] = corners[k];
            }
        }
    }
    return (size_t)across * (size_t)up * 6;
}
