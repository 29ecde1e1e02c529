// How a quotient changes relative to itself. Where its derivative would be too large or too small
// for a double, what is made of it may be a number again: log(1/x), atan(1/x), y/(1/x) at 1e-200.
#pragma once

#include "model/formula/formula_graph.h"

// a'/a of quotients with a numerator that stands still, of their roots, powers and multiples: known
// without a' and finite wherever a is finite, also where a is 0. NODE_NONE of all others.
NodeId graph_relative(Graph *graph, NodeId a, Axis axis);
// a'/a of anything, where a is not 0, as what is divided by.
NodeId graph_relative_of(Graph *graph, NodeId a, Axis axis);
// The derivative of what changes by factor times that relative to itself; 0 where it is 0.
NodeId graph_by_relative(Graph *graph, NodeId self, double factor, NodeId relative);
