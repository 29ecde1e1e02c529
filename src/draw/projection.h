// How the plane of a landscape, and what stands above it, lies on the screen. Pictures turn places
// into pixels by this alone, so that a map seen from above and a surface seen from aside are drawn
// by the same code.
#pragma once

#include "draw/canvas.h"

// A place: x, y of the plane and the value f there. What lies on the ground has f NAN.
typedef struct Place {
    double x, y, f;
} Place;

// Looks from aside. self is passed on.
typedef struct Camera {
    const void *self;
    // Logical pixels; false if the place is behind the eye.
    bool (*px)(const void *self, Rect picture, Place at, double px[2]);
    // The place of the plane that is seen at a pixel; false if none is.
    bool (*plane)(const void *self, Rect picture, double x_px, double y_px, double at[2]);
    // Whether nothing stands between the place and the eye. NULL: nothing ever does.
    bool (*seen)(const void *self, Place at);
    // Optional, both or none: how a place's height as it is seen rises with x and y, in a measure
    // of the camera's own (gradient: f's there, NULL: to be asked for), and where a step that rises
    // so leads to, as px() says. Without them steps stay level.
    void (*rise)(const void *self, Place at, const double *gradient, double rise[2]);
    bool (*step)(const void *self, Rect picture, Place at, const double rise[2], double dx,
                 double dy, double px[2]);
} Camera;

typedef struct Projection {
    Rect picture;         // logical pixels
    double x, y;          // seen from above: what lies in the middle of the picture, ...
    double unit;          // ... and units of the plane per logical pixel, > 0
    const Camera *camera; // NULL: from above, which does not look at f
} Projection;

// False if it cannot be seen at all; what lies beside the picture can.
bool projection_px(const Projection *on, Place at, double px[2]);
// The same in floats, for drawing; false as well where it lies far outside the picture.
bool projection_point(const Projection *on, Place at, float *x, float *y);
bool projection_seen(const Projection *on, Place at);
bool projection_plane(const Projection *on, double x_px, double y_px, double at[2]);

// Where steps from a place lead that stay in the plane that touches the surface there: seen from
// above a step is as long as ever.
typedef struct Tangent {
    const Projection *on;
    Place at;
    double px[2];   // where the place is seen
    double rise[2]; // the camera's
} Tangent;

// gradient [2]: of f at the place, NULL: not known. False if the place cannot be seen.
bool projection_tangent(const Projection *on, Place at, const double *gradient, Tangent *tangent);
// Where the step dx, dy ends, logical pixels; false if that cannot be seen.
bool tangent_px(const Tangent *tangent, double dx, double dy, double px[2]);
