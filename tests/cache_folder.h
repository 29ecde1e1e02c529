// A folder of the test's own, which is the current one and that of embedded data.
#pragma once

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[] = "/tmp/thalweg-test-XXXXXX";

static inline void enter_folder(void)
{
    cr_assert(mkdtemp(folder) && chdir(folder) == 0);
    setenv("XDG_CACHE_HOME", folder, true);
}

static inline void leave_folder(void)
{
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    cr_expect_eq(system(command), 0);
}
