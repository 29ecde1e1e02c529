// A wish is compared with what there is, and the least is done: networks that need not begin anew
// keep their time. New data and new networks are made beside the old ones and take their place only
// when all could be made, so a wish that cannot be fulfilled changes nothing.
#include "sim/train/session_parts.h"

#include "base/words.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

static void net_destroy(SessionNet *net)
{
    if (net) {
        timeline_destroy(net->time);
        inspect_destroy(net->inspect);
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

// The place of the network of that number among those not taken yet; -1: none.
static int find_net(const Session *session, uint32_t id, unsigned taken)
{
    for (int i = 0; i < session->net_count; i++) {
        if (session->nets[i]->id == id && !(taken & 1u << i)) {
            return i;
        }
    }
    return -1;
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
    SessionNet *nets[LAB_NETWORKS_MAX];
    bool made[LAB_NETWORKS_MAX]; // for this lab; else taken over
    unsigned taken;              // which of the old
} Staff;

static bool hire(const Session *session, const LabWish *wish, const SessionData *data, bool anew,
                 Staff *staff, Error *err, int *error_network)
{
    const LabSpec *spec = &wish->spec;
    const bool opened = !session->begun || wish->restarts != session->done.restarts;
    for (int i = 0; i < spec->network_count; i++) {
        const NetSpec net = lab_network(spec, i);
        const uint32_t id = id_of(spec, i);
        const int old = anew ? -1 : find_net(session, id, staff->taken);
        if (old >= 0 && !net_spec_restarts(&session->nets[old]->spec, &net)) {
            staff->nets[i] = session->nets[old];
            staff->taken |= 1u << old;
            continue;
        }
        int count = 0;
        const LabChange *changes =
            opened ? lab_changes_of(wish->changes, wish->change_count, i, &net, &count) : NULL;
        staff->nets[i] = net_create(&net, spec->patience, id, data, changes, count, err);
        staff->made[i] = true;
        if (!staff->nets[i]) {
            *error_network = i;
            return false;
        }
    }
    return true;
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

static void take_over(Session *session, const LabSpec *spec, const Staff *staff)
{
    for (int i = 0; i < session->net_count; i++) {
        if (!(staff->taken & 1u << i)) {
            net_destroy(session->nets[i]);
        }
    }
    session->net_count = spec->network_count;
    for (int i = 0; i < spec->network_count; i++) {
        SessionNet *net = session->nets[i] = staff->nets[i];
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

// What was made of a lab that could not be, and why that is told as it is.
static void refuse(Session *session, const LabWish *wish, const Dataset *set, Staff *staff,
                   const Error *error, int network)
{
    for (int i = 0; i < LAB_NETWORKS_MAX; i++) {
        if (staff->made[i]) {
            net_destroy(staff->nets[i]);
        }
    }
    const NetSpec refused = lab_network(&wish->spec, network < 0 ? 0 : network);
    int over;
    const bool batch = network >= 0 && (!train_takes_batch(&refused, set, NULL) ||
                                        !lab_check_memory(&wish->spec, set, &over, NULL));
    session->refused = (Refusal){ *error, network, batch };
}

bool session_fulfil(Session *session, const LabWish *wish, bool anew)
{
    Error error = { .at = -1 };
    int network = -1;
    SessionData *data = session->data;
    const bool new_data = !session->begun || !lab_wish_same_data(&session->done, wish);
    if (new_data && !(data = data_create(wish, &error))) {
        session->refused = (Refusal){ error, -1, false };
        return false;
    }
    Staff staff = { 0 };
    if (!lab_check_patience(&wish->spec, &data->set, &error) ||
        !lab_check_memory(&wish->spec, &data->set, &network, &error) ||
        !hire(session, wish, data, anew || new_data, &staff, &error, &network)) {
        refuse(session, wish, &data->set, &staff, &error, network);
        if (new_data) {
            data_destroy(data);
        }
        return false;
    }
    take_over(session, &wish->spec, &staff);
    if (new_data) {
        data_destroy(session->data);
        session->data = data;
        data->version = ++session->data_version;
    }
    session->done = *wish;
    session->begun = true;
    session->refused = (Refusal){ .error.at = -1, .network = -1 };
    return true;
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
