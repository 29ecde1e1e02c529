// A wish is compared with what there is, and the least is done: networks that need not begin anew
// keep their time. New data and new networks are made beside the old ones and take their place only
// when all could be made, so a wish that cannot be fulfilled changes nothing.
#include "sim/train/session_parts.h"

#include "base/file.h"
#include "base/words.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// While all train together each makes a chunk of steps at a time, the longer the better for the
// processor's caches.
static const double CHUNK_LEAST_S = 0.004, CHUNK_MOST_S = 0.033;
// The share of the training time that looking may cost, and how much of it is saved up.
static const double LOOK_SHARE = 0.1, LOOK_SAVED_S = 0.02;

enum { CHUNK_STEPS_MAX = 10000 };

Session *session_create(size_t memory_budget, int threads)
{
    Session *session = memory_get(sizeof *session);
    memset(session, 0, sizeof *session);
    session->memory_budget = memory_budget;
    session->error_network = -1;
    session_set_clock(session, NULL, NULL);
    const int count = threads > 0 ? threads : parallel_processors() - 1;
    if (count > 1) {
        session->parallel = parallel_create(clampi(count, 1, LAB_NETWORKS_MAX));
    }
    return session;
}

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

void session_destroy(Session *session)
{
    if (!session) {
        return;
    }
    for (int i = 0; i < session->net_count; i++) {
        net_destroy(session->nets[i]);
    }
    data_destroy(session->data);
    parallel_destroy(session->parallel);
    free(session);
}

// ---- data

static uint64_t data_seed(const LabSpec *spec)
{
    return spec->data.has_seed ? spec->data.seed : spec->shared.seed;
}

static bool same_points(const LabPoints *a, const LabPoints *b)
{
    bool same = a->count == b->count;
    for (int i = 0; same && i < a->count; i++) {
        const LabPoint *p = &a->items[i], *q = &b->items[i];
        same = p->x == q->x && p->y == q->y && p->target == q->target;
    }
    return same;
}

static bool same_data(const LabWish *a, const LabWish *b)
{
    if (a->painted != b->painted || data_seed(&a->spec) != data_seed(&b->spec)) {
        return false;
    }
    if (!a->painted) {
        return data_spec_equal(&a->spec.data, &b->spec.data);
    }
    return a->painted_classes == b->painted_classes &&
           a->spec.data.params.train == b->spec.data.params.train &&
           same_points(&a->points, &b->points);
}

