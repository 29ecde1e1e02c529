// The window's pictures, drawn offscreen: pixels against what the canvas says, by arithmetic that
// is independent of the painter. No text is compared pixel by pixel.
#include "base/data_folder.h"
#include "gfx/atlas.h"
#include "gfx/capture.h"
#include "gfx/grid.h"
#include "gfx/heatmap.h"
#include "gfx/paint.h"
#include "gfx/shader.h"
#include "gfx/window.h"

#include <SDL.h>
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 200, HEIGHT = 150 };

static const Color black = { 0, 0, 0, 255 }, white = { 255, 255, 255, 255 };
static const Color red = { 255, 0, 0, 255 }, green = { 0, 255, 0, 255 }, blue = { 0, 0, 255, 255 };

// One window for each test: Criterion runs each in a process of its own.
typedef struct Stage {
    Window *window;
    Atlas *atlas;
    Paint *paint;
    Capture target;
    Canvas canvas;
    float scale;
    uint8_t *pixels; // [height][width][3]
} Stage;

static Stage stage_open(int width, int height, float scale)
{
    Error err = { 0 };
    Stage s = { .scale = scale };
    s.window = window_create(&(WindowOptions){ "test", 320, 240, true, false }, &err);
    cr_assert(s.window != NULL, "%s", err.text);
    s.atlas = atlas_create(&err);
    cr_assert(s.atlas != NULL, "%s", err.text);
    s.paint = paint_create(s.atlas, &err);
    cr_assert(s.paint != NULL, "%s", err.text);
    cr_assert(capture_init(&s.target, width, height, &err), "%s", err.text);
    s.pixels = malloc((size_t)width * (size_t)height * 3);
    canvas_begin(&s.canvas, atlas_metrics(s.atlas, scale), (float)width / scale,
                 (float)height / scale, black);
    return s;
}

static void stage_close(Stage *s)
{
    free(s->pixels);
    canvas_finish(&s->canvas);
    capture_finish(&s->target);
    paint_destroy(s->paint);
    atlas_destroy(s->atlas);
    window_destroy(s->window);
}

static void stage_show(Stage *s, PaintImage *image, void *context)
{
    capture_bind(&s->target);
    paint_canvas(s->paint, &s->canvas, s->scale, s->target.width, s->target.height, image, context);
    capture_unbind();
    capture_read(&s->target, s->pixels);
}

static Color pixel(const Stage *s, int x, int y)
{
    const uint8_t *p = s->pixels + ((size_t)y * (size_t)s->target.width + (size_t)x) * 3;
    return (Color){ p[0], p[1], p[2], 255 };
}

static bool same(Color a, Color b, int tolerance)
{
    return abs(a.r - b.r) <= tolerance && abs(a.g - b.g) <= tolerance &&
           abs(a.b - b.b) <= tolerance;
}

#define EXPECT_PIXEL(s, x, y, want, tolerance)                                                     \
    do {                                                                                           \
        const Color got_ = pixel((s), (x), (y));                                                   \
        cr_expect(same(got_, (want), (tolerance)), "pixel %d, %d is %d %d %d, not %d %d %d", (x),  \
                  (y), got_.r, got_.g, got_.b, (want).r, (want).g, (want).b);                      \
    } while (0)

// The sum of the red channel, 1 for a full pixel.
static double red_area(const Stage *s)
{
    double sum = 0;
    for (int i = 0; i < s->target.width * s->target.height; i++) {
        sum += s->pixels[3 * i] / 255.0;
    }
    return sum;
}

Test(paint, a_rectangle_fills_exactly_its_pixels)
{
    Stage s = stage_open(WIDTH, HEIGHT, 1);
    canvas_rect(&s.canvas, (Rect){ 10, 20, 30, 40 }, red);
    canvas_rect(&s.canvas, (Rect){ 100, 20, 90, 100 }, green); // large: another program
    stage_show(&s, NULL, NULL);
    const struct {
        int x, y;
        Color want;
    } rows[] = {
        { 10, 20, red },     { 39, 20, red },     { 10, 59, red },   { 39, 59, red },
        { 9, 20, black },    { 40, 20, black },   { 10, 19, black }, { 10, 60, black },
        { 100, 20, green },  { 189, 119, green }, { 99, 20, black }, { 190, 119, black },
        { 189, 120, black }, { 100, 19, black },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        EXPECT_PIXEL(&s, rows[i].x, rows[i].y, rows[i].want, 0);
    }
    cr_expect(fabs(red_area(&s) - 30 * 40) < 1e-9);
    stage_close(&s);
}

Test(paint, upright_edges_stand_on_whole_pixels_at_any_scale)
{
    const float scales[] = { 0.75f, 1, 1.25f, 1.5f, 2.37f };
    for (size_t i = 0; i < COUNT(scales); i++) {
        Stage s = stage_open(WIDTH, HEIGHT, scales[i]);
        canvas_rect(&s.canvas, (Rect){ 7.3f, 5.1f, 20.4f, 30.7f }, white);
        canvas_rect(&s.canvas, (Rect){ 40.4f, 0, 1, 300 }, white);
        canvas_box(&s.canvas, (Rect){ 50.3f, 10.2f, 12.5f, 20.9f }, 0, black, 1, white);
        stage_show(&s, NULL, NULL);
        for (int k = 0; k < WIDTH * HEIGHT; k++) {
            const int value = s.pixels[3 * k];
            cr_assert(value == 0 || value == 255, "scale %g: pixel %d is %d", (double)scales[i], k,
                      value);
        }
        stage_close(&s);
    }
}

Test(paint, a_hair_line_is_one_pixel_and_never_none)
{
    Stage s = stage_open(WIDTH, HEIGHT, 0.75f);
    for (int i = 0; i < 20; i++) {
        canvas_rect(&s.canvas, (Rect){ 5 + 10.13f * (float)i, 0, 0.4f, 200 }, white);
    }
    stage_show(&s, NULL, NULL);
    int lit = 0;
    for (int x = 0; x < WIDTH; x++) {
        lit += pixel(&s, x, 70).r == 255;
    }
    cr_expect(lit == 20, "%d lines", lit);
    stage_close(&s);
}

