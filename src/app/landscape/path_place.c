// On the map a way between two steps is straight, and so is its loss; on the surface f is asked.
#include "app/landscape/path_place.h"

#include "app/landscape/hiding.h"

#include <math.h>

bool path_finite(const TrailRow *row)
{
    return isfinite(row->x) && isfinite(row->y) && fabs(row->x) < 1e100 && fabs(row->y) < 1e100;
}

bool path_shared(const Workspace *workspace, int run, int i, int before)
{
    const Trail *trail = race_trail(workspace->race, run);
    const double near = workspace->view.unit;
    for (int other = 0; other < run; other++) {
        const Trail *o = race_trail(workspace->race, other);
        if (!workspace_hides_run(workspace, other) && i < o->count && before < o->count &&
            fabs(o->rows[i].x - trail->rows[i].x) < near &&
            fabs(o->rows[i].y - trail->rows[i].y) < near &&
            fabs(o->rows[before].x - trail->rows[before].x) < near &&
            fabs(o->rows[before].y - trail->rows[before].y) < near) {
            return true;
        }
    }
    return false;
}

int path_row(const Trail *trail, double step, double *share)
{
    const int left = trail_index(trail, (int)floor(step));
    const bool on = left + 1 < trail->count && path_finite(&trail->rows[left + 1]);
    *share = on ? clamp((step - (double)left * trail->stride) / trail->stride, 0, 1) : 0;
    return left;
}

bool path_point(const Trail *trail, double step, Place *at)
{
    double share;
    if (trail->count == 0) {
        return false;
    }
    const TrailRow *a = &trail->rows[path_row(trail, step, &share)];
    if (!path_finite(a)) {
        return false;
    }
    *at = (Place){ a->x, a->y, a->loss };
    if (share > 0) {
        at->x += (a[1].x - a->x) * share;
        at->y += (a[1].y - a->y) * share;
        at->f += (a[1].loss - a->loss) * share;
    }
    return true;
}

bool path_place(const Workspace *workspace, const Projection *on, const Trail *trail, double step,
                Place *at, bool *away)
{
    const Relief *relief = &workspace->relief;
    double share;
    if (away) {
        *away = false;
    }
    if (!path_point(trail, step, at)) {
        return false;
    }
    if (!on->camera) {
        return true;
    }
    if (path_row(trail, step, &share), share > 0) {
        at->f = NAN;
    }
    if (!relief_covers(relief, at->x, at->y) || isinf(at->f)) {
        return false;
    }
    const bool there = relief_mark(relief, at);
    if (!isfinite(at->f)) {
        return false;
    }
    if (away) {
        *away = !there || !projection_seen(on, *at);
    }
    return true;
}

bool path_head(const Workspace *workspace, const Projection *on, int run, float *x, float *y)
{
    Place at;
    return path_place(workspace, on, race_trail(workspace->race, run), workspace->play.cursor, &at,
                      NULL) &&
           projection_point(on, at, x, y);
}
