// What is pasted into the window: a share code, the text of a scene file, a command line, or the
// path of a file.
#pragma once

#include "sim/subject.h"

// The subject that a text is: no file is opened but what a command line names. On failure *subject
// is as before, and the message says what would have been right.
bool pasted_read(Subject *subject, const char *text, Error *err);
// The path of a scene file, to be freed, if the text is nothing else: from the root, as a file
// manager copies it ("file:///home/..." or plain); NULL: it is not.
char *pasted_path(const char *text);
