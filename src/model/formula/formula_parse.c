// A Pratt parser: each infix operator has a strength, and an operand belongs to the stronger of
// its neighbours. Left-associative chains are loops; what must recurse is counted and limited.
//
//     expression = prefix { infix expression }     infix: + - * / ^ or nothing (a product)
//     prefix     = ("-" | "+") expression | primary
//     primary    = ( number | name | name "(" list ")" | "(" expression ")" | "√" primary )
//                  [superscript]
#include "model/formula/formula_parse.h"

#include "model/formula/formula_lex.h"
#include "model/formula/formula_names.h"

#include <stdio.h>
#include <string.h>

// Nodes: a fifth of a second to compile; 64 KiB of the dearest operators would make 400,000.
enum { DEPTH_MAX = 200, NODES_MAX = 250000 };

// How strongly an operator holds its operands; the sign binds looser than the power: -x^2.
enum { WEAKEST, SUM, PRODUCT, SIGN, POWER };

typedef struct Parser {
    const char *text;
    size_t length;
    Token token, before; // the next one; the one that was taken last
    int depth;
    Graph *graph; // made of what is read, with the parameters in `formula` ...
    Formula *formula;
    FormulaTree *tree; // ... or, if not NULL, this
    Error *err;
} Parser;

// clang-format off
static const struct {
    int strength;
    FormulaOp op;
} infixes[TOKEN_BLANK] = {
    [TOKEN_PLUS]   = { SUM,     OP_ADD }, [TOKEN_MINUS]  = { SUM,     OP_SUB },
    [TOKEN_TIMES]  = { PRODUCT, OP_MUL }, [TOKEN_DIVIDE] = { PRODUCT, OP_DIV },
    [TOKEN_POWER]  = { POWER,   OP_POW },
    // An operand where an operator could stand: an implicit product.
    [TOKEN_NUMBER] = { PRODUCT, OP_MUL }, [TOKEN_NAME]   = { PRODUCT, OP_MUL },
    [TOKEN_ROOT]   = { PRODUCT, OP_MUL }, [TOKEN_OPEN]   = { PRODUCT, OP_MUL },
};
// clang-format on

static NodeId parse_expression(Parser *p, int strength);

static bool advance(Parser *p)
{
    p->before = p->token;
    return token_read(p->text, p->length, p->token.at + p->token.length, &p->token, p->err);
}

static const char *start_of(const Parser *p, Token token)
{
    return p->text + token.at;
}

static bool deeper(Parser *p)
{
    return ++p->depth <= DEPTH_MAX ||
           fail_at(p->err, (int)p->token.at, "the formula is nested more than %d levels deep",
                   DEPTH_MAX);
}

// op(a, b) as a node of the value: with its derivatives.
static NodeId make(Parser *p, FormulaOp op, NodeId a, NodeId b)
{
    if (p->tree) {
        return tree_op(p->tree, op, a, b);
    }
    Graph *g = p->graph;
    const NodeId node = op == OP_POW ? graph_power(g, a, b) : graph_op(g, op, a, b);
    for (Axis first = AXIS_X; first < AXIS_COUNT; first++) {
        const NodeId slope = graph_derive(g, node, first);
        graph_derive(g, slope, AXIS_X);
        graph_derive(g, slope, AXIS_Y);
    }
    if (g->nodes.count > NODES_MAX) {
        fail_at(p->err, (int)p->before.at, "the formula is too long: it must end before this");
        return NODE_NONE;
    }
    return node;
}

static NodeId number(const Parser *p, const Token *token)
{
    return p->tree ? tree_number(p->tree, start_of(p, *token), token->length, token->value)
                   : graph_constant(p->graph, token->value);
}

static NodeId operand_missing(Parser *p)
{
    const Token token = p->token, before = p->before;
    if (token.kind == TOKEN_END) {
        const int at = (int)before.at;
        fail_at(p->err, at, "the formula ends after '%.*s': a number, a name or '(' must follow",
                (int)before.length, start_of(p, before));
    } else if (token.kind == TOKEN_CLOSE && before.kind == TOKEN_OPEN) {
        fail_at(p->err, (int)token.at, "there is nothing between the parentheses");
    } else {
        fail_at(p->err, (int)token.at, "a number, a name or '(' is missing before '%.*s'",
                (int)token.length, start_of(p, token));
    }
    return NODE_NONE;
}

// Takes the ')' of the '(' at byte `open`.
static bool take_close(Parser *p, size_t open)
{
    if (p->token.kind == TOKEN_CLOSE) {
        return advance(p);
    }
    if (p->token.kind == TOKEN_COMMA) {
        return fail_at(p->err, (int)p->token.at,
                       "',' only stands between the arguments of a function; "
                       "decimals are written with a point");
    }
    return fail_at(p->err, (int)open, "'(' is never closed: a ')' is missing");
}

