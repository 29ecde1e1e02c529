// A file's name is the checksum of what is in it, with a number behind it where another text had
// the same; what is there is compared, never trusted.
#include "io/data_cache.h"

#include "base/arena.h"
#include "base/file.h"
#include "io/homes.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SAME_NAME_MAX = 100 };

static char *folder_path(void)
{
    return home_path(HOME_CACHE, "data");
}

bool data_cache_holds(const char *path)
{
    char *folder = folder_path();
    const size_t length = folder ? strlen(folder) : 0;
    const bool holds = folder && strncmp(path, folder, length) == 0 && path[length] == '/' &&
                       !strchr(path + length + 1, '/');
    free(folder);
    return holds;
}

// FNV-1a of 64 bits, http://www.isthe.com/chongo/tech/comp/fnv/.
static uint64_t sum_of(const char *text, size_t length)
{
    uint64_t sum = 0xcbf29ce484222325;
    for (size_t i = 0; i < length; i++) {
        sum = (sum ^ (unsigned char)text[i]) * 0x100000001b3;
    }
    return sum;
}

static bool is_same(const char *path, const char *text, size_t length)
{
    Arena arena = { 0 };
    char *there;
    size_t bytes;
    const bool same = file_read(path, DATA_CACHE_FILE_MAX, &arena, &there, &bytes, NULL) &&
                      bytes == length && memcmp(there, text, length) == 0;
    arena_free(&arena);
    return same;
}

static bool put(const char *folder, const char *text, size_t length, char *out, size_t size,
                Error *err)
{
    const unsigned long long sum = sum_of(text, length);
    for (int i = 0; i < SAME_NAME_MAX; i++) {
        char number[16] = "";
        if (i > 0) {
            snprintf(number, sizeof number, "-%d", i);
        }
        const int used = snprintf(out, size, "%s/%016llx%s.csv", folder, sum, number);
        if (used < 0 || (size_t)used >= size) {
            return fail(err,
                        "the data that came with it cannot be kept: the path of %s is too "
                        "long",
                        folder);
        }
        if (is_same(out, text, length)) {
            return true;
        }
        if (access(out, F_OK) != 0) {
            return file_write(out, text, length, err);
        }
    }
    return fail(err, "the data that came with it cannot be kept in %s", folder);
}

bool data_cache_put(const char *text, size_t length, char *out, size_t size, Error *err)
{
    if (length > DATA_CACHE_FILE_MAX) {
        return fail_at(err, 0, "the data that came with it have more than %d bytes",
                       DATA_CACHE_FILE_MAX);
    }
    char *folder = folder_path();
    if (!folder) {
        return fail(err, "the data that came with it cannot be kept: there is no $HOME");
    }
    char *inside = home_path(HOME_CACHE, "data/any"); // the folder itself is to be made, too
    Error why = { .at = -1 };
    const bool done = home_make_folders(inside, &why)
                          ? put(folder, text, length, out, size, err)
                          : fail(err, "the data that came with it cannot be kept: %s", why.text);
    free(inside);
    free(folder);
    return done;
}
