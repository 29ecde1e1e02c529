// Texts are read and written by subject_source; here are files.
#include "io/subject_file.h"

#include "base/file.h"
#include "base/text.h"
#include "base/words.h"
#include "io/output.h"
#include "io/subject_source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool subject_file_named(const char *path)
{
    const size_t length = strlen(path), ending = strlen(SUBJECT_FILE_ENDING);
    return length > ending && strcmp(path + length - ending, SUBJECT_FILE_ENDING) == 0;
}

bool subject_file_parse(Subject *subject, const char *text, size_t length, const char *folder,
                        Error *err)
{
    Arena arena = { 0 };
    SubjectSource source;
    const bool good = subject_source_read(&source, text, length, folder, &arena, err) &&
                      subject_source_apply(&source, subject, err);
    subject_source_finish(&source);
    arena_free(&arena);
    return good;
}

bool subject_file_load(const char *path, Subject *subject, Error *err)
{
    Arena arena = { 0 };
    Error reason = { .at = -1 };
    char *text, *folder = file_folder(path);
    size_t length;
    bool good = file_read(path, SUBJECT_FILE_MAX, &arena, &text, &length, err);
    if (good && !subject_file_parse(subject, text, length, folder, &reason)) {
        good = fail_at(err, reason.at, "%s, %s", file_bare_name(path), reason.text);
    }
    free(folder);
    arena_free(&arena);
    return good;
}

bool subject_file_write(const Subject *subject, const char *folder, Arena *arena, char **text,
                        size_t *length, Error *err)
{
    return subject_source_write(subject, folder, arena, text, length, err) &&
           (*length <= SUBJECT_FILE_MAX ||
            fail(err, "the file would have more than %d bytes", SUBJECT_FILE_MAX));
}

bool subject_file_save(const char *path, const Subject *subject, Error *err)
{
    Arena arena = { 0 };
    Output output;
    char *text, *folder = file_folder(path);
    size_t length;
    bool good = subject_file_write(subject, folder, &arena, &text, &length, err) &&
                output_open(&output, path, err);
    if (good) {
        fwrite(text, 1, length, output.out);
        good = output_close(&output, err);
    }
    free(folder);
    arena_free(&arena);
    return good;
}
