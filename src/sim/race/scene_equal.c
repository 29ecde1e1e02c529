// Two scenes side by side, to the bit.
#include "sim/race/scene.h"

#include <string.h>

static bool same_numbers(const double *a, const double *b, size_t count)
{
    return memcmp(a, b, count * sizeof *a) == 0;
}

static bool same_boxes(const Box *a, const Box *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

static bool same_landscapes(const Scene *a, const Scene *b)
{
    if (a->landscape != b->landscape || a->param_count != b->param_count ||
        !same_numbers(a->params, b->params, (size_t)a->param_count) ||
        (!a->landscape && strcmp(a->formula, b->formula) != 0) ||
        (scene_fit(a) && !fit_spec_equal(&a->fit, &b->fit, scene_fit(a)))) {
        return false;
    }
    for (int i = 0; i < a->param_count; i++) {
        if (strcmp(a->param_names[i], b->param_names[i]) != 0) {
            return false;
        }
    }
    return true;
}

static bool same_racers(const Scene *a, const Scene *b)
{
    if (a->racer_count != b->racer_count) {
        return false;
    }
    for (int i = 0; i < a->racer_count; i++) {
        const Optim *optim = a->racers[i].spec.optim;
        if (optim != b->racers[i].spec.optim || a->racers[i].on != b->racers[i].on ||
            !settings_same(racer_settings, &a->racers[i], &b->racers[i])) {
            return false;
        }
        if (!settings_same(optim_settings, &a->racers[i].spec, &b->racers[i].spec)) {
            return false;
        }
        OptimParams p = scene_optim_params(a, i), q = scene_optim_params(b, i);
        for (const Param *param = optim->kind.params; param->key; param++) {
            if (!same_numbers(param_field(param, &p), param_field(param, &q), 1)) {
                return false;
            }
        }
    }
    return true;
}

bool scene_same_race(const Scene *a, const Scene *b)
{
    for (const Setting *row = scene_settings; row < scene_settings + SCENE_RELIEF; row++) {
        if (!row->type->same(row, a, b)) {
            return false;
        }
    }
    return same_numbers(&a->noise, &b->noise, 1) && same_numbers(a->start, b->start, 2) &&
           same_boxes(&a->domain, &b->domain) && a->has_view == b->has_view &&
           (!a->has_view || same_boxes(&a->view, &b->view)) && same_racers(a, b) &&
           same_landscapes(a, b);
}

bool scene_equal(const Scene *a, const Scene *b)
{
    return scene_same_race(a, b) && relief_look_equal(&a->relief, &b->relief);
}
