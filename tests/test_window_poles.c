// A formula that falls without end: its curves are told apart, its colours are of use, and the bar
// of colours points on where values go on. And one that is defined nowhere, or constant.
#include "app/landscape/chart.h"
#include "app/landscape/racer_look.h"
#include "app/landscape/scales.h"
#include "base/text.h"
#include "draw/color.h"
#include "look.h"
#include "window_bench.h"

#include <criterion/criterion.h>
#include <math.h>

static const char *const falling[] = { "1/x + 1/y", "-1/x^2", "-1/x^2 - 1/y^2", "log(x^2+y^2)" };

// As `thalweg --formula` opens it, at its last step.
static void open_formula(Bench *b, const char *text)
{
    Arena arena = { 0 };
    Error err = { .text = "" };
    Formula formula;
    Scene *scene = arena_new(&arena, Scene, 1);
    scene_defaults(scene);
    cr_assert(formula_compile(&formula, text, &arena, &err), "%s: %s", text, err.text);
    cr_assert(scene_set_formula(scene, &formula, false, &err), "%s: %s", text, err.text);
    bench_show(b, SUBJECT_SCENE, scene);
    bench_settle(b);
    workspace_seek(&b->landscape->workspace, scene->steps);
    bench_frame(b);
    arena_free(&arena);
}

static Plot plot_of(Bench *b)
{
    return chart_plot(&b->landscape->workspace, bench_rect(b, "chart"),
                      b->landscape->chart_log[b->landscape->workspace.chart],
                      b->app.shell.ui.theme);
}

Test(poles, the_chart_tells_the_runs_apart)
{
    Bench *b = bench_open(1280, 720, 1);
    const Workspace *w = &b->landscape->workspace;
    for (size_t i = 0; i < COUNT(falling); i++) {
        open_formula(b, falling[i]);
        const Plot plot = plot_of(b);
        cr_expect(!plot.y.log, "%s", falling[i]);
        int far = 0, ends = 0;
        float last[SCENE_RACERS_MAX];
        for (int run = 0; run < race_run_count(w->race); run++) {
            const Color color =
                racer_color(&w->scene, race_racer(w->race, run), b->app.shell.ui.theme);
            const Trail *trail = race_trail(w->race, run);
            const double loss = trail_at(trail, 50)->loss;
            float start, middle, end;
            cr_assert(look_height(&b->app.shell.canvas, color, b->app.shell.layout.chart,
                                  plot_x(&plot, 0.5), &start));
            if (look_height(&b->app.shell.canvas, color, b->app.shell.layout.chart,
                            plot_x(&plot, 50), &middle) &&
                loss > plot.y.low && loss < plot.y.high) {
                cr_expect_float_eq(middle, plot_y(&plot, loss), 1.5, "%s, run %d: the loss itself",
                                   falling[i], run);
            }
            if (look_height(&b->app.shell.canvas, color, b->app.shell.layout.chart,
                            plot_x(&plot, 99.5), &end)) {
                far += fabsf(end - start) > plot.area.h / 5;
                last[ends++] = end;
            }
        }
        cr_expect_geq(far, 2, "%s: %d of the runs move", falling[i], far);
        int apart = 0;
        for (int a = 0; a < ends; a++) {
            for (int c = 0; c < a; c++) {
                apart += fabsf(last[a] - last[c]) > 3;
            }
        }
        cr_expect_geq(apart, 6, "%s: %d pairs of ends apart", falling[i], apart);
    }
    bench_close(b);
}

