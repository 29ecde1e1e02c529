// The subcommands that need no picture: what each takes, and what it does. Their mains get the
// command's name as argv[0] and return the exit status.
#pragma once

#include "io/flags.h"

extern const FlagsCommand list_command, lessons_command, eval_command, trace_command, tune_command,
    train_command, histogram_command, diagnose_command, code_command;

int list_main(int argc, char **argv);
int lessons_main(int argc, char **argv);
int eval_main(int argc, char **argv);
int trace_main(int argc, char **argv);
int tune_main(int argc, char **argv);
int train_main(int argc, char **argv);
int histogram_main(int argc, char **argv);
int diagnose_main(int argc, char **argv);
int code_main(int argc, char **argv);
