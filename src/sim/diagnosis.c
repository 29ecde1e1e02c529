// One row for each thing that can be said, gravest first; the first that is found is said.
//
// What depth does is measured as the factor of one layer, the geometric mean of all steps from the
// first hidden layer to the last, so that it means the same for five layers and for twelve.
#include "sim/diagnosis.h"

#include "base/text.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

// A factor that makes ten of a quantity within ten layers is slow, one that makes a thousand fast:
// gradients change likewise on their way back, and no rate suits layers whose gradients differ a
// thousandfold. ReLU layers with weights of √(1/n) shrink by √½ = 0.71 (He et al. 2015, eq. 10);
// tanh layers by 0.85, the first five's average, and ever less; sigmoid layers pass on at most a
// quarter of what sets two inputs apart, their greatest slope.
static const double SLOW = 1.2589, FAST = 1.9953; // 10^0.1, 10^0.3

// Less than a doubling or halving from end to end does not matter, however few the layers; and what
// is fast must come to ten at least, or two layers that learn well would be said to explode.
static const double MATTERS = 2, MATTERS_FAST = 10;

// A layer is blocked when most of its units, or most of its values, pass no gradient on. Less than
// that is common in networks that learn well: some units of a deep ReLU layer are always dead.
static const double BLOCKED = 0.5;

// Values that differ by less than this share of their mean are one value.
static const double ONE_VALUE = 0.1;

typedef struct Layers {
    int count;
    const LayerStats *at[INSPECT_LAYERS_MAX]; // of the hidden layers' activations
} Layers;

// A quantity to follow through the layers.
typedef double Measure(const LayerStats *stats);

// Whether there is something of a row's kind to say; fills text and layer, which is -1.
typedef bool Find(const Layers *layers, Diagnosis *diagnosis);

static void say(Diagnosis *diagnosis, const char *format, ...) PRINTF_LIKE(2, 3);

static void say(Diagnosis *diagnosis, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    vsnprintf(diagnosis->text, sizeof diagnosis->text, format, values);
    va_end(values);
}

static double spread(const LayerStats *stats)
{
    return stats->std;
}

static double signal_of(const LayerStats *stats)
{
    return stats->signal;
}

// Whether the measure changes from the first layer to the last by at least `factor` a layer (less
// than 1: falls), enough to matter; *layer is where it first does.
static bool changes(const Layers *layers, Measure *measure, double factor, int *layer)
{
    const double first = layers->count > 1 ? measure(layers->at[0]) : 0;
    if (!(first > 0)) {
        return false;
    }
    const bool falls = factor < 1;
    const bool fast = factor >= FAST || factor <= 1 / FAST;
    const double matters = fast ? MATTERS_FAST : MATTERS;
    const double least = falls ? 1 / matters : matters;
    const double change = measure(layers->at[layers->count - 1]) / first;
    const double mean = pow(change, 1.0 / (layers->count - 1));
    for (*layer = 1; *layer < layers->count - 1; ++*layer) {
        const double so_far = measure(layers->at[*layer]) / first;
        if (falls ? so_far <= least : so_far >= least) {
            break;
        }
    }
    return falls ? change <= least && mean <= factor : change >= least && mean >= factor;
}

static bool find_lost(const Layers *layers, Diagnosis *diagnosis)
{
    for (int l = 0; l < layers->count; l++) {
        if (layers->at[l]->bad > 0) {
            diagnosis->layer = l;
            say(diagnosis, "values not finite from layer %d on", l + 1);
            return true;
        }
    }
    return false;
}

static bool find_alike(const Layers *layers, Diagnosis *diagnosis)
{
    for (int l = 0; l < layers->count; l++) {
        if (layers->at[l]->alike) {
            diagnosis->layer = l;
            say(diagnosis, "all units of a layer compute the same");
            return true;
        }
    }
    return false;
}

static bool find_dead(const Layers *layers, Diagnosis *diagnosis)
{
    int dead = 0, units = 0;
    for (int l = layers->count - 1; l >= 0; l--) {
        const LayerStats *stats = layers->at[l];
        dead += stats->dead_units;
        units += stats->units;
        if (stats->dead_units > BLOCKED * stats->units) {
            diagnosis->layer = l;
        }
    }
    if (diagnosis->layer < 0) {
        return false;
    }
    diagnosis->dead = dead;
    diagnosis->units = units;
    say(diagnosis, "%d of %d units dead", dead, units);
    return true;
}

