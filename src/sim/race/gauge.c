// The second race hands its rows over as they come; those that the first one's trails keep are kept
// here, too.
#include "sim/race/gauge.h"

#include "base/array.h"
#include "base/file.h"
#include "model/optim/optim_edge.h"

#include <math.h>

enum { AT_ONCE = 256 }; // rows between two looks at the clock

typedef Array(GaugeRow) GaugeRows;

struct Gauge {
    const Race *race; // with its version: whose rows these are
    unsigned version, goal;
    unsigned done;  // wishes that all rows have
    bool retracing; // the second race is on its way
    int run, index; // the next row to be looked at, of the wish that is being measured
    unsigned wish;
    Scratch *scratch;
    Race *again;
    GaugeRows rows[SCENE_RACERS_MAX];
};

Gauge *gauge_create(void)
{
    Gauge *gauge = memory_get(sizeof *gauge);
    *gauge = (Gauge){ .again = race_create(), .scratch = scratch_create() };
    return gauge;
}

void gauge_destroy(Gauge *gauge)
{
    if (!gauge) {
        return;
    }
    for (int i = 0; i < SCENE_RACERS_MAX; i++) {
        array_free(&gauge->rows[i]);
    }
    scratch_destroy(gauge->scratch);
    race_destroy(gauge->again);
    free(gauge);
}

static const GaugeRow unknown = { NAN, NAN, NAN, NAN, { 1, 1 } };

// A row beside each of the trails' and nothing measured.
static void gauge_begin(Gauge *gauge, const Race *race)
{
    gauge->race = race;
    gauge->version = race_version(race);
    gauge->done = 0;
    gauge->retracing = false;
    gauge->wish = 0;
    for (int run = 0; run < race_run_count(race); run++) {
        GaugeRows *rows = &gauge->rows[run];
        const int count = race_trail(race, run)->count;
        array_reserve(rows, count);
        rows->count = (size_t)count;
        for (int i = 0; i < count; i++) {
            rows->items[i] = unknown;
        }
    }
}

// What the run's memory tells.
static void read_run(const Run *now, GaugeRow *row)
{
    row->rate = now->scalars.t > 0 ? run_rate(now) : NAN;
    row->border = optim_border(now->optim, &now->params, &now->scalars, now->state, row->scale);
    if (isnan(row->border) && now->optim->edge.scale &&
        optim_has_border(now->optim, &now->params)) {
        row->scale[0] = row->scale[1] = NAN; // nothing to divide by yet
    }
}

static void take_row(void *context, const RaceRow *row)
{
    Gauge *gauge = context;
    const Trail *trail = race_trail(gauge->race, row->run);
    if (row->step % trail->stride == 0 || row->step == trail->last_step) {
        read_run(row->now, &gauge->rows[row->run].items[trail_index(trail, row->step)]);
    }
}

static bool retrace(Gauge *gauge, const Scene *scene, double budget_s)
{
    if (!gauge->retracing) {
        race_start(gauge->again, scene, race_objective(gauge->race));
        race_watch(gauge->again, take_row, gauge);
        gauge->retracing = true;
    }
    return race_advance(gauge->again, budget_s);
}

static double distance_to(const GaugeGoal *goal, double x, double y)
{
    double nearest = INFINITY;
    if (goal->distance) {
        return goal->distance(goal->params, x, y);
    }
    for (int i = 0; i < goal->count; i++) {
        const double dx = goal->minima[i][0] - x, dy = goal->minima[i][1] - y;
        nearest = fmin(nearest, dx * dx + dy * dy);
    }
    return goal->count > 0 && isfinite(nearest) ? sqrt(nearest) : NAN;
}

static void measure_distances(Gauge *gauge, const GaugeGoal *goal, const TrailRow *trail,
                              GaugeRow *rows, int count)
{
    (void)gauge;
    for (int i = 0; i < count; i++) {
        rows[i].distance = distance_to(goal, trail[i].x, trail[i].y);
    }
}

static void measure_sharpness(Gauge *gauge, const GaugeGoal *goal, const TrailRow *trail,
                              GaugeRow *rows, int count)
{
    double x[2][AT_ONCE], h[3][AT_ONCE];
    (void)goal;
    for (int i = 0; i < count; i++) {
        x[0][i] = trail[i].x;
        x[1][i] = trail[i].y;
    }
    objective_eval_hessian(race_objective(gauge->race), gauge->scratch, race_apart(gauge->race),
                           &(ObjectiveBlock){ (size_t)count, AT_ONCE, x[0], NULL, NULL, h[0] });
    for (int i = 0; i < count; i++) {
        rows[i].sharpness =
            optim_sharpness((const double[]){ h[0][i], h[1][i], h[2][i] }, rows[i].scale);
    }
}