static bool check_points(const LabWish *wish, Error *err)
{
    const LabPoints *points = &wish->points;
    const int classes = wish->painted_classes;
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

static bool paint_data(SessionData *data, const LabWish *wish, Error *err)
{
    if (!check_points(wish, err)) {
        return false;
    }
    const int count = wish->points.count;
    float *x = arena_new(&data->arena, float, 2 * count);
    float *target = arena_new(&data->arena, float, count);
    for (int i = 0; i < count; i++) {
        x[2 * i] = wish->points.items[i].x;
        x[2 * i + 1] = wish->points.items[i].y;
        target[i] = wish->points.items[i].target;
    }
    dataset_from_points(&data->set, count, 2, wish->painted_classes, x, target,
                        wish->spec.data.params.train, data_seed(&wish->spec), &data->arena);
    return true;
}

// NULL with the error filled.
static SessionData *data_create(const LabWish *wish, Error *err)
{
    SessionData *data = memory_get(sizeof *data);
    *data = (SessionData){ 0 };
    if (!(wish->painted ? paint_data(data, wish, err)
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

static SessionNet *net_create(const NetSpec *spec, int patience, uint32_t id,
                              const SessionData *data, Error *err)
{
    Timeline *time = timeline_create(spec, patience, &data->data, 0, err);
    if (!time) {
        return NULL;
    }
    SessionNet *net = memory_get(sizeof *net);
    memset(net, 0, sizeof *net);
    net->time = time;
    net->id = id;
    net->spec = *spec;
    net->patience = patience;
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

static bool hire(const Session *session, const LabSpec *spec, const SessionData *data, bool anew,
                 Staff *staff, Error *err, int *error_network)
{
    for (int i = 0; i < spec->network_count; i++) {
        const NetSpec net = lab_network(spec, i);
        const uint32_t id = id_of(spec, i);
        const int old = anew ? -1 : find_net(session, id, staff->taken);
        if (old >= 0 && !net_spec_restarts(&session->nets[old]->spec, &net)) {
            staff->nets[i] = session->nets[old];
            staff->taken |= 1u << old;
            continue;
        }
        staff->nets[i] = net_create(&net, spec->patience, id, data, err);
        staff->made[i] = true;
        if (!staff->nets[i]) {
            *error_network = i;
            return false;
        }
    }
    return true;
}

static const LabReturn *return_of(const LabWish *wish, uint32_t id)
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
            const LabReturn *old = return_of(&session->wish, net->id);
            net->returned = old ? old->count : 0; // meant for the one before
        } else {
            const NetSpec wished = lab_network(spec, i);
            adjust_net(session, net, &wished, spec->patience);
        }
    }
}

static void set_error(Session *session, const Error *error, int network, bool batch)
{
    session->error = *error;
    session->error_network = network;
    session->error_batch = batch;
}

// Data and networks as the wish says. anew: whatever there is begins at step 0. False: all stays.
static bool fulfil(Session *session, const LabWish *wish, bool anew)
{
    Error error = { .at = -1 };
    int error_network = -1;
    SessionData *data = session->data;
    const bool new_data = !session->begun || !same_data(&session->done, wish);
    if (new_data && !(data = data_create(wish, &error))) {
        set_error(session, &error, -1, false);
        return false;
    }
    Staff staff = { 0 };
    if (!lab_check_patience(&wish->spec, &data->set, &error) ||
        !lab_check_memory(&wish->spec, &data->set, &error_network, &error) ||
        !hire(session, &wish->spec, data, anew || new_data, &staff, &error, &error_network)) {
        for (int i = 0; i < LAB_NETWORKS_MAX; i++) {
            if (staff.made[i]) {
                net_destroy(staff.nets[i]);
            }
        }
        const NetSpec refused = lab_network(&wish->spec, error_network < 0 ? 0 : error_network);
        int over;
        const bool batch =
            error_network >= 0 && (!train_takes_batch(&refused, &data->set, NULL) ||
                                   !lab_check_memory(&wish->spec, &data->set, &over, NULL));
        set_error(session, &error, error_network, batch);
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
    set_error(session, &(Error){ .at = -1 }, -1, false);
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

// ---- wishes

static long seek_step(const Session *session, const SessionNet *net)
{
    const long seek = session->wish.seek > 0 ? session->wish.seek : 0;
    return session->wish.seek_epochs ? seek * net->time->epochs.train->epoch_steps : seek;
}

// To a step before now, where settings that wait take effect.
static void go_back(SessionNet *net, long step)
{
    net->adjusting |= net->waiting && step < net->time->epochs.now.step;
    net->waiting &= !net->adjusting;
    timeline_rewind(net->time, step);
}

static void begin_seek(Session *session)
{
    session->seeking = true;
    session->gathering = false;
    for (int i = 0; i < session->net_count; i++) {
        SessionNet *net = session->nets[i];
        net->target = seek_step(session, net);
        go_back(net, net->target);
    }
}

// Networks that are short of a step, or of scores.
static bool any_behind(const Session *session, long step)
{
    for (int i = 0; i < session->net_count; i++) {
        const Timeline *time = session->nets[i]->time;
        if (epochs_scores_due(&time->epochs) ||
            (timeline_live(time) && time->epochs.now.step < step)) {
            return true;
        }
    }
    return false;
}

static void gather_at(Session *session, long step)
{
    session->seeking = session->gathering = true;
    for (int i = 0; i < session->net_count; i++) {
        session->nets[i]->target = step;
        go_back(session->nets[i], step);
    }
}

// Paused in the midst of a chunk, or while some catch up: all come to where the furthest stands.
static void gather(Session *session)
{
    gather_at(session, session_front(session));
}

// Networks that were lost go back; the others stay where they are.
static void answer_returns(Session *session)
{
    for (int i = 0; i < session->net_count; i++) {
        SessionNet *net = session->nets[i];
        const LabReturn *back = return_of(&session->wish, net->id);
        if (!back || back->count == net->returned) {
            continue;
        }
        net->returned = back->count;
        if (net->waiting) {
            for (int k = 0; k < session->net_count && !session->seeking; k++) {
                session->nets[k]->target = session->nets[k]->time->epochs.now.step;
            }
            session->gathering |= !session->seeking;
            session->seeking = true;
            net->target = back->step;
            net->adjusting = true;
            net->waiting = false;
            timeline_rewind(net->time, back->step);
        }
    }
}

static bool same_speed(const LabWish *a, const LabWish *b)
{
    return a->playing == b->playing && a->paced == b->paced && a->epochs == b->epochs &&
           a->speed == b->speed;
}

void session_wish(Session *session, const LabWish *wish)
{
    const LabWish before = session->wish;
    const bool restart = session->begun && wish->restarts != before.restarts;
    const bool changed =
        !session->begun || !same_data(&before, wish) || !same_settings(&before.spec, &wish->spec);
    const bool seek = wish->seeks != before.seeks;
    if (!same_speed(wish, &before)) {
        session_clock_restart(session);
    }
    session->wish = *wish;
    session->undoing = wish->undos != before.undos;
    session->undone_step = LONG_MAX;
    if (seek) { // first: what is changed by the same wish is meant for where the seek ends
        begin_seek(session);
    } else if (before.playing && !wish->playing && !session->seeking &&
               any_behind(session, session_front(session))) {
        gather(session);
    }
    if ((changed || restart) && !fulfil(session, wish, restart) && restart) {
        const LabWish done = session->done; // begins anew all the same, and the error stays
        const Error error = session->error;
        const int error_network = session->error_network;
        const bool error_batch = session->error_batch;
        fulfil(session, &done, true);
        set_error(session, &error, error_network, error_batch);
    }
    session->seeking = session->seeking && session->net_count > 0;
    if (session->seeking && !session->gathering) {
        for (int i = 0; i < session->net_count; i++) {
            session->nets[i]->target = seek_step(session, session->nets[i]);
        }
    }
    if (!changed && !session->error.text[0]) { // names, and who follows whom
        session->done.spec = wish->spec;
    }
    if (session->undone_step < LONG_MAX) {
        gather_at(session, session->undone_step);
    }
    answer_returns(session);
    session_begin_to_play(session, wish->plays != before.plays);
    session_look_changed(session, &before.look);
}

// ---- work

typedef struct Advance {
    Session *session;
    long goal;
    bool seek; // each to its own target instead
    double until_s;
    const atomic_bool *interrupt;
    bool there[LAB_NETWORKS_MAX];
} Advance;

static void advance_one(void *context, int i)
{
    Advance *advance = context;
    SessionNet *net = advance->session->nets[i];
    const long goal = advance->seek ? net->target : advance->goal;
    advance->there[i] = timeline_advance(net->time, goal, advance->until_s, advance->interrupt);
    if (advance->there[i] && net->adjusting) {
        timeline_adjust(net->time, &net->spec, net->patience);
        net->adjusting = false;
        // The new settings' own score at step 0, as far as the time allows.
        advance->there[i] = timeline_advance(net->time, goal, advance->until_s, advance->interrupt);
    }
}

static double rows_so_far(const Session *session)
{
    double rows = 0;
    for (int i = 0; i < session->net_count; i++) {
        rows += session->nets[i]->time->rows;
    }
    return rows;
}

// All networks towards the goal; true when all are there.
static bool advance_all(Session *session, long goal, bool seek, double until_s,
                        const atomic_bool *interrupt)
{
    Advance advance = {
        .session = session, .goal = goal, .seek = seek, .until_s = until_s, .interrupt = interrupt
    };
    const double rows = rows_so_far(session), begun_s = clock_seconds();
    session->pieces++;
    parallel_for(session->parallel, session->net_count, advance_one, &advance);
    const double took_s = clock_seconds() - begun_s;
    session->allowance_s = fmin(session->allowance_s + LOOK_SHARE * took_s, LOOK_SAVED_S);
    session->rate_rows += rows_so_far(session) - rows;
    bool there = true;
    for (int i = 0; i < session->net_count; i++) {
        there = there && advance.there[i];
    }
    return there;
}

static bool any_scoring(const Session *session)
{
    return any_behind(session, 0);
}

static bool plays(const Session *session)
{
    return session->wish.playing && session_speed(session) > 0 && !session_ended(session);
}

// How many steps go well into a chunk of time; where it is long, to a step whose norms are taken.
static long chunk_steps(const Session *session, long front, double until_s)
{
    double step_s = 0;
    for (int i = 0; i < session->net_count; i++) {
        step_s += session->nets[i]->time->step_s;
    }
    step_s /= parallel_threads(session->parallel);
    const double chunk_s = clamp(until_s - clock_seconds(), CHUNK_LEAST_S, CHUNK_MOST_S);
    const long steps =
        step_s > 0 ? clampi((int)fmin(chunk_s / step_s, CHUNK_STEPS_MAX), 1, CHUNK_STEPS_MAX) : 1;
    const long beyond = (front + steps - 1) % TIMELINE_NORMS;
    return steps > beyond ? steps - beyond : steps;
}

// One piece of work. False: there is nothing to do now.
static bool work_piece(Session *session, double until_s, const atomic_bool *interrupt)
{
    if (session->seeking) {
        session->seeking = !advance_all(session, 0, true, until_s, interrupt);
        return true;
    }
    if (any_scoring(session)) { // step by step, so that a first picture has its scores
        advance_all(session, 0, false, until_s, interrupt);
        return true;
    }
    if (!plays(session)) {
        return false;
    }
    const long front = session_front(session), least = session_hindmost(session);
    const bool behind = least < front; // those begun anew come first
    if (behind && !session->wish.paced) {
        advance_all(session, front, false, until_s, interrupt);
        return true;
    }
    const long stop = behind ? front : session_stop(session);
    const long chunk = chunk_steps(session, least, until_s);
    const long steps = session_due_steps(session, chunk < stop - least ? chunk : stop - least);
    if (steps > 0) { // a chunk is finished, so that pictures show all at the same step
        advance_all(session, least + steps, false, until_s + CHUNK_MOST_S, interrupt);
    }
    return steps > 0;
}

bool session_work(Session *session, double budget_s, const atomic_bool *interrupt)
{
    const double until_s = clock_seconds() + budget_s;
    const unsigned before = denormals_flush();
    bool working = true;
    do {
        working = work_piece(session, until_s, interrupt);
    } while (working && clock_seconds() < until_s &&
             !(interrupt && atomic_load_explicit(interrupt, memory_order_relaxed)));
    denormals_restore(before);
    const bool more = session->seeking || any_scoring(session) || plays(session);
    session_measure(session, more);
    return more;
}

double session_wait_s(const Session *session)
{
    if (session->seeking || any_scoring(session)) {
        return 0;
    }
    if (!plays(session)) {
        return INFINITY;
    }
    const bool behind = session_hindmost(session) < session_front(session);
    return behind && !session->wish.paced ? 0 : session_due_s(session);
}

unsigned session_pieces(const Session *session)
{
    return session->pieces;
}
