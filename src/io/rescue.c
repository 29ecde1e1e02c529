// Slots are numbered; the lock of one is a file of its own, since files are replaced as a whole. A
// line before the text says which document it was: "# of /home/me/lecture.thalweg".
#include "io/rescue.h"

#include "base/file.h"
#include "base/folder.h"
#include "io/homes.h"
#include "io/subject_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SLOTS = 24 };

static const char *const endings[] = {
    [SUBJECT_SCENE] = "scene.thalweg", [SUBJECT_LAB] = "lab.thalweg"
};
static_assert(COUNT(endings) == SUBJECT_COUNT, "a file for each kind of subject");

static char *slot_path(int slot, const char *ending)
{
    char name[48];
    snprintf(name, sizeof name, "screen-%d-%s", slot, ending);
    return home_path(HOME_STATE, name);
}

char *rescue_path(const Rescue *rescue, SubjectKind kind)
{
    return rescue->slot ? slot_path(rescue->slot, endings[kind]) : NULL;
}

// When something was put into a slot last, seconds; 0: it is empty.
static double filled_at(int slot)
{
    double latest = 0;
    for (int kind = 0; kind < SUBJECT_COUNT; kind++) {
        struct stat info;
        char *path = slot_path(slot, endings[kind]);
        if (path && stat(path, &info) == 0) {
            const double at = (double)info.st_mtim.tv_sec + 1e-9 * (double)info.st_mtim.tv_nsec;
            latest = at > latest ? at : latest;
        }
        free(path);
    }
    return latest;
}

// Whether the file that is locked is still the one of that name: its owner removes it when he goes.
static bool is_same_file(int lock, const char *path)
{
    struct stat mine, named;
    return fstat(lock, &mine) == 0 && stat(path, &named) == 0 && mine.st_ino == named.st_ino &&
           mine.st_dev == named.st_dev;
}

static bool lock_slot(Rescue *rescue, int slot)
{
    char *path = slot_path(slot, "lock");
    const bool folders = path && home_make_folders(path, NULL);
    const int lock = folders ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
    const bool locked =
        lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0 && is_same_file(lock, path);
    if (locked) {
        *rescue = (Rescue){ slot, lock };
    } else if (lock >= 0) {
        close(lock);
    }
    free(path);
    return locked;
}

void rescue_release(Rescue *rescue)
{
    if (rescue->slot) {
        char *path = slot_path(rescue->slot, "lock");
        if (path) {
            unlink(path);
        }
        free(path);
        close(rescue->lock);
    }
    *rescue = (Rescue){ 0 };
}

bool rescue_take(Rescue *rescue, bool left)
{
    double latest = 0;
    *rescue = (Rescue){ 0 };
    for (int slot = 1; slot <= SLOTS && (left || !rescue->slot); slot++) {
        const double at = filled_at(slot);
        Rescue found;
        if ((at > 0) != left || (left && at <= latest) || !lock_slot(&found, slot)) {
            continue;
        }
        if ((filled_at(slot) > 0) != left) { // it was emptied, or filled, while nobody had it
            rescue_release(&found);
            continue;
        }
        rescue_release(rescue);
        *rescue = found;
        latest = at;
    }
    return rescue->slot;
}

void rescue_clear(const Rescue *rescue, SubjectKind kind)
{
    char *path = rescue_path(rescue, kind);
    if (path) {
        unlink(path);
    }
    free(path);
}

static const char of[] = "# of ";

bool rescue_write(const char *path, const Subject *subject, const char *document, Error *err)
{
    Arena arena = { 0 };
    char *folder = folder_above(path), *text = NULL;
    size_t length = 0;
    bool good = subject_file_write(subject, folder, &arena, &text, &length, err);
    if (good) {
        const size_t size = length + sizeof of + (document ? strlen(document) : 0) + 2;
        char *whole = arena_alloc(&arena, size);
        const int head = snprintf(whole, size, "%s%s%s", document ? of : "",
                                  document ? document : "", document ? "\n" : "");
        memcpy(whole + head, text, length);
        good = file_write(path, whole, (size_t)head + length, err);
    }
    free(folder);
    arena_free(&arena);
    return good;
}

char *rescue_document(const char *path)
{
    Arena arena = { 0 };
    char *text = NULL, *file = NULL;
    size_t length = 0;
    if (file_read(path, SUBJECT_FILE_MAX, &arena, &text, &length, NULL) &&
        strncmp(text, of, strlen(of)) == 0) {
        const char *name = text + strlen(of);
        file = strndup(name, strcspn(name, "\n"));
    }
    arena_free(&arena);
    return file;
}
