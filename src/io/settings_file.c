// The settings' file: where it is, read with a limit, written whole or not at all.
#include "base/file.h"
#include "base/words.h"
#include "io/homes.h"
#include "io/settings.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

// A hundred times what is needed, and little enough that libyaml, whose time can grow with the
// square of the length, has read any hostile file in a tenth of a second.
enum { FILE_MAX = 16384, PATH_SHOWN = 80 };

char *settings_path(void)
{
    return home_path(HOME_CONFIG, "settings.yaml");
}

static bool is_missing(const char *path)
{
    struct stat info;
    return stat(path, &info) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

// Of a long path its end, so that the reason still fits.
static bool fail_file(const char *path, const char *reason, Error *err)
{
    const size_t length = strlen(path);
    const bool cut = length > PATH_SHOWN;
    return fail(err, "%s%s: %s; the defaults are used", cut ? "..." : "",
                cut ? path + length - PATH_SHOWN : path, reason);
}

static bool load(const char *path, Settings *settings, Error *err)
{
    Arena arena = { 0 };
    Error reason = { .at = -1 };
    char *text = NULL;
    size_t length = 0;
    bool ok = file_read(path, FILE_MAX, &arena, &text, &length, err);
    if (ok && !settings_parse(text, length, settings, &reason)) {
        ok = fail_file(path, reason.text, err);
    }
    arena_free(&arena);
    return ok;
}

bool settings_load(Settings *settings, Error *err)
{
    settings_defaults(settings);
    char *path = settings_path();
    const bool ok = !path || is_missing(path) || load(path, settings, err);
    free(path);
    return ok;
}

static bool make_folders(const char *path, Error *err)
{
    Error why = { .text = "" };
    return home_make_folders(path, &why) ||
           fail(err, "the settings are not remembered: %s", why.text);
}

// A pipe would keep the program waiting for a reader.
static bool check_place(const char *path, Error *err)
{
    struct stat info;
    return stat(path, &info) != 0 || S_ISREG(info.st_mode) ||
           fail(err, "the settings are not remembered: %s is not a file", path);
}

// What could not be read was somebody's work: it stays beside the new file, with ".bad" behind its
// name.
static bool keep_unreadable(const char *path, Error *err)
{
    Settings ignored;
    if (is_missing(path) || load(path, &ignored, NULL)) {
        return true;
    }
    const size_t size = strlen(path) + sizeof ".bad";
    char *bad = memory_get(size);
    snprintf(bad, size, "%s.bad", path);
    const bool kept = rename(path, bad) == 0;
    free(bad);
    return kept || fail(err, "the settings are not remembered: %s cannot be kept beside them: %s",
                        path, tr_reason(errno));
}

bool settings_save(const Settings *settings, Error *err)
{
    Arena arena = { 0 };
    char *path = settings_path(), *text = NULL;
    size_t length = 0;
    const bool ok = !path || (settings_print(settings, &arena, &text, &length, err) &&
                              make_folders(path, err) && check_place(path, err) &&
                              keep_unreadable(path, err) && file_write(path, text, length, err));
    arena_free(&arena);
    free(path);
    return ok;
}
