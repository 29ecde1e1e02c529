// `thalweg render`: one picture into a PNG, drawn by the window's own code without a window.
#pragma once

#include "io/flags.h"

extern const FlagsCommand render_command;

// argv[0] is "render". Returns the exit status.
int render_main(int argc, char **argv);
