// A surface seen from the top without perspective is the map, pixel for pixel; seen from aside it
// stands before the sky.
#include "window_bench.h"

#include "app/landscape/relief.h"
#include "app/landscape/workspace_relief.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static Bench *open_both(const char *landscape)
{
    Bench *b = bench_open(1280, 720, 1);
    Scene scene;
    scene_defaults(&scene);
    scene_set_landscape(&scene, registry_row(&landscape_kinds, landscape));
    scene.relief.kind = RELIEF_BOTH;
    scene.relief.camera = ((const ReliefCamera *)registry_row(&relief_cameras, "top"))->orbit;
    for (int i = 0; i < scene.racer_count; i++) {
        scene.racers[i].on = false;
    }
    bench_show(b, SUBJECT_SCENE, &scene);
    Workspace *w = &b->landscape->workspace;
    w->show.on[SHOW_MINIMA] = w->show.on[SHOW_SADDLES] = false;
    bench_settle(b);
    bench_wait(b, 0.5);
    bench_read(b);
    return b;
}

static int away(Color a, Color b)
{
    return abs(a.r - b.r) + abs(a.g - b.g) + abs(a.b - b.b);
}

// Of the right half without the bar of colours and the axes' plates; contours are smoothed by
// different grids.
Test(window_top, from_the_top_the_surface_is_the_map)
{
    static const char *const shown[] = { "himmelblau", "rosenbrock", "rastrigin" };
    for (size_t i = 0; i < COUNT(shown); i++) {
        Bench *b = open_both(shown[i]);
        const Scene *scene = &b->landscape->workspace.scene;
        const Rect picture = b->app.shell.layout.picture;
        const Rect map = relief_map_rect(scene, picture), surface = relief_rect(scene, picture);
        int apart = 0, count = 0;
        for (float y = 180; y < map.h - 40; y++) {
            for (float x = 50; x < map.w - 4; x++, count++) {
                apart += away(bench_pixel(b, map.x + x, map.y + y),
                              bench_pixel(b, surface.x + x, surface.y + y)) > 40;
            }
        }
        cr_expect_lt(apart, count / 20, "%s: %d of %d pixels differ", shown[i], apart, count);
        bench_close(b);
    }
}

Test(window_top, from_aside_the_sky_is_behind_it)
{
    Bench *b = open_both("himmelblau");
    Scene *scene = &b->landscape->workspace.scene;
    scene->relief.camera = relief_camera;
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        b->app.shell.theme = (ThemeKind)theme;
        bench_wait(b, 0.5);
        bench_read(b);
        const Rect surface = relief_rect(scene, b->app.shell.layout.picture);
        const Color above = bench_pixel(b, surface.x + surface.w / 2, surface.y + 4);
        const Color below = bench_pixel(b, surface.x + 4, surface.y + surface.h - 4);
        cr_expect_lt(away(above, themes[theme].sky), 8, "theme %d", theme);
        cr_expect_lt(away(below, themes[theme].haze), 8, "theme %d", theme);
    }
    bench_close(b);
}
