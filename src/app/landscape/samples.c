#include "app/landscape/samples.h"

static bool same_boxes(Box a, Box b)
{
    return a.x0 == b.x0 && a.x1 == b.x1 && a.y0 == b.y0 && a.y1 == b.y1;
}

static void take(const Objective *objective, Scratch *scratch, Box box, int side, double *f)
{
    double x[2][SAMPLES_SIDE_MOST * SAMPLES_SIDE_MOST];
    for (int i = 0; i < side * side; i++) {
        x[0][i] = box.x0 + (box.x1 - box.x0) * (i % side + 0.5) / side;
        x[1][i] = box.y0 + (box.y1 - box.y0) * (i / side + 0.5) / side;
    }
    objective_eval(objective, scratch,
                   &(ObjectiveBlock){ (size_t)(side * side), COUNT(x[0]), x[0], f, NULL, NULL });
}

void samples_follow(Samples *samples, const Objective *objective, Scratch *scratch,
                    unsigned version, Box home, Box visible, int side)
{
    assert(side >= 2 && side <= SAMPLES_SIDE_MOST);
    const bool of_this = samples->version == version && samples->side == side;
    if (!of_this || !same_boxes(samples->home_box, home)) {
        take(objective, scratch, home, side, samples->home);
    }
    if (!of_this || !same_boxes(samples->visible_box, visible)) {
        take(objective, scratch, visible, side, samples->visible);
    }
    samples->version = version;
    samples->side = side;
    samples->home_box = home;
    samples->visible_box = visible;
}
