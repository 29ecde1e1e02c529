// Scenes and labs changed at random, with numbers that text likes to round: what is written for
// them must be read as the same.
#pragma once

#include "base/rng.h"
#include "sim/subject.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// For scenes: a number within a range, the ends, the default and few digits included.
static inline double scene_odd(Rng *rng, const Param *param)
{
    switch (rng_below(rng, 5)) {
    case 0: return param->min;
    case 1: return param->max;
    case 2: return param->def;
    case 3: return param_at(param, (double)rng_below(rng, 11) / 10);
    default: return param_at(param, rng_uniform(rng));
    }
}

static inline void change_racers(Scene *scene, Rng *rng)
{
    scene->racer_count = 1 + (int)rng_below(rng, SCENE_RACERS_MAX);
    for (int r = 0; r < scene->racer_count; r++) {
        OptimSpec *spec = &scene->racers[r].spec;
        do {
            spec->optim = &optims[rng_below(rng, OPTIM_COUNT)];
        } while (!(spec->optim->places & OPTIM_IN_PLANE));
        optim_defaults(spec->optim, &spec->params);
        for (const Param *param = spec->optim->kind.params; param->key; param++) {
            if (rng_below(rng, 2)) {
                *param_field(param, &spec->params) = scene_odd(rng, param);
            }
        }
        const Param *first = spec->optim->kind.params;
        const bool open =
            first == optim_rate(spec->optim) || scene_takes_lowest(spec->optim, first);
        spec->has_rate = !open || rng_below(rng, 2);
        scene->racers[r].on = rng_below(rng, 3) > 0;
        static const char *const names[] = { "",    "",  "Ada", "my \"own\"", "it's `$HOME`",
                                             "off", "\\" };
        strcpy(scene->racers[r].name, names[rng_below(rng, COUNT(names))]);
    }
}

// Made or given one by one, and batches.
static inline void change_data(Scene *scene, Rng *rng)
{
    const FitModel *fit = scene_fit(scene);
    FitSpec *spec = &scene->fit;
    spec->batch = (int)rng_below(rng, 3) * 7;
    spec->sampling = (int)rng_below(rng, FIT_SAMPLING_COUNT);
    spec->l2 = fit->classes && rng_below(rng, 2) ? rng_uniform(rng) : spec->l2;
    for (int r = 0; r < scene->racer_count; r++) {
        Racer *racer = &scene->racers[r];
        racer->has_batch = !scene_needs_all(racer->spec.optim) && rng_below(rng, 2);
        racer->batch = racer->has_batch ? (int)rng_below(rng, 20) : 0;
    }
    if (rng_below(rng, 2)) {
        spec->n = 2 + (int)rng_below(rng, FIT_POINTS_MAX - 1);
        spec->seed = rng_bits(rng) >> 1;
        fit_spec_fill(spec, fit, NULL);
        return;
    }
    fit_spec_paint(spec, fit);
    spec->points.count = (int)rng_below(rng, 30);
    for (int i = 0; i < spec->points.count; i++) {
        spec->points.u[i] = rng_normal(rng);
        spec->points.v[i] = 1e5 * (rng_uniform(rng) - 0.5);
        spec->points.upper[i] = fit->classes && rng_below(rng, 2);
    }
}

// A surface from anywhere: places with a name, ends of ranges, and numbers with many digits.
static inline void change_relief(Scene *scene, Rng *rng)
{
    ReliefLook *look = &scene->relief;
    look->kind = (ReliefKind)rng_below(rng, RELIEF_COUNT);
    look->height = (ReliefHeight)rng_below(rng, RELIEF_HEIGHT_COUNT);
    look->exaggeration = scene_odd(rng, &scene_settings[SCENE_EXAGGERATION].param);
    if (rng_below(rng, 3) == 0) {
        const size_t place = rng_below(rng, relief_cameras.count);
        const ReliefCamera *camera = (const void *)registry_at(&relief_cameras, place);
        look->camera = camera->orbit;
        return;
    }
    for (const Param *param = orbit_params; param->key; param++) {
        *param_field(param, &look->camera) = scene_odd(rng, param);
    }
    look->camera.parallel = rng_below(rng, 2);
}

