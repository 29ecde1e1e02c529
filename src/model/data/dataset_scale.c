// Inputs scaled: by the training rows alone, as nothing else is known of data when a network is
// trained.
#include "model/data/dataset_settle.h"

#include <float.h>
#include <math.h>

// What the training rows have of one feature, or of all pixels of pictures.
typedef struct Extent {
    double low, high, mean, deviation;
} Extent;

// Features [first, first + count) together.
static Extent extent_of(const Dataset *data, size_t first, size_t count)
{
    const size_t features = (size_t)data->features, rows = (size_t)data->train_count;
    Extent extent = { .low = INFINITY, .high = -INFINITY };
    double sum = 0, squares = 0;
    for (size_t i = 0; i < rows; i++) {
        for (size_t k = first; k < first + count; k++) {
            const double value = data->x[i * features + k];
            extent.low = fmin(extent.low, value);
            extent.high = fmax(extent.high, value);
            sum += value;
        }
    }
    extent.mean = sum / (double)(rows * count);
    for (size_t i = 0; i < rows; i++) {
        for (size_t k = first; k < first + count; k++) {
            squares += pow(data->x[i * features + k] - extent.mean, 2);
        }
    }
    extent.deviation = sqrt(squares / (double)(rows * count));
    return extent;
}

static bool is_constant(const Extent *extent)
{
    return !(extent->high > extent->low && extent->deviation > 0);
}

static void choose(const Extent *extent, DataScaling scaling, double *middle, double *spread)
{
    const bool constant = is_constant(extent), unit = scaling == DATA_UNIT;
    *middle = constant || unit ? extent->low : extent->mean;
    *spread = constant ? 1 : unit ? extent->high - extent->low : extent->deviation;
}

static float scaled(const DataScale *scale, size_t feature, float value)
{
    const double x = (value - scale->middle[feature]) / scale->spread[feature];
    return (float)clamp(x, -FLT_MAX, FLT_MAX);
}

float dataset_scaled(const Dataset *data, int feature, float original)
{
    return data->scale.middle ? scaled(&data->scale, (size_t)feature, original) : original;
}

float dataset_original(const Dataset *data, int feature, float x)
{
    const DataScale *scale = &data->scale;
    return scale->middle ? (float)clamp(x * scale->spread[feature] + scale->middle[feature],
                                        -FLT_MAX, FLT_MAX)
                         : x;
}

static void find_scale(Dataset *data, DataScaling scaling, Arena *arena)
{
    const bool pictures = shape_area(data->shape) > 1;
    const size_t features = (size_t)data->features, together = pictures ? features : 1;
    DataScale *scale = &data->scale;
    scale->middle = arena_new(arena, double, features);
    scale->spread = arena_new(arena, double, features);
    for (size_t first = 0; first < features; first += together) {
        const Extent extent = extent_of(data, first, together);
        for (size_t k = first; k < first + together; k++) {
            choose(&extent, scaling, &scale->middle[k], &scale->spread[k]);
        }
        scale->constant += is_constant(&extent) ? (int)together : 0;
    }
}

void data_scale(Dataset *data, DataScaling scaling, Arena *arena)
{
    if (scaling == DATA_UNSCALED) {
        return;
    }
    find_scale(data, scaling, arena);
    const size_t features = (size_t)data->features;
    for (size_t i = 0; i < (size_t)data->rows * features; i++) {
        data->x[i] = scaled(&data->scale, i % features, data->x[i]);
    }
    for (int k = 0; k < 2 && shape_area(data->shape) > 1; k++) {
        data->grey[k] = scaled(&data->scale, 0, data->grey[k]);
    }
}
