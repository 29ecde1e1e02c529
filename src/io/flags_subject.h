// The flags of each kind of subject: one row a kind says how they are read, what they come to and
// how they are written, to command lines and to scene files.
#pragma once

#include "base/array.h"
#include "io/flags.h"
#include "io/line.h"

// A flag as typed.
typedef struct Given {
    const Flag *flag;
    const char *value; // "" for a switch; one of the words or a part of it
} Given;

typedef struct SubjectFlags {
    const char *key;                      // "scene": the group of a scene file
    const char *noun;                     // N_("a race"): what such a file holds
    const char *title;                    // N_("Scene flags"): above them in the manual ...
    const char *heading;                  // N_("Scene flags:"): ... and in --help
    const Flag *(*flag_at)(size_t index); // NULL past the last; keys of files alone come last
    const Setting *shows;                 // those of its flags' settings that say what is shown
    // The value of the flag of a setting into what is typed, as take() of other flags.
    bool (*take)(void *typed, const Setting *setting, const char *value, Error *err);
    size_t typed_size; // of what their take() fills, zeroed before
    // N_("--%s belongs to races, but --%s makes this a lab"): a flag of another kind and one of
    // this. NULL for the first kind, which other kinds' flags never meet.
    const char *mixed;
    // What was typed comes to subject's member of this kind.
    bool (*apply)(const void *typed, Subject *subject, Arena *arena, FlagsError *err);
    // The flags that are read as an equal subject, only those that differ from the defaults.
    void (*write)(Line *line, const Subject *subject);
    // Whether a flag that is typed beside a file takes the place of one that the file has.
    bool (*replaces)(const Given *typed, const Given *filed);
} SubjectFlags;

extern const SubjectFlags subject_flags[]; // of each SubjectKind

// Subjects being read: every kind takes what it knows, until all flags tell which is meant.
typedef struct SubjectReader {
    unsigned subjects;                 // bit k: SubjectKind k can be meant
    void *typed[SUBJECT_COUNT];        // in the arena; NULL: not of `subjects`
    Array(Given) given;                // freed by the caller
    FlagsError refused[SUBJECT_COUNT]; // why a kind cannot have what another one has taken, its
                                       // first such flag; typed NULL: there is none
} SubjectReader;

// The *index-th flag of these kinds, of those that say what is shown (`shows`) or of the others;
// one that several have is the first one's. Keys of files alone are left out. NULL past the last,
// *index then counts from there.
const Flag *subject_flag_at(unsigned subjects, bool shows, size_t *index);
bool subject_has_flag(unsigned subjects, const Flag *flag);
// The flag or key of that name of one of these kinds, the first one's; NULL: none has it.
const Flag *subject_flag_named(unsigned subjects, const char *name);
// Whether it says only what of a subject is shown.
bool subject_flag_shows(const Flag *flag);

void subject_reader_begin(SubjectReader *reader, unsigned subjects, Arena *arena);
// A flag of subject_flag_at(): all kinds with one of its name take it.
bool subject_reader_take(SubjectReader *reader, const Given *given, Error *err);
// Which subject is meant (the last that has a flag of its own among them; without any, the first)
// and what its flags come to.
bool subject_reader_finish(SubjectReader *reader, TypedSubject *subject, Arena *arena,
                           FlagsError *err);
