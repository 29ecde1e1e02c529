// Fair rates as a table: what `tune` prints.
#pragma once

#include "base/error.h"
#include "sim/race/tune.h"

// Each run's rates in order, then its best one again if there is one; a racer without a rate has
// one row. To the file, or to stdout if path is NULL; the tune is done. False: err->at is 0 when
// the path is at fault.
bool tune_csv_write(const Tune *tune, const Scene *scene, const char *path, Error *err);
