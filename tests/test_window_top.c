// A surface seen from the top without perspective is the map, pixel for pixel; seen from aside it
// stands before the sky.
#include "window_bench.h"

#include "app/landscape/relief.h"
#include "app/landscape/workspace_relief.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

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

// Where the words "Data: …" stand, and how often.
static int data_said(const Bench *b, float *x, float *y)
{
    const Canvas *canvas = &b->app.shell.canvas;
    int count = 0;
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *shape = &canvas->shapes.items[i];
        if (shape->kind == SHAPE_TEXT && shape->text.length > 5 &&
            strncmp(canvas_text_of(canvas, shape), "Data: ", 6) == 0) {
            *x = shape->text.x;
            *y = shape->text.y;
            count++;
        }
    }
    return count;
}

Test(window_top, the_data_are_drawn_once_and_answer_where_they_are_drawn)
{
    Bench *b = open_both("logreg");
    bench_resize(b, 1600, 900);
    Workspace *w = &b->landscape->workspace;
    for (int kind = RELIEF_OFF; kind < RELIEF_COUNT; kind++) {
        float x = 0, y = 0;
        w->scene.relief.kind = (ReliefKind)kind;
        w->scene.relief.camera = relief_camera;
        bench_settle(b);
        bench_wait(b, 0.5);
        cr_expect_eq(data_said(b, &x, &y), 1);
        const Rect head = bench_rect(b, "inset.head");
        cr_expect(rect_has(head, x, y), "kind %d: %g, %g is not in %g, %g, %g, %g", kind, (double)x,
                  (double)y, (double)head.x, (double)head.y, (double)head.w, (double)head.h);
        const Rect plot = bench_rect(b, "inset.plot");
        const int before = w->scene.fit.points.count;
        bench_click_at(b, plot.x + plot.w / 2 + 20 * (float)kind, plot.y + 4);
        cr_expect_eq(w->scene.fit.points.count, before ? before + 1 : 101, "kind %d", kind);
    }
    bench_close(b);
}
