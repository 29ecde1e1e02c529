// Paths on a surface: they lie on f itself, end where the surface does, and are hidden by f and by
// nothing else.
#include "app/landscape/drapes.h"
#include "app/landscape/heads.h"
#include "app/landscape/path.h"
#include "app/landscape/path_lines.h"
#include "app/landscape/picture.h"
#include "app/landscape/relief_seen.h"
#include "app/landscape/workspace_relief.h"
#include "mono_metrics.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static Workspace workspace;
static Canvas canvas;
static Arena arena;
static const Rect picture = { 300, 44, 680, 480 };
static const double TURNED = 0.017453292519943295; // radians of a degree

// A race of so many steps on a landscape or, with an operator in it, a formula.
static void open(const char *what, int steps, ReliefHeight height)
{
    Scene scene;
    scene_defaults(&scene);
    if (strpbrk(what, "*(")) {
        Formula formula;
        cr_assert(formula_compile(&formula, what, &arena, NULL), "%s", what);
        cr_assert(scene_set_formula(&scene, &formula, false, NULL));
    } else {
        scene_set_landscape(&scene, registry_row(&landscape_kinds, what));
    }
    scene.relief.kind = RELIEF_ONLY;
    scene.relief.height = height;
    scene.steps = steps;
    workspace_init(&workspace);
    workspace_open(&workspace, &scene);
}

static void compute(void)
{
    workspace_compute(&workspace, picture, 1, INFINITY);
    workspace_seek(&workspace, workspace_last_step(&workspace));
    workspace_relief(&workspace, picture);
    drapes_follow(&workspace);
    canvas_begin(&canvas, &metrics, 1280, 720, themes[0].background);
}

static Projection turn(double azimuth, double elevation)
{
    workspace.scene.relief.camera.azimuth = azimuth;
    workspace.scene.relief.camera.elevation = elevation;
    const Projection on = workspace_relief(&workspace, picture);
    drapes_follow(&workspace);
    return on;
}

static void leave(void)
{
    workspace_finish(&workspace);
    canvas_finish(&canvas);
    arena_free(&arena);
}

static double f_at(double x, double y)
{
    const double at[2] = { x, y };
    double f;
    objective_eval(workspace_objective(&workspace), workspace.scratch,
                   &(ObjectiveBlock){ 1, 1, at, &f, NULL, NULL });
    return f;
}

static double z_at(const double scene[3])
{
    double at[2];
    relief_plane(&workspace.relief, scene, at);
    return relief_z(&workspace.relief, f_at(at[0], at[1]));
}

// ---- on f

static void expect_on_f(const char *name, int run, const Drape *drape)
{
    const Relief *relief = &workspace.relief;
    double cut[2];
    relief_drawn(relief, &cut[0], &cut[1]);
    for (size_t i = 0; i < drape->points.count; i++) {
        const DrapePoint *p = &drape->points.items[i];
        const double z = relief_z(relief, f_at(p->x, p->y));
        cr_assert_float_eq(p->scene[2], z, 1e-6 * relief->size, "%s: run %d at (%.9g, %.9g)", name,
                           run, p->x, p->y);
        cr_assert(fabs(p->scene[0]) <= picture.w / 2 + 1e-6 &&
                      fabs(p->scene[1]) <= picture.h / 2 + 1e-6,
                  "%s: run %d leaves the patch", name, run);
        cr_assert(z >= cut[0] - 1 && z <= cut[1] + 1, "%s: run %d is beyond the cut", name, run);
    }
}

// Between its points, too, to a fraction of a pixel; up walls only at the points.
static void expect_between(const char *name, int run, const Drape *drape)
{
    for (size_t i = 1; i < drape->points.count; i++) {
        const DrapePoint *a = &drape->points.items[i - 1], *b = a + 1;
        if (b->apart || hypot(b->scene[0] - a->scene[0], b->scene[1] - a->scene[1]) < 0.1) {
            continue;
        }
        for (double share = 0.15; share < 1; share += 0.233) {
            const double z = relief_z(&workspace.relief, f_at(a->x + share * (b->x - a->x),
                                                              a->y + share * (b->y - a->y)));
            cr_assert_float_eq(a->scene[2] + share * (b->scene[2] - a->scene[2]), z, 0.4,
                               "%s: run %d between (%g, %g) and (%g, %g)", name, run, a->x, a->y,
                               b->x, b->y);
        }
    }
}

