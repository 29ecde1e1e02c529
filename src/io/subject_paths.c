// Only a lab's data have paths. They are looked at before anything is opened, so that a code from a
// stranger opens nothing.
#include "io/subject_paths.h"

#include "base/file.h"
#include "base/text.h"
#include "base/words.h"
#include "io/data_cache.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const data_flag = "data";

// Takes the value that came with the file out of what is given; NULL: there is none.
static const char *take_data(SubjectSource *source)
{
    for (size_t i = 0; i < source->given.count; i++) {
        if (strcmp(source->places.items[i].key, SUBJECT_DATA_KEY) == 0) {
            return source->given.items[i].value;
        }
    }
    return NULL;
}

static Given *find_data(SubjectSource *source)
{
    for (size_t i = 0; i < source->given.count; i++) {
        if (strcmp(source->places.items[i].key, data_flag) == 0) {
            return &source->given.items[i];
        }
    }
    return NULL;
}

// path [DATA_PATH_MAX] below the folder.
static bool join(char *path, const char *folder, FlagsError *wrong)
{
    char joined[DATA_PATH_MAX];
    if (path[0] == '/' || !path[0] || strcmp(folder, ".") == 0) {
        return true;
    }
    const char *slash = folder[strlen(folder) - 1] == '/' ? "" : "/";
    const int length = snprintf(joined, sizeof joined, "%s%s%s", folder, slash, path);
    if (length < 0 || (size_t)length >= sizeof joined) {
        return fail_at(&wrong->error, 0, "the path of '%.60s' from this folder is too long", path);
    }
    memcpy(path, joined, (size_t)length + 1);
    return true;
}

bool subject_paths_from(SubjectSource *source, const char *folder, Arena *arena, FlagsError *wrong)
{
    const char *brought = take_data(source);
    Given *given = find_data(source);
    DataSpec data;
    Error ignored;
    if (!given) {
        wrong->typed = brought;
        return !brought || fail_at(&wrong->error, 0,
                                   "'csv' belongs to data that it is the file "
                                   "of: 'data: csv file=points.csv'");
    }
    wrong->typed = given->value;
    if (!data_spec_parse(&data, given->value, &ignored)) {
        return true; // the flag will say why
    }
    if (brought && data.kind != DATA_CSV) {
        wrong->typed = brought;
        return fail_at(&wrong->error, 0,
                       "'csv' belongs to data that it is the file of: "
                       "'data: csv file=points.csv'");
    }
    for (int i = 0; i < DATA_FILES_MAX && data.files[i][0]; i++) {
        if (brought) {
            const char *at = brought;
            if (!data_cache_put(at, strlen(at), data.files[i], DATA_PATH_MAX, &wrong->error)) {
                wrong->typed = brought;
                return false;
            }
        } else if (!folder) {
            return fail_at(&wrong->error, 0, "a code names no files; it brings its data with it");
        } else if (!join(data.files[i], folder, wrong)) {
            return false;
        }
    }
    if (data.files[0][0]) {
        char *text = arena_alloc(arena, DATA_TEXT_MAX);
        data_spec_write(&data, text, DATA_TEXT_MAX);
        given->value = text;
    }
    return true;
}

// A path from the root without links, of what may not be there yet; in the arena.
static const char *whole_path(const char *path, Arena *arena)
{
    char *folder = file_folder(path), *real = realpath(folder, NULL);
    const char *name = file_bare_name(path);
    const char *root = real ? real : folder;
    char here[PATH_MAX] = "";
    if (root[0] != '/' && !getcwd(here, sizeof here)) {
        here[0] = '\0';
    }
    const size_t size = strlen(here) + strlen(root) + strlen(name) + 3;
    char *whole = arena_alloc(arena, size);
    snprintf(whole, size, "%s%s%s/%s", here, *here ? "/" : "", strcmp(root, "/") == 0 ? "" : root,
             name);
    free(real);
    free(folder);
    return whole;
}

// path [DATA_PATH_MAX] as it is written in a file of this folder.
static bool leave(char *path, const char *folder, Arena *arena, Error *err)
{
    const char *whole = whole_path(path, arena);
    char *real = realpath(*folder ? folder : "/", NULL);
    const size_t length = real && strcmp(real, "/") != 0 ? strlen(real) : 0;
    if (length && strncmp(whole, real, length) == 0 && whole[length] == '/') {
        whole += length + 1;
    }
    free(real);
    const size_t bytes = strlen(whole);
    if (bytes >= DATA_PATH_MAX) {
        return fail(err, "the path of its data is too long: %.200s", path);
    }
    memcpy(path, whole, bytes + 1);
    return true;
}

// The text of a file of data that goes with the subject.
static const char *bring(const char *path, Arena *arena, Error *err)
{
    char *text;
    size_t length;
    Error reason;
    if (!file_read(path, DATA_CACHE_FILE_MAX, arena, &text, &length, &reason)) {
        fail(err, "its data cannot go with it: %s", reason.text);
        return NULL;
    }
    for (size_t at = 0; at < length;) {
        const size_t before = at;
        const uint32_t code = utf8_next(text, length, &at);
        if ((code == 0xfffd && at - before == 1) || code == 0) {
            fail(err, "its data cannot go with it: %s has bytes that are no UTF-8", path);
            return NULL;
        }
    }
    return text;
}

// Of data that painted points stand instead of what still holds is their share and their seed.
static void leave_data(DataSpec *spec)
{
    const DataSpec file = *spec;
    data_spec_defaults(spec, DATA_CANVAS);
    spec->params.train = file.params.train;
    for (const Setting *row = data_common; row->param.key; row++) {
        row->type->copy(row, spec, &file);
    }
}

bool subject_paths_to(Subject *subject, const char *folder, Arena *arena, const char **data,
                      Error *err)
{
    DataSpec *spec = &subject->lab.data;
    *data = NULL;
    if (subject->kind != SUBJECT_LAB) {
        return true;
    }
    if (!folder && subject->past.painted && data_rows[spec->kind].files) {
        leave_data(spec);
    }
    for (int i = 0; i < DATA_FILES_MAX && data_rows[spec->kind].files && spec->files[i][0]; i++) {
        if (!folder || data_cache_holds(spec->files[i])) {
            if (spec->kind != DATA_CSV) {
                return fail(err, "pictures are too large to go with it");
            }
            *data = bring(spec->files[i], arena, err);
            if (!*data) {
                return false;
            }
            char name[DATA_PATH_MAX];
            text_print(name, sizeof name, "%s", file_bare_name(spec->files[i]));
            memcpy(spec->files[i], name, sizeof name);
        } else if (!leave(spec->files[i], folder, arena, err)) {
            return false;
        }
    }
    return true;
}
