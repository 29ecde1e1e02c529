// What height is: linear or log, cut or whole; meshes of whatever can be typed; coarse ones first.
#include "app/landscape/race_presets.h"

#include "relief_open.h"

#include <float.h>

static const char *const log_keys[] = { "rosenbrock",      "banana",  "beale",
                                        "goldstein_price", "product", "neuron" };

static bool shall_be_log(const char *key)
{
    for (size_t i = 0; i < COUNT(log_keys); i++) {
        if (strcmp(key, log_keys[i]) == 0) {
            return true;
        }
    }
    return false;
}

static const Rect small = { 0, 0, 100, 75 }; // of which the map is quick

static void compute(Workspace *w)
{
    workspace_compute(w, small, 1, INFINITY);
}

static void zoom(Workspace *w, double factor)
{
    view_zoom(&w->view, small, factor, 30, 50);
    compute(w);
}

// Steep landscapes are log, however they are looked at.
Test(relief_heights, each_landscape_has_its_kind_wherever_one_looks)
{
    static const Rect shapes[] = { { 0, 0, 1000, 300 }, { 0, 0, 300, 900 }, { 0, 0, 60, 60 } };
    for (int i = 0; i < landscape_count; i++) {
        const char *key = landscapes[i].kind.key;
        Workspace *w = opened_landscape(&landscapes[i]);
        cr_expect_eq(w->relief.height.log, shall_be_log(key), "%s", key);
        for (size_t k = 0; k < COUNT(shapes); k++) {
            workspace_compute(w, shapes[k], 0.1, INFINITY);
            cr_expect_eq(w->relief.height.log, shall_be_log(key), "%s in %zu", key, k);
        }
        const int looks = landscapes[i].fit ? 1 : 4; // values of data are slow
        for (int k = 0; k < looks; k++) {
            zoom(w, k < 2 ? 4 : 0.1);
            cr_assert_eq(w->relief.height.log, shall_be_log(key), "%s, %d", key, k);
        }
        w->scene.relief.height = RELIEF_LINEAR;
        compute(w);
        cr_expect(!w->relief.height.log);
        w->scene.relief.height = RELIEF_LOG;
        compute(w);
        cr_expect(w->relief.height.log);
        finish(w);
    }
}

static double z_at(const Workspace *w, double x, double y)
{
    double f;
    relief_heights(&w->relief, 1, &x, &y, &f);
    return relief_z(&w->relief, f) / w->relief.size;
}

Test(relief_heights, walls_are_left_out_and_what_rises_inside_is_not)
{
    Workspace *w = opened_landscape(registry_row(&landscape_kinds, "himmelblau"));
    cr_expect(w->relief.cut_high && !w->relief.cut_low);
    cr_expect_float_eq(z_at(w, 3, 2), 0, 1e-9);
    cr_expect(z_at(w, -0.2708, -0.923) > 0.25, "%g", z_at(w, -0.2708, -0.923));
    cr_expect(z_at(w, -6.6, -5) > 1.3);
    finish(w);
    // A needle on a plain, the other way round: its tip, far above the median, is no wall.
    w = opened_formula("exp(-x^2 - y^2)");
    cr_expect(!w->relief.cut_high && !w->relief.cut_low);
    cr_expect_float_eq(z_at(w, 0, 0), 1, 0.01);
    finish(w);
    // Where a race starts is seen, however high; the same for a start that has been dragged.
    w = opened_landscape(registry_row(&landscape_kinds, "matyas"));
    const Tint before = w->relief.height;
    cr_expect(w->relief.cut_high && z_at(w, -8, 3) < 0.95);
    workspace_set_start(w, -9, 5);
    compute(w);
    cr_expect_float_eq(w->relief.height.t_high, before.t_high, 1e-12);
    finish(w);
}

