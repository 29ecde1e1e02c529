// Changes only mark what is due; workspace_compute() does it once before the picture is drawn,
// however many events came before.
#include "app/workspace.h"

#include "base/file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double FIELD_POINT_START_S = 20e-9; // a guess, until measured
static const double LOOP_REST_S = 2;
enum { FIELD_POINTS_MAX = 1 << 20, SAMPLES = 40 };

const double playback_speeds[SPEED_COUNT] = { 10, 40, 160, 0 };
const char *const playback_speed_names[SPEED_COUNT] = { "1×", "4×", "16×", "max" };

static const Show show_start = {
    .on = { [SHOW_CONTOURS] = true,
            [SHOW_MINIMA] = true,
            [SHOW_LOG] = true,
            [SHOW_DOTS] = true,
            [SHOW_GHOSTS] = true },
};

void workspace_init(Workspace *workspace)
{
    *workspace = (Workspace){
        .space = formula_space_create(),
        .parallel = parallel_create(0),
        .race = race_create(),
        .field_point_s = FIELD_POINT_START_S,
        .play = { .playing = true, .speed = 0 },
        .insides = inside_create(),
        .show = show_start,
    };
    Scene scene;
    scene_defaults(&scene);
    workspace_open(workspace, &scene);
}

void workspace_finish(Workspace *workspace)
{
    race_destroy(workspace->race);
    inside_destroy(workspace->insides);
    ghost_finish(&workspace->ghost);
    field_finish(&workspace->field);
    formula_space_destroy(workspace->space);
    parallel_destroy(workspace->parallel);
    arena_free(&workspace->arenas[0]);
    arena_free(&workspace->arenas[1]);
}

// Descriptions of the parameters: the landscape's own, or a plain one for a typed name.
static void describe_params(Workspace *workspace)
{
    const Scene *scene = &workspace->scene;
    for (int i = 0; i < scene->param_count; i++) {
        const Param *known =
            scene->landscape ? param_find(scene->landscape->params, scene->param_names[i]) : NULL;
        Param *param = &workspace->params[i];
        *param = known ? *known : (Param){ .def = 1, .min = -10, .max = 10, .scale = PARAM_LINEAR };
        param->key = scene->param_names[i];
        param->label = known ? known->label : scene->param_names[i];
        param->offset = (size_t)i * sizeof(double);
    }
    workspace->params[scene->param_count].key = NULL;
}

// The values of scene.params in the order of the compiled formula's names.
void workspace_formula_values(const Workspace *workspace, double values[FORMULA_PARAMS_MAX])
{
    const Scene *scene = &workspace->scene;
    for (int i = 0; i < workspace->formula.param_count; i++) {
        values[i] = 1;
        for (int j = 0; j < scene->param_count; j++) {
            if (strcmp(workspace->formula.param_names[i], scene->param_names[j]) == 0) {
                values[i] = scene->params[j];
            }
        }
    }
}

static void everything_due(Workspace *workspace)
{
    workspace->race_due = workspace->points_due = workspace->field_due = true;
}

// Compiles into the spare arena, so that the old formula lives on if the new one is wrong.
static bool compile(Workspace *workspace, const char *text, Formula *formula, Error *err)
{
    Arena *spare = &workspace->arenas[1 - workspace->arena];
    arena_free(spare);
    return formula_compile(formula, text, spare, err);
}

static void adopt(Workspace *workspace, const Formula *formula)
{
    workspace->formula = *formula;
    workspace->arena = 1 - workspace->arena;
    describe_params(workspace);
    everything_due(workspace);
}

void workspace_open(Workspace *workspace, const Scene *scene)
{
    Formula formula;
    Error err = { .text = "" };
    workspace->scene = *scene;
    if (!compile(workspace, scene_formula_text(scene), &formula, &err)) {
        die("a formula that was checked does not compile: %s", err.text);
    }
    snprintf(workspace->typed, sizeof workspace->typed, "%s", scene_formula_text(scene));
    workspace->mistake.text[0] = workspace->offer[0] = 0;
    workspace->view.home = !scene->has_view;
    workspace->frame = scene->view;
    workspace->frame_due = scene->has_view;
    workspace->play.cursor = 0;
    ghost_clear(&workspace->ghost);
    adopt(workspace, &formula);
}

