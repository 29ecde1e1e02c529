// Points as a table that can be learnt from: x,y,class or x,y,value.
#pragma once

#include "sim/train/lab_past.h"

// classes: as in LabPast; their texts are "class 0", ..., so that they are read as classes however
// few points there are. path is no NULL. err->at is 0: the path is at fault.
bool points_csv_write(const LabPoints *points, int classes, const char *path, Error *err);
