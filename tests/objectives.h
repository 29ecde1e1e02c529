// Objectives that are no formulas, for the tests: a line fitted to points, with exact Hessian and
// minibatches; and a product of two weights, which says that it has no Hessian.
#pragma once

#include "base/rng.h"
#include "model/objective.h"

enum { LINE_POINTS = 40, LINE_BATCH = 8 };

// f(a, b) = mean of ½ (a t + b − y)² over points (t, y).
typedef struct Line {
    Objective base;
    double t[LINE_POINTS], y[LINE_POINTS];
} Line;

static inline void line_points(const Line *line, const int *which, int count,
                               const ObjectiveBlock *block)
{
    const double *a = block->x, *b = block->x + block->stride;
    for (size_t k = 0; k < block->count; k++) {
        double sums[6] = { 0 }; // f; by a, by b; aa, ab, bb
        for (int i = 0; i < count; i++) {
            const double t = line->t[which ? which[i] : i], y = line->y[which ? which[i] : i];
            const double off = a[k] * t + b[k] - y;
            const double terms[6] = { 0.5 * off * off, off * t, off, t * t, t, 1 };
            for (int j = 0; j < 6; j++) {
                sums[j] += terms[j] / count;
            }
        }
        if (block->f) {
            block->f[k] = sums[0];
        }
        for (size_t j = 0; j < 2 && block->g; j++) {
            block->g[j * block->stride + k] = sums[1 + j];
        }
        for (size_t j = 0; j < 3 && block->h; j++) {
            block->h[j * block->stride + k] = sums[3 + j];
        }
    }
}

static inline void line_eval(const Objective *base, Scratch *scratch, const ObjectiveBlock *block)
{
    (void)scratch;
    line_points((const Line *)base, NULL, LINE_POINTS, block);
}

static inline bool line_draw(const Objective *base, Scratch *scratch, const ObjectivePart *part,
                             const ObjectiveBlock *block)
{
    Rng rng;
    int *which = scratch_memory(scratch, LINE_BATCH * sizeof *which);
    rng_init(&rng, part->seed, part->step);
    for (int i = 0; i < LINE_BATCH; i++) {
        which[i] = (int)(rng_uniform(&rng) * LINE_POINTS);
    }
    line_points((const Line *)base, which, LINE_BATCH, block);
    return true;
}

static const ObjectiveType line_type = { line_eval, line_draw, true };
static const ObjectiveType line_type_whole = { line_eval, NULL, true };

// Points about y = 1.5 t − 0.5.
static inline void line_init(Line *line, const ObjectiveType *type)
{
    Rng rng;
    *line = (Line){ .base = { type, 2, 0 } };
    rng_init(&rng, 7, 0);
    for (int i = 0; i < LINE_POINTS; i++) {
        line->t[i] = -1 + 2 * rng_uniform(&rng);
        line->y[i] = 1.5 * line->t[i] - 0.5 + 0.3 * rng_normal(&rng);
    }
}

// Where the line fits best, by the normal equations.
static inline void line_best(const Line *line, double best[2])
{
    double tt = 0, t = 0, ty = 0, y = 0;
    for (int i = 0; i < LINE_POINTS; i++) {
        tt += line->t[i] * line->t[i];
        t += line->t[i];
        ty += line->t[i] * line->y[i];
        y += line->y[i];
    }
    const double determinant = tt * LINE_POINTS - t * t;
    best[0] = (ty * LINE_POINTS - t * y) / determinant;
    best[1] = (tt * y - t * ty) / determinant;
}

// f(a, b) = (ab − 1)² + ½ (a − b)²: two weights in a row that shall multiply to 1. Minima at
// (1, 1) and (−1, −1), f = 0; a saddle at the origin, f = 1; no other stationary point.
static inline void product_eval(const Objective *base, Scratch *scratch,
                                const ObjectiveBlock *block)
{
    (void)base;
    (void)scratch;
    const double *a = block->x, *b = block->x + block->stride;
    for (size_t k = 0; k < block->count; k++) {
        const double off = a[k] * b[k] - 1, apart = a[k] - b[k];
        if (block->f) {
            block->f[k] = off * off + 0.5 * apart * apart;
        }
        if (block->g) {
            block->g[k] = 2 * off * b[k] + apart;
            block->g[block->stride + k] = 2 * off * a[k] - apart;
        }
    }
}

static const ObjectiveType product_type = { product_eval, NULL, false };
static const Objective product_objective = { &product_type, 2, 0 };
