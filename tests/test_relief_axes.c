// The axes of a surface: on the nearer edges, at their values' places, readable whichever way it
// is turned; what the surface hides of the ground is not drawn.
#include "app/landscape/picture.h"
#include "app/landscape/relief_ground.h"
#include "app/landscape/workspace_relief.h"
#include "mono_metrics.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Workspace workspace;
static Canvas canvas;
static Rect picture;
static Arena arena;

static void look(const char *landscape, ReliefHeight height, float width, float height_px)
{
    Scene scene;
    scene_defaults(&scene);
    if (strchr(landscape, '*')) {
        Formula formula;
        cr_assert(formula_compile(&formula, landscape, &arena, NULL));
        cr_assert(scene_set_formula(&scene, &formula, false, NULL));
    } else {
        scene_set_landscape(&scene, registry_row(&landscape_kinds, landscape));
    }
    scene.relief.kind = RELIEF_ONLY;
    scene.relief.height = height;
    picture = (Rect){ 300, 44, width, height_px };
    workspace_init(&workspace);
    workspace_open(&workspace, &scene);
    workspace_compute(&workspace, picture, 1, INFINITY);
    canvas_begin(&canvas, &metrics, 1440, 900, themes[0].background);
}

static void leave(void)
{
    workspace_finish(&workspace);
    canvas_finish(&canvas);
    arena_free(&arena);
}

// Turned so; what is taken is a bar of colours at the upper right.
static void turn(double azimuth, double elevation, bool parallel, ReliefAxes *axes, Taken *taken)
{
    Orbit *camera = &workspace.scene.relief.camera;
    camera->azimuth = azimuth;
    camera->elevation = elevation;
    camera->parallel = parallel;
    workspace_relief(&workspace, picture);
    *taken = (Taken){ .count = 0 };
    taken_add(taken, (Rect){ picture.x + picture.w - 70, picture.y + 10, 60, 150 });
    relief_axes_place(&canvas, &workspace.relief, picture, taken, axes);
}

static void expect_at(const ReliefTick *tick, const double at[3], const char *when)
{
    double px[2];
    cr_assert(lens_px(&workspace.relief.lens, at, px, NULL));
    cr_expect_float_eq(tick->x, px[0], 0.01, "%s: %g is at its place", when, tick->value);
    cr_expect_float_eq(tick->y, px[1], 0.01, "%s: %g is at its place", when, tick->value);
    if (tick->labelled) {
        const float dx =
            fmaxf(fmaxf(tick->plate.x - tick->x, tick->x - tick->plate.x - tick->plate.w), 0);
        const float dy =
            fmaxf(fmaxf(tick->plate.y - tick->y, tick->y - tick->plate.y - tick->plate.h), 0);
        cr_expect_lt(hypotf(dx, dy), 24.0f, "%s: the label of %g is beside it", when, tick->value);
        cr_expect_float_eq(strtod(tick->text, NULL), tick->value, 1e-3 * fabs(tick->value) + 1e-9,
                           "%s: %s says %g", when, tick->text, tick->value);
    }
}

// How far from the eye the middle of a line at that place of the ground is.
static double away_of(double x, double y)
{
    double px[2], away = 0;
    lens_px(&workspace.relief.lens, (double[]){ x, y, workspace.relief.ground }, px, &away);
    return away;
}

static void expect_right(const ReliefAxes *axes, const char *when)
{
    const Relief *r = &workspace.relief;
    const double w = picture.w / 2, h = picture.h / 2;
    const ReliefAxis *x = &axes->axes[RELIEF_AXIS_X], *y = &axes->axes[RELIEF_AXIS_Y];
    const ReliefAxis *f = &axes->axes[RELIEF_AXIS_F];
    for (int i = 0; x->shown && i < x->count; i++) {
        expect_at(
            &x->ticks[i],
            (double[]){ (x->ticks[i].value - r->view.x) / r->view.unit, x->from[1], r->ground },
            when);
    }
    for (int i = 0; y->shown && i < y->count; i++) {
        expect_at(
            &y->ticks[i],
            (double[]){ y->from[0], (y->ticks[i].value - r->view.y) / r->view.unit, r->ground },
            when);
    }
    if (f->shown && f->named) {
        cr_expect_lt(f->name.y + f->name.h / 2, f->to_px[1], "%s: f stands on top of its axis",
                     when);
    }
    for (int i = 0; f->shown && i < f->count; i++) {
        expect_at(&f->ticks[i],
                  (double[]){ f->from[0], f->from[1], relief_z(r, f->ticks[i].value) }, when);
        cr_expect(i == 0 || f->ticks[i].y < f->ticks[i - 1].y, "%s: greater is higher", when);
    }
    if (x->shown) {
        cr_expect_float_eq(fabs(x->from[1]), h, 1e-6);
        cr_expect_leq(away_of(0, x->from[1]), away_of(0, -x->from[1]) + 1e-6,
                      "%s: x stands on the nearer edge", when);
    }
    if (y->shown) {
        cr_expect_float_eq(fabs(y->from[0]), w, 1e-6);
        cr_expect_leq(away_of(y->from[0], 0), away_of(-y->from[0], 0) + 1e-6,
                      "%s: y stands on the nearer edge", when);
    }
}

