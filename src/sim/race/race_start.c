// How a race begins: whose runs there are and with what; and what is told of it.
#include "sim/race/curvature.h"
#include "sim/race/race_parts.h"

#include <math.h>
#include <stdlib.h>

// Of the bounds: gradients so far apart stand in for a Hessian that an objective does not have.
static const double APART = 1e-6;

Race *race_create(void)
{
    Race *race = memory_get(sizeof *race);
    *race = (Race){ .scratch = scratch_create() };
    return race;
}

void race_destroy(Race *race)
{
    if (!race) {
        return;
    }
    for (int i = 0; i < RACE_RUNS_MAX; i++) {
        trail_free(&race->trails[i]);
        for (int p = 0; p < AROUND_POINTS; p++) {
            trail_free(&race->points[i][p]);
        }
    }
    scratch_destroy(race->scratch);
    arena_free(&race->arena);
    free(race);
}

void race_rewind(Race *race)
{
    race->next = 0;
    race->live_count = race->run_count;
    for (int i = 0; i < race->run_count; i++) {
        race->live[i] = i;
        run_restart(&race->runs[i], race->start);
        trail_clear(&race->trails[i]);
        for (int p = 0; p < AROUND_POINTS; p++) {
            trail_clear(&race->points[i][p]);
        }
    }
}

// Run i is to be this racer's. The runs' memory stays as long as the optimizers are the same,
// and what they remember.
static void race_seat(Race *race, const Scene *scene, int i, int racer, int look)
{
    const OptimSpec *spec = &scene->racers[racer].spec;
    race->same = race->same && i < race->run_count && race->runs[i].optim == spec->optim &&
                 around_vectors(&race->runs[i].params) == around_vectors(&spec->params);
    race->runs[i].optim = spec->optim;
    race->looks[i] = look;
    race->racers[i] = racer;
}

// Whether any of the runs hangs on curvatures that nobody gave.
static bool lacking(const Scene *scene, const Race *race, int count)
{
    bool lacks = false;
    for (int i = 0; i < count; i++) {
        const OptimSpec *spec = &scene->racers[race->racers[i]].spec;
        lacks = lacks || schedule_lacks_curvatures(&spec->params.schedule);
    }
    return lacks;
}

// `count` runs have their seats; rates: one for each, NULL: their racers' own.
static void race_enlist(Race *race, const Scene *scene, int count, const double *rates)
{
    if (!race->same) {
        arena_free(&race->arena);
    }
    double curvatures[2];
    const double *known =
        lacking(scene, race, count) &&
                curvature_at_minimum(scene, race->objective, race->apart, curvatures)
            ? curvatures
            : NULL;
    for (int i = 0; i < count; i++) {
        OptimParams params = scene_optim_params(scene, race->racers[i]);
        params.lr = rates ? rates[i] : params.lr;
        schedule_settle(&params.schedule, scene->steps, known);
        if (race->same) {
            run_take(&race->runs[i], &params);
        } else {
            run_init(&race->runs[i], race->runs[i].optim, &params, 2, scene->start, &race->arena);
        }
        race->runs[i].batch = scene_batch(scene, race->racers[i]);
    }
    race->run_count = count;
}

static void race_begin(Race *race, const Scene *scene, const Objective *objective)
{
    assert(objective->n == 2);
    race->objective = objective;
    race->bounds = scene_bounds(scene);
    race->apart =
        APART * fmax(race->bounds.x1 - race->bounds.x0, race->bounds.y1 - race->bounds.y0);
    race->start[0] = scene->start[0];
    race->start[1] = scene->start[1];
    race->steps = scene->steps;
    race->noise = scene->noise;
    race->seed = scene->seed;
    race->version++;
    race->same = true;
}

void race_start(Race *race, const Scene *scene, const Objective *objective)
{
    int count = 0;
    race_begin(race, scene, objective);
    for (int r = 0; r < scene->racer_count; r++) {
        if (scene->racers[r].on) {
            race_seat(race, scene, count++, r, scene_racer_look(scene, r));
        }
    }
    race_enlist(race, scene, count, NULL);
    race_rewind(race);
}

void race_start_rates(Race *race, const Scene *scene, const Objective *objective, uint64_t seed,
                      int racer, int count, const double *rates)
{
    assert(count <= RACE_RUNS_MAX);
    race_begin(race, scene, objective);
    race->seed = seed;
    const int look = scene_racer_look(scene, racer);
    for (int i = 0; i < count; i++) {
        race_seat(race, scene, i, racer, look);
    }
    race_enlist(race, scene, count, rates);
    race_rewind(race);
}

void race_watch(Race *race, RaceSink *sink, void *context)
{
    race->sink = sink;
    race->sink_context = context;
}

double race_apart(const Race *race)
{
    return race->apart;
}

int race_run_count(const Race *race)
{
    return race->run_count;
}

int race_steps_done(const Race *race)
{
    return race_complete(race) ? race->steps : race->next > 0 ? race->next - 1 : 0;
}

bool race_complete(const Race *race)
{
    return race->next > race->steps || race->live_count == 0;
}

const Trail *race_trail(const Race *race, int run)
{
    assert(run >= 0 && run < race->run_count);
    return &race->trails[run];
}

const Trail *race_points(const Race *race, int run, AroundPoint point)
{
    assert(run >= 0 && run < race->run_count);
    return race->points[run][point].count > 0 ? &race->points[run][point] : NULL;
}

const Objective *race_objective(const Race *race)
{
    return race->objective;
}

int race_racer(const Race *race, int run)
{
    assert(run >= 0 && run < race->run_count);
    return race->racers[run];
}

int race_look(const Race *race, int run)
{
    assert(run >= 0 && run < race->run_count);
    return race->looks[run];
}

const Run *race_run(const Race *race, int run)
{
    assert(run >= 0 && run < race->run_count);
    return &race->runs[run];
}

unsigned race_version(const Race *race)
{
    return race->version;
}

double race_noise_strength(const Race *race)
{
    return race->noise;
}

uint64_t race_seed(const Race *race)
{
    return race->seed;
}
