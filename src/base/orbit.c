// The ranges of an orbit, once for hands, flags and the lens.
#include "base/orbit.h"

#include "base/words.h"

#include <math.h>

// clang-format off
const Param orbit_params[] = {
    [ORBIT_AZIMUTH]   = { "azimuth", N_("Azimuth"), NULL, offsetof(Orbit, azimuth), 30, -360, 360, PARAM_LINEAR },
    [ORBIT_ELEVATION] = { "elevation", N_("Elevation"), NULL, offsetof(Orbit, elevation), 35, 0, 90, PARAM_LINEAR },
    [ORBIT_DISTANCE]  = { "distance", N_("Distance"), NULL, offsetof(Orbit, distance), 1, 0.1, 20, PARAM_LOG },
    { .key = NULL },
};
// clang-format on
static_assert(COUNT(orbit_params) == ORBIT_PARAM_COUNT + 1, "a row for each");

static double bounded(int param, double value)
{
    return clamp(value, orbit_params[param].min, orbit_params[param].max);
}

Orbit orbit_bounded(Orbit orbit)
{
    orbit.azimuth = remainder(orbit.azimuth, 360);
    orbit.elevation = bounded(ORBIT_ELEVATION, orbit.elevation);
    orbit.distance = bounded(ORBIT_DISTANCE, orbit.distance);
    return orbit;
}

Orbit orbit_rounded(Orbit orbit)
{
    orbit.azimuth = round(orbit.azimuth * 10) / 10;
    orbit.elevation = round(orbit.elevation * 10) / 10;
    orbit.distance = round(orbit.distance * 1000) / 1000;
    return orbit_bounded(orbit);
}

bool orbit_equal(const Orbit *a, const Orbit *b)
{
    return a->azimuth == b->azimuth && a->elevation == b->elevation && a->distance == b->distance &&
           a->parallel == b->parallel;
}
