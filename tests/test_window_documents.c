// Files of what the window shows: saved and opened again, asked about before they go, and what is
// pasted or dropped.
#include "document_bench.h"

#include "io/share_code.h"

#include <math.h>

TestSuite(documents, .init = home_enter, .fini = home_leave);

static const Scene *scene_of(const Bench *b)
{
    return &b->landscape->workspace.scene;
}

static const char himmelblau[] = "thalweg: 1\nscene:\n  landscape: himmelblau\n  start: -1,4\n"
                                 "  optimizer:\n  - adam lr=0.2\n";
static const char spiral[] = "thalweg: 1\nlab:\n  data: spiral n=40\n  epochs: 3\n";

Test(documents, what_is_saved_opens_again)
{
    Shelf shelf;
    Bench *b = open_with_shelf(&shelf);
    move_start(b, 2);
    cr_expect(marked(b), "it is another scene than at first");
    bench_key_with(b, SDLK_s, KMOD_LCTRL); // no file yet: asks for one
    bench_frame(b);
    cr_assert(sheet_is_open(&b->app));
    bench_retype(b, "lecture 1");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    cr_assert(!sheet_is_open(&b->app) && file_there("lecture 1.thalweg"), "%s",
              b->app.shell.notice);
    cr_expect_str_eq(b->app.room->document.path, in_home("lecture 1.thalweg"));
    cr_expect_not(marked(b));
    cr_expect(bench_says(b, "lecture 1"), "in the bar");
    Scene saved = *scene_of(b);
    move_start(b, -1);
    cr_expect(marked(b));
    cr_expect(bench_says(b, "● lecture 1"));
    char title[300];
    document_title(&b->app, title, sizeof title);
    cr_expect_str_eq(title, "● lecture 1 – Thalweg");
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect(!marked(b) && scene_equal(scene_of(b), &saved), "taken back: as saved");
    document_title(&b->app, title, sizeof title);
    cr_expect_str_eq(title, "lecture 1 – Thalweg");
    bench_key_with(b, SDLK_z, KMOD_LCTRL | KMOD_LSHIFT);
    bench_key_with(b, SDLK_s, KMOD_LCTRL);
    bench_frame(b);
    cr_expect_not(sheet_is_open(&b->app), "it has a file");
    cr_expect_not(marked(b));
    saved = *scene_of(b);
    bench_key_with(b, SDLK_n, KMOD_LCTRL);
    bench_frame(b);
    cr_expect_null(b->app.room->document.path);
    cr_expect_not(scene_equal(scene_of(b), &saved));
    open_file(b, "lecture 1.thalweg");
    cr_expect(scene_equal(scene_of(b), &saved), "dropped: the last one saved");
    cr_expect_str_eq(b->app.room->document.path, in_home("lecture 1.thalweg"));
    cr_expect_not(app_undo(&b->app, -1), "undo begins here");
    close_with_shelf(b);
}

// In any window the name has room or stands aside, and where it does the mark stands at the menu.
Test(documents, are_named_in_windows_of_any_size)
{
    static const char name[] =
        "A very long name of a lecture on the geometry of learning, second hour";
    Shelf shelf;
    char file[160];
    snprintf(file, sizeof file, "%s.thalweg", name);
    put(file, himmelblau);
    Bench *b = open_with_shelf(&shelf);
    open_file(b, file);
    move_start(b, 1);
    cr_assert(marked(b));
    int named = 0, marks = 0;
    for (int width = 640; width <= 1920; width += 64) {
        app_resize(&b->app, width, 700, 1);
        bench_frame(b);
        const UiControl *document = ui_find(&b->app.shell.ui, "document");
        const UiControl *menu = ui_find(&b->app.shell.ui, "files");
        cr_expect(!document || !menu || document->rect.x + document->rect.w < menu->rect.x);
        cr_expect(document || !menu || bench_says(b, "● File"), "%d", width);
        named += document != NULL;
        marks += menu && !document;
        for (size_t i = 0; i < b->app.shell.ui.controls.count; i++) {
            const Rect r = b->app.shell.ui.controls.items[i].rect;
            cr_expect(r.y > 44 || r.x + r.w <= (float)width, "%d: %s", width,
                      b->app.shell.ui.controls.items[i].name);
        }
    }
    cr_expect(named > 3 && marks > 0, "%d, %d", named, marks);
    const Rect place = bench_rect(b, "document");
    bench_move(b, place.x + 20, place.y + 10);
    bench_frame(b);
    bench_wait(b, 2);
    cr_expect_not_null(strstr(b->app.shell.ui.tip.text, name), "the tip has all of it");
    close_with_shelf(b);
}

