// Everything that can be saved, shared, rendered: what landscape, who races, from where, how long.
// Plain data and its checks; a Scene can be copied with =.
#pragma once

#include "model/formula/formula_objective.h"
#include "model/landscape.h"
#include "model/optim/optim_spec.h"
#include "sim/race/relief_look.h"

enum {
    SCENE_FORMULA_MAX = 32768, // bytes of a typed formula with its zero byte
    SCENE_RACERS_MAX = 12,
    SCENE_STEPS_MAX = 1000000,
    RACER_GIVEN_MAX = 64, // bytes of a name that was given to a racer, with its zero byte
    RACER_TEXT_MAX = SPEC_TEXT_MAX + 2 * RACER_GIVEN_MAX + 32,
};

typedef struct Racer {
    OptimSpec spec;
    bool on;
    bool has_batch; // its own; else the landscape's holds
    int batch;      // how many of the landscape's data each of its steps sees; 0: all
    int look;    // 1 + the look it keeps unless that is another's by right (sim/race/racers.h); 0:
                 // none
    unsigned id; // of a window, which knows it again by that; 0: it has none yet
    char name[RACER_GIVEN_MAX]; // given to it; "": it is called by what it is
} Racer;

typedef struct Scene {
    const Landscape *landscape;      // NULL: the typed formula
    const Landscape *origin;         // whose default rates hold: the landscape itself, or the one
                                     // that was edited into the typed formula; NULL: nobody's
    char formula[SCENE_FORMULA_MAX]; // the typed formula; unused while landscape is set
    Box domain;
    bool has_view;   // false: the picture shows what the landscape row says, or the domain
    Box view;        // what it shows first; unused without has_view
    int param_count; // parameters of the landscape or typed formula
    char param_names[FORMULA_PARAMS_MAX][FORMULA_NAME_MAX];
    double params[FORMULA_PARAMS_MAX];
    Param rows[FORMULA_PARAMS_MAX]; // their sliders: scale, range, default; a landscape's known
                                    // label and symbol or NULL; keys and offsets are not used
    FitSpec fit;                    // of a landscape that data make: its data
    double start[2];
    Racer racers[SCENE_RACERS_MAX];
    int racer_count;
    int steps;         // 1..SCENE_STEPS_MAX
    double noise;      // S >= 0: g + S·N(0,1) for each coordinate
    uint64_t seed;     // the same draws for every run of a race
    double l1, l2;     // λ₁, λ₂ >= 0: λ₁(|x| + |y|) + λ₂(x² + y²) is part of f
    ReliefLook relief; // what of it is shown as a surface
} Scene;

// The numbers of a race and of its picture; of Scene; ends with key NULL.
enum {
    SCENE_STEPS,
    SCENE_NOISE,
    SCENE_SEED,
    SCENE_L1,
    SCENE_L2,
    SCENE_RELIEF, // from here on only how it is looked at
    SCENE_HEIGHT,
    SCENE_EXAGGERATION,
    SCENE_CAMERA,
    SCENE_SETTINGS_MAX = 16
};
extern const Setting scene_settings[];

extern const Box scene_formula_domain; // a typed formula's, as long as it is given no other

