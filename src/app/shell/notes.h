// What the presenter's own window says: the step's notes, the answers, what comes next, the time.
#pragma once

#include "app/shell/app.h"

// What it says hangs on this alone, so that whoever shows it knows when it is another.
typedef struct NotesState {
    const void *lesson; // NULL: none is open
    unsigned opened;    // classroom_opened()
    int step;
    int revealed;     // whether its answer is shown
    char clock[16];   // "14:05", as the caller reads it
    int elapsed_s;    // since it is presented
    int theme, words; // ThemeKind; changes with the language
    float width, height, scale;
} NotesState;

// Filled but for clock and size.
NotesState notes_state(App *app, double now_s);
// Onto an empty canvas of the state's size.
void notes_draw(App *app, Canvas *canvas, const NotesState *state);
