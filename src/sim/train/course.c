// Looks are kept as the points of a curve are: every stride-th, and when they are too many every
// other one, so that they hang on the number of scores alone.
#include "sim/train/course.h"

#include <math.h>
#include <string.h>

const double COURSE_NEAR = 1.25, COURSE_SMALL = 0.05;

double course_scale(const Course *course, double chance)
{
    return fmax(course->best, COURSE_SMALL * chance);
}

static void add_look(Course *course)
{
    const long score = course->scores - 1;
    course->stride = course->stride > 0 ? course->stride : 1;
    if (score % course->stride != 0) {
        return;
    }
    if (course->looks == COURSE_LOOKS) {
        course->stride *= 2;
        course->looks /= 2;
        for (int i = 0; i < course->looks; i++) {
            course->lows[i] = course->lows[2 * i];
        }
        if (score % course->stride != 0) {
            return;
        }
    }
    course->lows[course->looks++] = course->best;
}

static void add_validation(Course *course, double loss)
{
    memmove(course->recent + 1, course->recent, sizeof course->recent - sizeof loss);
    course->recent[0] = loss;
    if (course->scores == 1 || loss < course->least) {
        course->least = loss;
        course->least_score = course->scores - 1;
        course->train_at_least = course->train.loss;
    }
}

void course_add(Course *course, long step, const LearnStep *last, const TrainScore *train,
                const TrainScore *validation, double chance)
{
    const bool first = course->scores++ == 0;
    course->step = step;
    course->last = *last;
    course->train = *train;
    course->validation = *validation;
    if (first) {
        course->start = *train;
        course->recent[0] = course->recent[1] = course->recent[2] = validation->loss;
    }
    if (first || train->loss < course->best) {
        course->best = train->loss;
        course->best_step = step;
    }
    if (train->loss <= COURSE_NEAR * course_scale(course, chance)) {
        course->near_step = step;
        course->peak = train->loss;
        course->peak_rate = last->rate;
    } else if (first || train->loss > course->peak) {
        course->peak = train->loss;
        course->peak_rate = last->rate;
    }
    add_validation(course, validation->loss);
    if (course->scores == 2) {
        course->look_steps = step;
    }
    add_look(course);
}

static long look_step(const Course *course, int look)
{
    return look * course->stride * course->look_steps;
}

double course_low(const Course *course, long step)
{
    double low = course->looks > 0 ? course->lows[0] : (double)NAN;
    for (int i = 1; i < course->looks && look_step(course, i) <= step; i++) {
        low = course->lows[i];
    }
    return low;
}

long course_reached(const Course *course, double loss)
{
    for (int i = 0; i < course->looks; i++) {
        if (course->lows[i] <= loss) {
            return look_step(course, i);
        }
    }
    return course->best_step;
}

double course_falls(const Course *course, long step)
{
    int looks = 0, falls = 0;
    for (int i = 1; i < course->looks; i++) {
        if (look_step(course, i) > step) {
            looks++;
            falls += course->lows[i] < course->lows[i - 1];
        }
    }
    return looks > 0 ? (double)falls / looks : 0;
}