// The sheet of files, as a user goes through it.
Test(documents, are_opened_by_the_sheet)
{
    Shelf shelf;
    put("a.thalweg", himmelblau);
    put("b.thalweg", spiral);
    put("notes.txt", "no scene");
    Bench *b = open_with_shelf(&shelf);
    bench_key_with(b, SDLK_o, KMOD_LCTRL);
    bench_frame(b);
    cr_assert(sheet_is_open(&b->app));
    cr_expect(bench_says(b, "a.thalweg") && bench_says(b, "b.thalweg"));
    cr_expect_not(bench_says(b, "notes.txt"));
    bench_type(b, "b");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    bench_frame(b);
    cr_expect_not(sheet_is_open(&b->app));
    cr_expect_eq(b->app.room->row, &network_room);
    cr_expect_eq(b->network->lab.wish.spec.data.params.n, 40);
    close_with_shelf(b);
}

// A lab is there at once, as it begins, and comes to its step behind.
Test(documents, of_labs_train_to_their_step)
{
    Shelf shelf;
    put("b.thalweg", "thalweg: 1\nlab:\n  data: spiral n=40\n  epochs: 40\n  step: 37\n");
    Bench *b = open_with_shelf(&shelf);
    open_file(b, "b.thalweg");
    cr_expect_eq(b->app.room->row, &network_room, "before anything is trained");
    LabSpace *space = &b->network->lab;
    cr_expect_not(space->wish.playing);
    bench_trained(b, 37);
    bench_rested(b);
    cr_expect_eq(space->shot->step, 37);
    const unsigned opened = space->opened;
    space->opened--; // as before it is there
    bench_frame(b);
    char coming[96];
    snprintf(coming, sizeof coming, "epoch %ld · step 37 · opened, trains to step 37",
             space->shot->networks[0].epoch);
    cr_expect(bench_says(b, coming));
    space->opened = opened;
    bench_frame(b);
    cr_expect_not(bench_says(b, coming));
    Subject *subject = document_subject(b->app.room);
    cr_expect(subject->lab_show.has_step && subject->lab_show.step == 37);
    cr_expect_not(marked(b) || document_changed(b->app.room));
    free(subject);
    close_with_shelf(b);
}

// Time, the window's size and what one looks at for a moment are no changes.
Test(documents, are_not_changed_by_time_or_the_window)
{
    Shelf shelf;
    put("a.thalweg", "thalweg: 1\nscene:\n  landscape: himmelblau\n  view: -3,3,-2,4\n");
    put("b.thalweg", spiral);
    Bench *b = open_with_shelf(&shelf);
    open_file(b, "a.thalweg");
    bench_settle(b);
    bench_key(b, SDLK_HOME);
    bench_key(b, SDLK_SPACE);
    for (int i = 0; i < 20; i++) {
        bench_wait(b, 0.1);
    }
    cr_expect(workspace_step(&b->landscape->workspace) > 3 && !marked(b), "it plays");
    bench_resize(b, 1000, 700);
    bench_move(b, 500, 300);
    bench_click(b, "transport.play");
    cr_expect_not(marked(b), "in a window of another size");
    bench_resize(b, 1280, 720);
    cr_expect_not(marked(b));
    bench_key(b, SDLK_t);
    cr_expect_not(marked(b), "light or dark");
    const Rect p = b->app.shell.layout.picture;
    bench_wheel(b, p.x + 200, p.y + 200, 2);
    bench_frame(b);
    cr_expect(marked(b), "it shows another part of the plane");
    open_file(b, "b.thalweg");
    cr_assert_eq(b->app.room->row, &network_room);
    bench_answered(b);
    bench_key(b, SDLK_SPACE);
    bench_trained(b, 3);
    cr_expect_not(marked(b) || document_changed(b->app.room), "it trains");
    bench_key(b, SDLK_r);
    cr_expect(marked(b), "another seed");
    close_with_shelf(b);
}

