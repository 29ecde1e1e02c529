// Parts of reading a lesson: what is at hand, and how a mistake is told. Reading goes on behind
// one, so that whoever writes a lesson sees all of them at once.
#pragma once

#include "io/lesson_file.h"
#include "io/subject_source.h"
#include "io/yaml_tree.h"

typedef struct LessonReading {
    YamlTree tree;
    const char *folder; // of the file
    Lesson *lesson;     // being filled; all memory is of its arena
    LessonMistakes *mistakes;
    SubjectSource shown;    // what the newest step with a subject says of it
    const Subject *subject; // ... and what that came to; NULL: nothing yet, ...
    bool lost;              // ... for it was wrong
    const YamlNode *names;  // the lesson's; NULL: it has none
} LessonReading;

// Always false. The format is English and translated here.
bool lesson_mistake(LessonReading *reading, size_t byte, const char *format, ...) PRINTF_LIKE(3, 4);
// The same with what has been said already, at byte `at` of a node's text; -1: where it begins.
bool lesson_mistake_in(LessonReading *reading, const YamlNode *node, const Error *err);

// A key of a mapping, and what takes its value into `owner`. A table ends with name NULL.
typedef struct LessonKey {
    const char *name;
    bool needed;
    void (*take)(LessonReading *reading, const YamlNode *node, void *owner);
} LessonKey;

// The pairs of a mapping; what is unknown, missing or no mapping at all is told. Whether it is one,
// of known keys alone.
bool lesson_take_keys(LessonReading *reading, const YamlNode *node, const LessonKey *keys,
                      void *owner);

// The text of a node that is one, and not empty; NULL with the mistake.
const char *lesson_plain(LessonReading *reading, const YamlNode *node);
// A whole number from min to max; false with the mistake.
bool lesson_number(LessonReading *reading, const YamlNode *node, int min, int max, int *number);
// The place of a registry's key; false with the mistake.
bool lesson_kind(LessonReading *reading, const YamlNode *node, const Registry *registry, int *kind);

// lesson_text_read.c: a text in its languages.
void lesson_take_text(LessonReading *reading, const YamlNode *node, LessonText *text);
// One that stands in a single line: a title.
void lesson_take_line(LessonReading *reading, const YamlNode *node, LessonText *text);
// lesson_subject.c: what `scene`, `lab` or `change` of a step say, of which there is one at most.
void lesson_take_subject(LessonReading *reading, const YamlNode *step, LessonStep *owner);
// lesson_step.c
void lesson_take_step(LessonReading *reading, const YamlNode *node, LessonStep *step);
