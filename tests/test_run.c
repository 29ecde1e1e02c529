// One run: the paths of PyTorch, and the reference values of the books.
#include "sim/race/run.h"

#include "golden.h"
#include "model/formula/formula.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <math.h>
#include <string.h>

typedef struct Typed {
    Arena arena;
    Formula formula;
    Scratch *space;
} Typed;

static void typed_open(Typed *o, const char *text)
{
    *o = (Typed){ .space = scratch_create() };
    Error err = { .at = -1 };
    cr_assert(formula_compile(&o->formula, text, &o->arena, &err), "%s: %s", text, err.text);
}

static void typed_close(Typed *o)
{
    scratch_destroy(o->space);
    arena_free(&o->arena);
}

static double typed_at(const Typed *o, const double *x, double g[2])
{
    double f;
    const Jets out = { .f = &f, .fx = &g[0], .fy = &g[1] };
    formula_eval(&o->formula, NULL, o->space, 1, &x[0], &x[1], &out);
    return f;
}

static void compare_path(const char *name, const cJSON *path)
{
    const Optim *optim = registry_row(&optim_kinds, golden_text(path, "optimizer"));
    cr_assert(optim, "%s: no optimizer %s", name, golden_text(path, "optimizer"));
    OptimParams params;
    optim_defaults(optim, &params);
    const cJSON *hyper = cJSON_GetObjectItemCaseSensitive(path, "hyper"), *number;
    cJSON_ArrayForEach(number, hyper)
    {
        const Param *param = param_find(optim->kind.params, number->string);
        cr_assert(param, "%s has no %s", optim->kind.key, number->string);
        *param_field(param, &params) = number->valuedouble;
    }
    Typed o;
    typed_open(&o, golden_text(path, "formula"));
    const cJSON *start = cJSON_GetObjectItemCaseSensitive(path, "start");
    const double x[2] = { golden_item(start, 0), golden_item(start, 1) };
    Run run;
    run_init(&run, optim, &params, 2, x, &o.arena);
    const cJSON *row;
    int step = 0;
    cJSON_ArrayForEach(row, cJSON_GetObjectItemCaseSensitive(path, "path"))
    {
        double g[2];
        const double f = typed_at(&o, run.x, g);
        const double got[3] = { run.x[0], run.x[1], f };
        for (int i = 0; i < 3; i++) {
            const double want = golden_item(row, i);
            cr_expect_leq(fabs(got[i] - want), 1e-11 * fmax(1, fabs(want)),
                          "%s step %d: %c is %.17g, PyTorch has %.17g", name, step, "xyf"[i],
                          got[i], want);
        }
        run_step(&run, &(OptimSight){ .g = g });
        step++;
    }
    cr_expect_eq(step, (int)golden_number(path, "steps") + 1, "%s", name);
    typed_close(&o);
}

Test(run, follows_pytorch_on_every_golden_path)
{
    char folder[1024];
    const char *golden = getenv("THALWEG_GOLDEN");
    snprintf(folder, sizeof folder, "%s/paths", golden ? golden : "tests/golden");
    DIR *paths = opendir(folder);
    cr_assert(paths, "cannot open %s", folder);
    int compared = 0;
    for (struct dirent *entry; (entry = readdir(paths));) {
        if (entry->d_name[0] != '.') {
            char name[512];
            snprintf(name, sizeof name, "paths/%s", entry->d_name);
            cJSON *path = golden_read(name);
            compare_path(entry->d_name, path);
            cJSON_Delete(path);
            compared++;
        }
    }
    closedir(paths);
    cr_expect_geq(compared, 19);
}

