// The claims of a lesson, proved (sim/lesson/condition_prove.h).
#pragma once

#include "sim/lesson/condition_prove.h"
#include "sim/lesson/lesson.h"

typedef struct LessonProof {
    int step;
    const LessonClaim *claim;
    Proof proof;
} LessonProof;

typedef struct LessonProofs {
    int count;
    LessonProof *items; // [count] in the order of the file
    int wrong;          // whose subject cannot be made
} LessonProofs;

// What is shown at a step: its own subject, or the newest before it; NULL: nothing yet.
const Subject *lesson_subject(const Lesson *lesson, int step);
// Every claim, the proofs in the arena. Steps that show the same networks are proved in one run.
// threads: for networks side by side, 0: one for each processor. begins (may be NULL) is told which
// step is proved next. False: a subject cannot be made (its data are not there).
bool lesson_prove(const Lesson *lesson, int threads, void (*begins)(void *context, int step),
                  void *context, Arena *arena, LessonProofs *proofs, Error *err);
