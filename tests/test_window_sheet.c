// Sheets over the window: files to open and to save, and questions. A user's hands alone.
#include "sheet_bench.h"

#include "look.h"

#include <math.h>
#include <time.h>

static void expect_taken(const Told *told, const char *folder, const char *name, int times)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    cr_expect_eq(told->takes, times, "taken %d times", told->takes);
    cr_expect_str_eq(told->path, path);
}

// The text of the list's row, wherever it stands among the shapes.
static float row_y(const Bench *b, const char *name)
{
    const Canvas *canvas = &b->app.shell.canvas;
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *s = &canvas->shapes.items[i];
        if (s->kind == SHAPE_TEXT && s->text.length == strlen(name) &&
            memcmp(canvas_text_of(canvas, s), name, strlen(name)) == 0) {
            return s->text.y;
        }
    }
    return -1;
}

Test(sheet, lists_folders_first_and_counts_as_people_do)
{
    static const char *const order[] = { "Data", "lessons", "apple.thalweg", "step 2.thalweg",
                                         "step 10.thalweg" };
    static const char *const absent[] = { "notes.txt", ".hidden", ".secret.thalweg" };
    Bench *b = bench_open(1280, 720, 1);
    Told told;
    const char *folder = sheet_folder();
    open_file_sheet(b, &told, false, folder);
    float above = 0;
    for (size_t i = 0; i < COUNT(order); i++) {
        const float y = row_y(b, order[i]);
        cr_expect_gt(y, above, "%s at %g below %g", order[i], y, above);
        above = y;
    }
    for (size_t i = 0; i < COUNT(absent); i++) {
        cr_expect_lt(row_y(b, absent[i]), 0, "%s", absent[i]);
    }
    cr_expect(bench_says(b, "2.0 kB") && bench_says(b, "10 B"));
    char now[32];
    strftime(now, sizeof now, "%Y-%m-%d", localtime(&(time_t){ time(NULL) }));
    cr_expect(bench_says(b, now), "%s", now);
    bench_close(b);
    sheet_folder_remove(folder);
}

Test(sheet, opens_by_letters_arrows_enter_and_backspace)
{
    Bench *b = bench_open(1280, 720, 1);
    Told told;
    const char *folder = sheet_folder();
    open_file_sheet(b, &told, false, folder);
    bench_type(b, "le");
    bench_key(b, SDLK_RETURN); // into the folder
    cr_expect_eq(told.takes, 0);
    cr_expect_gt(row_y(b, "first.thalweg"), 0);
    bench_key(b, SDLK_BACKSPACE); // and up again, where it is marked
    bench_key(b, SDLK_DOWN);
    bench_key(b, SDLK_DOWN);
    bench_key(b, SDLK_RETURN);
    expect_taken(&told, folder, "step 2.thalweg", 1);
    cr_expect_not(sheet_is_open(&b->app));
    bench_close(b);
    sheet_folder_remove(folder);
}

Test(sheet, opens_by_the_mouse)
{
    Bench *b = bench_open(1280, 720, 1);
    Told told;
    const char *folder = sheet_folder();
    open_file_sheet(b, &told, false, folder);
    const Rect row = bench_rect(b, "file.list.1");
    bench_double_click_at(b, row.x + 50, row.y + 5);
    bench_frame(b);
    const Rect fine = bench_rect(b, "file.list.0");
    bench_click_at(b, fine.x + 50, fine.y + 5);
    cr_expect_eq(told.takes, 0, "a click alone marks");
    bench_click(b, "file.0");
    expect_taken(&told, folder, "lessons/fine.thalweg", 1);
    open_file_sheet(b, &told, false, NULL); // where the last one was
    cr_expect_gt(row_y(b, "fine.thalweg"), 0);
    bench_click(b, "file.up");
    bench_frame(b);
    const Rect apple = bench_rect(b, "file.list.2");
    bench_double_click_at(b, apple.x + 50, apple.y + 5);
    expect_taken(&told, folder, "apple.thalweg", 1);
    bench_close(b);
    sheet_folder_remove(folder);
}

