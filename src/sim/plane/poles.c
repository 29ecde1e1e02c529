// Each closer look sees the least value and its neighbours, a quarter of the sides of the look
// before. The least value falls by 1/4^p each time at a smooth point or a kink of order p, by the
// same each time at a logarithm, by more each time at 1/x.
#include "sim/plane/poles.h"

#include "base/base.h"
#include "base/sort.h"

#include <math.h>

enum { SIDE_MOST = 40, LOOK = 8, ROUNDS = 16, SPAN = 4 };

typedef struct Search {
    const Objective *objective;
    Scratch *scratch;
    double sign; // 1: for the least, -1: for the greatest
} Search;

// The least value of side x side and its place to `at`; what is not a number counts as +infinity.
// values [side²] as they were taken.
static double least_of(const Search *search, const Box *box, int side, double at[2], double *values)
{
    double x[2][SIDE_MOST * SIDE_MOST];
    const int n = side * side;
    for (int i = 0; i < n; i++) {
        x[0][i] = box->x0 + (box->x1 - box->x0) * (i % side + 0.5) / side;
        x[1][i] = box->y0 + (box->y1 - box->y0) * (i / side + 0.5) / side;
    }
    objective_eval(search->objective, search->scratch,
                   &(ObjectiveBlock){ (size_t)n, COUNT(x[0]), x[0], values, NULL, NULL });
    int least = 0;
    for (int i = 0; i < n; i++) {
        values[i] = isnan(values[i]) ? INFINITY : search->sign * values[i];
        least = values[i] < values[least] ? i : least;
    }
    at[0] = x[0][least];
    at[1] = x[1][least];
    return values[least];
}

static bool falls_without_end(const Search *search, Box box, int side)
{
    double values[SIDE_MOST * SIDE_MOST], least[ROUNDS + 1], at[2];
    least[0] = least_of(search, &box, side, at, values);
    sort_doubles((size_t)(side * side), values);
    const double depth = values[side * side / 2] - least[0];
    for (int round = 1; round <= ROUNDS; round++) {
        const double half_x = (box.x1 - box.x0) / (round == 1 ? side : LOOK),
                     half_y = (box.y1 - box.y0) / (round == 1 ? side : LOOK);
        box = (Box){ at[0] - half_x, at[0] + half_x, at[1] - half_y, at[1] + half_y };
        const double before[2] = { at[0], at[1] };
        least[round] = least_of(search, &box, LOOK, at, values);
        if (least[round] >= least[round - 1]) {
            least[round] = least[round - 1];
            at[0] = before[0];
            at[1] = before[1];
        }
    }
    if (least[ROUNDS] == -INFINITY) {
        return true;
    }
    const double last = least[ROUNDS - SPAN] - least[ROUNDS],
                 before = least[ROUNDS - 2 * SPAN] - least[ROUNDS - SPAN];
    return last >= 0.9 * before && last > 1e-2 * depth && isfinite(depth);
}

Poles poles_find(const Objective *objective, Scratch *scratch, Box box, int side)
{
    const Search down = { objective, scratch, 1 }, up = { objective, scratch, -1 };
    const int n = clampi(side, 2, SIDE_MOST);
    return (Poles){ falls_without_end(&down, box, n), falls_without_end(&up, box, n) };
}
