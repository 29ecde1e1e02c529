// The numbers of what is in view: moments, shares, and which units are dead, saturated or alike.
#include "sim/train/inspect_parts.h"

#include "base/parallel.h"
#include "base/processor.h"

#include <math.h>
#include <string.h>

// Weights of two units are the same if they differ by less than this share of the layer's largest.
// Sums taken in another order leave 1e-6 after many steps; any random start differs by far more.
static const double ALIKE_SHARE = 1e-4;

// Below this share of the mean's square a variance from sums of squares has lost its digits: their
// rounding in double is some 1e-14 of it.
static const double SMALL_VARIANCE = 1e-8;

// Σ(a - mean)²/count over the finite values.
static double centred_variance(const View *view, double mean, size_t count)
{
    double sum = 0;
    for (int i = 0; i < view->rows; i++) {
        const Real *row = view->a + i * view->stride;
        for (int j = 0; j < view->columns; j++) {
            const double off = (double)row[j] - mean;
            sum += isfinite(off) ? off * off : 0;
        }
    }
    return sum / (double)count;
}

// low, high: beyond them a value is saturated; NAN: none is.
static LayerStats stats_of(const Kernels *kernels, const View *view, double low, double high)
{
    Moments m;
    kernels->moments(view->rows, view->columns, view->stride, view->a, low, high, &m);
    const size_t values = (size_t)view->rows * (size_t)view->columns;
    LayerStats stats = { .count = values - m.bad, .bad = m.bad, .units = view_units(view) };
    if (stats.count == 0) {
        stats.mean = stats.std = stats.min = stats.max = NAN;
        return stats;
    }
    const double count = (double)stats.count;
    stats.mean = m.sum / count;
    stats.min = (double)m.min + 0; // -0 is 0
    stats.max = (double)m.max;
    stats.zero_share = (double)m.zeros / count;
    stats.saturated_share = (double)m.saturated / count;
    const double square = stats.mean * stats.mean;
    double variance = m.sum_squares / count - square;
    if (!(variance > SMALL_VARIANCE * square)) {
        variance = stats.min == stats.max ? 0 : centred_variance(view, stats.mean, stats.count);
    }
    stats.std = sqrt(variance);
    return stats;
}

// Adds to each column's sum and squares what its rows are off from the first one, in `unit` (a
// power of two) and times scale.
FOR_EACH_PROCESSOR static void add_columns(const View *view, Real unit, Real scale,
                                           Real *restrict sum, Real *restrict squares)
{
    const int columns = view->columns;
    const Real *first = view->a;
    for (int i = 1; i < view->rows; i++) {
        const Real *row = first + i * view->stride;
        for (int j = 0; j < columns; j++) {
            const Real off = (row[j] * unit - first[j] * unit) * scale;
            sum[j] += off;
            squares[j] += off * off;
        }
    }
}

// Root mean square of the columns' stds. Counted from the first row, so that small differences of
// large values keep their digits, and in units of the layer's range, so that no square overflows;
// nor does the range of the largest numbers, or 1/range of the smallest.
static double signal_of(const Inspect *inspect, const View *view, const LayerStats *stats)
{
    const double range = stats->max - stats->min;
    Real *sum = inspect->sums, *squares = inspect->squares;
    memset(sum, 0, sizeof(Real) * (size_t)view->columns);
    memset(squares, 0, sizeof(Real) * (size_t)view->columns);
    const double unit = range > 1e38 ? 0x1p-2 : range < 1e-30 ? 0x1p100 : 1;
    add_columns(view, (Real)unit, (Real)(1 / (range * unit)), sum, squares);
    double variance = 0;
    for (int j = 0; j < view->columns; j++) {
        const double mean = (double)sum[j] / view->rows;
        variance += fmax((double)squares[j] / view->rows - mean * mean, 0) / view->columns;
    }
    return sqrt(variance) * range;
}

// An activation that can die is never negative: the sum over rows and area is 0 for dead units
// alone. Whether there are sums [units].
static bool sum_units(const Inspect *inspect, int layer)
{
    const View *view = &inspect->views[INSPECT_ACTIVATIONS][layer];
    const Activation *activation = inspect_activation(inspect, layer);
    if (!activation || !activation->can_die) {
        return false;
    }
    Real *sums = inspect->sums;
    inspect->net.kernels->column_sums(view->rows, padded(view->columns), view->a, view->stride,
                                      sums);
    for (int u = 0; u < view_units(view) && view->area > 1; u++) {
        Real sum = 0;
        for (int j = 0; j < view->area; j++) {
            sum += sums[(ptrdiff_t)u * view->area + j];
        }
        sums[u] = sum;
    }
    return true;
}

static bool equal_columns(const Real *row, int columns, double tolerance)
{
    bool equal = true;
    for (int j = 1; equal && j < columns; j++) {
        equal = fabs((double)row[j] - (double)row[0]) <= tolerance;
    }
    return equal;
}

