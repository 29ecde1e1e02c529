// The course of a training so far: what a judgement on it needs, exact however long it has been,
// though curves are thinned. A function of the scores at epochs' ends alone, whoever asked for them
// and whatever was seen in between; plain data, a part of the moment it belongs to. Zeroed: before
// the first score.
#pragma once

#include "sim/train/train.h"

enum { COURSE_LOOKS = 64 };

typedef struct Course {
    long scores;      // so far: epochs completed, and one before training
    long step;        // of the newest score
    TrainScore start; // before training
    TrainScore train, validation;
    LearnStep last; // the step that led to the newest score; NAN before training

    double best;      // lowest training loss
    long best_step;   // the first that had it
    double peak;      // highest training loss since it was near its best (COURSE_NEAR), ...
    double peak_rate; // ... and the rate of the step that led to it; NAN before training
    long near_step;   // when it was so last

    double least;     // lowest validation loss; NAN without validation rows
    long least_score; // which score had it first, from 0: the epoch
    double train_at_least;
    double recent[3]; // newest validation losses, the newest first

    // The lowest training loss until score 0, stride, 2·stride, ...: how it came down.
    int looks;
    long stride;
    long look_steps; // from one look to the next
    double lows[COURSE_LOOKS];
} Course;

// A loss within this factor of the best is near it. A best below COURSE_SMALL of the chance loss
// counts as that much, so that nothing is made of the ups and downs of a loss near zero.
extern const double COURSE_NEAR, COURSE_SMALL;

// chance: the loss of whoever knows the classes' shares alone (train_chance()).
void course_add(Course *course, long step, const LearnStep *last, const TrainScore *train,
                const TrainScore *validation, double chance);
// The lowest training loss until a step (at or before it, as looks lie); NAN before the first
// score.
double course_low(const Course *course, long step);
// The first step (as looks lie) by which the loss had come down to `loss`.
long course_reached(const Course *course, double loss);
// The share of looks from a step on at which the loss was lower than ever before; 0 without looks.
double course_falls(const Course *course, long step);
// The best loss as a scale: not less than what is small.
double course_scale(const Course *course, double chance);
