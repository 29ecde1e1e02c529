// What there is to see of a lab that is worked with (session.h), as plain data: finished, complete
// and without a pointer into anything.
#pragma once

#include "sim/train/diagnosis.h"
#include "sim/train/lab_bands.h"
#include "sim/train/lab_batch.h"
#include "sim/train/lab_maps.h"
#include "sim/train/lab_norms.h"
#include "sim/train/lab_plane.h"
#include "sim/train/lab_wish.h"
#include "sim/train/series.h"

enum {
    SHOT_BINS = 50,
    SHOT_UNITS_MAX = 128, // of an enlarged layer
    SHOT_UNIT_SIDE = 32,
    SHOT_SAMPLES = 12,
    SHOT_PIXELS_MAX = 28 * 28,
    SHOT_WEIGHTS_MAX = 2048, // of a network that is drawn
};

// One network at the step of the shot.
typedef struct NetShot {
    uint32_t id;  // LabSpec's
    NetSpec spec; // effective; of one that waits: those with which it was lost
    char name[LAB_NAME_MAX];
    // Why it could not begin; "": it has. Of one that has not, nothing else but the above holds: it
    // is empty, at step 0, stopped.
    char barred[ERROR_TEXT_MAX];
    LossKind loss;
    int outputs;
    long step;           // steps made
    size_t weight_count; // what a framework counts as parameters
    bool lost, stopped;  // stopped: lost or out of patience
    long lost_step;
    long lost_at;   // the last step before it was, or will be, lost; -1: it is not known to be
    bool waits;     // it is lost, and other settings wait until it is taken back
    long well_step; // ... to where all was still well; 0: only to its beginning
    long epoch, epoch_steps;
    LearnStep last;               // NAN at step 0
    TrainScore train, validation; // at the last epoch's end; where `best` is shown, at its end
    // The epoch (from 1) with the lowest validation loss so far, the first that had it; 0: there is
    // none yet, or there are no validation rows. The step of its end, and the loss.
    long best_epoch, best_step;
    double best_loss;
    bool best;     // LabLook.best: histograms, surface, units, samples, scores are of that step
    Series series; // as far as it was ever trained since the last change

    // What each layer with weights holds: what a hidden one passes on (inspect_passed()) for
    // activations, gradients, weights.
    int held_count[INSPECT_WEIGHTS + 1];
    LayerStats held[INSPECT_WEIGHTS + 1][NET_WEIGHTED_MAX];

    int layer_count; // of look.kind: places in its list
    Sight sights[INSPECT_LAYERS_MAX];
    LayerStats stats[INSPECT_LAYERS_MAX];
    uint32_t counts[INSPECT_LAYERS_MAX][SHOT_BINS];
    // What the bins reach over. A layer has the same scale in all networks unless look.own: from
    // its least to its greatest value in any; but when some networks reach no further than 10 and
    // others do, the latter are cut at four times the furthest of the former (and not below 1 for
    // activations, .1 for weights, .001 for gradients), so that a network that explodes does not
    // flatten the others to one bar. Magnitudes have the same scale in all layers, so that one sees
    // them wander, from layer to layer: inspect_log_range() of all. A network that is lost has no
    // say while another is not. What lies outside counts in the outer bins.
    double low_of[INSPECT_LAYERS_MAX], high_of[INSPECT_LAYERS_MAX];
    int flag_count;                                        // places in INSPECT_ACTIVATIONS
    uint8_t unit_flags[INSPECT_LAYERS_MAX][NET_UNITS_MAX]; // as inspect_units()
    Judgement judgement;

    int surface_side; // 0: none. Row 0 at low[1], column 0 at low[0], samples at cells' centres
    uint8_t surface_class[SHOT_SURFACE_MAX * SHOT_SURFACE_MAX]; // the likeliest
    // Its probability, or the value. Of a spread: the standard deviation of that over SHOT_PASSES
    // passes with masks, of fewer points a side where the network is large (Monte Carlo dropout,
    // Gal & Ghahramani 2016); 0 everywhere without masks.
    float surface_value[SHOT_SURFACE_MAX * SHOT_SURFACE_MAX];
    bool surface_spread;
    float spread_most; // the greatest of a spread
    bool masks;        // it has some: dropout, DropConnect or stochastic depth above 0
    LabCurve curve;
    LabArrows arrows;

    int zoom_all;   // units of the enlarged layer
    int zoom_units; // those that are shown, the first ones; 0: none. values over the square like
                    // the surface, [unit][row][column]
    float zoom_low,
        zoom_high; // -127 and 127 of the values, which are cut there: how far most units reach
    int8_t zoom[SHOT_UNITS_MAX][SHOT_UNIT_SIDE * SHOT_UNIT_SIDE];

    // [true][said], [K][K]; of class data with other than two features, else 0.
    uint32_t confusion[DATASET_CLASSES_MAX * DATASET_CLASSES_MAX];
    bool confusion_validation; // over validation rows, or training rows if there are none
    uint8_t sample_said[SHOT_SAMPLES];
    float sample_share[SHOT_SAMPLES];

    int weight_total;                // of weights; 0: the network is too large to be drawn
    float weights[SHOT_WEIGHTS_MAX]; // layer by layer with weights, [out][in]
} NetShot;

