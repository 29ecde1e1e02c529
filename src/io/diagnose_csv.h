// The two judgements on a lab's networks as a table: a row for each network.
#pragma once

#include "base/error.h"
#include "sim/train/diagnosis.h"
#include "sim/train/lab.h"

// network,name,step,signal,learning,detail: networks from 1, keys, and numbers as "name=value"
// pairs. Of the networks as they are; their scores must have been read (lab_train() as
// EPOCHS_ENDS). path NULL: stdout. False: err->at is 0 when the path is at fault.
bool diagnose_csv_write(const Lab *lab, const char *path, Error *err);
