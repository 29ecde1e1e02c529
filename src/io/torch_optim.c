// A row for each optimizer: what of torch.optim it is and with which arguments, and the class that
// does it otherwise.
#include "io/torch_optim.h"

#include "io/torch_schedule.h"
#include "io/torch_script.h"
#include "model/optim/around.h"

#include <string.h>

// Whether torch's own does the same with these numbers.
typedef bool TorchAgrees(const OptimParams *params);

typedef struct TorchRow {
    const char *own;   // a class of optimizers.py; NULL: never needed. Its arguments are the row's
    const char *torch; // a class of torch.optim; NULL: none does the same
    // Its arguments: {key} is a number of the optimizer, {!key} the same as True or False; what
    // stands in [] is there unless its first number is 0.
    const char *arguments;
    bool decays;         // it takes weight_decay as our coupled_decay
    const char *cycling; // what a momentum that cycles is told by; {} is it
    TorchAgrees *agrees; // NULL: always
} TorchRow;

static bool plain_momentum(const OptimParams *p)
{
    return !(p->ema > 0) && (p->beta > 0 || p->dampening == 0);
}

static bool usual_search(const OptimParams *p)
{
    return p->c2 == 0.9;
}

#define BETAS "lr={lr}, betas=({beta1}, {beta2}), eps={eps}"
#define CYCLING_BETAS "betas=({}, {beta2})"

// clang-format off
static const TorchRow rows[OPTIM_COUNT] = {
    [OPTIM_SGD] = { NULL, "SGD", "lr={lr}", true, NULL, NULL },
    [OPTIM_MOMENTUM] = { "Momentum", "SGD", "lr={lr}[, momentum={beta}][, dampening={dampening}]", true, "momentum={}", plain_momentum },
    [OPTIM_NESTEROV] = { NULL, "SGD", "lr={lr}[, momentum={beta}, nesterov=True]", true, "momentum={}", NULL },
    [OPTIM_ADAGRAD] = { NULL, "Adagrad", "lr={lr}, eps={eps}", true, NULL, NULL },
    [OPTIM_RMSPROP] = { NULL, "RMSprop", "lr={lr}, alpha={rho}, eps={eps}[, momentum={momentum}][, centered={!centered}]", true, NULL, NULL },
    [OPTIM_ADAM] = { NULL, "Adam", BETAS, true, CYCLING_BETAS, NULL },
    [OPTIM_ADADELTA] = { NULL, "Adadelta", "lr={lr}, rho={rho}, eps={eps}", true, NULL, NULL },
    [OPTIM_AMSGRAD] = { NULL, "Adam", BETAS ", amsgrad=True", true, CYCLING_BETAS, NULL },
    [OPTIM_ADAMW] = { NULL, "AdamW", BETAS ", weight_decay={weight_decay}", false, CYCLING_BETAS, NULL },
    [OPTIM_NADAM] = { "NAdam", NULL, NULL, false, NULL, NULL },
    [OPTIM_ADAMAX] = { NULL, "Adamax", BETAS, true, CYCLING_BETAS, NULL },
    [OPTIM_RADAM] = { NULL, "RAdam", BETAS, true, CYCLING_BETAS, NULL },
    [OPTIM_QHM] = { "QHM", NULL, NULL, false, NULL, NULL },
    [OPTIM_QHADAM] = { "QHAdam", NULL, NULL, false, NULL, NULL },
    [OPTIM_LION] = { "Lion", NULL, NULL, false, NULL, NULL },
    [OPTIM_RPROP] = { NULL, "Rprop", "lr={lr}, etas=({eta_minus}, {eta_plus}), step_sizes=({min}, {max})", false, NULL, NULL },
    [OPTIM_ASGD] = { "AveragedSGD", NULL, NULL, false, NULL, NULL },
    [OPTIM_ADABELIEF] = { "AdaBelief", NULL, NULL, false, NULL, NULL },
    [OPTIM_YOGI] = { "Yogi", NULL, NULL, false, NULL, NULL },
    [OPTIM_ADAN] = { "Adan", NULL, NULL, false, NULL, NULL },
    [OPTIM_ADEMAMIX] = { "AdEMAMix", NULL, NULL, false, NULL, NULL },
    [OPTIM_PRODIGY] = { "Prodigy", NULL, NULL, false, NULL, NULL },
    [OPTIM_SIGNSGD] = { "SignSGD", NULL, NULL, false, NULL, NULL },
    [OPTIM_NORMALIZED] = { "Normalized", NULL, NULL, false, NULL, NULL },
    [OPTIM_SCHEDULEFREE_SGD] = { "ScheduleFreeSGD", NULL, NULL, false, NULL, NULL },
    [OPTIM_SCHEDULEFREE_ADAMW] = { "ScheduleFreeAdamW", NULL, NULL, false, NULL, NULL },
    [OPTIM_FULL_ADAGRAD] = { "FullAdaGrad", NULL, NULL, false, NULL, NULL },
    [OPTIM_POLYAK_STEP] = { "PolyakStep", NULL, NULL, false, NULL, NULL },
    [OPTIM_BARZILAI_BORWEIN] = { "BarzilaiBorwein", NULL, NULL, false, NULL, NULL },
    [OPTIM_NEWTON] = { "Newton", NULL, NULL, false, NULL, NULL },
    [OPTIM_SOPHIA] = { "Sophia", NULL, NULL, false, NULL, NULL },
    [OPTIM_LBFGS] = { "LBFGS", "LBFGS", "max_iter=1, tolerance_grad=0, tolerance_change=0, history_size={history}, line_search_fn=\"strong_wolfe\"", false, NULL, usual_search },
    [OPTIM_CG] = { "ConjugateGradients", NULL, NULL, false, NULL, NULL },
    [OPTIM_MUON] = { "Muon", NULL, NULL, false, NULL, NULL },
    [OPTIM_ADAFACTOR] = { "Adafactor", NULL, NULL, false, NULL, NULL },
};
// clang-format on

