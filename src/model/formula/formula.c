// Compiles a formula: text to graph (formula_parse), graph to a program for each level of output
// (formula_code), which formula_eval runs.
#include "model/formula/formula.h"

#include "model/formula/formula_code.h"
#include "model/formula/formula_derive.h"
#include "model/formula/formula_parse.h"

#include <string.h>

static const FormulaCode *code_build(Graph *graph, NodeId value, int param_count, Arena *arena)
{
    const NodeId slope_x = graph_derive(graph, value, AXIS_X);
    const NodeId slope_y = graph_derive(graph, value, AXIS_Y);
    const NodeId outputs[FORMULA_OUTPUTS] = { value,
                                              slope_x,
                                              slope_y,
                                              graph_derive(graph, slope_x, AXIS_X),
                                              graph_derive(graph, slope_x, AXIS_Y),
                                              graph_derive(graph, slope_y, AXIS_Y) };
    FormulaCode *code = arena_new(arena, FormulaCode, 1);
    for (FormulaLevel level = FORMULA_VALUE; level < FORMULA_LEVEL_COUNT; level++) {
        program_build(&code->programs[level], graph, outputs, level, param_count, arena);
    }
    return code;
}

bool formula_compile(Formula *formula, const char *text, Arena *arena, Error *err)
{
    const size_t length = strnlen(text, FORMULA_TEXT_MAX + 1);
    if (length > FORMULA_TEXT_MAX) {
        return fail_at(err, FORMULA_TEXT_MAX, "the formula is longer than %d characters",
                       FORMULA_TEXT_MAX);
    }
    Formula compiled = { 0 };
    Graph graph;
    graph_init(&graph, formula_derivatives);
    const NodeId value = formula_parse(text, length, &graph, &compiled, err);
    if (value != NODE_NONE) {
        compiled.text = arena_text(arena, text, length);
        compiled.code = code_build(&graph, value, compiled.param_count, arena);
        *formula = compiled;
    }
    graph_finish(&graph);
    return value != NODE_NONE;
}