// Every step that is on the surface is on the line.
static void expect_steps(const char *name, int run, const Drape *drape)
{
    const Relief *relief = &workspace.relief;
    const Trail *trail = race_trail(workspace.race, run);
    double cut[2];
    size_t at = 0;
    relief_drawn(relief, &cut[0], &cut[1]);
    for (int i = 0; i < trail->count; i++) {
        const TrailRow *row = &trail->rows[i];
        double scene[3], nearest = INFINITY;
        relief_place(relief, (Place){ row->x, row->y, row->loss }, scene);
        if (!path_finite(row) || !relief_covers(relief, row->x, row->y) ||
            !(scene[2] >= cut[0] && scene[2] <= cut[1])) {
            continue;
        }
        while (at < drape->points.count && drape->points.items[at].at < i) {
            at++;
        }
        for (size_t k = at > 4000 ? at - 4000 : 0; k < drape->points.count && k < at + 2; k++) {
            const double *p = drape->points.items[k].scene;
            nearest =
                fmin(nearest, hypot(hypot(p[0] - scene[0], p[1] - scene[1]), p[2] - scene[2]));
        }
        cr_assert_leq(nearest, 0.75, "%s: run %d passes step %d, %g px away", name, run, i,
                      nearest);
    }
}

Test(drape, paths_lie_on_f_at_their_points_and_between_them_on_all_landscapes)
{
    size_t points = 0;
    for (int i = 0; i < landscape_count; i++) {
        const char *name = landscapes[i].kind.key;
        open(name, 60, RELIEF_AUTO);
        compute();
        for (int run = 0; run < race_run_count(workspace.race); run++) {
            const Drape *drape = drapes_path(&workspace, run);
            if (drape) {
                expect_on_f(name, run, drape);
                expect_between(name, run, drape);
                expect_steps(name, run, drape);
                points += drape->points.count;
            }
        }
        leave();
    }
    cr_expect_gt(points, 20000, "there is something to look at");
}

Test(drape, a_path_that_leaves_the_patch_ends_at_its_edge)
{
    open("rosenbrock", 200, RELIEF_AUTO);
    workspace_compute(&workspace, picture, 1, INFINITY);
    const double *start = workspace.scene.start;
    workspace.view = (View){ .x = start[0], .y = start[1], .unit = workspace.view.unit / 12 };
    compute();
    int ends = 0;
    for (int run = 0; run < race_run_count(workspace.race); run++) {
        const Drape *drape = drapes_path(&workspace, run);
        cr_assert_not_null(drape, "the start is there");
        expect_on_f("close", run, drape);
        for (size_t i = 1; i < drape->points.count; i++) {
            const DrapePoint *before = &drape->points.items[i - 1], *p = before + 1;
            if (p->apart) {
                const double away = fmin(picture.w / 2 - fabs(before->scene[0]),
                                         picture.h / 2 - fabs(before->scene[1]));
                double cut[2];
                relief_drawn(&workspace.relief, &cut[0], &cut[1]);
                cr_expect(fabs(away) < 1e-6 || fabs(before->scene[2] - cut[1]) < 1,
                          "run %d ends %g px before the edge", run, away);
                ends++;
            }
        }
    }
    cr_expect_gt(ends, 3, "paths leave and come back");
    leave();
}

