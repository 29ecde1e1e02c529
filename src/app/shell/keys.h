// The keyboard, for the sheet of keys and the manual: pairs of key and meaning, which end with key
// NULL. Each room has its own; these are the same everywhere.
#pragma once

#include <stdbool.h>

typedef struct KeyHelp {
    const char *key, *meaning; // English, for tr()
} KeyHelp;

extern const KeyHelp common_keys[];
// The i-th of all keys: a room's, then the common ones; false past the last.
bool key_help_at(const KeyHelp *own, int index, KeyHelp *key);