Test(paint, a_circle_covers_its_area)
{
    const float radii[] = { 2.2f, 5, 12.5f, 40 };
    for (size_t i = 0; i < COUNT(radii); i++) {
        for (int k = 0; k < 4; k++) {
            Stage s = stage_open(WIDTH, HEIGHT, 1);
            canvas_circle(&s.canvas, 90 + 0.27f * (float)k, 70.4f, radii[i], white, 0, black);
            stage_show(&s, NULL, NULL);
            const double want = 3.14159265 * (double)radii[i] * (double)radii[i];
            cr_expect(fabs(red_area(&s) / want - 1) < 0.01, "radius %g: %g, not %g",
                      (double)radii[i], red_area(&s), want);
            stage_close(&s);
        }
    }
}

Test(paint, a_line_is_as_thick_and_as_long_as_it_says)
{
    const float widths[] = { 0.5f, 1, 1.7f, 2.4f, 6 };
    for (size_t i = 0; i < COUNT(widths); i++) {
        for (int turn = 1; turn < 8; turn++) {
            Stage s = stage_open(WIDTH, HEIGHT, 1);
            const float angle = 0.37f * (float)turn;
            const float dx = 50 * cosf(angle), dy = 50 * sinf(angle);
            canvas_line_butt(&s.canvas, 100 - dx, 75 - dy, 100 + dx, 75 + dy, widths[i], white);
            stage_show(&s, NULL, NULL);
            const double want = 100 * (double)widths[i];
            cr_expect(fabs(red_area(&s) / want - 1) < 0.025, "width %g, turn %d: %g, not %g",
                      (double)widths[i], turn, red_area(&s), want);
            stage_close(&s);
        }
    }
}

Test(paint, a_polygon_covers_its_area_whatever_its_direction)
{
    const float x[6] = { 40.3f, 120.9f, 160.2f, 120.4f, 70.8f, 30.1f };
    const float y[6] = { 20.2f, 15.6f, 70.3f, 130.8f, 125.1f, 80.9f };
    double want = 0;
    for (int i = 0; i < 6; i++) {
        want += (double)(x[i] * y[(i + 1) % 6] - x[(i + 1) % 6] * y[i]) / 2;
    }
    for (int reverse = 0; reverse < 2; reverse++) {
        Stage s = stage_open(WIDTH, HEIGHT, 1);
        float rx[6], ry[6];
        for (int i = 0; i < 6; i++) {
            rx[i] = x[reverse ? 5 - i : i];
            ry[i] = y[reverse ? 5 - i : i];
        }
        canvas_polygon(&s.canvas, 6, rx, ry, white);
        stage_show(&s, NULL, NULL);
        cr_expect(fabs(red_area(&s) / fabs(want) - 1) < 0.005, "%g, not %g", red_area(&s), want);
        stage_close(&s);
    }
}

Test(paint, a_border_lies_inside_the_outline)
{
    Stage s = stage_open(WIDTH, HEIGHT, 1);
    canvas_box(&s.canvas, (Rect){ 20, 20, 60, 50 }, 8, green, 2, red);
    stage_show(&s, NULL, NULL);
    EXPECT_PIXEL(&s, 20, 45, red, 0);
    EXPECT_PIXEL(&s, 21, 45, red, 0);
    EXPECT_PIXEL(&s, 22, 45, green, 0);
    EXPECT_PIXEL(&s, 79, 45, red, 0);
    EXPECT_PIXEL(&s, 77, 45, green, 0);
    EXPECT_PIXEL(&s, 50, 20, red, 0);
    EXPECT_PIXEL(&s, 20, 20, black, 0); // cut by the radius
    EXPECT_PIXEL(&s, 19, 45, black, 0);
    stage_close(&s);
}

Test(paint, half_covering_colours_mix_in_srgb)
{
    Stage s = stage_open(WIDTH, HEIGHT, 1);
    canvas_rect(&s.canvas, (Rect){ 0, 0, 100, 100 }, (Color){ 200, 100, 0, 255 });
    canvas_rect(&s.canvas, (Rect){ 0, 0, 50, 100 }, (Color){ 0, 100, 255, 128 });
    stage_show(&s, NULL, NULL);
    EXPECT_PIXEL(&s, 25, 50, ((Color){ 100, 100, 128, 255 }), 1);
    EXPECT_PIXEL(&s, 75, 50, ((Color){ 200, 100, 0, 255 }), 0);
    stage_close(&s);
}

Test(paint, nothing_is_drawn_outside_the_clip)
{
    Stage s = stage_open(WIDTH, HEIGHT, 1);
    canvas_clip_push(&s.canvas, (Rect){ 50, 40, 60, 50 });
    canvas_rect(&s.canvas, (Rect){ 0, 0, 200, 150 }, blue);
    canvas_circle(&s.canvas, 50, 40, 30, green, 0, black);
    canvas_line(&s.canvas, 0, 30, 200, 100, 9, red);
    canvas_polygon(&s.canvas, 3, (float[]){ 100, 190, 100 }, (float[]){ 60, 140, 140 }, white);
    canvas_text(&s.canvas, 20, 60, ALIGN_LEFT, FONT_BOLD, 40, white, "MMMMMMMM");
    canvas_clip_pop(&s.canvas);
    canvas_rect(&s.canvas, (Rect){ 150, 100, 10, 10 }, white); // and again afterwards
    stage_show(&s, NULL, NULL);
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
            const bool in = x >= 50 && x < 110 && y >= 40 && y < 90;
            const bool after = x >= 150 && x < 160 && y >= 100 && y < 110;
            cr_assert(same(pixel(&s, x, y), black, 0) == !(in || after), "%d, %d", x, y);
        }
    }
    stage_close(&s);
}