Test(sheet, completes_a_typed_path_with_tab)
{
    Bench *b = bench_open(1280, 720, 1);
    Told told;
    const char *folder = sheet_folder();
    open_file_sheet(b, &told, false, folder);
    const UiEdit *edit = &b->app.shell.ui.edit;
    bench_click(b, "file.name");
    bench_type(b, "le");
    bench_key(b, SDLK_TAB);
    cr_expect_str_eq(edit->text, "lessons/");
    bench_type(b, "f");
    bench_key(b, SDLK_TAB);
    cr_expect_str_eq(edit->text, "lessons/fi", "as far as both begin so");
    bench_key(b, SDLK_TAB);
    cr_expect_str_eq(edit->text, "lessons/fi");
    bench_frame(b);
    cr_expect(bench_says(b, "2 names begin so"));
    bench_type(b, "r");
    bench_key(b, SDLK_TAB);
    cr_expect_str_eq(edit->text, "lessons/first.thalweg");
    cr_expect_eq(edit->id, ui_id("file.name"));
    bench_key_with(b, SDLK_z, KMOD_LCTRL); // what Tab has put there is a change like others
    cr_expect_str_eq(edit->text, "lessons/fir");
    bench_key(b, SDLK_RETURN);
    cr_expect_eq(told.takes, 0);
    bench_frame(b);
    cr_expect(bench_says(b, "cannot open "), "there is no such file");
    bench_type(b, "st");
    bench_key(b, SDLK_RETURN); // without its ending
    expect_taken(&told, folder, "lessons/first.thalweg", 1);
    bench_close(b);
    sheet_folder_remove(folder);
}

Test(sheet, begins_a_path_by_a_slash_and_knows_home)
{
    Bench *b = bench_open(1280, 720, 1);
    Told told;
    const char *folder = sheet_folder();
    setenv("HOME", folder, 1);
    open_file_sheet(b, &told, false, "/");
    bench_type(b, "~/ap");
    cr_expect_str_eq(b->app.shell.ui.edit.text, "~/ap");
    cr_expect_gt(row_y(b, "apple.thalweg"), 0, "the list shows the folder that is typed");
    bench_key(b, SDLK_TAB);
    bench_key(b, SDLK_RETURN);
    expect_taken(&told, folder, "apple.thalweg", 1);
    open_file_sheet(b, &told, false, "/");
    bench_click(b, "file.home");
    bench_type(b, "a");
    bench_key(b, SDLK_RETURN);
    expect_taken(&told, folder, "apple.thalweg", 1);
    bench_close(b);
    sheet_folder_remove(folder);
}

Test(sheet, saves_under_a_name_with_its_ending)
{
    Bench *b = bench_open(1280, 720, 1);
    Told told;
    const char *folder = sheet_folder();
    char path[128];
    snprintf(path, sizeof path, "%s/himmelblau.thalweg", folder);
    open_file_sheet(b, &told, true, path);
    bench_type(b, "valley"); // over the name, before the ending
    cr_expect_str_eq(b->app.shell.ui.edit.text, "valley.thalweg");
    bench_key(b, SDLK_RETURN);
    expect_taken(&told, folder, "valley.thalweg", 1);
    open_file_sheet(b, &told, true, path);
    bench_retype(b, "plain");
    bench_frame(b);
    cr_expect(bench_says(b, "Will be called plain.thalweg"));
    bench_type(b, " "); // by mistake
    bench_click(b, "file.0");
    expect_taken(&told, folder, "plain.thalweg", 1);
    open_file_sheet(b, &told, true, path);
    bench_retype(b, "no such/folder/x");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    cr_expect(bench_says(b, "there is no folder "));
    cr_expect_eq(b->app.sheet_count, 1, "nor one around it");
    bench_retype(b, "new folder/x");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    cr_expect(bench_says(b, "There is no folder new folder"));
    bench_key(b, SDLK_ESCAPE);
    bench_frame(b);
    cr_expect_eq(told.takes, 0);
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    bench_key(b, SDLK_RETURN); // make it
    bench_frame(b);
    bench_frame(b);
    expect_taken(&told, folder, "new folder/x.thalweg", 1);
    cr_expect_eq(access("new folder", F_OK), -1, "not where the program stands");
    snprintf(path, sizeof path, "%s/new folder", folder);
    cr_expect_eq(access(path, W_OK), 0);
    snprintf(path, sizeof path, "%s/himmelblau.thalweg", folder);
    open_file_sheet(b, &told, true, path);
    bench_retype(b, "lessons");
    bench_key(b, SDLK_RETURN); // is gone into
    cr_expect_gt(row_y(b, "first.thalweg"), 0);
    cr_expect_eq(told.takes, 0);
    bench_close(b);
    sheet_folder_remove(folder);
}

