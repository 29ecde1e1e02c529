// The export sheet: by a user's hands, from the key to the file.
#include "sheet_bench.h"

#include "app/shell/document.h"
#include "app/shell/export.h"
#include "app/shell/opening.h"
#include "app/shell/sheet_export.h"
#include "look.h"

#include <math.h>

// A folder of its own, in which the program begins.
static const char *begin_in(void)
{
    static char folder[64];
    snprintf(folder, sizeof folder, "/tmp/thalweg-export-XXXXXX");
    cr_assert(mkdtemp(folder) && chdir(folder) == 0);
    return folder;
}

static void end_in(const char *folder)
{
    cr_expect_eq(chdir("/"), 0);
    sheet_folder_remove(folder);
}

static void open_export(Bench *b)
{
    bench_key_with(b, SDLK_e, KMOD_LCTRL);
    bench_frame(b);
    bench_wait(b, 0.3);
    bench_frame(b);
}

// Width and height as a PNG's header has them.
static void png_size(const char *path, unsigned *width, unsigned *height, unsigned *type)
{
    uint8_t head[26] = { 0 };
    FILE *file = fopen(path, "rb");
    cr_assert(file, "%s", path);
    cr_assert_eq(fread(head, 1, sizeof head, file), sizeof head);
    fclose(file);
    *width =
        (unsigned)head[16] << 24 | (unsigned)head[17] << 16 | (unsigned)head[18] << 8 | head[19];
    *height =
        (unsigned)head[20] << 24 | (unsigned)head[21] << 16 | (unsigned)head[22] << 8 | head[23];
    *type = head[25];
}

static void wait_closed(Bench *b)
{
    for (int i = 0; i < 2000 && sheet_is_open(&b->app); i++) {
        bench_frame(b);
    }
    cr_assert_not(sheet_is_open(&b->app));
}

Test(export, makes_a_picture_of_the_size_that_was_typed)
{
    const char *folder = begin_in();
    unsigned width, height, type;
    Bench *b = bench_open(1280, 720, 1);
    open_export(b);
    bench_click(b, "export.kind.png");
    bench_number(b, "export.width", "800");
    bench_number(b, "export.height", "500");
    bench_click(b, "export.name");
    bench_retype(b, "small");
    bench_key(b, SDLK_RETURN);
    wait_closed(b);
    cr_expect(bench_says(b, "Saved as "));
    png_size("small.png", &width, &height, &type);
    cr_expect_eq(width, 800);
    cr_expect_eq(height, 500);
    bench_key_with(b, SDLK_e, KMOD_LCTRL | KMOD_LSHIFT); // once more
    bench_frame(b);
    png_size("thalweg-valley-1.png", &width, &height, &type);
    cr_expect_eq(width, 800, "as the last one was");
    open_export(b);
    cr_expect(bench_says(b, "800 × 500 pixels"), "and so is the sheet");
    bench_key(b, SDLK_ESCAPE);
    cr_expect_not(sheet_is_open(&b->app));
    bench_close(b);
    end_in(folder);
}

Test(export, makes_a_transparent_one_and_offers_usual_sizes)
{
    const char *folder = begin_in();
    unsigned width, height, type;
    Bench *b = bench_open(1280, 720, 1);
    open_export(b);
    bench_choose(b, "export.size", 3);
    bench_click(b, "export.transparent");
    bench_click(b, "export.0");
    wait_closed(b);
    png_size("thalweg-valley-1.png", &width, &height, &type);
    cr_expect(width == 1280 && height == 720, "%u x %u", width, height);
    cr_expect_eq(type, 6, "with alpha");
    bench_close(b);
    end_in(folder);
}