static void fill_image(void *context, int id, const int rect_px[4], int width_px, int height_px)
{
    Stage *s = context;
    (void)id;
    (void)width_px;
    (void)height_px;
    cr_expect(rect_px[0] == 20 && rect_px[1] == 20 && rect_px[2] == 100 && rect_px[3] == 100);
    (void)s;
}

Test(paint, higher_layers_lie_above_and_texts_above_boxes)
{
    Stage s = stage_open(WIDTH, HEIGHT, 1);
    s.canvas.layer = 2;
    canvas_rect(&s.canvas, (Rect){ 60, 60, 40, 40 }, blue);
    s.canvas.layer = 0;
    canvas_image(&s.canvas, (Rect){ 20, 20, 100, 100 }, 7);
    canvas_rect(&s.canvas, (Rect){ 10, 10, 80, 80 }, red);
    canvas_rect(&s.canvas, (Rect){ 30, 30, 80, 80 }, green);
    stage_show(&s, fill_image, &s);
    EXPECT_PIXEL(&s, 15, 15, red, 0);
    EXPECT_PIXEL(&s, 40, 40, green, 0);
    EXPECT_PIXEL(&s, 70, 70, blue, 0);
    EXPECT_PIXEL(&s, 105, 105, green, 0);
    stage_close(&s);
}

Test(paint, the_twenty_thousandth_quad_is_drawn_as_well)
{
    Stage s = stage_open(WIDTH, HEIGHT, 1);
    for (int i = 0; i < 40000; i++) {
        canvas_circle(&s.canvas, 20, 20, 3, red, 0, black);
    }
    canvas_circle(&s.canvas, 100, 100, 5, green, 0, black);
    stage_show(&s, NULL, NULL);
    EXPECT_PIXEL(&s, 20, 20, red, 0);
    EXPECT_PIXEL(&s, 100, 100, green, 0);
    stage_close(&s);
}

// Shapes of every kind that runs.c may take; a polygon in the corner after each `together` of them
// keeps it from taking any.
static void draw_many(Stage *s, int together)
{
    canvas_begin(&s->canvas, atlas_metrics(s->atlas, 1), WIDTH, HEIGHT, (Color){ 30, 60, 90, 255 });
    canvas_clip_push(&s->canvas, (Rect){ 10, 12, 170, 120 });
    for (int i = 0; i < 900; i++) {
        const float x = 95 + 80 * sinf((float)i * 1.7f), y = 72 + 66 * cosf((float)i * 2.3f);
        const float turn = (float)i * 0.7f, long_px = (float)(i % 40);
        const Color color = { (uint8_t)(i * 7), (uint8_t)(i * 13), (uint8_t)(i * 29),
                              (uint8_t)(i % 3 == 0 ? 255 : 90) };
        const float x1 = x + long_px * cosf(turn), y1 = y + long_px * sinf(turn);
        switch (i % 5) {
        case 0: canvas_circle(&s->canvas, x, y, 1 + long_px / 8, color, 0, white); break;
        case 1: canvas_circle(&s->canvas, x, y, 2 + long_px / 8, color, 1.5f, white); break;
        case 2: canvas_line(&s->canvas, x, y, x1, y1, 2.4f, color); break;
        case 3: canvas_line_butt(&s->canvas, x, y, x1, y1, 0.7f, color); break;
        case 4: canvas_box(&s->canvas, (Rect){ x, y, 9, 7 }, 2, color, 1, black); break;
        }
        if (i % together == together - 1) {
            canvas_polygon(&s->canvas, 3, (float[]){ 11, 13, 11 }, (float[]){ 13, 13, 15 }, white);
        }
    }
    stage_show(s, NULL, NULL);
}

Test(paint, a_run_of_boxes_looks_as_the_boxes_one_by_one)
{
    Stage s = stage_open(WIDTH, HEIGHT, 1);
    uint8_t *one_by_one = malloc((size_t)WIDTH * HEIGHT * 3);
    draw_many(&s, 100);
    memcpy(one_by_one, s.pixels, (size_t)WIDTH * HEIGHT * 3);
    draw_many(&s, 900);
    int worst = 0, differing = 0;
    for (int i = 0; i < WIDTH * HEIGHT * 3; i++) {
        const int difference = abs(s.pixels[i] - one_by_one[i]);
        const bool corner = i / 3 % WIDTH < 16 && i / 3 / WIDTH < 18;
        worst = !corner && difference > worst ? difference : worst;
        differing += !corner && difference > 3;
    }
    cr_expect(worst <= 12 && differing < 30, "%d at most, %d differ", worst, differing);
    free(one_by_one);
    stage_close(&s);
}

Test(paint, the_target_may_change_its_size)
{
    Stage s = stage_open(WIDTH, HEIGHT, 1);
    for (int size = 60; size <= 400; size += 85) {
        Error err;
        capture_finish(&s.target);
        cr_assert(capture_init(&s.target, size, size + 20, &err));
        s.pixels = realloc(s.pixels, (size_t)size * (size_t)(size + 20) * 3);
        canvas_begin(&s.canvas, atlas_metrics(s.atlas, 1), (float)size, (float)size + 20, green);
        canvas_rect(&s.canvas, (Rect){ (float)size - 10, (float)size + 10, 10, 10 }, red);
        stage_show(&s, NULL, NULL);
        EXPECT_PIXEL(&s, size - 1, size + 19, red, 0);
        EXPECT_PIXEL(&s, size - 11, size + 19, green, 0);
        EXPECT_PIXEL(&s, size - 1, size + 9, green, 0);
    }
    stage_close(&s);
}

Test(capture, an_impossible_size_is_refused)
{
    Stage s = stage_open(WIDTH, HEIGHT, 1);
    Capture none;
    Error err;
    cr_expect(!capture_init(&none, 0, 100, &err));
    cr_expect(strncmp(err.text, "a picture of 0 x 100 pixels cannot be drawn here: 1 to ", 55) == 0,
              "%s", err.text);
    cr_expect(!capture_init(&none, 100, 100000, &err));
    stage_close(&s);
}