// All rows of all runs, a few at a time; at least some. True when all are done.
static bool measure(Gauge *gauge, unsigned wish, const GaugeGoal *goal, double until_s)
{
    if (gauge->wish != wish) {
        gauge->wish = wish;
        gauge->run = gauge->index = 0;
    }
    while (gauge->run < race_run_count(gauge->race)) {
        const Trail *trail = race_trail(gauge->race, gauge->run);
        const int count = clampi(trail->count - gauge->index, 0, AT_ONCE);
        GaugeRow *rows = gauge->rows[gauge->run].items + gauge->index;
        (wish == GAUGE_DISTANCE ? measure_distances : measure_sharpness)(
            gauge, goal, trail->rows + gauge->index, rows, count);
        gauge->index += count;
        if (gauge->index >= trail->count) {
            gauge->run++;
            gauge->index = 0;
        }
        if (clock_seconds() >= until_s) {
            break;
        }
    }
    return gauge->run >= race_run_count(gauge->race);
}

static void follow_goal(Gauge *gauge, const GaugeGoal *goal)
{
    if (gauge->goal != goal->version) {
        gauge->goal = goal->version;
        gauge->done &= ~(unsigned)GAUGE_DISTANCE;
        gauge->wish = gauge->wish == GAUGE_DISTANCE ? 0 : gauge->wish;
    }
}

bool gauge_follow(Gauge *gauge, const Scene *scene, const Race *race, const GaugeGoal *goal,
                  unsigned wishes, double budget_s)
{
    const double from_s = clock_seconds();
    if (!race_complete(race)) {
        gauge->race = NULL;
        return wishes == 0;
    }
    if (gauge->race != race || gauge->version != race_version(race)) {
        gauge_begin(gauge, race);
    }
    follow_goal(gauge, goal);
    wishes |= wishes & GAUGE_SHARPNESS ? GAUGE_RATE : 0;
    wishes &= ~gauge->done;
    const double until_s = from_s + budget_s;
    if (wishes & GAUGE_DISTANCE) {
        gauge->done |= measure(gauge, GAUGE_DISTANCE, goal, until_s) ? GAUGE_DISTANCE : 0;
    }
    if (wishes & GAUGE_RATE) {
        const double left_s = fmax(until_s - clock_seconds(), 0);
        gauge->done |= retrace(gauge, scene, left_s) ? GAUGE_RATE : 0;
    }
    if (wishes & GAUGE_SHARPNESS && gauge->done & GAUGE_RATE) {
        gauge->done |= measure(gauge, GAUGE_SHARPNESS, goal, until_s) ? GAUGE_SHARPNESS : 0;
    }
    return !(wishes & ~gauge->done);
}

GaugeRow gauge_at(const Gauge *gauge, int run, int index)
{
    const GaugeRows *rows = &gauge->rows[run];
    const bool there = gauge->race && run < race_run_count(gauge->race) &&
                       gauge->version == race_version(gauge->race) && index < (int)rows->count;
    return there ? rows->items[index] : unknown;
}

static double sharpness_at(const Race *race, Scratch *scratch, const double x[2],
                           const double scale[2])
{
    double h[3];
    objective_eval_hessian(race_objective(race), scratch, race_apart(race),
                           &(ObjectiveBlock){ 1, 1, x, NULL, NULL, h });
    return optim_sharpness(h, scale);
}

GaugeRow gauge_of(const Race *race, const RaceRow *row, Scratch *scratch)
{
    GaugeRow found = unknown;
    read_run(row->now, &found);
    found.sharpness = sharpness_at(race, scratch, (const double[]){ row->x, row->y }, found.scale);
    return found;
}

double gauge_border_rate(const Race *race, int run, Scratch *scratch, const double instead[2],
                         double *sharpness)
{
    const Trail *trail = race_trail(race, run);
    GaugeRow found = unknown;
    *sharpness = NAN;
    if (!race_complete(race) || trail->count == 0) {
        return NAN;
    }
    const Run *now = race_run(race, run);
    const TrailRow *last = &trail->rows[trail->count - 1];
    const double here[2] = { trail->lost ? instead[0] : last->x,
                             trail->lost ? instead[1] : last->y };
    read_run(now, &found);
    *sharpness = sharpness_at(race, scratch, here, found.scale);
    return optim_border_rate(now->optim, &now->params, &now->scalars, now->state, *sharpness);
}