Test(poles, the_axis_says_that_it_is_the_loss_itself_and_has_no_logarithm)
{
    Bench *b = bench_open(1280, 720, 1);
    for (size_t i = 0; i < COUNT(falling); i++) {
        open_formula(b, falling[i]);
        cr_expect(isnan(b->landscape->workspace.lowest), "%s", falling[i]);
        cr_expect(look_text(&b->app.shell.canvas, "loss (f has a pole and falls without end)",
                            b->app.shell.layout.chart, NULL),
                  "%s", falling[i]);
        bench_click(b, "chart.log");
        cr_expect(b->landscape->chart_log[b->landscape->workspace.chart],
                  "the switch does nothing meanwhile");
    }
    open_formula(b, "x^2 + y^2");
    cr_expect(plot_of(b).y.log);
    cr_expect_eq(b->landscape->workspace.lowest, 0);
    bench_click(b, "chart.log");
    cr_expect_not(b->landscape->chart_log[b->landscape->workspace.chart]);
    bench_close(b);
}

// The triangles at the ends of the bar of colours.
static bool points_on(const Bench *b, bool high)
{
    const Rect picture = b->app.shell.layout.picture;
    const Rect corner = { picture.x + picture.w - 60, picture.y, 60, picture.h / 2 };
    const Colormap *map = &colormaps[b->landscape->workspace.show.colormap];
    LookPoint at[8];
    const int count = look_markers(&b->app.shell.canvas, colormap_at(map, high), corner, at, 8);
    const LookPoint first = at[0];
    return count > 0 && (high ? first.y < picture.y + 34 : first.y > picture.y + 34);
}

static void expect_ends(const Bench *b, bool low, bool high, const char *name)
{
    const Tint *tint = &b->landscape->workspace.tint;
    cr_expect(tint->open_low == low && tint->open_high == high, "%s: open %d %d", name,
              tint->open_low, tint->open_high);
    cr_expect_eq(points_on(b, false), low, "%s", name);
    cr_expect_eq(points_on(b, true), high, "%s", name);
}

Test(poles, the_bar_of_colours_points_on_just_where_values_go_on)
{
    static const struct {
        const char *text;
        bool low, high;
    } rows[] = {
        { "1/x + 1/y", true, true },      { "-1/x^2 - 1/y^2", true, false },
        { "1/x^2", false, true },         { "log(x^2+y^2)", true, false },
        { "x^2 + 3*y^2", false, false },  { "exp(x) - y", false, false },
        { "sin(3*x)*y", false, false },   { "-exp(-9*x^2 - 9*y^2)", false, false },
        { "sqrt(abs(x))", false, false },
    };
    Bench *b = bench_open(1280, 720, 1);
    for (size_t i = 0; i < COUNT(rows); i++) {
        open_formula(b, rows[i].text);
        expect_ends(b, rows[i].low, rows[i].high, rows[i].text);
    }
    for (int i = 0; i < landscape_count; i++) {
        workspace_set_landscape(&b->landscape->workspace, i);
        bench_settle(b);
        expect_ends(b, false, false, landscapes[i].kind.key);
    }
    bench_close(b);
}

// The colours of the picture as they are: neither of two thirds of it has one tone.
Test(poles, the_picture_has_many_colours)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_bare(b);
    for (size_t i = 0; i < COUNT(falling); i++) {
        open_formula(b, falling[i]);
        bench_read(b);
        const Rect picture = b->app.shell.layout.picture;
        int tones[8] = { 0 }, most = 0, count = 0;
        for (int k = 0; k < 4096; k++) {
            const float x = picture.x + picture.w * ((float)(k % 64) + 0.5f) / 64,
                        y = picture.y + picture.h * ((float)(k / 64) + 0.5f) / 64;
            const Color color = bench_pixel(b, x, y);
            tones[(color.r + color.g + color.b) / 96]++;
            count++;
        }
        for (int k = 0; k < 8; k++) {
            most = tones[k] > most ? tones[k] : most;
        }
        cr_expect_lt(most, count * 2 / 3, "%s: %d of %d", falling[i], most, count);
    }
    bench_close(b);
}

static void show_as(Bench *b, ReliefKind kind)
{
    b->landscape->workspace.scene.relief.kind = kind;
    bench_settle(b);
    bench_frame(b);
}

static const char words[] = "f is not defined anywhere here";