Test(export, shows_only_what_the_kind_makes_use_of)
{
    const char *folder = begin_in();
    Bench *b = bench_open(1280, 720, 1);
    open_export(b);
    for (int i = 0; i < EXPORT_COUNT; i++) {
        Error err;
        const ExportRow *row = &export_rows[i];
        char name[UI_NAME_MAX];
        snprintf(name, sizeof name, "export.kind.%s", row->kind.key);
        const bool can = !row->can || row->can(&b->app, &err);
        if (!can) {
            cr_expect_not(ui_find(&b->app.shell.ui, name)->focusable, "%s is grey", name);
            continue;
        }
        bench_click(b, name);
        bench_frame(b);
        const Ui *ui = &b->app.shell.ui;
        cr_expect_eq(ui_find(ui, "export.width") != NULL, (row->uses & EXPORT_USES_SIZE) != 0, "%s",
                     name);
        cr_expect_eq(ui_find(ui, "export.dpi") != NULL, (row->uses & EXPORT_USES_DPI) != 0, "%s",
                     name);
        cr_expect_eq(ui_find(ui, "export.transparent") != NULL,
                     (row->uses & EXPORT_USES_TRANSPARENT) != 0, "%s", name);
        char ending[80];
        snprintf(ending, sizeof ending, "thalweg-valley-1.%s", row->kind.key);
        cr_expect(bench_says(b, ending), "the name ends as the kind does: %s", ending);
    }
    bench_close(b);
    end_in(folder);
}

Test(export, asks_before_it_replaces_and_stays_where_it_cannot_write)
{
    const char *folder = begin_in();
    Bench *b = bench_open(1280, 720, 1);
    write_file(folder, "old.csv", 3);
    open_export(b);
    bench_click(b, "export.kind.csv");
    bench_click(b, "export.name");
    bench_retype(b, "old");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    cr_expect(bench_says(b, "old.csv is there already"));
    bench_key(b, SDLK_ESCAPE);
    bench_frame(b);
    cr_expect_eq(b->app.sheet_count, 1);
    bench_click(b, "export.name");
    bench_retype(b, "nowhere/old.csv");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    cr_expect(bench_says(b, "there is no folder "));
    cr_expect_eq(b->app.sheet_count, 1);
    bench_click(b, "export.name");
    bench_retype(b, "old");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    bench_click(b, "ask.0"); // replace
    wait_closed(b);
    struct stat info;
    cr_expect(stat("old.csv", &info) == 0 && info.st_size > 1000);
    bench_close(b);
    end_in(folder);
}

Test(export, chooses_a_folder_in_the_list)
{
    const char *folder = begin_in();
    Bench *b = bench_open(1280, 720, 1);
    make_folder(folder, "figures");
    open_export(b);
    bench_click(b, "export.browse");
    bench_frame(b);
    cr_expect_eq(b->app.sheet_count, 2);
    const Rect row = bench_rect(b, "file.list.0");
    bench_double_click_at(b, row.x + 40, row.y + 5);
    bench_frame(b);
    bench_click(b, "file.0");
    bench_frame(b);
    bench_frame(b);
    bench_key(b, SDLK_RETURN);
    wait_closed(b);
    cr_expect_eq(access("figures/thalweg-valley-1.png", R_OK), 0);
    bench_close(b);
    end_in(folder);
}

// The picture in the sheet is that of the file: light when the file is, however the window is.
Test(export, shows_what_comes_out)
{
    const char *folder = begin_in();
    Bench *b = bench_open(1280, 720, 1);
    open_export(b);
    bench_read(b);
    const Rect box = bench_rect(b, "export.0");
    const float x = box.x + box.w - 140, y = bench_rect(b, "export.kind.png").y + 6;
    int light[2] = { 0, 0 };
    for (int theme = 0; theme < 2; theme++) {
        bench_segment(b, "export.theme", theme, THEME_COUNT);
        bench_wait(b, 0.3);
        bench_wait(b, 0.3);
        bench_read(b);
        for (int i = 0; i < 100; i++) {
            const Color c = bench_pixel(b, x - 120 + 2.4f * (float)i, y);
            light[theme] += c.r + c.g + c.b > 600;
        }
    }
    cr_expect_lt(light[0], 20, "%d", light[0]);
    cr_expect_gt(light[1], 20, "%d", light[1]);
    cr_expect_eq(b->app.shell.theme, THEME_DARK, "the window is as it was");
    cr_expect(isinf(app_wait_s(&b->app, b->now_s)) || b->landscape->workspace.play.playing);
    bench_close(b);
    end_in(folder);
}

Test(export, is_called_as_the_scene_is)
{
    const char *folder = begin_in();
    char path[128];
    Error err;
    Bench *b = bench_open(1280, 720, 1);
    snprintf(path, sizeof path, "%s/my valley.thalweg", folder);
    cr_assert(document_write(&b->app, b->app.room, path, &err), "%s", err.text);
    for (int i = 0; i < 2; i++) {
        bench_key_with(b, SDLK_e, KMOD_LCTRL | KMOD_LSHIFT);
        bench_frame(b);
    }
    cr_expect_eq(access("my valley.png", R_OK), 0);
    cr_expect_eq(access("my valley-2.png", R_OK), 0, "nothing is overwritten");
    bench_close(b);
    end_in(folder);
}

