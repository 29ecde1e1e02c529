// What stands on a picture stands on a plate: the theme's background, nearly opaque, so that its
// text can be read on any ground.
#pragma once

#include "draw/canvas.h"

#define PLATE_SHARE 0.8f // how much of the ground a plate hides

void plate_draw(Canvas *canvas, const Theme *theme, Rect rect);
// On a panel, where it lies over curves, with corners of that radius.
void plate_on_panel(Canvas *canvas, const Theme *theme, Rect rect, float radius);
// The colour of a plate where it lies on `ground`.
Color plate_over(const Theme *theme, Color ground);

// A text on a plate of its own. x and y as of canvas_text(); returns the plate.
Rect plate_text(Canvas *canvas, const Theme *theme, float x, float y, Align align, Font font,
                float size, const char *text);
// The size of such a plate.
Rect plate_size(const Canvas *canvas, Font font, float size, const char *text);
// The text on its plate at that place.
void plate_text_in(Canvas *canvas, const Theme *theme, Rect plate, Font font, float size,
                   const char *text);