static float width_of(const FontMetrics *metrics, Font font, float size, const char *text)
{
    return metrics->width(metrics->self, font, size, text, strlen(text));
}

Test(atlas, a_text_is_drawn_within_its_width)
{
    const char *const texts[] = { "Learning rate", "AVATAR", "0.123456789", "x\xc2\xb2 + y\xc2\xb2",
                                  "mmmmmm" };
    for (Font font = 0; font < FONT_COUNT; font++) {
        for (size_t i = 0; i < COUNT(texts); i++) {
            Stage s = stage_open(WIDTH, HEIGHT, 1.25f);
            const float width =
                canvas_text(&s.canvas, 8, 60, ALIGN_LEFT, font, 13, white, texts[i]);
            stage_show(&s, NULL, NULL);
            int first = WIDTH, last = -1;
            for (int k = 0; k < WIDTH * HEIGHT; k++) {
                if (s.pixels[3 * k] > 60) {
                    first = k % WIDTH < first ? k % WIDTH : first;
                    last = k % WIDTH > last ? k % WIDTH : last;
                }
            }
            const double left = 8 * 1.25, right = (8 + (double)width) * 1.25;
            cr_expect(first >= left - 1 && first < left + 4, "'%s' starts at %d", texts[i], first);
            cr_expect(last <= right + 1 && last > right - 5, "'%s' ends at %d, not %g", texts[i],
                      last, right);
            stage_close(&s);
        }
    }
}

Test(atlas, a_width_is_the_sum_of_its_letters_and_their_kerning)
{
    Stage s = stage_open(WIDTH, HEIGHT, 1);
    const FontMetrics *m = atlas_metrics(s.atlas, 1);
    const char *const text = "Typography To We 0.5";
    for (Font font = 0; font < FONT_COUNT; font++) {
        double sum = 0;
        for (size_t i = 0; text[i] != 0; i++) {
            const char one[2] = { text[i], 0 }, two[3] = { text[i], text[i + 1], 0 };
            const char next[2] = { text[i + 1], 0 };
            sum += (double)width_of(m, font, 13, one);
            if (text[i + 1] != 0) { // kerning
                sum += (double)(width_of(m, font, 13, two) - width_of(m, font, 13, one) -
                                width_of(m, font, 13, next));
            }
        }
        cr_expect(fabs((double)width_of(m, font, 13, text) - sum) < 1e-3);
        cr_expect(width_of(m, font, 13, "") == 0);
    }
    stage_close(&s);
}

Test(atlas, digits_of_the_monospace_face_are_equally_wide)
{
    Stage s = stage_open(WIDTH, HEIGHT, 1);
    const FontMetrics *m = atlas_metrics(s.atlas, 1);
    for (char digit = '1'; digit <= '9'; digit++) {
        const char text[2] = { digit, 0 };
        cr_expect(width_of(m, FONT_MONO, 12, text) == width_of(m, FONT_MONO, 12, "0"), "%s", text);
    }
    stage_close(&s);
}

Test(atlas, widths_follow_the_scale)
{
    Stage s = stage_open(WIDTH, HEIGHT, 1);
    const FontMetrics *one = atlas_metrics(s.atlas, 1);
    const FontMetrics *two = atlas_metrics(s.atlas, 2);
    cr_expect(atlas_metrics(s.atlas, 1) == one, "the same metrics for the same scale");
    const char *text = "Condition number";
    const float at_one = width_of(one, FONT_SANS, 13, text);
    cr_expect(fabsf(width_of(two, FONT_SANS, 13, text) - at_one) < 1e-3f);
    cr_expect(fabsf(width_of(two, FONT_SANS, 26, text) - 2 * at_one) < 1e-3f);
    stage_close(&s);
}

Test(atlas, a_character_no_font_has_is_shown_as_a_box)
{
    Stage s = stage_open(WIDTH, HEIGHT, 1);
    canvas_text(&s.canvas, 20, 60, ALIGN_LEFT, FONT_SANS, 40, white, "\xf4\x80\x80\x80"); // private
    stage_show(&s, NULL, NULL);
    cr_expect(red_area(&s) > 20);
    stage_close(&s);
}

static void take_letter(void *context, const TextLetter *letter)
{
    *(TextLetter *)context = *letter;
}

// Which font shows the first letter of a text.
static TextLetter letter_of(const Stage *s, Font font, const char *text)
{
    TextLetter letter = { .file = "" };
    const LetterSource source = atlas_letters(s->atlas, 1);
    const Shape shape = { .kind = SHAPE_TEXT,
                          .text = { .font = font, .size = 13, .length = (uint32_t)strlen(text) } };
    source.letters(source.self, &shape, text, take_letter, &letter);
    return letter;
}

Test(atlas, korean_has_a_face_for_each_font_and_changes_no_other_letter)
{
    Stage s = stage_open(WIDTH, HEIGHT, 1);
    const char *nabla = letter_of(&s, FONT_MONO, "∇").file;
    const TextLetter sans = letter_of(&s, FONT_SANS, "한"), bold = letter_of(&s, FONT_BOLD, "한"),
                     mono = letter_of(&s, FONT_MONO, "한");
    cr_expect(sans.code == 0xd55c && bold.code == 0xd55c && mono.code == 0xd55c);
    cr_expect(strcmp(sans.file, bold.file) != 0 || sans.face != bold.face, "bold is bold");
    cr_expect_str_neq(bold.file, letter_of(&s, FONT_SANS, "A").file, "which has none");
    cr_expect_str_neq(mono.file, letter_of(&s, FONT_SANS, "A").file);
    cr_expect(atlas_has(s.atlas, 0xac00));
    cr_expect_not(atlas_has(s.atlas, 0x100000), "a private one");
    cr_expect_str_eq(letter_of(&s, FONT_MONO, "∇").file, nabla);
    char first[300];
    snprintf(first, sizeof first, "%s", nabla);
    stage_close(&s);
    s = stage_open(WIDTH, HEIGHT, 1);
    letter_of(&s, FONT_MONO, "한");
    cr_expect_str_eq(letter_of(&s, FONT_MONO, "∇").file, first, "whatever came first");
    stage_close(&s);
}