// The first place in the histograms' list that belongs to a layer with weights, from 1; -1: none.
static inline int net_shot_place(const NetShot *net, int layer)
{
    for (int i = 0; i < net->layer_count; i++) {
        if (net->sights[i].weighted == layer - 1) {
            return i;
        }
    }
    return -1;
}

typedef struct LabShot {
    unsigned serial; // of the wish it answers
    long step,
        end; // the greatest of the networks' steps; how far any was ever trained, as it is set
    long bound;           // where a seek that is under way takes the furthest; else its step
    bool playing, busy;   // busy: a seek is under way
    bool ended;           // it was to play and has stopped by itself: it can go no further, or ...
    long goal;            // ... is at its end, this step; 0: it has none
    double samples_per_s; // of all networks together, lately; 0 when nothing trains
    double steps_per_s;   // at most, while it plays; INFINITY at full speed
    double left_s;        // to the end, when it is too slow for its pace; 0: in time, or not known
    Error error;          // of what could not begin, the first; text "": all has
    int error_network;    // -1: the data, so none has, or ...
    bool held;            // ... the networks go on with those before
    bool error_batch;     // it is that network's batches that cannot be

    // The data.
    unsigned data_version; // changes with the data
    int rows, train_count, features, classes;
    int subset_most;       // as Dataset has it, of those that are wished for; 0: not known
    double imbalance_most; // the same
    int constant;          // features that are the same in all training rows, where they are scaled
    float low[2], high[2];
    float given_low[2], given_high[2]; // what a network is given there: scaled, of scaled data
    LabPoints points; // of 2D data and curves (y is the value), evenly chosen if there are more
    char class_names[DATASET_CLASSES_MAX][24];
    TensorShape shape;                                    // of a row
    int image_width, image_height;                        // 0: no samples
    int sample_count;                                     // of few classes fewer
    uint8_t sample_pixels[SHOT_SAMPLES][SHOT_PIXELS_MAX]; // grey, of validation rows
    uint8_t sample_class[SHOT_SAMPLES];

    // What was changed on the way, as LabPast has it. More than LAB_CHANGES_MAX: the count alone.
    int change_count;
    LabChange changes[LAB_CHANGES_MAX];

    InspectKind kind;
    bool log;         // the histograms are of magnitudes, NetShot's ranges logarithmic
    int layers_shown; // the most of any network
    int network_count;
    NetShot networks[LAB_NETWORKS_MAX];

    LabSample sample;               // whose maps are wished for, ...
    LabMaps maps[LAB_NETWORKS_MAX]; // ... and what each network makes of it
    LabNorms norms[LAB_NETWORKS_MAX];
    LabUnits units[LAB_NETWORKS_MAX];
    LabUnit unit;
    LabBands bands[LAB_NETWORKS_MAX];
    LabBatch batch[LAB_NETWORKS_MAX];
} LabShot;
