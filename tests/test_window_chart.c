// The race's chart: how high its curves are, its switches, its name, and the map beside it.
#include "look.h"
#include "window_bench.h"

#include "app/landscape/chart.h"
#include "app/landscape/racer_look.h"
#include "base/text.h"

#include <criterion/criterion.h>
#include <math.h>

enum { POINTS = 4096 };

static Bench *open_at(const char *landscape, int step)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    workspace_set_landscape(w, registry_find(&landscape_kinds, landscape));
    bench_settle(b);
    workspace_seek(w, step);
    bench_frame(b);
    return b;
}

static Plot plot_of(Bench *b)
{
    return chart_plot(&b->landscape->workspace, bench_rect(b, "chart"),
                      b->landscape->chart_log[b->landscape->workspace.chart],
                      b->app.shell.ui.theme);
}

static Color color_of(const Bench *b, int run)
{
    const Workspace *w = &b->landscape->workspace;
    return racer_color(&w->scene, race_racer(w->race, run), b->app.shell.ui.theme);
}

// How many of the curves' heights at that step were looked at; each must be its loss above the
// lowest that is known.
static int expect_heights(Bench *b, int step)
{
    const Workspace *w = &b->landscape->workspace;
    const Plot plot = plot_of(b);
    int looked = 0;
    for (int run = 0; run < race_run_count(w->race); run++) {
        const double v = trail_at(race_trail(w->race, run), step)->loss - w->lowest;
        float y;
        if (isfinite(v) && v > plot.y.low && v < plot.y.high &&
            look_height(&b->app.shell.canvas, color_of(b, run), b->app.shell.layout.chart,
                        plot_x(&plot, step), &y)) {
            cr_expect_float_eq(y, plot_y(&plot, v), 1.5, "run %d at %g, not %g", run, (double)y,
                               (double)plot_y(&plot, v));
            looked++;
        }
    }
    return looked;
}

Test(chart, curves_are_as_high_as_the_loss_above_the_minimum)
{
    Bench *b = open_at("styblinski_tang", 100); // whose minimum is at −78
    cr_assert_lt(b->landscape->workspace.lowest, -10);
    cr_expect_gt(expect_heights(b, 3), 2);
    cr_expect(b->landscape->chart_log[b->landscape->workspace.chart] && plot_of(b).y.log);
    bench_click(b, "chart.log");
    cr_expect(!b->landscape->chart_log[b->landscape->workspace.chart] && !plot_of(b).y.log);
    cr_expect_eq(plot_of(b).y.low, 0, "linear: from the minimum up");
    cr_expect_gt(expect_heights(b, 3), 2);
    bench_close(b);
}

Test(chart, a_loss_that_only_rounding_puts_below_the_minimum_is_at_it)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_settle(b);
    Workspace *w = &b->landscape->workspace;
    w->lowest = 0.5;
    TrailRow *row = &((Trail *)(uintptr_t)race_trail(w->race, 0))->rows[3];
    row->loss = nextafter(0.5, 0);
    cr_expect_eq(chart_height(w, 0, 3), 0);
    row->loss = 0.4999;
    cr_expect_float_eq(chart_height(w, 0, 3), -1e-4, 1e-12, "lower, in truth");
    bench_close(b);
}

Test(chart, the_axis_has_its_name_above_the_plot)
{
    Bench *b = open_at("styblinski_tang", 100);
    LookText name;
    cr_assert(look_text_begins(&b->app.shell.canvas, "loss above the minimum, ",
                               b->app.shell.layout.chart, &name));
    cr_expect_lt(name.rect.y + name.rect.h, plot_of(b).area.y - 4, "no curve comes there");
    bench_close(b);
    b = open_at("rosenbrock", 100); // whose minimum is 0
    cr_expect(look_text(&b->app.shell.canvas, "loss", b->app.shell.layout.chart, NULL));
    bench_close(b);
}

