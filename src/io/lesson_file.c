// The head of a lesson and its steps, as a table of keys.
#include "io/lesson_file.h"

#include "base/file.h"
#include "base/text.h"
#include "base/words.h"
#include "io/lesson_reading.h"

#include <stdlib.h>
#include <string.h>

enum { MINUTES_MAX = 180 };

static void take_version(UNUSED LessonReading *reading, UNUSED const YamlNode *node,
                         UNUSED void *owner)
{
}

static void take_title(LessonReading *reading, const YamlNode *node, void *owner)
{
    lesson_take_line(reading, node, &((Lesson *)owner)->title);
}

static void take_learn(LessonReading *reading, const YamlNode *node, void *owner)
{
    lesson_take_text(reading, node, &((Lesson *)owner)->learn);
}

static void take_source(LessonReading *reading, const YamlNode *node, void *owner)
{
    lesson_take_line(reading, node, &((Lesson *)owner)->source);
}

static void take_level(LessonReading *reading, const YamlNode *node, void *owner)
{
    int level = 0;
    lesson_kind(reading, node, &lesson_levels, &level);
    ((Lesson *)owner)->level = (LessonLevel)level;
}

static void take_group(LessonReading *reading, const YamlNode *node, void *owner)
{
    int group = LESSON_OTHER;
    lesson_kind(reading, node, &lesson_groups, &group);
    ((Lesson *)owner)->group = (LessonGroup)group;
}

static void take_minutes(LessonReading *reading, const YamlNode *node, void *owner)
{
    lesson_number(reading, node, 1, MINUTES_MAX, &((Lesson *)owner)->minutes);
}

// Each stands in at least one of the steps as its first language has it, or it calls nobody.
static void take_names(LessonReading *reading, const YamlNode *node, void *owner)
{
    Lesson *lesson = owner;
    if (node->kind != TREE_LIST || node->count < 1 || node->count > LESSON_NAMES_MAX) {
        lesson_mistake(
            reading, node->item.value_at,
            "here stand one to %d names, each in its languages: '- { en: Plain, ko: ... }'",
            LESSON_NAMES_MAX);
        return;
    }
    for (const YamlNode *name = node->first; name; name = name->next) {
        lesson_take_line(reading, name, &lesson->names[lesson->name_count++]);
    }
    reading->names = node;
}

static bool calls_anybody(const Lesson *lesson, const char *name)
{
    bool any = false;
    for (int i = 0; i < lesson->step_count && !any; i++) {
        const Subject *subject = lesson->steps[i].subject;
        any = subject && lesson_is_called(subject, name);
    }
    return any;
}

static void check_names(LessonReading *reading)
{
    const Lesson *lesson = reading->lesson;
    const YamlNode *node = reading->names ? reading->names->first : NULL;
    for (int i = 0; node && i < lesson->name_count; i++, node = node->next) {
        const LessonText *name = &lesson->names[i];
        if (name->count > 0 && !calls_anybody(lesson, name->in[0].text)) {
            lesson_mistake(reading, node->item.value_at,
                           "no optimizer and no network of this lesson has name=\"%s\"",
                           name->in[0].text);
        }
    }
}

static void take_steps(LessonReading *reading, const YamlNode *node, void *owner)
{
    Lesson *lesson = owner;
    if (node->kind != TREE_LIST || node->count < 1 || node->count > LESSON_STEPS_MAX) {
        lesson_mistake(reading, node->item.value_at,
                       "a lesson has one to %d steps, as a list: '- caption: ...'",
                       LESSON_STEPS_MAX);
        return;
    }
    lesson->steps = arena_new(&lesson->arena, LessonStep, node->count);
    for (const YamlNode *step = node->first; step; step = step->next) {
        lesson_take_step(reading, step, &lesson->steps[lesson->step_count++]);
    }
}

static const char version_key[] = "thalweg-lesson";

static const LessonKey lesson_keys[] = {
    { version_key, true, take_version }, { "title", true, take_title },
    { "learn", true, take_learn },       { "level", true, take_level },
    { "minutes", true, take_minutes },   { "group", false, take_group },
    { "source", false, take_source },    { "names", false, take_names },
    { "steps", true, take_steps },       { .name = NULL },
};

