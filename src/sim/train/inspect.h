// A look into a network at any moment: what its layers hold, as moments and histograms. One forward
// pass in training mode without dropout (and one backward for gradients) over the first rows of
// the training data; nothing of the network changes.
#pragma once

#include "sim/train/train.h"

typedef enum InspectKind {
    INSPECT_ACTIVATIONS, // after the activation function of each hidden layer
    INSPECT_GRADIENTS,   // of the loss (penalties out) with respect to the layer's weights
    INSPECT_WEIGHTS,     // without biases
    INSPECT_COUNT
} InspectKind;

extern const Kind inspect_rows[INSPECT_COUNT];
extern const Registry inspect_kinds;

enum { INSPECT_ROWS = 1000, INSPECT_BINS_MAX = 512, INSPECT_LAYERS_MAX = NET_HIDDEN_MAX + 1 };

typedef struct LayerStats {
    size_t count;                       // finite values
    size_t bad;                         // values that are not finite
    double mean, std, min, max;         // of the finite ones; NAN if there are none. std: biased
    double zero_share, saturated_share; // saturated: activations alone, else 0
    int units;                          // of the layer
    int dead_units;                     // units that are 0 for every row; can_die activations alone
    // Activations alone, else 0 and false.
    double signal; // std over the rows (root mean square of the units'): what tells inputs apart;
                   // NAN if a value is not finite
    bool alike;    // several units, all with the same weights and bias
} LayerStats;

// Keeps its memory while the structure of what it looks at stays: use one for each network.
typedef struct Inspect Inspect;

Inspect *inspect_create(void);
void inspect_destroy(Inspect *inspect); // accepts NULL
// Looks at `train` with at most `rows` rows (1..INSPECT_ROWS). What is seen stays until the next
// look, whatever becomes of `train`. gradients false: skips the backward pass; INSPECT_GRADIENTS
// then has no layers. One row alone goes through batch normalization in evaluation mode, without
// gradients.
void inspect_look(Inspect *inspect, const Train *train, int rows, bool gradients);
// Layers of a kind, in order: hidden layers for activations; for the others the output layer too.
int inspect_layers(const Inspect *inspect, InspectKind kind);
const LayerStats *inspect_stats(const Inspect *inspect, InspectKind kind, int layer);
// counts [bins], stored: values in even bins of [low, high], low < high.
void inspect_histogram(const Inspect *inspect, InspectKind kind, int layer, double low, double high,
                       int bins, uint32_t *counts);
// A range that shows a layer well: the activation's own for sigmoid [0,1] and tanh [-1,1], else
// from its least to its greatest value, widened when they are the same.
void inspect_range(const Inspect *inspect, InspectKind kind, int layer, double *low, double *high);
// The same of magnitudes: |values| that are finite and not 0 in even bins of log10|value| between
// those of low and high, 0 < low < high. What lies beyond counts in the outer bins; exact zeros
// count in none (LayerStats.zero_share has them).
void inspect_log_histogram(const Inspect *inspect, InspectKind kind, int layer, double low,
                           double high, int bins, uint32_t *counts);
// Whole powers of ten around these magnitudes, but for the smallest two in a thousand; false (and
// nothing set) if there are none.
bool inspect_log_range(const Inspect *inspect, InspectKind kind, int layer, double *low,
                       double *high);
// Which units of a hidden layer are dead or (more than half of their values) saturated: flags
// [units], bit 0 dead, bit 1 saturated.
void inspect_units(const Inspect *inspect, int layer, uint8_t *flags);
