// Looked for a few operators deep, so that a long formula takes no longer than before.
#include "model/formula/formula_relative.h"

enum { DEEP = 4 };

static NodeId relative_of(Graph *g, NodeId a, Axis axis, int deep);

static bool stands(Graph *g, NodeId node, Axis axis)
{
    return graph_derive(g, node, axis) == g->zero;
}

static NodeId relative(Graph *g, NodeId a, Axis axis, int deep)
{
    const FormulaOp op = g->nodes.items[a].op;
    if (deep == 0 || op >= OP_COMPUTED) {
        return NODE_NONE;
    }
    const NodeId p = g->nodes.items[a].a, q = g->nodes.items[a].b;
    NodeId inner = NODE_NONE;
    double factor = 1;
    if (op == OP_DIV && stands(g, p, axis)) {
        inner = relative_of(g, q, axis, deep - 1);
        factor = -1;
    } else if (op == OP_POW && g->nodes.items[q].op == OP_CONSTANT) {
        factor = g->nodes.items[q].value;
        inner = factor < 0 ? relative_of(g, p, axis, deep - 1) : relative(g, p, axis, deep - 1);
    } else if (op == OP_MUL && p == q) {
        inner = relative(g, p, axis, deep - 1);
        factor = 2;
    } else if (op == OP_MUL && stands(g, q, axis)) {
        inner = relative(g, p, axis, deep - 1);
    } else if (op == OP_MUL && stands(g, p, axis)) {
        inner = relative(g, q, axis, deep - 1);
    } else if (op == OP_POWER) {
        inner = relative(g, g->nodes.items[a].base, axis, deep - 1);
        factor = g->nodes.items[a].value;
    } else if (op == OP_NEG || op == OP_SQRT || op == OP_CBRT) {
        inner = relative(g, p, axis, deep - 1);
        factor = op == OP_NEG ? 1 : op == OP_SQRT ? 0.5 : 1.0 / 3;
    }
    return inner == NODE_NONE ? NODE_NONE : graph_scaled(g, factor, inner);
}

static NodeId relative_of(Graph *g, NodeId a, Axis axis, int deep)
{
    const NodeId known = relative(g, a, axis, deep);
    const Node node = g->nodes.items[a];
    if (known != NODE_NONE) {
        return known;
    }
    if (deep > 0 && node.op == OP_POWER) {
        return graph_scaled(g, node.value, relative_of(g, node.base, axis, deep - 1));
    }
    if (deep > 0 && node.op == OP_MUL && node.a == node.b) {
        return graph_scaled(g, 2, relative_of(g, node.a, axis, deep - 1));
    }
    return graph_over(g, graph_derive(g, a, axis), a);
}

NodeId graph_by_relative(Graph *g, NodeId self, double factor, NodeId change)
{
    return graph_chain(g, graph_scaled(g, factor, change), self);
}

NodeId graph_relative(Graph *g, NodeId a, Axis axis)
{
    return relative(g, a, axis, DEEP);
}

NodeId graph_relative_of(Graph *g, NodeId a, Axis axis)
{
    return relative_of(g, a, axis, DEEP);
}
