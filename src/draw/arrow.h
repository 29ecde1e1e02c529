// Arrows: a plain one, and a hollow one, which is not taken for a path.
#pragma once

#include "draw/canvas.h"

#define ARROW_WIDTH 5.0f    // of a hollow one's shaft at most
#define ARROW_SHORTEST 1.5f // shorter ones are not drawn

extern const Color arrow_shade; // of the rim that sets an arrow off from what is below it

// From x, y along dx, dy, which is not 0; `grow`: wider all around, for a rim below another one.
void arrow_solid(Canvas *canvas, float x, float y, float dx, float dy, float width, float grow,
                 Color color);
// A dark rim, the colour, a dark core, all as opaque as the colour.
void arrow_hollow(Canvas *canvas, float x, float y, float dx, float dy, Color color);
