// Where a network does not know: the spread of what it says over the networks that its dropout
// trains (Monte Carlo dropout, Gal & Ghahramani 2016).
#include "sim/train/session_looks.h"

#include <math.h>
#include <string.h>

// What an answer says of the class that the whole network says; without classes its value.
static double share_of(const Train *train, const float *out, int said)
{
    return train->data->set->classes == 0 || train->outputs == 1 ? out[0] : out[said];
}

void session_spread(Train *train, int rows, const float *x, const uint8_t *said, float *mean,
                    float *deviation)
{
    const int k = train->outputs, passes = train_has_masks(train) ? SHOT_PASSES : 0;
    float out[DATASET_CLASSES_MAX * SESSION_CELLS];
    double first[SESSION_CELLS], sum[SESSION_CELLS] = { 0 }, squares[SESSION_CELLS] = { 0 };
    assert(rows <= SESSION_CELLS);
    train_outputs(train, rows, x, out);
    for (int i = 0; i < rows; i++) { // passes differ little from it, so that squares keep digits
        first[i] = share_of(train, out + (ptrdiff_t)i * k, said ? said[i] : 0);
    }
    for (int pass = 0; pass < passes; pass++) {
        train_outputs_thinned(train, pass, rows, x, out);
        for (int i = 0; i < rows; i++) {
            const double off =
                share_of(train, out + (ptrdiff_t)i * k, said ? said[i] : 0) - first[i];
            sum[i] += off;
            squares[i] += off * off;
        }
    }
    for (int i = 0; i < rows; i++) {
        const double off = passes > 0 ? sum[i] / passes : 0;
        const double variance = passes > 0 ? squares[i] / passes - off * off : 0;
        deviation[i] = (float)sqrt(fmax(variance, 0));
        if (mean) {
            mean[i] = (float)(first[i] + off);
        }
    }
}
