// Loaded before the program: a file system that has no files without a name, as there are some.
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>

static int open_with(const char *symbol, const char *path, int flags, mode_t mode)
{
    int (*next)(const char *, int, ...);
    void *found = dlsym(RTLD_NEXT, symbol);
    memcpy(&next, &found, sizeof next); // ISO C has no cast from data to function
    if ((flags & O_TMPFILE) == O_TMPFILE) {
        errno = EOPNOTSUPP;
        return -1;
    }
    return next(path, flags, mode);
}

int open(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    const mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
    va_end(args);
    return open_with("open", path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    const mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
    va_end(args);
    return open_with("open64", path, flags, mode);
}

// What a program calls whose copies are checked.
int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags)
{
    return open_with("__open_2", path, flags, 0);
}
