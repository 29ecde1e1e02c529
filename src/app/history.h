// Undo and redo of everything that a scene and its picture are, in bounded memory.
#pragma once

#include "app/workspace.h"

enum { HISTORY_MAX = 128 };

typedef struct Moment {
    Scene scene;
    View view;
    Show show;
} Moment;

// A ring of moments; `at` is the one that is shown.
typedef struct History {
    Moment *moments; // [HISTORY_MAX]
    int first, count, at;
    double changed_s; // when the last moment was added or changed
} History;

void history_init(History *history, const Workspace *workspace);
void history_finish(History *history);
// Notes how things stand, if they differ from the moment shown. Changes that follow each other
// within a second while `same` holds (one field is being typed in, one wheel turned) are one.
void history_note(History *history, const Workspace *workspace, bool same, double now_s);
// Puts the workspace back (-1) or forth (+1); false if there is nothing there.
bool history_move(History *history, Workspace *workspace, int direction);
