// A surface and where things lie on it.
#pragma once

#include "app/network/lab_columns.h"

typedef struct LabSquare {
    Rect rect;
    float x0, y0, per_x, per_y; // pixels a unit; y goes up
} LabSquare;

LabSquare lab_square(const LabShot *shot, Rect rect);
// The place of the caption of a unit in the corner of a surface, or of the axes of a curve, at
// `rect`; what it says.
Rect lab_surface_caption(const Canvas *canvas, const LabSpace *space, LabUnitPlace unit, Rect rect,
                         char *text, size_t size);
