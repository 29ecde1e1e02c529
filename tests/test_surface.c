// The surface as pixels: what is seen where, beside the heat map of the same values.
#include "base/base.h"
#include "draw/lens.h"
#include "gfx/capture.h"
#include "gfx/surface.h"
#include "gfx/window.h"

#include <criterion/criterion.h>
#include <epoxy/gl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 240, HEIGHT = 160, GRID = 121, SIDE = 48 };

static const Color red = { 255, 0, 0, 255 }, green = { 0, 255, 0, 255 }, blue = { 0, 0, 255, 255 };
static const Colormap grey = { .count = 2, .stops = { { 0, 0, 0, 255 }, { 255, 255, 255, 255 } } };

// The plane from -1.5 to 1.5 across and -1 to 1 up, 80 pixels for a 1.
typedef struct Stage {
    Window *window;
    Capture target;
    Surface *surface;
    Heatmap *heatmap;
    SurfaceLook look;
    Lens lens;
    uint8_t pixels[HEIGHT][WIDTH][3], before[HEIGHT][WIDTH][3];
    int rect[4];
} Stage;

typedef double Height(double x, double y);

static void fill(int columns, int rows, Height *of, float *values)
{
    for (int i = 0; i < columns * rows; i++) {
        values[i] = (float)of(-1.5 + 3.0 * (i % columns) / (columns - 1),
                              -1 + 2.0 * (i / columns) / (rows - 1));
    }
}

// Heights in pixels.
static void raise_mesh(Stage *s, Height *height)
{
    float z[(SIDE + 1) * (SIDE + 1)];
    Mesh mesh = { 0 };
    fill(SIDE + 1, SIDE + 1, height, z);
    mesh_build(&mesh, SIDE + 1, SIDE + 1, z, WIDTH / 2.0, HEIGHT / 2.0, -500, 500);
    surface_upload_mesh(s->surface, &mesh);
    mesh_finish(&mesh);
}

static void aim(Stage *s, Orbit orbit)
{
    lens_aim(&s->lens, &orbit, (Rect){ 0, 0, WIDTH, HEIGHT }, (double[]){ 0, 0, 0 }, 400);
    memcpy(s->look.matrix, s->lens.matrix, sizeof s->look.matrix);
    for (int i = 0; i < 3; i++) {
        s->look.to_eye[i] = (float)s->lens.back[i];
    }
}

static const Orbit from_above = { .elevation = 90, .distance = 1, .parallel = true };

static Stage *stage_open(Height *value, Height *height)
{
    Error err = { 0 };
    Stage *s = calloc(1, sizeof *s);
    float values[GRID * GRID];
    s->window = window_create(&(WindowOptions){ "test", 320, 240, true, false }, &err);
    cr_assert(s->window && capture_init(&s->target, WIDTH, HEIGHT, &err), "%s", err.text);
    cr_assert((s->surface = surface_create(&err)) && (s->heatmap = heatmap_create(&err)), "%s",
              err.text);
    s->look = (SurfaceLook){
        .light = { 0, 0, 1 },
        .low = -1e9f,
        .high = 1e9f,
        .sky = green,
        .haze = green,
        .map = { .grid = { -1.5, 1.5, -1, 1 },
                 .view = { -1.5, 1.5, -1, 1 },
                 .softness = 1,
                 .t_high = 1,
                 .colormap = &grey,
                 .contour = red,
                 .contour_width_px = 2,
                 .undefined = blue },
    };
    fill(GRID, GRID, value, values);
    surface_upload_map(s->surface, GRID, GRID, values, WIDTH / 2.0f, HEIGHT / 2.0f);
    heatmap_upload(s->heatmap, GRID, GRID, values);
    raise_mesh(s, height);
    aim(s, from_above);
    memcpy(s->rect, (int[]){ 0, 0, WIDTH, HEIGHT }, sizeof s->rect);
    return s;
}

static void stage_close(Stage *s)
{
    surface_destroy(s->surface);
    heatmap_destroy(s->heatmap);
    capture_finish(&s->target);
    window_destroy(s->window);
    free(s);
}

static void show(Stage *s)
{
    memcpy(s->before, s->pixels, sizeof s->before);
    capture_bind(&s->target);
    surface_draw(s->surface, &s->look, s->rect, WIDTH, HEIGHT);
    capture_unbind();
    capture_read(&s->target, s->pixels[0][0]);
}

