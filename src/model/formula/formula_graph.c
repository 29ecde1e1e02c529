// The graph's nodes: made once, folded when constant, simplified only where no bit changes.
// The second half is the arithmetic of derivatives, which may regroup scalar factors.
#include "model/formula/formula_graph.h"

#include <math.h>
#include <string.h>

enum { TABLE_START = 256, POWER_MAX = 64 };

void graph_init(Graph *graph, FormulaDerive *const *rules)
{
    *graph = (Graph){ .rules = rules, .table_size = TABLE_START };
    graph->table = memory_get(TABLE_START * sizeof *graph->table);
    memset(graph->table, 0xff, TABLE_START * sizeof *graph->table); // NODE_NONE
    graph->zero = graph_constant(graph, 0);
    graph->one = graph_constant(graph, 1);
}

void graph_finish(Graph *graph)
{
    free(graph->table);
    array_free(&graph->nodes);
}

static uint64_t bits_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static size_t hash(const Node *node)
{
    uint64_t h = (uint64_t)node->op * 0x9e3779b97f4a7c15u;
    h = (h ^ (uint32_t)node->a) * 0xbf58476d1ce4e5b9u;
    h = (h ^ (h >> 29) ^ (uint32_t)node->b) * 0x94d049bb133111ebu;
    h = (h ^ (h >> 31) ^ bits_of(node->value)) * 0x9e3779b97f4a7c15u;
    return (size_t)(h ^ (h >> 32));
}

static bool same(const Node *p, const Node *q)
{
    return p->op == q->op && p->a == q->a && p->b == q->b && p->base == q->base &&
           bits_of(p->value) == bits_of(q->value);
}

// The table's place of a node equal to this one, or the free place where it belongs.
static NodeId *place(const Graph *graph, const Node *node)
{
    for (size_t at = hash(node);; at++) {
        NodeId *slot = &graph->table[at & (graph->table_size - 1)];
        if (*slot == NODE_NONE || same(&graph->nodes.items[*slot], node)) {
            return slot;
        }
    }
}

static void table_grow(Graph *graph)
{
    free(graph->table);
    graph->table_size *= 2;
    graph->table = memory_get(graph->table_size * sizeof *graph->table);
    memset(graph->table, 0xff, graph->table_size * sizeof *graph->table);
    for (size_t i = 0; i < graph->nodes.count; i++) {
        *place(graph, &graph->nodes.items[i]) = (NodeId)i;
    }
}

static NodeId intern(Graph *graph, Node node)
{
    if (graph->nodes.count * 2 >= graph->table_size) {
        table_grow(graph);
    }
    NodeId *slot = place(graph, &node);
    if (*slot == NODE_NONE) {
        *slot = (NodeId)graph->nodes.count;
        node.derivative[AXIS_X] = node.derivative[AXIS_Y] = NODE_NONE;
        array_push(&graph->nodes, node);
    }
    return *slot;
}

NodeId graph_constant(Graph *graph, double value)
{
    return intern(graph, (Node){ .op = OP_CONSTANT, .value = value });
}

NodeId graph_param(Graph *graph, int index)
{
    return intern(graph, (Node){ .op = OP_PARAM, .value = index });
}

NodeId graph_variable(Graph *graph, Axis axis)
{
    return intern(graph, (Node){ .op = axis == AXIS_X ? OP_X : OP_Y, .varies = true });
}

static bool is_op(const Graph *graph, NodeId id, FormulaOp op)
{
    return graph->nodes.items[id].op == op;
}

static bool is_number(const Graph *graph, NodeId id, double value)
{
    const Node *node = &graph->nodes.items[id];
    return node->op == OP_CONSTANT && node->value == value;
}

static bool varies(const Graph *graph, NodeId id)
{
    return graph->nodes.items[id].varies;
}

static NodeId operand(const Graph *graph, NodeId id)
{
    return graph->nodes.items[id].a;
}

