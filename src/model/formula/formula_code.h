// From graph to programs: lists of instructions over planes of points.
#pragma once

#include "base/arena.h"
#include "model/formula/formula_graph.h"

// What an evaluation gives: the value; the gradient too; the Hessian too.
typedef enum FormulaLevel {
    FORMULA_VALUE,
    FORMULA_GRADIENT,
    FORMULA_HESSIAN,
    FORMULA_LEVEL_COUNT
} FormulaLevel;

enum { FORMULA_OUTPUTS = 6 }; // f, fx, fy, fxx, fxy, fyy

// An operation on numbers that do not vary with x and y, done once in an evaluation.
typedef struct ScalarInstr {
    FormulaScalar *run;
    uint32_t to, a, b;
} ScalarInstr;

// Memory of an evaluation, in doubles: the parameters, the constants, what follows from them
// alone, padding; then planes of one number for each point, those of x and y first.
typedef struct Program {
    const ScalarInstr *scalar_instrs;
    const FormulaInstr *instrs;
    const double *constants;
    uint32_t scalar_instr_count, instr_count, param_count, constant_count;
    uint32_t x, y;  // where their planes begin
    uint32_t size;  // of the memory
    uint32_t block; // points at a time: fewer where many planes would overflow the cache
    uint32_t output[FORMULA_OUTPUTS]; // where each begins
    bool output_varies[FORMULA_OUTPUTS];
} Program;

struct FormulaCode {
    Program programs[FORMULA_LEVEL_COUNT];
};

// outputs: the nodes of f, fx, fy, fxx, fxy, fyy. The program lives in the arena.
void program_build(Program *program, const Graph *graph, const NodeId *outputs, FormulaLevel level,
                   int param_count, Arena *arena);
