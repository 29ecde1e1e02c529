// What stays and what changes when a scene's landscape or formula changes.
#include "sim/race/scene.h"
#include "type_formula.h"

#include <criterion/criterion.h>
#include <string.h>

Test(scene, begins_as_the_valley_with_six_optimizers)
{
    Scene scene;
    scene_defaults(&scene);
    cr_expect_str_eq(scene.landscape->kind.key, "valley");
    cr_expect_eq(scene.racer_count, OPTIM_CLASSIC_COUNT);
    cr_expect_eq(scene.steps, 100);
    cr_expect_eq(scene.seed, 1);
    cr_expect_eq(scene.noise, 0);
    cr_expect_eq(scene.start[0], -7);
    const double book[OPTIM_CLASSIC_COUNT] = { 0.95, 0.1, 0.08, 1.5, 0.3, 0.3 };
    for (int r = 0; r < scene.racer_count; r++) {
        cr_expect(scene.racers[r].on);
        cr_expect_eq(scene_rate(&scene, r), book[r]);
        cr_expect_eq(scene_optim_params(&scene, r).lr, book[r]);
    }
}

Test(scene, a_new_landscape_brings_its_place_parameters_and_rates)
{
    Scene scene;
    scene_defaults(&scene);
    scene.racers[OPTIM_ADAM].spec.has_rate = true;
    scene.racers[OPTIM_ADAM].spec.params.lr = 5;
    scene.racers[OPTIM_ADAM].spec.params.beta1 = 0.5;
    scene.racers[OPTIM_SGD].on = false;
    scene.steps = 7;
    scene.has_view = true;
    cr_expect_eq(scene_rate(&scene, OPTIM_ADAM), 5);
    const Landscape *l = registry_row(&landscape_kinds, "rosenbrock");
    scene_set_landscape(&scene, l);
    cr_expect_eq(scene_rate(&scene, OPTIM_ADAM), l->rates[OPTIM_ADAM]);
    cr_expect_eq(scene_optim_params(&scene, OPTIM_ADAM).beta1, 0.5, "other numbers stay");
    cr_expect_not(scene.racers[OPTIM_SGD].on, "who races stays");
    cr_expect_eq(scene.steps, 7);
    cr_expect_not(scene.has_view, "the picture shows the new one whole");
    cr_expect_eq(scene.start[1], 2);
    cr_expect_eq(scene.domain.y1, 3);
    cr_expect_eq(scene.param_count, 2);
    cr_expect_str_eq(scene.param_names[1], "b");
    cr_expect_eq(scene.params[1], 100);
    cr_expect_str_eq(scene_formula_text(&scene), l->formula);
}

static void type(Scene *scene, const char *text, bool keep_place)
{
    type_formula(scene, text, keep_place);
    cr_expect_str_eq(scene_formula_text(scene), text, "the text is the scene's own");
}

Test(scene, a_typed_formula_begins_in_its_own_place)
{
    Scene scene;
    scene_defaults(&scene);
    type(&scene, "x^2 + y^2", false);
    cr_expect_null(scene.landscape);
    cr_expect_eq(scene.domain.x0, -5);
    cr_expect_eq(scene.domain.y1, 5);
    cr_expect_eq(scene.start[0], -3, "20 %% of the domain");
    cr_expect_eq(scene.start[1], 2.5, "75 %% of it");
    cr_expect_eq(scene.param_count, 0);
    for (int r = 0; r < scene.racer_count; r++) {
        cr_expect_eq(scene_rate(&scene, r), optims[r].kind.params[0].def);
    }
    scene.start[0] = 1;
    scene.domain.x1 = 9;
    scene.has_view = true;
    type(&scene, "x^2 + 2y^2", false);
    cr_expect_eq(scene.start[0], 1, "typing on moves nothing");
    cr_expect_eq(scene.domain.x1, 9);
    cr_expect(scene.has_view);
}

Test(scene, a_typed_formula_may_keep_the_landscapes_place)
{
    Scene scene;
    scene_defaults(&scene);
    scene.has_view = true;
    Scene moved = scene;
    type(&moved, "x^2/20 + y^2 + 1", false);
    cr_expect_not(moved.has_view, "a view of elsewhere");
    type(&scene, "x^2/20 + y^2 + 1", true);
    cr_expect(scene.has_view);
    cr_expect_eq(scene.start[0], -7);
    cr_expect_eq(scene.domain.x0, -10);
}

