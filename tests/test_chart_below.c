// Losses below the loss chart's axis are marked on its floor, with their numbers.
#include "app/chart.h"
#include "app/chart_below.h"
#include "app/racer_look.h"
#include "base/text.h"
#include "look.h"
#include "window_bench.h"

#include <criterion/criterion.h>
#include <math.h>

// The least f − f_ref of a run, and its step.
static double least_of(const Workspace *w, int run, int *step)
{
    const Trail *trail = race_trail(w->race, run);
    double least = INFINITY;
    for (int i = 0; i < trail->count; i++) {
        const double v = trail->rows[i].loss - w->lowest;
        if (v < least) {
            least = v;
            *step = i * trail->stride;
        }
    }
    return least;
}

Test(chart_below, a_loss_below_the_floor_has_a_mark_and_its_number)
{
    Bench *b = bench_open(1100, 640, 1);
    bench_settle(b);
    bench_key(b, SDLK_END);
    const Workspace *w = &b->app.workspace;
    const Theme *theme = b->app.ui.theme;
    int step = 0;
    const double least = least_of(w, 0, &step);
    Plot plot = chart_plot(w, (Rect){ 0, 400, 1000, 160 }, true, theme);
    plot.y.low = least * 2;
    plot.y.high = fmax(plot.y.high, plot.y.low * 10);
    Canvas *canvas = &b->app.canvas;
    canvas_begin(canvas, canvas->metrics, 1100, 640, theme->panel);
    chart_below(canvas, w, &plot, theme);
    LookPoint marks[4];
    const Color color = racer_color(&w->scene, race_racer(w->race, 0), theme);
    cr_assert_eq(look_markers(canvas, color, LOOK_ALL, marks, 4), 1);
    cr_expect_float_eq(marks[0].x, plot_x(&plot, step), 1.5);
    cr_expect_float_eq(marks[0].y, plot.area.y + plot.area.h, 3);
    char text[24];
    text_short(text, sizeof text, least, 3);
    cr_expect(look_text(canvas, text, LOOK_ALL, NULL), "no %s", text);

    plot.y.low = least / 2; // nothing of this run is below
    canvas_begin(canvas, canvas->metrics, 1100, 640, theme->panel);
    chart_below(canvas, w, &plot, theme);
    cr_expect_eq(look_markers(canvas, color, LOOK_ALL, marks, 4), 0);
    bench_close(b);
}
