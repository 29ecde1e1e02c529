// By their ids, which no other racer of the workspace has.
#include "app/landscape/hiding.h"

void workspace_hide(Workspace *workspace, unsigned racers)
{
    const Scene *scene = &workspace->scene;
    workspace->hidden_count = 0;
    for (int i = 0; i < scene->racer_count; i++) {
        if (racers >> i & 1) {
            workspace->hidden[workspace->hidden_count++] = scene->racers[i].id;
        }
    }
}

bool workspace_hides(const Workspace *workspace, int racer)
{
    for (int i = 0; i < workspace->hidden_count; i++) {
        if (workspace->hidden[i] == workspace->scene.racers[racer].id) {
            return true;
        }
    }
    return false;
}

bool workspace_hides_run(const Workspace *workspace, int run)
{
    return workspace->hidden_count > 0 &&
           workspace_hides(workspace, race_racer(workspace->race, run));
}

bool workspace_hides_any(const Workspace *workspace)
{
    for (int i = 0; i < workspace->scene.racer_count; i++) {
        if (workspace_hides(workspace, i)) {
            return true;
        }
    }
    return false;
}

Color racer_color_told(const Workspace *workspace, int racer, const Theme *theme)
{
    return workspace_hides(workspace, racer) ? color_mix(theme->panel, theme->muted, 0.55f)
                                             : racer_color(&workspace->scene, racer, theme);
}
