// Every landscape's numbers against its own formula, and its first picture against what a first
// picture must show.
#include "model/landscape.h"
#include "other_racers.h"

#include "sim/plane/hessian.h"
#include "sim/plane/stationary.h"
#include "sim/race/race.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Compiled {
    Arena arena;
    Formula formula;
    Scratch *space;
    Objective *objective; // as it comes
} Compiled;

static void compile(Compiled *c, const Landscape *l)
{
    static Scene scene;
    *c = (Compiled){ .space = scratch_create() };
    Error err = { .at = -1 };
    scene_defaults(&scene);
    scene_set_landscape(&scene, l);
    cr_assert(scene_compile(&scene, &c->formula, &c->arena, &err), "%s at %d: %s", l->kind.key,
              err.at, err.text);
    c->objective = scene_objective(&scene, &c->formula, arena_alloc(&c->arena, OBJECTIVE_ROOM));
}

static void release(Compiled *c)
{
    scratch_destroy(c->space);
    arena_free(&c->arena);
}

// f, fx, fy, fxx, fxy, fyy
static void jet_at(const Compiled *c, double x, double y, double jet[6])
{
    const double at[2] = { x, y };
    objective_eval(c->objective, c->space, &(ObjectiveBlock){ 1, 1, at, jet, jet + 1, jet + 3 });
}

Test(landscape, each_one_is_complete_and_found_by_its_key)
{
    cr_expect_eq(landscape_count, 26);
    for (int i = 0; i < landscape_count; i++) {
        const Landscape *l = &landscapes[i];
        cr_expect_eq(registry_row(&landscape_kinds, l->kind.key), l, "%s", l->kind.key);
        cr_expect(l->kind.name[0] && l->kind.about[0], "%s", l->kind.key);
        cr_expect(strchr(".?", l->kind.about[strlen(l->kind.about) - 1]),
                  "%s: the note is a sentence", l->kind.key);
        cr_expect(l->domain.x0 < l->domain.x1 && l->domain.y0 < l->domain.y1, "%s", l->kind.key);
        cr_expect(l->view.x0 >= l->domain.x0 && l->view.x1 <= l->domain.x1 &&
                      l->view.y0 >= l->domain.y0 && l->view.y1 <= l->domain.y1,
                  "%s: the view lies in the domain", l->kind.key);
        cr_expect(l->start[0] > l->view.x0 && l->start[0] < l->view.x1 &&
                      l->start[1] > l->view.y0 && l->start[1] < l->view.y1,
                  "%s: the start is in view", l->kind.key);
        cr_expect(l->point_count > 0 && l->point_count <= LANDSCAPE_POINTS_MAX, "%s", l->kind.key);
        cr_expect(l->points[0].x > l->view.x0 && l->points[0].x < l->view.x1 &&
                      l->points[0].y > l->view.y0 && l->points[0].y < l->view.y1,
                  "%s: the lowest point is in view", l->kind.key);
        for (int k = 0; k < OPTIM_COUNT; k++) {
            const Param *rate = optims[k].places & OPTIM_IN_PLANE ? optim_rate(&optims[k]) : NULL;
            cr_expect(!rate || param_check(rate, l->rates[k], NULL), "%s %s", l->kind.key,
                      optims[k].kind.key);
        }
        cr_expect(l->steps >= 50 && l->steps <= 1000, "%s", l->kind.key);
    }
    cr_expect_null(registry_row(&landscape_kinds, "alps"));
}

Test(landscape, parameters_come_in_the_order_the_formula_names_them)
{
    for (int i = 0; i < landscape_count; i++) {
        const Landscape *l = &landscapes[i];
        Compiled c;
        compile(&c, l);
        int count = 0;
        for (const Param *p = l->kind.params; p->key; p++, count++) {
            cr_expect_str_eq(p->key, c.formula.param_names[count], "%s", l->kind.key);
            cr_expect_eq(p->offset, (size_t)count * sizeof(double), "%s", l->kind.key);
            cr_expect(p->def >= p->min && p->def <= p->max, "%s %s", l->kind.key, p->key);
        }
        cr_expect_eq(count, c.formula.param_count, "%s", l->kind.key);
        cr_expect(!l->fit == !l->settings && (!l->fit || l->settings == l->fit->settings), "%s",
                  l->kind.key);
        release(&c);
    }
}

Test(landscape, points_are_stationary_and_of_their_kind)
{
    for (int i = 0; i < landscape_count; i++) {
        const Landscape *l = &landscapes[i];
        Compiled c;
        compile(&c, l);
        for (int k = 0; k < l->point_count; k++) {
            const Stationary *p = &l->points[k];
            double jet[6], e[2];
            jet_at(&c, p->x, p->y, jet);
            hessian_eigenvalues(jet[3], jet[4], jet[5], e);
            const double size = fmax(1, fmax(fabs(e[0]), fabs(e[1])));
            cr_expect_float_eq(jet[0], p->f, 1e-12 * fmax(1, fabs(p->f)), "%s point %d: f %.17g",
                               l->kind.key, k, jet[0]);
            cr_expect_lt(hypot(jet[1], jet[2]), 1e-13 * size, "%s point %d: gradient %g",
                         l->kind.key, k, hypot(jet[1], jet[2]));
            const bool fits = p->kind == STATIONARY_KINK      ? true
                              : p->kind == STATIONARY_MINIMUM ? e[0] > 1e-4
                              : p->kind == STATIONARY_MAXIMUM ? e[1] < -1e-4
                              : p->kind == STATIONARY_SADDLE  ? e[0] < -1e-4 && e[1] > 1e-4
                              : p->kind == STATIONARY_DEGENERATE
                                  ? fmin(fabs(e[0]), fabs(e[1])) < 1e-12
                                  : false;
            cr_expect(fits, "%s point %d is no %s: eigenvalues %g %g", l->kind.key, k,
                      stationary_kind_name(p->kind), e[0], e[1]);
            cr_expect(k == 0 || p->f >= l->points[0].f, "%s: the lowest comes first", l->kind.key);
        }
        release(&c);
    }
}

