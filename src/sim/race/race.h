// Several runs from one start on one landscape, evaluated together in one block for each step and
// computed whole whenever anything changes; playback is only a cursor on it.
#pragma once

#include "sim/race/racers.h"
#include "sim/race/run.h"
#include "sim/race/trail.h"

typedef struct Race Race;

enum { RACE_RUNS_MAX = 64 };
static_assert((int)RACE_RUNS_MAX >= (int)SCENE_RACERS_MAX, "all racers fit");

// What a finished step of the race looks like to who streams it (the trace command).
typedef struct RaceRow {
    int run;  // 0..
    int step; // 0 the start
    double x, y, loss, gx, gy;
    double rate; // that the step into this row used; 0 at step 0
    bool lost;
    const Run *now; // the run as it stands there
} RaceRow;
typedef void RaceSink(void *context, const RaceRow *row);

Race *race_create(void);
void race_destroy(Race *race);

// Starts anew: a run for each racer that is on; nothing is computed yet. Memory is used again, so
// that dragging may call it in every frame. The objective, of two coordinates, must outlive the
// race's use and stay as it is; the scene is copied as far as needed.
void race_start(Race *race, const Scene *scene, const Objective *objective);
// The same with `count` <= RACE_RUNS_MAX runs of one racer, whether or not it is on, each with
// another rate (rates [count]; of an optimizer without one they are not used), and this seed.
void race_start_rates(Race *race, const Scene *scene, const Objective *objective, uint64_t seed,
                      int racer, int count, const double *rates);
// From now on rows go to `sink`, as they come, instead of to the trails; NULL: to the trails again.
void race_watch(Race *race, RaceSink *sink, void *context);
// Computes on until all steps are done or `budget_s` seconds are used (INFINITY: to the end), at
// least some steps. Returns true when the race is complete. Rows go to the trails.
bool race_advance(Race *race, double budget_s);
// The whole race for a table: row by row to `sink`, one run after the other, each from its start.
// The same bits as race_advance() without its memory, for any number of steps. Afterwards the race
// is as race_start() left it.
void race_stream(Race *race, RaceSink *sink, void *context);

int race_run_count(const Race *race);
// Steps that every run has taken (or was lost before), 0..steps.
int race_steps_done(const Race *race);
bool race_complete(const Race *race);
const Trail *race_trail(const Race *race, int run);
// The path of a point that is kept beside it (model/optim/around.h), row for row; loss and gradient
// are NAN there. NULL: none is.
const Trail *race_points(const Race *race, int run, AroundPoint point);
// Why a run is lost.
typedef enum RaceLoss {
    RACE_NOT_LOST,
    RACE_LOST_OUTSIDE,    // x or y beyond scene_bounds()
    RACE_LOST_NOT_FINITE, // x, y, the value or the gradient is no finite number
} RaceLoss;
RaceLoss race_loss(const Race *race, int run);
// What it is raced on.
const Objective *race_objective(const Race *race);
// Which of scene->racers run i is.
int race_racer(const Race *race, int run);
// Its scene_racer_look().
int race_look(const Race *race, int run);
// What run i is: its optimizer and parameters. In a complete race its memory is as its last step
// left it; else where it stands is the race's own affair.
const Run *race_run(const Race *race, int run);
// Another number after every race_start(): what was derived from the race is then out of date.
unsigned race_version(const Race *race);
// The scene's noise and seed: the step that leaves `step` went along the row's exact gradient, or
// the one that the objective draws for (seed, step) if it draws any, plus noise times race_noise()
// of that step.
double race_noise_strength(const Race *race);
uint64_t race_seed(const Race *race);
// How far apart gradients are taken for an optimizer that needs a Hessian which the objective does
// not have.
double race_apart(const Race *race);
// Gradient noise of strength 1 of a race with this seed for the step that leaves `step`.
void race_noise(uint64_t seed, int step, double noise[2]);
