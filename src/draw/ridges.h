// What of a surface hides what: looks from a place to the eye over the surface's heights. Where the
// grid of a mesh is fine enough to tell, it tells; else the heights themselves are asked.
#pragma once

#include "draw/lens.h"
#include "draw/mesh.h"

// Scene coordinates (draw/lens.h). Grids have row 0 at the smallest y.
typedef struct Ridges {
    int columns, rows;
    double half_w, half_h;
    double low, high;   // the surface is cut open there
    Array(float) z;     // [rows][columns]; NAN in holes
    Array(float) doubt; // [rows][columns]: how far the heights between may be from the grid's
    Array(float) tops;  // [tile rows][tile columns]: no height within is above
    double top;         // nor any at all
} Ridges;

// The heights z [count] at places x, y [count]; NAN where there are none.
typedef void RidgeHeights(const void *self, int count, const double *x, const double *y, double *z);

// What a look needs.
typedef struct RidgeEye {
    const Ridges *ridges;
    const Lens *lens;
    RidgeHeights *heights; // passed self; NULL: the grid alone tells
    const void *self;
} RidgeEye;

enum { RIDGES_TILE = 8 }; // cells along each side of a tile
static inline int ridges_tiles(int lines)
{
    return (lines - 2) / RIDGES_TILE + 1;
}

void ridges_finish(Ridges *ridges);
// Of a mesh over -half_w..half_w, -half_h..half_h. holes [rows][columns]: NAN where the mesh only
// bridges a hole; NULL: nowhere.
void ridges_build(Ridges *ridges, const Mesh *mesh, const float *holes, double half_w,
                  double half_h, double low, double high);
// Whether a place on the surface is seen. What the surface covers by less than about half a pixel
// is, so that a place on a slope that faces the eye never hides behind itself; the open cuts let
// the look through.
bool ridges_seen(const RidgeEye *eye, const double at[3]);
