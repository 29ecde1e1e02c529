// Reads a picture as data: what is written where, which way an arrow points, how high a curve is.
// For any canvas, the window's (bench->app.shell.canvas) as well as one that a test has drawn into.
// Colours are matched exactly in red, green and blue; alpha is not looked at. Coordinates are
// logical pixels. `within` limits the search to what lies in a rectangle; LOOK_ALL: everywhere.
#pragma once

#include "draw/canvas.h"

#define LOOK_ALL ((Rect){ -1e9f, -1e9f, 2e9f, 2e9f })

typedef struct LookText {
    char text[200];
    Rect rect;  // from the ascent to the baseline, about the height of a capital
    float size; // of the letters
    Color color;
    int layer;
} LookText;

typedef struct LookLine {
    float x0, y0, x1, y1; // where it begins and ends, without round ends
    float width;
    Color color;
} LookLine;

typedef struct LookPoint {
    float x, y;
} LookPoint;

// The texts that lie within, in the order they were drawn; how many there are, at most max kept.
int look_texts(const Canvas *canvas, Rect within, LookText *out, int max);
// The first text that is exactly this, or begins so; false if there is none. out may be NULL.
bool look_text(const Canvas *canvas, const char *text, Rect within, LookText *out);
bool look_text_begins(const Canvas *canvas, const char *begin, Rect within, LookText *out);
// The first text that has this in it.
bool look_text_has(const Canvas *canvas, const char *part, Rect within, LookText *out);

// Lines of that colour with both ends within, in the order they were drawn.
int look_lines(const Canvas *canvas, Color color, Rect within, LookLine *out, int max);
// The corners of the curve or path in that colour: lines that go on where the one before ended. A
// gap (a dash, a lost run) simply goes on with the next line. How many; at most max are kept.
int look_path(const Canvas *canvas, Color color, Rect within, LookPoint *out, int max);
// How high the curve of that colour is at x; false if none of its lines crosses x.
bool look_height(const Canvas *canvas, Color color, Rect within, float x, float *y);
// The middles of the markers of that colour: circles and polygons, not lines.
int look_markers(const Canvas *canvas, Color color, Rect within, LookPoint *out, int max);
// The first arrow of that colour: a line, and the polygon of its head drawn just after it. From its
// tail to the tip of the head.
bool look_arrow(const Canvas *canvas, Color color, Rect within, LookLine *out);
// All of them.
int look_arrows(const Canvas *canvas, Color color, Rect within, LookLine *out, int max);
// Boxes and rectangles filled with that colour, upright and not a circle: bars, plates, panels.
int look_boxes(const Canvas *canvas, Color color, Rect within, Rect *out, int max);
