// A lattice, row by row; the nearest of its good points is kept. At the very edge of what is
// defined the rule of a kink may say 0 for a gradient that is infinite (sqrt(x) at 0), hence a look
// around.
#include "sim/race/start_search.h"

#include <math.h>

enum { SIDE = 100, SIDE_FINE = 400, SIDE_WIDE = 400 };

typedef struct Search {
    const Formula *formula;
    Scratch *space;
    double params[FORMULA_PARAMS_MAX];
    double from[2];
    double reach[2]; // to the points around that must be good as well; 0: none
    double nearest;  // INFINITY: none yet
    double *found;
} Search;

// Which of n points have value and gradient.  x, y [n], n <= FORMULA_BLOCK.
static void evaluate(const Search *search, size_t n, const double *x, const double *y, bool *good)
{
    double f[FORMULA_BLOCK], fx[FORMULA_BLOCK], fy[FORMULA_BLOCK];
    formula_eval(search->formula, search->params, search->space, n, x, y,
                 &(Jets){ .f = f, .fx = fx, .fy = fy });
    for (size_t i = 0; i < n; i++) {
        good[i] = isfinite(f[i]) && isfinite(fx[i]) && isfinite(fy[i]);
    }
}

static bool good_around(const Search *search, double x, double y)
{
    const double dx = search->reach[0], dy = search->reach[1];
    bool good[4];
    evaluate(search, 4, (double[]){ x - dx, x + dx, x, x }, (double[]){ y, y, y - dy, y + dy },
             good);
    return good[0] && good[1] && good[2] && good[3];
}

// The good points among n.  x, y [n], n <= FORMULA_BLOCK.
static void look(Search *search, size_t n, const double *x, const double *y)
{
    bool good[FORMULA_BLOCK];
    evaluate(search, n, x, y, good);
    for (size_t i = 0; i < n; i++) {
        const double away = hypot(x[i] - search->from[0], y[i] - search->from[1]);
        if (away < search->nearest && good[i] && good_around(search, x[i], y[i])) {
            search->nearest = away;
            search->found[0] = x[i];
            search->found[1] = y[i];
        }
    }
}

// (sides + 1)² points, the corners of the box and its middle among them. What is around a point:
// up to this share of the lattice's pitch.
static bool lattice(Search *search, const Box *box, int sides, double share)
{
    search->reach[0] = share * (box->x1 - box->x0) / sides;
    search->reach[1] = share * (box->y1 - box->y0) / sides;
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

static Search search_begin(const Scene *scene, const Formula *formula, Scratch *space,
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

bool start_is_finite(const Scene *scene, const Formula *formula, Scratch *space)
{
    double found[2];
    Search search = search_begin(scene, formula, space, found);
    look(&search, 1, &scene->start[0], &scene->start[1]);
    return isfinite(search.nearest);
}

bool start_search(const Scene *scene, const Formula *formula, Scratch *space, double found[2])
{
    Search search = search_begin(scene, formula, space, found);
    const Box bounds = scene_bounds(scene);
    static const double shares[] = { 0.1, 0 };
    for (size_t i = 0; i < COUNT(shares); i++) {
        if (lattice(&search, &scene->domain, SIDE, shares[i]) ||
            lattice(&search, &scene->domain, SIDE_FINE, shares[i]) ||
            lattice(&search, &bounds, SIDE_WIDE, shares[i])) {
            return true;
        }
    }
    return false;
}
