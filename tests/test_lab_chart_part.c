// What the chart shows beyond plain curves: smoothed lines, parts of its axes, best epochs. What is
// drawn is held against the rows that plain training reports.
#include "app/network/lab_curves.h"
#include "app/network/lab_smooth.h"
#include "app/network/lab_views.h"
#include "lab_bench.h"
#include "look.h"
#include "ui/layout.h"

static LookPoint points[20000];

static Plot plot_of(Bench *b)
{
    return lab_chart_plot(space_of(b), bench_rect(b, "lab.chart"), b->app.shell.ui.theme);
}

static Color color_of(Bench *b, int network)
{
    return labspace_color(space_of(b), network, b->app.shell.ui.theme);
}

static Bench *open_trained(long step)
{
    Bench *b = lab_open_small();
    labspace_seek(space_of(b), step);
    bench_rested(b);
    bench_move(b, 5, 5);
    bench_frame(b);
    return b;
}

// ---- against the rows

typedef struct Curve {
    int count;
    double steps[2000], values[2000];
} Curve;

typedef double Value(const TrainRow *row);

static double batch_loss(const TrainRow *row)
{
    return row->batch_loss;
}

static double train_loss(const TrainRow *row)
{
    return row->train.loss;
}

static double accuracy(const TrainRow *row)
{
    return row->train.accuracy;
}

static double rate(const TrainRow *row)
{
    return row->step > 0 ? row->rate : NAN;
}

// A network's rows, and their moving average by its definition: each value with all before it.
static void curve_of(const Rows *rows, int network, Value *value, double w, Curve *curve)
{
    Curve raw = { 0 };
    for (size_t i = 0; i < rows->count; i++) {
        const TrainRow *row = &rows->items[i];
        if (row->network == network && isfinite(value(row))) {
            raw.steps[raw.count] = (double)row->step;
            raw.values[raw.count++] = value(row);
        }
    }
    *curve = raw;
    for (int n = 0; n < raw.count; n++) {
        double sum = 0, weights = 0;
        for (int i = 0; i <= n; i++) {
            const double weight = pow(w, n - i); // 0^0 is 1
            sum += weight * raw.values[i];
            weights += weight;
        }
        curve->values[n] = sum / weights;
    }
}

// Its height at a step, straight between its points.
static double height_of(const Curve *curve, double step)
{
    for (int i = 1; i < curve->count; i++) {
        if (step <= curve->steps[i]) {
            const double share =
                (step - curve->steps[i - 1]) / (curve->steps[i] - curve->steps[i - 1]);
            return curve->values[i - 1] + share * (curve->values[i] - curve->values[i - 1]);
        }
    }
    return curve->values[curve->count - 1];
}

// Every point of the curve that the plot shows is a corner of the line in a network's colour and,
// where that is its only line, every corner lies on the curve; within a pixel.
static void expect_drawn(Bench *b, int network, const Curve *curve, const char *what)
{
    const Plot plot = plot_of(b);
    const Rect a = rect_inset(plot.area, -7);
    const int count =
        look_path(&b->app.shell.canvas, color_of(b, network), a, points, COUNT(points));
    int on = 0, met = 0, shown = 0;
    cr_assert_gt(count, 2, "%s", what);
    for (int i = 0; i < count; i++) {
        const double step = plot_x_inverse(&plot, points[i].x);
        const double at = clamp(step, curve->steps[0], curve->steps[curve->count - 1]);
        on += fabsf(plot_y(&plot, height_of(curve, at)) - points[i].y) < 1;
    }
    for (int k = 0; k < curve->count; k++) {
        const float x = plot_x(&plot, curve->steps[k]), y = plot_y(&plot, curve->values[k]);
        bool found = false;
        if (x < plot.area.x || x > plot.area.x + plot.area.w || y < plot.area.y ||
            y > plot.area.y + plot.area.h) {
            continue;
        }
        shown++;
        for (int i = 0; i < count && !found; i++) {
            found = fabsf(points[i].x - x) < 1 && fabsf(points[i].y - y) < 1;
        }
        met += found;
    }
    const LabChartRow *row = &lab_charts[space_of(b)->chart];
    cr_expect(on >= count - 2 || row->train != row->validation, "%s: %d of %d corners", what, on,
              count);
    cr_expect(met == shown && shown > 3, "%s: %d of %d rows", what, met, shown);
}

static void trained_rows(Bench *b, Rows *rows, long epochs)
{
    plain_rows(&space_of(b)->wish.spec, epochs, rows);
}