static NodeId parse_group(Parser *p)
{
    const size_t open = p->token.at;
    if (!deeper(p) || !advance(p)) {
        return NODE_NONE;
    }
    const NodeId inside = parse_expression(p, WEAKEST);
    p->depth--;
    return inside != NODE_NONE && take_close(p, open) ? inside : NODE_NONE;
}

static bool check_count(Parser *p, const FormulaFunction *function, int count, size_t at)
{
    if (count >= function->least && count <= function->most) {
        return true;
    }
    if (function->most == FORMULA_ANY_COUNT) {
        return fail_at(p->err, (int)at, "%s takes %d or more arguments, not %d", function->kind.key,
                       function->least, count);
    }
    return fail_n(p->err, (int)at, function->most, "%s takes %d argument, not %d",
                  "%s takes %d arguments, not %d", function->kind.key, function->least, count);
}

// One more argument of a call whose arguments so far are `result`.
static NodeId take_argument(Parser *p, const FormulaFunction *function, Token name, NodeId result,
                            NodeId argument, int count)
{
    if (!p->tree) {
        const bool folded = count > 0 && count < function->most;
        return folded ? make(p, function->op, result, argument) : argument;
    }
    if (count == 0) {
        return tree_call(p->tree, start_of(p, name), name.length, argument);
    }
    tree_argument(p->tree, result, argument);
    return result;
}

// The list behind a function's name.
static NodeId parse_call(Parser *p, const FormulaFunction *function, Token name)
{
    const size_t open = p->token.at;
    size_t surplus_at = 0;
    NodeId result = NODE_NONE;
    int count = 0;
    if (!deeper(p) || !advance(p)) {
        return NODE_NONE;
    }
    for (bool more = p->token.kind != TOKEN_CLOSE; more; count++) {
        surplus_at = count == function->most ? p->token.at : surplus_at;
        const NodeId argument = parse_expression(p, WEAKEST);
        if (argument != NODE_NONE) {
            result = take_argument(p, function, name, result, argument, count);
        }
        more = p->token.kind == TOKEN_COMMA;
        if (argument == NODE_NONE || result == NODE_NONE || (more && !advance(p))) {
            return NODE_NONE;
        }
    }
    p->depth--;
    const size_t at = surplus_at > 0 ? surplus_at : p->token.at;
    if (p->token.kind == TOKEN_CLOSE && !check_count(p, function, count, at)) {
        return NODE_NONE;
    }
    if (!take_close(p, open)) {
        return NODE_NONE;
    }
    return function->least == 1 && !p->tree ? make(p, function->op, result, result) : result;
}

static NodeId unknown_function(Parser *p, const char *name, size_t at)
{
    const char *nearest = function_nearest(name);
    if (nearest) {
        fail_at(p->err, (int)at, "unknown function '%s': did you mean '%s'?", name, nearest);
    } else {
        fail_at(p->err, (int)at, "unknown function '%s': for a product write %s*(...)", name, name);
    }
    return NODE_NONE;
}

static NodeId parse_param(Parser *p, const char *name, size_t at)
{
    Formula *formula = p->formula;
    int index = 0;
    while (index < formula->param_count && strcmp(formula->param_names[index], name) != 0) {
        index++;
    }
    if (index == FORMULA_PARAMS_MAX) {
        fail_at(p->err, (int)at, "'%s' would be one parameter too many: at most %d are allowed",
                name, FORMULA_PARAMS_MAX);
        return NODE_NONE;
    }
    if (index == formula->param_count) {
        snprintf(formula->param_names[index], FORMULA_NAME_MAX, "%s", name);
        formula->param_at[index] = (int)at;
        formula->param_count++;
    }
    return graph_param(p->graph, index);
}

// A tree is only shown: what people write of data, mean(...), may stand in it.
static const FormulaFunction any_function = { { .key = "" }, OP_ADD, 1, FORMULA_ANY_COUNT };

static NodeId parse_name(Parser *p)
{
    const Token token = p->token;
    if (token.length >= FORMULA_NAME_MAX) {
        fail_at(p->err, (int)token.at, "the name '%.8s...' is too long: at most %d characters",
                start_of(p, token), FORMULA_NAME_MAX - 1);
        return NODE_NONE;
    }
    if (!advance(p)) {
        return NODE_NONE;
    }
    char name[FORMULA_NAME_MAX];
    snprintf(name, sizeof name, "%.*s", (int)token.length, start_of(p, token));
    const bool variable = strcmp(name, "x") == 0 || strcmp(name, "y") == 0;
    double value = 0;
    const bool constant = constant_find(name, token.length, &value);
    if (p->tree && (variable || constant)) {
        return tree_name(p->tree, start_of(p, token), token.length);
    }
    if (variable) {
        return graph_variable(p->graph, name[0] == 'x' ? AXIS_X : AXIS_Y);
    }
    if (constant) {
        return graph_constant(p->graph, value);
    }
    const FormulaFunction *function = function_find(name, token.length);
    if (p->token.kind == TOKEN_OPEN) {
        function = function || !p->tree ? function : &any_function;
        return function ? parse_call(p, function, token) : unknown_function(p, name, token.at);
    }
    if (function) {
        fail_at(p->err, (int)token.at, "%s is a function: write %s(...)", name, name);
        return NODE_NONE;
    }
    return p->tree ? tree_name(p->tree, start_of(p, token), token.length)
                   : parse_param(p, name, token.at);
}

