// A canvas as a file of vectors, by cairo: curves as curves and text as text, at any size.
// PDF: fonts are embedded, each with the letters that are used. SVG: letters are outlines, which
// look alike everywhere, with the text itself, unseen, above them to be found and copied.
// The same canvas gives the same bytes: no date is in the file.
#pragma once

#include "base/error.h"
#include "draw/letters.h"

typedef enum VectorKind { VECTOR_SVG, VECTOR_PDF } VectorKind;

// An image of the canvas: pixels [height][width][3], top row first, sRGB; free()d by who asked.
typedef struct VectorImage {
    int width, height;
    uint8_t *pixels;
} VectorImage;

typedef struct VectorPage {
    const Canvas *canvas; // its clear colour is the ground; alpha 0: none
    float width, height;  // of the canvas, logical pixels
    double width_pt;      // of the page, 1/72 inch; as high as it then is
    const char *title;    // of the file; "" none
    const char *about;    // the command line that draws it; "" none
    LetterSource letters;
    bool (*image)(void *self, const Shape *shape, VectorImage *image, Error *err);
    void *self;
} VectorPage;

// The file is complete or not there. err->at is 0 when the path is at fault, -1 when writing
// failed.
bool vector_write(const char *path, VectorKind kind, const VectorPage *page, Error *err);
