// Data that came inside a scene file or a share code: kept as files in
// $XDG_CACHE_HOME/thalweg/data, each named after what is in it.
#pragma once

#include "base/error.h"

enum { DATA_CACHE_FILE_MAX = 65536 }; // bytes

// Whether the path is one of them.
bool data_cache_holds(const char *path);
// Its path to out [size]; written if it is not there yet.
bool data_cache_put(const char *text, size_t length, char *out, size_t size, Error *err);
