// Stationary points are searched from few starts: this is asked whenever a race begins.
#include "sim/race/curvature.h"

#include "sim/plane/hessian.h"
#include "sim/plane/stationary.h"

#include <math.h>

enum { SIDE = 7, POINTS_MAX = 32 };

// Minima that differ by less than this share of their values are as low as each other.
static const double AS_LOW = 1e-9;

static double distance(const Scene *scene, const Stationary *point)
{
    return hypot(point->x - scene->start[0], point->y - scene->start[1]);
}

// NULL: there is none. The points are sorted by f.
static const Stationary *choose(const Scene *scene, const Stationary *points, int count)
{
    const Stationary *best = NULL;
    for (int i = 0; i < count; i++) {
        const Stationary *point = &points[i];
        if (point->kind != STATIONARY_MINIMUM) {
            continue;
        }
        const bool lowest = !best || point->f - best->f <= AS_LOW * (1 + fabs(best->f));
        if (lowest && (!best || distance(scene, point) < distance(scene, best))) {
            best = point;
        }
    }
    return best;
}

bool curvature_at_minimum(const Scene *scene, const Objective *objective, double apart,
                          double curvatures[2])
{
    Stationary points[POINTS_MAX];
    const Landscape *row = scene->landscape;
    const int count = stationary_search(objective, scene->domain, SIDE, row ? row->points : NULL,
                                        row ? row->point_count : 0, points, POINTS_MAX);
    const Stationary *minimum = choose(scene, points, count);
    if (!minimum) {
        return false;
    }
    const double x[2] = { minimum->x, minimum->y };
    double h[3];
    Scratch *scratch = scratch_create();
    objective_eval_hessian(objective, scratch, apart, &(ObjectiveBlock){ 1, 1, x, NULL, NULL, h });
    scratch_destroy(scratch);
    hessian_eigenvalues(h[0], h[1], h[2], curvatures);
    return curvatures[0] > 0 && isfinite(curvatures[1]);
}
