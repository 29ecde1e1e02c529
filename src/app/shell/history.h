// Undo and redo in bounded memory: a ring of whole moments of whatever a room can undo.
#pragma once

#include "base/base.h"

enum { HISTORY_MAX = 128 };

// Whether two moments show the same.
typedef bool HistoryEqual(const void *a, const void *b);

// What a user's hand was doing when something changed: what is done to one thing in one go is one
// entry. Zeroed: a deed of its own.
typedef struct Deed {
    uint32_t gesture; // of the mouse, or an open list: all of it is one deed; 0: none
    uint32_t control; // keys, letters and the wheel on this: one deed while they follow quickly
} Deed;

typedef struct History {
    size_t size;            // of a moment, bytes
    unsigned char *moments; // [HISTORY_MAX][size]
    HistoryEqual *equal;
    int first, count, at; // `at` is the one that is shown
    double changed_s;     // when the last moment was added or changed, and by what
    Deed deed;
} History;

void history_init(History *history, size_t size, HistoryEqual *equal, const void *now);
void history_finish(History *history);
// Notes how things stand, if they differ from the moment shown. One gesture is one entry, however
// long it takes, and so are changes to one control that follow each other within a second; never
// two deeds. What ends as it began leaves no entry. Of what a moment has that does not count as a
// difference, the newest is kept.
void history_note(History *history, const void *now, Deed deed, double now_s);
// The moment before (-1) or after (+1), which is then the one shown; NULL if there is none.
const void *history_move(History *history, int direction);
