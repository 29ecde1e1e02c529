// Labs of presets, trained plainly with another seed, and what their epochs scored.
#pragma once

#include "lab_rows.h"

#include "app/network/labspace.h"
#include "base/base.h"

static inline TrainScore score_at(const Rows *rows, int network, long epoch, bool validation)
{
    for (size_t i = 0; i < rows->count; i++) {
        const TrainRow *row = &rows->items[i];
        if (row->network == network && row->epoch == epoch && !isnan(row->train.loss)) {
            return validation ? row->validation : row->train;
        }
    }
    cr_assert_fail("no epoch %ld", epoch);
    return (TrainScore){ 0 };
}

static inline void preset_spec(const char *key, unsigned seed, LabSpec *spec)
{
    const int index = registry_find(&lab_preset_kinds, key);
    cr_assert(index >= 0, "%s", key);
    lab_preset_spec(&lab_presets[index], spec);
    spec->shared.seed = seed;
    for (int k = 0; k < spec->network_count; k++) {
        spec->networks[k].seed = seed;
    }
}
