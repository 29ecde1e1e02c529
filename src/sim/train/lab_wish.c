// Wishes compared, and their points taken away.
#include "sim/train/lab_wish.h"

void lab_wish_unpaint(LabWish *wish)
{
    wish->painted = wish->spec.data.kind == DATA_CANVAS;
    wish->painted_classes = 2;
    wish->points.count = 0;
}

bool lab_wish_awaits_points(const LabWish *wish)
{
    return wish->spec.data.kind == DATA_CANVAS && wish->painted &&
           lab_points_classes(&wish->points) < 2;
}

// What holds of painted points, too.
static bool same_settling(const DataSpec *a, const DataSpec *b)
{
    bool same =
        a->params.train == b->params.train && (a->kind == DATA_CANVAS) == (b->kind == DATA_CANVAS);
    for (int k = 0; k < DATA_SEED; k++) {
        same = same && data_common[k].type->same(&data_common[k], a, b);
    }
    return same;
}

bool lab_wish_same_data(const LabWish *a, const LabWish *b)
{
    if (a->painted != b->painted || lab_data_seed(&a->spec) != lab_data_seed(&b->spec)) {
        return false;
    }
    if (!a->painted) {
        return data_spec_equal(&a->spec.data, &b->spec.data);
    }
    return a->painted_classes == b->painted_classes &&
           same_settling(&a->spec.data, &b->spec.data) && lab_points_equal(&a->points, &b->points);
}
