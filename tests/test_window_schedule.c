// Schedules as curves: on the cards of racers, and in the panel of networks.
#include "window_panels.h"

#include "app/landscape/racer_look.h"
#include "app/parts/schedule_curve.h"
#include "base/text.h"
#include "look.h"
#include "sim/race/inside.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

static Bench *open_with(const char *spec)
{
    static Scene scene;
    Bench *b = bench_open(WIDTH, HEIGHT, 1);
    scene_defaults(&scene);
    scene.racer_count = 1;
    cr_assert(scene_parse_racer(&scene.racers[0], spec, NULL), "%s", spec);
    bench_show(b, SUBJECT_SCENE, &scene);
    bench_settle(b);
    return b;
}

static bool has(const Bench *b, const char *name)
{
    const Ui *ui = &b->app.shell.ui;
    bool found = false;
    for (size_t i = 0; i < ui->controls.count; i++) {
        found = found || strcmp(ui->controls.items[i].name, name) == 0;
    }
    return found;
}

static Color color_of(const Bench *b)
{
    const Shell *shell = &b->app.shell;
    return racer_color(&b->landscape->workspace.scene, 0, &themes[shell->theme]);
}

// Where the present step is marked, with a ring; false: nowhere.
static bool mark_in(const Bench *b, Rect rect, Color color, LookPoint *mark)
{
    const Canvas *canvas = &b->app.shell.canvas;
    bool found = false;
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *s = &canvas->shapes.items[i];
        if (s->kind == SHAPE_BOX && s->box.border_width > 0 && s->box.radius == s->box.half_w &&
            bench_same_color(s->fill, color, 0) && rect_has(rect, s->box.x, s->box.y)) {
            *mark = (LookPoint){ s->box.x, s->box.y };
            found = true;
        }
    }
    return found;
}

// What the tip says while the pointer rests there.
static bool says_at(Bench *b, Rect rect, float share, const char *part)
{
    bench_move(b, rect.x + share * rect.w, rect.y + rect.h / 2);
    for (int i = 0; i < 8; i++) {
        bench_wait(b, 0.14);
    }
    return strstr(b->app.shell.ui.tip.text, part);
}

static void expect_at(const Bench *b, Rect rect, const Schedule *schedule, double steps, double at,
                      double share)
{
    const ScheduleCurve curve = { .schedule = schedule, .steps = steps };
    LookPoint mark;
    cr_assert(mark_in(b, rect, color_of(b), &mark), "step %g is marked", at);
    cr_expect_float_eq(mark.x, schedule_curve_x(&curve, rect, at), 0.6, "step %g", at);
    const float bottom = rect.y + rect.h - 5, top = rect.y + 22;
    cr_expect_float_eq((bottom - mark.y) / (bottom - top), share, 0.05, "step %g", at);
}

Test(window_schedule, the_present_step_walks_along_the_curve_on_the_card)
{
    Bench *b = open_with("sgd lr=0.5 schedule=cosine t_max=90 warmup=10");
    const Rect rect = bench_rect(b, "racer.0.curve");
    const Schedule *schedule = &race_run(b->landscape->workspace.race, 0)->params.schedule;
    bench_key(b, SDLK_HOME);
    bench_settle(b);
    LookPoint mark;
    cr_expect_not(mark_in(b, rect, color_of(b), &mark), "no step is made yet");
    for (int step = 1; step <= 60; step++) {
        bench_key(b, SDLK_RIGHT);
        bench_settle(b);
        if (step == 5) {
            expect_at(b, rect, schedule, 100, 5, 0.5);
        } else if (step == 10) {
            expect_at(b, rect, schedule, 100, 10, 1);
        } else if (step == 56) {
            expect_at(b, rect, schedule, 100, 56, 0.5);
        }
    }
    bench_close(b);
}

// Lines of this colour that stand upright across the curve's box.
static int upright(const Bench *b, Rect rect, float *x)
{
    LookLine lines[8];
    const Color text = themes[b->app.shell.theme].text;
    const int count = look_lines(&b->app.shell.canvas, text, rect, lines, 8);
    int found = 0;
    for (int i = 0; i < count; i++) {
        if (fabsf(lines[i].x0 - lines[i].x1) < 0.1f) {
            *x = lines[i].x0;
            found++;
        }
    }
    return found;
}

Test(window_schedule, a_schedule_longer_than_the_race_shows_where_that_ends)
{
    float x = 0;
    Bench *b = open_with("sgd lr=0.5 schedule=cosine t_max=200");
    const Rect rect = bench_rect(b, "racer.0.curve");
    cr_assert_eq(upright(b, rect, &x), 1);
    cr_expect_float_eq((x - rect.x) / rect.w, 0.5, 0.02, "the race is half as long");
    cr_expect(says_at(b, rect, 0.8f, "all ends at step 100"));
    bench_close(b);
    b = open_with("sgd lr=0.5 schedule=cosine");
    cr_expect_eq(upright(b, bench_rect(b, "racer.0.curve"), &x), 0, "this one ends with it");
    bench_close(b);
}

// What the curve says of a plateau is what the steps used.
Test(window_schedule, a_plateau_is_drawn_as_far_as_its_losses_are_known)
{
    Bench *b = open_with("adam lr=0.5 schedule=plateau patience=2 factor=0.5");
    const Rect rect = bench_rect(b, "racer.0.curve");
    const Race *race = b->landscape->workspace.race;
    InsideReplay *replay = inside_create();
    char says[48];
    Inside inside;
    bench_key(b, SDLK_END);
    for (int step = 100; step > 20; step--) {
        cr_assert(inside_at(replay, race, 0, step, &inside));
        text_short(says, sizeof says - 16, inside.used, 3);
        char with[64];
        snprintf(with, sizeof with, "η %s", says);
        bench_settle(b);
        cr_expect(look_text(&b->app.shell.canvas, with, rect, NULL), "step %d: %s", step, with);
        bench_key(b, SDLK_LEFT);
    }
    inside_destroy(replay);
    bench_close(b);
}

