// How long the formula engine takes: nanoseconds for each call and each point. Run by
// `meson test --benchmark -v`; prints, and never fails.
#include "base/file.h"
#include "model/formula/formula.h"

#include <stdio.h>
#include <stdlib.h>

enum { GRID = 512 };

static const struct {
    const char *name, *text;
} formulas[] = {
    { "rosenbrock", "(a - x)^2 + b*(y - x^2)^2" },
    { "himmelblau", "(x^2 + y - 11)^2 + (x + y^2 - 7)^2" },
    { "beale", "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2" },
    { "rastrigin", "20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)" },
    { "ackley", "-20*exp(-0.2*sqrt(0.5*(x^2 + y^2))) - exp(0.5*(cos(2*pi*x) + cos(2*pi*y))) "
                "+ e + 20" },
};

typedef struct Bench {
    Formula formula;
    Scratch *space;
    double *x, *y, *out[6]; // [GRID * GRID]
} Bench;

static const double params[FORMULA_PARAMS_MAX] = { 1, 100 };

// Nanoseconds for one call with n points: the best of several rounds, each long enough to time.
static double time_call(const Bench *bench, size_t n, int outputs)
{
    double *const *out = bench->out;
    const Jets jets = { out[0],
                        outputs > 1 ? out[1] : NULL,
                        outputs > 1 ? out[2] : NULL,
                        outputs > 3 ? out[3] : NULL,
                        outputs > 3 ? out[4] : NULL,
                        outputs > 3 ? out[5] : NULL };
    const int calls = (int)(200000 / n) + 1;
    double best = 1e30;
    for (int round = 0; round < 20; round++) {
        const double start = clock_seconds();
        for (int i = 0; i < calls; i++) {
            formula_eval(&bench->formula, params, bench->space, n, bench->x, bench->y, &jets);
        }
        const double each = (clock_seconds() - start) / calls * 1e9;
        best = each < best ? each : best;
    }
    return best;
}

static void print_formula(Bench *bench, const char *name, const char *text)
{
    Arena arena = { 0 };
    Error err;
    if (!formula_compile(&bench->formula, text, &arena, &err)) {
        printf("%s: %s\n", name, err.text);
        return;
    }
    printf("%-12s", name);
    for (size_t n = 6; n <= FORMULA_BLOCK; n += FORMULA_BLOCK - 6) {
        for (int outputs = 1; outputs <= 6; outputs += outputs == 1 ? 2 : 3) {
            const double time = time_call(bench, n, outputs);
            printf(n == 6 ? " %9.1f" : " %9.2f", n == 6 ? time : time / (double)n);
        }
    }
    const double points = (double)GRID * GRID;
    printf(" %9.2f", time_call(bench, (size_t)points, 1) / points);
    const double start = clock_seconds();
    Arena other = { 0 };
    formula_compile(&bench->formula, text, &other, &err);
    printf(" %9.1f\n", (clock_seconds() - start) * 1e6);
    arena_free(&other);
    arena_free(&arena);
}

int main(void)
{
    Bench bench = { .space = scratch_create() };
    const size_t bytes = sizeof(double) * GRID * GRID;
    bench.x = memory_get(bytes);
    bench.y = memory_get(bytes);
    for (int k = 0; k < 6; k++) {
        bench.out[k] = memory_get(bytes);
    }
    for (size_t i = 0; i < GRID * GRID; i++) {
        bench.x[i] = -2 + 4 * (double)(i % GRID) / GRID;
        bench.y[i] = -1 + 4 * (double)(i / GRID) / GRID;
    }
    printf("%-12s %29s %29s %9s %9s\n", "", "ns a call, 6 points", "ns a point, 256 points",
           "512x512", "compile");
    printf("%-12s %9s %9s %9s %9s %9s %9s %9s %9s\n", "", "value", "gradient", "Hessian", "value",
           "gradient", "Hessian", "ns/point", "us");
    for (size_t i = 0; i < COUNT(formulas); i++) {
        print_formula(&bench, formulas[i].name, formulas[i].text);
    }
    for (int k = 0; k < 6; k++) {
        free(bench.out[k]);
    }
    free(bench.x);
    free(bench.y);
    scratch_destroy(bench.space);
    return 0;
}
