// The curves of a lab as they are drawn: every peak at its height, and a mark where one goes beyond
// the axis.
#include "app/lab_views.h"
#include "lab_bench.h"
#include "look.h"

static LookPoint points[20000];

static Plot plot_of(Bench *b)
{
    return lab_chart_plot(space_of(b), bench_rect(b, "lab.chart"), b->app.ui.theme);
}

static Color color_of(Bench *b, int network)
{
    return labspace_color(space_of(b), network, b->app.ui.theme);
}

// The value that a height in the chart has, as its lowest and its highest tick tell.
static double value_of(const Bench *b, float y)
{
    const Rect chart = b->app.layout.chart;
    const Rect gutter = { chart.x, chart.y, 56, chart.h - 20 };
    LookText ticks[16];
    int count = 0;
    const int texts = look_texts(&b->app.canvas, gutter, ticks, 16);
    for (int i = 0; i < texts && i < 16; i++) { // other texts may reach into it
        if (ticks[i].text[0] >= '0' && ticks[i].text[0] <= '9') {
            ticks[count++] = ticks[i];
        }
    }
    cr_assert_gt(count, 1);
    const double low = atof(ticks[0].text), high = atof(ticks[count - 1].text);
    const float low_y = ticks[0].rect.y, high_y = ticks[count - 1].rect.y;
    const float middle = ticks[0].rect.h - TEXT_MIDDLE * ticks[0].size;
    return low + (high - low) * (double)((y - low_y - middle) / (high_y - low_y));
}

Test(lab_chart, shows_every_peak_of_a_long_run_at_its_height)
{
    static const char *const one[] = { "init=xavier_normal", NULL };
    Bench *b = lab_open("spiral noise=0.1 n=400",
                        "hidden=3x32 activation=tanh batch=32 optimizer=rmsprop lr=0.003", one);
    labspace_seek(space_of(b), 7400);
    bench_rested(b);
    const Rect chart = b->app.layout.chart;
    const Plot plot = plot_of(b);
    const Color color = color_of(b, 0);
    const int count = look_path(&b->app.canvas, color, chart, points, COUNT(points));
    const SeriesList *list = &space_of(b)->shot->networks[0].series.epochs;
    double highest = 0;
    for (int k = 0; k < list->count; k++) {
        highest = fmax(highest, list->points[k].values[SERIES_TRAIN_LOSS]);
    }
    int peaks = 0;
    for (int k = 1; k + 1 < list->count; k++) {
        const double loss = list->points[k].values[SERIES_TRAIN_LOSS];
        if (loss < highest / 5 || loss < list->points[k - 1].values[SERIES_TRAIN_LOSS] ||
            loss < list->points[k + 1].values[SERIES_TRAIN_LOSS]) {
            continue; // no high peak
        }
        const float x = plot_x(&plot, (double)list->points[k].step);
        float top = INFINITY, nearest = INFINITY;
        for (int i = 0; i < count; i++) {
            // Another peak may stand in the same column of pixels.
            const float off = fabsf((float)(value_of(b, points[i].y) - loss));
            if (fabsf(points[i].x - x) < 1.2f && off < nearest) {
                nearest = off;
                top = points[i].y;
            }
        }
        cr_expect_float_eq(value_of(b, top), loss, highest / 250, "%g at step %ld: %g", loss,
                           list->points[k].step, value_of(b, top));
        peaks++;
    }
    cr_expect_geq(peaks, 3);
    bench_close(b);
}

