// A cache folder of the process's own, for fuzzers that read files which bring data; it goes with
// the process.
#pragma once

#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char cache_folder[] = "/tmp/thalweg-fuzz-XXXXXX";

static inline void cache_remove(void)
{
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", cache_folder);
    (void)!system(command);
}

// A run can find thousands of data: they go now and then.
static inline void cache_use(void)
{
    static unsigned runs;
    if (runs == 0) {
        if (!mkdtemp(cache_folder) || setenv("XDG_CACHE_HOME", cache_folder, 1) != 0) {
            abort();
        }
        atexit(cache_remove);
    } else if (runs % 100000 == 0) {
        char command[64];
        snprintf(command, sizeof command, "rm -rf %s/*", cache_folder);
        (void)!system(command);
    }
    runs++;
}
