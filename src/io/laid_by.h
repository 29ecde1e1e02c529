// Subjects that went without having been saved: the last few of each kind, as scene files in
// $XDG_STATE_HOME/thalweg whose names say when that was.
#pragma once

#include "sim/subject.h"

enum { LAID_BY_MAX = 5, LAID_BY_LABEL_MAX = 96 };

// Newest first. Zeroed is empty.
typedef struct LaidBy {
    int count;
    char *paths[LAID_BY_MAX];                    // owned
    char labels[LAID_BY_MAX][LAID_BY_LABEL_MAX]; // for people: "himmelblau, 14:05"
} LaidBy;

// What is there now of that kind.
void laid_by_load(LaidBy *laid_by, SubjectKind kind);
void laid_by_finish(LaidBy *laid_by);
// Puts one there; the oldest of its kind goes where there are too many. Without a home: nothing.
// document: the file it is a change of, which rescue_document() knows again; NULL: none.
bool laid_by_add(const Subject *subject, const char *document, Error *err);
