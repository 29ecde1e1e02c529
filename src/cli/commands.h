// The subcommands that need no picture: list, eval, trace.
#pragma once

#include "base/base.h"

typedef struct Command {
    const char *name;
    int (*run)(int argc, char **argv); // argv[0] is the command's name; returns the exit status
    const char *summary;
} Command;

extern const Command commands[]; // ends with name NULL

const Command *command_find(const char *name);
