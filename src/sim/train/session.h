// A lab that is worked with: what the user wishes goes in, finished snapshots come out. It trains,
// goes back in time, looks into the networks. It belongs to one thread (the worker's; or the
// caller's for `render` and tests) and knows no window.
//
// Every network has its own time, the steps it has made: a function of its settings alone, so that
// any earlier step can be gone back to, exactly (the last state kept before it is restored and
// trained on from there, with the changes of settings that happened in between). While the lab
// plays, the networks that are behind (because they were begun anew) catch up first; then all go on
// together. When it is paused, all come to rest at the same step.
//
// A lab has an end, so many epochs; there it stops by itself. Played again from there it goes on
// without end. How fast it goes is a matter of the clock alone and changes no number.
#pragma once

#include "sim/train/lab_shot.h"
#include "sim/train/lab_wish.h"

#include <stdatomic.h>

extern const double SESSION_PACE_S;

typedef struct Session Session;

// memory_budget: bytes for states to go back to. threads: for networks side by side, 0: one for
// each processor but one.
Session *session_create(size_t memory_budget, int threads);
void session_destroy(Session *session); // accepts NULL
// The clock that its pace goes by, seconds that only grow; until then it is the computer's.
typedef double SessionClock(void *context);
void session_set_clock(Session *session, SessionClock *clock, void *context);
// Takes a wish over: data and settings follow at once as far as they differ from before. A network
// that cannot train so is barred and says why, as all are where the data cannot be made; it begins
// with the first wish that it can train as, and goes on where it was if that one is as it was
// before. New data begins every network anew; a change that restarts (net_spec_restarts()) begins
// that network anew, at step 0 of its time; other changes take effect at the network's step and cut
// off what lay after. Those of a network that is lost wait, and nothing of it changes, until it is
// gone back with (by a seek or a return). A change that is taken back (`undos`) brings the training
// back that it had cut off, and all networks to the step where it was made. So are networks brought
// back that a change had taken away, with all that was changed on their way: they train again to
// where the others are, or, where none of them goes on, to where they stood.
void session_wish(Session *session, const LabWish *wish);
// Works towards the wish for about budget_s; *interrupt (may be NULL) set by another thread ends it
// within a few milliseconds. Returns whether there is more to do.
bool session_work(Session *session, double budget_s, const atomic_bool *interrupt);
// Seconds until session_work() has something to do again under a speed limit; 0: now, INFINITY:
// only after another wish.
double session_wait_s(const Session *session);
// Counts pieces of work: while it stays, nothing has moved.
unsigned session_pieces(const Session *session);
// Looks at all that a snapshot shows and that has moved, until *interrupt (may be NULL) is set;
// true when nothing is left.
bool session_refresh(Session *session, const atomic_bool *interrupt);
// The state as a snapshot. all: refreshed before. Else expensive parts (surfaces, histograms) may
// be those of a little earlier, refreshed in turn so that looking costs a tenth of the training
// time, and surfaces never seen before may be coarser than wished.
void session_shot(Session *session, LabShot *shot, bool all);
