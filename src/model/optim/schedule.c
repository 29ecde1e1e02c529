// The rate of a step: the warm-up, then the schedule's own rule, settled beforehand.
#include "model/optim/schedule.h"

#include <math.h>

// What a schedule of a race or training of no known length goes by.
static const double STEPS = 100;
// What an open exponential one is left with at its end, and a fall too small to be one.
static const double LAST_SHARE = 0.01, LEAST_FALL = 1e-8;

static bool is_open(const Setting *row, const Schedule *schedule)
{
    if (row->type == &setting_list) {
        return ((const SettingList *)setting_value(row, schedule))->count == 0;
    }
    return row->type == &setting_number && row->param.scale == PARAM_INTEGER &&
           *(const double *)setting_value(row, schedule) == 0;
}

bool schedule_is_open(const Schedule *schedule)
{
    bool open = schedule->kind == SCHEDULE_EXPONENTIAL && schedule->params.gamma == 0;
    for (const Setting *row = schedules[schedule->kind].parts; row && row->param.key; row++) {
        open = open || is_open(row, schedule);
    }
    return open;
}

// `share` of the steps, a whole number, unless the length is given.
static void fill(double *length, double steps, double share)
{
    *length = *length > 0 ? *length : fmax(1, floor(share * steps));
}

static void fill_milestones(SettingList *milestones, double steps)
{
    if (milestones->count == 0) {
        milestones->items[0] = fmax(1, floor(steps / 2));
        milestones->items[1] = fmax(2, floor(3 * steps / 4));
        milestones->count = 2;
    }
}

void schedule_settle(Schedule *schedule, double steps, const double *curvatures)
{
    ScheduleParams *p = &schedule->params;
    const double left = fmax(1, (steps > 0 ? steps : STEPS) - schedule->warmup);
    const bool chebyshev = schedule->kind == SCHEDULE_CHEBYSHEV;
    fill(&p->step_size, left, 1.0 / 3);
    fill_milestones(&p->milestones, left);
    p->gamma = p->gamma > 0 ? p->gamma : pow(LAST_SHARE, 1 / left);
    fill(&p->total_iters, left, 1);
    fill(&p->t_max, chebyshev ? exp2(floor(log2(left))) : left, 1);
    fill(&p->t_0, left, 0.2);
    fill(&p->total_steps, left, 1);
    fill(&p->step_size_up, left, 0.1);
    fill(&p->step_size_down, p->step_size_up, 1);
    fill(&p->warmup_steps, left, 0.1);
    fill(&p->decay, left, 0.2);
    fill(&p->stable, left - p->decay, 1);
    if (curvatures && schedule_lacks_curvatures(schedule)) {
        p->curvature_min = curvatures[0];
        p->curvature_max = curvatures[1];
    }
    schedule->settled = true;
}

double schedule_end(const Schedule *schedule)
{
    const ScheduleParams *p = &schedule->params;
    const SettingList *milestones = &p->milestones;
    const double lengths[SCHEDULE_COUNT] = {
        [SCHEDULE_MULTISTEP] = milestones->items[milestones->count - 1] + 1,
        [SCHEDULE_LINEAR] = p->total_iters,
        [SCHEDULE_POLYNOMIAL] = p->total_iters,
        [SCHEDULE_COSINE] = p->t_max,
        [SCHEDULE_ONE_CYCLE] = p->total_steps,
        [SCHEDULE_WSD] = p->stable + p->decay,
    };
    assert(schedule->settled);
    const double length = lengths[schedule->kind];
    return length > 0 || schedule->warmup > 0 ? schedule->warmup + fmax(length, 1) : 0;
}

// Both of a pair are there or neither is, and the first is not above the second.
static void mend_pair(const double before[2], double *low, double *high, double least, double most)
{
    const bool low_changed = *low != before[0];
    if ((*low > 0) != (*high > 0)) {
        const bool on = low_changed ? *low > 0 : *high > 0;
        *low = !on ? 0 : low_changed ? *low : fmin(least, *high);
        *high = !on ? 0 : low_changed ? fmax(most, *low) : *high;
    }
    if (*low > *high) {
        *(low_changed ? high : low) = low_changed ? *low : *high;
    }
}

void schedule_mend(const Schedule *before, Schedule *schedule)
{
    const ScheduleParams *old = &before->params;
    ScheduleParams *p = &schedule->params;
    mend_pair((double[]){ old->base_momentum, old->max_momentum }, &p->base_momentum,
              &p->max_momentum, 0.85, 0.95);
    mend_pair((double[]){ old->curvature_min, old->curvature_max }, &p->curvature_min,
              &p->curvature_max, p->curvature_max, p->curvature_min);
    if (schedule->kind == SCHEDULE_CHEBYSHEV && p->t_max > 0) {
        p->t_max = exp2(round(log2(p->t_max)));
    }
}

void schedule_start(ScheduleState *state)
{
    *state = (ScheduleState){ .share = 1, .best = INFINITY };
}

// PyTorch's ReduceLROnPlateau, its threshold relative.
static void look(const ScheduleParams *p, ScheduleState *state, double rate, double loss)
{
    if (loss < state->best * (1 - p->threshold)) {
        state->best = loss;
        state->bad = 0;
    } else {
        state->bad += 1;
    }
    if (state->rest > 0) {
        state->rest -= 1;
        state->bad = 0;
    }
    if (state->bad > p->patience) {
        const double now = rate * state->share, next = fmax(now * p->factor, p->min_lr);
        if (now - next > LEAST_FALL) {
            state->share = next / rate;
        }
        state->rest = p->cooldown;
        state->bad = 0;
    }
}

void schedule_watch(const Schedule *schedule, ScheduleState *state, double rate, double step,
                    double f)
{
    if (schedule->kind == SCHEDULE_PLATEAU && step - 1 > schedule->warmup) {
        look(&schedule->params, state, rate, f);
    }
}

// What a warm-up leads to: L, or the best constant rate for the curvatures.
static double top(const Schedule *schedule, double rate)
{
    const ScheduleParams *p = &schedule->params;
    return schedule->kind == SCHEDULE_CHEBYSHEV && !schedule_lacks_curvatures(schedule)
               ? 2 / (p->curvature_min + p->curvature_max)
               : rate;
}

double schedule_rate(const Schedule *schedule, const ScheduleState *state, double rate, double step)
{
    const double t = step - 1;
    assert(schedule->settled);
    return t < schedule->warmup
               ? top(schedule, rate) * (t + 1) / schedule->warmup
               : schedules[schedule->kind].rate(schedule, state, rate, t - schedule->warmup);
}

bool schedule_cycles(const Schedule *schedule)
{
    return schedules[schedule->kind].height && schedule->params.max_momentum > 0;
}

double schedule_momentum(const Schedule *schedule, double step)
{
    const ScheduleParams *p = &schedule->params;
    const double t = fmax(0, step - 1 - schedule->warmup);
    const double height = schedules[schedule->kind].height(schedule, t);
    return p->max_momentum - (p->max_momentum - p->base_momentum) * height;
}
