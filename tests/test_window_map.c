// What can be read on the picture from the last row: every run is named at its head, heads are seen
// apart, whatever is written stands on a plate, and a start out of view is pointed at.
#include "look.h"
#include "window_bench.h"

#include "app/landscape/heads.h"
#include "app/landscape/inset.h"
#include "app/landscape/picture.h"
#include "app/landscape/racer_look.h"
#include "draw/plate.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { TEXTS_MAX = 200, BOXES_MAX = 400 };

static void open_landscape(Bench *b, int landscape, int step)
{
    Workspace *w = &b->landscape->workspace;
    workspace_set_landscape(w, landscape);
    w->play.playing = false;
    bench_settle(b);
    workspace_seek(w, step);
    bench_frame(b);
}

static bool overlap(Rect a, Rect b)
{
    return a.x + 0.01f < b.x + b.w && b.x + 0.01f < a.x + a.w && a.y + 0.01f < b.y + b.h &&
           b.y + 0.01f < a.y + a.h;
}

static void race_a_dozen(Bench *b)
{
    Scene *scene = &b->landscape->workspace.scene;
    for (int i = scene->racer_count; i < SCENE_RACERS_MAX; i++) {
        scene->racers[i] = scene->racers[i % OPTIM_CLASSIC_COUNT];
        scene->racers[i].spec.params.lr = scene_rate(scene, i % OPTIM_CLASSIC_COUNT) / 2;
        scene->racers[i].spec.has_rate = true;
    }
    scene->racer_count = SCENE_RACERS_MAX;
    workspace_changed_race(&b->landscape->workspace);
    bench_settle(b);
}

// Each run whose head is in sight is named there, no name over another or over a head.
static int expect_named(Bench *b, const char *when)
{
    const Workspace *w = &b->landscape->workspace;
    const Rect clear = landscape_clear(b->landscape);
    Rect names[SCENE_RACERS_MAX];
    int count = 0;
    Heads heads;
    heads_place(w, bench_on(b), &heads);
    for (int i = 0; i < heads.count; i++) {
        char name[RACER_NAME_MAX];
        LookText text;
        if (!rect_has(clear, heads.items[i].x, heads.items[i].y)) {
            continue;
        }
        scene_racer_name(&w->scene, heads.items[i].racer, name, sizeof name);
        cr_expect(look_text(&b->app.shell.canvas, name, clear, &text), "%s: %s is named", when,
                  name);
        names[count++] = text.rect;
        for (int k = 0; k < count - 1; k++) {
            cr_expect_not(overlap(text.rect, names[k]), "%s: %s over another", when, name);
        }
        for (int k = 0; k < heads.count; k++) {
            const Rect head = { heads.items[k].at_x - 5, heads.items[k].at_y - 5, 10, 10 };
            cr_expect_not(overlap(text.rect, head), "%s: %s over a head", when, name);
        }
    }
    return count;
}

Test(map, names_every_run_at_its_head_at_every_scale)
{
    static const struct {
        int w, h;
        float scale;
    } sizes[] = { { 1280, 720, 1 },
                  { 1440, 900, 1 },
                  { 1920, 1080, 1.75f },
                  { 1920, 1080, 2 },
                  { 1920, 1080, 2.5f } };
    static const char *const keys[] = { "valley", "rosenbrock", "himmelblau", "easom" };
    for (size_t s = 0; s < COUNT(sizes); s++) {
        Bench *b = bench_open(sizes[s].w, sizes[s].h, sizes[s].scale);
        int named = 0;
        for (int dozen = 0; dozen < 2; dozen++) {
            for (size_t k = 0; k < COUNT(keys); k++) {
                for (int step = 0; step <= 60; step += 20) {
                    char when[80];
                    snprintf(when, sizeof when, "%s, step %d, scale %g", keys[k], step,
                             (double)sizes[s].scale);
                    open_landscape(b, registry_find(&landscape_kinds, keys[k]), step);
                    if (dozen) {
                        race_a_dozen(b);
                    }
                    named += expect_named(b, when);
                    b->landscape->workspace.scene.racer_count = OPTIM_CLASSIC_COUNT;
                }
            }
        }
        cr_expect_gt(named, 100, "%d names", named);
        bench_close(b);
    }
}

