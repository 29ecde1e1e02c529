// A Canvas to vertex batches to the screen.
#pragma once

#include "draw/canvas.h"
#include "gfx/atlas.h"

typedef struct Paint Paint;

Paint *paint_create(Atlas *atlas, Error *err);
void paint_destroy(Paint *paint);

// Draws an image of the canvas: `rect_px` [x, y, w, h] in physical pixels from the top left of a
// framebuffer of size width_px x height_px; the viewport is the caller's to restore.
typedef void PaintImage(void *context, int id, const int rect_px[4], int width_px, int height_px);

// Into the bound framebuffer, whose size in physical pixels is given.
void paint_canvas(Paint *paint, const Canvas *canvas, float scale, int width_px, int height_px,
                  PaintImage *image, void *context);