// What a chart shows of a row, reckoned here once more.
static double distance_of(const Workspace *w, int run, int index)
{
    const TrailRow *row = &race_trail(w->race, run)->rows[index];
    double nearest = INFINITY;
    for (int i = 0; i < w->point_count; i++) {
        if (w->points[i].kind == STATIONARY_MINIMUM) {
            nearest = fmin(nearest, hypot(row->x - w->points[i].x, row->y - w->points[i].y));
        }
    }
    return nearest;
}

static double gradient_of(const Workspace *w, int run, int index)
{
    const TrailRow *row = &race_trail(w->race, run)->rows[index];
    return hypot(row->gx, row->gy);
}

static double rate_of(const Workspace *w, int run, UNUSED int index)
{
    return scene_rate(&w->scene, race_racer(w->race, run));
}

Test(chart, every_kind_is_drawn_as_high_as_what_it_shows)
{
    static const struct {
        const char *key, *axis;
        double (*of)(const Workspace *w, int run, int index);
    } kinds[] = {
        { "distance", "distance to the nearest minimum", distance_of },
        { "gradient", "length of the gradient, ‖∇f‖, without noise", gradient_of },
        { "rate", "rate η that each step used", rate_of },
    };
    Bench *b = open_at("himmelblau", 100);
    const Workspace *w = &b->landscape->workspace;
    for (size_t k = 0; k < COUNT(kinds); k++) {
        b->landscape->workspace.chart = (ChartKind)registry_find(&chart_kinds, kinds[k].key);
        bench_frame(b);
        bench_frame(b);
        const Plot plot = plot_of(b);
        int looked = 0;
        for (int run = 0; run < race_run_count(w->race); run++) {
            const double v = kinds[k].of(w, run, 7);
            float y;
            if (v > plot.y.low && v < plot.y.high &&
                look_height(&b->app.shell.canvas, color_of(b, run), b->app.shell.layout.chart,
                            plot_x(&plot, 7), &y)) {
                cr_expect_float_eq(y, plot_y(&plot, v), 1.5, "%s, run %d", kinds[k].key, run);
                looked++;
            }
        }
        cr_expect_gt(looked, 3, "%s", kinds[k].key);
        cr_expect(look_text(&b->app.shell.canvas, kinds[k].axis, b->app.shell.layout.chart, NULL));
    }
    bench_close(b);
}

Test(chart, its_kind_is_chosen_beside_it_and_each_has_its_own_axis)
{
    Bench *b = open_at("himmelblau", 100);
    bench_click(b, "chart.log");
    bench_click(b, "chart.kind");
    bench_key(b, SDLK_DOWN);
    bench_key(b, SDLK_RETURN);
    cr_expect_eq(b->landscape->workspace.chart, CHART_DISTANCE);
    cr_expect(plot_of(b).y.log, "the loss's switch is the loss's");
    bench_move(b, plot_x(&(Plot){ .area = plot_of(b).area, .x = plot_of(b).x }, 20),
               plot_of(b).area.y + 10);
    bench_frame(b);
    char text[32];
    text_short(text, sizeof text, chart_height(&b->landscape->workspace, 0, 20), 5);
    cr_expect(bench_says(b, text), "the pointer reads what is drawn: %s", text);
    bench_close(b);
}

static Bench *open_sharpness(const char *landscape, int racers)
{
    Bench *b = open_at(landscape, 40);
    Workspace *w = &b->landscape->workspace;
    for (int r = racers; r < w->scene.racer_count; r++) {
        w->scene.racers[r].on = false;
    }
    w->chart = CHART_SHARPNESS;
    workspace_changed_race(w);
    bench_settle(b);
    bench_frame(b);
    return b;
}

