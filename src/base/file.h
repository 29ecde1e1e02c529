// Read a whole file, write one atomically.
#pragma once

#include "base/arena.h"
#include "base/error.h"

// *text gets *length bytes with a zero byte behind, in the arena. Refuses what is not a regular
// file or is larger than `limit` bytes.
bool file_read(const char *path, size_t limit, Arena *arena, char **text, size_t *length,
               Error *err);
// Writes beside the file and renames, so that the file is either as before or complete.
bool file_write(const char *path, const void *bytes, size_t length, Error *err);

// A monotonic clock, seconds.
double clock_seconds(void);
