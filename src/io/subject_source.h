// What a scene file or a share code says, as flags: every key is a flag's name, every value the
// text that the flag takes. So a file is read as a command line is, and flags can come behind it.
#pragma once

#include "io/flags_subject.h"
#include "io/yaml_text.h"

typedef struct SubjectSource {
    SubjectKind kind;
    const char *text; // of the file; not owned
    size_t length;
    Array(Given) given;     // in the order of the file
    Array(YamlItem) places; // of each of them
    YamlText yaml;
} SubjectSource;

// folder: paths in it are relative to that; NULL: it may name none, and brings what it needs.
// False with the mistake told as subject_source_fail() does. subject_source_finish() is due in
// either case.
bool subject_source_read(SubjectSource *source, const char *text, size_t length, const char *folder,
                         Arena *arena, Error *err);
void subject_source_finish(SubjectSource *source);

// The same of a part of a larger file: into a source with its kind, text and length, the items of
// a mapping, whose keys are flags' names.
bool subject_source_take_items(SubjectSource *source, const YamlItem *items, size_t count,
                               const char *folder, Arena *arena, Error *err);
// Puts before it what it does not replace of another source, of its kind and text, as flags behind
// a file do.
void subject_source_behind(SubjectSource *source, const SubjectSource *before);

// Whether what `wrong` points into is a value of it; then *err says the same with line and column,
// and keys instead of flags, and err->at is the byte of the file.
bool subject_source_fail(const SubjectSource *source, const FlagsError *wrong, Error *err);
// All of its flags come to a subject.
bool subject_source_apply(const SubjectSource *source, Subject *subject, Error *err);
// The same with a reader that has begun, of this kind, without what `given` [count] replace.
bool subject_source_take(const SubjectSource *source, SubjectReader *reader, const Given *given,
                         size_t count, FlagsError *err);

// The text of a file in `folder`: paths below it are relative, others absolute. NULL: the text may
// name no path, and brings what it needs; false where it cannot.
bool subject_source_write(const Subject *subject, const char *folder, Arena *arena, char **text,
                          size_t *length, Error *err);
