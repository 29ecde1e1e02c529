// The files that a subject's data come from: relative to a scene file's folder, or with it.
#pragma once

#include "io/subject_source.h"

#define SUBJECT_DATA_KEY "csv" // of a lab: the text of its data's file

// What the source's data name is where it can be found: below the folder, or, of data that came
// with it, in the cache. folder NULL: nothing else can be named.
bool subject_paths_from(SubjectSource *source, const char *folder, Arena *arena, FlagsError *err);
// The other way round, in *subject; *data is what is to be written with it, in the arena.
bool subject_paths_to(Subject *subject, const char *folder, Arena *arena, const char **data,
                      Error *err);
