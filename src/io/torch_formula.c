// The tree of what was typed is walked once. Python's operators bind as the formula's do; what is
// computed of numbers alone is left to Python where that can, and else is written as its value.
#include "io/torch_formula.h"

#include "base/utf8.h"
#include "io/torch_script.h"
#include "model/formula/formula_names.h"
#include "model/formula/formula_parse.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// How strongly a part holds together.
typedef enum Strength { SUM, PRODUCT, NEGATIVE, POWER, WHOLE } Strength;

static const Strength strengths[] = {
    [PART_NUMBER] = WHOLE,    [PART_NAME] = WHOLE,       [PART_SUM] = SUM,
    [PART_PRODUCT] = PRODUCT, [PART_NEGATIVE] = PRODUCT, [PART_QUOTIENT] = PRODUCT,
    [PART_POWER] = POWER,     [PART_CALL] = WHOLE,
};

// What Python calls a function of numbers and one of tensors; NULL: it has none.
static const struct {
    const char *key, *number, *tensor;
} functions[] = {
    { "sin", "math.sin", "torch.sin" },
    { "cos", "math.cos", "torch.cos" },
    { "tan", "math.tan", "torch.tan" },
    { "asin", "math.asin", "torch.asin" },
    { "acos", "math.acos", "torch.acos" },
    { "atan", "math.atan", "torch.atan" },
    { "atan2", "math.atan2", "atan2" },
    { "sinh", "math.sinh", "torch.sinh" },
    { "cosh", "math.cosh", "torch.cosh" },
    { "tanh", "math.tanh", "torch.tanh" },
    { "exp", "math.exp", "torch.exp" },
    { "log", "math.log", "torch.log" },
    { "ln", "math.log", "torch.log" },
    { "log10", "math.log10", "torch.log10" },
    { "log2", "math.log2", "torch.log2" },
    { "sqrt", "math.sqrt", "sqrt" },
    { "cbrt", NULL, "cbrt" },
    { "abs", "abs", "torch.abs" },
    { "sign", NULL, "torch.sign" },
    { "min", "min", "torch.minimum" },
    { "max", "max", "torch.maximum" },
    { "pow", NULL, NULL }, // an operator
    { "hypot", "math.hypot", "hypot" },
    { "floor", "math.floor", "torch.floor" },
    { "erf", "math.erf", "torch.erf" },
    { "step", NULL, "unit_step" },
};

// Python's words, and what scripts call their own.
static const char *const taken[] = {
    "and",   "as",     "assert", "async",  "await",   "break",    "class",    "continue", "def",
    "del",   "elif",   "else",   "except", "False",   "finally",  "for",      "from",     "global",
    "if",    "import", "in",     "is",     "lambda",  "None",     "nonlocal", "not",      "or",
    "pass",  "raise",  "return", "True",   "try",     "while",    "with",     "yield",    "p",
    "f",     "g",      "t",      "run",    "math",    "torch",    "start",    "steps",    "bounds",
    "noise", "seed",   "racers", "race",   "hessian", "gradient", "print",    "range",    "float",
};

void torch_name(char *out, size_t size, const char *name)
{
    size_t bare = strlen(name);
    while (bare > 0 && name[bare - 1] == '_') {
        bare--;
    }
    bool clash = false;
    for (size_t i = 0; i < COUNT(taken); i++) {
        clash = clash || (strlen(taken[i]) == bare && strncmp(taken[i], name, bare) == 0);
    }
    snprintf(out, size, "%s%s", name, clash ? "_" : "");
}

typedef struct Writer {
    const FormulaTree *tree;
    FILE *out;
} Writer;

static const FormulaPart *part_at(const Writer *w, int index)
{
    return &w->tree->parts.items[index];
}

static bool is_named(const FormulaPart *part, const char *name)
{
    return strlen(name) == (size_t)part->length &&
           memcmp(part->text, name, (size_t)part->length) == 0;
}

static bool is_variable(const FormulaPart *part)
{
    return is_named(part, "x") || is_named(part, "y");
}

static bool value_of(const Writer *w, int index, double *value);

