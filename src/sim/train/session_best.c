// Networks that are looked at as they were at their best: for the time of a look they are so.
#include "sim/train/session_looks.h"

#include <stdlib.h>

bool session_shows_best(const Session *session, const SessionNet *net)
{
    return (session->wish.look.best >> net->place & 1) && net->time->epochs.now.best.step > 0;
}

// Numbers of their own: the other looks count up from 1.
static const unsigned OF_BEST = 1u << 31;

unsigned session_look_number(const Session *session, SessionNet *net)
{
    if (!session_shows_best(session, net)) {
        return net->time->looked;
    }
    timeline_best(net->time);
    return OF_BEST | net->time->best_looked;
}

void session_borrow_best(const Session *session, SessionNet *net)
{
    if (session_shows_best(session, net)) {
        Train *train = net->time->epochs.train;
        const void *best = timeline_best(net->time);
        net->borrowed = memory_get(train_save_size(train));
        train_save(train, net->borrowed);
        train_load(train, best);
    }
}

void session_give_back(SessionNet *net)
{
    if (net->borrowed) {
        train_load(net->time->epochs.train, net->borrowed);
        free(net->borrowed);
        net->borrowed = NULL;
    }
}
