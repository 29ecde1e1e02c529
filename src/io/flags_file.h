// The word of a command line that stands for flags: a scene file, a share code, or what a step of a
// lesson shows.
#pragma once

#include "io/subject_source.h"

typedef struct FlagsFile {
    const char *word; // as typed; NULL: there is none
    bool is_code;
    const char *lesson; // its path, in the arena; NULL: it is no lesson, ...
    int lesson_step;    // ... else which step of it, from 0
    SubjectSource source;
} FlagsFile;

// Whether a word is meant so: a code, a name with the files' ending or with folders, of a file that
// is there, or of a lesson.
bool flags_file_meant(const char *word);
bool flags_file_is_folder(const char *word);
// Reads it, for a command that takes `subjects`. False with the mistake, whose typed text is the
// file's line at fault or the word. flags_file_finish() is due in either case.
bool flags_file_read(FlagsFile *file, const char *word, unsigned subjects, Arena *arena,
                     FlagsError *err);
void flags_file_finish(FlagsFile *file);
// Makes a mistake that lies in the file one that tells where; its line is in the arena.
void flags_file_place(const FlagsFile *file, Arena *arena, FlagsError *err);
// A flag that another kind than the file's has is refused.
bool flags_file_check(const FlagsFile *file, const Given *given, FlagsError *err);
