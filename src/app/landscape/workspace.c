// Changes only mark what is due; workspace_compute() does it once before the picture is drawn,
// however many events came before.
#include "app/landscape/workspace.h"

#include "base/file.h"
#include "base/text.h"
#include "base/words.h"
#include "sim/plane/stationary.h"
#include "sim/race/grain.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double SAMPLE_S = 2e-3, SEARCH_S = 25e-3; // about as long may these take
static const double LOOP_REST_S = 2;
static const double GRAIN_MOST_PX = 0.25; // contours of coarser doubles would be frayed
enum {
    FIELD_POINTS_MAX = 1 << 20,
    SAMPLES_LEAST = 8,
    SAMPLES = 40,
    SEARCH_SIDE = 25,
    SEARCH_ROUNDS = 12
};

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
        .scratch = scratch_create(),
        .parallel = parallel_create(0),
        .race = race_create(),
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
    field_finish(&workspace->finer);
    scratch_destroy(workspace->scratch);
    parallel_destroy(workspace->parallel);
    arena_free(&workspace->arenas[0]);
    arena_free(&workspace->arenas[1]);
}

// The objective with the parameters' values; descriptions of the parameters, with their names.
static void describe(Workspace *workspace)
{
    const Scene *scene = &workspace->scene;
    scene_objective(scene, &workspace->formula, &workspace->described);
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
    return &workspace->described.base;
}

static void everything_due(Workspace *workspace)
{
    workspace->race_due = workspace->points_due = workspace->field_due = true;
}

// Compiles into the spare arena, so that the old formula lives on if the new one is wrong.
bool workspace_compile(Workspace *workspace, const char *text, Formula *formula, Error *err)
{
    Arena *spare = &workspace->arenas[1 - workspace->arena];
    arena_free(spare);
    return formula_compile(formula, text, spare, err);
}

void workspace_adopt(Workspace *workspace, const Formula *formula)
{
    workspace->formula = *formula;
    workspace->arena = 1 - workspace->arena;
    describe(workspace);
    everything_due(workspace);
}

// Whether the ghost is the race as it was before the gesture that is under way.
static bool ghost_taken(const Workspace *workspace)
{
    return workspace->gesture && workspace->ghost_of == workspace->gesture;
}

void workspace_open(Workspace *workspace, const Scene *scene)
{
    Formula formula;
    Error err = { .text = "" };
    workspace_keep_typed(workspace);
    workspace->past_count = 0;
    workspace->scene = *scene;
    if (!workspace_compile(workspace, scene_formula_text(scene), &formula, &err)) {
        die("a formula that was checked does not compile: %s", err.text);
    }
    snprintf(workspace->typed, sizeof workspace->typed, "%s", scene_formula_text(scene));
    workspace->mistake.text[0] = workspace->offer[0] = 0;
    workspace->view.home = !scene->has_view;
    workspace->frame = scene->view;
    workspace->frame_due = scene->has_view;
    workspace->play.cursor = 0;
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
    everything_due(workspace);
}

void workspace_changed_race(Workspace *workspace)
{
    workspace->race_due = true;
}

// The race before becomes the ghost, once for each gesture.
static void race_restart(Workspace *workspace)
{
    if (!ghost_taken(workspace) && !workspace->ghost_none) {
        ghost_take(&workspace->ghost, workspace->race);
    }
    workspace->ghost_of = workspace->gesture;
    race_start(workspace->race, &workspace->scene, workspace_objective(workspace));
    workspace->race_due = workspace->ghost_none = false;
}

