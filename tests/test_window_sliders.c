// Sliders and numbers of the Landscape room: how far they reach, what they refuse, how they round.
#include "look.h"
#include "window_bench.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static Bench *open_landscape(const char *key)
{
    Bench *b = bench_open(1280, 720, 1);
    workspace_set_landscape(&b->landscape->workspace, registry_find(&landscape_kinds, key));
    bench_key(b, SDLK_END);
    return b;
}

static int digits_of(double value)
{
    char text[40];
    for (int digits = 1; digits < 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        if (strtod(text, NULL) == value) {
            return digits;
        }
    }
    return 17;
}

// ---- rates

// The knob of a slider: the white circle on its track.
static float knob_share(Bench *b, const char *name)
{
    LookPoint knob;
    const Rect track = bench_rect(b, name);
    cr_assert_eq(look_markers(&b->app.shell.canvas, RGB(0xffffff), rect_inset(track, -8), &knob, 1),
                 1);
    return (knob.x - track.x) / track.w;
}

Test(rate_sliders, have_the_default_in_the_middle_and_two_decades_on_either_side)
{
    Bench *b = open_landscape("goldstein_price");
    const Scene *scene = &b->landscape->workspace.scene;
    cr_expect_float_eq(knob_share(b, "racer.0.lr"), 0.5, 0.01);
    bench_slide(b, "racer.0.lr", 0);
    cr_expect_float_eq(scene_rate(scene, 0), 1e-8, 1e-20);
    bench_slide(b, "racer.0.lr", 1);
    cr_expect_float_eq(scene_rate(scene, 0), 1e-4, 1e-16);
    bench_close(b);
}

Test(rate_sliders, reach_as_far_as_a_rate_that_is_typed)
{
    Bench *b = open_landscape("goldstein_price");
    const Scene *scene = &b->landscape->workspace.scene;
    bench_number(b, "racer.0.lr.number", "2e-10");
    cr_expect_eq(scene_rate(scene, 0), 2e-10);
    const float share = knob_share(b, "racer.0.lr");
    cr_expect(share > 0.2f && share < 0.8f, "and can be moved both ways: %g", share);
    bench_number(b, "racer.0.lr.number", "900");
    cr_expect_eq(scene_rate(scene, 0), 900);
    bench_number(b, "racer.0.lr.number", "1001");
    cr_expect_eq(scene_rate(scene, 0), 900);
    cr_expect_str_eq(b->app.shell.ui.edit.message, "Rate goes from 1e-12 to 1000");
    bench_close(b);
}

// The track follows the value; under a hand that would run away.
Test(rate_sliders, stay_as_they_are_while_a_hand_holds_the_knob)
{
    Bench *b = open_landscape("goldstein_price");
    const Scene *scene = &b->landscape->workspace.scene;
    bench_number(b, "racer.0.lr.number", "1e-10"); // the track goes from 1e-12 to 1e-4
    const Rect r = bench_rect(b, "racer.0.lr");
    const float y = r.y + r.h / 2;
    bench_down(b, r.x + r.w / 4, y, 1);
    for (int i = 0; i <= 8; i++) {
        bench_move(b, r.x + r.w * (0.25f + 0.25f * (float)i / 8), y);
        bench_frame(b);
        cr_expect_float_eq(log10(scene_rate(scene, 0)), -10 + 0.25 * i, 0.02);
        cr_expect_float_eq(knob_share(b, "racer.0.lr"), 0.25f + 0.25f * (float)i / 8, 0.02);
    }
    bench_up(b, r.x + r.w / 2, y);
    bench_frame(b);
    cr_expect_float_eq(log10(scene_rate(scene, 0)), -8, 0.02);
    bench_close(b);
}

// ---- steps

Test(steps_slider, takes_whatever_the_command_line_takes)
{
    Bench *b = open_landscape("valley");
    bench_number(b, "race.steps.number", "3");
    cr_expect_eq(b->landscape->workspace.scene.steps, 3);
    bench_number(b, "race.steps.number", "20000");
    cr_expect_eq(b->landscape->workspace.scene.steps, 20000);
    bench_close(b);
}

// ---- the start

Test(start, beyond_ten_times_the_domain_is_refused_with_its_range)
{
    Bench *b = open_landscape("valley");
    const Scene *scene = &b->landscape->workspace.scene;
    bench_number(b, "start.x", "-101");
    cr_expect_eq(scene->start[0], -7, "not clamped silently");
    cr_expect_str_eq(b->app.shell.ui.edit.message, "x goes from -100 to 100");
    cr_expect(look_text(&b->app.shell.canvas, "x goes from -100 to 100", LOOK_ALL, NULL));
    bench_number(b, "start.x", "-100");
    cr_expect_eq(scene->start[0], -100);
    bench_number(b, "start.y", "1e300");
    cr_expect_eq(scene->start[1], 2);
    cr_expect_str_eq(b->app.shell.ui.edit.message, "y goes from -100 to 100");
    bench_close(b);
}

// Easom's domain ends at 2π: so does no number of four digits.
Test(start, goes_as_far_as_the_range_that_is_shown)
{
    Bench *b = open_landscape("easom");
    char low[32], high[32];
    bench_number(b, "start.x", "1000");
    cr_assert_eq(sscanf(b->app.shell.ui.edit.message, "x goes from %31s to %31s", low, high), 2);
    bench_number(b, "start.x", high);
    cr_expect_eq(b->landscape->workspace.scene.start[0], strtod(high, NULL), "%s", high);
    bench_number(b, "start.x", low);
    cr_expect_eq(b->landscape->workspace.scene.start[0], strtod(low, NULL), "%s", low);
    bench_close(b);
}