Test(drape, paths_are_cut_where_f_is_and_end_where_there_is_no_f)
{
    open("1/(x^2 + y^2)", 1, RELIEF_LINEAR);
    workspace.scene.domain = (Box){ -2, 2, -2, 2 };
    compute();
    cr_assert(workspace.relief.cut_high, "a pole");
    Drape drape = { 0 };
    const DrapePlace over[2] = { { -1.5, 0.001, f_at(-1.5, 0.001), 0, false },
                                 { 1.5, 0.001, f_at(1.5, 0.001), 1, false } };
    drape_add(&drape, &workspace.relief, 1, 2, over);
    expect_on_f("pole", 0, &drape);
    int gaps = 0;
    for (size_t i = 1; i < drape.points.count; i++) {
        if (drape.points.items[i].apart) {
            cr_expect_float_eq(drape.points.items[i - 1].scene[2], workspace.relief.size, 1);
            cr_expect_float_eq(drape.points.items[i].scene[2], workspace.relief.size, 1);
            gaps++;
        }
    }
    cr_expect_eq(gaps, 1, "once up to the cut, once down from it");
    drape_finish(&drape);
    leave();

    open("sqrt(x) + y^2", 1, RELIEF_LINEAR);
    workspace.scene.domain = (Box){ -2, 2, -2, 2 };
    compute();
    const DrapePlace into[3] = { { 1, 1, f_at(1, 1), 0, false },
                                 { -1, 1, NAN, 1, false },
                                 { 1, -1, f_at(1, -1), 2, false } };
    drape_add(&drape, &workspace.relief, 1, 3, into);
    expect_on_f("root", 0, &drape);
    double least = INFINITY;
    gaps = 0;
    for (size_t i = 0; i < drape.points.count; i++) {
        least = fmin(least, drape.points.items[i].scene[0]);
        gaps += i > 0 && drape.points.items[i].apart;
        cr_expect_geq(drape.points.items[i].x, 0);
    }
    cr_expect_eq(gaps, 1, "it goes on behind the hole");
    cr_expect_lt(least, 0.2, "it goes as far as there is f");
    drape_finish(&drape);
    leave();
}

Test(drape, a_place_that_is_no_number_ends_the_line)
{
    open("himmelblau", 1, RELIEF_LINEAR);
    compute();
    Drape drape = { 0 };
    const DrapePlace places[4] = { { 0, 0, f_at(0, 0), 0, false },
                                   { 1, 0, f_at(1, 0), 1, false },
                                   { INFINITY, 0, INFINITY, 2, false },
                                   { 0, 1, f_at(0, 1), 3, false } };
    drape_add(&drape, &workspace.relief, 1, 4, places);
    cr_assert_gt(drape.points.count, 1);
    cr_expect_eq(drape.points.items[drape.points.count - 1].at, 1);
    drape_finish(&drape);
    leave();
}

Test(drape, a_line_in_parts_is_the_line_at_once)
{
    open("himmelblau", 50, RELIEF_AUTO);
    compute();
    const Trail *trail = race_trail(workspace.race, 1);
    DrapePlace places[51];
    for (int i = 0; i < 51; i++) {
        const TrailRow *row = &trail->rows[i];
        places[i] = (DrapePlace){ row->x, row->y, row->loss, i, false };
    }
    Drape whole = { 0 }, parts = { 0 };
    drape_add(&whole, &workspace.relief, 1, 51, places);
    drape_add(&parts, &workspace.relief, 1, 1, places);
    drape_add(&parts, &workspace.relief, 1, 20, places + 1);
    drape_add(&parts, &workspace.relief, 1, 30, places + 21);
    cr_assert_eq(parts.points.count, whole.points.count);
    for (size_t i = 0; i < whole.points.count; i++) {
        const DrapePoint *a = &whole.points.items[i], *b = &parts.points.items[i];
        cr_expect(a->x == b->x && a->y == b->y && a->at == b->at && a->apart == b->apart, "%zu", i);
    }
    drape_finish(&whole);
    drape_finish(&parts);
    leave();
}

