// A lattice, row by row; the nearest of its good points is kept.
#include "sim/start_search.h"

#include <math.h>

enum { SIDE = 100, SIDE_FINE = 400, SIDE_WIDE = 400 };

typedef struct Search {
    const Formula *formula;
    FormulaSpace *space;
    double params[FORMULA_PARAMS_MAX];
    double from[2];
    double nearest; // squared; INFINITY: none yet
    double *found;
} Search;

// The good points among n.  x, y [n], n <= FORMULA_BLOCK.
static void look(Search *search, size_t n, const double *x, const double *y)
{
    double f[FORMULA_BLOCK], fx[FORMULA_BLOCK], fy[FORMULA_BLOCK];
    formula_eval(search->formula, search->params, search->space, n, x, y,
                 &(Jets){ .f = f, .fx = fx, .fy = fy });
    for (size_t i = 0; i < n; i++) {
        const double away = hypot(x[i] - search->from[0], y[i] - search->from[1]);
        if (away < search->nearest && isfinite(f[i]) && isfinite(fx[i]) && isfinite(fy[i])) {
            search->nearest = away;
            search->found[0] = x[i];
            search->found[1] = y[i];
        }
    }
}

// (sides + 1)² points, the corners of the box and its middle among them.
static bool lattice(Search *search, const Box *box, int sides)
{
    double x[FORMULA_BLOCK], y[FORMULA_BLOCK];
    size_t n = 0;
    for (int row = 0; row <= sides; row++) {
        for (int column = 0; column <= sides; column++) {
            // As a share of both ends, so that round numbers come out round.
            x[n] = (box->x0 * (sides - column) + box->x1 * column) / sides;
            y[n] = (box->y0 * (sides - row) + box->y1 * row) / sides;
            if (++n == FORMULA_BLOCK) {
                look(search, n, x, y);
                n = 0;
            }
        }
    }
    look(search, n, x, y);
    return isfinite(search->nearest);
}

static Search search_begin(const Scene *scene, const Formula *formula, FormulaSpace *space,
                           double *found)
{
    Search search = { .formula = formula,
                      .space = space,
                      .from = { scene->start[0], scene->start[1] },
                      .nearest = INFINITY,
                      .found = found };
    scene_formula_params(scene, formula, search.params);
    return search;
}

bool start_is_finite(const Scene *scene, const Formula *formula, FormulaSpace *space)
{
    double found[2];
    Search search = search_begin(scene, formula, space, found);
    look(&search, 1, &scene->start[0], &scene->start[1]);
    return isfinite(search.nearest);
}

bool start_search(const Scene *scene, const Formula *formula, FormulaSpace *space, double found[2])
{
    Search search = search_begin(scene, formula, space, found);
    const Box bounds = scene_bounds(scene);
    return lattice(&search, &scene->domain, SIDE) || lattice(&search, &scene->domain, SIDE_FINE) ||
           lattice(&search, &bounds, SIDE_WIDE);
}