Test(documents, are_asked_about_before_another_one_comes)
{
    enum { SAVE, LEAVE, CANCEL };
    Shelf shelf;
    put("a.thalweg", himmelblau);
    put("b.thalweg", "thalweg: 1\nscene:\n  landscape: beale\n");
    Bench *b = open_with_shelf(&shelf);
    open_file(b, "a.thalweg");
    cr_assert_not(sheet_is_open(&b->app), "a scene without a file is not asked about");
    move_start(b, 1);
    const Scene changed = *scene_of(b);
    open_file(b, "b.thalweg");
    cr_expect(bench_says(b, "Save the changes to a?"));
    paste(b, "thalweg --landscape rosenbrock");
    cr_expect_not(noticed(b, "clipboard"));
    bench_key_with(b, SDLK_n, KMOD_LCTRL);
    open_file(b, "b.thalweg");
    cr_expect(sheet_is_open(&b->app) && scene_equal(scene_of(b), &changed), "the question stands");
    say(b, CANCEL);
    cr_expect(scene_equal(scene_of(b), &changed) && marked(b), "all as it was");
    open_file(b, "b.thalweg");
    say(b, LEAVE);
    cr_expect_str_eq(scene_of(b)->landscape->kind.key, "beale");
    cr_expect_str_eq(b->app.room->document.path, in_home("b.thalweg"));
    choose(b, "a, ");
    cr_expect(scene_equal(scene_of(b), &changed), "what was not saved can be had again");
    cr_expect_str_eq(b->app.room->document.path, in_home("a.thalweg"), "as a change of its file");
    cr_expect(marked(b) && bench_says(b, "● a"));
    open_file(b, "a.thalweg");
    say(b, LEAVE);
    cr_expect_eq(scene_of(b)->start[0], -1, "the file has not got it");
    move_start(b, 1);
    open_file(b, "b.thalweg");
    say(b, SAVE);
    cr_expect_str_eq(scene_of(b)->landscape->kind.key, "beale");
    open_file(b, "a.thalweg");
    cr_expect_neq(scene_of(b)->start[0], -1, "it was saved");
    open_file(b, "b.thalweg");
    cr_expect_not(sheet_is_open(&b->app), "what is as its file has it goes unasked");
    close_with_shelf(b);
}

Test(documents, a_new_one_is_fresh_and_asks_before)
{
    Shelf shelf;
    put("a.thalweg", himmelblau);
    Bench *b = open_with_shelf(&shelf);
    const Scene fresh = *scene_of(b);
    open_file(b, "a.thalweg");
    move_start(b, 1);
    bench_key_with(b, SDLK_n, KMOD_LCTRL);
    say(b, 1);
    cr_expect(scene_equal(scene_of(b), &fresh) && !b->app.room->document.path);
    cr_expect(!marked(b) && !app_undo(&b->app, -1));
    close_with_shelf(b);
}

// Without a file the title says which room is open.
Test(documents, without_names_are_called_by_their_room)
{
    Shelf shelf;
    char title[300];
    put("b.thalweg", spiral);
    Bench *b = open_with_shelf(&shelf);
    document_title(&b->app, title, sizeof title);
    cr_expect_str_eq(title, "Thalweg: optimizers on a landscape");
    open_file(b, "b.thalweg");
    bench_answered(b);
    bench_key_with(b, SDLK_n, KMOD_LCTRL);
    bench_frame(b);
    cr_assert_null(b->app.room->document.path);
    document_title(&b->app, title, sizeof title);
    cr_expect_str_eq(title, "Thalweg: networks in training");
    close_with_shelf(b);
}

