// Data made by its kind's row, put in random order and divided.
#include "model/data/dataset.h"

#include "base/utf8.h"
#include "base/words.h"
#include "model/data/dataset_kinds.h"
#include "model/data/dataset_parts.h"
#include "model/data/dataset_settle.h"

#include <math.h>
#include <string.h>

// Apart from the streams of training (orders, masks, weights) of the same seed.
static const uint64_t SHUFFLE_STREAM = 0x6461746100000000u; // "data"
static const uint64_t PHASE_STREAM = 0x6461746100000001u;
static const uint64_t ROWS_STREAM = 0x6461746100000002u; // + index

static void swap_floats(float *a, float *b, int count)
{
    for (int i = 0; i < count; i++) {
        const float kept = a[i];
        a[i] = b[i];
        b[i] = kept;
    }
}

// Fisher-Yates: which two of so many things are swapped, one after the other.
static void shuffle(int count, uint64_t seed, void (*swap)(void *of, size_t i, size_t j), void *of)
{
    Rng rng;
    rng_init(&rng, seed, SHUFFLE_STREAM);
    for (size_t i = (size_t)count; i > 1; i--) {
        const size_t j = (size_t)rng_below(&rng, i);
        if (j != i - 1) {
            swap(of, j, i - 1);
        }
    }
}

// On the rows themselves: files may leave no room for a second copy.
static void swap_rows(void *of, size_t i, size_t j)
{
    Dataset *data = of;
    const size_t features = (size_t)data->features;
    swap_floats(data->x + i * features, data->x + j * features, data->features);
    swap_floats(data->target + i, data->target + j, 1);
}

static void shuffle_rows(Dataset *data, uint64_t seed)
{
    shuffle(data->rows, seed, swap_rows, data);
}

static void swap_places(void *of, size_t i, size_t j)
{
    uint32_t *places = of;
    const uint32_t kept = places[i];
    places[i] = places[j];
    places[j] = kept;
}

void dataset_order(int rows, uint64_t seed, uint32_t *order)
{
    for (int i = 0; i < rows; i++) {
        order[i] = (uint32_t)i;
    }
    shuffle(rows, seed, swap_places, order);
}

// A share below 1 leaves a row to validate, if there are two.
static void split_rows(Dataset *data, double train_share)
{
    const int most = train_share < 1 && data->rows > 1 ? data->rows - 1 : data->rows;
    data->train_count = clampi((int)floor(train_share * data->rows + 0.5), 1, most);
}

static void name_classes(Dataset *data, const char *const *names, Arena *arena)
{
    const size_t size = sizeof data->class_names[0];
    data->class_names = arena_alloc(arena, size * (size_t)data->classes);
    for (int k = 0; k < data->classes; k++) {
        assert(names[k]);
        text_print(data->class_names[k], size, "%s", tr(names[k]));
    }
}

static void generate(Dataset *data, const DataSpec *spec, uint64_t seed, Arena *arena)
{
    const DataRow *row = &data_rows[spec->kind];
    *data = (Dataset){ .rows = (int)spec->params.n };
    row->shape(&spec->params, &data->features, &data->classes);
    data->shape = shape_features(data->features);
    if (row->image_side) {
        data_is_pictures(data, (TensorShape){ 1, row->image_side, row->image_side }, 0, 1);
    }
    if (row->class_names) {
        name_classes(data, row->class_names, arena);
    }
    const size_t features = (size_t)data->features;
    data->x = arena_new(arena, float, (size_t)data->rows *features);
    data->target = arena_new(arena, float, data->rows);
    Rng rng;
    rng_init(&rng, seed, PHASE_STREAM);
    const double phase = rng_uniform(&rng);
    for (int i = 0; i < data->rows; i++) {
        rng_init(&rng, seed, ROWS_STREAM + (uint64_t)i);
        row->draw(&spec->params, i, phase, &rng, data->x + (size_t)i * features, data->target + i);
    }
    for (int k = 0; k < 2 && (row->plane || row->curve); k++) {
        const bool values = row->curve && k == 1;
        data->low[k] = values ? row->values[0] : -DATA_SQUARE;
        data->high[k] = values ? row->values[1] : DATA_SQUARE;
    }
}

// Rows that were made, in order and as the spec says.
static bool settle(Dataset *data, Dataset *made, const DataSpec *spec, uint64_t seed, Arena *arena,
                   Error *err)
{
    shuffle_rows(made, seed);
    split_rows(made, spec->params.train);
    if (!data_settle(made, spec, seed, arena, err)) {
        return false;
    }
    *data = *made;
    return true;
}

bool dataset_make(Dataset *data, const DataSpec *spec, uint64_t seed, Arena *arena, Error *err)
{
    const DataRow *row = &data_rows[spec->kind];
    const uint64_t own_seed = spec->has_seed ? spec->seed : seed;
    Dataset made;
    if (row->draw) {
        generate(&made, spec, own_seed, arena);
    } else if (!row->load(&made, spec, arena, err)) {
        return false;
    }
    return settle(data, &made, spec, own_seed, arena, err);
}

void dataset_canvas(Dataset *data)
{
    for (int k = 0; k < 2; k++) { // painting must not move the picture
        data->low[k] = fminf(data->low[k], -DATA_SQUARE);
        data->high[k] = fmaxf(data->high[k], DATA_SQUARE);
    }
}

bool dataset_from_points(Dataset *data, int rows, int features, int classes, const float *x,
                         const float *target, const DataSpec *spec, uint64_t seed, Arena *arena,
                         Error *err)
{
    assert(rows > 0 && features > 0 && classes >= 0 && classes != 1);
    Dataset made = {
        .rows = rows, .features = features, .classes = classes, .shape = shape_features(features)
    };
    const size_t values = (size_t)rows * (size_t)features;
    made.x = arena_new(arena, float, values);
    made.target = arena_new(arena, float, rows);
    memcpy(made.x, x, values * sizeof *x);
    memcpy(made.target, target, (size_t)rows * sizeof *target);
    if (features == 2) {
        data_frame(&made, 0);
        dataset_canvas(&made);
    }
    return settle(data, &made, spec, seed, arena, err);
}