// Each part is left as it is in about half of the scenes.
static inline void random_scene(Scene *scene, Rng *rng)
{
    for (int i = 0; i < scene->param_count && rng_below(rng, 4) > 0; i++) {
        scene->params[i] = scene->landscape ? scene_odd(rng, &scene->landscape->kind.params[i])
                                            : 1e3 * rng_normal(rng);
    }
    if (rng_below(rng, 2)) {
        const double x = 1e3 * rng_normal(rng), y = rng_normal(rng);
        scene->domain =
            (Box){ x, x + 1e2 * rng_uniform(rng) + 1, y, y + 1 / (rng_uniform(rng) + 1) };
        scene_default_start(&scene->domain, scene->start);
    }
    if (rng_below(rng, 2)) {
        const Box box = scene_bounds(scene);
        scene->start[0] = clamp(box.x0 + (box.x1 - box.x0) * rng_uniform(rng), box.x0, box.x1);
        scene->start[1] = rng_below(rng, 2) ? box.y0 : box.y1;
    }
    if (rng_below(rng, 2)) {
        const double unit = pow(10, 20 * rng_uniform(rng) - 11);
        scene->has_view = true;
        scene->view = (Box){ 1 - unit, 1 + 1.1 * unit, -unit, unit };
    }
    if (rng_below(rng, 2)) {
        change_racers(scene, rng);
    }
    if (scene_fit(scene) && rng_below(rng, 2)) {
        change_data(scene, rng);
    }
    scene->steps = rng_below(rng, 2) ? 100 : 1 + (int)rng_below(rng, SCENE_STEPS_MAX);
    scene->noise = rng_below(rng, 2) ? 0 : scene_odd(rng, &scene_settings[SCENE_NOISE].param);
    scene->seed = rng_below(rng, 2) ? 1 : rng_bits(rng) >> (1 + rng_below(rng, 63));
    scene->l1 = rng_below(rng, 2) ? 0 : scene_odd(rng, &scene_settings[SCENE_L1].param);
    scene->l2 = rng_below(rng, 2) ? 0 : scene_odd(rng, &scene_settings[SCENE_L2].param);
    if (rng_below(rng, 2)) {
        change_relief(scene, rng);
    }
}

// For labs: a number within a range, the ends, the default and few digits included.
static inline double lab_odd(Rng *rng, const Param *param)
{
    const uint64_t kind = rng_below(rng, 5);
    const double value = kind == 0   ? param->min
                         : kind == 1 ? param->max
                         : kind == 2 ? param->def
                                     : param_at(param, rng_uniform(rng));
    return clamp(kind == 3 ? (float)value : value, param->min, param->max);
}

static inline void lab_odd_all(Rng *rng, const Param *table, void *owner)
{
    for (const Param *param = table; param->key; param++) {
        const double value = lab_odd(rng, param);
        *param_field(param, owner) = param->scale == PARAM_INTEGER ? floor(value) : value;
    }
}

