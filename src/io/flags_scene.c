// The scene flags: one row each with what it takes; then what they come to, checked together.
#include "io/flags_scene.h"
#include "base/text.h"
#include "base/words.h"
#include "model/landscape_spec.h"

#include <math.h>
#include <string.h>

static bool take_landscape(void *context, const char *value, Error *err)
{
    SceneTyped *typed = context;
    LandscapeSpec trial;
    typed->landscape = value;
    return landscape_spec_parse(&trial, value, err);
}

static bool take_formula(void *context, const char *value, Error *err)
{
    SceneTyped *typed = context;
    typed->formula = value;
    const size_t length = strlen(value);
    return length < SCENE_FORMULA_MAX ||
           fail_at(err, SCENE_FORMULA_MAX - 1,
                   "the formula has %zu bytes; a scene takes at most %d", length,
                   SCENE_FORMULA_MAX - 1);
}

static int after_comma(const char *text, int count)
{
    const char *at = text;
    for (int i = 0; i < count; i++) {
        at = strchr(at, ',') + 1;
    }
    return (int)(at - text);
}

// How small a box may be. A view may be as close as the window's deepest zoom.
typedef struct BoxRule {
    const char *flag;
    double share_min; // of the larger coordinate
    double width_min;
} BoxRule;

static const BoxRule domain_rule = { "--domain", 1e-9, 1e-100 };
static const BoxRule view_rule = { "--view", 1e-13, 1e-300 };

static bool take_box(const BoxRule *rule, const char *value, double box[4], Error *err)
{
    if (!text_numbers(value, rule->flag, 4, box, err)) {
        return false;
    }
    for (int i = 0; i < 4; i += 2) {
        const char axis = i ? 'y' : 'x';
        const double width = box[i + 1] - box[i];
        const double size = fmax(fabs(box[i]), fabs(box[i + 1]));
        if (!(width > 0)) {
            return fail_at(err, after_comma(value, i + 1),
                           "%s: %c1 must be greater than %c0: x0,x1,y0,y1", rule->flag, axis, axis);
        }
        if (!(width >= rule->share_min * size && width >= rule->width_min)) {
            return fail_at(err, after_comma(value, i), "%s: %c0 and %c1 are too close", rule->flag,
                           axis, axis);
        }
        if (!(size <= 1e100)) {
            return fail_at(err, after_comma(value, i), "%s: %c0 and %c1 must be within 1e100",
                           rule->flag, axis, axis);
        }
    }
    return true;
}

static bool take_domain(void *context, const char *value, Error *err)
{
    SceneTyped *typed = context;
    typed->domain_text = value;
    return take_box(&domain_rule, value, typed->domain, err);
}

static bool take_view(void *context, const char *value, Error *err)
{
    SceneTyped *typed = context;
    typed->has_view = true;
    return take_box(&view_rule, value, typed->view, err);
}

static bool take_param(void *context, const char *value, Error *err)
{
    SceneTyped *typed = context;
    return typed_params_add(&typed->params, value, err);
}

static bool take_start(void *context, const char *value, Error *err)
{
    SceneTyped *typed = context;
    typed->start_text = value;
    return text_numbers(value, "--start", 2, typed->start, err);
}

static bool take_optimizer(void *context, const char *value, Error *err)
{
    SceneTyped *typed = context;
    if (typed->racer_count == SCENE_RACERS_MAX) {
        return fail_at(err, 0, "--optimizer: at most %d can race; this is one more",
                       SCENE_RACERS_MAX);
    }
    typed->racer_texts[typed->racer_count] = value;
    return scene_parse_racer(&typed->racers[typed->racer_count++], value, err);
}

// Read at once, for a mistake is told in the order typed; kept as text until there is a scene.
bool scene_typed_take(void *context, const Setting *setting, const char *value, Error *err)
{
    SceneTyped *typed = context;
    const int place = settings_place(scene_settings, setting);
    Scene trial;
    SceneShow shown;
    if (place < 0) {
        typed->shows[settings_place(scene_show_settings, setting)] = value;
        return setting_take(setting, &shown, value, err);
    }
    typed->settings[place] = value;
    return setting_take(setting, &trial, value, err);
}

// clang-format off
static const Flag own[] = {
    { "landscape", 0, "SPEC", N_("a built-in landscape (valley), and of one that data\n"
      "make, which: \"logreg n=100 batch=8\";\n"
      "'thalweg list landscapes' shows all"),
      .take = take_landscape, .choices = &landscape_kinds },
    { "formula", 0, "F", N_("a landscape of your own: \"x^2/20 + a*y^2\""), .take = take_formula },
    { "domain", 0, "X0,X1,Y0,Y1", N_("where it is looked at (the landscape's;\n"
      "-5,5,-5,5 for a formula)"),
      .take = take_domain },
    { "view", 0, "X0,X1,Y0,Y1", N_("what the picture shows (the landscape's own)"), .take = take_view },
    { "param", 0, "K=V", N_("a parameter of the landscape or formula; repeatable"),
      .take = take_param, .many = true },
    // xgettext:no-c-format
    { "start", 0, "X,Y", N_("where all runs begin (the landscape's; for a\n"
      "formula 20 % and 75 % along its domain's sides)"),
      .take = take_start },
    { "optimizer", 0, "SPEC", N_("who races: \"adam lr=0.05 beta1=0.9\"; up to 12\n"
      "(the six classic ones; see 'thalweg list optimizers');\n"
      "\"sgd off\" sits the race out, name=\"My SGD\" is what\n"
      "it is called"),
      .take = take_optimizer, .many = true, .choices = &optim_kinds },
};
// clang-format on

