// Pasts compared.
#include "sim/train/lab_past.h"

bool lab_points_equal(const LabPoints *a, const LabPoints *b)
{
    bool same = a->count == b->count;
    for (int i = 0; same && i < a->count; i++) {
        const LabPoint *p = &a->items[i], *q = &b->items[i];
        same = p->x == q->x && p->y == q->y && p->target == q->target;
    }
    return same;
}

static bool changes_equal(const LabChange *a, const LabChange *b)
{
    return a->network == b->network && a->step == b->step && a->patience == b->patience &&
           settings_same(net_settings, &a->spec, &b->spec);
}

bool lab_past_equal(const LabPast *a, const LabPast *b)
{
    bool same = a->painted == b->painted && a->change_count == b->change_count &&
                (!a->painted || (a->painted_classes == b->painted_classes &&
                                 lab_points_equal(&a->points, &b->points)));
    for (int i = 0; same && i < a->change_count; i++) {
        same = changes_equal(&a->changes[i], &b->changes[i]);
    }
    return same;
}
