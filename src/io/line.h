// A command line being written, quoted for a POSIX shell; it may be longer than its memory.
#pragma once

#include "base/base.h"

typedef struct Line {
    char *out;
    size_t size, length; // length: of the whole, whatever fitted
} Line;

void line_text(Line *line, const char *text);
// " --flag value"; a value that looks like a flag is joined to its own with '='.
void line_flag(Line *line, const char *flag, const char *value);
// Puts the zero byte in its place; the bytes needed without it.
size_t line_end(Line *line);