Test(lab_smooth, lines_are_the_moving_average_of_trains_rows)
{
    static const double weights[] = { 0, 0.5, 0.9, 0.99 };
    Bench *b = open_trained(120);
    Rows rows = { 0 };
    Curve *curve = malloc(sizeof *curve);
    trained_rows(b, &rows, 20);
    for (size_t k = 0; k < COUNT(weights); k++) {
        for (int network = 0; network < 2; network++) {
            char what[64];
            snprintf(what, sizeof what, "%g, network %d", weights[k], network);
            space_of(b)->smooth = weights[k];
            space_of(b)->chart = LAB_CHART_BATCH;
            bench_frame(b);
            curve_of(&rows, network, batch_loss, weights[k], curve);
            expect_drawn(b, network, curve, what);
        }
    }
    free(curve);
    array_free(&rows);
    bench_close(b);
}

// Many more rows than are kept: of the rows that are kept evenly, not of the peaks kept besides.
Test(lab_smooth, of_a_thinned_curve_is_of_every_so_manieth_row)
{
    static Series series;
    static double steps[SERIES_MAX], values[SERIES_MAX];
    const double w = 0.9;
    series_clear(&series);
    for (long step = 1; step <= 20000; step++) {
        const double v = 1 + (step % 97 == 0 ? 50 : 0) + 0.25 * sin((double)step);
        series_add_step(&series, step,
                        &(LearnStep){ .loss = v, .grad_norm = 1, .update_ratio = 1, .rate = 1 });
    }
    const SeriesList *list = &series.steps;
    cr_assert_gt(list->stride, 1);
    const int count = lab_smooth(list, list->count, SERIES_BATCH_LOSS, w, steps, values);
    cr_expect_eq(count, (20000 - 1) / list->stride + 1);
    double sum = 0, weights = 0;
    for (int n = 0; n < count; n++) {
        const long step = 1 + n * list->stride;
        const double v = 1 + (step % 97 == 0 ? 50 : 0) + 0.25 * sin((double)step);
        sum = w * sum + v;
        weights = w * weights + 1;
        cr_expect_eq(steps[n], (double)step);
        cr_expect_float_eq(values[n], sum / weights, 1e-9, "step %ld", step);
    }
}

Test(lab_smooth, leaves_out_what_is_not_finite_and_begins_at_the_first_value)
{
    static SeriesList list;
    static double steps[SERIES_MAX], values[SERIES_MAX];
    const double given[] = { NAN, 4, INFINITY, 2, NAN };
    list = (SeriesList){ .stride = 1 };
    for (int i = 0; i < 5; i++) {
        list.points[list.count].step = i;
        list.points[list.count++].values[SERIES_TRAIN_LOSS] = given[i];
    }
    cr_assert_eq(lab_smooth(&list, 5, SERIES_TRAIN_LOSS, 0.5, steps, values), 2);
    cr_expect(steps[0] == 1 && steps[1] == 3);
    cr_expect_float_eq(values[0], 4, 1e-12);
    cr_expect_float_eq(values[1], (0.5 * 4 + 2) / 1.5, 1e-12);
}

// Behind a smoothed line lies what it is made from, paler; numbers read off say that they are
// smoothed.
Test(lab_smooth, the_raw_line_is_pale_and_numbers_say_so)
{
    Bench *b = open_trained(120);
    LabSpace *space = space_of(b);
    Rows rows = { 0 };
    Curve *curve = malloc(sizeof *curve);
    trained_rows(b, &rows, 20);
    space->chart = LAB_CHART_BATCH;
    bench_choose(b, "lab.smooth", 4);
    cr_expect_eq(space->smooth, 0.9);
    const Plot plot = plot_of(b);
    bench_move(b, plot_x(&plot, 60), plot.area.y + 4);
    bench_frame(b);
    cr_expect(bench_says(b, "step 60, smoothed"));
    cr_expect(bench_says(b, "loss of each batch, with penalties, smoothed by 0.9"));
    curve_of(&rows, 0, batch_loss, 0.9, curve);
    char value[32];
    lab_curves_text(&lab_charts[LAB_CHART_BATCH], curve->values[59], 4, value, sizeof value);
    cr_expect(bench_says(b, value), "%s", value);
    curve_of(&rows, 0, batch_loss, 0, curve);
    const Theme *theme = b->app.shell.ui.theme;
    const Color pale = color_mix(color_of(b, 0), theme->panel, 0.6f);
    float y;
    cr_assert(
        look_height(&b->app.shell.canvas, pale, rect_inset(plot.area, -7), plot_x(&plot, 30), &y));
    cr_expect_lt(fabsf(y - plot_y(&plot, curve->values[29])), 1.5f);
    space->smooth = 0;
    bench_frame(b);
    cr_expect(bench_says(b, "step 60") && !bench_says(b, "step 60, smoothed"));
    cr_expect(
        !look_height(&b->app.shell.canvas, pale, rect_inset(plot.area, -7), plot_x(&plot, 30), &y));
    free(curve);
    array_free(&rows);
    bench_close(b);
}

