// A lab: networks trained side by side on the same data, up to four by hand, six in a preset.
// LabSpec is plain data and its checks; Lab trains what it says, epoch by epoch.
#pragma once

#include "base/parallel.h"
#include "sim/train/epochs.h"

enum {
    LAB_NETWORKS_MAX = 6,   // a preset has six optimizers on the same network;
    LAB_NETWORKS_ADDED = 4, // flags and buttons stop here
    LAB_EPOCHS_MAX = 1000000,
    LAB_NAME_MAX = 120,    // bytes: letters take up to three ...
    LAB_NAME_LETTERS = 39, // ... of a name that is made
    LAB_NETWORK_TEXT_MAX = NET_TEXT_MAX + 2 * LAB_NAME_MAX + 16,
};

typedef struct LabSpec {
    DataSpec data;
    NetSpec shared; // its seed is the data's too, unless the data names its own
    NetSpec networks[LAB_NETWORKS_MAX];
    char names[LAB_NETWORKS_MAX][LAB_NAME_MAX]; // "": lab_name() makes one
    // The settings of its own that a name came with, as a preset's do: it is true of these alone.
    // own 0: a name given by hand, which stays.
    NetSpec named_for[LAB_NETWORKS_MAX];
    // Who is who when networks are added, removed or put in another order while they train: a
    // network keeps its time (session.h) under its number. 0: by its place. Not saved.
    uint32_t ids[LAB_NETWORKS_MAX];
    int network_count; // 1..LAB_NETWORKS_MAX
    int epochs;
    int patience; // early stopping, epochs; 0: off
} LabSpec;

// What a lab has beside its networks; of LabSpec; ends with key NULL.
enum { LAB_DATA, LAB_EPOCHS, LAB_PATIENCE, LAB_SETTINGS_MAX = 16 };
extern const Setting lab_settings[];

// One network on spirals, 40 epochs.
void lab_spec_defaults(LabSpec *spec);
// Whether two labs are the same: data, networks with what each owns, and their names. What has no
// effect is not looked at: ids, a network's own value of what it shares, what a name was made for.
bool lab_spec_equal(const LabSpec *a, const LabSpec *b);
// Network i with everything it follows filled in.
NetSpec lab_network(const LabSpec *spec, int network);
// What a network is called: its name, or what of its own sets it apart from the others ("He
// (normal), dropout 0.5"; alone: all its own), or "Network 1". text [LAB_NAME_MAX].
void lab_name(const LabSpec *spec, int network, char *text, size_t size);

// A network as it is typed: its settings over the shared ones, and name="Wide" where it was given
// one by hand, called="Wide" where the name holds only as long as its own settings stay. err->at is
// the byte at fault.
bool lab_parse_network(LabSpec *spec, int network, const char *text, Error *err);
// What is the network's own; parses back to the same over the same shared. text
// [LAB_NETWORK_TEXT_MAX] is enough for every network.
void lab_write_network(const LabSpec *spec, int network, char *text, size_t size);
// All that may stand in it.
extern const SettingTable lab_network_table;

// The settings in which networks differ: bit k for NetKey k.
SettingBits lab_apart(const LabSpec *spec);
// Settings of a network in words, "hidden 10x100 ReLU, He (normal)": those of `keys` that have a
// say; "" if none.
void lab_words(const LabSpec *spec, int network, SettingBits keys, char *text, size_t size);
enum { LAB_WORDS_MAX = 640 };
// The names are those of the networks' own settings as they are now.
void lab_names_bind(LabSpec *spec);
// Empties the names that came with other settings than the networks have.
void lab_names_check(LabSpec *spec);

typedef struct LabPast LabPast; // sim/train/lab_past.h

typedef struct Lab {
    LabSpec spec;
    Arena arena; // owns data and what changes on the way
    Dataset set;
    TrainData data;
    Epochs networks[LAB_NETWORKS_MAX]; // [spec.network_count], their `train` the lab's
    bool keeps_best;                   // lab_keep_best()
} Lab;

// What is wrong with a lab, and where: network -1 for the data.
typedef struct LabError {
    Error error;
    int network;
} LabError;

// All networks together may take LAB_BATCH_BYTES_MAX for their batches and weights; else *network
// is the first that goes beyond.
#define LAB_BATCH_BYTES_MAX 4e9
bool lab_check_memory(const LabSpec *spec, const Dataset *set, int *network, Error *err);
// Early stopping needs validation rows to go by.
bool lab_check_patience(const LabSpec *spec, const Dataset *set, Error *err);
// And so does a best epoch: whether of so many rows not all are trained on.
bool lab_check_best(int rows, int train_count, Error *err);

// Label smoothing and the entropy term are for softmax cross-entropy. `regression`: of the data.
bool lab_needs_softmax(NetKey key);
bool lab_is_softmax(const LabSpec *spec, int network, bool regression);
// Refuses them where a network that cannot has one of its own, or where it is shared and none can;
// *key: which; err->network -1: the shared one. For what is typed: a lab that has it all the same
// trains as if it were 0.
bool lab_check_softmax(const LabSpec *spec, bool regression, NetKey *key, LabError *err);
// Takes away what would be refused.
void lab_drop_softmax(LabSpec *spec, bool regression);
// Whether any network has one of them, so that it matters whether the data are regression; and
// whether they are. A file is read for it; one that cannot be counts as classes.
bool lab_asks_softmax(const LabSpec *spec);
bool lab_is_regression(const LabSpec *spec);

// NULL with the error filled.
Lab *lab_create(const LabSpec *spec, LabError *err);
// The same with its past: trained on the points that were painted, its settings changing at the
// steps where they were changed.
Lab *lab_create_past(const LabSpec *spec, const LabPast *past, LabError *err);
void lab_destroy(Lab *lab); // accepts NULL

// Row 0 of every network: its scores before training. sink may be NULL, here and below.
void lab_begin(Lab *lab, TrainSink *sink, void *context);
// One epoch of every network that has not stopped, each on one thread of parallel (NULL: all in the
// caller); then the rows that are read, network by network. False when all have stopped. The same
// bits for any number of threads.
bool lab_epoch(Lab *lab, Parallel *parallel, EpochsRead read, TrainSink *sink, void *context);

// Of a lab that has just been created: its networks' states are kept at the best epoch so far, so
// that lab_take_best() can give them back. False with the error filled without validation rows, by
// which an epoch is the best.
bool lab_keep_best(Lab *lab, Error *err);
// After training: network i has the weights of its best epoch, and is told of as it was there
// (epochs_best_row()). False: it has had none.
bool lab_take_best(Lab *lab, int network);

// Somebody who watches; both may be NULL.
typedef struct LabWatch {
    void (*row)(void *context, const Lab *lab, const TrainRow *row);
    // All rows of the epoch have been told; `epoch` of lab->spec.epochs, 0 before training.
    // samples: rows trained on so far, by all networks together. False: enough.
    bool (*epoch)(void *context, const Lab *lab, long epoch, double samples);
    void *context;
} LabWatch;

// Trains a lab that has just been created for its epochs, or until all networks have stopped, so
// many of them at once (0: one for each processor). Unread it has no row 0 either.
void lab_train(Lab *lab, int threads, EpochsRead read, const LabWatch *watch);
