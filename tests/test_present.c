// Presenting: as large as the height asks for, without bar and panels, all of it live, and
// everything as it was afterwards.
#include "look.h"
#include "window_bench.h"

#include "app/landscape/racer_look.h"
#include "app/shell/present.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const int sizes[][2] = {
    { 1024, 768 }, { 1280, 720 }, { 1366, 768 }, { 1920, 1080 }, { 3840, 2160 }, { 800, 1200 },
};

static float area(Rect r)
{
    return r.w * r.h;
}

Test(present, f5_puts_bar_and_panels_away_and_escape_brings_them_back)
{
    Bench *b = bench_open(1280, 720, 1);
    const ShellLayout before = b->app.shell.layout;
    bench_key(b, SDLK_F5);
    cr_expect(b->app.shell.presenting && b->app.full_screen);
    cr_expect_null(ui_find(&b->app.shell.ui, "menu"));
    cr_expect_null(ui_find(&b->app.shell.ui, "racer.0.on"));
    cr_expect_not_null(ui_find(&b->app.shell.ui, "legend.0"));
    bench_key(b, SDLK_ESCAPE);
    cr_expect(!b->app.shell.presenting && !b->app.full_screen);
    cr_expect_eq(b->app.shell.scale, 1);
    const ShellLayout *after = &b->app.shell.layout;
    cr_expect(after->picture.w == before.picture.w && after->picture.h == before.picture.h);
    bench_click(b, "menu"); // where it was
    bench_close(b);
}

Test(present, a_full_screen_stays_one_afterwards)
{
    Bench *b = bench_open(1280, 720, 1.3f);
    bench_key(b, SDLK_F11);
    bench_key(b, SDLK_F5);
    bench_key(b, SDLK_F5);
    cr_expect(!b->app.shell.presenting && b->app.full_screen);
    cr_expect_float_eq(b->app.shell.scale, 1.3f, 1e-6);
    bench_close(b);
}

Test(present, letters_of_11_are_a_45th_of_the_height)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_key(b, SDLK_F5);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        const int w = sizes[i][0], h = sizes[i][1];
        app_resize(&b->app, w, h, 1);
        bench_frame(b);
        const double least = fmin(h, w * 0.825); // a window on end would be too narrow
        cr_expect_float_eq(11 * b->app.shell.scale, least / 45, 0.01, "%dx%d", w, h);
    }
    bench_close(b);
}

Test(present, its_parts_take_up_the_window)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_key(b, SDLK_F5);
    for (int chart = 0; chart < 2; chart++) {
        for (int room = 0; room < 2; room++) {
            app_enter(&b->app, room ? &network_room : &landscape_room);
            for (size_t i = 0; i < COUNT(sizes); i++) {
                app_resize(&b->app, sizes[i][0], sizes[i][1], 1);
                bench_frame(b);
                const ShellLayout *l = &b->app.shell.layout;
                const float whole = b->app.shell.ui.width * b->app.shell.ui.height;
                cr_expect_float_eq(
                    (area(l->picture) + area(l->legend) + area(l->transport) + area(l->chart)) /
                        whole,
                    1, 1e-3);
                cr_expect_eq(l->chart.h > 0, chart);
                cr_expect(l->picture.w > 0.5f * b->app.shell.ui.width &&
                          l->picture.h > 0.5f * b->app.shell.ui.height);
            }
        }
        bench_key(b, SDLK_g);
    }
    bench_close(b);
}

// The legend is the race's: step and losses now, and it switches.
Test(present, the_legend_lives)
{
    char loss[48];
    Bench *b = bench_open(1920, 1080, 1);
    Workspace *w = &b->landscape->workspace;
    bench_key(b, SDLK_F5);
    bench_key(b, SDLK_HOME);
    for (int k = 0; k < 3; k++) {
        bench_key(b, SDLK_RIGHT);
    }
    const Rect legend = b->app.shell.layout.legend;
    cr_expect(look_text_has(&b->app.shell.canvas, "3 / 100", legend, NULL));
    workspace_loss_text(w, 0, 3, 3, loss, sizeof loss);
    cr_expect(look_text(&b->app.shell.canvas, loss, legend, NULL), "%s", loss);
    bench_click(b, "legend.0");
    cr_expect_not(w->scene.racers[0].on);
    bench_click(b, "legend.0");
    cr_expect(w->scene.racers[0].on);
    bench_click(b, "transport.play");
    cr_expect(w->play.playing);
    bench_close(b);
}

// What a class is to try is in a panel, which comes over the picture and goes first.
Test(present, panels_come_as_drawers)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    bench_key(b, SDLK_F5);
    cr_expect_null(ui_find(&b->app.shell.ui, "racer.0.lr"));
    bench_click(b, "drawer.right");
    bench_slide(b, "racer.0.lr", 0.9f);
    cr_expect(w->scene.racers[0].spec.has_rate);
    bench_key(b, SDLK_ESCAPE);
    cr_expect(!b->app.shell.right_open && b->app.shell.presenting);
    bench_click(b, "drawer.left");
    cr_expect_not_null(ui_find(&b->app.shell.ui, "show.minima"));
    bench_key(b, SDLK_F5);
    cr_expect(!b->app.shell.left_open && !b->app.shell.presenting);
    bench_close(b);
}

