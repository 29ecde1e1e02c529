// One row for each thing that can be said. Layers lie one behind the other, so what goes wrong
// first is what is said: the row that shows in the lowest layer; of several, the upper row. What
// only adds up from end to end comes after.
#include "sim/train/diagnosis.h"

#include <math.h>

typedef struct Layers {
    int count;
    const LayerStats *at[NET_WEIGHTED_MAX]; // what the hidden layers pass on
} Layers;

// A quantity to follow through the layers.
typedef double Measure(const LayerStats *stats);

// Whether there is something of a row's kind to say; fills signal->layer, which is -1.
typedef bool Find(const Layers *layers, Signal *signal);

static double spread(const LayerStats *stats)
{
    return stats->std;
}

static double between_inputs(const LayerStats *stats)
{
    return stats->signal;
}

// The last layer's measure over the first's.
static double change_of(const Layers *layers, Measure *measure)
{
    return layers->count > 1 ? measure(layers->at[layers->count - 1]) / measure(layers->at[0])
                             : (double)NAN;
}

static bool is_fast(double change, int steps)
{
    const DiagnosisLimits *limits = &diagnosis_limits;
    return change >= limits->fast_sum ||
           (change >= limits->fast_all && pow(change, 1.0 / steps) >= limits->fast);
}

// The first layer at which the measure has become `factor` of the first's (less than 1: at most).
static int layer_reached(const Layers *layers, Measure *measure, double factor)
{
    int layer = 1;
    for (; layer < layers->count - 1; layer++) {
        const double so_far = measure(layers->at[layer]) / measure(layers->at[0]);
        if (factor < 1 ? so_far <= factor : so_far >= factor) {
            break;
        }
    }
    return layer;
}

static bool find_symmetry(const Layers *layers, Signal *signal)
{
    for (int l = 0; l < layers->count && signal->layer < 0; l++) {
        signal->layer = layers->at[l]->alike ? l : -1;
    }
    return signal->layer >= 0;
}

static bool find_bad(const Layers *layers, Signal *signal)
{
    for (int l = 0; l < layers->count && signal->layer < 0; l++) {
        signal->layer = layers->at[l]->bad > 0 ? l : -1;
    }
    return signal->layer >= 0;
}

static bool find_dead(const Layers *layers, Signal *signal)
{
    for (int l = 0; l < layers->count && signal->layer < 0; l++) {
        const LayerStats *stats = layers->at[l];
        signal->layer = stats->dead_units > diagnosis_limits.blocked * stats->units ? l : -1;
    }
    return signal->layer >= 0;
}

static bool find_saturation(const Layers *layers, Signal *signal)
{
    for (int l = 0; l < layers->count && signal->layer < 0; l++) {
        signal->layer = layers->at[l]->saturated_share > diagnosis_limits.blocked ? l : -1;
    }
    return signal->layer >= 0;
}

static bool find_explosion(const Layers *layers, Signal *signal)
{
    if (is_fast(signal->values, layers->count - 1)) {
        signal->layer = layer_reached(layers, spread, diagnosis_limits.fast_all);
        return true;
    }
    return false;
}

// What tells inputs apart is lost, and the values go to 0 as well on their way, or to one other
// value.
static bool find_collapse(const Layers *layers, Signal *signal)
{
    if (!is_fast(1 / signal->inputs, layers->count - 1)) {
        return false;
    }
    const double least = 1 / diagnosis_limits.fast_all;
    const LayerStats *last = layers->at[layers->count - 1];
    double lowest = INFINITY;
    for (int l = 1; l < layers->count; l++) {
        lowest = fmin(lowest, layers->at[l]->std / layers->at[0]->std);
    }
    signal->layer = layer_reached(layers, between_inputs, least);
    return lowest <= least || last->std < diagnosis_limits.one_value * fabs(last->mean);
}

static bool find_fading(const Layers *layers, Signal *signal)
{
    signal->layer = is_fast(1 / signal->inputs, layers->count - 1)
                        ? layer_reached(layers, between_inputs, 1 / diagnosis_limits.fast_all)
                        : -1;
    return signal->layer >= 0;
}

// The values are kept, but nothing, or too much, comes back to the lower layers.
static bool find_gradient_explosion(const Layers *layers, Signal *signal)
{
    return is_fast(signal->gradient, layers->count - 2);
}

static bool find_gradient_collapse(const Layers *layers, Signal *signal)
{
    return is_fast(1 / signal->gradient, layers->count - 2);
}

