// The picture under the user's hands: dragging, zooming, what colour lies where, every size and
// scale of the window.
#include "window_bench.h"

#include "app/landscape/picture.h"
#include "base/text.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 1100, HEIGHT = 640 };

static Bench *open_at_end(void)
{
    Bench *b = bench_open(WIDTH, HEIGHT, 1);
    bench_key(b, SDLK_END);
    return b;
}

// What the pixel at that place of the window stands for.
static double plane_x(const Bench *b, float x)
{
    double at[2];
    projection_plane(bench_on(b), floorf(x), 0, at);
    return at[0];
}

static double plane_y(const Bench *b, float y)
{
    double at[2];
    projection_plane(bench_on(b), 0, floorf(y), at);
    return at[1];
}

static void expect_start(const Bench *b, double x, double y, const char *when)
{
    const Workspace *w = &b->landscape->workspace;
    const double *start = w->scene.start;
    const double pixel = w->view.unit; // what the mouse says is rounded by less than half of it
    cr_expect(fabs(start[0] - x) <= pixel / 2 && fabs(start[1] - y) <= pixel / 2,
              "%s: the start is (%g, %g), the mouse at (%g, %g)", when, start[0], start[1], x, y);
    for (int run = 0; run < race_run_count(w->race); run++) {
        const TrailRow *row = trail_at(race_trail(w->race, run), 0);
        cr_expect(row->x == start[0] && row->y == start[1], "%s: run %d begins at (%g, %g)", when,
                  run, row->x, row->y);
    }
}

Test(picture, follows_the_dragged_start_within_the_frame)
{
    Bench *b = open_at_end();
    const Workspace *w = &b->landscape->workspace;
    const Rect ground = bench_ground(b);
    const float x = bench_x(b, -7), y = bench_y(b, 2);
    bench_down(b, x, y, 1);
    bench_frame(b);
    for (int i = 1; i <= 5; i++) {
        uint8_t *shot = bench_shot(b, ground);
        const float to_x = x + 37 * (float)i, to_y = y + 23 * (float)i;
        const TrailRow before = *trail_at(race_trail(w->race, 5), 100);
        bench_move(b, to_x, to_y);
        bench_frame(b);
        cr_expect(race_complete(w->race) && race_steps_done(w->race) == 100, "the race is whole");
        expect_start(b, plane_x(b, to_x), plane_y(b, to_y), "dragged");
        const TrailRow *now = trail_at(race_trail(w->race, 5), 100);
        cr_expect(now->x != before.x && now->y != before.y, "Adam ends elsewhere");
        cr_expect_gt(bench_changes(b, ground, shot), 100, "and the picture shows it");
        free(shot);
    }
    bench_up(b, x + 185, y + 115);
    bench_move(b, 500, 300);
    bench_frame(b);
    expect_start(b, plane_x(b, x + 185), plane_y(b, y + 115), "let go");
    bench_close(b);
}

Test(picture, draws_the_start_where_the_mouse_has_put_it)
{
    Bench *b = open_at_end();
    bench_bare(b);
    const Rect ground = bench_ground(b);
    const float x = floorf(ground.x + ground.w / 2), y = floorf(ground.y + ground.h / 2);
    const Rect here = { x - 14, y - 14, 28, 28 };
    bench_move(b, 5, 5);
    bench_frame(b);
    uint8_t *shot = bench_shot(b, here);
    bench_drag(b, bench_x(b, -7), bench_y(b, 2), x, y);
    bench_move(b, 5, 5);
    bench_frame(b);
    const int marked = bench_changes(b, here, shot);
    cr_expect(marked > 60 && marked < 28 * 28 * 3 / 4, "a ring of %d pixels", marked);
    bench_drag(b, x, y, x + 60, y);
    bench_move(b, 5, 5);
    bench_frame(b);
    cr_expect_eq(bench_changes(b, here, shot), 0, "it leaves nothing behind");
    free(shot);
    bench_close(b);
}

