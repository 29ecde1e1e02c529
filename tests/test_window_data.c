// The data of a landscape in the window: what is painted into the inset moves every path, comes
// back by undo, goes along in the command that is copied; where the lines are drawn.
#include "look.h"
#include "window_bench.h"

#include "app/landscape/inset.h"
#include "app/landscape/path.h"
#include "app/landscape/racer_look.h"
#include "io/subject_text.h"
#include "model/landscape_spec.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static Bench *open_on(const char *text)
{
    Bench *b = bench_open(1280, 720, 1);
    static Scene scene;
    LandscapeSpec spec;
    Error err;
    scene_defaults(&scene);
    cr_assert(landscape_spec_parse(&spec, text, &err) &&
              fit_spec_fill(&spec.fit, spec.landscape->fit, &err));
    scene_set_landscape(&scene, spec.landscape);
    scene.fit = spec.fit;
    bench_show(b, SUBJECT_SCENE, &scene);
    bench_frame(b);
    b->landscape->workspace.play.playing = false;
    bench_settle(b);
    return b;
}

static Inset inset_of(Bench *b)
{
    Inset inset;
    cr_assert(
        inset_place(&b->landscape->workspace, bench_on(b), landscape_clear(b->landscape), &inset));
    return inset;
}

static const FitPoints *points(const Bench *b)
{
    return &b->landscape->workspace.scene.fit.points;
}

static void right_click(Bench *b, float x, float y)
{
    bench_move(b, x, y);
    for (int up = 0; up < 2; up++) {
        SDL_Event event = { .button = { .type = up ? SDL_MOUSEBUTTONUP : SDL_MOUSEBUTTONDOWN,
                                        .button = SDL_BUTTON_RIGHT,
                                        .clicks = 1,
                                        .x = (int)x,
                                        .y = (int)y } };
        SDL_PushEvent(&event);
    }
    bench_frame(b);
}

static void undo(Bench *b)
{
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
}

Test(data, a_click_puts_a_point_there_and_every_path_follows)
{
    Bench *b = open_on("linreg points=0,0;2,2");
    const Inset inset = inset_of(b);
    const double before = race_trail(b->landscape->workspace.race, 0)->rows[0].loss;
    float x, y;
    inset_px(&inset, 1, 2.5, &x, &y);
    bench_click_at(b, x, y);
    cr_assert_eq(points(b)->count, 3);
    const double u = points(b)->u[2], v = points(b)->v[2];
    cr_expect(fabs(u - 1) < 0.02 && fabs(v - 2.5) < 0.04, "(%g, %g)", u, v);
    cr_expect_eq(u, round(u * 1000) / 1000, "no more digits than a pixel can tell: %.17g", u);
    cr_expect(b->landscape->workspace.scene.fit.painted);
    bench_settle(b);
    cr_expect_neq(race_trail(b->landscape->workspace.race, 0)->rows[0].loss, before);
    undo(b);
    cr_expect_eq(points(b)->count, 2);
    bench_close(b);
}

Test(data, a_point_is_dragged_as_one_deed)
{
    Bench *b = open_on("linreg");
    const Inset inset = inset_of(b);
    const double u = points(b)->u[4], v = points(b)->v[4];
    float x, y;
    inset_px(&inset, u, v, &x, &y);
    const int held = inset_nearest(&b->landscape->workspace, &inset, x, y, 3);
    bench_down(b, x, y, 1);
    for (int i = 1; i <= 5; i++) {
        bench_move(b, x + 4 * (float)i, y - 3 * (float)i);
        bench_frame(b);
    }
    bench_up(b, x + 20, y - 15);
    bench_frame(b);
    float to_x, to_y;
    cr_expect_eq(points(b)->count, 40);
    inset_px(&inset, points(b)->u[held], points(b)->v[held], &to_x, &to_y);
    cr_expect(fabsf(to_x - x - 20) < 1.5f && fabsf(to_y - y + 15) < 1.5f, "%g %g", (double)to_x,
              (double)to_y);
    undo(b);
    cr_expect_eq(points(b)->u[held], u);
    cr_expect_not(b->landscape->workspace.scene.fit.painted, "made again");
    bench_close(b);
}

