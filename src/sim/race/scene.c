// What is raced, as plain data; and the rules for what stays when one part of it changes.
#include "sim/race/scene.h"

#include "base/words.h"
#include "model/penalty.h"

#include "sim/race/param_range.h"
#include "sim/race/relief_camera.h"

#include <float.h>
#include <stdio.h>
#include <string.h>

// clang-format off
const Setting scene_settings[] = {
    [SCENE_STEPS] = { .param = { "steps", N_("Steps"), "T", offsetof(Scene, steps), 100, 1, SCENE_STEPS_MAX, PARAM_INTEGER },
                      .type = &setting_count, .slider = { NULL, 10, 10000, PARAM_LOG },
                      .flag = { "steps", .value = "N", .help = N_("steps of each run, 1 to 1,000,000 (100)") } },
    [SCENE_NOISE] = { .param = { "noise", N_("Noise"), "S", offsetof(Scene, noise), 0, 0, 10, PARAM_LINEAR },
                      .type = &setting_number,
                      .flag = { "noise", .value = "S", .help = N_("adds S * N(0,1) to each coordinate of the\n"
                                                                "gradient (0)") } },
    [SCENE_SEED]  = { .param = { "seed", N_("Seed"), NULL, offsetof(Scene, seed), 1, 0, SETTING_WHOLE_SHOWN, PARAM_INTEGER },
                      .type = &setting_whole,
                      .flag = { "seed", .value = "K", .help = N_("which noise, a whole number; the same draws for\n"
                                                               "every run (1)") } },
    [SCENE_L1]    = { .param = { "l1", N_("L1 penalty"), "λ₁", offsetof(Scene, l1), 0, 0, 1000, PARAM_LINEAR },
                      .type = &setting_number, .slider = { NULL, 0, 5, PARAM_LINEAR },
                      .flag = { "l1", .value = "X", .help = N_("penalty X * (|x| + |y|) on the landscape (0)") } },
    [SCENE_L2]    = { .param = { "l2", N_("L2 penalty"), "λ₂", offsetof(Scene, l2), 0, 0, 1000, PARAM_LINEAR },
                      .type = &setting_number, .slider = { NULL, 0, 5, PARAM_LINEAR },
                      .flag = { "l2", .value = "X", .help = N_("penalty X * (x^2 + y^2) on the landscape (0)") } },
    [SCENE_RELIEF] = { .param = { "relief", N_("Relief"), NULL, offsetof(Scene, relief.kind), RELIEF_OFF, 0, RELIEF_COUNT - 1, PARAM_INTEGER },
                       .type = &setting_choice, .choices = &relief_kinds,
                       .flag = { "relief", .value = "NAME", .help = N_("the landscape as a surface: off, both (beside its\n"
                                                                   "map) or only (off)") } },
    [SCENE_HEIGHT] = { .param = { "height", N_("Height"), NULL, offsetof(Scene, relief.height), RELIEF_AUTO, 0, RELIEF_HEIGHT_COUNT - 1, PARAM_INTEGER },
                       .type = &setting_choice, .choices = &relief_height_kinds,
                       .flag = { "height", .value = "NAME", .help = N_("with --relief: auto, linear or log height (auto)") } },
    [SCENE_EXAGGERATION] = { .param = { "exaggeration", N_("Exaggeration"), NULL, offsetof(Scene, relief.exaggeration), 1, 0.2, 5, PARAM_LOG },
                       .type = &setting_number,
                       .flag = { "exaggeration", .value = "X", .help = N_("with --relief: times the usual height, 0.2 to 5 (1)") } },
    [SCENE_CAMERA] = { .param = { .key = "camera", .label = N_("Camera"), .offset = offsetof(Scene, relief.camera) },
                       .type = &relief_camera_type, .choices = &relief_cameras,
                       .flag = { "camera", .value = "A,E,D", .help = N_("with --relief: azimuth and elevation in degrees and\n"
                                                                    "distance (30,35,1), or top, front, side, isometric;\n"
                                                                    "with ',parallel' behind them without perspective") } },
    { .param.key = NULL },
};
// clang-format on

static_assert(COUNT(scene_settings) - 1 <= SCENE_SETTINGS_MAX, "room for all that is typed");

const Box scene_formula_domain = { -5, 5, -5, 5 };

static_assert((int)LANDSCAPE_PARAMS_MAX <= (int)FORMULA_PARAMS_MAX,
              "a landscape's parameters fit a scene");
static_assert((int)OPTIM_CLASSIC_COUNT <= (int)SCENE_RACERS_MAX, "the classic ones fit");

static void set_param_name(Scene *scene, int index, const char *name)
{
    const size_t length = strlen(name);
    assert(length < FORMULA_NAME_MAX);
    memcpy(scene->param_names[index], name, length + 1);
}

