// Where the program's own files lie.
#pragma once

#include "base/base.h"

// "<folder of the executable>/<path>"; "" where the system does not tell or it does not fit.
void place_beside_program(char *out, size_t size, const char *path);