Test(window_schedule, rates_that_come_from_curvatures_have_no_slider)
{
    Bench *b = open_with("sgd schedule=chebyshev");
    const ShellLayout *layout = &b->app.shell.layout;
    cr_expect(look_text(&b->app.shell.canvas, "Curvatures 0.1 to 2", layout->right, NULL));
    cr_expect_not(has(b, "racer.0.lr"));
    bench_close(b);
    b = open_with("sgd");
    cr_expect(has(b, "racer.0.lr") && !has(b, "racer.0.curve"));
    bench_close(b);
}

Test(window_schedule, a_networks_curve_goes_by_the_batches_of_all_its_epochs)
{
    static LabSpec spec;
    Bench *b = bench_open(WIDTH, HEIGHT, 1);
    lab_spec_defaults(&spec);
    cr_assert(net_spec_set(&spec.shared, NET_OPTIMIZER, "adam lr=0.02 schedule=linear", NULL));
    spec.epochs = 2;
    bench_show(b, SUBJECT_LAB, &spec);
    bench_rested(b);
    const Rect rect = bench_rect(b, "lab.schedule.curve");
    cr_expect(says_at(b, rect, 0.9f, "has the rate 0.02"));
    bench_close(b);
}

static const OptimSpec *spec_of(const Bench *b)
{
    return &b->landscape->workspace.scene.racers[0].spec;
}

static void open_rows(Bench *b)
{
    bench_click(b, "racer.0.open");
    bench_frame(b);
    bench_click(b, "racer.0.around");
    bench_settle(b);
}

Test(window_schedule, is_chosen_by_hand_with_its_numbers_copied_and_undone)
{
    Bench *b = open_with("sgd lr=0.5");
    const Schedule *schedule = &spec_of(b)->params.schedule;
    open_rows(b);
    bench_choose(b, "racer.0.schedule", SCHEDULE_COSINE);
    bench_settle(b);
    cr_expect_eq(schedule->kind, SCHEDULE_COSINE);
    cr_expect(has(b, "racer.0.curve") && has(b, "racer.0.schedule.eta_min"));
    cr_expect_eq(schedule->params.t_max, 0, "its length goes by the race's");
    bench_number(b, "racer.0.schedule.t_max.number", "40");
    bench_settle(b);
    cr_expect_eq(schedule->params.t_max, 40);
    cr_expect_eq(race_run(b->landscape->workspace.race, 0)->params.schedule.params.t_max, 40);
    bench_key_with(b, SDLK_c, KMOD_LCTRL);
    char *text = SDL_GetClipboardText();
    cr_expect(strstr(text, "schedule=cosine t_max=40"), "%s", text);
    SDL_free(text);
    bench_wait(b, 2); // another change
    bench_number(b, "racer.0.schedule.t_max.number", "100");
    bench_settle(b);
    cr_expect_eq(schedule->params.t_max, 0, "as long as the race: open again");
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect_eq(schedule->params.t_max, 40);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect_eq(schedule->kind, SCHEDULE_CONSTANT);
    bench_close(b);
}

Test(window_schedule, rates_from_curvatures_let_go_of_the_rate_and_milestones_are_typed)
{
    Bench *b = open_with("sgd lr=0.5");
    const Schedule *schedule = &spec_of(b)->params.schedule;
    open_rows(b);
    bench_choose(b, "racer.0.schedule", SCHEDULE_CHEBYSHEV);
    bench_settle(b);
    cr_expect(schedule->kind == SCHEDULE_CHEBYSHEV && !spec_of(b)->has_rate);
    bench_choose(b, "racer.0.schedule", SCHEDULE_MULTISTEP);
    bench_settle(b);
    const Rect field = bench_rect(b, "racer.0.schedule.milestones");
    static const char *const typed[] = { "10,30", "30,10", "10,20,30" };
    static const int counts[] = { 2, 2, 3 };
    for (size_t i = 0; i < COUNT(typed); i++) {
        bench_click_at(b, field.x + 10, field.y + field.h / 2);
        bench_retype(b, typed[i]);
        bench_key(b, SDLK_RETURN);
        bench_key(b, SDLK_ESCAPE);
        bench_settle(b);
        cr_expect_eq(schedule->params.milestones.count, counts[i], "%s", typed[i]);
        cr_expect_eq(schedule->params.milestones.items[0], 10, "%s", typed[i]);
    }
    bench_close(b);
}

// What does not go together is said, and is as it was.
Test(window_schedule, what_is_refused_is_taken_back_and_said)
{
    Bench *b = open_with("sgd lr=0.5 schedule=one_cycle");
    const OptimSpec before = *spec_of(b);
    open_rows(b);
    bench_number(b, "racer.0.schedule.base_momentum.number", "0.8");
    bench_settle(b);
    cr_expect_eq(spec_of(b)->params.schedule.params.base_momentum, 0);
    cr_expect(settings_same(optim_settings, spec_of(b), &before));
    cr_expect(bench_says(b, "sgd has no momentum that could cycle; leave base_momentum and "
                            "max_momentum out"));
    bench_close(b);
}
