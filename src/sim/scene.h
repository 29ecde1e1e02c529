// Everything that can be saved, shared, rendered: what landscape, who races, from where, how long.
// Plain data and its checks; a Scene can be copied with =.
#pragma once

#include "model/landscape.h"
#include "model/spec.h"

enum {
    SCENE_FORMULA_MAX = 4096, // bytes of a typed formula with its zero byte
    SCENE_RACERS_MAX = 12,
    SCENE_STEPS_MAX = 1000000,
};

typedef struct Racer {
    OptimSpec spec;
    bool on;
} Racer;

typedef struct Scene {
    const Landscape *landscape;      // NULL: the typed formula
    char formula[SCENE_FORMULA_MAX]; // the typed formula; unused while landscape is set
    Box domain;
    int param_count; // parameters of the landscape or typed formula
    char param_names[FORMULA_PARAMS_MAX][FORMULA_NAME_MAX];
    double params[FORMULA_PARAMS_MAX];
    double start[2];
    Racer racers[SCENE_RACERS_MAX];
    int racer_count;
    int steps;     // 1..SCENE_STEPS_MAX
    double noise;  // S >= 0: g + S·N(0,1) for each coordinate
    uint64_t seed; // the same draws for every run of a race
} Scene;

extern const Param scene_noise; // description of Scene.noise
extern const Param scene_steps; // ... of steps (as a double, offset unused)

// The valley, six optimizers, 100 steps, seed 1.
void scene_defaults(Scene *scene);
// Switches to a landscape: brings its domain, start, parameters and default rates; which racers
// there are, whether they are on and their other numbers stay.
void scene_set_landscape(Scene *scene, const Landscape *landscape);
// Switches to a typed formula already compiled as `formula`. Parameters that had a value by the
// same name keep it, others get 1. Domain and start stay when they were those of a typed formula
// (landscape NULL) and are kept too when `keep_place`; else [-5,5]² and 20 % / 75 % of it.
bool scene_set_formula(Scene *scene, const Formula *formula, bool keep_place, Error *err);
// The values of the scene's parameters in the order `formula` (the scene's own, compiled) names
// them: what formula_eval() wants. values [formula->param_count].
void scene_formula_params(const Scene *scene, const Formula *formula, double *values);
// The text that is compiled.
const char *scene_formula_text(const Scene *scene);
// The rate racer i uses: its own if given, else the landscape's, else the row's default.
double scene_rate(const Scene *scene, int racer);
// All parameters of racer i with that rate in place.
OptimParams scene_optim_params(const Scene *scene, int racer);
