// Where the program's data lie: shaders/ and assets/.
#pragma once

#include "base/error.h"

// $THALWEG_DATA, ../share/thalweg beside the executable, where it was installed to, or the source
// tree: the first that has them. NULL with the error: none has.
const char *data_folder(Error *err);
