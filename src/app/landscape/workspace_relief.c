// The heights' scale and the mesh, of what is looked at: at once as fine as the budget allows, then
// over the next frames four times as fine, until it is the finest.
#include "app/landscape/workspace_relief.h"

#include "app/landscape/relief_scale.h"
#include "app/landscape/relief_tangent.h"
#include "app/landscape/workspace_eye.h"
#include "app/landscape/workspace_samples.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SIDE = 192, SIDE_LEAST = 6, FINER = 4 };
static const double USUAL_HEIGHT = 0.42; // of the root of the map's area
// How far below the lowest value the ground lies, of the height: clear of it.
static const double GROUND_BELOW = 0.05, FLOOR_BELOW = 0.45;
static const double VERTEX_S = 1e-7; // so long takes a vertex, besides its value
static const double EXACT_S = 2e-6;  // a value that takes longer is looked up where time matters
// Heights of the mesh beyond the cuts: far enough that the edge lies where f's straight line does.
static const double MESH_BEYOND = 20;

static_assert((int)SAMPLES_SIDE_MOST <= (int)SCALE_SIDE_MOST, "samples fit");

static bool contains(const Box *box, double x, double y)
{
    return x >= box->x0 && x <= box->x1 && y >= box->y0 && y <= box->y1;
}

// What is known of the visible box: the points found in it, and where the landscape's races start,
// wherever this one does: a surface must not move while its start is dragged.
static void scale_points(const Workspace *w, ScaleSample *sample)
{
    const Scene *scene = &w->scene;
    const Box *box = &w->relief.field.box;
    double start[2], f;
    for (int i = 0; i < w->point_count; i++) {
        const Stationary *point = &w->points[i];
        if (contains(box, point->x, point->y) && isfinite(point->f)) {
            sample->low = fmin(sample->low, point->f);
            sample->high = fmax(sample->high, point->f);
            if (point->kind == STATIONARY_SADDLE || point->kind == STATIONARY_MAXIMUM) {
                sample->inside = fmax(sample->inside, point->f);
            }
        }
    }
    scene_default_start(&scene->domain, start);
    if (scene->landscape) {
        memcpy(start, scene->landscape->start, sizeof start);
    }
    objective_eval(w->objective, w->scratch, &(ObjectiveBlock){ 1, 1, start, &f, NULL, NULL });
    if (contains(box, start[0], start[1]) && isfinite(f)) {
        sample->inside = fmax(sample->inside, f);
    }
}

// The samples of the whole landscape's own view alone, without what a wide or a high picture shows
// beside it, so that heights are the same in all of them.
static void own_samples(const Workspace *w, const Samples *samples, double *values)
{
    const Box *own = w->scene.landscape ? &w->scene.landscape->view : &w->scene.domain;
    const Box *box = &samples->home_box;
    const int side = samples->side;
    for (int i = 0; i < side * side; i++) {
        const double x = box->x0 + (box->x1 - box->x0) * (i % side + 0.5) / side;
        const double y = box->y0 + (box->y1 - box->y0) * (i / side + 0.5) / side;
        values[i] = contains(own, x, y) ? samples->home[i] : NAN;
    }
}

static void heights_choose(Workspace *w, Rect picture, double budget_s)
{
    const Samples *samples = workspace_samples(w, picture, budget_s);
    const Field *field = &w->relief.field;
    double own[COUNT(samples->home)];
    own_samples(w, samples, own);
    const ScaleSample home = { samples->side, own, NAN, NAN, NAN };
    ScaleSample visible = { samples->side, samples->visible, field->low, field->high, NAN };
    scale_points(w, &visible);
    w->relief.height = relief_scale(w->scene.relief.height, w->lowest, w->poles, &home, &visible);
}

// A grid of so many cells a side; its values count from the least of the samples, where the floats
// that hold them are finest.
static void grid_begin(Workspace *w, Field *field, Rect picture, int side, double budget_s)
{
    const Samples *samples = workspace_samples(w, picture, budget_s);
    double low = INFINITY, high = -INFINITY;
    for (int i = 0; i < samples->side * samples->side; i++) {
        if (isfinite(samples->visible[i])) {
            low = fmin(low, samples->visible[i]);
            high = fmax(high, samples->visible[i]);
        }
    }
    const double height = high - low;
    field_begin(field, view_box(&w->view, picture), side + 1, side + 1, isfinite(low) ? low : 0);
    if ((height > 1e30 || height < 1e-30) && height > 0 && isfinite(height)) {
        field->unit = height;
    }
}

typedef struct Rows {
    const Relief *relief;
    float *z; // [rows][columns]
} Rows;

