// The first folder that has the shaders has everything.
#include "base/data_folder.h"

#include "base/place.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static bool holds_shaders(const char *folder)
{
    char path[PATH_MAX];
    const int length = snprintf(path, sizeof path, "%s/shaders", folder);
    return length > 0 && (size_t)length < sizeof path && access(path, R_OK | X_OK) == 0;
}

const char *data_folder(Error *err)
{
    // The answer is the same for the whole process, so it may live as long as that.
    static char beside[PATH_MAX];
    const char *told = getenv("THALWEG_DATA");
    if (told != NULL && told[0] != 0) {
        if (!holds_shaders(told)) {
            fail(err, "THALWEG_DATA is '%s', but there is no folder 'shaders' in it", told);
            return NULL;
        }
        return told;
    }
    if (beside[0] == 0) {
        place_beside_program(beside, sizeof beside, "../share/thalweg");
    }
    const char *const folders[] = { beside, THALWEG_DATA_DIR, THALWEG_SOURCE_DIR };
    for (size_t i = 0; i < COUNT(folders); i++) {
        if (folders[i][0] != 0 && holds_shaders(folders[i])) {
            return folders[i];
        }
    }
    fail(err,
         "the folder 'shaders' is missing: it belongs into %s; set THALWEG_DATA to the "
         "folder that holds it",
         THALWEG_DATA_DIR);
    return NULL;
}