void workspace_changed_racers(Workspace *workspace)
{
    race_restart(workspace);
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

void workspace_drag_start(Workspace *workspace, double x, double y)
{
    workspace_set_start(workspace, view_rounded(&workspace->view, x),
                        view_rounded(&workspace->view, y));
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
    const Objective *objective = workspace_objective(workspace);
    // A point of the search costs a Hessian, about four values, in each of some rounds.
    const double side =
        clamp(sqrt(SEARCH_S / (objective->value_s * 4 * SEARCH_ROUNDS)), 4, SEARCH_SIDE);
    workspace->point_count =
        stationary_search(objective, scene->domain, (int)side, row ? row->points : NULL,
                          row ? row->point_count : 0, workspace->points, WORKSPACE_POINTS_MAX);
    workspace->poles = poles_find(objective, workspace->scratch, scene->domain, (int)side);
    workspace->lowest = NAN;
    if (workspace->poles.low) {
        return; // what Newton met down there is as deep as chance would have it
    }
    for (int i = 0; i < workspace->point_count; i++) {
        workspace->lowest = fmin(workspace->lowest, workspace->points[i].f);
    }
    if (row && row->point_count && params_at_default(workspace)) {
        workspace->lowest = fmin(workspace->lowest, row->points[0].f);
    }
}

// A typed formula may go lower than any minimum known: then the lowest seen counts, unless it can
// go as low as you like.
static void lowest_follow(Workspace *workspace)
{
    if (workspace->poles.low || (workspace->scene.landscape && isfinite(workspace->lowest))) {
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

// f at n x n points of a box.
static void sample(Workspace *workspace, Box box, int n, double *f)
{
    double x[2][SAMPLES * SAMPLES];
    for (int i = 0; i < n * n; i++) {
        x[0][i] = box.x0 + (box.x1 - box.x0) * (i % n + 0.5) / n;
        x[1][i] = box.y0 + (box.y1 - box.y0) * (i / n + 0.5) / n;
    }
    objective_eval(workspace_objective(workspace), workspace->scratch,
                   &(ObjectiveBlock){ (size_t)(n * n), COUNT(x[0]), x[0], f, NULL, NULL });
}

// A formula of a thousand terms must not stop the hand.
static void probe(Workspace *workspace)
{
    const Box *box = &workspace->scene.domain;
    objective_probe(&workspace->described.base, workspace->scratch, (double[]){ box->x0, box->y0 },
                    (double[]){ box->x1, box->y1 });
}

static Box home_box(const Workspace *workspace)
{
    return workspace->scene.landscape ? workspace->scene.landscape->view : workspace->scene.domain;
}

static void tint_follow(Workspace *workspace, Rect picture)
{
    const Objective *objective = workspace_objective(workspace);
    const int n = (int)clamp(sqrt(SAMPLE_S / objective->value_s), SAMPLES_LEAST, SAMPLES);
    double home[SAMPLES * SAMPLES], visible[SAMPLES * SAMPLES];
    const Box box = view_box(&workspace->view, picture);
    View whole;
    view_fit(&whole, home_box(workspace), picture);
    sample(workspace, view_box(&whole, picture), n, home);
    sample(workspace, box, n, visible);
    workspace->tint = tint_choose(workspace->show.on[SHOW_LOG], workspace->lowest, workspace->poles,
                                  whole.unit / workspace->view.unit, n * n, home, visible);
    if (grain_px(objective, workspace->scratch, box, workspace->view.unit) > GRAIN_MOST_PX) {
        workspace->tint.step = 0;
    }
}

// The grid for the picture: the visible box and two cells around it, every `cell` pixels a point.
static void grid_begin(const Workspace *workspace, Field *field, Rect picture, double pixel_scale,
                       double cell)
{
    const int columns = (int)ceil(picture.w * pixel_scale / cell) + 5;
    const int rows = (int)ceil(picture.h * pixel_scale / cell) + 5;
    const View *view = &workspace->view;
    const double pitch = view->unit * cell / pixel_scale;
    const double half_w = pitch * (columns - 1) / 2, half_h = pitch * (rows - 1) / 2;
    const Box box = { view->x - half_w, view->x + half_w, view->y - half_h, view->y + half_h };
    field_begin(field, box, columns, rows, workspace->tint.reference);
    field->unit = workspace->tint.unit;
}

// At once a grid as fine as the budget allows; if that is not the finest, that one follows over
// the next frames and takes its place when it is complete.
static void field_follow(Workspace *workspace, Rect picture, double pixel_scale, double budget_s)
{
    const double area = picture.w * pixel_scale * picture.h * pixel_scale;
    const double finest = fmax(1.5, sqrt(area / FIELD_POINTS_MAX));
    const Objective *objective = workspace_objective(workspace);
    if (workspace->field_due) {
        const double affordable = sqrt(area * objective->value_s / budget_s);
        const double cell = clamp(affordable, finest, fmax(picture.w, picture.h) / 6 + finest);
        tint_follow(workspace, picture);
        grid_begin(workspace, &workspace->field, picture, pixel_scale, cell);
        field_continue(&workspace->field, objective, workspace->parallel, INFINITY);
        workspace->field_version++;
        workspace->field_due = workspace->finer_begun = false;
        workspace->field_coarse = cell > finest;
        return;
    }
    if (!workspace->finer_begun) {
        grid_begin(workspace, &workspace->finer, picture, pixel_scale, finest);
        workspace->finer_begun = true;
    }
    if (field_continue(&workspace->finer, objective, workspace->parallel, budget_s)) {
        const Field coarse = workspace->field;
        workspace->field = workspace->finer;
        workspace->finer = coarse;
        workspace->field_version++;
        workspace->field_coarse = workspace->finer_begun = false;
    }
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
    if (workspace->race_due) {
        race_restart(workspace);
    }
    if (workspace->points_due) {
        probe(workspace);
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
