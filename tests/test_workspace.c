// The Landscape workspace without its window: a landscape that is no formula is shown like any
// other.
#include "app/landscape/workspace.h"

#include "objectives.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static Objective *make_line(const double *params, void *room)
{
    Line *line = room;
    line_init(line, &line_type_whole);
    for (int i = 0; i < LINE_POINTS; i++) {
        line->y[i] += params[0];
    }
    return &line->base;
}

static_assert(sizeof(Line) <= OBJECTIVE_ROOM, "it fits");

// clang-format off
static const Landscape line_row = {
    { "line", "A line through points", "Two numbers, forty points.", NULL,
      PARAMS({ "lift", "Lift", NULL, 0, 0, -1, 1, PARAM_LINEAR }) },
    "mean of (a t + b − y)²/2",
    .domain = { -3, 3, -3, 3 }, .view = { -2, 3, -2, 2 }, .start = { -2, 2 },
    .rates = { 0.5, 0.1, 0.1, 1, 0.1, 0.1 }, .steps = 400,
    .make = make_line };
// clang-format on

static const Rect picture = { 0, 0, 160, 120 };

static void open_line(Workspace *workspace)
{
    Scene scene;
    workspace_init(workspace);
    scene_defaults(&scene);
    scene_set_landscape(&scene, &line_row);
    scene.steps = line_row.steps;
    workspace_open(workspace, &scene);
    workspace_compute(workspace, picture, 1, INFINITY);
}

// The best line where all points are lifted by so much.
static void best_of(double lift, double best[2])
{
    Line line;
    line_init(&line, &line_type_whole);
    line_best(&line, best);
    best[1] += lift;
}

static bool shows_minimum(const Workspace *workspace, const double at[2])
{
    const Stationary *point = &workspace->points[0];
    return workspace->point_count == 1 && point->kind == STATIONARY_MINIMUM &&
           fabs(point->x - at[0]) < 1e-12 && fabs(point->y - at[1]) < 1e-12;
}

Test(workspace, shows_a_landscape_that_is_no_formula)
{
    Workspace *w = memory_get(sizeof *w);
    double best[2];
    open_line(w);
    best_of(0, best);
    cr_expect(shows_minimum(w, best));
    cr_expect(!w->poles.low && !w->poles.high && w->mistake.text[0] == 0);
    cr_expect_str_eq(w->typed, line_row.formula);
    cr_assert(race_complete(w->race));
    const TrailRow *end = trail_at(race_trail(w->race, OPTIM_SGD), 400);
    cr_expect(hypot(end->x - best[0], end->y - best[1]) < 1e-9);
    cr_expect_float_eq(w->lowest, end->loss, 1e-12);
    cr_expect_eq(w->field.done, w->field.columns * w->field.rows);
    cr_expect(workspace_objective(w)->value_s > 0);
    workspace_finish(w);
    free(w);
}

Test(workspace, its_parameters_move_it_and_what_is_typed_takes_its_place)
{
    Workspace *w = memory_get(sizeof *w);
    double best[2];
    open_line(w);
    w->scene.params[0] = 0.5;
    workspace_changed_params(w);
    workspace_compute(w, picture, 1, INFINITY);
    best_of(0.5, best);
    cr_expect(shows_minimum(w, best));
    WorkspaceMoment *moment = memory_get(sizeof *moment);
    workspace_moment(w, moment);
    snprintf(w->typed, sizeof w->typed, "(x - 1)^2 + y^2");
    workspace_typed(w);
    workspace_compute(w, picture, 1, INFINITY);
    cr_expect(w->mistake.text[0] == 0 && !w->scene.landscape);
    cr_expect(shows_minimum(w, (double[]){ 1, 0 }));
    workspace_restore(w, moment);
    workspace_compute(w, picture, 1, INFINITY);
    cr_expect(w->scene.landscape == &line_row && shows_minimum(w, best));
    free(moment);
    workspace_finish(w);
    free(w);
}
