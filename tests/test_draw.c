// Colours, axes and plots as data.
#include "mono_metrics.h"

#include "draw/axis.h"
#include "draw/holes.h"
#include "draw/plot.h"
#include "draw/wrap.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

Test(color, contrast_is_that_of_wcag)
{
    cr_expect_float_eq(color_contrast(RGB(0x000000), RGB(0xffffff)), 21, 1e-9);
    cr_expect_float_eq(color_contrast(RGB(0x777777), RGB(0xffffff)), 4.478, 1e-3);
}

// What a marker covers: cells of a grid of 24 x 24 over three radii around its middle.
enum { CELLS = 24 };
static void marker_cells(Marker marker, bool covered[CELLS * CELLS])
{
    Canvas canvas = { 0 };
    canvas_begin(&canvas, &metrics, 100, 100, RGB(0));
    canvas_marker(&canvas, marker, 0, 0, 1, RGB(0xffffff), 0, RGB(0));
    for (int c = 0; c < CELLS * CELLS; c++) {
        const float x = -1.5f + 3 * ((float)(c % CELLS) + 0.5f) / CELLS;
        const float y = -1.5f + 3 * ((float)(c / CELLS) + 0.5f) / CELLS;
        covered[c] = marker == MARKER_CIRCLE && hypotf(x, y) < 1;
        for (size_t s = 0; s < canvas.shapes.count && marker != MARKER_CIRCLE; s++) {
            const Shape *shape = &canvas.shapes.items[s];
            bool inside = true; // to the right of every side, clockwise on the screen
            cr_assert_eq((int)shape->kind, SHAPE_POLYGON);
            for (int i = 0; i < shape->polygon.count; i++) {
                const int j = (i + 1) % shape->polygon.count;
                const float dx = shape->polygon.x[j] - shape->polygon.x[i];
                const float dy = shape->polygon.y[j] - shape->polygon.y[i];
                inside &= dx * (y - shape->polygon.y[i]) - dy * (x - shape->polygon.x[i]) >= 0;
            }
            covered[c] |= inside;
        }
    }
    canvas_finish(&canvas);
}

// Different and of about one weight: no marker is lost, none hides the others.
Test(color, markers_are_of_about_one_size_and_of_different_shapes)
{
    static bool covered[MARKER_COUNT][CELLS * CELLS];
    for (int m = 0; m < MARKER_COUNT; m++) {
        marker_cells((Marker)m, covered[m]);
        int area = 0;
        for (int c = 0; c < CELLS * CELLS; c++) {
            area += covered[m][c];
        }
        const double circles = area * 9.0 / (CELLS * CELLS) / 3.14159;
        cr_expect(circles > 0.7 && circles < 1.25, "marker %d has %.2f of the circle", m, circles);
        for (int other = 0; other < m; other++) {
            int differ = 0;
            for (int c = 0; c < CELLS * CELLS; c++) {
                differ += covered[m][c] != covered[other][c];
            }
            // The hexagon and the circle are the most alike.
            const double share = (double)differ / area;
            const bool round = m == MARKER_HEXAGON && other == MARKER_CIRCLE;
            cr_expect_geq(share, round ? 0.06 : 0.15, "%d and %d differ by %.2f", m, other, share);
        }
    }
}

Test(axis, ticks_are_nice_numbers_inside_the_range)
{
    for (int i = 0; i < 2000; i++) {
        srand((unsigned)i);
        const double low = (rand() / (double)RAND_MAX - 0.5) * pow(10, rand() % 12 - 6);
        const double width = pow(10, rand() % 10 - 5) * (0.1 + rand() / (double)RAND_MAX);
        Axis axis;
        axis_linear(&axis, low, low + width, 8);
        cr_expect(axis.count >= 3 && axis.count <= 12, "%g + %g: %d ticks", low, width, axis.count);
        for (int t = 0; t < axis.count; t++) {
            cr_expect(axis.ticks[t].value >= low - width * 1e-6 &&
                      axis.ticks[t].value <= low + width * (1 + 1e-6));
            cr_expect_float_eq(atof(axis.ticks[t].label), axis.ticks[t].value, axis.step * 0.01,
                               "'%s' stands for %.17g", axis.ticks[t].label, axis.ticks[t].value);
            cr_expect(t == 0 || strcmp(axis.ticks[t].label, axis.ticks[t - 1].label) != 0,
                      "neighbours are told apart: %s", axis.ticks[t].label);
        }
    }
}

Test(axis, labels_are_written_as_people_write_them)
{
    Axis axis;
    axis_linear(&axis, -7.5, 5.2, 8);
    cr_expect_str_eq(axis.ticks[0].label, "-6");
    axis_linear(&axis, 0, 1, 5);
    cr_expect_str_eq(axis.ticks[1].label, "0.2");
    axis_log(&axis, 1e-8, 1e2, 6);
    cr_expect_str_eq(axis.ticks[0].label, "1e-8");
    cr_expect_str_eq(axis.ticks[axis.count - 1].label, "1e2");
    axis_log(&axis, 1, 40, 6);
    cr_expect_str_eq(axis.ticks[1].label, "2");
}

static Plot plot_of(double high)
{
    return (Plot){
        .area = { 0, 0, 100, 100 }, .x = { 0, high, false }, .y = { 1e-4, 1, true }, .text_size = 11
    };
}