// In figures and narrow windows nothing else says that lines are smoothed.
Test(lab_smooth, is_said_above_a_narrow_chart_as_well)
{
    Bench *b = open_trained(40);
    Canvas *canvas = &b->app.shell.canvas;
    space_of(b)->smooth = 0.9;
    space_of(b)->chart = LAB_CHART_BATCH;
    int shorter = 0;
    for (float w = 220; w < 900; w += 40) {
        const Rect rect = { 20, 20, w, 180 };
        canvas_begin(canvas, canvas->metrics, 1366, 768, b->app.shell.ui.theme->background);
        lab_chart_draw(canvas, space_of(b), rect, b->app.shell.ui.theme);
        cr_expect(look_text_has(canvas, "smoothed by 0.9", rect, NULL), "%g px", (double)w);
        shorter += look_text(canvas, "smoothed by 0.9", rect, NULL);
    }
    cr_expect_gt(shorter, 0);
    bench_close(b);
}

// ---- parts of the axes

// However far beyond the part its points lie, a line goes through it where it belongs, and ends a
// little beyond it.
Test(lab_part, a_line_between_far_points_crosses_it_where_it_belongs)
{
    Bench *b = bench_open(800, 600, 1);
    const Color color = RGB(0x123456);
    const double xs[] = { -4000, 6000 };
    for (int dashed = 0; dashed < 2; dashed++) {
        Canvas canvas = { 0 };
        LookLine lines[200];
        const Plot plot = { .area = { 100, 100, 400, 200 },
                            .x = { 1000, 1010, false },
                            .y = { 995, 1015, false },
                            .part = true };
        canvas_begin(&canvas, b->app.shell.canvas.metrics, 800, 600, b->app.shell.canvas.clear);
        plot_points(&canvas, &plot, 2, xs, xs, 2, color, dashed ? 4 : 0);
        const int count = look_lines(&canvas, color, rect_inset(plot.area, -7), lines, 200);
        cr_assert(count == look_lines(&canvas, color, LOOK_ALL, NULL, 0) && count >= 1, "%d",
                  count);
        cr_expect_float_eq(lines[0].x0, 100, 0.5);
        cr_expect(lines[count - 1].x1 > 480 && lines[count - 1].x1 < 500.5f);
        for (int i = 0; i < count; i++) { // x = y on it
            const double value = plot_x_inverse(&plot, lines[i].x0);
            cr_expect_float_eq(plot_y_inverse(&plot, lines[i].y0), value, 0.1);
        }
        canvas_finish(&canvas);
    }
    bench_close(b);
}

static void drag_steps(Bench *b, double from, double to)
{
    const Plot plot = plot_of(b);
    const float y = plot.area.y + plot.area.h + 10;
    bench_drag(b, plot_x(&plot, from), y, plot_x(&plot, to), y);
    bench_move(b, 5, 5);
    bench_frame(b);
}

static void drag_values(Bench *b, double from, double to)
{
    const Plot plot = plot_of(b);
    const float x = plot.area.x - 20;
    bench_drag(b, x, plot_y(&plot, from), x, plot_y(&plot, to));
    bench_move(b, 5, 5);
    bench_frame(b);
}

static bool whole(Bench *b)
{
    const LabSpace *space = space_of(b);
    return !space->axes.steps.on && !lab_chart_values_part(space) && !plot_of(b).part;
}

