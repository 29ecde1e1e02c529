// A wish is compared with what there is, and the least is done: networks that need not begin anew
// keep their time. What cannot train as it is wished is barred: the others go on without it, it
// says why, and nothing of another wish is shown in its place. Its training until then is kept
// aside as long as the data stay, for it may be meant only for a moment, as when a slider is drawn
// over a batch that cannot be. Numbers of the data that cannot be leave the data before them.
#include "sim/train/session_parts.h"

#include "base/words.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void net_destroy(SessionNet *net)
{
    if (net) {
        timeline_destroy(net->time);
        inspect_destroy(net->inspect);
        inspect_destroy(net->beside);
        free(net);
    }
}

void session_clear(Session *session)
{
    for (int i = 0; i < session->net_count; i++) {
        net_destroy(session->nets[i]);
    }
    for (int i = 0; i < session->aside_count; i++) {
        net_destroy(session->aside[i]);
    }
    session_gone_finish(session);
    session_data_destroy(session->data);
}

// ---- networks

// Numbers given by place are far from those given by the wish.
static uint32_t id_of(const LabSpec *spec, int network)
{
    return spec->ids[network] ? spec->ids[network] : UINT32_MAX - (uint32_t)network;
}

static SessionNet *net_of(Timeline *time, const NetSpec *spec, int patience, uint32_t id)
{
    SessionNet *net = memory_get(sizeof *net);
    net->time = time;
    net->id = id;
    net->spec = *spec;
    net->patience = patience;
    net->waiting = !timeline_is(time, spec, patience); // it was lost with others, and is still
    net->inspect = inspect_create();
    return net;
}

// changes [count]: what it was before, if count > 0; else it begins with its settings.
static SessionNet *net_create(const NetSpec *spec, int patience, uint32_t id,
                              const SessionData *data, const LabChange *changes, int count,
                              Error *err)
{
    for (int i = 1; i < count; i++) {
        if (!train_check(&changes[i].spec, &data->set, err)) {
            return NULL;
        }
    }
    Timeline *time = timeline_create(count ? &changes->spec : spec,
                                     count ? changes->patience : patience, &data->data, 0, err);
    if (!time) {
        return NULL;
    }
    for (int i = 1; i < count; i++) {
        timeline_plan(time, changes[i].step, &changes[i].spec, changes[i].patience);
    }
    return net_of(time, spec, patience, id);
}

// One that went, at step 0 of its story.
static SessionNet *net_again(Gone *gone, const SessionData *data)
{
    const Change *first = &gone->story->now->changes[0];
    Timeline *time = timeline_create(&first->spec, first->patience, &data->data, 0, NULL);
    assert(time); // it could be made before
    timeline_resume(time, gone->story);
    SessionNet *net = net_of(time, &gone->spec, gone->patience, gone->id);
    net->adjusting = gone->adjusting;
    net->waiting &= !net->adjusting;
    net->target = gone->step;
    free(gone);
    return net;
}

// The training that a change has cut off, once the change is taken back.
static bool returns(Session *session, SessionNet *net)
{
    const long step = session->undoing ? timeline_return(net->time, &net->spec, net->patience) : -1;
    if (step >= 0 && step < session->undone_step) {
        session->undone_step = step;
    }
    return step >= 0;
}

static void adjust_net(Session *session, SessionNet *net, const NetSpec *spec, int patience)
{
    if (net_spec_differ(&net->spec, spec) == 0 && net->patience == patience) {
        return;
    }
    net->spec = *spec;
    net->patience = patience;
    net->waiting = net->time->epochs.now.lost && !session->seeking;
    // What is changed while a seek goes back is meant for where it ends.
    net->adjusting = session->seeking && net->target <= net->time->end;
    if (timeline_is(net->time, spec, patience)) { // taken back before it took effect
        net->waiting = net->adjusting = false;
    } else if (returns(session, net)) {
        net->waiting = net->adjusting = false;
    } else if (!net->waiting && !net->adjusting) {
        timeline_adjust(net->time, spec, patience);
    }
}

