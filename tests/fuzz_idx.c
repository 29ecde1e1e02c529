// Any bytes as MNIST's two files: no crash, a refusal names one of them and changes nothing, and
// what is read keeps what dataset.h promises. The first byte says how many of the others are the
// labels; the pictures stand behind them.
#include "model/data/dataset.h"

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

// In memory of exactly that size, so that a sanitizer sees a byte too many.
static DataFile file_of(const char *name, const uint8_t *bytes, size_t length)
{
    char *copy = malloc(length ? length : 1);
    memcpy(copy, bytes, length);
    return (DataFile){ name, copy, length };
}

static void hold_data(const Dataset *data, const DataFile *images, const DataFile *labels)
{
    hold((size_t)data->rows == labels->length - 8, "a row for each label");
    hold(data->train_count == data->rows, "all rows to train on");
    hold(data->features >= 1 && data->features <= DATASET_FEATURES_MAX, "no more than can be");
    hold(data->features == shape_area(data->shape) && data->shape.channels == 1,
         "a feature for each pixel");
    hold((size_t)data->rows * (size_t)data->features == images->length - 16, "all pixels");
    hold(data->classes >= 2 && data->classes <= DATASET_CLASSES_MAX, "its classes");
    hold(!data->class_names, "numbers are their names");
    for (size_t i = 0; i < images->length - 16; i++) {
        hold(data->x[i] == (float)(uint8_t)images->bytes[16 + i] / 255, "greys");
    }
    int highest = 0;
    for (int i = 0; i < data->rows; i++) {
        const int class = (uint8_t)labels->bytes[8 + i];
        hold(data->target[i] == (float)class, "labels");
        highest = class > highest ? class : highest;
    }
    hold(data->classes == highest + 1, "as many classes as the highest label says");
}

static bool names_a_file(const char *text)
{
    return strncmp(text, "pictures", 8) == 0 || strncmp(text, "labels", 6) == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return 0;
    }
    const size_t labels_length = data[0] < size - 1 ? data[0] : size - 1;
    const DataFile labels = file_of("labels", data + 1, labels_length);
    const DataFile images = file_of("pictures", data + 1 + labels_length, size - 1 - labels_length);
    Arena arena = { 0 };
    Dataset set = { .rows = 77 };
    Error err = { "", -2 };
    if (dataset_read_mnist(&set, &images, &labels, &arena, &err)) {
        hold_data(&set, &images, &labels);
    } else {
        hold(names_a_file(err.text) && err.at == -1, "an error names the file");
        hold(set.rows == 77, "a refusal leaves the data alone");
    }
    arena_free(&arena);
    free((char *)labels.bytes);
    free((char *)images.bytes);
    return 0;
}