Test(lab_part, a_stretch_of_steps_shows_trains_rows)
{
    static const struct {
        LabChart chart;
        Value *value;
    } charts[] = { { LAB_CHART_BATCH, batch_loss },
                   { LAB_CHART_LOSS, train_loss },
                   { LAB_CHART_ACCURACY, accuracy } };
    Bench *b = open_trained(240);
    LabSpace *space = space_of(b);
    Rows rows = { 0 };
    Curve *curve = malloc(sizeof *curve);
    trained_rows(b, &rows, 40);
    drag_steps(b, 60, 131);
    cr_assert(space->axes.steps.on);
    cr_expect_lt(fabs(space->axes.steps.low - 60), 2);
    cr_expect_lt(fabs(space->axes.steps.high - 131), 2);
    for (size_t i = 0; i < COUNT(charts); i++) {
        for (int log = 0; log < 2; log++) {
            space->chart = charts[i].chart;
            space->chart_log = log == 1;
            bench_frame(b);
            for (int network = 0; network < 2 && log == 0; network++) {
                curve_of(&rows, network, charts[i].value, 0, curve);
                expect_drawn(b, network, curve,
                             charts[i].chart == LAB_CHART_LOSS ? "loss" : "else");
            }
            const Plot plot = plot_of(b);
            const Rect a = rect_inset(plot.area, -7);
            const int all = look_path(&b->app.shell.canvas, color_of(b, 0),
                                      b->app.shell.layout.chart, points, COUNT(points));
            const int inside =
                look_path(&b->app.shell.canvas, color_of(b, 0), a, points, COUNT(points));
            cr_expect(all == inside && all > 2, "%d of %d beside the plot", all - inside, all);
            for (int k = 0; k < inside; k++) {
                cr_expect(points[k].x > plot.area.x - 0.5f &&
                              points[k].x < plot.area.x + plot.area.w + 0.5f,
                          "begins and ends with the axis: %g", (double)points[k].x);
            }
        }
    }
    free(curve);
    array_free(&rows);
    bench_close(b);
}

Test(lab_part, values_have_what_is_seen_in_these_steps)
{
    Bench *b = open_trained(240);
    LabSpace *space = space_of(b);
    const PlotScale before = plot_of(b).y;
    drag_steps(b, 180, 239);
    const PlotScale after = plot_of(b).y;
    double low = INFINITY, high = 0;
    for (int i = 0; i < 2; i++) {
        const SeriesList *list = &net_of(b, i)->series.epochs;
        for (int k = 0; k < list->count; k++) {
            const double *v = list->points[k].values;
            const double step = (double)list->points[k].step;
            if (step >= space->axes.steps.low && step <= space->axes.steps.high) {
                low = fmin(low, fmin(v[SERIES_TRAIN_LOSS], v[SERIES_VALIDATION_LOSS]));
                high = fmax(high, fmax(v[SERIES_TRAIN_LOSS], v[SERIES_VALIDATION_LOSS]));
            }
        }
    }
    cr_expect(after.low <= low && after.high >= high, "%g..%g", after.low, after.high);
    cr_expect(after.high - after.low < 1.3 * (high - low), "%g..%g", after.low, after.high);
    cr_expect_gt(before.high, after.high);
    space->smooth = 0.99; // lines that are still as high as they began
    bench_frame(b);
    const LabCurves curves = lab_curves(space, bench_rect(b, "lab.chart"), b->app.shell.ui.theme);
    cr_expect_geq(curves.plot.y.high, lab_curves_read(&curves, 0, SERIES_TRAIN_LOSS, 200));
    cr_expect_geq(curves.plot.y.high, lab_curves_read(&curves, 1, SERIES_TRAIN_LOSS, 200));
    space->smooth = 0;
    space->chart_hide = true; // then it would tell where it goes
    bench_frame(b);
    cr_expect(plot_of(b).y.low == before.low && plot_of(b).y.high == before.high);
    bench_close(b);
}

Test(lab_part, is_said_and_the_whole_comes_back_in_four_ways)
{
    Bench *b = open_trained(240);
    LabSpace *space = space_of(b);
    for (int way = 0; way < 4; way++) {
        cr_expect(whole(b) && !ui_find(&b->app.shell.ui, "lab.chart.whole"), "%d", way);
        space->axes.steps = (LabPart){ true, 60, 120, false };
        bench_frame(b);
        cr_expect(bench_says(b, "steps 60–120 of 240"));
        if (way != 3) { // one axis alone
            space->axes.values[LAB_CHART_LOSS] = (LabPart){ true, 0.25, 0.5, false };
            bench_frame(b);
            cr_expect(bench_says(b, "steps 60–120 of 240, values 0.25–0.5"));
        }
        const Plot plot = plot_of(b);
        const float x = plot.area.x + 100, y = plot.area.y + plot.area.h + 10;
        if (way == 0) {
            bench_key(b, SDLK_0);
        } else if (way == 1) {
            bench_click(b, "lab.chart.whole");
        } else if (way == 2) {
            bench_double_click_at(b, x, plot.area.y + plot.area.h / 2);
        } else {
            bench_double_click_at(b, x, y);
        }
        bench_rested(b);
        bench_frame(b);
    }
    cr_expect(whole(b));
    bench_close(b);
}

