// Shader programs from files in shaders/; errors name the file and the line.
#pragma once

#include "base/error.h"

// Compiles <name>.vert and <name>.frag from the data folder. 0 with err on failure.
unsigned shader_load(const char *name, Error *err);
// The folder with shaders/ and assets/: $THALWEG_DATA, ../share/thalweg beside the executable,
// the installed one, or the source tree of a build. NULL with err when none has them.
const char *shader_data_folder(Error *err);
