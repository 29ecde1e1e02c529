// The program as data, and what a command line starts: all of main() but its care of descriptors
// and signals, so that tests can ask for the same.
#pragma once

#include "cli/program.h"

extern const Program thalweg;

// Runs what the words say; returns the exit status. argv[0] is the program's name, argv[argc] NULL.
int commands_run(int argc, char **argv);