// Of numbers and scripts the first lines are seen, as they will be written.
Test(export, shows_the_first_lines_of_what_is_text)
{
    const char *folder = begin_in();
    setenv("TMPDIR", folder, 1);
    Bench *b = bench_open(1280, 720, 1);
    open_export(b);
    bench_click(b, "export.kind.csv");
    bench_frame(b);
    cr_expect(bench_says(b, "run,optimizer,step,x,y,loss,"));
    cr_expect(bench_says(b, "1,sgd,0,"), "the first row");
    bench_click(b, "export.kind.py");
    bench_frame(b);
    cr_expect(bench_says(b, "import "), "a script");
    cr_expect_eq(system("test $(ls -A | wc -l) = 0"), 0, "nothing of it stays");
    bench_close(b);
    end_in(folder);
}

// A number that Tab has come to is typed over by its first digit; MP4 has even sides.
Test(export, takes_digits_where_the_focus_is)
{
    const char *folder = begin_in();
    Bench *b = bench_open(1280, 720, 1);
    open_export(b);
    bench_click(b, "export.kind.mp4");
    ui_focus(&b->app.shell.ui, "export.width");
    bench_frame(b);
    bench_type(b, "641");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    cr_expect(bench_says(b, "642 × 720 pixels, "));
    bench_number(b, "export.from", "50");
    bench_number(b, "export.to", "10");
    bench_frame(b);
    cr_expect(bench_says(b, "of 100 steps, run back"));
    bench_close(b);
    end_in(folder);
}

// It has its height and place when it appears.
Test(export, appears_at_its_place)
{
    const char *folder = begin_in();
    Bench *b = bench_open(1280, 720, 1);
    bench_key_with(b, SDLK_e, KMOD_LCTRL);
    const Rect first = ui_find(&b->app.shell.ui, "export.0")->rect;
    bench_frame(b);
    bench_frame(b);
    const Rect then = ui_find(&b->app.shell.ui, "export.0")->rect;
    cr_expect(first.y == then.y && first.x == then.x, "%g, then %g", first.y, then.y);
    bench_close(b);
    end_in(folder);
}

// Whatever is chosen, nothing has to be scrolled to where the window has room.
Test(export, is_as_high_as_its_fields)
{
    const char *folder = begin_in();
    Bench *b = bench_open(1366, 768, 1);
    b->landscape->workspace.scene.relief.kind = RELIEF_BOTH;
    open_export(b);
    bench_click(b, "export.kind.mp4");
    bench_frame(b);
    bench_frame(b);
    const UiControl *last = ui_find(&b->app.shell.ui, "export.turned");
    cr_assert(last, "a surface may turn");
    cr_expect_float_eq(last->visible.h, last->rect.h, 0.01, "in view to its lower edge");
    cr_expect_lt(last->rect.y + last->rect.h, ui_find(&b->app.shell.ui, "export.0")->rect.y);
    bench_close(b);
    end_in(folder);
}

Test(export, is_remembered_from_one_time_to_the_next)
{
    const char *folder = begin_in();
    cr_assert_eq(settings_exports.count, EXPORT_COUNT);
    for (int i = 0; i < EXPORT_COUNT; i++) {
        cr_expect_str_eq(registry_key(&settings_exports, (size_t)i), export_rows[i].kind.key);
    }
    Settings settings, again;
    settings_defaults(&settings);
    Bench *b = bench_open(1280, 720, 1);
    sheet_export_recall(&b->app, &settings);
    sheet_export_remember(&b->app, &again);
    cr_expect_eq(again.export_width, 2400);
    cr_expect_eq(again.export_theme, 0, "as the window");
    open_export(b);
    bench_click(b, "export.kind.svg");
    bench_number(b, "export.width", "900");
    bench_segment(b, "export.theme", THEME_LIGHT, THEME_COUNT);
    bench_click(b, "export.transparent");
    bench_click(b, "export.0");
    wait_closed(b);
    sheet_export_remember(&b->app, &settings);
    bench_close(b);
    cr_expect_eq(settings.export_kind, EXPORT_SVG);
    b = bench_open(1280, 720, 1);
    sheet_export_recall(&b->app, &settings);
    b->app.shell.theme = THEME_DARK;
    bench_key_with(b, SDLK_e, KMOD_LCTRL | KMOD_LSHIFT);
    bench_frame(b);
    cr_expect_eq(access("thalweg-valley-2.svg", R_OK), 0);
    sheet_export_remember(&b->app, &again);
    cr_expect_eq(again.export_width, 900);
    cr_expect_eq(again.export_theme, 1 + THEME_LIGHT, "chosen, whatever the window's is");
    cr_expect(again.export_transparent && !again.export_window);
    bench_close(b);
    end_in(folder);
}

