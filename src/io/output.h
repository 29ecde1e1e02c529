// A file that is complete or not there: written beside its place and renamed at the end.
#pragma once

#include "base/error.h"

#include <stdio.h>

typedef struct Output {
    FILE *out;
    char *path, *temporary; // NULL when written in place: stdout, a device, a pipe
    bool nameless;          // has no name in any folder yet: nothing remains if the program ends
} Output;

// path NULL: stdout. When the path itself is at fault (the user's mistake) err->at is 0.
bool output_open(Output *output, const char *path, Error *err);
// Puts the file in its place; when writing failed it is thrown away, and err->at is -1.
bool output_close(Output *output, Error *err);
// Throws away what was written. Does nothing to a closed output.
void output_abandon(Output *output);
