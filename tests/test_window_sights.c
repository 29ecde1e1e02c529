// What the picture shows beside the paths: the ghost of the race before the change, and contours.
#include "look.h"
#include "window_bench.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

Test(sights, the_ghost_is_the_race_before_the_whole_drag)
{
    Bench *b = bench_open(1280, 720, 1);
    const Workspace *w = &b->landscape->workspace;
    bench_key(b, SDLK_END);
    bench_settle(b);
    const float x = bench_x(b, -7), y = bench_y(b, 2);
    bench_down(b, x, y, 1);
    for (int i = 1; i <= 4; i++) {
        bench_move(b, x + 30 * (float)i, y + 10 * (float)i);
        bench_frame(b);
        cr_assert_eq(w->ghost.path_count, race_run_count(w->race));
        cr_expect(w->ghost.points[0][0] == -7 && w->ghost.points[0][1] == 2,
                  "frame %d: the ghost begins at (%g, %g)", i, w->ghost.points[0][0],
                  w->ghost.points[0][1]);
    }
    bench_up(b, x + 120, y + 40);
    bench_frame(b);
    const double before[2] = { w->scene.start[0], w->scene.start[1] };
    const float x2 = bench_x(b, before[0]), y2 = bench_y(b, before[1]);
    bench_wait(b, 3);
    bench_down(b, x2, y2, 1); // another drag, another ghost
    bench_frame(b);
    bench_move(b, x2 + 40, y2);
    bench_frame(b);
    cr_expect_neq(w->scene.start[0], before[0]);
    cr_expect(w->ghost.points[0][0] == before[0] && w->ghost.points[0][1] == before[1],
              "the ghost begins at (%g, %g), not (%g, %g)", w->ghost.points[0][0],
              w->ghost.points[0][1], before[0], before[1]);
    bench_close(b);
}

// The last points of every ghost and of every run of a race.
static void ends_of_ghost(const Workspace *w, double ends[][2])
{
    for (int i = 0; i < w->ghost.path_count; i++) {
        const GhostPath *path = &w->ghost.paths[i];
        const double *end = w->ghost.points[path->first + (size_t)path->count - 1];
        ends[i][0] = end[0];
        ends[i][1] = end[1];
    }
}

static void ends_of_race(const Workspace *w, double ends[][2])
{
    for (int run = 0; run < race_run_count(w->race); run++) {
        const Trail *trail = race_trail(w->race, run);
        ends[run][0] = trail->rows[trail->count - 1].x;
        ends[run][1] = trail->rows[trail->count - 1].y;
    }
}

static void expect_ghost(const Bench *b, double ends[][2], const char *when)
{
    const Workspace *w = &b->landscape->workspace;
    double now[SCENE_RACERS_MAX][2];
    cr_assert_eq(w->ghost.path_count, race_run_count(w->race), "%s", when);
    ends_of_ghost(w, now);
    for (int run = 0; run < w->ghost.path_count; run++) {
        cr_expect(now[run][0] == ends[run][0] && now[run][1] == ends[run][1],
                  "%s: ghost %d ends at (%g, %g), not (%g, %g)", when, run, now[run][0],
                  now[run][1], ends[run][0], ends[run][1]);
    }
}

Test(sights, the_ghost_is_the_race_before_the_formula_was_typed)
{
    Bench *b = bench_open(1280, 720, 1);
    const Workspace *w = &b->landscape->workspace;
    double valley[SCENE_RACERS_MAX][2], bowl[SCENE_RACERS_MAX][2];
    bench_key(b, SDLK_END);
    bench_settle(b);
    ends_of_race(w, valley);
    bench_click(b, "formula");
    bench_retype(b, "x^2+3*y^2");
    bench_settle(b);
    cr_assert_str_eq(w->scene.formula, "x^2+3*y^2");
    expect_ghost(b, valley, "typed over");
    bench_key(b, SDLK_RETURN);
    bench_settle(b);
    ends_of_race(w, bowl);
    bench_click(b, "formula");
    bench_key(b, SDLK_END);
    bench_type(b, "+x");
    expect_ghost(b, bowl, "another edit");
    bench_key(b, SDLK_BACKSPACE);
    bench_key(b, SDLK_BACKSPACE); // as it was
    bench_type(b, "+x*y");
    expect_ghost(b, bowl, "erased and typed again");
    bench_settle(b);
    ends_of_race(w, valley);
    bench_slide(b, "race.noise", 0.5f); // leaves the field and changes something at once
    expect_ghost(b, valley, "the noise");
    bench_close(b);
}

static double light(const Bench *b, float x, float y)
{
    const Color c = bench_pixel(b, x, y);
    return (0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b) / 255;
}