static void show_map(Stage *s)
{
    memcpy(s->before, s->pixels, sizeof s->before);
    capture_bind(&s->target);
    heatmap_draw(s->heatmap, &s->look.map, s->rect, WIDTH, HEIGHT);
    capture_unbind();
    capture_read(&s->target, s->pixels[0][0]);
}

// How many pixels differ from the picture before by more than that in some channel.
static int differing(const Stage *s, int tolerance)
{
    int count = 0;
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
            int worst = 0;
            for (int k = 0; k < 3; k++) {
                const int off = abs(s->pixels[y][x][k] - s->before[y][x][k]);
                worst = off > worst ? off : worst;
            }
            count += worst > tolerance;
        }
    }
    return count;
}

static bool is(const Stage *s, int x, int y, Color want, int tolerance)
{
    const uint8_t *p = s->pixels[y][x];
    return abs(p[0] - want.r) <= tolerance && abs(p[1] - want.g) <= tolerance &&
           abs(p[2] - want.b) <= tolerance;
}

#define EXPECT_PIXEL(s, x, y, want, tolerance)                                                     \
    cr_expect(is((s), (x), (y), (want), (tolerance)), "pixel %d, %d is %d %d %d, not %d %d %d",    \
              (x), (y), (s)->pixels[y][x][0], (s)->pixels[y][x][1], (s)->pixels[y][x][2],          \
              (want).r, (want).g, (want).b)

static double flat(double x, double y)
{
    (void)x, (void)y;
    return 0;
}

static double bowl(double x, double y)
{
    return (x * x + 2 * y * y) / 4.5;
}

static double bowl_high(double x, double y)
{
    return 60 * bowl(x, y);
}

static double valley(double x, double y)
{
    return (x + 1) * (x + 1) * 0.02 + 4 * pow(y - 0.5 * x * x, 2);
}

// Whatever its heights: the same colours, and the contours at the same pixels.
Test(surface, straight_from_above_and_without_perspective_is_the_map)
{
    static const struct {
        Height *value, *height;
        bool log;
    } rows[] = {
        { bowl, flat, false },  { bowl, bowl_high, false },  { bowl, bowl_high, true },
        { valley, flat, true }, { valley, bowl_high, true },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        Stage *s = stage_open(rows[i].value, rows[i].height);
        HeatmapLook *map = &s->look.map;
        map->log = rows[i].log;
        map->softness = 0.01f;
        map->t_high = map->log ? 2.2f : 1;
        map->step = map->t_high / 8;
        map->first = map->step / 2;
        show_map(s);
        show(s);
        const int off = differing(s, 12);
        cr_expect_eq(off, 0, "row %zu: %d pixels are not as on the map", i, off);
        s->look.map.first += map->step / 2; // the test sees contours that lie elsewhere
        show_map(s);
        cr_expect(differing(s, 12) > 500, "row %zu", i);
        stage_close(s);
    }
}

static double slope(double x, double y)
{
    (void)x;
    return (y + 1) / 2;
}

// Lines across a plane that is seen at a flat angle: far ones lie closer and are as wide.
Test(surface, a_contour_is_as_wide_on_the_screen_wherever_it_lies)
{
    Stage *s = stage_open(slope, flat);
    s->look.map.t_high = 4; // on dark ground
    s->look.map.step = 0.2f;
    s->look.map.first = 0.1f;
    aim(s, (Orbit){ .elevation = 30, .distance = 1 });
    show(s);
    int lines = 0;
    double ink = 0;
    for (int y = 0; y < HEIGHT; y++) {
        const uint8_t *p = s->pixels[y][WIDTH / 2];
        const bool ground = p[1] > 200 && p[0] < 30;
        const double covered = ground ? 0 : (p[0] - p[1]) / 255.0;
        ink += fmax(covered, 0);
        if (covered < 0.02 && ink > 0.1) {
            cr_expect(fabs(ink - 2) < 0.2, "a line that ends at %d is %g wide", y, ink);
            lines++;
            ink = 0;
        }
    }
    cr_expect_eq(lines, 5);
    stage_close(s);
}

