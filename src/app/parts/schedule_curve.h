// A schedule as a small curve: its rates over the steps, the warm-up, the present step, and where
// the race or the training ends when the schedule goes on.
#pragma once

#include "model/optim/schedule.h"
#include "ui/layout.h"

enum { SCHEDULE_CURVE = 58 }; // how high it is

// The rate of a step, from 1, as far as it is known; NAN: it is not.
typedef double ScheduleCurveRate(void *context, double step);

typedef struct ScheduleCurve {
    const Schedule *schedule; // settled
    double rate;              // L
    double steps;             // of the race or training
    double at;                // the present step, 0 before the first
    Color color;
    ScheduleCurveRate *known; // of a schedule that hangs on losses; NULL: its own rule says it
    void *context;
    const char *lacks; // said in place of the curve; NULL: nothing is missing
} ScheduleCurve;

// The steps that are drawn: to the end of race and schedule, whichever is later.
double schedule_curve_steps(const ScheduleCurve *curve);
// Where a step and a rate lie in the rectangle.
float schedule_curve_x(const ScheduleCurve *curve, Rect rect, double step);
// name: of the control that says under the pointer what the rate is there.
void schedule_curve(Ui *ui, const char *name, Rect rect, const ScheduleCurve *curve);
