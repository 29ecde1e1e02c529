// Every number of the table is read off a trail; each column is a row of a table.
#include "sim/race/standing.h"

#include "base/words.h"

#include <math.h>

static double distance(double dx, double dy)
{
    const double square = dx * dx + dy * dy;
    return square > 1e-280 && square < 1e280 ? sqrt(square) : hypot(dx, dy);
}

// Along rows 0..last.
static double path_length(const Trail *trail, int last)
{
    double sum = 0;
    for (int i = 1; i <= last; i++) {
        const TrailRow *a = &trail->rows[i - 1], *b = &trail->rows[i];
        const double step = distance(b->x - a->x, b->y - a->y);
        if (!isfinite(step)) {
            break;
        }
        sum += step;
    }
    return sum;
}

// The step of row i.
static int row_step(const Trail *trail, int i)
{
    return i == trail->count - 1 ? trail->last_step : i * trail->stride;
}

static int within_step(const Trail *trail, int last, double lowest, double tolerance)
{
    for (int i = 0; i <= last; i++) {
        const bool lost = trail->lost && i == trail->count - 1;
        if (!lost && trail->rows[i].loss - lowest <= tolerance) { // false for NAN
            return row_step(trail, i);
        }
    }
    return -1;
}

int standings(const Race *race, int step, double lowest, double tolerance, Standing *out, int max)
{
    const int count = clampi(race_run_count(race), 0, max);
    for (int run = 0; run < count; run++) {
        const Trail *trail = race_trail(race, run);
        out[run] = (Standing){ run, race_racer(race, run), 0, NAN, NAN, NAN, NAN, NAN, -1, -1 };
        if (trail->count == 0) {
            continue;
        }
        const int last = trail_index(trail, step);
        const TrailRow *row = &trail->rows[last];
        Standing *standing = &out[run];
        standing->step = row_step(trail, last);
        standing->x = row->x;
        standing->y = row->y;
        standing->loss = row->loss;
        standing->gradient_norm = distance(row->gx, row->gy);
        standing->path_length = path_length(trail, last);
        standing->within_step = within_step(trail, last, lowest, tolerance);
        standing->lost_at = trail->lost && last == trail->count - 1 ? trail->last_step : -1;
    }
    return count;
}

static double value_racer(const Standing *standing)
{
    return standing->racer;
}

static double value_step(const Standing *standing)
{
    return standing->step;
}

static double value_x(const Standing *standing)
{
    return standing->x;
}

static double value_y(const Standing *standing)
{
    return standing->y;
}

static double value_loss(const Standing *standing)
{
    return standing->loss;
}

static double value_gradient(const Standing *standing)
{
    return standing->gradient_norm;
}

static double value_path(const Standing *standing)
{
    return standing->path_length;
}

static double value_within(const Standing *standing)
{
    return standing->within_step < 0 ? NAN : standing->within_step;
}

static double value_lost(const Standing *standing)
{
    return standing->lost_at < 0 ? NAN : standing->lost_at;
}

// clang-format off
const StandingColumnRow standing_columns[STANDING_COUNT] = {
    [STANDING_RACER]    = { { "optimizer", N_("Optimizer") }, value_racer,    true,  false },
    [STANDING_STEP]     = { { "step", N_("Step") }, value_step,     true,  true },
    [STANDING_X]        = { { "x", "x" }, value_x,        false, false },
    [STANDING_Y]        = { { "y", "y" }, value_y,        false, false },
    [STANDING_LOSS]     = { { "loss", N_("Loss") }, value_loss,     false, false },
    [STANDING_GRADIENT] = { { "gradient_norm", "|∇f|" }, value_gradient, false, false },
    [STANDING_PATH]     = { { "path_length", N_("Path length") }, value_path,     false, false },
    [STANDING_WITHIN]   = { { "within_step", N_("Within") }, value_within,   true,  false },
    [STANDING_LOST]     = { { "lost_at", N_("Lost at") }, value_lost,     true,  true },
};
// clang-format on
static_assert(COUNT(standing_columns) == STANDING_COUNT, "one row for each StandingColumn");

// 0 with a value, 1 without; the lost behind both.
static int group(const Standing *standing, double value)
{
    return (standing->lost_at >= 0 ? 2 : 0) + (isnan(value) ? 1 : 0);
}

static bool comes_before(const Standing *a, const Standing *b, StandingColumn column,
                         bool descending)
{
    const double value_a = standing_columns[column].value(a);
    const double value_b = standing_columns[column].value(b);
    const int group_a = group(a, value_a), group_b = group(b, value_b);
    if (group_a != group_b) {
        return group_a < group_b;
    }
    return descending ? value_a > value_b : value_a < value_b;
}

// By insertion: stable, and there are only a few.
void standings_sort(Standing *rows, int count, StandingColumn column, bool descending)
{
    assert(column >= 0 && column < STANDING_COUNT);
    for (int i = 1; i < count; i++) {
        const Standing moved = rows[i];
        int k = i;
        for (; k > 0 && comes_before(&moved, &rows[k - 1], column, descending); k--) {
            rows[k] = rows[k - 1];
        }
        rows[k] = moved;
    }
}