int scene_find_param(const Scene *scene, const char *name)
{
    for (int i = 0; i < scene->param_count; i++) {
        if (strcmp(scene->param_names[i], name) == 0) {
            return i;
        }
    }
    return -1;
}

void scene_defaults(Scene *scene)
{
    *scene = (Scene){ .landscape = NULL };
    settings_reset(scene_settings, scene);
    for (int k = 0; k < OPTIM_CLASSIC_COUNT; k++) {
        Racer *racer = &scene->racers[scene->racer_count++];
        *racer = (Racer){ .spec.optim = &optims[k], .on = true };
        optim_defaults(&optims[k], &racer->spec.params);
    }
    scene_set_landscape(scene, registry_row(&landscape_kinds, "valley"));
}

void scene_set_landscape(Scene *scene, const Landscape *landscape)
{
    assert(landscape);
    scene->landscape = scene->origin = landscape;
    scene->domain = landscape->domain;
    scene->has_view = false;
    scene->start[0] = landscape->start[0];
    scene->start[1] = landscape->start[1];
    scene->param_count = 0;
    for (const Param *param = landscape->kind.params; param->key; param++) {
        set_param_name(scene, scene->param_count, param->key);
        scene->rows[scene->param_count] = *param;
        scene->params[scene->param_count++] = param->def;
    }
    if (landscape->fit) {
        fit_spec_reset(&scene->fit, landscape->fit);
    }
    for (int r = 0; r < scene->racer_count; r++) {
        scene->racers[r].spec.has_rate = scene->racers[r].has_batch = false;
    }
}

bool scene_set_formula(Scene *scene, const Formula *formula, bool keep_place, Error *err)
{
    const size_t length = strlen(formula->text);
    if (length >= SCENE_FORMULA_MAX) {
        return fail_at(err, SCENE_FORMULA_MAX - 1,
                       "the formula is %zu bytes long; a scene holds at most %d", length,
                       SCENE_FORMULA_MAX - 1);
    }
    double values[FORMULA_PARAMS_MAX];
    Param rows[FORMULA_PARAMS_MAX];
    for (int i = 0; i < formula->param_count; i++) {
        const int k = scene_find_param(scene, formula->param_names[i]);
        values[i] = k >= 0 ? scene->params[k] : 1;
        rows[i] = k >= 0 ? scene->rows[k] : (Param){ 0 };
        if (k < 0) {
            param_range_around(&rows[i], 1);
        }
    }
    if (scene->landscape && !keep_place) {
        scene->origin = NULL;
        scene->domain = scene_formula_domain;
        scene->has_view = false;
        scene_default_start(&scene->domain, scene->start);
    }
    scene->landscape = NULL;
    memmove(scene->formula, formula->text, length + 1);
    scene->param_count = formula->param_count;
    for (int i = 0; i < formula->param_count; i++) {
        set_param_name(scene, i, formula->param_names[i]);
        scene->params[i] = values[i];
        scene->rows[i] = rows[i];
    }
    return true;
}

void scene_begin_param(Scene *scene, int i, double value)
{
    scene->params[i] = value;
    scene->rows[i] = (Param){ 0 };
    param_range_around(&scene->rows[i], value);
}

void scene_widen_param(Scene *scene, int i)
{
    if (!scene->landscape) {
        param_range_include(&scene->rows[i], scene->params[i]);
    }
}

Param scene_accepted_param(const Scene *scene, int i)
{
    Param row = scene->rows[i];
    if (!scene->landscape) {
        row.min = -DBL_MAX;
        row.max = DBL_MAX;
    }
    return row;
}

void scene_default_start(const Box *domain, double start[2])
{
    start[0] = domain->x0 + 0.20 * (domain->x1 - domain->x0);
    start[1] = domain->y0 + 0.75 * (domain->y1 - domain->y0);
}

Box scene_bounds(const Scene *scene)
{
    const Box *box = &scene->domain;
    const double center_x = 0.5 * (box->x0 + box->x1), reach_x = 5 * (box->x1 - box->x0);
    const double center_y = 0.5 * (box->y0 + box->y1), reach_y = 5 * (box->y1 - box->y0);
    return (Box){ center_x - reach_x, center_x + reach_x, center_y - reach_y, center_y + reach_y };
}

Param scene_start_row(const Scene *scene, int axis)
{
    static const char *const names[] = { "x", "y" };
    const Box box = scene_bounds(scene);
    return (Param){ .key = names[axis],
                    .label = names[axis],
                    .min = axis == 0 ? box.x0 : box.y0,
                    .max = axis == 0 ? box.x1 : box.y1,
                    .scale = PARAM_LINEAR };
}

const char *scene_formula_text(const Scene *scene)
{
    return scene->landscape ? scene->landscape->formula : scene->formula;
}

const FitModel *scene_fit(const Scene *scene)
{
    return scene->landscape ? scene->landscape->fit : NULL;
}

