// Where the border of stability lies on a racer's rate slider.
#pragma once

#include "app/landscape/workspace.h"

// The rate beyond which the racer's steps would grow at the minimum that its run has come to (one
// that is lost: at the minimum nearest to the start); NAN: there is none, or it is not known yet.
// text [size]: a sentence on it after a line break, or "".
double racer_border(const Workspace *workspace, int racer, char *text, size_t size);
