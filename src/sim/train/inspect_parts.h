// What an inspection is made of, for its own files alone: inspect.c looks, inspect_sights.c lists
// what there is to see, inspect_stats.c and inspect_scale.c count it, inspect_norms.c tells of
// norms and residual branches, inspect_tie.c of shared weights, inspect_design.c what is no layer's
// doing, inspect_directions.c in how many directions inputs differ.
#pragma once

#include "sim/train/inspect.h"

// Values a [rows][stride], of which the first `columns` of each row count: units of `area` each.
typedef struct View {
    int layer; // of the copy
    const Real *a;
    int rows, columns, area;
    ptrdiff_t stride;
} View;

struct Inspect {
    Arena arena; // owns what is below
    Net net;     // the copy; kernels NULL before the first look
    NetPass pass;
    int *origin;          // [layer_count]: which layers of the network these are
    int *tied;            // [layer_count]: LayerPlan's, as places in the copy
    int batch;            // rows that the network is trained by at once
    Real *grad;           // [param_count]
    int widest;           // row of any layer, padded
    Real *sums, *squares; // of the columns of the widest view
    int layers[INSPECT_COUNT];
    bool gradients; // these were looked at
    // [layer_count] each, of which layers[kind] are filled.
    Sight *sights[INSPECT_COUNT];
    View *views[INSPECT_COUNT];
    LayerStats *stats[INSPECT_COUNT];
    int hidden;
    struct {
        InspectKind kind;
        int place;
    } passed[NET_WEIGHTED_MAX];
};

static inline int view_units(const View *view)
{
    return view->columns / view->area;
}

// ---- inspect_sights.c

// Lists what there is to see of the copy.
void inspect_list(Inspect *inspect);
// Where it lies after a pass.
void inspect_find_views(Inspect *inspect);
// The activation function of a place in INSPECT_ACTIVATIONS; NULL: it has none of the table.
const Activation *inspect_activation(const Inspect *inspect, int layer);

// ---- inspect_directions.c

// As LayerStats.directions, of a view of values.
double inspect_directions(const View *view);

// ---- inspect_stats.c

// The numbers of all that is in view.
void inspect_take_stats(Inspect *inspect);
// What tells inputs apart in a view of values, as LayerStats.signal.
double inspect_signal(const Inspect *inspect, const View *view);
// Means and biased variances of a view's units over rows and area: [units] each, stored.
void inspect_moments(const Inspect *inspect, const View *view, double *mean, double *variance);