Test(drape, turning_lays_nothing_anew_and_a_closer_eye_does)
{
    open("rosenbrock", 100, RELIEF_AUTO);
    compute();
    const DrapePoint *points = drapes_path(&workspace, 0)->points.items;
    const size_t count = drapes_path(&workspace, 0)->points.count;
    ((DrapePoint *)points)->f = 12345; // a mark
    for (double azimuth = -170; azimuth < 180; azimuth += 50) {
        turn(azimuth, 10 + fabs(azimuth) / 3);
        cr_expect_eq(drapes_path(&workspace, 0)->points.items[0].f, 12345, "at %g", azimuth);
    }
    workspace.scene.relief.camera.distance /= 4;
    turn(0, 30);
    cr_expect_neq(drapes_path(&workspace, 0)->points.items[0].f, 12345);
    cr_expect_gt(drapes_path(&workspace, 0)->points.count, count * 3 / 2, "finer");
    leave();
}

// ---- hidden by f

// The most that f stands above the look from a point to the eye, pixels of the screen, by f alone:
// wherever the look is below it from the point on, or goes below it or comes out from below it
// where it is not cut open. NAN: so near the cut's edge that it hangs by a hair.
static double covered_px(const double at[3])
{
    const Relief *relief = &workspace.relief;
    double along[3], cut[2], most = 0, peak = 0;
    lens_to_eye(&relief->lens, at, along);
    relief_drawn(relief, &cut[0], &cut[1]);
    const double flat = hypot(along[0], along[1]);
    bool below = true, counts = true; // the point is on the upper side
    for (double s = 0.02; s < 2000; s += 0.25) {
        const double on[3] = { at[0] + s * along[0] / flat, at[1] + s * along[1] / flat,
                               at[2] + s * along[2] / flat };
        if (fabs(on[0]) > picture.w / 2 || fabs(on[1]) > picture.h / 2) {
            break;
        }
        const double above = z_at(on) - on[2];
        if ((above > 0) != below) {
            if (s > 0.1 && fabs(on[2] - cut[1]) < 2) {
                return NAN;
            }
            below = above > 0;
            counts = counts || on[2] <= cut[1];
            most = fmax(most, counts ? peak : 0);
            counts = below && on[2] <= cut[1];
            peak = 0;
        }
        peak = fmax(peak, above);
        if (!below && on[2] > relief->size * 1.5) {
            break;
        }
    }
    return fmax(most, counts ? peak : 0) * lens_scale(&relief->lens, at) * flat;
}

static void expect_hidden_by_f(const char *name, const Drape *drape, int *hidden, int *seen)
{
    const Lens *lens = &workspace.relief.lens;
    for (size_t i = 0; drape && i < drape->points.count; i += 2) {
        const double *at = drape->points.items[i].scene;
        const double covered = covered_px(at);
        const bool shows = relief_seen(&workspace.relief, at);
        if (covered > 0.65 || covered < 0.4) { // clearly
            cr_expect_eq(
                shows, covered < 0.5, "%s: from %g°, %g° f covers %g px of point %zu (%g, %g, %g)",
                name, lens->orbit.azimuth, lens->orbit.elevation, covered, i, at[0], at[1], at[2]);
            *hidden += !shows;
            *seen += shows;
        }
    }
}

Test(drape, what_hides_a_path_is_f)
{
    static const char *const names[] = { "rosenbrock", "himmelblau", "rastrigin", "ackley",
                                         "beale",      "cliff",      "camel6",    "flower" };
    int hidden = 0, seen = 0;
    for (size_t i = 0; i < COUNT(names); i++) {
        open(names[i], 40, RELIEF_AUTO);
        compute();
        for (double azimuth = -160; azimuth < 180; azimuth += 100) {
            workspace.scene.relief.camera.parallel = azimuth > 0;
            turn(azimuth, 12 + fabs(azimuth) / 4);
            for (int run = 0; run < race_run_count(workspace.race); run++) {
                expect_hidden_by_f(names[i], drapes_path(&workspace, run), &hidden, &seen);
            }
        }
        leave();
    }
    cr_expect(hidden > 200 && seen > 200, "%d hidden, %d seen", hidden, seen);
}