Test(picture, a_double_click_puts_the_start_there)
{
    Bench *b = open_at_end();
    const Rect ground = bench_ground(b);
    const float x = ground.x + 200, y = ground.y + 41;
    bench_click_at(b, x, y);
    expect_start(b, -7, 2, "one click on the ground");
    bench_double_click_at(b, x, y);
    expect_start(b, plane_x(b, x), plane_y(b, y), "double click");
    bench_close(b);
}

Test(picture, the_wheel_zooms_at_the_pointer)
{
    Bench *b = open_at_end();
    const View *view = &b->landscape->workspace.view;
    const Rect p = b->app.shell.layout.picture;
    static const float places[][2] = { { 0.1f, 0.2f }, { 0.5f, 0.5f }, { 0.93f, 0.81f } };
    static const float notches[] = { 1, 3, -2, 0.25f, -4 };
    for (size_t i = 0; i < COUNT(places); i++) {
        const float x = floorf(p.x + p.w * places[i][0]), y = floorf(p.y + p.h * places[i][1]);
        for (size_t n = 0; n < COUNT(notches); n++) {
            const double px = plane_x(b, x), py = plane_y(b, y), unit = view->unit;
            bench_wheel(b, x, y, notches[n]);
            bench_frame(b);
            cr_expect_float_eq(plane_x(b, x), px, 1e-9 * unit);
            cr_expect_float_eq(plane_y(b, y), py, 1e-9 * unit);
            cr_expect_float_eq(view->unit * pow(1.2, notches[n]) / unit, 1, 1e-6, "%g notches",
                               (double)notches[n]);
        }
    }
    bench_close(b);
}

Test(picture, zooms_in_and_out_to_its_limits_without_losing_the_numbers)
{
    Bench *b = open_at_end();
    const Workspace *w = &b->landscape->workspace;
    const Rect ground = bench_ground(b);
    for (int i = 0; i < 60; i++) {
        bench_wheel(b, ground.x + 77, ground.y + 20, i < 30 ? 10 : -10);
        bench_frame(b);
        cr_expect(isfinite(w->view.x) && isfinite(w->view.y) && w->view.unit > 0 &&
                      isfinite(w->view.unit) && isfinite(w->tint.t_low) &&
                      w->tint.t_high > w->tint.t_low,
                  "after %d turns", i + 1);
    }
    bench_close(b);
}

Test(picture, the_ground_is_panned_with_the_hand)
{
    Bench *b = open_at_end();
    const Rect ground = bench_ground(b);
    const float x = floorf(ground.x + 120), y = floorf(ground.y + 50);
    const double px = plane_x(b, x), py = plane_y(b, y);
    bench_down(b, x, y, 1);
    for (int i = 1; i <= 4; i++) {
        bench_move(b, x + 30 * (float)i, y - 20 * (float)i);
        bench_frame(b);
        cr_expect_float_eq(plane_x(b, x + 30 * (float)i), px, 1e-9);
        cr_expect_float_eq(plane_y(b, y - 20 * (float)i), py, 1e-9);
    }
    bench_up(b, x + 120, y - 80);
    bench_frame(b);
    expect_start(b, -7, 2, "panned");
    bench_close(b);
}

Test(picture, the_key_0_and_the_button_show_the_whole_landscape_again)
{
    Bench *b = open_at_end();
    const Rect ground = bench_ground(b);
    bench_move(b, 5, 5);
    bench_frame(b);
    uint8_t *shot = bench_shot(b, ground);
    for (int by_button = 0; by_button < 2; by_button++) {
        bench_wheel(b, ground.x + 200, ground.y + 60, 4);
        bench_frame(b);
        bench_frame(b);
        cr_expect_gt(bench_changes(b, ground, shot), 1000);
        if (by_button) {
            bench_click(b, "view.home");
        } else {
            bench_key(b, SDLK_0);
        }
        bench_move(b, 5, 5);
        bench_frame(b);
        cr_expect(b->landscape->workspace.view.home);
        cr_expect_eq(bench_changes(b, ground, shot), 0, "the same picture as at first");
    }
    free(shot);
    bench_close(b);
}

