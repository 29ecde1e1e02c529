// What the window keeps of a lesson while it is open. Its parts: the strip (classroom_strip.h),
// what lay in the rooms before (classroom_kept.h).
#pragma once

#include "app/shell/classroom.h"
#include "draw/rich_text.h"

enum { CLASSROOM_NONE = -1 };

// What lay in a room before; all of it owned.
typedef struct ClassroomKept {
    History history;
    Document document;
    Subject *subject;
    void *moment;
} ClassroomKept;

// What was done in a step.
typedef struct ClassroomStep {
    bool revealed; // the question's answer was shown
    bool aside;    // the question was put aside: digits are the room's again
    int answer;    // chosen; CLASSROOM_NONE
} ClassroomStep;

// A text of the strip, broken into lines; kept while it stays the same.
typedef struct ClassroomText {
    RichText rich;
    const char *of; // what it was made of, in this ...
    float size, width, scale;
    Font font;
} ClassroomText;

typedef enum ClassroomTextKind {
    TEXT_CAPTION,
    TEXT_ASK,
    TEXT_REVEAL,
    TEXT_BET_ASK,
    TEXT_BET_REVEAL,
    TEXT_TASK_ASK,
    TEXT_TASK_DONE,
    TEXT_ANSWERS,
    TEXT_COUNT = TEXT_ANSWERS + LESSON_ANSWERS_MAX
} ClassroomTextKind;

typedef struct Classroom {
    Lesson *lesson; // owned; NULL: none is open
    int step;
    int subject_of; // the step whose subject is shown; CLASSROOM_NONE: none had one yet
    ClassroomStep steps[LESSON_STEPS_MAX];
    ClassroomKept *kept;   // owned [rooms], NULL: nothing is
    const Room *kept_room; // that was shown then
    ClassroomText texts[TEXT_COUNT];
} Classroom;

// The app's; made when it is asked for first.
Classroom *classroom_of(App *app);
void classroom_finish(App *app);
// The step that is shown; there is a lesson.
const LessonStep *classroom_now(const Classroom *room);
ClassroomStep *classroom_done(Classroom *room);
// Whether a question waits for its answer, so that digits are its own.
bool classroom_asks(const Classroom *room);
// The lesson is over: nothing of it is left.
void classroom_forget(Classroom *room);