Test(relief_heights, a_logarithm_is_whole)
{
    Workspace *w = opened_landscape(registry_row(&landscape_kinds, "rosenbrock"));
    const Relief *relief = &w->relief;
    cr_expect(relief->height.log && !relief->cut_high && !relief->cut_low);
    cr_expect(z_at(w, 1, 1) >= 0 && z_at(w, 1, 1) < 1e-9);
    cr_expect(relief_z(relief, relief->field.high) <= 1.001 * relief->size);
    const double box = relief_z(relief, 100) / relief->size;
    cr_expect(box > 0.3 && box < 0.7, "the median lies at %g", box);
    // Where it would begin before its reference, f goes on straight.
    cr_expect(relief_z(relief, -1) < 0 && isfinite(relief_z(relief, -1e300)));
    finish(w);
    w = opened_landscape(registry_row(&landscape_kinds, "product"));
    cr_expect(relief_z(&w->relief, 0.03) / w->relief.size < 0.1, "no ravine: %g",
              relief_z(&w->relief, 0.03) / w->relief.size);
    finish(w);
}

Test(relief_heights, a_constant_lies_in_the_middle)
{
    static const struct {
        const char *formula;
        double value;
    } rows[] = { { "3", 3 },
                 { "0", 0 },
                 { "-1e300", -1e300 },
                 { "sin(x)^2 + cos(x)^2", 1 },
                 { "1e-300", 1e-300 } };
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (int kind = 0; kind < RELIEF_HEIGHT_COUNT; kind++) {
            Workspace *w = opened_formula(rows[i].formula);
            w->scene.relief.height = (ReliefHeight)kind;
            compute(w);
            const Relief *relief = &w->relief;
            for (size_t k = 0; k < relief->mesh.vertices.count; k += 97) {
                const double z = relief->mesh.vertices.items[k].z;
                cr_assert_float_eq(z, relief->size / 2, 1e-3, "%s: %g", rows[i].formula, z);
            }
            cr_expect(!relief->cut_low && !relief->cut_high);
            finish(w);
        }
    }
}

Test(relief_heights, poles_are_cut_open_and_the_rest_is_seen)
{
    static const struct {
        const char *formula;
        bool low, high;
    } rows[] = { { "1/x + 1/y", true, true },
                 { "log(x)", true, false },
                 { "-1/(x^2 + y^2)", true, false },
                 { "1/(x^2 + y^2)", false, true },
                 { "x^2 - log(x + 4)", false, true } };
    for (size_t i = 0; i < COUNT(rows) - 1; i++) {
        Workspace *w = opened_formula(rows[i].formula);
        const Relief *relief = &w->relief;
        cr_expect_eq(relief->cut_low, rows[i].low, "%s", rows[i].formula);
        cr_expect_eq(relief->cut_high, rows[i].high, "%s", rows[i].formula);
        cr_expect(!relief->height.log);
        int drawn = 0, low = 0, high = 0;
        for (size_t k = 0; k < relief->mesh.vertices.count; k++) {
            const double z = relief->mesh.vertices.items[k].z / relief->size;
            drawn += z >= 0 && z <= 1;
            low += z >= 0 && z < 0.5;
            high += z > 0.5 && z <= 1;
        }
        w->scene.relief.height = RELIEF_LOG;
        compute(w);
        const double step = relief_z(relief, -0.9) - relief_z(relief, -1);
        cr_expect(relief->height.log && step > 0, "%s: log %d, %g", rows[i].formula,
                  relief->height.log, step);
        // Most of it is seen, and it fills its height.
        const int all = (int)relief->mesh.vertices.count;
        cr_expect(drawn > 0.45 * all && low > 0.02 * all && high > 0.02 * all,
                  "%s: %d, %d, %d of %d", rows[i].formula, drawn, low, high, all);
        finish(w);
    }
}

