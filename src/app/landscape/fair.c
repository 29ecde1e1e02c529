// A tune is of a scene without rates, so that applying what it found does not begin it anew.
#include "app/landscape/fair.h"

#include <math.h>
#include <stdlib.h>

void fair_init(Fair *fair)
{
    *fair = (Fair){ .tune = tune_create(), .of = memory_get(sizeof *fair->of) };
    fair->ramp.race = race_create();
    fair->ramp.of = memory_get(sizeof *fair->ramp.of);
}

void fair_finish(Fair *fair)
{
    tune_destroy(fair->tune);
    free(fair->of);
    race_destroy(fair->ramp.race);
    free(fair->ramp.of);
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

// What it all hangs on.
static Scene scene_without_rates(const Scene *scene)
{
    Scene bare = *scene;
    bare.has_view = false;
    for (int i = 0; i < bare.racer_count; i++) {
        bare.racers[i].spec.has_rate = false;
    }
    return bare;
}

void fair_follow(Fair *fair, const Scene *scene, const Objective *objective, unsigned version,
                 const TunePlan *plan, Parallel *parallel, double budget_s)
{
    const Scene now = scene_without_rates(scene);
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

void fair_ramp_follow(Fair *fair, const Scene *scene, const Objective *objective, unsigned version,
                      double budget_s)
{
    Ramp *ramp = &fair->ramp;
    Scene now = scene_without_rates(scene);
    if (!ramp->begun || ramp->objective != version || !scene_equal(ramp->of, &now)) {
        *ramp->of = now;
        ramp->objective = version;
        ramp->begun = ramp->more = true;
        range_test_scene(&now);
        race_start(ramp->race, &now, objective);
    }
    if (ramp->more) {
        ramp->more = !race_advance(ramp->race, budget_s);
        for (int run = 0; run < race_run_count(ramp->race); run++) {
            const Trail *trail = race_trail(ramp->race, run);
            for (int i = 1; i < trail->count; i++) {
                const double loss = trail->rows[i].loss;
                const bool lost = trail->lost && i == trail->count - 1;
                ramp->points[run][i - 1] = (TunePoint){ range_test_rate(i), loss, loss, NAN, lost };
            }
        }
    }
}

void fair_ramp_rest(Fair *fair)
{
    fair->ramp.begun = fair->ramp.more = false;
}

bool fair_ramp(const Fair *fair, int racer, TuneCurve *curve)
{
    const Ramp *ramp = &fair->ramp;
    for (int run = 0; ramp->begun && run < race_run_count(ramp->race); run++) {
        const int count = race_trail(ramp->race, run)->count - 1;
        if (race_racer(ramp->race, run) == racer && count > 0) {
            const TunePoint *points = ramp->points[run];
            *curve = (TuneCurve){ racer, count, points, tune_best(TUNE_FINAL, points, count),
                                  !ramp->more };
            return true;
        }
    }
    return false;
}
