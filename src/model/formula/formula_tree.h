// A formula as it was typed, for those who write it otherwise: a tree in which nothing is computed
// or simplified. What is grouped by parentheses is a part of its own, the parentheses are not.
#pragma once

#include "base/array.h"
#include "model/formula/formula_op.h"

typedef enum FormulaPartKind {
    PART_NUMBER,
    PART_NAME,     // a variable, a constant or a parameter
    PART_SUM,      // two or more terms; those that are `minus` are taken away
    PART_NEGATIVE, // of its one part
    PART_PRODUCT,  // two or more factors
    PART_QUOTIENT, // of two
    PART_POWER,    // base, exponent
    PART_CALL,     // a function of its parts
} FormulaPartKind;

enum { PART_NONE = -1 };

typedef struct FormulaPart {
    FormulaPartKind kind;
    bool minus;            // as a term of a sum
    const char *text;      // a number, name or function as typed, not zero-terminated
    int length;            // bytes of it
    double value;          // of a number
    int first, last, next; // its first and last part; the next one of what it belongs to
    int depth;             // of parts within each other: 1 for a number
} FormulaPart;

typedef struct FormulaTree {
    Array(FormulaPart) parts;
    int root;
} FormulaTree;

void formula_tree_finish(FormulaTree *tree);

// For the parser: each gives the index of the part it made. Sums and products gather what stands on
// their left, and the sign of a first factor is the product's: -x*y is -(x*y).
int tree_number(FormulaTree *tree, const char *text, size_t length, double value);
int tree_name(FormulaTree *tree, const char *text, size_t length);
int tree_op(FormulaTree *tree, FormulaOp op, int a, int b); // an infix, OP_NEG or OP_SQRT (b = a)
int tree_call(FormulaTree *tree, const char *text, size_t length, int argument);
void tree_argument(FormulaTree *tree, int call, int argument); // one more
