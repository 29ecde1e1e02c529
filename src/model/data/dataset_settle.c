// Training rows are left out where they stand: those behind move up, so that files need no second
// copy. Every row has draws of its own, for whether it is kept and what it is called: so more of
// either only adds to what less of it did, and those that are kept lie evenly among all.
#include "model/data/dataset_settle.h"

#include "base/sort.h"
#include "base/utf8.h"
#include "base/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const uint64_t LABELS_STREAM = 0x6461746200000000u; // "datb", + the row
static const uint64_t KEEP_STREAM = 0x6461746300000000u;   // "datc", + the row

// How many training rows there are of each class.
static void count_classes(const Dataset *data, int counts[DATASET_CLASSES_MAX])
{
    memset(counts, 0, DATASET_CLASSES_MAX * sizeof *counts);
    for (int i = 0; i < data->train_count; i++) {
        counts[(int)data->target[i]]++;
    }
}

// Class k's share of its rows, r^(-k/(K-1)): Cui, Jia, Lin, Song & Belongie 2019, "Class-balanced
// loss based on effective number of samples", 5.1.
static double share_of(const Dataset *data, double imbalance, int class)
{
    return pow(imbalance, -(double)class / (data->classes - 1));
}

static int kept_of(int count, double share)
{
    return (int)floor(count * share + 0.5);
}

static void name_of(const Dataset *data, int class, char *text, size_t size)
{
    if (data->class_names) {
        text_print(text, size, "%s", data->class_names[class]);
    } else {
        text_print(text, size, "%d", class);
    }
}

// The greatest imbalance that leaves each class a row, in three digits: half a row is rounded up.
static double imbalance_most(const Dataset *data, const int *counts)
{
    double most = INFINITY;
    for (int k = 1; k < data->classes; k++) {
        if (counts[k] > 0) {
            most = fmin(most, pow(2.0 * counts[k], (data->classes - 1) / (double)k));
        }
    }
    if (!isfinite(most)) { // only the first class has rows
        return most;
    }
    const double unit = pow(10, floor(log10(most)) - 2);
    return floor(most / unit) * unit;
}

static bool check_imbalance(const Dataset *data, double imbalance, const int *counts, Error *err)
{
    for (int k = 0; k < data->classes; k++) {
        if (counts[k] > 0 && kept_of(counts[k], share_of(data, imbalance, k)) == 0) {
            char name[sizeof data->class_names[0]];
            name_of(data, k, name, sizeof name);
            return fail_n(err, -1, counts[k],
                          "imbalance = %g leaves class %s without training rows, which has %d; "
                          "choose at most %g",
                          "imbalance = %g leaves class %s without training rows, which has %d; "
                          "choose at most %g",
                          imbalance, name, counts[k], imbalance_most(data, counts));
        }
    }
    return true;
}

// Of whom it is told which rows are kept.
typedef struct Keeping {
    Dataset *data;
    uint32_t *kept; // [rows]
    int count;
} Keeping;

static void keep(Keeping *keeping, int row)
{
    Dataset *data = keeping->data;
    const size_t features = (size_t)data->features, to = (size_t)keeping->count++;
    memmove(data->x + to * features, data->x + (size_t)row * features, features * sizeof *data->x);
    data->target[to] = data->target[row];
    keeping->kept[to] = (uint32_t)row;
}

static double draw_of(uint64_t seed, int row)
{
    Rng rng;
    rng_init(&rng, seed, KEEP_STREAM + (uint64_t)row);
    return rng_uniform(&rng);
}

// Which draws are kept of each class: below limits [K], so that quotas [K] rows are.
static void find_limits(const Dataset *data, const int *quotas, uint64_t seed, double *limits)
{
    double *draws = memory_get(sizeof *draws * (size_t)data->train_count);
    for (int k = 0; k < data->classes; k++) {
        size_t count = 0;
        for (int i = 0; i < data->train_count; i++) {
            if ((int)data->target[i] == k) {
                draws[count++] = draw_of(seed, i);
            }
        }
        sort_doubles(count, draws);
        limits[k] = quotas[k] < (int)count ? draws[quotas[k]] : 1;
    }
    free(draws);
}

