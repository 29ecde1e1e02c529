// One thing at a time: what undo takes back, what Escape closes, what keys and copies say.
#include "window_bench.h"

#include "base/text.h"
#include "gfx/window.h"
#include "look.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static void undo(Bench *b)
{
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
}

Test(keys, two_controls_changed_within_a_second_are_two_entries)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    bench_wheel(b, bench_x(b, 0), bench_y(b, 0), 2); // the view ...
    bench_key(b, SDLK_3);                            // ... a racer ...
    bench_key(b, SDLK_r);                            // ... the seed
    const uint64_t seed = w->scene.seed;
    undo(b);
    cr_expect_eq(w->scene.seed, seed - 1);
    cr_expect_not(w->scene.racers[2].on, "only the seed is undone");
    undo(b);
    cr_expect(w->scene.racers[2].on);
    cr_expect_not(w->view.home, "the view stays");
    undo(b);
    cr_expect(w->view.home);
    bench_close(b);
}

Test(keys, a_burst_on_one_key_is_one_entry)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    const uint64_t seed = w->scene.seed;
    for (int i = 0; i < 4; i++) {
        bench_key(b, SDLK_r);
    }
    cr_expect_eq(w->scene.seed, seed + 4);
    undo(b);
    cr_expect_eq(w->scene.seed, seed);
    bench_close(b);
}

Test(keys, a_double_click_on_a_slider_is_one_entry)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    bench_slide(b, "racer.0.lr", 0.8f);
    bench_wait(b, 3);
    const double moved = scene_rate(&w->scene, 0);
    const Rect r = bench_rect(b, "racer.0.lr");
    bench_double_click_at(b, r.x + r.w / 2, r.y + r.h / 2);
    cr_expect_neq(scene_rate(&w->scene, 0), moved);
    undo(b);
    cr_expect_eq(scene_rate(&w->scene, 0), moved);
    bench_close(b);
}

Test(keys, a_choice_previewed_by_arrows_is_one_entry)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    const Landscape *first = w->scene.landscape;
    bench_click(b, "landscape");
    for (int i = 0; i < 3; i++) {
        bench_key(b, SDLK_DOWN);
        bench_wait(b, 2);
    }
    bench_key(b, SDLK_RETURN);
    cr_expect_neq(w->scene.landscape, first);
    undo(b);
    cr_expect_eq(w->scene.landscape, first);
    bench_close(b);
}

Test(keys, escape_goes_back_one_thing)
{
    Bench *b = bench_open(900, 500, 1); // with drawers
    App *app = &b->app;
    const Shell *shell = &app->shell;
    app->full_screen = true;
    bench_click(b, "drawer.left");
    bench_click(b, "drawer.right");
    cr_assert(shell->left_open && shell->right_open);
    bench_key(b, SDLK_F1);
    bench_key(b, SDLK_ESCAPE);
    cr_expect(!app->help_open && shell->right_open, "the sheet");
    bench_key(b, SDLK_ESCAPE);
    cr_expect(!shell->right_open && shell->left_open && app->full_screen, "a drawer");
    bench_key(b, SDLK_ESCAPE);
    cr_expect(!shell->left_open && app->full_screen, "the other");
    bench_key(b, SDLK_ESCAPE);
    cr_expect_not(app->full_screen, "full screen");
    bench_close(b);
}

Test(keys, ctrl_0_is_the_scale_of_100_percent)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_key_with(b, SDLK_EQUALS, KMOD_LCTRL);
    cr_expect_gt(b->app.scale_wanted, 1);
    bench_key_with(b, SDLK_0, KMOD_LCTRL);
    cr_expect_eq(b->app.scale_wanted, 1);
    cr_expect(bench_says(b, "Interface at 100 %"));
    bench_close(b);
}

Test(keys, a_digit_says_which_racer_it_switched)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_key(b, SDLK_2);
    cr_expect(bench_says(b, "Momentum is off"));
    bench_key(b, SDLK_2);
    cr_expect(bench_says(b, "Momentum races"));
    bench_wait(b, 6);
    bench_frame(b);
    cr_expect_not(bench_says(b, "Momentum races"), "for a moment");
    bench_close(b);
}