Test(sheet, asks_before_it_replaces_a_file)
{
    Bench *b = bench_open(1280, 720, 1);
    Told told;
    const char *folder = sheet_folder();
    char path[128];
    snprintf(path, sizeof path, "%s/apple.thalweg", folder);
    open_file_sheet(b, &told, true, path);
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    cr_expect(bench_says(b, "apple.thalweg is there already"));
    cr_expect_eq(b->app.sheet_count, 2);
    bench_key(b, SDLK_ESCAPE);
    bench_frame(b);
    cr_expect_eq(b->app.sheet_count, 1);
    cr_expect_eq(told.takes, 0);
    cr_expect_eq(b->app.shell.ui.edit.id, ui_id("file.name"), "the line has the keys again");
    told.refuse = "the disk is full";
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    bench_key(b, SDLK_RIGHT);
    bench_key(b, SDLK_RETURN); // replace
    bench_frame(b);
    bench_frame(b);
    cr_expect_eq(told.takes, 1);
    cr_expect(sheet_is_open(&b->app) && bench_says(b, "the disk is full"),
              "it stays, and says why");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    cr_expect_eq(b->app.sheet_count, 2, "another time is asked about anew");
    bench_key(b, SDLK_RETURN); // Enter by itself replaces nothing
    bench_frame(b);
    cr_expect_eq(b->app.sheet_count, 1);
    cr_expect_eq(told.takes, 1);
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    bench_click(b, "ask.0");
    bench_frame(b);
    expect_taken(&told, folder, "apple.thalweg", 2);
    cr_expect_not(sheet_is_open(&b->app));
    bench_close(b);
    sheet_folder_remove(folder);
}

Test(sheet, says_why_a_folder_cannot_be_read)
{
    Bench *b = bench_open(1280, 720, 1);
    Told told;
    const char *folder = sheet_folder();
    open_file_sheet(b, &told, false, folder);
    bench_click(b, "file.name");
    bench_type(b, "nothing/");
    bench_frame(b);
    cr_expect(bench_says(b, "cannot open the folder "));
    bench_key(b, SDLK_BACKSPACE);
    bench_frame(b);
    cr_expect_gt(row_y(b, "apple.thalweg"), 0, "and goes on where it can be");
    bench_close(b);
    sheet_folder_remove(folder);
}

// Nothing of the window can be reached: no control, no key, no wheel.
Test(sheet, keeps_the_window_out_of_reach)
{
    Bench *b = bench_open(1280, 720, 1);
    Told told;
    const char *folder = sheet_folder();
    const Rect theme = bench_rect(b, "theme");
    const ThemeKind before = b->app.shell.theme;
    const bool playing = b->landscape->workspace.play.playing;
    const double from_x = b->landscape->workspace.view.unit;
    open_file_sheet(b, &told, true, folder);
    bench_click_at(b, theme.x + 5, theme.y + 5);
    const Rect p = b->app.shell.layout.picture;
    bench_wheel(b, p.x + 5, p.y + 5, 2);
    bench_double_click_at(b, p.x + 5, p.y + 5);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_key(b, SDLK_F1);
    bench_key(b, SDLK_SPACE);
    cr_expect_eq(b->app.shell.theme, before);
    cr_expect_eq(b->landscape->workspace.play.playing, playing);
    cr_expect_eq(b->landscape->workspace.view.unit, from_x);
    cr_expect_not(b->app.help_open);
    for (int i = 0; i < 20; i++) { // Tab goes round inside
        bench_key(b, SDLK_TAB);
        const UiId focus = b->app.shell.ui.focus;
        bool inside = false;
        for (size_t c = 0; c < b->app.shell.ui.controls.count; c++) {
            const UiControl *control = &b->app.shell.ui.controls.items[c];
            inside |= control->id == focus && strncmp(control->name, "file.", 5) == 0;
        }
        cr_expect(inside, "after %d times", i);
    }
    bench_key(b, SDLK_ESCAPE);
    cr_expect_not(sheet_is_open(&b->app));
    cr_expect_eq(told.backs, 1);
    bench_click(b, "theme");
    cr_expect_neq(b->app.shell.theme, before, "it can be reached again");
    bench_close(b);
    sheet_folder_remove(folder);
}

