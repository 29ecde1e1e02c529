// The presenter's window: opened and closed as the overlay wishes, drawn when it says something
// else.
#pragma once

#include "app/shell/notes.h"
#include "gfx/window.h"

// Zeroed: not open.
typedef struct WindowNotes {
    Canvas canvas; // owned
    NotesState shown;
    bool stale; // it must be drawn whatever it says
} WindowNotes;

// After each frame.
void window_notes_follow(WindowNotes *notes, App *app, Window *window, double now_s);
// An event of it; keys are the program's.
void window_notes_event(WindowNotes *notes, App *app, const InputEvent *event, double now_s);
void window_notes_finish(WindowNotes *notes);
