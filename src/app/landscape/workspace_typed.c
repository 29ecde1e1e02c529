// The formula field's side of the workspace: what is typed, the names that could be sliders, and
// the typed formula that waits while a built-in landscape is shown.
#include "app/landscape/workspace.h"
#include "base/words.h"
#include "sim/race/start_search.h"

#include <stdio.h>
#include <string.h>

static const PastParam *past_find(const Workspace *workspace, const char *name)
{
    for (int i = 0; i < workspace->past_count; i++) {
        if (strcmp(workspace->past[i].name, name) == 0) {
            return &workspace->past[i];
        }
    }
    return NULL;
}

// Parameters that the next formula no longer names are remembered: while one edits, a name may go
// and come back.
static void past_remember(Workspace *workspace, const Scene *next)
{
    const Scene *scene = &workspace->scene;
    for (int i = 0; i < scene->param_count; i++) {
        if (scene_find_param(next, scene->param_names[i]) >= 0) {
            continue;
        }
        const PastParam *known = past_find(workspace, scene->param_names[i]);
        const int at = known ? (int)(known - workspace->past)
                             : clampi(workspace->past_count, 0, WORKSPACE_PAST_MAX - 1);
        PastParam *past = &workspace->past[at];
        memcpy(past->name, scene->param_names[i], sizeof past->name);
        past->value = scene->params[i];
        past->row = scene->rows[i];
        workspace->past_count += at == workspace->past_count;
    }
}

static void past_return(const Workspace *workspace, Scene *scene)
{
    for (int i = 0; i < scene->param_count; i++) {
        const PastParam *past = past_find(workspace, scene->param_names[i]);
        if (past && scene_find_param(&workspace->scene, past->name) < 0) {
            scene->params[i] = past->value;
            scene->rows[i] = past->row;
        }
    }
}

// "a, b": the names that have no value; how many there are, *at the byte of the first.
static int missing_names(const Workspace *workspace, const Formula *formula, char *names,
                         size_t size, int *at)
{
    int count = 0;
    size_t used = 0;
    for (int i = 0; i < formula->param_count && used < size; i++) {
        const char *name = formula->param_names[i];
        if (scene_find_param(&workspace->scene, name) < 0 && !past_find(workspace, name)) {
            *at = count == 0 ? formula->param_at[i] : *at;
            used += (size_t)snprintf(names + used, size - used, "%s%s", count ? ", " : "", name);
            count++;
        }
    }
    return count;
}

// The typed text as a scene's formula; with `accept`, unknown names become parameters.
static void typed_apply(Workspace *workspace, bool accept)
{
    Formula formula;
    Scene *scene = &workspace->scene;
    workspace->offer[0] = 0;
    workspace->mistake = (Error){ .at = -1 };
    const Landscape *row = scene->landscape;
    if (row && strcmp(row->formula, workspace->typed) == 0) {
        return; // what is shown already
    }
    Arena *spare = workspace_spare(workspace);
    if (!formula_compile(&formula, workspace->typed, spare, &workspace->mistake)) {
        return;
    }
    char names[sizeof workspace->offer];
    int at = 0;
    const int missing = missing_names(workspace, &formula, names, sizeof names, &at);
    if (missing > 0 && !accept) {
        fail_at(&workspace->mistake, at,
                missing > 1 ? N_("%s are no variables or functions")
                            : N_("'%s' is no variable or function"),
                names);
        memcpy(workspace->offer, names, sizeof names);
        return;
    }
    Scene next = *scene; // only the formula changes: rates and view stay as they are
    if (scene_set_formula(&next, &formula, true, &workspace->mistake)) {
        past_return(workspace, &next);
        past_remember(workspace, &next);
        *scene = next;
        workspace->view.home &= !row;
        workspace->mistake.text[0] = 0;
        workspace_adopt(workspace, &formula);
    }
}

void workspace_typed(Workspace *workspace)
{
    typed_apply(workspace, false);
}

void workspace_accept_offer(Workspace *workspace)
{
    typed_apply(workspace, true);
}

void workspace_set_typed(Workspace *workspace)
{
    const Scene *kept = &workspace->kept;
    if (!workspace->has_kept || !workspace->scene.landscape) {
        return;
    }
    const Scene *now = &workspace->scene;
    Scene scene = *kept;
    scene.has_view = false;
    scene.noise = now->noise;
    scene.seed = now->seed;
    scene.racer_count = now->racer_count;
    memcpy(scene.racers, now->racers, sizeof scene.racers);
    for (int i = 0; i < scene.racer_count; i++) {
        const OptimSpec *then = &kept->racers[i].spec;
        OptimSpec *spec = &scene.racers[i].spec;
        spec->has_rate = i < kept->racer_count && then->optim == spec->optim && then->has_rate;
        spec->params.lr = spec->has_rate ? then->params.lr : spec->params.lr;
    }
    const bool playing = workspace->play.playing || workspace->play.cursor > 0;
    workspace_open(workspace, &scene);
    workspace->play.playing = playing;
}

bool workspace_start_lost(const Workspace *workspace)
{
    return !workspace->scene.landscape &&
           !start_is_finite(&workspace->scene, workspace_objective(workspace), workspace->scratch);
}

bool workspace_move_start(Workspace *workspace)
{
    double found[2];
    if (!start_search(&workspace->scene, workspace_objective(workspace), workspace->scratch,
                      found)) {
        return false;
    }
    workspace_set_start(workspace, found[0], found[1]);
    return true;
}
