// Files get the first free number, so that nothing is overwritten.
#include "app/shell/keep.h"

#include "base/words.h"
#include "gfx/capture.h"
#include "gfx/window.h"
#include "io/png.h"
#include "io/subject_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PATH_BYTES = 1024, FIGURE_W = 2400, FIGURE_H = 1500, TRIES = 10000 };

void keep_copy(App *app, double now_s)
{
    char *command = memory_get(SUBJECT_TEXT_MAX);
    Subject *subject = memory_get(sizeof *subject);
    const Room *room = app->room->row;
    const unsigned left_out = room->subject(app->room->state, subject);
    char list[1024] = "";
    size_t used = 0;
    for (int i = 0; room->parts[i] != NULL; i++) {
        if (left_out & 1u << i) {
            used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", used ? ", " : "",
                                     tr(room->parts[i]));
            assert(used < sizeof list);
        }
    }
    subject_write_command(subject, command, SUBJECT_TEXT_MAX);
    window_clipboard_set(command);
    if (left_out) {
        shell_notice(&app->shell, now_s, tr("Copied, but not: %s"), list);
    } else {
        shell_notice(&app->shell, now_s, "%s",
                     tr("The command line of this scene is in the clipboard"));
    }
    free(subject);
    free(command);
}

static bool free_path(const App *app, const char *ending, char path[PATH_BYTES])
{
    const char *home = getenv("HOME"), *folder = ".";
    char here[PATH_BYTES];
    if (getcwd(here, sizeof here) && access(here, W_OK) == 0) {
        folder = here;
    } else if (home) {
        folder = home;
    }
    Subject *subject = memory_get(sizeof *subject);
    app->room->row->subject(app->room->state, subject);
    const char *name = subject_file_name(subject);
    free(subject); // the name is a row's
    for (int i = 1; i < TRIES; i++) {
        const int length =
            snprintf(path, PATH_BYTES, "%s/thalweg-%s-%d.%s", folder, name, i, ending);
        if (length >= PATH_BYTES) {
            return false;
        }
        if (access(path, F_OK) != 0) {
            return true;
        }
    }
    return false;
}

static void tell(App *app, double now_s, bool done, const char *path, const Error *err)
{
    if (done) {
        shell_notice(&app->shell, now_s, tr("Saved as %s"), path);
    } else {
        shell_notice(&app->shell, now_s, "%s", err->text);
    }
}

static bool save_figure(App *app, const char *path, Error *err)
{
    Capture capture;
    if (!capture_init(&capture, FIGURE_W, FIGURE_H, err)) {
        return false;
    }
    const int width = app->shell.width_px, height = app->shell.height_px;
    const float scale = app->shell.scale;
    const unsigned drawn_into = capture_bound();
    capture_bind(&capture);
    app->room->row->figure(app->room->state, FIGURE_W, FIGURE_H, 2);
    uint8_t *pixels = memory_get((size_t)FIGURE_W * FIGURE_H * 3);
    capture_read(&capture, pixels);
    const bool done = png_write(path, FIGURE_W, FIGURE_H, pixels, err);
    free(pixels);
    capture_rebind(drawn_into);
    capture_finish(&capture);
    app_resize(app, width, height, scale);
    return done;
}

void keep_png(App *app, double now_s)
{
    char path[PATH_BYTES];
    Error err = { .text = "" };
    const bool done = free_path(app, "png", path) ? save_figure(app, path, &err)
                                                  : fail(&err, "There is no folder to save into");
    tell(app, now_s, done, path, &err);
}

void keep_csv(App *app, double now_s)
{
    char path[PATH_BYTES];
    Error err = { .text = "" };
    const bool done = free_path(app, "csv", path)
                          ? app->room->row->write_csv(app->room->state, path, &err)
                          : fail(&err, "There is no folder to save into");
    tell(app, now_s, done, path, &err);
}
