// Tables of what a relief can be.
#include "sim/race/relief_look.h"

// clang-format off
static const Kind kinds[] = {
    [RELIEF_OFF]  = { .key = "off", .name = N_("2D"), .about = N_("the map") },
    [RELIEF_ONLY] = { .key = "only", .name = N_("3D"), .about = N_("the surface") },
    [RELIEF_BOTH] = { .key = "both", .name = N_("Both"), .about = N_("map and surface side by side") },
};
static const Kind heights[] = {
    [RELIEF_AUTO]   = { .key = "auto", .name = N_("Auto"), .about = N_("whichever shows more") },
    [RELIEF_LINEAR] = { .key = "linear", .name = N_("Linear"), .about = N_("height is f") },
    [RELIEF_LOG]    = { .key = "log", .name = N_("Log"), .about = N_("height is the logarithm of f above its lowest value") },
};
// Parallel from above it is the map. Isometric: equal lengths along x, y and z are seen equally long.
static const ReliefCamera cameras[] = {
    { { .key = "top", .name = N_("Top"), .about = N_("from above without perspective, as the map is") },
      { .azimuth = 0, .elevation = 90, .distance = 1, .parallel = true } },
    { { .key = "front", .name = N_("Front"), .about = N_("along y, level and without perspective: f over x") },
      { .azimuth = 0, .elevation = 0, .distance = 1, .parallel = true } },
    { { .key = "side", .name = N_("Side"), .about = N_("against x, level and without perspective: f over y") },
      { .azimuth = 90, .elevation = 0, .distance = 1, .parallel = true } },
    { { .key = "isometric", .name = N_("Isometric"), .about = N_("from a corner without perspective") },
      { .azimuth = 45, .elevation = 35.264389682754654, .distance = 1, .parallel = true } },
};
// clang-format on
static_assert(COUNT(kinds) == RELIEF_COUNT, "a row for each kind");
static_assert(COUNT(heights) == RELIEF_HEIGHT_COUNT, "a row for each kind of height");

const Registry relief_kinds = { REGISTRY(kinds) };
const Registry relief_height_kinds = { REGISTRY(heights) };

const Registry relief_cameras = { REGISTRY(cameras), .plain = true };

const Orbit relief_camera = { .azimuth = 30, .elevation = 35, .distance = 1 };

bool relief_look_equal(const ReliefLook *a, const ReliefLook *b)
{
    return a->kind == b->kind && a->height == b->height && a->exaggeration == b->exaggeration &&
           orbit_equal(&a->camera, &b->camera);
}
