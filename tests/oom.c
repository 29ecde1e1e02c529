// Loaded before the program: the OOM_AT-th allocation finds no memory; with OOM_COUNT the number of
// allocations is written to descriptor 9 at the end.
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_int started; // before main() libraries set themselves up: not ours to mend
static atomic_long count;
static long fails_at = -1;

// glibc's own, by the names it keeps for those who replace malloc.
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count_of, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static int fails(void)
{
    if (!atomic_load(&started)) {
        return 0;
    }
    if (fails_at < 0) {
        const char *at = getenv("OOM_AT");
        fails_at = at ? atol(at) : 0;
    }
    if (atomic_fetch_add(&count, 1) + 1 != fails_at) {
        return 0;
    }
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count_of, size_t size)
{
    return fails() ? NULL : __libc_calloc(count_of, size);
}

void *realloc(void *memory, size_t size)
{
    return fails() ? NULL : __libc_realloc(memory, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return fails() ? NULL : __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
    if (fails()) {
        return ENOMEM;
    }
    *memory = __libc_memalign(alignment, size);
    return *memory ? 0 : ENOMEM;
}

typedef int Main(int argc, char **argv, char **environment);
static Main *program;

static int begin(int argc, char **argv, char **environment)
{
    atomic_store(&started, 1);
    return program(argc, argv, environment);
}

int __libc_start_main(Main *entry, int argc, char **argv, void (*init)(void), void (*fini)(void),
                      void (*rtld_fini)(void), void *stack);
int __libc_start_main(Main *entry, int argc, char **argv, void (*init)(void), void (*fini)(void),
                      void (*rtld_fini)(void), void *stack)
{
    int (*next)(Main *, int, char **, void (*)(void), void (*)(void), void (*)(void), void *);
    void *found = dlsym(RTLD_NEXT, "__libc_start_main");
    memcpy(&next, &found, sizeof next);
    program = entry;
    return next(begin, argc, argv, init, fini, rtld_fini, stack);
}

__attribute__((destructor)) static void tell(void)
{
    char text[32];
    if (getenv("OOM_COUNT")) {
        const int length = snprintf(text, sizeof text, "%ld\n", atomic_load(&count));
        if (write(9, text, (size_t)length) != length) {
            _exit(3);
        }
    }
}