Test(landscape, rotated_valley_is_the_valley_turned)
{
    const Landscape *valley = registry_row(&landscape_kinds, "valley"),
                    *rotated = registry_row(&landscape_kinds, "rotated_valley");
    cr_expect_str_eq(valley->formula, rotated->formula);
    cr_expect_float_eq(rotated->kind.params[0].def, 0.78539816339744830962, 1e-16);
    Compiled c;
    compile(&c, valley);
    double jet[6];
    jet_at(&c, -7, 2, jet);
    cr_expect_eq(jet[0], 6.45, "x^2/20 + y^2 to the bit");
    cr_expect_float_eq(hessian_condition(jet[3], jet[4], jet[5]), 20, 1e-12);
    release(&c);
}

// The classic racers, or a page of the others; false when there are no more.
static bool choose_racers(Scene *scene, int page)
{
    scene_defaults(scene);
    return page == 0 || other_racers(scene, page - 1);
}

// What a first picture is about: how far each path goes, in shares of the view's diagonal.
static void first_picture(const Landscape *l, int page)
{
    Compiled c;
    compile(&c, l);
    Scene scene;
    choose_racers(&scene, page);
    scene_set_landscape(&scene, l);
    Race *race = race_create();
    race_start(race, &scene, c.objective);
    race_advance(race, INFINITY);
    const double diagonal = hypot(l->view.x1 - l->view.x0, l->view.y1 - l->view.y0);
    // Large steps are the cliff's point; on Goldstein and Price's even the smallest rate there is
    // throws whoever has momentum over the edge for a while.
    const bool thrown =
        strcmp(l->kind.key, "cliff") == 0 || strcmp(l->kind.key, "goldstein_price") == 0;
    const bool zigzags = l->distance; // from one side of the curve of minima to the other
    for (int i = 0; i < race_run_count(race); i++) {
        const Trail *trail = race_trail(race, i);
        const TrailRow *rows = trail->rows, *last = &rows[trail->count - 1];
        double way = 0, longest = 0;
        int outside = 0;
        for (int k = 1; k < trail->count; k++) {
            const double step = hypot(rows[k].x - rows[k - 1].x, rows[k].y - rows[k - 1].y);
            way += step;
            longest = fmax(longest, step);
            outside += rows[k].x < l->domain.x0 || rows[k].x > l->domain.x1 ||
                       rows[k].y < l->domain.y0 || rows[k].y > l->domain.y1;
        }
        const char *who = race_run(race, i)->optim->kind.key;
        cr_expect_not(trail->lost, "%s %s is lost at step %d", l->kind.key, who, trail->last_step);
        cr_expect_eq(trail->last_step, 100, "%s %s", l->kind.key, who);
        cr_expect_lt(last->loss, rows[0].loss, "%s %s gains nothing", l->kind.key, who);
        cr_expect_gt(way, 0.045 * diagonal, "%s %s looks dead: %.3f of the view", l->kind.key, who,
                     way / diagonal);
        // Beyond its last wave McCormick's plane goes down for ever, and Prodigy with it.
        const bool runs_off = strcmp(l->kind.key, "mccormick") == 0 && strcmp(who, "prodigy") == 0;
        cr_expect(thrown || runs_off || outside <= 2, "%s %s is outside %d times", l->kind.key, who, outside);
        cr_expect(thrown || longest < 0.55 * diagonal, "%s %s jumps %.2f of the view", l->kind.key,
                  who, longest / diagonal);
        cr_expect(thrown || zigzags || way < 3 * diagonal, "%s %s scribbles %.1f views", l->kind.key, who,
                  way / diagonal);
    }
    race_destroy(race);
    release(&c);
}

Test(landscape, default_rates_make_a_telling_first_picture)
{
    for (int i = 0; i < landscape_count; i++) {
        Scene scene;
        for (int page = 0; choose_racers(&scene, page); page++) {
            first_picture(&landscapes[i], page);
        }
    }
}

// The default rates as they were chosen: where they lead to in five steps.
Test(landscape, default_rates_lead_where_they_did)
{
    char path[1024], key[64], optimizer[64];
    double loss;
    int rows = 0;
    const char *golden = getenv("THALWEG_GOLDEN");
    snprintf(path, sizeof path, "%s/first_steps.csv", golden ? golden : "tests/golden");
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file, "%s", path);
    cr_assert_eq(fscanf(file, "%*[^\n]"), 0);
    while (fscanf(file, " %63[^,],%63[^,],%lf", key, optimizer, &loss) == 3) {
        const Landscape *l = registry_row(&landscape_kinds, key);
        cr_assert_not_null(l, "%s", key);
        Compiled c;
        Scene scene;
        compile(&c, l);
        choose_racers(&scene, 0);
        scene_set_landscape(&scene, l);
        Race *race = race_create();
        race_start(race, &scene, c.objective);
        race_advance(race, INFINITY);
        for (int i = 0; i < race_run_count(race); i++) {
            if (strcmp(race_run(race, i)->optim->kind.key, optimizer) == 0) {
                const double got = trail_at(race_trail(race, i), 5)->loss;
                cr_expect(fabs(got - loss) <= 1e-9 * fabs(loss), "%s %s: %.17g, not %.17g", key,
                          optimizer, got, loss);
                rows++;
            }
        }
        race_destroy(race);
        release(&c);
    }
    fclose(file);
    cr_expect_eq(rows, landscape_count * OPTIM_CLASSIC_COUNT);
}
