// What is opened or saved is kept whole beside the room, as a subject and as the room's own moment:
// the moment knows which part of the plane is looked at, whatever the window's size, the subject
// all that undo leaves alone.
#include "app/shell/document.h"

#include "app/shell/shelf.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"
#include "base/words.h"
#include "io/subject_file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

// ---- whether it has changed

// Time goes on by itself, and where one looks is compared as the room's moment has it.
static void scene_as(Subject *now, const Subject *then)
{
    now->scene.has_view = then->scene.has_view;
    now->scene.view = then->scene.view;
    now->scene.relief.camera = then->scene.relief.camera;
    now->scene_show.has_step = then->scene_show.has_step;
    now->scene_show.step = then->scene_show.step;
}

static void lab_as(Subject *now, const Subject *then)
{
    now->lab_show.has_step = then->lab_show.has_step;
    now->lab_show.step = then->lab_show.step;
}

static void (*const time_as[])(Subject *now, const Subject *then) = {
    [SUBJECT_SCENE] = scene_as, [SUBJECT_LAB] = lab_as
};
static_assert(COUNT(time_as) == SUBJECT_COUNT, "one for each kind of subject");

Subject *document_subject(const AppRoom *room)
{
    Subject *subject = memory_get(sizeof *subject);
    room->row->subject(room->state, subject);
    return subject;
}

static bool differs(const AppRoom *room)
{
    const Document *document = &room->document;
    void *moment = app_moment(room);
    bool same = room->row->moment_equal(document->moment, moment);
    free(moment);
    if (same) {
        Subject *now = document_subject(room);
        time_as[now->kind](now, document->subject);
        same = subject_equal(now, document->subject);
        free(now);
    }
    return !same;
}

bool document_changed(const AppRoom *room)
{
    const Document *document = &room->document;
    return document->restored || (document->subject && differs(room));
}

// How it stands now is how it was opened or saved.
static void settle(AppRoom *room)
{
    Document *document = &room->document;
    free(document->subject);
    free(document->moment);
    document->subject = document_subject(room);
    document->moment = app_moment(room);
    document->changed = document->restored;
}

void document_look(App *app)
{
    AppRoom *room = app->room;
    if (!room->document.subject) {
        settle(room);
    } else if (app->touched) {
        room->document.changed = document_changed(room);
        app->touched = false;
    }
}

// ---- names

void document_name(const AppRoom *room, char name[DOCUMENT_NAME_MAX])
{
    const char *path = room->document.path;
    name[0] = '\0';
    if (path) {
        text_print(name, DOCUMENT_NAME_MAX, "%s", file_bare_name(path));
        const size_t length = strlen(name), ending = strlen(SUBJECT_FILE_ENDING);
        if (length > ending && strcmp(name + length - ending, SUBJECT_FILE_ENDING) == 0) {
            name[length - ending] = '\0';
        }
    }
}

void document_title(const App *app, char *title, size_t size)
{
    char name[DOCUMENT_NAME_MAX];
    document_name(app->room, name);
    if (name[0]) {
        text_print(title, size,
                   app->room->document.changed ? tr("● %s – Thalweg") : tr("%s – Thalweg"), name);
    } else {
        text_print(title, size, "%s", tr(app->room->row->title));
    }
}

// ---- files

static void stamp(Document *document)
{
    struct stat info;
    document->size = document->written_ns = 0;
    if (stat(document->path, &info) == 0) {
        document->size = (int64_t)info.st_size;
        document->written_ns =
            (int64_t)info.st_mtim.tv_sec * 1000000000 + (int64_t)info.st_mtim.tv_nsec;
    }
}

bool document_overtaken(const AppRoom *room)
{
    const Document *document = &room->document;
    Document now = { .path = document->path };
    stamp(&now);
    return document->written_ns && now.written_ns &&
           (now.size != document->size || now.written_ns != document->written_ns);
}

static void name_it(App *app, AppRoom *room, const char *path)
{
    char *whole = folder_path(app->folder ? app->folder : "/", path);
    free(room->document.path);
    room->document.path = whole;
    stamp(&room->document);
    free(app->folder);
    app->folder = folder_above(whole);
    shelf_opened(app, whole);
}

void document_attach(App *app, AppRoom *room, const char *path)
{
    name_it(app, room, path);
}

bool document_write(App *app, AppRoom *room, const char *path, Error *err)
{
    Subject *subject = document_subject(room);
    const bool ok = subject_file_save(path, subject, err);
    free(subject);
    if (ok) {
        name_it(app, room, path);
        room->document.restored = false;
        settle(room);
    }
    return ok;
}
