// The whole program as data. Its --help, its man page and the completion in shells are all written
// from this and from the tables of flags it points to.
#pragma once

#include "io/flags.h"

typedef struct Command {
    Kind kind;                         // about: for the list of commands
    const FlagsCommand *flags;         // of the same name
    int (*run)(int argc, char **argv); // argv[0] is the command's name; returns the exit status
} Command;

// A key of the window and what it does, counted from 0; false past the last.
typedef bool ProgramKey(size_t index, const char **key, const char **meaning);

typedef struct Program {
    const char *version, *date; // "0.1.0", "2026-11-21"
    const char *summary;        // "Races optimizers down landscapes"
    const char *examples;       // lines to copy, split by \n
    const FlagsCommand *self;   // without a command
    const Registry *commands;
    ProgramKey *key;
} Program;

const Command *program_command(const Program *program, size_t index);
void program_help(const Program *program);
// The man page thalweg(1) to stdout.
void program_manual(const Program *program);
// What the last of `count` words may become, each as the shell has it, the program's name left
// out. A line for each possibility, for desktop/thalweg.bash and desktop/_thalweg:
//   word TAB text TAB what it is
//   files TAB pattern
void program_complete(const Program *program, int count, char **words);
