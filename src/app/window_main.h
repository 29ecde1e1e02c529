// `thalweg` with scene flags or nothing: opens the window.
#pragma once

#include "io/flags.h"

extern const FlagsCommand window_command; // its name is ""

// argv[0] is the program's name. Returns the exit status.
int window_main(int argc, char **argv);
