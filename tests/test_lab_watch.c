// A lab that is watched: its pace, its end, going on; one clock; what the preset is about.
#include "lab_bench.h"
#include "look.h"

#include "base/file.h"

// Two small networks that end after so many epochs; at full speed.
static Bench *lab_open_until(int epochs, const char *const *networks)
{
    Bench *b =
        lab_open("spiral noise=0.1 n=60", "hidden=8,8 optimizer=adam lr=0.01 batch=8", networks);
    space_of(b)->wish.spec.epochs = epochs;
    labspace_changed(space_of(b));
    bench_answered(b);
    return b;
}

static const char *const two[] = { "init=normal std=0.5", "init=he_normal", NULL };

static void wait_for_end(Bench *b)
{
    const double until_s = clock_seconds() + 60;
    while (space_of(b)->wish.playing) {
        cr_assert_lt(clock_seconds(), until_s, "it never ends");
        bench_breathe(b);
    }
    cr_expect(labspace_given(space_of(b)), "its fine surfaces are wanted at once, without an event");
    bench_rested(b);
    cr_expect_eq(net_of(b, 0)->surface_side, SHOT_SURFACE_MAX);
}

// What the bar of time says.
static const char *state(const Bench *b)
{
    static LookText text;
    return look_text_has(&b->app.shell.canvas, "epoch ", b->app.shell.layout.transport, &text)
               ? text.text
               : "";
}

Test(lab_watch, is_the_default_and_a_preset_ends_in_time)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_lab(b, "optimizers");
    bench_answered(b);
    LabSpace *space = space_of(b);
    cr_expect(space->wish.paced && space->wish.playing);
    cr_expect_eq(space->shot->goal, 100 * net_of(b, 0)->epoch_steps);
    const double wanted = (double)space->shot->goal / SESSION_PACE_S;
    cr_expect_float_eq(space->shot->steps_per_s, wanted, 1e-9);
    bench_trained(b, 5);
    const double begun_s = clock_seconds();
    const long before = space->shot->step;
    bench_trained(b, before + 60);
    const double rate = (double)(space->shot->step - before) / (clock_seconds() - begun_s);
    cr_expect_lt(rate, 1.6 * wanted, "%g steps/s, not %g", rate, wanted);
    bench_close(b);
}

Test(lab_watch, stops_at_the_end_and_goes_on_by_a_key_or_a_click)
{
    Bench *b = lab_open_until(5, two);
    LabSpace *space = space_of(b);
    const long goal = 5 * net_of(b, 0)->epoch_steps;
    bench_key(b, SDLK_SPACE);
    wait_for_end(b);
    cr_expect_eq(space->shot->step, goal);
    cr_expect(labspace_at_end(space));
    cr_expect_str_eq(state(b), "epoch 5 · step 30 · end, Space goes on");
    bench_key(b, SDLK_SPACE);
    bench_trained(b, goal + 20);
    cr_expect(space->wish.playing, "without another end");
    bench_key(b, SDLK_SPACE);
    bench_rested(b);
    bench_key(b, SDLK_HOME); // once more
    bench_key(b, SDLK_SPACE);
    wait_for_end(b);
    cr_expect_eq(space->shot->step, goal);
    bench_click(b, "lab.play");
    bench_trained(b, goal + 20);
    bench_close(b);
}

Test(lab_watch, a_network_begun_anew_at_the_end_comes_after)
{
    Bench *b = lab_open_until(5, two);
    LabSpace *space = space_of(b);
    bench_key(b, SDLK_SPACE);
    wait_for_end(b);
    bench_norm(b, 1, NORM_BEFORE);
    bench_rested(b);
    cr_expect(net_of(b, 0)->step == 0 && net_of(b, 1)->step == space->shot->goal);
    cr_expect_str_eq(state(b), "epoch 5 · step 30 · A at step 0");
    bench_key(b, SDLK_SPACE);
    wait_for_end(b);
    cr_expect_eq(net_of(b, 0)->step, space->shot->goal, "and all stop there");
    cr_expect_eq(net_of(b, 1)->step, space->shot->goal);
    bench_close(b);
}

