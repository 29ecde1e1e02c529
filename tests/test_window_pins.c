// What stands on map and surface side by side, in the real window: nothing on anything else, and
// the pointer's place in both.
#include "app/landscape/pins.h"
#include "app/landscape/quadric_net.h"
#include "app/landscape/workspace_relief.h"
#include "look.h"
#include "window_bench.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static Bench *open_split(const char *landscape, bool all)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    workspace_set_landscape(w, registry_find(&landscape_kinds, landscape));
    w->scene.relief.kind = RELIEF_BOTH;
    w->play.playing = false;
    w->show.on[SHOW_VECTORS] = w->show.on[SHOW_SADDLES] = w->show.on[SHOW_QUADRIC] = all;
    bench_settle(b);
    return b;
}

static Rect half(const Bench *b, bool surface)
{
    const Scene *scene = &b->landscape->workspace.scene;
    const Rect picture = b->app.shell.layout.picture;
    return surface ? relief_rect(scene, picture) : relief_map_rect(scene, picture);
}

Test(pins, and_all_else_that_is_written_beside_them_never_lie_on_each_other)
{
    static const char *const names[] = { "rosenbrock", "himmelblau", "rastrigin", "valley" };
    for (size_t k = 0; k < COUNT(names); k++) {
        Bench *b = open_split(names[k], true);
        for (int step = 0; step < 60; step += 20) {
            workspace_seek(&b->landscape->workspace, step);
            bench_frame(b);
            for (int side = 0; side < 2; side++) {
                LookText texts[96];
                const Rect part = half(b, side == 1);
                const int count =
                    look_texts(&b->app.shell.canvas, rect_inset(part, -40), texts, 96);
                cr_expect_gt(count, 8);
                for (int i = 0; i < count; i++) {
                    const float x = texts[i].rect.x + texts[i].rect.w / 2;
                    if (!rect_has(part, x, texts[i].rect.y)) {
                        continue;
                    }
                    cr_expect(texts[i].rect.x >= part.x &&
                                  texts[i].rect.x + texts[i].rect.w <= part.x + part.w,
                              "%s, step %d: %s leaves its half", names[k], step, texts[i].text);
                    for (int j = 0; j < i; j++) {
                        cr_expect_not(rect_overlap(texts[i].rect, texts[j].rect),
                                      "%s, step %d: %s on %s", names[k], step, texts[i].text,
                                      texts[j].text);
                    }
                }
            }
        }
        bench_close(b);
    }
}

// The word beside the net is the panel's, and the net lies about the pointer, on both sides.
Test(pins, the_quadric_follows_the_pointer_on_map_and_surface)
{
    static const struct {
        double x, y;
        const char *word;
    } places[] = { { 3, 2, "bowl" }, { 0.1, 2.9, "saddle" }, { -0.27, -0.92, "dome" } };
    Bench *b = open_split("himmelblau", true);
    for (size_t i = 0; i < COUNT(places); i++) {
        LookText text;
        LookLine lines[2000];
        const Projection map = view_projection(&b->landscape->workspace.view, half(b, false));
        float x, y;
        cr_assert(projection_point(&map, (Place){ places[i].x, places[i].y, NAN }, &x, &y));
        bench_move(b, x, y);
        bench_frame(b);
        bench_frame(b);
        const Workspace *w = &b->landscape->workspace;
        const Projection on = workspace_relief(&b->landscape->workspace, half(b, true));
        double f;
        objective_eval(workspace_objective(w), w->scratch,
                       &(ObjectiveBlock){ 1, 1, b->landscape->hover, &f, NULL, NULL });
        float at[2];
        cr_assert(projection_point(
            &on, (Place){ b->landscape->hover[0], b->landscape->hover[1], f }, &at[0], &at[1]));
        for (int side = 0; side < 2; side++) {
            cr_expect(look_text(&b->app.shell.canvas, places[i].word, half(b, side == 1), &text),
                      "%s, side %d", places[i].word, side);
        }
        cr_expect(
            look_text_has(&b->app.shell.canvas, places[i].word, b->app.shell.layout.left, NULL),
            "the panel says %s", places[i].word);
        // Its thick lines cross where the pointer is.
        int through = 0;
        const Color colors[] = { quadric_up, quadric_down };
        for (size_t c = 0; c < COUNT(colors); c++) {
            const int count =
                look_lines(&b->app.shell.canvas, colors[c], half(b, true), lines, 2000);
            for (int n = 0; n < count; n++) {
                through += lines[n].width > 2.5f &&
                           hypotf(lines[n].x0 - at[0], lines[n].y0 - at[1]) < 0.1f;
            }
        }
        cr_expect_eq(through, 2, "%s: %d lines through %g, %g", places[i].word, through,
                     (double)at[0], (double)at[1]);
    }
    bench_close(b);
}