static void ask(Bench *b, Told *told)
{
    *told = (Told){ .answer = -1 };
    sheet_ask(&b->app, &(SheetAsk){ .title = "The scene has changed",
                                    .text = "Shall it be saved?",
                                    .buttons = { "Save", "Don't save", "Cancel" },
                                    .take = told_answer,
                                    .context = told });
    bench_frame(b);
    bench_frame(b);
}

Test(sheet, takes_an_answer_by_every_hand)
{
    Bench *b = bench_open(1280, 720, 1);
    Told told;
    ask(b, &told);
    bench_key(b, SDLK_RETURN);
    cr_expect_eq(told.answer, 0);
    ask(b, &told);
    bench_key(b, SDLK_ESCAPE);
    cr_expect_eq(told.answer, 2);
    ask(b, &told);
    bench_key(b, SDLK_LEFT);
    bench_key(b, SDLK_RETURN);
    cr_expect_eq(told.answer, 1);
    ask(b, &told);
    bench_key(b, SDLK_TAB);
    bench_key(b, SDLK_TAB);
    bench_key(b, SDLK_SPACE);
    cr_expect_eq(told.answer, 2);
    ask(b, &told);
    bench_click(b, "ask.1");
    cr_expect_eq(told.answer, 1);
    cr_expect_eq(told.takes, 1);
    cr_expect_not(sheet_is_open(&b->app));
    bench_close(b);
}

// The window behind it is darker, the sheet itself is not.
Test(sheet, dims_the_window)
{
    Bench *b = bench_open(1280, 720, 1);
    Told told;
    bench_settle(b);
    b->landscape->workspace.play.playing = false;
    bench_frame(b);
    bench_read(b);
    const Color before = bench_pixel(b, 30, 300);
    ask(b, &told);
    bench_read(b);
    const Color after = bench_pixel(b, 30, 300);
    cr_expect_lt(after.r, before.r * 0.7, "%d of %d", after.r, before.r);
    const Rect first = bench_rect(b, "ask.0");
    const Color sheet = bench_pixel(b, first.x + first.w / 2, first.y - 12);
    cr_expect(bench_same_color(sheet, themes[THEME_DARK].panel, 3));
    cr_expect(isinf(app_wait_s(&b->app, b->now_s)) || app_wait_s(&b->app, b->now_s) > 0.1,
              "it waits for the hand");
    bench_close(b);
}

// Every control of a sheet says what it is.
static void expect_tips(Bench *b, const char *begin)
{
    char names[40][UI_NAME_MAX];
    int count = 0;
    for (size_t i = 0; i < b->app.shell.ui.controls.count; i++) {
        const UiControl *control = &b->app.shell.ui.controls.items[i];
        if (strncmp(control->name, begin, strlen(begin)) == 0 && control->visible.h > 10 &&
            !strstr(control->name, ".ground") && count < (int)COUNT(names)) {
            memcpy(names[count++], control->name, UI_NAME_MAX);
        }
    }
    cr_expect_gt(count, 1, "%s: %d controls", begin, count);
    for (int i = 0; i < count; i++) {
        const Rect r = ui_find(&b->app.shell.ui, names[i])->visible;
        bench_move(b, r.x + 5, r.y + r.h / 2);
        bench_frame(b);
        cr_expect_eq(b->app.shell.ui.hot, ui_id(names[i]), "%s can be pointed at", names[i]);
        cr_expect_str_not_empty(b->app.shell.ui.tip.text, "%s", names[i]);
    }
}

