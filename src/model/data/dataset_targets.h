// The last column of a table: classes or values (dataset_read_csv() says which). Private to the
// data files.
#pragma once

#include "model/data/dataset.h"
#include "model/data/dataset_fields.h"

typedef struct Target {
    Field field;
    bool is_number;
    double number; // finite as a float
} Target;

typedef Array(Target) Targets; // at least one

// Fills data's targets [rows], classes and class_names; csv is for the messages.
bool targets_take(Dataset *data, const Targets *targets, const Csv *csv, Arena *arena, Error *err);
