// Between the files of io/vector: shapes and texts to cairo.
#pragma once

#include "base/array.h"
#include "io/vector.h"

#include <cairo.h>

// Shapes of one look that follow each other go into one path, which is drawn when another look
// comes: a curve of a hundred lines is one curve in the file.
typedef enum VectorPath { PATH_NONE, PATH_FILL, PATH_STROKE } VectorPath;

typedef struct VectorPen {
    cairo_t *cr;
    VectorPath path;
    Color color;
    double width;      // of a stroke
    double at[2];      // where its last line ended
    int clip;          // of the canvas that is set; 0: none
    const Rect *clips; // the canvas's
} VectorPen;

// A box, circle, line or polygon.
void vector_shape(VectorPen *pen, const Shape *shape);
// Draws what is waiting.
void vector_flush(VectorPen *pen);
// What is drawn next is clipped so, unless the clip does not cut these bounds.
void vector_clip(VectorPen *pen, int clip, Rect bounds);
void vector_color(cairo_t *cr, Color color);

typedef struct VectorFonts VectorFonts;
VectorFonts *vector_fonts_create(void);
void vector_fonts_destroy(VectorFonts *fonts);
void vector_text(VectorFonts *fonts, VectorPen *pen, const Shape *shape, const char *text,
                 const LetterSource *letters);

// A file in the making.
typedef Array(char) VectorBytes;
void vector_add(VectorBytes *bytes, const char *data, size_t length);
// What cairo has drawn with `unit` units for a logical pixel, as the file it is to be.
void vector_complete_svg(VectorBytes *drawn, const VectorPage *page, double unit, VectorBytes *out);
