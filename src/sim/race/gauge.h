// What charts show of a race and its trails do not keep: the rate that each step used, how far the
// nearest minimum is, how sharp the landscape is and beyond which sharpness steps grow. Measured on
// demand, some rows in each frame, for the rows that trails keep; what a run's memory has to tell
// is read off a second race, which goes through the same steps.
#pragma once

#include "sim/race/race.h"

typedef enum GaugeWish {
    GAUGE_RATE = 1,
    GAUGE_DISTANCE = 2,
    GAUGE_SHARPNESS = 4, // with the border, and with the rate
} GaugeWish;

// Beside the row of a trail. What was not wished for, or is not measured yet, is NAN.
typedef struct GaugeRow {
    double rate;     // that the step into the row used; NAN at the start
    double distance; // to the nearest minimum; NAN: none is known
    // The largest eigenvalue of the exact Hessian, as the optimizer scales its coordinates (1 for
    // plain ones), and the border beyond which its steps grow: model/optim/optim_edge.h. border
    // NAN: theory has none.
    double sharpness, border, scale[2];
} GaugeRow;

// What the distance is to.
typedef struct GaugeGoal {
    LandscapeDistance *distance; // NULL: to the nearest of the points
    const double *params;        // of the landscape, for distance()
    const double (*minima)[2];   // [count] x, y
    int count;
    unsigned version; // another number when any of it changed
} GaugeGoal;

typedef struct Gauge Gauge;

Gauge *gauge_create(void);
// NULL is allowed.
void gauge_destroy(Gauge *gauge);
// Measures on what is wished (GaugeWish) of a race whose scene is *scene, for `budget_s` seconds at
// the most (INFINITY: to the end). True when all is measured, which needs a complete race. A race
// that was started anew is measured anew. The objective and what the goal points to must stay as
// they are until then.
bool gauge_follow(Gauge *gauge, const Scene *scene, const Race *race, const GaugeGoal *goal,
                  unsigned wishes, double budget_s);
// Beside row `index` of a run's trail, of the race followed last.
GaugeRow gauge_at(const Gauge *gauge, int run, int index);
// Beside a row that a race streams, at once; without the distance.
GaugeRow gauge_of(const Race *race, const RaceRow *row, Scratch *scratch);
// The rate at which a run's border would lie at the sharpness of the place where it has come to, or
// if it is lost, of x, y in `instead`; NAN where there is none, or its race is not complete.
// *sharpness: there.
double gauge_border_rate(const Race *race, int run, Scratch *scratch, const double instead[2],
                         double *sharpness);
