// `thalweg eval`: a formula's value, gradient and Hessian at points, as CSV.
#include "base/array.h"
#include "base/text.h"
#include "base/words.h"
#include "cli/mains.h"
#include "io/csv.h"
#include "io/flags_params.h"

#include <stdlib.h>

typedef struct Eval {
    const char *formula; // NULL: not given
    TypedParams params;
    Array(double) x, y;
} Eval;

static bool take_formula(void *context, const char *value, Error *err)
{
    (void)err;
    ((Eval *)context)->formula = value;
    return true;
}

static bool take_at(void *context, const char *value, Error *err)
{
    Eval *eval = context;
    double at[2];
    if (!text_numbers(value, "--at", 2, at, err)) {
        return false;
    }
    array_push(&eval->x, at[0]);
    array_push(&eval->y, at[1]);
    return true;
}

static bool take_param(void *context, const char *value, Error *err)
{
    return typed_params_add(&((Eval *)context)->params, value, err);
}

static const Flag eval_flags[] = {
    { "formula", 0, "F", N_("a function of x and y, such as \"sin(x)*y^2\""),
      .take = take_formula },
    { "at", 0, "X,Y", N_("a point; repeatable, one row each"), .take = take_at, .many = true },
    { "param", 0, "K=V", N_("a value for a parameter of the formula; repeatable"),
      .take = take_param, .many = true },
    { .name = NULL },
};

const FlagsCommand eval_command = {
    .name = "eval",
    .summary = N_("Writes a formula's value, gradient and Hessian at points as CSV:\n"
                  "x,y,f,fx,fy,fxx,fxy,fyy."),
    .usage = N_("--formula F --at X,Y [--at X,Y]... [--param K=V]..."),
    .flags = eval_flags,
    .example = "thalweg eval --formula \"a*x^2 + y^2\" --param a=0.05 --at -7,2",
};

// All points in one call, so that they are evaluated in blocks.
static void write_rows(Csv *csv, const Eval *eval, const Formula *formula, const double *params)
{
    enum { OUTPUTS = 6 };
    static const char *const header[] = { "x", "y", "f", "fx", "fy", "fxx", "fxy", "fyy" };
    const size_t n = eval->x.count;
    double *out = memory_get(OUTPUTS * n * sizeof *out);
    const Jets jets = { out, out + n, out + 2 * n, out + 3 * n, out + 4 * n, out + 5 * n };
    Scratch *space = scratch_create();
    formula_eval(formula, params, space, n, eval->x.items, eval->y.items, &jets);
    scratch_destroy(space);
    for (size_t i = 0; i < COUNT(header); i++) {
        csv_text(csv, header[i]);
    }
    csv_end_row(csv);
    for (size_t i = 0; i < n; i++) {
        csv_number(csv, eval->x.items[i]);
        csv_number(csv, eval->y.items[i]);
        for (size_t k = 0; k < OUTPUTS; k++) {
            csv_number(csv, out[k * n + i]);
        }
        csv_end_row(csv);
    }
    free(out);
}

static bool prepare(const Eval *eval, Arena *arena, Formula *formula, double *params,
                    FlagsError *err)
{
    if (!eval->formula) {
        return fail(&err->error, "what to evaluate is missing: give --formula F");
    }
    if (eval->x.count == 0) {
        return fail(&err->error, "where to evaluate is missing: give --at X,Y");
    }
    err->typed = eval->formula;
    return formula_compile(formula, eval->formula, arena, &err->error) &&
           typed_params_bind(&eval->params, formula, params, err);
}

static int evaluate(const Eval *eval, Arena *arena)
{
    Formula formula;
    double params[FORMULA_PARAMS_MAX];
    FlagsError err = { .error.at = -1 };
    if (!prepare(eval, arena, &formula, params, &err)) {
        flags_report("eval", &err);
        return 2;
    }
    CsvFile file;
    csv_open(&file, NULL, NULL);
    write_rows(&file.csv, eval, &formula, params);
    if (!csv_close(&file, &err.error)) {
        flags_report("eval", &err);
        return 1;
    }
    return 0;
}

int eval_main(int argc, char **argv)
{
    Arena arena = { 0 };
    Eval eval = { 0 };
    const FlagsResult read =
        flags_read(&eval_command, argc, argv, &eval, NULL, 0, NULL, NULL, &arena);
    const int status = read == FLAGS_READ ? evaluate(&eval, &arena) : read == FLAGS_WRONG ? 2 : 0;
    array_free(&eval.x);
    array_free(&eval.y);
    arena_free(&arena);
    return status;
}