bool scene_is_formula(const Scene *scene)
{
    return !scene->landscape || (!scene->landscape->make && !scene->landscape->fit);
}

bool scene_compile(const Scene *scene, Formula *formula, Arena *arena, Error *err)
{
    *formula = (Formula){ 0 };
    return !scene_is_formula(scene) ||
           formula_compile(formula, scene_formula_text(scene), arena, err);
}

static Objective *plain_objective(const Scene *scene, const Formula *formula, void *room)
{
    const FitModel *fit = scene_fit(scene);
    if (fit) {
        FitObjective *made = room;
        fit_objective_init(made, fit, &scene->fit);
        return &made->base;
    }
    if (!scene_is_formula(scene)) {
        return scene->landscape->make(scene->params, room);
    }
    FormulaObjective *objective = room;
    double values[FORMULA_PARAMS_MAX];
    for (int i = 0; i < formula->param_count; i++) {
        const int k = scene_find_param(scene, formula->param_names[i]);
        assert(k >= 0 && "the formula is the scene's");
        values[i] = k >= 0 ? scene->params[k] : 1;
    }
    formula_objective_init(objective, formula, values);
    return &objective->base;
}

// Penalties come in front of what they are put on.
Objective *scene_objective(const Scene *scene, const Formula *formula, void *room)
{
    enum { FRONT = 64 };
    static_assert(sizeof(PenalizedObjective) <= FRONT, "what follows is aligned for anything");
    if (!scene_is_penalized(scene)) {
        return plain_objective(scene, formula, room);
    }
    PenalizedObjective *penalized = room;
    const Objective *inner = plain_objective(scene, formula, (char *)room + FRONT);
    penalty_init(penalized, inner, scene->l1, scene->l2);
    return &penalized->base;
}

bool scene_has_rate(const Scene *scene, int racer)
{
    const OptimSpec *spec = &scene->racers[racer].spec;
    return optim_rate(spec->optim) && spec->params.schedule.kind != SCHEDULE_CHEBYSHEV;
}

double scene_rate(const Scene *scene, int racer)
{
    assert(racer >= 0 && racer < scene->racer_count);
    const OptimSpec *spec = &scene->racers[racer].spec;
    return spec->has_rate ? spec->params.lr : scene_default_rate(scene, spec->optim);
}

double scene_default_rate(const Scene *scene, const Optim *optim)
{
    const OptimKind kind = optim_kind(optim);
    const Param *rate = optim_rate(optim);
    const double own = scene->origin && kind < OPTIM_COUNT ? scene->origin->rates[kind] : 0;
    return own > 0 ? own : rate ? rate->def : 0;
}

bool scene_needs_all(const Optim *optim)
{
    return optim->all_data;
}

int scene_batch(const Scene *scene, int racer)
{
    const Racer *row = &scene->racers[racer];
    if (!scene_fit(scene) || scene_needs_all(row->spec.optim)) {
        return 0;
    }
    return row->has_batch ? row->batch : scene->fit.batch;
}

bool scene_draws(const Scene *scene)
{
    bool draws = false;
    for (int i = 0; i < scene->racer_count; i++) {
        const int batch = scene_batch(scene, i);
        draws = draws || (scene->racers[i].on && batch > 0 && batch < scene->fit.points.count);
    }
    return draws;
}

Param scene_rate_row(const Scene *scene, int racer)
{
    const Optim *optim = scene->racers[racer].spec.optim;
    return optim_rate_row(optim, scene_default_rate(scene, optim), scene_rate(scene, racer));
}

bool scene_has_usual_data(const Scene *scene)
{
    const FitModel *fit = scene_fit(scene);
    FitSpec plain;
    if (!fit) {
        return true;
    }
    fit_spec_reset(&plain, fit);
    return plain.l2 == scene->fit.l2 && fit_points_equal(&plain.points, &scene->fit.points);
}

double scene_lowest(const Scene *scene)
{
    bool own = scene->landscape && scene->landscape->point_count > 0 && scene_has_usual_data(scene);
    for (int i = 0; own && i < scene->param_count; i++) {
        own = scene->params[i] == scene->rows[i].def;
    }
    const Stationary *point = own ? &scene->landscape->points[0] : NULL;
    const bool open =
        own && (point->kind == STATIONARY_SADDLE || point->kind == STATIONARY_MAXIMUM);
    return own && !open ? point->f : 0;
}

bool scene_takes_lowest(const Optim *optim, const Param *param)
{
    return param == optim->kind.params && param->key && strcmp(param->key, "f_min") == 0;
}

OptimParams scene_optim_params(const Scene *scene, int racer)
{
    const OptimSpec *spec = &scene->racers[racer].spec;
    OptimParams params = spec->params;
    params.lr = scene_rate(scene, racer);
    if (!spec->has_rate && scene_takes_lowest(spec->optim, spec->optim->kind.params)) {
        params.f_min = scene_lowest(scene);
    }
    return params;
}
