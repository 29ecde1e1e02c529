// Histograms of what was seen, on even scales and on scales of magnitudes, and the ranges for them.
#include "sim/train/inspect_parts.h"

#include "base/parallel.h"

#include <math.h>
#include <string.h>

void inspect_histogram(const Inspect *inspect, InspectKind kind, int layer, double low, double high,
                       int bins, uint32_t *counts)
{
    assert(layer >= 0 && layer < inspect_layers(inspect, kind));
    assert(low < high && bins >= 1 && bins <= INSPECT_BINS_MAX);
    const View *view = &inspect->views[kind][layer];
    const unsigned before = denormals_keep();
    memset(counts, 0, sizeof *counts * (size_t)bins);
    inspect->net.kernels->histogram(view->rows, view->columns, view->stride, view->a, low, high,
                                    bins, counts);
    denormals_restore(before);
}

void inspect_range(const Inspect *inspect, InspectKind kind, int layer, double *low, double *high)
{
    const LayerStats *stats = inspect_stats(inspect, kind, layer);
    const Activation *activation =
        kind == INSPECT_ACTIVATIONS ? inspect_activation(inspect, layer) : NULL;
    if (activation && !isnan(activation->low)) {
        *low = floor(activation->low); // what saturates does so at whole numbers: 0, 1, -1
        *high = ceil(activation->high);
    } else if (stats->count == 0) {
        *low = 0;
        *high = 1;
    } else {
        const double pad = stats->min < stats->max ? 0
                           : stats->min != 0       ? fabs(stats->min) / 2
                                                   : 0.5;
        // Units that can die are nowhere below 0, also where all of them are dead.
        const bool floored = activation && activation->can_die;
        *low = floored && stats->min >= 0 ? fmax(stats->min - pad, 0) : stats->min - pad;
        *high = stats->max + pad;
    }
}

// ---- magnitudes

// Powers of ten that a number that is not zero may lie in: from the smallest double to the largest.
enum { DECADE_LEAST = -324, DECADES = 634 };
// So much of a layer, its smallest, may lie below the scale.
static const double TAIL = 0.002;

static int decade_of(double magnitude)
{
    return (int)floor(log10(magnitude));
}

// What counts: |value|; 0 for what does not.
static double magnitude_of(Real value)
{
    return isfinite(value) ? fabs((double)value) : 0;
}

bool inspect_log_range(const Inspect *inspect, InspectKind kind, int layer, double *low,
                       double *high)
{
    assert(layer >= 0 && layer < inspect_layers(inspect, kind));
    const View *view = &inspect->views[kind][layer];
    size_t in[DECADES] = { 0 }, total = 0, below = 0;
    const unsigned before = denormals_keep();
    for (int i = 0; i < view->rows; i++) {
        const Real *row = view->a + i * view->stride;
        for (int j = 0; j < view->columns; j++) {
            const double magnitude = magnitude_of(row[j]);
            if (magnitude > 0) {
                in[decade_of(magnitude) - DECADE_LEAST]++;
                total++;
            }
        }
    }
    denormals_restore(before);
    int first = 0, last = DECADES - 1;
    if (total == 0) {
        return false;
    }
    while ((double)(below + in[first]) <= TAIL * (double)total) {
        below += in[first++];
    }
    while (in[last] == 0) {
        last--;
    }
    *low = pow(10, fmax(first + DECADE_LEAST, -307));
    *high = pow(10, fmin(last + DECADE_LEAST + 1, 308));
    return true;
}

void inspect_log_histogram(const Inspect *inspect, InspectKind kind, int layer, double low,
                           double high, int bins, uint32_t *counts)
{
    assert(layer >= 0 && layer < inspect_layers(inspect, kind));
    assert(low > 0 && low < high && bins >= 1 && bins <= INSPECT_BINS_MAX);
    const View *view = &inspect->views[kind][layer];
    const double from = log10(low), per_unit = bins / (log10(high) - from);
    const unsigned before = denormals_keep();
    memset(counts, 0, sizeof *counts * (size_t)bins);
    for (int i = 0; i < view->rows; i++) {
        const Real *row = view->a + i * view->stride;
        for (int j = 0; j < view->columns; j++) {
            const double magnitude = magnitude_of(row[j]);
            if (magnitude > 0) {
                const double at = floor((log10(magnitude) - from) * per_unit);
                counts[(int)fmin(fmax(at, 0), bins - 1)]++;
            }
        }
    }
    denormals_restore(before);
}
