// What is tried next hangs on what is known, and on nothing else.
#include "sim/race/tune_lane.h"

#include "base/file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    PASSES = 4,  // of the sweep: every 8th rate, every 4th, 2nd, all
    BEYOND = 10, // rates at once beyond an end
    SPLITS = 3,
    PARTS = 5,  // refining: each half of the gap beside the best into so many
    DIGITS = 4, // of a rate
};

// ---- which rates are tried

// With so many digits; few can be read and typed.
static double with_digits(double rate, int digits)
{
    char text[32];
    snprintf(text, sizeof text, "%.*e", digits - 1, rate);
    return strtod(text, NULL);
}

static double rounded(double rate)
{
    return with_digits(rate, DIGITS);
}

static double sweep_rate(const TuneLane *lane, int number)
{
    const Param *row = &lane->row;
    const double rate =
        rounded(row->min * pow(row->max / row->min, (double)number / (TUNE_RATES - 1)));
    return clamp(rate, lane->least, lane->most);
}

static bool is_known(const TuneLane *lane, double rate)
{
    for (size_t i = 0; i < lane->points.count; i++) {
        if (lane->points.items[i].rate == rate) {
            return true;
        }
    }
    for (int i = 0; i < lane->trial_count; i++) {
        if (lane->trials[i].rate == rate) {
            return true;
        }
    }
    return false;
}

static void try_rate(TuneLane *lane, double rate)
{
    if (lane->trial_count < RACE_RUNS_MAX && !is_known(lane, rate)) {
        lane->trials[lane->trial_count++] = (TuneTrial){ .rate = rate };
    }
}

static void plan_pass(TuneLane *lane)
{
    const int stride = 1 << (PASSES - 1 - lane->pass++);
    for (int i = 0; i < TUNE_RATES; i += stride) {
        try_rate(lane, sweep_rate(lane, i));
    }
    if (lane->pass == 1) {
        try_rate(lane, sweep_rate(lane, TUNE_RATES - 1));
    }
}

// Further out where the best lies at an end, or where no rate is small enough; nothing is planned
// where that is not so or nothing more is accepted.
static void plan_beyond(TuneLane *lane)
{
    const TunePoint *points = lane->points.items;
    if (lane->best <= 0 && points[0].rate > lane->least) {
        for (int i = 0; i < BEYOND; i++) {
            try_rate(lane, sweep_rate(lane, --lane->low));
        }
    } else if (lane->best == (int)lane->points.count - 1 && lane->best >= 0 &&
               points[lane->best].rate < lane->most) {
        for (int i = 0; i < BEYOND; i++) {
            try_rate(lane, sweep_rate(lane, ++lane->high));
        }
    }
}

static void plan_side(TuneLane *lane, double from, double to)
{
    for (int i = 1; i < PARTS; i++) {
        try_rate(lane, rounded(from * pow(to / from, (double)i / PARTS)));
    }
}

static void plan_split(TuneLane *lane)
{
    const TunePoint *points = lane->points.items;
    const int best = lane->best, last = (int)lane->points.count - 1;
    lane->split++;
    if (best > 0) {
        plan_side(lane, points[best - 1].rate, points[best].rate);
    }
    if (best >= 0 && best < last) {
        plan_side(lane, points[best].rate, points[best + 1].rate);
    }
}

// A rounder number may be better still, or as good and the smaller one.
static void plan_rounder(TuneLane *lane)
{
    lane->rounder = true;
    for (int digits = DIGITS - 1; digits >= 1 && lane->best >= 0; digits--) {
        const double rate = with_digits(lane->points.items[lane->best].rate, digits);
        try_rate(lane, clamp(rate, lane->least, lane->most));
    }
}

// False: all are tried.
static bool plan_batch(TuneLane *lane)
{
    if (!lane->has_rate) {
        if (lane->points.count == 0) {
            lane->trials[lane->trial_count++] = (TuneTrial){ .rate = NAN };
        }
        return lane->trial_count > 0;
    }
    while (lane->trial_count == 0 && lane->pass < PASSES) {
        plan_pass(lane);
    }
    if (lane->trial_count == 0 && lane->split == 0) {
        plan_beyond(lane);
    }
    while (lane->trial_count == 0 && lane->split < SPLITS) {
        plan_split(lane);
    }
    if (lane->trial_count == 0 && !lane->rounder) {
        plan_rounder(lane);
    }
    return lane->trial_count > 0;
}

// ---- what they come to

