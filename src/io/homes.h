// The user's own folders, by the XDG base directory specification: where the program keeps what it
// remembers. Each has a folder "thalweg" in it.
#pragma once

#include "base/error.h"

typedef enum HomeKind {
    HOME_CONFIG, // $XDG_CONFIG_HOME or ~/.config: settings, files opened lately
    HOME_STATE,  // $XDG_STATE_HOME or ~/.local/state: what was on screen
    HOME_CACHE,  // $XDG_CACHE_HOME or ~/.cache: what can be made again
    HOME_DATA,   // $XDG_DATA_HOME or ~/.local/share: what the user puts there
    HOME_COUNT
} HomeKind;

// The path of a file of that name there, for free(); NULL if there is neither that variable nor
// $HOME. As the specification says, a path in them that does not begin at the root is ignored.
char *home_path(HomeKind kind, const char *name);
// Makes every folder above that file that is not there yet, for the user alone.
bool home_make_folders(const char *path, Error *err);
