// A plan of layers in the making: each function puts one layer behind those that are there, and
// refuses what does not fit the shape that comes in. For net_plan*.c alone.
#pragma once

#include "model/net/net.h"

typedef struct Planner {
    const NetSpec *spec;
    LayerPlan *plans; // [NET_LAYERS_MAX]
    int count;
    int weighted;      // how many of them have weights
    TensorShape shape; // of the output so far
    const char *said;  // the words of what is planned: said_length bytes; ...
    int said_length;
    int at; // ... and where they stand in layers=; -1: they are of hidden=
    Error *err;
} Planner;

enum {
    // Numbers of a row behind any layer: what a step of training keeps of it is many times more.
    PLAN_ROW_MAX = 1 << 22,
};

bool planner_dense(Planner *planner, int units);
bool planner_output(Planner *planner, int outputs); // the last one: nothing of it is dropped
bool planner_conv(Planner *planner, int channels, int kernel, int stride, int pad);
bool planner_pool(Planner *planner, LayerKind kind, int kernel, int stride);
bool planner_gap(Planner *planner);
bool planner_flatten(Planner *planner);
bool planner_features(Planner *planner, unsigned features); // bit k: InputFeature k; one at least
// groups: of group norm; 0: the spec's.
bool planner_norm(Planner *planner, NormKind kind, int groups);
bool planner_activation(Planner *planner, ActivationKind kind, const ActivationParams *params);
bool planner_dropout(Planner *planner, double share, bool channels);

// Layer `index` uses the parameters of the layer before it, `first` or whose that one's are; false
// without an error if they do not fit.
bool planner_tie(Planner *planner, int index, int first);

// Where a residual connection begins: what the layers so far give.
typedef struct PlannerBranch {
    int from; // the layer; -1: the network's input
    TensorShape shape;
} PlannerBranch;
PlannerBranch planner_branch(const Planner *planner);
// Adds what came in there; false without an error if the shapes differ.
bool planner_fits(const Planner *planner, const PlannerBranch *branch);
bool planner_add(Planner *planner, const PlannerBranch *branch, double drop);
