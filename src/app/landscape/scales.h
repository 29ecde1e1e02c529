// What says how long and how high things are on the picture: ticks along its edges and the colour
// bar, on plates. `clear` is what of the picture no drawer covers.
#pragma once

#include "app/landscape/workspace.h"
#include "draw/labels.h"
#include "draw/plate.h"

enum { SCALE_VALUES_MAX = 5 };
typedef struct ScaleValue {
    double value;
    float at; // from the scale's lower end
    char text[40];
} ScaleValue;

// Says in the middle of a picture, or below what is taken there, that f is defined nowhere in it;
// returns the plate.
Rect scales_undefined(Canvas *canvas, const Theme *theme, Rect picture, const Taken *taken);
// As many round values as have room beside a scale of that length, from its lower end up; one where
// all are the same.
int scale_values(const Tint *tint, float length, ScaleValue values[SCALE_VALUES_MAX]);
void scales_axes(Canvas *canvas, const Theme *theme, const Projection *on, Rect clear,
                 Taken *taken);
// About where the bar of colours lies beside a surface, whatever its values.
Rect scales_colors_place(Rect picture);
// None where no value is finite; one value where all are the same.
void scales_colors(Canvas *canvas, const Theme *theme, const Workspace *workspace, Rect picture,
                   bool surface, Taken *taken);
