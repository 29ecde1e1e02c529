// What the window keeps of a lesson while it is open. Its parts: the strip (classroom_strip.h),
// what lay in the rooms before (classroom_kept.h).
#pragma once

#include "app/shell/classroom.h"
#include "draw/rich_text.h"
#include "sim/lesson/condition_watch.h"

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
    bool flagged;  // a bet on an end: its flag stands ...
    double flag[2];
    int pick;         // a bet on the best: who; CLASSROOM_NONE
    bool ran, scored; // it was played; ... to its end
    double points;    // NAN: nobody had bet, or there was no end
    double end[2];    // where it ended
    unsigned best;    // bits of those who were best
    bool reached;     // the task
} ClassroomStep;

// A text of the strip, broken into lines; kept while it stays the same.
typedef struct ClassroomText {
    RichText rich;
    const char *of; // what it was made of, in this ...
    float size, width, scale;
    Font font;
} ClassroomText;

// How large the strip's letters are, so that all it says has room; kept while that stays the same.
typedef struct ClassroomFit {
    const char *of; // the caption, in this ...
    float width, height, scale;
    bool presented;
    unsigned said; // what is said besides
    float size;    // of the letters
    float most;    // of the window's height that the strip may take
} ClassroomFit;

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
    Lesson *lesson;  // owned; NULL: none is open
    unsigned opened; // how many lessons were so far
    int step;
    int subject_of; // the step whose subject is shown; CLASSROOM_NONE: none had one yet
    ClassroomStep steps[LESSON_STEPS_MAX];
    ClassroomKept *kept;    // owned [rooms], NULL: nothing is
    const Room *kept_room;  // that was shown then
    ConditionWatch *task;   // of the step that is shown, owned; NULL: it has none
    int tries;              // to bring into view what the step points at
    double shown_s;         // since when that is outlined; NAN: not yet
    int chart_of;           // the step, from 1, that has brought the chart along; 0: none
    float press_x, press_y; // where the picture was pressed; NAN: it was not
    ClassroomText texts[TEXT_COUNT];
    ClassroomFit fit;
} Classroom;

// The app's; made when it is asked for first.
Classroom *classroom_of(App *app);
void classroom_finish(App *app);
// The step that is shown; there is a lesson.
const LessonStep *classroom_now(const Classroom *room);
ClassroomStep *classroom_done(Classroom *room);
// Whether a question waits for its answer, so that digits are its own.
bool classroom_asks(const Classroom *room);
// A step that nothing was done in.
ClassroomStep classroom_fresh(void);
// Whether a bet waits to be played.
bool classroom_bets(const Classroom *room);
// What the room that is shown does for lessons; NULL: it does not show the step's subject.
const RoomLesson *classroom_services(const App *app);
// The lesson is over: nothing of it is left.
void classroom_forget(Classroom *room);
