// A frame copies the subject; what takes longer, its text and the file, is a job's.
#include "app/shell/autosave.h"

#include "app/shell/classroom.h"
#include "app/shell/document.h"
#include "app/shell/opening.h"
#include "app/shell/sheet.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"
#include "base/words.h"
#include "io/subject_file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

static const double REST_S = 0.8, LONGEST_S = 5;

// ---- writing

// All of it owned.
struct Writing {
    Subject *subject;
    char *path;     // where it goes
    char *document; // its file; NULL: none
};

static void writing_free(void *context)
{
    struct Writing *writing = context;
    free(writing->subject);
    free(writing->path);
    free(writing->document);
    free(writing);
}

static void writing_do(Job *job, void *context)
{
    (void)job;
    const struct Writing *writing = context;
    rescue_write(writing->path, writing->subject, writing->document, NULL);
}

static void wait_for(Shelf *shelf)
{
    if (shelf->job) {
        job_wait(shelf->job);
        job_end(shelf->job, INFINITY);
        writing_free(shelf->writing);
        shelf->job = NULL;
        shelf->writing = NULL;
    }
}

static void write_room(Shelf *shelf, const AppRoom *room)
{
    char *path = rescue_path(&shelf->own, room->row->shows);
    if (path) {
        wait_for(shelf);
        shelf->kept[room->row->shows] = true;
        shelf->writing = memory_get(sizeof *shelf->writing);
        *shelf->writing = (struct Writing){
            .subject = document_subject(room),
            .path = path,
            .document = room->document.path ? strdup(room->document.path) : NULL,
        };
        shelf->job = job_start(&(JobPlan){ .body = writing_do, .context = shelf->writing });
    }
}

// What is changed is kept, what is as it was saved need not be.
static void keep(Shelf *shelf, const AppRoom *room)
{
    const SubjectKind kind = room->row->shows;
    shelf->stale = false;
    if (kind >= SUBJECT_COUNT || !shelf->own.slot) {
        return;
    }
    if (document_changed(room)) {
        write_room(shelf, room);
    } else if (shelf->kept[kind]) {
        wait_for(shelf);
        rescue_clear(&shelf->own, kind);
        shelf->kept[kind] = false;
    }
}

void autosave_now(App *app)
{
    Shelf *shelf = app->shelf;
    if (shelf && !classroom_is_open(app) && (app->touched || shelf->stale)) {
        keep(shelf, shelf->stale ? shelf->room : app->room);
    }
}

double autosave_due_s(const App *app)
{
    const Shelf *shelf = app->shelf;
    return shelf && shelf->stale && !classroom_is_open(app)
               ? fmax(fmin(app->touched_s + REST_S, shelf->stale_s + LONGEST_S), shelf->again_s)
               : INFINITY;
}

void autosave_advance(App *app, double now_s)
{
    Shelf *shelf = app->shelf;
    if (!shelf || classroom_is_open(app)) {
        return;
    }
    if (shelf->stale && shelf->room != app->room) { // one went to the other room meanwhile
        keep(shelf, shelf->room);
    }
    if (app->touched && !shelf->stale) {
        shelf->stale = true;
        shelf->stale_s = now_s;
        shelf->room = app->room;
    }
    if (now_s >= autosave_due_s(app) && !app->shell.ui.mouse_down) {
        if (shelf->job && job_progress(shelf->job) < 1) { // a slow disk: no frame waits for it
            shelf->again_s = now_s + REST_S;
            return;
        }
        keep(shelf, app->room);
    }
}

// ---- offering

// Brings one kind of subject back, if it was left; when it was put there, 0: it was not.
static double bring_back(App *app, SubjectKind kind, double now_s, Error *err)
{
    double written_s = 0;
    struct stat info;
    char *path = rescue_path(&app->shelf->left, kind);
    if (path && stat(path, &info) == 0) {
        char *file = rescue_document(path);
        Subject *subject = memory_get(sizeof *subject);
        if (subject_file_load(path, subject, err)) {
            opening_restore(app, subject, file, now_s);
            written_s = (double)info.st_mtim.tv_sec + 1e-9 * (double)info.st_mtim.tv_nsec;
        }
        free(subject);
        free(file);
    }
    free(path);
    return written_s;
}

