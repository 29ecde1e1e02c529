// A subject as a text: the flags of a command line, quoted as a shell wants them, without a command
// line. What is copied.
#pragma once

#include "sim/subject.h"

enum {
    SUBJECT_TEXT_MAX = 4 * SCENE_FORMULA_MAX + 16384
}; // bytes that are enough for every subject's text or command with its zero byte

// "--landscape himmelblau --start -1,4 --optimizer 'adam lr=0.2'": what subject_parse() and a
// command take back to an equal subject, but for a lab's past, which has no flags. Numbers must be
// in the flags' ranges, and there must be a racer (io/flags_scene.h). Returns the bytes needed
// without the zero byte; text holds as many of them as fit, as snprintf().
size_t subject_write(const Subject *subject, char *text, size_t size);
// The same with the program's name before it: what opens the subject in a window.
size_t subject_write_command(const Subject *subject, char *text, size_t size);
// Reads either of them, over several lines as well; what is not said has its default. On failure
// *subject is as before and err->at the byte of `text` at fault, -1 if it is none of them.
bool subject_parse(Subject *subject, const char *text, Error *err);
