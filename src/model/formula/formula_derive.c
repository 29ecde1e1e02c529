// The derivatives of sums, products, quotients and powers, and the table of all rules. Second
// derivatives are derivatives of the first, by the same rules: no operator has a formula for its
// own second derivative.
#include "model/formula/formula_derive.h"

#include "model/formula/formula_rule.h"

// Kinks. abs, sign, floor and step are flat at their points; ties of min and max count half and
// half; sqrt at 0, and hypot and atan2 at the origin, have derivative 0 (INVERSE).
// Where the outer function is steep without bound and the inner one stands still (cbrt, asin,
// x^1.5 in the second order), or the other way round (exp(-1/x^2)), "0 times infinite" is 0
// (CHAIN). Where the derivative of an inner quotient may be too large or too small for a double
// though the whole one is a number (log(1/x), atan(1/x), y/(1/x)), a'/a is made instead of a'
// (relative).

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

RULE(chain)
{
    const NodeId steep = first(g, self), still = second(g, self);
    return graph_plus(g, graph_chain(g, da, still), graph_chain(g, steep, db));
}

#define RULE_ROW(NAME, name) [OP_##NAME] = derive_##name,
FormulaDerive *const formula_derivatives[OP_COMPUTED] = { FORMULA_OPS(RULE_ROW, RULE_ROW) };
