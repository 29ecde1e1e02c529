// Made when the first lesson opens, so that a window without lessons has none of it.
#include "app/shell/classroom_state.h"

#include <math.h>
#include <stdlib.h>

Classroom *classroom_of(App *app)
{
    if (!app->classroom) {
        app->classroom = memory_get(sizeof *app->classroom);
        *app->classroom = (Classroom){ .subject_of = CLASSROOM_NONE };
    }
    return app->classroom;
}

void classroom_forget(Classroom *room)
{
    for (int i = 0; i < TEXT_COUNT; i++) {
        rich_text_finish(&room->texts[i].rich);
    }
    condition_watch_destroy(room->task);
    lesson_destroy(room->lesson);
    *room = (Classroom){ .subject_of = CLASSROOM_NONE, .kept = room->kept, .opened = room->opened };
}

static void kept_free(const App *app)
{
    ClassroomKept *kept = app->classroom->kept;
    for (int i = 0; kept && i < app->table->count; i++) {
        history_finish(&kept[i].history);
        free(kept[i].document.path);
        free(kept[i].document.subject);
        free(kept[i].document.moment);
        free(kept[i].subject);
        free(kept[i].moment);
    }
    free(kept);
}

void classroom_finish(App *app)
{
    if (app->classroom) {
        kept_free(app);
        classroom_forget(app->classroom);
        free(app->classroom);
        app->classroom = NULL;
    }
}

bool classroom_is_open(const App *app)
{
    return app->classroom && app->classroom->lesson;
}

const Lesson *classroom_lesson(const App *app)
{
    return classroom_is_open(app) ? app->classroom->lesson : NULL;
}

unsigned classroom_opened(const App *app)
{
    return app->classroom ? app->classroom->opened : 0;
}

int classroom_at(const App *app)
{
    return classroom_is_open(app) ? app->classroom->step : 0;
}

const LessonStep *classroom_now(const Classroom *room)
{
    return &room->lesson->steps[room->step];
}

ClassroomStep *classroom_done(Classroom *room)
{
    return &room->steps[room->step];
}

bool classroom_asks(const Classroom *room)
{
    const ClassroomStep *done = &room->steps[room->step];
    return room->lesson && classroom_now(room)->question.answer_count > 0 && !done->revealed &&
           !done->aside;
}

ClassroomStep classroom_fresh(void)
{
    return (ClassroomStep){ .answer = CLASSROOM_NONE, .pick = CLASSROOM_NONE, .points = NAN };
}

bool classroom_bets(const Classroom *room)
{
    return room->lesson && classroom_now(room)->bet.kind != BET_NONE &&
           !room->steps[room->step].ran;
}

static bool elsewhere(const App *app)
{
    const Classroom *room = app->classroom;
    const Subject *subject =
        room->subject_of >= 0 ? room->lesson->steps[room->subject_of].subject : NULL;
    return subject && app->room->row->shows != subject->kind;
}

const RoomLesson *classroom_services(const App *app)
{
    return classroom_is_open(app) && !elsewhere(app) ? app->room->row->lesson : NULL;
}

unsigned classroom_hidden(const App *app)
{
    const Classroom *room = app->classroom;
    if (!classroom_is_open(app) || room->steps[room->step].revealed) {
        return 0;
    }
    return elsewhere(app) ? 0 : classroom_now(room)->question.hidden;
}
