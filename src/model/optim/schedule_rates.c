// Schedules in closed form: a rate is known from its step alone, so that any moment of a race can
// be gone to. Rounded as PyTorch's own formulas are, which the references were made by.
#include "model/optim/schedule_rates.h"

#include <math.h>

#define RATE(name)                                                                                 \
    double schedule_##name(UNUSED const Schedule *schedule, UNUSED const ScheduleState *state,     \
                           double rate, UNUSED double t)

static const double PI = 3.14159265358979323846;

// From `start` (q = 0) to `end` (q = 1) along half a wave.
static double wave(double start, double end, double q)
{
    return end + (start - end) * (1 + cos(PI * q)) / 2;
}

RATE(constant)
{
    return rate;
}

RATE(step)
{
    return rate * pow(schedule->params.gamma, floor(t / schedule->params.step_size));
}

RATE(multistep)
{
    const SettingList *milestones = &schedule->params.milestones;
    int passed = 0;
    while (passed < milestones->count && milestones->items[passed] <= t) {
        passed++;
    }
    return rate * pow(schedule->params.gamma, passed);
}

RATE(exponential)
{
    return rate * pow(schedule->params.gamma, t);
}

RATE(linear)
{
    const ScheduleParams *p = &schedule->params;
    const double n = p->total_iters;
    return rate * (p->start_factor + (p->end_factor - p->start_factor) * fmin(t, n) / n);
}

RATE(polynomial)
{
    const double n = schedule->params.total_iters;
    return rate * pow(1 - fmin(t, n) / n, schedule->params.power);
}

// Stays at its end, where PyTorch's rises again.
RATE(cosine)
{
    const ScheduleParams *p = &schedule->params;
    return p->eta_min + (rate - p->eta_min) * (1 + cos(PI * fmin(t, p->t_max) / p->t_max)) / 2;
}

RATE(restarts)
{
    const ScheduleParams *p = &schedule->params;
    double length = p->t_0, c = t;
    if (p->t_mult == 1) {
        c = fmod(t, length);
    }
    while (c >= length) {
        c -= length;
        length *= p->t_mult;
    }
    return p->eta_min + (rate - p->eta_min) * (1 + cos(PI * c / length)) / 2;
}

// Where in the cycle t is: which half, and how far in it.
static double one_cycle_at(const Schedule *schedule, double t, bool *falling)
{
    const ScheduleParams *p = &schedule->params;
    const double top = p->pct_start * p->total_steps - 1, end = p->total_steps - 1;
    const double at = fmin(t, end);
    *falling = !(at <= top && top > 0);
    return !*falling ? at / top : end > top ? (at - top) / (end - top) : 1;
}

RATE(one_cycle)
{
    const ScheduleParams *p = &schedule->params;
    bool falling;
    const double q = one_cycle_at(schedule, t, &falling), first = rate / p->div;
    return falling ? wave(rate, first / p->final_div, q) : wave(first, rate, q);
}

double schedule_one_cycle_height(const Schedule *schedule, double t)
{
    bool falling;
    const double q = one_cycle_at(schedule, t, &falling);
    return falling ? wave(1, 0, q) : wave(0, 1, q);
}

double schedule_cyclic_height(const Schedule *schedule, double t)
{
    const ScheduleParams *p = &schedule->params;
    const double total = p->step_size_up + p->step_size_down, up = p->step_size_up / total;
    const double cycle = floor(1 + t / total), x = 1 + t / total - cycle;
    const double height = x <= up ? x / up : (x - 1) / (up - 1);
    return height * (p->mode == CYCLIC_TRIANGULAR2 ? pow(2, 1 - cycle)
                     : p->mode == CYCLIC_EXP_RANGE ? pow(p->gamma, t)
                                                   : 1);
}

RATE(cyclic)
{
    const double base = schedule->params.base_lr;
    return base + (rate - base) * schedule_cyclic_height(schedule, t);
}

RATE(inverse)
{
    const double falls = 1 + schedule->params.k * t, power = schedule->params.power;
    return rate / (power == 1 ? falls : pow(falls, power));
}

RATE(inverse_sqrt)
{
    const double w = schedule->params.warmup_steps;
    return rate * fmin((t + 1) / w, sqrt(w / (t + 1)));
}

// What is left of the rate after a share u of its decay.
static double wsd_left(WsdShape shape, double u)
{
    switch (shape) {
    case WSD_SQRT: return 1 - sqrt(u);
    case WSD_LINEAR: return 1 - u;
    case WSD_SQUARE: return 1 - u * u;
    case WSD_COSINE: return (1 + cos(PI * u)) / 2;
    }
    return 1;
}

RATE(wsd)
{
    const ScheduleParams *p = &schedule->params;
    const double u = clamp((t - p->stable) / p->decay, 0, 1);
    return rate * (p->min_ratio + (1 - p->min_ratio) * wsd_left((WsdShape)p->shape, u));
}

RATE(plateau)
{
    return rate * state->share;
}

double schedule_fractal(double k, double T)
{
    double sums[64]; // 2n − 1 of each halving that the place lies in the second half of
    int depth = 0;
    for (; T > 1 && depth < 64; T /= 2) {
        sums[depth++] = fmod(k, 2) == 1 ? T - 1 : 0;
        k = floor(k / 2);
    }
    double place = 0;
    while (depth-- > 0) {
        place = sums[depth] > 0 ? sums[depth] - place : place;
    }
    return place;
}

RATE(chebyshev)
{
    const ScheduleParams *p = &schedule->params;
    const double middle = (p->curvature_max + p->curvature_min) / 2;
    const double half = (p->curvature_max - p->curvature_min) / 2;
    if (schedule_lacks_curvatures(schedule)) {
        return rate;
    }
    const double place = schedule_fractal(fmod(t, p->t_max), p->t_max);
    return 1 / (middle - half * cos((place + 0.5) * PI / p->t_max));
}
