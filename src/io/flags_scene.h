// The scene flags: collected in any order, then applied in one.
#pragma once

#include "io/flags_params.h"
#include "io/flags_subject.h"

typedef struct SceneTyped {
    const char *landscape, *formula, *domain_text, *start_text; // NULL: not given; not owned
    double domain[4], view[4], start[2];
    bool has_view;
    TypedParams params;
    Racer racers[SCENE_RACERS_MAX];
    const char *racer_texts[SCENE_RACERS_MAX]; // as they were typed
    int racer_count;
    const char *settings[SCENE_SETTINGS_MAX]; // of scene_settings
    const char *shows[SCENE_SHOW_MAX];        // of scene_show_settings
} SceneTyped;

// The flags of scenes, those of their settings and of what is shown last. typed: SceneTyped.
const Flag *scene_flag_at(size_t index);
bool scene_typed_take(void *typed, const Setting *setting, const char *value, Error *err);
// The landscape that a spec names, with its data; its values of parameters.
bool scene_take_landscape(Scene *scene, const char *text, FlagsError *err);
// Landscape or formula, then domain, parameters, start, optimizers, what is shown. typed:
// SceneTyped.
bool scene_typed_apply(const void *typed, Subject *subject, Arena *arena, FlagsError *err);
// Of a scene: its landscape, what differs from the landscape's defaults, what is shown of it.
// Numbers must be in the ranges of the flags (the start within scene_bounds(), the seed at most
// INT64_MAX) and there must be a racer, on or off.
void scene_flags_write(Line *line, const Subject *subject);
