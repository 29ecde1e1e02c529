// What every objective can be asked, whatever its kind.
#include "model/objective.h"

#include "base/file.h"
#include "base/rng.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PROBES = 64 };

// The gradients at the block's points moved by `by` along coordinate i.  x and g [n][count].
static void gradients_beside(const Objective *objective, Scratch *scratch,
                             const ObjectiveBlock *block, size_t i, double by, double *x, double *g)
{
    const size_t count = block->count;
    for (size_t j = 0; j < objective->n; j++) {
        memcpy(x + j * count, block->x + j * block->stride, count * sizeof *x);
    }
    for (size_t k = 0; k < count; k++) {
        x[i * count + k] += by;
    }
    objective_eval(objective, scratch,
                   &(ObjectiveBlock){ .count = count, .stride = count, .x = x, .g = g });
}

// Row i of the upper triangles begins at plane i·n − i(i−1)/2; its first is the diagonal's.
static size_t triangle_row(size_t n, size_t i)
{
    return i * n - i * (i - 1) / 2;
}

// Each entry off the diagonal is found twice, from either coordinate's differences: the mean.
static void differences(const Objective *objective, Scratch *scratch, double apart,
                        const ObjectiveBlock *block)
{
    const size_t n = objective->n, count = block->count;
    double *x = memory_get(3 * n * count * sizeof *x), *up = x + n * count, *down = up + n * count;
    for (size_t i = 0; i < n; i++) {
        gradients_beside(objective, scratch, block, i, apart, x, up);
        gradients_beside(objective, scratch, block, i, -apart, x, down);
        for (size_t j = 0; j < n; j++) {
            const size_t least = i < j ? i : j, most = i < j ? j : i;
            double *h = block->h + (triangle_row(n, least) + most - least) * block->stride;
            for (size_t k = 0; k < count; k++) {
                const double slope = (up[j * count + k] - down[j * count + k]) / (2 * apart);
                h[k] = j < i ? 0.5 * (h[k] + slope) : slope;
            }
        }
    }
    free(x);
}

void objective_eval_hessian(const Objective *objective, Scratch *scratch, double apart,
                            const ObjectiveBlock *block)
{
    if (objective->type->has_hessian || !block->h) {
        objective_eval(objective, scratch, block);
        return;
    }
    ObjectiveBlock plain = *block;
    plain.h = NULL;
    objective_eval(objective, scratch, &plain);
    differences(objective, scratch, apart, block);
}

// A single look, cold as a first picture is: a moving map shall rather be coarse than late.
void objective_probe(Objective *objective, Scratch *scratch, const double *low, const double *high)
{
    const size_t n = objective->n;
    double *x = memory_get(n * PROBES * sizeof *x), f[PROBES];
    Rng rng;
    rng_init(&rng, 1, 0);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < PROBES; k++) {
            x[i * PROBES + k] = low[i] + (high[i] - low[i]) * rng_uniform(&rng);
        }
    }
    const double from_s = clock_seconds();
    objective_eval(objective, scratch, &(ObjectiveBlock){ PROBES, PROBES, x, f, NULL, NULL });
    objective->value_s = fmax((clock_seconds() - from_s) / PROBES, 1e-9);
    free(x);
}