static bool uses_torch(const TorchOptim *of)
{
    const TorchRow *row = &rows[optim_kind(of->optim)];
    return row->torch && (!row->agrees || row->agrees(of->params));
}

static void write_number(FILE *out, const Param *param, const OptimParams *params)
{
    const double value = param_value(param, params);
    if (param->scale == PARAM_INTEGER || param->scale == PARAM_COUNT) {
        torch_count(out, value);
    } else {
        torch_number(out, value);
    }
}

// The number that is named between `at` and the next '}'.
static const Param *named(const Optim *optim, const char *at)
{
    char key[32];
    snprintf(key, sizeof key, "%.*s", (int)strcspn(at, "}"), at);
    const Param *param = param_find(optim->kind.params, key);
    assert(param && "a number of the optimizer");
    return param;
}

static void write_arguments(FILE *out, const TorchOptim *of, const char *text)
{
    for (const char *at = text; *at; at++) {
        if (*at == '[') {
            const char *key = strchr(at, '{') + 1;
            const Param *param = named(of->optim, key + (*key == '!'));
            if (param_value(param, of->params) == 0) {
                at = strchr(at, ']');
            }
        } else if (*at == '{') {
            const bool is_switch = at[1] == '!';
            const Param *param = named(of->optim, at + 1 + is_switch);
            if (is_switch) {
                fputs(param_value(param, of->params) > 0 ? "True" : "False", out);
            } else {
                write_number(out, param, of->params);
            }
            at = strchr(at, '}');
        } else if (*at != ']') {
            fputc(*at, out);
        }
    }
}

static bool needs_hessian(const Optim *optim)
{
    return optim->needs & OPTIM_HESSIAN;
}

// All of the optimizer's numbers by their keys.
static void write_own(FILE *out, const TorchOptim *of)
{
    fprintf(out, "%s(%s", rows[optim_kind(of->optim)].own, of->of);
    fputs(needs_hessian(of->optim) ? ", landscape_hessian" : "", out);
    for (const Param *param = of->optim->kind.params; param->key; param++) {
        fprintf(out, ", %s=", param->key);
        write_number(out, param, of->params);
    }
    fputc(')', out);
}

static void write_torch(FILE *out, const TorchOptim *of, bool decays)
{
    const TorchRow *row = &rows[optim_kind(of->optim)];
    fprintf(out, "torch.optim.%s(%s, ", row->torch, of->of);
    write_arguments(out, of, row->arguments);
    if (decays) {
        fputs(", weight_decay=", out);
        torch_number(out, of->params->coupled_decay);
    }
    fputc(')', out);
}