static double half_missing(double x, double y)
{
    (void)y;
    return x < 0 ? NAN : 0.5;
}

Test(surface, it_is_open_where_it_is_not_defined_and_the_floor_below_says_so)
{
    const Color half = { 128, 128, 128, 255 };
    Stage *s = stage_open(half_missing, flat);
    for (int coarse = 0; coarse <= 1; coarse++) {
        s->look.coarse = coarse;
        s->look.floor = false;
        show(s);
        EXPECT_PIXEL(s, 20, 80, green, 1); // the sky behind
        EXPECT_PIXEL(s, WIDTH / 2 - 4, 80, green, 1);
        EXPECT_PIXEL(s, WIDTH / 2 + 4, 80, half, 1);
        s->look.floor = true;
        s->look.floor_z = -40;
        show(s);
        const uint8_t *p = s->pixels[80][20]; // the map's own colour there, below a veil of haze
        cr_expect(p[2] > 80 && p[2] > p[0] + 60 && p[2] < 200, "%d %d %d", p[0], p[1], p[2]);
        EXPECT_PIXEL(s, WIDTH / 2 + 4, 80, half, 1);
    }
    stage_close(s);
}

// The values reach further than the mesh, so that its edge is interpolated as all the rest.
Test(surface, the_floor_is_as_large_as_the_mesh)
{
    Stage *s = stage_open(half_missing, flat);
    float values[GRID * GRID];
    fill(GRID, GRID, flat, values);
    surface_upload_map(s->surface, GRID, GRID, values, WIDTH / 2.0f + 30, HEIGHT / 2.0f + 30);
    aim(s, (Orbit){ .elevation = 90, .distance = 1.25, .parallel = true });
    s->look.low = 1; // nothing of the surface itself
    s->look.floor = true;
    s->look.floor_z = -40;
    show(s);
    const int left = WIDTH / 2 - WIDTH * 2 / 5, top = HEIGHT / 2 - HEIGHT * 2 / 5;
    EXPECT_PIXEL(s, left - 2, HEIGHT / 2, green, 1);
    EXPECT_PIXEL(s, WIDTH / 2, top - 2, green, 1);
    cr_expect(!is(s, left + 2, HEIGHT / 2, green, 60));
    cr_expect(!is(s, WIDTH / 2, top + 2, green, 60));
    stage_close(s);
}

Test(surface, it_is_cut_open_at_the_heights_asked_for)
{
    Stage *s = stage_open(flat, bowl_high);
    s->look.high = 15;
    show(s);
    const int half = WIDTH / 2 + (int)lround(80 * sqrt(4.5 * 0.25));
    EXPECT_PIXEL(s, half - 3, HEIGHT / 2, ((Color){ 0, 0, 0, 255 }), 1);
    EXPECT_PIXEL(s, half + 3, HEIGHT / 2, green, 1);
    s->look.high = 1e9f;
    s->look.low = 15;
    show(s);
    EXPECT_PIXEL(s, half - 3, HEIGHT / 2, green, 1);
    EXPECT_PIXEL(s, half + 3, HEIGHT / 2, ((Color){ 0, 0, 0, 255 }), 1);
    stage_close(s);
}

static double jump(double x, double y)
{
    (void)y;
    return x > 0 ? 40 : -40;
}

// A step has a wall. A pole has none: its ends lie beyond the open edges.
Test(surface, a_wall_stands_at_a_step_and_none_at_a_pole)
{
    Stage *s = stage_open(flat, jump);
    aim(s, (Orbit){ .azimuth = 90, .elevation = 20, .distance = 1, .parallel = true });
    s->look.low = -50;
    s->look.high = 50;
    show(s);
    EXPECT_PIXEL(s, WIDTH / 2, HEIGHT / 2, ((Color){ 0, 0, 0, 255 }), 1);
    s->look.low = -30;
    s->look.high = 30;
    show(s);
    EXPECT_PIXEL(s, WIDTH / 2, HEIGHT / 2, green, 1);
    stage_close(s);
}

static double peak(double x, double y)
{
    return 480 * exp(-9 * (x * x + y * y)); // higher than the eye's nearest plane
}

