// The derivatives of the functions; formula_derive.c says what holds at their kinks.
#include "model/formula/formula_rule.h"

#include <math.h>

RULE(sin)
{
    return graph_times(g, unary(g, OP_COS, first(g, self)), da);
}

RULE(cos)
{
    return graph_scaled(g, -1, graph_times(g, unary(g, OP_SIN, first(g, self)), da));
}

RULE(tan)
{
    return graph_times(g, graph_plus(g, square(g, self), g->one), da);
}

RULE(co_square)
{
    return graph_scaled(g, -2, graph_times(g, first(g, self), da));
}

RULE(asin)
{
    const NodeId root = unary(g, OP_SQRT, unary(g, OP_CO_SQUARE, first(g, self)));
    return graph_chain(g, graph_over(g, g->one, root), da);
}

RULE(acos)
{
    return graph_scaled(g, -1, derive_asin(g, self, da, db, axis));
}

static NodeId over_length(Graph *g, NodeId node, NodeId a, NodeId b)
{
    return graph_times(g, node, unary(g, OP_INVERSE, graph_op(g, OP_HYPOT, a, b)));
}

// b a'/(a² + b²) as b/r a/r a'/a; NODE_NONE where a'/a is not known.
static NodeId turn_relative(Graph *g, NodeId a, NodeId b, Axis axis)
{
    const NodeId known = graph_relative(g, a, axis);
    if (known == NODE_NONE) {
        return NODE_NONE;
    }
    const NodeId units = graph_times(g, graph_op(g, OP_UNIT, b, a), graph_op(g, OP_UNIT, a, b));
    return graph_times(g, units, known);
}

// How a direction turns, times its length r = hypot(a, b): (b/r) a' - (a/r) b'. Directions are at
// most 1, so that nothing overflows where squares would.
static NodeId turn(Graph *g, NodeId a, NodeId b, NodeId da, NodeId db)
{
    return graph_minus(g, graph_times(g, graph_op(g, OP_UNIT, b, a), da),
                       graph_times(g, graph_op(g, OP_UNIT, a, b), db));
}

// a'/(1 + a²), whose root does not overflow. atan(c/d) turns as the direction of (c, d).
RULE(atan)
{
    const NodeId a = first(g, self);
    if (is_op(g, a, OP_DIV)) {
        const NodeId c = first(g, a), d = second(g, a);
        const NodeId turned = turn(g, c, d, graph_derive(g, c, axis), graph_derive(g, d, axis));
        return over_length(g, turned, c, d);
    }
    const NodeId known = turn_relative(g, a, g->one, axis);
    if (known != NODE_NONE) {
        return known;
    }
    const NodeId root = graph_op(g, OP_HYPOT, a, g->one);
    return graph_over(g, graph_over(g, da, root), root);
}

RULE(atan2)
{
    const NodeId a = first(g, self), b = second(g, self), by_a = turn_relative(g, a, b, axis),
                 by_b = turn_relative(g, b, a, axis);
    if (by_a == NODE_NONE && by_b == NODE_NONE) {
        return over_length(g, turn(g, a, b, da, db), a, b);
    }
    return graph_minus(
        g, by_a != NODE_NONE ? by_a : over_length(g, turn(g, a, b, da, g->zero), a, b),
        by_b != NODE_NONE ? by_b
                          : graph_scaled(g, -1, over_length(g, turn(g, a, b, g->zero, db), a, b)));
}

// (a/r)' = (b/r) turn/r
RULE(unit)
{
    const NodeId a = first(g, self), b = second(g, self);
    const NodeId across = graph_op(g, OP_UNIT, b, a);
    return over_length(g, graph_times(g, across, turn(g, a, b, da, db)), a, b);
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
    return graph_chain(g, da, unary(g, OP_SECH_SQUARE, first(g, self)));
}

RULE(sech_square)
{
    const NodeId fall = graph_times(g, self, unary(g, OP_TANH, first(g, self)));
    return graph_scaled(g, -2, graph_chain(g, da, fall));
}

RULE(exp)
{
    return graph_chain(g, da, self);
}

// factor a'/a. That of cosh and sinh is tanh and its inverse, whose own derivatives do not cancel.
static NodeId log_slope(Graph *g, double factor, NodeId a, NodeId da, Axis axis)
{
    const bool is_cosh = is_op(g, a, OP_COSH);
    if (is_cosh || is_op(g, a, OP_SINH)) {
        const NodeId du = graph_scaled(g, factor, graph_derive(g, first(g, a), axis)),
                     tanh_u = unary(g, OP_TANH, first(g, a));
        return is_cosh ? graph_times(g, tanh_u, du) : graph_over(g, du, tanh_u);
    }
    const NodeId known = graph_relative(g, a, axis);
    return known != NODE_NONE ? graph_scaled(g, factor, known)
                              : graph_over(g, graph_scaled(g, factor, da), a);
}

RULE(log)
{
    return log_slope(g, 1, first(g, self), da, axis);
}

RULE(log10)
{
    return log_slope(g, 1 / log(10), first(g, self), da, axis);
}

RULE(log2)
{
    return log_slope(g, 1 / log(2), first(g, self), da, axis);
}

RULE(logarithm)
{
    return graph_times(g, unary(g, OP_INVERSE, first(g, self)), da);
}

RULE(sqrt)
{
    const NodeId known = graph_relative(g, first(g, self), axis);
    if (known != NODE_NONE) {
        return graph_by_relative(g, self, 0.5, known);
    }
    return graph_times(g, unary(g, OP_INVERSE, self), graph_scaled(g, 0.5, da));
}

RULE(cbrt)
{
    const NodeId known = graph_relative(g, first(g, self), axis);
    if (known != NODE_NONE) {
        return graph_by_relative(g, self, 1.0 / 3, known);
    }
    return graph_chain(g, graph_over(g, g->one, graph_scaled(g, 3, square(g, self))), da);
}

RULE(inverse)
{
    return graph_scaled(g, -1, graph_times(g, square(g, self), da));
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
    const NodeId bell = unary(g, OP_EXP, graph_scaled(g, -1, square(g, first(g, self))));
    return graph_chain(g, da, graph_scaled(g, M_2_SQRTPI, bell));
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

// hypot(a, b)' = (a/r) a' + (b/r) b'
RULE(hypot)
{
    const NodeId a = first(g, self), b = second(g, self);
    return graph_plus(g, graph_times(g, graph_op(g, OP_UNIT, a, b), da),
                      graph_times(g, graph_op(g, OP_UNIT, b, a), db));
}