static const struct Book {
    const char *book, *formula;
    double start[2];
    int steps;
    OptimKind kind;
    OptimParams params;
    double x, y, near; // NAN: not given
} books[] = {
    // Saito adds ε to √v before its bias is corrected, which is worth 7e-6 to Adam here.
    // clang-format off
    { "Saito", "x^2/20 + y^2", { -7, 2 }, 30, OPTIM_SGD, { .lr = 0.95 },
      -0.350393, 0.084782, 1e-6 },
    { "Saito", "x^2/20 + y^2", { -7, 2 }, 30, OPTIM_MOMENTUM, { .lr = 0.1, .beta = 0.9 },
      0.896414, 0.088086, 1e-6 },
    { "Saito", "x^2/20 + y^2", { -7, 2 }, 30, OPTIM_ADAGRAD, { .lr = 1.5, .eps = 1e-7 },
      -0.120162, 0, 1e-6 },
    { "Saito", "x^2/20 + y^2", { -7, 2 }, 30, OPTIM_ADAM,
      { .lr = 0.3, .beta1 = 0.9, .beta2 = 0.999, .eps = 1e-7 }, 0.136007, 0.318245, 1e-5 },
    { "D2L", ".1x^2 + 2y^2", { -5, -2 }, 20, OPTIM_SGD, { .lr = 0.4 }, -0.943, NAN, 5e-4 },
    { "D2L", ".1x^2 + 2y^2", { -5, -2 }, 20, OPTIM_MOMENTUM, { .lr = 0.6, .beta = 0.5 },
      0.0072, 0.0026, 5e-5 },
    { "D2L", ".1x^2 + 2y^2", { -5, -2 }, 20, OPTIM_MOMENTUM, { .lr = 0.6, .beta = 0.25 },
      -0.126, -0.187, 5e-4 },
    { "D2L", ".1x^2 + 2y^2", { -5, -2 }, 20, OPTIM_ADAGRAD, { .lr = 0.4, .eps = 1e-6 },
      -2.383, -0.159, 5e-4 },
    { "D2L", ".1x^2 + 2y^2", { -5, -2 }, 20, OPTIM_ADAGRAD, { .lr = 2, .eps = 1e-6 },
      -0.0023, 0, 5e-5 },
    { "D2L", ".1x^2 + 2y^2", { -5, -2 }, 20, OPTIM_RMSPROP,
      { .lr = 0.4, .rho = 0.9, .eps = 1e-6 }, -0.0106, 0, 5e-5 },
    // clang-format on
};

Test(run, ends_where_the_books_end)
{
    for (size_t b = 0; b < COUNT(books); b++) {
        Typed o;
        typed_open(&o, books[b].formula);
        Run run;
        run_init(&run, &optims[books[b].kind], &books[b].params, 2, books[b].start, &o.arena);
        for (int step = 0; step < books[b].steps; step++) {
            double g[2];
            typed_at(&o, run.x, g);
            run_step(&run, &(OptimSight){ .g = g });
        }
        const char *who = optims[books[b].kind].kind.key;
        cr_expect_float_eq(run.x[0], books[b].x, books[b].near, "%s, %s: x %.6f", books[b].book,
                           who, run.x[0]);
        cr_expect(isnan(books[b].y) || fabs(run.x[1] - books[b].y) <= books[b].near,
                  "%s, %s: y %.6f", books[b].book, who, run.x[1]);
        typed_close(&o);
    }
}

Test(run, descends_too_fast_where_the_book_says_it_diverges)
{
    Typed o;
    typed_open(&o, ".1x^2 + 2y^2");
    Run run;
    run_init(&run, &optims[OPTIM_SGD], &(OptimParams){ .lr = 0.6 }, 2, (double[]){ -5, -2 },
             &o.arena);
    for (int step = 0; step < 20; step++) {
        double g[2];
        typed_at(&o, run.x, g);
        run_step(&run, &(OptimSight){ .g = g });
    }
    cr_expect_gt(fabs(run.x[1]), 1000);
    typed_close(&o);
}

Test(run, restarts_as_if_new)
{
    for (int k = 0; k < OPTIM_COUNT; k++) {
        if (!optims[k].update_float) { // what needs more than a gradient, in any number of them
            continue;
        }
        Arena arena = { 0 };
        OptimParams params;
        optim_defaults(&optims[k], &params);
        const double start[3] = { 1, -2, 3 };
        Run used, new;
        run_init(&used, &optims[k], &params, 3, (double[]){ 9, 9, 9 }, &arena);
        run_init(&new, &optims[k], &params, 3, start, &arena);
        for (int step = 0; step < 7; step++) {
            run_step(&used, &(OptimSight){ .g = (double[]){ 1, step, -3 } });
        }
        run_restart(&used, start);
        for (int step = 0; step < 7; step++) {
            run_step(&used, &(OptimSight){ .g = (double[]){ step, 2, -1 } });
            run_step(&new, &(OptimSight){ .g = (double[]){ step, 2, -1 } });
        }
        cr_expect_arr_eq(used.x, new.x, sizeof start, "%s", optims[k].kind.key);
        arena_free(&arena);
    }
}

Test(run, stays_where_it_was_lost)
{
    Arena arena = { 0 };
    Run run;
    run_init(&run, &optims[OPTIM_MOMENTUM], &(OptimParams){ .lr = 1, .beta = 0.9 }, 1,
             (double[]){ 5 }, &arena);
    run.lost = true;
    run_step(&run, &(OptimSight){ .g = (double[]){ 1 } });
    cr_expect_eq(run.x[0], 5);
    cr_expect_eq(run.scalars.t, 0);
    arena_free(&arena);
}