static inline void change_kinds(NetSpec *spec, Rng *rng)
{
    spec->activation = (ActivationKind)rng_below(rng, ACTIVATION_COUNT);
    activation_defaults(spec->activation, &spec->activation_params);
    lab_odd_all(rng, activations[spec->activation].kind.params, &spec->activation_params);
    spec->init = &inits[rng_below(rng, INIT_COUNT)];
    init_defaults(spec->init, &spec->init_params);
    lab_odd_all(rng, spec->init->kind.params, &spec->init_params);
    do {
        spec->optimizer = (OptimSpec){ .optim = &optims[rng_below(rng, OPTIM_COUNT)] };
    } while (!(spec->optimizer.optim->places & OPTIM_IN_NETWORKS));
    if (spec->optimizer.optim->all_data) {
        spec->numbers.batch = 0;
    }
    optim_defaults(spec->optimizer.optim, &spec->optimizer.params);
    lab_odd_all(rng, spec->optimizer.optim->kind.params, &spec->optimizer.params);
    spec->batchnorm = (NormPlace)rng_below(rng, NORM_PLACE_COUNT);
    spec->layernorm = (NormPlace)rng_below(rng, NORM_PLACE_COUNT);
    spec->groupnorm = (NormPlace)rng_below(rng, NORM_PLACE_COUNT);
    spec->rmsnorm = (NormPlace)rng_below(rng, NORM_PLACE_COUNT);
    spec->norm = (NormKind)rng_below(rng, NORM_KIND_COUNT);
    spec->weightnorm = (OnOff)rng_below(rng, ON_OFF_COUNT);
    spec->tie = (OnOff)rng_below(rng, ON_OFF_COUNT);
    spec->flip = (OnOff)rng_below(rng, ON_OFF_COUNT);
    for (int i = 0; i < INPUT_FEATURE_COUNT; i++) {
        spec->inputs[i] = rng_below(rng, 2);
    }
    spec->residual_order = (ResidualOrder)rng_below(rng, RESIDUAL_ORDER_COUNT);
}

// Sometimes the text of layers= in their place.
static inline void random_layers(NetSpec *spec, Rng *rng)
{
    static const char *const layers[] = {
        "conv 8 3x3 pad=1, norm, relu, maxpool 2, gap, dense 32",
        "3*(res drop=0.1 (dense 16, norm, elu alpha=0.5, dense 16))",
        "flatten,channeldropout .5 ,groupnorm 2",
    };
    const bool some = rng_below(rng, 4) == 0;
    snprintf(spec->layers, sizeof spec->layers, "%s",
             some ? layers[rng_below(rng, COUNT(layers))] : "");
}

// Any network over a shared one: each key is its own or not.
static inline void change_network(NetSpec *spec, Rng *rng)
{
    spec->hidden_count = (int)rng_below(rng, NET_HIDDEN_MAX + 1);
    for (int i = 0; i < spec->hidden_count; i++) {
        spec->hidden[i] = 1 + (int)rng_below(rng, NET_UNITS_MAX);
    }
    random_layers(spec, rng);
    change_kinds(spec, rng);
    for (int key = 0; key < net_key_count; key++) {
        const Param *param = &net_settings[key].param;
        if (net_spec_number(spec, (NetKey)key)) {
            const double value = lab_odd(rng, param);
            *net_spec_number(spec, (NetKey)key) =
                param->scale == PARAM_INTEGER ? floor(value) : value;
        }
    }
    spec->has_loss = true;
    spec->loss = (LossKind)rng_below(rng, LOSS_COUNT);
    spec->seed = rng_bits(rng) >> (1 + rng_below(rng, 63));
}

// Which layers there are is said in one of two ways.
static inline void random_own(NetSpec *spec, Rng *rng)
{
    spec->own = rng_below(rng, 4) ? rng_bits(rng) & (SETTING_BIT(net_key_count) - 1) : 0;
    if (spec->own & SETTING_BIT(NET_HIDDEN)) {
        spec->layers[0] = '\0';
        spec->own |= SETTING_BIT(NET_LAYERS);
    }
}

// Given by hand, come with a network's settings, or made from them.
static inline void random_names(LabSpec *lab, Rng *rng)
{
    static const char *const names[] = {
        "",    "Wide", "my \"own\"", "it's `$HOME`", "off", "\\", "it's: a \"net\"",
        "- x", "'",    "# 1",        "é 深"
    };
    for (int i = 0; i < lab->network_count; i++) {
        snprintf(lab->names[i], LAB_NAME_MAX, "%s", names[rng_below(rng, COUNT(names))]);
        lab->named_for[i] = lab->networks[i];
        lab->named_for[i].own = rng_below(rng, 2) ? lab->networks[i].own : 0;
    }
}