Test(sheet, tells_of_every_control)
{
    Bench *b = bench_open(1280, 720, 1);
    Told told;
    const char *folder = sheet_folder();
    ask(b, &told);
    expect_tips(b, "ask.");
    bench_key(b, SDLK_ESCAPE);
    open_file_sheet(b, &told, false, folder);
    expect_tips(b, "file.");
    bench_key(b, SDLK_ESCAPE);
    bench_key_with(b, SDLK_e, KMOD_LCTRL);
    bench_frame(b);
    bench_frame(b);
    expect_tips(b, "export.");
    bench_close(b);
    sheet_folder_remove(folder);
}

// Playback waits below, and goes on from where it was.
Test(sheet, holds_the_time)
{
    Bench *b = bench_open(1280, 720, 1);
    Told told;
    b->landscape->workspace.play.playing = true;
    bench_wait(b, 0.1);
    bench_wait(b, 0.1);
    const double at = b->landscape->workspace.play.cursor;
    cr_assert_gt(at, 0);
    ask(b, &told);
    bench_wait(b, 0.1);
    bench_wait(b, 0.1);
    cr_expect_eq(b->landscape->workspace.play.cursor, at);
    bench_key(b, SDLK_ESCAPE);
    bench_wait(b, 0.1);
    cr_expect_gt(b->landscape->workspace.play.cursor, at);
    bench_close(b);
}

// A folder may hold very many: the list shows those in view and knows the rest.
Test(sheet, scrolls_through_a_large_folder)
{
    enum { FILES = 3000 };
    Bench *b = bench_open(1280, 720, 1);
    Told told;
    const char *folder = sheet_folder();
    for (int i = 0; i < FILES; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/many %d.thalweg", folder, i);
        FILE *file = fopen(path, "w");
        cr_assert(file);
        fclose(file);
    }
    open_file_sheet(b, &told, false, folder);
    cr_expect_lt(b->app.shell.ui.controls.count, 200);
    bench_key(b, SDLK_END);
    bench_frame(b);
    cr_expect_gt(row_y(b, "step 10.thalweg"), 0);
    bench_type(b, "many 2999");
    bench_frame(b);
    cr_expect_gt(row_y(b, "many 2999.thalweg"), 0);
    cr_expect_lt(row_y(b, "many 17.thalweg"), 0);
    bench_key(b, SDLK_RETURN);
    expect_taken(&told, folder, "many 2999.thalweg", 1);
    bench_close(b);
    sheet_folder_remove(folder);
}

// What is being typed elsewhere counts before a sheet opens over it.
Test(sheet, lets_a_number_that_is_typed_count)
{
    const char *folder = sheet_folder();
    cr_assert_eq(chdir(folder), 0);
    Bench *b = bench_open(1280, 720, 1);
    bench_click(b, "start.x");
    bench_retype(b, "1.25");
    bench_key_with(b, SDLK_e, KMOD_LCTRL);
    bench_frame(b);
    cr_assert(sheet_is_open(&b->app));
    cr_expect_eq(b->landscape->workspace.scene.start[0], 1.25);
    bench_close(b);
    cr_expect_eq(chdir("/"), 0);
    sheet_folder_remove(folder);
}

// A picture that is drawn for a file meanwhile takes nothing away from what is typed, and shows no
// hand: neither the sheet nor what the pointer rests on.
Test(sheet, stays_as_it_is_while_a_picture_is_drawn_for_a_file)
{
    Bench *b = bench_open(1280, 720, 1);
    Told told;
    const char *folder = sheet_folder();
    open_file_sheet(b, &told, true, folder);
    bench_type(b, "half a na");
    const Rect theme = ui_find(&b->app.shell.ui, "theme")->rect;
    bench_move(b, theme.x + 5, theme.y + 5);
    bench_frame(b);
    capture_bind(&b->blind);
    b->app.table->picture(&b->app);
    capture_unbind();
    cr_expect_not(bench_says(b, "Save"), "the sheet is not in it");
    cr_expect_neq(b->app.shell.ui.hot, ui_id("theme"));
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect_str_empty(b->app.shell.ui.edit.text, "it can still be undone");
    bench_key_with(b, SDLK_y, KMOD_LCTRL);
    bench_type(b, "me");
    cr_expect_str_eq(b->app.shell.ui.edit.text, "half a name");
    bench_key(b, SDLK_RETURN);
    expect_taken(&told, folder, "half a name.thalweg", 1);
    bench_close(b);
    sheet_folder_remove(folder);
}
