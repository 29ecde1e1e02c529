// What is due is computed once before the picture is drawn, however many events came before.
#include "app/landscape/workspace.h"

#include "app/landscape/chart_kinds.h"
#include "app/landscape/workspace_relief.h"
#include "app/landscape/workspace_samples.h"
#include "base/file.h"
#include "sim/race/grain.h"
#include "sim/race/scene_points.h"

#include <math.h>
#include <string.h>

static const double SEARCH_S = 25e-3;     // about as long may it take
static const double GRAIN_MOST_PX = 0.25; // contours of coarser doubles would be frayed
enum {
    FIELD_POINTS_MAX = 1 << 20,
    SEARCH_SIDE_LEAST = 4,
    SEARCH_ROUNDS = 12,
};

// Places along each side of a square: as many as may be evaluated in most_s, or all where time does
// not matter, so that what is drawn to a file hangs on no clock.
static int side_within(double budget_s, double most_s, double place_s, int least, int most)
{
    return isinf(budget_s) ? most : (int)clamp(sqrt(most_s / place_s), least, most);
}

GaugeGoal workspace_goal(const Workspace *workspace)
{
    return (GaugeGoal){ scene_distance(&workspace->scene), workspace->scene.params,
                        (const double(*)[2])workspace->minima, workspace->minimum_count,
                        workspace->points_of };
}

// What of the race the chart shows beside its trails.
static void measure(Workspace *workspace, double budget_s)
{
    const GaugeGoal goal = workspace_goal(workspace);
    workspace->measuring = !gauge_follow(workspace->gauge, &workspace->scene, workspace->race,
                                         &goal, charts[workspace->chart].wishes, budget_s);
}

