// The past of an edit: what Ctrl+Z brings back while a text is being edited.
#pragma once

#include "ui/ui.h"

// The text as it stands is the first of all, which is never forgotten; what was kept before goes.
void edit_past_begin(UiEdit *edit);
// The text has become another one. run: the kind of change, of which several close together are one
// thing to undo; 0: one of its own.
void edit_past_add(UiEdit *edit, int run, double now_s);
// One change back (-1) or forth (+1); false at the ends.
bool edit_past_move(UiEdit *edit, int direction);
// Gives the memory back.
void edit_past_clear(UiEdit *edit);
