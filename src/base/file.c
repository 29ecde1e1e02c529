// Files whole: read into an arena, written beside and renamed. And the clock.
#include "base/file.h"

#include "base/utf8.h"
#include "base/words.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

// The file's size, once it is known to be one that can be read whole.
static bool file_size(int fd, const char *path, size_t limit, size_t *size, Error *err)
{
    struct stat info;
    if (fstat(fd, &info) != 0) {
        return fail(err, "cannot read %s: %s", path, tr_reason(errno));
    }
    if (!S_ISREG(info.st_mode)) {
        return fail(err,
                    S_ISDIR(info.st_mode) ? N_("%s is a folder, not a file")
                                          : N_("%s is a device or pipe, not a file"),
                    path);
    }
    if ((uintmax_t)info.st_size > limit) {
        return fail(err, "%s has %jd bytes; at most %zu can be read", path, (intmax_t)info.st_size,
                    limit);
    }
    *size = (size_t)info.st_size;
    return true;
}

static bool read_all(int fd, const char *path, size_t limit, Arena *arena, char **text,
                     size_t *length, Error *err)
{
    size_t size = 0;
    if (!file_size(fd, path, limit, &size, err)) {
        return false;
    }
    char *bytes = arena_alloc(arena, size + 1);
    size_t done = 0;
    while (done < size) {
        const ssize_t got = read(fd, bytes + done, size - done);
        if (got < 0 && errno != EINTR) {
            return fail(err, "cannot read %s: %s", path, tr_reason(errno));
        }
        if (got == 0) {
            break; // became shorter meanwhile
        }
        done += got > 0 ? (size_t)got : 0;
    }
    bytes[done] = '\0';
    *text = bytes;
    *length = done;
    return true;
}

bool file_read(const char *path, size_t limit, Arena *arena, char **text, size_t *length,
               Error *err)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); // a pipe must not keep us waiting
    if (fd < 0) {
        return fail(err, "cannot open %s: %s", path, tr_reason(errno));
    }
    const bool ok = read_all(fd, path, limit, arena, text, length, err);
    close(fd);
    return ok;
}

static bool write_all(int fd, const char *bytes, size_t length)
{
    size_t done = 0;
    while (done < length) {
        const ssize_t put = write(fd, bytes + done, length - done);
        if (put < 0 && errno != EINTR) {
            return false;
        }
        done += put > 0 ? (size_t)put : 0;
    }
    return true;
}

// A device or pipe cannot be replaced by a complete file: the bytes go straight into it.
static bool write_through(const char *path, const void *bytes, size_t length, Error *err)
{
    const int fd = open(path, O_WRONLY | O_CLOEXEC);
    const bool ok = fd >= 0 && write_all(fd, bytes, length);
    const int reason = errno;
    if (fd >= 0) {
        close(fd);
    }
    return ok || fail(err, "cannot write %s: %s", path, tr_reason(reason));
}

// Opens a new file beside the target; its name goes to `beside`.
static int open_beside(const char *target, char *beside, size_t size, mode_t mode)
{
    int fd = -1;
    for (int i = 0; i < 100 && fd < 0; i++) {
        snprintf(beside, size, "%s.%ld-%d.part", target, (long)getpid(), i);
        fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (fd < 0 && errno != EEXIST) {
            break;
        }
    }
    return fd;
}

// The permissions are the old file's, or for a new one those the user's umask leaves.
static bool write_beside(const char *target, const struct stat *old, const void *bytes,
                         size_t length)
{
    const size_t size = strlen(target) + 48;
    char *beside = memory_get(size);
    const int fd = open_beside(target, beside, size, 0666);
    bool ok = fd >= 0;
    if (ok) {
        ok = (!old || fchmod(fd, old->st_mode & 07777) == 0) && write_all(fd, bytes, length) &&
             fsync(fd) == 0;
        int reason = errno;
        if (close(fd) != 0 && ok) {
            ok = false;
            reason = errno;
        }
        errno = reason;
        if (!ok || rename(beside, target) != 0) {
            reason = errno;
            unlink(beside);
            errno = reason;
            ok = false;
        }
    }
    const int reason = errno;
    free(beside);
    errno = reason;
    return ok;
}

