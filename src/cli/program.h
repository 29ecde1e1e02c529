// The whole program as data. Its --help, its man page and the completion in shells are all written
// from this and from the tables of flags it points to.
#pragma once

#include "io/flags.h"

typedef struct Command {
    const FlagsCommand *flags;         // its name as well; NULL ends a table
    int (*run)(int argc, char **argv); // argv[0] is the command's name; returns the exit status
    const char *summary;               // for the list of commands
} Command;

typedef struct Program {
    const char *version, *date; // "0.1.0", "2026-11-21"
    const char *summary;        // "Races optimizers down landscapes"
    const char *examples;       // lines to copy, split by \n
    const FlagsCommand *self;   // without a command
    const Command *commands;
    FlagChoices *keys; // of the window, and what each does
} Program;

// NULL if there is none of that name.
const Command *program_find(const Program *program, const char *name);
void program_help(const Program *program);
// The man page thalweg(1) to stdout.
void program_manual(const Program *program);
// What the last of `count` words may become, each as the shell has it, the program's name left
// out. A line for each possibility, for desktop/thalweg.bash and desktop/_thalweg:
//   word TAB text TAB what it is
//   files TAB pattern
void program_complete(const Program *program, int count, char **words);
