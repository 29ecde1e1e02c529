// How the rate of an optimizer changes with its steps: a kind with its numbers, behind a warm-up.
// In PyTorch's conventions: L is the optimizer's own rate, t counts steps from 0 behind the
// warm-up, and of a step it is the rate that this very step uses. A new schedule is a ScheduleKind,
// a rule in schedule_rates.c and a row in schedule_kinds.c.
#pragma once

#include "base/setting.h"

typedef enum ScheduleKind {
    SCHEDULE_CONSTANT,
    SCHEDULE_STEP,
    SCHEDULE_MULTISTEP,
    SCHEDULE_EXPONENTIAL,
    SCHEDULE_LINEAR,
    SCHEDULE_POLYNOMIAL,
    SCHEDULE_COSINE,
    SCHEDULE_RESTARTS,
    SCHEDULE_ONE_CYCLE,
    SCHEDULE_CYCLIC,
    SCHEDULE_INVERSE,
    SCHEDULE_INVERSE_SQRT,
    SCHEDULE_WSD,
    SCHEDULE_PLATEAU,
    SCHEDULE_CHEBYSHEV,
    SCHEDULE_COUNT
} ScheduleKind;

typedef enum CyclicMode { CYCLIC_TRIANGULAR, CYCLIC_TRIANGULAR2, CYCLIC_EXP_RANGE } CyclicMode;
typedef enum WsdShape { WSD_SQRT, WSD_LINEAR, WSD_SQUARE, WSD_COSINE } WsdShape;

// Every number a schedule can have; a row says which of them it uses. Where 0 lies outside a
// number's range it leaves it open: "auto", see schedule_settle().
typedef struct ScheduleParams {
    double step_size, gamma; // steps between two falls; what the rate is multiplied by
    SettingList milestones;  // steps at which it falls
    double k, power;         // of the inverse; exponent
    double warmup_steps;     // of inverse_sqrt
    double start_factor, end_factor, total_iters;
    double t_max, eta_min; // length; lowest rate
    double t_0, t_mult;    // length of the first cycle; what it is multiplied by for the next
    double total_steps, pct_start, div, final_div;        // of one_cycle
    double base_momentum, max_momentum;                   // where it cycles; 0: it stays
    double base_lr, step_size_up, step_size_down;         // of cyclic
    int mode;                                             // CYCLIC_...
    double stable, decay, min_ratio;                      // of wsd
    int shape;                                            // WSD_...
    double factor, patience, threshold, cooldown, min_lr; // of plateau
    double curvature_min, curvature_max; // of the Hessian at the minimum, of chebyshev
} ScheduleParams;

typedef struct Schedule {
    ScheduleKind kind;
    double warmup; // steps n in which the rate rises to L; 0: none
    ScheduleParams params;
    bool settled;
} Schedule;

// What a schedule remembers of the losses that it saw.
typedef struct ScheduleState {
    double share;     // of L
    double best;      // lowest loss
    double bad, rest; // losses without a better one; losses to rest still
} ScheduleState;

// The rate at t, behind the warm-up, of a settled schedule.
typedef double ScheduleRate(const Schedule *schedule, const ScheduleState *state, double rate,
                            double t);
// How high in its cycle it is: 0 its lowest rate, 1 its highest. Momentum stands the other way.
typedef double ScheduleHeight(const Schedule *schedule, double t);

typedef struct ScheduleRow {
    Kind kind; // its numbers are of ScheduleParams
    ScheduleRate *rate;
    const char *rule;       // as shown on screen, UTF-8, lines split by \n
    const Setting *parts;   // of Schedule: what can be left open, lists and choices; may be NULL
    ScheduleHeight *height; // NULL: it has no cycle
} ScheduleRow;

extern const ScheduleRow schedules[SCHEDULE_COUNT];
extern const Registry schedule_kinds;
extern const Registry cyclic_modes, wsd_shapes;
extern const Form schedule_form; // how a Schedule holds its kind; the warm-up is beside it
#define SCHEDULE_STEPS_MAX 1e9   // that a length can be

// Whether the rate stays as it is.
static inline bool schedule_rests(const Schedule *schedule)
{
    return schedule->kind == SCHEDULE_CONSTANT && schedule->warmup == 0;
}

// Whether it takes its rates from curvatures and has none.
static inline bool schedule_lacks_curvatures(const Schedule *schedule)
{
    return schedule->kind == SCHEDULE_CHEBYSHEV &&
           !(schedule->params.curvature_min > 0 && schedule->params.curvature_max > 0);
}

// Whether anything that it uses is left open, so that it hangs on how long the whole takes.
bool schedule_is_open(const Schedule *schedule);
// Fills in what is left open, of a race or training of `steps` steps (0: 100), for whoever goes by
// it: the lengths so that all fits into what is left behind the warm-up. curvatures: of the Hessian
// at the minimum, least and most; NULL: not known, and then a chebyshev without its own is
// constant.
void schedule_settle(Schedule *schedule, double steps, const double *curvatures);

// The last step, from 1, before a settled one has come to its end; 0: it has none.
double schedule_end(const Schedule *schedule);
// After a change by hand: what does not go together any more follows what was changed, so that the
// spec is never refused.
void schedule_mend(const Schedule *before, Schedule *schedule);

void schedule_start(ScheduleState *state);
// Before step `step` (from 1): what a plateau makes of the loss f that the steps so far led to.
void schedule_watch(const Schedule *schedule, ScheduleState *state, double rate, double step,
                    double f);
// The rate of that step; `rate` is L. The schedule is settled.
double schedule_rate(const Schedule *schedule, const ScheduleState *state, double rate,
                     double step);
// Whether momentum cycles; what it is in that step.
bool schedule_cycles(const Schedule *schedule);
double schedule_momentum(const Schedule *schedule, double step);
