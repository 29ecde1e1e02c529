// A replayed run for each run of the race, with a mark of its memory every MARK_STEPS steps so that
// going back costs no more than from one mark to the next. Memory is bounded: trails of stride 1
// have at most TRAIL_ROWS_MAX rows.
#include "sim/race/inside.h"

#include "base/array.h"
#include "base/parallel.h"
#include "model/optim/optim_scalars.h"
#include "sim/race/sight.h"

#include <math.h>
#include <string.h>

enum { MARK_STEPS = 256 };

typedef struct Memory {
    OptimScalars scalars;
    double x[2], state[(OPTIM_STATE_MAX + AROUND_VECTORS_MAX) * 2];
} Memory;

// Walked as far as `step`; the marks 0, MARK_STEPS, ... up to the farthest step ever are kept.
typedef struct Walker {
    Run run; // x and state point into now
    Memory now;
    int step;
    Array(Memory) marks;
} Walker;

typedef Array(double) Draws;

struct InsideReplay {
    const Race *race; // with its version: whose the walkers are
    unsigned version;
    bool walking[SCENE_RACERS_MAX];
    Walker walkers[SCENE_RACERS_MAX];
    uint64_t seed; // of the draws, x and y in turn for each step: kept while the seed is the same,
    Draws draws;   // for all runs share them and a drag changes them seldom
    Scratch *scratch;
};

InsideReplay *inside_create(void)
{
    InsideReplay *replay = memory_get(sizeof *replay);
    *replay = (InsideReplay){ .scratch = scratch_create() };
    return replay;
}

void inside_destroy(InsideReplay *replay)
{
    if (!replay) {
        return;
    }
    for (int i = 0; i < SCENE_RACERS_MAX; i++) {
        array_free(&replay->walkers[i].marks);
    }
    array_free(&replay->draws);
    scratch_destroy(replay->scratch);
    free(replay);
}

// Forgets what belongs to another race or an earlier start.
static void replay_follow(InsideReplay *replay, const Race *race)
{
    if (replay->race != race || replay->version != race_version(race)) {
        replay->race = race;
        replay->version = race_version(race);
        memset(replay->walking, 0, sizeof replay->walking);
    }
    if (replay->seed != race_seed(race)) {
        replay->seed = race_seed(race);
        replay->draws.count = 0;
    }
}

static void walker_start(Walker *walker, const Run *run, const TrailRow *start)
{
    walker->run = (Run){ .optim = run->optim,
                         .n = 2,
                         .batch = run->batch,
                         .x = walker->now.x,
                         .state = walker->now.state };
    run_take(&walker->run, &run->params);
    walker->now = (Memory){ .x = { start->x, start->y } };
    run_restart(&walker->run, (double[]){ start->x, start->y });
    walker->step = 0;
    walker->marks.count = 0;
}

static void walker_mark(Walker *walker)
{
    const size_t mark = (size_t)walker->step / MARK_STEPS;
    if (walker->step % MARK_STEPS == 0 && mark == walker->marks.count) {
        walker->now.scalars = walker->run.scalars;
        array_push(&walker->marks, walker->now);
    }
}

// To the last mark at or before `step`.
static void walker_return(Walker *walker, int step)
{
    const size_t mark = (size_t)step / MARK_STEPS;
    assert(mark < walker->marks.count);
    walker->now = walker->marks.items[mark];
    walker->run.scalars = walker->now.scalars;
    walker->step = (int)mark * MARK_STEPS;
}

// What the noise of the step that leaves `step` was, strength 1.
static const double *draws_at(Draws *draws, uint64_t seed, int step)
{
    for (int next = (int)(draws->count / 2); next <= step; next++) {
        double draw[2];
        race_noise(seed, next, draw);
        array_push(draws, draw[0]);
        array_push(draws, draw[1]);
    }
    return &draws->items[2 * (size_t)step];
}

