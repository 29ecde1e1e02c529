// What data from files and data made by us have in common. The kinds stand on this, their table
// (data_spec.c) on the kinds, and dataset.c on the table.
#include "model/data/dataset_parts.h"

#include "base/words.h"
#include "model/data/dataset_kinds.h"

#include <float.h>
#include <math.h>
#include <string.h>

void data_frame(Dataset *data, double margin)
{
    const bool curve = dataset_is_curve(data);
    for (int k = 0; k < 2 && (data->features == 2 || curve); k++) {
        const float *values = curve && k == 1 ? data->target : data->x + k;
        const size_t apart = curve ? 1 : 2;
        double low = values[0], high = low;
        for (size_t i = 1; i < (size_t)data->rows; i++) {
            low = fmin(low, values[apart * i]);
            high = fmax(high, values[apart * i]);
        }
        const double room = high > low ? margin * (high - low) : fmax(1, 0.1 * fabs(low));
        data->low[k] = (float)clamp(low - room, -FLT_MAX, FLT_MAX);
        data->high[k] = (float)clamp(high + room, -FLT_MAX, FLT_MAX);
    }
}

void data_is_pictures(Dataset *data, TensorShape shape, float paper, float ink)
{
    assert(shape_size(shape) == data->features);
    data->shape = shape;
    data->grey[0] = paper;
    data->grey[1] = ink;
}

bool data_unpacked(const char *text, size_t length, const char *name, Error *err)
{
    return length < 2 || memcmp(text, "\x1f\x8b", 2) != 0 ||
           fail(err, "%.100s is packed with gzip: unpack it first (gunzip)", name);
}

bool data_load_canvas(UNUSED Dataset *data, UNUSED const DataSpec *spec, UNUSED Arena *arena,
                      Error *err)
{
    return fail(err, DATASET_CANVAS_EMPTY);
}