Test(lab_part, of_the_values_is_cut_at_the_plot)
{
    Bench *b = open_trained(240);
    LabSpace *space = space_of(b);
    const PlotScale before = plot_of(b).y;
    drag_values(b, before.high * 0.2, before.high * 0.6);
    const LabPart part = space->axes.values[LAB_CHART_LOSS];
    cr_assert(part.on && !space->axes.steps.on);
    cr_expect_float_eq(part.low, before.high * 0.2, before.high * 0.03);
    cr_expect_float_eq(part.high, before.high * 0.6, before.high * 0.03);
    const Plot plot = plot_of(b);
    cr_expect(plot.y.low == part.low && plot.y.high == part.high && plot.part);
    const int count = look_path(&b->app.shell.canvas, color_of(b, 0), b->app.shell.layout.chart,
                                points, COUNT(points));
    for (int i = 0; i < count; i++) {
        cr_expect(points[i].y > plot.area.y - 6.5f &&
                      points[i].y < plot.area.y + plot.area.h + 6.5f,
                  "%g", (double)points[i].y);
    }
    space->chart = LAB_CHART_ACCURACY; // has its own
    bench_frame(b);
    cr_expect(whole(b));
    space->chart = LAB_CHART_LOSS;
    space->chart_log = true; // chosen on another axis
    bench_frame(b);
    cr_expect(whole(b));
    bench_close(b);
}

static void wheel(Bench *b, float x, float y, float notches)
{
    bench_wheel(b, x, y, notches);
    bench_frame(b);
}

Test(lab_part, the_wheel_goes_in_and_out_about_the_pointer)
{
    Bench *b = open_trained(240);
    LabSpace *space = space_of(b);
    const Plot before = plot_of(b);
    const float x = before.area.x + before.area.w * 0.3f, y = before.area.y + 20;
    const double at = plot_x_inverse(&before, x);
    wheel(b, x, y, 3);
    cr_assert(space->axes.steps.on);
    const Plot narrow = plot_of(b);
    cr_expect_float_eq(narrow.x.high - narrow.x.low, 240 * pow(0.8, 3), 2);
    cr_expect_lt(fabs(plot_x_inverse(&narrow, x) - at), 2);
    wheel(b, x, y, -12);
    cr_expect(whole(b), "all of it is no part");
    wheel(b, x, y, 60);
    cr_expect_geq(space->axes.steps.high - space->axes.steps.low, 10);
    wheel(b, before.area.x - 20, y, 2);
    cr_expect(space->axes.values[LAB_CHART_LOSS].on);
    bench_close(b);
}

// Pressing beside the plot goes nowhere in time; in it, to the step that stands there now.
Test(lab_part, stays_while_training_goes_on_and_steps_are_gone_to_in_it)
{
    Bench *b = open_trained(120);
    LabSpace *space = space_of(b);
    drag_steps(b, 40, 100);
    const LabPart part = space->axes.steps;
    cr_expect_eq(space->shot->step, 120, "a stretch is no step");
    bench_key(b, SDLK_SPACE);
    bench_trained(b, 200);
    bench_key(b, SDLK_SPACE);
    bench_rested(b);
    cr_expect(space->axes.steps.on && space->axes.steps.low == part.low &&
              space->axes.steps.high == part.high);
    const Plot plot = plot_of(b);
    cr_expect(plot.x.low == part.low && plot.x.high == part.high);
    const float x = plot_x(&plot, 70), y = plot.area.y + plot.area.h / 2;
    bench_click_at(b, x, y);
    bench_rested(b);
    cr_expect_eq(space->shot->step, 70);
    cr_expect(space->axes.steps.on);
    bench_close(b);
}

// Files and lines carry smoothing and the part of the steps.
Test(lab_part, goes_with_what_is_shown)
{
    Bench *b = open_trained(120);
    LabSpace *space = space_of(b);
    LabShow show;
    drag_steps(b, 40, 100);
    space->smooth = 0.9;
    labspace_shown(space, &show);
    cr_expect(show.chart_from == (int)space->axes.steps.low &&
              show.chart_to == (int)space->axes.steps.high && show.smooth == 0.9);
    const LabPart part = space->axes.steps;
    lab_axes_whole(&space->axes);
    labspace_show(space, &show);
    cr_expect(space->axes.steps.on && space->axes.steps.low == part.low &&
              space->axes.steps.high == part.high);
    show.chart_to = 0;
    labspace_show(space, &show);
    const PlotScale shown = plot_of(b).x;
    cr_expect(shown.low == part.low && shown.high == (double)space->shot->end, "to the last one");
    labspace_shown(space, &show);
    cr_expect(show.chart_from == (int)part.low && show.chart_to == 0, "wherever that lies");
    show.chart_from = 0;
    labspace_show(space, &show);
    cr_expect(!space->axes.steps.on);
    cr_expect_not(lab_chart_values_part(space));
    space->axes.values[space->chart] = (LabPart){ true, 0.125, 0.5, false };
    labspace_shown(space, &show);
    cr_expect(show.chart_low == 0.125 && show.chart_high == 0.5, "of values as of steps");
    lab_axes_whole(&space->axes);
    labspace_show(space, &show);
    const Plot plot = plot_of(b);
    cr_expect(plot.y.low == 0.125 && plot.y.high == 0.5 && !plot.y.log);
    space->chart_log = true; // where it is not seen
    labspace_shown(space, &show);
    cr_expect(show.chart_low == 0 && show.chart_high == 0);
    bench_close(b);
}

