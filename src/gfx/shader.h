// Shader programs from files in shaders/; errors name the file and the line.
#pragma once

#include "base/error.h"

// Compiles <name>.vert and <name>.frag from the data folder, which are GLSL 3.30 without the
// #version line. 0 with err on failure.
unsigned shader_load(const char *name, Error *err);
// The same with a name defined, for a variant of a program. `define` may be NULL.
unsigned shader_load_with(const char *name, const char *define, Error *err);
