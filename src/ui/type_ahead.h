// Letters typed into a list move to the entry that begins with them.
#pragma once

#include "ui/ui.h"

// Answers the pass's text: letters that follow each other quickly look for the entry that begins
// with all of them, whatever the case; where none does, for the next one that begins with the last,
// so that one letter again and again goes through all of its. Returns where that is; `at` (-1:
// none), which is where it was, if nothing begins so.
int type_ahead(Ui *ui, int at, int count, const char *(*label)(const void *context, int index),
               const void *context);