static NodeId parse_root(Parser *p);

static NodeId parse_primary_alone(Parser *p)
{
    const Token token = p->token;
    switch (token.kind) {
    case TOKEN_NUMBER: return advance(p) ? number(p, &token) : NODE_NONE;
    case TOKEN_NAME: return parse_name(p);
    case TOKEN_OPEN: return parse_group(p);
    case TOKEN_ROOT: return parse_root(p);
    default: return operand_missing(p);
    }
}

static NodeId parse_root(Parser *p)
{
    if (!deeper(p) || !advance(p)) {
        return NODE_NONE;
    }
    const NodeId inside = parse_primary_alone(p);
    p->depth--;
    return inside == NODE_NONE ? NODE_NONE : make(p, OP_SQRT, inside, inside);
}

static NodeId parse_primary(Parser *p)
{
    NodeId node = parse_primary_alone(p);
    while (node != NODE_NONE && p->token.kind == TOKEN_SUPERSCRIPT) {
        const NodeId power = number(p, &p->token);
        node = advance(p) ? make(p, OP_POW, node, power) : NODE_NONE;
    }
    return node;
}

static NodeId parse_prefix(Parser *p)
{
    const TokenKind sign = p->token.kind;
    if (sign != TOKEN_MINUS && sign != TOKEN_PLUS) {
        return parse_primary(p);
    }
    if (!deeper(p) || !advance(p)) {
        return NODE_NONE;
    }
    const NodeId node = parse_expression(p, SIGN);
    p->depth--;
    return node != NODE_NONE && sign == TOKEN_MINUS ? make(p, OP_NEG, node, node) : node;
}

// What stands to the right of an operator of this strength, which has been taken.
static NodeId parse_right(Parser *p, int strength)
{
    if (strength != POWER) {
        return parse_expression(p, strength);
    }
    if (!deeper(p)) {
        return NODE_NONE;
    }
    const NodeId right = parse_expression(p, POWER - 1); // 2^3^2 is 2^(3^2)
    p->depth--;
    return right;
}

static NodeId parse_expression(Parser *p, int strength)
{
    NodeId left = parse_prefix(p);
    while (left != NODE_NONE && infixes[p->token.kind].strength > strength) {
        const TokenKind kind = p->token.kind;
        const bool implicit =
            kind == TOKEN_NUMBER || kind == TOKEN_NAME || kind == TOKEN_ROOT || kind == TOKEN_OPEN;
        if (kind == TOKEN_NUMBER && p->before.kind == TOKEN_NUMBER) {
            fail_at(p->err, (int)p->token.at, "two numbers side by side: write * between them");
            return NODE_NONE;
        }
        if (!implicit && !advance(p)) {
            return NODE_NONE;
        }
        const NodeId right = parse_right(p, infixes[kind].strength);
        left = right == NODE_NONE ? NODE_NONE : make(p, infixes[kind].op, left, right);
    }
    return left;
}

static NodeId parse_all(Parser *p)
{
    if (!advance(p)) {
        return NODE_NONE;
    }
    if (p->token.kind == TOKEN_END) {
        fail_at(p->err, 0, "the formula is empty: write something like x^2 + y^2");
        return NODE_NONE;
    }
    const NodeId value = parse_expression(p, WEAKEST);
    if (value == NODE_NONE || p->token.kind == TOKEN_END) {
        return value;
    }
    if (p->token.kind == TOKEN_CLOSE) {
        fail_at(p->err, (int)p->token.at, "this ')' closes nothing: a '(' is missing");
        return NODE_NONE;
    }
    take_close(p, p->token.at); // only ',' can be left
    return NODE_NONE;
}

NodeId formula_parse(const char *text, size_t length, Graph *graph, Formula *formula, Error *err)
{
    Parser p = { .text = text, .length = length, .graph = graph, .formula = formula, .err = err };
    return parse_all(&p);
}

bool formula_read(const char *text, size_t length, FormulaTree *tree, Error *err)
{
    Parser p = { .text = text, .length = length, .tree = tree, .err = err };
    tree->parts.count = 0;
    tree->root = parse_all(&p);
    return tree->root != NODE_NONE;
}
