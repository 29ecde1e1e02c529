// What the surface hides, of what lies on it.
#pragma once

#include "app/landscape/relief.h"

// To be called when the eye is aimed: makes the ridges that the mesh has, where it is another one.
void relief_seen_follow(Relief *relief);
// Whether a point on the surface, scene coordinates, is seen, as f itself tells.
bool relief_seen(const Relief *relief, const double scene[3]);
