// Moments are whole copies: some kilobytes each, a hundred of them, and nothing to go wrong.
#include "app/history.h"

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

void history_note(History *history, const void *now, bool same, double now_s)
{
    if (history->equal(moment(history, history->at), now)) {
        return;
    }
    // The first moment is never overwritten: it is where everything began.
    const bool extend = same && now_s - history->changed_s < SAME_S && history->at > 0 &&
                        history->at == history->count - 1;
    if (!extend) {
        history->count = ++history->at + 1;
        if (history->count > HISTORY_MAX) { // the oldest is forgotten
            history->first = (history->first + 1) % HISTORY_MAX;
            history->at = history->count = HISTORY_MAX;
            history->at--;
        }
    }
    memcpy(moment(history, history->at), now, history->size);
    history->changed_s = now_s;
}

const void *history_move(History *history, int direction)
{
    const int to = history->at + direction;
    if (to < 0 || to >= history->count) {
        return NULL;
    }
    history->at = to;
    history->changed_s = 0;
    return moment(history, to);
}
