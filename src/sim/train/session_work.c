// Networks side by side on their way to what is wished, piece by piece, and how long a piece is.
#include "sim/train/session_looks.h"

#include "base/file.h"

#include <limits.h>
#include <math.h>

// While all train together each makes a chunk of steps at a time, the longer the better for the
// processor's caches.
static const double CHUNK_LEAST_S = 0.004, CHUNK_MOST_S = 0.033;
// Short chunks cost: with each another network's weights come into the caches, and its last step is
// measured, which takes a third of a step. So where steps are slow, as on a busy computer, a chunk
// has a few all the same, if these are made within so much time: pictures then come less often.
static const double CHUNK_FEW_S = 0.08;
// The share of the training time that looking may cost, and how much of it is saved up.
static const double LOOK_SHARE = 0.1, LOOK_SAVED_S = 0.02;

enum { CHUNK_STEPS_MAX = 10000, CHUNK_STEPS_FEW = 8 };

typedef struct Advance {
    Session *session;
    long goal;
    bool seek; // each to its own target instead, or to where it stops on the way
    double until_s;
    const atomic_bool *interrupt;
    bool there[LAB_NETWORKS_MAX];
} Advance;

static void advance_one(void *context, int i)
{
    Advance *advance = context;
    SessionNet *net = advance->session->nets[i];
    const long stop = session_band_stop(advance->session, net);
    const long goal = advance->seek ? stop : advance->goal;
    advance->there[i] = timeline_advance(net->time, goal, advance->until_s, advance->interrupt);
    if (advance->seek && stop < net->target) {
        advance->there[i] = false;
        return;
    }
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
    return session_behind(session, 0);
}

static bool plays(const Session *session)
{
    return session->wish.playing && session->net_count > 0 && session_speed(session) > 0 &&
           !session_ended(session);
}

// How many steps go well into a chunk of time; where it is long, to a step whose norms are taken.
static long chunk_steps(const Session *session, long front, double until_s)
{
    double step_s = 0;
    for (int i = 0; i < session->net_count; i++) {
        step_s += session->nets[i]->time->step_s;
    }
    step_s /= parallel_threads(session->parallel);
    const double few_s = fmin(CHUNK_STEPS_FEW * step_s, CHUNK_FEW_S);
    const double chunk_s =
        fmax(clamp(until_s - clock_seconds(), CHUNK_LEAST_S, CHUNK_MOST_S), few_s);
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
        session_look_on_the_way(session);
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
        advance_all(session, least + steps, false, until_s + CHUNK_FEW_S, interrupt);
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
