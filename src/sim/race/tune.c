// A lane for each racer; lanes do not see each other, so that they may run on any threads.
#include "sim/race/tune.h"

#include "base/file.h"
#include "sim/race/tune_lane.h"

#include <math.h>
#include <stdlib.h>

struct Tune {
    Scene scene;
    TuneGround ground;
    int rounds; // 2: the lowest value is found out in the first, what is within of it in the second
    bool last_round;
    TuneLane lanes[SCENE_RACERS_MAX];
    int lane_count;
    int turn;                   // whose it is
    int next[SCENE_RACERS_MAX]; // lanes that advance
    double budget_s;            // of each
};

Tune *tune_create(void)
{
    Tune *tune = memory_get(sizeof *tune);
    *tune = (Tune){ .lane_count = 0 };
    for (int i = 0; i < SCENE_RACERS_MAX; i++) {
        tune->lanes[i].race = race_create();
    }
    return tune;
}

void tune_destroy(Tune *tune)
{
    for (int i = 0; tune && i < SCENE_RACERS_MAX; i++) {
        race_destroy(tune->lanes[i].race);
        array_free(&tune->lanes[i].points);
    }
    free(tune);
}

static void begin_round(Tune *tune)
{
    for (int i = 0; i < tune->lane_count; i++) {
        tune_lane_begin(&tune->lanes[i]);
    }
}

void tune_start(Tune *tune, const Scene *scene, const Objective *objective, const TunePlan *plan)
{
    assert(plan->within > 0 && plan->seeds >= 0 && plan->seeds <= TUNE_SEEDS_MAX);
    const bool noisy =
        scene->noise > 0 || scene_draws(scene) || (objective->type->draw && !scene_fit(scene));
    tune->scene = *scene;
    tune->ground = (TuneGround){
        .scene = &tune->scene,
        .objective = objective,
        .by = plan->by,
        .within = plan->within,
        .lowest = plan->bottomless ? NAN : plan->lowest,
        .seeds = !noisy        ? 1
                 : plan->seeds ? plan->seeds
                               : TUNE_SEEDS_NOISY,
    };
    tune->last_round = plan->bottomless || !isnan(plan->lowest);
    tune->rounds = tune->last_round ? 1 : 2;
    tune->lane_count = 0;
    for (int i = 0; i < scene->racer_count; i++) {
        if (scene->racers[i].on) {
            TuneLane *lane = &tune->lanes[tune->lane_count++];
            lane->ground = &tune->ground;
            lane->racer = i;
        }
    }
    begin_round(tune);
}

static void advance_lane(void *context, int block)
{
    Tune *tune = context;
    tune_lane_advance(&tune->lanes[tune->next[block]], tune->budget_s);
}

static int lanes_left(const Tune *tune)
{
    int count = 0;
    for (int i = 0; i < tune->lane_count; i++) {
        count += !tune->lanes[i].done;
    }
    return count;
}

// The next lanes under way in turn, one for each thread, so that a short budget is not spent on a
// first look at all of them.
static int lanes_next(Tune *tune, int threads)
{
    int count = 0;
    for (int i = 0; i < tune->lane_count && count < threads; i++) {
        const int lane = (tune->turn + i) % tune->lane_count;
        if (!tune->lanes[lane].done) {
            tune->next[count++] = lane;
        }
    }
    tune->turn = count > 0 ? (tune->next[count - 1] + 1) % tune->lane_count : 0;
    return count;
}

static void advance_round(Tune *tune, Parallel *parallel, double until)
{
    const int threads = parallel ? parallel_threads(parallel) : 1;
    int left;
    while ((left = lanes_left(tune)) > 0) {
        const double budget_s = until - clock_seconds();
        if (budget_s <= 0) {
            return;
        }
        tune->budget_s = budget_s * fmin(1, (double)threads / left);
        const int most = isinf(until) ? left : threads;
        parallel_for(parallel, lanes_next(tune, most), advance_lane, tune);
    }
}

bool tune_advance(Tune *tune, Parallel *parallel, double budget_s)
{
    const double until = clock_seconds() + budget_s;
    advance_round(tune, parallel, until);
    if (lanes_left(tune) == 0 && !tune->last_round) {
        // What nobody knew before: the lowest value of all.
        for (int i = 0; i < tune->lane_count; i++) {
            tune->ground.lowest = fmin(tune->ground.lowest, tune->lanes[i].lowest);
        }
        tune->last_round = true;
        begin_round(tune);
        advance_round(tune, parallel, until);
    }
    return tune->last_round && lanes_left(tune) == 0;
}

double tune_progress(const Tune *tune)
{
    double sum = 0;
    for (int i = 0; i < tune->lane_count; i++) {
        sum += tune_lane_progress(&tune->lanes[i]);
    }
    const double round = tune->lane_count ? sum / tune->lane_count : 1;
    // Where the lowest value is not known there are two rounds.
    return tune->rounds == 1 ? round : 0.5 * (round + (tune->last_round ? 1 : 0));
}

int tune_count(const Tune *tune)
{
    return tune->lane_count;
}

TuneCurve tune_curve(const Tune *tune, int index)
{
    assert(index >= 0 && index < tune->lane_count);
    const TuneLane *lane = &tune->lanes[index];
    return (TuneCurve){ lane->racer, (int)lane->points.count, lane->points.items, lane->best,
                        lane->done && tune->last_round };
}

double tune_lowest(const Tune *tune)
{
    return tune->ground.lowest;
}

int tune_seeds(const Tune *tune)
{
    return tune->ground.seeds;
}
