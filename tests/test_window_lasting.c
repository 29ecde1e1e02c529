// What must not happen however long and however oddly it is used: memory that grows, numbers that
// are none, a frame that never ends.
#include "sheet_bench.h"

#include <criterion/criterion.h>
#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Bytes in use; under ASan, whose allocator keeps its own books, always 0.
static size_t bytes_in_use(void)
{
    return mallinfo2().uordblks;
}

// A window whose memory is the program's own. Mesa's software renderer paints in threads of its own
// and takes more memory for every frame that these are behind, so that its share goes by how busy
// the machine is; without threads it is the same in every run. Other drivers do not know the
// variable.
static Bench *bench_open_counted(void)
{
    setenv("LP_NUM_THREADS", "0", 1); // each test is a process of its own
    return bench_open(640, 400, 1);
}

Test(lasting, memory_does_not_grow_while_it_plays)
{
    Bench *b = bench_open_counted();
    b->landscape->workspace.play.loop = true;
    b->landscape->workspace.play.speed = SPEED_COUNT - 1;
    for (int k = 0; k < SHOW_COUNT; k++) {
        b->landscape->workspace.show.on[k] = true;
    }
    size_t before = 0;
    for (int frame = 0; frame < 1200; frame++) {
        bench_wait(b, 0.1);
        before = frame == 400 ? bytes_in_use() : before; // all buffers have grown
    }
    const size_t after = bytes_in_use();
    cr_expect(after <= before + 4096, "80 s of play: %zu bytes, then %zu", before, after);
    bench_close(b);
}

Test(lasting, memory_does_not_grow_while_things_change)
{
    Bench *b = bench_open_counted();
    size_t before = 0;
    for (int i = 0; i <= 900; i++) {
        Workspace *w = &b->landscape->workspace;
        workspace_set_start(w, sin(i), cos(i));
        w->scene.params[0] = 0.01 * (i % 100);
        workspace_changed_params(w);
        w->scene.seed++;
        const InputEvent nothing = { .kind = INPUT_LEAVE };
        app_event(&b->app, &nothing, b->now_s); // undo notes it
        bench_wait(b, 0.05);
        before =
            i == 400 ? bytes_in_use() : before; // all buffers have grown, the undo ring is full
    }
    const size_t after = bytes_in_use();
    cr_expect(after <= before + 32768, "500 changes: %zu bytes, then %zu", before, after);
    bench_close(b);
}

static void open_formula(Bench *b, const char *text, Box domain, double x, double y)
{
    Arena arena = { 0 };
    Formula formula;
    Scene scene;
    Error err = { .text = "" };
    scene_defaults(&scene);
    cr_assert(formula_compile(&formula, text, &arena, &err), "%s: %s", text, err.text);
    cr_assert(scene_set_formula(&scene, &formula, false, &err), "%s: %s", text, err.text);
    scene.domain = domain;
    scene.start[0] = x;
    scene.start[1] = y;
    bench_show(b, SUBJECT_SCENE, &scene);
    arena_free(&arena);
}

static void expect_sane(Bench *b, const char *what)
{
    const Workspace *w = &b->landscape->workspace;
    cr_expect(isfinite(w->view.x) && isfinite(w->view.unit) && w->view.unit > 0, "%s: view", what);
    cr_expect(isfinite(w->tint.t_low) && w->tint.t_high > w->tint.t_low, "%s: colours", what);
    for (size_t i = 0; i < b->app.shell.canvas.shapes.count; i++) {
        const Shape *s = &b->app.shell.canvas.shapes.items[i];
        if (s->kind == SHAPE_BOX) {
            cr_expect(isfinite(s->box.x) && isfinite(s->box.y) && isfinite(s->box.half_w),
                      "%s: a shape", what);
        }
    }
}

