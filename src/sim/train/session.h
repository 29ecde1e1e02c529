// A lab that is worked with: what the user wishes goes in, finished snapshots come out. It trains,
// goes back in time, looks into the networks. It belongs to one thread (the worker's; or the
// caller's for `render` and tests) and knows no window.
//
// Every network has its own time, the steps it has made: a function of its settings alone, so that
// any earlier step can be gone back to, exactly (the last state kept before it is restored and
// trained on from there, with the changes of settings that happened in between). While the lab
// plays, the networks that are behind (because they were begun anew) catch up first; then all go on
// together. When it is paused, all come to rest at the same step.
//
// A lab has an end, so many epochs; there it stops by itself. Played again from there it goes on
// without end. How fast it goes is a matter of the clock alone and changes no number.
#pragma once

#include "sim/train/diagnosis.h"
#include "sim/train/lab.h"
#include "sim/train/series.h"

#include <stdatomic.h>

enum {
    LAB_POINTS_MAX = 2048, // painted, or shown
    SHOT_BINS = 50,
    SHOT_SURFACE_MAX = 128, // points a side
    SHOT_UNITS_MAX = 128,   // of an enlarged layer
    SHOT_UNIT_SIDE = 32,
    SHOT_SAMPLES = 12,
    SHOT_PIXELS_MAX = 28 * 28,
    SHOT_WEIGHTS_MAX = 2048, // of a network that is drawn
};

typedef struct LabPoint {
    float x, y;
    float target;    // class, or value
    bool validation; // ignored in a wish
} LabPoint;

typedef struct LabPoints {
    int count;
    LabPoint items[LAB_POINTS_MAX];
} LabPoints;

// What the window would like to see besides the numbers.
typedef struct LabLook {
    InspectKind kind;        // of the histograms
    bool log[INSPECT_COUNT]; // of a kind: magnitudes on a logarithmic scale
    bool own;                // every network has its own scale, else all have one
    int surface;             // points a side of the decision surfaces, 8..SHOT_SURFACE_MAX; 0: none
    int zoom_layer;          // hidden layer whose units are shown, from 0; -1: none
} LabLook;

// Takes one network, which is lost, back to a step with the settings that are wished for it.
typedef struct LabReturn {
    uint32_t id;
    unsigned count; // a new number does it
    long step;      // 0: begins it anew
} LabReturn;

// The whole of what the user wants, always complete; a newer one replaces an older one.
typedef struct LabWish {
    LabSpec spec;
    bool painted; // the points below are the data, instead of spec.data (its train share holds)
    int painted_classes; // 2..DATASET_CLASSES_MAX, 0: regression
    LabPoints points;
    bool playing;
    unsigned plays;    // counts: a new number begins to play
    int epochs;        // where it stops: when every network has had so many; 0: it has no end
    bool paced;        // so fast that the whole until there takes SESSION_PACE_S (no end: `speed`)
    double speed;      // else steps a second; INFINITY: full speed
    unsigned restarts; // counts: a new number begins anew at step 0
    unsigned seeks;    // counts: a new number takes every network to step `seek`, back or forth
    long seek;
    unsigned undos;   // counts: what a new number changes takes a change back or makes it once more
    bool seek_epochs; // `seek` counts epochs: each network goes to its own epoch's end
    LabReturn returns[LAB_NETWORKS_MAX]; // in any order; id 0: none
    LabLook look;
    unsigned serial; // the shot that answers it has the same number or a later one
} LabWish;

extern const double SESSION_PACE_S;