Test(data, shift_and_the_right_button_take_the_nearest_away)
{
    Bench *b = open_on("logreg points=-1,0,0;1,0,1;0,1,1");
    const Inset inset = inset_of(b);
    float x, y;
    inset_px(&inset, 1, 0, &x, &y);
    right_click(b, x + 3, y);
    cr_assert_eq(points(b)->count, 2);
    cr_expect_eq(points(b)->v[1], 1);
    inset_px(&inset, -1, 0, &x, &y);
    b->keys = MOD_SHIFT;
    SDL_SetModState(KMOD_LSHIFT);
    bench_click_at(b, x, y - 2);
    SDL_SetModState(KMOD_NONE);
    b->keys = 0;
    cr_assert_eq(points(b)->count, 1);
    cr_expect(points(b)->upper[0]);
    right_click(b, inset.plot.x + 2, inset.plot.y + inset.plot.h - 2); // nothing is near
    cr_expect_eq(points(b)->count, 1);
    undo(b);
    cr_expect_eq(points(b)->count, 2);
    undo(b);
    cr_expect_eq(points(b)->count, 3);
    cr_expect_eq(points(b)->u[1], 1);
    bench_close(b);
}

Test(data, a_new_point_is_of_the_class_that_was_chosen)
{
    Bench *b = open_on("logreg points=-1,0,0;1,0,1");
    const Inset inset = inset_of(b);
    const float x = inset.plot.x + inset.plot.w / 2, y = inset.plot.y + 12;
    bench_click_at(b, x, y);
    cr_expect_not(points(b)->upper[2]);
    bench_click(b, "inset.class.1");
    bench_click_at(b, x, y + 40);
    cr_assert_eq(points(b)->count, 4);
    cr_expect(points(b)->upper[3]);
    bench_close(b);
}

Test(data, painted_points_go_along_in_the_command_that_is_copied)
{
    Bench *b = open_on("neuron n=20 seed=3");
    const Inset inset = inset_of(b);
    bench_click_at(b, inset.plot.x + 30, inset.plot.y + 20);
    cr_assert_eq(points(b)->count, 21);
    static Subject shown, again;
    char *text = memory_get(SUBJECT_TEXT_MAX);
    landscape_room.subject(b->landscape, &shown);
    const size_t length = subject_write(&shown, text, SUBJECT_TEXT_MAX);
    cr_assert_lt(length, (size_t)FIT_TEXT_MAX);
    cr_expect(strstr(text, "--landscape 'neuron points="), "%.200s", text);
    Error err = { .at = -1 };
    cr_assert(subject_parse(&again, text, &err), "%s", err.text);
    cr_expect(subject_equal(&shown, &again));
    free(text);
    bench_close(b);
}

// The colours along a line of the inset, of a race at its start.
Test(data, the_line_of_every_head_and_of_the_pointer_is_drawn_where_it_is)
{
    Bench *b = open_on("linreg");
    Workspace *w = &b->landscape->workspace;
    const Scene *scene = &w->scene;
    for (int i = 1; i < scene->racer_count; i++) {
        w->scene.racers[i].on = false;
    }
    workspace_changed_race(w);
    bench_settle(b);
    workspace_seek(w, 30);
    bench_move(b, 400, 400);
    bench_frame(b);
    const Inset inset = inset_of(b);
    const TrailRow *row = trail_at(race_trail(w->race, 0), 30);
    const Color color = racer_color(scene, 0, b->app.shell.ui.theme);
    bench_read(b);
    int hits = 0, looked = 0;
    for (double u = 0.1; u < 1.95; u += 0.05) {
        float x, y;
        inset_px(&inset, u, row->x * u + row->y, &x, &y);
        if (!rect_has(rect_inset(inset.plot, 3), x, y) || inset_nearest(w, &inset, x, y, 6) >= 0) {
            continue;
        }
        looked++;
        hits += bench_same_color(bench_pixel(b, x, y), color, 40);
    }
    cr_expect(looked > 10 && hits >= looked - 1, "%d of %d", hits, looked);
    float line[FIT_LINE_MAX][2], x, y;
    cr_assert_eq(inset_line(w, &inset, (double[]){ 1.5, -0.25 }, line), 2);
    inset_px(&inset, 1, 1.25, &x, &y);
    const float share = (x - line[0][0]) / (line[1][0] - line[0][0]);
    cr_expect_float_eq(line[0][1] + share * (line[1][1] - line[0][1]), y, 0.05f);
    bench_close(b);
}

