// Fair rates in the window: the curves on the cards and in the chart are as high as what each rate
// comes to, and a click takes the rates.
#include "look.h"
#include "window_bench.h"

#include "app/landscape/chart_rates.h"
#include "app/landscape/fair_plot.h"
#include "app/landscape/racer_look.h"
#include "base/text.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

static Workspace *space_of(const Bench *b)
{
    return &b->landscape->workspace;
}

static const Canvas *canvas_of(const Bench *b)
{
    return &b->app.shell.canvas;
}

// All is computed, whatever frames it takes, and shown.
static void settle(Bench *b)
{
    bench_settle(b);
    for (int i = 0; i < 2000 && space_of(b)->fair.more; i++) {
        bench_frame(b);
    }
    cr_assert_not(space_of(b)->fair.more);
    bench_frame(b);
}

static Bench *open_at(const char *landscape)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = space_of(b);
    workspace_set_landscape(w, registry_find(&landscape_kinds, landscape));
    w->play.playing = false;
    bench_settle(b);
    return b;
}

static TuneCurve curve_of(const Bench *b, int racer)
{
    TuneCurve curve = { .best = -1 };
    cr_assert(fair_curve(&space_of(b)->fair, racer, &curve));
    return curve;
}

static TunePoint best_of(const Bench *b, int racer)
{
    const TuneCurve curve = curve_of(b, racer);
    cr_assert_geq(curve.best, 0);
    return curve.points[curve.best];
}

static Rect card_curve(Bench *b, int racer)
{
    char name[32];
    snprintf(name, sizeof name, "racer.%d.curve", racer);
    return bench_rect(b, name);
}

static Color color_of(const Bench *b, int racer)
{
    return racer_color(&space_of(b)->scene, racer, b->app.shell.ui.theme);
}

// How many of a curve's points were looked at; each is drawn where it belongs.
static int expect_heights(Bench *b, const Plot *plot, int racer, Rect within)
{
    const TuneCurve curve = curve_of(b, racer);
    int looked = 0;
    for (int i = 1; i + 1 < curve.count; i++) {
        const double v = fair_height(space_of(b), FAIR_TUNE, &curve.points[i]);
        const bool apart = curve.points[i + 1].rate > 1.2 * curve.points[i].rate &&
                           curve.points[i].rate > 1.2 * curve.points[i - 1].rate;
        float y;
        if (apart && v > plot->y.low && v < plot->y.high &&
            look_height(canvas_of(b), color_of(b, racer), within,
                        plot_x(plot, curve.points[i].rate), &y)) {
            cr_expect_float_eq(y, plot_y(plot, v), 1.5, "racer %d at %g: %g, not %g", racer,
                               curve.points[i].rate, (double)y, (double)plot_y(plot, v));
            looked++;
        }
    }
    return looked;
}

Test(fair, a_card_shows_what_every_rate_comes_to)
{
    Bench *b = open_at("beale");
    Workspace *w = space_of(b);
    cr_expect_null(ui_find(&b->app.shell.ui, "racer.0.curve"), "not before it is asked for");
    cr_expect_not(w->fair.begun);
    Subject *subject = memory_get(sizeof *subject);
    cr_expect_eq(landscape_room.subject(b->landscape, subject), 0);
    cr_expect_not(subject->scene_show.fair);
    bench_click(b, "fair.on");
    settle(b);
    cr_expect(bench_says(b, "loss at step"), "it says what is compared");
    cr_expect_eq(landscape_room.subject(b->landscape, subject), 0, "a command line says that");
    cr_expect(subject->scene_show.fair);
    free(subject);
    for (int racer = 0; racer < 6; racer++) {
        const Rect box = card_curve(b, racer);
        bench_frame(b);
        const Plot plot =
            fair_plot(w, FAIR_TUNE, (Rect){ box.x + 1, box.y + 6, box.w - 2, box.h - 12 }, racer,
                      true, b->app.shell.ui.theme);
        cr_expect_gt(expect_heights(b, &plot, racer, box), 8, "racer %d", racer);
        const TunePoint best = best_of(b, racer);
        LookPoint mark;
        cr_assert_eq(look_markers(canvas_of(b), color_of(b, racer), box, &mark, 1), 1);
        cr_expect_float_eq(mark.x, plot_x(&plot, best.rate), 1);
        LookLine own[4];
        const int lines =
            look_lines(canvas_of(b), b->app.shell.ui.theme->text, rect_inset(box, -1), own, 4);
        cr_assert_eq(lines, 1, "racer %d: %d", racer, lines);
        cr_expect_float_eq(own[0].x0, plot_x(&plot, scene_rate(&w->scene, racer)), 0.5);
    }
    // Plain descent on Beale's function is lost from some rate on.
    const Rect box = card_curve(b, 0);
    bench_frame(b);
    const TuneCurve curve = curve_of(b, 0);
    cr_assert(curve.points[curve.count - 1].lost);
    Rect red[64];
    cr_expect_gt(look_boxes(canvas_of(b), b->app.shell.ui.theme->error, box, red, 64), 3);
    bench_click(b, "fair.on");
    bench_frame(b);
    cr_expect_null(ui_find(&b->app.shell.ui, "racer.0.curve"));
    cr_expect_not(w->fair.begun, "and nothing more is computed");
    bench_close(b);
}