Test(surface, a_peak_that_nobody_cuts_is_whole)
{
    Stage *s = stage_open(flat, peak);
    show(s);
    EXPECT_PIXEL(s, WIDTH / 2, HEIGHT / 2, ((Color){ 0, 0, 0, 255 }), 1);
    EXPECT_PIXEL(s, 5, 5, ((Color){ 0, 0, 0, 255 }), 1);
    stage_close(s);
}

static double half(double x, double y)
{
    (void)x, (void)y;
    return 0.5;
}

static double roof(double x, double y)
{
    (void)y;
    return 60 - 60 * fabs(x);
}

Test(surface, a_slope_towards_the_light_is_brighter_and_the_under_side_darker)
{
    Stage *s = stage_open(half, roof);
    show(s);
    EXPECT_PIXEL(s, 60, 80, ((Color){ 128, 128, 128, 255 }), 1); // without light, the map's colour
    s->look.shading = 1;
    memcpy(s->look.light, (float[]){ -0.6f, 0, 0.8f }, sizeof s->look.light);
    show(s);
    const int left = s->pixels[80][60][0], right = s->pixels[80][180][0];
    cr_expect(left > 128 && right < 110 && right > 60, "left %d, right %d", left, right);
    // Nearly level one sees a bowl from outside.
    raise_mesh(s, bowl_high);
    aim(s, (Orbit){ .elevation = 3, .distance = 1.5 });
    show(s);
    int dark = 0, bright = 0;
    for (int y = 0; y < HEIGHT; y++) {
        const uint8_t *p = s->pixels[y][WIDTH / 2];
        dark += p[1] == p[0] && p[0] > 60 && p[0] < 100;
        bright += p[1] == p[0] && p[0] >= 100;
    }
    cr_expect(dark > 5, "%d dark, %d bright", dark, bright);
    stage_close(s);
}

static double ridges(double x, double y)
{
    (void)y;
    return 40 * exp(-50 * x * x);
}

static double west(double x, double y)
{
    (void)y;
    return x < -0.3 ? 1 : 0;
}

Test(surface, what_is_near_hides_what_is_behind_in_whatever_order_it_is_drawn)
{
    Stage *s = stage_open(west, ridges);
    aim(s, (Orbit){ .azimuth = 90, .elevation = 12, .distance = 1.6 });
    show(s);
    // From the east: the white west lies behind the ridge, but for what rises above its edge.
    int white = 0;
    for (int y = 0; y < HEIGHT; y++) {
        white += s->pixels[y][WIDTH / 2][0] > 200;
    }
    cr_expect_eq(white, 0);
    for (int order = 0; order < 4; order++) {
        s->look.to_eye[0] = order == 0 ? 1 : order == 1 ? -1 : 0;
        s->look.to_eye[1] = order == 2 ? 1 : order == 3 ? -1 : 0;
        s->look.low = -1e9f + (float)order * 1000; // a look of its own
        show(s);
        cr_expect(order == 0 || differing(s, 8) < 30, "order %d: %d", order, differing(s, 8));
    }
    stage_close(s);
}

// Pixels between the surface's black and the sky's green.
static int blended(const Stage *s)
{
    int count = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        const uint8_t *p = s->pixels[i / WIDTH][i % WIDTH];
        count += p[1] > 20 && p[1] < 235;
    }
    return count;
}

Test(surface, a_coarse_picture_has_the_same_shape_with_hard_edges)
{
    GLint samples = 0;
    Stage *s = stage_open(flat, bowl_high);
    aim(s, (Orbit){ .azimuth = 30, .elevation = 40, .distance = 1.5 });
    show(s);
    const int soft = blended(s);
    s->look.coarse = true;
    show(s);
    glGetIntegerv(GL_MAX_SAMPLES, &samples);
    cr_expect(blended(s) == 0);
    cr_expect(soft > 100 || samples < 2, "%d", soft);
    cr_expect(differing(s, 130) < 60, "%d", differing(s, 130));
    stage_close(s);
}

Test(surface, a_divided_picture_is_the_same_enlarged)
{
    Stage *s = stage_open(slope, bowl_high);
    aim(s, (Orbit){ .azimuth = 30, .elevation = 40, .distance = 1.5 });
    s->look.coarse = true;
    show(s);
    s->look.map.divide = 2;
    show(s);
    cr_expect(differing(s, 4) > 50 && differing(s, 60) < WIDTH * HEIGHT / 60, "%d, %d",
              differing(s, 4), differing(s, 60));
    s->look.map.divide = 1;
    show(s);
    cr_expect(differing(s, 4) > 50);
    stage_close(s);
}

