// "before-scene-18a3c5d2e4f60718-himmelblau.thalweg": the kind, when (nanoseconds, so that names
// have the order of time), and what it is.
#include "io/laid_by.h"

#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"
#include "io/homes.h"
#include "io/rescue.h"
#include "io/subject_file.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { NAME_MAX_BYTES = 128, TIME_DIGITS = 16, CALLED_MAX = 60 };

static const char *const kinds[] = {
    [SUBJECT_SCENE] = "before-scene-", [SUBJECT_LAB] = "before-lab-"
};
static_assert(COUNT(kinds) == SUBJECT_COUNT, "a name for each kind of subject");

void laid_by_finish(LaidBy *laid_by)
{
    for (int i = 0; i < laid_by->count; i++) {
        free(laid_by->paths[i]);
    }
    laid_by->count = 0;
}

// "himmelblau, 14:05", on other days with the day.
static void describe(const char *when, char label[LAID_BY_LABEL_MAX])
{
    char digits[TIME_DIGITS + 1] = "", shown[40] = "";
    strncpy(digits, when, TIME_DIGITS);
    const time_t then = (time_t)(strtoull(digits, NULL, 16) / 1000000000u), now = time(NULL);
    const char *name = when + TIME_DIGITS + 1;
    struct tm there, here;
    if (localtime_r(&then, &there) && localtime_r(&now, &here)) {
        const bool today = there.tm_yday == here.tm_yday && there.tm_year == here.tm_year;
        strftime(shown, sizeof shown, today ? "%H:%M" : "%Y-%m-%d %H:%M", &there);
    }
    const int length = (int)(strlen(name) - strlen(SUBJECT_FILE_ENDING));
    text_print(label, LAID_BY_LABEL_MAX, "%.*s, %s", length, name, shown);
}

static bool is_of(const char *name, SubjectKind kind)
{
    const size_t begin = strlen(kinds[kind]);
    return strncmp(name, kinds[kind], begin) == 0 &&
           strspn(name + begin, "0123456789abcdef") == TIME_DIGITS &&
           name[begin + TIME_DIGITS] == '-' &&
           strlen(name + begin) > TIME_DIGITS + 1 + strlen(SUBJECT_FILE_ENDING);
}

static int newest_first(const void *a, const void *b)
{
    return strcmp(*(const char *const *)b, *(const char *const *)a);
}

// The names of a kind's files there, newest first, in the folder's arena.
static const char **names_of(Folder *folder, const char *path, SubjectKind kind, int *count)
{
    folder_read(folder, path, SUBJECT_FILE_ENDING, false, NULL);
    const char **names = arena_alloc(&folder->arena, sizeof *names * (folder->entries.count + 1));
    *count = 0;
    for (size_t i = 0; i < folder->entries.count; i++) {
        const FolderEntry *entry = &folder->entries.items[i];
        if (!entry->folder && is_of(entry->name, kind)) {
            names[(*count)++] = entry->name;
        }
    }
    qsort(names, (size_t)*count, sizeof *names, newest_first);
    return names;
}

void laid_by_load(LaidBy *laid_by, SubjectKind kind)
{
    Folder folder = { .path = NULL };
    char *inside = home_path(HOME_STATE, "before");
    int count = 0;
    laid_by_finish(laid_by);
    if (inside) {
        char *path = folder_above(inside);
        const char **names = names_of(&folder, path, kind, &count);
        for (int i = 0; i < count && i < LAID_BY_MAX; i++) {
            laid_by->paths[i] = folder_path(path, names[i]);
            describe(names[i] + strlen(kinds[kind]), laid_by->labels[i]);
            laid_by->count++;
        }
        free(path);
        folder_finish(&folder);
    }
    free(inside);
}

static void drop_oldest(const char *path, SubjectKind kind)
{
    Folder folder = { .path = NULL };
    int count = 0;
    char *above = folder_above(path);
    const char **names = names_of(&folder, above, kind, &count);
    for (int i = LAID_BY_MAX; i < count; i++) {
        char *old = folder_path(above, names[i]);
        unlink(old);
        free(old);
    }
    free(above);
    folder_finish(&folder);
}

// A document's own name, or what it shows.
static void name_of(const Subject *subject, const char *document, char name[CALLED_MAX + 1])
{
    const char *called = document ? file_bare_name(document) : subject_file_name(subject);
    size_t length = strlen(called);
    const size_t ending = strlen(SUBJECT_FILE_ENDING);
    if (document && length > ending && subject_file_named(document)) {
        length -= ending;
    }
    length = utf8_fit(called, length, CALLED_MAX);
    memcpy(name, called, length);
    name[length] = '\0';
}

bool laid_by_add(const Subject *subject, const char *document, Error *err)
{
    struct timespec now;
    char name[NAME_MAX_BYTES], called[CALLED_MAX + 1];
    name_of(subject, document, called);
    clock_gettime(CLOCK_REALTIME, &now);
    const uint64_t ns = (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
    snprintf(name, sizeof name, "%s%016" PRIx64 "-%s%s", kinds[subject->kind], ns, called,
             SUBJECT_FILE_ENDING);
    char *path = home_path(HOME_STATE, name);
    const bool ok =
        !path || (home_make_folders(path, err) && rescue_write(path, subject, document, err));
    if (ok && path) {
        drop_oldest(path, subject->kind);
    }
    free(path);
    return ok;
}
