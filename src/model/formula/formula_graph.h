// A formula as a graph of operations in which equal ones are one node. Value and derivatives are
// nodes of the same graph, so what they share is computed once, and a derivative that is zero
// everywhere is the node `zero` and costs nothing.
#pragma once

#include "base/array.h"
#include "model/formula/formula_op.h"

typedef struct Node {
    FormulaOp op;
    bool varies;  // with x or y; otherwise one number for all points of an evaluation
    NodeId a, b;  // operands, smaller than the node's own number; unary ops have b = a
    NodeId base;  // OP_POWER: what is raised ...
    double value; // ... to this power. OP_CONSTANT: the number. OP_PARAM: its index
    NodeId derivative[AXIS_COUNT]; // NODE_NONE until asked for
} Node;

enum { NODE_NONE = -1 };

struct Graph {
    FormulaDerive *const *rules; // [OP_COMPUTED] by which graph_derive() goes
    Array(Node) nodes;
    NodeId *table;     // open addressing over nodes, NODE_NONE where free
    size_t table_size; // a power of two
    NodeId zero, one;
};

// rules [OP_COMPUTED]: formula_derivatives. The graph knows none itself, for they make nodes of it.
void graph_init(Graph *graph, FormulaDerive *const *rules);
void graph_finish(Graph *graph);

NodeId graph_constant(Graph *graph, double value);
NodeId graph_param(Graph *graph, int index);
NodeId graph_variable(Graph *graph, Axis axis);
// op(a, b) in IEEE arithmetic, but for simplifications that change no bit; unary ops: b = a.
NodeId graph_op(Graph *graph, FormulaOp op, NodeId a, NodeId b);
// a^b: products for whole constant exponents, sqrt for ½, exp for base e.
NodeId graph_power(Graph *graph, NodeId a, NodeId b);
// The node that is op(a, a), NODE_NONE if nobody made it.
NodeId graph_find_unary(const Graph *graph, FormulaOp op, NodeId a);

// For derivatives, where scalar factors may be gathered and a factor zero makes zero.
NodeId graph_plus(Graph *graph, NodeId a, NodeId b);
NodeId graph_minus(Graph *graph, NodeId a, NodeId b);
NodeId graph_times(Graph *graph, NodeId a, NodeId b);
NodeId graph_over(Graph *graph, NodeId a, NodeId b);
NodeId graph_scaled(Graph *graph, double factor, NodeId a);
// g*d, 0 where d is 0 even if g is infinite.
NodeId graph_chain(Graph *graph, NodeId g, NodeId d);

// The derivative of a node along an axis. Forward mode: to be asked, in both directions, for each
// node of a formula as it is made, and for its derivatives; the recursion then ends after the
// few nodes that one rule made, however deep the formula.
NodeId graph_derive(Graph *graph, NodeId node, Axis axis);
