// What data from files and data made by us have in common. Private to the data files.
#pragma once

#include "model/data/dataset.h"

// Two features fill [-2, 2]², so that their variance is about 1, which networks learn best from,
// and are drawn a little beyond it, wherever noise can take them.
#define DATA_REACH 2.0
#define DATA_SQUARE 2.4f

// Sets low and high to what lies in the data, widened by a share of its extent on each side;
// nothing unless it has two features, or is a curve.
void data_frame(Dataset *data, double margin);
// Rows are pictures of that shape, whose values lie between paper and ink.
void data_is_pictures(Dataset *data, TensorShape shape, float paper, float ink);
// Refuses what begins like a gzip file.
bool data_unpacked(const char *text, size_t length, const char *name, Error *err);
