// The paths of a race that is gone, to be drawn faint behind the next one. A zeroed Ghost is empty.
#pragma once

#include "sim/race/race.h"

typedef struct GhostPath {
    int racer;    // which of the scene's racers, as the scene was then
    int look;     // ... and its scene_racer_look()
    size_t first; // its points are points[first .. first + count - 1]
    int count;
    int stride; // steps from one point to the next
    bool lost;  // the run was lost at its end
} GhostPath;

typedef struct Ghost {
    int path_count;
    GhostPath paths[SCENE_RACERS_MAX];
    double (*points)[2]; // x, y of each row kept, from the start on; all finite
    size_t capacity;     // points allocated
} Ghost;

// Becomes the paths of the race as far as they are computed; a run without a row gives none.
// Memory is used again.
void ghost_take(Ghost *ghost, const Race *race);
// Empty again; keeps its memory.
void ghost_clear(Ghost *ghost);
void ghost_finish(Ghost *ghost);