// What the step that leaves `step` was shown, as the race had it; *sight is for the step to use.
typedef struct Shown {
    Sight sight;
    double f, g[2], h[3], noise[2];
} Shown;

static void show(InsideReplay *replay, Walker *walker, const TrailRow *row, int step, Shown *shown)
{
    const Race *race = replay->race;
    const ObjectivePart part = { replay->seed, (uint64_t)step, walker->run.batch };
    const double strength = race_noise_strength(race);
    const Objective *objective = race_objective(race);
    *shown = (Shown){ .f = row->loss, .g = { row->gx, row->gy } };
    walker->run.scalars.f = step > 0 ? row->loss : (double)NAN;
    if (strength > 0) {
        const double *noise = draws_at(&replay->draws, replay->seed, step);
        shown->noise[0] = strength * noise[0];
        shown->noise[1] = strength * noise[1];
    }
    if (objective->type->draw) {
        const double x[2] = { row->x, row->y };
        objective_sample(objective, replay->scratch, &part,
                         &(ObjectiveBlock){ 1, 1, x, &shown->f, shown->g, NULL });
    }
    shown->g[0] += shown->noise[0];
    shown->g[1] += shown->noise[1];
    shown->sight =
        (Sight){ objective, replay->scratch, race_apart(race), part, shown->noise, shown->h };
}

// Walks to `step` with the race's own operations, so that every bit is the same.
static void walker_go(InsideReplay *replay, Walker *walker, const Trail *trail, int step)
{
    const unsigned denormals = denormals_flush();
    if (step < walker->step) {
        walker_return(walker, step);
    }
    for (walker_mark(walker); walker->step < step; walker_mark(walker)) {
        const TrailRow *row = &trail->rows[walker->step];
        Shown shown;
        show(replay, walker, row, walker->step, &shown);
        const OptimSight at = sight_at(&shown.sight, &walker->run, shown.f, shown.g);
        run_step(&walker->run, &at);
        walker->step++;
    }
    denormals_restore(denormals);
}

// Its memory as it would be if it stood at `from`; with or without its momentum.
static void memory_at(const Walker *walker, const double from[2], bool momentum, Memory *memory)
{
    const Optim *optim = walker->run.optim;
    const unsigned means = optim->means ? optim->means : 1;
    *memory = walker->now;
    for (int k = 0; k < 2 * optim->state_count; k++) {
        const bool point = optim->points >> k / 2 & 1, mean = means >> k / 2 & 1;
        memory->state[k] -= point ? walker->now.x[k % 2] - from[k % 2] : 0;
        memory->state[k] = mean && !momentum ? 0 : memory->state[k];
    }
}

// Where one step of the rule alone leads from x, with or without momentum, to step.
static void rule_leads(const Walker *walker, const double g[2], bool momentum, double step[2])
{
    Memory memory;
    Run run = walker->run;
    memory_at(walker, step, momentum, &memory);
    run.x = step;
    run.state = memory.state;
    run.lost = run.around = false;
    run_step(&run, &(OptimSight){ .g = g });
}

// The step of the rule alone, without what lookahead takes back.
static void rule_step(const Walker *walker, const double g[2], const double step[2], double own[2])
{
    const bool back = walker->run.params.lookahead > 0;
    memcpy(own, back ? walker->now.x : step, 2 * sizeof *own);
    if (back) {
        rule_leads(walker, g, true, own);
        own[0] -= walker->now.x[0];
        own[1] -= walker->now.x[1];
    }
}

