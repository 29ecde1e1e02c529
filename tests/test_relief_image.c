// The surface's picture in the window: when it is drawn, how finely, and what else then rests.
#include "look.h"
#include "window_bench.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static Bench *open_on(const char *landscape, ReliefKind kind)
{
    Bench *b = bench_open(1280, 720, 1);
    Scene scene;
    scene_defaults(&scene);
    scene_set_landscape(&scene, registry_row(&landscape_kinds, landscape));
    scene.relief.kind = kind;
    bench_show(b, SUBJECT_SCENE, &scene);
    bench_settle(b);
    workspace_seek(&b->landscape->workspace, scene.steps); // it plays no more
    return b;
}

static Orbit *camera(Bench *b)
{
    return &b->landscape->workspace.scene.relief.camera;
}

// As the program's own loop: with little time for each frame.
static void in_a_hurry(Bench *b)
{
    b->budget_s = 0.008;
    for (int i = 0; i < 200 && (i < 2 || app_wait_s(&b->app, b->now_s) == 0); i++) {
        bench_wait(b, 0.016);
    }
    cr_assert(app_wait_s(&b->app, b->now_s) > 0, "it comes to rest");
}

Test(relief_image, a_turning_eye_changes_nothing_but_the_picture)
{
    Bench *b = open_on("himmelblau", RELIEF_ONLY);
    in_a_hurry(b);
    const Workspace *w = &b->landscape->workspace;
    const unsigned mesh = w->relief.version, field = w->field_version, race = w->race_version;
    for (int i = 0; i < 5; i++) {
        camera(b)->azimuth += 7;
        bench_wait(b, 0.016);
    }
    cr_expect_eq(w->relief.version, mesh);
    cr_expect_eq(w->field_version, field);
    cr_expect_eq(w->race_version, race);
    bench_close(b);
}

// Where a fine picture takes too long for every frame, as here where the processor draws.
Test(relief_image, it_is_coarse_while_it_moves_and_fine_in_the_next_frame_and_then_nothing_is_done)
{
    Bench *b = open_on("himmelblau", RELIEF_ONLY);
    const ReliefImage *image = &b->landscape->relief_image;
    in_a_hurry(b);
    cr_expect(!image->coarse);
    const bool slow = surface_fine_s(image->surface) > 0.007;
    for (int i = 0; i < 3; i++) {
        camera(b)->azimuth += 7;
        bench_wait(b, 0.016);
        cr_expect_eq(image->coarse, slow);
        cr_expect_eq(app_wait_s(&b->app, b->now_s) == 0, slow, "a finer one is to come");
    }
    const double before_s = surface_fine_s(image->surface);
    bench_wait(b, 0.016);
    cr_expect(!image->coarse);
    cr_expect(surface_fine_s(image->surface) != before_s || !slow, "it was drawn");
    cr_expect(app_wait_s(&b->app, b->now_s) > 0, "and then nothing is done");
    const double drawn_s = surface_fine_s(image->surface);
    for (int i = 0; i < 3; i++) {
        bench_wait(b, 0.016);
        cr_expect_eq(surface_fine_s(image->surface), drawn_s, "it is only copied");
    }
    bench_close(b);
}

// As the map does: frames that come too slowly one after the other, not a single one.
Test(relief_image, where_frames_still_come_too_slowly_it_has_fewer_pixels_until_it_rests)
{
    Bench *b = open_on("himmelblau", RELIEF_ONLY);
    const ReliefImage *image = &b->landscape->relief_image;
    in_a_hurry(b);
    if (surface_fine_s(image->surface) > 0.007) {
        for (int i = 0; i < 13; i++) {
            camera(b)->azimuth += 3;
            bench_wait(b, i % 3 ? 0.03 : 0.016);
            cr_expect(!relief_image_divided(image), "frame %d", i);
        }
        for (int i = 0; i < 8; i++) {
            camera(b)->azimuth += 3;
            bench_wait(b, i < 5 ? 0.03 : 0.016);
            cr_expect_eq(relief_image_divided(image), i >= 2, "slow frame %d", i);
        }
        bench_wait(b, 0.016);
        cr_expect(!image->coarse && !relief_image_divided(image));
    }
    bench_close(b);
}

// What `render` and a saved figure draw hangs on no clock.
Test(relief_image, without_a_limit_of_time_it_is_fine_at_once)
{
    Bench *b = open_on("himmelblau", RELIEF_ONLY);
    camera(b)->azimuth += 50;
    bench_frame(b);
    cr_expect(!b->landscape->relief_image.coarse);
    b->budget_s = 0.008;
    camera(b)->azimuth += 50;
    bench_frame(b);
    camera(b)->azimuth += 50;
    capture_bind(&b->target);
    b->app.room->row->figure(b->app.room->state, b->target.width, b->target.height, 1);
    capture_unbind();
    app_resize(&b->app, b->target.width, b->target.height, 1);
    cr_expect(!b->landscape->relief_image.coarse, "a figure, too");
    bench_close(b);
}

static void shot(Bench *b, Rect rect, uint8_t **pixels)
{
    free(*pixels);
    *pixels = bench_shot(b, rect);
}

Test(relief_image, the_map_below_comes_and_goes_with_its_switch)
{
    Bench *b = open_on("himmelblau", RELIEF_ONLY);
    const Rect p = b->app.shell.layout.picture;
    uint8_t *without = NULL;
    bench_frame(b);
    shot(b, p, &without);
    b->landscape->workspace.show.on[SHOW_FLOOR] = true;
    bench_frame(b);
    bench_frame(b);
    bench_read(b);
    // Near a corner of the ground, which the surface does not hide: high there, so bright.
    const Workspace *w = &b->landscape->workspace;
    const Box box = view_box(&w->view, p);
    const Place corner = { box.x1 - 0.02 * (box.x1 - box.x0), box.y0 + 0.02 * (box.y1 - box.y0),
                           NAN };
    double at[3], px[2];
    relief_place(&w->relief, corner, at);
    cr_assert(lens_px(&w->relief.lens, at, px, NULL));
    const Color color = bench_pixel(b, (float)px[0], (float)px[1]);
    cr_expect(color.r > 80, "%d %d %d", color.r, color.g, color.b);
    b->landscape->workspace.show.on[SHOW_FLOOR] = false;
    bench_frame(b);
    bench_frame(b);
    cr_expect_eq(bench_changes(b, p, without), 0);
    free(without);
    bench_close(b);
}

Test(relief_image, alone_the_surface_leaves_nothing_to_do_for_the_map_it_hides)
{
    Bench *b = open_on("rosenbrock", RELIEF_ONLY);
    b->budget_s = 0.008;
    for (int i = 0; i < 4; i++) { // slow frames in which the view moves
        b->landscape->workspace.view.home = false;
        b->landscape->workspace.view.x += 0.1;
        bench_wait(b, 0.05);
    }
    in_a_hurry(b);
    cr_expect(!b->landscape->map_coarse);
    bench_close(b);
}
