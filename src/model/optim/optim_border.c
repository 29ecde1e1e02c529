// A row's border gets the scale that OptimInside tells, what a gradient is multiplied by in each
// coordinate over η, and may correct it.
#include "model/optim/optim.h"

#include <math.h>

// (2+2μ) / (η (a(1+μ) + ck)).
static double border_of(const OptimScalars *s, double mu, double a, double ck)
{
    return (2 + 2 * mu) / (s->rate * (a * (1 + mu) + ck));
}

double plain_border(UNUSED const OptimParams *p, const OptimScalars *s, UNUSED double scale[2])
{
    return 2 / s->rate;
}

double momentum_border(const OptimParams *p, const OptimScalars *s, UNUSED double scale[2])
{
    return border_of(s, p->beta, 0, (p->ema > 0 ? 1 - p->beta : 1) * (1 - p->dampening));
}

double rmsprop_border(const OptimParams *p, const OptimScalars *s, UNUSED double scale[2])
{
    return border_of(s, p->momentum, 0, 1);
}

double nesterov_border(const OptimParams *p, const OptimScalars *s, UNUSED double scale[2])
{
    return border_of(s, p->beta, 1, p->beta);
}

double qhm_border(const OptimParams *p, const OptimScalars *s, UNUSED double scale[2])
{
    return border_of(s, p->beta, 1 - p->nu, p->nu * (1 - p->beta));
}

// The mean's correction of bias belongs to P, as in Cohen 2022.
static void unbiased(const OptimScalars *s, double scale[2])
{
    scale[0] /= s->rest1;
    scale[1] /= s->rest1;
}

double adam_border(const OptimParams *p, const OptimScalars *s, double scale[2])
{
    unbiased(s, scale);
    return border_of(s, p->beta1, 0, 1 - p->beta1);
}

// With decay x ← D x − η m/P, D = 1 − ηλ: z² − (D+β₁−η(1−β₁)h) z + β₁D has a root at −1 where
// η(1−β₁)h = (1+D)(1+β₁).
double adamw_border(const OptimParams *p, const OptimScalars *s, double scale[2])
{
    return adam_border(p, s, scale) * (1 - 0.5 * s->rate * p->weight_decay);
}

// η ((1−μₜ)/(1−P) g + μₜ₊₁/(1−Pμₜ₊₁) m) / d.
double nadam_border(const OptimParams *p, const OptimScalars *s, UNUSED double scale[2])
{
    const double a = (1 - s->mu) / (1 - s->mu_product);
    const double c = s->mu_next / (1 - s->mu_product * s->mu_next);
    return border_of(s, p->beta1, a, c * (1 - p->beta1));
}

// With ν₂ < 1 the newest gradient scales itself: no scale stands still.
double qhadam_border(const OptimParams *p, const OptimScalars *s, UNUSED double scale[2])
{
    const double share = p->nu1 / s->rest1;
    return p->nu2 == 1 ? border_of(s, p->beta1, 1 - p->nu1, share * (1 - p->beta1)) : NAN;
}
