// How a landscape is shown as a surface: beside its map or alone, from where, how high.
#pragma once

#include "base/orbit.h"
#include "base/registry.h"

typedef enum ReliefKind {
    RELIEF_OFF,  // the map alone
    RELIEF_ONLY, // the surface alone
    RELIEF_BOTH, // side by side
    RELIEF_COUNT
} ReliefKind;

// What height stands for.
typedef enum ReliefHeight {
    RELIEF_AUTO,   // whichever of the two shows more of this landscape
    RELIEF_LINEAR, // f
    RELIEF_LOG,    // its logarithm above the lowest value
    RELIEF_HEIGHT_COUNT
} ReliefHeight;

extern const Registry relief_kinds, relief_height_kinds;

typedef struct ReliefLook {
    ReliefKind kind;
    ReliefHeight height;
    double exaggeration; // times the usual height, 0.2..5
    Orbit camera;
} ReliefLook;

// A place of the eye that has a name.
typedef struct ReliefCamera {
    Kind kind;
    Orbit orbit;
} ReliefCamera;

extern const Registry relief_cameras; // of ReliefCameras
extern const Orbit relief_camera;     // the one to begin with

bool relief_look_equal(const ReliefLook *a, const ReliefLook *b);
