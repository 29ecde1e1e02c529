// The landscape as a surface: what lies under a place, and which place lies under a
// pixel.
#include "base/rng.h"

#include "relief_open.h"

static double uniform(Rng *rng, double low, double high)
{
    return low + (high - low) * rng_uniform(rng);
}

// Whether what is picked at the pixel of a place is that place (2), or one before it (1); 0: it is
// not drawn.
static int pick_again(const Relief *relief, const double x[2], const char *name)
{
    double f, px[2], scene[3], away, at[2], at_f, at_px[2], at_away, low, high;
    relief_heights(relief, 1, &x[0], &x[1], &f);
    relief_place(relief, (Place){ x[0], x[1], f }, scene);
    relief_drawn(relief, &low, &high);
    if (isnan(f) || !(scene[2] > low && scene[2] < high) ||
        !lens_px(&relief->lens, scene, px, &away) || away < relief->lens.near) {
        return 0;
    }
    const Orbit *orbit = &relief->lens.orbit;
    const bool met = relief_pick(relief, px[0], px[1], at);
    cr_assert(met, "%s: nothing at %.17g, %.17g from %g, %g, %g, %d", name, x[0], x[1],
              orbit->azimuth, orbit->elevation, orbit->distance, orbit->parallel);
    relief_heights(relief, 1, &at[0], &at[1], &at_f);
    relief_place(relief, (Place){ at[0], at[1], at_f }, scene);
    lens_px(&relief->lens, scene, at_px, &at_away);
    cr_assert(hypot(at_px[0] - px[0], at_px[1] - px[1]) < 0.01 && at_away < away + 0.5,
              "%s: at %g, %g from %g, %g, %g, %d: %g px away, %g behind", name, x[0], x[1],
              orbit->azimuth, orbit->elevation, orbit->distance, orbit->parallel,
              hypot(at_px[0] - px[0], at_px[1] - px[1]), at_away - away);
    return hypot(at[0] - x[0], at[1] - x[1]) < 0.05 * relief->view.unit ? 2 : 1;
}

Test(relief, what_is_picked_at_a_places_pixel_is_that_place_or_hides_it)
{
    static const double elevations[] = { 0, 1, 5, 20, 45, 75, 89.9, 90 };
    enum { PLACES = 8 };
    int seen[3] = { 0 };
    Rng rng;
    rng_init(&rng, 7, 0);
    for (int i = 0; i < landscape_count; i++) {
        Workspace *w = opened_landscape(&landscapes[i]);
        const Box box = view_box(&w->view, picture);
        for (int k = 0; k < 4 * (int)COUNT(elevations); k++) {
            w->scene.relief.camera = (Orbit){ uniform(&rng, -180, 180), elevations[k / 4],
                                              k % 2 ? 1.6 : uniform(&rng, 0.3, 3), k / 2 % 2 };
            workspace_relief(w, picture);
            for (int n = 0; n < PLACES; n++) {
                const double x[2] = { uniform(&rng, box.x0, box.x1),
                                      uniform(&rng, box.y0, box.y1) };
                seen[pick_again(&w->relief, x, landscapes[i].kind.key)]++;
            }
        }
        finish(w);
    }
    cr_expect(seen[1] > 500 && seen[2] > 4500, "%d hidden, %d seen", seen[1], seen[2]);
}

// A wall of 1/40 unit's width, seen along it and across, where a pixel is as long.
Test(relief, a_thin_ridge_is_not_stepped_over)
{
    Workspace *w = opened_formula("exp(-(60*(y - x/3))^2)");
    w->relief.cut_high = false;
    int met = 0;
    for (int k = 0; k < 40; k++) {
        w->scene.relief.camera = (Orbit){ 9 * k, 3 + k % 4, 2, k % 2 };
        workspace_relief(w, picture);
        for (double x = -4.5; x < 4.5; x += 0.5) {
            const double side = (int)(4 * x) % 4 ? 0.004 : -0.004; // not on its very edge
            met += pick_again(&w->relief, (double[]){ x, x / 3 + side }, "ridge") == 2;
        }
    }
    cr_expect(met > 250, "%d", met);
    finish(w);
}

Test(relief, from_above_the_surface_is_the_map)
{
    Workspace *w = opened_landscape(registry_row(&landscape_kinds, "saddle"));
    w->scene.relief.camera = ((const ReliefCamera *)registry_row(&relief_cameras, "top"))->orbit;
    w->relief.cut_high = false;
    workspace_relief(w, picture);
    const Projection map = view_projection(&w->view, picture);
    for (int i = 0; i < 100; i++) {
        const float x = picture.x + 1 + picture.w / 101 * (float)i,
                    y = picture.y + 7 + 4 * (float)i;
        double at[2], exact[2];
        cr_assert(relief_pick(&w->relief, x, y, at));
        projection_plane(&map, x, y, exact);
        cr_assert(hypot(at[0] - exact[0], at[1] - exact[1]) < 1e-9 * w->view.unit);
    }
    double at[2];
    cr_expect(!relief_pick(&w->relief, picture.x - 1, picture.y + 9, at));
    finish(w);
}

