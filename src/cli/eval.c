// `thalweg eval`: value, gradient and Hessian of a formula or landscape at points, as CSV.
#include "base/array.h"
#include "base/text.h"
#include "base/words.h"
#include "cli/mains.h"
#include "io/csv.h"
#include "io/flags_params.h"
#include "io/flags_scene.h"

#include <stdlib.h>
#include <string.h>

typedef struct Eval {
    const char *formula, *landscape; // NULL: not given
    TypedParams params;
    Array(double) x, y;
} Eval;

static bool take_formula(void *context, const char *value, Error *err)
{
    (void)err;
    ((Eval *)context)->formula = value;
    return true;
}

static bool take_landscape(void *context, const char *value, Error *err)
{
    (void)err;
    ((Eval *)context)->landscape = value;
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
    { "landscape", 0, "SPEC", N_("or a built-in landscape: \"logreg n=50\""),
      .take = take_landscape, .choices = &landscape_kinds },
    { "at", 0, "X,Y", N_("a point; repeatable, one row each"), .take = take_at, .many = true },
    { "param", 0, "K=V", N_("a value for a parameter; repeatable"), .take = take_param,
      .many = true },
    { .name = NULL },
};

const FlagsCommand eval_command = {
    .name = "eval",
    .summary = N_("Writes value, gradient and Hessian of a formula or landscape at\npoints as CSV: "
                  "x,y,f,fx,fy,fxx,fxy,fyy."),
    .usage = N_("--formula F | --landscape SPEC --at X,Y [--at X,Y]... [--param K=V]..."),
    .flags = eval_flags,
    .example = "thalweg eval --formula \"a*x^2 + y^2\" --param a=0.05 --at -7,2",
};

// All points in one call, so that they are evaluated in blocks.
static void write_rows(Csv *csv, const Eval *eval, const Objective *objective)
{
    enum { OUTPUTS = 6 };
    static const char *const header[] = { "x", "y", "f", "fx", "fy", "fxx", "fxy", "fyy" };
    const size_t n = eval->x.count;
    double *at = memory_get((2 + OUTPUTS) * n * sizeof *at), *out = at + 2 * n;
    Scratch *space = scratch_create();
    memcpy(at, eval->x.items, n * sizeof *at);
    memcpy(at + n, eval->y.items, n * sizeof *at);
    objective_eval(objective, space, &(ObjectiveBlock){ n, n, at, out, out + n, out + 3 * n });
    scratch_destroy(space);
    for (size_t i = 0; i < COUNT(header); i++) {
        csv_text(csv, header[i]);
    }
    csv_end_row(csv);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < 2 + OUTPUTS; k++) {
            csv_number(csv, at[k * n + i]);
        }
        csv_end_row(csv);
    }
    free(at);
}

// What to evaluate, in the arena.
static const Objective *prepare(const Eval *eval, Arena *arena, FlagsError *err)
{
    Formula *formula = arena_new(arena, Formula, 1); // the objective keeps it
    double params[FORMULA_PARAMS_MAX];
    if (!eval->formula == !eval->landscape) {
        fail(&err->error, eval->formula
                              ? N_("--landscape and --formula: give one of them, not both")
                              : N_("what to evaluate is missing: give --formula F"));
        return NULL;
    }
    if (eval->x.count == 0) {
        fail(&err->error, "where to evaluate is missing: give --at X,Y");
        return NULL;
    }
    if (eval->landscape) {
        Scene *scene = arena_new(arena, Scene, 1);
        scene_defaults(scene);
        if (!scene_take_landscape(scene, eval->landscape, err) ||
            !typed_params_set(&eval->params, scene->landscape, scene->params, err) ||
            !scene_compile(scene, formula, arena, &err->error)) {
            return NULL;
        }
        return scene_objective(scene, formula, arena_alloc(arena, OBJECTIVE_ROOM));
    }
    err->typed = eval->formula;
    if (!formula_compile(formula, eval->formula, arena, &err->error) ||
        !typed_params_bind(&eval->params, formula, params, err)) {
        return NULL;
    }
    FormulaObjective *objective = arena_new(arena, FormulaObjective, 1);
    formula_objective_init(objective, formula, params);
    return &objective->base;
}

static int evaluate(const Eval *eval, Arena *arena)
{
    FlagsError err = { .error.at = -1 };
    const Objective *objective = prepare(eval, arena, &err);
    if (!objective) {
        flags_report("eval", &err);
        return 2;
    }
    CsvFile file;
    csv_open(&file, NULL, NULL);
    write_rows(&file.csv, eval, objective);
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
