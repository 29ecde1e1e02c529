// Devices and pipes are written in place: renaming a file over /dev/full would be a surprise. A
// link stays a link, and a file keeps its permissions.
#include "io/output.h"

#include "base/file.h"
#include "base/words.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool cannot_open(Error *err, const char *path)
{
    const int reason = errno;
    char shown[FILE_SHOWN_MAX + 1], where[FILE_SHOWN_MAX + 1];
    char *folder = file_folder(path);
    const bool no_folder = reason == ENOENT && access(folder, F_OK) != 0;
    const size_t length = strlen(folder);
    if (length > 1 && folder[length - 1] == '/') {
        folder[length - 1] = '\0';
    }
    file_shown(path, shown);
    file_shown(folder, where);
    free(folder);
    return no_folder ? fail_at(err, 0, "cannot write '%s': there is no folder '%s'", shown, where)
                     : fail_at(err, 0, "cannot write '%s': %s", shown, tr_reason(reason));
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

// What an interrupted program must not leave behind, where a file cannot be without a name. A
// signal knows no argument, so this one name is global; only its owner and the handler touch it.
static char *volatile unfinished;

static void throw_away(int signal_number)
{
    if (unfinished) {
        unlink(unfinished);
    }
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

static void guard(char *name)
{
    static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
    unfinished = name;
    for (size_t i = 0; i < COUNT(signals); i++) {
        struct sigaction now;
        if (sigaction(signals[i], NULL, &now) == 0 && now.sa_handler == SIG_DFL) {
            now = (struct sigaction){ .sa_handler = throw_away };
            sigaction(signals[i], &now, NULL);
        }
    }
}

// From here on the name is the user's, or gone.
static void unguard(const char *name)
{
    if (unfinished == name) {
        unfinished = NULL;
    }
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
    char *folder = file_folder(temporary);
    const bool can_name = access("/proc/self/fd", X_OK) == 0; // give_name() goes through it
    const int file = can_name ? open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600) : -1;
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
    if (file < 0) {
        file = mkstemp(output->temporary);
        if (file >= 0) {
            guard(output->temporary);
        }
    }
    output->out = file < 0 ? NULL : fdopen(file, "w+b");
    if (!output->out) {
        cannot_open(err, path);
        if (file >= 0) {
            close(file);
            if (!output->nameless) {
                unlink(output->temporary);
            }
        }
        unguard(output->temporary);
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
    if (!exists && errno != ENOENT) {
        return cannot_open(err, path);
    }
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
    output->path = file_target(path);
    if (!output->path || !file_replaceable(output->path)) {
        cannot_open(err, path);
        free(output->path);
        output->path = NULL;
        return false;
    }
    return open_beside(output, path, exists ? is.st_mode & 0777 : mode_of_new_files(), err);
}

static void forget(Output *output)
{
    unguard(output->temporary);
    free(output->temporary);
    free(output->path);
    *output = (Output){ 0 };
}

// A file that is mounted by itself cannot be replaced, but it can be written.
static bool write_in_place(const Output *output)
{
    struct stat is;
    return stat(output->path, &is) == 0 && S_ISREG(is.st_mode) &&
           file_copy_into(fileno(output->out), output->path);
}

// Puts the complete file in its place. What cannot be put there is kept under another name, which
// the message tells: it may have taken hours.
static bool put_in_place(Output *output, Error *err)
{
    const bool named = !output->nameless || give_name(output);
    if (named && rename(output->temporary, output->path) == 0) {
        return true;
    }
    const int reason = errno;
    if (write_in_place(output)) {
        if (named) {
            unlink(output->temporary);
        }
        return true;
    }
    if (!named) {
        return fail(err, "writing failed: %s", tr_reason(reason));
    }
    return fail(err, "%s; the result is in '%s'", tr_reason(reason), output->temporary);
}

bool output_close(Output *output, Error *err)
{
    errno = 0;
    const bool in_place = !output->temporary;
    bool written = fflush(output->out) == 0 && !ferror(output->out);
    // On the disk before it takes the place of what was there.
    written = written && (in_place || fsync(fileno(output->out)) == 0 || errno == EINVAL);
    if (!written) {
        fail(err, "writing failed: %s", errno ? tr_reason(errno) : tr("the output was cut short"));
        output_abandon(output);
        return false;
    }
    if (in_place) {
        const bool closed = output->out == stdout || fclose(output->out) == 0;
        forget(output);
        return closed || fail(err, "writing failed: %s", tr_reason(errno));
    }
    const bool put = put_in_place(output, err);
    fclose(output->out);
    forget(output);
    return put;
}

void output_abandon(Output *output)
{
    if (output->out && output->out != stdout) {
        fclose(output->out);
    }
    if (output->temporary && !output->nameless) {
        unlink(output->temporary);
    }
    forget(output);
}