static void check_mesh(const Workspace *w, const char *name, int kind, int step)
{
    const Relief *relief = &w->relief;
    const Tint *height = &relief->height;
    cr_assert(isfinite(height->reference) && isfinite(height->softness) &&
                  isfinite(height->t_low) && isfinite(height->t_high) &&
                  height->t_high != height->t_low,
              "%s, %d, %d: %g, %g, %g..%g", name, kind, step, height->reference, height->softness,
              height->t_low, height->t_high);
    cr_assert(relief->size > 0 && relief->mesh.columns == 193 && relief->mesh.rows == 193);
    int drawn = 0, wrong = 0;
    for (size_t i = 0; i < relief->mesh.vertices.count; i++) {
        const MeshVertex *v = &relief->mesh.vertices.items[i];
        const float *n = v->normal;
        const double length = n[0] * n[0] + n[1] * n[1] + n[2] * n[2];
        wrong += !isfinite(v->x) || !isfinite(v->y) || !isfinite(v->z) || !isfinite(length) ||
                 fabs(length - 1) > 1e-4;
        drawn += v->z >= -0.001 * relief->size && v->z <= 1.001 * relief->size;
    }
    cr_assert_eq(wrong, 0, "%s, %d, %d: %d vertices are wrong", name, kind, step, wrong);
    const double *values = w->samples.visible;
    int plain = 0;
    for (int i = 0; i < w->samples.side * w->samples.side; i++) {
        plain += fabs(values[i]) < 1e300;
    }
    cr_assert(drawn > 0 || plain == 0, "%s, %d, %d: nothing is drawn", name, kind, step);
}

// At home, closer and closer, and from far away; in every kind of height.
static void check_all(Workspace *w, const char *name, size_t looks)
{
    static const double factors[] = { 1, 8, 1e7, 1e-12, 1e-5 };
    for (int kind = RELIEF_LINEAR; kind < RELIEF_HEIGHT_COUNT; kind++) {
        w->scene.relief.height = (ReliefHeight)kind;
        for (size_t i = 0; i < COUNT(factors) && i < looks; i++) {
            if (i > 0) {
                zoom(w, factors[i]);
            } else {
                w->view.home = true;
                compute(w);
            }
            check_mesh(w, name, kind, (int)i);
        }
    }
}

Test(relief_heights, no_landscape_makes_a_vertex_that_is_no_place)
{
    for (int i = 0; i < landscape_count; i++) {
        Workspace *w = opened_landscape(&landscapes[i]);
        check_all(w, landscapes[i].kind.key, landscapes[i].fit ? 2 : SIZE_MAX);
        finish(w);
    }
}

Test(relief_heights, no_preset_makes_a_vertex_that_is_no_place)
{
    for (int i = 0; i < race_preset_count; i++) {
        Scene scene;
        race_preset_scene(&race_presets[i], &scene);
        Workspace *w = opened(&scene);
        check_mesh(w, race_presets[i].kind.key, w->scene.relief.height, 0);
        finish(w);
    }
}

Test(relief_heights, nothing_typed_makes_a_vertex_that_is_no_place)
{
    static const char *const formulas[] = {
        "3",
        "0",
        "x",
        "-x - y",
        "1/x",
        "1/(x*y)",
        "-1/x^2",
        "1/(x^2 + y^2)",
        "log(x)",
        "log(x) + log(-y)",
        "sqrt(x)",
        "sqrt(x - y)*y",
        "floor(x)",
        "floor(x) + sign(y)",
        "sign(x)",
        "abs(x)^0.1",
        "tan(x)",
        "1e300*x",
        "1e308*x",
        "-1e308",
        "1e-300*x",
        "5e-324*x",
        "exp(50*x^2)",
        "-exp(50*x^2)",
        "exp(exp(x))",
        "x/0",
        "0/0",
        "1/0",
        "-1/0",
        "log(-1 - x^2)",
        "sqrt(0.0001 - x^2 - y^2)",
        "sin(1/x)",
        "1e15 + x",
        "1e16 + sin(x)",
        "exp(-(60*(y - x/3))^2)",
        "exp(-1000*(x^2 + y^2))",
        "x^201",
        "sqrt(x)/0 + y",
    };
    for (size_t i = 0; i < COUNT(formulas); i++) {
        Workspace *w = opened_formula(formulas[i]);
        check_all(w, formulas[i], SIZE_MAX);
        finish(w);
    }
}

Test(relief_heights, a_parameter_moves_the_surface)
{
    Workspace *w = opened_landscape(registry_row(&landscape_kinds, "valley"));
    const unsigned version = w->relief.version;
    const double before = z_at(w, 4, 4);
    w->scene.params[0] = 1;
    workspace_changed_params(w);
    compute(w);
    cr_expect(w->relief.version > version && fabs(z_at(w, 4, 4) - before) > 0.1);
    finish(w);
}