Test(lasting, domains_of_any_width_stay_usable)
{
    static const struct {
        Box domain;
        double x, y;
    } rows[] = {
        { { -5e-13, 5e-13, -5e-13, 5e-13 }, -3e-13, 2e-13 },
        { { -5e11, 5e11, -5e11, 5e11 }, -3e11, 2e11 },
        { { 1e6, 1e6 + 1, -1e6, -1e6 + 1 }, 1e6 + 0.5, -1e6 + 0.5 },
        { { -1e100, 1e100, -1e100, 1e100 }, 1e99, 1e99 },
    };
    static const char *const formulas[] = { "x^2 + y^2", "sin(x) + y", "exp(x*y)", "1/x + log(y)",
                                            "7" };
    Bench *b = bench_open(700, 440, 1);
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (size_t f = 0; f < COUNT(formulas); f++) {
            open_formula(b, formulas[f], rows[i].domain, rows[i].x, rows[i].y);
            bench_wait(b, 0.5);
            bench_wheel(b, 350, 200, 3);
            bench_drag(b, 350, 220, 300, 200);
            expect_sane(b, formulas[f]);
        }
    }
    bench_close(b);
}

Test(lasting, rates_that_explode_are_lost_and_disturb_nobody)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    w->scene.racers[0].spec.params.lr = 10;
    w->scene.racers[0].spec.has_rate = true;
    w->scene.racers[1].spec.params.lr = 10;
    w->scene.racers[1].spec.has_rate = true;
    workspace_changed_race(w);
    workspace_seek(w, 100);
    bench_wait(b, 0.1);
    cr_expect(race_trail(w->race, 0)->lost && race_trail(w->race, 1)->lost);
    cr_expect_not(race_trail(w->race, 5)->lost, "Adam goes on");
    cr_expect_eq(race_trail(w->race, 5)->last_step, 100);
    cr_expect(bench_says(b, "lost at"));
    expect_sane(b, "lost");
    bench_close(b);
}

Test(lasting, a_formula_of_a_thousand_terms_does_not_stop_the_hand)
{
    static char text[SCENE_FORMULA_MAX];
    size_t n = 0;
    for (int i = 1; i <= 1000; i++) {
        n += (size_t)snprintf(text + n, sizeof text - n, "%ssin(%d*x)/%d", i > 1 ? "+" : "", i, i);
    }
    Bench *b = bench_open(900, 600, 1);
    b->budget_s = 0.008;
    open_formula(b, text, (Box){ -3, 3, -3, 3 }, 1, 1);
    bench_frame(b);
    cr_expect(b->landscape->workspace.field.columns >= 2, "a picture at once, coarse as it may be");
    cr_expect(b->app.more, "and a finer one to follow");
    for (int i = 0; i < 20; i++) {
        workspace_set_start(&b->landscape->workspace, 0.01 * i, 0.5);
        bench_frame(b);
        cr_expect_gt(race_steps_done(b->landscape->workspace.race), 0,
                     "the race answers in every frame");
    }
    expect_sane(b, "a thousand terms");
    bench_close(b);
}

Test(lasting, undo_and_redo_go_through_everything)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    const Scene first = w->scene;
    bench_key(b, SDLK_1);
    bench_key(b, SDLK_r);
    bench_click(b, "show.saddles");
    const Scene last = w->scene;
    cr_expect(w->show.on[SHOW_SADDLES]);
    for (int i = 0; i < 3; i++) {
        bench_key_with(b, SDLK_z, KMOD_LCTRL);
    }
    cr_expect(scene_equal(&w->scene, &first), "three changes undone");
    cr_expect_not(w->show.on[SHOW_SADDLES]);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect(bench_says(b, "Nothing to undo"));
    for (int i = 0; i < 3; i++) {
        bench_key_with(b, SDLK_z, KMOD_LCTRL | KMOD_LSHIFT);
    }
    cr_expect(scene_equal(&w->scene, &last), "and redone");
    cr_expect(w->show.on[SHOW_SADDLES]);
    bench_close(b);
}

Test(lasting, a_drag_is_one_change)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    const Scene first = w->scene;
    const float x = bench_x(b, -7), y = bench_y(b, 2);
    bench_drag(b, x, y, x + 120, y + 40);
    cr_expect_neq(w->scene.start[0], -7);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect(scene_equal(&w->scene, &first));
    bench_close(b);
}

Test(lasting, the_copied_command_line_opens_the_same_scene)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_key(b, SDLK_2);
    bench_slide(b, "racer.5.lr", 0.7f);
    bench_key_with(b, SDLK_c, KMOD_LCTRL);
    char *text = window_clipboard();
    cr_assert_not_null(text);
    cr_expect(strncmp(text, "thalweg --landscape valley", 26) == 0, "%s", text);
    cr_expect_not_null(strstr(text, "momentum off"), "%s", text);
    window_clipboard_free(text);
    bench_close(b);
}

