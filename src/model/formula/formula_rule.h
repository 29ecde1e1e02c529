// How derivatives of operators are written: a RULE for each, and what rules ask of operands.
#pragma once

#include "model/formula/formula_graph.h"
#include "model/formula/formula_relative.h"

// The derivative of node `self` along `axis`; da and db: of its operands.
#define RULE(name)                                                                                 \
    NodeId derive_##name(Graph *g, UNUSED NodeId self, UNUSED NodeId da, UNUSED NodeId db,         \
                         UNUSED Axis axis)

static inline NodeId first(const Graph *g, NodeId node)
{
    return g->nodes.items[node].a;
}

static inline NodeId second(const Graph *g, NodeId node)
{
    return g->nodes.items[node].b;
}

static inline NodeId unary(Graph *g, FormulaOp op, NodeId a)
{
    return graph_op(g, op, a, a);
}

static inline NodeId square(Graph *g, NodeId a)
{
    return graph_times(g, a, a);
}

static inline bool is_op(const Graph *g, NodeId node, FormulaOp op)
{
    return g->nodes.items[node].op == op;
}

static inline bool is_zero(const Graph *g, NodeId node)
{
    return node == g->zero;
}
