// Names are read with their kinds, which costs next to nothing; size and time of one alone when it
// is looked at, so that a folder with ten thousand files opens at once.
#include "base/folder.h"

#include "base/text.h"
#include "base/words.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// ---- the order

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int lower(char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : (unsigned char)c;
}

// Two numbers that begin here: by their size. Moves both behind them.
static int compare_numbers(const char **a, const char **b)
{
    while (**a == '0') {
        (*a)++;
    }
    while (**b == '0') {
        (*b)++;
    }
    const char *x = *a, *y = *b;
    while (is_digit(**a)) {
        (*a)++;
    }
    while (is_digit(**b)) {
        (*b)++;
    }
    const size_t m = (size_t)(*a - x), n = (size_t)(*b - y);
    return m != n ? (m < n ? -1 : 1) : strncmp(x, y, m);
}

static int compare_names(const char *a, const char *b)
{
    const char *x = a, *y = b;
    while (*x && *y) {
        int order;
        if (is_digit(*x) && is_digit(*y)) {
            order = compare_numbers(&x, &y);
        } else {
            order = lower(*x) - lower(*y);
            x++;
            y++;
        }
        if (order != 0) {
            return order;
        }
    }
    return *x ? 1 : *y ? -1 : strcmp(a, b);
}

static int compare(const void *a, const void *b)
{
    const FolderEntry *x = a, *y = b;
    return x->folder != y->folder ? (x->folder ? -1 : 1) : compare_names(x->name, y->name);
}

// ---- reading

static bool ends_so(const char *name, const char *ending)
{
    const size_t length = strlen(name), wanted = strlen(ending);
    return length > wanted && strcmp(name + length - wanted, ending) == 0;
}

static bool entry_is_folder(int fd, const struct dirent *entry)
{
    struct stat info;
    if (entry->d_type != DT_LNK && entry->d_type != DT_UNKNOWN) {
        return entry->d_type == DT_DIR;
    }
    return fstatat(fd, entry->d_name, &info, 0) == 0 && S_ISDIR(info.st_mode);
}

static void read_entries(Folder *folder, DIR *stream, const char *ending, bool hidden)
{
    const struct dirent *entry;
    while ((entry = readdir(stream)) != NULL) {
        const char *name = entry->d_name;
        const size_t length = strlen(name);
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || (name[0] == '.' && !hidden) ||
            !text_showable(name, length, "", NULL)) {
            continue;
        }
        const bool inner = entry_is_folder(dirfd(stream), entry);
        if (!inner && ending && !ends_so(name, ending)) {
            continue;
        }
        if (folder->entries.count == FOLDER_ENTRIES_MAX) {
            folder->more = true;
            break;
        }
        array_push(
            &folder->entries,
            (FolderEntry){ .name = arena_text(&folder->arena, name, length), .folder = inner });
    }
}

bool folder_read(Folder *folder, const char *path, const char *ending, bool hidden, Error *err)
{
    char *kept = memory_get(strlen(path) + 1); // it may be the folder's own
    memcpy(kept, path, strlen(path) + 1);
    folder_finish(folder);
    folder->path = arena_text(&folder->arena, kept, strlen(kept));
    free(kept);
    DIR *stream = opendir(folder->path);
    if (!stream) {
        return fail(err, "cannot open the folder %s: %s", folder->path, tr_reason(errno));
    }
    read_entries(folder, stream, ending, hidden);
    closedir(stream);
    if (folder->entries.count > 1) {
        qsort(folder->entries.items, folder->entries.count, sizeof *folder->entries.items, compare);
    }
    return true;
}

void folder_finish(Folder *folder)
{
    arena_free(&folder->arena);
    array_free(&folder->entries);
    *folder = (Folder){ .path = NULL };
}

const FolderEntry *folder_look(Folder *folder, size_t index)
{
    FolderEntry *entry = &folder->entries.items[index];
    if (!entry->known) {
        struct stat info;
        char *path = folder_path(folder->path, entry->name);
        entry->known = true;
        if (stat(path, &info) == 0) {
            entry->bytes = info.st_size;
            entry->changed_s = info.st_mtime;
        }
        free(path);
    }
    return entry;
}

int folder_find(const Folder *folder, const char *name)
{
    for (size_t i = 0; i < folder->entries.count; i++) {
        if (strcmp(folder->entries.items[i].name, name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

bool folder_complete(const Folder *folder, const char *begun, char *out, size_t size, int *matches)
{
    const size_t typed = strlen(begun);
    const FolderEntry *first = NULL;
    size_t common = 0;
    *matches = 0;
    for (size_t i = 0; i < folder->entries.count; i++) {
        const FolderEntry *entry = &folder->entries.items[i];
        if (strncmp(entry->name, begun, typed) != 0) {
            continue;
        }
        if ((*matches)++ == 0) {
            first = entry;
            common = strlen(entry->name);
        }
        size_t same = 0;
        while (same < common && entry->name[same] == first->name[same]) {
            same++;
        }
        common = same;
    }
    if (!first) {
        return false;
    }
    common = utf8_fit(first->name, strlen(first->name), common);
    const bool whole_folder = *matches == 1 && first->folder;
    if (common + whole_folder <= typed || common + whole_folder >= size) {
        return false;
    }
    memcpy(out, first->name, common);
    memcpy(out + common, whole_folder ? "/" : "", whole_folder ? 2 : 1);
    return true;
}

// ---- paths

// Appends the parts of a path to an absolute one, resolving "..", "." and empty ones.
static void append(char *path, size_t *length, const char *text)
{
    while (*text) {
        const size_t part = strcspn(text, "/");
        if (part == 2 && strncmp(text, "..", 2) == 0) {
            while (*length > 0 && path[--*length] != '/') {
            }
        } else if (part > 0 && !(part == 1 && *text == '.')) {
            path[(*length)++] = '/';
            memcpy(path + *length, text, part);
            *length += part;
        }
        text += part;
        text += *text == '/';
    }
}

char *folder_path(const char *folder, const char *typed)
{
    const char *home = getenv("HOME");
    const bool from_home =
        home && home[0] == '/' && typed[0] == '~' && (typed[1] == '\0' || typed[1] == '/');
    const char *from = typed[0] == '/' ? "" : from_home ? home : folder;
    char *path = memory_get(strlen(from) + strlen(typed) + 4);
    size_t length = 0;
    append(path, &length, from);
    append(path, &length, from_home ? typed + 1 : typed);
    if (length == 0) {
        path[length++] = '/';
    }
    path[length] = '\0';
    return path;
}

char *folder_above(const char *path)
{
    return folder_path(path, "..");
}

char *folder_begin(void)
{
    char here[PATH_MAX];
    const char *home = getenv("HOME");
    if (getcwd(here, sizeof here) && here[0] == '/' && access(here, W_OK) == 0) {
        return folder_path(here, ".");
    }
    return folder_path("/", home ? home : ".");
}

bool folder_is(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}
