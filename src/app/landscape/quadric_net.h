// What the landscape is taken for to second order at the cursor, as a wire net over a disc: a bowl,
// a saddle, a ridge ..., and the word that the panel has for it. From above its rim and its
// principal axes are seen.
#pragma once

#include "app/landscape/workspace.h"
#include "draw/labels.h"
#include "sim/plane/quadric.h"

extern const Color quadric_up, quadric_down, quadric_straight; // of lines, by how they bend

// Lines along the one axis, then along the other, then the rim; the middle ones of each axis go
// through the point itself.
enum {
    QUADRIC_HALF = 4, // lines on either side of an axis
    QUADRIC_ACROSS = 2 * QUADRIC_HALF + 1,
    QUADRIC_RIM = 2 * QUADRIC_ACROSS,
    QUADRIC_LINES,
    QUADRIC_PARTS = 32 // of a line
};

// Point `part` (0..QUADRIC_PARTS) of a line of the net, on the quadric.
Place quadric_net_place(const Quadric *quadric, double radius, int line, int part);
// How large the disc is in a picture, units of the plane.
double quadric_radius(const Projection *on);
// At `hover`, or at the start if that is NULL; nothing where f has no second order. What lies
// beyond the heights that are shown is cut away, what the surface hides is faint. Returns what of
// the picture the net covers, nothing where it was not drawn.
Rect quadric_draw(Canvas *canvas, Workspace *workspace, const Projection *on, const double *hover);
// The word, above the net that was drawn last and covers `net_box`.
void quadric_word(Canvas *canvas, const Theme *theme, const Workspace *workspace, Rect net_box,
                  Rect clear, Taken *taken);
