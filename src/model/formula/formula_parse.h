// Text to graph, or to the tree of what was typed.
#pragma once

#include "model/formula/formula.h"
#include "model/formula/formula_graph.h"
#include "model/formula/formula_tree.h"

// The node of the formula's value, NODE_NONE and *err on a mistake. Fills formula's parameters.
// Every node of value has its first and second derivatives made.
NodeId formula_parse(const char *text, size_t length, Graph *graph, Formula *formula, Error *err);

// The tree of what was typed (zeroed, or one read before, whose memory it takes), false and *err on
// a mistake; functions may have any name here. Its texts are in `text`, which must outlive it.
bool formula_read(const char *text, size_t length, FormulaTree *tree, Error *err);
