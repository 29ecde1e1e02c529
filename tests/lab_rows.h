// A lab trained epoch by epoch as the command line does it: every row it reports.
#pragma once

#include "base/array.h"
#include "sim/train/lab.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

typedef Array(TrainRow) Rows;

static inline void collect_row(void *context, const TrainRow *row)
{
    Rows *rows = context;
    array_push(rows, *row);
}

static inline void plain_rows(const LabSpec *spec, long epochs, Rows *rows)
{
    LabError err = { 0 };
    Lab *lab = lab_create(spec, &err);
    cr_assert(lab, "%s", err.error.text);
    lab_begin(lab, collect_row, rows);
    for (long epoch = 0; epoch < epochs && lab_epoch(lab, NULL, EPOCHS_STEPS, collect_row, rows);
         epoch++) {
    }
    lab_destroy(lab);
}

static inline const TrainRow *row_at(const Rows *rows, int network, long step)
{
    for (size_t i = 0; i < rows->count; i++) {
        if (rows->items[i].network == network && rows->items[i].step == step) {
            return &rows->items[i];
        }
    }
    return NULL;
}

// The same bits; NAN is NAN.
static inline bool same_number(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

static inline bool same_score(TrainScore a, TrainScore b)
{
    return same_number(a.loss, b.loss) && same_number(a.accuracy, b.accuracy);
}

static inline bool same_train_row(const TrainRow *a, const TrainRow *b)
{
    return a->network == b->network && a->epoch == b->epoch && a->step == b->step &&
           same_number(a->batch_loss, b->batch_loss) && same_score(a->train, b->train) &&
           same_score(a->validation, b->validation) && same_number(a->grad_norm, b->grad_norm) &&
           same_number(a->update_ratio, b->update_ratio) && a->lost == b->lost;
}
