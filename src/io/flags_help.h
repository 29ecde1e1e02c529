// The text of --help, from the same tables that are read by.
#pragma once

#include "io/flags.h"

extern const Flag flags_help_flag;

void flags_help(const FlagsCommand *command);
