// Penalties in the window: the diamond and the circle through the minimum, the sliders, the chart.
#include "look.h"
#include "window_bench.h"

#include "app/landscape/chart.h"
#include "app/landscape/racer_look.h"

#include <criterion/criterion.h>
#include <math.h>

enum { POINTS = 4096 };

static Bench *open_bowl(double l1, double l2)
{
    static Scene scene;
    Arena arena = { 0 };
    Formula formula;
    Bench *b = bench_open(1280, 720, 1);
    scene_defaults(&scene);
    cr_assert(formula_compile(&formula, "(x-2)^2 + (y-1)^2", &arena, NULL));
    cr_assert(scene_set_formula(&scene, &formula, false, NULL));
    scene.l1 = l1;
    scene.l2 = l2;
    bench_show(b, SUBJECT_SCENE, &scene);
    arena_free(&arena);
    bench_settle(b);
    bench_frame(b);
    return b;
}

// Whether a corner of the drawn lines is at that place of the plane.
static bool passes(Bench *b, double x, double y)
{
    static LookPoint points[POINTS];
    const int count = look_path(&b->app.shell.canvas, b->app.shell.ui.theme->accent,
                                b->app.shell.layout.picture, points, POINTS);
    for (int i = 0; i < count && i < POINTS; i++) {
        if (hypotf(points[i].x - bench_x(b, x), points[i].y - bench_y(b, y)) < 0.5f) {
            return true;
        }
    }
    return false;
}

Test(penalty, the_diamond_goes_through_the_minimum)
{
    Bench *b = open_bowl(1, 0); // (1.5, 0.5)
    cr_expect(passes(b, 2, 0) && passes(b, 0, 2) && passes(b, -2, 0) && passes(b, 0, -2));
    cr_expect(passes(b, 1.5, 0.5));
    cr_expect_not(passes(b, hypot(1.5, 0.5), 0), "no circle");
    cr_expect(bench_says(b, "|x| + |y| = 2"));
    bench_close(b);
}

Test(penalty, the_circle_goes_through_the_minimum)
{
    Bench *b = open_bowl(0, 1); // (1, 0.5)
    const double r = hypot(1, 0.5);
    cr_expect(passes(b, r, 0) && passes(b, 0, r) && passes(b, -r, 0) && passes(b, 0, -r));
    cr_expect_not(passes(b, 1.5, 0), "no diamond");
    bench_close(b);
    b = open_bowl(0, 0);
    cr_expect_not(passes(b, r, 0), "nothing without penalties");
    bench_close(b);
}

Test(penalty, the_minimum_moves_as_its_slider_is_dragged)
{
    Bench *b = open_bowl(0, 0);
    Workspace *w = &b->landscape->workspace;
    cr_expect_float_eq(w->minima[0][0], 2, 1e-9);
    bench_slide(b, "penalty.l1", 0.4f); // of 0 to 5
    bench_settle(b);
    const double l1 = w->scene.l1;
    cr_expect_float_eq(l1, 2, 0.1);
    cr_expect_float_eq(w->minima[0][0], 2 - l1 / 2, 1e-12);
    cr_expect_float_eq(w->minima[0][1], fmax(1 - l1 / 2, 0), 1e-12);
    bench_key_with(b, SDLK_z, KMOD_CTRL);
    bench_settle(b);
    cr_expect_eq(w->scene.l1, 0, "one entry of undo");
    bench_close(b);
}

Test(penalty, curves_are_the_penalized_loss_above_its_minimum)
{
    Bench *b = open_bowl(1, 0.5);
    const Workspace *w = &b->landscape->workspace;
    const double x = (2 - 0.5) / 1.5, y = (1 - 0.5) / 1.5;
    const double least = (x - 2) * (x - 2) + (y - 1) * (y - 1) + x + y + 0.5 * (x * x + y * y);
    cr_expect_float_eq(w->lowest, least, 1e-13);
    const TrailRow *row = &race_trail(w->race, 0)->rows[3];
    const double f = pow(row->x - 2, 2) + pow(row->y - 1, 2) + fabs(row->x) + fabs(row->y) +
                     0.5 * (row->x * row->x + row->y * row->y);
    const Plot plot = chart_plot(w, bench_rect(b, "chart"), true, b->app.shell.ui.theme);
    float height;
    cr_assert(look_height(&b->app.shell.canvas, racer_color(&w->scene, 0, b->app.shell.ui.theme),
                          b->app.shell.layout.chart, plot_x(&plot, 3), &height));
    cr_expect_float_eq(height, plot_y(&plot, f - least), 1.5);
    bench_close(b);
}
