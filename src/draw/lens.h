// An eye in an orbit about a scene of three coordinates: places to pixels, pixels to rays.
//
// The scene is measured in the map's logical pixels: x right and y up as on the map, whose middle
// is the origin, z up from the ground. The eye looks at `target`; at distance 1 a length in the
// plane through it, seen square, is as long on the screen.
#pragma once

#include "base/orbit.h"
#include "draw/canvas.h"

typedef struct Lens {
    Rect picture;
    Orbit orbit;
    double target[3];
    double right[3], up[3], back[3]; // unit vectors; `back` from the target to the eye
    double eye_away;                 // from the target to the eye, scene units
    double near, far;                // along the way from the eye: what is drawn lies between
    float matrix[16];                // scene to clip space, column by column, for GL
} Lens;

// `distance` is the orbit's own, whatever fits. radius: the scene's farthest place from the target,
// > 0.
void lens_aim(Lens *lens, const Orbit *orbit, Rect picture, const double target[3], double radius);
// Logical pixels and how far in front of the eye, scene units; false behind the eye.
bool lens_px(const Lens *lens, const double at[3], double px[2], double *away);
// The ray that is seen at a pixel: from its beginning in the direction of length 1.
void lens_ray(const Lens *lens, double x_px, double y_px, double from[3], double along[3]);
// The ray from a place to the eye: direction of length 1. (Without perspective all are `back`.)
void lens_to_eye(const Lens *lens, const double at[3], double along[3]);
// Pixels of a length 1 at a place, seen square.
double lens_scale(const Lens *lens, const double at[3]);
// At which distance a cylinder fits the picture, whichever way it is turned: about the vertical
// line through the target, so far from it, from `low` to `high` above the target, with an edge of
// so many pixels left free.
double lens_fit(const Orbit *orbit, Rect picture, double radius, double low, double high,
                double edge);