// A film of a few pictures, by the sheet; and one that is cancelled on its way.
Test(export, makes_a_film_between_frames_and_leaves_nothing_of_one_that_is_cancelled)
{
    const char *folder = begin_in();
    Bench *b = bench_open(1280, 720, 1);
    open_export(b);
    bench_click(b, "export.kind.webp");
    cr_expect(bench_says(b, "1280 × 720 pixels, 300 pictures"), "a size for films");
    bench_number(b, "export.width", "160");
    bench_number(b, "export.height", "100");
    bench_number(b, "export.seconds", "0.5");
    bench_number(b, "export.rate", "20");
    bench_number(b, "export.to", "40");
    cr_expect(bench_says(b, "160 × 100 pixels, 10 pictures"));
    const double cursor = b->landscape->workspace.play.cursor;
    b->budget_s = 0.001;
    bench_click(b, "export.0");
    int frames = 0;
    for (; frames < 20000 && sheet_is_open(&b->app); frames++) {
        bench_frame(b);
    }
    cr_expect_gt(frames, 1, "the window lives meanwhile");
    cr_expect_eq(b->landscape->workspace.play.cursor, cursor, "and stands where it stood");
    uint8_t head[16] = { 0 };
    FILE *film = fopen("thalweg-valley-1.webp", "rb");
    cr_assert(film);
    cr_expect_eq(fread(head, 1, 16, film), 16);
    cr_expect(memcmp(head, "RIFF", 4) == 0 && memcmp(head + 8, "WEBP", 4) == 0);
    fclose(film);
    open_export(b); // a long one, of which no computer is done meanwhile
    bench_number(b, "export.seconds", "600");
    bench_number(b, "export.rate", "60");
    bench_click(b, "export.0");
    bench_frame(b);
    cr_expect(sheet_is_open(&b->app) && ui_find(&b->app.shell.ui, "export.stop.0"));
    bench_wait(b, 2);
    cr_expect(bench_says(b, "Being made: "));
    bench_key_with(b, SDLK_q, KMOD_LCTRL);
    cr_expect(!b->app.quit && bench_says(b, "A file is being made"));
    b->app.shell.notice[0] = '\0';
    opening_quit(&b->app, b->now_s); // the window's button
    cr_expect(!b->app.quit && strstr(b->app.shell.notice, "A file is being made"));
    bench_key(b, SDLK_ESCAPE);
    bench_frame(b);
    bench_frame(b);
    cr_expect(bench_says(b, "Cancelled: no file was written"));
    cr_expect_neq(access("thalweg-valley-2.webp", F_OK), 0);
    cr_expect_eq(system("test $(ls -A | wc -l) = 1"), 0, "nothing else is left");
    bench_key(b, SDLK_ESCAPE);
    cr_expect_not(sheet_is_open(&b->app));
    bench_key_with(b, SDLK_q, KMOD_LCTRL);
    cr_expect(b->app.quit, "nothing is being made any more");
    bench_close(b);
    end_in(folder);
}

Test(export, says_why_a_film_cannot_be_made)
{
    const char *folder = begin_in();
    setenv("PATH", "/nowhere", 1);
    Bench *b = bench_open(1280, 720, 1);
    open_export(b);
    cr_expect_not(ui_find(&b->app.shell.ui, "export.kind.mp4")->focusable);
    cr_expect(ui_find(&b->app.shell.ui, "export.kind.webp")->focusable);
    cr_expect(bench_says(b, "Film, MP4 · Film, GIF: "), "once for both");
    bench_click(b, "export.kind.mp4");
    cr_expect(bench_says(b, "thalweg-valley-1.png"), "it cannot be chosen");
    setenv("PATH", "/usr/bin:/bin", 1);
    bench_close(b);
    end_in(folder);
}
