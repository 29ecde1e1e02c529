// MNIST's files (IDX): big-endian headers, then a byte for each grey or label. Format: LeCun,
// Cortes & Burges, "The MNIST database of handwritten digits".
#include "model/data/dataset_kinds.h"
#include "model/data/dataset_parts.h"

#include "base/file.h"

static const size_t FILE_MAX_BYTES = (size_t)256 << 20; // becomes four times as much

typedef struct Idx {
    DataFile file;
    const unsigned char *bytes;
    uint32_t count; // pictures or labels
} Idx;

enum { IDX_LABELS = 0x801, IDX_IMAGES = 0x803, LABELS_HEADER = 8, IMAGES_HEADER = 16 };

static uint32_t big_endian(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

// Reads the header of a file that must begin with `magic`.
static bool idx_open(Idx *idx, const DataFile *file, uint32_t magic, Error *err)
{
    const bool images = magic == IDX_IMAGES;
    const size_t header = images ? IMAGES_HEADER : LABELS_HEADER;
    const char *key = images ? "images" : "labels";
    *idx = (Idx){ .file = *file, .bytes = (const unsigned char *)file->bytes };
    if (!data_unpacked(file->bytes, file->length, file->name, err)) {
        return false;
    }
    const uint32_t found = file->length >= 4 ? big_endian(idx->bytes) : 0;
    if (found != magic && (found == IDX_LABELS || found == IDX_IMAGES)) {
        return fail(err, "%.100s holds %s, not %s: are images= and labels= exchanged?", file->name,
                    images ? "labels" : "images", key);
    }
    if (found != magic || file->length < header) {
        return fail(err,
                    "%.100s is not an IDX file of %s: it must begin with the number %d and be "
                    "at least %zu bytes long",
                    file->name, key, (int)magic, header);
    }
    idx->count = big_endian(idx->bytes + 4);
    return (idx->count >= 1 && idx->count <= DATASET_ROWS_MAX) ||
           fail(err, "%.100s says that it holds %u %s; 1 to %d can be read", file->name, idx->count,
                key, (int)DATASET_ROWS_MAX);
}

static bool idx_check_length(const Idx *idx, size_t header, size_t item, Error *err)
{
    const size_t expected = header + idx->count * item;
    return idx->file.length == expected ||
           fail(err, "%.100s has %zu bytes where its header promises %zu: it is damaged",
                idx->file.name, idx->file.length, expected);
}

static bool open_images(Idx *images, const DataFile *file, Dataset *data, Error *err)
{
    if (!idx_open(images, file, IDX_IMAGES, err)) {
        return false;
    }
    const uint32_t height = big_endian(images->bytes + 8), width = big_endian(images->bytes + 12);
    if (height < 1 || width < 1 || height > DATASET_FEATURES_MAX ||
        width > DATASET_FEATURES_MAX / height) {
        return fail(err, "%.100s has pictures of %ux%u; 1 to %d pixels can be read", file->name,
                    width, height, (int)DATASET_FEATURES_MAX);
    }
    data->features = (int)(width * height);
    data_is_pictures(data, (TensorShape){ 1, (int)height, (int)width }, 0, 1);
    return idx_check_length(images, IMAGES_HEADER, (size_t)data->features, err);
}

static bool take_labels(const Idx *labels, Dataset *data, Error *err)
{
    int highest = 0;
    for (uint32_t i = 0; i < labels->count; i++) {
        const int label = labels->bytes[LABELS_HEADER + i];
        if (label >= DATASET_CLASSES_MAX) {
            return fail(err, "%.100s: label %u is %d; at most %d can be read", labels->file.name,
                        i + 1, label, DATASET_CLASSES_MAX - 1);
        }
        data->target[i] = (float)label;
        highest = label > highest ? label : highest;
    }
    data->classes = highest + 1;
    return highest > 0 || fail(err, "%.100s: every label is 0; at least two classes are needed",
                               labels->file.name);
}

bool dataset_read_mnist(Dataset *data, const DataFile *images_file, const DataFile *labels_file,
                        Arena *arena, Error *err)
{
    Idx images, labels;
    Dataset read = { 0 };
    if (!open_images(&images, images_file, &read, err) ||
        !idx_open(&labels, labels_file, IDX_LABELS, err) ||
        !idx_check_length(&labels, LABELS_HEADER, 1, err)) {
        return false;
    }
    if (images.count != labels.count) {
        return fail(err, "%.80s holds %u images, but %.80s %u labels", images_file->name,
                    images.count, labels_file->name, labels.count);
    }
    read.rows = read.train_count = (int)images.count;
    read.target = arena_new(arena, float, read.rows);
    if (!take_labels(&labels, &read, err)) {
        return false;
    }
    const size_t values = (size_t)read.rows * (size_t)read.features;
    read.x = arena_new(arena, float, values);
    for (size_t i = 0; i < values; i++) {
        read.x[i] = (float)images.bytes[IMAGES_HEADER + i] / 255;
    }
    *data = read;
    return true;
}

bool data_load_mnist(Dataset *data, const DataSpec *spec, Arena *arena, Error *err)
{
    Arena memory = { 0 };
    DataFile files[2]; // images, labels
    bool ok = true;
    for (int i = 0; i < 2 && ok; i++) {
        char *text = NULL;
        ok = file_read(spec->files[i], FILE_MAX_BYTES, &memory, &text, &files[i].length, err);
        files[i].name = file_bare_name(spec->files[i]);
        files[i].bytes = text;
    }
    ok = ok && dataset_read_mnist(data, &files[0], &files[1], arena, err);
    arena_free(&memory);
    return ok;
}