Test(plot, a_million_values_become_no_more_shapes_than_pixels_can_show)
{
    enum { N = 1000000 };
    double *values = malloc(sizeof *values * N);
    for (int i = 0; i < N; i++) {
        values[i] = i % 2 ? 0.9 : 0.001;
    }
    Canvas canvas = { 0 };
    canvas_begin(&canvas, &metrics, 200, 200, RGB(0));
    const Plot plot = plot_of(N);
    plot_series(&canvas, &plot, N, values, 0, 1, 2, RGB(0xffffff), 0);
    cr_expect(canvas.shapes.count > 100 && canvas.shapes.count < 1200, "%zu", canvas.shapes.count);
    float low = 1e9f, high = -1e9f;
    for (size_t i = 0; i < canvas.shapes.count; i++) {
        const Shape *s = &canvas.shapes.items[i];
        low = fminf(low, s->box.y - s->box.half_w * fabsf(s->box.sine));
        high = fmaxf(high, s->box.y + s->box.half_w * fabsf(s->box.sine));
    }
    cr_expect(low < 3 && high > 72, "the extremes are kept: %g %g", low, high);
    canvas_finish(&canvas);
    free(values);
}

Test(plot, a_gap_stays_a_gap)
{
    const double values[] = { 0.1, 0.2, NAN, INFINITY, 0.3, 0.4 };
    Canvas canvas = { 0 };
    canvas_begin(&canvas, &metrics, 200, 200, RGB(0));
    const Plot plot = plot_of(5);
    plot_series(&canvas, &plot, 6, values, 0, 1, 2, RGB(0xffffff), 0);
    cr_expect_eq(canvas.shapes.count, 2, "two segments, one on each side of the gap");
    canvas_finish(&canvas);
}

Test(canvas, clips_intersect_and_a_popup_leaves_them)
{
    Canvas canvas = { 0 };
    canvas_begin(&canvas, &metrics, 100, 80, RGB(0));
    canvas_clip_push(&canvas, (Rect){ 10, 10, 50, 50 });
    canvas_clip_push(&canvas, (Rect){ 40, 0, 50, 20 });
    const Rect inner = canvas_clip(&canvas);
    cr_expect(inner.x == 40 && inner.y == 10 && inner.w == 20 && inner.h == 10);
    canvas_clip_push_whole(&canvas);
    cr_expect_eq(canvas_clip(&canvas).w, 100);
    canvas_clip_pop(&canvas);
    canvas_clip_pop(&canvas);
    cr_expect_eq(canvas_clip(&canvas).w, 50);
    canvas_finish(&canvas);
}

Test(canvas, a_text_that_is_too_wide_is_cut_at_a_whole_character)
{
    Canvas canvas = { 0 };
    canvas_begin(&canvas, &metrics, 100, 80, RGB(0));
    canvas_text_fit(&canvas, 0, 0, ALIGN_LEFT, FONT_SANS, 10, RGB(0), "βββββββββ", 31);
    const Shape *shape = &canvas.shapes.items[0];
    cr_expect_eq(shape->text.length, 4 * 2 + 3);
    cr_expect_eq(memcmp(canvas_text_of(&canvas, shape), "ββββ…", 11), 0);
    canvas_finish(&canvas);
}

// ---- holes

Test(holes, take_the_value_to_the_left_or_below_and_at_the_corner_the_other)
{
    float values[3][3] = { { NAN, 1, NAN }, { 2, NAN, NAN }, { NAN, NAN, 3 } };
    const float filled[3][3] = { { 1, 1, 1 }, { 2, 2, 2 }, { 2, 2, 3 } };
    cr_expect(holes_fill(3, 3, values[0]));
    for (int i = 0; i < 9; i++) {
        cr_expect_eq(values[i / 3][i % 3], filled[i / 3][i % 3], "%d, %d: %g", i / 3, i % 3,
                     (double)values[i / 3][i % 3]);
    }
    cr_expect_not(holes_fill(3, 3, values[0]), "there are none any more");
    float none[2] = { NAN, NAN };
    cr_expect(holes_fill(2, 1, none));
    cr_expect(none[0] == 0 && none[1] == 0);
}

// Every character is 6 pixels wide.
static const struct {
    const char *text;
    float width;
    const char *line; // the first
} wrapped[] = {
    { "one two three", 43, "one two" },
    { "one two\nthree", 600, "one two" },
    { "internationalization of it", 30, "internationalization" }, // it stands out
    { "학습률이 커요", 60, "학습률이 커요" },
    { "학습률이 커요", 25, "학습률이" },
    { "학습률이 커요", 19, "학습률" },
    { "학습률이 커요", 1, "학" },
    { "손실(loss)은", 25, "손실" },
    { "손실(loss)은", 50, "손실(loss)" },
    { "커요.", 13, "커" }, // the point stays with its word
};

Test(wrap, lines_end_between_words_and_only_if_need_be_between_syllables)
{
    for (size_t i = 0; i < COUNT(wrapped); i++) {
        const char *text = wrapped[i].text;
        const size_t length = wrap_line(&metrics, FONT_SANS, 10, wrapped[i].width, text);
        cr_expect(length == strlen(wrapped[i].line) && !strncmp(text, wrapped[i].line, length),
                  "%s at %g: '%.*s'", text, wrapped[i].width, (int)length, text);
    }
}
