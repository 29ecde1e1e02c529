// Parts are made from the leaves up; an index is used once, so that a part can still grow.
#include "model/formula/formula_tree.h"

#include <string.h>

void formula_tree_finish(FormulaTree *tree)
{
    array_free(&tree->parts);
}

static FormulaPart *part(FormulaTree *tree, int index)
{
    return &tree->parts.items[index];
}

static int make(FormulaTree *tree, FormulaPartKind kind, const char *text, size_t length)
{
    array_push(&tree->parts, (FormulaPart){ .kind = kind,
                                            .text = text,
                                            .length = (int)length,
                                            .first = PART_NONE,
                                            .last = PART_NONE,
                                            .next = PART_NONE,
                                            .depth = 1 });
    return (int)tree->parts.count - 1;
}

static void append(FormulaTree *tree, int to, int index)
{
    FormulaPart *whole = part(tree, to);
    if (whole->first == PART_NONE) {
        whole->first = index;
    } else {
        part(tree, whole->last)->next = index;
    }
    whole->last = index;
    const int depth = part(tree, index)->depth + 1;
    whole->depth = depth > whole->depth ? depth : whole->depth;
}

static int made_of(FormulaTree *tree, FormulaPartKind kind, int a, int b)
{
    const int whole = make(tree, kind, "", 0);
    append(tree, whole, a);
    if (b != a) {
        append(tree, whole, b);
    }
    return whole;
}

int tree_number(FormulaTree *tree, const char *text, size_t length, double value)
{
    const int number = make(tree, PART_NUMBER, text, length);
    part(tree, number)->value = value;
    return number;
}

int tree_name(FormulaTree *tree, const char *text, size_t length)
{
    return make(tree, PART_NAME, text, length);
}

// a op b, in a's own list if that is of the same kind.
static int gathered(FormulaTree *tree, FormulaPartKind kind, int a, int b)
{
    if (part(tree, a)->kind != kind) {
        return made_of(tree, kind, a, b);
    }
    append(tree, a, b);
    return a;
}

static int factor(FormulaTree *tree, FormulaPartKind kind, int a, int b)
{
    const bool gathers = kind == PART_PRODUCT;
    if (part(tree, a)->kind != PART_NEGATIVE) {
        return gathers ? gathered(tree, kind, a, b) : made_of(tree, kind, a, b);
    }
    const int inner = part(tree, a)->first;
    const int whole = gathers ? gathered(tree, kind, inner, b) : made_of(tree, kind, inner, b);
    return made_of(tree, PART_NEGATIVE, whole, whole);
}

int tree_op(FormulaTree *tree, FormulaOp op, int a, int b)
{
    switch (op) {
    case OP_SUB: part(tree, b)->minus = true; return gathered(tree, PART_SUM, a, b);
    case OP_MUL: return factor(tree, PART_PRODUCT, a, b);
    case OP_DIV: return factor(tree, PART_QUOTIENT, a, b);
    case OP_POW: return made_of(tree, PART_POWER, a, b);
    case OP_NEG: return made_of(tree, PART_NEGATIVE, a, a);
    case OP_SQRT: return tree_call(tree, "sqrt", strlen("sqrt"), a);
    default: assert(op == OP_ADD); return gathered(tree, PART_SUM, a, b);
    }
}

int tree_call(FormulaTree *tree, const char *text, size_t length, int argument)
{
    const int call = make(tree, PART_CALL, text, length);
    append(tree, call, argument);
    return call;
}

void tree_argument(FormulaTree *tree, int call, int argument)
{
    append(tree, call, argument);
}
