// What every row of every table of things begins with: how it is typed, how it is shown, where it
// comes from and which numbers it has. A table of such rows is a Registry (base/registry.h).
#pragma once

#include "base/param.h"
#include "base/words.h"

typedef struct Kind {
    const char *key;     // "adam": typed, never translated
    const char *name;    // N_("Adam"): shown; NULL: the key is all there is to read
    const char *about;   // N_("one sentence"); NULL: none
    const char *source;  // "Kingma & Ba 2015, algorithm 1"; NULL: none
    const Param *params; // its numbers, ends with key NULL; NULL: no row of its table has any
} Kind;

// The numbers of a row of a table with static storage: .params = PARAMS(LR(0.01), BETA). Where
// others have some, none is NO_PARAMS and not NULL, so that whoever goes over them need not ask.
#define PARAMS(...)                                                                                \
    (const Param[])                                                                                \
    {                                                                                              \
        __VA_ARGS__,                                                                               \
        {                                                                                          \
            .key = NULL                                                                            \
        }                                                                                          \
    }
#define NO_PARAMS                                                                                  \
    (const Param[])                                                                                \
    {                                                                                              \
        {                                                                                          \
            .key = NULL                                                                            \
        }                                                                                          \
    }
