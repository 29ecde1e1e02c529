// Read anew before each writing, so that several windows share one list.
#include "io/recent.h"

#include "base/file.h"
#include "io/homes.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_MAX = 65536, READ_MAX = 64 };

static const char file_name[] = "recent";

void recent_finish(Recent *recent)
{
    for (int i = 0; i < recent->count; i++) {
        free(recent->paths[i]);
    }
    recent->count = 0;
}

static bool is_there(const char *path)
{
    struct stat info;
    return path[0] == '/' && stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

static bool has(const Recent *recent, const char *path)
{
    for (int i = 0; i < recent->count; i++) {
        if (strcmp(recent->paths[i], path) == 0) {
            return true;
        }
    }
    return false;
}

// Behind those that it has already, as far as there is room.
static void append(Recent *recent, const char *path)
{
    if (recent->count < RECENT_MAX && is_there(path) && !has(recent, path)) {
        char *copy = strdup(path);
        assert(copy);
        recent->paths[recent->count++] = copy;
    }
}

static void append_file(Recent *recent)
{
    Arena arena = { 0 };
    char *path = home_path(HOME_CONFIG, file_name), *text = NULL;
    size_t length = 0;
    if (path && file_read(path, FILE_MAX, &arena, &text, &length, NULL)) {
        char *rest = NULL;
        char *line = strtok_r(text, "\n", &rest);
        for (int i = 0; line && i < READ_MAX; i++) {
            append(recent, line);
            line = strtok_r(NULL, "\n", &rest);
        }
    }
    free(path);
    arena_free(&arena);
}

void recent_load(Recent *recent)
{
    recent_finish(recent);
    append_file(recent);
}

static bool write(const Recent *recent, Error *err)
{
    char *path = home_path(HOME_CONFIG, file_name);
    if (!path) {
        return true; // without a home there is nowhere to remember it
    }
    size_t size = 1;
    for (int i = 0; i < recent->count; i++) {
        size += strlen(recent->paths[i]) + 1;
    }
    char *text = memory_get(size), *end = text;
    for (int i = 0; i < recent->count; i++) {
        end = stpcpy(end, recent->paths[i]);
        *end++ = '\n';
    }
    const bool ok =
        home_make_folders(path, err) && file_write(path, text, (size_t)(end - text), err);
    free(text);
    free(path);
    return ok;
}

bool recent_add(Recent *recent, const char *path, Error *err)
{
    recent_finish(recent);
    if (!strchr(path, '\n')) {
        append(recent, path);
    }
    append_file(recent);
    return write(recent, err);
}
