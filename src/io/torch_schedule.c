// Each kind's function takes t, the rate and the kind's numbers in the order of its row here.
#include "io/torch_schedule.h"

#include "io/torch_script.h"

#include <string.h>

enum { ARGUMENTS_MAX = 5 };

// clang-format off
static const struct {
    const char *function;
    const char *arguments[ARGUMENTS_MAX]; // keys, of the row's numbers and parts
} rows[SCHEDULE_COUNT] = {
    [SCHEDULE_STEP]         = { "step_rate", { "step_size", "gamma" } },
    [SCHEDULE_MULTISTEP]    = { "multistep_rate", { "milestones", "gamma" } },
    [SCHEDULE_EXPONENTIAL]  = { "exponential_rate", { "gamma" } },
    [SCHEDULE_LINEAR]       = { "linear_rate", { "start_factor", "end_factor", "total_iters" } },
    [SCHEDULE_POLYNOMIAL]   = { "polynomial_rate", { "total_iters", "power" } },
    [SCHEDULE_COSINE]       = { "cosine_rate", { "t_max", "eta_min" } },
    [SCHEDULE_RESTARTS]     = { "restarts_rate", { "t_0", "t_mult", "eta_min" } },
    [SCHEDULE_INVERSE]      = { "inverse_rate", { "k", "power" } },
    [SCHEDULE_INVERSE_SQRT] = { "inverse_sqrt_rate", { "warmup_steps" } },
    [SCHEDULE_WSD]          = { "wsd_rate", { "stable", "decay", "min_ratio", "shape" } },
};
// clang-format on

static void write_list(FILE *out, const SettingList *list)
{
    for (int i = 0; i < list->count; i++) {
        fputs(i == 0 ? "[" : ", ", out);
        torch_count(out, list->items[i]);
    }
    fputc(']', out);
}

static void write_argument(FILE *out, const Schedule *schedule, const char *key)
{
    const ScheduleRow *row = &schedules[schedule->kind];
    const Param *number = param_find(row->kind.params, key);
    if (number) {
        const double value = param_value(number, &schedule->params);
        if (number->scale == PARAM_INTEGER) {
            torch_count(out, value);
        } else {
            torch_number(out, value);
        }
        return;
    }
    const Setting *part = row->parts;
    while (part->param.key && strcmp(part->param.key, key) != 0) {
        part++;
    }
    assert(part->param.key && "a part of the schedule");
    const void *value = setting_value(part, schedule);
    if (part->type == &setting_list) {
        write_list(out, value);
    } else if (part->type == &setting_choice) {
        torch_string(out, registry_at(part->choices, (size_t) * (const int *)value)->key);
    } else if (part->param.scale == PARAM_INTEGER) {
        torch_count(out, *(const double *)value);
    } else {
        torch_number(out, *(const double *)value);
    }
}

static void write_numbers(FILE *out, const double *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        fputs(", ", out);
        torch_count(out, numbers[i]);
    }
}

// one_cycle and cyclic go between any two numbers.
static void write_cycle(FILE *out, const Schedule *schedule, double low, double high, double end)
{
    const ScheduleParams *p = &schedule->params;
    if (schedule->kind == SCHEDULE_ONE_CYCLE) {
        const double numbers[] = { low, high, end, p->total_steps, p->pct_start };
        write_numbers(out, numbers, COUNT(numbers));
        return;
    }
    const double numbers[] = { low, high, p->step_size_up, p->step_size_down };
    write_numbers(out, numbers, COUNT(numbers));
    fputs(", ", out);
    write_argument(out, schedule, "mode");
    fputs(", ", out);
    write_argument(out, schedule, "gamma");
}

static const char *cycle_name(const Schedule *schedule)
{
    return schedule->kind == SCHEDULE_ONE_CYCLE ? "one_cycle" : "cyclic";
}

// Behind the warm-up.
static void write_rest(FILE *out, const Schedule *schedule, double rate)
{
    const ScheduleParams *p = &schedule->params;
    if (schedule->kind == SCHEDULE_ONE_CYCLE || schedule->kind == SCHEDULE_CYCLIC) {
        const bool once = schedule->kind == SCHEDULE_ONE_CYCLE;
        const double first = rate / p->div;
        fprintf(out, "%s(t", cycle_name(schedule));
        write_cycle(out, schedule, once ? first : p->base_lr, rate, first / p->final_div);
        fputc(')', out);
    } else if (schedule->kind == SCHEDULE_CHEBYSHEV && !schedule_lacks_curvatures(schedule)) {
        const double numbers[] = { p->curvature_min, p->curvature_max, p->t_max };
        fputs("chebyshev_rate(t", out);
        write_numbers(out, numbers, COUNT(numbers));
        fputc(')', out);
    } else if (rows[schedule->kind].function) {
        fprintf(out, "%s(t, ", rows[schedule->kind].function);
        torch_number(out, rate);
        for (int i = 0; i < ARGUMENTS_MAX && rows[schedule->kind].arguments[i]; i++) {
            fputs(", ", out);
            write_argument(out, schedule, rows[schedule->kind].arguments[i]);
        }
        fputc(')', out);
    } else {
        torch_number(out, rate);
    }
}

void torch_schedule_rate(FILE *out, const Schedule *schedule, double rate)
{
    const ScheduleParams *p = &schedule->params;
    if (schedule->kind == SCHEDULE_PLATEAU) {
        fputs("plateau.rate(t, loss)", out);
        return;
    }
    if (schedule->warmup == 0) {
        write_rest(out, schedule, rate);
        return;
    }
    const bool best = schedule->kind == SCHEDULE_CHEBYSHEV && !schedule_lacks_curvatures(schedule);
    fputs("warm_up(t, ", out);
    torch_count(out, schedule->warmup);
    fputs(", ", out);
    torch_number(out, best ? 2 / (p->curvature_min + p->curvature_max) : rate);
    fputs(", lambda t: ", out);
    write_rest(out, schedule, rate);
    fputc(')', out);
}

void torch_schedule_plateau(FILE *out, const Schedule *schedule, double rate)
{
    const ScheduleParams *p = &schedule->params;
    const double numbers[] = { schedule->warmup, p->factor,   p->patience,
                               p->threshold,     p->cooldown, p->min_lr };
    fputs("Plateau(", out);
    torch_number(out, rate);
    write_numbers(out, numbers, COUNT(numbers));
    fputc(')', out);
}

void torch_schedule_momentum(FILE *out, const Schedule *schedule)
{
    const ScheduleParams *p = &schedule->params;
    fprintf(out, "%s(", cycle_name(schedule));
    if (schedule->warmup > 0) {
        fputs("max(0, t - ", out);
        torch_count(out, schedule->warmup);
        fputc(')', out);
    } else {
        fputc('t', out);
    }
    write_cycle(out, schedule, p->max_momentum, p->base_momentum, p->max_momentum);
    fputc(')', out);
}
