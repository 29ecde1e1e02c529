// Whatever ends a document is put off until everybody who must be asked has answered: App.leaving
// says what is to be done then.
#include "app/shell/opening.h"

#include "app/shell/classroom_kept.h"
#include "app/shell/document.h"
#include "app/shell/sheet.h"
#include "app/shell/sheet_export.h"
#include "app/shell/shelf.h"
#include "base/file.h"
#include "base/text.h"
#include "base/words.h"
#include "gfx/window.h"
#include "io/pasted.h"
#include "io/rescue.h"
#include "io/subject_file.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// ---- leaving

static void forget(App *app)
{
    free(app->leaving.subject);
    free(app->leaving.path);
    free(app->leaving.spent);
    app->leaving = (Leaving){ 0 };
}

static unsigned bit_of(const App *app, const AppRoom *room)
{
    return 1u << (room - app->rooms);
}

static void go_on(App *app, double now_s);

static void answered(App *app, void *context, int answer, double now_s)
{
    enum { SAVE, LEAVE, CANCEL };
    AppRoom *room = context;
    Error err = { .text = "" };
    if (answer == SAVE && !document_write(app, room, room->document.path, &err)) {
        shell_notice(&app->shell, now_s, "%s", err.text);
        answer = CANCEL;
    }
    if (answer == CANCEL) {
        forget(app);
        return;
    }
    go_on(app, now_s);
}

static void ask(App *app, AppRoom *room)
{
    char name[DOCUMENT_NAME_MAX], title[DOCUMENT_NAME_MAX + 64];
    document_name(room, name);
    text_print(title, sizeof title, tr("Save the changes to %s?"), name);
    app_enter(app, room->row); // what it is about
    sheet_ask(app, &(SheetAsk){ .title = title,
                                .text = tr("It has been changed since it was opened or saved."),
                                .buttons = { tr("Save"), tr("Don't save"), tr("Cancel") },
                                .take = answered,
                                .context = room });
}

// Asks about the next document that goes and is changed; when none is left, does what is to be
// done.
static void go_on(App *app, double now_s)
{
    Leaving *leaving = &app->leaving;
    for (int i = 0; i < app->table->count; i++) {
        AppRoom *room = &app->rooms[i];
        const unsigned bit = bit_of(app, room);
        if (!(leaving->rooms & bit) || leaving->asked & bit) {
            continue;
        }
        leaving->asked |= bit;
        if (room->document.path && document_changed(room)) {
            ask(app, room);
            return;
        }
    }
    for (int i = 0; i < app->table->count; i++) {
        AppRoom *room = &app->rooms[i];
        if (leaving->rooms & bit_of(app, room) && document_changed(room)) {
            shelf_lay_by(app, room);
        }
    }
    leaving->then(app, now_s);
    forget(app);
}

static void leave(App *app, Leaving leaving, double now_s)
{
    if (app->leaving.then) { // a question is open
        free(leaving.subject);
        free(leaving.path);
        free(leaving.spent);
        return;
    }
    classroom_end(app); // what comes takes the place of what was there before a lesson
    app->leaving = leaving;
    go_on(app, now_s);
}

// ---- showing

// What never was a file's can be taken back when what comes is none's either: undo goes on. Else it
// begins anew, so that no file gets what another one had.
static void begin_new(App *app, double now_s)
{
    (void)now_s;
    AppRoom *room = app->room;
    room->row->reset(room->state);
    (room->document.path ? app_begin_anew : app_begin_unnamed)(room);
    app_enter(app, room->row);
}

static void show(App *app, double now_s)
{
    (void)now_s;
    const Leaving *leaving = &app->leaving;
    AppRoom *room = app_room_of(app, leaving->subject->kind);
    if (leaving->path || room->document.path) {
        app_open(app, leaving->subject);
    } else {
        room->row->open(room->state, leaving->subject);
        app_begin_unnamed(room);
        app_enter(app, room->row);
    }
    room->document.restored = leaving->restored;
    app->touched = app->touched || leaving->restored;
    if (leaving->spent) {
        unlink(leaving->spent);
    }
    if (leaving->path) {
        document_attach(app, app->room, leaving->path);
    }
}

static void show_pasted(App *app, double now_s)
{
    show(app, now_s);
    shell_notice(&app->shell, now_s, "%s", tr("Opened from the clipboard"));
}

// Takes the subject over. spent: where it was laid by; NULL: it was not.
static void replace(App *app, Subject *subject, const char *path, const char *spent, double now_s)
{
    const Leaving leaving = {
        .then = show,
        .rooms = bit_of(app, app_room_of(app, subject->kind)),
        .subject = subject,
        .path = path ? strdup(path) : NULL,
        .spent = spent ? strdup(spent) : NULL,
        .restored = spent != NULL,
    };
    leave(app, leaving, now_s);
}

bool opening_file(App *app, const char *path, double now_s, Error *err)
{
    Subject *subject = memory_get(sizeof *subject);
    if (!subject_file_load(path, subject, err)) {
        free(subject);
        return false;
    }
    replace(app, subject, path, NULL, now_s);
    return true;
}

