// The second race hands its rows over as they come; those that the first one's trails keep are kept
// here, too.
#include "sim/race/gauge.h"

#include "base/array.h"
#include "base/file.h"

#include <math.h>

enum { AT_ONCE = 256 }; // rows between two looks at the clock

typedef Array(GaugeRow) GaugeRows;

struct Gauge {
    const Race *race; // with its version: whose rows these are
    unsigned version, goal;
    unsigned done;  // wishes that all rows have
    bool retracing; // the second race is on its way
    int run, index; // the next row to be looked at where distances are measured
    Race *again;
    GaugeRows rows[SCENE_RACERS_MAX];
};

Gauge *gauge_create(void)
{
    Gauge *gauge = memory_get(sizeof *gauge);
    *gauge = (Gauge){ .again = race_create() };
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
    race_destroy(gauge->again);
    free(gauge);
}

// A row beside each of the trails' and nothing measured.
static void gauge_begin(Gauge *gauge, const Race *race)
{
    gauge->race = race;
    gauge->version = race_version(race);
    gauge->done = 0;
    gauge->retracing = false;
    gauge->run = gauge->index = 0;
    for (int run = 0; run < race_run_count(race); run++) {
        GaugeRows *rows = &gauge->rows[run];
        const int count = race_trail(race, run)->count;
        array_reserve(rows, count);
        rows->count = (size_t)count;
        for (int i = 0; i < count; i++) {
            rows->items[i] = (GaugeRow){ NAN, NAN };
        }
    }
}

static void take_row(void *context, const RaceRow *row)
{
    Gauge *gauge = context;
    const Trail *trail = race_trail(gauge->race, row->run);
    const bool kept = row->step % trail->stride == 0, last = row->step == trail->last_step;
    if (row->step > 0 && (kept || last)) {
        const int index = trail_index(trail, row->step);
        gauge->rows[row->run].items[index].rate = row->rate;
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

// The next few rows of the run that is looked at; false: all runs are done.
static bool measure_distances(Gauge *gauge, const GaugeGoal *goal)
{
    if (gauge->run >= race_run_count(gauge->race)) {
        return false;
    }
    const Trail *trail = race_trail(gauge->race, gauge->run);
    for (int i = 0; i < AT_ONCE && gauge->index < trail->count; i++, gauge->index++) {
        const TrailRow *row = &trail->rows[gauge->index];
        gauge->rows[gauge->run].items[gauge->index].distance = distance_to(goal, row->x, row->y);
    }
    if (gauge->index >= trail->count) {
        gauge->run++;
        gauge->index = 0;
    }
    return true;
}

static void follow_goal(Gauge *gauge, const GaugeGoal *goal)
{
    if (gauge->goal != goal->version) {
        gauge->goal = goal->version;
        gauge->done &= ~(unsigned)GAUGE_DISTANCE;
        gauge->run = gauge->index = 0;
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
    wishes &= ~gauge->done;
    if (wishes & GAUGE_DISTANCE) {
        bool more = true;
        do {
            more = measure_distances(gauge, goal);
        } while (more && clock_seconds() - from_s < budget_s);
        gauge->done |= more ? 0 : GAUGE_DISTANCE;
    }
    if (wishes & GAUGE_RATE) {
        const double left_s = fmax(budget_s - (clock_seconds() - from_s), 0);
        gauge->done |= retrace(gauge, scene, left_s) ? GAUGE_RATE : 0;
    }
    return !(wishes & ~gauge->done);
}

GaugeRow gauge_at(const Gauge *gauge, int run, int index)
{
    const GaugeRows *rows = &gauge->rows[run];
    const bool there = gauge->race && run < race_run_count(gauge->race) &&
                       gauge->version == race_version(gauge->race) && index < (int)rows->count;
    return there ? rows->items[index] : (GaugeRow){ NAN, NAN };
}