// Of a fresh lab.
static inline void random_lab(LabSpec *lab, Rng *rng)
{
    data_spec_defaults(&lab->data, (DataKind)rng_below(rng, DATA_COUNT));
    lab_odd_all(rng, data_rows[lab->data.kind].kind.params, &lab->data.params);
    for (const Setting *file = data_rows[lab->data.kind].files; file && file->param.key; file++) {
        static const char *const files[] = { "points.csv", "it's a \"file\".csv", "$(x)", "a\\b" };
        static const char *const shapes[] = { "", "1x8x8", "3x16x1" };
        snprintf(setting_field(file, &lab->data), file->size, "%s",
                 file->type == &setting_text ? files[rng_below(rng, COUNT(files))]
                                             : shapes[rng_below(rng, COUNT(shapes))]);
    }
    lab->data.scale = (DataScaling)rng_below(rng, DATA_SCALING_COUNT);
    for (int k = DATA_SUBSET; k <= DATA_LABEL_NOISE && rng_below(rng, 2); k++) {
        lab_odd_all(rng, (const Param[]){ data_common[k].param, { .key = NULL } }, &lab->data);
    }
    lab->data.has_seed = rng_below(rng, 2);
    lab->data.seed = lab->data.has_seed ? rng_below(rng, 1000) : 1;
    if (rng_below(rng, 2)) {
        change_network(&lab->shared, rng);
        lab->shared.has_loss = rng_below(rng, 2);
    }
    lab->network_count = 1 + (int)rng_below(rng, LAB_NETWORKS_MAX);
    for (int i = 0; i < lab->network_count; i++) {
        change_network(&lab->networks[i], rng);
        random_own(&lab->networks[i], rng);
    }
    random_names(lab, rng);
    lab->epochs = (int)rng_below(rng, LAB_EPOCHS_MAX + 1);
    lab->patience = (int)rng_below(rng, 3);
    lab_drop_softmax(lab, lab_is_regression(lab)); // the flags have it where it acts
}

// Any value of a row, or its default.
static inline void random_setting(const Setting *row, void *owner, Rng *rng)
{
    void *field = setting_field(row, owner);
    if (rng_below(rng, 2)) {
        return;
    }
    if (row->type == &setting_switches) {
        for (size_t i = 0; i < row->choices->count; i++) {
            ((bool *)field)[i] = rng_below(rng, 2);
        }
    } else if (row->type == &setting_choice) {
        *(int *)field = (int)rng_below(rng, row->choices->count);
    } else if (row->type == &setting_count) {
        *(int *)field = (int)scene_odd(rng, &row->param);
    } else {
        *(double *)field = scene_odd(rng, &row->param);
    }
    if (row->given) {
        *(bool *)(void *)((char *)owner + row->given) = true;
    }
}

// What is shown of a scene or a lab that is there already.
static inline void random_show(Subject *subject, Rng *rng)
{
    if (subject->kind == SUBJECT_SCENE) {
        SceneShow *show = &subject->scene_show;
        for (const Setting *row = scene_show_settings; row->param.key; row++) {
            random_setting(row, show, rng);
        }
        show->step = clampi(show->step, 0, subject->scene.steps);
        memset(show->open + subject->scene.racer_count, 0,
               (size_t)(SCENE_RACERS_MAX - subject->scene.racer_count) * sizeof show->open[0]);
        return;
    }
    LabShow *show = &subject->lab_show;
    for (const Setting *row = lab_show_settings; row->param.key; row++) {
        random_setting(row, show, rng);
    }
    show->network = clampi(show->network, 1, subject->lab.network_count);
    show->selected = clampi(show->selected, 1, subject->lab.network_count);
    const NetSpec shown = lab_network(&subject->lab, show->network - 1);
    show->layer = clampi(show->layer, 0, net_spec_weighted(&shown));
    for (int i = subject->lab.network_count; i < LAB_NETWORKS_SHOWN; i++) {
        show->at_best[i] = false;
    }
    if (subject->lab.data.params.train == 1) { // nobody is at its best
        memset(show->at_best, 0, sizeof show->at_best);
    }
    if (show->chart_to <= show->chart_from) {
        show->chart_to = 0; // the last
    }
    if (show->chart_high <= show->chart_low || (show->axis == AXIS_LOG && show->chart_low <= 0)) {
        show->chart_low = show->chart_high = 0;
    }
}
