// The landscape's stationary points: + a minimum, × a saddle (also a degenerate one), a triangle a
// maximum. From above signs; on a surface pins that stand on it, with their values.
#pragma once

#include "app/landscape/workspace.h"
#include "draw/labels.h"

// A pin in the picture, logical pixels; from above its head is its foot.
typedef struct Pin {
    const Stationary *point;
    StationaryKind kind; // as which it is shown
    float foot[2], head[2];
    double away; // from the eye
    bool seen;   // its head: nothing of the surface stands before it
} Pin;

// Those that are shown and lie in the picture, the farthest first.
typedef struct Pins {
    Pin items[WORKSPACE_POINTS_MAX];
    int count;
    bool standing; // on a surface
    float size;    // of standing ones: 1, less where they are many
} Pins;

void pins_place(const Workspace *workspace, const Projection *on, Pins *pins);
void pins_draw(Canvas *canvas, const Pins *pins);
// Adds the heads of standing pins that are seen.
void pins_cover(const Pins *pins, Taken *taken);
// The values of f beside the heads of standing pins, where there is room: first those that are
// seen, minima, the lowest first, then maxima, then saddles; then hidden minima, muted. The lowest
// has its value in any case.
void pins_values(Canvas *canvas, const Theme *theme, const Workspace *workspace, const Pins *pins,
                 Rect clear, Taken *taken);
