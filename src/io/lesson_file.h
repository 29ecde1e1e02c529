// Lesson files (docs/lessons.md): read whole, or only what a list shows of them; and which there
// are: those that came with the program and the reader's own.
#pragma once

#include "base/array.h"
#include "sim/lesson/lesson.h"

#define LESSON_FILE_ENDING ".yaml"
enum { LESSON_FILE_VERSION = 1, LESSON_FILE_MAX = 1 << 20, LESSON_MISTAKES_MAX = 40 };

// Whether the file is one by its name.
bool lesson_file_named(const char *path);

// Read with all its subjects and conditions, which are checked against each other. NULL with the
// first mistake, its line and column. To be given to lesson_destroy().
Lesson *lesson_load(const char *path, Error *err);
// The same of a text in memory; folder: paths in it are relative to that. err->at: the byte.
Lesson *lesson_parse(const char *text, size_t length, const char *folder, Error *err);

// A mistake of a lesson, and the byte of the file where it is.
typedef struct LessonMistake {
    int at;
    const char *text; // "line 3, column 8: ...", in the arena
} LessonMistake;

// All of them, in the order of the file, as far as they can be told; zeroed is none.
typedef struct LessonMistakes {
    Arena arena;
    Array(LessonMistake) items; // at most LESSON_MISTAKES_MAX
} LessonMistakes;

// lesson_parse() with every mistake. NULL: there is one at least.
Lesson *lesson_parse_all(const char *text, size_t length, const char *folder,
                         LessonMistakes *mistakes);
void lesson_mistakes_finish(LessonMistakes *mistakes);
