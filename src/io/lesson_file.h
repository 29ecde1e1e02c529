// Lesson files (docs/lessons.md): read whole, or only what a list shows of them; and which there
// are: those that came with the program and the reader's own.
#pragma once

#include "sim/lesson/lesson.h"

#define LESSON_FILE_ENDING ".yaml"
enum { LESSON_FILE_VERSION = 1, LESSON_FILE_MAX = 1 << 20 };

// Read with all its subjects and conditions, which are checked against each other. NULL with the
// mistake, its line and column. To be given to lesson_destroy().
Lesson *lesson_load(const char *path, Error *err);
// The same of a text in memory; folder: paths in it are relative to that.
Lesson *lesson_parse(const char *text, size_t length, const char *folder, Error *err);

// A lesson of the list: what stands at the head of its file.
typedef struct LessonHead {
    const char *path, *key; // key: the file's name without folder and ending
    bool own;               // of the reader's own folder
    LessonText title, learn;
    LessonLevel level;
    LessonGroup group;
    int minutes, step_count;
    const Subject *subject; // of the first step that has one, for a small picture; NULL: none
    const char *wrong;      // why it cannot be read, with line and column; NULL: it can
} LessonHead;

typedef struct LessonList {
    Arena arena;             // owns everything below
    Array(LessonHead) heads; // in the order of their groups and within them of their files' names
} LessonList;

// Those beside the program and in $XDG_DATA_HOME/thalweg/lessons; an own one takes the place of
// the program's with the same key.
void lesson_list_read(LessonList *list);
void lesson_list_finish(LessonList *list);
// The path of a lesson by its key or its path, in the arena; NULL: there is none.
const char *lesson_find(const char *name, Arena *arena);