Test(picture, keeps_one_unit_equally_long_on_both_axes)
{
    Bench *b = open_at_end();
    cr_expect_float_eq(bench_x(b, 1) - bench_x(b, 0), bench_y(b, 0) - bench_y(b, 1), 1e-3);
    bench_close(b);
}

typedef double Function(double x, double y);

static double valley(double x, double y)
{
    return x * x / 20 + y * y;
}

static double himmelblau(double x, double y)
{
    return pow(x * x + y - 11, 2) + pow(x + y * y - 7, 2);
}

static double camel6(double x, double y)
{
    return (4 - 2.1 * x * x + pow(x, 4) / 3) * x * x + x * y + (-4 + 4 * y * y) * y * y;
}

// f in plain C against the pixels: formula, field, tint, upload, interpolation and shader between.
static void expect_heat(Bench *b, Function *f, const char *name)
{
    const Workspace *w = &b->landscape->workspace;
    const Rect ground = bench_ground(b);
    int wrong = 0, points = 0;
    bench_settle(b);
    bench_read(b);
    for (float y = ground.y; y < ground.y + ground.h; y += 7) {
        for (float x = ground.x; x < ground.x + ground.w; x += 7) {
            if (picture_start_distance(w, bench_on(b), x, y) < 16) {
                continue;
            }
            // A pixel's colour is that of its middle.
            const double px = plane_x(b, x) + w->view.unit / 2;
            const double py = plane_y(b, y) - w->view.unit / 2;
            const Color want =
                colormap_at(&colormaps[w->show.colormap], tint_position(&w->tint, f(px, py)));
            wrong += !bench_same_color(bench_pixel(b, x, y), want, 3);
            points++;
        }
    }
    cr_expect(wrong == 0 && points > 500, "%s, %s: %d of %d pixels have another colour", name,
              registry_key(&colormap_kinds, (size_t)(w->show.colormap)), wrong, points);
}

Test(picture, every_pixel_has_the_colour_of_its_value)
{
    Bench *b = bench_open(WIDTH, HEIGHT, 1);
    static const struct {
        const char *key;
        Function *f;
    } rows[] = { { "valley", valley }, { "himmelblau", himmelblau }, { "camel6", camel6 } };
    bench_double_click_at(b, bench_x(b, -7), bench_y(b, 2)); // the hint is gone after that
    bench_bare(b);
    for (size_t i = 0; i < COUNT(rows); i++) {
        workspace_set_landscape(&b->landscape->workspace,
                                registry_find(&landscape_kinds, rows[i].key));
        expect_heat(b, rows[i].f, rows[i].key);
        const Rect colours = bench_rect(b, "show.colours");
        bench_click_at(b, colours.x + colours.w * ((float)i + 0.5f) / 3, colours.y + 5);
        expect_heat(b, rows[i].f, rows[i].key);
        const Rect ground = bench_ground(b);
        bench_wheel(b, ground.x + ground.w / 3, ground.y + ground.h / 3, 5);
        bench_frame(b);
        expect_heat(b, rows[i].f, rows[i].key);
    }
    bench_click(b, "show.log");
    expect_heat(b, camel6, "camel6 without log");
    bench_close(b);
}

Test(picture, shows_and_hides_what_is_asked_for)
{
    Bench *b = open_at_end();
    const Rect ground = bench_ground(b);
    static const char *const switches[] = { "show.contours", "show.minima", "show.dots",
                                            "show.log" };
    bench_key(b, SDLK_HOME);
    for (int i = 0; i < 12; i++) { // while the minimum is not yet below the heads
        bench_key(b, SDLK_RIGHT);
    }
    for (size_t i = 0; i < COUNT(switches); i++) {
        bench_rect(b, switches[i]);
        uint8_t *shot = bench_shot(b, ground);
        bench_click(b, switches[i]);
        cr_expect_gt(bench_changes(b, ground, shot), 20, "%s off", switches[i]);
        bench_click(b, switches[i]);
        bench_frame(b);
        cr_expect_eq(bench_changes(b, ground, shot), 0, "%s on again", switches[i]);
        free(shot);
    }
    bench_close(b);
}

