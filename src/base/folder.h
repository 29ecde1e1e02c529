// What lies in a folder, and what a path means that a person types.
#pragma once

#include "base/arena.h"
#include "base/array.h"
#include "base/error.h"

typedef struct FolderEntry {
    const char *name; // in the folder's arena
    bool folder;      // or a link to one
    bool known;       // what folder_look() finds out
    int64_t bytes;
    int64_t changed_s; // seconds since 1970
} FolderEntry;

// Zeroed is empty.
typedef struct Folder {
    Arena arena;
    const char *path; // that was read; NULL before
    Array(FolderEntry) entries;
    bool more; // there are more than FOLDER_ENTRIES_MAX
} Folder;

enum { FOLDER_ENTRIES_MAX = 20000 };

// Reads it anew: first its folders, then the files whose names end with `ending` (".thalweg"; NULL:
// all), each in the order in which people count ("step 2" before "step 10"). Hidden ones are left
// out unless asked for, and so is what cannot be shown: names with control characters. On failure
// it is empty and has its path.
bool folder_read(Folder *folder, const char *path, const char *ending, bool hidden, Error *err);
void folder_finish(Folder *folder);
// Size and time of an entry, asked for when it is to be shown; what cannot be told stays 0.
const FolderEntry *folder_look(Folder *folder, size_t index);
// The place of a name; -1: it is not there.
int folder_find(const Folder *folder, const char *name);

// What `begun` can only mean in a folder: as many letters of a name as all names that begin so have
// in common, with "/" behind the whole name of a folder. *matches: how many names. false if
// that is no more than was typed, or does not fit.
bool folder_complete(const Folder *folder, const char *begun, char *out, size_t size, int *matches);

// The path that `typed` means to somebody in `folder`: "~" is home, "/" begins at the root, and
// "..", "." and "//" are resolved in the text. Without "/" at its end. To be freed.
char *folder_path(const char *folder, const char *typed);
// The folder around a path without "/" at its end, to be freed: "/" of "/".
char *folder_above(const char *path);
// Where to begin when nothing is known: the current folder where one may write, or home. To be
// freed.
char *folder_begin(void);
bool folder_is(const char *path);
