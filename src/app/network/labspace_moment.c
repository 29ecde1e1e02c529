// Moments of a lab, for undo: what is looked at stays with its network, whatever place that has.
#include "app/network/labspace_moment.h"

#include <stdlib.h>
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
    moment->smooth = space->smooth;
    moment->axes = space->axes;
    moment->view = (LabPresetView){ space->wish.look.kind, space->picture,
                                    space->chart_log ? AXIS_LOG : AXIS_AUTO };
    moment->playing = space->wish.playing;
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

// Whether any of the moment's networks is there now and need not begin anew.
static bool goes_on(const LabSpace *space, const LabMoment *moment)
{
    LabWish *then = memory_get(sizeof *then);
    *then = space->wish;
    then->spec = moment->spec;
    then->painted = moment->painted;
    then->painted_classes = moment->painted_classes;
    then->points = moment->points;
    const bool same = lab_wish_same_data(then, &space->wish);
    free(then);
    for (int i = 0; same && i < space->wish.spec.network_count; i++) {
        const int place = place_then(space, moment, i);
        const NetSpec now = lab_network(&space->wish.spec, i);
        const NetSpec before = lab_network(&moment->spec, place >= 0 ? place : 0);
        if (place >= 0 && !net_spec_restarts(&now, &before)) {
            return true;
        }
    }
    return false;
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
           m->best == n->best && m->smooth == n->smooth && lab_axes_equal(&m->axes, &n->axes) &&
           (!m->painted ||
            (m->painted_classes == n->painted_classes && lab_points_equal(&m->points, &n->points)));
}

// What is enlarged stays with its network, or goes with it.
static void follow_networks(LabSpace *space, const LabMoment *moment)
{
    const int zoomed = place_then(space, moment, space->zoom_network);
    LabUnitPlace pinned = space->pinned;
    pinned.network = place_then(space, moment, pinned.network);
    labspace_pin(space, pinned.network >= 0 ? pinned : (LabUnitPlace){ .unit = 0 });
    LabMapPlace map = space->map;
    map.network = place_then(space, moment, map.network);
    space->map = map.network >= 0 ? map : (LabMapPlace){ .channel = 0 };
    space->zoom_network =
        clampi(zoomed >= 0 ? zoomed : space->zoom_network, 0, moment->spec.network_count - 1);
}

void labspace_restore(LabSpace *space, const LabMoment *moment)
{
    const bool fresh = !goes_on(space, moment);
    space->wish.look.best = moment->best;
    space->smooth = moment->smooth;
    space->axes = moment->axes;
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
        space->chart_log = moment->view.axis == AXIS_LOG;
        labspace_set_picture(space, moment->view.picture);
    }
    space->asks = false;
    space->wish.undos++;
    space->selected = clampi(space->selected, 0, moment->spec.network_count - 1);
    if (fresh && space->wish.playing != moment->playing) {
        labspace_play(space, moment->playing);
    }
    labspace_changed(space);
}