Test(keys, redo_stands_after_undo)
{
    Bench *b = bench_open(1280, 720, 1);
    cr_expect_lt(bench_rect(b, "undo").x, bench_rect(b, "redo").x);
    bench_click(b, "menu");
    LookText undo_row, redo_row;
    cr_assert(look_text_begins(&b->app.shell.canvas, "Undo", LOOK_ALL, &undo_row));
    cr_assert(look_text_begins(&b->app.shell.canvas, "Redo", LOOK_ALL, &redo_row));
    cr_expect_lt(undo_row.rect.y, redo_row.rect.y);
    bench_close(b);
}

// The menu has both; the bar both or neither, at any scale and in both rooms.
Test(keys, undo_and_redo_are_in_the_bar_together)
{
    static const int sizes[][2] = { { 1280, 720 }, { 1440, 900 }, { 1920, 1080 } };
    Bench *b = bench_open(1280, 720, 1);
    int both = 0, neither = 0;
    for (int room = 0; room < 2; room++) {
        for (size_t s = 0; s < COUNT(sizes); s++) {
            for (float scale = 0.75f; scale < 2.6f; scale += 0.05f) {
                app_resize(&b->app, sizes[s][0], sizes[s][1], scale);
                bench_frame(b);
                const bool undo_there = ui_find(&b->app.shell.ui, "undo") != NULL;
                cr_expect_eq(undo_there, ui_find(&b->app.shell.ui, "redo") != NULL, "%dx%d at %g",
                             sizes[s][0], sizes[s][1], (double)scale);
                both += undo_there;
                neither += !undo_there;
            }
        }
        app_resize(&b->app, 1280, 720, 1);
        bench_frame(b);
        bench_lab(b, NULL);
    }
    cr_expect(both > 0 && neither > 0);
    bench_close(b);
}

Test(keys, a_second_click_at_the_same_place_brings_the_chart_back)
{
    static const int sizes[][2] = { { 1280, 720 }, { 1440, 900 }, { 1920, 1080 }, { 900, 560 } };
    for (size_t i = 0; i < COUNT(sizes); i++) {
        Bench *b = bench_open(sizes[i][0], sizes[i][1], 1);
        const Rect r = bench_rect(b, "transport.bottom");
        bench_click_at(b, r.x + 0.75f * r.w, r.y + r.h / 2);
        cr_expect(b->landscape->table);
        const Rect after = bench_rect(b, "transport.bottom");
        cr_expect(after.x == r.x && after.y == r.y, "%d x %d", sizes[i][0], sizes[i][1]);
        bench_click_at(b, r.x + 0.25f * r.w, r.y + r.h / 2);
        cr_expect_not(b->landscape->table);
        bench_close(b);
    }
}

Test(keys, the_bar_of_time_answers_all_over_its_knob)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_key(b, SDLK_END);
    const Rect bar = bench_bar(b, "transport.scrub");
    const float y = bar.y + bar.h / 2, right = bar.x + bar.w;
    bench_drag(b, right + 6, y, right - bar.w / 2, y); // the half of the knob beyond the end
    cr_expect_float_eq(b->landscape->workspace.play.cursor, 50, 1);
    bench_key(b, SDLK_HOME);
    bench_drag(b, bar.x - 6, y, bar.x + bar.w / 2, y);
    cr_expect_float_eq(b->landscape->workspace.play.cursor, 50, 1);
    bench_close(b);
}

Test(keys, networks_come_double_and_go_by_keys)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_lab(b, NULL);
    const LabSpec *spec = &b->network->lab.wish.spec;
    for (int i = 0; i < LAB_NETWORKS_MAX; i++) {
        bench_key(b, SDLK_DELETE);
    }
    cr_expect_eq(spec->network_count, 1);
    cr_expect(bench_says(b, "The last network stays"));
    bench_key(b, SDLK_n);
    cr_expect_eq(spec->network_count, 2);
    cr_expect_eq(b->network->lab.selected, 1);
    bench_key(b, SDLK_1);
    cr_assert_neq(spec->networks[0].own, 0u);
    bench_key(b, SDLK_d);
    cr_expect_eq(spec->networks[1].own, spec->networks[0].own, "the same again");
    bench_key(b, SDLK_d);
    bench_key(b, SDLK_d);
    cr_expect_eq(spec->network_count, LAB_NETWORKS_ADDED);
    cr_expect(bench_says(b, "By hand a lab gets at most four networks"));
    bench_lab(b, "optimizers");
    cr_assert_eq(spec->network_count, 6);
    bench_key(b, SDLK_n);
    bench_frame(b);
    cr_expect(bench_says(b, "By hand a lab gets at most four networks; this one has 6 already"));
    bench_key(b, SDLK_DELETE);
    bench_key(b, SDLK_d);
    bench_frame(b);
    cr_expect(bench_says(b, "By hand a lab gets at most four networks; this one has 5 already"));
    cr_expect_eq(spec->network_count, 5);
    bench_close(b);
}

