// One row for each kind of folder.
#include "io/homes.h"

#include "base/words.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const struct {
    const char *variable, *below_home;
} homes[] = {
    [HOME_CONFIG] = { "XDG_CONFIG_HOME", "/.config" },
    [HOME_STATE] = { "XDG_STATE_HOME", "/.local/state" },
    [HOME_CACHE] = { "XDG_CACHE_HOME", "/.cache" },
    [HOME_DATA] = { "XDG_DATA_HOME", "/.local/share" },
};
static_assert(COUNT(homes) == HOME_COUNT, "a row for each kind of folder");

static const char *rooted(const char *variable)
{
    const char *path = getenv(variable);
    return path && path[0] == '/' ? path : NULL;
}

char *home_path(HomeKind kind, const char *name)
{
    const char *own = rooted(homes[kind].variable), *home = rooted("HOME");
    if (!own && !home) {
        return NULL;
    }
    const char *base = own ? own : home, *below = own ? "" : homes[kind].below_home;
    const size_t size = strlen(base) + strlen(below) + sizeof "/thalweg/" + strlen(name);
    char *path = memory_get(size);
    snprintf(path, size, "%s%s/thalweg/%s", base, below, name);
    return path;
}

bool home_make_folders(const char *path, Error *err)
{
    struct stat info;
    int reason = 0;
    bool there = true;
    const size_t size = strlen(path) + 1;
    char *folder = memory_get(size);
    for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        snprintf(folder, size, "%.*s", (int)(slash - path), path);
        reason = mkdir(folder, 0700) == 0 || errno == EEXIST ? reason : errno;
        there = stat(folder, &info) == 0 && S_ISDIR(info.st_mode);
    }
    if (!there) {
        fail(err, "no folder %s can be made: %s", folder, tr_reason(reason ? reason : ENOTDIR));
    }
    free(folder);
    return there;
}
