// Ghosts: the very points of a race that is gone.
#include "sim/race/ghost.h"

#include "race_bench.h"

#include <math.h>
#include <string.h>

// Whether path k holds the points of run k, but for a last one that is nowhere.
static bool is_path_of(const Ghost *ghost, int k, const Race *race)
{
    const Trail *trail = race_trail(race, k);
    const GhostPath *path = &ghost->paths[k];
    const TrailRow *end = &trail->rows[trail->count - 1];
    const int count = trail->count - !(isfinite(end->x) && isfinite(end->y));
    bool same =
        path->racer == race_racer(race, k) && path->count == count && path->lost == trail->lost;
    for (int i = 0; i < count && same; i++) {
        same = memcmp(ghost->points[path->first + (size_t)i], &trail->rows[i].x,
                      sizeof(double[2])) == 0;
    }
    return same;
}

Test(ghost, holds_every_point_of_every_run)
{
    Ghost ghost = { 0 };
    for (int l = 0; l < landscape_count; l++) {
        Bench b;
        bench_open(&b, landscapes[l].kind.key);
        b.scene.racers[l % 6].on = false;
        set_rate(&b.scene, OPTIM_SGD, 9); // lost on many
        set_rate(&b.scene, OPTIM_MOMENTUM, 10);
        bench_run(&b);
        ghost_take(&ghost, b.race);
        cr_assert_eq(ghost.path_count, 5);
        for (int k = 0; k < 5; k++) {
            cr_expect(is_path_of(&ghost, k, b.race), "%s path %d", landscapes[l].kind.key, k);
        }
        bench_close(&b);
    }
    ghost_finish(&ghost);
}

Test(ghost, stays_when_its_race_goes_on_to_another)
{
    Bench b, before;
    bench_open(&b, "rosenbrock");
    bench_open(&before, "rosenbrock");
    bench_run(&b);
    bench_run(&before);
    Ghost ghost = { 0 };
    ghost_take(&ghost, b.race);
    b.scene.start[0] = 0.5;
    b.scene.racers[0].on = false;
    bench_run(&b);
    cr_assert_eq(ghost.path_count, 6);
    for (int k = 0; k < 6; k++) {
        cr_expect(is_path_of(&ghost, k, before.race), "path %d", k);
    }
    bench_close(&b);
    bench_close(&before);
    ghost_finish(&ghost);
}

Test(ghost, uses_its_memory_again)
{
    Bench b;
    bench_open(&b, "valley");
    b.scene.steps = 1000;
    bench_run(&b);
    Ghost ghost = { 0 };
    ghost_take(&ghost, b.race);
    const double *points = ghost.points[0];
    const size_t capacity = ghost.capacity;
    ghost_clear(&ghost);
    cr_expect_eq(ghost.path_count, 0);
    for (int steps = 1; steps <= 1000; steps += 333) {
        b.scene.steps = steps;
        bench_run(&b);
        ghost_take(&ghost, b.race);
        cr_expect(ghost.points[0] == points && ghost.capacity == capacity);
        cr_expect_eq(ghost.paths[5].count, steps + 1);
    }
    ghost_finish(&ghost);
    cr_expect_null(ghost.points);
    ghost_finish(&ghost);
    bench_close(&b);
}

Test(ghost, of_a_race_not_computed_is_empty)
{
    Bench b;
    bench_open(&b, "valley");
    bench_start(&b);
    Ghost ghost = { 0 };
    ghost_take(&ghost, b.race);
    cr_expect_eq(ghost.path_count, 0);
    ghost_finish(&ghost);
    bench_close(&b);
}

// Only a row whose x or y is not finite is left out; one that is lost far outside is a point.
Test(ghost, leaves_out_a_row_that_is_nowhere)
{
    Bench b;
    bench_open(&b, "rosenbrock");
    b.scene.start[0] = NAN;
    bench_run(&b);
    Ghost ghost = { 0 };
    ghost_take(&ghost, b.race);
    cr_expect_eq(ghost.path_count, 0);
    b.scene.start[0] = 1e9;
    bench_run(&b);
    ghost_take(&ghost, b.race);
    cr_assert_eq(ghost.path_count, 6);
    cr_expect(ghost.paths[0].count == 1 && ghost.paths[0].lost);
    ghost_finish(&ghost);
    bench_close(&b);
}
