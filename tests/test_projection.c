// Places to pixels and back: from above, and by a camera that the test makes.
#include "draw/projection.h"

#include <criterion/criterion.h>
#include <math.h>

static const Rect picture = { 100, 40, 640, 480 };

Test(projection, from_above_the_middle_is_in_the_middle_and_y_grows_upwards)
{
    const Projection on = { .picture = picture, .x = 3, .y = -2, .unit = 0.01 };
    double px[2];
    cr_assert(projection_px(&on, (Place){ 3, -2, 7 }, px));
    cr_expect_eq(px[0], 420);
    cr_expect_eq(px[1], 280);
    cr_assert(projection_px(&on, (Place){ 4, -1, NAN }, px));
    cr_expect_float_eq(px[0], 520, 1e-9, "a unit is a hundred pixels");
    cr_expect_float_eq(px[1], 180, 1e-9, "up is less");
}

Test(projection, there_and_back_is_the_same_place_even_in_a_very_close_view)
{
    const Projection on = { .picture = picture, .x = 1e3, .y = -1e3, .unit = 1e-12 };
    double px[2], at[2];
    for (double y_px = 40; y_px <= 520; y_px += 60) {
        for (double x_px = 100; x_px <= 740; x_px += 80) {
            cr_assert(projection_plane(&on, x_px, y_px, at));
            cr_assert(projection_px(&on, (Place){ at[0], at[1], NAN }, px));
            // Nothing finer than the doubles about 1000 can be told apart: 1.1e-13.
            cr_expect_float_eq(px[0], x_px, 0.12);
            cr_expect_float_eq(px[1], y_px, 0.12);
        }
    }
}

// Looks from aside: what lies farther back (y) or higher (f) is seen higher; behind y = -10 is the
// eye.
static bool aside_px(const void *self, Rect on, Place at, double px[2])
{
    const double size = *(const double *)self;
    px[0] = on.x + on.w / 2 + size * at.x;
    px[1] = on.y + on.h - size * (0.5 * at.y + at.f);
    return at.y > -10;
}

static bool aside_plane(const void *self, Rect on, double x_px, double y_px, double at[2])
{
    const double size = *(const double *)self;
    at[0] = (x_px - on.x - on.w / 2) / size;
    at[1] = (on.y + on.h - y_px) / size / 0.5;
    return at[1] <= 20;
}

static bool aside_seen(const void *self, Place at)
{
    (void)self;
    return at.f >= 0;
}

Test(projection, all_is_seen_from_above_and_what_the_camera_says_from_aside)
{
    const double size = 10;
    Camera camera = { .self = &size, .px = aside_px, .plane = aside_plane };
    Projection on = { .picture = picture, .unit = 1 };
    cr_expect(projection_seen(&on, (Place){ 1, 2, -3 }), "from above");
    on.camera = &camera;
    cr_expect(projection_seen(&on, (Place){ 1, 2, -3 }), "by who cannot tell");
    camera.seen = aside_seen;
    cr_expect(projection_seen(&on, (Place){ 1, 2, 3 }));
    cr_expect_not(projection_seen(&on, (Place){ 1, 2, -3 }));
}

Test(projection, a_camera_sees_the_height_and_says_what_it_cannot_see)
{
    const double size = 10;
    const Camera camera = { .self = &size, .px = aside_px, .plane = aside_plane };
    const Projection on = { .picture = picture, .x = 99, .y = 99, .unit = 99, .camera = &camera };
    double low[2], high[2], at[2], step[2];
    cr_assert(projection_px(&on, (Place){ 1, 2, 0 }, low));
    cr_assert(projection_px(&on, (Place){ 1, 2, 5 }, high));
    cr_expect_eq(low[0], 430);
    cr_expect_eq(low[1], 510);
    cr_expect_eq(high[1], 460, "higher by 5 units of 10 pixels");
    cr_expect_not(projection_px(&on, (Place){ 0, -11, 0 }, low), "behind the eye");
    cr_assert(projection_plane(&on, 430, 510, at));
    cr_expect_float_eq(at[0], 1, 1e-12);
    cr_expect_float_eq(at[1], 2, 1e-12);
    cr_expect_not(projection_plane(&on, 430, 0, at), "the sky");
    Tangent tangent;
    cr_assert(projection_tangent(&on, (Place){ 1, 2, 5 }, NULL, &tangent));
    cr_assert(tangent_px(&tangent, 3, 4, step));
    cr_expect_eq(step[0], 460);
    cr_expect_eq(step[1], 440, "a step stays level");
    cr_expect_not(tangent_px(&tangent, 0, -13, step), "it ends behind the eye");
    cr_expect_not(projection_tangent(&on, (Place){ 1, -11, 5 }, NULL, &tangent), "not seen");
}

// Heights are f itself, and f is 2 x - y where nobody says otherwise.
static void aside_rise(const void *self, Place at, const double *gradient, double rise[2])
{
    (void)self;
    (void)at;
    rise[0] = gradient ? gradient[0] : 2;
    rise[1] = gradient ? gradient[1] : -1;
}

static bool aside_step(const void *self, Rect on, Place at, const double rise[2], double dx,
                       double dy, double px[2])
{
    return aside_px(self, on, (Place){ at.x + dx, at.y + dy, at.f + rise[0] * dx + rise[1] * dy },
                    px);
}

Test(projection, a_step_follows_the_plane_that_touches_the_surface)
{
    const double size = 10, steep[2] = { 0, 3 };
    const Camera camera = { &size, aside_px, aside_plane, NULL, aside_rise, aside_step };
    const Projection on = { .picture = picture, .camera = &camera };
    Tangent tangent;
    double px[2];
    cr_assert(projection_tangent(&on, (Place){ 1, 2, 5 }, NULL, &tangent));
    cr_expect(tangent.px[0] == 430 && tangent.px[1] == 460);
    cr_assert(tangent_px(&tangent, 3, 4, px));
    cr_expect_eq(px[0], 460);
    cr_expect_eq(px[1], 460 - 20 - 20, "back by 4 halves and up by 2");
    cr_assert(projection_tangent(&on, (Place){ 1, 2, 5 }, steep, &tangent));
    cr_assert(tangent_px(&tangent, 3, 4, px));
    cr_expect_eq(px[1], 460 - 20 - 120, "the gradient that is known counts");
}

Test(projection, a_step_from_above_is_as_long_everywhere)
{
    const Projection on = { .picture = picture, .x = 3, .y = -2, .unit = 0.5 };
    double step[2];
    Tangent tangent;
    cr_assert(projection_tangent(&on, (Place){ 4, -7, NAN }, NULL, &tangent));
    cr_assert(tangent_px(&tangent, 2, 3, step));
    cr_expect_eq(step[0] - tangent.px[0], 4);
    cr_expect_eq(step[1] - tangent.px[1], -6);
}