static void hill(Drape *drape)
{
    DrapePlace places[181];
    open("2*exp(-(x^2 + y^2)*2) + 0*x", 1, RELIEF_LINEAR);
    workspace.scene.domain = (Box){ -2, 2, -1.5, 1.5 };
    workspace.view = (View){ .x = 0, .y = 0, .unit = 3.2 / 480 };
    compute();
    for (int i = 0; i <= 180; i++) {
        const double a = i * 2 * TURNED;
        places[i] = (DrapePlace){ 0.55 * cos(a), 0.55 * sin(a), f_at(0.55 * cos(a), 0.55 * sin(a)),
                                  i, false };
    }
    drape_add(drape, &workspace.relief, 1, 181, places);
}

Test(drape, around_a_hill_the_half_behind_is_hidden_and_begins_at_the_silhouette)
{
    Drape drape = { 0 };
    hill(&drape);
    workspace.scene.relief.camera.parallel = true;
    for (double azimuth = 0; azimuth < 360; azimuth += 45) {
        turn(azimuth, 15);
        Vertices v = { 0 };
        vertices_drape(&v, &workspace.relief, &drape, 180, NULL);
        int changes = 0, behind = 0, before = 0;
        for (size_t i = 1; i < v.count; i++) {
            // Where it is on the hill, from the eye's side: the middle of the picture is the
            // hill's.
            changes += v.items[i].hidden != v.items[i - 1].hidden;
            behind += v.items[i].hidden;
            before += !v.items[i].hidden;
        }
        cr_expect_eq(changes, 2, "from %g°: %d changes", azimuth, changes);
        cr_expect(behind > 10 && before > 20, "from %g°: %d and %d", azimuth, behind, before);
        array_free(&v);
        for (size_t i = 0; i < drape.points.count; i++) {
            const double *at = drape.points.items[i].scene;
            const double towards =
                at[0] * workspace.relief.lens.back[0] + at[1] * workspace.relief.lens.back[1];
            if (fabs(towards) > 40) {
                cr_expect_eq(relief_seen(&workspace.relief, at), towards > 0, "from %g°", azimuth);
            }
        }
    }
    drape_finish(&drape);
    leave();
}

Test(drape, dimming_begins_at_the_silhouette_to_a_pixel)
{
    // A straight way behind a hill, in pieces much longer than a pixel.
    Drape around = { 0 }, drape = { 0 };
    hill(&around);
    const DrapePlace ends[2] = { { -1.4, 0.4, f_at(-1.4, 0.4), 0, false },
                                 { 1.4, 0.4, f_at(1.4, 0.4), 1, false } };
    drape_add(&drape, &workspace.relief, 0.2, 2, ends);
    const Projection on = turn(10, 25);
    Vertices v = { 0 };
    vertices_drape(&v, &workspace.relief, &drape, 1, NULL);
    int changes = 0;
    for (size_t i = 0; i + 1 < v.count; i++) {
        if (v.items[i].hidden == v.items[i + 1].hidden) {
            continue;
        }
        double nearest = INFINITY;
        changes++;
        for (double x = -1.4; x < 1.4; x += 0.002) {
            double px[2], scene[3];
            const Place at = { x, 0.4, f_at(x, 0.4) };
            relief_place(&workspace.relief, at, scene);
            cr_assert(projection_px(&on, at, px));
            const double away = hypot(px[0] - v.items[i].x, px[1] - v.items[i].y);
            if (away < 20 && fabs(covered_px(scene) - 0.5) < 0.25) {
                nearest = fmin(nearest, away);
            }
        }
        cr_expect_lt(nearest, 1.0, "dimming begins %g px off the silhouette", nearest);
    }
    cr_expect_eq(changes, 2);
    array_free(&v);
    drape_finish(&drape);
    drape_finish(&around);
    leave();
}

