// What lay in the rooms before a lesson: what they showed, its undo, its file. It is taken aside
// when the lesson begins and put back when it is left, as if there had been none.
#pragma once

#include "app/shell/app.h"

// Takes it aside; what the rooms show then is of no file, and their undo is empty.
void classroom_keep(App *app);
// Puts it back, and ends the lesson. Nothing where none is open.
void classroom_end(App *app);