static bool find_shrinking(const Layers *layers, Signal *signal)
{
    const double least = 1 / diagnosis_limits.changes;
    signal->layer = signal->own <= least ? layer_reached(layers, spread, least) : -1;
    return signal->layer >= 0;
}

static bool find_growth(const Layers *layers, Signal *signal)
{
    const double most = diagnosis_limits.changes;
    signal->layer = signal->own >= most ? layer_reached(layers, spread, most) : -1;
    return signal->layer >= 0;
}

// Of a single value of a row a norm leaves nothing.
static bool leaves_nothing(const Signal *signal)
{
    return signal->few.values == 1 && !signal->few.batch;
}

static bool find_few(UNUSED const Layers *layers, Signal *signal)
{
    const InspectFew *few = &signal->few;
    return few->values > 0 && (few->batch ? few->values < diagnosis_limits.few
                                          : few->values <= diagnosis_limits.few_of_row);
}

static bool find_idle(UNUSED const Layers *layers, Signal *signal)
{
    return signal->idle > diagnosis_limits.blocked * signal->branches;
}

// The last layers, as many as there are, in which inputs differ in one direction.
static bool find_line(const Layers *layers, Signal *signal)
{
    const DiagnosisLimits *limits = &diagnosis_limits;
    int line = 0;
    while (line < layers->count &&
           layers->at[layers->count - 1 - line]->directions <= limits->line) {
        line++;
    }
    const bool found = line >= limits->line_least && line >= limits->line_share * layers->count &&
                       layers->at[0]->directions >= limits->plane;
    signal->layer = found ? layers->count - line : -1;
    return found;
}

static bool find_nothing(UNUSED const Layers *layers, UNUSED Signal *signal)
{
    return true;
}

typedef struct Row {
    SignalKind kind;
    Mood mood;
    Find *find;
} Row;

// clang-format off
static const Row in_a_layer[] = {
    { SIGNAL_DEAD,      MOOD_BAD, find_dead },
    { SIGNAL_SATURATED, MOOD_BAD, find_saturation },
    { SIGNAL_EXPLODES,  MOOD_BAD, find_explosion },
    { SIGNAL_COLLAPSES, MOOD_BAD, find_collapse },
};
static const Row from_end_to_end[] = {
    { SIGNAL_ALIKE,     MOOD_BAD,     find_fading },
    { SIGNAL_FEW,       MOOD_WARNING, find_few },
    { SIGNAL_IDLE,      MOOD_WARNING, find_idle },
    { SIGNAL_SHRINKS,   MOOD_WARNING, find_shrinking },
    { SIGNAL_GROWS,     MOOD_WARNING, find_growth },
    { SIGNAL_EXPLODES,  MOOD_WARNING, find_gradient_explosion },
    { SIGNAL_COLLAPSES, MOOD_WARNING, find_gradient_collapse },
    { SIGNAL_LINE,      MOOD_WARNING, find_line },
    { SIGNAL_KEPT,      MOOD_GOOD,    find_nothing },
};
// clang-format on

static void say(Signal *signal, SignalKind kind, Mood mood, int layer)
{
    signal->kind = kind;
    signal->mood = mood;
    signal->layer = layer;
}

static bool say_first(const Row *rows, size_t count, bool lowest, const Layers *layers,
                      Signal *signal)
{
    int best = NET_WEIGHTED_MAX;
    for (size_t i = 0; i < count; i++) {
        Signal found = *signal;
        found.layer = -1;
        if (rows[i].find(layers, &found) && found.layer < best) {
            best = found.layer;
            say(signal, rows[i].kind, rows[i].mood, found.layer);
            if (!lowest) {
                break;
            }
        }
    }
    return best < NET_WEIGHTED_MAX;
}

// Root mean square of a layer's gradients.
static double gradient_of(const Inspect *inspect, int dense)
{
    const LayerStats *stats = inspect_stats(inspect, INSPECT_GRADIENTS, dense);
    return hypot(stats->std, stats->mean);
}

static void measure_branches(const Inspect *inspect, Signal *signal)
{
    for (int i = 0; i < inspect_layers(inspect, INSPECT_ACTIVATIONS); i++) {
        if (inspect_sight(inspect, INSPECT_ACTIVATIONS, i)->role != ROLE_ADD) {
            continue;
        }
        const InspectBranch branch = inspect_branch(inspect, i);
        const double adds = branch.branch / branch.skip;
        signal->branches++;
        signal->idle += adds < diagnosis_limits.idle;
        if (adds < signal->adds || isnan(signal->adds)) { // NAN: 0 to 0, or not finite
            signal->adds = adds;
            signal->idlest = branch.name;
        }
    }
}

