// Files are the same where they lie in one place, by whatever names; those that are not there yet
// where the same name is meant.
#include "io/overwrite.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool overwrite_same(const char *a, const char *b)
{
    struct stat is, other;
    if (!a || !b || !*a || !*b) {
        return false;
    }
    const bool there = stat(a, &is) == 0, other_there = stat(b, &other) == 0;
    if (there || other_there) {
        return there && other_there && S_ISREG(is.st_mode) && is.st_dev == other.st_dev &&
               is.st_ino == other.st_ino;
    }
    char *meant = file_target(a), *other_meant = file_target(b);
    char *folder = meant ? file_folder(meant) : NULL;
    char *other_folder = other_meant ? file_folder(other_meant) : NULL;
    const bool same = folder && other_folder &&
                      strcmp(file_bare_name(meant), file_bare_name(other_meant)) == 0 &&
                      stat(folder, &is) == 0 && stat(other_folder, &other) == 0 &&
                      is.st_dev == other.st_dev && is.st_ino == other.st_ino;
    free(folder);
    free(other_folder);
    free(meant);
    free(other_meant);
    return same;
}

bool overwrite_check(const TypedSubject *flags, const char *path, Error *err)
{
    const Subject *subject = &flags->subject;
    bool is_read = overwrite_same(path, flags->file) || overwrite_same(path, flags->lesson);
    for (int i = 0; i < DATA_FILES_MAX && subject->kind == SUBJECT_LAB; i++) {
        is_read = is_read || overwrite_same(path, subject->lab.data.files[i]);
    }
    if (subject->kind == SUBJECT_SCENE) {
        is_read = is_read || overwrite_same(path, subject->scene.fit.file);
    }
    return !is_read ||
           fail_at(err, 0, "'%.200s' is read here and would be lost; write to another file", path);
}
