// A command line being written, quoted for a POSIX shell; it may be longer than its memory. And one
// being read.
#pragma once

#include "base/arena.h"
#include "base/setting.h"

// Where flags go instead, one by one, with those that files alone have.
typedef void LinePut(void *context, const char *flag, const char *value);

typedef struct Line {
    char *out;
    size_t size, length; // length: of the whole, whatever fitted
    LinePut *put;        // NULL: they are written to `out`
    void *context;
} Line;

void line_text(Line *line, const char *text);
// " --flag value", without the blank at the beginning; a value that looks like a flag is joined to
// its own with '='.
void line_flag(Line *line, const char *flag, const char *value);
// The flags of a table's settings that are not as usual, of those that have one.
void line_settings(Line *line, const Setting *table, const void *owner);
// Puts the zero byte in its place; the bytes needed without it.
size_t line_end(Line *line);

// The words of a line as a POSIX shell takes them; nothing but quotes and backslashes is special.
typedef struct LineWords {
    char **argv; // [argc + 1], the last one NULL
    int argc;
    char *bytes;          // [length]: the words with their zero bytes, one behind the other ...
    size_t *from, length; // ... and where in the line each byte stands
} LineWords;

// Memory from the arena. False with the byte of a quote that is never closed.
bool line_split(LineWords *words, const char *line, Arena *arena, Error *err);
// Where in the line a byte of a word stands; -1 if it is of none.
int line_place(const LineWords *words, const char *byte);
