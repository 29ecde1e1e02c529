// Losses beyond the loss chart's axis are marked on its floor and its ceiling, with their numbers.
#include "app/landscape/chart.h"
#include "app/landscape/chart_beyond.h"
#include "app/landscape/racer_look.h"
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

Test(chart_beyond, a_loss_below_the_floor_has_a_mark_and_its_number)
{
    Bench *b = bench_open(1100, 640, 1);
    bench_settle(b);
    bench_key(b, SDLK_END);
    const Workspace *w = &b->landscape->workspace;
    const Theme *theme = b->app.shell.ui.theme;
    int step = 0;
    const double least = least_of(w, 0, &step);
    Plot plot = chart_plot(w, (Rect){ 0, 400, 1000, 160 }, true, theme);
    plot.y.low = least * 2;
    plot.y.high = fmax(plot.y.high, plot.y.low * 10);
    Canvas *canvas = &b->app.shell.canvas;
    canvas_begin(canvas, canvas->metrics, 1100, 640, theme->panel);
    chart_beyond(canvas, w, &plot, theme);
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
    chart_beyond(canvas, w, &plot, theme);
    cr_expect_eq(look_markers(canvas, color, LOOK_ALL, marks, 4), 0);
    bench_close(b);
}

Test(chart_beyond, a_loss_above_the_ceiling_has_a_mark_there)
{
    Bench *b = bench_open(1100, 640, 1);
    bench_settle(b);
    bench_key(b, SDLK_END);
    const Workspace *w = &b->landscape->workspace;
    const Theme *theme = b->app.shell.ui.theme;
    const Color color = racer_color(&w->scene, race_racer(w->race, 0), theme);
    const double start = chart_height(w, 0, 0); // falls from there
    Canvas *canvas = &b->app.shell.canvas;
    char text[24];
    text_short(text, sizeof text, start, 3);
    for (int there = 0; there < 2; there++) {
        Plot plot = chart_plot(w, (Rect){ 0, 400, 1000, 160 }, true, theme);
        plot.y.high = there ? start / 10 : start * 10;
        plot.y.low = fmin(plot.y.low, 1e-300);
        canvas_begin(canvas, canvas->metrics, 1100, 640, theme->panel);
        chart_beyond(canvas, w, &plot, theme);
        LookPoint marks[4];
        cr_assert_eq(look_markers(canvas, color, LOOK_ALL, marks, 4), there);
        if (there) {
            cr_expect_float_eq(marks[0].x, plot_x(&plot, 0), 1.5);
            cr_expect_float_eq(marks[0].y, plot.area.y, 3);
            LookText number;
            cr_assert(look_text(canvas, text, LOOK_ALL, &number), "no %s", text);
            cr_expect_lt(number.rect.y, plot.area.y + 14, "beside it");
        }
    }
    bench_close(b);
}

// What the marks of the chart's floor say, and where: the losses of two runs of -1/x², at which
// they were deepest.
static int marks_of(Bench *b, const int step[2], LookText texts[2])
{
    const Workspace *w = &b->landscape->workspace;
    const Theme *theme = b->app.shell.ui.theme;
    Plot plot = chart_plot(w, (Rect){ 0, 400, 1000, 160 }, true, theme);
    Canvas *canvas = &b->app.shell.canvas;
    canvas_begin(canvas, canvas->metrics, 1100, 640, theme->panel);
    Trail *trails[2] = { (Trail *)race_trail(w->race, 0), (Trail *)race_trail(w->race, 1) };
    double kept[2];
    for (int k = 0; k < 2; k++) {
        kept[k] = trails[k]->rows[step[k]].loss;
        trails[k]->rows[step[k]].loss = w->lowest - 7 - k;
    }
    chart_beyond(canvas, w, &plot, theme);
    for (int k = 0; k < 2; k++) {
        trails[k]->rows[step[k]].loss = kept[k];
    }
    return look_text(canvas, "-7", LOOK_ALL, &texts[0]) +
           look_text(canvas, "-8", LOOK_ALL, &texts[1]);
}

Test(chart_beyond, a_number_stands_beside_its_mark_and_above_others_only_where_they_meet)
{
    Bench *b = bench_open(1100, 640, 1);
    bench_settle(b);
    bench_key(b, SDLK_END);
    LookText texts[2];
    cr_assert_eq(marks_of(b, (const int[2]){ 20, 70 }, texts), 2);
    cr_expect_float_eq(texts[0].rect.y, texts[1].rect.y, 0.1, "far apart: both at the floor");
    const float floor_y = texts[0].rect.y;
    cr_assert_eq(marks_of(b, (const int[2]){ 20, 21 }, texts), 2);
    cr_expect_gt(fabsf(texts[0].rect.y - texts[1].rect.y), texts[0].rect.h, "one above the other");
    cr_expect_float_eq(fmaxf(texts[0].rect.y, texts[1].rect.y), floor_y, 0.1);
    cr_expect_gt(fminf(texts[0].rect.y, texts[1].rect.y), floor_y - 30);
    bench_close(b);
}