Test(atlas, more_glyphs_than_fit_are_still_drawn)
{
    Stage s = stage_open(WIDTH, HEIGHT, 1);
    for (int size = 100; size < 400; size += 3) {
        for (char c = 'A'; c <= 'Z'; c++) {
            (void)atlas_glyph(s.atlas, FONT_BOLD, size, (uint32_t)c, 0);
        }
    }
    cr_expect(atlas_generation(s.atlas) > 0, "the texture has begun anew");
    canvas_text(&s.canvas, 20, 100, ALIGN_LEFT, FONT_BOLD, 80, white, "I");
    stage_show(&s, NULL, NULL);
    cr_expect(red_area(&s) > 200);
    stage_close(&s);
}

// --- heat map ---

enum { GRID = 65 };

typedef struct HeatStage {
    Stage stage;
    Heatmap *heatmap;
    HeatmapLook look;
    float values[GRID * GRID];
} HeatStage;

static const Colormap grey = { .count = 2, .stops = { { 0, 0, 0, 255 }, { 255, 255, 255, 255 } } };

static void heat_open(HeatStage *h, double (*f)(double x, double y))
{
    Error err = { 0 };
    h->stage = stage_open(WIDTH, HEIGHT, 1);
    h->heatmap = heatmap_create(&err);
    cr_assert(h->heatmap != NULL, "%s", err.text);
    for (int j = 0; j < GRID; j++) {
        for (int i = 0; i < GRID; i++) {
            h->values[j * GRID + i] =
                (float)f(-2 + 4.0 * i / (GRID - 1), -2 + 4.0 * j / (GRID - 1));
        }
    }
    heatmap_upload(h->heatmap, GRID, GRID, h->values);
    h->look = (HeatmapLook){
        .grid = { -2, 2, -2, 2 },
        .view = { -2, 2, -1.5, 1.5 },
        .softness = 1,
        .t_low = 0,
        .t_high = 1,
        .colormap = &grey,
        .contour = red,
        .contour_width_px = 2,
        .undefined = { 0, 0, 255, 255 },
    };
}

static void heat_image(void *context, int id, const int rect_px[4], int width_px, int height_px)
{
    HeatStage *h = context;
    (void)id;
    heatmap_draw(h->heatmap, &h->look, rect_px, width_px, height_px);
}

static void heat_show(HeatStage *h)
{
    canvas_begin(&h->stage.canvas, atlas_metrics(h->stage.atlas, 1), WIDTH, HEIGHT, green);
    canvas_image(&h->stage.canvas, (Rect){ 0, 0, WIDTH, HEIGHT }, 0);
    stage_show(&h->stage, heat_image, h);
}

static void heat_close(HeatStage *h)
{
    heatmap_destroy(h->heatmap);
    stage_close(&h->stage);
}

static double bowl(double x, double y)
{
    return (x * x + 2 * y * y) / 8;
}

// Centre of a pixel in the view.
static double pixel_x(const HeatStage *h, int x)
{
    return h->look.view[0] + (h->look.view[1] - h->look.view[0]) * (x + 0.5) / WIDTH;
}

static double pixel_y(const HeatStage *h, int y)
{
    return h->look.view[3] - (h->look.view[3] - h->look.view[2]) * (y + 0.5) / HEIGHT;
}

static void expect_grey_everywhere(const HeatStage *h, double (*want)(double value),
                                   double at_y_sign)
{
    for (int y = 0; y < HEIGHT; y += 7) {
        for (int x = 0; x < WIDTH; x += 7) {
            const double t = want(bowl(pixel_x(h, x), at_y_sign * pixel_y(h, y)));
            const int expected = (int)lround(255 * fmin(fmax(t, 0), 1));
            const Color got = pixel(&h->stage, x, y);
            cr_assert(abs(got.r - expected) <= 2 && got.r == got.g, "%d, %d: %d, not %d", x, y,
                      got.r, expected);
        }
    }
}

static double itself(double value)
{
    return value;
}

static double logarithm(double value)
{
    return log10(1 + value / 0.01) / 2.5;
}

Test(heatmap, a_colour_is_that_of_the_function_at_the_pixel)
{
    HeatStage h;
    heat_open(&h, bowl);
    heat_show(&h);
    expect_grey_everywhere(&h, itself, 1);
    h.look.log = true;
    h.look.softness = 0.01f;
    h.look.t_high = 2.5f;
    heat_show(&h);
    expect_grey_everywhere(&h, logarithm, 1);
    heat_close(&h);
}

Test(heatmap, a_view_a_thousand_billionth_wide_is_mapped_exactly)
{
    HeatStage h;
    heat_open(&h, bowl);
    for (int k = 0; k < 4; k++) {
        const double width = 1e-12;
        h.look.grid[k] = 1 + h.look.grid[k] / 4 * width;
        h.look.view[k] = 1 + h.look.view[k] / 4 * width;
    }
    heat_show(&h);
    // The coordinates themselves have steps of 2e-16: half a pixel here.
    int worst = 0;
    for (int x = 10; x < WIDTH; x += 20) {
        const double at = -2 + 4 * (x + 0.5) / WIDTH, to = at * at / 8;
        const int off = abs(pixel(&h.stage, x, HEIGHT / 2).r - (int)lround(255 * to));
        worst = off > worst ? off : worst;
    }
    cr_expect(worst <= 3, "%d", worst);
    heat_close(&h);
}

static double slope(double x, double y)
{
    (void)y;
    return (x + 2) / 4;
}

