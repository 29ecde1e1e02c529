// What stands beside the race in the real window hides as little of it as can be: the legend of the
// vectors, the bar of colours, the surface's buttons, the values on pins.
#include "app/landscape/pins.h"
#include "app/landscape/relief_tools.h"
#include "app/landscape/scales.h"
#include "app/landscape/workspace_relief.h"
#include "look.h"
#include "window_bench.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static Bench *open_at(int width, int height, const char *landscape, ReliefKind kind)
{
    Bench *b = bench_open(width, height, 1);
    Workspace *w = &b->landscape->workspace;
    workspace_set_landscape(w, registry_find(&landscape_kinds, landscape));
    w->scene.relief.kind = kind;
    w->play.playing = false;
    w->show.on[SHOW_VECTORS] = true;
    bench_settle(b);
    return b;
}

static Rect half(const Bench *b, bool surface)
{
    const Scene *scene = &b->landscape->workspace.scene;
    const Rect picture = b->app.shell.layout.picture;
    return surface ? relief_rect(scene, picture) : relief_map_rect(scene, picture);
}

// The surface's home picture keeps clear of the bar.
Test(legend, of_colours_has_no_surface_at_home_below_it)
{
    static const int sizes[][2] = { { 1280, 720 }, { 1440, 900 } };
    for (size_t s = 0; s < COUNT(sizes); s++) {
        Bench *b = open_at(sizes[s][0], sizes[s][1], "himmelblau", RELIEF_ONLY);
        Workspace *w = &b->landscape->workspace;
        for (size_t k = 0; k < 2 * landscape_kinds.count; k++) {
            const Kind *kind = registry_at(&landscape_kinds, k / 2);
            workspace_set_landscape(w, (int)(k / 2));
            w->scene.relief.kind = k % 2 ? RELIEF_BOTH : RELIEF_ONLY;
            bench_settle(b);
            const Rect rect = half(b, true), bar = scales_colors_place(rect);
            int below = 0;
            workspace_relief(w, rect);
            for (size_t i = 0; i < w->relief.mesh.vertices.count; i++) {
                const MeshVertex *v = &w->relief.mesh.vertices.items[i];
                const double at[3] = { v->x, v->y, v->z };
                double px[2];
                below += v->z <= w->relief.size && lens_px(&w->relief.lens, at, px, NULL) &&
                         rect_has(bar, (float)px[0], (float)px[1]);
            }
            cr_expect_eq(below, 0, "%s, %d x %d, %s: %d below the bar", kind->key, sizes[s][0],
                         sizes[s][1], k % 2 ? "both" : "alone", below);
        }
        bench_close(b);
    }
}

static int steps_of(const Workspace *w)
{
    int most = 0;
    for (int run = 0; run < race_run_count(w->race); run++) {
        const Trail *trail = race_trail(w->race, run);
        most = trail->last_step > most ? trail->last_step : most;
    }
    return most;
}

// Its plate, as far as it is known from its title.
static bool title_of(const Bench *b, Rect within, LookText *title)
{
    return look_text_begins(&b->app.shell.canvas, "The next step, ", within, title) ||
           look_text_begins(&b->app.shell.canvas, "No step follows", within, title);
}

// One for map and surface, beside the heads in either, and always large enough to be read.
Test(legend, of_vectors_covers_no_head_and_can_be_read)
{
    static const char *const names[] = { "rosenbrock", "himmelblau", "saddle", "beale",
                                         "rastrigin" };
    static const int sizes[][2] = { { 1280, 720 }, { 1024, 640 } };
    for (size_t s = 0; s < COUNT(sizes); s++) {
        Bench *b = open_at(sizes[s][0], sizes[s][1], names[0], RELIEF_BOTH);
        Workspace *w = &b->landscape->workspace;
        for (size_t k = 0; k < 2 * COUNT(names); k++) {
            workspace_set_landscape(w, registry_find(&landscape_kinds, names[k / 2]));
            w->scene.relief.kind = k % 2 ? RELIEF_ONLY : RELIEF_BOTH;
            bench_settle(b);
            for (int step = 0; step < 100; step += 33) {
                int legends = 0;
                workspace_seek(w, step);
                bench_frame(b);
                for (int side = 0; side < 2; side++) {
                    const Rect part = half(b, side == 1);
                    LookText title;
                    if (part.w < 1 || !title_of(b, part, &title)) {
                        continue;
                    }
                    legends++;
                    cr_expect_geq(title.size, 11);
                    const Projection on =
                        side ? workspace_relief(w, part) : view_projection(&w->view, part);
                    const Rect plate = { title.rect.x - 10, title.rect.y - 9, 190, 64 };
                    for (int run = 0; run < race_run_count(w->race); run++) {
                        const Trail *trail = race_trail(w->race, run);
                        const TrailRow *row =
                            trail_at(trail, step < trail->last_step ? step : trail->last_step);
                        double px[2];
                        cr_expect(!projection_px(&on, (Place){ row->x, row->y, row->loss }, px) ||
                                      !rect_has(plate, (float)px[0], (float)px[1]),
                                  "%s, side %d, %d wide, step %d: a head below the legend",
                                  names[k / 2], side, sizes[s][0], step);
                    }
                }
                if (sizes[s][0] == 1280) {
                    cr_expect_eq(legends, 1, "%s, step %d: %d legends", names[k / 2], step,
                                 legends);
                }
                cr_expect_leq(legends, 1);
            }
        }
        bench_close(b);
    }
}

