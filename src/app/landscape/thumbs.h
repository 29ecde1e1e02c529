// A small picture of every landscape, as it is with its own numbers: bands between contours, for a
// list to choose from. Computed once, a part in every frame.
#pragma once

#include "draw/canvas.h"

typedef struct Thumbs Thumbs;

Thumbs *thumbs_create(void);
void thumbs_destroy(Thumbs *thumbs);
// Computes on for about that long (INFINITY: all); whether more remains.
bool thumbs_advance(Thumbs *thumbs, double budget_s);
// Whether that landscape's is complete.
bool thumbs_has(const Thumbs *thumbs, int landscape);
// Fills the rectangle; nothing while it is not complete.
void thumbs_draw(const Thumbs *thumbs, Canvas *canvas, Rect rect, int landscape,
                 const Colormap *colors);

enum { THUMB_WIDTH = 64, THUMB_HEIGHT = 44 }; // of the picture, in samples
