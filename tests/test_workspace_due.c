// The Landscape workspace without its window: what is computed, and when it is computed anew.
#include "app/landscape/workspace.h"

#include <criterion/criterion.h>
#include <math.h>

static const Rect picture = { 0, 0, 200, 150 };

static void compute(Workspace *w)
{
    workspace_compute(w, picture, 1, INFINITY);
    cr_expect(workspace_field_rests(w));
}

static Workspace *open_workspace(void)
{
    static Workspace w;
    workspace_init(&w);
    cr_expect_not(workspace_field_rests(&w), "nothing is computed yet");
    compute(&w);
    return &w;
}

Test(workspace_due, computes_nothing_anew_while_nothing_changes)
{
    Workspace *w = open_workspace();
    const unsigned field = w->field_version, race = w->race_of, points = w->points_of;
    compute(w);
    cr_expect(w->field_version == field && w->race_of == race && w->points_of == points);
    workspace_finish(w);
}

Test(workspace_due, computes_the_field_anew_for_whatever_it_shows)
{
    Workspace *w = open_workspace();
    unsigned field = w->field_version;
    const View home = w->view;
    w->view.home = false;
    view_pan(&w->view, 30, 0);
    cr_expect_not(workspace_field_rests(w), "the view has moved");
    compute(w);
    cr_expect_eq(w->field_version, ++field);
    w->show.on[SHOW_LOG] = !w->show.on[SHOW_LOG];
    compute(w);
    cr_expect_eq(w->field_version, ++field, "the colours");
    workspace_compute(w, (Rect){ 0, 0, 220, 150 }, 1, INFINITY);
    cr_expect_eq(w->field_version, ++field, "the picture's size");
    w->show.on[SHOW_CONTOURS] = !w->show.on[SHOW_CONTOURS];
    workspace_compute(w, (Rect){ 0, 0, 220, 150 }, 1, INFINITY);
    cr_expect_eq(w->field_version, field, "contours are drawn from the same field");
    w->view = home;
    compute(w);
    cr_expect_eq(w->field_version, ++field);
    workspace_finish(w);
}

Test(workspace_due, takes_what_comes_back_for_what_it_was)
{
    Workspace *w = open_workspace();
    const unsigned field = w->field_version;
    const View home = w->view;
    w->view.home = false;
    view_pan(&w->view, 30, 0);
    w->view = home;
    compute(w);
    cr_expect_eq(w->field_version, field, "nobody has seen it move");
    workspace_finish(w);
}

Test(workspace_due, runs_the_race_anew_from_another_start_and_keeps_the_field)
{
    Workspace *w = open_workspace();
    const unsigned field = w->field_version, points = w->points_of;
    const double x = w->scene.start[0] / 2, y = w->scene.start[1] / 2;
    workspace_set_start(w, x, y);
    cr_expect_neq(w->race_of, w->race_version);
    compute(w);
    cr_expect_eq(w->race_of, w->race_version);
    const TrailRow *first = trail_at(race_trail(w->race, 0), 0);
    cr_expect(first->x == x && first->y == y, "it begins at %g, %g", first->x, first->y);
    cr_expect(w->field_version == field && w->points_of == points, "which know of no start");
    workspace_finish(w);
}

Test(workspace_due, computes_all_anew_on_another_landscape)
{
    Workspace *w = open_workspace();
    const unsigned field = w->field_version, race = w->race_of, points = w->points_of;
    workspace_set_landscape(w, 1);
    cr_expect_not(workspace_field_rests(w));
    compute(w);
    cr_expect(w->field_version == field + 1 && w->race_of != race && w->points_of != points);
    workspace_finish(w);
}
