// From where a surface is looked at, as plain data.
#pragma once

#include "base/param.h"

typedef struct Orbit {
    double azimuth;   // degrees; 0: the eye is in the south and looks along +y, 90: in the east
    double elevation; // degrees above the plane, 0..90; 90: from above
    double distance;  // > 0; at 1 all of it fits the picture, however it is turned; seen from above
                      // without perspective the plane fills it as a map does. At 2: half as large
    bool parallel;    // no perspective
} Orbit;

enum { ORBIT_AZIMUTH, ORBIT_ELEVATION, ORBIT_DISTANCE, ORBIT_PARAM_COUNT };
extern const Param orbit_params[]; // of Orbit, in this order; what may be typed; ends with key NULL

// Within these ranges, azimuth within -180..180.
Orbit orbit_bounded(Orbit orbit);
// As a hand sets it: tenths of a degree, thousandths of the distance, so that it is short to write.
Orbit orbit_rounded(Orbit orbit);
bool orbit_equal(const Orbit *a, const Orbit *b);