void opening_dropped(App *app, const char *path, double now_s)
{
    Error err = { .text = "" };
    if (!opening_file(app, path, now_s, &err)) {
        shell_notice(&app->shell, now_s, "%s", err.text);
    }
}

void opening_restore(App *app, const Subject *subject, const char *path, double now_s)
{
    Subject *copy = memory_get(sizeof *copy);
    *copy = *subject;
    leave(app,
          (Leaving){ .then = show,
                     .rooms = bit_of(app, app_room_of(app, subject->kind)),
                     .subject = copy,
                     .path = path ? strdup(path) : NULL,
                     .restored = true },
          now_s);
}

// ---- for menu and keys

void opening_new(App *app, double now_s)
{
    classroom_end(app);
    leave(app, (Leaving){ .then = begin_new, .rooms = bit_of(app, app->room) }, now_s);
}

static bool open_taken(App *app, void *context, const char *path, double now_s, Error *err)
{
    (void)context;
    return opening_file(app, path, now_s, err);
}

void opening_ask(App *app, double now_s)
{
    (void)now_s;
    sheet_file(app, &(SheetFile){ .title = tr("Open a scene"),
                                  .action = tr("Open"),
                                  .ending = SUBJECT_FILE_ENDING,
                                  .take = open_taken });
}

static bool save_taken(App *app, void *context, const char *path, double now_s, Error *err)
{
    const bool ok = document_write(app, context, path, err);
    if (ok) {
        shell_notice(&app->shell, now_s, tr("Saved as %s"), path);
    }
    return ok;
}

void opening_save_as(App *app, double now_s)
{
    (void)now_s;
    char name[DOCUMENT_NAME_MAX];
    Subject *subject = document_subject(app->room);
    text_print(name, sizeof name, "%s%s", subject_file_name(subject), SUBJECT_FILE_ENDING);
    free(subject);
    const char *path = app->room->document.path;
    sheet_file(app, &(SheetFile){ .title = tr("Save the scene"),
                                  .action = tr("Save"),
                                  .ending = SUBJECT_FILE_ENDING,
                                  .path = path ? path : name,
                                  .save = true,
                                  .take = save_taken,
                                  .context = app->room });
}

static void save_here(App *app, AppRoom *room, double now_s)
{
    char name[DOCUMENT_NAME_MAX];
    Error err = { .text = "" };
    if (document_write(app, room, room->document.path, &err)) {
        document_name(room, name);
        shell_notice(&app->shell, now_s, tr("%s is saved"), name);
    } else {
        shell_notice(&app->shell, now_s, "%s", err.text);
    }
}

static void overtaken_answered(App *app, void *context, int answer, double now_s)
{
    enum { REPLACE, OTHER };
    if (answer == REPLACE) {
        save_here(app, context, now_s);
    } else if (answer == OTHER) {
        opening_save_as(app, now_s);
    }
}

void opening_save(App *app, double now_s)
{
    AppRoom *room = app->room;
    if (!room->document.path) {
        opening_save_as(app, now_s);
    } else if (document_overtaken(room)) {
        char title[DOCUMENT_NAME_MAX + 64];
        text_print(title, sizeof title, tr("%s was written by another program"),
                   file_bare_name(room->document.path));
        sheet_ask(app, &(SheetAsk){ .title = title,
                                    .text = tr("Saving here would replace what that has written."),
                                    .buttons = { tr("Replace"), tr("Save as…"), tr("Cancel") },
                                    .take = overtaken_answered,
                                    .context = room });
    } else {
        save_here(app, room, now_s);
    }
}

void opening_before(App *app, const char *path, double now_s)
{
    Subject *subject = memory_get(sizeof *subject);
    Error err = { .text = "" };
    if (subject_file_load(path, subject, &err)) {
        char *document = rescue_document(path);
        replace(app, subject, document, path, now_s);
        free(document);
    } else {
        shell_notice(&app->shell, now_s, "%s", err.text);
        free(subject);
    }
}

void opening_paste(App *app, double now_s)
{
    char *text = window_clipboard();
    Subject *subject = memory_get(sizeof *subject);
    Error err = { .text = "" };
    char *path = text ? pasted_path(text) : NULL;
    if (path) {
        opening_dropped(app, path, now_s);
        free(subject);
    } else if (pasted_read(subject, text ? text : "", &err)) {
        leave(app,
              (Leaving){ .then = show_pasted,
                         .rooms = bit_of(app, app_room_of(app, subject->kind)),
                         .subject = subject },
              now_s);
    } else {
        shell_notice(&app->shell, now_s, "%s", err.text);
        free(subject);
    }
    free(path);
    window_clipboard_free(text);
}

// ---- the end

static void end(App *app, double now_s)
{
    (void)now_s;
    app->quit = true;
}

void opening_quit(App *app, double now_s)
{
    const unsigned all = (1u << app->table->count) - 1;
    if (sheet_export_making(app)) {
        shell_notice(&app->shell, now_s, "%s",
                     tr("A file is being made: cancel that first (Escape), then quit"));
        return;
    }
    leave(app, (Leaving){ .then = end, .rooms = all }, now_s);
}