Test(relief, a_hole_lets_the_ray_through)
{
    Workspace *w = opened_formula("sqrt(x^2 + y^2 - 4) - 1");
    w->scene.relief.camera = (Orbit){ 0, 75, 1.6, true };
    workspace_relief(w, picture);
    for (double x = -2.9; x < 2.95; x += 0.2) {
        const double f = sqrt(fmax(x * x - 4, 0)) - 1;
        double scene[3], px[2], at[2];
        relief_place(&w->relief, (Place){ x, 0, f }, scene);
        lens_px(&w->relief.lens, scene, px, NULL);
        const bool met = relief_pick(&w->relief, px[0], px[1], at);
        cr_expect_eq(met, fabs(x) > 2, "%g", x);
        cr_expect(!met || hypot(at[0] - x, at[1]) < 1e-3, "%g: %g, %g", x, at[0], at[1]);
    }
    finish(w);
}

// From one side of a pole to the other there is no wall; over a step there is.
Test(relief, a_pole_lets_the_ray_through_and_a_step_does_not)
{
    static const char *const formulas[] = { "1/x + 1/y", "tan(x)", "1/(x - y)", "log(x)" };
    for (size_t i = 0; i < COUNT(formulas); i++) {
        Workspace *w = opened_formula(formulas[i]);
        const Relief *relief = &w->relief;
        int met = 0;
        for (int k = 0; k < 6; k++) {
            w->scene.relief.camera = (Orbit){ 60 * k + 20, 10 + 5 * k, 1.6, k % 2 };
            workspace_relief(w, picture);
            for (int n = 0; n < 400; n++) {
                const double x = picture.x + picture.w * (n % 20 + 0.5) / 20;
                const double y = picture.y + picture.h * (n / 20 + 0.5) / 20;
                double at[2], f;
                if (relief_pick(relief, x, y, at)) {
                    relief_heights(relief, 1, &at[0], &at[1], &f);
                    const double z = relief_z(relief, f);
                    cr_assert(z > -1e-3 && z < relief->size + 1e-3, "%s at %g, %g: %g", formulas[i],
                              at[0], at[1], z / relief->size);
                    met++;
                }
            }
        }
        cr_expect(met > 100, "%s: %d", formulas[i], met);
        finish(w);
    }
    Workspace *w = opened_formula("floor(x/5)");
    double scene[3], px[2], at[2];
    w->scene.relief.camera = (Orbit){ -90, 10, 1.6, false };
    workspace_relief(w, picture);
    relief_place(&w->relief, (Place){ 0, 1, -0.5 }, scene);
    lens_px(&w->relief.lens, scene, px, NULL);
    cr_assert(relief_pick(&w->relief, px[0], px[1], at));
    cr_expect(fabs(at[0]) < 1e-9 && fabs(at[1] - 1) < 1e-6, "%g, %g", at[0], at[1]);
    finish(w);
}

// How near to a pixel anything of the surface is seen.
static double nearest_px(const Relief *relief, double x_px, double y_px)
{
    enum { SIDE = 500 };
    double low, high, nearest = INFINITY;
    relief_drawn(relief, &low, &high);
    for (int i = 0; i < SIDE * SIDE; i++) {
        double at[2], f, px[2];
        double scene[3] = { picture.w * (i % SIDE / (SIDE - 1.0) - 0.5),
                            picture.h * (i / SIDE / (SIDE - 1.0) - 0.5) };
        relief_plane(relief, scene, at);
        relief_heights(relief, 1, &at[0], &at[1], &f);
        scene[2] = relief_z(relief, f);
        if (scene[2] >= low && scene[2] <= high && lens_px(&relief->lens, scene, px, NULL)) {
            nearest = fmin(nearest, hypot(px[0] - x_px, px[1] - y_px));
        }
    }
    return nearest;
}

static void pixel_of(const Relief *relief, const double at[2], double px[2], double scene[3])
{
    double f;
    relief_heights(relief, 1, &at[0], &at[1], &f);
    relief_place(relief, (Place){ at[0], at[1], f }, scene);
    cr_assert(lens_px(&relief->lens, scene, px, NULL));
}