// limits: which draws of each class, NULL: all; subset: how many training rows altogether.
static void keep_rows(Dataset *data, const double *limits, uint64_t seed, int subset, Arena *arena)
{
    Keeping keeping = { data, arena_new(arena, uint32_t, data->rows), 0 };
    for (int i = 0; i < data->train_count && keeping.count < subset; i++) {
        if (!limits || draw_of(seed, i) < limits[(int)data->target[i]]) {
            keep(&keeping, i);
        }
    }
    const int train = keeping.count;
    for (int i = data->train_count; i < data->rows; i++) {
        keep(&keeping, i);
    }
    data->train_count = train;
    data->rows = keeping.count;
    data->kept = keeping.kept;
}

static bool check_subset(double subset, int rows, Error *err)
{
    return subset <= rows ||
           fail_n(
               err, -1, rows,
               "subset = %.0f is more than the %d training row that there is; choose %d",
               "subset = %.0f is more than the %d training rows that there are; choose at most %d",
               subset, rows, rows);
}

// Which rows are left.
static bool thin_out(Dataset *data, const DataSpec *spec, uint64_t seed, Arena *arena, Error *err)
{
    int quotas[DATASET_CLASSES_MAX], left = data->train_count;
    double limits[DATASET_CLASSES_MAX];
    const bool uneven = spec->imbalance > 1;
    data->imbalance_most = 1;
    if (data->classes > 0) {
        count_classes(data, quotas);
        data->imbalance_most = imbalance_most(data, quotas);
    }
    if (uneven) {
        if (!check_imbalance(data, spec->imbalance, quotas, err)) {
            return false;
        }
        left = 0;
        for (int k = 0; k < data->classes; k++) {
            quotas[k] = kept_of(quotas[k], share_of(data, spec->imbalance, k));
            left += quotas[k];
        }
        find_limits(data, quotas, seed, limits);
    }
    data->subset_most = left;
    if (!check_subset(spec->subset, left, err)) {
        return false;
    }
    if (uneven || spec->subset > 0) {
        keep_rows(data, uneven ? limits : NULL, seed, spec->subset > 0 ? (int)spec->subset : left,
                  arena);
    }
    return true;
}

static void mislabel(Dataset *data, double noise, uint64_t seed)
{
    for (int i = 0; i < data->train_count; i++) {
        Rng rng;
        rng_init(&rng, seed, LABELS_STREAM + (data->kept ? data->kept[i] : (uint32_t)i));
        const double draw = rng_uniform(&rng);
        const int others = (int)rng_below(&rng, (uint64_t)data->classes - 1);
        if (draw < noise) {
            data->target[i] = (float)(others + (others >= (int)data->target[i]));
        }
    }
}

static bool check_classes(const Dataset *data, const DataSpec *spec, Error *err)
{
    if (data->classes > 0 || (spec->imbalance <= 1 && spec->label_noise <= 0)) {
        return true;
    }
    return spec->imbalance > 1
               ? fail(err, "imbalance = %g is for classes; these data are values", spec->imbalance)
               : fail(err, "label_noise = %g is for classes; these data are values",
                      spec->label_noise);
}

bool data_settle(Dataset *data, const DataSpec *spec, uint64_t seed, Arena *arena, Error *err)
{
    data->made_rows = data->rows;
    data->made_train = data->train_count;
    if (!check_classes(data, spec, err) || !thin_out(data, spec, seed, arena, err)) {
        return false;
    }
    if (spec->label_noise > 0) {
        mislabel(data, spec->label_noise, seed);
    }
    data_scale(data, spec->scale, arena);
    return true;
}
