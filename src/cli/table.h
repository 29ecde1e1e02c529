// What the commands that write a table have in common: where it goes, and the lab that some train
// for it.
#pragma once

#include "base/words.h"
#include "io/flags.h"
#include "sim/train/lab.h"

// What such a command was told begins with the path of its table; NULL: stdout.
bool table_take_output(void *context, const char *value, Error *err);
#define TABLE_OUTPUT                                                                               \
    {                                                                                              \
        "output", 'o', "FILE", N_("the file to write (- for standard output)"),                    \
            .take = table_take_output                                                              \
    }
// The number of a flag; its row's key is "--bins".
bool table_take_number(const Param *row, const char *value, double *number, Error *err);
// In Error.at: the flags ask for what the lab, or they themselves, do not allow.
enum { TABLE_REFUSED = -2 };
// The exit status of a command whose table was written, or not: then it says why.
int table_status(const FlagsCommand *command, bool written, const char *path, const Error *err);

// Trains the lab as the command wishes and writes the table. False: err->at is 0 when the path is
// at fault, TABLE_REFUSED when flags are.
typedef bool TableOfLab(const void *typed, const TypedSubject *flags, Lab *lab, Error *err);
// The main of a command that takes lab flags and writes a table; `typed` are its own flags.
int table_of_lab(const FlagsCommand *command, int argc, char **argv, void *typed,
                 TableOfLab *write);
// lab_keep_best(), if the flag asks for it; refused as a TableOfLab refuses.
bool table_keep_best(Lab *lab, bool asked, Error *err);
// Which networks are lost, on stderr.
void table_tell_lost(const FlagsCommand *command, const Lab *lab);