// What marks a file as changed can be taken back, one thing at a time, and leaves the training
// where it is.
Test(lab_part, smoothing_and_best_are_undone_like_all_else)
{
    Bench *b = open_trained(120);
    LabSpace *space = space_of(b);
    const unsigned restarts = space->wish.restarts;
    drag_steps(b, 40, 100);
    bench_wait(b, 2);
    const LabPart part = space->axes.steps;
    cr_assert(part.on);
    bench_choose(b, "lab.smooth", 4);
    bench_wait(b, 2);
    cr_assert_eq(space->smooth, 0.9);
    bench_click(b, "lab.best.0");
    bench_wait(b, 2);
    cr_assert_eq(space->wish.look.best, 1u);
    ui_blur(&b->app.shell.ui);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect(space->wish.look.best == 0 && space->smooth == 0.9 && space->axes.steps.on);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect(space->smooth == 0 && space->axes.steps.on);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect(!space->axes.steps.on);
    bench_rested(b);
    cr_expect_eq(space->shot->step, 120, "it is trained as it was");
    cr_expect_eq(space->wish.restarts, restarts);
    for (int i = 0; i < 3; i++) {
        bench_key_with(b, SDLK_z, KMOD_LCTRL | KMOD_LSHIFT);
    }
    cr_expect(space->wish.look.best == 1 && space->smooth == 0.9);
    cr_expect(space->axes.steps.on && space->axes.steps.low == part.low);
    bench_close(b);
}

// A hand that comes within a pixel of round steps means them.
Test(lab_part, dragged_by_hand_begins_and_ends_at_round_steps)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    labspace_seek(space, 3000);
    bench_rested(b);
    const Plot plot = plot_of(b);
    const float y = plot.area.y + plot.area.h + 10;
    cr_assert(3000 > 2 * plot.area.w, "a pixel has more steps than one");
    bench_drag(b, plot_x(&plot, 1000) + 0.4f, y, plot_x(&plot, 2000) - 0.4f, y);
    cr_expect(space->axes.steps.low == 1000 && space->axes.steps.high == 2000, "%g to %g",
              space->axes.steps.low, space->axes.steps.high);
    bench_close(b);
}

// Letters stand where curves leave the values that are shown, not at the edge as if they ended so.
Test(lab_part, of_values_names_no_curve_that_is_not_in_it)
{
    Bench *b = open_trained(120);
    LabSpace *space = space_of(b);
    const Plot whole = plot_of(b);
    const Rect beside = { whole.area.x, whole.area.y, whole.area.w + 30, whole.area.h };
    LookText letter;
    cr_expect(look_text(&b->app.shell.canvas, "A", beside, &letter));
    space->axes.values[space->chart] = (LabPart){ true, 1e6, 2e6, false };
    bench_frame(b);
    cr_expect_not(look_text(&b->app.shell.canvas, "A", beside, &letter));
    bench_close(b);
}

// Another lab has the whole of its axes; back, the part is there again.
Test(lab_part, stays_with_its_lab)
{
    Bench *b = open_trained(120);
    LabSpace *space = space_of(b);
    drag_steps(b, 40, 100);
    bench_wait(b, 2);
    bench_lab(b, "capacity");
    bench_wait(b, 2);
    cr_expect_not(space->axes.steps.on);
    cr_expect(space->chart_log, "its losses fall far at once");
    ui_blur(&b->app.shell.ui);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect(space->axes.steps.on && !space->chart_log);
    bench_close(b);
}

static void rest(Bench *b)
{
    for (int i = 0; i < 8; i++) {
        bench_wait(b, 0.14);
    }
}

