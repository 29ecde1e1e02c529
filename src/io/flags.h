// Command-line flags: read with popt, shared by every command. One description of a subject's flags
// serves `trace`, `render`, the window, the help texts and subjects as texts.
#pragma once

#include "base/arena.h"
#include "base/flag.h"
#include "sim/subject.h"

// A mistake on the command line, and the text it points into.
typedef struct FlagsError {
    Error error;
    const char *typed; // what error.at points into; NULL if nothing
} FlagsError;

// Prints "thalweg COMMAND: message", the typed text and a caret under the mistake to stderr.
// command "" or NULL: the program itself. A long text is cut with … so that the caret stays right.
void flags_report(const char *command, const FlagsError *err);

// Prints "thalweg COMMAND: message" alone to stderr: news that is no mistake of the user's. The
// format is English and translated here.
void flags_tell(const char *command, const char *format, ...) PRINTF_LIKE(2, 3);

// What the flags of a subject come to.
typedef struct TypedSubject {
    Subject subject;
    const void *typed; // its flags as typed, what its row of subject_flags reads into; in the arena
    const char *file;  // the scene file that it was read from; NULL: none, or another word
    const char *lesson; // the path of the lesson of which it is a step, in the arena; NULL: of none
    int lesson_step;    // from 0
    bool changed;       // flags came behind the file or code
} TypedSubject;

enum { SUBJECTS_ALL = (1u << SUBJECT_COUNT) - 1 };

typedef struct FlagsCommand {
    const char *name;    // "trace"; "" for the program itself
    const char *summary; // one line
    const char *usage;   // "[scene flags] [-o FILE]"
    const Flag *flags;   // own flags, ends with name NULL; may be NULL
    unsigned subjects;   // bit k: takes the flags of SubjectKind k; of several, they tell which
    bool shows;          // draws them: offers the flags of what is shown; others leave those aside
    const Registry *words; // what its word that is no flag can be; NULL: it takes none
    const char *example;   // a whole line to copy
} FlagsCommand;

typedef enum FlagsResult {
    FLAGS_READ,
    FLAGS_HELP,  // --help was given and the help printed
    FLAGS_WRONG, // reported on stderr: exit 2
} FlagsResult;

// Reads argv[1..] of a command (argv[0] is skipped; the words must outlive the subject). Own flags
// go to `take` with `context`, those of a subject to *subject (may be NULL when the command takes
// none; memory from the arena). A word may stand for such flags: a scene file or a share code
// (io/flags_file.h); those that are typed take the places of its own.
// Words that are no flags: at most `word_max` of them to words[] (in the arena), *word_count.
FlagsResult flags_read(const FlagsCommand *command, int argc, char **argv, void *context,
                       TypedSubject *subject, int word_max, const char **words, int *word_count,
                       Arena *arena);
// The same for words that are no command's, from which nothing is printed and no scene file is
// opened: FLAGS_WRONG with *err.
FlagsResult flags_take(const FlagsCommand *command, int argc, char **argv, TypedSubject *subject,
                       Arena *arena, FlagsError *err);

// The flags that a command offers: its own, those of its subjects (each name once; what is shown
// only where it `shows`), --help; NULL past the last.
const Flag *flags_at(const FlagsCommand *command, size_t index);
// What --help prints of them, for the program's own help.
void flags_help_flags(const FlagsCommand *command);
