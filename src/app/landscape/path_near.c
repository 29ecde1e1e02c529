// The step nearest to a place of the picture: on the map the place of the plane there is measured
// from, on the surface the pixels; what is seen goes before what is hidden.
#include "app/landscape/path.h"

#include "app/landscape/drapes.h"
#include "app/landscape/hiding.h"
#include "app/landscape/relief_seen.h"

#include <math.h>

static const double NEAR_PX = 7;

static int step_of(const Trail *trail, int row)
{
    return row < trail->count - 1 ? row * trail->stride : trail->last_step;
}

static int near_on_map(const Workspace *workspace, const Projection *on, float x, float y,
                       int *step)
{
    double at[2], nearest = NEAR_PX * on->unit;
    int best = -1;
    projection_plane(on, x, y, at);
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        const Trail *trail = race_trail(workspace->race, run);
        const bool told = trail->count > 0 && !workspace_hides_run(workspace, run);
        const int last = told ? trail_index(trail, workspace_step(workspace)) : -1;
        for (int i = 0; i <= last; i++) {
            const double away = hypot(trail->rows[i].x - at[0], trail->rows[i].y - at[1]);
            if (away < nearest) {
                nearest = away;
                best = run;
                *step = step_of(trail, i);
            }
        }
    }
    return best;
}

// Points of drapes that lie so near are few: only these are asked whether they are seen.
static int near_on_surface(const Workspace *workspace, float x, float y, int *step)
{
    const Relief *relief = &workspace->relief;
    double nearest = NEAR_PX;
    int best = -1;
    bool seen = false;
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        const Trail *trail = race_trail(workspace->race, run);
        const Drape *drape = drapes_path(workspace, run);
        const int last = trail->count ? trail_index(trail, workspace_step(workspace)) : -1;
        for (size_t i = 0; drape && i < drape->points.count; i++) {
            const DrapePoint *p = &drape->points.items[i];
            double px[2];
            if (p->at > last) {
                break;
            }
            if (!p->given || !lens_px(&relief->lens, p->scene, px, NULL)) {
                continue;
            }
            const double away = hypot(px[0] - x, px[1] - y);
            if (away < NEAR_PX && (away < nearest || !seen)) {
                const bool now = relief_seen(relief, p->scene);
                if (now > seen || (now == seen && away < nearest)) {
                    seen = now;
                    nearest = away;
                    best = run;
                    *step = step_of(trail, (int)p->at);
                }
            }
        }
    }
    return best;
}

int path_near(const Workspace *workspace, const Projection *on, float x, float y, int *step)
{
    return on->camera ? near_on_surface(workspace, x, y, step)
                      : near_on_map(workspace, on, x, y, step);
}