// Whoever rests on an axis is told what it is good for.
Test(lab_part, the_axes_say_what_can_be_done_with_them)
{
    Bench *b = open_trained(120);
    const Rect a = plot_of(b).area;
    bench_move(b, a.x + a.w / 2, a.y + a.h + 10);
    rest(b);
    cr_expect(look_text_has(&b->app.shell.canvas, "Drag along the", LOOK_ALL, NULL));
    cr_expect(strstr(b->app.shell.ui.tip.text, "the steps"), "%s", b->app.shell.ui.tip.text);
    bench_move(b, a.x - 20, a.y + a.h / 2);
    rest(b);
    cr_expect(strstr(b->app.shell.ui.tip.text, "the values"), "%s", b->app.shell.ui.tip.text);
    bench_close(b);
}

// While a hand drags, the stretch is to be seen; a click is none.
Test(lab_part, what_is_dragged_is_seen)
{
    Bench *b = open_trained(120);
    LabSpace *space = space_of(b);
    const Plot plot = plot_of(b);
    const float y = plot.area.y + plot.area.h + 10, from = plot_x(&plot, 30),
                to = plot_x(&plot, 90);
    const Color accent = b->app.shell.ui.theme->accent;
    Rect boxes[32];
    bench_down(b, from, y, 1);
    bench_move(b, to, y);
    bench_frame(b);
    const int count =
        look_boxes(&b->app.shell.canvas, accent, rect_inset(plot.area, -2), boxes, 32);
    bool seen = false; // the panel's boxes may reach below the chart
    for (int i = 0; i < count; i++) {
        seen = seen || (fabsf(boxes[i].x - from) < 1 && fabsf(boxes[i].w - (to - from)) < 1 &&
                        fabsf(boxes[i].h - plot.area.h) < 1);
    }
    cr_expect(seen);
    bench_move(b, from + 2, y);
    bench_up(b, from + 2, y);
    cr_expect(!space->axes.steps.on);
    bench_close(b);
}

// ---- best epochs, patience, rates

static const SeriesPoint *least_of(const NetShot *net)
{
    const SeriesPoint *least = &net->series.epochs.points[1];
    for (int i = 2; i < net->series.epochs.count; i++) {
        const SeriesPoint *point = &net->series.epochs.points[i];
        least = point->values[SERIES_VALIDATION_LOSS] < least->values[SERIES_VALIDATION_LOSS]
                    ? point
                    : least;
    }
    return least;
}

static bool dot_at(Bench *b, int network, float x, float y)
{
    LookPoint dots[16];
    const Rect near = { x - 6, y - 6, 12, 12 };
    const int count = look_markers(&b->app.shell.canvas, color_of(b, network), near, dots, 16);
    for (int i = 0; i < count; i++) {
        if (hypotf(dots[i].x - x, dots[i].y - y) < 0.75f) {
            return true;
        }
    }
    return false;
}

Test(lab_best, has_a_dot_on_the_curve_of_the_validation_rows_that_says_its_epoch)
{
    static const LabChart charts[] = { LAB_CHART_LOSS, LAB_CHART_ACCURACY };
    static const char *const nets[] = { "init=he_normal", "init=he_normal hidden=4", NULL };
    Bench *b =
        lab_open("moons noise=0.25 n=60", "hidden=16,16 optimizer=adam lr=0.02 batch=8", nets);
    LabSpace *space = space_of(b);
    int told = 0;
    labspace_seek(space, 360);
    bench_rested(b);
    for (size_t k = 0; k < COUNT(charts); k++) {
        space->chart = charts[k];
        bench_move(b, 5, 5);
        bench_frame(b);
        for (int i = 0; i < 2; i++) {
            const Plot plot = plot_of(b);
            const SeriesPoint *best = least_of(net_of(b, i));
            const double v = best->values[lab_charts[charts[k]].validation];
            const float x = plot_x(&plot, (double)best->step), y = plot_y(&plot, v);
            char words[96], value[32];
            cr_expect(dot_at(b, i, x, y), "chart %zu, network %d", k, i);
            lab_curves_text(&lab_charts[charts[k]], v, 3, value, sizeof value);
            snprintf(words, sizeof words, "best: epoch %ld, %s", best->step / 6, value);
            bench_move(b, x + 2, y - 2);
            bench_frame(b);
            const SeriesPoint *other = least_of(net_of(b, 1 - i));
            const float away =
                hypotf(plot_x(&plot, (double)other->step) - x,
                       plot_y(&plot, other->values[lab_charts[charts[k]].validation]) - y);
            cr_expect(away < 9 || look_text_begins(&b->app.shell.canvas, words, LOOK_ALL, NULL),
                      "%s", words);
            told += away >= 9;
            cr_expect(
                !look_text_begins(&b->app.shell.canvas, "step ", b->app.shell.layout.chart, NULL) ||
                !bench_says(b, "validation"));
        }
    }
    cr_expect_geq(told, 2);
    space->chart = LAB_CHART_BATCH; // has no validation rows
    bench_move(b, 5, 5);
    bench_frame(b);
    LookPoint dots[16];
    const Rect area = plot_of(b).area;
    cr_expect_eq(look_markers(&b->app.shell.canvas, color_of(b, 0), rect_inset(area, 8), dots, 16),
                 0);
    bench_close(b);
}

