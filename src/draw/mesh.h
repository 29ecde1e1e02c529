// Heights on a grid as a surface of triangles: places and normals, and in which order to draw them.
#pragma once

#include "base/array.h"

typedef struct MeshVertex {
    float x, y, z;
    float normal[3]; // of length 1, upwards
} MeshVertex;

typedef struct Mesh {
    int columns, rows;
    Array(MeshVertex) vertices; // [rows][columns], row 0 at the smallest y
    bool holes;                 // some height was NaN: it has a neighbour's
} Mesh;

void mesh_finish(Mesh *mesh);
// heights [rows][columns] of the corners of cells over -half_w..half_w, -half_h..half_h; NaN and
// infinities allowed: no vertex has one. Heights outside low..high are cut to that.
void mesh_build(Mesh *mesh, int columns, int rows, const float *heights, double half_w,
                double half_h, float low, float high);

// The cells in four orders, so that what is near is drawn first: which one for an eye to the
// (east, north) of the middle.
typedef enum MeshOrder {
    MESH_FROM_SOUTH,
    MESH_FROM_NORTH,
    MESH_FROM_WEST,
    MESH_FROM_EAST,
    MESH_ORDERS
} MeshOrder;
MeshOrder mesh_order(double east, double north);
// Triangles of every `stride`-th vertex, which divides columns - 1 and rows - 1: returns how many
// indices; indices NULL: only counts.
size_t mesh_indices(int columns, int rows, int stride, MeshOrder order, uint32_t *indices);
