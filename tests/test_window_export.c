// The export sheet: by a user's hands, from the key to the file.
#include "sheet_bench.h"

#include "app/shell/export.h"
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
    bench_key(b, SDLK_RETURN); // replace
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
        bench_segment(b, "export.theme", theme, 2);
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