Test(surface, what_has_not_changed_is_not_drawn_again)
{
    Stage *s = stage_open(bowl, bowl_high);
    cr_expect(isinf(surface_fine_s(s->surface)));
    show(s);
    const double first_s = surface_fine_s(s->surface);
    show(s);
    cr_expect_eq(surface_fine_s(s->surface), first_s);
    s->look.coarse = true;
    show(s);
    cr_expect_eq(surface_fine_s(s->surface), first_s,
                 "a coarse picture says nothing of a fine one");
    s->look.coarse = false;
    show(s);
    const double again_s = surface_fine_s(s->surface);
    cr_expect(again_s != first_s && again_s > 0);
    aim(s, (Orbit){ .azimuth = 1, .elevation = 40, .distance = 1 });
    show(s);
    cr_expect(differing(s, 20) > 1000);
    raise_mesh(s, roof);
    show(s);
    cr_expect(differing(s, 20) > 1000);
    float values[GRID * GRID];
    fill(GRID, GRID, half, values);
    surface_upload_map(s->surface, GRID, GRID, values, WIDTH / 2.0f, HEIGHT / 2.0f);
    show(s);
    cr_expect(differing(s, 20) > 1000);
    stage_close(s);
}

Test(surface, the_drivers_state_changes_nothing_and_is_left_as_it_was)
{
    Stage *s = stage_open(bowl, bowl_high);
    aim(s, (Orbit){ .azimuth = 200, .elevation = 40, .distance = 1.5 });
    show(s);
    glEnable(GL_BLEND);
    glEnable(GL_CULL_FACE);
    glCullFace(GL_FRONT);
    glEnable(GL_SCISSOR_TEST);
    glScissor(0, 0, WIDTH, HEIGHT);
    glDepthFunc(GL_NEVER);
    glDepthMask(false);
    glActiveTexture(GL_TEXTURE0 + 5);
    s->look.low -= 1e3f;
    show(s);
    cr_expect_eq(differing(s, 0), 0);
    cr_expect(glIsEnabled(GL_SCISSOR_TEST));
    cr_expect(!glIsEnabled(GL_DEPTH_TEST) && !glIsEnabled(GL_CLIP_DISTANCE0) &&
              !glIsEnabled(GL_SAMPLE_ALPHA_TO_COVERAGE));
    glDisable(GL_SCISSOR_TEST);
    cr_expect_eq(glGetError(), GL_NO_ERROR);
    stage_close(s);
}

Test(surface, pictures_of_every_size_are_drawn_or_left_out)
{
    Stage *s = stage_open(bowl, flat);
    GLint most = 0;
    glGetIntegerv(GL_MAX_RENDERBUFFER_SIZE, &most);
    const int sizes[][2] = { { 1, 1 }, { WIDTH, 1 }, { 1, HEIGHT }, { most + 1, 1 }, { 0, 5 } };
    for (size_t i = 0; i < COUNT(sizes); i++) {
        for (int coarse = 0; coarse <= 1; coarse++) {
            s->look.coarse = coarse;
            s->rect[2] = sizes[i][0];
            s->rect[3] = sizes[i][1];
            show(s);
            cr_expect_eq(glGetError(), GL_NO_ERROR, "%d x %d", sizes[i][0], sizes[i][1]);
        }
    }
    memcpy(s->rect, (int[]){ 60, 40, 120, 80 }, sizeof s->rect);
    glClearColor(0, 0, 1, 1);
    capture_bind(&s->target);
    glClear(GL_COLOR_BUFFER_BIT);
    show(s);
    EXPECT_PIXEL(s, 59, 80, blue, 0);
    EXPECT_PIXEL(s, 180, 80, blue, 0);
    EXPECT_PIXEL(s, 100, 39, blue, 0);
    EXPECT_PIXEL(s, 100, 120, blue, 0);
    EXPECT_PIXEL(s, WIDTH / 2, HEIGHT / 2, ((Color){ 0, 0, 0, 255 }), 2); // the bowl's bottom
    stage_close(s);
}