// All plates are inside, none over another or over what is taken.
static int expect_readable(const ReliefAxes *axes, const Taken *taken, const char *when)
{
    Rect plates[RELIEF_AXES * (RELIEF_TICKS_MAX + 1)];
    int count = 0;
    for (int kind = 0; kind < RELIEF_AXES; kind++) {
        const ReliefAxis *axis = &axes->axes[kind];
        for (int i = 0; axis->shown && i < axis->count; i++) {
            if (axis->ticks[i].labelled) {
                plates[count++] = axis->ticks[i].plate;
            }
        }
        if (axis->shown && axis->named) {
            plates[count++] = axis->name;
        }
    }
    for (int i = 0; i < count; i++) {
        const Rect p = plates[i];
        cr_expect(p.x >= picture.x && p.y >= picture.y && p.x + p.w <= picture.x + picture.w &&
                      p.y + p.h <= picture.y + picture.h,
                  "%s: plate %d is inside the picture", when, i);
        for (int j = 0; j < i; j++) {
            cr_expect_not(rect_overlap(p, plates[j]), "%s: plates %d and %d", when, i, j);
        }
        for (int j = 0; j < taken->count; j++) {
            cr_expect_not(rect_overlap(p, taken->rects[j]), "%s: plate %d covers", when, i);
        }
    }
    return count;
}

static int labelled(const ReliefAxis *axis)
{
    int count = 0;
    for (int i = 0; i < axis->count; i++) {
        count += axis->ticks[i].labelled;
    }
    return count;
}

static void expect_from_all_around(const char *landscape, ReliefHeight height, float w, float h,
                                   int labels_least)
{
    look(landscape, height, w, h);
    static const double elevations[] = { 0, 12, 35, 60, 88, 90 };
    for (int i = 0; i < 16; i++) { // eight directions, square and askew
        for (size_t e = 0; e < 2 * COUNT(elevations); e++) {
            const double azimuth = 45 * (i / 2) + 17 * (i % 2), elevation = elevations[e / 2];
            ReliefAxes axes;
            Taken taken;
            char when[128];
            snprintf(when, sizeof when, "%s %gx%g from %g, %g%s", landscape, (double)w, (double)h,
                     azimuth, elevation, e % 2 ? " parallel" : "");
            turn(azimuth, elevation, e % 2, &axes, &taken);
            expect_right(&axes, when);
            const int count = expect_readable(&axes, &taken, when);
            if (elevation >= 12 && elevation <= 60) {
                cr_expect_geq(count, labels_least, "%s: there are only %d labels", when, count);
                cr_expect(axes.axes[RELIEF_AXIS_F].shown, "%s: f has its axis", when);
                cr_expect_geq(labelled(&axes.axes[RELIEF_AXIS_F]), 2, "%s: f says how high", when);
                cr_expect(axes.axes[RELIEF_AXIS_X].shown || axes.axes[RELIEF_AXIS_Y].shown);
            }
        }
    }
    leave();
}

Test(relief_axes, labels_stand_beside_their_places_on_the_nearer_edges_from_all_around)
{
    expect_from_all_around("rosenbrock", RELIEF_LOG, 840, 640, 10);
    expect_from_all_around("himmelblau", RELIEF_LINEAR, 700, 490, 9);
    expect_from_all_around("saddle", RELIEF_AUTO, 338, 490, 6);
}

Test(relief_axes, a_constant_function_has_axes_too)
{
    expect_from_all_around("3 + 0*x", RELIEF_AUTO, 840, 640, 5);
}