Test(map, names_and_scales_stand_beside_open_drawers)
{
    Bench *b = bench_open(1920, 1080, 2);
    open_landscape(b, registry_find(&landscape_kinds, "valley"), 20);
    cr_assert(b->app.shell.layout.drawers);
    for (int open = 1; open < 4; open++) {
        b->app.shell.left_open = open & 1;
        b->app.shell.right_open = open & 2;
        bench_frame(b);
        LookText text;
        cr_expect(look_text(&b->app.shell.canvas, "f", landscape_clear(b->landscape), &text),
                  "colour bar");
        expect_named(b, "drawers");
    }
    bench_close(b);
}

Test(map, heads_that_coincide_fan_out)
{
    Bench *b = bench_open(1280, 720, 1);
    open_landscape(b, 0, 0);
    for (int dozen = 0; dozen < 2; dozen++) {
        const Workspace *w = &b->landscape->workspace;
        Heads heads;
        heads_place(w, bench_on(b), &heads);
        cr_assert_eq(heads.count, dozen ? 12 : 6);
        for (int i = 0; i < heads.count; i++) {
            const Head *h = &heads.items[i];
            const Color color = racer_color(&w->scene, h->racer, &themes[THEME_DARK]);
            LookPoint at[40];
            LookLine lines[400];
            bool drawn = false, line = false;
            const int markers =
                look_markers(&b->app.shell.canvas, color, b->app.shell.layout.picture, at, 40);
            for (int k = 0; k < markers && k < 40; k++) {
                drawn |=
                    hypotf(at[k].x - h->at_x, at[k].y - h->at_y) < HEAD_RADIUS; // one of its parts
            }
            const int count =
                look_lines(&b->app.shell.canvas, color, b->app.shell.layout.picture, lines, 400);
            for (int k = 0; k < count && k < 400; k++) {
                line |= hypotf(lines[k].x0 - h->x, lines[k].y0 - h->y) < 0.1f &&
                        hypotf(lines[k].x1 - h->at_x, lines[k].y1 - h->at_y) < 0.1f;
            }
            cr_expect(drawn, "head %d is drawn at %g, %g", i, (double)h->at_x, (double)h->at_y);
            cr_expect(line, "head %d has a line to its place, %d lines", i, count);
            for (int k = 0; k < i; k++) {
                const float away =
                    hypotf(h->at_x - heads.items[k].at_x, h->at_y - heads.items[k].at_y);
                cr_expect_geq(away, HEADS_APART - 1.5f, "heads %d and %d", i, k);
            }
            cr_expect_lt(hypotf(h->at_x - h->x, h->at_y - h->y), 45.0f, "near its place");
        }
        race_a_dozen(b);
    }
    workspace_set_start(&b->landscape->workspace, 5, 2);
    bench_close(b);
}

Test(map, text_on_a_plate_can_be_read_on_every_colour_of_every_map)
{
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        for (int map = 0; map < COLORMAP_COUNT; map++) {
            for (int i = 0; i <= 200; i++) {
                const Color ground = plate_over(
                    &themes[theme],
                    colormap_at(theme_colormap(&themes[theme], (ColormapKind)map), i / 200.0));
                const double contrast = color_contrast(themes[theme].text, ground);
                cr_expect_geq(contrast, 4.5, "%s, %s at %d: %g", themes[theme].kind.key,
                              registry_key(&colormap_kinds, (size_t)(map)), i, contrast);
            }
        }
        cr_expect_geq(
            color_contrast(themes[theme].text, plate_over(&themes[theme], themes[theme].track)),
            4.5);
    }
}

