// What changes the workspace: a scene opened, numbers, the start. Changes only mark what is due.
#include "app/landscape/workspace.h"

#include "app/landscape/drapes.h"

#include "base/text.h"
#include "base/words.h"

#include <math.h>
#include <stdio.h>

void workspace_init(Workspace *workspace)
{
    *workspace = (Workspace){
        .objective = memory_get(OBJECTIVE_ROOM),
        .scratch = scratch_create(),
        .parallel = parallel_create(0),
        .race = race_create(),
        .play = { .playing = true, .speed = 0 },
        .insides = inside_create(),
        .gauge = gauge_create(),
        .show = show_start,
        .tolerance = 1e-3,
    };
    fair_init(&workspace->fair);
    Scene scene;
    scene_defaults(&scene);
    workspace_open(workspace, &scene);
}

void workspace_finish(Workspace *workspace)
{
    race_destroy(workspace->race);
    inside_destroy(workspace->insides);
    gauge_destroy(workspace->gauge);
    fair_finish(&workspace->fair);
    ghost_finish(&workspace->ghost);
    field_finish(&workspace->field);
    field_finish(&workspace->finer);
    relief_finish(&workspace->relief);
    drapes_destroy(workspace->drapes);
    free(workspace->objective);
    scratch_destroy(workspace->scratch);
    parallel_destroy(workspace->parallel);
    arena_free(&workspace->arenas[0]);
    arena_free(&workspace->arenas[1]);
}

// The objective with the parameters' values; descriptions of the parameters, with their names.
static void describe(Workspace *workspace)
{
    const Scene *scene = &workspace->scene;
    workspace->objective = scene_objective(scene, &workspace->formula, workspace->objective);
    for (int i = 0; i < scene->param_count; i++) {
        Param *param = &workspace->params[i];
        *param = scene->rows[i];
        param->key = scene->param_names[i];
        param->label = param->label ? param->label : scene->param_names[i];
        param->offset = (size_t)i * sizeof(double);
    }
    workspace->params[scene->param_count].key = NULL;
}

const Objective *workspace_objective(const Workspace *workspace)
{
    return workspace->objective;
}

static void objective_changed(Workspace *workspace)
{
    workspace->objective_version++;
    workspace->race_version++;
}

Arena *workspace_spare(Workspace *workspace)
{
    Arena *spare = &workspace->arenas[1 - workspace->arena];
    arena_free(spare);
    return spare;
}

void workspace_adopt(Workspace *workspace, const Formula *formula)
{
    workspace->formula = *formula;
    workspace->arena = 1 - workspace->arena;
    describe(workspace);
    objective_changed(workspace);
}

// Whether the ghost is the race as it was before the gesture that is under way.
static bool ghost_taken(const Workspace *workspace)
{
    return workspace->gesture && workspace->ghost_of == workspace->gesture;
}

void workspace_keep_typed(Workspace *workspace)
{
    if (workspace->formula.code && !workspace->scene.landscape) {
        workspace->kept = workspace->scene;
        workspace->has_kept = true;
    }
}

static void number_racers(Workspace *workspace)
{
    for (int i = 0; i < workspace->scene.racer_count; i++) {
        Racer *racer = &workspace->scene.racers[i];
        racer->id = racer->id ? racer->id : ++workspace->last_id;
    }
}

void workspace_open(Workspace *workspace, const Scene *scene)
{
    Formula formula;
    Error err = { .text = "" };
    workspace_keep_typed(workspace);
    workspace->past_count = 0;
    workspace->scene = *scene;
    number_racers(workspace);
    if (!scene_compile(scene, &formula, workspace_spare(workspace), &err)) {
        die("a formula that was checked does not compile: %s", err.text);
    }
    snprintf(workspace->typed, sizeof workspace->typed, "%s", scene_formula_text(scene));
    workspace->mistake.text[0] = workspace->offer[0] = 0;
    workspace->view.home = !scene->has_view;
    workspace->frame = scene->view;
    workspace->has_frame = scene->has_view;
    workspace->play.cursor = 0;
    workspace->inset.placed = false;
    workspace->inset.of = NULL;
    if (!ghost_taken(workspace)) { // else it is typed back to what it was, and may go on
        ghost_clear(&workspace->ghost);
        workspace->ghost_none = true;
    }
    workspace_adopt(workspace, &formula);
    // What is due is computed later, but none of the old race's racers may be asked for until then.
    race_start(workspace->race, &workspace->scene, workspace_objective(workspace));
}

bool workspace_shows_default(const Workspace *workspace)
{
    return show_equal(&workspace->show, &show_start);
}

void workspace_reset(Workspace *workspace)
{
    Scene scene;
    scene_defaults(&scene);
    workspace->show = show_start;
    workspace->play = (Playback){ .playing = true };
    workspace_open(workspace, &scene);
    workspace->has_kept = false;
}

void workspace_set_landscape(Workspace *workspace, int landscape)
{
    Scene scene = workspace->scene;
    scene_set_landscape(&scene, &landscapes[landscape]);
    scene.steps = landscapes[landscape].steps;
    const bool playing = workspace->play.playing || workspace->play.cursor > 0;
    workspace_open(workspace, &scene);
    workspace->play.playing = playing;
}

void workspace_typed_back(Workspace *workspace)
{
    snprintf(workspace->typed, sizeof workspace->typed, "%s",
             scene_formula_text(&workspace->scene));
    workspace->mistake.text[0] = workspace->offer[0] = 0;
}

void workspace_changed_params(Workspace *workspace)
{
    for (int i = 0; i < workspace->scene.param_count; i++) {
        scene_widen_param(&workspace->scene, i);
    }
    describe(workspace);
    objective_changed(workspace);
}

void workspace_changed_race(Workspace *workspace)
{
    workspace->race_version++;
}

void workspace_moved_racers(Workspace *workspace)
{
    race_start(workspace->race, &workspace->scene, workspace_objective(workspace));
    workspace->race_of = workspace->race_version;
}

// The race before becomes the ghost, once for each gesture.
void workspace_changed_racers(Workspace *workspace)
{
    if (!ghost_taken(workspace) && !workspace->ghost_none) {
        ghost_take(&workspace->ghost, workspace->race);
    }
    workspace->ghost_of = workspace->gesture;
    number_racers(workspace);
    workspace_moved_racers(workspace);
    workspace->ghost_none = false;
}

void workspace_set_start(Workspace *workspace, double x, double y)
{
    if (isfinite(x) && isfinite(y)) { // farther out a run would be lost at once
        const Box bounds = scene_bounds(&workspace->scene);
        workspace->scene.start[0] = clamp(x, bounds.x0, bounds.x1);
        workspace->scene.start[1] = clamp(y, bounds.y0, bounds.y1);
        workspace->race_version++;
    }
}

void workspace_drag_start(Workspace *workspace, double x, double y)
{
    workspace_set_start(workspace, view_rounded(&workspace->view, x),
                        view_rounded(&workspace->view, y));
}

bool workspace_loss_text(const Workspace *workspace, int run, int step, int digits, char *text,
                         size_t size)
{
    const Trail *trail = race_trail(workspace->race, run);
    if (trail->lost && step >= trail->last_step) {
        text_print(text, size, tr("lost at %d"), trail->last_step);
        return true;
    }
    text_short(text, size, trail->count ? trail_at(trail, step)->loss : NAN, digits);
    return false;
}
