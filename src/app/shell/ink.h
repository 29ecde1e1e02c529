// What is drawn over the window with a pen: lines of a colour that stay or fade, with undo. Plain
// data in logical pixels; a zeroed Ink is empty.
#pragma once

#include "base/kind.h"
#include "draw/canvas.h"

typedef enum InkColor { INK_RED, INK_YELLOW, INK_GREEN, INK_BLUE, INK_PLAIN, INK_COUNT } InkColor;
extern const Registry ink_kinds; // of InkColors
Color ink_color(InkColor color, const Theme *theme);

// A line that fades stays whole so long once the pen is lifted, then thins out; 0 s with reduced
// motion.
#define INK_STAYS_S 5.0
#define INK_FADES_S 0.8

typedef struct InkPoint {
    float x, y;
} InkPoint;

typedef struct InkLine {
    InkColor color;
    float width;
    bool fades;
    double ended_s;     // when the pen was lifted; INFINITY: it is down
    int added, cleared; // deeds; cleared -1: it is not
    Array(InkPoint) points;
} InkLine;

typedef struct Ink {
    Array(InkLine) lines;
    int deeds, at; // how many there are; how many are not taken back
} Ink;

void ink_finish(Ink *ink);
// The pen goes down, moves, is lifted. What was taken back is gone.
void ink_begin(Ink *ink, InkPoint at, InkColor color, float width, bool fades);
void ink_to(Ink *ink, InkPoint at);
void ink_end(Ink *ink, double now_s);
// Whether the pen is down.
bool ink_drawing(const Ink *ink);
// Takes back (-1) or brings again (+1) the last line or clearing of which anything is still to be
// seen; false if there is none.
bool ink_undo(Ink *ink, int direction, double now_s);
// All lines go, which can be undone; false if there were none.
bool ink_clear(Ink *ink, double now_s);
// How many lines are to be seen.
int ink_count(const Ink *ink, double now_s);
// Draws them with a rim of `rim`; `still`: none thins out. When the picture next changes by itself;
// INFINITY: never.
double ink_draw(const Ink *ink, Canvas *canvas, const Theme *theme, bool still, double now_s);