// Files go into the current folder, which is one of the test's own.
Test(lasting, picture_and_numbers_are_saved_beside_each_other)
{
    char folder[] = "/tmp/thalweg-XXXXXX";
    cr_assert(mkdtemp(folder) && chdir(folder) == 0);
    Bench *b = bench_open(900, 600, 1);
    const View before = b->landscape->workspace.view;
    bench_export(b, "png");
    cr_expect(bench_says(b, "Saved as"));
    bench_export(b, "csv");
    bench_key_with(b, SDLK_e, KMOD_LCTRL | KMOD_LSHIFT);
    bench_export(b, "py");
    cr_expect_eq(access("thalweg-valley-1.png", R_OK), 0);
    cr_expect_eq(access("thalweg-valley-1.csv", R_OK), 0);
    cr_expect_eq(access("thalweg-valley-2.csv", R_OK), 0, "nothing is overwritten");
    cr_expect(b->landscape->workspace.view.unit == before.unit && b->app.shell.width_px == 900,
              "the window is as it was");
    char line[256] = "";
    FILE *table = fopen("thalweg-valley-1.csv", "r");
    cr_assert_not_null(table);
    cr_expect_not_null(fgets(line, sizeof line, table));
    cr_expect_str_eq(line, "run,optimizer,step,x,y,loss,grad_x,grad_y,rate,status\n");
    fclose(table);
    FILE *script = fopen("thalweg-valley-3.py", "r");
    cr_assert_not_null(script);
    cr_expect_not_null(fgets(line, sizeof line, script));
    cr_expect_str_eq(line, "# Prints what this prints:\n");
    fclose(script);
    unlink("thalweg-valley-3.py");
    unlink("thalweg-valley-1.png");
    unlink("thalweg-valley-1.csv");
    unlink("thalweg-valley-2.csv");
    bench_close(b);
    cr_expect(chdir("/") == 0 && rmdir(folder) == 0);
}

Test(lasting, every_control_has_a_tooltip)
{
    Bench *b = bench_open(1440, 900, 1);
    b->landscape->cards_open = 0xff;
    bench_frame(b);
    for (size_t i = 0; i < b->app.shell.ui.controls.count; i++) {
        const UiControl control = b->app.shell.ui.controls.items[i];
        const Rect r = control.visible;
        if (!control.focusable || strcmp(control.name, "picture") == 0 ||
            strcmp(control.name, "relief") == 0 || r.w * r.h < 1) {
            continue;
        }
        bench_move(b, r.x + r.w / 2, r.y + r.h / 2);
        bench_frame(b);
        cr_expect(b->app.shell.ui.tip.text[0], "%s says what it is", control.name);
    }
    bench_close(b);
}

Test(lasting, vectors_ghosts_and_marks_are_drawn_and_change_nothing_else)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    workspace_seek(w, 12);
    bench_settle(b);
    const size_t plain = b->app.shell.canvas.shapes.count;
    const Scene scene = w->scene;
    static const ShowKind kinds[] = { SHOW_VECTORS, SHOW_FIELD, SHOW_SADDLES };
    workspace_set_landscape(w, registry_find(&landscape_kinds, "himmelblau"));
    bench_settle(b);
    for (size_t i = 0; i < COUNT(kinds); i++) {
        const size_t before = b->app.shell.canvas.shapes.count;
        w->show.on[kinds[i]] = true;
        bench_frame(b);
        cr_expect_gt(b->app.shell.canvas.shapes.count, before + 3, "overlay %d adds shapes",
                     kinds[i]);
    }
    cr_expect_gt(plain, 100);
    cr_expect_eq(scene.steps, 100);
    const int paths = w->ghost.path_count;
    cr_expect_eq(paths, 0, "a new landscape has no ghosts");
    bench_drag(b, bench_x(b, 0), bench_y(b, 0), bench_x(b, 1), bench_y(b, -1));
    cr_expect_eq(w->ghost.path_count, 6, "the race before the drag");
    cr_expect_float_eq(w->ghost.points[0][0], 0, 1e-12, "it began where the start was");
    bench_close(b);
}
