// Rows of a panel for what a composition has beside its kind's numbers: a slider for each number, a
// choice for each kind with its numbers below it. One more setting is one more row here by itself.
#pragma once

#include "base/setting.h"
#include "ui/widgets.h"

typedef struct SpecRows {
    const Setting *table;
    void *owner;
    const char *prefix; // of the controls' names: "racer.2"
    bool all;           // else only what is not as usual
    // Whether there is a row of that key now; NULL: there is one for each.
    bool (*has)(const void *owner, const char *key);
} SpecRows;

// How high they are.
float spec_rows_height(const SpecRows *rows);
// Draws them. The key of the setting that changed in this pass, as it is now; NULL: none did.
const char *spec_rows(Ui *ui, Column *column, const SpecRows *rows);
