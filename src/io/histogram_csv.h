// What the layers of a lab's networks hold, as a table: a row for each network and layer.
#pragma once

#include "base/error.h"
#include "sim/train/inspect.h"
#include "sim/train/lab.h"

// kind: also INSPECT_NORMS, with a row for each list of each norm ("gamma", "batch_mean" ...).
// network,layer,kind,mean,std,min,max,zero_share,saturated_share,low,high,not_finite,count_0,...:
// networks and layers from 1, `bins` (1..INSPECT_BINS_MAX) even bins of [low, high]; what is not
// finite counts in not_finite alone. A last column `name` ("conv 2", "norm 3") is there where the
// number alone would not tell the layer: for the kinds behind weights, and networks with others
// than dense layers, each with its activation. Looks at the networks as they are, through the first
// INSPECT_ROWS training rows. path NULL: stdout. False: err->at is 0 when the path is at fault.
bool histogram_csv_write(const Lab *lab, int kind, int bins, const char *path, Error *err);
// The same over steps: trains networks that have just begun for the lab's epochs, one after the
// other, and writes their layers at step 0, at every `every`th step and at the last one:
// network,step,layer,kind,mean,std,min,max,q05,q25,q50,q75,q95,zero_share,..., the quantiles those
// of inspect_quantiles(). kind: no INSPECT_NORMS.
bool histogram_csv_steps(Lab *lab, InspectKind kind, int bins, long every, const char *path,
                         Error *err);