// A typed formula over -5..5, without optimizers, and what is seen of it when it is computed.
static void open_formula(Bench *b, const char *text)
{
    Workspace *w = &b->landscape->workspace;
    Arena arena = { 0 };
    Formula formula;
    Scene scene;
    Error err = { .text = "" };
    scene_defaults(&scene);
    cr_assert(formula_compile(&formula, text, &arena, &err), "%s", err.text);
    cr_assert(scene_set_formula(&scene, &formula, false, &err), "%s", err.text);
    scene.domain = (Box){ -5, 5, -5, 5 };
    bench_show(b, SUBJECT_SCENE, &scene);
    for (int i = 0; i < w->scene.racer_count; i++) {
        w->scene.racers[i].on = false;
    }
    workspace_changed_race(w);
    bench_settle(b);
    arena_free(&arena);
}

// A slope of even steepness: its contours are even apart, 17 from end to end of its colours.
Test(sights, an_even_slope_has_seventeen_contours)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    open_formula(b, "x");
    w->show.on[SHOW_LOG] = false;
    bench_settle(b);
    bench_move(b, 5, 5);
    bench_wait(b, 1);
    bench_read(b);
    const float y = bench_y(b, -4.3), from = bench_x(b, -4.9), to = bench_x(b, 4.9);
    int lines = 0;
    for (float x = from + 6; x < to - 6; x++) {
        // A line is darker or lighter than the ground five pixels to either side.
        const double around = (light(b, x - 5, y) + light(b, x + 5, y)) / 2;
        if (fabs(light(b, x, y) - around) > 0.02) {
            lines++;
            x += 8;
        }
    }
    cr_expect(lines >= 13 && lines <= 25, "%d lines", lines);
    bench_close(b);
}

// Where doubles can no longer tell pixels apart a line along their edges would be frayed.
Test(sights, contours_end_where_doubles_do)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    open_formula(b, "x^2/20 + y^2 + 0.1*x");
    static const struct {
        double unit;
        bool lines;
    } rows[] = { { 1e-4, true }, { 1e-8, true }, { 1e-11, false }, { 1e-13, false } };
    for (size_t i = 0; i < COUNT(rows); i++) {
        w->view = (View){ .x = -1, .unit = rows[i].unit };
        w->show.on[SHOW_CONTOURS] = true;
        bench_settle(b);
        bench_move(b, 5, 5);
        bench_wait(b, 1);
        const Rect ground = bench_ground(b);
        uint8_t *shot = bench_shot(b, ground);
        w->show.on[SHOW_CONTOURS] = false;
        bench_frame(b);
        const int lines = bench_changes(b, ground, shot);
        cr_expect_eq(lines > 50, rows[i].lines, "unit %g: %d pixels", rows[i].unit, lines);
        free(shot);
    }
    bench_close(b);
}

Test(sights, every_landscape_has_contours)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    for (int k = 0; k < landscape_count; k++) {
        workspace_set_landscape(w, k);
        bench_settle(b);
        cr_expect_gt(w->tint.step, 0, "%s", landscapes[k].kind.key);
        w->view.unit /= 1e4;
        w->view.home = false;
        bench_settle(b);
        cr_expect_gt(w->tint.step, 0, "%s, closely", landscapes[k].kind.key);
    }
    bench_close(b);
}

Test(sights, the_scale_of_a_constant_has_one_label)
{
    Bench *b = bench_open(1280, 720, 1);
    open_formula(b, "3.5");
    LookText texts[200];
    const int count = look_texts(&b->app.shell.canvas, b->app.shell.layout.picture, texts, 200);
    int labels = 0;
    for (int i = 0; i < count; i++) {
        labels += strncmp(texts[i].text, "3.5", 3) == 0;
    }
    cr_expect_eq(labels, 1, "%d labels", labels);
    bench_close(b);
}

// Most of the map has most of the colours, whichever way they are counted, and neither is the
// other.
Test(sights, a_logarithms_pole_leaves_the_colours_to_the_map)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    open_formula(b, "log(x^2+y^2)");
    double middle[2];
    for (int log = 0; log < 2; log++) {
        w->show.on[SHOW_LOG] = log;
        bench_settle(b);
        const double near = tint_position(&w->tint, 0), far = tint_position(&w->tint, -100);
        middle[log] = tint_position(&w->tint, 2.2); // three from the middle
        cr_expect_lt(near, 0.6, "log %d: %g", log, near);
        cr_expect_leq(far, 0);
        cr_expect_geq(tint_position(&w->tint, 3.9), 0.7, "log %d", log);
        cr_expect(middle[log] > near + 0.15, "log %d: %g and %g", log, near, middle[log]);
    }
    cr_expect_gt(fabs(middle[1] - middle[0]), 0.05, "%g and %g", middle[0], middle[1]);
    bench_close(b);
}