Test(map, whatever_is_written_on_the_picture_stands_on_a_plate)
{
    static LookText texts[TEXTS_MAX];
    static Rect plates[BOXES_MAX];
    Bench *b = bench_open(1440, 900, 1);
    b->landscape->workspace.show.on[SHOW_VECTORS] = true;
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        b->app.shell.theme = (ThemeKind)theme;
        for (int l = 0; l < landscape_count; l++) {
            open_landscape(b, l, 10);
            const Canvas *canvas = &b->app.shell.canvas;
            const Rect picture = b->app.shell.layout.picture;
            const int boxes =
                look_boxes(canvas, themes[theme].background, LOOK_ALL, plates, BOXES_MAX);
            const int count = look_texts(canvas, picture, texts, TEXTS_MAX);
            cr_expect(count > 10 && count < TEXTS_MAX && boxes < BOXES_MAX);
            Inset inset; // has a ground of its own
            const bool data = inset_place(&b->landscape->workspace, bench_on(b), picture, &inset);
            for (int i = 0; i < count; i++) {
                const Rect at = texts[i].rect;
                if (data && rect_has(inset.rect, at.x + at.w / 2, at.y + at.h / 2)) {
                    continue;
                }
                bool stands = false;
                for (int k = 0; k < boxes; k++) {
                    const Rect p = rect_inset(plates[k], -0.6f), t = texts[i].rect;
                    stands |= t.x >= p.x && t.y >= p.y && t.x + t.w <= p.x + p.w &&
                              t.y + t.h <= p.y + p.h;
                }
                cr_expect(stands, "%s, %s: '%s'", landscapes[l].kind.key, themes[theme].kind.key,
                          texts[i].text);
                cr_expect(memcmp(&texts[i].color, &themes[theme].text, 3) == 0, "'%s'",
                          texts[i].text);
            }
        }
    }
    bench_close(b);
}

Test(map, panel_chart_and_picture_have_the_same_colours_in_both_themes)
{
    Bench *b = bench_open(1440, 900, 1);
    open_landscape(b, 0, 12);
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        b->app.shell.theme = (ThemeKind)theme;
        bench_frame(b);
        const ShellLayout *l = &b->app.shell.layout;
        const Rect parts[] = { l->picture, l->right, l->chart };
        for (int racer = 0; racer < OPTIM_CLASSIC_COUNT; racer++) {
            const Color color = racer_color(&b->landscape->workspace.scene, racer, &themes[theme]);
            for (size_t p = 0; p < COUNT(parts); p++) {
                cr_expect_gt(look_markers(&b->app.shell.canvas, color, parts[p], NULL, 0), 0,
                             "racer %d in part %zu, %s", racer, p, themes[theme].kind.key);
            }
        }
    }
    bench_close(b);
}

Test(map, an_arrow_at_the_edge_points_to_a_start_out_of_view_and_brings_it_back)
{
    static const double ways[][2] = { { 30, 0 }, { -30, 8 }, { 3, 30 }, { -20, -25 } };
    Bench *b = bench_open(1280, 720, 1);
    open_landscape(b, 0, 5);
    Workspace *w = &b->landscape->workspace;
    PictureArrow arrow;
    const Rect picture = b->app.shell.layout.picture;
    cr_expect_not(picture_start_arrow(w, bench_on(b), picture, (Rect){ 0 }, &arrow),
                  "it is in view");
    for (size_t i = 0; i < COUNT(ways); i++) {
        w->view.home = false;
        w->view.x = w->scene.start[0] - ways[i][0];
        w->view.y = w->scene.start[1] - ways[i][1];
        bench_settle(b);
        cr_assert(picture_start_arrow(w, bench_on(b), picture, (Rect){ 0 }, &arrow));
        cr_expect(rect_has(picture, arrow.x, arrow.y));
        const double dx = bench_x(b, w->scene.start[0]) - arrow.x;
        const double dy = bench_y(b, w->scene.start[1]) - arrow.y;
        cr_expect_float_eq(arrow.dx, dx / hypot(dx, dy), 1e-3);
        cr_expect_float_eq(arrow.dy, dy / hypot(dx, dy), 1e-3);
        cr_expect(look_text(&b->app.shell.canvas, "start", picture, NULL));
        bench_click_at(b, arrow.x, arrow.y);
        bench_settle(b);
        cr_expect_not(picture_start_arrow(w, bench_on(b), picture, (Rect){ 0 }, &arrow),
                      "it is back");
        cr_expect_float_eq(bench_x(b, w->scene.start[0]), picture.x + picture.w / 2, 1);
    }
    bench_close(b);
}

// What is written beside the colour bar, from its upper end down.
static int scale_labels(Bench *b, LookText labels[], int max)
{
    const Rect clear = landscape_clear(b->landscape);
    LookText texts[TEXTS_MAX];
    const int all = look_texts(&b->app.shell.canvas, LOOK_ALL, texts, TEXTS_MAX);
    int count = 0;
    for (int i = 0; i < all && i < TEXTS_MAX; i++) {
        const float end = texts[i].rect.x + texts[i].rect.w;
        if (fabsf(end - (clear.x + clear.w - 40)) < 1.5f && count < max) {
            labels[count++] = texts[i];
        }
    }
    return count;
}

