// Read a whole file, write one atomically; what a path means; and the clock.
#pragma once

#include "base/arena.h"
#include "base/error.h"

// *text gets *length bytes with a zero byte behind, in the arena. Refuses what is not a regular
// file or is larger than `limit` bytes.
bool file_read(const char *path, size_t limit, Arena *arena, char **text, size_t *length,
               Error *err);
// Writes beside the file and renames, so that the file is either as before or complete.
bool file_write(const char *path, const void *bytes, size_t length, Error *err);

// The path that writing to `path` means: links are followed, also one whose target is not there
// yet. To be freed; NULL with errno set where they lead in a circle or the name is impossible.
char *file_target(const char *path);
// A path without its folders: within it, or all of it.
const char *file_bare_name(const char *path);
// A path for a message, which ends with the reason: what is longer is cut within, between two
// characters.
enum { FILE_SHOWN_MAX = 60 };
void file_shown(const char *path, char shown[FILE_SHOWN_MAX + 1]);
// The folder a path lies in, to be freed: "." where the path has none.
char *file_folder(const char *path);
// Whether a file at that path could be put in the place of what is there: false with errno set.
bool file_replaceable(const char *path);
// All of `from`, from its beginning, into the file at `path` as it is: for what cannot be replaced.
// false with errno set.
bool file_copy_into(int from, const char *path);

// A monotonic clock, seconds.
double clock_seconds(void);