Test(fair, one_click_takes_all_the_best_rates_and_one_undo_gives_them_back)
{
    Bench *b = open_at("valley");
    Workspace *w = space_of(b);
    double before[6];
    for (int i = 0; i < 6; i++) {
        before[i] = scene_rate(&w->scene, i);
    }
    bench_click(b, "fair.on");
    settle(b);
    bench_click(b, "fair.apply");
    settle(b);
    for (int i = 0; i < 6; i++) {
        const TunePoint best = best_of(b, i);
        const Trail *trail = race_trail(w->race, i);
        cr_expect_eq(scene_rate(&w->scene, i), best.rate);
        cr_expect_eq(trail->rows[trail->count - 1].loss, best.final_loss, "to the bit");
        LookText said;
        char text[64], rate[32];
        const Rect box = card_curve(b, i);
        bench_frame(b);
        text_short(rate, sizeof rate, best.rate, 4);
        snprintf(text, sizeof text, "best %s: ", rate);
        cr_assert(look_text_begins(canvas_of(b), text,
                                   (Rect){ box.x - 4, box.y - 24, box.w + 8, 24 }, &said));
        cr_expect(bench_same_color(said.color, b->app.shell.ui.theme->good, 0), "it is its own");
    }
    bench_click(b, "fair.apply");
    cr_expect(bench_says(b, "All have their best rates already"));
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    settle(b);
    for (int i = 0; i < 6; i++) {
        cr_expect_eq(scene_rate(&w->scene, i), before[i]);
    }
    bench_key_with(b, SDLK_z, KMOD_LCTRL | KMOD_LSHIFT);
    settle(b);
    cr_expect_eq(scene_rate(&w->scene, 5), best_of(b, 5).rate);
    bench_close(b);
}

Test(fair, a_press_on_a_curve_takes_the_rate_there)
{
    Bench *b = open_at("beale");
    Workspace *w = space_of(b);
    bench_click(b, "fair.on");
    settle(b);
    const double before = scene_rate(&w->scene, 0);
    const Rect box = card_curve(b, 0);
    const Plot plot = fair_plot(w, FAIR_TUNE, (Rect){ box.x + 1, box.y + 6, box.w - 2, box.h - 12 },
                                0, true, b->app.shell.ui.theme);
    const float to = roundf(box.x + 0.2f * box.w);
    bench_drag(b, box.x + 0.1f * box.w, box.y + 9, to, box.y + 9);
    settle(b);
    const double there = plot_x_inverse(&plot, to);
    cr_expect_float_eq(scene_rate(&w->scene, 0) / there, 1, 6e-3, "%g, not %g",
                       scene_rate(&w->scene, 0), there);
    const TunePoint best = best_of(b, 0);
    bench_click_at(b, plot_x(&plot, best.rate) + 2, box.y + 9);
    settle(b);
    cr_expect_eq(scene_rate(&w->scene, 0), best.rate, "near the best one it is that one");
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    settle(b);
    cr_expect_eq(scene_rate(&w->scene, 0), before, "a drag is one deed");
    bench_click(b, "racer.1.lr.number");
    bench_key(b, SDLK_ESCAPE);
    while (!ui_find(&b->app.shell.ui, "racer.1.curve") ||
           b->app.shell.ui.focus != ui_id("racer.1.curve")) {
        bench_key(b, SDLK_TAB);
    }
    bench_key(b, SDLK_RETURN);
    settle(b);
    cr_expect_eq(scene_rate(&w->scene, 1), best_of(b, 1).rate);
    bench_close(b);
}

