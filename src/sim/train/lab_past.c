// Pasts compared, and taken up: painted points become data, changes are found network by network.
#include "sim/train/lab_past.h"

#include "base/words.h"

#include <math.h>
#include <string.h>

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

void lab_past_copy(LabPast *to, const LabPast *from)
{
    to->painted = from->painted;
    to->painted_classes = from->painted_classes;
    to->points.count = from->points.count;
    memcpy(to->points.items, from->points.items,
           (size_t)from->points.count * sizeof from->points.items[0]);
    to->change_count = from->change_count;
    memcpy(to->changes, from->changes, (size_t)from->change_count * sizeof from->changes[0]);
}

uint64_t lab_data_seed(const LabSpec *spec)
{
    return spec->data.has_seed ? spec->data.seed : spec->shared.seed;
}

int lab_points_classes(const LabPoints *points)
{
    bool seen[DATASET_CLASSES_MAX] = { false };
    int count = 0;
    for (int i = 0; i < points->count; i++) {
        const int class = (int)points->items[i].target;
        if (class >= 0 && class < DATASET_CLASSES_MAX && !seen[class]) {
            seen[class] = true;
            count++;
        }
    }
    return count;
}

static bool check_points(const LabPoints *points, int classes, Error *err)
{
    if (points->count < 2) {
        return fail(err, points->count ? N_("there is only one point; paint at least two")
                                       : N_("there are no points; paint at least two"));
    }
    for (int i = 0; i < points->count; i++) {
        const LabPoint *point = &points->items[i];
        if (!isfinite(point->x) || !isfinite(point->y) || !isfinite(point->target)) {
            return fail(err, "point %d is not finite", i + 1);
        }
        if (classes > 0 && !(point->target >= 0 && point->target < (float)classes &&
                             point->target == floorf(point->target))) {
            return fail(err, "point %d is of class %g; there are classes 0 to %d", i + 1,
                        (double)point->target, classes - 1);
        }
    }
    return true;
}

bool lab_points_dataset(Dataset *set, const LabPoints *points, int classes, const LabSpec *spec,
                        Arena *arena, Error *err)
{
    if (spec->data.kind == DATA_CANVAS && classes > 0 && lab_points_classes(points) < 2) {
        return fail(err, DATASET_CANVAS_EMPTY);
    }
    if (!check_points(points, classes, err)) {
        return false;
    }
    const int count = points->count;
    float *x = arena_new(arena, float, 2 * count);
    float *target = arena_new(arena, float, count);
    for (int i = 0; i < count; i++) {
        x[2 * i] = points->items[i].x;
        x[2 * i + 1] = points->items[i].y;
        target[i] = points->items[i].target;
    }
    return dataset_from_points(set, count, 2, classes, x, target, &spec->data, lab_data_seed(spec),
                               arena, err);
}

const LabChange *lab_changes_of(const LabChange *changes, int all, int network, const NetSpec *now,
                                int *count)
{
    int first = 0;
    while (first < all && changes[first].network != network) {
        first++;
    }
    *count = 0;
    while (first + *count < all && changes[first + *count].network == network) {
        *count += 1;
    }
    if (*count > 0 && net_spec_restarts(&changes[first + *count - 1].spec, now)) {
        *count = 0;
    }
    return *count > 0 ? &changes[first] : NULL;
}
