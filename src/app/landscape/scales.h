// What says how long and how high things are on the picture: ticks along its edges and the colour
// bar, on plates. `clear` is what of the picture no drawer covers.
#pragma once

#include "app/landscape/workspace.h"
#include "draw/labels.h"
#include "draw/plate.h"

void scales_axes(Canvas *canvas, const Theme *theme, const Projection *on, Rect clear,
                 Taken *taken);
void scales_colors(Canvas *canvas, const Theme *theme, const Workspace *workspace, Rect picture,
                   Taken *taken);
