// Devices and pipes are written in place: renaming a file over /dev/full would be a surprise. A
// link stays a link, and a file keeps its permissions.
#include "io/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
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

#ifdef O_TMPFILE
// A file in the folder of `temporary` that has no name; -1 where the file system has no such thing.
static int open_nameless(const char *temporary)
{
    const char *slash = strrchr(temporary, '/');
    char *folder = slash ? strndup(temporary, (size_t)(slash - temporary) + 1) : strdup(".");
    const bool can_name = access("/proc/self/fd", X_OK) == 0; // give_name() goes through it
    const int file = folder && can_name ? open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600) : -1;
    free(folder);
    return file;
}

// Gives it the first name that is free.
static bool give_name(Output *output)
{
    char file[64];
    char *letters = output->temporary + strlen(output->temporary) - strlen("XXXXXX");
    snprintf(file, sizeof file, "/proc/self/fd/%d", fileno(output->out));
    for (unsigned i = 0; i < 1000; i++) {
        char name[16];
        snprintf(name, sizeof name, "%06u", ((unsigned)getpid() * 1000 + i) % 1000000);
        memcpy(letters, name, strlen("XXXXXX"));
        if (linkat(AT_FDCWD, file, AT_FDCWD, output->temporary, AT_SYMLINK_FOLLOW) == 0) {
            output->nameless = false;
            return true;
        }
        if (errno != EEXIST) {
            break;
        }
    }
    return false;
}
#else
static int open_nameless(const char *temporary)
{
    (void)temporary;
    return -1;
}

static bool give_name(Output *output)
{
    (void)output;
    return false;
}
#endif

static bool open_beside(Output *output, const char *path, mode_t mode, Error *err)
{
    output->temporary = temporary_beside(output->path);
    int file = open_nameless(output->temporary);
    output->nameless = file >= 0;
    file = file >= 0 ? file : mkstemp(output->temporary);
    output->out = file < 0 ? NULL : fdopen(file, "wb");
    if (!output->out) {
        cannot_open(err, path);
        if (file >= 0) {
            close(file);
            if (!output->nameless) {
                unlink(output->temporary);
            }
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
    if (output->nameless && !give_name(output)) {
        fail(err, "writing failed: %s", strerror(errno));
        output_abandon(output);
        return false;
    }
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
    if (output->temporary && !output->nameless) {
        unlink(output->temporary);
    }
    free(output->temporary);
    free(output->path);
    *output = (Output){ 0 };
}