// The networks of a lab while it is put together.
typedef struct Staff {
    SessionNet *old[2 * LAB_NETWORKS_MAX]; // those there were, and those aside; taken ones are NULL
    int old_count;
    SessionNet *nets[LAB_NETWORKS_MAX]; // by place in the wish; NULL: barred
    bool made[LAB_NETWORKS_MAX];        // for this lab; else taken over ...
    bool back[LAB_NETWORKS_MAX];        // ... of those that had gone
    LabSpec begun;                      // of those that are not barred
} Staff;

static void gather_old(const Session *session, Staff *staff)
{
    for (int i = 0; i < session->net_count; i++) {
        staff->old[staff->old_count++] = session->nets[i];
    }
    for (int i = 0; i < session->aside_count; i++) {
        staff->old[staff->old_count++] = session->aside[i];
    }
}

// The network of that number whose training can go on so; NULL: none.
static SessionNet *take_old(Staff *staff, uint32_t id, const NetSpec *spec)
{
    for (int i = 0; i < staff->old_count; i++) {
        SessionNet *net = staff->old[i];
        if (net && net->id == id && !net_spec_restarts(&net->spec, spec)) {
            staff->old[i] = NULL;
            return net;
        }
    }
    return NULL;
}

// Whether it has room beside those that begin; then it is one of them.
static bool has_room(Staff *staff, const LabSpec *spec, int place, const Dataset *set, Error *err)
{
    int over;
    staff->begun.networks[staff->begun.network_count++] = spec->networks[place];
    const bool room = lab_check_memory(&staff->begun, set, &over, err);
    staff->begun.network_count -= !room;
    return room;
}

static void hire(Session *session, const LabWish *wish, const SessionData *data, bool anew,
                 Staff *staff)
{
    const LabSpec *spec = &wish->spec;
    const bool opened = !session->begun || wish->restarts != session->done.restarts;
    staff->begun.shared = spec->shared;
    for (int i = 0; i < spec->network_count; i++) {
        const NetSpec net = lab_network(spec, i);
        const uint32_t id = id_of(spec, i);
        Error error = { .at = -1 };
        if (!has_room(staff, spec, i, &data->set, &error)) {
            session_bar(session, i, &error, true);
            continue;
        }
        // One that runs is asked as well: not all that is refused would begin it anew.
        if (!train_check(&net, &data->set, &error)) {
            staff->begun.network_count--;
            session_bar(session, i, &error, !train_takes_batch(&net, &data->set, NULL));
            continue;
        }
        staff->nets[i] = anew ? NULL : take_old(staff, id, &net);
        Gone *gone = staff->nets[i] ? NULL : session_gone_take(session, wish, id, &net);
        if (gone) {
            staff->back[i] = true;
            staff->nets[i] = net_again(gone, data);
        }
        if (staff->nets[i]) {
            continue;
        }
        int count = 0;
        const LabChange *changes =
            opened ? lab_changes_of(wish->changes, wish->change_count, i, &net, &count) : NULL;
        staff->nets[i] = net_create(&net, spec->patience, id, data, changes, count, &error);
        staff->made[i] = true;
        if (!staff->nets[i]) {
            staff->begun.network_count--;
            session_bar(session, i, &error, !train_takes_batch(&net, &data->set, NULL));
        }
    }
}

const LabReturn *session_return_of(const LabWish *wish, uint32_t id)
{
    for (int i = 0; i < LAB_NETWORKS_MAX; i++) {
        if (wish->returns[i].id == id) {
            return &wish->returns[i];
        }
    }
    return NULL;
}

static bool is_barred(const Session *session, const LabSpec *spec, uint32_t id)
{
    for (int i = 0; i < spec->network_count; i++) {
        if (id_of(spec, i) == id && session->barred[i].text[0]) {
            return true;
        }
    }
    return false;
}