Test(data, a_steep_line_keeps_its_slope_where_it_is_cut)
{
    Bench *b = open_on("linreg");
    const Inset inset = inset_of(b);
    float line[FIT_LINE_MAX][2], x, y;
    cr_assert_eq(inset_line(&b->landscape->workspace, &inset, (double[]){ 1e7, -1e7 }, line), 2);
    inset_px(&inset, 1, 0, &x, &y);
    for (int i = 0; i < 2; i++) {
        cr_expect(fabsf(line[i][0] - x) < 1 && fabsf(line[i][1]) < 1e5f, "%g %g",
                  (double)line[i][0], (double)line[i][1]);
    }
    cr_expect_eq(inset_line(&b->landscape->workspace, &inset, (double[]){ NAN, 0 }, line), 0);
    bench_close(b);
}

Test(data, the_inset_is_moved_by_its_head_hidden_by_its_cross_and_back_by_its_box)
{
    Bench *b = open_on("logreg");
    const Inset before = inset_of(b);
    const float x = before.head.x + 20, y = before.head.y + 12;
    bench_drag(b, x, y, x + 60, y - 90);
    const Inset after = inset_of(b);
    cr_expect_float_eq(after.rect.x, before.rect.x + 60, 1.5f);
    cr_expect_float_eq(after.rect.y, before.rect.y - 90, 1.5f);
    bench_drag(b, after.head.x + 20, after.head.y + 12, 5000, 5000);
    const Rect clear = landscape_clear(b->landscape);
    const Inset edge = inset_of(b);
    cr_expect_leq(edge.rect.x + edge.rect.w, clear.x + clear.w + 0.5f, "it stays inside");
    cr_expect_leq(edge.rect.y + edge.rect.h, clear.y + clear.h + 0.5f);
    bench_click(b, "inset.close");
    cr_expect_not(b->landscape->workspace.show.on[SHOW_DATA]);
    bench_click(b, "show.data");
    cr_expect(b->landscape->workspace.show.on[SHOW_DATA]);
    bench_close(b);
}

// A slider that cannot be moved still says how many there are.
Test(data, the_number_of_points_is_that_of_the_painted_ones)
{
    Bench *b = open_on("logreg");
    const Inset inset = inset_of(b);
    bench_click_at(b, inset.plot.x + inset.plot.w / 2, inset.plot.y + 6);
    bench_settle(b);
    cr_assert_eq(points(b)->count, 101);
    const Rect number = bench_rect(b, "data.n.number");
    cr_expect(look_text(&b->app.shell.canvas, "101", number, NULL));
    bench_close(b);
}

Test(data, it_stands_where_the_race_is_not)
{
    static const char *const keys[] = { "linreg", "logreg", "neuron" };
    for (size_t k = 0; k < COUNT(keys); k++) {
        Bench *b = open_on(keys[k]);
        Workspace *w = &b->landscape->workspace;
        workspace_seek(w, 100);
        bench_frame(b);
        const Inset inset = inset_of(b);
        int under = 0, rows = 0;
        for (int run = 0; run < race_run_count(w->race); run++) {
            const Trail *trail = race_trail(w->race, run);
            for (int i = 0; i < trail->count; i++) {
                under += rect_has(inset.rect, bench_x(b, trail->rows[i].x),
                                  bench_y(b, trail->rows[i].y));
                rows++;
            }
        }
        cr_expect_leq(under, rows / 50, "%s: %d of %d", keys[k], under, rows);
        cr_expect_not(
            rect_has(inset.rect, bench_x(b, w->scene.start[0]), bench_y(b, w->scene.start[1])),
            "%s", keys[k]);
        bench_close(b);
    }
}

