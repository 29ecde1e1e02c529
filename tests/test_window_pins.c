// What stands on map and surface side by side, in the real window: nothing on anything else, and
// the pointer's place in both.
#include "app/landscape/pins.h"
#include "app/landscape/quadric_net.h"
#include "app/landscape/workspace_relief.h"
#include "look.h"
#include "window_bench.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
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

static void expect_apart(const Bench *b, Rect part, const char *where)
{
    LookText texts[96];
    const int count = look_texts(&b->app.shell.canvas, rect_inset(part, -40), texts, 96);
    cr_expect(count > 8 && count <= 96, "%s: %d texts", where, count);
    for (int i = 0; i < count; i++) {
        const Rect r = texts[i].rect;
        if (!rect_has(part, r.x + r.w / 2, r.y)) {
            continue;
        }
        cr_expect(r.x >= part.x && r.x + r.w <= part.x + part.w, "%s: %s leaves its half", where,
                  texts[i].text);
        for (int j = 0; j < i; j++) {
            cr_expect_not(rect_overlap(r, texts[j].rect), "%s: %s on %s", where, texts[i].text,
                          texts[j].text);
        }
    }
}

Test(pins, and_all_else_that_is_written_beside_them_never_lie_on_each_other)
{
    static const char *const names[] = { "rosenbrock", "himmelblau", "rastrigin", "valley" };
    Bench *b = open_split(names[0], true);
    Workspace *w = &b->landscape->workspace;
    for (size_t k = 0; k < 2 * COUNT(names); k++) {
        const bool alone = k % 2 == 1;
        workspace_set_landscape(w, registry_find(&landscape_kinds, names[k / 2]));
        w->scene.relief.kind = alone ? RELIEF_ONLY : RELIEF_BOTH;
        bench_settle(b);
        for (int step = 0; step < 60; step += 30) {
            char where[64];
            workspace_seek(w, step);
            bench_frame(b);
            snprintf(where, sizeof where, "%s, %s, step %d", names[k / 2],
                     alone ? "alone" : "surface", step);
            expect_apart(b, half(b, true), where);
            if (!alone) {
                snprintf(where, sizeof where, "%s, map, step %d", names[k / 2], step);
                expect_apart(b, half(b, false), where);
            }
        }
    }
    bench_close(b);
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
    cr_expect(look_text(&b->app.shell.canvas, "dome", LOOK_ALL, NULL));
    b->landscape->workspace.scene.relief.kind = RELIEF_OFF; // its switch is gone then
    bench_settle(b);
    cr_expect_not(look_text(&b->app.shell.canvas, "dome", LOOK_ALL, NULL));
    bench_close(b);
}

// On the surface the pointer picks the place that it is over: the quadric and a ring stand there,
// and on the map the ring stands at the same place.
Test(pins, the_pointer_over_the_surface_is_marked_on_both)
{
    Bench *b = open_split("himmelblau", true);
    Workspace *w = &b->landscape->workspace;
    const Projection on = workspace_relief(w, half(b, true));
    const double x[2] = { 0.0866775, 2.884255 };
    double f;
    float px[2], at[2];
    objective_eval(workspace_objective(w), w->scratch,
                   &(ObjectiveBlock){ 1, 1, x, &f, NULL, NULL });
    cr_assert(projection_point(&on, (Place){ x[0], x[1], f }, &px[0], &px[1]));
    bench_move(b, px[0], px[1]);
    bench_frame(b);
    bench_frame(b);
    cr_expect(b->landscape->hover_plane);
    cr_expect_lt(hypot(b->landscape->hover[0] - x[0], b->landscape->hover[1] - x[1]),
                 4 * w->view.unit, "it picks %g, %g", b->landscape->hover[0],
                 b->landscape->hover[1]);
    cr_expect(look_text(&b->app.shell.canvas, "saddle", half(b, true), NULL));
    cr_expect(look_text_has(&b->app.shell.canvas, "saddle", b->app.shell.layout.left, NULL));
    const Projection map = view_projection(&w->view, half(b, false));
    const double *hover = b->landscape->hover;
    cr_assert(projection_point(&map, (Place){ hover[0], hover[1], NAN }, &at[0], &at[1]));
    LookLine lines[2000];
    int ring = 0;
    const int count = look_lines(&b->app.shell.canvas, RGB(0xf3f5f8), half(b, false), lines, 2000);
    for (int i = 0; i < count; i++) {
        ring += fabsf(hypotf(lines[i].x0 - at[0], lines[i].y0 - at[1]) - 7) < 2;
    }
    cr_expect_geq(ring, 20, "the map's ring: %d lines", ring);
    bench_close(b);
}

// There is one inset of the data, and it answers where it is drawn.
Test(pins, leave_the_data_one_inset_that_answers)
{
    Bench *b = open_split("logreg", true);
    Workspace *w = &b->landscape->workspace;
    for (int kind = 0; kind < RELIEF_COUNT; kind++) {
        LookText texts[200];
        w->scene.relief.kind = (ReliefKind)kind;
        bench_settle(b);
        int heads = 0;
        const int count = look_texts(&b->app.shell.canvas, b->app.shell.layout.picture, texts, 200);
        for (int i = 0; i < count; i++) {
            if (strncmp(texts[i].text, "Data: ", 6) == 0) {
                const Rect close = bench_rect(b, "inset.close");
                const float y = texts[i].rect.y + texts[i].rect.h / 2;
                heads++;
                cr_expect(rect_has(half(b, kind == RELIEF_ONLY), close.x, close.y));
                cr_expect(fabsf(close.y + close.h / 2 - y) < 4 && close.x > texts[i].rect.x,
                          "kind %d: its cross is at %g, %g", kind, (double)close.x,
                          (double)close.y);
            }
        }
        cr_expect_eq(heads, 1, "kind %d: %d insets", kind, heads);
        expect_apart(b, half(b, kind == RELIEF_ONLY), "with data");
    }
    bench_close(b);
}
