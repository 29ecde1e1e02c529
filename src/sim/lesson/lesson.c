// What lessons can be, and which of a text's languages is read.
#include "sim/lesson/lesson.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const Kind levels[] = {
    [LESSON_BEGINNER] = { .key = "beginner", .name = N_("Beginner") },
    [LESSON_INTERMEDIATE] = { .key = "intermediate", .name = N_("Intermediate") },
    [LESSON_ADVANCED] = { .key = "advanced", .name = N_("Advanced") },
};
static_assert(COUNT(levels) == LESSON_LEVEL_COUNT, "a row for each level");
const Registry lesson_levels = { REGISTRY(levels) };

static const Kind groups[] = {
    [LESSON_DESCENT] = { .key = "descent", .name = N_("Descent and its rate") },
    [LESSON_MOMENTUM] = { .key = "momentum", .name = N_("Momentum") },
    [LESSON_ADAPTIVE] = { .key = "adaptive", .name = N_("A rate for each coordinate") },
    [LESSON_SHAPES] = { .key = "shapes", .name = N_("The shape of landscapes") },
    [LESSON_SIGNALS] = { .key = "signals", .name = N_("Signals in deep networks") },
    [LESSON_GENERALIZATION] = { .key = "generalization", .name = N_("Generalization") },
    [LESSON_PRACTICE] = { .key = "practice", .name = N_("Choosing and comparing") },
    [LESSON_OTHER] = { .key = "other", .name = N_("Other lessons") },
};
static_assert(COUNT(groups) == LESSON_GROUP_COUNT, "a row for each group");
const Registry lesson_groups = { REGISTRY(groups) };

static const Kind bets[] = {
    [BET_NONE] = { .key = "" },
    [BET_END] = { .key = "end" },
    [BET_BEST] = { .key = "best" },
};
static_assert(COUNT(bets) == BET_KIND_COUNT, "a row for each kind of bet");
const Registry bet_kinds = { REGISTRY(bets), .plain = true };

static const char *in_language(const LessonText *text, const char *language)
{
    for (int i = 0; i < text->count; i++) {
        if (strcmp(text->in[i].language, language) == 0) {
            return text->in[i].text;
        }
    }
    return NULL;
}

const char *lesson_text(const LessonText *text)
{
    const char *found = in_language(text, words_language());
    if (!found) {
        found = in_language(text, "en");
    }
    return found || text->count == 0 ? found : text->in[0].text;
}

// One given name after the other: its place, and how many bytes it may have; NULL: there is none.
static char *given_name(Subject *subject, int place, size_t *size)
{
    if (subject->kind == SUBJECT_LAB) {
        *size = sizeof subject->lab.names[0];
        return place < subject->lab.network_count ? subject->lab.names[place] : NULL;
    }
    *size = sizeof subject->scene.racers[0].name;
    return place < subject->scene.racer_count ? subject->scene.racers[place].name : NULL;
}

bool lesson_is_called(const Subject *subject, const char *name)
{
    size_t size;
    const char *given;
    for (int i = 0; (given = given_name((Subject *)subject, i, &size)); i++) {
        if (strcmp(given, name) == 0) {
            return true;
        }
    }
    return false;
}

static const char *called(const Lesson *lesson, const char *name)
{
    for (int i = 0; i < lesson->name_count; i++) {
        for (int k = 0; k < lesson->names[i].count; k++) {
            if (strcmp(lesson->names[i].in[k].text, name) == 0) {
                return lesson_text(&lesson->names[i]);
            }
        }
    }
    return name;
}

void lesson_call(const Lesson *lesson, Subject *subject)
{
    size_t size;
    char *given;
    for (int i = 0; (given = given_name(subject, i, &size)); i++) {
        const char *name = called(lesson, given);
        if (name != given) {
            text_print(given, size, "%s", name);
        }
    }
}

void lesson_destroy(Lesson *lesson)
{
    if (lesson) {
        arena_free(&lesson->arena);
        free(lesson);
    }
}
