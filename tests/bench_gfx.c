// How long the parts of a picture take, in milliseconds and as multiples of clearing it. Numbers
// mean something only against each other and on one machine.
#include "base/file.h"
#include "draw/lens.h"
#include "gfx/capture.h"
#include "gfx/heatmap.h"
#include "gfx/paint.h"
#include "gfx/surface.h"
#include "gfx/window.h"
#include "times.h"

#include <epoxy/gl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REPEATS = 31, GRID = 256, STEPS = 1000, RUNS = 6, SIDE = 192, HEATMAP = 0, SURFACE = 1 };

typedef struct Bench {
    Atlas *atlas;
    Paint *paint;
    Heatmap *heatmap;
    HeatmapLook look;
    Surface *surface;
    SurfaceLook surface_look;
    double azimuth;
    Capture target;
    Canvas canvas;
    float *values; // [GRID][GRID]
    int round;
} Bench;

static void draw_image(void *context, int id, const int rect_px[4], int width_px, int height_px)
{
    Bench *bench = context;
    if (id == SURFACE) {
        surface_draw(bench->surface, &bench->surface_look, rect_px, width_px, height_px);
        return;
    }
    heatmap_draw(bench->heatmap, &bench->look, rect_px, width_px, height_px);
}

static void begin(Bench *bench)
{
    canvas_begin(&bench->canvas, atlas_metrics(bench->atlas, 1), (float)bench->target.width,
                 (float)bench->target.height, themes[THEME_DARK].background);
}

static void paint(Bench *bench)
{
    paint_canvas(bench->paint, &bench->canvas, 1, bench->target.width, bench->target.height,
                 draw_image, bench);
}

static void add_panels(Bench *bench)
{
    const Theme *theme = &themes[THEME_DARK];
    const float w = (float)bench->target.width, h = (float)bench->target.height;
    canvas_rect(&bench->canvas, (Rect){ 0, 0, w, 44 }, theme->panel);
    canvas_rect(&bench->canvas, (Rect){ 0, 44, 264, h - 44 }, theme->panel);
    canvas_rect(&bench->canvas, (Rect){ w - 312, 44, 312, h - 44 }, theme->panel);
    for (int i = 0; i < 6; i++) {
        const float y = 60 + 85 * (float)i;
        canvas_box(&bench->canvas, (Rect){ w - 300, y, 288, 75 }, 7, theme->raised, 1, theme->line);
        canvas_box(&bench->canvas, (Rect){ w - 290, y + 50, 200, 4 }, 2, theme->track, 0,
                   theme->line);
        canvas_circle(&bench->canvas, w - 200, y + 52, 6, theme->accent, 2, theme->text);
    }
}

// 250 words of two letters in three fonts and as many colours.
static void add_texts(Bench *bench)
{
    for (int i = 0; i < 250; i++) {
        const char word[] = { (char)('a' + i % 26), (char)('a' + (i + bench->round) % 26), 0 };
        canvas_text(&bench->canvas, 10 + 22 * (float)(i % 10), 70 + 24 * (float)(i / 10),
                    ALIGN_LEFT, (Font)(i % FONT_COUNT), 13, themes[THEME_DARK].text, word);
    }
}

// The runs zigzag down a valley: long steps at first, then ever shorter ones.
static void path_point(const Bench *bench, int run, int step, float *x, float *y)
{
    const float left = expf(-(float)step * 0.004f * (1 + 0.3f * (float)run));
    *x = 660 - 380 * left + 0.1f * (float)bench->round;
    *y = 380 + 290 * left * cosf((float)step * (0.3f + 0.5f * (float)run));
}

static void add_paths(Bench *bench)
{
    const Theme *theme = &themes[THEME_DARK];
    for (int run = 0; run < RUNS; run++) {
        const Color color = series_color(run, theme);
        for (int pass = 0; pass < 2; pass++) {
            for (int step = 0; step < STEPS; step++) {
                float x0, y0, x1, y1;
                path_point(bench, run, step, &x0, &y0);
                path_point(bench, run, step + 1, &x1, &y1);
                canvas_line(&bench->canvas, x0, y0, x1, y1, pass == 0 ? 4.8f : 2.4f,
                            pass == 0 ? theme->halo : color);
            }
        }
        for (int step = 0; step < STEPS; step++) {
            float x, y;
            path_point(bench, run, step, &x, &y);
            canvas_circle(&bench->canvas, x, y, 2.2f, color, 0, color);
        }
    }
}

