// Trails: which rows are kept.
#include "sim/race/trail.h"

#include <criterion/criterion.h>

Test(trail, keeps_multiples_of_its_stride_and_the_last_step_at_any_length)
{
    Trail trail = { 0 };
    cr_expect_null(trail_at(&trail, 0));
    for (int round = 0; round < 2; round++) {
        trail_clear(&trail);
        for (int step = 0; step < 5 * TRAIL_ROWS_MAX; step++) {
            trail_push(&trail, &(TrailRow){ .x = step });
            cr_assert_eq(trail.last_step, step);
            cr_assert_leq(trail.count, TRAIL_ROWS_MAX);
            cr_assert_eq(trail.rows[trail.count - 1].x, step, "the last row is the last step");
            if (step % 4099 == 0 || step % TRAIL_ROWS_MAX < 3) {
                for (int i = 0; i < trail.count - 1; i++) {
                    cr_assert_eq(trail.rows[i].x, (double)i * trail.stride, "at step %d", step);
                }
            }
        }
    }
    trail_free(&trail);
    cr_expect_null(trail.rows);
}

Test(trail, shows_the_kept_row_before_a_step_and_the_last_beyond_the_end)
{
    Trail trail = { 0 };
    for (int step = 0; step <= TRAIL_ROWS_MAX + 1; step++) {
        trail_push(&trail, &(TrailRow){ .x = step });
    }
    cr_expect_eq(trail.stride, 2);
    cr_expect_eq(trail_at(&trail, 1000)->x, 1000);
    cr_expect_eq(trail_at(&trail, 1001)->x, 1000);
    cr_expect_eq(trail_at(&trail, TRAIL_ROWS_MAX + 1)->x, TRAIL_ROWS_MAX + 1);
    cr_expect_eq(trail_at(&trail, 1 << 30)->x, TRAIL_ROWS_MAX + 1);
    cr_expect_eq(trail_at(&trail, -1)->x, 0);
    trail_free(&trail);
}