Test(picture, tells_the_values_below_the_pointer)
{
    Bench *b = open_at_end();
    const Rect ground = bench_ground(b);
    const float x = floorf(ground.x + 300), y = floorf(ground.y + 150);
    bench_move(b, x, y);
    bench_frame(b);
    cr_expect(b->landscape->hover_plane);
    cr_expect_float_eq(b->landscape->hover[0], plane_x(b, x), 1e-12);
    cr_expect_float_eq(b->landscape->hover[1], plane_y(b, y), 1e-12);
    char text[64];
    text_short(text, sizeof text, valley(plane_x(b, x), plane_y(b, y)), 6);
    cr_expect(bench_says(b, text), "f = %s", text);
    cr_expect(bench_says(b, "20, bowl"), "the condition is 20");
    bench_move(b, 5, 300);
    bench_frame(b);
    cr_expect_not(b->landscape->hover_plane);
    cr_expect_not(bench_says(b, "20, bowl"));
    bench_close(b);
}

Test(picture, names_the_path_below_the_pointer)
{
    Bench *b = open_at_end();
    const Workspace *w = &b->landscape->workspace;
    const TrailRow *row = trail_at(race_trail(w->race, 0), 1);
    bench_move(b, bench_x(b, row->x), bench_y(b, row->y));
    bench_frame(b);
    bench_frame(b);
    cr_expect_eq(b->landscape->lit_run, 0, "run %d", b->landscape->lit_run);
    cr_expect(bench_says(b, "SGD  step 1  f = "));
    bench_close(b);
}

Test(picture, leaves_what_is_undefined_blank_and_goes_on)
{
    Bench *b = bench_open(WIDTH, HEIGHT, 1);
    const Workspace *w = &b->landscape->workspace;
    bench_click(b, "formula");
    bench_retype(b, "(log(x))^2 + y^2");
    bench_key(b, SDLK_RETURN);
    cr_expect_str_empty(w->mistake.text);
    bench_double_click_at(b, bench_x(b, 3), bench_y(b, 1));
    bench_key(b, SDLK_END);
    bench_settle(b);
    for (int run = 0; run < race_run_count(w->race); run++) {
        cr_expect_gt(race_trail(w->race, run)->last_step, 0, "%d walks", run);
    }
    bench_double_click_at(b, bench_x(b, -3), bench_y(b, 1));
    for (int run = 0; run < race_run_count(w->race); run++) {
        cr_expect(race_trail(w->race, run)->lost, "from nowhere nobody goes anywhere");
    }
    bench_bare(b); // heads and their names lie over the ground
    bench_settle(b);
    bench_read(b);
    const Rect ground = bench_ground(b);
    for (float y = ground.y; y < ground.y + ground.h; y += 11) {
        for (float x = bench_x(b, -8.5); x < bench_x(b, -0.2); x += 17) {
            const Color is = bench_pixel(b, x, y), want = themes[THEME_DARK].track;
            cr_expect(x < ground.x || bench_same_color(is, want, 2), "%g, %g is %d %d %d",
                      plane_x(b, x), plane_y(b, y), is.r, is.g, is.b);
        }
    }
    bench_close(b);
}

Test(picture, a_lost_run_ends_and_the_others_go_on_as_if_nothing_were)
{
    Bench *b = open_at_end();
    const Workspace *w = &b->landscape->workspace;
    TrailRow ends[6];
    for (int run = 0; run < 6; run++) {
        ends[run] = *trail_at(race_trail(w->race, run), 100);
    }
    bench_click(b, "racer.0.lr.number");
    bench_retype(b, "9");
    bench_key(b, SDLK_RETURN);
    const Trail *sgd = race_trail(w->race, 0);
    cr_expect(sgd->lost);
    char text[32];
    snprintf(text, sizeof text, "lost at %d", sgd->last_step);
    cr_expect(bench_says(b, text), "the card says '%s'", text);
    for (int run = 1; run < 6; run++) {
        cr_expect_not(race_trail(w->race, run)->lost);
        cr_expect_eq(memcmp(trail_at(race_trail(w->race, run), 100), &ends[run], sizeof ends[run]),
                     0, "%s goes its way", optims[run].kind.name);
    }
    bench_close(b);
}