// Copies, and expects the copy to have all of `has` and to be told as whole, or without `left_out`.
static void expect_copy(Bench *b, const char *has, const char *left_out)
{
    char told[120];
    bench_key_with(b, SDLK_c, KMOD_LCTRL);
    text_print(told, sizeof told, "%s%s",
               left_out ? "Copied, but not: "
                        : "The command line of this scene is in the clipboard",
               left_out ? left_out : "");
    cr_expect(bench_says(b, told), "%s: %s", told, b->app.shell.notice);
    char *line = window_clipboard();
    cr_assert(line);
    cr_expect(strstr(line, has), "%s: %s", has, line);
    window_clipboard_free(line);
}

Test(keys, a_copy_has_what_is_shown)
{
    static const char *const shows[][2] = {
        { "chart.log", " --axis linear" },
        { "chart.hide", " --future hidden" },
        { "show.saddles",
          " --show contours,minima,saddles,log,dots,ghosts,data --colormap valley" },
    };
    Bench *b = bench_open(1280, 720, 1);
    for (size_t i = 0; i < COUNT(shows); i++) {
        bench_click(b, shows[i][0]);
        expect_copy(b, shows[i][1], NULL);
        bench_click(b, shows[i][0]);
    }
    bench_key(b, SDLK_HOME);
    bench_key(b, SDLK_RIGHT);
    bench_key(b, SDLK_RIGHT);
    expect_copy(b, "--show contours,minima,log,dots,ghosts,data --colormap valley --step 2", NULL);
    bench_close(b);
}

Test(keys, a_copy_of_a_lab_names_what_it_leaves_out)
{
    static const char *const looks[][2] = {
        { "lab.values.log", " --values log" },
        { "lab.log", " --axis log" },
        { "lab.hide", " --future hidden" },
    };
    Bench *b = bench_open(1280, 720, 1);
    bench_lab(b, NULL);
    LabSpace *space = &b->network->lab;
    space->wish.painted = true;
    strcpy(space->wish.spec.names[0], "mine");
    space->wish.spec.named_for[0].own = 0;
    expect_copy(b, "name=mine'", "painted points");
    space->wish.painted = false;
    memset(space->wish.spec.names, 0, sizeof space->wish.spec.names);
    for (size_t i = 0; i < COUNT(looks); i++) {
        bench_click(b, looks[i][0]);
        expect_copy(b, looks[i][1], NULL);
        bench_click(b, looks[i][0]);
        expect_copy(b, " --step ", NULL);
    }
    bench_close(b);
}

Test(keys, every_action_and_every_key_of_a_room_stands_on_the_sheet)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_lab(b, NULL);
    bench_key(b, SDLK_F1);
    cr_expect(bench_says(b, "N, D, Delete"));
    cr_expect(bench_says(b, "Ctrl + and −, Ctrl 0"));
    bench_close(b);
}

Test(keys, ctrl_shift_c_copies_the_script_of_what_is_shown)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_key_with(b, SDLK_c, KMOD_LCTRL | KMOD_LSHIFT);
    char *script = window_clipboard();
    cr_assert(script);
    cr_expect(strstr(script, "\nimport torch\n"));
    cr_expect(strstr(script, "lambda p: torch.optim.Adam([p], lr=0.3,"));
    cr_expect(strstr(script, "\nstart = [-7.0, 2.0]\n"), "%s", script);
    window_clipboard_free(script);
    bench_close(b);
}
