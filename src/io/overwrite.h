// Whether a file that is to be written is one that is read.
#pragma once

#include "io/flags.h"

// Whether both paths mean one file, which may not be there yet. NULL: standard output, no file.
bool overwrite_same(const char *a, const char *b);
// Refuses `path` (NULL: standard output) where it is the scene file, or a file of the data or the
// landscape, that the flags came from; then err->at is 0.
bool overwrite_check(const TypedSubject *flags, const char *path, Error *err);