Test(present, the_chart_comes_by_button_and_by_key)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_key(b, SDLK_F5);
    for (int room = 0; room < 2; room++) {
        cr_expect_eq(b->app.shell.layout.chart.h, 0);
        bench_click(b, "present.chart");
        cr_expect_gt(b->app.shell.layout.chart.h, 100);
        bench_key(b, SDLK_g);
        cr_expect_eq(b->app.shell.layout.chart.h, 0);
        app_enter(&b->app, &network_room);
        bench_frame(b);
    }
    bench_close(b);
}

// All of it, its letters too: what a picture says stands on layers of its own.
Test(present, an_open_panel_lies_over_all_of_the_picture)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_key(b, SDLK_F5);
    bench_click(b, "drawer.left");
    bench_frame(b);
    const Canvas *canvas = &b->app.shell.canvas;
    const Rect panel = b->app.shell.layout.left;
    int ground = -1, hint = -1;
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *s = &canvas->shapes.items[i];
        if (s->kind == SHAPE_TEXT && s->text.length > 8 &&
            strncmp(canvas_text_of(canvas, s), "start —", strlen("start —")) == 0 &&
            rect_has(panel, s->text.x, s->text.y)) {
            hint = s->layer;
        } else if (s->kind == SHAPE_BOX && 2 * s->box.half_w >= panel.w - 2 &&
                   2 * s->box.half_h >= panel.h - 2) {
            ground = s->layer > ground ? s->layer : ground;
        }
    }
    cr_expect(hint >= 0, "the start is below the panel");
    cr_expect_gt(ground, hint, "%d, %d", ground, hint);
    bench_close(b);
}

// As far as all of it still has room; never smaller than the last row needs.
Test(present, larger_and_smaller_keep_to_what_can_be_read)
{
    Bench *b = bench_open(1920, 1080, 1);
    bench_key(b, SDLK_F5);
    const float least = b->app.shell.scale;
    bench_key_with(b, SDLK_MINUS, KMOD_CTRL);
    cr_expect_float_eq(b->app.shell.scale, least, 1e-5);
    bench_key_with(b, SDLK_EQUALS, KMOD_CTRL);
    cr_expect_float_eq(b->app.shell.scale, least * 1.15f, 1e-3);
    for (int i = 0; i < 5; i++) {
        bench_key_with(b, SDLK_EQUALS, KMOD_CTRL);
    }
    cr_expect_float_eq(b->app.shell.scale, least * 1.3f, 1e-3);
    bench_key_with(b, SDLK_0, KMOD_CTRL);
    cr_expect_float_eq(b->app.shell.scale, least, 1e-5);
    cr_expect_eq(b->app.scale_wanted, 0, "the window's own is as it was");
    bench_close(b);
}

// A remote's keys: Shift+F5 begins as F5 does.
Test(present, some_remotes_begin_with_shift)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_key_with(b, SDLK_F5, KMOD_SHIFT);
    cr_expect(b->app.shell.presenting);
    bench_close(b);
}

// Paths and curves are thicker in the projector's colours, and nothing is as thin as it was.
Test(present, a_projectors_lines_are_thick)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_settle(b);
    workspace_seek(&b->landscape->workspace, 50);
    float widths[2][2];
    for (int projector = 0; projector < 2; projector++) {
        b->app.shell.theme = projector ? THEME_PROJECTOR : THEME_LIGHT;
        bench_frame(b);
        const ShellLayout *l = &b->app.shell.layout;
        const Rect parts[] = { l->picture, l->chart };
        const Color color =
            racer_color(&b->landscape->workspace.scene, 1, &themes[b->app.shell.theme]);
        for (int p = 0; p < 2; p++) {
            LookLine line;
            cr_assert_gt(look_lines(&b->app.shell.canvas, color, parts[p], &line, 1), 0);
            widths[projector][p] = line.width;
        }
    }
    for (int p = 0; p < 2; p++) {
        cr_expect_geq(widths[1][p], 1.5f * widths[0][p], "part %d: %g, %g", p, (double)widths[0][p],
                      (double)widths[1][p]);
    }
    bench_close(b);
}

// To drag the start before the class is the point of it.
Test(present, the_start_can_be_dragged)
{
    Bench *b = bench_open(1920, 1080, 1);
    Workspace *w = &b->landscape->workspace;
    bench_key(b, SDLK_F5);
    bench_settle(b);
    const double x = w->scene.start[0];
    const float px = bench_x(b, x), py = bench_y(b, w->scene.start[1]);
    bench_drag(b, px, py, px + 40, py - 20);
    cr_expect_float_eq(bench_x(b, w->scene.start[0]), px + 40, 2);
    cr_expect_neq(w->scene.start[0], x);
    bench_close(b);
}