const Flag *scene_flag_at(size_t index)
{
    const Setting *const tables[] = { scene_settings, scene_show_settings };
    return index < COUNT(own) ? &own[index]
                              : settings_flags(COUNT(tables), tables, index - COUNT(own));
}

bool scene_take_landscape(Scene *scene, const char *text, FlagsError *err)
{
    LandscapeSpec spec;
    err->typed = text;
    if (!landscape_spec_parse(&spec, text, &err->error)) {
        return false;
    }
    const FitModel *fit = spec.landscape->fit;
    scene_set_landscape(scene, spec.landscape);
    memcpy(scene->params, spec.params, sizeof spec.params);
    if (fit && !fit_spec_fill(&spec.fit, fit, &err->error)) {
        return false;
    }
    scene->fit = fit ? spec.fit : scene->fit;
    return true;
}

// A batch is of data, and not for those that need all of them.
static bool check_batches(const SceneTyped *typed, const Scene *scene, FlagsError *err)
{
    for (int i = 0; i < typed->racer_count; i++) {
        const Racer *racer = &typed->racers[i];
        const Optim *optim = racer->spec.optim;
        if (!racer->has_batch) {
            continue;
        }
        err->typed = typed->racer_texts[i];
        if (!scene_fit(scene)) {
            return fail_at(&err->error, 0,
                           "batch=: this landscape has no data; linreg, logreg and "
                           "neuron have");
        }
        if (racer->batch && scene_needs_all(optim)) {
            return fail_at(&err->error, 0, "%s needs all data: leave batch= out, or give batch=all",
                           optim->kind.key);
        }
    }
    return true;
}

static bool apply_formula(const SceneTyped *typed, Scene *scene, Arena *arena, FlagsError *err)
{
    Formula formula;
    err->typed = typed->formula;
    if (typed->formula && typed->landscape) {
        return fail_at(&err->error, 0, "--landscape and --formula: give one of them, not both");
    }
    if (typed->formula) {
        if (!formula_compile(&formula, typed->formula, arena, &err->error) ||
            !scene_set_formula(scene, &formula, false, &err->error) ||
            !typed_params_bind(&typed->params, &formula, scene->params, err)) {
            return false;
        }
        for (int i = 0; i < scene->param_count; i++) {
            scene_begin_param(scene, i, scene->params[i]);
        }
        return true;
    }
    if (typed->landscape && !scene_take_landscape(scene, typed->landscape, err)) {
        return false;
    }
    return typed_params_set(&typed->params, scene->landscape, scene->params, err);
}

// A run must not be lost where it begins.
static bool check_start(const SceneTyped *typed, const Scene *scene, FlagsError *err)
{
    for (int i = 0; i < 2; i++) {
        const Param row = scene_start_row(scene, i);
        if (param_check(&row, scene->start[i], NULL)) {
            continue;
        }
        char from[32], to[32], at[32];
        text_short_inside(from, sizeof from, row.min, 6, row.min, row.max);
        text_short_inside(to, sizeof to, row.max, 6, row.min, row.max);
        text_exact(at, sizeof at, scene->start[i]);
        if (typed->start_text) {
            err->typed = typed->start_text;
            return fail_at(&err->error, after_comma(err->typed, i),
                           "--start: a run at %c = %s is lost at once; "
                           "it must be in %s to %s (ten times the domain)",
                           "xy"[i], at, from, to);
        }
        err->typed = typed->domain_text;
        return fail_at(&err->error, 0,
                       "--domain: the landscape's start, %c = %s, is far outside; "
                       "give --start X,Y as well",
                       "xy"[i], at);
    }
    return true;
}

static bool apply_place(const SceneTyped *typed, Scene *scene, FlagsError *err)
{
    const double *d = typed->domain, *v = typed->view;
    if (typed->domain_text) {
        scene->domain = (Box){ d[0], d[1], d[2], d[3] };
        if (typed->formula) {
            scene_default_start(&scene->domain, scene->start);
        }
    }
    if (typed->has_view) {
        scene->has_view = true;
        scene->view = (Box){ v[0], v[1], v[2], v[3] };
    }
    if (typed->start_text) {
        memcpy(scene->start, typed->start, sizeof scene->start);
    }
    return check_start(typed, scene, err);
}

static bool apply_show(const SceneTyped *typed, const Scene *scene, SceneShow *show,
                       FlagsError *err)
{
    if (!settings_take(scene_show_settings, show, typed->shows, &err->typed, &err->error)) {
        return false;
    }
    for (int i = scene->racer_count; i < SCENE_RACERS_MAX; i++) {
        if (show->open[i]) {
            err->typed = typed->shows[SCENE_OPEN];
            return fail_n(&err->error, 0, scene->racer_count, "--open %d: there is %d optimizer",
                          "--open %d: there are %d optimizers", i + 1, scene->racer_count);
        }
    }
    err->typed = typed->shows[SCENE_STEP];
    return !show->has_step || show->step <= scene->steps ||
           fail_n(&err->error, 0, scene->steps,
                  "--step %d is beyond the race: it has %d step (--steps)",
                  "--step %d is beyond the race: it has %d steps (--steps)", show->step,
                  scene->steps);
}

bool scene_typed_apply(const void *from, Subject *subject, Arena *arena, FlagsError *err)
{
    const SceneTyped *typed = from;
    Scene *scene = &subject->scene;
    scene_defaults(scene);
    if (!apply_formula(typed, scene, arena, err) || !apply_place(typed, scene, err) ||
        !check_batches(typed, scene, err)) {
        return false;
    }
    if (typed->racer_count) {
        scene->racer_count = typed->racer_count;
        memcpy(scene->racers, typed->racers, sizeof scene->racers);
    }
    return settings_take(scene_settings, scene, typed->settings, &err->typed, &err->error) &&
           apply_show(typed, scene, &subject->scene_show, err);
}