// What has no file goes unasked, and can be had again: by undo, and each of the last ones from the
// menu, the next time as well.
Test(documents, that_never_were_files_are_not_lost)
{
    Shelf shelf;
    put("a.thalweg", himmelblau);
    Bench *b = open_with_shelf(&shelf);
    move_start(b, 1);
    const Scene first = *scene_of(b);
    bench_key_with(b, SDLK_n, KMOD_LCTRL);
    bench_frame(b);
    cr_assert_not(sheet_is_open(&b->app) || scene_equal(scene_of(b), &first));
    cr_expect_not(marked(b), "it is fresh");
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect(scene_equal(scene_of(b), &first), "taken back");
    bench_key_with(b, SDLK_z, KMOD_LCTRL | KMOD_LSHIFT);
    cr_expect_not(scene_equal(scene_of(b), &first));
    paste(b, "thalweg --landscape beale");
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect_str_eq(scene_of(b)->landscape->kind.key, "valley", "as is what was pasted");
    paste(b, "thalweg --landscape beale --seed 7");
    move_start(b, 0.5);
    const Scene second = *scene_of(b);
    open_file(b, "a.thalweg");
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect_eq(scene_of(b)->start[1], 4, "no file gets what another scene was");
    close_with_shelf(b);
    b = open_with_shelf(&shelf);
    choose(b, "beale, ");
    cr_expect(scene_equal(scene_of(b), &second) && marked(b));
    LaidBy laid_by = { 0 };
    laid_by_load(&laid_by, SUBJECT_SCENE);
    Subject *subject = memory_get(sizeof *subject);
    bool both = false;
    for (int i = 0; i < laid_by.count; i++) {
        both |= subject_file_load(laid_by.paths[i], subject, NULL) &&
                scene_equal(&subject->scene, &first);
    }
    cr_expect(both, "the one before it as well");
    free(subject);
    choose(b, "valley, ");
    choose(b, "beale, "); // it had to go again, and lies there anew
    cr_expect(scene_equal(scene_of(b), &second));
    for (int i = 0; i < 2 * LAID_BY_MAX; i++) {
        paste(b, "thalweg --landscape rosenbrock");
        move_start(b, 0.1 * (i + 1));
        bench_key_with(b, SDLK_n, KMOD_LCTRL);
        bench_frame(b);
    }
    laid_by_load(&laid_by, SUBJECT_SCENE);
    cr_expect_eq(laid_by.count, LAID_BY_MAX, "only the last ones");
    cr_expect(strncmp(laid_by.labels[0], "rosenbrock, ", 12) == 0, "%s", laid_by.labels[0]);
    laid_by_load(&laid_by, SUBJECT_LAB);
    cr_expect_eq(laid_by.count, 0, "each room has its own");
    laid_by_finish(&laid_by);
    close_with_shelf(b);
}

Test(documents, labs_that_never_were_files_come_back_too)
{
    Shelf shelf;
    Bench *b = open_with_shelf(&shelf);
    bench_tab(b, &network_room);
    bench_answered(b);
    bench_key(b, SDLK_r);
    bench_key(b, SDLK_PAGEDOWN);
    bench_rested(b);
    LabSpec *before = memory_get(sizeof *before);
    *before = b->network->lab.wish.spec;
    paste(b, spiral);
    bench_answered(b);
    cr_expect_not(lab_spec_equal(&b->network->lab.wish.spec, before));
    bench_wait(b, 2);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_answered(b);
    cr_expect(lab_spec_equal(&b->network->lab.wish.spec, before));
    bench_key(b, SDLK_PAGEDOWN);
    bench_rested(b);
    cr_expect_gt(b->network->lab.shot->step, 0, "and it trains");
    free(before);
    close_with_shelf(b);
}