// The line that runs from the left end of the plot towards its right end; its height.
static float line_across(const Bench *b, const Plot *plot)
{
    static LookLine lines[POINTS];
    const Rect around = { plot->area.x - 3, plot->area.y, plot->area.w + 6, plot->area.h };
    const int count =
        look_lines(&b->app.shell.canvas, b->app.shell.ui.theme->text, around, lines, POINTS);
    float y = -1, least = INFINITY, most = 0;
    for (int i = 0; i < count && i < POINTS; i++) {
        if (lines[i].width == 1.5f) {
            y = lines[i].y0;
            least = fminf(least, lines[i].x0);
            most = fmaxf(most, lines[i].x1);
        }
    }
    cr_expect_float_eq(least, plot->area.x, 2);
    cr_expect_float_eq(most, plot->area.x + plot->area.w, 8);
    return y;
}

Test(chart, one_run_shows_its_sharpness_in_its_own_unit_and_the_border)
{
    Bench *b = open_sharpness("valley", 1); // whose curvatures are 2 and 0.1; SGD at 0.95
    const Plot plot = plot_of(b);
    float y;
    cr_assert(look_height(&b->app.shell.canvas, color_of(b, 0), b->app.shell.layout.chart,
                          plot_x(&plot, 10), &y));
    cr_expect_float_eq(y, plot_y(&plot, 2), 0.5);
    cr_expect_float_eq(line_across(b, &plot), plot_y(&plot, 2 / 0.95), 0.5, "%g",
                       (double)line_across(b, &plot));
    cr_expect(look_text(&b->app.shell.canvas, "2/η = 2.105", LOOK_ALL, NULL));
    cr_expect(look_text(&b->app.shell.canvas,
                        "sharpness λmax(H); dashed: beyond 2/η steps would grow", LOOK_ALL, NULL));
    cr_expect_not(plot.y.log);
    bench_close(b);
}

Test(chart, several_runs_show_how_much_of_their_borders_they_use)
{
    Bench *b = open_sharpness("valley", 3);
    const Workspace *w = &b->landscape->workspace;
    const Plot plot = plot_of(b);
    const double used[] = { 2 / (2 / 0.95), 2 / (3.8 / 0.1), 2 / (3.8 / (0.08 * 2.8)) };
    for (int run = 0; run < 3; run++) {
        float y;
        cr_assert(look_height(&b->app.shell.canvas, color_of(b, run), b->app.shell.layout.chart,
                              plot_x(&plot, 10), &y));
        cr_expect_float_eq(y, plot_y(&plot, used[run]), 0.5, "run %d", run);
        cr_expect_float_eq(chart_height(w, run, 10), used[run], 1e-12);
    }
    cr_expect_float_eq(line_across(b, &plot), plot_y(&plot, 1), 0.5);
    cr_expect(look_text(&b->app.shell.canvas, "border", b->app.shell.layout.chart, NULL));
    cr_expect(
        look_text(&b->app.shell.canvas, "sharpness ÷ border: above 1 steps grow", LOOK_ALL, NULL));
    bench_close(b);
}

Test(chart, says_of_whom_no_border_is_known)
{
    Bench *b = open_sharpness("valley", 2);
    Workspace *w = &b->landscape->workspace;
    scene_add_racer(&w->scene, &optims[OPTIM_LION]);
    workspace_changed_racers(w);
    bench_settle(b);
    bench_frame(b);
    cr_expect(look_text(&b->app.shell.canvas,
                        "sharpness ÷ border: above 1 steps grow (no border is known for Lion)",
                        LOOK_ALL, NULL));
    for (int r = 0; r < 2; r++) {
        w->scene.racers[r].on = false;
    }
    workspace_changed_race(w);
    bench_settle(b);
    bench_frame(b);
    cr_expect(look_text(&b->app.shell.canvas,
                        "sharpness λmax(H); no border of stability is known for Lion", LOOK_ALL,
                        NULL));
    bench_close(b);
}

// The mark across the track of a racer's rate: how far along it stands, 0 to 1; -1: there is none.
static float mark_of(const Bench *b, const char *name)
{
    Rect marks[8], track = bench_rect((Bench *)b, name);
    const int count =
        look_boxes(&b->app.shell.canvas, b->app.shell.ui.theme->error, track, marks, 8);
    return count == 1 ? (marks[0].x + 1 - track.x) / track.w : -1;
}

