// Shapes of a canvas as quads in physical pixels, y down: geometry without GL.
#pragma once

#include "draw/canvas.h"
#include "gfx/atlas.h"

typedef struct Bounds {
    float x0, y0, x1, y1;
} Bounds;

// Four to a quad, in order around it.
typedef struct BoxVertex {
    float x, y;
    float local_x, local_y; // from the box's centre, along its sides
    float core_x, core_y;   // half sizes less the radius
    float radius, border_width;
    Color fill, border;
} BoxVertex;

typedef struct FlatVertex {
    float x, y;
    Color color;
} FlatVertex;

typedef struct TextVertex {
    int16_t x, y;
    uint16_t u, v; // texels
    Color color;
} TextVertex;

typedef Array(BoxVertex) BoxVertices;
typedef Array(TextVertex) TextVertices;

// What became of a shape: nothing to see, quads cut to `clip`, or quads that reach out of it.
typedef enum QuadsFit { QUADS_NONE, QUADS_INSIDE, QUADS_ACROSS } QuadsFit;

// A large plain rectangle, which needs no anti-aliasing: cut to clip. False if it is none, or
// better drawn with the small boxes around it.
bool quads_plain(const Shape *shape, float scale, Bounds *rect);
QuadsFit quads_box(const Shape *shape, float scale, const Bounds *clip, BoxVertices *out);
QuadsFit quads_polygon(const Shape *shape, float scale, const Bounds *clip, BoxVertices *out);
QuadsFit quads_text(const Shape *shape, const char *text, float scale, const Bounds *clip,
                    Atlas *atlas, TextVertices *out);
