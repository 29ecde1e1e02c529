// What a step shows is read as a scene file is, and what differs from the step before as flags
// behind a scene file are.
#include "io/lesson_reading.h"

#include <string.h>

typedef Array(YamlItem) Items;

// The values of a mapping as a scene file has them; false with the mistake.
static bool flatten(LessonReading *reading, const YamlNode *map, Items *items)
{
    if (map->kind != TREE_MAP || map->count == 0) {
        return lesson_mistake(reading, map->item.value_at,
                              "here stand keys with their values, indented: 'steps: 100'");
    }
    for (const YamlNode *pair = map->first; pair; pair = pair->next) {
        YamlItem item = pair->item;
        const YamlNode *value = pair->kind == TREE_LIST ? pair->first : pair;
        item.group = map->item.key;
        item.listed = pair->kind == TREE_LIST;
        if (!value) { // a list without items says nothing
            array_push(items, item);
        }
        for (; value; value = item.listed ? value->next : NULL) {
            if (value->kind != TREE_TEXT) {
                return lesson_mistake(reading, value->item.value_at,
                                      "a value is a text or a list of texts; one with ': ' in it "
                                      "needs quotes");
            }
            item.value = value->item.value;
            item.value_at = value->item.value_at;
            item.style = value->item.style;
            array_push(items, item);
        }
    }
    return true;
}

static bool fail_source(LessonReading *reading, const YamlNode *node, const Error *err)
{
    LessonMistakes *mistakes = reading->mistakes;
    if (err->at < 0) { // it has no place of its own
        return lesson_mistake(reading, node->item.key_at, "%s", err->text);
    }
    if (mistakes->items.count < LESSON_MISTAKES_MAX) { // it says where already
        const char *text = arena_text(&mistakes->arena, err->text, strlen(err->text));
        array_push(&mistakes->items, (LessonMistake){ err->at, text });
    }
    return false;
}

// The source of what a step shows, put behind what the one before showed where it changes that.
static bool read_source(LessonReading *reading, const YamlNode *node, bool changes,
                        SubjectSource *source)
{
    Items items = { 0 };
    Error err = { .at = -1 };
    bool good = flatten(reading, node, &items);
    if (good && !subject_source_take_items(source, items.items, items.count, reading->folder,
                                           &reading->lesson->arena, &err)) {
        good = fail_source(reading, node, &err);
    }
    if (good && changes) {
        subject_source_behind(source, &reading->shown);
    }
    array_free(&items);
    return good;
}

static void show(LessonReading *reading, const YamlNode *node, SubjectKind kind, bool changes,
                 LessonStep *step)
{
    SubjectSource source = { .kind = kind,
                             .text = reading->tree.text,
                             .length = reading->tree.length };
    Error err = { .at = -1 };
    bool good = read_source(reading, node, changes, &source);
    if (good) {
        Subject *subject = arena_new(&reading->lesson->arena, Subject, 1);
        good = subject_source_apply(&source, subject, &err) || fail_source(reading, node, &err);
        reading->subject = step->subject = good ? subject : NULL;
    }
    reading->lost = !good;
    if (good) {
        subject_source_finish(&reading->shown);
        reading->shown = source;
    } else {
        subject_source_finish(&source);
    }
}

void lesson_take_subject(LessonReading *reading, const YamlNode *node, LessonStep *step)
{
    const YamlNode *change = yaml_node_at(node, "change"), *found = change;
    SubjectKind kind = reading->shown.kind;
    for (int k = 0; k < SUBJECT_COUNT; k++) {
        const YamlNode *whole = yaml_node_at(node, subject_flags[k].key);
        if (whole && found) {
            lesson_mistake(reading, whole->item.key_at,
                           "a step has one of 'scene', 'lab' and 'change'; here is '%s', too",
                           found->item.key);
            reading->lost = true;
            return;
        }
        if (whole) {
            found = whole;
            kind = (SubjectKind)k;
        }
    }
    if (!found || (found == change && reading->lost)) { // its mistake was told
        return;
    }
    if (found == change && !reading->subject) {
        lesson_mistake(reading, change->item.key_at,
                       "there is nothing yet to be changed: a step before this one has a scene or "
                       "a lab");
        reading->lost = true;
        return;
    }
    show(reading, found, kind, found == change, step);
}
