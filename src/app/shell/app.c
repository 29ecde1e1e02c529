// What the program holds: its rooms with their states and histories.
#include "app/shell/app.h"

#include "app/shell/classroom_state.h"
#include "app/shell/overlay.h"
#include "app/shell/sheet.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

void *app_moment(const AppRoom *room)
{
    void *now = memory_get(room->row->moment_size);
    room->row->moment(room->state, now);
    return now;
}

static void document_finish(Document *document)
{
    free(document->path);
    free(document->subject);
    free(document->moment);
    *document = (Document){ 0 };
}

void app_begin_unnamed(AppRoom *room)
{
    document_finish(&room->document);
}

void app_begin_anew(AppRoom *room)
{
    void *now = app_moment(room);
    history_finish(&room->history);
    history_init(&room->history, room->row->moment_size, room->row->moment_equal, now);
    free(now);
    document_finish(&room->document);
}

// The first `count` of them, and then the shell.
static void rooms_finish(App *app, int count)
{
    for (int i = count - 1; i >= 0; i--) {
        AppRoom *room = &app->rooms[i];
        room->row->finish(room->state);
        history_finish(&room->history);
        document_finish(&room->document);
        free(room->state);
    }
    free(app->rooms);
    overlay_destroy(app->overlay);
    free(app->shell.before);
    shell_finish(&app->shell);
}

static bool room_init(AppRoom *room, const Room *row, Shell *shell, Error *err)
{
    *room = (AppRoom){ .row = row, .state = memory_get(row->size) };
    if (!row->init(room->state, shell, err)) {
        free(room->state);
        return false;
    }
    app_begin_anew(room);
    return true;
}

bool app_init(App *app, const Rooms *table, Error *err)
{
    *app = (App){ .table = table, .scale = 1, .frame_s = NAN, .no_code_s = NAN };
    if (!shell_init(&app->shell, err)) {
        return false;
    }
    app->overlay = overlay_create();
    app->rooms = memory_get(sizeof *app->rooms * (size_t)table->count);
    app->room = app->rooms;
    for (int i = 0; i < table->count; i++) {
        if (!room_init(&app->rooms[i], table->rows[i], &app->shell, err)) {
            rooms_finish(app, i);
            return false;
        }
    }
    return true;
}

void app_finish(App *app)
{
    sheets_finish(app);
    classroom_finish(app);
    free(app->exported);
    free(app->folder);
    free(app->leaving.subject);
    free(app->leaving.path);
    free(app->leaving.spent);
    rooms_finish(app, app->table->count);
}

AppRoom *app_room(const App *app, const Room *row)
{
    int at = 0;
    while (app->rooms[at].row != row) {
        at++;
        assert(at < app->table->count);
    }
    return &app->rooms[at];
}

void *app_state(const App *app, const Room *row)
{
    return app_room(app, row)->state;
}

void app_recall(App *app, const Settings *settings)
{
    app->shell.theme = (ThemeKind)settings->theme;
    app->language = settings->language;
    app->scale_wanted = (float)settings->scale;
    app->shell.bottom = (float)settings->chart;
    app->shell.still = settings->still;
    for (int i = 0; i < app->table->count; i++) {
        AppRoom *room = &app->rooms[i];
        room->row->recall(room->state, settings);
        app_begin_anew(room); // it is nothing to take back
    }
}

void app_enter(App *app, const Room *row)
{
    Shell *shell = &app->shell;
    app->room = app_room(app, row);
    ui_blur(&shell->ui);
    free(shell->before);
    shell->before = NULL;
    shell->trying = 0;
    app->more = true;
}

AppRoom *app_room_of(const App *app, SubjectKind kind)
{
    AppRoom *room = app->rooms;
    while (room->row->shows != kind) {
        room++;
        assert(room < app->rooms + app->table->count);
    }
    return room;
}

void app_open(App *app, const Subject *subject)
{
    AppRoom *room = app_room_of(app, subject->kind);
    room->row->open(room->state, subject);
    app_begin_anew(room);
    app_enter(app, room->row);
}

bool app_undo(App *app, int direction)
{
    const AppRoom *room = app->room;
    const void *then = history_move(&app->room->history, direction);
    if (then) {
        room->row->restore(room->state, then, direction < 0 ? ROOM_UNDO : ROOM_REDO);
    }
    return then;
}

void app_lay_out(App *app)
{
    Shell *shell = &app->shell;
    const float width = (float)shell->width_px / shell->scale;
    const float height = (float)shell->height_px / shell->scale, above = height - shell->strip;
    shell->layout = app->room->row->lay_out(app->room->state, width, above);
    shell->layout.caption = (Rect){ 0, above, width, shell->strip };
}

void app_resize(App *app, int width_px, int height_px, float scale)
{
    app->scale = scale;
    shell_resize(&app->shell, width_px, height_px,
                 app->shell.presenting
                     ? shell_presenting_scale(width_px, height_px) * app->shell.present_zoom
                     : scale);
    app_lay_out(app);
}
