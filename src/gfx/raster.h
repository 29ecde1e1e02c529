// Boxes drawn by the processor, for graphics drivers that are the processor anyway: a rasterizer
// made for any triangle spends a microsecond on each of the thousands of small ones in a path.
#pragma once

#include "base/array.h"
#include "base/parallel.h"
#include "gfx/quads.h"

// Whether the quad is one that raster_quads draws well: small, and no part of a polygon.
bool raster_suits(const BoxVertex quad[4]);

// The part of `clip`, whole pixels, that the quads [4 * count] touch.
Bounds raster_area(const BoxVertex *quads, size_t count, const Bounds *clip);

// The quads blended in order onto nothing: pixels [h][w] of `area`, premultiplied RGBA bytes. The
// same picture as shaders/box.* gives, to rounding.
void raster_quads(Parallel *parallel, const BoxVertex *quads, size_t count, const Bounds *area,
                  uint32_t *pixels);