static bool find_saturation(const Layers *layers, Diagnosis *diagnosis)
{
    double sum = 0;
    int blocked = 0;
    for (int l = layers->count - 1; l >= 0; l--) {
        const double share = layers->at[l]->saturated_share;
        sum += share;
        if (share > BLOCKED) {
            blocked++;
            diagnosis->layer = l;
            say(diagnosis, "saturated: %.0f %% in layer %d", 100 * share, l + 1);
        }
    }
    if (blocked > 1 && blocked == layers->count) {
        diagnosis->layer = -1;
        say(diagnosis, "saturated: %.0f %% of activations", 100 * sum / layers->count);
    }
    return blocked > 0;
}

static bool find_explosion(const Layers *layers, Diagnosis *diagnosis)
{
    say(diagnosis, "activations explode with depth");
    return changes(layers, spread, FAST, &diagnosis->layer);
}

// To 0 as the spread does, or to one other value, when the spread that is left lies between units
// and no more between inputs.
static bool find_collapse(const Layers *layers, Diagnosis *diagnosis)
{
    const bool to_zero = changes(layers, spread, 1 / FAST, &diagnosis->layer);
    const LayerStats *last = layers->count ? layers->at[layers->count - 1] : NULL;
    const bool one_value = last && last->std < ONE_VALUE * fabs(last->mean);
    if (!to_zero && !(one_value && changes(layers, signal_of, 1 / FAST, &diagnosis->layer))) {
        return false;
    }
    char value[32] = "0";
    if (one_value) {
        text_short(value, sizeof value, last->mean, 2);
    }
    say(diagnosis, "activations collapse to %s with depth", value);
    return true;
}

static bool find_shrinking(const Layers *layers, Diagnosis *diagnosis)
{
    say(diagnosis, "activations shrink with depth");
    return changes(layers, spread, 1 / SLOW, &diagnosis->layer);
}

static bool find_fading(const Layers *layers, Diagnosis *diagnosis)
{
    say(diagnosis, "inputs look more alike with depth");
    return changes(layers, signal_of, 1 / FAST, &diagnosis->layer);
}

static bool find_growth(const Layers *layers, Diagnosis *diagnosis)
{
    say(diagnosis, "activations grow with depth");
    return changes(layers, spread, SLOW, &diagnosis->layer);
}

static bool find_nothing(const Layers *layers, Diagnosis *diagnosis)
{
    diagnosis->layer = -1;
    say(diagnosis, layers->count > 0 ? "variance kept in every layer" : "no hidden layers");
    return true;
}

// clang-format off
static const struct Row { DiagnosisKind kind; bool good; Find *find; } rows[] = {
    { DIAGNOSIS_LOST,      false, find_lost },
    { DIAGNOSIS_ALIKE,     false, find_alike },
    { DIAGNOSIS_DEAD,      false, find_dead },
    { DIAGNOSIS_SATURATED, false, find_saturation },
    { DIAGNOSIS_EXPLODES,  false, find_explosion },
    { DIAGNOSIS_COLLAPSES, false, find_collapse },
    { DIAGNOSIS_SHRINKS,   false, find_shrinking },
    { DIAGNOSIS_FADES,     false, find_fading },
    { DIAGNOSIS_GROWS,     true,  find_growth },
    { DIAGNOSIS_FINE,      true,  find_nothing },
};
// clang-format on
static_assert(COUNT(rows) == DIAGNOSIS_COUNT, "one row for each DiagnosisKind");

void diagnose(const Inspect *inspect, Diagnosis *diagnosis)
{
    Layers layers = { .count = inspect_layers(inspect, INSPECT_ACTIVATIONS) };
    for (int l = 0; l < layers.count; l++) {
        layers.at[l] = inspect_stats(inspect, INSPECT_ACTIVATIONS, l);
    }
    for (size_t i = 0; i < COUNT(rows); i++) {
        *diagnosis = (Diagnosis){ .kind = rows[i].kind, .good = rows[i].good, .layer = -1 };
        if (rows[i].find(&layers, diagnosis)) {
            return;
        }
    }
}