Test(start, is_rounded_to_what_a_pixel_can_tell_when_it_is_dragged)
{
    Bench *b = open_landscape("valley");
    const Workspace *w = &b->landscape->workspace;
    const Rect p = b->app.shell.layout.picture;
    for (int i = 0; i < 12; i++) {
        const float x = p.x + p.w * (0.25f + 0.04f * (float)i),
                    y = p.y + p.h * (0.8f - 0.05f * (float)i);
        bench_drag(b, bench_x(b, w->scene.start[0]), bench_y(b, w->scene.start[1]), x, y);
        cr_expect_leq(digits_of(w->scene.start[0]), 4, "x = %.17g", w->scene.start[0]);
        cr_expect_leq(digits_of(w->scene.start[1]), 4, "y = %.17g", w->scene.start[1]);
        cr_expect_float_eq(bench_x(b, w->scene.start[0]), x, 1.01);
        cr_expect_float_eq(bench_y(b, w->scene.start[1]), y, 1.01);
    }
    const float x = p.x + p.w * 0.311f, y = p.y + p.h * 0.477f;
    bench_double_click_at(b, x, y);
    cr_expect_leq(digits_of(w->scene.start[0]), 4, "x = %.17g", w->scene.start[0]);
    cr_expect_float_eq(bench_x(b, w->scene.start[0]), x, 1.01);
    bench_close(b);
}

// Closer by, a pixel tells more.
Test(start, keeps_the_digits_that_a_closer_view_shows)
{
    Bench *b = open_landscape("valley");
    const Workspace *w = &b->landscape->workspace;
    const Rect p = b->app.shell.layout.picture;
    for (int i = 0; i < 40; i++) {
        bench_wheel(b, bench_x(b, -7) + 11, bench_y(b, 2), 1);
        bench_frame(b);
    }
    const float x = p.x + p.w * 0.311f, y = p.y + p.h * 0.477f;
    bench_double_click_at(b, x, y);
    cr_expect_float_eq(bench_x(b, w->scene.start[0]), x, 1.01);
    cr_expect_float_eq(bench_y(b, w->scene.start[1]), y, 1.01);
    cr_expect_leq(digits_of(w->scene.start[0]), 8, "x = %.17g", w->scene.start[0]);
    bench_close(b);
}

// ---- a slider that moves by itself

static void start_sweep(Bench *b, const char *slider)
{
    char mark[64];
    const Rect track = bench_rect(b, slider);
    bench_move(b, track.x + track.w / 2, track.y + track.h / 2);
    bench_frame(b);
    snprintf(mark, sizeof mark, "%s.sweep", slider);
    bench_click(b, mark);
}

// Up from where it is to the end, down to the other and up again, in four seconds from end to end;
// everything follows.
Test(sliders, a_mark_sweeps_a_slider_between_its_ends)
{
    Bench *b = bench_open(1280, 720, 1);
    const Workspace *w = &b->landscape->workspace;
    const Param row = scene_rate_row(&w->scene, 0);
    const double before = w->scene.racers[0].spec.params.lr;
    cr_expect_null(ui_find(&b->app.shell.ui, "racer.0.lr.sweep"), "only where the pointer is");
    start_sweep(b, "racer.0.lr");
    const double from = param_position(&row, scene_rate(&w->scene, 0)), began_s = b->now_s;
    int rising = 0;
    double highest = 0, lowest = 1, last = from;
    while (b->now_s < began_s + 9) {
        bench_wait(b, 0.05);
        const double way = from + (b->now_s - began_s) / 4, within = fmod(way, 2);
        const double at = param_position(&row, scene_rate(&w->scene, 0));
        cr_expect_float_eq(at, within <= 1 ? within : 2 - within, 0.02, "%g s", b->now_s - began_s);
        cr_expect_eq(app_wait_s(&b->app, b->now_s), 0, "it goes on without any event");
        rising += at > last;
        last = at;
        highest = fmax(highest, at);
        lowest = fmin(lowest, at);
    }
    cr_expect(highest > 0.98 && lowest < 0.02 && rising > 40);
    bench_key(b, SDLK_ESCAPE);
    const double stopped = scene_rate(&w->scene, 0);
    bench_wait(b, 0.5);
    cr_expect_eq(scene_rate(&w->scene, 0), stopped, "Escape ends it where it is");
    cr_expect_neq(stopped, before);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_settle(b);
    cr_expect_eq(w->scene.racers[0].spec.params.lr, before, "all of it is one entry");
    cr_expect_not(w->scene.racers[0].spec.has_rate);
    bench_close(b);
}

// By the mark again, by a press elsewhere, and when its slider is gone; Enter does what the mark
// does.
Test(sliders, a_sweep_ends_by_any_press_and_with_its_slider)
{
    Bench *b = bench_open(1280, 720, 1);
    const UiSweep *sweep = &b->app.shell.ui.sweep;
    start_sweep(b, "racer.0.lr");
    cr_expect(sweep->id);
    bench_wait(b, 0.3);
    bench_click(b, "racer.0.lr.sweep");
    cr_expect_not(sweep->id, "the mark again");
    start_sweep(b, "racer.0.lr");
    bench_wait(b, 0.3);
    const Rect ground = bench_ground(b);
    bench_down(b, ground.x + 3, ground.y + 3, 1);
    bench_up(b, ground.x + 3, ground.y + 3);
    bench_frame(b);
    cr_expect_not(sweep->id, "a press elsewhere");
    start_sweep(b, "racer.1.lr");
    bench_wait(b, 0.3);
    bench_tab(b, &network_room);
    cr_expect_not(sweep->id, "another room");
    cr_expect_leq(0, app_wait_s(&b->app, b->now_s));
    bench_close(b);
}
