// The surface's shader program: its variants, and what they are told.
#pragma once

#include "gfx/surface.h"

// Texture units.
enum { UNIT_VALUES, UNIT_COLORS, UNIT_HOLES };

typedef enum SurfaceVariant {
    SURFACE_PLAIN,
    SURFACE_SMOOTH = 1, // values are interpolated by cubic splines, not linearly
    SURFACE_HOLES = 2,  // some values are not numbers
    SURFACE_VARIANTS = 4
} SurfaceVariant;

typedef struct SurfaceProgram {
    unsigned id; // 0: not yet loaded
    int matrix, texel_of, cut, light, shading, logarithmic, scale, color_of, level_of, contour,
        contour_width, veil, undefined, least;
} SurfaceProgram;

bool surface_program_load(SurfaceProgram *program, SurfaceVariant variant, Error *err);
void surface_program_finish(SurfaceProgram *program); // accepts a zeroed one
// Uses it for the surface. texel_of: the texture's place of a place of the scene, four numbers.
// multisampled: edges of holes cover pixels in part.
void surface_program_use(const SurfaceProgram *program, const SurfaceLook *look,
                         const float *texel_of, bool multisampled);
// The one in use, for the map on the floor.
void surface_program_floor(const SurfaceProgram *program, const SurfaceLook *look);