Test(scene, parameters_keep_their_values_by_name)
{
    Scene scene;
    scene_defaults(&scene);
    scene.params[strcmp(scene.param_names[0], "k") == 0 ? 0 : 1] = 33;
    type(&scene, "a*x^2 + k*y^2", false);
    cr_assert_eq(scene.param_count, 2);
    cr_expect_str_eq(scene.param_names[0], "a");
    cr_expect_eq(scene.params[0], 1);
    cr_expect_str_eq(scene.param_names[1], "k");
    cr_expect_eq(scene.params[1], 33);
    scene.params[0] = 4;
    type(&scene, "k*x + a*y + b", false);
    cr_expect_eq(scene.params[0], 33);
    cr_expect_eq(scene.params[1], 4);
    cr_expect_eq(scene.params[2], 1);
}

Test(scene, gives_parameters_in_the_formulas_order)
{
    Scene scene;
    scene_defaults(&scene);
    type(&scene, "a*x + b*y", false);
    scene.params[0] = 2;
    scene.params[1] = 3;
    Arena arena = { 0 };
    Formula formula;
    FormulaObjective objective;
    cr_assert(formula_compile(&formula, "b*y + a*x", &arena, NULL));
    scene_objective(&scene, &formula, &objective);
    cr_expect_eq(objective.params[0], 3);
    cr_expect_eq(objective.params[1], 2);
    arena_free(&arena);
}

Test(scene, refuses_a_formula_longer_than_it_can_hold_and_stays_as_it_was)
{
    Scene scene, before;
    scene_defaults(&scene);
    before = scene;
    char text[SCENE_FORMULA_MAX + 1];
    memset(text, ' ', sizeof text);
    text[0] = 'x';
    text[SCENE_FORMULA_MAX] = '\0';
    Arena arena = { 0 };
    Formula formula;
    Error err = { .at = -1 };
    cr_assert(formula_compile(&formula, text, &arena, &err), "%s", err.text);
    cr_expect_not(scene_set_formula(&scene, &formula, false, &err));
    cr_expect_str_eq(err.text, "the formula is 32768 bytes long; a scene holds at most 32767");
    cr_expect_eq(err.at, 32767);
    cr_expect_eq(memcmp(&scene, &before, sizeof scene), 0);
    arena_free(&arena);
}

Test(scene, is_lost_beyond_ten_times_its_domain)
{
    Scene scene;
    scene_defaults(&scene);
    scene.domain = (Box){ 0, 2, -1, 3 };
    const Box box = scene_bounds(&scene);
    cr_expect(box.x0 == -9 && box.x1 == 11, "%g %g", box.x0, box.x1);
    cr_expect(box.y0 == -19 && box.y1 == 21, "%g %g", box.y0, box.y1);
}

Test(scene, a_racer_comes_back_from_its_text)
{
    static const struct {
        const char *text, *written;
        bool on;
    } rows[] = {
        { "sgd", "sgd", true },
        { " adam off  lr=0.10", "adam lr=0.1 off", false },
        { "momentum beta=0.5 off", "momentum beta=0.5 off", false },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        Racer racer;
        char text[RACER_TEXT_MAX];
        Error err = { .at = -1 };
        cr_assert(scene_parse_racer(&racer, rows[i].text, &err), "%s", err.text);
        cr_expect_eq(racer.on, rows[i].on, "%s", rows[i].text);
        scene_write_racer(&racer, text, sizeof text);
        cr_expect_str_eq(text, rows[i].written);
    }
    Racer racer = { .on = true };
    Error err = { .at = -1 };
    cr_expect_not(scene_parse_racer(&racer, "sgd off off", &err));
    cr_expect_eq(err.at, 8);
    cr_expect_null(racer.spec.optim, "the last good one is kept");
    cr_expect(racer.on);
}

// Each changes one thing that counts.
static void turn_off(Scene *scene)
{
    scene->racers[3].on = false;
}

static void change_kind(Scene *scene)
{
    scene->racers[0].spec.optim = &optims[OPTIM_MOMENTUM];
}

static void change_rate(Scene *scene)
{
    scene->racers[0].spec.has_rate = true;
    scene->racers[0].spec.params.lr = 0.5;
}

static void change_epsilon(Scene *scene)
{
    scene->racers[OPTIM_ADAM].spec.params.eps *= 2;
}

static void drop_racer(Scene *scene)
{
    scene->racer_count--;
}

