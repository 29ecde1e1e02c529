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
// Whether it has arrows to where adversarial steps move points; one of them.
bool lab_arrows_shown(const LabSpace *space, int index);
void lab_arrow_draw(Canvas *canvas, float x0, float y0, float x1, float y1, float head,
                    const Theme *theme);
