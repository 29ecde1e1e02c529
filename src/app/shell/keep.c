// Files get the first free number, so that nothing is overwritten.
#include "app/shell/keep.h"

#include "app/shell/export.h"
#include "base/words.h"
#include "gfx/window.h"
#include "io/share_code.h"
#include "io/subject_text.h"
#include "io/torch.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

void keep_code(App *app, double now_s)
{
    Error err = { .text = "" };
    Subject *subject = memory_get(sizeof *subject);
    app->room->row->subject(app->room->state, subject);
    char *text = torch_text(subject, NULL, &err);
    if (text) {
        window_clipboard_set(text);
        shell_notice(&app->shell, now_s, "%s", tr("The script for PyTorch is in the clipboard"));
    } else {
        shell_notice(&app->shell, now_s, "%s", err.text);
    }
    free(text);
    free(subject);
}

static bool write_code(const App *app, Arena *arena, char **code, Error *err)
{
    Subject *subject = memory_get(sizeof *subject);
    app->room->row->subject(app->room->state, subject);
    const bool ok = share_code_write(subject, arena, code, err);
    free(subject);
    return ok;
}

// Asked in every pass of an open menu, while which nothing changes: once a second is enough.
const char *keep_no_text(App *app)
{
    const double now_s = app->shell.ui.now_s;
    if (!(fabs(now_s - app->no_code_s) < 1)) {
        Arena arena = { 0 };
        char *code = NULL;
        app->no_code = (Error){ .text = "" };
        write_code(app, &arena, &code, &app->no_code);
        arena_free(&arena);
        app->no_code_s = now_s;
    }
    return app->no_code.text[0] ? app->no_code.text : NULL;
}

void keep_text(App *app, double now_s)
{
    Arena arena = { 0 };
    Error err = { .text = "" };
    char *code = NULL;
    if (write_code(app, &arena, &code, &err)) {
        window_clipboard_set(code);
        shell_notice(&app->shell, now_s,
                     tr("A code of %zu letters is in the clipboard; pasted into the window, it "
                        "opens this scene"),
                     strlen(code));
    } else {
        shell_notice(&app->shell, now_s, "%s", err.text);
    }
    arena_free(&arena);
}

static void keep(App *app, double now_s, ExportKind kind)
{
    Error err = { .text = "" };
    ExportPlan *plan = memory_get(sizeof *plan);
    *plan = export_plan(app, kind);
    if (!export_name(app, NULL, plan)) {
        shell_notice(&app->shell, now_s, "%s", tr("There is no folder to save into"));
    } else if (export_write(app, plan, &err)) {
        shell_notice(&app->shell, now_s, tr("Saved as %s"), plan->path);
    } else {
        shell_notice(&app->shell, now_s, "%s", err.text);
    }
    free(plan);
}

void keep_png(App *app, double now_s)
{
    keep(app, now_s, EXPORT_PNG);
}

void keep_csv(App *app, double now_s)
{
    keep(app, now_s, EXPORT_CSV);
}
