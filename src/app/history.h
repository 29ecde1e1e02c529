// Undo and redo in bounded memory: a ring of whole moments of whatever a room can undo.
#pragma once

#include "base/base.h"

enum { HISTORY_MAX = 128 };

// Whether two moments show the same.
typedef bool HistoryEqual(const void *a, const void *b);

typedef struct History {
    size_t size;            // of a moment, bytes
    unsigned char *moments; // [HISTORY_MAX][size]
    HistoryEqual *equal;
    int first, count, at; // `at` is the one that is shown
    double changed_s;     // when the last moment was added or changed
} History;

void history_init(History *history, size_t size, HistoryEqual *equal, const void *now);
void history_finish(History *history);
// Notes how things stand, if they differ from the moment shown. Changes that follow each other
// within a second while `same` holds (one field is being typed in, one wheel turned) are one.
void history_note(History *history, const void *now, bool same, double now_s);
// The moment before (-1) or after (+1), which is then the one shown; NULL if there is none.
const void *history_move(History *history, int direction);
