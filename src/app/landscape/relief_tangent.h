// Steps along the plane that touches the surface, for what is drawn of gradients and vectors.
#pragma once

#include "app/landscape/relief.h"

// Whether a place lies on the part of the surface that is shown: in the view, between the cuts.
bool relief_holds(const Relief *relief, Place at);
// The camera's (draw/projection.h); self is a Relief that was aimed. The rise is that of z: pixels
// for each pixel of the map, 0 where f has no gradient.
void relief_rise(const void *self, Place at, const double *gradient, double rise[2]);
// The step ends where its tangent does, above or below the place of the plane that it leads to; but
// no farther below the ground or above the top than the RELIEF_BEYOND-th part of the height, which
// a wall's tangent would leave at once.
bool relief_step(const void *self, Rect picture, Place at, const double rise[2], double dx,
                 double dy, double px[2]);
#define RELIEF_BEYOND 0.25