Test(documents, the_end_asks_about_both_rooms)
{
    enum { SAVE, LEAVE, CANCEL };
    Shelf shelf;
    put("a.thalweg", himmelblau);
    put("b.thalweg", spiral);
    Bench *b = open_with_shelf(&shelf);
    opening_quit(&b->app, b->now_s);
    cr_expect(b->app.quit && !sheet_is_open(&b->app), "nothing to ask");
    b->app.quit = false;
    open_file(b, "a.thalweg");
    move_start(b, 1);
    open_file(b, "b.thalweg");
    bench_answered(b);
    bench_key(b, SDLK_r);
    opening_quit(&b->app, b->now_s);
    bench_frame(b);
    cr_expect(bench_says(b, "Save the changes to") && !b->app.quit);
    say(b, CANCEL);
    cr_expect_not(b->app.quit);
    opening_quit(&b->app, b->now_s);
    say(b, SAVE);
    cr_expect_not(b->app.quit, "the other room is asked about, too");
    opening_quit(&b->app, b->now_s); // the window's button once more: the question stands
    cr_expect_not(b->app.quit);
    say(b, LEAVE);
    cr_expect(b->app.quit);
    Subject *subject = memory_get(sizeof *subject);
    cr_expect(subject_file_load(in_home("a.thalweg"), subject, NULL));
    cr_expect_neq(subject->scene.start[0], -1, "saved");
    cr_expect(subject_file_load(in_home("b.thalweg"), subject, NULL));
    cr_expect_eq(subject->lab.shared.seed, 1, "not saved");
    free(subject);
    close_with_shelf(b);
}

Test(documents, bad_files_change_nothing_and_say_where)
{
    Shelf shelf;
    put("bad.thalweg", "thalweg: 1\nscene:\n  landscape: himmelblow\n");
    put("later.thalweg", "thalweg: 99\nscene:\n  landscape: himmelblau\n");
    Bench *b = open_with_shelf(&shelf);
    const Scene before = *scene_of(b);
    open_file(b, "bad.thalweg");
    cr_expect(noticed(b, "himmelblau") && noticed(b, "3"), "%s", b->app.shell.notice);
    open_file(b, "later.thalweg");
    cr_expect(noticed(b, "later version"), "%s", b->app.shell.notice);
    open_file(b, "absent.thalweg");
    cr_expect(noticed(b, "absent.thalweg"), "%s", b->app.shell.notice);
    cr_expect(scene_equal(scene_of(b), &before) && !b->app.room->document.path);
    // In the sheet the reason stands in the sheet, which stays.
    bench_key_with(b, SDLK_o, KMOD_LCTRL);
    bench_frame(b);
    bench_type(b, "bad");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    cr_expect(sheet_is_open(&b->app) && scene_equal(scene_of(b), &before));
    bench_key(b, SDLK_ESCAPE);
    bench_frame(b);
    cr_expect_not(sheet_is_open(&b->app));
    close_with_shelf(b);
}

Test(documents, are_pasted_as_code_text_command_and_path)
{
    Shelf shelf;
    put("a file.thalweg", himmelblau);
    Bench *b = open_with_shelf(&shelf);
    Arena arena = { 0 };
    Error err = { .text = "" };
    char *code = NULL;
    move_start(b, 2);
    const Scene sent = *scene_of(b);
    Subject *subject = document_subject(b->app.room);
    cr_assert(share_code_write(subject, &arena, &code, &err), "%s", err.text);
    bench_key_with(b, SDLK_n, KMOD_LCTRL);
    paste(b, code);
    cr_expect(scene_equal(scene_of(b), &sent), "%s", b->app.shell.notice);
    paste(b, himmelblau);
    cr_expect_eq(scene_of(b)->start[1], 4, "%s", b->app.shell.notice);
    paste(b, "  $ thalweg --landscape beale --start 1,2\n");
    cr_expect_eq(scene_of(b)->start[1], 2, "%s", b->app.shell.notice);
    paste(b, spiral);
    cr_expect_eq(b->app.room->row, &network_room);
    char uri[300];
    snprintf(uri, sizeof uri, "file://%s/a%%20file.thalweg\r\n", home);
    paste(b, uri);
    cr_expect_eq(b->app.room->row, &landscape_room);
    cr_expect_str_eq(b->app.room->document.path, in_home("a file.thalweg"));
    const Scene before = *scene_of(b);
    paste(b, "a shopping list");
    cr_expect(noticed(b, "thalweg1:"), "what would be right: %s", b->app.shell.notice);
    paste(b, "");
    cr_expect(noticed(b, "no text"), "%s", b->app.shell.notice);
    code[strlen(code) / 2] ^= 1;
    paste(b, code);
    cr_expect(scene_equal(scene_of(b), &before), "a damaged code opens nothing");
    cr_expect_str_eq(b->app.room->document.path, in_home("a file.thalweg"));
    free(subject);
    arena_free(&arena);
    close_with_shelf(b);
}

