// A path in memory that stays bounded: when full, every second row is dropped and from then on
// only every second step kept. The last step is always there: between two kept steps its row is
// provisional, and the next push writes over it.
#include "sim/race/trail.h"

#include <stdlib.h>

void trail_clear(Trail *trail)
{
    trail->count = 0;
    trail->stride = 1;
    trail->last_step = 0;
    trail->lost = false;
}

void trail_free(Trail *trail)
{
    free(trail->rows);
    *trail = (Trail){ 0 };
}

static void trail_thin(Trail *trail)
{
    const int kept = (trail->count + 1) / 2;
    for (int i = 1; i < kept; i++) {
        trail->rows[i] = trail->rows[2 * i];
    }
    trail->count = kept;
    trail->stride *= 2;
}

// Room for one more row.
static void trail_make_room(Trail *trail)
{
    if (trail->count == TRAIL_ROWS_MAX) {
        trail_thin(trail);
    } else if (trail->count == trail->capacity) {
        trail->capacity = clampi(trail->capacity * 2, 128, TRAIL_ROWS_MAX);
        trail->rows = memory_grow(trail->rows, (size_t)trail->capacity * sizeof *trail->rows);
    }
}

TrailRow *trail_next(Trail *trail)
{
    if (trail->count == 0) {
        trail->stride = 1;
        trail_make_room(trail);
        trail->last_step = 0;
        return &trail->rows[trail->count++];
    }
    const bool provisional = trail->stride > 1 && trail->last_step % trail->stride != 0;
    if (provisional) {
        trail->count--;
    } else if (trail->count == trail->capacity) {
        trail_make_room(trail);
    }
    trail->last_step++;
    return &trail->rows[trail->count++];
}

int trail_index(const Trail *trail, int step)
{
    assert(trail->count > 0);
    return step >= trail->last_step ? trail->count - 1 : step < 0 ? 0 : step / trail->stride;
}

const TrailRow *trail_at(const Trail *trail, int step)
{
    return trail->count > 0 ? &trail->rows[trail_index(trail, step)] : NULL;
}
