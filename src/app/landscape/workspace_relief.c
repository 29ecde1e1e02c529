// The heights' scale and the mesh, of what is looked at.
#include "app/landscape/workspace_relief.h"

#include "app/landscape/relief_tangent.h"
#include "app/landscape/workspace_eye.h"

#include <math.h>
#include <stdlib.h>

enum { SIDE = 192, SAMPLES = 40 };
static const double USUAL_HEIGHT = 0.42; // of the root of the map's area
// How far below the lowest value the ground lies, of the height: clear of it, or, where the map
// lies on it, so far that the map is seen.
static const double GROUND_BELOW = 0.05, FLOOR_BELOW = 0.45;
static const double EXACT_S = 2e-6; // a value that takes longer is looked up where time matters

static void sample(Workspace *w, Box box, double *f)
{
    double x[2][SAMPLES * SAMPLES];
    for (int i = 0; i < SAMPLES * SAMPLES; i++) {
        x[0][i] = box.x0 + (box.x1 - box.x0) * (i % SAMPLES + 0.5) / SAMPLES;
        x[1][i] = box.y0 + (box.y1 - box.y0) * (i / SAMPLES + 0.5) / SAMPLES;
    }
    objective_eval(workspace_objective(w), w->scratch,
                   &(ObjectiveBlock){ COUNT(x[0]), COUNT(x[0]), x[0], f, NULL, NULL });
}

static void heights_choose(Workspace *w, Rect picture)
{
    double home[SAMPLES * SAMPLES], visible[SAMPLES * SAMPLES];
    View whole;
    view_fit(&whole, w->scene.landscape ? w->scene.landscape->view : w->scene.domain, picture);
    sample(w, view_box(&whole, picture), home);
    sample(w, view_box(&w->view, picture), visible);
    w->relief.height = tint_choose(w->scene.relief.height != RELIEF_LINEAR, w->lowest, w->poles,
                                   whole.unit / w->view.unit, COUNT(home), home, visible);
}

static bool of_equal(const ReliefOf *a, const ReliefOf *b)
{
    return a->objective == b->objective && a->view.x == b->view.x && a->view.y == b->view.y &&
           a->view.unit == b->view.unit && a->width == b->width && a->height == b->height &&
           a->kind == b->kind && a->exaggeration == b->exaggeration && a->side == b->side;
}

bool workspace_relief_follow(Workspace *w, Rect picture, double budget_s)
{
    Relief *relief = &w->relief;
    const ReliefLook *look = &w->scene.relief;
    const ReliefOf of = { w->objective_version, w->view, picture.w, picture.h, look->height,
                          look->exaggeration,   SIDE };
    relief->objective = workspace_objective(w);
    relief->scratch = w->scratch;
    if (!relief_shown(&w->scene) || of_equal(&of, &relief->of)) {
        return false;
    }
    relief->of = of;
    relief->exact = isinf(budget_s) || relief->objective->value_s <= EXACT_S;
    relief->size = USUAL_HEIGHT * sqrt((double)picture.w * picture.h) * look->exaggeration;
    heights_choose(w, picture);
    const Box box = view_box(&w->view, picture);
    field_begin(&relief->field, box, SIDE + 1, SIDE + 1, relief->height.reference);
    relief->field.unit = relief->height.unit;
    field_continue(&relief->field, workspace_objective(w), w->parallel, INFINITY);
    const int count = (SIDE + 1) * (SIDE + 1);
    float *z = memory_get((size_t)count * sizeof *z);
    for (int i = 0; i < count; i++) {
        z[i] = (float)relief_z(relief, relief->field.values[i] * relief->height.unit +
                                           relief->height.reference);
    }
    mesh_build(&relief->mesh, SIDE + 1, SIDE + 1, z, picture.w / 2, picture.h / 2,
               (float)(-relief->size), (float)(3 * relief->size));
    free(z);
    relief->cut_high = relief_z(relief, relief->field.high) > relief->size * 1.001;
    relief->cut_low = relief_z(relief, relief->field.low) < -relief->size * 0.001;
    relief->version++;
    return false;
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
