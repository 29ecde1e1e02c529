// Tables of what a relief can be.
#include "sim/race/relief_look.h"

// clang-format off
static const Kind kinds[] = {
    [RELIEF_OFF]  = { .key = "off", .name = N_("2D"), .about = N_("the map") },
    [RELIEF_BOTH] = { .key = "both", .name = N_("Both"), .about = N_("map and surface side by side") },
    [RELIEF_ONLY] = { .key = "only", .name = N_("3D"), .about = N_("the surface") },
};
static const Kind heights[] = {
    [RELIEF_AUTO]   = { .key = "auto", .name = N_("Auto"), .about = N_("whichever shows more") },
    [RELIEF_LINEAR] = { .key = "linear", .name = N_("Linear"), .about = N_("height is f") },
    [RELIEF_LOG]    = { .key = "log", .name = N_("Log"), .about = N_("height is the logarithm of f above its lowest value") },
};
// clang-format on
static_assert(COUNT(kinds) == RELIEF_COUNT, "a row for each kind");
static_assert(COUNT(heights) == RELIEF_HEIGHT_COUNT, "a row for each kind of height");

const Registry relief_kinds = { REGISTRY(kinds) };
const Registry relief_heights = { REGISTRY(heights) };

const Orbit relief_camera = { .azimuth = 30, .elevation = 35, .distance = 1.6 };

static bool same_orbits(const Orbit *a, const Orbit *b)
{
    return a->azimuth == b->azimuth && a->elevation == b->elevation && a->distance == b->distance &&
           a->parallel == b->parallel;
}

bool relief_look_equal(const ReliefLook *a, const ReliefLook *b)
{
    return a->kind == b->kind && a->height == b->height && a->exaggeration == b->exaggeration &&
           same_orbits(&a->camera, &b->camera);
}
