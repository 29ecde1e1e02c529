// A tune is of a scene without rates, so that applying what it found does not begin it anew.
#include "app/landscape/fair.h"

#include <math.h>
#include <stdlib.h>

void fair_init(Fair *fair)
{
    *fair = (Fair){ .tune = tune_create(), .of = memory_get(sizeof *fair->of) };
}

void fair_finish(Fair *fair)
{
    tune_destroy(fair->tune);
    free(fair->of);
}

static bool same_number(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static bool same_plan(const TunePlan *a, const TunePlan *b)
{
    return a->by == b->by && a->within == b->within && same_number(a->lowest, b->lowest) &&
           a->bottomless == b->bottomless && a->seeds == b->seeds;
}

void fair_follow(Fair *fair, const Scene *scene, const Objective *objective, unsigned version,
                 const TunePlan *plan, Parallel *parallel, double budget_s)
{
    Scene now = *scene;
    now.has_view = false;
    for (int i = 0; i < now.racer_count; i++) {
        now.racers[i].spec.has_rate = false;
    }
    if (!fair->begun || fair->objective != version || !same_plan(&fair->plan, plan) ||
        !scene_equal(fair->of, &now)) {
        *fair->of = now;
        fair->plan = *plan;
        fair->objective = version;
        fair->begun = fair->more = true;
        tune_start(fair->tune, scene, objective, plan);
    }
    if (fair->more) {
        fair->more = !tune_advance(fair->tune, parallel, budget_s);
    }
}

void fair_rest(Fair *fair)
{
    fair->begun = fair->more = false;
}

bool fair_curve(const Fair *fair, int racer, TuneCurve *curve)
{
    for (int i = 0; fair->begun && i < tune_count(fair->tune); i++) {
        *curve = tune_curve(fair->tune, i);
        if (curve->racer == racer && curve->count > 0) {
            return true;
        }
    }
    return false;
}

// The best rate of the index-th curve; false: it has none.
static bool best_rate(const Fair *fair, int index, int *racer, double *rate)
{
    const TuneCurve curve = tune_curve(fair->tune, index);
    if (curve.best < 0 || isnan(curve.points[curve.best].rate)) {
        return false;
    }
    *racer = curve.racer;
    *rate = curve.points[curve.best].rate;
    return true;
}

bool fair_ready(const Fair *fair)
{
    int racer;
    double rate;
    for (int i = 0; fair->begun && !fair->more && i < tune_count(fair->tune); i++) {
        if (best_rate(fair, i, &racer, &rate)) {
            return true;
        }
    }
    return false;
}

void fair_set_rate(Scene *scene, int racer, double rate)
{
    OptimSpec *spec = &scene->racers[racer].spec;
    spec->params.lr = rate;
    spec->has_rate = rate != scene_default_rate(scene, spec->optim);
}

bool fair_apply(const Fair *fair, Scene *scene)
{
    bool changed = false;
    int racer;
    double rate;
    for (int i = 0; fair_ready(fair) && i < tune_count(fair->tune); i++) {
        if (best_rate(fair, i, &racer, &rate) && scene_rate(scene, racer) != rate) {
            fair_set_rate(scene, racer, rate);
            changed = true;
        }
    }
    return changed;
}
