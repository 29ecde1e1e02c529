// The rise of the rate is a schedule as any other.
#include "sim/race/range_test.h"

#include <math.h>

const double range_test_low = 1e-7, range_test_high = 10;

static double factor(void)
{
    return pow(range_test_high / range_test_low, 1.0 / (RANGE_TEST_STEPS - 1));
}

void range_test_scene(Scene *scene)
{
    scene->steps = RANGE_TEST_STEPS;
    for (int i = 0; i < scene->racer_count; i++) {
        Racer *racer = &scene->racers[i];
        racer->on = racer->on && scene_has_rate(scene, i);
        racer->spec.has_rate = true;
        racer->spec.params.lr = range_test_low;
        racer->spec.params.schedule =
            (Schedule){ .kind = SCHEDULE_EXPONENTIAL, .params.gamma = factor() };
    }
}

double range_test_rate(int step)
{
    assert(step >= 1 && step <= RANGE_TEST_STEPS);
    return range_test_low * pow(factor(), step - 1);
}
