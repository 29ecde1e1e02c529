// Training is what takes time, so each lab is trained once, however many steps look at it.
#include "sim/lesson/lesson_prove.h"

#include <stdlib.h>

const Subject *lesson_subject(const Lesson *lesson, int step)
{
    while (step > 0 && !lesson->steps[step].subject) {
        step--;
    }
    return lesson->steps[step].subject;
}

// Whether what can be claimed of one is the same of the other, however they are looked at.
static bool same(const Subject *a, const Subject *b)
{
    return a == b || (a->kind == SUBJECT_LAB && b->kind == SUBJECT_LAB &&
                      lab_spec_equal(&a->lab, &b->lab) && lab_past_equal(&a->past, &b->past));
}

typedef struct Proving {
    const Lesson *lesson;
    LessonProof *proofs; // [count]
    bool *done;          // [count]
    int count;
} Proving;

// All claims that are not yet proved of what is shown at the step of proof `first`.
static bool prove_from(Proving *proving, int first, int threads, Error *err)
{
    const Subject *subject = lesson_subject(proving->lesson, proving->proofs[first].step);
    const size_t most = (size_t)(proving->count - first);
    const Condition **conditions = memory_get(sizeof *conditions * most);
    Proof *proofs = memory_get(sizeof *proofs * most);
    int *places = memory_get(sizeof *places * most), found = 0;
    for (int i = first; i < proving->count; i++) {
        if (!proving->done[i] &&
            same(subject, lesson_subject(proving->lesson, proving->proofs[i].step))) {
            conditions[found] = proving->proofs[i].claim->condition;
            places[found++] = i;
        }
    }
    const bool good = condition_prove(subject, conditions, found, threads, proofs, err);
    for (int i = 0; i < found; i++) {
        proving->proofs[places[i]].proof = proofs[i];
        proving->done[places[i]] = true;
    }
    free(places);
    free(proofs);
    free(conditions);
    return good;
}

static int claims_of(const Lesson *lesson)
{
    int count = 0;
    for (int i = 0; i < lesson->step_count; i++) {
        count += lesson->steps[i].claim_count;
    }
    return count;
}

bool lesson_prove(const Lesson *lesson, int threads, void (*begins)(void *context, int step),
                  void *context, Arena *arena, LessonProofs *proofs, Error *err)
{
    const int all = claims_of(lesson);
    Proving proving = { .lesson = lesson,
                        .proofs = arena_new(arena, LessonProof, all + 1),
                        .done = arena_new(arena, bool, all + 1) };
    for (int i = 0; i < lesson->step_count; i++) {
        for (int k = 0; k < lesson->steps[i].claim_count; k++) {
            proving.proofs[proving.count++] =
                (LessonProof){ .step = i, .claim = &lesson->steps[i].claims[k] };
        }
    }
    *proofs = (LessonProofs){ proving.count, proving.proofs, -1 };
    for (int i = 0; i < proving.count; i++) {
        if (proving.done[i]) {
            continue;
        }
        if (begins) {
            begins(context, proving.proofs[i].step);
        }
        if (!prove_from(&proving, i, threads, err)) {
            proofs->wrong = i;
            return false;
        }
    }
    return true;
}
