// Spec strings of optimizers.
#include "model/optim/optim_spec.h"

#include "base/setting_parse.h"
#include "base/text.h"
#include "model/optim/around.h"

#include <string.h>

static const Form average_form = { .registry = &average_kinds,
                                   .kind = offsetof(OptimParams, average),
                                   .by_place = true,
                                   .params = offsetof(OptimParams, mean),
                                   .params_size = sizeof(AverageParams) };

// clang-format off
#define NUMBER(field, label, symbol, def, min, max, scale) \
    .param = { #field, label, symbol, offsetof(OptimSpec, params.field), def, min, max, scale }, \
    .type = &setting_number

const Setting optim_settings[] = {
    { .param = { "schedule", N_("Schedule"), NULL, offsetof(OptimSpec, params.schedule), SCHEDULE_CONSTANT, 0, 0, PARAM_LINEAR },
      .type = &setting_kind, .form = &schedule_form },
    { .param = { "warmup", N_("Warm-up"), NULL, offsetof(OptimSpec, params.schedule.warmup), 0, 0, SCHEDULE_STEPS_MAX, PARAM_INTEGER },
      .type = &setting_number, .slider = { .max = 200, .scale = PARAM_INTEGER },
      .flag.help = N_("The rate grows evenly over so many steps before the schedule begins; 0: at once") },
    { NUMBER(coupled_decay, N_("L2 in gradient"), "λ", 0, 0, 1, PARAM_LINEAR),
      .flag.help = N_("λx is added to the gradient, as PyTorch's SGD and Adam do it; AdamW's own decay stands beside the gradient") },
    { NUMBER(sam, N_("SAM radius"), "ρ", 0, 0, 100, PARAM_LINEAR), .slider = { .max = 1 },
      .flag.help = N_("Sharpness-aware minimization (Foret 2021): the gradient is taken so far uphill; 0: here") },
    { NUMBER(clip, N_("Clip norm"), "c", 0, 0, 1000, PARAM_LINEAR), .given = offsetof(OptimSpec, has_clip), .slider = { .max = 10 },
      .flag.help = N_("A longer gradient is cut to this norm; 0: never") },
    { NUMBER(clip_value, N_("Clip values"), "c", 0, 0, 1000, PARAM_LINEAR), .slider = { .max = 10 },
      .flag.help = N_("Each number of the gradient is cut to this size; 0: never") },
    { NUMBER(lookahead, N_("Lookahead"), "k", 0, 0, 1000, PARAM_INTEGER), .slider = { .max = 20, .scale = PARAM_INTEGER },
      .flag.help = N_("After so many steps it is pulled back to a slow point (Zhang 2019); 0: never") },
    { NUMBER(lookahead_alpha, N_("Slow share"), "α", LOOKAHEAD_ALPHA, 0, 1, PARAM_LINEAR),
      .flag.help = N_("How much of the way the slow point goes") },
    { .param = { "average", N_("Mean"), NULL, offsetof(OptimSpec, params), AVERAGE_NONE, 0, 0, PARAM_LINEAR },
      .type = &setting_kind, .form = &average_form,
      .flag.help = N_("A mean of the points, kept beside them; polyak: of all behind average_start, ema: one that forgets by average_decay") },
    { .param.key = NULL },
};
// clang-format on

bool optim_takes(const Optim *optim, const char *key)
{
    static const char *const about_gradient[] = { "coupled_decay", "clip", "clip_value", "sam" };
    bool about = false;
    for (size_t i = 0; i < COUNT(about_gradient); i++) {
        about = about || strcmp(key, about_gradient[i]) == 0;
    }
    // Schedule-free methods put x together anew in every step: what pulls it back would be lost.
    const bool pulls = strncmp(key, "lookahead", strlen("lookahead")) == 0;
    const bool times = strcmp(key, "schedule") == 0 || strcmp(key, "warmup") == 0;
    return !(about && optim->needs & OPTIM_POINTS) && !(times && !optim_rate(optim)) &&
           !(pulls && optim->group == OPTIM_GROUP_SCHEDULE_FREE);
}

// Rates that come from curvatures leave no rate to choose; a rate that is found leaves none to
// change; momentum can cycle only where there is one.
static const char *refuse_schedule(const OptimSpec *spec, Error *err)
{
    const Schedule *schedule = &spec->params.schedule;
    const Param *numbers = spec->optim->kind.params;
    if (schedule->kind == SCHEDULE_CHEBYSHEV && spec->has_rate) {
        fail(err, "chebyshev takes its rates from the curvatures, lr has no say in them; leave it "
                  "out");
        return "lr";
    }
    if (!schedule_rests(schedule) && !optim_rate(spec->optim)) {
        fail(err, "%s finds its rate itself, and there is nothing for a schedule to change",
             spec->optim->kind.key);
        return schedule->kind == SCHEDULE_CONSTANT ? "warmup" : "schedule";
    }
    if (schedule_cycles(schedule) && !param_find(numbers, "beta") &&
        !param_find(numbers, "beta1")) {
        fail(err, "%s has no momentum that could cycle; leave base_momentum and max_momentum out",
             spec->optim->kind.key);
        return "base_momentum";
    }
    return NULL;
}

bool optim_setting_matters(const void *held, const char *key)
{
    const OptimSpec *spec = held;
    return optim_takes(spec->optim, key) &&
           (spec->params.lookahead > 0 || strcmp(key, "lookahead_alpha") != 0);
}

static const char *refuse(const void *held, Error *err)
{
    const OptimSpec *spec = held;
    const OptimParams *p = &spec->params;
    const char *wrong = p->coupled_decay > 0 ? "coupled_decay"
                        : p->sam > 0         ? "sam"
                        : p->clip > 0        ? "clip"
                        : p->clip_value > 0  ? "clip_value"
                                             : NULL;
    if (wrong && !optim_takes(spec->optim, wrong)) {
        fail(err,
             "%s does not go with %s, which looks at the function itself at other points than its "
             "own; leave %s out",
             wrong, spec->optim->kind.key, wrong);
        return wrong;
    }
    if (p->lookahead > 0 && !optim_takes(spec->optim, "lookahead")) {
        fail(err,
             "lookahead does not go with %s, which puts its point together anew in each step; "
             "leave lookahead out",
             spec->optim->kind.key);
        return "lookahead";
    }
    return refuse_schedule(spec, err);
}

// Of these it is kept whether they were typed: else the landscape says them.
static const char *const GIVEN[] = { "lr", "f_min", NULL };

const Form optim_form = { .registry = &optim_kinds,
                          .kind = offsetof(OptimSpec, optim),
                          .params = offsetof(OptimSpec, params),
                          .params_size = sizeof(OptimParams),
                          .given = offsetof(OptimSpec, has_rate),
                          .given_keys = GIVEN,
                          .common = optim_settings,
                          .refuse = refuse };

// A Kind is the first member of its Optim.
static bool in_plane(const Kind *kind, Error *err)
{
    return optim_fits((const Optim *)(const void *)kind, OPTIM_IN_PLANE, err);
}

bool optim_in_networks(const Kind *kind, Error *err)
{
    return optim_fits((const Optim *)(const void *)kind, OPTIM_IN_NETWORKS, err);
}

const Setting optim_setting = { .param = { .key = "optimizer", .label = N_("Optimizer") },
                                .type = &setting_kind,
                                .form = &optim_form,
                                .accepts = in_plane };

void optim_words(const Setting *setting, const void *owner, char *text, size_t size)
{
    const OptimSpec *spec = setting_value(setting, owner);
    char written[SPEC_TEXT_MAX];
    spec_write_optim(spec, written, sizeof written);
    for (char *at = written; *at; at++) {
        *at = *at == '=' || *at == '_' ? ' ' : *at;
    }
    text_print(text, size, "%s%s", tr(spec->optim->kind.name),
               written + strlen(spec->optim->kind.key));
}

bool spec_parse_optim_beside(OptimSpec *spec, const SettingBeside *beside, const char *text,
                             Error *err)
{
    OptimSpec parsed = { 0 };
    if (!setting_parse(&optim_setting, &parsed, text, beside, err)) {
        return false;
    }
    *spec = parsed;
    return true;
}

bool spec_parse_optim(OptimSpec *spec, const char *text, Error *err)
{
    return spec_parse_optim_beside(spec, NULL, text, err);
}

void spec_write_optim(const OptimSpec *spec, char *text, size_t size)
{
    const size_t used = setting_kind.write(&optim_setting, spec, text, size);
    assert(used < size);
    (void)used;
}

void spec_mend_optim(const OptimSpec *before, OptimSpec *spec)
{
    schedule_mend(&before->params.schedule, &spec->params.schedule);
    spec->has_rate = spec->has_rate && spec->params.schedule.kind != SCHEDULE_CHEBYSHEV;
}
