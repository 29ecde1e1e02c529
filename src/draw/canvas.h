// A picture as data: a list of shapes. Widgets and plots write to it; gfx/paint shows it, a test
// reads it. Coordinates are logical pixels, x right, y down; whoever paints scales them.
//
// Order: layers from low to high; inside a layer first all images, then boxes and polygons as they
// come, then all texts. So a popup is a higher layer.
#pragma once

#include "base/array.h"
#include "draw/color.h"

typedef struct Rect {
    float x, y, w, h;
} Rect;

static inline bool rect_has(Rect r, float x, float y)
{
    return x >= r.x && y >= r.y && x < r.x + r.w && y < r.y + r.h;
}

Rect rect_intersect(Rect a, Rect b); // w and h never negative
bool rect_overlap(Rect a, Rect b);   // more than at an edge
Rect rect_inset(Rect r, float by);

typedef enum Font { FONT_SANS, FONT_BOLD, FONT_MONO, FONT_COUNT } Font;

// How wide a text is, so that layout needs no font library. `size` and results are logical pixels.
typedef struct FontMetrics {
    void *self;
    float (*width)(void *self, Font font, float size, const char *text, size_t length);
} FontMetrics;

// Height of capitals and position of the baseline are the same for all fonts here: text of `size`
// whose middle shall be at y has its baseline at y + TEXT_MIDDLE * size.
#define TEXT_MIDDLE 0.36f

typedef enum ShapeKind {
    SHAPE_IMAGE,   // box: where; image: which
    SHAPE_BOX,     // rectangle, rounded box, circle or thick line, anti-aliased
    SHAPE_POLYGON, // convex, anti-aliased
    SHAPE_TEXT,
} ShapeKind;

enum { POLYGON_POINTS_MAX = 8 };

typedef struct Shape {
    ShapeKind kind;
    int16_t layer;
    int16_t clip;       // index into Canvas.clips
    Color fill, border; // a text's colour is fill
    union {
        struct {
            float x, y; // centre
            float half_w, half_h;
            float cosine, sine; // of its turn; 1, 0 for upright
            float radius;       // of the corners
            float border_width; // drawn inside the outline
        } box;
        struct {
            int count;
            float x[POLYGON_POINTS_MAX], y[POLYGON_POINTS_MAX]; // in order around
        } polygon;
        struct {
            float x, y; // left end of the baseline
            float size;
            float spacing; // added between letters
            Font font;
            uint32_t at, length; // bytes in Canvas.texts
        } text;
        struct {
            Rect rect;
            int id;
        } image;
    };
} Shape;

typedef struct Canvas {
    Array(Shape) shapes;
    Array(char) texts;
    Array(Rect) clips;
    Array(int16_t) clip_stack;
    int16_t layer;
    Array(uint32_t) cut;        // shapes whose text had to be shortened: a layout that does not fit
    const FontMetrics *metrics; // not owned
    float least; // letters smaller than this cannot be read from where it is seen; 0: all can
    Color clear; // what the whole picture is filled with first
} Canvas;

void canvas_finish(Canvas *canvas);
// Empties it for a picture of that size, keeping the memory.
void canvas_begin(Canvas *canvas, const FontMetrics *metrics, float width, float height,
                  Color clear);

// How far a picture has come; and back to there, as if nothing had been drawn since.
typedef struct CanvasMark {
    size_t shapes, texts, cut;
} CanvasMark;
CanvasMark canvas_mark(const Canvas *canvas);
void canvas_back(Canvas *canvas, CanvasMark mark);

// Makes `to` a copy of a picture that is moved by so much; `from` lives as long as its metrics.
void canvas_shifted(Canvas *to, const Canvas *from, float dx, float dy);

// Clips are rectangles and intersect with those around them.
void canvas_clip_push(Canvas *canvas, Rect rect);
// The whole picture again, whatever is around: for popups.
void canvas_clip_push_whole(Canvas *canvas);
void canvas_clip_pop(Canvas *canvas);
Rect canvas_clip(const Canvas *canvas);

void canvas_rect(Canvas *canvas, Rect rect, Color fill);
// border_width 0: none. radius is cut to half the smaller side.
void canvas_box(Canvas *canvas, Rect rect, float radius, Color fill, float border_width,
                Color border);
void canvas_circle(Canvas *canvas, float x, float y, float radius, Color fill, float border_width,
                   Color border);
// Round ends; `butt` cuts them straight at the points.
void canvas_line(Canvas *canvas, float x0, float y0, float x1, float y1, float width, Color color);
void canvas_line_butt(Canvas *canvas, float x0, float y0, float x1, float y1, float width,
                      Color color);
void canvas_polygon(Canvas *canvas, int count, const float *x, const float *y, Color fill);
// A series' marker of that radius, with an outline (outline_width may be 0).
void canvas_marker(Canvas *canvas, Marker marker, float x, float y, float radius, Color fill,
                   float outline_width, Color outline);
void canvas_image(Canvas *canvas, Rect rect, int id);

typedef enum Align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT } Align;

// x: left end, middle or right end as align says; y: the baseline. Returns the width.
float canvas_text(Canvas *canvas, float x, float y, Align align, Font font, float size, Color color,
                  const char *text);
// Cut with "…" where it would be wider than max_width.
float canvas_text_fit(Canvas *canvas, float x, float y, Align align, Font font, float size,
                      Color color, const char *text, float max_width);
float canvas_text_width(const Canvas *canvas, Font font, float size, const char *text);
const char *canvas_text_of(const Canvas *canvas, const Shape *shape); // not zero-terminated
