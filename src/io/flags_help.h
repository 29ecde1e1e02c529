// The text of --help, from the same tables that are read by.
#pragma once

#include "io/flags.h"

extern const Flag flags_help_flag;
extern const char flags_help_file[]; // N_(): what a file or a code among flags is

// To be called before help is printed, which then goes out in one piece: whoever reads only its
// first lines has not failed us.
void flags_help_begin(void);
void flags_help(const FlagsCommand *command);