Test(heatmap, contours_stand_at_multiples_of_the_step_and_are_as_wide_as_asked)
{
    HeatStage h;
    heat_open(&h, slope);
    h.look.step = 0.25f; // at x = -1, 0 and 1: pixels 50, 100 and 150
    heat_show(&h);
    for (int line = 50; line <= 150; line += 50) {
        // On light ground the line is a quarter of the ground instead of its own colour.
        const double kept = line == 150 ? 0.25 : 0;
        double ink = 0;
        for (int x = line - 6; x < line + 6; x++) {
            const double ground = 255.0 * (x + 0.5) / WIDTH;
            ink += (ground - pixel(&h.stage, x, 40).g) / (ground * (1 - kept));
        }
        cr_expect(fabs(ink - 2) < 0.1, "line at %d: %g wide", line, ink);
    }
    EXPECT_PIXEL(&h.stage, 50, 40, red, 1);
    EXPECT_PIXEL(&h.stage, 100, 40, red, 1);
    EXPECT_PIXEL(&h.stage, 150, 40, ((Color){ 48, 48, 48, 255 }), 2);
    cr_expect(abs(pixel(&h.stage, 75, 40).r - pixel(&h.stage, 75, 40).g) <= 1, "no line between");
    h.look.step = 0.001f; // five to a pixel: one tone instead of a shimmer
    heat_show(&h);
    for (int x = 0; x < WIDTH / 2; x++) {
        EXPECT_PIXEL(&h.stage, x, 40, red, 1);
    }
    h.look.step = 0.25f;
    h.look.first = 0.125f; // half a step further on
    heat_show(&h);
    cr_expect(abs(pixel(&h.stage, 50, 40).r - pixel(&h.stage, 50, 40).g) <= 1);
    EXPECT_PIXEL(&h.stage, 75, 40, red, 1);
    heat_close(&h);
}

static double high_slope(double x, double y)
{
    return 36 + 0.05 * (x + 0.7 * y);
}

// How many rows have more or less of the contour at `value` than an even line has.
static int uneven_rows(const HeatStage *h, double value)
{
    int uneven = 0;
    for (int y = 15; y < HEIGHT - 15; y++) {
        const double at_x = (value - 36) / 0.05 - 0.7 * pixel_y(h, y);
        const int line = (int)((at_x + 2) / 4 * WIDTH);
        double ink = 0;
        for (int x = line - 3; x <= line + 3; x++) {
            const double ground =
                (pixel(&h->stage, x - 7, y).r + pixel(&h->stage, x + 7, y).r) / 2.0;
            ink += (ground - pixel(&h->stage, x, y).g) / ground;
        }
        uneven += fabs(ink - 2 * hypot(1, 0.7)) > 0.3;
    }
    return uneven;
}

// A few thousandths of a logarithm over the whole picture, as in a close view of a slope.
Test(heatmap, a_contour_of_a_logarithm_is_as_even_as_the_slope)
{
    HeatStage h;
    heat_open(&h, high_slope);
    h.look.log = true;
    for (float softness = 0.5f; softness < 1e5f; softness *= 7) {
        h.look.softness = softness;
        h.look.t_low = log10f(1 + 35.85f / softness);
        h.look.t_high = log10f(1 + 36.15f / softness);
        h.look.step = (h.look.t_high - h.look.t_low) / 16; // the eighth lies near 36
        heat_show(&h);
        const double t = (double)(h.look.t_low + h.look.t_high) / 2;
        const int uneven = uneven_rows(&h, (pow(10, t) - 1) * (double)softness);
        cr_expect_eq(uneven, 0, "softness %g: %d rows", (double)softness, uneven);
    }
    heat_close(&h);
}

static double tower(double x, double y)
{
    return hypot(x, y) < 1 ? 0.55 : x < 0 ? 0.1 : 0.2 + 0.02 * x;
}

// A wall all around, low on one side and high on the other, and plains of one height: the contour
// along it is whole, also drawn coarsely, and the plains have none.
Test(heatmap, a_contour_at_a_wall_is_closed_and_a_plain_has_none)
{
    for (int divide = 1; divide <= 2; divide++) {
        HeatStage h;
        heat_open(&h, tower);
        h.look.divide = divide;
        h.look.step = 0.2f;
        h.look.first = 0.1f; // levels 0.1 (the left plain's own height), 0.3, 0.5
        heat_show(&h);
        for (int k = 0; k < 360; k++) {
            const double a = k * 3.14159265358979 / 180;
            int ink = 0;
            for (double r = 0.8; r < 1.2; r += 0.01) {
                const int x = (int)((2 + r * cos(a)) / 4 * WIDTH);
                const int y = (int)((1.5 - r * sin(a)) / 3 * HEIGHT);
                const Color c = pixel(&h.stage, x, y);
                ink = c.r - c.g > ink ? c.r - c.g : ink;
            }
            cr_expect(ink > 60, "%d degrees, divided by %d: %d", k, divide, ink);
        }
        for (int x = 4; x < WIDTH / 6; x++) {
            const Color c = pixel(&h.stage, x, HEIGHT / 2);
            cr_expect(abs(c.r - c.g) <= 1, "no line in the plain at %d", x);
        }
        heat_close(&h);
    }
}

static double half_missing(double x, double y)
{
    return x < 0 ? NAN : y > 1 ? INFINITY : y < -1 ? -INFINITY : 0.5;
}

Test(heatmap, what_is_undefined_has_its_own_colour_and_stays_where_it_is)
{
    HeatStage h;
    heat_open(&h, half_missing);
    h.look.step = 0.25f;
    heat_show(&h);
    // The first defined column of the grid is x = 0; half a cell before it the colour changes.
    const int edge = (int)((2 - 0.5 * 4 / (GRID - 1)) / 4 * WIDTH);
    EXPECT_PIXEL(&h.stage, 10, 75, blue, 1);
    EXPECT_PIXEL(&h.stage, edge - 2, 75, blue, 1);
    EXPECT_PIXEL(&h.stage, edge + 3, 75, ((Color){ 128, 128, 128, 255 }), 1);
    EXPECT_PIXEL(&h.stage, 150, 75, ((Color){ 128, 128, 128, 255 }), 1);
    EXPECT_PIXEL(&h.stage, 150, 5, white, 1);   // +inf: the highest
    EXPECT_PIXEL(&h.stage, 150, 145, black, 1); // -inf: the lowest
    h.look.log = true;
    heat_show(&h);
    EXPECT_PIXEL(&h.stage, 150, 5, white, 1);
    EXPECT_PIXEL(&h.stage, 150, 145, black, 1);
    heat_close(&h);
}

