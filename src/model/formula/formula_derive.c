// The derivative of every operator, each written once. Second derivatives are derivatives of the
// first, by the same rules: no operator has a formula for its own second derivative.
#include "model/formula/formula_graph.h"
#include "model/formula/formula_relative.h"

#include <math.h>

// Kinks. abs, sign, floor and step are flat at their points; ties of min and max count half and
// half; sqrt at 0, and hypot and atan2 at the origin, have derivative 0 (INVERSE).
// Where the outer function is steep without bound and the inner one stands still (cbrt, asin,
// x^1.5 in the second order), or the other way round (exp(-1/x^2)), "0 times infinite" is 0
// (CHAIN). Where the derivative of an inner quotient may be too large or too small for a double
// though the whole one is a number (log(1/x), atan(1/x), y/(1/x)), a'/a is made instead of a'
// (relative).

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

static bool is_op(const Graph *g, NodeId node, FormulaOp op)
{
    return g->nodes.items[node].op == op;
}

static bool is_zero(const Graph *g, NodeId node)
{
    return node == g->zero;
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
    return graph_scaled(g, -1, da);
}

static NodeId over_length(Graph *g, NodeId node, NodeId a, NodeId b)
{
    return graph_times(g, node, unary(g, OP_INVERSE, graph_op(g, OP_HYPOT, a, b)));
}

// Whether `unit` is a/r and `inverse` 1/r, r = hypot(a, b), or the other way round.
static bool is_over_square(const Graph *g, NodeId unit, NodeId inverse)
{
    if (!is_op(g, unit, OP_UNIT) || !is_op(g, inverse, OP_INVERSE) ||
        !is_op(g, first(g, inverse), OP_HYPOT)) {
        return false;
    }
    const NodeId a = first(g, unit), b = second(g, unit), r = first(g, inverse);
    return (a == first(g, r) && b == second(g, r)) || (b == first(g, r) && a == second(g, r));
}

// (a/r²)' = ((b-a)/r (b+a)/r a' - 2 a/r b/r b')/r². The product rule would have the difference of
// two numbers that may both be infinite.
static NodeId over_square(Graph *g, NodeId unit, NodeId inverse, Axis axis)
{
    const NodeId a = first(g, unit), b = second(g, unit), da = graph_derive(g, a, axis),
                 db = graph_derive(g, b, axis);
    const NodeId less = graph_times(g, graph_op(g, OP_SUB, b, a), inverse),
                 more = graph_times(g, graph_op(g, OP_ADD, b, a), inverse);
    const NodeId by_a = graph_times(g, graph_times(g, less, more), da);
    const NodeId by_b =
        graph_scaled(g, 2, graph_times(g, graph_times(g, unit, graph_op(g, OP_UNIT, b, a)), db));
    return graph_times(g, graph_times(g, graph_minus(g, by_a, by_b), inverse), inverse);
}

// What a product changes by with its factor a.
static NodeId factor_part(Graph *g, NodeId self, NodeId a, NodeId b, NodeId da, Axis axis)
{
    const NodeId known =
        is_zero(g, da) || !g->nodes.items[b].varies ? NODE_NONE : graph_relative(g, a, axis);
    return known == NODE_NONE ? graph_times(g, da, b) : graph_by_relative(g, self, 1, known);
}

RULE(mul)
{
    const NodeId a = first(g, self), b = second(g, self);
    if (is_over_square(g, a, b) || is_over_square(g, b, a)) {
        return is_op(g, a, OP_UNIT) ? over_square(g, a, b, axis) : over_square(g, b, a, axis);
    }
    if (a == b) {
        return graph_scaled(g, 2, graph_times(g, a, da));
    }
    return graph_plus(g, factor_part(g, self, a, b, da, axis),
                      factor_part(g, self, b, a, db, axis));
}