void workspace_reset(Workspace *workspace)
{
    Scene scene;
    scene_defaults(&scene);
    workspace->show = show_start;
    workspace->play = (Playback){ .playing = true };
    workspace_open(workspace, &scene);
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

static bool declared(const Scene *scene, const char *name)
{
    for (int i = 0; i < scene->param_count; i++) {
        if (strcmp(scene->param_names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

// Makes the landscape's own rates the racers' own.
static void freeze_rates(Scene *scene)
{
    for (int i = 0; i < scene->racer_count; i++) {
        scene->racers[i].spec.params.lr = scene_rate(scene, i);
        scene->racers[i].spec.has_rate = true;
    }
}

// The typed text as a scene's formula; with `accept`, unknown names become parameters.
static void typed_apply(Workspace *workspace, bool accept)
{
    Formula formula;
    Scene *scene = &workspace->scene;
    workspace->offer[0] = 0;
    workspace->mistake = (Error){ .at = -1 };
    if (!compile(workspace, workspace->typed, &formula, &workspace->mistake)) {
        return;
    }
    for (int i = 0; i < formula.param_count && !accept; i++) {
        if (!declared(scene, formula.param_names[i])) {
            fail_at(&workspace->mistake, formula.param_at[i], "'%s' is no variable or function",
                    formula.param_names[i]);
            memcpy(workspace->offer, formula.param_names[i], sizeof workspace->offer);
            return;
        }
    }
    const Landscape *row = scene->landscape;
    if (row && strcmp(row->formula, workspace->typed) == 0) {
        return; // what is shown already
    }
    Scene next = *scene;
    if (row) { // only the formula changes: rates and view stay as they are
        freeze_rates(&next);
    }
    if (scene_set_formula(&next, &formula, true, &workspace->mistake)) {
        *scene = next;
        workspace->view.home &= !row;
        workspace->mistake.text[0] = 0;
        adopt(workspace, &formula);
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

void workspace_changed_params(Workspace *workspace)
{
    everything_due(workspace);
}

void workspace_changed_race(Workspace *workspace)
{
    workspace->race_due = true;
}

void workspace_set_start(Workspace *workspace, double x, double y)
{
    if (isfinite(x) && isfinite(y)) { // farther out a run would be lost at once
        const Box bounds = scene_bounds(&workspace->scene);
        workspace->scene.start[0] = clamp(x, bounds.x0, bounds.x1);
        workspace->scene.start[1] = clamp(y, bounds.y0, bounds.y1);
        workspace->race_due = true;
    }
}

static bool params_at_default(const Workspace *workspace)
{
    for (const Param *p = workspace->params; p->key; p++) {
        if (param_value(p, workspace->scene.params) != p->def) {
            return false;
        }
    }
    return true;
}

// Known points of the landscape while its parameters are its own; else they are searched.
static void points_compute(Workspace *workspace)
{
    const Scene *scene = &workspace->scene;
    const Landscape *row = scene->landscape;
    double values[FORMULA_PARAMS_MAX];
    workspace_formula_values(workspace, values);
    workspace->point_count =
        stationary_find(&workspace->formula, values, scene->domain, row ? row->points : NULL,
                        row ? row->point_count : 0, workspace->points, WORKSPACE_POINTS_MAX);
    workspace->lowest = NAN;
    for (int i = 0; i < workspace->point_count; i++) {
        workspace->lowest = fmin(workspace->lowest, workspace->points[i].f);
    }
    if (row && row->point_count && params_at_default(workspace)) {
        workspace->lowest = fmin(workspace->lowest, row->points[0].f);
    }
}

// A typed formula may go lower than any minimum known: then the lowest seen counts.
static void lowest_follow(Workspace *workspace)
{
    if (workspace->scene.landscape && isfinite(workspace->lowest)) {
        return;
    }
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        const Trail *trail = race_trail(workspace->race, run);
        for (int i = 0; i < trail->count; i++) {
            if (isfinite(trail->rows[i].loss)) {
                workspace->lowest = fmin(workspace->lowest, trail->rows[i].loss);
            }
        }
    }
}

// f at SAMPLES x SAMPLES points of a box.
static void sample(Workspace *workspace, Box box, double *f)
{
    enum { N = SAMPLES * SAMPLES };
    double values[FORMULA_PARAMS_MAX], x[N], y[N];
    workspace_formula_values(workspace, values);
    for (int i = 0; i < N; i++) {
        x[i] = box.x0 + (box.x1 - box.x0) * (i % SAMPLES + 0.5) / SAMPLES;
        y[i] = box.y0 + (box.y1 - box.y0) * (i / SAMPLES + 0.5) / SAMPLES;
    }
    formula_eval(&workspace->formula, values, workspace->space, N, x, y, &(Jets){ .f = f });
}

static Box home_box(const Workspace *workspace)
{
    return workspace->scene.landscape ? workspace->scene.landscape->view : workspace->scene.domain;
}

static void tint_follow(Workspace *workspace, Rect picture)
{
    static const int N = SAMPLES * SAMPLES;
    double home[SAMPLES * SAMPLES], visible[SAMPLES * SAMPLES];
    View whole;
    view_fit(&whole, home_box(workspace), picture);
    sample(workspace, view_box(&whole, picture), home);
    sample(workspace, view_box(&workspace->view, picture), visible);
    workspace->tint = tint_choose(workspace->show.on[SHOW_LOG], workspace->lowest,
                                  whole.unit / workspace->view.unit, N, home, visible);
}

// The grid for the picture: the visible box and two cells around it, every `cell` pixels a point.
static void field_fill(Workspace *workspace, Rect picture, double pixel_scale, double cell)
{
    const int columns = (int)ceil(picture.w * pixel_scale / cell) + 5;
    const int rows = (int)ceil(picture.h * pixel_scale / cell) + 5;
    const double pitch = workspace->view.unit * cell / pixel_scale;
    const double half_w = pitch * (columns - 1) / 2, half_h = pitch * (rows - 1) / 2;
    const View *view = &workspace->view;
    const Box box = { view->x - half_w, view->x + half_w, view->y - half_h, view->y + half_h };
    double values[FORMULA_PARAMS_MAX];
    workspace_formula_values(workspace, values);
    const double from_s = clock_seconds();
    field_compute(&workspace->field, &workspace->formula, values, box, columns, rows,
                  workspace->tint.reference, workspace->parallel);
    workspace->field_point_s = (clock_seconds() - from_s) / ((double)columns * rows);
    workspace->field_version++;
}

static void field_follow(Workspace *workspace, Rect picture, double pixel_scale, double budget_s)
{
    const double area = picture.w * pixel_scale * picture.h * pixel_scale;
    const double finest = fmax(1.5, sqrt(area / FIELD_POINTS_MAX));
    const double affordable = sqrt(area * workspace->field_point_s / budget_s);
    const double cell = workspace->field_due ? clamp(affordable, finest, finest * 12) : finest;
    if (workspace->field_due) {
        tint_follow(workspace, picture);
    }
    field_fill(workspace, picture, pixel_scale, cell);
    workspace->field_coarse = workspace->field_due && cell > finest;
    workspace->field_due = false;
}

// A formula that calls nothing due: is the field still that of this view and size?
static void field_check(Workspace *workspace, Rect picture, double pixel_scale)
{
    if (workspace->frame_due) {
        view_fit(&workspace->view, workspace->frame, picture);
        workspace->frame_due = false;
        workspace->field_due = true;
    }
    if (workspace->view.home) {
        View home = { .home = true };
        view_fit(&home, home_box(workspace), picture);
        if (home.x != workspace->view.x || home.y != workspace->view.y ||
            home.unit != workspace->view.unit) {
            workspace->view = home;
            workspace->field_due = true;
        }
    }
    const int want[2] = { (int)lroundf(picture.w * (float)pixel_scale),
                          (int)lroundf(picture.h * (float)pixel_scale) };
    if (memcmp(want, workspace->field_want, sizeof want) != 0) {
        memcpy(workspace->field_want, want, sizeof want);
        workspace->field_due = true;
    }
}

bool workspace_compute(Workspace *workspace, Rect picture, double pixel_scale, double budget_s)
{
    const double from_s = clock_seconds();
    if (!workspace->gesture) {
        workspace->ghost_taken = false;
    }
    if (workspace->race_due) {
        if (!workspace->ghost_taken) {
            ghost_take(&workspace->ghost, workspace->race);
            workspace->ghost_taken = true;
        }
        race_start(workspace->race, &workspace->scene, &workspace->formula);
        workspace->race_due = false;
    }
    if (workspace->points_due) {
        points_compute(workspace);
        workspace->points_due = false;
    }
    if (!race_complete(workspace->race)) {
        race_advance(workspace->race, budget_s);
        lowest_follow(workspace);
    }
    if (picture.w >= 1 && picture.h >= 1) {
        field_check(workspace, picture, pixel_scale);
        if (workspace->field_due || workspace->field_coarse) {
            const double left_s = fmax(budget_s - (clock_seconds() - from_s), 1e-3);
            field_follow(workspace, picture, pixel_scale, left_s);
        }
    }
    return workspace->field_coarse || !race_complete(workspace->race);
}

int workspace_last_step(const Workspace *workspace)
{
    return workspace->scene.steps;
}

int workspace_step(const Workspace *workspace)
{
    return clampi((int)floor(workspace->play.cursor + 1e-9), 0, workspace_last_step(workspace));
}

void workspace_seek(Workspace *workspace, double step)
{
    workspace->play.cursor = clamp(step, 0, workspace_last_step(workspace));
    workspace->play.playing = false;
}

bool workspace_play(Workspace *workspace, double elapsed_s)
{
    Playback *play = &workspace->play;
    const double last = workspace_last_step(workspace);
    play->cursor = fmin(play->cursor, last);
    if (!play->playing) {
        return false;
    }
    if (play->cursor < last) {
        const double speed = playback_speeds[play->speed];
        const double per_second = speed > 0 ? speed : fmax(last, 300);
        play->cursor = fmin(play->cursor + per_second * elapsed_s, last);
        play->rested_s = 0;
    } else if (play->loop) {
        play->rested_s += elapsed_s;
        if (play->rested_s >= LOOP_REST_S) {
            play->cursor = 0;
        }
    } else {
        play->playing = false;
    }
    return play->playing;
}

void workspace_play_toggle(Workspace *workspace)
{
    Playback *play = &workspace->play;
    play->playing = !play->playing;
    play->rested_s = 0;
    if (play->playing && play->cursor >= workspace_last_step(workspace)) {
        play->cursor = 0;
    }
}
