// A window with a shelf, in a home of the test's own, and what a user does with files in it.
#pragma once

#include "look.h"
#include "window_bench.h"

#include "app/shell/autosave.h"
#include "app/shell/document.h"
#include "app/shell/opening.h"
#include "app/shell/sheet.h"
#include "io/subject_file.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char home[] = "/tmp/thalweg-home-XXXXXX";

// Every test runs in a process of its own, and so has a home of its own.
static inline void home_enter(void)
{
    cr_assert(mkdtemp(home) && chdir(home) == 0);
    setenv("HOME", home, 1);
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("XDG_STATE_HOME");
    unsetenv("XDG_CACHE_HOME");
}

static inline void home_leave(void)
{
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", home);
    cr_expect(chdir("/") == 0 && system(command) == 0);
}

static inline const char *in_home(const char *name)
{
    static char paths[4][256];
    static int turn;
    char *path = paths[turn++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", home, name);
    return path;
}

static inline bool file_there(const char *name)
{
    return access(in_home(name), F_OK) == 0;
}

static inline void put(const char *name, const char *text)
{
    FILE *file = fopen(in_home(name), "w");
    cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

static inline Bench *open_with_shelf(Shelf *shelf)
{
    Bench *b = bench_open(1280, 720, 1);
    memset(shelf, 0, sizeof *shelf);
    shelf_begin(&b->app, shelf);
    autosave_begin(&b->app, b->now_s);
    bench_frame(b);
    return b;
}

static inline void close_with_shelf(Bench *b)
{
    autosave_end(&b->app, true);
    bench_close(b);
}

// A change by hand: the start goes elsewhere.
static inline void move_start(Bench *b, double by)
{
    const double *start = b->landscape->workspace.scene.start;
    bench_double_click_at(b, bench_x(b, start[0] + by), bench_y(b, start[1]));
    bench_wait(b, 1);
}

static inline bool marked(Bench *b)
{
    bench_wait(b, 0.2);
    bench_wait(b, 0.2);
    return b->app.room->document.changed;
}

// Ctrl+S of what has no file, and a name.
static inline void save_as(Bench *b, const char *name)
{
    bench_key_with(b, SDLK_s, KMOD_LCTRL | KMOD_LSHIFT);
    bench_frame(b);
    cr_assert(sheet_is_open(&b->app));
    bench_retype(b, name);
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
}

static inline void open_file(Bench *b, const char *name)
{
    bench_drop(b, in_home(name));
    bench_frame(b);
    bench_frame(b);
}

static inline void paste(Bench *b, const char *text)
{
    window_clipboard_set(text);
    bench_key_with(b, SDLK_v, KMOD_LCTRL);
    bench_frame(b);
    bench_frame(b);
}

// Presses a button of the question that is open.
static inline void say(Bench *b, int button)
{
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "ask.%d", button);
    bench_frame(b);
    cr_assert(sheet_is_open(&b->app), "something is asked");
    bench_click(b, name);
    bench_frame(b);
    bench_frame(b);
}

// The entry of the menu of files that begins so.
static inline void choose(Bench *b, const char *entry)
{
    LookText row;
    bench_click(b, "files");
    bench_frame(b);
    cr_assert(look_text_begins(&b->app.shell.canvas, entry, LOOK_ALL, &row), "%s", entry);
    bench_click_at(b, row.rect.x + 3, row.rect.y + row.rect.h / 2);
    bench_frame(b);
    bench_frame(b);
}

static inline bool noticed(const Bench *b, const char *part)
{
    return strstr(b->app.shell.notice, part) != NULL;
}
