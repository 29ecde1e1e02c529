// Points of bands over steps: any may be added at any time, and each stretch of steps keeps one.
#include "sim/train/lab_bands.h"

#include <string.h>

const double band_shares[BAND_QUANTILES] = { 0.05, 0.25, 0.5, 0.75, 0.95 };

void bands_clear(LabBands *bands)
{
    bands->layer_count = bands->count = 0;
    bands->stride = 1;
}

void bands_cut(LabBands *bands, long step)
{
    while (bands->count > 0 && bands->points[bands->count - 1].step > step) {
        bands->count--;
    }
}

// How many points are at or before the step.
static int count_until(const LabBands *bands, long step)
{
    int count = bands->count;
    while (count > 0 && bands->points[count - 1].step > step) {
        count--;
    }
    return count;
}

static bool same_stretch(const LabBands *bands, int i, long step)
{
    return bands->points[i].step / bands->stride == step / bands->stride;
}

// Leaves of each stretch its first point, and the newest of all.
static void thin(LabBands *bands)
{
    int kept = 0;
    for (int i = 0; i < bands->count; i++) {
        const bool spare = kept > 0 && i < bands->count - 1 &&
                           same_stretch(bands, kept - 1, bands->points[i].step);
        if (!spare) {
            bands->points[kept++] = bands->points[i];
        }
    }
    bands->count = kept;
}

bool bands_want(const LabBands *bands, long step)
{
    const int at = count_until(bands, step);
    const bool there = at > 0 && bands->points[at - 1].step == step;
    return !there && (at == 0 || at == bands->count || !same_stretch(bands, at - 1, step));
}

bool bands_lack(const LabBands *bands, long step)
{
    const int at = count_until(bands, step);
    return at == 0 || !same_stretch(bands, at - 1, step);
}

BandPoint *bands_add(LabBands *bands, long step)
{
    assert(bands_want(bands, step));
    const int last = bands->count - 1;
    if (last > 0 && step > bands->points[last].step &&
        same_stretch(bands, last - 1, bands->points[last].step)) {
        bands->count--; // it was there as the newest
    }
    while (bands->count == BANDS_POINTS) {
        bands->stride *= 2;
        thin(bands);
    }
    const int at = count_until(bands, step);
    memmove(&bands->points[at + 1], &bands->points[at],
            sizeof bands->points[0] * (size_t)(bands->count - at));
    bands->count++;
    bands->points[at].step = step;
    return &bands->points[at];
}
