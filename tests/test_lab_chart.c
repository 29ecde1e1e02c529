// The curves of a lab as they are drawn: every peak at its height, and a mark where one goes beyond
// the axis.
#include "app/network/lab_curves.h"
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

// The value that a height in the chart has, as its lowest and its highest tick tell.
static double value_of(const Bench *b, float y)
{
    const Rect chart = b->app.shell.layout.chart;
    const Rect gutter = { chart.x, chart.y, 56, chart.h - 20 };
    LookText ticks[16];
    int count = 0;
    const int texts = look_texts(&b->app.shell.canvas, gutter, ticks, 16);
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
    const Rect chart = b->app.shell.layout.chart;
    const Plot plot = plot_of(b);
    const Color color = color_of(b, 0);
    const int count = look_path(&b->app.shell.canvas, color, chart, points, COUNT(points));
    const SeriesList *list = &space_of(b)->shot->networks[0].series.epochs;
    double highest = 0;
    for (int k = 0; k < list->count; k++) {
        highest = fmax(highest, list->points[k].values[SERIES_TRAIN_LOSS]);
    }
    int peaks = 0;
    for (int k = 1; k + 1 < list->count; k++) {
        const double loss = list->points[k].values[SERIES_TRAIN_LOSS];
        if (loss < highest / 10 || loss < list->points[k - 1].values[SERIES_TRAIN_LOSS] ||
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

// Of values there is no share that is right: the chart says so instead of being empty.
Test(lab_chart, of_accuracy_says_that_values_have_none)
{
    static const char *const one[] = { "init=he_normal", NULL };
    static const char why[] = "no accuracy: these data have values, no classes";
    Bench *b = lab_open("sine n=60", "hidden=8 batch=8", one);
    labspace_seek(space_of(b), 20);
    bench_rested(b);
    cr_expect_not(bench_says(b, why));
    space_of(b)->chart = LAB_CHART_ACCURACY;
    bench_frame(b);
    cr_expect(bench_says(b, why));
    bench_close(b);
    b = lab_open_small();
    space_of(b)->chart = LAB_CHART_ACCURACY;
    bench_rested(b);
    bench_frame(b);
    cr_expect_not(bench_says(b, why));
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
        canvas_begin(&canvas, b->app.shell.canvas.metrics, rect.w, rect.h,
                     b->app.shell.canvas.clear);
        lab_chart_draw(&canvas, space, rect, b->app.shell.ui.theme);
        LookText mark;
        cr_expect_eq(look_text_begins(&canvas, "3.14e", rect, &mark) ||
                         look_text_begins(&canvas, "31400", rect, &mark),
                     log == 0);
        const Color color = labspace_color(space, 1, b->app.shell.ui.theme);
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

// A canvas of its own with the chart of a lab whose numbers a test has set.
static const Rect own = { 0, 0, 900, 200 };

static Plot draw_own(Bench *b, Canvas *canvas)
{
    canvas_begin(canvas, b->app.shell.canvas.metrics, own.w, own.h, b->app.shell.canvas.clear);
    lab_chart_draw(canvas, space_of(b), own, b->app.shell.ui.theme);
    return lab_chart_plot(space_of(b), own, b->app.shell.ui.theme);
}

static Bench *open_for_marks(void)
{
    static const char *const two[] = { "init=he_normal", "init=he_normal seed=2", NULL };
    Bench *b = lab_open("spiral noise=0.1 n=60", "hidden=8,8 optimizer=sgd lr=0.01 batch=8", two);
    labspace_seek(space_of(b), 60);
    bench_rested(b);
    return b;
}

static SeriesPoint *point_of(Bench *b, int network, int index)
{
    return &((LabShot *)space_of(b)->shot)->networks[network].series.epochs.points[index];
}

// That text in the network's colour; ticks may say the same.
static bool marked(Bench *b, const Canvas *canvas, const char *words, int network, LookText *mark)
{
    LookText texts[128];
    const Color color = color_of(b, network);
    const int count = look_texts(canvas, own, texts, 128);
    for (int i = 0; i < count; i++) {
        if (strcmp(texts[i].text, words) == 0 && texts[i].color.r == color.r &&
            texts[i].color.g == color.g && texts[i].color.b == color.b) {
            *mark = texts[i];
            return true;
        }
    }
    return false;
}

// A mark with that text, its triangle at the step and the edge.
static void expect_mark(Bench *b, const char *words, int network, long step, bool below)
{
    Canvas canvas = { 0 };
    const Plot plot = draw_own(b, &canvas);
    const float x = plot_x(&plot, (double)step);
    const float edge = below ? plot.area.y + plot.area.h : plot.area.y;
    LookText text = { .text = "" };
    cr_expect(marked(b, &canvas, words, network, &text), "'%s'", words);
    const float right = text.rect.x - x, left = x - text.rect.x - text.rect.w;
    cr_expect((right > 5 && right < 14) || (left > 5 && left < 14), "'%s' at %g, not %g", words,
              (double)text.rect.x, (double)x);
    cr_expect_lt(fabsf(text.rect.y + text.rect.h / 2 - edge), 16, "'%s' at the edge", words);
    const Rect near = { x - 9, edge - 9, 18, 18 };
    LookPoint marks[4];
    cr_expect_gt(look_markers(&canvas, color_of(b, network), near, marks, 4), 0,
                 "a triangle for '%s'", words);
    canvas_finish(&canvas);
}

static bool own_marks(Bench *b, const char *words, int network)
{
    Canvas canvas = { 0 };
    LookText text;
    draw_own(b, &canvas);
    const bool said = marked(b, &canvas, words, network, &text);
    canvas_finish(&canvas);
    return said;
}

Test(lab_chart, marks_a_validation_curve_beyond_the_axis_too)
{
    Bench *b = open_for_marks();
    SeriesPoint *first = point_of(b, 1, 3), *second = point_of(b, 1, 6);
    first->values[SERIES_VALIDATION_LOSS] = 271828;
    expect_mark(b, "val 2.72e5", 1, first->step, false);
    second->values[SERIES_TRAIN_LOSS] = 314159;
    expect_mark(b, "val 2.72e5", 1, first->step, false);
    expect_mark(b, "3.14e5", 1, second->step, false);
    second->values[SERIES_VALIDATION_LOSS] = 281828; // at the same step: one text
    expect_mark(b, "3.14e5  val 2.82e5", 1, second->step, false);
    point_of(b, 0, 6)->values[SERIES_TRAIN_LOSS] = 999999; // another network's at that step
    cr_expect(own_marks(b, "1e6", 0) && own_marks(b, "3.14e5  val 2.82e5", 1));
    space_of(b)->chart_log = true; // which reaches as far
    cr_expect(!own_marks(b, "1e6", 0) && !own_marks(b, "3.14e5  val 2.82e5", 1));
    bench_close(b);
}

Test(lab_chart, marks_with_its_number_what_is_below_the_floor)
{
    Bench *b = open_for_marks();
    SeriesPoint *zero = point_of(b, 0, 4), *least = point_of(b, 1, 5);
    zero->values[SERIES_TRAIN_LOSS] = 0;
    least->values[SERIES_VALIDATION_LOSS] = 1e-30;
    cr_expect(!own_marks(b, "0", 0) && !own_marks(b, "val 1e-30", 1), "a linear axis has both");
    space_of(b)->chart_log = true;
    expect_mark(b, "0", 0, zero->step, true);
    expect_mark(b, "val 1e-30", 1, least->step, true);
    point_of(b, 1, 6)->values[SERIES_VALIDATION_LOSS] = 1e-20;
    expect_mark(b, "val 1e-30", 1, least->step, true); // the lowest
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
    const Color color = labspace_color(space_of(b), 0, b->app.shell.ui.theme);
    const Rect chart = b->app.shell.layout.chart;
    const int count = look_path(&b->app.shell.canvas, color, chart, points, COUNT(points));
    cr_assert_gt(count, 1);
    const double loss = first->values[SERIES_TRAIN_LOSS];
    const float floor_y = chart.y + chart.h - 22;
    cr_expect_gt(floor_y - points[0].y, 0.4f * (chart.h - 34), "a loss of %g is in the upper half",
                 loss);
    bench_close(b);
}

// ---- letters and marks

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

typedef struct Letter {
    LookText text;
    int network;
} Letter;

// The letters in the chart, in any order; each network has at most one, in its colour.
static int letters_of(Bench *b, Letter *letters)
{
    LookText texts[128];
    Rect chart = bench_rect(b, "lab.chart");
    cut_left(&chart, b->app.shell.layout.left.w,
             0); // down to there reaches what a panel has scrolled off
    const int count = look_texts(&b->app.shell.canvas, chart, texts, 128);
    int found = 0;
    for (int k = 0; k < count; k++) {
        for (int i = 0; i < space_of(b)->shot->network_count; i++) {
            if (strcmp(texts[k].text, labspace_letter(i)) == 0) {
                const Color color = color_of(b, i);
                cr_expect_eq(memcmp(&texts[k].color, &color, sizeof color), 0, "%s's colour",
                             texts[k].text);
                letters[found++] = (Letter){ texts[k], i };
            }
        }
    }
    return found;
}

static float shared(Rect a, Rect b)
{
    const Rect both = rect_intersect(a, b);
    return both.w * both.h;
}

// The last height of a network's solid curve, that of training.
static float end_height(Bench *b, int network)
{
    const LabSpace *space = space_of(b);
    const Plot plot = plot_of(b);
    const SeriesList *list = &space->shot->networks[network].series.epochs;
    const double v = list->points[list->count - 1].values[SERIES_TRAIN_LOSS];
    return clampf(plot_y(&plot, v), plot.area.y, plot.area.y + plot.area.h);
}

static void expect_letters(Bench *b, const char *when)
{
    const int networks = space_of(b)->shot->network_count;
    const Plot plot = plot_of(b);
    const Rect chart = bench_rect(b, "lab.chart");
    Letter letters[32];
    LookText texts[128];
    const int count = letters_of(b, letters);
    const int others = look_texts(&b->app.shell.canvas, chart, texts, 128);
    cr_expect_eq(count, networks, "%s: %d letters", when, count);
    for (int i = 0; i < count; i++) {
        const Rect r = letters[i].text.rect;
        cr_expect_geq(color_contrast(letters[i].text.color, b->app.shell.ui.theme->panel), 3);
        cr_expect(r.x >= chart.x && r.x + r.w <= chart.x + chart.w, "%s: in the chart", when);
        cr_expect(r.y >= chart.y && r.y + r.h <= chart.y + chart.h, "%s: in the chart", when);
        for (int k = 0; k < others; k++) {
            cr_expect(shared(r, texts[k].rect) == 0 || memcmp(&r, &texts[k].rect, sizeof r) == 0,
                      "%s: %s and %s", when, letters[i].text.text, texts[k].text);
        }
        cr_expect(r.x > plot_x(&plot, (double)space_of(b)->shot->step) + 1 ||
                      r.x + r.w < plot_x(&plot, (double)space_of(b)->shot->step) - 1,
                  "%s: the line is free", when);
        for (int k = 0; k < i; k++) { // as their curves' ends are
            const float above =
                end_height(b, letters[i].network) - end_height(b, letters[k].network);
            cr_expect(fabsf(above) < 1 || (above > 0) == (r.y > letters[k].text.rect.y),
                      "%s: %s and %s", when, letters[i].text.text, letters[k].text.text);
        }
    }
}

// Every letter and name at the columns' heads, beside the drawer.
static void expect_heads(Bench *b, const char *when)
{
    const ShellLayout *l = &b->app.shell.layout;
    const float left = b->app.shell.left_open || !l->drawers ? l->left.x + l->left.w : 0;
    const Rect clear = { left, l->picture.y, l->picture.x + l->picture.w - left, l->picture.h };
    for (int i = 0; i < space_of(b)->shot->network_count; i++) {
        LookText letter;
        cr_expect(look_text(&b->app.shell.canvas, labspace_letter(i), clear, &letter), "%s: %s",
                  when, labspace_letter(i));
        const Rect name = { letter.rect.x + 10, letter.rect.y - 6, clear.w / 4, 24 };
        LookText texts[8];
        cr_expect_gt(look_texts(&b->app.shell.canvas, name, texts, 8), 0, "%s: %s's name", when,
                     labspace_letter(i));
    }
}

Test(lab_chart, names_every_network_at_its_curves_end)
{
    static const struct Size {
        int w, h;
        float scale;
    } sizes[] = { { 1280, 720, 1 },      { 1440, 900, 1 },  { 1920, 1080, 1 },
                  { 1920, 1080, 1.75f }, { 1920, 1080, 2 }, { 1920, 1080, 2.5f } };
    for (int preset = 0; preset < 2; preset++) {
        Bench *b = bench_open(1280, 720, 1);
        bench_lab(b, preset ? "optimizers" : "initializations"); // six networks, four
        labspace_play(space_of(b), false);
        bench_answered(b);
        labspace_seek(space_of(b), preset ? 60 : 10);
        bench_rested(b);
        for (size_t i = 0; i < COUNT(sizes); i++) {
            for (int look = 0; look < 4; look++) {
                char when[80];
                snprintf(when, sizeof when, "%d: %dx%d at %g, %d", preset, sizes[i].w, sizes[i].h,
                         (double)sizes[i].scale, look);
                b->app.shell.left_open = look & 1;
                space_of(b)->chart_log = look & 2;
                b->app.shell.theme = (look + (int)i) % 2 ? THEME_LIGHT : THEME_DARK;
                app_resize(&b->app, sizes[i].w, sizes[i].h, sizes[i].scale);
                const InputEvent nothing = { .kind = INPUT_LEAVE };
                for (int k = 0; k < 3; k++) {
                    app_event(&b->app, &nothing, b->now_s);
                }
                expect_letters(b, when);
                expect_heads(b, when);
            }
        }
        bench_close(b);
    }
}

// Beside the line of the present step, and where the curves end there.
Test(lab_chart, letters_go_with_the_curves_that_end_before)
{
    Bench *b = bench_open(1920, 1080, 2.5f);
    bench_lab(b, "initializations");
    labspace_play(space_of(b), false);
    bench_answered(b);
    train_and_go_back(b, 60, 31);
    for (int hide = 0; hide < 2; hide++) {
        space_of(b)->chart_hide = hide == 1;
        bench_frame(b);
        const Plot plot = plot_of(b);
        Letter letters[32];
        cr_assert_eq(letters_of(b, letters), 4);
        for (int i = 0; i < 4; i++) {
            // An epoch has 9 steps, and the curves have a point at each one's end.
            const float x = letters[i].text.rect.x, end = plot_x(&plot, hide ? 27 : 54);
            const float line = plot_x(&plot, 31);
            cr_expect(x > end + 2 && x < fmaxf(end, hide ? line : 0) + 24, "%d: %s at %g, not %g",
                      hide, letters[i].text.text, (double)x, (double)end);
            cr_expect(x > line + 1 || x + letters[i].text.rect.w < line - 1, "the line is free");
            for (int k = 0; k < i; k++) {
                cr_expect_eq(shared(letters[i].text.rect, letters[k].text.rect), 0);
            }
        }
    }
    bench_close(b);
}

// On a slide the letters at the curves' ends are those above the columns.
Test(lab_chart, letters_of_a_figure_stand_above_its_columns_too)
{
    Bench *b = lab_open_small();
    labspace_seek(space_of(b), 30);
    bench_rested(b);
    app_resize(&b->app, 1440, 900, 1);
    lab_figure(b->network);
    for (int i = 0; i < 2; i++) {
        LookText letter, end;
        const Rect heads = { 720 * (float)i, 80, 720, 60 }, foot = { 1380, 690, 60, 210 };
        cr_expect(look_text(&b->app.shell.canvas, labspace_letter(i), heads, &letter), "%d", i);
        cr_expect(look_text(&b->app.shell.canvas, labspace_letter(i), foot, &end), "%d", i);
        const Color color = color_of(b, i);
        cr_expect(end.color.r == color.r && end.color.g == color.g && end.color.b == color.b);
    }
    bench_close(b);
}

// ---- what is to come

// How far to the right lines and markers of that colour go inside the plot.
static float curve_end(Bench *b, int network)
{
    const Plot plot = plot_of(b);
    const Rect a = { plot.area.x - 6, plot.area.y - 6, plot.area.w + 12, plot.area.h + 12 };
    const int lines =
        look_path(&b->app.shell.canvas, color_of(b, network), a, points, COUNT(points));
    float end = -1;
    for (int i = 0; i < lines; i++) {
        end = fmaxf(end, points[i].x);
    }
    const int marks =
        look_markers(&b->app.shell.canvas, color_of(b, network), a, points, COUNT(points));
    for (int i = 0; i < marks; i++) {
        end = fmaxf(end, points[i].x);
    }
    return end;
}

Test(lab_chart, hides_what_is_to_come_until_it_comes)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    train_and_go_back(b, 90, 36);
    const Plot plot = plot_of(b);
    const int entries = app_room(&b->app, &network_room)->history.count;
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
    const int count = look_boxes(&b->app.shell.canvas, b->app.shell.ui.theme->track,
                                 rect_inset(plot.area, -1), boxes, 32);
    for (int i = 0; i < count; i++) {
        veil = boxes[i].h > 20 ? boxes[i] : veil;
    }
    cr_expect_float_eq(veil.x, plot_x(&plot, 36), 0.5);
    cr_expect_float_eq(veil.x + veil.w, plot.area.x + plot.area.w, 0.5);
    cr_expect_float_eq(veil.h, plot.area.h, 0.5);
    cr_expect_eq(app_room(&b->app, &network_room)->history.count, entries,
                 "a matter of looking: no undo");
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
        cr_expect_eq(
            look_text_begins(&b->app.shell.canvas, "3.14e4", b->app.shell.layout.chart, NULL) ||
                look_text_begins(&b->app.shell.canvas, "31400", b->app.shell.layout.chart, NULL),
            hide == 0);
    }
    bench_close(b);
}
