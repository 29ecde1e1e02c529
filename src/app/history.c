// Moments are whole copies: a few kilobytes each, a hundred of them, and nothing to go wrong.
#include "app/history.h"

#include <stdlib.h>
#include <string.h>

static const double SAME_S = 1.0;

static Moment *moment(const History *history, int index)
{
    return &history->moments[(history->first + index) % HISTORY_MAX];
}

static Moment now(const Workspace *workspace)
{
    return (Moment){ workspace->scene, workspace->view, workspace->show };
}

static bool view_equal(const View *a, const View *b)
{
    return a->home == b->home && (a->home || (a->x == b->x && a->y == b->y && a->unit == b->unit));
}

static bool show_equal(const Show *a, const Show *b)
{
    for (int i = 0; i < SHOW_COUNT; i++) {
        if (a->on[i] != b->on[i]) {
            return false;
        }
    }
    return a->colormap == b->colormap;
}

void history_init(History *history, const Workspace *workspace)
{
    *history = (History){ .moments = memory_get(sizeof(Moment) * HISTORY_MAX), .count = 1 };
    *moment(history, 0) = now(workspace);
}

void history_finish(History *history)
{
    free(history->moments);
    history->moments = NULL;
}

void history_note(History *history, const Workspace *workspace, bool same, double now_s)
{
    const Moment *shown = moment(history, history->at);
    if (scene_equal(&shown->scene, &workspace->scene) &&
        view_equal(&shown->view, &workspace->view) && show_equal(&shown->show, &workspace->show)) {
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
    *moment(history, history->at) = now(workspace);
    history->changed_s = now_s;
}

bool history_move(History *history, Workspace *workspace, int direction)
{
    const int to = history->at + direction;
    if (to < 0 || to >= history->count) {
        return false;
    }
    history->at = to;
    history->changed_s = 0;
    const Moment *m = moment(history, to);
    const double cursor = workspace->play.cursor;
    if (!scene_equal(&m->scene, &workspace->scene)) {
        workspace_open(workspace, &m->scene);
        workspace->play.cursor = cursor;
    }
    workspace->view = m->view;
    workspace->show = m->show;
    workspace->field_due = true;
    return true;
}