static void change_landscape(Scene *scene)
{
    scene->landscape =
        registry_row(&landscape_kinds, "rotated_valley"); // the same formula and parameters
}

static void change_formula(Scene *scene)
{
    type(scene, scene->landscape->formula, true);
}

static void change_name(Scene *scene)
{
    scene->param_names[1][0] = 'z';
}

static void change_param(Scene *scene)
{
    scene->params[1] += 1;
}

static void change_start(Scene *scene)
{
    scene->start[1] = -scene->start[1];
}

static void change_domain(Scene *scene)
{
    scene->domain.y1 += 1;
}

static void set_view(Scene *scene)
{
    scene->has_view = true;
}

static void change_steps(Scene *scene)
{
    scene->steps++;
}

static void change_noise(Scene *scene)
{
    scene->noise = 0.1;
}

static void change_zero(Scene *scene)
{
    scene->noise = -0.0;
}

static void change_seed(Scene *scene)
{
    scene->seed++;
}

Test(scene, differs_by_every_part_of_it)
{
    static void (*const changes[])(Scene *) = {
        turn_off,       change_kind,  change_rate,  change_epsilon, drop_racer,    change_landscape,
        change_formula, change_name,  change_param, change_start,   change_domain, set_view,
        change_steps,   change_noise, change_zero,  change_seed,
    };
    for (size_t i = 0; i < COUNT(changes); i++) {
        Scene scene, changed;
        scene_defaults(&scene);
        changed = scene;
        changes[i](&changed);
        cr_expect(scene_equal(&scene, &scene));
        cr_expect(scene_equal(&changed, &changed), "change %zu", i);
        cr_expect_not(scene_equal(&scene, &changed), "change %zu", i);
        cr_expect_not(scene_equal(&changed, &scene), "change %zu", i);
    }
}

Test(scene, typed_formulas_differ_by_their_texts)
{
    Scene scene, other;
    scene_defaults(&scene);
    type(&scene, "x + y", false);
    other = scene;
    cr_expect(scene_equal(&scene, &other));
    type(&other, "x  + y", false);
    cr_expect_not(scene_equal(&scene, &other));
}

Test(scene, does_not_differ_by_what_has_no_effect)
{
    Scene scene, other;
    scene_defaults(&scene);
    other = scene;
    memset(other.formula, 'x', sizeof other.formula); // beside a landscape
    other.view.x0 = -3;
    other.racers[OPTIM_SGD].spec.params.beta1 = 0.5; // SGD has none
    other.racers[OPTIM_SGD].spec.has_rate = true;
    other.racers[OPTIM_SGD].spec.params.lr = scene_rate(&scene, OPTIM_SGD);
    other.racers[OPTIM_ADAM].spec.params.lr = 7; // the default one holds
    other.racers[SCENE_RACERS_MAX - 1].on = true;
    other.params[FORMULA_PARAMS_MAX - 1] = 1;
    cr_expect(scene_equal(&scene, &other));
}

Test(scene, default_rates_are_two_decades_from_either_end_of_their_slider)
{
    Scene scene;
    scene_defaults(&scene);
    for (int i = 0; i < landscape_count; i++) {
        scene_set_landscape(&scene, &landscapes[i]);
        for (int k = 0; k < OPTIM_COUNT; k++) {
            if (!(optims[k].places & OPTIM_IN_PLANE) || !optim_rate(&optims[k])) {
                continue;
            }
            Racer *racer = &scene.racers[0];
            *racer = (Racer){ .spec.optim = &optims[k], .on = true };
            optim_defaults(&optims[k], &racer->spec.params);
            const double rate = landscapes[i].rates[k];
            const Param row = scene_rate_row(&scene, 0);
            cr_expect_float_eq(row.min, rate / 100, 1e-9 * rate, "%s %s", landscapes[i].kind.key,
                               optims[k].kind.key);
            cr_expect_float_eq(row.max, rate * 100, 1e-6 * rate);
            cr_expect_eq(row.def, rate);
            cr_expect(param_check(&optims[k].kind.params[0], row.min, NULL),
                      "what is shown is accepted");
            cr_expect(param_check(&optims[k].kind.params[0], row.max, NULL),
                      "what is shown is accepted");
            racer->spec.has_rate = true;
            racer->spec.params.lr = rate / 5000;
            cr_expect_lt(scene_rate_row(&scene, 0).min, rate / 10000, "a rate from elsewhere");
        }
    }
}