Test(fair, what_the_best_is_can_be_chosen)
{
    Bench *b = open_at("rosenbrock");
    Workspace *w = space_of(b);
    bench_click(b, "fair.on");
    bench_segment(b, "fair.by", TUNE_BEST, TUNE_BY_COUNT);
    settle(b);
    cr_expect(bench_says(b, "lowest loss of 300 steps above 0"));
    const TuneCurve curve = curve_of(b, 5);
    cr_expect_eq(curve.best, tune_best(TUNE_BEST, curve.points, curve.count));
    cr_expect_null(ui_find(&b->app.shell.ui, "fair.within.number"));
    bench_segment(b, "fair.by", TUNE_WITHIN, TUNE_BY_COUNT);
    settle(b);
    bench_number(b, "fair.within.number", "0.5");
    settle(b);
    cr_expect_eq(w->tolerance, 0.5);
    cr_expect(bench_says(b, "steps to within 0.5 of 0"));
    const TunePoint best = best_of(b, 0);
    cr_expect_eq(w->fair.plan.by, TUNE_WITHIN);
    fair_set_rate(&w->scene, 0, best.rate);
    workspace_changed_race(w);
    settle(b);
    int step = 0;
    while (race_trail(w->race, 0)->rows[step].loss > 0.5) {
        step++;
    }
    cr_expect_eq(best.steps_within, step);
    bench_close(b);
}

Test(fair, follows_every_change_but_that_of_a_rate)
{
    Bench *b = open_at("valley");
    Workspace *w = space_of(b);
    bench_click(b, "fair.on");
    settle(b);
    const TunePoint best = best_of(b, 0);
    const TunePlan plan = w->fair.plan;
    Scene scene = w->scene;
    fair_set_rate(&scene, 0, 0.123);
    fair_follow(&w->fair, &scene, w->objective, w->objective_version, &plan, NULL, 0);
    cr_expect_not(w->fair.more, "a rate changes nothing");
    scene.racers[1].spec.params.beta = 0.5;
    fair_follow(&w->fair, &scene, w->objective, w->objective_version, &plan, NULL, 0);
    cr_expect(w->fair.more);
    settle(b);
    workspace_set_start(w, 3, 3);
    settle(b);
    cr_expect_neq(best_of(b, 0).final_loss, best.final_loss);
    w->scene.steps = 10;
    workspace_changed_race(w);
    settle(b);
    cr_expect(bench_says(b, "loss at step 10 above 0"));
    bench_close(b);
}

Test(fair, all_curves_stand_in_one_chart)
{
    Bench *b = open_at("himmelblau");
    Workspace *w = space_of(b);
    bench_choose(b, "chart.kind", CHART_FAIR);
    settle(b);
    cr_expect(w->fair.begun, "the chart alone is enough");
    const Rect rect = bench_rect(b, "chart.rates");
    const Plot plot = chart_rates_plot(w, rect, true, b->app.shell.ui.theme);
    int looked = 0;
    for (int racer = 0; racer < 6; racer++) {
        char name[RACER_NAME_MAX];
        looked += expect_heights(b, &plot, racer, rect);
        scene_racer_name(&w->scene, racer, name, sizeof name);
        cr_expect(look_text(canvas_of(b), name, rect, NULL), "%s", name);
    }
    cr_expect_gt(looked, 60);
    cr_expect_gt(plot_x(&plot, 0.1) - plot_x(&plot, 0.01), 20, "rates are logarithmic");
    cr_expect_float_eq(plot_x(&plot, 0.1) - plot_x(&plot, 0.01),
                       plot_x(&plot, 0.01) - plot_x(&plot, 0.001), 0.1);
    // The pointer reads what each comes to, and lights the run of the curve below it.
    const TuneCurve curve = curve_of(b, 5);
    const TunePoint *point = fair_nearest(&curve, curve.points[0].rate * 3);
    char value[64];
    fair_say(w, FAIR_TUNE, point, value, sizeof value);
    bench_move(b, plot_x(&plot, point->rate), plot_y(&plot, fair_height(w, FAIR_TUNE, point)));
    bench_frame(b);
    bench_frame(b);
    cr_expect(bench_says(b, "about rate"));
    cr_expect(look_text(canvas_of(b), value, LOOK_ALL, NULL), "%s", value);
    cr_expect_eq(b->landscape->lit_run, 5);
    bench_choose(b, "chart.kind", CHART_LOSS);
    bench_frame(b);
    cr_expect_not(w->fair.begun);
    bench_close(b);
}

Test(fair, racers_without_a_rate_or_that_sit_out_have_no_curve)
{
    Bench *b = open_at("valley");
    Workspace *w = space_of(b);
    Scene scene = w->scene;
    cr_assert(scene_parse_racer(&scene.racers[0], "lbfgs", NULL));
    scene.racers[1].on = false;
    bench_show(b, SUBJECT_SCENE, &scene);
    bench_click(b, "fair.on");
    settle(b);
    cr_expect_null(ui_find(&b->app.shell.ui, "racer.0.curve"));
    cr_expect_null(ui_find(&b->app.shell.ui, "racer.1.curve"));
    cr_expect_not_null(ui_find(&b->app.shell.ui, "racer.2.curve"));
    bench_click(b, "fair.apply");
    settle(b);
    cr_expect_eq(scene_rate(&w->scene, 1), scene_rate(&scene, 1), "who sits out keeps its rate");
    cr_expect_eq(scene_rate(&w->scene, 2), best_of(b, 2).rate);
    bench_close(b);
}

