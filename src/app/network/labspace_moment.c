// Moments of a lab, for undo: what is looked at stays with its network, whatever place that has.
#include "app/network/labspace.h"

#include <string.h>

void labspace_moment(const LabSpace *space, LabMoment *moment)
{
    moment->spec = space->wish.spec;
    moment->painted = space->wish.painted;
    moment->painted_classes = space->wish.painted_classes;
    moment->points = space->wish.points;
    memcpy(moment->hide, space->hide, sizeof moment->hide);
    moment->added = space->added;
    moment->begun = space->begun;
    moment->best = space->wish.look.best;
    moment->view = (LabPresetView){ space->wish.look.kind, space->picture };
}

// Whether the labs are equal and their networks the same ones in time.
static bool specs_equal(const LabSpec *a, const LabSpec *b)
{
    bool equal = lab_spec_equal(a, b);
    for (int i = 0; equal && i < a->network_count; i++) {
        equal = a->ids[i] == b->ids[i];
    }
    return equal;
}

bool labspace_moment_equal(const void *a, const void *b)
{
    const LabMoment *m = a, *n = b;
    return specs_equal(&m->spec, &n->spec) && m->painted == n->painted &&
           memcmp(m->hide, n->hide, sizeof m->hide) == 0 && m->added == n->added &&
           (!m->painted ||
            (m->painted_classes == n->painted_classes && lab_points_equal(&m->points, &n->points)));
}

// What of the moment's networks is seen at its best: of those that are there now that goes on, in
// whatever place.
static unsigned best_of(const LabSpace *space, const LabMoment *moment)
{
    const LabSpec *now = &space->wish.spec, *then = &moment->spec;
    unsigned best = 0;
    for (int i = 0; i < then->network_count; i++) {
        unsigned bit = moment->best >> i & 1;
        for (int k = 0; k < now->network_count; k++) {
            bit = now->ids[k] == then->ids[i] ? space->wish.look.best >> k & 1 : bit;
        }
        best |= bit << i;
    }
    return best;
}

// Where the network that is in a place now stood then; -1: there was none such.
static int place_then(const LabSpace *space, const LabMoment *moment, int place)
{
    for (int i = 0; i < moment->spec.network_count; i++) {
        if (moment->spec.ids[i] == space->wish.spec.ids[place]) {
            return i;
        }
    }
    return -1;
}

// What is enlarged stays with its network, or goes with it.
static void follow_networks(LabSpace *space, const LabMoment *moment)
{
    const int zoomed = place_then(space, moment, space->zoom_network);
    LabUnitPlace pinned = space->pinned;
    pinned.network = place_then(space, moment, pinned.network);
    labspace_pin(space, pinned.network >= 0 ? pinned : (LabUnitPlace){ .unit = 0 });
    space->zoom_network =
        clampi(zoomed >= 0 ? zoomed : space->zoom_network, 0, moment->spec.network_count - 1);
}

void labspace_restore(LabSpace *space, const LabMoment *moment)
{
    space->wish.look.best = best_of(space, moment);
    follow_networks(space, moment);
    space->wish.spec = moment->spec;
    space->wish.painted = moment->painted;
    space->wish.painted_classes = moment->painted_classes;
    space->wish.points = moment->points;
    memcpy(space->hide, moment->hide, sizeof space->hide);
    space->added = moment->added;
    if (moment->begun != space->begun) {
        space->begun = moment->begun;
        space->wish.look.kind = moment->view.kind;
        labspace_set_picture(space, moment->view.picture);
    }
    space->asks = false;
    space->wish.undos++;
    space->selected = clampi(space->selected, 0, moment->spec.network_count - 1);
    labspace_changed(space);
}