// Of a sum that has grown the branch alone counts (one that adds little shrinks nothing).
static double own_change(const Inspect *inspect, Signal *signal)
{
    const InspectDesign first = inspect_design(inspect, 0);
    const InspectDesign last = inspect_design(inspect, signal->layers - 1);
    const double own = signal->values / (last.pools / first.pools);
    const double branch = own > 1 ? fmax(fmin(own, own / (last.sums / first.sums)), 1) : own;
    signal->own_pools = own != signal->values;
    signal->own_sums = branch != own;
    return branch;
}

static void measure_weights(const Inspect *inspect, Signal *signal)
{
    double squares = 0;
    for (int l = 0; l < inspect_layers(inspect, INSPECT_WEIGHTS); l++) {
        const LayerStats *stats = inspect_stats(inspect, INSPECT_WEIGHTS, l);
        squares += (stats->std * stats->std + stats->mean * stats->mean) * (double)stats->count;
        signal->weight_count += stats->count;
    }
    signal->weights = sqrt(squares);
}

static void measure(const Inspect *inspect, const Layers *layers, Signal *signal)
{
    const int count = layers->count;
    *signal = (Signal){ .layer = -1,
                        .layers = count,
                        .gradient = NAN,
                        .push = NAN,
                        .mean = NAN,
                        .std = NAN,
                        .directions = count > 0 ? layers->at[count - 1]->directions : (double)NAN,
                        .adds = NAN };
    signal->few = inspect_fewest(inspect);
    signal->tie = inspect_tie(inspect);
    measure_branches(inspect, signal);
    signal->values = change_of(layers, spread);
    signal->own = count > 1 ? own_change(inspect, signal) : (double)NAN;
    signal->inputs = change_of(layers, between_inputs);
    for (int l = 0; l < count; l++) {
        signal->dead += layers->at[l]->dead_units;
        signal->units += layers->at[l]->units;
        signal->saturated = fmax(signal->saturated, layers->at[l]->saturated_share);
        signal->mean = layers->at[l]->mean;
        signal->std = layers->at[l]->std;
    }
    double squares = 0;
    for (int l = 0; l < inspect_layers(inspect, INSPECT_GRADIENTS); l++) {
        const double each = gradient_of(inspect, l);
        squares += each * each * (double)inspect_stats(inspect, INSPECT_GRADIENTS, l)->count;
        signal->push = sqrt(squares);
    }
    measure_weights(inspect, signal);
    // The first layer's weights see the data, the output layer's the targets.
    if (count > 2 && inspect_layers(inspect, INSPECT_GRADIENTS) > count) {
        signal->gradient = gradient_of(inspect, 1) / gradient_of(inspect, count - 1);
    }
}

bool signal_is_plain(const Signal *signal)
{
    const bool fades = signal->kind == SIGNAL_COLLAPSES || signal->kind == SIGNAL_ALIKE ||
                       signal->kind == SIGNAL_SHRINKS;
    return fades && signal->branches == 0 && signal->layers >= diagnosis_limits.deep;
}

void judge_signal(const Inspect *inspect, bool lost, Signal *signal)
{
    Layers layers = { .count = inspect_hidden(inspect) };
    for (int l = 0; l < layers.count; l++) {
        layers.at[l] = inspect_passed(inspect, l);
    }
    measure(inspect, &layers, signal);
    if (find_bad(&layers, signal) || lost) {
        say(signal, SIGNAL_EXPLODES, MOOD_BAD, signal->layer);
    } else if (find_symmetry(&layers, signal)) {
        say(signal, SIGNAL_SYMMETRIC, MOOD_BAD, signal->layer);
    } else if (leaves_nothing(signal)) {
        say(signal, SIGNAL_FEW, MOOD_BAD, -1);
    } else if (!say_first(in_a_layer, COUNT(in_a_layer), true, &layers, signal)) {
        say_first(from_end_to_end, COUNT(from_end_to_end), false, &layers, signal);
    }
    if (signal->layer >= 0) {
        signal->layer_dead = layers.at[signal->layer]->dead_units;
        signal->layer_units = layers.at[signal->layer]->units;
    }
}
