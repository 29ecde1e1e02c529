// What stays and what changes when a scene's landscape or formula changes.
#include "sim/scene.h"

#include <criterion/criterion.h>
#include <string.h>

Test(scene, begins_as_the_valley_with_six_optimizers)
{
    Scene scene;
    scene_defaults(&scene);
    cr_expect_str_eq(scene.landscape->key, "valley");
    cr_expect_eq(scene.racer_count, OPTIM_COUNT);
    cr_expect_eq(scene.steps, 100);
    cr_expect_eq(scene.seed, 1);
    cr_expect_eq(scene.noise, 0);
    cr_expect_eq(scene.start[0], -7);
    const double book[OPTIM_COUNT] = { 0.95, 0.1, 0.08, 1.5, 0.3, 0.3 };
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
    cr_expect_eq(scene_rate(&scene, OPTIM_ADAM), 5);
    const Landscape *l = landscape_find("rosenbrock");
    scene_set_landscape(&scene, l);
    cr_expect_eq(scene_rate(&scene, OPTIM_ADAM), l->rates[OPTIM_ADAM]);
    cr_expect_eq(scene_optim_params(&scene, OPTIM_ADAM).beta1, 0.5, "other numbers stay");
    cr_expect_not(scene.racers[OPTIM_SGD].on, "who races stays");
    cr_expect_eq(scene.steps, 7);
    cr_expect_eq(scene.start[1], 2);
    cr_expect_eq(scene.domain.y1, 3);
    cr_expect_eq(scene.param_count, 2);
    cr_expect_str_eq(scene.param_names[1], "b");
    cr_expect_eq(scene.params[1], 100);
    cr_expect_str_eq(scene_formula_text(&scene), l->formula);
}

static void type(Scene *scene, const char *text, bool keep_place)
{
    Arena arena = { 0 };
    Formula formula;
    Error err = { .at = -1 };
    cr_assert(formula_compile(&formula, text, &arena, &err), "%s: %s", text, err.text);
    cr_assert(scene_set_formula(scene, &formula, keep_place, &err), "%s", err.text);
    arena_free(&arena);
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
        cr_expect_eq(scene_rate(&scene, r), optims[r].params[0].def);
    }
    scene.start[0] = 1;
    scene.domain.x1 = 9;
    type(&scene, "x^2 + 2y^2", false);
    cr_expect_eq(scene.start[0], 1, "typing on moves nothing");
    cr_expect_eq(scene.domain.x1, 9);
}

Test(scene, a_typed_formula_may_keep_the_landscapes_place)
{
    Scene scene;
    scene_defaults(&scene);
    type(&scene, "x^2/20 + y^2 + 1", true);
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
    double values[FORMULA_PARAMS_MAX];
    cr_assert(formula_compile(&formula, "b*y + a*x", &arena, NULL));
    scene_formula_params(&scene, &formula, values);
    cr_expect_eq(values[0], 3);
    cr_expect_eq(values[1], 2);
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
    cr_expect_str_eq(err.text, "the formula is 4096 bytes long; a scene holds at most 4095");
    cr_expect_eq(err.at, 4095);
    cr_expect_eq(memcmp(&scene, &before, sizeof scene), 0);
    arena_free(&arena);
}