// A field that is edited takes the text itself.
Test(documents, are_not_pasted_into_a_field)
{
    Shelf shelf;
    Bench *b = open_with_shelf(&shelf);
    bench_click(b, "formula");
    bench_key_with(b, SDLK_a, KMOD_LCTRL);
    paste(b, "x^2 + y^2");
    cr_expect_str_eq(b->landscape->workspace.typed, "x^2 + y^2");
    cr_expect_null(scene_of(b)->landscape);
    close_with_shelf(b);
}

Test(documents, are_copied_as_a_code)
{
    Shelf shelf;
    Bench *b = open_with_shelf(&shelf);
    move_start(b, 2);
    const Scene sent = *scene_of(b);
    choose(b, "Copy as text");
    char *code = window_clipboard();
    cr_expect(share_code_is(code) && !strchr(code, '\n'), "%s", code);
    bench_key_with(b, SDLK_n, KMOD_LCTRL);
    cr_expect_not(scene_equal(scene_of(b), &sent));
    paste(b, code);
    cr_expect(scene_equal(scene_of(b), &sent));
    window_clipboard_free(code);
    close_with_shelf(b);
}

// What no code can carry is not copied by halves: the entry is grey and says why.
Test(documents, that_no_code_can_carry_say_so)
{
    Shelf shelf;
    FILE *table = fopen(in_home("large.csv"), "w");
    cr_assert(table);
    for (int i = 0; i < 9000; i++) {
        fprintf(table, "%d.5,%d.25,%d\n", i % 97, i % 89, i % 2);
    }
    fclose(table);
    put("large.thalweg", "thalweg: 1\nlab:\n  data: csv file=large.csv\n  epochs: 1\n");
    Bench *b = open_with_shelf(&shelf);
    open_file(b, "large.thalweg");
    cr_assert_eq(b->app.room->row, &network_room, "%s", b->app.shell.notice);
    window_clipboard_set("mine");
    choose(b, "Copy as text");
    char *text = window_clipboard();
    cr_expect_str_eq(text, "mine");
    cr_expect(noticed(b, "65536"), "%s", b->app.shell.notice);
    cr_expect(b->app.shell.ui.popup.id, "the list stays open");
    window_clipboard_free(text);
    close_with_shelf(b);
}

Test(documents, opened_lately_are_in_the_menu)
{
    Shelf shelf;
    put("a.thalweg", himmelblau);
    put("b.thalweg", "thalweg: 1\nscene:\n  landscape: beale\n");
    Bench *b = open_with_shelf(&shelf);
    open_file(b, "a.thalweg");
    open_file(b, "b.thalweg");
    bench_click(b, "files");
    bench_frame(b);
    cr_expect(bench_says(b, "a.thalweg – ~") && bench_says(b, "b.thalweg – ~"));
    bench_type(b, "a.t");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    bench_frame(b);
    cr_expect_str_eq(b->app.room->document.path, in_home("a.thalweg"));
    unlink(in_home("b.thalweg"));
    bench_click(b, "files");
    bench_frame(b);
    cr_expect(bench_says(b, "a.thalweg – ~") && !bench_says(b, "b.thalweg – ~"), "gone");
    close_with_shelf(b);
    b = open_with_shelf(&shelf);
    bench_click(b, "files");
    bench_frame(b);
    cr_expect(bench_says(b, "a.thalweg – ~"), "the next time as well");
    close_with_shelf(b);
}

