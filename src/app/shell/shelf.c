// Nothing here is worth a word when it fails: the user has asked for none of it.
#include "app/shell/shelf.h"

#include "io/homes.h"
#include "io/subject_file.h"

#include <stdlib.h>
#include <unistd.h>

static const char *const names[] = {
    [SUBJECT_SCENE] = "before-scene.thalweg", [SUBJECT_LAB] = "before-lab.thalweg"
};
static_assert(COUNT(names) == SUBJECT_COUNT, "a file for each kind of subject");

void shelf_begin(App *app, Shelf *shelf)
{
    app->shelf = shelf;
    recent_load(&shelf->recent);
}

void shelf_opened(App *app, const char *path)
{
    if (app->shelf) {
        recent_add(&app->shelf->recent, path, NULL);
    }
}

void shelf_lay_by(App *app, const AppRoom *room)
{
    if (!app->shelf) {
        return;
    }
    Subject *subject = memory_get(sizeof *subject);
    room->row->subject(room->state, subject);
    char *path = home_path(HOME_STATE, names[subject->kind]);
    if (path && home_make_folders(path, NULL)) {
        subject_file_save(path, subject, NULL);
    }
    free(path);
    free(subject);
}

char *shelf_laid_by(const App *app, SubjectKind kind)
{
    char *path = app->shelf ? home_path(HOME_STATE, names[kind]) : NULL;
    if (path && access(path, R_OK) != 0) {
        free(path);
        path = NULL;
    }
    return path;
}
