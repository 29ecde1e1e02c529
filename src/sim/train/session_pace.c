// How fast a session goes and where it stops. Time is the clock's that was handed in; what is
// trained does not depend on it.
#include "base/file.h"
#include "sim/train/session_parts.h"

#include <limits.h>
#include <math.h>

const double SESSION_PACE_S = 15;

// What a limited speed may fall behind; the time a speed is measured over, and after which it is
// taken for a new beginning; the share of its pace below which a lab is called slow.
static const double LATE_S = 0.25, MEASURE_S = 0.5, FORGET_S = 2, SLOW = 0.8;

static double computer_clock(UNUSED void *context)
{
    return clock_seconds();
}

void session_set_clock(Session *session, SessionClock *clock, void *context)
{
    session->clock = clock ? clock : computer_clock;
    session->clock_context = context;
}

static double now(const Session *session)
{
    return session->clock(session->clock_context);
}

long session_front(const Session *session)
{
    long front = 0;
    for (int i = 0; i < session->net_count; i++) {
        const long step = session->nets[i]->time->epochs.now.step;
        front = step > front ? step : front;
    }
    return front;
}

long session_hindmost(const Session *session)
{
    long least = LONG_MAX;
    for (int i = 0; i < session->net_count; i++) {
        const Timeline *time = session->nets[i]->time;
        least =
            timeline_live(time) && time->epochs.now.step < least ? time->epochs.now.step : least;
    }
    return least;
}

bool session_behind(const Session *session, long step)
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

// ---- where it stops

long session_goal(const Session *session)
{
    long longest = 0;
    for (int i = 0; i < session->net_count; i++) {
        const long steps = session->nets[i]->time->epochs.train->epoch_steps;
        longest = steps > longest ? steps : longest;
    }
    return longest * session->wish.epochs;
}

long session_stop(const Session *session)
{
    const long goal = session_goal(session);
    const long front = session_front(session);
    return goal == 0 || session->beyond ? LONG_MAX : goal > front ? goal : front;
}

void session_begin_to_play(Session *session, bool begins)
{
    const long goal = session_goal(session);
    const bool there = goal > 0 && session_hindmost(session) >= goal;
    session->beyond = there && (begins || session->beyond);
}

bool session_ended(const Session *session)
{
    if (!session->wish.playing || session->net_count == 0 || session->seeking) {
        return false; // where all are barred it waits: it goes on once one can begin
    }
    const long least = session_hindmost(session);
    return least == LONG_MAX || least >= session_stop(session);
}

// ---- how fast

double session_speed(const Session *session)
{
    const long goal = session_goal(session);
    return session->wish.paced && goal > 0 ? (double)goal / SESSION_PACE_S : session->wish.speed;
}

void session_clock_restart(Session *session)
{
    session->due_s = now(session);
}

long session_due_steps(Session *session, long most)
{
    const double speed = session_speed(session), now_s = now(session);
    if (!isfinite(speed)) {
        return most;
    }
    if (now_s < session->due_s) {
        return 0;
    }
    session->due_s = fmax(session->due_s, now_s - LATE_S);
    const double due = fmin(floor((now_s - session->due_s) * speed) + 1, (double)most);
    session->due_s += due / speed;
    return (long)due;
}

double session_due_s(const Session *session)
{
    const double speed = session_speed(session);
    return isfinite(speed) ? fmax(session->due_s - now(session), 0) : 0;
}

// ---- how fast it really is

void session_measure(Session *session, bool working)
{
    const double now_s = now(session), passed_s = now_s - session->rate_since_s;
    const long least = session_hindmost(session), at = least == LONG_MAX ? 0 : least;
    if (!working || passed_s > FORGET_S || at < session->rate_steps) { // or it begins again
        session->rate = session->step_rate = 0;
    } else if (passed_s > MEASURE_S) {
        session->rate = session->rate_rows / passed_s;
        session->step_rate = (double)(at - session->rate_steps) / passed_s;
    } else {
        return;
    }
    session->rate_since_s = now_s;
    session->rate_steps = at;
    session->rate_rows = 0;
}

double session_left_s(const Session *session)
{
    const double rate = session->step_rate;
    const long least = session_hindmost(session), stop = session_stop(session);
    const bool slow = rate > 0 && rate < SLOW * session_speed(session);
    return session->wish.paced && session->wish.playing && slow && least < stop && stop < LONG_MAX
               ? (double)(stop - least) / rate
               : 0;
}