// (a/(a + c))' = (c/b) (a'/b), b = a + c, for a c that stands still; NODE_NONE of other quotients.
// In a' - (a/b) a' most of it cancels where a is large: exp(x)/(1 + exp(x)), the slope of log(1 +
// exp(x)).
static NodeId div_saturated(Graph *g, NodeId a, NodeId b, NodeId da)
{
    if (!is_op(g, b, OP_ADD) || (first(g, b) != a && second(g, b) != a)) {
        return NODE_NONE;
    }
    const NodeId c = first(g, b) == a ? second(g, b) : first(g, b);
    return g->nodes.items[c].varies ? NODE_NONE
                                    : graph_times(g, graph_over(g, da, b), graph_over(g, c, b));
}

// (a/b)' = (a' - (a/b) b')/b. Where b and b' are infinite, as in 1/exp(x), a/b = 0 wins.
RULE(div)
{
    const NodeId a = first(g, self), b = second(g, self);
    if (is_op(g, a, OP_SINH) && is_op(g, b, OP_COSH) && first(g, a) == first(g, b)) {
        return graph_times(g, unary(g, OP_SECH_SQUARE, first(g, a)),
                           graph_derive(g, first(g, a), axis));
    }
    const NodeId saturated = div_saturated(g, a, b, da);
    if (saturated != NODE_NONE) {
        return saturated;
    }
    const NodeId known = is_zero(g, da) && !is_zero(g, db) && g->nodes.items[b].op < OP_COMPUTED
                             ? graph_relative_of(g, b, axis)
                             : graph_relative(g, b, axis);
    if (known != NODE_NONE) {
        return graph_minus(g, graph_over(g, da, b), graph_by_relative(g, self, 1, known));
    }
    return graph_over(g, graph_minus(g, da, graph_chain(g, db, self)), second(g, self));
}

// (base^n)' = n base^(n-1) base', whatever two powers it was made of.
RULE(power)
{
    const Node node = g->nodes.items[self];
    const NodeId lower = graph_power(g, node.base, graph_constant(g, node.value - 1));
    return graph_scaled(g, node.value, graph_times(g, lower, graph_derive(g, node.base, axis)));
}

// What a^(b-k) changes by: lower a' (b-k) + a^(b-k) log(a) b'
static NodeId power_rule(Graph *g, NodeId self, NodeId lower, double k, NodeId da, NodeId db)
{
    const NodeId a = first(g, self), b = second(g, self);
    const NodeId factor = k == 0 ? b : graph_op(g, OP_SUB, b, graph_constant(g, k));
    const NodeId by_base = graph_chain(g, graph_chain(g, lower, factor), da);
    const NodeId by_exponent = graph_chain(g, graph_times(g, unary(g, OP_LOGARITHM, a), db), self);
    return graph_plus(g, by_base, by_exponent);
}

static NodeId lower_power(Graph *g, NodeId self, double k)
{
    const NodeId exponent = graph_op(g, OP_SUB, second(g, self), graph_constant(g, k));
    return graph_power(g, first(g, self), exponent);
}

// An exponent that is not typed as a number may turn out to be ½.
RULE(pow)
{
    const Node *exponent = &g->nodes.items[second(g, self)];
    const bool typed = exponent->op == OP_CONSTANT, falls = typed && exponent->value < 0;
    const NodeId known = falls   ? graph_relative_of(g, first(g, self), axis)
                         : typed ? graph_relative(g, first(g, self), axis)
                                 : NODE_NONE;
    if (known != NODE_NONE) {
        return graph_by_relative(g, self, g->nodes.items[second(g, self)].value, known);
    }
    const NodeId lower =
        typed ? lower_power(g, self, 1) : graph_op(g, OP_SLOPE, first(g, self), second(g, self));
    return power_rule(g, self, lower, 0, da, db);
}

RULE(slope)
{
    const NodeId lower = graph_op(g, OP_BEND, first(g, self), second(g, self));
    return power_rule(g, self, lower, 1, da, db);
}

RULE(bend)
{
    return power_rule(g, self, lower_power(g, self, 3), 2, da, db);
}

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

RULE(chain)
{
    const NodeId steep = first(g, self), still = second(g, self);
    return graph_plus(g, graph_chain(g, da, still), graph_chain(g, steep, db));
}
