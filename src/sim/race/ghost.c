// All points stand in one block, one run after the other.
#include "sim/race/ghost.h"

#include "base/array.h"

#include <math.h>

// Room for every row of the race.
static void ghost_reserve(Ghost *ghost, const Race *race)
{
    size_t need = 0;
    for (int run = 0; run < race_run_count(race); run++) {
        need += (size_t)race_trail(race, run)->count;
    }
    if (need > ghost->capacity) {
        ghost->capacity = array_capacity(ghost->capacity, need);
        ghost->points = memory_grow(ghost->points, ghost->capacity * sizeof *ghost->points);
    }
}

void ghost_take(Ghost *ghost, const Race *race)
{
    ghost_reserve(ghost, race);
    ghost_clear(ghost);
    size_t next = 0;
    for (int run = 0; run < race_run_count(race); run++) {
        const Trail *trail = race_trail(race, run);
        GhostPath path = { .racer = race_racer(race, run),
                           .look = race_look(race, run),
                           .first = next,
                           .stride = trail->stride,
                           .lost = trail->lost };
        // Where it was lost a run may stand nowhere: such a row is no point.
        for (int i = 0; i < trail->count; i++) {
            const TrailRow *row = &trail->rows[i];
            if (isfinite(row->x) && isfinite(row->y)) {
                ghost->points[next][0] = row->x;
                ghost->points[next++][1] = row->y;
            }
        }
        path.count = (int)(next - path.first);
        if (path.count > 0) {
            ghost->paths[ghost->path_count++] = path;
        }
    }
}

void ghost_clear(Ghost *ghost)
{
    ghost->path_count = 0;
}

void ghost_finish(Ghost *ghost)
{
    free(ghost->points);
    *ghost = (Ghost){ 0 };
}