Test(documents, what_another_program_wrote_is_not_replaced_unasked)
{
    enum { REPLACE, OTHER, CANCEL };
    Shelf shelf;
    put("a.thalweg", himmelblau);
    Bench *b = open_with_shelf(&shelf);
    open_file(b, "a.thalweg");
    move_start(b, 1);
    const double mine = scene_of(b)->start[0];
    put("a.thalweg", "thalweg: 1\nscene:\n  landscape: beale\n");
    bench_key_with(b, SDLK_s, KMOD_LCTRL);
    say(b, CANCEL);
    Subject *subject = memory_get(sizeof *subject);
    cr_expect(subject_file_load(in_home("a.thalweg"), subject, NULL));
    cr_expect_str_eq(subject->scene.landscape->kind.key, "beale");
    bench_key_with(b, SDLK_s, KMOD_LCTRL);
    say(b, REPLACE);
    cr_expect(subject_file_load(in_home("a.thalweg"), subject, NULL));
    cr_expect_eq(subject->scene.start[0], mine);
    cr_expect_not(marked(b));
    bench_key_with(b, SDLK_s, KMOD_LCTRL);
    cr_expect_not(sheet_is_open(&b->app), "its own writing is not another's");
    free(subject);
    close_with_shelf(b);
}

Test(documents, that_cannot_be_saved_stay_changed_and_say_why)
{
    Shelf shelf;
    put("a.thalweg", himmelblau);
    Bench *b = open_with_shelf(&shelf);
    open_file(b, "a.thalweg");
    move_start(b, 1);
    unlink(in_home("a.thalweg"));
    mkdir(in_home("a.thalweg"), 0700); // nothing can be written there, not even by root
    bench_key_with(b, SDLK_s, KMOD_LCTRL);
    bench_frame(b);
    if (sheet_is_open(&b->app)) { // it is not what was opened
        say(b, 0);
    }
    cr_expect(noticed(b, "a.thalweg"), "%s", b->app.shell.notice);
    cr_expect(marked(b));
    opening_quit(&b->app, b->now_s);
    say(b, 0);
    cr_expect_not(b->app.quit, "the program does not end over it");
    close_with_shelf(b);
}

// What is pasted over a changed file is said to be there once it is.
Test(documents, that_are_pasted_are_told_when_they_are_opened)
{
    enum { SAVE, LEAVE, CANCEL };
    Shelf shelf;
    put("a.thalweg", himmelblau);
    Bench *b = open_with_shelf(&shelf);
    open_file(b, "a.thalweg");
    move_start(b, 1);
    paste(b, "thalweg --landscape beale");
    cr_expect(sheet_is_open(&b->app) && !noticed(b, "Opened from"), "%s", b->app.shell.notice);
    say(b, CANCEL);
    cr_expect(!noticed(b, "Opened from"), "%s", b->app.shell.notice);
    paste(b, "thalweg --landscape beale");
    say(b, LEAVE);
    cr_expect_str_eq(scene_of(b)->landscape->kind.key, "beale");
    cr_expect(noticed(b, "Opened from the clipboard"), "%s", b->app.shell.notice);
    close_with_shelf(b);
}

// However long the name is, the reason can be read.
Test(documents, with_names_too_long_say_so)
{
    Shelf shelf;
    Bench *b = open_with_shelf(&shelf);
    char name[301] = "";
    for (size_t i = 0; i + 2 < sizeof name; i += 2) {
        memcpy(name + i, "\xc3\xa4", 3); // two bytes each: none is cut
    }
    save_as(b, name);
    cr_assert(sheet_is_open(&b->app));
    LookText said;
    cr_assert(look_text_begins(&b->app.shell.canvas, "cannot write '", LOOK_ALL, &said));
    cr_expect(look_text_has(&b->app.shell.canvas, "': File name too long", LOOK_ALL, &said));
    bench_retype(b, "/proc/scene");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    cr_expect(bench_says(b, "cannot write '/proc/scene.thalweg': No such file or directory"));
    close_with_shelf(b);
}
