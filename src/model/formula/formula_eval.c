// Runs a program over blocks of points. What does not vary with x and y is computed once in a
// call, everything else plane by plane, so the price of a call is a few nanoseconds for each
// instruction and that of a point one vector lane.
#include "model/formula/formula.h"
#include "model/formula/formula_code.h"

#include <string.h>

static void run_scalars(const Program *program, double *memory, const double *params)
{
    double *next = memory;
    for (uint32_t i = 0; i < program->param_count; i++) {
        *next++ = params[i];
    }
    for (uint32_t i = 0; i < program->constant_count; i++) {
        *next++ = program->constants[i];
    }
    for (uint32_t i = 0; i < program->scalar_instr_count; i++) {
        const ScalarInstr *instr = &program->scalar_instrs[i];
        memory[instr->to] = instr->run(memory[instr->a], memory[instr->b]);
    }
}

// A race has a handful of points, for which a call would cost more than the copy.
static inline void copy(double *to, const double *from, size_t n)
{
    if (n >= 16) {
        memcpy(to, from, n * sizeof *to);
        return;
    }
    for (size_t size = 8; size > 0; size /= 2) {
        if (n & size) {
            memcpy(to, from, size * sizeof *to);
            to += size;
            from += size;
        }
    }
}

// Up to the next multiple of the lanes with copies of the last point: whatever a kernel computes
// there is as fast as an honest point.
static void copy_padded(double *to, const double *from, size_t n)
{
    copy(to, from, n);
    for (; n % FORMULA_LANES != 0; n++) {
        to[n] = to[n - 1];
    }
}

static void copy_out(const Program *program, const double *memory, const Jets *out, size_t first,
                     size_t n)
{
    double *const targets[FORMULA_OUTPUTS] = { out->f,   out->fx,  out->fy,
                                               out->fxx, out->fxy, out->fyy };
    for (int k = 0; k < FORMULA_OUTPUTS; k++) {
        if (!targets[k]) {
            continue;
        }
        double *to = targets[k] + first;
        const double *from = memory + program->output[k];
        if (program->output_varies[k]) {
            copy(to, from, n);
            continue;
        }
        for (size_t i = 0; i < n; i++) {
            to[i] = *from;
        }
    }
}

static FormulaLevel level_of(const Jets *out)
{
    return out->fxx || out->fxy || out->fyy ? FORMULA_HESSIAN
           : out->fx || out->fy             ? FORMULA_GRADIENT
                                            : FORMULA_VALUE;
}

void formula_eval(const Formula *formula, const double *params, Scratch *scratch, size_t n,
                  const double *x, const double *y, const Jets *out)
{
    if (n == 0) {
        return;
    }
    const Program *program = &formula->code->programs[level_of(out)];
    double *memory = scratch_memory(scratch, program->size * sizeof *memory);
    run_scalars(program, memory, params);
    for (size_t first = 0; first < n; first += program->block) {
        const size_t count = n - first < program->block ? n - first : program->block;
        copy_padded(memory + program->x, x + first, count);
        copy_padded(memory + program->y, y + first, count);
        const FormulaInstr *end = program->instrs + program->instr_count;
        for (const FormulaInstr *instr = program->instrs; instr < end; instr++) {
            instr->run(memory, instr, count);
        }
        copy_out(program, memory, out, first, count);
    }
}
