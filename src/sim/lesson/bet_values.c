// The last row of every trail, with what a gauge must measure there.
#include "sim/lesson/bet_values.h"

#include "sim/lesson/quantity.h"

#include <math.h>

static int run_of(const RaceView *view, int racer)
{
    for (int run = 0; run < race_run_count(view->race); run++) {
        if (race_racer(view->race, run) == racer) {
            return run;
        }
    }
    return -1;
}

bool bet_end_of_race(const RaceView *view, int racer, double end[2])
{
    const int run = run_of(view, racer);
    if (run < 0 || !race_complete(view->race)) {
        return false;
    }
    const Trail *trail = race_trail(view->race, run);
    for (int i = trail->count - 1; i >= 0; i--) { // a lost one: where it was last
        end[0] = trail->rows[i].x;
        end[1] = trail->rows[i].y;
        if (isfinite(end[0]) && isfinite(end[1])) {
            return true;
        }
    }
    return false;
}

// How a run came to its end.
static void go_along(const RaceView *view, const Trail *trail, RunPlace *place)
{
    for (int i = 0; i < trail->count; i++) {
        const TrailRow *row = &trail->rows[i];
        const double step = i > 0 ? hypot(row->x - row[-1].x, row->y - row[-1].y) : 0;
        place->path += isfinite(step) ? step : 0;
        if (place->within < 0 && row->loss - view->lowest <= view->tolerance) {
            place->within = i == trail->count - 1 ? trail->last_step : i * trail->stride;
        }
    }
}

bool bet_values_of_race(const RaceView *view, const LessonBet *bet, double *values, int count)
{
    const Quantity *quantity = quantity_find(bet->by);
    if (!quantity || !quantity->race || !race_complete(view->race)) {
        return false;
    }
    Gauge *gauge = quantity->wishes ? gauge_create() : NULL;
    if (gauge) {
        gauge_follow(gauge, view->scene, view->race, &view->goal, quantity->wishes, INFINITY);
    }
    for (int racer = 0; racer < count; racer++) {
        const int run = run_of(view, racer);
        const Trail *trail = run >= 0 ? race_trail(view->race, run) : NULL;
        values[racer] = (double)NAN;
        if (!trail || trail->count == 0 || trail->lost) {
            continue;
        }
        RunPlace place = { .row = &trail->rows[trail->count - 1], .within = -1, .lost_at = -1 };
        if (gauge) {
            place.gauge = gauge_at(gauge, run, trail->count - 1);
        }
        go_along(view, trail, &place);
        values[racer] = quantity->race(&place);
    }
    gauge_destroy(gauge);
    return true;
}

bool bet_values_of_shot(const LabView *view, const LessonBet *bet, double *values, int count)
{
    const Quantity *quantity = quantity_find(bet->by);
    const LabShot *shot = view->shot;
    if (!quantity || !quantity->net || !shot) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        values[i] = (double)NAN;
        for (int k = 0; k < shot->network_count; k++) {
            const NetShot *net = &shot->networks[k];
            const uint32_t id = i < view->spec->network_count ? view->spec->ids[i] : 0;
            if ((id ? net->id == id : k == i) && !net->lost) {
                values[i] = quantity->net(net);
            }
        }
    }
    return true;
}