static void draw_clear(Bench *bench)
{
    begin(bench);
    paint(bench);
}

static void draw_panels(Bench *bench)
{
    begin(bench);
    add_panels(bench);
    paint(bench);
}

static void draw_texts(Bench *bench)
{
    begin(bench);
    add_texts(bench);
    paint(bench);
}

static void draw_paths(Bench *bench)
{
    begin(bench);
    add_paths(bench);
    paint(bench);
}

static void add_heatmap(Bench *bench)
{
    const Rect all = { 0, 0, (float)bench->target.width, (float)bench->target.height };
    canvas_image(&bench->canvas, all, HEATMAP);
}

static void draw_heatmap_cached(Bench *bench)
{
    begin(bench);
    add_heatmap(bench);
    paint(bench);
}

static void draw_heatmap_panned(Bench *bench)
{
    bench->look.view[0] += 1e-3;
    draw_heatmap_cached(bench);
}

static void draw_heatmap_uploaded(Bench *bench)
{
    bench->values[0] += 1;
    heatmap_upload(bench->heatmap, GRID, GRID, bench->values);
    draw_heatmap_cached(bench);
}

// The picture that it has in a window.
static void draw_surface(Bench *bench)
{
    const Rect part = { 292, 44, (float)bench->target.width - 604,
                        (float)bench->target.height - 230 };
    const double target[3] = { 0, 0, 80 };
    Lens lens;
    lens_aim(&lens, &(Orbit){ .azimuth = bench->azimuth, .elevation = 32, .distance = 1.3 }, part,
             target, 600);
    for (int i = 0; i < 16; i++) {
        bench->surface_look.matrix[i] = lens.matrix[i];
    }
    for (int i = 0; i < 3; i++) {
        bench->surface_look.to_eye[i] = (float)lens.back[i];
    }
    begin(bench);
    canvas_image(&bench->canvas, part, SURFACE);
    paint(bench);
}

static void draw_surface_coarse(Bench *bench)
{
    bench->azimuth += 7;
    bench->surface_look.coarse = true;
    draw_surface(bench);
}

static void draw_surface_fine(Bench *bench)
{
    bench->azimuth += 7;
    bench->surface_look.coarse = false;
    draw_surface(bench);
}

static void draw_window(Bench *bench)
{
    begin(bench);
    canvas_image(
        &bench->canvas,
        (Rect){ 264, 44, (float)bench->target.width - 576, (float)bench->target.height - 216 },
        HEATMAP);
    add_panels(bench);
    add_paths(bench);
    add_texts(bench);
    paint(bench);
}

// The middle of REPEATS times, after two to warm up.
static double measure(Bench *bench, void (*draw)(Bench *), double *processors_ms)
{
    double times[REPEATS], used_s = 0;
    for (int i = -2; i < REPEATS; i++) {
        used_s = i == 0 ? processor_seconds() : used_s;
        bench->round++;
        const double before = clock_seconds();
        draw(bench);
        capture_wait();
        if (i >= 0) {
            times[i] = clock_seconds() - before;
        }
    }
    *processors_ms = (processor_seconds() - used_s) / REPEATS * 1e3;
    return median(REPEATS, times) * 1e3;
}

// clang-format off
static const struct {
    const char *name;
    void (*draw)(Bench *);
} rows[] = {
    { "clear only",                          draw_clear },
    { "panels, cards, sliders",              draw_panels },
    { "500 glyphs",                          draw_texts },
    { "12,000 lines and 6,000 dots",         draw_paths },
    { "heat map as it was, whole picture",   draw_heatmap_cached },
    { "heat map drawn anew, whole picture",  draw_heatmap_panned },
    { "heat map with a new 256x256 grid",    draw_heatmap_uploaded },
    { "surface turned, coarse",              draw_surface_coarse },
    { "surface turned, fine",                draw_surface_fine },
    { "surface as it was",                   draw_surface },
    { "all of a window",                     draw_window },
};
// clang-format on