// Of what is to come nothing is told: the best is the best until then.
Test(lab_best, is_that_of_what_is_shown)
{
    Bench *b = open_trained(360);
    LabSpace *space = space_of(b);
    const LabCurves all = lab_curves(space, bench_rect(b, "lab.chart"), b->app.shell.ui.theme);
    cr_expect_eq(lab_curves_best(&all, 1)->step, least_of(net_of(b, 1))->step);
    cr_expect_eq(lab_curves_best(&all, 1)->step, net_of(b, 1)->best_step, "that of the snapshot");
    labspace_seek(space, 12);
    bench_rested(b);
    space->chart_hide = true;
    const LabCurves some = lab_curves(space, bench_rect(b, "lab.chart"), b->app.shell.ui.theme);
    cr_expect_leq(lab_curves_best(&some, 1)->step, 12);
    bench_close(b);
}

Test(lab_best, out_of_patience_is_marked_where_it_was)
{
    static const char *const one[] = { "init=he_normal", NULL };
    Bench *b =
        lab_open("spiral noise=0.3 n=60", "hidden=32,32 optimizer=adam lr=0.03 batch=8", one);
    LabSpace *space = space_of(b);
    space->wish.spec.patience = 4;
    labspace_changed(space);
    labspace_seek(space, 1200);
    bench_rested(b);
    cr_assert(net_of(b, 0)->stopped && !net_of(b, 0)->lost);
    const long stopped = net_of(b, 0)->step;
    const LabCurves curves = lab_curves(space, bench_rect(b, "lab.chart"), b->app.shell.ui.theme);
    cr_expect_eq(lab_curves_stopped(&curves, 0), stopped);
    cr_expect_eq(stopped - lab_curves_best(&curves, 0)->step, 4 * net_of(b, 0)->epoch_steps);
    cr_expect(bench_says(b, "A stopped"));
    const Plot plot = plot_of(b);
    Rect boxes[8];
    const double v =
        lab_curves_value(&net_of(b, 0)->series.epochs, SERIES_VALIDATION_LOSS, stopped);
    const float x = plot_x(&plot, (double)stopped), y = plot_y(&plot, v);
    cr_expect_eq(
        look_boxes(&b->app.shell.canvas, color_of(b, 0), (Rect){ x - 6, y - 6, 12, 12 }, boxes, 8),
        1);
    labspace_seek(space, 12); // gone back, it is still known, ...
    bench_rested(b);
    cr_expect(bench_says(b, "A stopped"));
    space->chart_hide = true; // ... but not told
    bench_frame(b);
    cr_expect(!bench_says(b, "A stopped"));
    bench_close(b);
}

Test(lab_rate, has_each_steps_rate)
{
    static const char *const two[] = { "optimizer=sgd lr=0.1 schedule=cosine t_max=100",
                                       "optimizer=momentum lr=0.1 schedule=step step_size=30",
                                       NULL };
    Bench *b = lab_open("spiral noise=0.1 n=60", "hidden=8,8 optimizer=sgd lr=0.1 batch=8", two);
    Rows rows = { 0 };
    Curve *curve = malloc(sizeof *curve);
    labspace_seek(space_of(b), 120);
    bench_rested(b);
    bench_choose(b, "lab.curves", LAB_CHART_RATE);
    bench_move(b, 5, 5);
    bench_frame(b);
    trained_rows(b, &rows, 20);
    for (int i = 0; i < 2; i++) {
        space_of(b)->selected = 1 - i; // the panel, which reaches below the chart, has the other's
        bench_frame(b);
        curve_of(&rows, i, rate, 0, curve);
        cr_expect_gt(curve->values[0], curve->values[curve->count - 1], "it goes down");
        expect_drawn(b, i, curve, i ? "steps" : "cosine");
    }
    free(curve);
    array_free(&rows);
    bench_close(b);
}
