// Figures of the books that need more networks than a lab has columns, each one click away:
//
// STUDY_ACTIVATIONS  Saito, Deep Learning from Scratch, ch. 6.2: 1,000 inputs N(0,1) of 100 through
//                    five layers of 100, three activations by four initializations: where the
//                    activations of every layer lie.
// STUDY_BATCH_NORM   ch. 6.3: sixteen scales of the first weights, 1 down to 10^-4, each
//                    learnt with and without batch normalization (five layers of 100, ReLU, SGD,
//                    batches of 100) on 1,000 drawn digits: accuracy on them over twenty epochs.
//                    The rate is 0.1, ten times the book's on MNIST: with that one, batch
//                    normalization is still learning at both ends of the scale when the twenty
//                    epochs are over.
//
// A study computes its cells in order on a thread of its own; what is done can be read meanwhile.
#pragma once

#include "base/job.h"
#include "sim/train/diagnosis.h"

typedef enum StudyKind { STUDY_ACTIVATIONS, STUDY_BATCH_NORM, STUDY_COUNT } StudyKind;

enum {
    STUDY_LAYERS = 5,
    STUDY_BINS = 30,
    STUDY_EPOCHS = 20,
    STUDY_ACTIVATIONS_ROWS = 3,    // sigmoid, tanh, ReLU
    STUDY_ACTIVATIONS_COLUMNS = 4, // σ = 1, σ = 0.01, Xavier, He
    STUDY_SCALES = 16,
    STUDY_CELLS_MAX = 2 * STUDY_SCALES,
};

typedef struct StudyRow {
    Kind kind;
    const char *data; // spec strings: its data, what all networks share
    const char *shared;
    int cells;
} StudyRow;

extern const StudyRow studies[STUDY_COUNT];
extern const Registry study_kinds;

// What a row or a column of the figure of activations has in common.
typedef struct StudyLine {
    const char *name, *rule; // "He", "√(2/n)"; rule may be ""
    const char *spec;
    double low, high; // of a row's histograms, as the book draws them
} StudyLine;

extern const StudyLine study_rows[STUDY_ACTIVATIONS_ROWS];
extern const StudyLine study_columns[STUDY_ACTIVATIONS_COLUMNS];

// What one network of a study came to; its kind says which part is filled.
typedef struct StudyCell {
    char title[160]; // "ReLU, He"
    char spec[96];   // what sets it apart, as a spec string
    // Activations: [low, high] in even bins; what lies outside is left out.
    LayerStats stats[STUDY_LAYERS];
    double low, high;
    uint32_t counts[STUDY_LAYERS][STUDY_BINS];
    Signal signal;
    // Batch norm: of the training rows, before training and after each epoch; NAN after it is lost.
    double accuracy[STUDY_EPOCHS + 1];
    double scale; // σ of the weights
    bool batchnorm;
} StudyCell;

// What is known of a cell before it is computed: title, spec, scale, batchnorm, low and high.
void study_describe(StudyKind kind, int index, StudyCell *cell);

typedef struct Study Study;

// Begins to compute. wake (may be NULL) is called from its thread after every cell.
Study *study_create(StudyKind kind, uint64_t seed, JobWake *wake, void *context);
// Ends the thread within a fraction of a second. Accepts NULL.
void study_destroy(Study *study);
StudyKind study_kind(const Study *study);
// How many cells are done; these can be read, the others not.
int study_done(const Study *study);
const StudyCell *study_cell(const Study *study, int cell);
// Waits until all are done.
void study_finish(Study *study);
