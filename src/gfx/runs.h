// Long runs of small boxes, drawn by raster.c and shown as one picture each. Only for graphics
// drivers that are the processor; a graphics card draws the boxes faster itself.
#pragma once

#include "base/error.h"
#include "gfx/quads.h"

typedef struct Runs Runs;

// Whether this context's driver draws with the processor.
bool runs_wanted(void);
Runs *runs_create(Error *err);
void runs_destroy(Runs *runs);

// Forgets the pictures of the last frame.
void runs_begin(Runs *runs);
// Draws `count` quads within clip as a picture and keeps it; its number, -1 if there are too many.
int runs_add(Runs *runs, const BoxVertex *quads, size_t count, const Bounds *clip);
// Blends it into the bound framebuffer.
void runs_draw(const Runs *runs, int number, int width_px, int height_px);

// How many of the first quads, at most `count`, are better drawn as a run (*run) or as they are.
size_t runs_split(const BoxVertex *quads, size_t count, const Bounds *clip, bool *run);