Test(data, rows_of_the_panel_change_the_data_and_the_batch)
{
    Bench *b = open_on("logreg");
    const Scene *scene = &b->landscape->workspace.scene;
    bench_number(b, "data.n.number", "60");
    cr_expect_eq(points(b)->count, 60);
    bench_number(b, "data.noise.number", "0.4");
    cr_expect_eq(scene->fit.noise, 0.4);
    bench_number(b, "data.l2.number", "0.5");
    cr_expect_eq(scene->fit.l2, 0.5);
    bench_slide(b, "data.batch", 0);
    cr_expect_eq(scene->fit.batch, 1);
    cr_expect_eq(scene_batch(scene, 2), 1);
    bench_slide(b, "data.batch", 1);
    cr_expect_eq(scene->fit.batch, 0, "all");
    bench_choose(b, "data.sampling", FIT_REPLACE);
    cr_expect_eq(scene->fit.sampling, FIT_REPLACE);
    const double first = points(b)->u[0];
    bench_click(b, "data.new_seed");
    cr_expect_eq(scene->fit.seed, 2);
    cr_expect_neq(points(b)->u[0], first);
    bench_click(b, "data.clear");
    cr_expect_eq(points(b)->count, 0);
    bench_settle(b);
    bench_click(b, "data.made");
    cr_expect_eq(points(b)->count, 100);
    undo(b);
    undo(b);
    cr_expect_eq(points(b)->count, 60);
    bench_close(b);
}

Test(data, a_racer_has_a_batch_of_its_own_on_its_card)
{
    Bench *b = open_on("linreg batch=8");
    const Scene *scene = &b->landscape->workspace.scene;
    bench_click(b, "racer.0.open");
    bench_slide(b, "racer.0.batch", 0);
    cr_expect(scene->racers[0].has_batch && scene->racers[0].batch == 1);
    cr_expect_eq(scene_batch(scene, 0), 1);
    cr_expect_eq(scene_batch(scene, 1), 8);
    bench_close(b);
}

Test(data, a_file_is_dropped_and_a_bad_one_is_told_and_changes_nothing)
{
    Bench *b = open_on("linreg");
    char path[64];
    snprintf(path, sizeof path, "/tmp/thalweg-data-%ld.csv", (long)getpid());
    FILE *file = fopen(path, "w");
    cr_assert(file && fputs("u,v\n0,1\n1,x\n", file) >= 0 && fclose(file) == 0);
    bench_drop(b, path);
    cr_expect_eq(points(b)->count, 40);
    cr_expect(strstr(b->landscape->data_mistake.text, "line 3, column 2"), "%s",
              b->landscape->data_mistake.text);
    file = fopen(path, "w");
    cr_assert(file && fputs("u,v\n0,1\n1,2.5\n1.5,2.75\n", file) >= 0 && fclose(file) == 0);
    bench_drop(b, path);
    unlink(path);
    cr_assert_eq(points(b)->count, 3, "%s", b->landscape->data_mistake.text);
    cr_expect_eq(points(b)->v[2], 2.75);
    cr_expect_str_eq(b->landscape->workspace.scene.fit.file, path);
    undo(b);
    cr_expect_eq(points(b)->count, 40);
    bench_close(b);
}

// A plate over the start hides as much as one over a thousand steps of every run.
Test(inset, the_start_outweighs_the_paths)
{
    Bench *b = open_on("linreg");
    const Workspace *w = &b->landscape->workspace;
    const int runs = race_run_count(w->race);
    const float x = bench_x(b, w->scene.start[0]), y = bench_y(b, w->scene.start[1]);
    cr_expect_geq(path_hidden(w, bench_on(b), (Rect){ x - 2, y - 2, 4, 4 }), 1000 * runs);
    cr_expect_eq(path_hidden(w, bench_on(b), (Rect){ -900, -900, 4, 4 }), 0);
    bench_close(b);
}

// Whatever lies where, the start can be grasped.
Test(inset, never_lies_over_the_start)
{
    static const int sizes[][2] = { { 1024, 640 }, { 1280, 720 }, { 1440, 900 } };
    for (size_t s = 0; s < COUNT(sizes); s++) {
        Bench *b = bench_open(sizes[s][0], sizes[s][1], 1);
        Workspace *w = &b->landscape->workspace;
        for (int i = 0; i < landscape_count; i++) {
            if (!landscapes[i].fit) {
                continue;
            }
            workspace_set_landscape(w, i);
            bench_settle(b);
            cr_expect_not(rect_has(rect_inset(inset_of(b).rect, -8), bench_x(b, w->scene.start[0]),
                                   bench_y(b, w->scene.start[1])),
                          "%s at %d", landscapes[i].kind.key, sizes[s][0]);
        }
        bench_close(b);
    }
}