// The one that was changed last is shown.
static void bring_all_back(App *app, double now_s)
{
    Error err = { .text = "" };
    const AppRoom *last = app->room;
    double latest_s = 0;
    for (int kind = 0; kind < SUBJECT_COUNT; kind++) {
        const double written_s = bring_back(app, (SubjectKind)kind, now_s, &err);
        if (written_s > latest_s) {
            latest_s = written_s;
            last = app_room_of(app, (SubjectKind)kind);
        }
    }
    app_enter(app, last->row);
    if (err.text[0]) {
        shell_notice(&app->shell, now_s, "%s", err.text);
    }
}

static void clear(Rescue *rescue)
{
    for (int kind = 0; kind < SUBJECT_COUNT; kind++) {
        rescue_clear(rescue, (SubjectKind)kind);
    }
    rescue_release(rescue);
}

// What is brought back stays in its place, which is this program's own from now on.
static void answered(App *app, void *context, int answer, double now_s)
{
    enum { OPEN, THROW_AWAY };
    Shelf *shelf = app->shelf;
    (void)context;
    if (answer == OPEN) {
        bring_all_back(app, now_s);
        wait_for(shelf);
        clear(&shelf->own);
        shelf->own = shelf->left;
        shelf->left = (Rescue){ 0 };
        for (int kind = 0; kind < SUBJECT_COUNT; kind++) {
            shelf->kept[kind] = true;
        }
    } else if (answer == THROW_AWAY) {
        clear(&shelf->left);
    } else {
        rescue_release(&shelf->left);
    }
}

// "lecture", or what the subject is: what the question is about, and since when it has lain there.
static void describe(const Shelf *shelf, char *text, size_t size)
{
    char names[200] = "";
    struct stat info = { .st_mtime = 0 };
    size_t used = 0;
    for (int kind = 0; kind < SUBJECT_COUNT; kind++) {
        char *path = rescue_path(&shelf->left, (SubjectKind)kind);
        Subject *subject = memory_get(sizeof *subject);
        if (path && stat(path, &info) == 0 && subject_file_load(path, subject, NULL)) {
            char *file = rescue_document(path);
            text_print(names + used, sizeof names - used, "%s%s", used ? ", " : "",
                       file ? file_bare_name(file) : subject_file_name(subject));
            used = strlen(names);
            free(file);
        }
        free(subject);
        free(path);
    }
    char when[64] = "";
    struct tm local;
    if (localtime_r(&info.st_mtime, &local)) {
        strftime(when, sizeof when, "%Y-%m-%d %H:%M", &local);
    }
    text_print(text, size, tr("What was on screen is still there: %s, of %s."), names, when);
}

void autosave_begin(App *app, double now_s)
{
    Shelf *shelf = app->shelf;
    (void)now_s;
    rescue_take(&shelf->own, false);
    if (rescue_take(&shelf->left, true)) {
        char text[400];
        describe(shelf, text, sizeof text);
        sheet_ask(app, &(SheetAsk){ .title = tr("Thalweg was not closed the last time"),
                                    .text = text,
                                    .buttons = { tr("Open it"), tr("Throw it away"), tr("Later") },
                                    .take = answered });
    }
}

void autosave_end(App *app, bool closed)
{
    Shelf *shelf = app->shelf;
    if (!closed && (app->touched || shelf->stale)) {
        keep(shelf, app->room);
    }
    wait_for(shelf);
    if (closed) {
        clear(&shelf->own);
    } else {
        rescue_release(&shelf->own);
    }
    rescue_release(&shelf->left);
    recent_finish(&shelf->recent);
    laid_by_finish(&shelf->before);
    app->shelf = NULL;
}
