// Devices and pipes are written in place: renaming a file over /dev/full would be a surprise. A
// link stays a link, and a file keeps its permissions.
#include "io/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool cannot_open(Error *err, const char *path)
{
    const int reason = errno;
    const char *slash = strrchr(path, '/');
    if (reason == ENOENT && slash && slash != path) {
        return fail_at(err, 0, "cannot write '%s': there is no folder '%.*s'", path,
                       (int)(slash - path), path);
    }
    return fail_at(err, 0, "cannot write '%s': %s", path, strerror(reason));
}

// The hidden name mkstemp() fills in, in the folder of `path`.
static char *temporary_beside(const char *path)
{
    static const char name[] = ".thalweg-XXXXXX";
    const char *slash = strrchr(path, '/');
    const size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
    char *temporary = memory_get(folder + sizeof name);
    memcpy(temporary, path, folder);
    memcpy(temporary + folder, name, sizeof name);
    return temporary;
}

static mode_t mode_of_new_files(void)
{
    const mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static bool open_beside(Output *output, const char *path, mode_t mode, Error *err)
{
    output->temporary = temporary_beside(output->path);
    const int file = mkstemp(output->temporary);
    output->out = file < 0 ? NULL : fdopen(file, "wb");
    if (!output->out) {
        cannot_open(err, path);
        if (file >= 0) {
            close(file);
            unlink(output->temporary);
        }
        free(output->temporary);
        free(output->path);
        *output = (Output){ 0 };
        return false;
    }
    (void)fchmod(file, mode); // a file system without permissions is no reason to fail
    return true;
}

bool output_open(Output *output, const char *path, Error *err)
{
    *output = (Output){ 0 };
    if (!path) {
        output->out = stdout;
        return true;
    }
    if (!*path) {
        return fail_at(err, 0, "the name of the file to write is empty");
    }
    struct stat is;
    const bool exists = stat(path, &is) == 0;
    if (exists && S_ISDIR(is.st_mode)) {
        return fail_at(err, 0, "'%s' is a folder: give the name of a file", path);
    }
    if (exists && access(path, W_OK) != 0) {
        return cannot_open(err, path);
    }
    if (exists && !S_ISREG(is.st_mode)) {
        output->out = fopen(path, "wb");
        return output->out || cannot_open(err, path);
    }
    output->path = exists ? realpath(path, NULL) : strdup(path);
    if (!output->path) {
        return cannot_open(err, path);
    }
    return open_beside(output, path, exists ? is.st_mode & 0777 : mode_of_new_files(), err);
}

bool output_close(Output *output, Error *err)
{
    errno = 0;
    const bool written = fflush(output->out) == 0 && !ferror(output->out);
    if (!written) {
        fail(err, "writing failed: %s", errno ? strerror(errno) : "the output was cut short");
        output_abandon(output);
        return false;
    }
    const bool in_place = !output->temporary;
    const bool closed = output->out == stdout || fclose(output->out) == 0;
    output->out = NULL;
    if (!closed || (!in_place && rename(output->temporary, output->path) != 0)) {
        fail(err, "writing failed: %s", strerror(errno));
        output_abandon(output);
        return false;
    }
    free(output->temporary);
    free(output->path);
    *output = (Output){ 0 };
    return true;
}

void output_abandon(Output *output)
{
    if (output->out && output->out != stdout) {
        fclose(output->out);
    }
    if (output->temporary) {
        unlink(output->temporary);
    }
    free(output->temporary);
    free(output->path);
    *output = (Output){ 0 };
}
