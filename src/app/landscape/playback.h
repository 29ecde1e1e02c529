// Where playback stands on a race, and how fast it goes.
#pragma once

#include "sim/race/scene_show.h"

enum { SPEED_COUNT = SCENE_SPEED_COUNT };

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