static bool value_of_all(const Writer *w, const FormulaPart *part, double *value)
{
    const FormulaFunction *function =
        part->kind == PART_CALL ? function_find(part->text, (size_t)part->length) : NULL;
    const FormulaOp op = function                      ? function->op
                         : part->kind == PART_PRODUCT  ? OP_MUL
                         : part->kind == PART_SUM      ? OP_ADD
                         : part->kind == PART_POWER    ? OP_POW
                         : part->kind == PART_QUOTIENT ? OP_DIV
                                                       : OP_NEG;
    bool first = true;
    for (int i = part->first; i != PART_NONE; i = part_at(w, i)->next) {
        double one;
        if (!value_of(w, i, &one)) {
            return false;
        }
        const bool minus = part->kind == PART_SUM && part_at(w, i)->minus;
        *value = first ? one : formula_ops[minus ? OP_SUB : op].scalar(*value, one);
        first = false;
    }
    if (!formula_ops[op].binary) {
        *value = formula_ops[op].scalar(*value, *value);
    }
    return true;
}

// False: it hangs on x, y or a parameter.
static bool value_of(const Writer *w, int index, double *value)
{
    const FormulaPart *part = part_at(w, index);
    switch (part->kind) {
    case PART_NUMBER: *value = part->value; return true;
    case PART_NAME: return constant_find(part->text, (size_t)part->length, value);
    default: return value_of_all(w, part, value);
    }
}

// Whether Python computes it as it is written: with functions it has, and without errors, complex
// or huge whole numbers on the way.
static bool python_can(const Writer *w, int index)
{
    static const double WHOLE_MAX = 1e15;
    const FormulaPart *part = part_at(w, index);
    double value;
    bool can = value_of(w, index, &value) && (part->kind == PART_NUMBER || fabs(value) < WHOLE_MAX);
    for (int i = part->first; can && i != PART_NONE; i = part_at(w, i)->next) {
        can = python_can(w, i);
    }
    if (can && part->kind == PART_CALL) {
        for (size_t i = 0; i < COUNT(functions); i++) {
            can = can && !(is_named(part, functions[i].key) && !functions[i].number);
        }
    }
    return can;
}

static void write_part(const Writer *w, int index, Strength least);

// As an argument that must be a tensor.
static void write_tensor(const Writer *w, int index)
{
    double value;
    if (value_of(w, index, &value)) {
        fputs("torch.tensor(", w->out);
        torch_number(w->out, value);
        fputc(')', w->out);
    } else {
        write_part(w, index, SUM);
    }
}

static void write_power(const Writer *w, int base, int exponent)
{
    double value;
    if (value_of(w, exponent, &value) && value == 0.5) {
        fputs("sqrt(", w->out);
        write_tensor(w, base);
        fputc(')', w->out);
        return;
    }
    write_part(w, base, WHOLE);
    fputs("**", w->out);
    write_part(w, exponent, POWER);
}

static int count_of(const Writer *w, const FormulaPart *part)
{
    int count = 0;
    for (int i = part->first; i != PART_NONE; i = part_at(w, i)->next) {
        count++;
    }
    return count;
}

// Of more than two arguments, as min and max may have, the first ones are folded.
static void write_folded(const Writer *w, const char *name, int first, int count)
{
    int last = first;
    for (int k = 1; k < count; k++) {
        last = part_at(w, last)->next;
    }
    fprintf(w->out, "%s(", name);
    if (count > 2) {
        write_folded(w, name, first, count - 1);
    } else {
        write_tensor(w, first);
    }
    if (count > 1) {
        fputs(", ", w->out);
        write_tensor(w, last);
    }
    fputc(')', w->out);
}

static void write_numbers_call(const Writer *w, const FormulaPart *part, const char *name)
{
    fprintf(w->out, "%s(", name);
    for (int i = part->first; i != PART_NONE; i = part_at(w, i)->next) {
        write_part(w, i, SUM);
        fputs(part_at(w, i)->next != PART_NONE ? ", " : ")", w->out);
    }
}

static void write_call(const Writer *w, int index)
{
    const FormulaPart *part = part_at(w, index);
    size_t i = 0;
    while (!is_named(part, functions[i].key)) {
        i++;
    }
    double value;
    if (value_of(w, index, &value)) {
        write_numbers_call(w, part, functions[i].number);
    } else {
        write_folded(w, functions[i].tensor, part->first, count_of(w, part));
    }
}

