// The derivative of every operator, each written once. Second derivatives are derivatives of the
// first, by the same rules: no operator has a formula for its own second derivative.
#include "model/formula_graph.h"

#include <math.h>

// Kinks. abs, sign, floor and step are flat at their points; ties of min and max count half and
// half; sqrt at 0, and hypot and atan2 at the origin, have derivative 0 (INVERSE).
// Where the outer function is steep without bound and the inner one stands still (cbrt, asin,
// x^1.5 in the second order), "0 times infinite" is 0 (CHAIN).

#define RULE(name)                                                                                 \
    NodeId derive_##name(Graph *g, UNUSED NodeId self, UNUSED NodeId da, UNUSED NodeId db,         \
                         UNUSED Axis axis)

static NodeId first(const Graph *g, NodeId node)
{
    return g->nodes.items[node].a;
}

static NodeId second(const Graph *g, NodeId node)
{
    return g->nodes.items[node].b;
}

static NodeId unary(Graph *g, FormulaOp op, NodeId a)
{
    return graph_op(g, op, a, a);
}

static NodeId square(Graph *g, NodeId a)
{
    return graph_times(g, a, a);
}

static NodeId scaled(Graph *g, double factor, NodeId a)
{
    return graph_times(g, a, graph_constant(g, factor));
}

RULE(add)
{
    return graph_plus(g, da, db);
}

RULE(sub)
{
    return graph_minus(g, da, db);
}

RULE(neg)
{
    return scaled(g, -1, da);
}

RULE(mul)
{
    const NodeId a = first(g, self), b = second(g, self);
    if (a == b) {
        return scaled(g, 2, graph_times(g, a, da));
    }
    return graph_plus(g, graph_times(g, da, b), graph_times(g, a, db));
}

// (a/b)' = (a' - (a/b) b')/b
RULE(div)
{
    return graph_over(g, graph_minus(g, da, graph_times(g, self, db)), second(g, self));
}

// (base^n)' = n base^(n-1) base', whatever two powers it was made of.
RULE(power)
{
    const Node node = g->nodes.items[self];
    const NodeId lower = graph_power(g, node.base, graph_constant(g, node.value - 1));
    return scaled(g, node.value, graph_times(g, lower, graph_derive(g, node.base, axis)));
}

// (a^b)' = a^(b-1) (b a') + a^b log(a) b'
RULE(pow)
{
    const NodeId a = first(g, self), b = second(g, self);
    const NodeId lower = graph_power(g, a, graph_op(g, OP_SUB, b, g->one));
    const NodeId by_base = graph_chain(g, lower, graph_times(g, b, da));
    const NodeId by_exponent = graph_times(g, self, graph_times(g, unary(g, OP_LOGARITHM, a), db));
    return graph_plus(g, by_base, by_exponent);
}

RULE(sin)
{
    return graph_times(g, unary(g, OP_COS, first(g, self)), da);
}

RULE(cos)
{
    return scaled(g, -1, graph_times(g, unary(g, OP_SIN, first(g, self)), da));
}

RULE(tan)
{
    return graph_times(g, graph_plus(g, square(g, self), g->one), da);
}

// 1 - a²
static NodeId one_minus_square(Graph *g, NodeId a)
{
    return graph_minus(g, g->one, square(g, a));
}

RULE(asin)
{
    const NodeId root = unary(g, OP_SQRT, one_minus_square(g, first(g, self)));
    return graph_chain(g, graph_over(g, g->one, root), da);
}

RULE(acos)
{
    return scaled(g, -1, derive_asin(g, self, da, db, axis));
}

RULE(atan)
{
    return graph_over(g, da, graph_plus(g, square(g, first(g, self)), g->one));
}

// atan2(a, b)' = (b a' - a b')/(a² + b²)
RULE(atan2)
{
    const NodeId a = first(g, self), b = second(g, self);
    const NodeId turn = graph_minus(g, graph_times(g, b, da), graph_times(g, a, db));
    const NodeId radius = graph_plus(g, square(g, a), square(g, b));
    return graph_times(g, turn, unary(g, OP_INVERSE, radius));
}

RULE(sinh)
{
    return graph_times(g, unary(g, OP_COSH, first(g, self)), da);
}

RULE(cosh)
{
    return graph_times(g, unary(g, OP_SINH, first(g, self)), da);
}

RULE(tanh)
{
    return graph_times(g, one_minus_square(g, self), da);
}

RULE(exp)
{
    return graph_times(g, self, da);
}

RULE(log)
{
    return graph_over(g, da, first(g, self));
}

RULE(log10)
{
    return graph_over(g, scaled(g, 1 / log(10), da), first(g, self));
}

RULE(log2)
{
    return graph_over(g, scaled(g, 1 / log(2), da), first(g, self));
}

RULE(logarithm)
{
    return graph_times(g, unary(g, OP_INVERSE, first(g, self)), da);
}

RULE(sqrt)
{
    return graph_times(g, unary(g, OP_INVERSE, self), scaled(g, 0.5, da));
}

RULE(cbrt)
{
    return graph_chain(g, graph_over(g, g->one, scaled(g, 3, square(g, self))), da);
}

RULE(inverse)
{
    return scaled(g, -1, graph_times(g, square(g, self), da));
}

RULE(abs)
{
    return graph_chain(g, da, unary(g, OP_SIGN, first(g, self)));
}

RULE(sign)
{
    return g->zero;
}

RULE(floor)
{
    return g->zero;
}

RULE(step)
{
    return g->zero;
}

RULE(less)
{
    return g->zero;
}

RULE(erf)
{
    const NodeId bell = unary(g, OP_EXP, scaled(g, -1, square(g, first(g, self))));
    return graph_times(g, scaled(g, M_2_SQRTPI, bell), da);
}

// The smaller one's derivative: weights 1 and 0, or ½ and ½.
static NodeId weighted(Graph *g, NodeId self, NodeId da, NodeId db, bool smaller)
{
    const NodeId a = first(g, self), b = second(g, self);
    const NodeId weight_a = graph_op(g, OP_LESS, smaller ? a : b, smaller ? b : a);
    const NodeId weight_b = graph_op(g, OP_LESS, smaller ? b : a, smaller ? a : b);
    return graph_plus(g, graph_chain(g, da, weight_a), graph_chain(g, db, weight_b));
}

RULE(min)
{
    return weighted(g, self, da, db, true);
}

RULE(max)
{
    return weighted(g, self, da, db, false);
}

// hypot(a, b)' = (a a' + b b')/hypot(a, b)
RULE(hypot)
{
    const NodeId a = first(g, self), b = second(g, self);
    const NodeId inner = graph_plus(g, graph_times(g, a, da), graph_times(g, b, db));
    return graph_times(g, inner, unary(g, OP_INVERSE, self));
}

RULE(chain)
{
    const NodeId steep = first(g, self), still = second(g, self);
    return graph_plus(g, graph_chain(g, da, still), graph_chain(g, steep, db));
}
