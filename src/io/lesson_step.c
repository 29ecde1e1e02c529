// A step: what it shows comes first, for the rest speaks of it.
#include "io/lesson_asks.h"

#include "base/text.h"

#include <string.h>

static void take_caption(LessonReading *reading, const YamlNode *node, void *step)
{
    lesson_take_text(reading, node, &((LessonStep *)step)->caption);
}

static void take_notes(LessonReading *reading, const YamlNode *node, void *step)
{
    lesson_take_text(reading, node, &((LessonStep *)step)->notes);
}

static void take_name(LessonReading *reading, const YamlNode *node, LessonStep *step)
{
    const char *text = lesson_plain(reading, node);
    if (!text) {
        return;
    }
    if (step->point_count == LESSON_POINTS_MAX) {
        lesson_mistake(reading, node->item.value_at, "a step points at no more than %d things",
                       LESSON_POINTS_MAX);
        return;
    }
    step->points[step->point_count++] = text;
}

static void take_point(LessonReading *reading, const YamlNode *node, void *step)
{
    const YamlNode *name = node->kind == TREE_LIST ? node->first : node;
    for (; name; name = node->kind == TREE_LIST ? name->next : NULL) {
        take_name(reading, name, step);
    }
}

static void taken_before(UNUSED LessonReading *reading, UNUSED const YamlNode *node,
                         UNUSED void *step)
{
}

static const LessonKey step_keys[] = {
    { "caption", false, take_caption },
    { "notes", false, take_notes },
    { "scene", false, taken_before },
    { "lab", false, taken_before },
    { "change", false, taken_before },
    { "point", false, take_point },
    { "question", false, lesson_take_question },
    { "bet", false, lesson_take_bet },
    { "task", false, lesson_take_task },
    { "claims", false, lesson_take_claims },
    { .name = NULL },
};

// One thing is asked at a time; what asks nothing says something.
static void check_asks(LessonReading *reading, const YamlNode *node)
{
    static const char *const asks[] = { "question", "bet", "task" };
    const YamlNode *first = NULL;
    for (size_t i = 0; i < COUNT(asks); i++) {
        const YamlNode *ask = yaml_node_at(node, asks[i]);
        if (ask && first) {
            lesson_mistake(reading, ask->item.key_at,
                           "a step asks one thing: a question, a bet or a task; here is '%s', too",
                           first->item.key);
        }
        first = first ? first : ask;
    }
    if (!first && !yaml_node_at(node, "caption")) {
        lesson_mistake(reading, node->item.value_at,
                       "a step has a caption, a question, a bet or a task");
    }
}

void lesson_take_step(LessonReading *reading, const YamlNode *node, LessonStep *step)
{
    lesson_take_subject(reading, node, step);
    if (lesson_take_keys(reading, node, step_keys, step)) {
        check_asks(reading, node);
    }
}
