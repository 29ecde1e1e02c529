// What is wished takes effect: first on the time of the networks there are, then on which there
// are.
#include "sim/train/session_parts.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

Session *session_create(size_t memory_budget, int threads)
{
    Session *session = memory_get(sizeof *session);
    memset(session, 0, sizeof *session);
    session->memory_budget = memory_budget;
    session->refused.network = -1;
    session_set_clock(session, NULL, NULL);
    const int count = threads > 0 ? threads : parallel_processors() - 1;
    if (count > 1) {
        session->parallel = parallel_create(clampi(count, 1, LAB_NETWORKS_MAX));
    }
    return session;
}

void session_destroy(Session *session)
{
    if (!session) {
        return;
    }
    session_clear(session);
    parallel_destroy(session->parallel);
    free(session);
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

// anew: none of the networks that there are goes there.
static void begin_seek(Session *session, bool anew)
{
    session->seeking = true;
    session->gathering = false;
    for (int i = 0; i < session->net_count && !anew; i++) {
        SessionNet *net = session->nets[i];
        net->target = seek_step(session, net);
        go_back(net, net->target);
    }
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
        const LabReturn *back = session_return_of(&session->wish, net->id);
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

static void note_where(Session *session)
{
    for (int i = 0; i < session->net_count; i++) {
        SessionNet *net = session->nets[i];
        net->stood = session->seeking ? net->target : net->time->epochs.now.step;
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
    const bool changed = !session->begun || !session_same(&before, wish);
    const bool seek = wish->seeks != before.seeks;
    if (!same_speed(wish, &before)) {
        session_clock_restart(session);
    }
    note_where(session);
    session->wish = *wish;
    session->undoing = wish->undos != before.undos;
    session->undone_step = LONG_MAX;
    session->back_step = -1;
    if (seek) { // first: what is changed by the same wish is meant for where the seek ends
        begin_seek(session, restart);
    } else if (before.playing && !wish->playing && !session->seeking &&
               session_behind(session, session_front(session))) {
        gather(session);
    }
    if (changed || restart) {
        session_fulfil(session, wish, restart);
    }
    session->seeking = session->seeking && session->net_count > 0;
    if (session->seeking && !session->gathering) {
        for (int i = 0; i < session->net_count; i++) {
            session->nets[i]->target = seek_step(session, session->nets[i]);
        }
    }
    session->done.spec = wish->spec; // names, and who follows whom
    if (session->undone_step < LONG_MAX) {
        gather_at(session, session->undone_step);
    } else if (session->back_step >= 0 && !seek) {
        gather_at(session, session->back_step);
    }
    answer_returns(session);
    session_begin_to_play(session, wish->plays != before.plays);
    session_look_changed(session, &before.look);
}