// From among the hills no number is written on a hill that hides its place.
Test(relief_axes, numbers_behind_hills_are_left_out)
{
    int hidden = 0, seen = 0;
    look("rosenbrock", RELIEF_LOG, 840, 640);
    for (int azimuth = 0; azimuth < 360; azimuth += 30) {
        ReliefAxes axes;
        Taken taken;
        workspace.scene.relief.camera.distance = azimuth % 60 ? 0.3 : 1;
        turn(azimuth, 10, false, &axes, &taken);
        for (int kind = RELIEF_AXIS_X; kind <= RELIEF_AXIS_Y; kind++) {
            const ReliefAxis *axis = &axes.axes[kind];
            for (int i = 0; axis->shown && i < axis->count; i++) {
                double at[3] = { axis->from[0], axis->from[1], axis->from[2] };
                const View *view = &workspace.relief.view;
                at[kind - RELIEF_AXIS_X] =
                    (axis->ticks[i].value - (kind == RELIEF_AXIS_X ? view->x : view->y)) /
                    view->unit;
                const bool behind = relief_hides(&workspace.relief, at);
                hidden += behind;
                seen += !behind && axis->ticks[i].labelled;
                cr_expect_not(behind && axis->ticks[i].labelled, "from %d: %s", azimuth,
                              axis->ticks[i].text);
            }
        }
    }
    cr_expect(hidden > 0 && seen > 0, "%d hidden, %d seen", hidden, seen);
    leave();
}

Test(relief_axes, seen_along_an_axis_it_is_left_out)
{
    ReliefAxes axes;
    Taken taken;
    look("himmelblau", RELIEF_LOG, 840, 640);
    turn(0, 0, true, &axes, &taken);
    cr_expect(axes.axes[RELIEF_AXIS_X].shown && axes.axes[RELIEF_AXIS_F].shown);
    cr_expect_not(axes.axes[RELIEF_AXIS_Y].shown, "y is a point there");
    turn(90, 0, true, &axes, &taken);
    cr_expect(axes.axes[RELIEF_AXIS_Y].shown && axes.axes[RELIEF_AXIS_F].shown);
    cr_expect_not(axes.axes[RELIEF_AXIS_X].shown, "x is a point there");
    turn(30, 90, true, &axes, &taken);
    cr_expect(axes.axes[RELIEF_AXIS_X].shown && axes.axes[RELIEF_AXIS_Y].shown);
    cr_expect_not(axes.axes[RELIEF_AXIS_F].shown, "no height is seen from above");
    leave();
}

// Of the surface's outline, nothing lies beyond the axis of f.
Test(relief_axes, f_stands_where_nothing_of_the_surface_is_beside_it)
{
    look("himmelblau", RELIEF_LOG, 840, 640);
    for (int i = 0; i < 36; i++) {
        ReliefAxes axes;
        Taken taken;
        turn(10 * i - 180, 35, true, &axes, &taken);
        const ReliefAxis *f = &axes.axes[RELIEF_AXIS_F];
        cr_assert(f->shown);
        for (size_t v = 0; v < workspace.relief.mesh.vertices.count; v += 7) {
            const MeshVertex *vertex = &workspace.relief.mesh.vertices.items[v];
            double px[2];
            lens_px(&workspace.relief.lens, (double[]){ vertex->x, vertex->y, vertex->z }, px,
                    NULL);
            const double beyond = ((double)f->from_px[0] - px[0]) * (f->out_x < 0 ? 1 : -1);
            cr_assert_leq(beyond, 0.01, "at azimuth %d", 10 * i - 180);
        }
    }
    leave();
}

// A canvas' texts in that font: where they are and what they say.
typedef struct Said {
    char text[40];
    float x, y;
} Said;

static int numbers_said(const Canvas *of, Said *said, int most)
{
    int count = 0;
    for (size_t i = 0; i < of->shapes.count && count < most; i++) {
        const Shape *shape = &of->shapes.items[i];
        if (shape->kind == SHAPE_TEXT && shape->text.font == FONT_MONO) {
            snprintf(said[count].text, sizeof said[count].text, "%.*s", (int)shape->text.length,
                     canvas_text_of(of, shape));
            said[count].x = shape->text.x;
            said[count++].y = shape->text.y;
        }
    }
    return count;
}