Test(drape, the_open_cut_lets_the_look_through)
{
    // A chimney: what stands behind it is hidden by its wall, but not above the cut.
    open("1/(x^2 + y^2 + 0*x)", 1, RELIEF_LINEAR);
    workspace.scene.domain = (Box){ -2, 2, -1.5, 1.5 };
    workspace.view = (View){ .x = 0, .y = 0, .unit = 3.2 / 480 };
    workspace.scene.relief.camera.parallel = true;
    compute();
    const Relief *relief = &workspace.relief;
    cr_assert(relief->cut_high);
    turn(0, 30);
    const double foot_y = 60; // scene, behind the chimney
    double scene[3] = { 0, foot_y, 0 };
    scene[2] = z_at(scene);
    cr_assert_lt(scene[2], relief->size);
    cr_expect_not(relief_seen(relief, scene), "behind the wall");
    // From higher up the look passes over the cut, where f goes on but no surface does.
    turn(0, 68);
    double over = 0;
    for (double y = 30; y < picture.h / 2 && over == 0; y += 2) {
        const double foot = z_at((double[]){ 0, y, 0 });
        for (double s = 1; s < y && over == 0 && foot < 0.9 * relief->size; s += 0.25) {
            const double z = foot + s * tan(68 * TURNED);
            if (z_at((double[]){ 0, y - s, 0 }) > z) {
                over = z > 1.03 * relief->size ? y : 0;
                break;
            }
        }
    }
    cr_assert_gt(over, 0, "there is such a place");
    cr_expect(relief_seen(relief, (double[]){ 0, over, z_at((double[]){ 0, over, 0 }) }));
    leave();
}

Test(drape, a_coarse_mesh_changes_nothing)
{
    open("himmelblau", 60, RELIEF_LOG); // pits as sharp as needles
    compute();
    Relief *relief = &workspace.relief;
    turn(35, 40);
    const Drape *drape = drapes_path(&workspace, 1);
    const size_t count = drape->points.count;
    bool *fine = malloc(count);
    for (size_t i = 0; i < count; i++) {
        fine[i] = relief_seen(relief, drape->points.items[i].scene);
    }
    enum { SIDE = 33 };
    float z[SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
        const double at[3] = { picture.w * (i % SIDE / (SIDE - 1.0) - 0.5),
                               picture.h * (i / SIDE / (SIDE - 1.0) - 0.5), 0 };
        z[i] = (float)z_at(at);
    }
    const DrapePoint first = drape->points.items[count / 2];
    mesh_build(&relief->mesh, SIDE, SIDE, z, picture.w / 2, picture.h / 2, -1e6f, 1e6f);
    relief->version++;
    turn(35, 40);
    cr_assert_eq(relief->ridges.columns, SIDE);
    drape = drapes_path(&workspace, 1);
    cr_assert_eq(drape->points.count, count);
    cr_expect_eq(memcmp(drape->points.items[count / 2].scene, first.scene, sizeof first.scene), 0);
    int hidden = 0, seen = 0;
    for (size_t i = 0; i < count; i++) {
        const double *at = drape->points.items[i].scene;
        const bool coarse = relief_seen(relief, at);
        cr_expect(coarse == fine[i] || fabs(covered_px(at) - 0.5) < 0.1,
                  "point %zu: f covers %g px", i, covered_px(at));
        hidden += !coarse;
        seen += coarse;
    }
    cr_expect(hidden > 20 && seen > 20, "%d hidden, %d seen", hidden, seen);
    free(fine);
    leave();
}

// ---- drawn

static const Color RED = RGB_ROW(0xff0000), BLUE = RGB_ROW(0x0000ff);

// Whether a step that is seen, by f, is near a pixel.
static bool seen_near(const Projection *on, const double px[2])
{
    for (int run = 0; run < race_run_count(workspace.race); run++) {
        const Trail *trail = race_trail(workspace.race, run);
        for (int i = 0; i < trail->count; i++) {
            const Place at = { trail->rows[i].x, trail->rows[i].y, trail->rows[i].loss };
            double other[2];
            if (projection_px(on, at, other) && hypot(other[0] - px[0], other[1] - px[1]) < 6.5 &&
                projection_seen(on, at)) {
                return true;
            }
        }
    }
    return false;
}

static bool is(Color a, Color b)
{
    return a.r == b.r && a.g == b.g && a.b == b.b;
}

