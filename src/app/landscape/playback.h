// Where playback stands on a race, and how fast it goes.
#pragma once

#include "base/registry.h"

enum { SPEED_COUNT = 4 };

typedef struct Playback {
    double cursor; // steps; between two steps the heads are drawn between their points
    bool playing, loop;
    int speed;       // index into playback_speeds
    double rested_s; // how long it has been at the last step, for the loop
} Playback;

typedef struct PlaybackSpeed {
    Kind kind;
    double steps_per_s; // 0: the race in a second
} PlaybackSpeed;

extern const Registry playback_speeds;