static bool is_aside(const Session *session, uint32_t id)
{
    bool is = false;
    for (int i = 0; i < session->aside_count; i++) {
        is = is || session->aside[i]->id == id;
    }
    return is;
}

// Those that were not taken go; of a barred one the training waits, the newest that it had.
static void dismiss(Session *session, const LabSpec *spec, bool keep, Staff *staff)
{
    session->aside_count = 0;
    for (int i = 0; i < staff->old_count; i++) {
        SessionNet *old = staff->old[i];
        if (old && keep && is_barred(session, spec, old->id) && !is_aside(session, old->id)) {
            session->aside[session->aside_count++] = old;
        } else if (old) {
            session_gone_add(session, old);
            net_destroy(old);
        }
    }
    staff->old_count = 0;
}

static void take_over(Session *session, const LabSpec *spec, const Staff *staff)
{
    session->net_count = 0;
    for (int i = 0; i < spec->network_count; i++) {
        SessionNet *net = staff->nets[i];
        if (!net) {
            continue;
        }
        session->nets[session->net_count++] = net;
        net->place = i;
        timeline_set_budget(net->time, session->memory_budget / (size_t)spec->network_count);
        if (staff->made[i] || staff->back[i]) {
            const LabReturn *old = session_return_of(&session->wish, net->id);
            net->returned = old ? old->count : 0; // meant for the one before
        }
        if (!staff->made[i]) {
            const NetSpec wished = lab_network(spec, i);
            adjust_net(session, net, &wished, spec->patience);
        }
    }
}

// Networks that are back go to where the others are, which went on; where there are none, to where
// they stood.
static void find_back_step(Session *session, const Staff *staff)
{
    long stood = -1, others = -1;
    for (int i = 0; i < session->net_count; i++) {
        const SessionNet *net = session->nets[i];
        if (staff->back[net->place]) {
            stood = net->target > stood ? net->target : stood;
        } else if (!staff->made[net->place] && timeline_live(net->time)) {
            others = net->stood > others ? net->stood : others;
        }
    }
    session->back_step = stood >= 0 && others >= 0 ? others : stood;
}

void session_fulfil(Session *session, const LabWish *wish, bool anew)
{
    Error error = { .at = -1 };
    bool fresh;
    memset(session->barred, 0, sizeof session->barred);
    session->refused = (Refusal){ .error.at = -1, .network = -1 };
    session->held = false;
    session->subset_most = 0;
    session->imbalance_most = 0;
    SessionData *data = session_data_for(session, wish, anew, &fresh);
    Staff staff = { .old_count = 0 };
    gather_old(session, &staff);
    session_gone_begin(session);
    if (anew) { // what is taken back may have gone with a wish that was never seen
        dismiss(session, &wish->spec, false, &staff);
        session_gone_end(session, true);
    }
    if (data && !lab_check_patience(&wish->spec, &data->set, &error)) {
        session_bar(session, -1, &error, false);
    } else if (data) {
        hire(session, wish, data, anew || fresh, &staff);
    }
    dismiss(session, &wish->spec, !anew && !fresh, &staff);
    session_gone_end(session, false);
    take_over(session, &wish->spec, &staff);
    find_back_step(session, &staff);
    if (fresh) {
        session_take_data(session, data, wish);
    }
    for (int i = 0; i < session->net_count; i++) {
        session->nets[i]->seen[LOOK_ARROWS] = 0; // they go by the others' steps as well
    }
    session->done = *wish;
    session->begun = true;
}

static bool same_settings(const LabSpec *a, const LabSpec *b)
{
    bool same = a->network_count == b->network_count && a->patience == b->patience;
    for (int i = 0; same && i < a->network_count; i++) {
        const NetSpec p = lab_network(a, i), q = lab_network(b, i);
        same = id_of(a, i) == id_of(b, i) && net_spec_differ(&p, &q) == 0;
    }
    return same;
}

bool session_same(const LabWish *a, const LabWish *b)
{
    return lab_wish_same_data(a, b) && same_settings(&a->spec, &b->spec);
}
