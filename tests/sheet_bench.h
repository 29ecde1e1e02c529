// A folder of files and a sheet over the window, for tests of sheets.
#pragma once

#include "window_bench.h"

#include "app/shell/sheet.h"
#include "base/file.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// What a sheet's owner was told.
typedef struct Told {
    char path[4096];
    int takes, backs, answer;
    const char *refuse; // said once instead of taking
} Told;

static inline bool told_take(App *app, void *context, const char *path, double now_s, Error *err)
{
    (void)app;
    (void)now_s;
    Told *told = context;
    told->takes++;
    snprintf(told->path, sizeof told->path, "%s", path);
    const char *refuse = told->refuse;
    told->refuse = NULL;
    return !refuse || fail_said(err, -1, refuse);
}

static inline void told_back(App *app, void *context)
{
    (void)app;
    ((Told *)context)->backs++;
}

static inline void told_answer(App *app, void *context, int answer, double now_s)
{
    (void)app;
    (void)now_s;
    Told *told = context;
    told->takes++;
    told->answer = answer;
}

static inline void write_file(const char *folder, const char *name, size_t bytes)
{
    char path[4096];
    char *content = calloc(1, bytes + 1);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    cr_assert(file_write(path, content, bytes, NULL), "%s", path);
    free(content);
}

static inline void make_folder(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    cr_assert(mkdir(path, 0777) == 0, "%s", path);
}

// A new folder with files and folders in it; its path.
static inline const char *sheet_folder(void)
{
    static char folder[64];
    snprintf(folder, sizeof folder, "/tmp/thalweg-sheet-XXXXXX");
    cr_assert(mkdtemp(folder));
    make_folder(folder, "lessons");
    make_folder(folder, "Data");
    make_folder(folder, ".hidden");
    write_file(folder, "step 10.thalweg", 10);
    write_file(folder, "step 2.thalweg", 2000);
    write_file(folder, "apple.thalweg", 1);
    write_file(folder, "notes.txt", 5);
    write_file(folder, ".secret.thalweg", 5);
    write_file(folder, "lessons/first.thalweg", 7);
    write_file(folder, "lessons/fine.thalweg", 7);
    return folder;
}

static inline void sheet_folder_remove(const char *folder)
{
    char command[256];
    snprintf(command, sizeof command, "chmod -R u+rwx '%s'; rm -r '%s'", folder, folder);
    cr_assert_eq(system(command), 0);
}

// Exports a file of that kind by the sheet as a user does, and waits until it is there.
static inline void bench_export(Bench *b, const char *kind)
{
    char button[UI_NAME_MAX];
    snprintf(button, sizeof button, "export.kind.%s", kind);
    bench_key_with(b, SDLK_e, KMOD_LCTRL);
    bench_frame(b);
    bench_click(b, button);
    bench_frame(b);
    bench_click(b, "export.0");
    for (int i = 0; i < 20000 && sheet_is_open(&b->app); i++) {
        bench_frame(b);
    }
    cr_assert_not(sheet_is_open(&b->app), "%s is never there", kind);
    bench_frame(b);
}

// Opens the sheet for a file and draws it twice: its first pass finds out what the second one uses.
static inline void open_file_sheet(Bench *b, Told *told, bool save, const char *path)
{
    *told = (Told){ .answer = -1 };
    sheet_file(&b->app, &(SheetFile){ .title = save ? "Save" : "Open",
                                      .action = save ? "Save" : "Open",
                                      .ending = ".thalweg",
                                      .path = path,
                                      .save = save,
                                      .take = told_take,
                                      .back = told_back,
                                      .context = told });
    bench_frame(b);
    bench_frame(b);
}
