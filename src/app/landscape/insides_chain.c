// The ends are those of the whole way so far, so that the last one is where the step ends.
#include "app/landscape/insides_chain.h"

#include "app/landscape/hiding.h"
#include "app/landscape/relief_tangent.h"

#include <math.h>

static const double FAR_PX = 1e7;

bool chain_of(const Workspace *workspace, const Projection *on, int run, double factor,
              Chain *chain)
{
    Inside *inside = &chain->inside;
    if (workspace_hides_run(workspace, run) ||
        !inside_at(workspace->insides, workspace->race, run, workspace_step(workspace), inside)) {
        return false;
    }
    const TrailRow *row = trail_at(race_trail(workspace->race, run), workspace_step(workspace));
    const Place from = { inside->x[0], inside->x[1], row->loss };
    if ((on->camera && !relief_holds(&workspace->relief, from)) ||
        !projection_tangent(on, from, inside->gradient, &chain->tangent) ||
        !rect_has(on->picture, (float)clamp(chain->tangent.px[0], -FAR_PX, FAR_PX),
                  (float)clamp(chain->tangent.px[1], -FAR_PX, FAR_PX))) {
        return false;
    }
    chain->seen = projection_seen(on, from);
    chain->optim = race_run(workspace->race, run)->optim;
    double by[2] = { 0, 0 }, px[2] = { chain->tangent.px[0], chain->tangent.px[1] };
    for (int part = 0; part <= OPTIM_PARTS; part++) {
        chain->at[part][0] = (float)px[0];
        chain->at[part][1] = (float)px[1];
        for (int i = 0; i < 2 && part < OPTIM_PARTS; i++) {
            const double more = factor * inside->parts[part][i];
            by[i] += isfinite(more) ? clamp(more, -FAR_PX * on->unit, FAR_PX * on->unit) : 0;
        }
        tangent_px(&chain->tangent, by[0], by[1], px);
    }
    return true;
}

bool chain_next(const Workspace *workspace, const Projection *on, double factor, int *run,
                Chain *chain)
{
    do {
        ++*run;
    } while (*run < race_run_count(workspace->race) &&
             !chain_of(workspace, on, *run, factor, chain));
    return *run < race_run_count(workspace->race);
}

float chain_length(const Chain *chain, int part)
{
    return hypotf(chain->at[part + 1][0] - chain->at[part][0],
                  chain->at[part + 1][1] - chain->at[part][1]);
}

bool chain_rates(const Chain *chain)
{
    const double larger = fmax(chain->inside.rate[0], chain->inside.rate[1]);
    return larger > 0 && isfinite(larger);
}

bool chain_bends(const Chain *chain)
{
    const double *g = chain->inside.gradient, *p = chain->inside.parts[OPTIM_PART_GRADIENT];
    return fabs(g[0] * p[1] - g[1] * p[0]) > 0.01 * hypot(g[0], g[1]) * hypot(p[0], p[1]);
}
