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

static void data_destroy(SessionData *data)
{
    if (data) {
        arena_free(&data->arena);
        free(data);
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
    data_destroy(session->data);
}

// ---- data

// NULL with the error filled.
static SessionData *data_create(const LabWish *wish, Error *err)
{
    SessionData *data = memory_get(sizeof *data);
    *data = (SessionData){ 0 };
    if (!(wish->painted ? lab_points_dataset(&data->set, &wish->points, wish->painted_classes,
                                             &wish->spec, &data->arena, err)
                        : dataset_make(&data->set, &wish->spec.data, wish->spec.shared.seed,
                                       &data->arena, err))) {
        data_destroy(data);
        return NULL;
    }
    train_data_init(&data->data, &data->set, &data->arena);
    session_choose_samples(data);
    return data;
}

// ---- networks

// Numbers given by place are far from those given by the wish.
static uint32_t id_of(const LabSpec *spec, int network)
{
    return spec->ids[network] ? spec->ids[network] : UINT32_MAX - (uint32_t)network;
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
    SessionNet *net = memory_get(sizeof *net);
    net->time = time;
    net->id = id;
    net->spec = *spec;
    net->patience = patience;
    net->waiting = !timeline_is(time, spec, patience); // it was lost with others, and is still
    net->inspect = inspect_create();
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
    bool made[LAB_NETWORKS_MAX];        // for this lab; else taken over
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

// Barred at `place` (-1: all are). What is told of the whole wish is what was found first.
static void bar(Session *session, int place, const Error *error, bool batch)
{
    if (!session->refused.error.text[0]) {
        session->refused = (Refusal){ *error, place, batch };
    }
    for (int i = 0; i < LAB_NETWORKS_MAX; i++) {
        if (i == place || place < 0) {
            session->barred[i] = *error;
        }
    }
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
            bar(session, i, &error, true);
            continue;
        }
        // One that runs is asked as well: not all that is refused would begin it anew.
        if (!train_check(&net, &data->set, &error)) {
            staff->begun.network_count--;
            bar(session, i, &error, !train_takes_batch(&net, &data->set, NULL));
            continue;
        }
        staff->nets[i] = anew ? NULL : take_old(staff, id, &net);
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
            bar(session, i, &error, !train_takes_batch(&net, &data->set, NULL));
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
static void dismiss(Session *session, const LabSpec *spec, bool keep, const Staff *staff)
{
    session->aside_count = 0;
    for (int i = 0; i < staff->old_count; i++) {
        SessionNet *old = staff->old[i];
        if (old && keep && is_barred(session, spec, old->id) && !is_aside(session, old->id)) {
            session->aside[session->aside_count++] = old;
        } else {
            net_destroy(old);
        }
    }
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
        if (staff->made[i]) {
            const LabReturn *old = session_return_of(&session->wish, net->id);
            net->returned = old ? old->count : 0; // meant for the one before
        } else {
            const NetSpec wished = lab_network(spec, i);
            adjust_net(session, net, &wished, spec->patience);
        }
    }
}

// How far subset= and imbalance= could go in data that could not be made for them.
static void find_limits(Session *session, const LabWish *wish)
{
    LabWish *plain = memory_get(sizeof *plain);
    *plain = *wish;
    plain->spec.data.subset = 0;
    SessionData *data = data_create(plain, NULL);
    session->subset_most = data ? data->set.subset_most : 0;
    if (!data) {
        plain->spec.data.imbalance = 1;
        data = data_create(plain, NULL);
    }
    session->imbalance_most = data ? data->set.imbalance_most : 0;
    data_destroy(data);
    free(plain);
}

// Whether the data that there are stay in the place of these, which cannot be made: they are of the
// same kind or the same points, so that only numbers are to be mended.
static bool holds(const Session *session, const LabWish *wish)
{
    if (!session->data || session->no_data ||
        session->made.spec.data.kind != wish->spec.data.kind) {
        return false;
    }
    LabWish *other = memory_get(sizeof *other);
    *other = *wish;
    other->spec.data = session->made.spec.data;
    const bool same = lab_wish_same_data(&session->made, other);
    free(other);
    return same;
}

// The data of the wish: those there are, or new ones. Where they cannot be made: those there are,
// and it is told; NULL: all are barred.
static SessionData *data_for(Session *session, const LabWish *wish, bool anew, bool *fresh)
{
    Error error = { .at = -1 };
    *fresh = !session->begun || session->no_data || !lab_wish_same_data(&session->made, wish);
    SessionData *data = *fresh ? data_create(wish, &error) : session->data;
    if (*fresh && data && !lab_check_patience(&wish->spec, &data->set, &error)) {
        data_destroy(data);
        data = NULL;
    }
    if (data) {
        return data;
    }
    find_limits(session, wish);
    session->held = !anew && holds(session, wish);
    if (session->held) {
        session->refused = (Refusal){ .error = error, .network = -1 };
        *fresh = false;
        return session->data;
    }
    bar(session, -1, &error, false);
    return NULL;
}

// Takes new data over. None: points that are too few are painted on the plane of those before, but
// where it is a canvas, which has one of its own.
static void take_data(Session *session, SessionData *data, const LabWish *wish)
{
    const bool painted = wish->painted && wish->spec.data.kind != DATA_CANVAS;
    session->no_data = !data;
    if (data || !painted) {
        data_destroy(session->data);
        session->data = data;
    }
    if (data) {
        data->version = ++session->data_version;
        session->made = *wish;
    }
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
    SessionData *data = data_for(session, wish, anew, &fresh);
    Staff staff = { .old_count = 0 };
    gather_old(session, &staff);
    if (data && !lab_check_patience(&wish->spec, &data->set, &error)) {
        bar(session, -1, &error, false);
    } else if (data) {
        hire(session, wish, data, anew || fresh, &staff);
    }
    dismiss(session, &wish->spec, !anew && !fresh, &staff);
    take_over(session, &wish->spec, &staff);
    if (fresh) {
        take_data(session, data, wish);
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
