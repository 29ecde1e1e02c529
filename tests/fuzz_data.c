// Any bytes as a table, or as a data spec: no crash, an error says something, what is read keeps
// what dataset.h promises, and what is written reads back.
#include "model/data/dataset.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void hold(bool claim, const char *what)
{
    if (!claim) {
        fprintf(stderr, "does not hold: %s\n", what);
        abort();
    }
}

static void hold_table(const Dataset *data, size_t size)
{
    hold(data->rows >= 1 && data->features >= 1 && data->train_count == data->rows, "its shape");
    hold((size_t)data->rows * (size_t)(data->features + 1) <= size + 1, "a byte for each field");
    hold(data->classes == 0 || (data->classes >= 2 && data->classes <= DATASET_CLASSES_MAX),
         "its classes");
    bool used[DATASET_CLASSES_MAX] = { false };
    for (size_t i = 0; i < (size_t)data->rows * (size_t)data->features; i++) {
        hold(isfinite(data->x[i]), "finite features");
    }
    for (int i = 0; i < data->rows; i++) {
        const float target = data->target[i];
        hold(isfinite(target), "finite targets");
        if (data->classes > 0) {
            hold(target >= 0 && target < (float)data->classes && target == floorf(target),
                 "a class");
            used[(int)target] = true;
        }
    }
    for (int k = 0; k < data->classes; k++) {
        hold(used[k], "no class without rows");
        hold(!data->class_names || memchr(data->class_names[k], '\0', sizeof *data->class_names),
             "names end");
    }
    for (int k = 0; k < 2; k++) {
        hold(data->features == 2 || dataset_is_curve(data)
                 ? data->low[k] < data->high[k]
                 : data->low[k] == 0 && data->high[k] == 0,
             "room to draw two features, or a curve");
    }
}

static void try_table(const char *text, size_t size)
{
    Arena arena = { 0 };
    Dataset data;
    Error err = { "", -2 };
    if (dataset_read_csv(&data, text, size, "points.csv", &arena, &err)) {
        hold_table(&data, size);
    } else {
        hold(strncmp(err.text, "points.csv", 10) == 0 && err.at == -1, "an error names the file");
    }
    arena_free(&arena);
}

static void try_made(const DataSpec *spec)
{
    Arena arena = { 0 };
    Dataset data;
    Error err = { "", -2 };
    const bool fewer = spec->subset > 0 || spec->imbalance > 1;
    if (!dataset_make(&data, spec, 1, &arena, &err)) {
        hold(fewer || spec->label_noise > 0,
             "what is drawn is refused for what becomes of it alone");
        hold(err.text[0] != '\0' && err.at == -1, "an error says something");
        arena_free(&arena);
        return;
    }
    hold(fewer || data.rows == (int)spec->params.n, "its rows");
    hold(data.made_rows == (int)spec->params.n && data.train_count >= 1, "there are some");
    hold(data.rows - data.train_count == data.made_rows - data.made_train, "what validates stays");
    for (size_t i = 0; i < (size_t)data.rows * (size_t)data.features; i++) {
        hold(isfinite(data.x[i]), "finite features");
    }
    for (int i = 0; i < data.rows && data.classes > 0; i++) {
        hold(data.target[i] >= 0 && data.target[i] < (float)data.classes, "a class");
    }
    arena_free(&arena);
}

static void try_spec(const char *text)
{
    DataSpec spec, back;
    Error err = { "", -2 };
    char written[DATA_TEXT_MAX], again[DATA_TEXT_MAX];
    if (!data_spec_parse(&spec, text, &err)) {
        hold(err.text[0] != '\0', "an error says something");
        hold(err.at >= 0 && (size_t)err.at <= strlen(text), "an error points into the text");
        return;
    }
    data_spec_write(&spec, written, sizeof written);
    hold(data_spec_parse(&back, written, &err), "what is written can be read");
    hold(data_spec_equal(&spec, &back), "and is the same");
    data_spec_write(&back, again, sizeof again);
    hold(strcmp(written, again) == 0, "and is written alike");
    if (data_rows[spec.kind].draw && spec.params.n <= 100) {
        try_made(&spec);
    }
}

// The first byte chooses: 's' a spec, else a table.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return 0;
    }
    char *text = malloc(size);
    memcpy(text, data + 1, size - 1);
    text[size - 1] = '\0';
    if (data[0] == 's') {
        try_spec(text);
    } else {
        try_table(text, size - 1);
    }
    free(text);
    return 0;
}
