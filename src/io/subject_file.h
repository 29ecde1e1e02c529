// Scene files: a subject kept as a file, with all that is shown of it. The flags of its command
// line as YAML (README, "Keep, share, publish"):
//
//     thalweg: 1
//     scene:
//       landscape: himmelblau
//       optimizer:
//       - adam lr=0.2
//       step: 40
//
// On a mistake nothing is opened and the message says in which line and column it is.
#pragma once

#include "base/arena.h"
#include "sim/subject.h"

#define SUBJECT_FILE_ENDING ".thalweg"

enum {
    SUBJECT_FILE_VERSION = 1,
    SUBJECT_FILE_MAX = 1 << 20, // bytes
};

// Whether the file is one by its name.
bool subject_file_named(const char *path);
// On failure *subject is as before. Relative paths in the file are meant from its folder.
bool subject_file_load(const char *path, Subject *subject, Error *err);
// The file is either as before or complete. err->at is 0 when the path is at fault.
bool subject_file_save(const char *path, const Subject *subject, Error *err);

// The same for a text in memory; err->at is the byte of it at fault. folder: where the file lies,
// or will; NULL: it names no paths and brings the data it needs, up to 64 kB of CSV (share codes).
bool subject_file_parse(Subject *subject, const char *text, size_t length, const char *folder,
                        Error *err);
// The text of the file in the arena.
bool subject_file_write(const Subject *subject, const char *folder, Arena *arena, char **text,
                        size_t *length, Error *err);