// A node that already is op(a, b) to the bit, or NODE_NONE.
static NodeId simpler(Graph *graph, FormulaOp op, NodeId a, NodeId b)
{
    const bool negative_a = is_op(graph, a, OP_NEG), negative_b = is_op(graph, b, OP_NEG);
    switch (op) {
    case OP_NEG: return negative_a ? operand(graph, a) : NODE_NONE;
    case OP_MUL:
        return is_number(graph, b, 1)    ? a
               : is_number(graph, a, 1)  ? b
               : is_number(graph, b, -1) ? graph_op(graph, OP_NEG, a, a)
               : is_number(graph, a, -1) ? graph_op(graph, OP_NEG, b, b)
                                         : NODE_NONE;
    case OP_DIV: return is_number(graph, b, 1) ? a : NODE_NONE;
    case OP_ADD:
        return negative_b   ? graph_op(graph, OP_SUB, a, operand(graph, b))
               : negative_a ? graph_op(graph, OP_SUB, b, operand(graph, a))
                            : NODE_NONE;
    case OP_SUB: return negative_b ? graph_op(graph, OP_ADD, a, operand(graph, b)) : NODE_NONE;
    default: return NODE_NONE;
    }
}

NodeId graph_op(Graph *graph, FormulaOp op, NodeId a, NodeId b)
{
    assert(op < OP_COMPUTED && (formula_ops[op].binary || a == b));
    if (is_op(graph, a, OP_CONSTANT) && is_op(graph, b, OP_CONSTANT)) {
        const Node *items = graph->nodes.items;
        return graph_constant(graph, formula_ops[op].scalar(items[a].value, items[b].value));
    }
    const NodeId known = simpler(graph, op, a, b);
    if (known != NODE_NONE) {
        return known;
    }
    // What commutes has one order, the scalar last, so that equal ones are found equal.
    if (op == OP_ADD || op == OP_MUL) {
        if (varies(graph, a) == varies(graph, b) ? a > b : varies(graph, b)) {
            const NodeId first = a;
            a = b;
            b = first;
        }
    }
    return intern(
        graph, (Node){ .op = op, .varies = varies(graph, a) || varies(graph, b), .a = a, .b = b });
}

NodeId graph_find_unary(const Graph *graph, FormulaOp op, NodeId a)
{
    return *place(graph, &(Node){ .op = op, .varies = varies(graph, a), .a = a, .b = a });
}

// base^n as the product of two halves: x^5 = x^3 * x^2, each made and shared the same way.
static NodeId whole_power(Graph *graph, NodeId base, int n)
{
    if (n == 1) {
        return base;
    }
    const NodeId a = whole_power(graph, base, n - n / 2), b = whole_power(graph, base, n / 2);
    if (n == 2) {
        return graph_op(graph, OP_MUL, a, b);
    }
    return intern(
        graph, (Node){ .op = OP_POWER, .varies = true, .a = a, .b = b, .base = base, .value = n });
}

NodeId graph_power(Graph *graph, NodeId a, NodeId b)
{
    const Node exponent = graph->nodes.items[b];
    if (exponent.op == OP_CONSTANT && varies(graph, a)) {
        const double n = exponent.value, size = fabs(n);
        if (n == 0) {
            return graph->one;
        }
        if (n == 0.5) {
            return graph_op(graph, OP_SQRT, a, a);
        }
        if (size == floor(size) && size <= POWER_MAX) {
            const NodeId power = whole_power(graph, a, (int)size);
            return n > 0 ? power : graph_op(graph, OP_DIV, graph->one, power);
        }
    }
    if (is_number(graph, a, M_E) && exponent.op != OP_CONSTANT) {
        return graph_op(graph, OP_EXP, b, b);
    }
    return graph_op(graph, OP_POW, a, b);
}

// --- arithmetic of derivatives ---

static bool is_zero(const Graph *graph, NodeId id)
{
    return is_number(graph, id, 0); // -0 too
}

// node = rest * scale, where scale does not vary with x and y.
typedef struct Split {
    NodeId rest, scale;
} Split;

static Split split(Graph *graph, NodeId id)
{
    const Node node = graph->nodes.items[id];
    if (!node.varies) {
        return (Split){ graph->one, id };
    }
    if (node.op == OP_MUL && !varies(graph, node.b)) {
        return (Split){ node.a, node.b };
    }
    if (node.op == OP_NEG) {
        return (Split){ node.a, graph_constant(graph, -1) };
    }
    return (Split){ id, graph->one };
}

// Whether factors may be gathered to this scale: a product of two large constants may overflow
// where what they are factors of is small, and a product of two parameters too.
static bool is_ordinary(const Graph *graph, NodeId scale)
{
    const Node *node = &graph->nodes.items[scale];
    if (node->op == OP_CONSTANT) {
        return fabs(node->value) > 1e-100 && fabs(node->value) < 1e100;
    }
    return node->op != OP_MUL || is_op(graph, node->a, OP_CONSTANT) ||
           is_op(graph, node->b, OP_CONSTANT);
}

