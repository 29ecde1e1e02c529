// One row a kind of subject.
#include "io/torch.h"

#include "io/output.h"

#include <stdlib.h>

typedef bool TorchWrite(FILE *out, const Subject *subject, const char *weights, Error *err);

static TorchWrite *const writers[SUBJECT_COUNT] = {
    [SUBJECT_SCENE] = torch_race_write,
    [SUBJECT_LAB] = torch_lab_write,
};

bool torch_write(FILE *out, const Subject *subject, const char *weights, Error *err)
{
    return writers[subject->kind](out, subject, weights, err);
}

char *torch_text(const Subject *subject, const char *weights, Error *err)
{
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    if (!memory) {
        die("out of memory");
    }
    const bool ok = torch_write(memory, subject, weights, err);
    fclose(memory);
    if (ok) {
        return text;
    }
    free(text);
    return NULL;
}

bool torch_save(const char *path, const Subject *subject, const char *weights, Error *err)
{
    Output output;
    if (!output_open(&output, path, err)) {
        return false;
    }
    if (!torch_write(output.out, subject, weights, err)) {
        output_abandon(&output);
        return false;
    }
    return output_close(&output, err);
}