static bool covers(const ShellLayout *l, float w, float h)
{
    const Rect r[] = { l->bar, l->left, l->picture, l->right, l->transport, l->chart };
    for (size_t i = 0; i < COUNT(r); i++) {
        if (!(r[i].w >= 0 && r[i].h >= 0 && r[i].x >= 0 && r[i].y >= 0 &&
              r[i].x + r[i].w <= w + 0.01f && r[i].y + r[i].h <= h + 0.01f)) {
            return false;
        }
    }
    return true;
}

Test(picture, takes_any_size_of_the_window)
{
    static const int sizes[][2] = { { 1, 1 },      { 2, 700 },    { 900, 2 },     { 17, 31 },
                                    { 263, 121 },  { 577, 401 },  { 999, 559 },   { 1000, 560 },
                                    { 1280, 720 }, { 1366, 768 }, { 3840, 2160 }, { 640, 480 } };
    Bench *b = bench_open(WIDTH, HEIGHT, 1);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        bench_resize(b, sizes[i][0], sizes[i][1]);
        bench_wait(b, 0.1);
        bench_settle(b);
        bench_read(b);
        cr_expect(covers(&b->app.shell.layout, (float)sizes[i][0], (float)sizes[i][1]), "%d x %d",
                  sizes[i][0], sizes[i][1]);
        cr_expect(isfinite(b->landscape->workspace.view.unit) &&
                  b->landscape->workspace.view.unit > 0);
    }
    bench_close(b);
}

Test(picture, works_the_same_at_every_scale)
{
    static const float scales[] = { 0.75f, 1.25f, 1.5f, 2, 2.5f };
    for (size_t i = 0; i < COUNT(scales); i++) {
        Bench *b = bench_open((int)(1100 * scales[i]), (int)(640 * scales[i]), scales[i]);
        const ShellLayout *l = &b->app.shell.layout;
        bench_key(b, SDLK_END);
        cr_expect_not(l->drawers);
        bench_drag(b, bench_x(b, -7), bench_y(b, 2), bench_x(b, 2), bench_y(b, -1));
        const double near = 1.01 * b->landscape->workspace.view.unit / (double)scales[i];
        cr_expect_float_eq(b->landscape->workspace.scene.start[0], 2, near, "at %g",
                           (double)scales[i]);
        cr_expect_float_eq(b->landscape->workspace.scene.start[1], -1, near, "at %g",
                           (double)scales[i]);
        bench_read(b);
        cr_expect(bench_same_color(bench_pixel(b, l->left.x + 4, l->left.y + 4),
                                   themes[THEME_DARK].panel, 0));
        bench_click(b, "transport.first");
        cr_expect_eq(b->landscape->workspace.play.cursor, 0);
        bench_close(b);
    }
}

Test(picture, side_panels_are_drawers_in_a_small_window)
{
    Bench *b = bench_open(800, 600, 1);
    cr_expect(b->app.shell.layout.drawers);
    cr_expect_float_eq(b->app.shell.layout.picture.w, 800, 0.01);
    cr_expect_null(ui_find(&b->app.shell.ui, "formula"));
    bench_click(b, "drawer.left");
    bench_frame(b);
    bench_click(b, "formula");
    bench_retype(b, "x^2 + y^2");
    cr_expect_str_eq(b->landscape->workspace.scene.formula, "x^2 + y^2");
    const Rect panel = b->app.shell.layout.left;
    const double start = b->landscape->workspace.scene.start[0];
    bench_double_click_at(b, panel.x + panel.w - 4, panel.y + panel.h / 2);
    cr_expect_eq(b->landscape->workspace.scene.start[0], start, "the panel hides what is below it");
    bench_click(b, "drawer.left");
    bench_click(b, "drawer.right");
    bench_frame(b);
    cr_expect_null(ui_find(&b->app.shell.ui, "formula"));
    bench_click(b, "racer.0.on");
    cr_expect_not(b->landscape->workspace.scene.racers[0].on);
    bench_close(b);
}