Test(drape, what_is_hidden_is_drawn_dimmed_below_all_that_is_seen)
{
    open("himmelblau", 100, RELIEF_AUTO);
    compute();
    const Projection on = turn(40, 32);
    PathLook looks[SCENE_RACERS_MAX];
    for (int i = 0; i < SCENE_RACERS_MAX; i++) {
        looks[i] = (PathLook){ i % 2 ? RED : BLUE, RGB(0x00ff00), 2.4f, true };
    }
    paths_draw(&canvas, &workspace, &on, workspace.play.cursor, looks);
    size_t last_dim = 0, first_bright = canvas.shapes.count, dim[2] = { 0 }, bright[2] = { 0 };
    for (size_t i = 0; i < canvas.shapes.count; i++) {
        const Shape *shape = &canvas.shapes.items[i];
        const bool red = is(shape->fill, RED);
        if (red || is(shape->fill, BLUE)) {
            const bool dimmed = shape->fill.a < 255;
            (dimmed ? dim : bright)[red]++;
            last_dim = dimmed ? i : last_dim;
            first_bright = dimmed || i > first_bright ? first_bright : i;
        }
    }
    cr_expect(dim[0] > 10 && dim[1] > 10 && bright[0] > 10 && bright[1] > 10,
              "both are before and behind the ridge");
    cr_expect_lt(last_dim, first_bright, "no hidden part lies over one that is seen");
    leave();
}

Test(drape, nothing_of_a_race_is_drawn_beside_the_patch)
{
    open("rosenbrock", 100, RELIEF_AUTO);
    workspace_compute(&workspace, picture, 1, INFINITY);
    // A patch far from everything: no head, no start, no path.
    workspace.view = (View){ .x = 4, .y = 2, .unit = workspace.view.unit / 4 };
    compute();
    const Projection on = turn(30, 35);
    PathLook looks[SCENE_RACERS_MAX];
    for (int i = 0; i < SCENE_RACERS_MAX; i++) {
        looks[i] = (PathLook){ RED, RGB(0x00ff00), 2.4f, true };
    }
    paths_draw(&canvas, &workspace, &on, workspace.play.cursor, looks);
    cr_expect_eq(canvas.shapes.count, 0);
    Heads heads;
    heads_place(&workspace, &on, &heads);
    cr_expect_eq(heads.count, 0);
    cr_expect_gt(picture_start_distance(&workspace, &on, 640, 300), 1e5f);
    PictureArrow arrow;
    cr_assert(picture_start_arrow(&workspace, &on, picture, (Rect){ 0 }, &arrow),
              "but it is pointed at");
    double px[2], scene[3], edge[2];
    relief_place(&workspace.relief, (Place){ 0, 0, NAN }, scene);
    cr_assert(projection_px(&on, (Place){ -1.5, 2, NAN }, px));
    edge[0] = px[0] - (double)arrow.x;
    edge[1] = px[1] - (double)arrow.y;
    cr_expect_gt(edge[0] * (double)arrow.dx + edge[1] * (double)arrow.dy, 0, "towards it");
    leave();
}

// What a run is lost to: no f at its place, an infinite one.
Test(drape, heads_stand_nowhere_where_f_is_not_finite)
{
    static const char *const lost[] = { "log(x)", "log(-1 - x^2)", "1/(x + 3)" };
    for (size_t i = 0; i < COUNT(lost); i++) {
        open(lost[i], 5, RELIEF_AUTO);
        compute();
        const Projection on = turn(40, 20);
        Heads heads;
        heads_place(&workspace, &on, &heads);
        cr_expect_eq(heads.count, 0, "%s: %d", lost[i], heads.count);
        double scene[3];
        relief_place(&workspace.relief, (Place){ -3, 2.5, NAN }, scene);
        cr_expect_eq(scene[2], workspace.relief.ground, "its start is on the ground");
        Place at = { -3, 2.5, NAN };
        cr_expect_not(relief_mark(&workspace.relief, &at));
        leave();
    }
}