// A loss far beyond what a linear axis reaches is told at the edge; the log axis has it.
Test(lab_chart, marks_with_its_value_what_is_beyond_the_axis)
{
    static const char *const two[] = { "init=he_normal", "init=he_normal optimizer=sgd lr=0.15",
                                       NULL };
    Bench *b =
        lab_open("spiral noise=0.1 n=60", "hidden=8,8 activation=relu batch=8 loss=mse", two);
    LabSpace *space = space_of(b);
    labspace_seek(space, 30);
    bench_rested(b);
    SeriesPoint *point = &((LabShot *)space->shot)->networks[1].series.epochs.points[2];
    point->values[SERIES_TRAIN_LOSS] = 31415;
    for (int log = 0; log < 2; log++) {
        Canvas canvas = { 0 };
        const Rect rect = { 0, 0, 900, 200 };
        space->chart_log = log == 1;
        canvas_begin(&canvas, b->app.canvas.metrics, rect.w, rect.h, b->app.canvas.clear);
        lab_chart_draw(&canvas, space, rect, b->app.ui.theme);
        LookText mark;
        cr_expect_eq(look_text_begins(&canvas, "3.14e", rect, &mark) ||
                         look_text_begins(&canvas, "31400", rect, &mark),
                     log == 0);
        const Color color = labspace_color(space, 1, b->app.ui.theme);
        const int count = look_path(&canvas, color, rect, points, COUNT(points));
        float top = INFINITY;
        for (int i = 0; i < count; i++) {
            top = fminf(top, points[i].y);
        }
        cr_expect(log == 0 || (top > 12 && top < 30), "on the log axis at %g", (double)top);
        canvas_finish(&canvas);
    }
    bench_close(b);
}

// A network that explodes leaves the axis to the others.
Test(lab_chart, is_not_flattened_by_a_network_that_explodes)
{
    static const char *const two[] = { "init=he_normal", "init=normal std=1", NULL };
    Bench *b = lab_open("spiral noise=0.1 n=100", "hidden=8x64 activation=relu", two);
    labspace_seek(space_of(b), 30);
    bench_rested(b);
    const SeriesPoint *first = &space_of(b)->shot->networks[0].series.epochs.points[0];
    cr_assert_gt(space_of(b)->shot->networks[1].series.epochs.points[0].values[SERIES_TRAIN_LOSS],
                 1000);
    const Color color = labspace_color(space_of(b), 0, b->app.ui.theme);
    const Rect chart = b->app.layout.chart;
    const int count = look_path(&b->app.canvas, color, chart, points, COUNT(points));
    cr_assert_gt(count, 1);
    const double loss = first->values[SERIES_TRAIN_LOSS];
    const float floor_y = chart.y + chart.h - 22;
    cr_expect_gt(floor_y - points[0].y, 0.4f * (chart.h - 34), "a loss of %g is in the upper half",
                 loss);
    bench_close(b);
}

// ---- what is to come

// How far to the right lines and markers of that colour go inside the plot.
static float curve_end(Bench *b, int network)
{
    const Plot plot = plot_of(b);
    const Rect a = { plot.area.x - 6, plot.area.y - 6, plot.area.w + 12, plot.area.h + 12 };
    const int lines = look_path(&b->app.canvas, color_of(b, network), a, points, COUNT(points));
    float end = -1;
    for (int i = 0; i < lines; i++) {
        end = fmaxf(end, points[i].x);
    }
    const int marks = look_markers(&b->app.canvas, color_of(b, network), a, points, COUNT(points));
    for (int i = 0; i < marks; i++) {
        end = fmaxf(end, points[i].x);
    }
    return end;
}

// Trained to a step and gone back to another.
static void train_and_go_back(Bench *b, long until, long back)
{
    labspace_seek(space_of(b), until);
    bench_rested(b);
    labspace_seek(space_of(b), back);
    bench_rested(b);
    cr_assert_eq(space_of(b)->shot->step, back);
    cr_assert_eq(space_of(b)->shot->end, until);
}

