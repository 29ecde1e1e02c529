// A lattice, row by row; the nearest of its good points is kept. At the very edge of what is
// defined the rule of a kink may say 0 for a gradient that is infinite (sqrt(x) at 0), hence a look
// around.
#include "sim/race/start_search.h"

#include <math.h>

enum { BLOCK = 256, SIDE = 100, SIDE_FINE = 400, SIDE_WIDE = 400 };

typedef struct Points {
    double x[2][BLOCK];
} Points;

typedef struct Search {
    const Objective *objective;
    Scratch *scratch;
    double from[2];
    double reach[2]; // to the points around that must be good as well; 0: none
    double nearest;  // INFINITY: none yet
    double *found;
} Search;

// Which of n points have value and gradient.  n <= BLOCK.
static void evaluate(const Search *search, size_t n, const Points *at, bool *good)
{
    double f[BLOCK], g[2][BLOCK];
    objective_eval(search->objective, search->scratch,
                   &(ObjectiveBlock){ n, BLOCK, at->x[0], f, g[0], NULL });
    for (size_t i = 0; i < n; i++) {
        good[i] = isfinite(f[i]) && isfinite(g[0][i]) && isfinite(g[1][i]);
    }
}

static bool good_around(const Search *search, double x, double y)
{
    const double dx = search->reach[0], dy = search->reach[1];
    const Points around = { { { x - dx, x + dx, x, x }, { y, y, y - dy, y + dy } } };
    bool good[4];
    evaluate(search, 4, &around, good);
    return good[0] && good[1] && good[2] && good[3];
}

// The good points among n <= BLOCK.
static void look(Search *search, size_t n, const Points *at)
{
    bool good[BLOCK];
    evaluate(search, n, at, good);
    for (size_t i = 0; i < n; i++) {
        const double x = at->x[0][i], y = at->x[1][i];
        const double away = hypot(x - search->from[0], y - search->from[1]);
        if (away < search->nearest && good[i] && good_around(search, x, y)) {
            search->nearest = away;
            search->found[0] = x;
            search->found[1] = y;
        }
    }
}

// (sides + 1)² points, the corners of the box and its middle among them. What is around a point:
// up to this share of the lattice's pitch.
static bool lattice(Search *search, const Box *box, int sides, double share)
{
    search->reach[0] = share * (box->x1 - box->x0) / sides;
    search->reach[1] = share * (box->y1 - box->y0) / sides;
    Points at;
    size_t n = 0;
    for (int row = 0; row <= sides; row++) {
        for (int column = 0; column <= sides; column++) {
            // As a share of both ends, so that round numbers come out round.
            at.x[0][n] = (box->x0 * (sides - column) + box->x1 * column) / sides;
            at.x[1][n] = (box->y0 * (sides - row) + box->y1 * row) / sides;
            if (++n == BLOCK) {
                look(search, n, &at);
                n = 0;
            }
        }
    }
    look(search, n, &at);
    return isfinite(search->nearest);
}

static Search search_begin(const Scene *scene, const Objective *objective, Scratch *scratch,
                           double *found)
{
    return (Search){ .objective = objective,
                     .scratch = scratch,
                     .from = { scene->start[0], scene->start[1] },
                     .nearest = INFINITY,
                     .found = found };
}

bool start_is_finite(const Scene *scene, const Objective *objective, Scratch *scratch)
{
    double found[2];
    Search search = search_begin(scene, objective, scratch, found);
    look(&search, 1, &(Points){ { { scene->start[0] }, { scene->start[1] } } });
    return isfinite(search.nearest);
}

bool start_search(const Scene *scene, const Objective *objective, Scratch *scratch, double found[2])
{
    Search search = search_begin(scene, objective, scratch, found);
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