// product * scale, the scale taken to what is divided, or to a factor 1/r of the product, if there
// is one: r = hypot(1e200 x, y) is as large as the scale that comes from it.
static NodeId absorb(Graph *graph, NodeId product, NodeId scale)
{
    const Node node = graph->nodes.items[product];
    if (node.op == OP_NEG) {
        const NodeId inner = absorb(graph, node.a, scale);
        return graph_op(graph, OP_NEG, inner, inner);
    }
    if (node.op == OP_DIV) {
        return graph_op(graph, OP_DIV, graph_op(graph, OP_MUL, node.a, scale), node.b);
    }
    if (node.op != OP_MUL) {
        return graph_op(graph, OP_MUL, product, scale);
    }
    if (!varies(graph, node.b)) {
        return graph_op(graph, OP_MUL, absorb(graph, node.a, scale), node.b);
    }
    const bool at_a = is_op(graph, node.a, OP_INVERSE);
    const NodeId inverse = at_a ? node.a : node.b, rest = at_a ? node.b : node.a;
    if (!is_op(graph, inverse, OP_INVERSE)) {
        return graph_op(graph, OP_MUL, product, scale);
    }
    return graph_op(graph, OP_MUL, rest, graph_op(graph, OP_MUL, inverse, scale));
}

NodeId graph_times(Graph *graph, NodeId a, NodeId b)
{
    if (is_zero(graph, a) || is_zero(graph, b)) {
        return graph->zero;
    }
    const Split p = split(graph, a), q = split(graph, b);
    const NodeId scale = graph_op(graph, OP_MUL, p.scale, q.scale);
    if (!is_ordinary(graph, scale)) {
        return varies(graph, a) && varies(graph, b) ? graph_op(graph, OP_MUL, a, b)
               : varies(graph, a)                   ? absorb(graph, a, b)
                                                    : absorb(graph, b, a);
    }
    return graph_op(graph, OP_MUL, graph_op(graph, OP_MUL, p.rest, q.rest), scale);
}

NodeId graph_scaled(Graph *graph, double factor, NodeId a)
{
    return graph_times(graph, a, graph_constant(graph, factor));
}

NodeId graph_plus(Graph *graph, NodeId a, NodeId b)
{
    if (is_zero(graph, a) || is_zero(graph, b)) {
        return is_zero(graph, a) ? b : a;
    }
    return a == b ? graph_times(graph, a, graph_constant(graph, 2)) : graph_op(graph, OP_ADD, a, b);
}

NodeId graph_minus(Graph *graph, NodeId a, NodeId b)
{
    return graph_plus(graph, a, graph_times(graph, b, graph_constant(graph, -1)));
}

NodeId graph_over(Graph *graph, NodeId a, NodeId b)
{
    if (is_zero(graph, a)) {
        return graph->zero;
    }
    const Split p = split(graph, a);
    if (!varies(graph, b) && p.scale != graph->one) {
        return graph_op(graph, OP_MUL, p.rest, graph_op(graph, OP_DIV, p.scale, b));
    }
    return graph_op(graph, OP_DIV, a, b);
}

NodeId graph_chain(Graph *graph, NodeId g, NodeId d)
{
    if (is_zero(graph, g) || is_zero(graph, d)) {
        return graph->zero;
    }
    const Node *steep = &graph->nodes.items[g];
    const bool finite = steep->op == OP_CONSTANT && isfinite(steep->value);
    return finite || is_op(graph, d, OP_CONSTANT) ? graph_times(graph, g, d)
                                                  : graph_op(graph, OP_CHAIN, g, d);
}

NodeId graph_derive(Graph *graph, NodeId id, Axis axis)
{
    const Node node = graph->nodes.items[id];
    if (!node.varies) {
        return graph->zero;
    }
    if (node.op == OP_X || node.op == OP_Y) {
        return (node.op == OP_X) == (axis == AXIS_X) ? graph->one : graph->zero;
    }
    if (node.derivative[axis] != NODE_NONE) {
        return node.derivative[axis];
    }
    const NodeId da = graph_derive(graph, node.a, axis), db = graph_derive(graph, node.b, axis);
    const bool flat = is_zero(graph, da) && is_zero(graph, db);
    const NodeId result = flat ? graph->zero : graph->rules[node.op](graph, id, da, db, axis);
    graph->nodes.items[id].derivative[axis] = result;
    return result;
}