Test(chart, rates_are_marked_where_their_border_lies)
{
    Bench *b = open_at("valley", 40);
    Workspace *w = &b->landscape->workspace;
    const double border[] = { 1, 1.9, 1.9 / 2.8 };
    for (int r = 0; r < 3; r++) {
        char name[32];
        snprintf(name, sizeof name, "racer.%d.lr", r);
        const Param row = scene_rate_row(&w->scene, r);
        cr_expect_float_eq(mark_of(b, name), param_position(&row, border[r]), 0.01, "racer %d", r);
    }
    const Rect track = bench_rect(b, "racer.0.lr");
    bench_move(b, track.x + 6, track.y + track.h / 2);
    for (int frame = 0; frame < 8; frame++) {
        bench_wait(b, 0.14);
    }
    cr_expect(look_text_has(&b->app.shell.canvas, "Beyond the mark, 1, steps would grow", LOOK_ALL,
                            NULL));
    bench_close(b);
}

static float curve_end(const Bench *b, int run)
{
    static LookPoint points[POINTS];
    const int count = look_path(&b->app.shell.canvas, color_of(b, run), b->app.shell.layout.chart,
                                points, POINTS);
    float end = -1;
    for (int i = 0; i < count && i < POINTS; i++) {
        end = fmaxf(end, points[i].x);
    }
    return end;
}

Test(chart, hides_what_is_to_come)
{
    Bench *b = open_at("rosenbrock", 40);
    const Workspace *w = &b->landscape->workspace;
    const Plot plot = plot_of(b);
    cr_expect_float_eq(curve_end(b, 5), plot_x(&plot, workspace_last_step(w)), 1);
    bench_click(b, "chart.hide");
    for (int run = 0; run < race_run_count(w->race); run++) {
        cr_expect_float_eq(curve_end(b, run), plot_x(&plot, 40), 1, "run %d", run);
    }
    cr_expect_eq(plot_of(b).y.high, plot.y.high, "the scale stays");
    bench_move(b, plot_x(&plot, 60), plot.area.y + plot.area.h / 2);
    bench_frame(b);
    cr_expect(b->landscape->hover_step < 0 && !bench_says(b, "step 60"), "nothing is told of it");
    bench_move(b, plot_x(&plot, 20), plot.area.y + plot.area.h / 2);
    bench_frame(b);
    cr_expect(b->landscape->hover_step == 20 && bench_says(b, "step 20"));
    bench_click(b, "chart.hide");
    cr_expect_gt(curve_end(b, 5), plot_x(&plot, 90));
    bench_close(b);
}

Test(chart, the_cursor_is_where_its_markers_are)
{
    Bench *b = open_at("rosenbrock", 40);
    b->landscape->workspace.play.cursor = 40.7;
    bench_frame(b);
    const Plot plot = plot_of(b);
    Rect lines[16];
    LookPoint marks[8];
    float line = -1;
    const int count = look_boxes(&b->app.shell.canvas, b->app.shell.ui.theme->text,
                                 b->app.shell.layout.chart, lines, 16);
    for (int i = 0; i < count; i++) {
        line = lines[i].h > plot.area.h ? lines[i].x + lines[i].w / 2 : line;
    }
    cr_expect_float_eq(line, plot_x(&plot, 40), 0.1);
    cr_assert_gt(
        look_markers(&b->app.shell.canvas, color_of(b, 0), b->app.shell.layout.chart, marks, 8), 0);
    cr_expect_float_eq(marks[0].x, line, 0.6);
    bench_close(b);
}