Test(relief_axes, from_the_top_they_are_the_maps)
{
    enum { MOST = 64 };
    Said map[MOST], top[MOST];
    look("himmelblau", RELIEF_LOG, 840, 640);
    const PictureLook of = { .theme = &themes[0], .lit = -1, .step = -1, .clear = picture };
    workspace.show.on[SHOW_MINIMA] = workspace.show.on[SHOW_SADDLES] = false; // no other numbers
    workspace.scene.relief.kind = RELIEF_OFF;
    picture_draw(&canvas, &workspace, picture, &of);
    const int count = numbers_said(&canvas, map, MOST);
    workspace.scene.relief.kind = RELIEF_ONLY;
    workspace.scene.relief.camera = (Orbit){ .elevation = 90, .distance = 1, .parallel = true };
    workspace_compute(&workspace, picture, 1, INFINITY);
    canvas_begin(&canvas, &metrics, 1440, 900, themes[0].background);
    picture_draw(&canvas, &workspace, picture, &of);
    cr_assert_eq(numbers_said(&canvas, top, MOST), count);
    cr_assert_geq(count, 10);
    for (int i = 0; i < count; i++) {
        cr_expect_str_eq(top[i].text, map[i].text);
        cr_expect_float_eq(top[i].x, map[i].x, 0.01, "%s", map[i].text);
        cr_expect_float_eq(top[i].y, map[i].y, 0.01, "%s", map[i].text);
    }
    leave();
}

// A plateau hides of the ground what lies behind it: a ray that has risen to it before it is out.
static const double HALF_W = 200, HALF_H = 150, PLATEAU = 60;

static void plateau(Relief *relief, const Orbit *orbit)
{
    enum { SIDE = 33 };
    float heights[SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
        heights[i] = (float)PLATEAU;
    }
    *relief = (Relief){ .size = 100, .picture = { 0, 0, 2 * HALF_W, 2 * HALF_H } };
    relief->view = (View){ .unit = 1 };
    mesh_build(&relief->mesh, SIDE, SIDE, heights, HALF_W, HALF_H, 0, 100);
    lens_aim(&relief->lens, orbit, relief->picture, (double[]){ 0, 0, 0 }, 300);
}

static bool plateau_hides(const Relief *relief, const double at[3])
{
    double along[3];
    lens_to_eye(&relief->lens, at, along);
    const double way = (PLATEAU - at[2]) / along[2];
    return fabs(at[0] + way * along[0]) < HALF_W && fabs(at[1] + way * along[1]) < HALF_H;
}

Test(relief_axes, the_surface_hides_the_ground_behind_it)
{
    for (int k = 0; k < 16; k++) {
        Relief relief;
        int wrong = 0, hidden = 0, count = 0;
        plateau(&relief, &(Orbit){ 22.5 * k, 20 + 4 * k, 2, k % 2 });
        for (int i = 0; i <= 40; i++) {
            for (int j = 0; j <= 40; j++) {
                const double at[3] = { HALF_W * (i / 20.0 - 1), HALF_H * (j / 20.0 - 1), 0 };
                const bool hides = plateau_hides(&relief, at);
                wrong += relief_hides(&relief, at) != hides;
                hidden += hides;
                count++;
            }
        }
        cr_expect_leq(wrong, count / 100, "%d places of %d", wrong, count);
        cr_expect(hidden > count / 10 && hidden < count);
        relief_finish(&relief);
    }
}

// Through holes, and where the surface ends at a cut, it is seen.
Test(relief_axes, where_f_is_not_defined_nothing_hides_the_ground)
{
    static const char *const texts[] = { "1*log(x)", "1*log(-1 - x^2)", "1*sqrt(x)" };
    for (size_t i = 0; i < COUNT(texts); i++) {
        ReliefAxes axes;
        Taken taken;
        look(texts[i], RELIEF_AUTO, 640, 480);
        turn(0, 60, true, &axes, &taken);
        const double ground = workspace.relief.ground;
        for (int k = 0; k <= 20; k++) {
            const double at[3] = { -100 - 8 * k, 10 * k - 100, ground };
            cr_expect_not(relief_hides(&workspace.relief, at), "%s, %d", texts[i], k);
        }
        cr_expect_eq(relief_hides(&workspace.relief, (double[]){ 100, 0, ground }), i != 1, "%s",
                     texts[i]);
        cr_expect_eq(axes.axes[RELIEF_AXIS_F].shown, i != 1, "%s", texts[i]);
        leave();
    }
}