// Where momentum cycles it begins with some, which torch's own must know.
static OptimParams with_momentum(const OptimParams *params)
{
    OptimParams with = *params;
    if (schedule_cycles(&params->schedule)) {
        with.beta = with.beta1 = params->schedule.params.max_momentum;
    }
    return with;
}

void torch_optim_make(FILE *out, const TorchOptim *optim)
{
    const OptimParams with = with_momentum(optim->params), *p = &with;
    const TorchOptim of = { optim->optim, p, optim->of };
    const bool torch = uses_torch(&of);
    const bool cut = p->sam > 0 || p->clip > 0 || p->clip_value > 0;
    const bool decays =
        torch && !cut && p->coupled_decay > 0 && rows[optim_kind(optim->optim)].decays;
    const struct {
        const char *name, *key; // class; of its number
        bool on;
        double number;
    } around[] = {
        { "PolyakMean", "after", p->average == AVERAGE_POLYAK, p->mean.average_start },
        { "ExponentialMean", "decay", p->average == AVERAGE_EMA, p->mean.average_decay },
        { "Lookahead", "k", p->lookahead > 0, p->lookahead },
        { "CoupledDecay", "decay", p->coupled_decay > 0 && !decays, p->coupled_decay },
        { "SAM", "rho", p->sam > 0, p->sam },
        { "ClipNorm", "c", p->clip > 0, p->clip },
        { "ClipValue", "c", p->clip_value > 0, p->clip_value },
    };
    for (size_t i = 0; i < COUNT(around); i++) {
        fprintf(out, "%s%s", around[i].on ? around[i].name : "", around[i].on ? "(" : "");
    }
    if (torch) {
        write_torch(out, &of, decays);
    } else {
        write_own(out, &of);
    }
    for (size_t i = COUNT(around); i-- > 0;) {
        if (around[i].on) {
            fprintf(out, ", %s=", around[i].key);
            torch_count(out, around[i].number);
            if (strcmp(around[i].name, "Lookahead") == 0) {
                fputs(", alpha=", out);
                torch_number(out, p->lookahead_alpha);
            }
            fputc(')', out);
        }
    }
}

void torch_optim_about(FILE *out, const char *margin, const char *name, const Optim *optim)
{
    char text[256];
    snprintf(text, sizeof text, "%s (%s)", name, optim->kind.source);
    torch_comment(out, margin, optim->kind.source ? text : name);
    snprintf(text, sizeof text, "%s#     ", margin);
    for (const char *line = optim->rule; *line;) {
        const size_t length = strcspn(line, "\n");
        fprintf(out, "%s%.*s\n", text, (int)length, line);
        line += length + (line[length] == '\n');
    }
}

bool torch_optim_changes(const OptimParams *params)
{
    return !schedule_rests(&params->schedule);
}

// The momentum of step t, as the optimizer takes it.
static void write_cycling(FILE *out, const TorchOptim *of)
{
    const Schedule *schedule = &of->params->schedule;
    const TorchRow *row = &rows[optim_kind(of->optim)];
    char own[32];
    snprintf(own, sizeof own, "%s={}",
             param_find(of->optim->kind.params, "beta") ? "beta" : "beta1");
    const char *form = uses_torch(of) ? row->cycling : own;
    const char *hole = strstr(form, "{}");
    fprintf(out, ", %.*s", (int)(hole - form), form);
    torch_schedule_momentum(out, schedule);
    write_arguments(out, of, hole + strlen("{}"));
}

void torch_optim_schedule(FILE *out, const TorchOptim *optim)
{
    const OptimParams with = with_momentum(optim->params);
    const TorchOptim of = { optim->optim, &with, optim->of };
    const Schedule *schedule = &with.schedule;
    if (schedule_rests(schedule)) {
        fputs("None", out);
        return;
    }
    fputs("lambda t, loss", out);
    if (schedule->kind == SCHEDULE_PLATEAU) {
        fputs(", plateau=", out);
        torch_schedule_plateau(out, schedule, with.lr);
    }
    fputs(": dict(lr=", out);
    torch_schedule_rate(out, schedule, with.lr);
    if (schedule_cycles(schedule)) {
        write_cycling(out, &of);
    }
    fputc(')', out);
}