static void look_closely(Bench *b, double x, double y, double unit)
{
    Workspace *w = &b->landscape->workspace;
    w->view = (View){ .x = x, .y = y, .unit = unit };
    bench_settle(b);
    bench_frame(b);
}

Test(map, the_scale_tells_its_values_apart_however_close_the_view)
{
    Bench *b = bench_open(1280, 720, 1);
    open_landscape(b, registry_find(&landscape_kinds, "rosenbrock"), 0);
    for (double unit = 1e-3; unit > 1e-13; unit /= 10) {
        look_closely(b, 0.567, -0.277, unit);
        LookText labels[8];
        const int count = scale_labels(b, labels, 8);
        cr_expect_geq(count, 3, "unit %g: %d labels", unit, count);
        for (int i = 1; i < count; i++) {
            cr_expect_str_neq(labels[i].text, labels[i - 1].text, "unit %g", unit);
        }
    }
    bench_close(b);
}

Test(map, the_values_below_the_pointer_follow_it_however_close_the_view)
{
    Bench *b = bench_open(1280, 720, 1);
    open_landscape(b, registry_find(&landscape_kinds, "rosenbrock"), 0);
    const Rect left = b->app.shell.layout.left, picture = b->app.shell.layout.picture;
    for (double unit = 1e-3; unit > 1e-13; unit /= 10) {
        look_closely(b, 0.567, -0.277, unit);
        LookText before[TEXTS_MAX], after[TEXTS_MAX];
        const float x = roundf(picture.x + picture.w / 2), y = roundf(picture.y + 200);
        bench_move(b, x, y);
        bench_frame(b);
        const int count = look_texts(&b->app.shell.canvas, left, before, TEXTS_MAX);
        bench_move(b, x + 2, y + 2);
        bench_frame(b);
        cr_expect_eq(look_texts(&b->app.shell.canvas, left, after, TEXTS_MAX), count);
        int changed = 0;
        for (int i = 0; i < count && i < TEXTS_MAX; i++) {
            changed += strcmp(before[i].text, after[i].text) != 0;
            cr_expect_null(strstr(after[i].text, "…"), "unit %g: %s is cut", unit, after[i].text);
        }
        cr_expect_geq(changed, 2, "unit %g: %d texts", unit, changed); // the place and the value
    }
    bench_close(b);
}

Test(map, the_scale_has_no_more_labels_than_room)
{
    static const float scales[] = { 1, 2, 2.25f, 2.5f };
    for (size_t s = 0; s < COUNT(scales); s++) {
        Bench *b = bench_open(1440, 900, scales[s]);
        for (int k = 0; k < landscape_count; k++) {
            open_landscape(b, k, 0);
            LookText labels[8];
            const int count = scale_labels(b, labels, 8);
            cr_expect_geq(count, 2, "%s at %g", landscapes[k].kind.key, (double)scales[s]);
            for (int i = 1; i < count; i++) {
                const float apart = fabsf(labels[i].rect.y - labels[i - 1].rect.y);
                cr_expect_geq(apart, 14, "%s at %g: %s and %s", landscapes[k].kind.key,
                              (double)scales[s], labels[i - 1].text, labels[i].text);
            }
        }
        bench_close(b);
    }
}

// A dot is seen on its path; its ring has the path's colour, for the ground.
Test(map, step_dots_are_seen_on_their_paths)
{
    Bench *b = bench_open(1280, 720, 1);
    const Workspace *w = &b->landscape->workspace;
    open_landscape(b, registry_find(&landscape_kinds, "valley"), 20);
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        b->app.shell.theme = (ThemeKind)theme;
        bench_frame(b);
        bench_read(b);
        int seen = 0, rows = 0;
        for (int run = 0; run < race_run_count(w->race); run++) {
            const Color path = racer_color(&w->scene, race_racer(w->race, run), &themes[theme]);
            const Trail *trail = race_trail(w->race, run);
            for (int i = 2; i < 8; i++) {
                const Color dot =
                    bench_pixel(b, bench_x(b, trail->rows[i].x), bench_y(b, trail->rows[i].y));
                seen += color_contrast(dot, path) > 3;
                rows++;
            }
        }
        cr_expect_gt(seen, rows / 3, "theme %d: %d of %d dots", theme, seen, rows);
    }
    bench_close(b);
}