Test(drape, heads_stand_on_f_between_steps_and_are_dimmed_behind_a_ridge)
{
    open("himmelblau", 100, RELIEF_AUTO);
    compute();
    const Projection on = turn(40, 20);
    Heads heads;
    int hidden = 0;
    for (double cursor = 0; cursor <= 20; cursor += 0.37) {
        workspace_seek(&workspace, cursor);
        heads_place(&workspace, &on, &heads);
        cr_assert_gt(heads.count, 0);
        for (int i = 0; i < heads.count; i++) {
            const Trail *trail = race_trail(workspace.race, heads.items[i].run);
            Place at;
            double px[2], scene[3];
            cr_assert(path_point(trail, cursor, &at));
            at.f = f_at(at.x, at.y);
            cr_assert(projection_px(&on, at, px));
            cr_expect(hypot(px[0] - (double)heads.items[i].x, px[1] - (double)heads.items[i].y) <
                          0.01,
                      "at %g", cursor);
            relief_place(&workspace.relief, at, scene);
            cr_expect_eq(heads.items[i].hidden, !relief_seen(&workspace.relief, scene));
            hidden += heads.items[i].hidden;
        }
    }
    cr_expect_gt(hidden, 20);
    leave();
}

Test(drape, the_step_at_a_pixel_is_found_and_what_is_seen_goes_before_what_is_hidden)
{
    int found = 0, before = 0;
    open("himmelblau", 30, RELIEF_AUTO);
    compute();
    for (double azimuth = -150; azimuth < 180; azimuth += 55) {
        const Projection on = turn(azimuth, 20);
        for (int run = 0; run < race_run_count(workspace.race); run++) {
            const Trail *trail = race_trail(workspace.race, run);
            for (int i = 0; i < trail->count; i++) {
                const TrailRow *row = &trail->rows[i];
                double px[2], there[2];
                int step = -1;
                cr_assert(projection_px(&on, (Place){ row->x, row->y, row->loss }, px));
                const int near = path_near(&workspace, &on, (float)px[0], (float)px[1], &step);
                cr_assert_geq(near, 0);
                const TrailRow *other = trail_at(race_trail(workspace.race, near), step);
                const Place at = { other->x, other->y, other->loss };
                cr_assert(projection_px(&on, at, there));
                const double away = hypot(px[0] - there[0], px[1] - there[1]);
                if (projection_seen(&on, (Place){ row->x, row->y, row->loss })) {
                    cr_expect_lt(away, 0.6);
                    cr_expect(projection_seen(&on, at));
                    found++;
                } else {
                    cr_expect_lt(away, 7);
                    const bool other_seen = seen_near(&on, px);
                    cr_expect(!other_seen || projection_seen(&on, at));
                    before += other_seen;
                }
            }
        }
        int step;
        cr_expect_eq(path_near(&workspace, &on, 310, 50, &step), -1, "nothing in the sky");
    }
    cr_expect(found > 50 && before > 3, "%d are seen, and hidden ones are near %d", found, before);
    leave();
}

Test(drape, the_race_before_and_points_beside_lie_on_f_too)
{
    open("rosenbrock", 60, RELIEF_AUTO);
    workspace.scene.racers[0].spec.params.average = AVERAGE_POLYAK;
    workspace_changed_racers(&workspace);
    compute();
    workspace.scene.start[0] += 0.2;
    workspace_changed_race(&workspace);
    compute();
    cr_assert_gt(workspace.ghost.path_count, 0);
    for (int i = 0; i < workspace.ghost.path_count; i++) {
        cr_assert_not_null(drapes_ghost(&workspace, i));
        expect_on_f("ghost", i, drapes_ghost(&workspace, i));
    }
    const Drape *beside = drapes_beside(&workspace, 0, AROUND_MEAN);
    cr_assert_not_null(beside);
    expect_on_f("mean", 0, beside);
    const Projection on = turn(20, 40);
    ghost_draw(&canvas, &themes[0], &workspace, &on);
    cr_expect_gt(canvas.shapes.count, 20);
    leave();
}