static double nowhere(double x, double y)
{
    return x * y * NAN;
}

Test(heatmap, a_function_defined_nowhere_is_one_colour)
{
    HeatStage h;
    heat_open(&h, nowhere);
    h.look.step = 0.1f;
    heat_show(&h);
    EXPECT_PIXEL(&h.stage, 3, 3, blue, 1);
    EXPECT_PIXEL(&h.stage, 100, 75, blue, 1);
    heat_close(&h);
}

Test(heatmap, a_new_look_size_or_grid_is_shown_at_once)
{
    HeatStage h;
    heat_open(&h, bowl);
    heat_show(&h);
    for (int k = 0; k < GRID * GRID; k++) {
        h.values[k] = 1;
    }
    heatmap_upload(h.heatmap, GRID, GRID, h.values);
    heat_show(&h);
    EXPECT_PIXEL(&h.stage, 100, 75, white, 1);
    h.look.t_high = 2;
    heat_show(&h);
    EXPECT_PIXEL(&h.stage, 100, 75, ((Color){ 128, 128, 128, 255 }), 1);
    heatmap_upload(h.heatmap, 2, 2, (const float[]){ 0, 2, 0, 2 });
    heat_show(&h);
    cr_expect(pixel(&h.stage, 190, 75).r > 200 && pixel(&h.stage, 10, 75).r < 60);
    heat_close(&h);
}

Test(grid, splines_pass_through_cubic_polynomials)
{
    enum { SIDE = 16, FINE = 61 };
    float values[SIDE * SIDE], coefficients[SIDE * SIDE], out[FINE * SIDE];
    uint8_t holes[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
            // Convex within the grid: where the bending changes its sign nothing is taken off.
            values[y * SIDE + x] = (float)(0.001 * y * y * y + 0.02 * y * y - 0.3 * y);
        }
    }
    cr_expect(!grid_prepare(SIDE, SIDE, values, coefficients, holes));
    grid_rows(SIDE, SIDE, coefficients, 4, 0.1, FINE, out);
    for (int i = 0; i < FINE; i++) {
        const double y = 4 + 0.1 * i, want = 0.001 * y * y * y + 0.02 * y * y - 0.3 * y;
        // The limiter takes the smaller of neighbouring bends, a thousandth apart here.
        cr_expect(fabs((double)out[i * SIDE + 8] - want) < 2e-3, "%g: %g, not %g", y,
                  (double)out[i * SIDE + 8], want);
    }
}

Test(grid, a_wall_causes_no_overshoot)
{
    enum { SIDE = 16, FINE = 151 };
    float values[SIDE * SIDE], coefficients[SIDE * SIDE], out[FINE * SIDE];
    uint8_t holes[SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
        values[i] = i / SIDE < 8 ? 0 : 1e6f;
    }
    grid_prepare(SIDE, SIDE, values, coefficients, holes);
    grid_rows(SIDE, SIDE, coefficients, 0, 0.1, FINE, out);
    for (int i = 0; i < FINE * SIDE; i++) {
        cr_expect(out[i] >= 0 && out[i] <= 1.0001e6f, "%g", (double)out[i]);
    }
}

// --- window ---

static InputEvents events_of(Stage *s)
{
    InputEvents events = { 0 };
    window_poll(s->window, 0, &events);
    return events;
}

static Stage stage_quiet(void)
{
    Stage s = stage_open(WIDTH, HEIGHT, 1);
    InputEvents events = events_of(&s); // what opening it caused
    array_free(&events);
    return s;
}

