// What layers change σ by that have no weights: pools and residual sums do so by design, whatever
// the network has learnt or was drawn with. The largest of four values is larger than each of them,
// their mean smaller; a sum has the spread of all that was ever added (De & Smith 2020). A norm
// takes it away again.
#include "sim/train/inspect_parts.h"

#include <math.h>

enum { ROWS = 100 }; // a factor of two digits needs no more

// Of a layer's input or output: what comes of them behind weights is their root mean square.
typedef struct Spread {
    double std, square_root;
} Spread;

static Spread spread_of(const Inspect *inspect, const Real *a, int columns)
{
    const int rows = inspect->pass.rows < ROWS ? inspect->pass.rows : ROWS;
    double sum = 0, squares = 0;
    for (int i = 0; i < rows; i++) {
        const Real *row = a + (ptrdiff_t)i * padded(columns);
        for (int j = 0; j < columns; j++) {
            sum += (double)row[j];
            squares += (double)row[j] * (double)row[j];
        }
    }
    const double count = (double)rows * columns, mean = sum / count;
    return (Spread){ sqrt(fmax(squares / count - mean * mean, 0)), sqrt(squares / count) };
}

// 1 where one of them is nothing or no number.
static double factor_of(double to, double from)
{
    return to > 0 && from > 0 && isfinite(to) && isfinite(from) ? to / from : 1;
}

static double factor_at(const Inspect *inspect, int layer)
{
    const LayerPlan *plan = &inspect->net.layers[layer].plan;
    const Spread from = spread_of(inspect, inspect->pass.inputs[layer], plan->in);
    const Spread to = spread_of(inspect, inspect->pass.results[layer], plan->out);
    return layer_role(plan->kind) == ROLE_ADD ? factor_of(to.std, from.std)
                                              : factor_of(to.square_root, from.square_root);
}

static int passing_layer(const Inspect *inspect, int hidden)
{
    return inspect->views[inspect->passed[hidden].kind][inspect->passed[hidden].place].layer;
}

InspectDesign inspect_design(const Inspect *inspect, int hidden)
{
    InspectDesign design = { 1, 1 };
    const int last = passing_layer(inspect, hidden);
    for (int i = 0; i <= last; i++) {
        switch (layer_role(inspect->net.layers[i].plan.kind)) {
        case ROLE_NORM: design = (InspectDesign){ 1, 1 }; break;
        case ROLE_POOL: design.pools *= factor_at(inspect, i); break;
        case ROLE_ADD: design.sums = factor_at(inspect, i); break;
        case ROLE_WEIGHTS: design.sums = 1; break;
        case ROLE_ACTIVATION:
        case ROLE_DROP:
        case ROLE_SHAPE:
        case ROLE_FEATURES: break;
        }
    }
    return design;
}