Test(chart, pointing_at_a_step_marks_it_on_every_path)
{
    Bench *b = open_at("rosenbrock", 100);
    const Workspace *w = &b->landscape->workspace;
    const Plot plot = plot_of(b);
    const Rect map = b->app.shell.layout.picture;
    for (int there = 0; there < 2; there++) {
        bench_move(b, plot_x(&plot, 30), there ? plot.area.y + plot.area.h / 2 : 5);
        bench_frame(b);
        for (int run = 0; run < race_run_count(w->race); run++) {
            const TrailRow *row = trail_at(race_trail(w->race, run), 30);
            static LookPoint marks[POINTS];
            const int count =
                look_markers(&b->app.shell.canvas, color_of(b, run), map, marks, POINTS);
            bool marked = false;
            for (int i = 0; i < count && i < POINTS; i++) {
                marked = marked || hypotf(marks[i].x - bench_x(b, row->x),
                                          marks[i].y - bench_y(b, row->y)) < 1.5f;
            }
            cr_expect_eq(marked, there, "run %d, %d", run, there);
        }
    }
    bench_close(b);
}

Test(chart, ghosts_end_at_the_cursor)
{
    Bench *b = open_at("rosenbrock", 100);
    Workspace *w = &b->landscape->workspace;
    w->show.on[SHOW_GHOSTS] = true;
    workspace_set_start(w, 1.5, 2);
    bench_settle(b);
    cr_assert_gt(w->ghost.path_count, 0);
    const GhostPath *path = &w->ghost.paths[0];
    const Color color = series_color(path->look, b->app.shell.ui.theme);
    for (int step = 10; step <= 20; step += 10) {
        workspace_seek(w, step);
        bench_frame(b);
        const double *end = w->ghost.points[path->first + (size_t)step];
        LookLine lines[POINTS];
        const int count =
            look_lines(&b->app.shell.canvas, color, b->app.shell.layout.picture, lines, POINTS);
        LookLine last = { 0 };
        for (int i = 0; i < count && i < POINTS && lines[i].width < 2; i++) { // drawn first
            last = lines[i];
        }
        cr_expect_float_eq(last.x1, bench_x(b, end[0]), 0.5, "step %d", step);
        cr_expect_float_eq(last.y1, bench_y(b, end[1]), 0.5, "step %d", step);
    }
    bench_close(b);
}

// ---- how high it is

// Its upper edge goes with the pointer and stays within the window; a double click gives it back.
Test(chart_height, is_dragged_by_its_upper_edge)
{
    Bench *b = bench_open(1280, 720, 1);
    const ShellLayout *layout = &b->app.shell.layout;
    const Rect usual = layout->chart;
    const float x = usual.x + usual.w / 3;
    bench_move(b, x, usual.y - 2);
    bench_frame(b);
    cr_expect_eq(b->app.shell.ui.cursor, UI_CURSOR_HEIGHT);
    bench_drag(b, x, usual.y - 2, x, usual.y - 152);
    bench_frame(b);
    cr_expect_float_eq(layout->chart.y, usual.y - 150, 0.6);
    cr_expect_float_eq(layout->chart.h, usual.h + 150, 0.6);
    cr_expect_float_eq(layout->transport.y + layout->transport.h, layout->chart.y, 0.1);
    cr_expect_float_eq(layout->picture.y + layout->picture.h, layout->transport.y, 0.1);
    bench_drag(b, x, layout->chart.y - 2, x, 2);
    bench_frame(b);
    cr_expect_float_eq(layout->picture.h, 140, 1, "some of the picture stays");
    bench_tab(b, &network_room);
    bench_frame(b);
    cr_expect_gt(layout->chart.h, usual.h + 150, "the same in the other room");
    bench_drag(b, x, layout->chart.y - 2, x, 719);
    bench_frame(b);
    cr_expect_float_eq(layout->chart.h, 60, 1, "some of the chart stays");
    bench_double_click_at(b, x, layout->chart.y - 2);
    bench_tab(b, &landscape_room);
    bench_frame(b);
    cr_expect_float_eq(layout->chart.h, usual.h, 0.1);
    bench_close(b);
}
