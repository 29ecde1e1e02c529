// The line leads; the list is read anew when it names another folder.
#include "app/shell/file_place.h"

#include "base/file.h"
#include "base/text.h"
#include "base/words.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static const char *rest_of(const FilePlace *place)
{
    return file_bare_name(place->text);
}

// The folder that the line names, to be freed.
static char *folder_named(const FilePlace *place)
{
    const size_t length = (size_t)(rest_of(place) - place->text);
    char *part = memory_get(length + 1);
    memcpy(part, place->text, length);
    char *path = folder_path(place->base, part);
    free(part);
    return path;
}

// The entry that was meant by the end of the line so far: of that name, or the first that begins
// so; -1: none.
static int meant(const FilePlace *place)
{
    const char *rest = rest_of(place);
    const int whole = folder_find(&place->folder, rest);
    for (size_t i = 0; whole < 0 && *rest && i < place->folder.entries.count; i++) {
        if (strncasecmp(place->folder.entries.items[i].name, rest, strlen(rest)) == 0) {
            return (int)i;
        }
    }
    return whole;
}

void file_place_follow(FilePlace *place)
{
    char *path = folder_named(place);
    const bool hidden = rest_of(place)[0] == '.';
    place->wrong = (Error){ .text = "" };
    if (!place->folder.path || strcmp(path, place->folder.path) != 0 || hidden != place->hidden) {
        place->hidden = hidden;
        folder_read(&place->folder, path, place->ending[0] ? place->ending : NULL, hidden,
                    &place->wrong);
    }
    free(path);
    place->at = meant(place);
    if (place->at < 0 && !place->saves && !place->text[0] && place->folder.entries.count > 0) {
        place->at = 0;
    }
    place->reveal = true;
}

void file_place_go(FilePlace *place, char *path)
{
    char *from = place->folder.path ? folder_path(place->folder.path, ".") : NULL;
    const char *rest = rest_of(place);
    memmove(place->text, rest, strlen(rest) + 1);
    place->text[0] = place->saves ? place->text[0] : '\0';
    free(place->base);
    place->base = path;
    file_place_follow(place);
    const int came = from ? folder_find(&place->folder, file_bare_name(from)) : -1;
    place->at = came >= 0 && !place->saves ? came : place->at;
    free(from);
}

void file_place_up(FilePlace *place)
{
    char *named = folder_named(place);
    file_place_go(place, folder_above(named));
    free(named);
}

void file_place_name(FilePlace *place, const char *name)
{
    const size_t kept = (size_t)(rest_of(place) - place->text);
    if (kept + strlen(name) < sizeof place->text) {
        memcpy(place->text + kept, name, strlen(name) + 1);
        place->wrong = (Error){ .text = "" };
    }
}

char *file_place_ending(const FilePlace *place, char *path)
{
    const size_t length = strlen(path), ending = strlen(place->ending);
    if (length >= ending && strcmp(path + length - ending, place->ending) == 0) {
        return path;
    }
    path = memory_grow(path, length + ending + 1);
    memcpy(path + length, place->ending, ending + 1);
    return path;
}

void file_place_end_so(FilePlace *place, const char *ending)
{
    const size_t length = strlen(place->text), old = strlen(place->ending);
    const bool had = length > old && strcmp(place->text + length - old, place->ending) == 0;
    const size_t bare = had ? length - old : length;
    text_print(place->ending, sizeof place->ending, "%s", ending);
    if (bare > 0) {
        text_print(place->text + bare, sizeof place->text - bare, "%s", ending);
    }
    folder_finish(&place->folder); // other files are to be listed
    file_place_follow(place);
}

// A file to be opened, maybe meant without its ending.
static bool is_there(FilePlace *place, char **path)
{
    if (access(*path, F_OK) == 0) {
        return true;
    }
    const int reason = errno;
    char *longer = file_place_ending(place, folder_path(*path, "."));
    if (access(longer, F_OK) == 0) {
        free(*path);
        *path = longer;
        return true;
    }
    free(longer);
    char shown[FILE_SHOWN_MAX + 1];
    file_shown(*path, shown);
    return fail(&place->wrong, "cannot open %s: %s", shown, tr_reason(reason));
}

static bool folder_is_there(FilePlace *place, const char *path)
{
    char *folder = folder_above(path), *around = folder_above(folder);
    const bool good = folder_is(folder) || fail(&place->wrong, "there is no folder %s", folder);
    free(place->missing);
    place->missing = good || !folder_is(around) ? NULL : folder_path(folder, ".");
    free(around);
    free(folder);
    return good;
}

// Blanks at the end of a new name are typed by mistake.
static void trim(FilePlace *place)
{
    size_t length = strlen(place->text);
    while (place->saves && length > 0 && place->text[length - 1] == ' ') {
        place->text[--length] = '\0';
    }
}

char *file_place_file(FilePlace *place)
{
    trim(place);
    const char *rest = rest_of(place);
    char *path = folder_path(place->base, place->text);
    bool good = false;
    place->wrong = (Error){ .text = "" };
    free(place->missing);
    place->missing = NULL;
    if (!place->text[0]) {
        fail(&place->wrong, "A name is missing");
    } else if (folder_is(path)) {
        place->text[0] = '\0';
        file_place_go(place, path);
        return NULL;
    } else if (!*rest || strcmp(rest, ".") == 0 || strcmp(rest, "..") == 0) {
        fail(&place->wrong, "there is no folder %s", path);
    } else if (place->saves) {
        path = file_place_ending(place, path);
        good = folder_is_there(place, path);
    } else {
        good = is_there(place, &path);
    }
    if (!good) {
        free(path);
        return NULL;
    }
    return path;
}

void file_place_begin(FilePlace *place, bool saves, const char *ending, const char *path,
                      const char *last)
{
    *place = (FilePlace){ .saves = saves, .at = -1 };
    text_print(place->ending, sizeof place->ending, "%s", ending ? ending : "");
    char *begun = last ? folder_path(last, ".") : folder_begin();
    char *whole = path ? folder_path(begun, path) : NULL;
    if (whole && folder_is(whole)) {
        place->base = folder_path(whole, ".");
    } else if (whole) {
        place->base = folder_above(whole);
        text_print(place->text, sizeof place->text, "%s", file_bare_name(whole));
    } else {
        place->base = folder_path(begun, ".");
    }
    free(begun);
    free(whole);
    file_place_follow(place);
    if (!saves) { // it is marked in the list
        place->text[0] = '\0';
    }
}

void file_place_finish(FilePlace *place)
{
    folder_finish(&place->folder);
    free(place->base);
    free(place->missing);
}