// The valley, six optimizers, 100 steps, seed 1.
void scene_defaults(Scene *scene);
// Switches to a landscape: brings its domain, view, start, parameters and default rates; which
// racers there are, whether they are on and their other numbers stay.
void scene_set_landscape(Scene *scene, const Landscape *landscape);
// Switches to a typed formula already compiled as `formula`. Parameters that had a value by the
// same name keep it and its range, others get 1. Domain, view and start stay when they were those
// of a typed formula (landscape NULL) and are kept too when `keep_place`; else [-5,5]² and 20 % /
// 75 % of it.
bool scene_set_formula(Scene *scene, const Formula *formula, bool keep_place, Error *err);
// Which parameter has that name; -1: none.
int scene_find_param(const Scene *scene, const char *name);
// Gives parameter i of a typed formula a value to begin with, and a range around it.
void scene_begin_param(Scene *scene, int i, double value);
// To be called when parameter i has another value: a typed formula's range widens to hold it.
void scene_widen_param(Scene *scene, int i);
// The row that a value of parameter i is checked against: a landscape's own range; any number for a
// typed formula's.
Param scene_accepted_param(const Scene *scene, int i);
// Where a typed formula's runs begin by default: 20 % and 75 % along the domain's sides.
void scene_default_start(const Box *domain, double start[2]);
// The domain scaled by ten about its centre: beyond it a run is lost.
Box scene_bounds(const Scene *scene);
// The row of the start's coordinate 0 (x) or 1 (y), in these bounds.
Param scene_start_row(const Scene *scene, int axis);
// The formula as it is written.
const char *scene_formula_text(const Scene *scene);
// The model that the landscape's data are fitted by; NULL: it has no data.
const FitModel *scene_fit(const Scene *scene);
// Whether it has no data, or those that its landscape comes with, whose points are known.
bool scene_has_usual_data(const Scene *scene);
// Whether that text is what is raced on, compiled; not on landscapes that make their objective.
bool scene_is_formula(const Scene *scene);
// Whether penalties are part of what is raced on.
static inline bool scene_is_penalized(const Scene *scene)
{
    return scene->l1 > 0 || scene->l2 > 0;
}
// Compiles it in the arena, or leaves *formula empty where there is nothing to compile.
bool scene_compile(const Scene *scene, Formula *formula, Arena *arena, Error *err);
// What is raced on, with the values of the scene's parameters, which a formula finds by name, made
// in room [OBJECTIVE_ROOM] (enough for a scene_is_formula() without penalties: a FormulaObjective).
// `formula` is what scene_compile() gave and must outlive it; the scene need not.
Objective *scene_objective(const Scene *scene, const Formula *formula, void *room);
// Whether there is a rate to choose for racer i: neither a method nor a schedule that finds its
// own.
bool scene_has_rate(const Scene *scene, int racer);
// The rate racer i uses: its own if given, else the default one.
double scene_rate(const Scene *scene, int racer);
// The rate of an optimizer that was given none: the origin's; without one the row's.
double scene_default_rate(const Scene *scene, const Optim *optim);
// Whether an optimizer has no use for a part of the data.
bool scene_needs_all(const Optim *optim);
// How many of the landscape's data a step of racer i sees; 0: all.
int scene_batch(const Scene *scene, int racer);
// Whether steps of its racers see only a part of the data, another one with another seed.
bool scene_draws(const Scene *scene);
// The row of the slider of racer i's rate, around the default one.
Param scene_rate_row(const Scene *scene, int racer);
// The lowest value of f that is known: of a landscape with its own parameters; 0 where none is.
double scene_lowest(const Scene *scene);
// Whether a number of the optimizer, its first, is that value unless another one is given.
bool scene_takes_lowest(const Optim *optim, const Param *param);
// All parameters of racer i with that rate, and that lowest value, in place.
OptimParams scene_optim_params(const Scene *scene, int racer);
// Whether two scenes show the same race and the same picture, to the bit. What has no effect is
// not looked at: sliders' ranges, the formula beside a landscape, the view without has_view,
// numbers that a racer does not use, whether a rate was given or is the default, looks kept, ids.
bool scene_equal(const Scene *a, const Scene *b);
// The same, from wherever it is looked at: map or surface, camera, heights.
bool scene_same_race(const Scene *a, const Scene *b);

// What a racer has beside its optimizer; of Racer; ends with key NULL.
extern const Setting racer_settings[];
// An optimizer's spec (model/optim/optim_spec.h) with the racer's own settings and, behind the kind
// of one that sits out, the word `off`: "adam lr=0.05 name=\"My Adam\" off"; look=7 keeps a look.
// err->at is the byte of `text` at fault.
bool scene_parse_racer(Racer *racer, const char *text, Error *err);
// text [RACER_TEXT_MAX] is enough for every racer.
void scene_write_racer(const Racer *racer, char *text, size_t size);
