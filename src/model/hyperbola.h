// How far it is to the curves xy = 1 and xy = −1, where the minima of the landscape `product` lie.
#pragma once

// A LandscapeDistance; there are no parameters.
double hyperbola_distance(const double *params, double x, double y);