static void take_row(void *context, const RaceRow *row)
{
    TuneLane *lane = context;
    TuneTrial *trial = &lane->trials[row->run];
    trial->loss = row->loss;
    if (row->lost) {
        trial->lost++;
        return;
    }
    if (row->step == 0 || row->loss < trial->best) {
        trial->best = row->loss;
        lane->lowest = fmin(lane->lowest, row->loss);
    }
    if (trial->within < 0 && row->loss - lane->ground->lowest <= lane->ground->within) {
        trial->within = row->step;
    }
}

static void begin_seed(TuneLane *lane)
{
    const TuneGround *ground = lane->ground;
    double rates[RACE_RUNS_MAX];
    for (int i = 0; i < lane->trial_count; i++) {
        lane->trials[i].best = lane->trials[i].loss = NAN;
        lane->trials[i].within = -1;
        rates[i] = lane->trials[i].rate;
    }
    race_watch(lane->race, take_row, lane);
    race_start_rates(lane->race, ground->scene, ground->objective,
                     ground->scene->seed + (uint64_t)lane->seed, lane->racer, lane->trial_count,
                     lane->has_rate ? rates : NULL);
}

static void end_seed(TuneLane *lane)
{
    for (int i = 0; i < lane->trial_count; i++) {
        TuneTrial *trial = &lane->trials[i];
        trial->final_sum = lane->seed ? trial->final_sum + trial->loss : trial->loss; // -0 is -0
        trial->best_sum = lane->seed ? trial->best_sum + trial->best : trial->best;
        trial->near += trial->within >= 0;
        trial->within_sum += trial->within;
    }
    lane->seed++;
}

static void insert_point(TuneLane *lane, TunePoint point)
{
    array_push(&lane->points, point);
    TunePoint *points = lane->points.items;
    size_t at = lane->points.count - 1;
    for (; at > 0 && points[at - 1].rate > point.rate; at--) {
        points[at] = points[at - 1];
    }
    points[at] = point;
}

static void end_batch(TuneLane *lane)
{
    const int seeds = lane->ground->seeds;
    for (int i = 0; i < lane->trial_count; i++) {
        const TuneTrial *trial = &lane->trials[i];
        const double within = trial->near == seeds ? trial->within_sum / seeds : NAN;
        insert_point(lane, (TunePoint){ trial->rate, trial->final_sum / seeds,
                                        trial->best_sum / seeds, within, trial->lost });
    }
    lane->trial_count = lane->seed = 0;
    lane->best = tune_best(lane->ground->by, lane->points.items, (int)lane->points.count);
}

void tune_lane_advance(TuneLane *lane, double budget_s)
{
    const double until = clock_seconds() + budget_s;
    while (!lane->done) {
        if (lane->trial_count == 0) {
            if (!plan_batch(lane)) {
                lane->done = true;
                return;
            }
            begin_seed(lane);
        }
        if (!race_advance(lane->race, until - clock_seconds())) {
            return;
        }
        end_seed(lane);
        if (lane->seed < lane->ground->seeds) {
            begin_seed(lane);
        } else {
            end_batch(lane);
        }
        if (clock_seconds() >= until) {
            return;
        }
    }
}

void tune_lane_begin(TuneLane *lane)
{
    const Scene *scene = lane->ground->scene;
    const Optim *optim = scene->racers[lane->racer].spec.optim;
    lane->has_rate = scene_has_rate(scene, lane->racer);
    if (lane->has_rate) {
        const double def = scene_default_rate(scene, optim);
        lane->row = optim_rate_row(optim, def, def);
        lane->least = optim_rate(optim)->min;
        lane->most = optim_rate(optim)->max;
    }
    lane->low = 0;
    lane->high = TUNE_RATES - 1;
    lane->points.count = 0;
    lane->pass = lane->split = lane->trial_count = lane->seed = 0;
    lane->rounder = false;
    lane->best = -1;
    lane->lowest = NAN;
    lane->done = false;
}

// Of a lane's rates those that the sweep and the refining come to at least.
double tune_lane_progress(const TuneLane *lane)
{
    static const double RATES = TUNE_RATES + SPLITS * 2 * (PARTS - 1);
    const double batch =
        (lane->seed + (double)race_steps_done(lane->race) / fmax(lane->ground->scene->steps, 1)) /
        lane->ground->seeds;
    const double rates = (double)lane->points.count + lane->trial_count * fmin(batch, 1);
    return lane->done ? 1 : fmin(rates / (lane->has_rate ? RATES : 1), 1);
}
