// Races to begin with: a row each, written as its command line.
#pragma once

#include "base/registry.h"
#include "sim/race/scene.h"

typedef enum RaceGroup { RACE_ON_MAP, RACE_IN_3D, RACE_GROUP_COUNT } RaceGroup;

typedef struct RacePreset {
    Kind kind; // about: what is to be seen, with its figures
    RaceGroup group;
    const char *flags;                   // as io/subject_text.h reads them
    const char *names[SCENE_RACERS_MAX]; // N_(), of its racers; NULL: by what they are
} RacePreset;

extern const RacePreset race_presets[];
extern const int race_preset_count;
extern const Registry race_preset_kinds;

void race_preset_scene(const RacePreset *preset, Scene *scene);
