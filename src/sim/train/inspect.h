// A look into a network at any moment: what its layers hold, as moments and histograms. One forward
// pass in training mode without dropout (and one backward for gradients) over the first rows of
// the training data; nothing of the network changes.
#pragma once

#include "sim/train/lab_norms.h"
#include "sim/train/train.h"

// What can be seen, a list of layers each. A layer of pictures has channels for units.
typedef enum InspectKind {
    INSPECT_ACTIVATIONS, // after each activation function, pool and addition
    INSPECT_GRADIENTS,   // of the loss (penalties out) with respect to each layer's weights
    INSPECT_WEIGHTS,     // without biases
    INSPECT_SUMS,        // what each hidden layer with weights gives, before norm and activation
    INSPECT_BEFORE_NORM, // what goes into each norm
    INSPECT_AFTER_NORM,  // what comes out of it
    INSPECT_COUNT,
    INSPECT_PLAIN_COUNT = INSPECT_WEIGHTS + 1, // the first ones: of networks without norms
    INSPECT_NORMS = INSPECT_COUNT              // in tables alone: the lists of inspect_norm_list()
} InspectKind;

extern const Kind inspect_rows[INSPECT_COUNT + 1];
extern const Registry inspect_kinds;
extern const Registry inspect_plain_kinds; // INSPECT_PLAIN_COUNT
extern const Registry inspect_table_kinds; // with INSPECT_NORMS

enum {
    INSPECT_ROWS = 1000,
    INSPECT_BINS_MAX = 512,
    INSPECT_LAYERS_MAX = NET_LAYERS_MAX,
    INSPECT_CHOSEN_MAX = 4096,
};

// Which layer a place in a list shows.
typedef struct Sight {
    LayerName name;
    LayerRole role;
    int layer;         // in the network's plan
    int weighted;      // Layer's
    TensorShape shape; // of a row of what is seen; of weights: their units
} Sight;

typedef struct LayerStats {
    size_t count;                       // finite values
    size_t bad;                         // values that are not finite
    double mean, std, min, max;         // of the finite ones; NAN if there are none. std: biased
    double zero_share, saturated_share; // saturated: activations alone, else 0
    int units;                          // of the layer
    int dead_units; // units that are 0 for every row (and pixel); can_die activations alone
    // Activations and sums alone, else 0 and false.
    double signal; // std over the rows (root mean square of the units'): what tells inputs apart;
                   // NAN if a value is not finite
    bool alike;    // several units, all with the same weights and bias
    // What hidden layers pass on alone (inspect_passed()), else 0.
    double directions; // in how many rows differ, by a few rows: (Σλ)²/Σλ² over the eigenvalues of
                       // their covariance (participation ratio): 1 along a line, 2 in a plane that
                       // spreads alike; NAN if nothing differs or a value is not finite
} LayerStats;

// Keeps its memory while the structure of what it looks at stays: use one for each network.
typedef struct Inspect Inspect;

Inspect *inspect_create(void);
void inspect_destroy(Inspect *inspect); // accepts NULL
// Looks at `train` with at most `rows` rows (1..INSPECT_ROWS), fewer where a row has so many
// numbers or takes so much work that it would be felt: above 33,000 or 6 million (of a
// convolution 1.5 million). What is seen stays until the next look, whatever becomes of `train`.
// gradients false: skips the backward pass; INSPECT_GRADIENTS then has no layers. Where batch
// normalization would see single numbers, it is done in evaluation mode, without gradients.
void inspect_look(Inspect *inspect, const Train *train, int rows, bool gradients);
// Layers of a kind, in order.
int inspect_layers(const Inspect *inspect, InspectKind kind);
const Sight *inspect_sight(const Inspect *inspect, InspectKind kind, int layer);
const LayerStats *inspect_stats(const Inspect *inspect, InspectKind kind, int layer);
// Hidden layers with weights, and what each passes on: what its first activation function gives;
// without one its sums. Layers are counted by these wherever somebody says "layer 3".
int inspect_hidden(const Inspect *inspect);
const LayerStats *inspect_passed(const Inspect *inspect, int hidden);
const Sight *inspect_passed_sight(const Inspect *inspect, int hidden);
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
// Quantiles of a layer's finite values, NAN if there are none: between two values in proportion.
// shares, quantiles [count]: 0 the least, 1 the greatest. Of more than INSPECT_CHOSEN_MAX values an
// even choice.
void inspect_quantiles(const Inspect *inspect, InspectKind kind, int layer, int count,
                       const double *shares, double *quantiles);
// Which units of a place in INSPECT_ACTIVATIONS are dead or (more than half of their values)
// saturated: flags [at most NET_UNITS_MAX], the first units', bit 0 dead, bit 1 saturated.
void inspect_units(const Inspect *inspect, int layer, uint8_t *flags);
// What the norms hold, in the order of INSPECT_BEFORE_NORM.
void inspect_norms(const Inspect *inspect, LabNorms *norms);

// One list of a norm: values [features], stored. How many these are; 0: it has no such list.
int inspect_norm_list(const Inspect *inspect, int norm, NormList list, float *values);
// The same of a list as of a layer: its numbers; its counts and their range.
LayerStats inspect_list_stats(const float *values, int count);
void inspect_list_histogram(const float *values, int count, const LayerStats *stats, int bins,
                            double range[2], uint32_t *counts);
int inspect_widest(const Inspect *inspect); // no list is longer

// What a residual branch adds to what goes around it.
typedef struct InspectBranch {
    LayerName name;      // of the add
    double branch, skip; // of each what tells inputs apart, as LayerStats.signal
} InspectBranch;

// Of the branch whose add stands at a place in INSPECT_ACTIVATIONS (Sight.role is ROLE_ADD).
InspectBranch inspect_branch(const Inspect *inspect, int place);

// By how much pools and residual sums, which have no weights, have changed σ of what a hidden layer
// passes on, since the last norm.
typedef struct InspectDesign {
    double pools; // behind them its root mean square is so many times what it was before
    double sums;  // σ of the sum between its weights and its activation over that of the branch
} InspectDesign;

InspectDesign inspect_design(const Inspect *inspect, int hidden);

// A matrix that several layers share, one after the other: those as often as it is applied.
typedef struct InspectTie {
    LayerName name;    // of the first of them
    int layers;        // 0: no square matrix is shared; of several the one with the most
    double eigenvalue; // the largest |λ| of it (model/spectral_radius.h); without biases, norms and
                       // activations what goes through it grows or fades by this much each time
} InspectTie;

InspectTie inspect_tie(const Inspect *inspect);

// Norms whose mean and σ come of few values: the one with the fewest.
typedef struct InspectFew {
    LayerName name;
    bool batch; // over the rows of a batch in training; else over the values of a row
    int values; // 0: there is no norm
} InspectFew;

InspectFew inspect_fewest(const Inspect *inspect);
