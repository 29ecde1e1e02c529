// For tests of races: the rules that do not race by default, as many at a time as a scene holds.
#pragma once

#include "sim/race/scene.h"

// The page-th of them race, with their rows' numbers, and nobody else; false, and nothing changes,
// when there are no more.
static inline bool other_racers(Scene *scene, int page)
{
    int skip = page * SCENE_RACERS_MAX, count = 0;
    for (int k = OPTIM_CLASSIC_COUNT; k < OPTIM_COUNT && count < SCENE_RACERS_MAX; k++) {
        if (optims[k].update && optims[k].update_float && skip-- <= 0) {
            Racer *racer = &scene->racers[count++];
            *racer = (Racer){ .spec.optim = &optims[k], .on = true };
            optim_defaults(&optims[k], &racer->spec.params);
        }
    }
    scene->racer_count = count > 0 ? count : scene->racer_count;
    return count > 0;
}