// Known points of the landscape while its parameters are its own; else they are searched.
static void points_compute(Workspace *workspace, double budget_s)
{
    const Scene *scene = &workspace->scene;
    const Objective *objective = workspace_objective(workspace);
    // A point of the search costs a Hessian, about four values, in each of some rounds.
    const double place_s = objective->value_s * 4 * SEARCH_ROUNDS;
    const int side = side_within(budget_s, SEARCH_S, place_s, SEARCH_SIDE_LEAST, SCENE_POINTS_SIDE);
    const ScenePoints known = scene_points(scene, objective, workspace->scratch, side,
                                           workspace->points, WORKSPACE_POINTS_MAX);
    workspace->point_count = known.count;
    workspace->minimum_count = scene_minima(scene, objective, workspace->scratch, workspace->points,
                                            known.count, workspace->minima);
    workspace->poles = known.poles;
    workspace->lowest = known.lowest;
    workspace->minimum = known.minimum;
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

// A formula of a thousand terms must not stop the hand.
static void probe(Workspace *workspace)
{
    const Box *box = &workspace->scene.domain;
    objective_probe(workspace->objective, workspace->scratch, (double[]){ box->x0, box->y0 },
                    (double[]){ box->x1, box->y1 });
}

static void tint_follow(Workspace *workspace, Rect picture, double budget_s)
{
    const Objective *objective = workspace_objective(workspace);
    const Samples *samples = workspace_samples(workspace, picture, budget_s);
    const int n = samples->side * samples->side;
    const View whole = workspace_whole_view(workspace, picture);
    const Box box = view_box(&workspace->view, picture);
    double home[COUNT(samples->home)], visible[COUNT(samples->visible)];
    memcpy(home, samples->home, (size_t)n * sizeof *home);
    memcpy(visible, samples->visible, (size_t)n * sizeof *visible);
    workspace->tint = tint_choose(workspace->show.on[SHOW_LOG], workspace->lowest, workspace->poles,
                                  whole.unit / workspace->view.unit, n, home, visible);
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

static FieldOf field_now(const Workspace *workspace, int width_px, int height_px)
{
    const View *view = &workspace->view;
    return (
        FieldOf){ workspace->objective_version, view->x, view->y, view->unit, width_px, height_px,
                  workspace->show.on[SHOW_LOG] };
}

static bool field_of_equal(const FieldOf *a, const FieldOf *b)
{
    return a->objective == b->objective && a->x == b->x && a->y == b->y && a->unit == b->unit &&
           a->width_px == b->width_px && a->height_px == b->height_px && a->log == b->log;
}

bool workspace_field_rests(const Workspace *workspace)
{
    const FieldOf *of = &workspace->field_of;
    const FieldOf now = field_now(workspace, of->width_px, of->height_px);
    return field_of_equal(of, &now) && !workspace->field_coarse;
}

// At once a grid as fine as the budget allows; if that is not the finest, that one follows over
// the next frames and takes its place when it is complete.
static void field_follow(Workspace *workspace, const FieldOf *of, Rect picture, double pixel_scale,
                         double budget_s)
{
    const double area = picture.w * pixel_scale * picture.h * pixel_scale;
    const double finest = fmax(1.5, sqrt(area / FIELD_POINTS_MAX));
    const Objective *objective = workspace_objective(workspace);
    if (!field_of_equal(&workspace->field_of, of)) {
        const double affordable = sqrt(area * objective->value_s / budget_s);
        const double cell = clamp(affordable, finest, fmax(picture.w, picture.h) / 6 + finest);
        tint_follow(workspace, picture, budget_s);
        grid_begin(workspace, &workspace->field, picture, pixel_scale, cell);
        field_continue(&workspace->field, objective, workspace->parallel, INFINITY);
        workspace->field_version++;
        workspace->field_of = *of;
        workspace->finer_begun = false;
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

// The view follows the picture's size.
static void follow_picture(Workspace *workspace, Rect picture)
{
    if (workspace->has_frame) {
        view_fit(&workspace->view, workspace->frame, picture);
        workspace->has_frame = false;
    }
    if (workspace->view.home) {
        workspace->view = workspace_whole_view(workspace, picture);
        workspace->view.home = true;
    }
    view_follow(&workspace->view, picture);
}

// What every rate comes to, where that is shown.
static void tune(Workspace *workspace, double budget_s)
{
    Fair *fair = &workspace->fair;
    if (workspace->chart == CHART_RANGE) {
        fair_ramp_follow(fair, &workspace->scene, workspace_objective(workspace),
                         workspace->objective_version, budget_s);
    } else {
        fair_ramp_rest(fair);
    }
    const bool bottomless = workspace->poles.low;
    if (!fair->on && workspace->chart != CHART_FAIR) {
        fair_rest(fair);
        return;
    }
    const TunePlan plan = {
        .by = fair->by == TUNE_WITHIN && bottomless ? TUNE_FINAL : fair->by,
        .within = workspace->tolerance,
        .lowest = workspace->minimum,
        .bottomless = bottomless,
    };
    fair_follow(fair, &workspace->scene, workspace_objective(workspace),
                workspace->objective_version, &plan, workspace->parallel, budget_s);
}

bool workspace_compute(Workspace *workspace, Rect whole, double pixel_scale, double budget_s)
{
    const Rect picture = relief_view_rect(&workspace->scene, whole);
    const double from_s = clock_seconds();
    bool finer_relief = false;
    if (workspace->race_of != workspace->race_version) {
        workspace_changed_racers(workspace);
    }
    if (workspace->points_of != workspace->objective_version) {
        probe(workspace);
        points_compute(workspace, budget_s);
        workspace->points_of = workspace->objective_version;
    }
    if (!race_complete(workspace->race)) {
        race_advance(workspace->race, budget_s);
        lowest_follow(workspace);
    }
    measure(workspace, fmax(budget_s - (clock_seconds() - from_s), 1e-3));
    if (picture.w >= 1 && picture.h >= 1) {
        follow_picture(workspace, picture);
        const FieldOf of = field_now(workspace, (int)lroundf(picture.w * (float)pixel_scale),
                                     (int)lroundf(picture.h * (float)pixel_scale));
        if (workspace->field_coarse || !field_of_equal(&workspace->field_of, &of)) {
            const double left_s = fmax(budget_s - (clock_seconds() - from_s), 1e-3);
            field_follow(workspace, &of, picture, pixel_scale, left_s);
        }
        const double left_s = fmax(budget_s - (clock_seconds() - from_s), 1e-3);
        finer_relief = workspace_relief_follow(workspace, picture, left_s);
    }
    tune(workspace, fmax(budget_s - (clock_seconds() - from_s), 2e-3));
    return workspace->field_coarse || finer_relief || workspace->measuring ||
           workspace->fair.more || workspace->fair.ramp.more || !race_complete(workspace->race);
}