Test(lab_chart, hides_what_is_to_come_until_it_comes)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    train_and_go_back(b, 90, 36);
    const Plot plot = plot_of(b);
    const int entries = b->app.histories[ROOM_NETWORK].count;
    for (int chart = 0; chart < LAB_CHART_COUNT; chart++) {
        space->chart = (LabChart)chart;
        for (int i = 0; i < 2; i++) {
            space->chart_hide = false;
            bench_frame(b);
            cr_expect_gt(curve_end(b, i), plot_x(&plot, 83), "chart %d", chart);
            bench_click(b, "lab.hide");
            cr_expect(space->chart_hide);
            const float end = curve_end(b, i);
            cr_expect(end > plot_x(&plot, 29) && end < plot_x(&plot, 36) + 8, "chart %d: %g", chart,
                      (double)end);
        }
    }
    space->chart = LAB_CHART_LOSS;
    bench_frame(b);
    const Plot now = plot_of(b);
    cr_expect(now.y.high == plot.y.high && now.x.high == plot.x.high, "the axes stay");
    Rect boxes[32], veil = { 0 }; // the panel's sliders reach below it
    const int count =
        look_boxes(&b->app.canvas, b->app.ui.theme->track, rect_inset(plot.area, -1), boxes, 32);
    for (int i = 0; i < count; i++) {
        veil = boxes[i].h > 20 ? boxes[i] : veil;
    }
    cr_expect_float_eq(veil.x, plot_x(&plot, 36), 0.5);
    cr_expect_float_eq(veil.x + veil.w, plot.area.x + plot.area.w, 0.5);
    cr_expect_float_eq(veil.h, plot.area.h, 0.5);
    cr_expect_eq(b->app.histories[ROOM_NETWORK].count, entries, "a matter of looking: no undo");
    labspace_seek(space, 60);
    bench_rested(b);
    cr_expect_gt(curve_end(b, 0), plot_x(&plot, 53), "it has come");
    bench_close(b);
}

Test(lab_chart, tells_no_number_of_what_is_to_come)
{
    Bench *b = lab_open_small();
    train_and_go_back(b, 60, 20);
    bench_click(b, "lab.hide");
    const Plot plot = plot_of(b);
    for (long step = 10; step <= 40; step += 30) {
        char text[32];
        snprintf(text, sizeof text, "step %ld", step);
        bench_move(b, plot_x(&plot, (double)step), plot.area.y + plot.area.h / 2);
        bench_frame(b);
        cr_expect_eq(space_of(b)->hover_step, step == 10 ? 10 : -1);
        cr_expect_eq(bench_says(b, text), step == 10, "step %ld", step);
    }
    bench_down(b, plot_x(&plot, 40), plot.area.y + plot.area.h / 2, 1); // it can be gone to
    bench_up(b, plot_x(&plot, 40), plot.area.y + plot.area.h / 2);
    bench_rested(b);
    cr_expect_eq(space_of(b)->shot->step, 40);
    bench_close(b);
}

// Where one is lost is told when it has come there.
Test(lab_chart, marks_nothing_that_is_to_come)
{
    static const char *const two[] = { "init=he_normal", "init=he_normal optimizer=sgd lr=10",
                                       NULL };
    Bench *b =
        lab_open("spiral noise=0.1 n=60", "hidden=8,8 activation=relu batch=8 loss=mse", two);
    LabSpace *space = space_of(b);
    space->chart = LAB_CHART_BATCH;
    labspace_seek(space, 200);
    bench_rested(b);
    const long lost = net_of(b, 1)->lost_at;
    cr_assert(net_of(b, 1)->lost && lost > 0);
    space->chart_hide = true;
    for (long off = 1; off >= -1; off--) {
        labspace_seek(space, lost + off);
        bench_rested(b);
        cr_assert_eq(net_of(b, 1)->lost, off >= 0, "%ld steps on", off);
        cr_expect_eq(bench_says(b, "B lost"), off >= 0, "%ld steps on", off);
    }
    SeriesPoint *point = &((LabShot *)space->shot)->networks[0].series.steps.points[150];
    point->values[SERIES_BATCH_LOSS] = 31415;
    for (int hide = 0; hide < 2; hide++) {
        space->chart_hide = hide == 1;
        bench_frame(b);
        cr_expect_eq(look_text_begins(&b->app.canvas, "3.14e4", b->app.layout.chart, NULL) ||
                         look_text_begins(&b->app.canvas, "31400", b->app.layout.chart, NULL),
                     hide == 0);
    }
    bench_close(b);
}