// Whether the units of a layer with weights have the same weights and bias. Ends at the first
// weights of ordinary networks.
static bool units_alike(const Inspect *inspect, int weighted)
{
    const View *weights = &inspect->views[INSPECT_WEIGHTS][weighted];
    const LayerStats *stats = &inspect->stats[INSPECT_WEIGHTS][weighted];
    const double largest = fmax(fabs(stats->min), fabs(stats->max));
    bool alike = weights->columns > 1;
    for (int i = 0; alike && i < weights->rows; i++) {
        alike = equal_columns(weights->a + i * weights->stride, weights->columns,
                              ALIKE_SHARE * largest);
    }
    const Net *net = &inspect->net;
    const Layer *layer = &net->layers[weights->layer];
    if (alike && !layer->plan.no_bias) {
        const Real *bias = net->params + layer->bias;
        alike = equal_columns(bias, weights->columns,
                              ALIKE_SHARE * fmax(largest, fabs((double)bias[0])));
    }
    return alike;
}

// What tells inputs apart.
static double signal_in(const Inspect *inspect, const View *view, const LayerStats *stats)
{
    return stats->bad > 0            ? (double)NAN
           : stats->min < stats->max ? signal_of(inspect, view, stats)
                                     : 0;
}

static void take_activations(Inspect *inspect, int layer)
{
    const View *view = &inspect->views[INSPECT_ACTIVATIONS][layer];
    const Activation *activation = inspect_activation(inspect, layer);
    LayerStats stats =
        stats_of(inspect->net.kernels, view, activation ? activation->low : (double)NAN,
                 activation ? activation->high : (double)NAN);
    stats.signal = signal_in(inspect, view, &stats);
    const bool can_die = sum_units(inspect, layer);
    for (int u = 0; can_die && u < stats.units; u++) {
        stats.dead_units += inspect->sums[u] == 0;
    }
    inspect->stats[INSPECT_ACTIVATIONS][layer] = stats;
}

// What a hidden layer passes on is asked for more.
static void take_passed(Inspect *inspect, int hidden)
{
    const InspectKind kind = inspect->passed[hidden].kind;
    const int place = inspect->passed[hidden].place;
    LayerStats *stats = &inspect->stats[kind][place];
    stats->alike = units_alike(inspect, hidden);
    stats->directions = inspect_directions(&inspect->views[kind][place]);
    if (kind != INSPECT_ACTIVATIONS) {
        stats->signal = signal_in(inspect, &inspect->views[kind][place], stats);
    }
}

void inspect_take_stats(Inspect *inspect)
{
    const unsigned before = denormals_keep();
    for (InspectKind kind = 0; kind < INSPECT_COUNT; kind++) {
        for (int layer = 0; layer < inspect_layers(inspect, kind); layer++) {
            if (kind == INSPECT_ACTIVATIONS) {
                take_activations(inspect, layer);
            } else {
                inspect->stats[kind][layer] =
                    stats_of(inspect->net.kernels, &inspect->views[kind][layer], NAN, NAN);
            }
        }
    }
    for (int hidden = 0; hidden < inspect->hidden; hidden++) {
        take_passed(inspect, hidden);
    }
    denormals_restore(before);
}

double inspect_signal(const Inspect *inspect, const View *view)
{
    const unsigned before = denormals_keep();
    const LayerStats stats = stats_of(inspect->net.kernels, view, NAN, NAN);
    const double signal = signal_in(inspect, view, &stats);
    denormals_restore(before);
    return signal;
}

// Of all rows against the first one, so that small differences of large values keep their digits.
void inspect_moments(const Inspect *inspect, const View *view, double *mean, double *variance)
{
    Real *sum = inspect->sums, *squares = inspect->squares;
    memset(sum, 0, sizeof(Real) * (size_t)view->columns);
    memset(squares, 0, sizeof(Real) * (size_t)view->columns);
    add_columns(view, 1, 1, sum, squares);
    for (int u = 0; u < view_units(view); u++) {
        const ptrdiff_t first = (ptrdiff_t)u * view->area;
        double all = 0, within = 0, between = 0;
        for (int j = 0; j < view->area; j++) {
            const double off = (double)sum[first + j] / view->rows;
            all += (double)view->a[first + j] + off;
            within += (double)squares[first + j] / view->rows - off * off;
        }
        mean[u] = all / view->area;
        for (int j = 0; j < view->area; j++) {
            const double at = (double)view->a[first + j] + (double)sum[first + j] / view->rows;
            between += (at - mean[u]) * (at - mean[u]);
        }
        variance[u] = fmax(within + between, 0) / view->area;
    }
}

void inspect_units(const Inspect *inspect, int layer, uint8_t *flags)
{
    const LayerStats *stats = inspect_stats(inspect, INSPECT_ACTIVATIONS, layer);
    const View *view = &inspect->views[INSPECT_ACTIVATIONS][layer];
    const Activation *activation = inspect_activation(inspect, layer);
    const int units = stats->units < NET_UNITS_MAX ? stats->units : NET_UNITS_MAX;
    const int columns = units * view->area, of_unit = view->rows * view->area;
    int saturated[NET_UNITS_MAX] = { 0 };
    // Without as many in the whole layer no unit can have them.
    const bool may_be = stats->saturated_share * (double)stats->count > 0.5 * of_unit;
    for (int i = 0; may_be && i < view->rows; i++) {
        const Real *row = view->a + i * view->stride;
        const Real low = (Real)activation->low, high = (Real)activation->high;
        for (int j = 0; j < columns; j++) {
            saturated[j / view->area] += (row[j] < low) | (row[j] > high);
        }
    }
    const bool can_die = sum_units(inspect, layer);
    for (int u = 0; u < units; u++) {
        const bool dead = can_die && inspect->sums[u] == 0;
        flags[u] = (uint8_t)(dead | (saturated[u] > of_unit / 2) << 1);
    }
}
