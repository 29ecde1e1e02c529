// Rows of a panel for what a composition has beside its kind's numbers: a slider for each number, a
// choice for each kind with its numbers below it. One more setting is one more row here by itself.
#pragma once

#include "base/setting.h"
#include "ui/widgets.h"

typedef struct SpecRows SpecRows;

// The slider of a number that belongs to a kind: *row is its own and may be made narrower. Returns
// what one that is left open comes to; NAN: nothing.
typedef double SpecSlider(const SpecRows *rows, const Setting *kind, const Param *param,
                          Param *row);

struct SpecRows {
    const Setting *table;
    void *owner;
    const char *prefix; // of the controls' names: "racer.2"
    bool all;           // else only what is not as usual
    // Whether there is a row of that key now; NULL: there is one for each.
    bool (*has)(const void *owner, const char *key);
    SpecSlider *slider; // NULL: sliders reach as far as their numbers
    double rate, steps; // of the optimizer, and that it makes in all: for the slider
};

// How high they are.
float spec_rows_height(const SpecRows *rows);
// Draws them. The key of the setting that changed in this pass, as it is now; NULL: none did.
const char *spec_rows(Ui *ui, Column *column, const SpecRows *rows);
