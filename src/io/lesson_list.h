// Which lessons there are: those beside the program and the reader's own.
#pragma once

#include "base/array.h"
#include "sim/lesson/lesson.h"

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

// Zeroed is empty.
typedef struct LessonList {
    Arena arena;             // owns everything below
    Array(LessonHead) heads; // in the order of their groups and within them of their files' names
} LessonList;

// Those beside the program and in $XDG_DATA_HOME/thalweg/lessons; an own one takes the place of
// the program's with the same key. One that cannot be read is in the list, too, with the last
// group.
void lesson_list_read(LessonList *list);
// The same with nothing but paths and keys, from which no lesson is read.
void lesson_list_keys(LessonList *list);
void lesson_list_finish(LessonList *list);
// The reader's own folder, whether it is there or not; to be freed. NULL: there is no home.
char *lesson_own_folder(void);
// The path of a lesson by its key or its path, in the arena; NULL: there is none.
const char *lesson_find(const char *name, Arena *arena);
// A lesson as it is typed: by its key or its path, maybe with a step of it, counted from 1, behind
// a colon ("12-too-large-a-rate:3"). Its path in the arena, *step counted from 0, -1 for ":0"; NULL: none is meant, for no
// lesson has that key and it is no name of a lesson's file.
const char *lesson_typed(const char *word, Arena *arena, int *step);
