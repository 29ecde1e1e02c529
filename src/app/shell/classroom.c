// Steps follow each other; a step whose subject is another one than is shown opens it, as a file
// would be.
#include "app/shell/classroom.h"

#include "app/shell/autosave.h"
#include "app/shell/classroom_kept.h"
#include "app/shell/classroom_point.h"
#include "app/shell/classroom_state.h"
#include "base/words.h"
#include "io/lesson_file.h"
#include "ui/layout.h"

#include <math.h>
#include <stdlib.h>

// The step whose subject is shown in a step: its own, or the last one before it that has one.
static int subject_of(const Lesson *lesson, int step)
{
    while (step >= 0 && !lesson->steps[step].subject) {
        step--;
    }
    return step;
}

// What is followed while the step is shown.
static void begin_step(Classroom *room)
{
    const Condition *condition = classroom_now(room)->task.condition;
    condition_watch_destroy(room->task);
    room->task = condition ? condition_watch_create(condition) : NULL;
    room->press_x = room->press_y = NAN;
    room->tries = 0;
    room->shown_s = NAN;
}

// With the names that the lesson has for the language of the window.
static void open_called(App *app, const Subject *subject)
{
    Subject *here = memory_get(sizeof *here);
    subject_copy(here, subject);
    lesson_call(app->classroom->lesson, here);
    app_open(app, here);
    free(here);
}

static void show(App *app, int step)
{
    Classroom *room = app->classroom;
    const int of = subject_of(room->lesson, step);
    room->step = step;
    begin_step(room);
    if (of >= 0 && (of != room->subject_of || of == step)) {
        open_called(app, room->lesson->steps[of].subject);
    }
    room->subject_of = of;
    classroom_bring_chart(app); // in the same frame
    column_scroll(&app->shell.ui, ui_id("lesson.strip"))->offset = 0;
    app->more = true;
}

void classroom_begin(App *app, Lesson *lesson, int step, double now_s)
{
    autosave_now(app);
    classroom_end(app);
    Classroom *room = classroom_of(app);
    classroom_keep(app);
    room->lesson = lesson;
    room->opened++;
    for (int i = 0; i < LESSON_STEPS_MAX; i++) {
        room->steps[i] = classroom_fresh();
    }
    classroom_go(app, step, now_s);
}

void classroom_open(App *app, const char *path, double now_s)
{
    Error err = { .text = "" };
    Lesson *lesson = lesson_load(path, &err);
    if (lesson) {
        classroom_begin(app, lesson, 0, now_s);
    } else {
        shell_notice(&app->shell, now_s, "%s", err.text);
    }
}

void classroom_leave(App *app, double now_s)
{
    (void)now_s;
    classroom_end(app);
}

void classroom_go(App *app, int step, double now_s)
{
    (void)now_s;
    if (classroom_is_open(app)) {
        show(app, clampi(step, 0, app->classroom->lesson->step_count - 1));
    }
}

void classroom_step(App *app, int direction, double now_s)
{
    if (!classroom_is_open(app)) {
        return;
    }
    const int to = app->classroom->step + direction;
    if (to < 0) {
        shell_notice(&app->shell, now_s, "%s", tr("This is the lesson's first step"));
    } else if (to >= app->classroom->lesson->step_count) {
        shell_notice(&app->shell, now_s, "%s", tr("This is the lesson's last step"));
    } else {
        classroom_go(app, to, now_s);
    }
}

void classroom_again(App *app, double now_s)
{
    if (classroom_is_open(app)) {
        Classroom *room = app->classroom;
        *classroom_done(room) = classroom_fresh();
        room->subject_of = CLASSROOM_NONE; // whatever the hand has made of it
        classroom_go(app, room->step, now_s);
    }
}

bool classroom_back(App *app)
{
    const bool asked = classroom_is_open(app) && classroom_asks(app->classroom);
    if (asked) {
        classroom_done(app->classroom)->aside = true;
    }
    return asked;
}
