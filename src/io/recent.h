// The files opened or saved last, newest first: $XDG_CONFIG_HOME/thalweg/recent, a path a line.
#pragma once

#include "base/error.h"

enum { RECENT_MAX = 8 };

// Zeroed is empty.
typedef struct Recent {
    int count;
    char *paths[RECENT_MAX]; // owned; from the root
} Recent;

// What is in the file now, without what is no file any more.
void recent_load(Recent *recent);
void recent_finish(Recent *recent);
// Puts a path first, in the file and here, behind what other windows have put there meanwhile. A
// path with a line break in it is not remembered.
bool recent_add(Recent *recent, const char *path, Error *err);
