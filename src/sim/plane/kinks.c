// On the axis x = 0 a point (0, y) is a minimum where f(0, y) has one along y, and x cannot leave:
// the slope across is at most λ either way. At the origin neither can leave.
#include "sim/plane/kinks.h"

#include <math.h>
#include <stdlib.h>

enum { HALVINGS = 80 };
static const double ON_AXIS = 1e-9; // of the box's size

typedef struct Axis {
    const Objective *objective;
    Scratch *scratch;
    int along; // the coordinate that is free: 0 x, 1 y
} Axis;

// Value and gradient at that place of the axis.
static void look(const Axis *axis, double at, double *f, double g[2])
{
    const double x[2] = { axis->along == 0 ? at : 0, axis->along == 1 ? at : 0 };
    objective_eval(axis->objective, axis->scratch, &(ObjectiveBlock){ 1, 1, x, f, g, NULL });
}

static double slope(const Axis *axis, double at)
{
    double f, g[2];
    look(axis, at, &f, g);
    return g[axis->along];
}

static double root(const Axis *axis, double from, double to)
{
    const bool rises = slope(axis, from) < 0;
    for (int i = 0; i < HALVINGS; i++) {
        const double middle = 0.5 * (from + to);
        const bool below = slope(axis, middle) < 0;
        from = below == rises ? middle : from;
        to = below == rises ? to : middle;
    }
    return 0.5 * (from + to);
}

// Where the free coordinate's slope vanishes, from one end to the other; 0 itself is no such place.
static int along_axis(const Axis *axis, double l1, double low, double high, Stationary *found,
                      int room)
{
    int count = 0;
    double before = NAN, at_before = low;
    for (int i = 0; i <= KINK_PLACES; i++) {
        const double at = low + (high - low) * i / KINK_PLACES;
        const double here = slope(axis, at);
        const bool one_side = (at > 0 && at_before > 0) || (at < 0 && at_before < 0);
        if (one_side && count < room && ((before < 0 && here >= 0) || (before > 0 && here <= 0))) {
            const double place = root(axis, at_before, at);
            double f, g[2];
            look(axis, place, &f, g);
            if (fabs(g[1 - axis->along]) <= l1) {
                found[count++] =
                    (Stationary){ axis->along == 0 ? place : 0, axis->along == 1 ? place : 0, f,
                                  before < 0 ? STATIONARY_MINIMUM : STATIONARY_SADDLE };
            }
        }
        before = here;
        at_before = at;
    }
    return count;
}

static int compare(const void *a, const void *b)
{
    const Stationary *p = a, *q = b;
    return (p->f > q->f) - (p->f < q->f);
}

int kinks_replace(const Objective *objective, double l1, Scratch *scratch, Box box,
                  Stationary *points, int count, int max)
{
    const double near = ON_AXIS * fmax(box.x1 - box.x0, box.y1 - box.y0);
    int kept = 0;
    for (int i = 0; i < count; i++) {
        if (fabs(points[i].x) > near && fabs(points[i].y) > near) {
            points[kept++] = points[i];
        }
    }
    if (box.y0 <= 0 && box.y1 >= 0) {
        const Axis axis = { objective, scratch, 0 };
        kept += along_axis(&axis, l1, box.x0, box.x1, points + kept, max - kept);
    }
    if (box.x0 <= 0 && box.x1 >= 0) {
        const Axis axis = { objective, scratch, 1 };
        kept += along_axis(&axis, l1, box.y0, box.y1, points + kept, max - kept);
    }
    double f, g[2];
    look(&(Axis){ objective, scratch, 0 }, 0, &f, g);
    const bool held = fabs(g[0]) <= l1 && fabs(g[1]) <= l1;
    const bool inside = box.x0 <= 0 && box.x1 >= 0 && box.y0 <= 0 && box.y1 >= 0;
    if (held && inside && kept < max) {
        points[kept++] = (Stationary){ 0, 0, f, STATIONARY_MINIMUM };
    }
    qsort(points, (size_t)kept, sizeof *points, compare);
    return kept;
}