Test(fair, nobody_is_near_to_a_lowest_value_that_is_not_there)
{
    Bench *b = open_at("valley");
    Workspace *w = space_of(b);
    Scene scene = w->scene;
    Formula formula;
    Arena arena = { 0 };
    cr_assert(formula_compile(&formula, "log(x^2 + y^2)", &arena, NULL));
    cr_assert(scene_set_formula(&scene, &formula, false, NULL));
    arena_free(&arena);
    bench_show(b, SUBJECT_SCENE, &scene);
    bench_click(b, "fair.on");
    bench_segment(b, "fair.by", TUNE_WITHIN, TUNE_BY_COUNT);
    settle(b);
    cr_expect_eq(w->fair.by, TUNE_FINAL);
    cr_expect(bench_says(b, "f falls without end: there is no lowest value to be near to"));
    cr_expect(bench_says(b, "loss at step 100, for each rate"));
    bench_close(b);
}

Test(fair, the_range_test_is_a_chart)
{
    Bench *b = open_at("rosenbrock");
    Workspace *w = space_of(b);
    bench_choose(b, "chart.kind", CHART_RANGE);
    settle(b);
    cr_expect(w->fair.ramp.begun && !w->fair.begun);
    cr_expect(bench_says(b, "loss above 0 while the rate η rises with every step"));
    const Rect rect = bench_rect(b, "chart.rates");
    const Plot plot = chart_rates_plot(w, rect, true, b->app.shell.ui.theme);
    cr_expect_eq(plot.x.low, range_test_low);
    Scene scene = w->scene;
    range_test_scene(&scene);
    Race *race = race_create();
    race_start(race, &scene, w->objective);
    cr_assert(race_advance(race, INFINITY));
    int looked = 0;
    for (int run = 0; run < race_run_count(race); run++) {
        const Trail *trail = race_trail(race, run);
        int lowest = 1;
        for (int step = 1; step < trail->last_step; step++) {
            const double v = trail->rows[step].loss;
            lowest = v < trail->rows[lowest].loss ? step : lowest;
            float y;
            if (v > plot.y.low && v < plot.y.high &&
                look_height(canvas_of(b), color_of(b, run), rect,
                            plot_x(&plot, range_test_rate(step)), &y)) {
                looked += fabsf(y - plot_y(&plot, v)) < 1.5f;
            }
        }
        LookPoint marks[2];
        cr_assert_geq(look_markers(canvas_of(b), color_of(b, run), rect, marks, 2), 1);
        cr_expect_float_eq(marks[0].x, plot_x(&plot, range_test_rate(lowest)), 1, "run %d", run);
    }
    cr_expect_gt(looked, 250);
    race_destroy(race);
    workspace_set_start(w, 0, 2);
    settle(b);
    TuneCurve curve;
    cr_assert(fair_ramp(&w->fair, 0, &curve));
    cr_expect_lt(curve.points[0].final_loss, 410, "it follows the start");
    cr_expect_gt(curve.points[0].final_loss, 390);
    bench_close(b);
}

Test(fair, curves_of_a_race_that_is_no_more_are_not_shown)
{
    Bench *b = open_at("valley");
    Workspace *w = space_of(b);
    Scene scene = w->scene;
    cr_assert(scene_parse_racer(&scene.racers[0], "lbfgs", NULL));
    bench_show(b, SUBJECT_SCENE, &scene);
    bench_click(b, "fair.on");
    bench_choose(b, "chart.kind", CHART_FAIR);
    settle(b);
    FairCurve curve;
    cr_expect(fair_shown(w, FAIR_TUNE, 0, &curve) && !curve.has_rate);
    cr_assert(scene_remove_racer(&w->scene, 0)); // as a card's cross does, before the next frame
    cr_expect_not(fair_shown(w, FAIR_TUNE, 0, &curve));
    workspace_changed_racers(w);
    settle(b);
    cr_expect(fair_shown(w, FAIR_TUNE, 0, &curve) && curve.has_rate);
    cr_assert(scene_remove_racer(&w->scene, 0));
    cr_expect_not(fair_shown(w, FAIR_TUNE, 0, &curve), "of another method");
    workspace_changed_racers(w);
    bench_close(b);
}
