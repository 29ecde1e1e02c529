// A flag of the command line: what --help, the man page and completion tell of it.
#pragma once

#include "base/registry.h"

typedef struct SettingTable SettingTable; // base/setting.h

// How a flag's value is taken; context is the command's own. Returns false with the error filled.
typedef bool FlagTake(void *context, const char *value, Error *err);

typedef struct Flag {
    const char *name;  // "optimizer", without the dashes
    char letter;       // 'o', or 0
    const char *value; // "X,Y": what follows, for the help; NULL for a switch. After "FILE" or
                       // "FILE.png" shells complete names of (such) files
    const char *help;  // N_(), lines split by \n
    FlagTake *take;    // called in the order typed; NULL: the flag is a Setting's, which says how
    bool many;         // may be given more than once
    const Registry *choices; // what the value can be, where it is a "SPEC" with numbers behind it;
                             // NULL: anything, or what the setting can be
    const SettingTable *words; // of a value that is words "key=value", one behind the other
    const char *once; // N_(): said when it is given again and only subjects of another kind have it
                      // many times; NULL: none has
    bool filed;       // a key of scene files alone: it is no flag of the command line
} Flag;