Test(poles, what_is_defined_nowhere_says_so_and_has_no_colours)
{
    Bench *b = bench_open(1280, 720, 1);
    Canvas *canvas = &b->app.shell.canvas;
    const Rect picture = b->app.shell.layout.picture;
    open_formula(b, "log(-1 - x^2)");
    for (ReliefKind kind = RELIEF_OFF; kind <= RELIEF_ONLY; kind++) {
        show_as(b, kind);
        const Scene *scene = &b->landscape->workspace.scene;
        const Rect map = relief_map_rect(scene, picture), surface = relief_rect(scene, picture);
        LookText text;
        if (map.w > 0) {
            cr_assert(look_text(canvas, words, map, &text), "map of %d", kind);
            cr_expect_float_eq(text.rect.x + text.rect.w / 2, map.x + map.w / 2, 2);
            cr_expect_float_eq(text.rect.y, map.y + map.h / 2, 12);
        }
        if (surface.w > 0) {
            cr_assert(look_text(canvas, words, surface, &text), "surface of %d", kind);
            cr_expect_not(look_text(canvas, "Adam", surface, NULL), "lost: nowhere in the air");
        }
        cr_expect_not(look_text(canvas, "f", picture, NULL), "neither colour bar nor axis");
    }
    open_formula(b, "log(x)"); // at the left, where the races start, there is none
    show_as(b, RELIEF_BOTH);
    const Rect surface = relief_rect(&b->landscape->workspace.scene, picture);
    cr_expect_not(look_text(canvas, words, picture, NULL));
    cr_expect_not(look_text(canvas, "Adam", surface, NULL), "lost: nowhere in the air");
    cr_expect(look_text(canvas, "lost at 0", LOOK_ALL, NULL), "the card says so");
    bench_close(b);
}

Test(poles, a_constant_has_one_value_at_the_bar_and_a_chart_without_logarithm)
{
    Bench *b = bench_open(1280, 720, 1);
    Canvas *canvas = &b->app.shell.canvas;
    static const struct {
        const char *text, *value;
    } rows[] = { { "0", "0" }, { "7 + 0*x", "7" } };
    for (size_t i = 0; i < 2 * COUNT(rows); i++) {
        open_formula(b, rows[i / 2].text);
        show_as(b, i % 2 ? RELIEF_BOTH : RELIEF_OFF);
        const Rect bar = scales_colors_place(landscape_clear(b->landscape));
        LookText texts[8];
        cr_assert_eq(look_texts(canvas, bar, texts, 8), 2, "%s: f and its value", rows[i / 2].text);
        cr_expect_str_eq(texts[0].text, rows[i / 2].value);
        const Plot plot = plot_of(b);
        cr_expect_not(plot.y.log, "%s", rows[i / 2].text);
        cr_expect_eq(plot.y.low, 0);
        const Rect inside = { plot.area.x + 2, plot.area.y, plot.area.w - 40, plot.area.h };
        cr_expect_not(look_text(canvas, "0", inside, NULL), "%s: no numbers in the chart",
                      rows[i / 2].text);
        cr_expect(b->landscape->chart_log[CHART_LOSS], "the switch waits");
        bench_click(b, "chart.log");
        cr_expect(b->landscape->chart_log[CHART_LOSS], "and does nothing meanwhile");
    }
    open_formula(b, "x^2 + y^2");
    cr_expect(plot_of(b).y.log);
    bench_close(b);
}

Test(poles, bar_and_axis_of_huge_values_agree)
{
    Bench *b = bench_open(1280, 720, 1);
    open_formula(b, "1e300*x");
    show_as(b, RELIEF_BOTH);
    const Workspace *w = &b->landscape->workspace;
    cr_expect_float_eq(tint_position(&w->tint, relief_f(&w->relief, 0)), 0, 0.15);
    cr_expect_float_eq(tint_position(&w->tint, relief_f(&w->relief, w->relief.size)), 1, 0.15);
    bench_close(b);
}
