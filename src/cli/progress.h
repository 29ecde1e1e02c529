// A line of progress on stderr, for people who wait: shown only on a terminal, at most ten times a
// second, gone when the work is done.
#pragma once

#include "base/base.h"

enum { PROGRESS_TEXT_MAX = 512 };

typedef struct Progress {
    bool shown;     // stderr is a terminal, and what is written does not go to the same one
    double begun_s; // when the work began
    double next_s;  // not before this
    int columns;    // of what stands there now
} Progress;

// output_path: of the file the command writes; NULL: stdout.
void progress_begin(Progress *progress, const char *output_path);
// Whether it is time for a new line.
bool progress_is_due(const Progress *progress);
double progress_elapsed_s(const Progress *progress);
// text: plain ASCII; what is wider than the terminal is cut.
void progress_show(Progress *progress, const char *text);
// Takes the line away: before anything else is said on stderr, and at the end.
void progress_erase(Progress *progress);