Test(relief_heights, exaggeration_stretches_what_is_computed)
{
    Workspace *w = opened_landscape(registry_row(&landscape_kinds, "saddle"));
    compute(w);
    const float before = w->relief.mesh.vertices.items[1000].z;
    w->relief.field.values[1000] += 1; // would be computed away
    w->scene.relief.exaggeration = 3;
    compute(w);
    w->scene.relief.exaggeration = 1;
    compute(w);
    cr_expect(w->relief.mesh.vertices.items[1000].z > before + 1);
    finish(w);
}

static long asked; // values of `counted`

static void counted_eval(const Objective *objective, Scratch *scratch, const ObjectiveBlock *block)
{
    (void)objective;
    (void)scratch;
    asked += (long)block->count;
    for (size_t i = 0; i < block->count; i++) {
        const double x = block->x[i], y = block->x[block->stride + i];
        if (block->f) {
            block->f[i] = x * x + y * y;
        }
        if (block->g) {
            block->g[i] = 2 * x;
            block->g[block->stride + i] = 2 * y;
        }
    }
}

static const ObjectiveType counted_type = { .eval = counted_eval };

static Objective *counted_make(const double *params, void *room)
{
    Objective *objective = room;
    (void)params;
    *objective = (Objective){ .type = &counted_type, .n = 2 };
    return objective;
}

// clang-format off
static const Landscape counted = {
    { "counted", "Counted", "A bowl that counts.", NULL, NO_PARAMS },
    "x^2 + y^2",
    .domain = { -3, 3, -3, 3 }, .view = { -2, 3, -2, 2 }, .start = { -2, 2 },
    .points = { { 0, 0, 0, STATIONARY_MINIMUM } }, .point_count = 1, .rates = { 0.5 }, .steps = 1, .make = counted_make };
// clang-format on

static Workspace *opened_counted(void)
{
    Workspace *w = opened_landscape(&counted);
    parallel_destroy(w->parallel);
    w->parallel = NULL; // it counts without locks
    return w;
}

// Places are shared with the colours: the surface asks for its grid and no more.
Test(relief_heights, places_are_asked_once_for_colours_and_heights)
{
    Workspace *w = opened_counted();
    long values[2];
    compute(w);
    for (int shown = 0; shown < 2; shown++) {
        w->scene.relief.kind = shown ? RELIEF_ONLY : RELIEF_OFF;
        view_pan(&w->view, 3, 4);
        asked = 0;
        compute(w);
        values[shown] = asked;
    }
    const long more = values[1] - values[0];
    cr_expect(more >= 193 * 193 && more < 193 * 193 + 10, "%ld", more);
    asked = 0;
    compute(w);
    cr_expect_eq(asked, 0);
    finish(w);
}

Test(relief_heights, a_dear_surface_is_coarse_first_and_then_fine)
{
    Workspace *w = opened_counted();
    w->objective->value_s = 1e-4; // as if
    view_pan(&w->view, 3, 4);
    const unsigned version = w->relief.version;
    bool more = workspace_compute(w, picture, 1, 0.016);
    cr_expect(more && w->relief.version > version);
    int columns = w->relief.mesh.columns;
    cr_expect(columns <= 13 && !w->relief.exact, "%d", columns);
    for (int i = 0; i < 1000 && more; i++) {
        more = workspace_compute(w, picture, 1, 0.016);
        cr_expect(w->relief.mesh.columns >= columns);
        columns = w->relief.mesh.columns;
    }
    cr_expect(!more && columns == 193, "%d", columns);
    const unsigned last = w->relief.version;
    cr_expect(!workspace_compute(w, picture, 1, 0.016) && w->relief.version == last);
    // For a file everything is exact and fine at once, however dear.
    view_pan(&w->view, 3, 4);
    workspace_compute(w, picture, 1, 0.016);
    cr_expect(!workspace_compute(w, picture, 1, INFINITY));
    cr_expect(w->relief.exact && w->relief.mesh.columns == 193);
    finish(w);
}
