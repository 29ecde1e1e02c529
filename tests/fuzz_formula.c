// Any bytes as a formula: compile, evaluate, and hold what must be so for each: no crash, an
// error's place inside the text, the same bits for value alone and for any division into calls.
#include "model/formula/formula.h"
#include "model/formula/formula_parse.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { JET = 6 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const double xs[] = { 0, 1, -0.75, 2.5, -0.0, 1e308, 1e-300, 3, 0.5 };
static const double ys[] = { 0, 1, 2, -1.25, 0.5, -3, 1e-300, 1e308, 7 };
enum { POINTS = COUNT(xs) };
static const double params[FORMULA_PARAMS_MAX] = { 2, 0, -1, 0.5, 3, 1e10, -0.3, 1 };

typedef struct Results {
    double jet[JET][POINTS];
} Results;

static void hold(bool claim, const char *what)
{
    if (!claim) {
        fprintf(stderr, "does not hold: %s\n", what);
        abort();
    }
}

// Points from..to-1, in one call, with as many outputs as told.
static void eval(const Formula *formula, Scratch *space, Results *results, size_t from, size_t to,
                 int outputs)
{
    double *out[JET] = { NULL };
    for (int k = 0; k < outputs; k++) {
        out[k] = results->jet[k] + from;
    }
    formula_eval(formula, params, space, to - from, xs + from, ys + from,
                 &(Jets){ out[0], out[1], out[2], out[3], out[4], out[5] });
}

static void hold_same(const Results *a, const Results *b, int outputs, const char *what)
{
    for (int k = 0; k < outputs; k++) {
        for (size_t i = 0; i < POINTS; i++) {
            const double p = a->jet[k][i], q = b->jet[k][i];
            hold((isnan(p) && isnan(q)) || memcmp(&p, &q, sizeof p) == 0, what);
        }
    }
}

static void hold_formula(const Formula *formula, size_t length)
{
    hold(formula->param_count >= 0 && formula->param_count <= FORMULA_PARAMS_MAX, "parameters");
    for (int i = 0; i < formula->param_count; i++) {
        const char *name = formula->param_names[i];
        hold(formula->param_at[i] >= 0 && (size_t)formula->param_at[i] + strlen(name) <= length &&
                 strncmp(formula->text + formula->param_at[i], name, strlen(name)) == 0,
             "a parameter stands where it is said to stand");
    }
    Scratch *space = scratch_create();
    Results whole, other;
    eval(formula, space, &whole, 0, POINTS, JET);
    eval(formula, space, &other, 0, POINTS, 1);
    hold_same(&whole, &other, 1, "the value alone has the same bits");
    eval(formula, space, &other, 0, POINTS, 3);
    hold_same(&whole, &other, 3, "value and gradient alone have the same bits");
    for (size_t i = 0; i < POINTS; i++) {
        eval(formula, space, &other, i, i + 1, JET);
    }
    hold_same(&whole, &other, JET, "points one by one have the same bits");
    scratch_destroy(space);
}

// What compiles has a tree, whose names and numbers stand in the text.
static void hold_tree(const char *text, size_t length, bool compiled)
{
    FormulaTree tree = { 0 };
    Error err = { "", -2 };
    const bool read = formula_read(text, length, &tree, &err);
    hold(read || !compiled, "what compiles has a tree");
    hold(read || (err.at >= 0 && (size_t)err.at <= length), "else an error points into the text");
    for (size_t i = 0; read && i < tree.parts.count; i++) {
        const FormulaPart *part = &tree.parts.items[i];
        const bool leaf = part->kind == PART_NUMBER || part->kind == PART_NAME;
        hold(!leaf || (part->text >= text && part->text + part->length <= text + length),
             "a leaf is in the text");
        hold(part->first < (int)tree.parts.count && part->next < (int)tree.parts.count, "parts");
    }
    formula_tree_finish(&tree);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    memcpy(text, data, size);
    text[size] = '\0';
    const size_t length = strlen(text);
    Arena arena = { 0 };
    Formula formula;
    Error err = { "", -2 };
    const bool compiled = formula_compile(&formula, text, &arena, &err);
    hold_tree(text, length < FORMULA_TEXT_MAX ? length : FORMULA_TEXT_MAX,
              compiled && length <= FORMULA_TEXT_MAX);
    if (compiled) {
        hold(strcmp(formula.text, text) == 0, "the text is kept");
        hold_formula(&formula, length);
    } else {
        hold(err.text[0] != '\0', "an error says something");
        hold(err.at >= 0 && (size_t)err.at <= length, "an error points into the text");
    }
    arena_free(&arena);
    free(text);
    return 0;
}
