// What is hidden is the room's own, so that undo and files have it; the shell only asks.
#include "app/shell/hidden.h"

#include "app/shell/present.h"
#include "base/words.h"

#include <string.h>

static int count_of(App *app)
{
    int count, hidden = 0;
    const bool *on = app->room->row->hides(app->room->state, &count);
    for (int i = 0; i < count; i++) {
        hidden += on[i];
    }
    return hidden;
}

void hidden_choose(App *app, double now_s)
{
    Shell *shell = &app->shell;
    shell->hiding = !shell->hiding;
    if (shell->hiding) {
        present_set(app, false); // it has no panels
        shell->left_open |= shell->layout.drawers;
        shell_notice(shell, now_s, "%s",
                     tr("Click what shall be hidden, once more to show it; Esc ends"));
    }
}

const char *hidden_no_show(App *app)
{
    return count_of(app) > 0 ? NULL : tr("Nothing is hidden");
}

void hidden_show(App *app, double now_s)
{
    int count;
    bool *on = app->room->row->hides(app->room->state, &count);
    (void)now_s;
    memset(on, 0, sizeof *on * (size_t)count);
}

bool hidden_back(App *app)
{
    const bool on = app->shell.hiding;
    app->shell.hiding = false;
    return on;
}