// `only`: rows whose name contains it.
static void measure_all(Bench *bench, int width, int height, const char *only)
{
    Error err;
    if (!capture_init(&bench->target, width, height, &err)) {
        die("%s", err.text);
    }
    capture_bind(&bench->target);
    double clear_ms = 0;
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (i > 0 && !strstr(rows[i].name, only)) {
            continue;
        }
        double processors_ms;
        const double ms = measure(bench, rows[i].draw, &processors_ms);
        clear_ms = i == 0 ? ms : clear_ms;
        printf("%4dx%-4d  %-36s %7.2f ms  %6.1f x clear  (processors: %7.2f ms)\n", width, height,
               rows[i].name, ms, ms / clear_ms, processors_ms);
    }
    capture_unbind();
    capture_finish(&bench->target);
}

static void make_surface(Bench *bench)
{
    const float half_w = 338, half_h = 245;
    Mesh mesh = { 0 };
    float *z = memory_get(sizeof(float) * (SIDE + 1) * (SIDE + 1));
    float *t = memory_get(sizeof(float) * GRID * GRID);
    for (int i = 0; i < GRID * GRID; i++) {
        t[i] = log10f(1 + bench->values[i] * 100) / 3.6f;
    }
    for (int i = 0; i < (SIDE + 1) * (SIDE + 1); i++) {
        const int row = i / (SIDE + 1), column = i % (SIDE + 1);
        z[i] = 250 * t[row * (GRID - 1) / SIDE * GRID + column * (GRID - 1) / SIDE];
    }
    mesh_build(&mesh, SIDE + 1, SIDE + 1, z, half_w, half_h, -1000, 1000);
    surface_upload_mesh(bench->surface, &mesh);
    surface_upload_map(bench->surface, GRID, GRID, bench->values, half_w, half_h);
    mesh_finish(&mesh);
    free(z);
    free(t);
    bench->surface_look = (SurfaceLook){
        .light = { -0.6f, 0, 0.8f },
        .low = -1e9f,
        .high = 220,
        .shading = 1,
        .map = bench->look,
        .sky = themes[THEME_DARK].sky,
        .haze = themes[THEME_DARK].haze,
    };
}

// An argument picks rows.
int main(int argc, char **argv)
{
    Error err;
    const double start = clock_seconds();
    Window *window = window_create(&(WindowOptions){ "", 1280, 720, true, false }, &err);
    if (window == NULL) {
        die("%s", err.text);
    }
    const double with_window = clock_seconds();
    Bench bench = { 0 };
    bench.atlas = atlas_create(&err);
    bench.paint = bench.atlas != NULL ? paint_create(bench.atlas, &err) : NULL;
    bench.heatmap = bench.paint != NULL ? heatmap_create(&err) : NULL;
    bench.surface = bench.heatmap != NULL ? surface_create(&err) : NULL;
    if (bench.surface == NULL) {
        die("%s", err.text);
    }
    printf("%s\nstart: context %.0f ms, fonts and shaders %.0f ms\n",
           (const char *)glGetString(GL_RENDERER), (with_window - start) * 1e3,
           (clock_seconds() - with_window) * 1e3);
    bench.values = memory_get(sizeof(float) * GRID * GRID);
    for (int i = 0; i < GRID * GRID; i++) {
        const float x = (float)(i % GRID) / GRID * 20 - 10, y = (float)(i / GRID) / GRID * 12 - 6;
        bench.values[i] = x * x / 20 + y * y;
    }
    heatmap_upload(bench.heatmap, GRID, GRID, bench.values);
    bench.look = (HeatmapLook){
        .grid = { -10, 10, -6, 6 },
        .view = { -9, 9, -5, 5 },
        .log = true,
        .softness = 0.01f,
        .t_high = 3.6f,
        .step = 0.25f,
        .colormap = &colormaps[COLORMAP_VALLEY],
        .contour = themes[THEME_DARK].contour,
        .contour_width_px = 1,
    };
    make_surface(&bench);
    measure_all(&bench, 1280, 720, argc > 1 ? argv[1] : "");
    measure_all(&bench, 1920, 1080, argc > 1 ? argv[1] : "");
    canvas_finish(&bench.canvas);
    free(bench.values);
    surface_destroy(bench.surface);
    heatmap_destroy(bench.heatmap);
    paint_destroy(bench.paint);
    atlas_destroy(bench.atlas);
    window_destroy(window);
    return 0;
}
