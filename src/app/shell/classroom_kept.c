// A room gets back the subject, which has all that undo leaves alone, and then its moment, which
// knows what is looked at, whatever the window's size. One that the lesson left alone is not opened
// again: a lab would be trained once more.
#include "app/shell/classroom_kept.h"

#include "app/shell/classroom_state.h"
#include "app/shell/document.h"

#include <stdlib.h>

void classroom_keep(App *app)
{
    Classroom *classroom = classroom_of(app);
    const size_t count = (size_t)app->table->count;
    classroom->kept = memory_get(count * sizeof *classroom->kept);
    classroom->kept_room = app->room->row;
    for (size_t i = 0; i < count; i++) {
        AppRoom *room = &app->rooms[i];
        classroom->kept[i] = (ClassroomKept){
            .history = room->history,
            .document = room->document,
            .subject = document_subject(room),
            .moment = app_moment(room),
        };
        room->history = (History){ 0 };
        room->document = (Document){ 0 };
        app_begin_anew(room);
    }
}

static bool as_it_was(const AppRoom *room, const ClassroomKept *kept)
{
    Subject *now = document_subject(room);
    void *moment = app_moment(room);
    const bool same = room->row->moment_equal(moment, kept->moment) &&
                      now->kind == kept->subject->kind && subject_equal(now, kept->subject);
    free(moment);
    free(now);
    return same;
}

static void put_back(AppRoom *room, ClassroomKept *kept)
{
    if (!as_it_was(room, kept)) {
        room->row->open(room->state, kept->subject);
        room->row->restore(room->state, kept->moment, ROOM_TRIAL);
    }
    app_begin_anew(room); // frees the lesson's
    history_finish(&room->history);
    room->history = kept->history;
    room->document = kept->document;
    free(kept->subject);
    free(kept->moment);
}

void classroom_end(App *app)
{
    if (!classroom_is_open(app)) {
        return;
    }
    Classroom *classroom = app->classroom;
    const Room *shown = classroom->kept_room;
    for (int i = 0; i < app->table->count; i++) {
        put_back(&app->rooms[i], &classroom->kept[i]);
    }
    free(classroom->kept);
    classroom->kept = NULL;
    if (classroom->chart_of > 0) {
        app->shell.present_chart = false;
    }
    classroom_forget(classroom);
    for (int i = 0; i < app->table->count; i++) {
        const RoomLesson *lesson = app->rooms[i].row->lesson;
        if (lesson) {
            lesson->blind(app->rooms[i].state, false);
        }
    }
    app_enter(app, shown);
}
