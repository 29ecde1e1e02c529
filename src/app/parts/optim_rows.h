// Rows of what goes around an optimizer, in either room: values that do not go together are taken
// back, and said.
#pragma once

#include "app/parts/spec_rows.h"
#include "model/optim/optim_spec.h"

// The rows of a spec; prefix, all, rate and steps as in SpecRows. Whoever does without some puts
// another `has` in.
SpecRows optim_rows_of(OptimSpec *spec, const char *prefix, bool all, double rate, double steps);
// Draws them; true when the spec has changed or was about to.
bool optim_rows(Ui *ui, Column *column, const SpecRows *rows);