// The link's own text, or NULL.
static char *link_text(const char *path)
{
    char text[4096];
    const ssize_t length = readlink(path, text, sizeof text - 1);
    if (length < 0) {
        return NULL;
    }
    text[length] = '\0';
    const char *slash = text[0] == '/' ? NULL : strrchr(path, '/');
    const size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
    char *target = memory_get(folder + (size_t)length + 1);
    memcpy(target, path, folder);
    memcpy(target + folder, text, (size_t)length + 1);
    return target;
}

void file_shown(const char *path, char shown[FILE_SHOWN_MAX + 1])
{
    enum { HEAD = 20, TAIL = FILE_SHOWN_MAX - HEAD - 3 };
    const size_t length = strlen(path);
    if (length <= FILE_SHOWN_MAX) {
        memcpy(shown, path, length + 1);
        return;
    }
    const size_t head = utf8_fit(path, length, HEAD);
    const char *tail = path + length - TAIL;
    while (((unsigned char)*tail & 0xC0) == 0x80) {
        tail++;
    }
    memcpy(shown, path, head);
    memcpy(shown + head, "…", 3);
    memcpy(shown + head + 3, tail, strlen(tail) + 1);
}

char *file_target(const char *path)
{
    enum { LINKS_MAX = 40 }; // as the system's own limit
    char *at = memory_get(strlen(path) + 1);
    memcpy(at, path, strlen(path) + 1);
    for (int i = 0; i < LINKS_MAX; i++) {
        struct stat info;
        const bool there = lstat(at, &info) == 0;
        if (!there && errno != ENOENT) {
            break;
        }
        char *next = there && S_ISLNK(info.st_mode) ? link_text(at) : NULL;
        if (!next) {
            return at;
        }
        free(at);
        at = next;
        errno = ELOOP;
    }
    const int reason = errno;
    free(at);
    errno = reason;
    return NULL;
}

const char *file_bare_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

char *file_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    const size_t length = slash ? (size_t)(slash - path) + 1 : 1;
    char *folder = memory_get(length + 1);
    memcpy(folder, slash ? path : ".", length);
    folder[length] = '\0';
    return folder;
}

// In a folder such as /tmp only the owner of a file, or of the folder, may replace it.
bool file_replaceable(const char *path)
{
    struct stat file, folder;
    char *parent = file_folder(path);
    const bool known = stat(parent, &folder) == 0;
    free(parent);
    if (lstat(path, &file) != 0) {
        return errno == ENOENT;
    }
    const uid_t me = geteuid();
    if (known && folder.st_mode & S_ISVTX && me != 0 && me != file.st_uid && me != folder.st_uid) {
        errno = EPERM;
        return false;
    }
    return true;
}

bool file_copy_into(int from, const char *path)
{
    char bytes[1 << 16];
    const int to = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);
    bool ok = to >= 0 && lseek(from, 0, SEEK_SET) == 0;
    while (ok) {
        const ssize_t got = read(from, bytes, sizeof bytes);
        if (got == 0) {
            break;
        }
        ok = got > 0 ? write_all(to, bytes, (size_t)got) : errno == EINTR;
    }
    ok = ok && (fsync(to) == 0 || errno == EINVAL);
    const int reason = errno;
    if (to >= 0) {
        close(to);
    }
    errno = reason;
    return ok;
}

bool file_write(const char *path, const void *bytes, size_t length, Error *err)
{
    struct stat info;
    const bool exists = stat(path, &info) == 0;
    if (exists && S_ISDIR(info.st_mode)) {
        return fail(err, "cannot write %s: it is a folder", path);
    }
    if (exists && !S_ISREG(info.st_mode)) {
        return write_through(path, bytes, length, err);
    }
    char *target = file_target(path);
    const bool ok = target && write_beside(target, exists ? &info : NULL, bytes, length);
    const int reason = errno;
    free(target);
    return ok || fail(err, "cannot write %s: %s", path, tr_reason(reason));
}

double clock_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}