// The pointer goes along a ridge, some pixels above it: what is dragged goes along below it and
// neither sticks nor jumps.
Test(relief, what_is_dragged_glides_along_what_is_seen_nearest)
{
    static const char *const formulas[] = { "x^2 - y^2", "exp(-x^2 - y^2) + y/8",
                                            "exp(-(9*(y - x/3))^2)" };
    for (size_t i = 0; i < COUNT(formulas); i++) {
        for (int k = 0; k < 4; k++) {
            Workspace *w = opened_formula(formulas[i]);
            Relief *relief = &w->relief;
            w->scene.relief.camera = (Orbit){ 20 + 40 * k, k == 3 ? 0 : 12, 1.6, k % 2 };
            workspace_relief(w, picture);
            double at[2] = { 0.3, -0.2 }, px[2], last[2] = { 0, 0 }, scene[3];
            const double x0 = picture.x + picture.w / 2.0 - 60;
            double top = picture.y + 1; // the highest pixel of the surface there
            while (!relief_pick(relief, x0, top, scene)) {
                top += 2;
                cr_assert_lt(top, picture.y + picture.h);
            }
            for (int n = 0; n < 40; n++) {
                const double x = x0 + 3 * n, y = top - 8 - n % 3;
                double seen[2];
                const bool on = relief_pick(relief, x, y, seen);
                cr_assert(relief_drag(relief, x, y, at));
                pixel_of(relief, at, px, scene);
                const double away = hypot(px[0] - x, px[1] - y);
                if (n % 13 == 0) {
                    const double nearest = on ? 0 : nearest_px(relief, x, y);
                    cr_expect(away <= nearest + 0.2, "%s, %d: %g px away, not %g at %d",
                              formulas[i], k, away, nearest, n);
                }
                cr_expect(n == 0 || hypot(px[0] - last[0], px[1] - last[1]) < 2 * away + 4,
                          "%s, %d: from %g, %g to %g, %g at %d", formulas[i], k, last[0], last[1],
                          px[0], px[1], n);
                last[0] = px[0];
                last[1] = px[1];
            }
            finish(w);
        }
    }
}

// Far into the sky and beside the patch, too, and where values are dear.
Test(relief, what_is_dragged_stays_on_the_surface)
{
    static const char *const keys[] = { "saddle", "neuron" };
    for (size_t i = 0; i < COUNT(keys); i++) {
        Workspace *w = opened_landscape(registry_row(&landscape_kinds, keys[i]));
        Relief *relief = &w->relief;
        w->scene.relief.camera = (Orbit){ 20, 12, 1.6, false };
        workspace_relief(w, picture);
        double at[2] = { 0.3, -0.2 }, px[2], scene[3], away;
        for (int k = 0; k < 12; k++) {
            const double x = picture.x + picture.w * (k % 4) / 3, y = picture.y + 3 + 5 * (k / 4);
            cr_assert(relief_drag(relief, x, y, at));
            cr_assert(relief_covers(relief, at[0], at[1]), "%g, %g", at[0], at[1]);
            pixel_of(relief, at, px, scene);
            away = hypot(px[0] - x, px[1] - y);
            cr_expect(k % 4 % 3 || away > 20, "%s: the sky is empty at %g, %g", keys[i], x, y);
            cr_expect(away <= nearest_px(relief, x, y) + 0.2, "%s: %g px at %g, %g", keys[i], away,
                      x, y);
        }
        finish(w);
    }
}

// Without asking the objective: as near as a draped path needs it.
Test(relief, a_dear_value_is_looked_up)
{
    static const char *const keys[] = { "logreg", "neuron", "linreg", "saddle", "himmelblau" };
    Rng rng;
    rng_init(&rng, 3, 0);
    for (size_t i = 0; i < COUNT(keys); i++) {
        Workspace *w = opened_landscape(registry_row(&landscape_kinds, keys[i]));
        Relief *relief = &w->relief;
        const Box box = view_box(&w->view, picture);
        double x[2][200], exact[200], near[200];
        for (int k = 0; k < 200; k++) {
            x[0][k] = uniform(&rng, box.x0, box.x1);
            x[1][k] = uniform(&rng, box.y0, box.y1);
        }
        x[0][0] = box.x0;
        x[1][0] = box.y1;
        cr_assert(relief->exact);
        relief_heights(relief, 200, x[0], x[1], exact);
        relief->exact = false;
        relief_heights(relief, 200, x[0], x[1], near);
        const double height = relief->field.high - relief->field.low;
        for (int k = 0; k < 200; k++) {
            cr_assert_lt(fabs(near[k] - exact[k]), 5e-6 * height, "%s at %g, %g: %g", keys[i],
                         x[0][k], x[1][k], fabs(near[k] - exact[k]) / height);
        }
        relief_heights(relief, 1, (double[]){ box.x1 + 1 }, &x[1][0], near);
        cr_expect(isnan(near[0]));
        finish(w);
    }
}
