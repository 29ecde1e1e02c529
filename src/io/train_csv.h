// A lab's training as a table: what `train` prints, and what the window's CSV button saves.
//
//     network,epoch,step,batch_loss,train_loss,train_accuracy,validation_loss,validation_accuracy,
//     grad_norm,rate,status
//
// Networks from 1; nan where there is no number; status ok|lost, and best in the last rows, one for
// each network, of a lab that keeps its best epochs (lab_keep_best()): its networks then end as
// they were there.
#pragma once

#include "base/error.h"
#include "sim/train/session.h"

// Trains a lab as lab_train() does and streams its rows to the file, or to stdout if path is NULL,
// before `watch` sees them. Ends early when nothing can be written any more. False: err->at is 0
// when the path is at fault.
bool train_csv_write(Lab *lab, int threads, EpochsRead read, const char *path,
                     const LabWatch *watch, Error *err);
// The epochs' curves that a snapshot holds, network by network. path is no NULL here.
bool lab_curves_write(const LabShot *shot, const char *path, Error *err);
