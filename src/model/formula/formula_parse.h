// Text to graph.
#pragma once

#include "model/formula/formula.h"
#include "model/formula/formula_graph.h"

// The node of the formula's value, NODE_NONE and *err on a mistake. Fills formula's parameters.
// Every node of value has its first and second derivatives made.
NodeId formula_parse(const char *text, size_t length, Graph *graph, Formula *formula, Error *err);