// One network at the step of the shot.
typedef struct NetShot {
    NetSpec spec; // effective; of one that waits: those with which it was lost
    char name[LAB_NAME_MAX];
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
    TrainScore train, validation; // at the last epoch's end
    Series series;                // as far as it was ever trained since the last change

    int layer_count; // of look.kind
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
    uint8_t unit_flags[NET_HIDDEN_MAX][NET_UNITS_MAX]; // as inspect_units()
    Judgement judgement;

    int surface_side; // 0: none. Row 0 at low[1], column 0 at low[0], samples at cells' centres
    uint8_t surface_class[SHOT_SURFACE_MAX * SHOT_SURFACE_MAX]; // the likeliest
    float surface_value[SHOT_SURFACE_MAX * SHOT_SURFACE_MAX];   // its probability, or the value

    int zoom_units; // 0: none. values over the square like the surface, [unit][row][column]
    float zoom_low,
        zoom_high; // -127 and 127 of the values, which are cut there: how far most units reach
    int8_t zoom[SHOT_UNITS_MAX][SHOT_UNIT_SIDE * SHOT_UNIT_SIDE];

    // [true][said], [K][K]; of class data with other than two features, else 0.
    uint32_t confusion[DATASET_CLASSES_MAX * DATASET_CLASSES_MAX];
    bool confusion_validation; // over validation rows, or training rows if there are none
    uint8_t sample_said[SHOT_SAMPLES];
    float sample_share[SHOT_SAMPLES];

    int weight_total;                // of weights; 0: the network is too large to be drawn
    float weights[SHOT_WEIGHTS_MAX]; // dense layer by dense layer, [out][in]
} NetShot;

typedef struct LabShot {
    unsigned serial; // of the wish it answers
    long step,
        end; // the greatest of the networks' steps; how far any was ever trained, as it is set
    bool playing, busy;   // busy: a seek is under way
    bool ended;           // it was to play and has stopped by itself: it can go no further, or ...
    long goal;            // ... is at its end, this step; 0: it has none
    double samples_per_s; // of all networks together, lately; 0 when nothing trains
    double steps_per_s;   // at most, while it plays; INFINITY at full speed
    double left_s;        // to the end, when it is too slow for its pace; 0: in time, or not known
    Error error; // a wish that could not be fulfilled; the lab stays as it was. text "" if none
    int error_network; // -1: the data
    bool error_batch;  // it is that network's batches that cannot be

    // The data.
    unsigned data_version; // changes with the data
    int rows, train_count, features, classes;
    float low[2], high[2];
    LabPoints points; // 2D data, evenly chosen if there are more
    char class_names[DATASET_CLASSES_MAX][24];
    int image_width, image_height; // 0: no samples
    int sample_count;
    uint8_t sample_pixels[SHOT_SAMPLES][SHOT_PIXELS_MAX]; // grey, of validation rows
    uint8_t sample_class[SHOT_SAMPLES];

    InspectKind kind;
    bool log;         // the histograms are of magnitudes, NetShot's ranges logarithmic
    int layers_shown; // the most of any network
    int network_count;
    NetShot networks[LAB_NETWORKS_MAX];
} LabShot;

typedef struct Session Session;

// memory_budget: bytes for states to go back to. threads: for networks side by side, 0: one for
// each processor but one.
Session *session_create(size_t memory_budget, int threads);
void session_destroy(Session *session); // accepts NULL
// The clock that its pace goes by, seconds that only grow; until then it is the computer's.
typedef double SessionClock(void *context);
void session_set_clock(Session *session, SessionClock *clock, void *context);
// Takes a wish over: data and settings follow at once as far as they differ from before. New data
// begins every network anew; a change that restarts (net_spec_restarts()) begins that network anew,
// at step 0 of its time; other changes take effect at the network's step and cut off what lay
// after. Those of a network that is lost wait, and nothing of it changes, until it is gone back
// with (by a seek or a return). A change that is taken back (`undos`) brings the training back that
// it had cut off, and all networks to the step where it was made.
void session_wish(Session *session, const LabWish *wish);
// Works towards the wish for about budget_s; *interrupt (may be NULL) set by another thread ends it
// within a few milliseconds. Returns whether there is more to do.
bool session_work(Session *session, double budget_s, const atomic_bool *interrupt);
// Seconds until session_work() has something to do again under a speed limit; 0: now, INFINITY:
// only after another wish.
double session_wait_s(const Session *session);
// Counts pieces of work: while it stays, nothing has moved.
unsigned session_pieces(const Session *session);
// Looks at all that a snapshot shows and that has moved, until *interrupt (may be NULL) is set;
// true when nothing is left.
bool session_refresh(Session *session, const atomic_bool *interrupt);
// The state as a snapshot. all: refreshed before. Else expensive parts (surfaces, histograms) may
// be those of a little earlier, refreshed in turn so that looking costs a tenth of the training
// time, and surfaces never seen before may be coarser than wished.
void session_shot(Session *session, LabShot *shot, bool all);
