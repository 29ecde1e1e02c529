// From where the surface is seen just now. The scene says where its camera is; the eye glides there
// when that is set, turns on from there as on a turntable, or rides along with a racer.
#pragma once

#include "base/orbit.h"

typedef struct EyePose {
    Orbit orbit;
    double target[3]; // what it looks at, scene coordinates (draw/lens.h)
} EyePose;

typedef struct Eye {
    EyePose from;  // of a glide ...
    double left_s; // ... that takes so long still; 0: none
    bool turns;
    double turned;  // degrees that the turntable has added to the scene's azimuth
    unsigned rides; // the id of the racer it rides along with; 0: none
    EyePose ride;
} Eye;
