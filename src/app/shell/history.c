// Moments are whole copies: some kilobytes each, a hundred of them, and nothing to go wrong.
#include "app/shell/history.h"

#include <stdlib.h>
#include <string.h>

static const double SAME_S = 1.0;

static void *moment(const History *history, int index)
{
    return history->moments + (size_t)((history->first + index) % HISTORY_MAX) * history->size;
}

void history_init(History *history, size_t size, HistoryEqual *equal, const void *now)
{
    *history = (History){
        .size = size, .moments = memory_get(size * HISTORY_MAX), .equal = equal, .count = 1
    };
    memcpy(moment(history, 0), now, size);
}

void history_finish(History *history)
{
    free(history->moments);
    history->moments = NULL;
}

static bool goes_on(const History *history, Deed deed, double now_s)
{
    const bool gesture = deed.gesture && deed.gesture == history->deed.gesture;
    const bool burst = deed.control && deed.control == history->deed.control &&
                       now_s - history->changed_s < SAME_S;
    // The first moment is never overwritten: it is where everything began.
    return (gesture || burst) && history->at > 0 && history->at == history->count - 1;
}

void history_note(History *history, const void *now, Deed deed, double now_s)
{
    if (history->equal(moment(history, history->at), now)) {
        memcpy(moment(history, history->at), now, history->size); // what is no entry of its own
        return;
    }
    const bool extend = goes_on(history, deed, now_s);
    history->deed = deed;
    history->changed_s = now_s;
    if (extend && history->equal(moment(history, history->at - 1), now)) {
        history->count = history->at--;
        history->deed = (Deed){ 0 };
        return;
    }
    if (!extend) {
        history->count = ++history->at + 1;
        if (history->count > HISTORY_MAX) { // the oldest is forgotten
            history->first = (history->first + 1) % HISTORY_MAX;
            history->at = history->count = HISTORY_MAX;
            history->at--;
        }
    }
    memcpy(moment(history, history->at), now, history->size);
}

const void *history_move(History *history, int direction)
{
    const int to = history->at + direction;
    if (to < 0 || to >= history->count) {
        return NULL;
    }
    history->at = to;
    history->deed = (Deed){ 0 };
    return moment(history, to);
}
