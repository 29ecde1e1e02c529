// The criteria are rows; what they compare stands in tune_better().
#include "sim/race/tune_point.h"

#include <math.h>

// clang-format off
const TuneByRow tune_by_rows[TUNE_BY_COUNT] = {
    [TUNE_FINAL]  = { { "final", N_("Final loss"), N_("the lowest loss at the last step") } },
    [TUNE_BEST]   = { { "best", N_("Best loss"), N_("the lowest loss at any step") } },
    [TUNE_WITHIN] = { { "within", N_("Steps to ε"), N_("the fewest steps to within ε of the lowest value; where a run never is, the lowest loss at any step") } },
};
// clang-format on
const Registry tune_by_kinds = { REGISTRY(tune_by_rows) };

static_assert(COUNT(tune_by_rows) == TUNE_BY_COUNT, "one row for each TuneBy");

static bool lower(double a, double b)
{
    return a < b || (isnan(b) && !isnan(a));
}

bool tune_better(TuneBy by, const TunePoint *a, const TunePoint *b)
{
    if (a->lost || b->lost) {
        return !a->lost;
    }
    if (by == TUNE_FINAL) {
        return !lower(b->final_loss, a->final_loss);
    }
    if (by == TUNE_WITHIN && !(isnan(a->steps_within) && isnan(b->steps_within))) {
        return !lower(b->steps_within, a->steps_within);
    }
    return !lower(b->best_loss, a->best_loss);
}

int tune_best(TuneBy by, const TunePoint *points, int count)
{
    int best = -1;
    for (int i = count - 1; i >= 0; i--) {
        if (!points[i].lost && (best < 0 || tune_better(by, &points[i], &points[best]))) {
            best = i;
        }
    }
    return best;
}
