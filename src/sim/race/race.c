// All runs of a race go in step. For each row the points of the runs still alive are evaluated
// together as one block, whose points do not see each other: a run's bits depend neither on who
// else races nor on whether it is traced alone.
#include "sim/race/race_parts.h"

#include "base/file.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "sim/race/sight.h"

#include <math.h>

void race_noise(uint64_t seed, int step, double noise[2])
{
    Rng rng;
    rng_init(&rng, seed, (uint64_t)step);
    noise[0] = rng_normal(&rng);
    noise[1] = rng_normal(&rng);
}

// Value and gradient of the live runs.
static ObjectiveBlock race_block(Race *race)
{
    return (ObjectiveBlock){
        (size_t)race->live_count, RACE_RUNS_MAX, race->x[0], race->f, race->g[0], NULL
    };
}

// The gradients drawn for this part in place of the whole's: runs that stand side by side with
// batches of one size see the same batch.
static void race_draw(Race *race, ObjectivePart part)
{
    for (int k = 0, next; k < race->live_count; k = next) {
        part.batch = race->runs[race->live[k]].batch;
        for (next = k + 1;
             next < race->live_count && race->runs[race->live[next]].batch == part.batch;) {
            next++;
        }
        const ObjectiveBlock whole = race_block(race);
        const ObjectiveBlock block = { (size_t)(next - k), whole.stride, whole.x + k,
                                       whole.f + k,        whole.g + k,  NULL };
        race->objective->type->draw(race->objective, race->scratch, &part, &block);
    }
}

// Every live run steps along the gradient found at the last row, or drawn there.
static void race_move(Race *race)
{
    double noise[2] = { 0, 0 }, h[3];
    const ObjectivePart part = { race->seed, (uint64_t)race->next - 1, 0 };
    if (race->noise > 0) {
        race_noise(race->seed, race->next - 1, noise);
        noise[0] *= race->noise;
        noise[1] *= race->noise;
    }
    if (race->objective->type->draw) {
        race_draw(race, part);
    }
    Sight sight = { race->objective, race->scratch, race->apart, part, noise, h };
    double g[2];
    OptimSight at = { .g = g };
    for (int k = 0; k < race->live_count; k++) {
        Run *run = &race->runs[race->live[k]];
        g[0] = race->g[0][k] + noise[0];
        g[1] = race->g[1][k] + noise[1];
        if (run->needs != OPTIM_GRADIENT) {
            sight.part.batch = run->batch;
            at = sight_at(&sight, run, race->f[k], g);
        }
        run_step(run, &at);
        race->x[0][k] = run->x[0];
        race->x[1][k] = run->x[1];
    }
}

static RaceLoss loss_at(const Race *race, const TrailRow *row)
{
    const Box *bounds = &race->bounds;
    if (row->x < bounds->x0 || row->x > bounds->x1 || row->y < bounds->y0 || row->y > bounds->y1) {
        return RACE_LOST_OUTSIDE;
    }
    const bool finite = !isnan(row->x) && !isnan(row->y) && isfinite(row->loss) &&
                        isfinite(row->gx) && isfinite(row->gy);
    return finite ? RACE_NOT_LOST : RACE_LOST_NOT_FINITE;
}

RaceLoss race_loss(const Race *race, int run)
{
    const Trail *trail = race_trail(race, run);
    return trail->lost ? loss_at(race, &trail->rows[trail->count - 1]) : RACE_NOT_LOST;
}

static void keep_points(Race *race, int i)
{
    const Run *run = &race->runs[i];
    double at[2];
    for (int p = 0; p < AROUND_POINTS; p++) {
        if (run_point(run, p, at)) {
            trail_push(&race->points[i][p], &(TrailRow){ at[0], at[1], NAN, NAN, NAN });
        }
    }
}

static void race_emit(Race *race, int k, const TrailRow *row, bool lost)
{
    const int i = race->live[k];
    if (race->sink) {
        const RaceRow streamed = { i,         race->next,    row->x,  row->y,
                                   row->loss, row->gx,       row->gy, run_rate(&race->runs[i]),
                                   lost,      &race->runs[i] };
        race->sink(race->sink_context, &streamed);
    } else {
        trail_push(&race->trails[i], row);
        race->trails[i].lost = lost;
        if (race->runs[i].keeps) {
            keep_points(race, i);
        }
    }
}

// The live run in place `from`, with all that was found for it, to place `to`.
static void live_move(Race *race, int from, int to)
{
    if (from == to) {
        return;
    }
    race->live[to] = race->live[from];
    race->f[to] = race->f[from];
    for (int i = 0; i < 2; i++) {
        race->x[i][to] = race->x[i][from];
        race->g[i][to] = race->g[i][from];
    }
}

// One row for every live run; those lost in it are live no longer.
static void race_row(Race *race)
{
    if (race->next == 0) {
        for (int k = 0; k < race->live_count; k++) {
            race->x[0][k] = race->start[0];
            race->x[1][k] = race->start[1];
        }
    } else {
        race_move(race);
    }
    const ObjectiveBlock block = race_block(race);
    objective_eval(race->objective, race->scratch, &block);
    int kept = 0;
    for (int k = 0; k < race->live_count; k++) {
        Run *run = &race->runs[race->live[k]];
        const TrailRow row = { race->x[0][k], race->x[1][k], race->f[k], race->g[0][k],
                               race->g[1][k] };
        const bool lost = loss_at(race, &row) != RACE_NOT_LOST;
        race_emit(race, k, &row, lost);
        run->lost = lost;
        if (!run->plain) { // a start is no progress
            run->scalars.f = race->next > 0 ? row.loss : (double)NAN;
        }
        if (!lost) {
            live_move(race, k, kept++);
        }
    }
    race->live_count = kept;
    race->next++;
}

// Rows until the race is complete or `limit` of them are done.
static bool race_rows(Race *race, int limit)
{
    for (int i = 0; i < limit && !race_complete(race); i++) {
        race_row(race);
    }
    return race_complete(race);
}

bool race_advance(Race *race, double budget_s)
{
    const unsigned denormals = denormals_flush();
    const double start = clock_seconds();
    // Few rows between looks at the clock as long as it is not known how long one takes.
    int rows = 16;
    for (double then = start; !race_rows(race, rows);) {
        const double now = clock_seconds();
        if (now - start >= budget_s) {
            break;
        }
        rows = now - then < 2e-4 && rows < 4096 ? rows * 2 : rows;
        then = now;
    }
    denormals_restore(denormals);
    return race_complete(race);
}

void race_stream(Race *race, RaceSink *sink, void *context)
{
    const unsigned denormals = denormals_flush();
    race_rewind(race);
    race_watch(race, sink, context);
    for (int i = 0; i < race->run_count; i++) {
        race->next = 0;
        race->live_count = 1;
        race->live[0] = i;
        while (!race_complete(race)) {
            race_row(race);
        }
    }
    race_watch(race, NULL, NULL);
    race_rewind(race);
    denormals_restore(denormals);
}