// At the end no step is explained; rates are where their ellipses are drawn.
Test(legend, of_vectors_names_what_is_drawn_alone)
{
    static const char *const steps[] = { "momentum's part", "gradient's part" };
    Bench *b = open_at(1280, 720, "rosenbrock", RELIEF_BOTH);
    Workspace *w = &b->landscape->workspace;
    const int ends[] = { 10, steps_of(w) };
    for (int pass = 0; pass < 4; pass++) {
        LookText title;
        for (int i = 0; i < w->scene.racer_count && pass == 2; i++) {
            w->scene.racers[i].on = i == OPTIM_SGD; // the second round has no rates
            workspace_changed_race(w);
        }
        bench_settle(b);
        workspace_seek(w, ends[pass % 2]);
        bench_frame(b);
        cr_assert(title_of(b, half(b, false), &title) || title_of(b, half(b, true), &title));
        cr_expect_eq(strcmp(title.text, "No step follows") == 0, pass % 2 == 1);
        for (size_t i = 0; i < COUNT(steps); i++) {
            cr_expect(pass % 2 == 0 || !bench_says(b, steps[i]), "%s", steps[i]);
        }
        cr_expect_eq(bench_says(b, "rates of x and y (adaptive)"), pass < 2, "pass %d", pass);
    }
    bench_close(b);
}

// Side by side with the bar of colours in any picture, each button whole.
Test(legend, and_buttons_of_the_surface_lie_beside_each_other)
{
    static const int sizes[][2] = { { 1024, 640 }, { 1280, 720 }, { 1440, 900 } };
    for (size_t s = 0; s < COUNT(sizes); s++) {
        Bench *b = open_at(sizes[s][0], sizes[s][1], "rosenbrock", RELIEF_BOTH);
        const Rect tools = relief_tools_place(b->landscape, half(b, true));
        cr_expect_not(rect_overlap(tools, scales_colors_place(half(b, true))), "%d wide",
                      sizes[s][0]);
        const Rect home = bench_rect(b, "relief.home"), first = bench_rect(b, "relief.top");
        cr_expect(home.w >= 22 && home.x + home.w <= tools.x + tools.w &&
                  home.y + home.h <= tools.y + tools.h);
        cr_expect((home.y == first.y) == (sizes[s][0] >= 1280), "%d wide: one row", sizes[s][0]);
        bench_close(b);
    }
}

static bool is_number(const char *text)
{
    char *end;
    strtod(text, &end);
    return end != text && !*end;
}

// Of dozens of pins a few have values.
Test(legend, of_pins_is_short_where_there_are_many)
{
    Bench *b = open_at(1280, 720, "rastrigin", RELIEF_ONLY);
    Workspace *w = &b->landscape->workspace;
    LookText texts[200];
    int with[2] = { 0, 0 };
    for (int pass = 0; pass < 2; pass++) {
        w->show.on[SHOW_MINIMA] = pass == 0;
        bench_frame(b);
        const int count = look_texts(&b->app.shell.canvas, half(b, true), texts, 200);
        for (int i = 0; i < count && i < 200; i++) {
            with[pass] += is_number(texts[i].text);
        }
    }
    const int values = with[0] - with[1];
    cr_expect(values >= 2 && values <= 5, "%d values", values);
    bench_close(b);
}
