// A lesson: steps of texts, subjects, questions, bets, tasks and claims, as plain data in an arena.
// Read by io/lesson_file.h; docs/lessons.md describes it for those who write lessons.
#pragma once

#include "base/arena.h"
#include "base/kind.h"
#include "base/registry.h"
#include "sim/lesson/condition.h"
#include "sim/subject.h"

enum {
    LESSON_STEPS_MAX = 40,
    LESSON_ANSWERS_MAX = 5,
    LESSON_POINTS_MAX = 4,     // what a step points at
    LESSON_CLAIMS_MAX = 24,    // of a step
    LESSON_LANGUAGES_MAX = 16, // that a text is in
    LESSON_NAMES_MAX = 24,     // of networks and optimizers
};

// A text in one or more languages.
typedef struct LessonText {
    int count; // 0: there is none
    struct {
        const char *language; // "en"; "": of every language
        const char *text;     // with *emphasis* and $formulas$
    } in[LESSON_LANGUAGES_MAX];
} LessonText;

// In the program's language; else in English, else the first; NULL: there is none.
const char *lesson_text(const LessonText *text);

typedef enum LessonLevel {
    LESSON_BEGINNER,
    LESSON_INTERMEDIATE,
    LESSON_ADVANCED,
    LESSON_LEVEL_COUNT
} LessonLevel;
extern const Registry lesson_levels;

// Under which heading a lesson stands in the list.
typedef enum LessonGroup {
    LESSON_DESCENT,        // landscapes, rates
    LESSON_MOMENTUM,       // velocity, damping
    LESSON_ADAPTIVE,       // a rate for each coordinate
    LESSON_SHAPES,         // saddles, cliffs, sharpness, penalties
    LESSON_SIGNALS,        // initialization, activations, batch norm
    LESSON_GENERALIZATION, // overfitting and its cures
    LESSON_PRACTICE,       // how to choose, how to compare
    LESSON_OTHER,          // what says nothing: people's own
    LESSON_GROUP_COUNT
} LessonGroup;
extern const Registry lesson_groups;

typedef struct LessonQuestion {
    LessonText ask;
    int answer_count; // 0: there is no question; else 2..LESSON_ANSWERS_MAX
    LessonText answers[LESSON_ANSWERS_MAX];
    unsigned right;  // bit k: answer k is right; 0: there is no right one
    unsigned hidden; // bit k: racer or network k is hidden until the answer is revealed
    LessonText reveal;
} LessonQuestion;

typedef enum BetKind {
    BET_NONE,
    BET_END,  // one clicks where a racer will end
    BET_BEST, // one picks the racer or the network that will be best
    BET_KIND_COUNT
} BetKind;
extern const Registry bet_kinds; // keys: "", "end", "best"

typedef struct LessonBet {
    BetKind kind;
    LessonText ask;
    int of;         // BET_END: which racer
    unsigned among; // BET_BEST: bit k: racer or network k can be picked
    const char *by; // BET_BEST: the quantity of sim/lesson/condition.h that judges ...
    bool highest;   // ... and whether the highest is best
    LessonText reveal;
} LessonBet;

typedef struct LessonTask {
    LessonText ask;
    const char *until; // as it was written; NULL: there is no task
    const Condition *condition;
    LessonText done;
} LessonTask;

typedef struct LessonClaim {
    const char *text; // as it was written
    const Condition *condition;
    long byte; // of the file, where it stands
} LessonClaim;

typedef struct LessonStep {
    LessonText caption, notes; // notes: for whoever presents it
    const Subject *subject;    // shown when the step begins; NULL: what is shown stays
    int point_count;
    const char *points[LESSON_POINTS_MAX]; // names of controls and things to point at
    LessonQuestion question;
    LessonBet bet;
    LessonTask task;
    int claim_count;
    LessonClaim claims[LESSON_CLAIMS_MAX];
} LessonStep;

typedef struct Lesson {
    Arena arena;      // owns everything below
    const char *path; // of its file
    LessonText title, learn;
    LessonText source; // whose experiment it is
    LessonLevel level;
    LessonGroup group;
    int minutes;
    int name_count;
    LessonText names[LESSON_NAMES_MAX]; // what scenes call a network or an optimizer, in languages
    int step_count;
    LessonStep *steps; // [step_count]
} Lesson;

// Whether a network or an optimizer has that name.
bool lesson_is_called(const Subject *subject, const char *name);
// Gives whoever has a name of the lesson's `names`, in whichever language, the one in the
// program's.
void lesson_call(const Lesson *lesson, Subject *subject);
// Accepts NULL.
void lesson_destroy(Lesson *lesson);
