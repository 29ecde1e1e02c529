// One network in training: data, epochs of shuffled minibatches, evaluation. It advances in steps
// and knows no files, windows or threads. The same spec, data and seed give the same bits.
//
// The order of rows in an epoch comes from (seed, epoch), masks from (seed, step, layer), weights
// from (seed, layer); so any moment can be restored from its parameters and its step alone, and
// networks of one seed see the same batches.
#pragma once

#include "model/data/dataset.h"
#include "model/net/learner.h"

// Rows that are evaluated at once: the outputs of 64 units stay in the second-level cache.
enum { TRAIN_BLOCK = 256 };

// A dataset as networks read it: padded rows. Targets in both forms; which one depends on the loss.
typedef struct TrainData {
    const Dataset *set;
    const Real *x; // [N][padded(F)]; the set's own rows if they need no padding
    Real *wide;    // [N][padded(K)] one-hot; NULL for regression
    Real *single;  // [N][LANES]: the value, or the class of two as 0 or 1; NULL for K > 2
    double shares[DATASET_CLASSES_MAX]; // of the training rows: each class's; regression: 0
    double variance;                    // of their values; 0 for classes
} TrainData;

void train_data_init(TrainData *data, const Dataset *set, Arena *arena);

typedef struct TrainScore {
    double loss;     // mean, evaluation mode, no penalties; NAN if there are no rows
    double accuracy; // share of rows that are right; NAN for regression
} TrainScore;

typedef struct Train {
    NetSpec spec; // effective: nothing left to follow
    LossKind loss;
    int outputs;
    const TrainData *data;
    const Real *target; // data->wide or data->single
    int batch;          // rows a step; the last of an epoch has those that are left
    int batch_max;      // of any step: a last row alone joins the batch before it
    long epoch_steps;   // steps an epoch
    Learner learner;    // learner.step: steps made; learner.lost
    long lost_step;     // of a lost network: the step that failed, whose loss was not finite or
                        // that left a parameter or score not finite; else 0
    NetPass pass;       // for evaluation, with its points and outputs side by side
    Real *points, *answers;
    uint32_t *order; // [train_count] of epoch order_epoch
    long order_epoch;
    uint32_t *partners; // [2][batch_max]: whom a batch's rows are mixed with
    Real *spare;        // a row or a target
    Arena arena;        // owns all but data
} Train;

// What those score who always give the same answer, the best there is on the training rows: the
// classes' shares, or the values' mean. Label smoothing in, as in every score.
TrainScore train_chance(const Train *train);
// NULL with the error filled: a loss that cannot learn this data, batch normalization with batches
// of one row, ... data must outlive it. Weights are drawn.
Train *train_create(const NetSpec *spec, const TrainData *data, Error *err);
// Whether a network of that spec could train in batches of its size: false with the error filled
// when batch normalization would see batches of one, or its optimizer needs all data in each step.
bool train_takes_batch(const NetSpec *spec, const Dataset *set, Error *err);
// Bit k: NetKey k makes rows that are trained on others than the data's, and others in each step.
extern const SettingBits train_row_keys;
// Whether train_create() would take it; err->at is a byte of the spec's layers=, or -1.
bool train_check(const NetSpec *spec, const Dataset *set, Error *err);
// What that network takes of memory at most: for a batch, and for its weights with what the
// optimizer remembers of them. 0 of one that does not fit the data.
typedef struct TrainBytes {
    double batch, weights;
} TrainBytes;
TrainBytes train_bytes(const NetSpec *spec, const Dataset *set);
void train_destroy(Train *train); // accepts NULL
// Epochs completed, and whether the last step ended one (step 0: true).
long train_epoch(const Train *train);
bool train_epoch_ended(const Train *train);
// How many rows the step after `step` steps trains on.
int train_row_count(const Train *train, long step);
// The rows that the step after `step` steps trains on, in their order: places among the training
// rows, theirs until the next call.
const uint32_t *train_rows(Train *train, long step, int *count);
// Whether rows are augmented or mixed before a step trains on them.
bool train_makes_rows(const Train *train);
// A row as a step trains on it.
typedef struct TrainMade {
    uint32_t row;     // its place among the training rows
    uint32_t partner; // of the one that it is mixed with: in its target `share` is its own class or
    double share;     // value, the rest the partner's. Not mixed: itself, 1
} TrainMade;

// The first rows, `most` of them if there are, that the step after `step` steps trains on:
// augmented and mixed, not moved against the network (fgsm). x [most][features]. Returns how many.
int train_made(Train *train, long step, int most, TrainMade *made, float *x);
// The same of the next step, moved as it will move them. Nothing that is trained changes.
int train_moved(Train *train, int most, TrainMade *made, float *x);
// The next batch. Nothing happens to a lost network.
LearnStep train_step(Train *train, bool measure);
// Full passes over the training rows or the validation rows. lost is set when a loss or parameter
// is not finite.
TrainScore train_score(Train *train, bool validation);

// A score in the making. Zeroed is ready.
typedef struct TrainScoring {
    int rows, right; // seen so far
    double loss;
} TrainScoring;

// The same in parts, so that it can be interrupted: about `rows` more rows. True when it is
// complete; then score has the bits of train_score() and scoring is zeroed. Nothing else may happen
// to the network between the parts.
bool train_score_part(Train *train, bool validation, int rows, TrainScoring *scoring,
                      TrainScore *score);
// Outputs of the network in evaluation mode for `rows` points x [rows][features], unpadded and
// not from the data: out [rows][outputs], after softmax (classes), sigmoid (bce) or as is (mse).
void train_outputs(Train *train, int rows, const float *x, float *out);
// The same of one of the networks that dropout trains (NET_THINNED): masks from (seed, pass), one
// for all rows, and whatever the step, so that pictures of it change as the weights do. pass: from
// 0.
void train_outputs_thinned(Train *train, int pass, int rows, const float *x, float *out);
// Whether there is anything to draw: dropout, dropconnect or stochastic depth above 0.
bool train_has_masks(const Train *train);
// What a row of these says: the likeliest class and its probability; without classes 0 and the
// value.
int train_said(const Train *train, const float *out, float *share);
// Whether its rate goes by the loss; what that is after an epoch: the validation rows', without any
// the training rows'.
bool train_watches(const Train *train);
void train_tell(Train *train, double loss);
// Takes the numbers that need no restart (net_spec_restarts() is false) into the running network.
void train_adjust(Train *train, const NetSpec *spec);

// The whole state at a step, to come back to: bytes of train_save_size(). A saved state fits every
// Train of the same structure and optimizer.
size_t train_save_size(const Train *train);
void train_save(const Train *train, void *to);
void train_load(Train *train, const void *from);

// Early stopping: tells when the validation loss has not gone down for `patience` scores.
typedef struct TrainPatience {
    int patience; // 0: never stops
    int waited;
    double best; // lowest loss so far
    bool begun;
} TrainPatience;

// After one more score; and as it was after the last one.
bool train_patience_over(TrainPatience *patience, double validation_loss);
bool train_out_of_patience(const TrainPatience *patience);
