// Lessons made by hand, step by step.
#pragma once

#include "app/shell/classroom.h"
#include "sim/race/scene.h"

#include <criterion/criterion.h>
#include <string.h>

static inline LessonText lesson_say(const char *text)
{
    return (LessonText){ .count = text ? 1 : 0, .in = { { "", text } } };
}

static inline Lesson *lesson_make(int steps)
{
    Lesson *lesson = memory_get(sizeof *lesson);
    *lesson = (Lesson){ .title = lesson_say("A valley"), .minutes = 5, .step_count = steps };
    lesson->steps = arena_new(&lesson->arena, LessonStep, steps);
    return lesson;
}

// A scene with that start in that landscape, shown by a step.
static inline void lesson_show(Lesson *lesson, int step, const char *landscape, double x, double y)
{
    Subject *subject = arena_new(&lesson->arena, Subject, 1);
    Scene *scene = memory_get(sizeof *scene);
    scene_defaults(scene);
    for (int i = 0; i < landscape_count; i++) {
        if (strcmp(landscapes[i].kind.key, landscape) == 0) {
            scene_set_landscape(scene, &landscapes[i]);
        }
    }
    scene->start[0] = x;
    scene->start[1] = y;
    subject_set(subject, SUBJECT_SCENE, scene);
    free(scene);
    lesson->steps[step].subject = subject;
}

// The task of a step.
static inline void lesson_set_task(Lesson *lesson, int step, const char *until, const char *ask)
{
    LessonTask *task = &lesson->steps[step].task;
    Error err;
    *task = (LessonTask){ .ask = lesson_say(ask), .until = until };
    cr_assert(condition_parse(until, &lesson->arena, &task->condition, &err), "%s", err.text);
}

// The question of a step: answers up to NULL.
static inline void lesson_ask(Lesson *lesson, int step, const char *ask, const char *const *answers,
                              unsigned right)
{
    LessonQuestion *question = &lesson->steps[step].question;
    *question = (LessonQuestion){ .ask = lesson_say(ask), .right = right };
    while (answers[question->answer_count]) {
        question->answers[question->answer_count] = lesson_say(answers[question->answer_count]);
        question->answer_count++;
    }
    question->reveal = lesson_say("Because it is so.");
}
