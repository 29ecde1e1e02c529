// Moments of the Landscape workspace, for undo.
#include "app/landscape/workspace.h"

#include <string.h>

void workspace_moment(const Workspace *workspace, WorkspaceMoment *moment)
{
    moment->scene = workspace->scene;
    moment->view = workspace->view;
    moment->show = workspace->show;
    memcpy(moment->hide, workspace->hide, sizeof moment->hide);
    memcpy(moment->typed, workspace->typed, sizeof moment->typed);
}

bool workspace_moment_equal(const void *a, const void *b)
{
    const WorkspaceMoment *m = a, *n = b;
    return scene_equal(&m->scene, &n->scene) && view_equal(&m->view, &n->view) &&
           show_equal(&m->show, &n->show) && memcmp(m->hide, n->hide, sizeof m->hide) == 0 &&
           strcmp(m->typed, n->typed) == 0;
}

void workspace_restore(Workspace *workspace, const WorkspaceMoment *moment)
{
    const double cursor = workspace->play.cursor;
    if (scene_same_race(&moment->scene, &workspace->scene)) {
        workspace->scene.relief = moment->scene.relief;
    }
    if (!scene_equal(&moment->scene, &workspace->scene)) {
        workspace_open(workspace, &moment->scene);
        workspace->play.cursor = cursor;
    }
    workspace->view = moment->view;
    workspace->show = moment->show;
    memcpy(workspace->hide, moment->hide, sizeof workspace->hide);
    if (strcmp(workspace->typed, moment->typed) != 0) {
        memcpy(workspace->typed, moment->typed, sizeof workspace->typed);
        workspace_typed(workspace);
    }
}