static void row_heights(void *context, int row)
{
    const Rows *rows = context;
    const Field *field = &rows->relief->field;
    const ptrdiff_t first = (ptrdiff_t)row * field->columns;
    for (ptrdiff_t i = first; i < first + field->columns; i++) {
        rows->z[i] =
            (float)relief_z(rows->relief, field->values[i] * field->unit + field->reference);
    }
}

static void mesh_follow(Workspace *w, Rect picture, double budget_s)
{
    Relief *relief = &w->relief;
    const Field *field = &relief->field;
    const ReliefLook *look = &w->scene.relief;
    const int count = field->columns * field->rows;
    relief->size = USUAL_HEIGHT * sqrt((double)picture.w * picture.h) * look->exaggeration;
    if (!relief->held) {
        heights_choose(w, picture, budget_s);
    }
    relief->made_held = relief->held;
    float *z = memory_get((size_t)count * sizeof *z);
    parallel_for(w->parallel, field->rows, row_heights, &(Rows){ relief, z });
    mesh_build(&relief->mesh, field->columns, field->rows, z, picture.w / 2, picture.h / 2,
               (float)(-MESH_BEYOND * relief->size), (float)((1 + MESH_BEYOND) * relief->size));
    free(z);
    relief->cut_high = relief_z(relief, field->high) > relief->size * 1.001;
    relief->cut_low = relief_z(relief, field->low) < -relief->size * 0.001;
    relief->look_height = look->height;
    relief->look_exaggeration = look->exaggeration;
    relief->version++;
}

static bool same_place(const ReliefOf *a, const ReliefOf *b)
{
    return a->objective == b->objective && a->view.x == b->view.x && a->view.y == b->view.y &&
           a->view.unit == b->view.unit && a->width == b->width && a->height == b->height;
}

// The finest grid that takes no longer than the budget.
static int side_within(const Objective *objective, double budget_s)
{
    int side = SIDE;
    while (side > SIDE_LEAST && (objective->value_s + VERTEX_S) * side * side > budget_s) {
        side /= 2;
    }
    return side;
}

static void grid_follow(Workspace *w, Rect picture, double budget_s)
{
    Field *field = &w->relief.field;
    const Objective *objective = workspace_objective(w);
    grid_begin(w, field, picture, side_within(objective, budget_s), budget_s);
    field_continue(field, objective, w->parallel, INFINITY);
    w->relief.finer_begun = false;
    mesh_follow(w, picture, budget_s);
}

// Goes on with the next finer grid; whether it took the place of the coarser one.
static bool finer_follow(Workspace *w, Rect picture, double budget_s)
{
    Relief *relief = &w->relief;
    const int side = clampi(FINER * (relief->field.columns - 1), 0, SIDE);
    if (!relief->finer_begun) {
        grid_begin(w, &relief->finer, picture, side, budget_s);
        relief->finer_begun = true;
    }
    if (!field_continue(&relief->finer, workspace_objective(w), w->parallel, budget_s)) {
        return false;
    }
    const Field coarse = relief->field;
    relief->field = relief->finer;
    relief->finer = coarse;
    relief->finer_begun = false;
    mesh_follow(w, picture, budget_s);
    return true;
}

bool workspace_relief_follow(Workspace *w, Rect picture, double budget_s)
{
    Relief *relief = &w->relief;
    const ReliefLook *look = &w->scene.relief;
    const Objective *objective = workspace_objective(w);
    const ReliefOf of = { w->objective_version, w->view, picture.w, picture.h };
    const bool exact = isinf(budget_s) || objective->value_s <= EXACT_S;
    relief->objective = objective;
    relief->scratch = w->scratch;
    if (!relief_shown(&w->scene)) {
        return false;
    }
    relief->version += exact != relief->exact ? 1 : 0;
    relief->exact = exact;
    if (!same_place(&of, &relief->of)) {
        relief->of = of;
        grid_follow(w, picture, budget_s);
    } else if (relief->look_height != look->height ||
               relief->look_exaggeration != look->exaggeration ||
               (relief->made_held && !relief->held)) {
        mesh_follow(w, picture, budget_s);
    } else if (relief->field.columns <= SIDE) {
        while (finer_follow(w, picture, budget_s) && isinf(budget_s) &&
               relief->field.columns <= SIDE) {
        }
    }
    return relief->field.columns <= SIDE;
}

Projection workspace_relief(Workspace *w, Rect rect)
{
    const double below = w->show.on[SHOW_FLOOR] ? FLOOR_BELOW : GROUND_BELOW;
    w->relief.ground = -below * w->relief.size;
    const EyePose pose = workspace_eye(w);
    const Projection on =
        relief_aim(&w->relief, &pose, &w->view, rect, workspace_objective(w), w->scratch);
    w->relief.camera.rise = relief_rise;
    w->relief.camera.step = relief_step;
    return on;
}