// ---- one clock

Test(lab_clock, pausing_leaves_all_at_one_step)
{
    static const char *const uneven[] = { "hidden=6x120 activation=relu init=he_normal", "hidden=4",
                                          NULL };
    Bench *b = lab_open("spiral noise=0.1 n=60", "batch=8", uneven);
    LabSpace *space = space_of(b);
    for (int i = 0; i < 12; i++) {
        bench_key(b, SDLK_SPACE);
        bench_trained(b, space->shot->step + 3);
        bench_key(b, SDLK_SPACE);
        bench_answered(b);
        cr_expect_eq(net_of(b, 0)->step, net_of(b, 1)->step);
        cr_expect_eq(net_of(b, 0)->step, space->shot->step);
    }
    bench_close(b);
}

// Epoch and step are of one network, and when epochs differ in length it is said whose.
Test(lab_clock, never_mixes_two_networks)
{
    static const char *const uneven[] = { "batch=21", "batch=all", NULL };
    Bench *b = lab_open("spiral noise=0.1 n=60", "hidden=4 batch=8", uneven); // 42 rows
    LabSpace *space = space_of(b);
    labspace_seek(space, 7);
    bench_rested(b);
    cr_expect_str_eq(state(b), "A: epoch 3 · step 7");
    bench_key(b, SDLK_2);
    bench_frame(b);
    cr_expect_str_eq(state(b), "B: epoch 7 · step 7");
    bench_choose(b, "lab.init", INIT_ZEROS); // B begins anew; the lab stands where A is
    bench_rested(b);
    cr_assert_eq(net_of(b, 1)->step, 0);
    cr_expect_str_eq(state(b), "A: epoch 3 · step 7 · B at step 0");
    bench_close(b);
}

Test(lab_clock, the_axis_says_what_it_counts)
{
    Bench *b = lab_open_small();
    labspace_seek(space_of(b), 60);
    bench_rested(b);
    const Rect chart = b->app.shell.layout.chart;
    const Rect below = { chart.x, chart.y + chart.h - 30, chart.w, 30 };
    cr_expect(look_text(&b->app.shell.canvas, "step", below, NULL), "the axis has its unit");
    bench_close(b);
}

// ---- presets

Test(lab_title, a_preset_says_what_it_is_about_while_it_holds)
{
    static const int sizes[][2] = { { 1280, 720 }, { 1366, 768 }, { 1440, 900 } };
    Bench *b = bench_open(1280, 720, 1);
    for (int i = 0; i < lab_preset_count; i++) {
        bench_lab(b, lab_presets[i].kind.key);
        for (size_t k = 0; k < COUNT(sizes); k++) {
            bench_resize(b, sizes[k][0], sizes[k][1]);
            cr_expect(bench_says(b, lab_presets[i].kind.name), "%s", lab_presets[i].kind.key);
            cr_expect(bench_says(b, lab_presets[i].kind.about), "%s, %d wide: all of its sentence",
                      lab_presets[i].kind.key, sizes[k][0]);
        }
    }
    const LabPreset *last = &lab_presets[lab_preset_count - 1];
    bench_answered(b);
    bench_key(b, SDLK_SPACE);
    labspace_seek(space_of(b), 20);
    bench_answered(b);
    cr_expect(bench_says(b, last->kind.about), "time does not end it");
    bench_wait(b, 2); // not in one breath
    bench_number(b, "lab.optimizer.lr.number", "0.02");
    bench_frame(b);
    cr_expect(!bench_says(b, last->kind.about), "another rate does");
    cr_expect(!bench_says(b, last->kind.name));
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_frame(b);
    cr_expect(bench_says(b, last->kind.about), "taken back, it is the preset again");
    bench_close(b);
}

