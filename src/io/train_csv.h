// A lab's training as a table: what `train` prints, and what the window's CSV button saves.
//
//     network,epoch,step,batch_loss,train_loss,train_accuracy,validation_loss,validation_accuracy,
//     grad_norm,status
//
// Networks from 1; nan where there is no number; status ok|lost.
#pragma once

#include "base/error.h"
#include "sim/train/session.h"

// Somebody who watches; both may be NULL.
typedef struct TrainWatch {
    void (*row)(void *context, const Lab *lab, const TrainRow *row); // written just now
    // All rows of the epoch are written; `epoch` of lab->spec.epochs, 0 before training. samples:
    // rows trained on so far, by all networks together.
    void (*epoch)(void *context, const Lab *lab, long epoch, double samples);
    void *context;
} TrainWatch;

// Trains a lab that has just been created for its epochs, or until all networks have stopped, and
// streams its rows to the file, or to stdout if path is NULL; a row for each epoch or each step.
// Ends early when nothing can be written any more. False: err->at is 0 when the path is at fault.
bool train_csv_write(Lab *lab, Parallel *parallel, bool every_step, const char *path,
                     const TrainWatch *watch, Error *err);
// The epochs' curves that a snapshot holds, network by network. path is no NULL here.
bool lab_curves_write(const LabShot *shot, const char *path, Error *err);
