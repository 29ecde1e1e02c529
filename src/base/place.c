// Beside the executable, wherever the whole was put.
#include "base/place.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void place_beside_program(char *out, size_t size, const char *path)
{
    char program[PATH_MAX];
    const ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    program[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(program, '/');
    out[0] = '\0';
    if (!slash) {
        return;
    }
    *slash = '\0';
    const int written = snprintf(out, size, "%s/%s", program, path);
    if (written < 0 || (size_t)written >= size) {
        out[0] = '\0';
    }
}
