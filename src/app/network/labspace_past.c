// What a lab has behind it: taken from the newest snapshot, and given to one that is opened.
#include "app/network/labspace_paint.h"

#include <stdlib.h>
#include <string.h>

void labspace_set_past(LabSpace *space, const LabPast *past)
{
    LabWish *wish = &space->wish;
    wish->painted = past->painted;
    wish->painted_classes = past->painted_classes;
    wish->points.count = past->painted ? past->points.count : 0;
    memcpy(wish->points.items, past->points.items,
           sizeof past->points.items[0] * (size_t)wish->points.count);
    wish->changes = NULL;
    wish->change_count = past->change_count;
    if (past->change_count > 0) {
        const size_t size = sizeof past->changes[0] * (size_t)past->change_count;
        LabChange *changes = memory_get(size);
        memcpy(changes, past->changes, size);
        array_push(&space->pasts, (void *)changes);
        wish->changes = changes;
    }
    if (past->painted) {
        space->brush = BRUSH_NONE;
    } else {
        lab_wish_unpaint(wish);
    }
    labspace_changed(space);
}

// Whether no snapshot has been seen yet of the lab as it was opened: then all that it has behind it
// is what it was opened with.
static bool just_opened(const LabSpace *space)
{
    return !space->shot || !space->given || space->wish.restarts != space->opened;
}

// Whether what the snapshot's networks have behind them is still theirs.
static bool still_so(const LabSpace *space)
{
    return space->shot && space->given && lab_wish_same_data(space->given, &space->wish) &&
           space->wish.restarts == space->given->restarts &&
           (int)(space->shot->serial - space->anew) >= 0;
}

static const NetShot *shot_of(const LabShot *shot, uint32_t id, int *place)
{
    for (int i = 0; i < shot->network_count; i++) {
        if (shot->networks[i].id == id) {
            *place = i;
            return &shot->networks[i];
        }
    }
    return NULL;
}

// One more; what does not fit is counted.
static void add(LabPast *past, int *count, int network, const LabChange *change)
{
    if (*count < LAB_CHANGES_MAX) {
        past->changes[*count] = *change;
        past->changes[*count].network = network;
    }
    *count += 1;
}

// What network i has behind it; of what was wished since the snapshot it is known where it took
// effect.
static void add_changes(const LabSpace *space, int i, LabPast *past, int *count)
{
    const LabShot *shot = space->shot;
    const LabSpec *spec = &space->wish.spec;
    const NetSpec wished = lab_network(spec, i);
    int place = 0, known = 0;
    const NetShot *net = shot_of(shot, spec->ids[i], &place);
    if (!net || net_spec_restarts(&net->spec, &wished)) {
        return;
    }
    const LabChange *changes =
        lab_changes_of(shot->changes, shot->change_count, place, &wished, &known);
    const NetSpec *last = known > 0 ? &changes[known - 1].spec : &net->spec;
    const int patience = known > 0 ? changes[known - 1].patience : space->given->spec.patience;
    const bool as_known =
        net->waits || (net_spec_differ(last, &wished) == 0 && patience == spec->patience);
    while (!as_known && known > 0 && changes[known - 1].step >= net->step) {
        known--; // cut off by what is wished now
    }
    for (int k = 0; k < known; k++) {
        add(past, count, i, &changes[k]);
    }
    if (!as_known && net->step > 0) {
        if (known == 0) {
            add(past, count, i, &(LabChange){ .spec = net->spec, .patience = patience });
        }
        add(past, count, i,
            &(LabChange){ .step = net->step, .spec = wished, .patience = spec->patience });
    }
}

bool labspace_past(const LabSpace *space, LabPast *past)
{
    const LabWish *wish = &space->wish;
    past->painted = wish->painted && (wish->points.count > 0 || !labspace_awaits_points(space));
    past->painted_classes = wish->painted_classes;
    past->points.count = wish->painted ? wish->points.count : 0;
    memcpy(past->points.items, wish->points.items,
           sizeof wish->points.items[0] * (size_t)past->points.count);
    const bool planned = just_opened(space), known = !planned && still_so(space);
    const bool fits = !known || space->shot->change_count <= LAB_CHANGES_MAX;
    int count = 0;
    for (int i = 0; planned && i < wish->change_count; i++) {
        add(past, &count, wish->changes[i].network, &wish->changes[i]);
    }
    for (int i = 0; fits && known && i < wish->spec.network_count; i++) {
        add_changes(space, i, past, &count);
    }
    past->change_count = count <= LAB_CHANGES_MAX ? count : 0;
    return fits && count <= LAB_CHANGES_MAX;
}