Test(window, keys_are_told_apart)
{
    Stage s = stage_quiet();
    const struct {
        SDL_Keycode sym;
        Uint16 mod;
        Key key;
        uint32_t code;
        unsigned mods;
    } rows[] = {
        { SDLK_SPACE, 0, KEY_SPACE, 0, 0 },
        { SDLK_z, KMOD_LCTRL | KMOD_RSHIFT, KEY_CHARACTER, 'z', MOD_CTRL | MOD_SHIFT },
        { SDLK_LEFTBRACKET, 0, KEY_CHARACTER, '[', 0 },
        { SDLK_KP_ENTER, 0, KEY_ENTER, 0, 0 },
        { SDLK_KP_7, KMOD_NUM, KEY_CHARACTER, '7', 0 },
        { SDLK_KP_7, 0, KEY_HOME, 0, 0 },
        { SDLK_F11, KMOD_LALT, KEY_F11, 0, MOD_ALT },
        { SDLK_PAGEDOWN, 0, KEY_PAGE_DOWN, 0, 0 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        SDL_Event e = { .key = { .type = SDL_KEYDOWN } };
        e.key.keysym.sym = rows[i].sym;
        e.key.keysym.mod = rows[i].mod;
        SDL_PushEvent(&e);
        InputEvents events = events_of(&s);
        cr_assert(events.count == 1, "row %zu", i);
        const InputEvent *got = &events.items[0];
        cr_expect(got->kind == INPUT_KEY && got->key == rows[i].key && got->code == rows[i].code &&
                      got->mods == rows[i].mods,
                  "row %zu", i);
        array_free(&events);
    }
    SDL_Event shift = { .key = { .type = SDL_KEYDOWN } };
    shift.key.keysym.sym = SDLK_LSHIFT;
    SDL_PushEvent(&shift);
    InputEvents events = events_of(&s);
    cr_expect(events.count == 0, "a modifier alone is no key");
    array_free(&events);
    stage_close(&s);
}

Test(window, the_mouse_is_told_in_pixels_with_its_buttons_and_clicks)
{
    Stage s = stage_quiet();
    SDL_Event move = { .motion = { .type = SDL_MOUSEMOTION, .x = 33, .y = 44 } };
    SDL_Event down = { .button = { .type = SDL_MOUSEBUTTONDOWN,
                                   .button = SDL_BUTTON_LEFT,
                                   .clicks = 2,
                                   .x = 34,
                                   .y = 45 } };
    SDL_Event up = { .button = { .type = SDL_MOUSEBUTTONUP,
                                 .button = SDL_BUTTON_RIGHT,
                                 .clicks = 1,
                                 .x = 500,
                                 .y = -6 } };
    SDL_Event wheel = { .wheel = { .type = SDL_MOUSEWHEEL, .y = 1, .preciseY = 0.5f } };
    SDL_PushEvent(&move);
    SDL_PushEvent(&down);
    SDL_PushEvent(&up);
    SDL_PushEvent(&wheel);
    InputEvents events = events_of(&s);
    cr_assert(events.count == 4);
    const InputEvent *e = events.items;
    cr_expect(e[0].kind == INPUT_MOUSE_MOVE && e[0].x == 33 && e[0].y == 44);
    cr_expect(e[1].kind == INPUT_MOUSE_DOWN && e[1].button == BUTTON_LEFT && e[1].clicks == 2);
    cr_expect(e[1].x == 34 && e[1].y == 45);
    cr_expect(e[2].kind == INPUT_MOUSE_UP && e[2].button == BUTTON_RIGHT);
    cr_expect(e[2].x == 500 && e[2].y == -6, "outside of the window too");
    cr_expect(e[3].kind == INPUT_WHEEL && e[3].wheel_y == 0.5f && e[3].x == 500 && e[3].y == -6);
    array_free(&events);
    stage_close(&s);
}

Test(window, texts_drops_sizes_and_the_end_are_told)
{
    Stage s = stage_quiet();
    window_text_input(s.window, true, 0, 0, 10, 10);
    SDL_Event text = { .text = { .type = SDL_TEXTINPUT } };
    strcpy(text.text.text, "x\xc2\xb2");
    SDL_Event drop = { .drop = { .type = SDL_DROPFILE, .file = SDL_strdup("/tmp/a.yaml") } };
    SDL_Event resize = { .window = { .type = SDL_WINDOWEVENT,
                                     .event = SDL_WINDOWEVENT_SIZE_CHANGED } };
    SDL_Event expose = { .window = { .type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_EXPOSED } };
    SDL_Event leave = { .window = { .type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_LEAVE } };
    SDL_Event blur = { .window = { .type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_FOCUS_LOST } };
    SDL_Event quit = { .quit = { .type = SDL_QUIT } };
    SDL_Event *all[] = { &text, &drop, &resize, &expose, &leave, &blur, &quit };
    for (size_t i = 0; i < COUNT(all); i++) {
        SDL_PushEvent(all[i]);
    }
    InputEvents events = events_of(&s);
    const InputKind want[] = { INPUT_TEXT,  INPUT_DROP,  INPUT_RESIZE, INPUT_RESIZE,
                               INPUT_LEAVE, INPUT_LEAVE, INPUT_QUIT };
    cr_assert(events.count == COUNT(want), "%zu", events.count);
    for (size_t i = 0; i < COUNT(want); i++) {
        cr_expect(events.items[i].kind == want[i], "event %zu", i);
    }
    cr_expect(strcmp(events.items[0].text, "x\xc2\xb2") == 0);
    cr_expect(strcmp(events.items[1].text, "/tmp/a.yaml") == 0);
    array_free(&events);
    stage_close(&s);
}

Test(window, waiting_ends_when_the_time_is_over)
{
    Stage s = stage_quiet();
    InputEvents events = { 0 };
    cr_expect(!window_poll(s.window, 0.01, &events));
    cr_expect(events.count == 0);
    SDL_Event quit = { .quit = { .type = SDL_QUIT } };
    SDL_PushEvent(&quit);
    cr_expect(window_poll(s.window, -1, &events) && events.items[0].kind == INPUT_QUIT);
    array_free(&events);
    stage_close(&s);
}

Test(window, without_a_display_the_message_says_so)
{
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    Error err;
    cr_expect(!window_display_available());
    cr_expect(window_create(&(WindowOptions){ "x", 100, 100, false, false }, &err) == NULL);
    cr_expect_str_eq(err.text, "there is no display to open a window on: neither DISPLAY nor "
                               "WAYLAND_DISPLAY is set");
}

Test(shader, a_mistake_is_told_with_file_and_line)
{
    Stage s = stage_open(WIDTH, HEIGHT, 1);
    char folder[] = "/tmp/thalweg-shaders-XXXXXX", path[128];
    cr_assert(mkdtemp(folder) != NULL);
    snprintf(path, sizeof path, "mkdir %s/shaders", folder);
    cr_assert(system(path) == 0);
    const char *const files[][2] = {
        { "bad.vert", "void main()\n{\n    gl_Position = vec4(0.0);\n}\n" },
        { "bad.frag", "out vec4 color;\nvoid main()\n{\n    color = vec4(unknown);\n}\n" },
    };
    for (size_t i = 0; i < COUNT(files); i++) {
        snprintf(path, sizeof path, "%s/shaders/%s", folder, files[i][0]);
        FILE *file = fopen(path, "w");
        fputs(files[i][1], file);
        fclose(file);
    }
    setenv("THALWEG_DATA", folder, 1);
    Error err;
    cr_expect(shader_load("bad", &err) == 0);
    cr_expect(strncmp(err.text, "shaders/bad.frag:4: ", 20) == 0, "%s", err.text);
    cr_expect(shader_load("missing", &err) == 0);
    setenv("THALWEG_DATA", "/nowhere", 1);
    cr_expect(data_folder(&err) == NULL);
    cr_expect_str_eq(err.text,
                     "THALWEG_DATA is '/nowhere', but there is no folder 'shaders' in it");
    snprintf(path, sizeof path, "rm -r %s", folder);
    cr_assert(system(path) == 0);
    stage_close(&s);
}