Test(relief_axes, a_line_below_the_surface_ends_at_its_outline)
{
    Relief relief;
    plateau(&relief, &(Orbit){ 0, 45, 2, true });
    canvas_begin(&canvas, &metrics, 400, 300, themes[0].background);
    // Seen from the south at 45 degrees, PLATEAU below it: as much of the line in front.
    relief_line(&canvas, &relief, (double[]){ 0, -HALF_H, 0 }, (double[]){ 0, HALF_H, 0 }, 1,
                themes[0].text);
    cr_assert_eq(canvas.shapes.count, 1);
    double a[2], b[2];
    lens_px(&relief.lens, (double[]){ 0, -HALF_H, 0 }, a, NULL);
    lens_px(&relief.lens, (double[]){ 0, -HALF_H + PLATEAU, 0 }, b, NULL);
    const Shape *line = &canvas.shapes.items[0];
    cr_expect_float_eq(2 * line->box.half_w, fabs(a[1] - b[1]), 0.3);
    cr_expect_float_eq(line->box.y, (a[1] + b[1]) / 2, 0.3);
    relief.cut_high = true; // above the top there is no surface
    relief.size = PLATEAU / 2;
    canvas_begin(&canvas, &metrics, 400, 300, themes[0].background);
    relief_line(&canvas, &relief, (double[]){ 0, -HALF_H, 0 }, (double[]){ 0, HALF_H, 0 }, 1,
                themes[0].text);
    lens_px(&relief.lens, (double[]){ 0, HALF_H, 0 }, b, NULL);
    cr_assert_eq(canvas.shapes.count, 1);
    cr_expect_float_eq(2 * canvas.shapes.items[0].box.half_w, fabs(a[1] - b[1]), 0.01);
    relief_finish(&relief);
    canvas_finish(&canvas);
}

static int times_said(const char *text, Font font)
{
    int count = 0;
    for (size_t i = 0; i < canvas.shapes.count; i++) {
        const Shape *shape = &canvas.shapes.items[i];
        count += shape->kind == SHAPE_TEXT && shape->text.font == font &&
                 shape->text.length == strlen(text) &&
                 memcmp(canvas_text_of(&canvas, shape), text, strlen(text)) == 0;
    }
    return count;
}

Test(relief_axes, side_by_side_colours_and_hint_stand_once_and_each_has_its_axes)
{
    look("himmelblau", RELIEF_LINEAR, 840, 640);
    const PictureLook of = {
        .theme = &themes[0], .hint = true, .lit = -1, .step = -1, .clear = picture
    };
    workspace.scene.relief.kind = RELIEF_BOTH;
    workspace_compute(&workspace, picture, 1, INFINITY);
    picture_draw(&canvas, &workspace, picture, &of);
    cr_expect_eq(times_said("f", FONT_SANS), 1);
    cr_expect_eq(times_said("start — drag me", FONT_SANS), 1);
    cr_expect_eq(times_said("x", FONT_BOLD), 1);
    cr_expect_eq(times_said("y", FONT_BOLD), 1);
    cr_expect_eq(times_said("f", FONT_BOLD), 1);
    cr_expect_geq(times_said("0", FONT_MONO), 4, "both pictures say where 0 is");
    leave();
}

Test(relief_axes, the_ground_makes_room_for_the_map_on_it)
{
    look("himmelblau", RELIEF_LOG, 840, 640);
    workspace.show.on[SHOW_FLOOR] = false;
    workspace_relief(&workspace, picture);
    const double plain = workspace.relief.ground;
    workspace.show.on[SHOW_FLOOR] = true;
    ReliefAxes axes;
    Taken taken;
    turn(30, 35, false, &axes, &taken);
    cr_expect(plain < 0 && workspace.relief.ground < 4 * plain);
    cr_expect_float_eq(axes.axes[RELIEF_AXIS_X].from[2], workspace.relief.ground, 1e-9);
    expect_right(&axes, "with a map below");
    expect_readable(&axes, &taken, "with a map below");
    leave();
}

Test(relief_axes, from_the_top_nearer_or_farther_they_are_those_of_a_map_as_large)
{
    look("himmelblau", RELIEF_LOG, 840, 640);
    for (int i = 0; i < 3; i++) {
        Projection flat;
        workspace.scene.relief.camera =
            (Orbit){ .elevation = 90, .distance = 0.6 + 0.5 * i, .parallel = true };
        const Projection on = workspace_relief(&workspace, picture);
        cr_assert(relief_axes_flat(&workspace.relief, &flat));
        for (int k = 0; k < 5; k++) {
            const Place at = { k - 2, 3 - 1.5 * k, 40 * k };
            double map[2], seen[2];
            cr_assert(projection_px(&flat, at, map) && projection_px(&on, at, seen));
            cr_expect_float_eq(map[0], seen[0], 1e-6);
            cr_expect_float_eq(map[1], seen[1], 1e-6);
        }
    }
    workspace.scene.relief.camera.azimuth = 1;
    Projection flat;
    workspace_relief(&workspace, picture);
    cr_expect_not(relief_axes_flat(&workspace.relief, &flat));
    leave();
}