static void write_list(const Writer *w, const FormulaPart *part)
{
    for (int i = part->first; i != PART_NONE; i = part_at(w, i)->next) {
        const bool first = i == part->first;
        if (part->kind == PART_SUM) {
            fputs(first ? "" : part_at(w, i)->minus ? " - " : " + ", w->out);
            write_part(w, i, first ? SUM : part_at(w, i)->kind == PART_NEGATIVE ? WHOLE : PRODUCT);
        } else {
            fputs(first ? "" : part->kind == PART_PRODUCT ? "*" : "/", w->out);
            write_part(w, i, first ? PRODUCT : POWER);
        }
    }
}

static void write_name(const Writer *w, const FormulaPart *part)
{
    char name[FORMULA_NAME_MAX], python[FORMULA_NAME_MAX + 8];
    double value;
    if (constant_find(part->text, (size_t)part->length, &value)) {
        fputs(is_named(part, "e") ? "math.e" : "math.pi", w->out);
        return;
    }
    snprintf(name, sizeof name, "%.*s", part->length, part->text);
    torch_name(python, sizeof python, name);
    fputs(is_variable(part) ? name : python, w->out);
}

static void write_bare(const Writer *w, int index)
{
    const FormulaPart *part = part_at(w, index);
    switch (part->kind) {
    case PART_NUMBER: torch_count(w->out, part->value); break;
    case PART_NAME: write_name(w, part); break;
    case PART_POWER: write_power(w, part->first, part->last); break;
    case PART_NEGATIVE:
        fputc('-', w->out);
        write_part(w, part->first, PRODUCT);
        break;
    case PART_CALL:
        if (is_named(part, "pow")) {
            write_power(w, part->first, part->last);
        } else {
            write_call(w, index);
        }
        break;
    default: write_list(w, part);
    }
}

// In parentheses where it holds together less than it must.
static void write_part(const Writer *w, int index, Strength least)
{
    const FormulaPart *part = part_at(w, index);
    double value;
    if (value_of(w, index, &value) && !python_can(w, index)) {
        fputs(value < 0 ? "(" : "", w->out);
        torch_number(w->out, value);
        fputs(value < 0 ? ")" : "", w->out);
        return;
    }
    const bool power = part->kind == PART_CALL && is_named(part, "pow");
    const bool inside = (power ? POWER : strengths[part->kind]) < least;
    fputs(inside ? "(" : "", w->out);
    write_bare(w, index);
    fputs(inside ? ")" : "", w->out);
}

static bool mentions(const Writer *w, int index)
{
    const FormulaPart *part = part_at(w, index);
    bool found = part->kind == PART_NAME && is_variable(part);
    for (int i = part->first; i != PART_NONE && !found; i = part_at(w, i)->next) {
        found = mentions(w, i);
    }
    return found;
}

// A sum or product that is too long for a line has one for each of its parts.
static void write_whole(const Writer *w, int index, const char *margin)
{
    enum { LINE_MAX_WIDTH = 88 };
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    const Writer inside = { w->tree, memory };
    const FormulaPart *part = part_at(w, index);
    write_part(&inside, index, SUM);
    fclose(memory);
    const bool list = part->kind == PART_SUM || part->kind == PART_PRODUCT;
    if (length <= LINE_MAX_WIDTH || !list) {
        fputs(text, w->out);
        free(text);
        return;
    }
    free(text);
    fprintf(w->out, "(\n%s    ", margin);
    for (int i = part->first; i != PART_NONE; i = part_at(w, i)->next) {
        const bool sum = part->kind == PART_SUM, first = i == part->first;
        if (!first) {
            fprintf(w->out, "\n%s    %s", margin, !sum ? "* " : part_at(w, i)->minus ? "- " : "+ ");
        }
        write_part(w, i, !sum ? (first ? PRODUCT : POWER) : first ? SUM : PRODUCT);
    }
    fprintf(w->out, "\n%s)", margin);
}

bool torch_formula(FILE *out, const char *text, const char *margin, Error *err)
{
    enum { DEPTH_MAX = 80 }; // Python's own parser takes 100 parentheses within each other
    FormulaTree tree = { 0 };
    bool ok = formula_read(text, strlen(text), &tree, err);
    if (ok && tree.parts.items[tree.root].depth > DEPTH_MAX) {
        ok = fail(err, "the formula is nested more than %d levels deep, which Python cannot read",
                  DEPTH_MAX);
    }
    if (ok) {
        const Writer w = { &tree, out };
        write_whole(&w, tree.root, margin);
        fputs(mentions(&w, tree.root) ? "" : " + 0*x", out);
    }
    formula_tree_finish(&tree);
    return ok;
}
