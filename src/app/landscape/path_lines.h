// A line on the screen and its strokes: halo, line, dashes, step dots.
#pragma once

#include "app/landscape/drape.h"
#include "draw/canvas.h"

typedef struct Vertex {
    double x, y; // pixels
    bool shared; // an earlier run walks the segment that ends here
    // Of lines on the surface:
    bool hidden;  // the segment that ends here is behind something
    bool apart;   // no segment ends here
    bool between; // no step is here
} Vertex;

typedef Array(Vertex) Vertices;

// Segments shared with an earlier run: left out (a halo over the other path would hide it) or
// dashed.
typedef enum Stroke { STROKE_OWN, STROKE_DASHED } Stroke;

void vertices_stroke(Canvas *canvas, const Vertices *vertices, Rect picture, float width,
                     Color color, Stroke kind, bool hidden);
// On all steps, the last vertex left out; hidden ones or those that are seen.
void vertices_dots(Canvas *canvas, const Vertices *vertices, Rect picture, Color color,
                   bool hidden);
// What is hidden, dimmed, and over it what is seen; halo_width 0: without one.
void line_draw(Canvas *canvas, const Vertices *vertices, const Projection *on, float width,
               Color color, float halo_width, Color halo);
// The colour of what stands behind something.
Color line_dimmed(Color color);
// The part of a drape up to `until`, and from there on to `end` if there is one, as it is seen.
void vertices_drape(Vertices *vertices, const Relief *relief, const Drape *drape, double until,
                    const Place *end);