// Whether it is a lesson, and one of a version that is known; else nothing else is told.
static bool check_version(LessonReading *reading)
{
    const YamlNode *first = reading->tree.root ? reading->tree.root->first : NULL;
    uint64_t version = 0;
    Error ignored;
    if (!first || strcmp(first->item.key, version_key) != 0) {
        return lesson_mistake(reading, first ? first->item.key_at : 0,
                              "this is no lesson of Thalweg: one begins with 'thalweg-lesson: 1'");
    }
    const char *text = first->kind == TREE_TEXT ? first->item.value : "";
    if (!text_whole(text, strlen(text), "", &version, &ignored) || version == 0) {
        return lesson_mistake(reading, first->item.value_at,
                              "behind 'thalweg-lesson' stands the version of the format: "
                              "'thalweg-lesson: 1'");
    }
    return version <= LESSON_FILE_VERSION ||
           lesson_mistake(reading, first->item.value_at,
                          "written for a later version of Thalweg: its format is %.20s, this "
                          "program reads up to %d",
                          text, LESSON_FILE_VERSION);
}

static int by_place(const void *a, const void *b)
{
    const LessonMistake *left = a, *right = b;
    return left->at != right->at ? (left->at < right->at ? -1 : 1) : 0;
}

Lesson *lesson_parse_all(const char *text, size_t length, const char *folder,
                         LessonMistakes *mistakes)
{
    Lesson *lesson = memory_get(sizeof *lesson);
    LessonReading reading = { .folder = folder, .lesson = lesson, .mistakes = mistakes };
    Error mistake = { .at = -1 };
    lesson->group = LESSON_OTHER;
    const char *kept = arena_text(&lesson->arena, text, length);
    const bool whole = yaml_tree_read(&reading.tree, kept, length, &lesson->arena, &mistake);
    // A later version may be no YAML as we know it; and what is no lesson at all says so.
    if ((!whole && !reading.tree.root) || check_version(&reading)) {
        if (whole) {
            lesson_take_keys(&reading, reading.tree.root, lesson_keys, lesson);
            check_names(&reading);
        } else {
            lesson_mistake(&reading, (size_t)(mistake.at > 0 ? mistake.at : 0), "%s", mistake.text);
        }
    }
    subject_source_finish(&reading.shown);
    if (mistakes->items.count > 0) {
        qsort(mistakes->items.items, mistakes->items.count, sizeof(LessonMistake), by_place);
        lesson_destroy(lesson);
        return NULL;
    }
    return lesson;
}

void lesson_mistakes_finish(LessonMistakes *mistakes)
{
    array_free(&mistakes->items);
    arena_free(&mistakes->arena);
}

Lesson *lesson_parse(const char *text, size_t length, const char *folder, Error *err)
{
    LessonMistakes mistakes = { .items = { NULL, 0, 0 } };
    Lesson *lesson = lesson_parse_all(text, length, folder, &mistakes);
    if (!lesson) {
        fail_said(err, mistakes.items.items[0].at, mistakes.items.items[0].text);
    }
    lesson_mistakes_finish(&mistakes);
    return lesson;
}

Lesson *lesson_load(const char *path, Error *err)
{
    Arena arena = { 0 };
    Error reason = { .at = -1 };
    char *text, *folder = file_folder(path);
    size_t length;
    Lesson *lesson = NULL;
    if (file_read(path, LESSON_FILE_MAX, &arena, &text, &length, err)) {
        lesson = lesson_parse(text, length, folder, &reason);
        if (lesson) {
            lesson->path = arena_text(&lesson->arena, path, strlen(path));
        } else {
            fail_at(err, reason.at, "%s, %s", file_bare_name(path), reason.text);
        }
    }
    free(folder);
    arena_free(&arena);
    return lesson;
}

bool lesson_file_named(const char *path)
{
    const size_t length = strlen(path), ending = strlen(LESSON_FILE_ENDING);
    return length > ending && strcmp(path + length - ending, LESSON_FILE_ENDING) == 0;
}