// Momentum, if there is one, is what the step from the origin, where nothing decays, lacks without
// it; the decay is what is left of the real step. The last part that there is takes the rounding,
// so that the sum is the step. g is what the rule is given.
static void parts_of(const Walker *walker, const double g[2], const double step[2],
                     double parts[OPTIM_PARTS][2])
{
    const Run *run = &walker->run;
    const bool remembers = run->optim->parts[OPTIM_PART_MOMENTUM];
    double whole[2] = { 0, 0 }, plain[2] = { 0, 0 }, own[2];
    memset(parts, 0, OPTIM_PARTS * sizeof *parts);
    if (!run->optim->update) { // steps that cannot be taken from elsewhere have no parts
        memcpy(parts[OPTIM_PART_GRADIENT], step, sizeof *parts);
        return;
    }
    rule_step(walker, g, step, own);
    rule_leads(walker, g, true, whole);
    rule_leads(walker, g, !remembers, plain);
    for (int i = 0; i < 2; i++) {
        const bool decays = run->params.weight_decay > 0;
        parts[OPTIM_PART_MOMENTUM][i] = remembers ? whole[i] - plain[i] : 0;
        parts[OPTIM_PART_DECAY][i] = decays ? own[i] - whole[i] : 0;
        parts[OPTIM_PART_GRADIENT][i] = decays ? plain[i] : own[i] - parts[OPTIM_PART_MOMENTUM][i];
        parts[OPTIM_PART_BACK][i] = step[i] - own[i];
    }
}

// The gradient that the rule is given at the step that was shown, in place of the one found.
static void given_at(const Walker *walker, Shown *shown, double g[2])
{
    const OptimSight at = sight_at(&shown->sight, &walker->run, shown->f, shown->g);
    if (walker->run.around) {
        double given[2];
        run_gradient(&walker->run, &at, given);
        memcpy(g, given, sizeof given);
    }
}

// What the step that was shown would ask and take f for.
static void rehearse(const Walker *walker, Shown *shown, Ahead *ahead)
{
    if (walker->run.optim->model || walker->run.optim->step || walker->run.params.sam > 0) {
        const OptimSight at = sight_at(&shown->sight, &walker->run, shown->f, shown->g);
        ahead_of(&walker->run, &at, ahead);
    }
}

bool inside_at(InsideReplay *replay, const Race *race, int run, int step, Inside *inside)
{
    const Trail *trail = race_trail(race, run);
    if (trail->count == 0 || step < 0 || step > trail->last_step) {
        return false;
    }
    const TrailRow *row = trail_at(trail, step);
    *inside = (Inside){ { row->x, row->y },
                        { row->gx, row->gy },
                        { NAN, NAN },
                        { NAN, NAN },
                        { NAN, NAN },
                        { { NAN, NAN }, { NAN, NAN }, { NAN, NAN }, { NAN, NAN } },
                        NAN,
                        { { NAN, NAN }, { NAN, NAN }, { NAN, NAN } },
                        { 0 } };
    ahead_none(&inside->ahead);
    if (trail->stride > 1) {
        return true;
    }
    replay_follow(replay, race);
    Walker *walker = &replay->walkers[run];
    if (!replay->walking[run]) {
        walker_start(walker, race_run(race, run), &trail->rows[0]);
        replay->walking[run] = true;
    }
    walker_go(replay, walker, trail, step);
    inside->x[0] = walker->now.x[0]; // the row's bits, as the tests hold
    inside->x[1] = walker->now.x[1];
    const Run *walked = &walker->run;
    OptimParams room;
    if (walked->optim->inside) {
        walked->optim->inside(optim_params_now(&walked->params, &walked->scalars, &room),
                              &walked->scalars, walked->state, inside->velocity, inside->rate);
    }
    inside->used = run_rate(walked);
    for (int p = 0; p < AROUND_POINTS; p++) {
        run_point(walked, p, inside->points[p]);
    }
    if (step < trail->last_step) {
        inside->step[0] = row[1].x - row->x;
        inside->step[1] = row[1].y - row->y;
        Shown shown;
        show(replay, walker, row, step, &shown);
        rehearse(walker, &shown, &inside->ahead);
        given_at(walker, &shown, shown.g);
        parts_of(walker, shown.g, inside->step, inside->parts);
    }
    return true;
}
