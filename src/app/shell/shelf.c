// Nothing here is worth a word when it fails: the user has asked for none of it.
#include "app/shell/shelf.h"

#include <stdlib.h>

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
    laid_by_add(subject, room->document.path, NULL);
    free(subject);
}
