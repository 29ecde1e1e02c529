// What all coordinates share in a step: the powers and products of the decays.
#include "model/optim/optim_scalars.h"

#include <math.h>

void optim_scalars_start(OptimScalars *scalars)
{
    *scalars = (OptimScalars){ .rest1 = 1,
                               .rest2 = 1,
                               .rest3 = 1,
                               .power2 = 1,
                               .mu_product = 1,
                               .fade = 1,
                               .fade_step = 1,
                               .f = NAN,
                               .momentum = NAN };
    schedule_start(&scalars->schedule);
}

// A power that adds nothing to 1 − βᵗ nor, times any t, to ρ; denormal ones would be slow.
static const long double NO_POWER = 1e-60L;

static void advance_rests(OptimScalars *scalars, const OptimParams *params)
{
    const long double beta1 = params->beta1, beta2 = params->beta2;
    scalars->sum_of_rests += scalars->sum2;
    scalars->sum1 = beta1 * scalars->sum1 + (1 - beta1);
    scalars->sum2 = beta2 * scalars->sum2 + (1 - beta2);
    scalars->power2 = scalars->power2 > NO_POWER ? beta2 * scalars->power2 : 0;
    scalars->rest1 = (double)scalars->sum1;
    scalars->rest2 = (double)scalars->sum2;
}

static void advance_schedule(OptimScalars *scalars, const OptimParams *params)
{
    const Schedule *schedule = &params->schedule;
    if (!isnan(scalars->f)) {
        schedule_watch(schedule, &scalars->schedule, params->lr, scalars->t, scalars->f);
        scalars->f = NAN;
    }
    scalars->rate = schedule_rate(schedule, &scalars->schedule, params->lr, scalars->t);
    scalars->momentum =
        schedule_cycles(schedule) ? schedule_momentum(schedule, scalars->t) : (double)NAN;
}

static void advance_fade(OptimScalars *scalars, const OptimParams *params)
{
    if (scalars->fade_decay != params->momentum_decay) {
        scalars->fade_decay = params->momentum_decay;
        scalars->fade_step = pow(0.96, params->momentum_decay);
    }
    scalars->fade *= scalars->fade_step;
    scalars->mu = params->beta1 * (1 - 0.5 * scalars->fade);
    scalars->mu_next = params->beta1 * (1 - 0.5 * (scalars->fade * scalars->fade_step));
    scalars->mu_product *= scalars->mu;
}

static void advance(OptimScalars *scalars, const OptimParams *params)
{
    if (params->beta1 != 0 || params->beta2 != 0) {
        advance_rests(scalars, params);
    }
    if (params->beta3 != 0) {
        scalars->sum3 =
            (long double)params->beta3 * scalars->sum3 + (1 - (long double)params->beta3);
        scalars->rest3 = (double)scalars->sum3;
    }
    if (params->beta1 != 0 || params->momentum_decay != 0) {
        advance_fade(scalars, params);
    } else {
        scalars->mu = scalars->mu_next = scalars->mu_product = 0;
    }
}

// A momentum that cycles is not summed up: PyTorch's corrections of bias take the t-th power of
// what it is in this step.
static void advance_cycling(OptimScalars *scalars, const OptimParams *params)
{
    OptimParams room;
    const OptimParams *now = optim_params_now(params, scalars, &room);
    advance(scalars, now);
    scalars->sum1 = now->beta1 > 0 ? -expm1l(scalars->t * logl(now->beta1)) : 1;
    scalars->rest1 = (double)scalars->sum1;
}

void optim_scalars_rest(OptimScalars *scalars, const OptimParams *params)
{
    scalars->t += 1;
    scalars->rate = params->lr;
    advance(scalars, params);
}

void optim_scalars_advance(OptimScalars *scalars, const OptimParams *params)
{
    scalars->t += 1;
    scalars->rate = params->lr;
    if (!schedule_rests(&params->schedule)) {
        advance_schedule(scalars, params);
        if (!isnan(scalars->momentum)) {
            advance_cycling(scalars, params);
            return;
        }
    }
    advance(scalars, params);
}

// ρ∞ = 2/(1−β₂) − 1.
static double rho_limit(const OptimParams *params)
{
    return (1 + params->beta2) / (1 - params->beta2);
}

// The paper's ρₜ = ρ∞ − 2tβ₂ᵗ/(1−β₂ᵗ) is a difference of two numbers near 2/(1−β₂) while t is small
// beside that. With D = Σ(1−β₂ᵏ), k < t, which is t − (1−β₂ᵗ)/(1−β₂), it is 2t − 1 − 2D/(1−β₂ᵗ),
// which in turn cancels when t is large.
double optim_rho(const OptimParams *params, const OptimScalars *scalars)
{
    const long double t = scalars->t, rest = scalars->sum2;
    const double limit = rho_limit(params);
    if (params->beta2 == 0) {
        return limit; // in every step
    }
    const bool early = scalars->t * (1 - params->beta2) < 1;
    const long double rho = early ? 2 * t - 1 - 2 * scalars->sum_of_rests / rest
                                  : limit - 2 * t * scalars->power2 / rest;
    return fmin((double)rho, limit);
}

double optim_rectification(const OptimParams *params, const OptimScalars *scalars)
{
    const double limit = rho_limit(params), rho = optim_rho(params, scalars);
    return rho > 5 ? sqrt((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho)) : 0;
}

void optim_find_distance(OptimScalars *scalars, const OptimParams *params, double size)
{
    const double estimate = params->d_coef * scalars->gain / size;
    if (scalars->distance == params->d0) {
        scalars->distance = fmax(scalars->distance, estimate);
    }
    scalars->farthest = fmax(scalars->farthest, estimate);
    scalars->distance = fmin(scalars->farthest, scalars->distance * params->growth);
}

void optim_advance(const Optim *optim, OptimScalars *scalars, const OptimParams *params)
{
    optim_scalars_advance(scalars, params);
    if (optim->advance) {
        optim->advance(scalars, params);
    }
}

void optim_fall(OptimScalars *scalars, const OptimParams *params)
{
    scalars->rate /=
        pow(1 + params->weight_decay * scalars->rate * (scalars->t - 1), params->alpha);
}

void optim_find_share(OptimScalars *scalars, const OptimParams *params)
{
    scalars->rate_most = fmax(scalars->rate_most, scalars->rate);
    const double weight =
        pow(scalars->t, params->r) * pow(scalars->rate_most, params->weight_lr_power);
    scalars->weights += weight;
    scalars->share = scalars->weights > 0 ? weight / scalars->weights : 0;
}
