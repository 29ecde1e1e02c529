// What is raced, as plain data; and the rules for what stays when one part of it changes.
#include "sim/scene.h"

#include <string.h>

// clang-format off
const Param scene_noise = { "noise", "Gradient noise", "S", offsetof(Scene, noise), 0, 0, 10, PARAM_LINEAR };
const Param scene_steps = { "steps", "Steps", NULL, 0, 100, 1, SCENE_STEPS_MAX, PARAM_INTEGER };
// clang-format on

static_assert((int)LANDSCAPE_PARAMS_MAX <= (int)FORMULA_PARAMS_MAX,
              "a landscape's parameters fit a scene");
static_assert((int)OPTIM_COUNT <= (int)SCENE_RACERS_MAX, "one racer of each kind fits");

static void set_param_name(Scene *scene, int index, const char *name)
{
    const size_t length = strlen(name);
    assert(length < FORMULA_NAME_MAX);
    memcpy(scene->param_names[index], name, length + 1);
}

void scene_defaults(Scene *scene)
{
    *scene = (Scene){ .steps = (int)scene_steps.def, .noise = scene_noise.def, .seed = 1 };
    for (int k = 0; k < OPTIM_COUNT; k++) {
        Racer *racer = &scene->racers[scene->racer_count++];
        *racer = (Racer){ .spec.optim = &optims[k], .on = true };
        optim_defaults(&optims[k], &racer->spec.params);
    }
    scene_set_landscape(scene, landscape_find("valley"));
}

void scene_set_landscape(Scene *scene, const Landscape *landscape)
{
    assert(landscape);
    scene->landscape = landscape;
    scene->domain = landscape->domain;
    scene->start[0] = landscape->start[0];
    scene->start[1] = landscape->start[1];
    scene->param_count = 0;
    for (const Param *param = landscape->params; param->key; param++) {
        set_param_name(scene, scene->param_count, param->key);
        scene->params[scene->param_count++] = param->def;
    }
    for (int r = 0; r < scene->racer_count; r++) {
        scene->racers[r].spec.has_rate = false;
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
    for (int i = 0; i < formula->param_count; i++) {
        values[i] = 1;
        for (int k = 0; k < scene->param_count; k++) {
            if (strcmp(formula->param_names[i], scene->param_names[k]) == 0) {
                values[i] = scene->params[k];
            }
        }
    }
    if (scene->landscape && !keep_place) {
        scene->domain = (Box){ -5, 5, -5, 5 };
        scene->start[0] = -3; // 20 % and 75 % of the domain
        scene->start[1] = 2.5;
    }
    scene->landscape = NULL;
    memmove(scene->formula, formula->text, length + 1);
    scene->param_count = formula->param_count;
    for (int i = 0; i < formula->param_count; i++) {
        set_param_name(scene, i, formula->param_names[i]);
        scene->params[i] = values[i];
    }
    return true;
}

const char *scene_formula_text(const Scene *scene)
{
    return scene->landscape ? scene->landscape->formula : scene->formula;
}

void scene_formula_params(const Scene *scene, const Formula *formula, double *values)
{
    for (int i = 0; i < formula->param_count; i++) {
        int k = 0;
        while (k < scene->param_count &&
               strcmp(formula->param_names[i], scene->param_names[k]) != 0) {
            k++;
        }
        assert(k < scene->param_count && "the formula is the scene's");
        values[i] = k < scene->param_count ? scene->params[k] : 1;
    }
}

double scene_rate(const Scene *scene, int racer)
{
    assert(racer >= 0 && racer < scene->racer_count);
    const OptimSpec *spec = &scene->racers[racer].spec;
    if (spec->has_rate) {
        return spec->params.lr;
    }
    return scene->landscape ? scene->landscape->rates[optim_kind(spec->optim)]
                            : spec->optim->params[0].def;
}

OptimParams scene_optim_params(const Scene *scene, int racer)
{
    OptimParams params = scene->racers[racer].spec.params;
    params.lr = scene_rate(scene, racer);
    return params;
}
