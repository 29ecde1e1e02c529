// A lesson in the window: its steps, its question, and what was there before.
#include "lesson_make.h"
#include "window_bench.h"

#include "app/landscape/landscape_lesson.h"
#include "app/network/network_lesson.h"
#include "app/shell/classroom_kept.h"
#include "app/shell/classroom_point.h"
#include "sim/lesson/bet.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const three[] = { "SGD", "AdaGrad", "Adam", NULL };

static Lesson *valley(void)
{
    Lesson *lesson = lesson_make(3);
    lesson->steps[0].caption = lesson_say("The valley $x^2/20 + y^2$ is *twenty times* steeper.");
    lesson_show(lesson, 0, "valley", -7, 2);
    lesson->steps[1].caption = lesson_say("The same valley, nothing else.");
    lesson_ask(lesson, 1, "Which one is nearest?", three, 1u << 1);
    lesson->steps[1].question.hidden = 1u << 2;
    lesson->steps[2].caption = lesson_say("And from here?");
    lesson_show(lesson, 2, "himmelblau", 1, -2);
    return lesson;
}

static Bench *open_valley(int width, int height)
{
    Bench *b = bench_open(width, height, 1);
    classroom_begin(&b->app, valley(), 0, b->now_s);
    bench_frame(b);
    return b;
}

static const double *start(const Bench *b)
{
    return b->landscape->workspace.scene.start;
}

static void expect_start(const Bench *b, double x, double y)
{
    cr_expect_float_eq(start(b)[0], x, 1e-9, "x is %g", start(b)[0]);
    cr_expect_float_eq(start(b)[1], y, 1e-9, "y is %g", start(b)[1]);
}

Test(classroom, a_strip_below_the_whole_window_has_the_caption)
{
    Bench *b = open_valley(1280, 720);
    const ShellLayout *layout = &b->app.shell.layout;
    cr_expect_float_eq(layout->caption.y + layout->caption.h, 720, 0.5f);
    cr_expect_float_eq(layout->caption.w, 1280, 0.5f);
    cr_expect_geq(layout->caption.h, 84);
    cr_expect_leq(layout->caption.h, 240);
    cr_expect_float_eq(layout->chart.y + layout->chart.h, layout->caption.y, 0.5f);
    cr_expect_not(layout->drawers, "a strip makes no drawers");
    cr_expect(bench_says(b, "A valley · 1 of 3"));
    cr_expect(bench_says(b, "The valley"));
    cr_expect(bench_says(b, "twenty times"));
    expect_start(b, -7, 2);
    bench_close(b);
}

Test(classroom, page_keys_change_the_step_and_no_other_keys_do)
{
    Bench *b = open_valley(1280, 720);
    bench_key(b, SDLK_PAGEUP);
    cr_expect_eq(classroom_at(&b->app), 0, "there is none before the first");
    cr_expect(bench_says(b, "This is the lesson's first step"));
    bench_key(b, SDLK_PAGEDOWN);
    bench_key(b, SDLK_PAGEDOWN);
    cr_expect_eq(classroom_at(&b->app), 2);
    expect_start(b, 1, -2);
    bench_key(b, SDLK_PAGEDOWN);
    cr_expect_eq(classroom_at(&b->app), 2, "the last one is never left so");
    cr_expect(bench_says(b, "This is the lesson's last step"));
    bench_key(b, SDLK_RIGHT);
    bench_key(b, SDLK_SPACE);
    bench_key(b, SDLK_HOME);
    cr_expect_eq(classroom_at(&b->app), 2);
    bench_click(b, "lesson.back");
    cr_expect_eq(classroom_at(&b->app), 1);
    expect_start(b, -7, 2);
    bench_click(b, "lesson.step.3");
    cr_expect_eq(classroom_at(&b->app), 2);
    bench_close(b);
}

Test(classroom, a_step_without_a_scene_leaves_what_the_hand_has_made)
{
    Bench *b = open_valley(1280, 720);
    workspace_set_start(&b->landscape->workspace, 3, 3);
    bench_key(b, SDLK_PAGEDOWN);
    expect_start(b, 3, 3);
    bench_key(b, SDLK_PAGEUP);
    expect_start(b, -7, 2);
    workspace_set_start(&b->landscape->workspace, 3, 3);
    bench_frame(b);
    bench_click(b, "lesson.again");
    expect_start(b, -7, 2);
    bench_close(b);
}

Test(classroom, undo_stays_within_a_step)
{
    Bench *b = open_valley(1280, 720);
    bench_key_with(b, SDLK_z, KMOD_CTRL);
    expect_start(b, -7, 2);
    bench_key(b, SDLK_PAGEDOWN);
    bench_key(b, SDLK_PAGEDOWN);
    bench_key_with(b, SDLK_z, KMOD_CTRL);
    expect_start(b, 1, -2);
    bench_close(b);
}

Test(classroom, leaving_brings_back_what_was_there_with_its_undo)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_key(b, SDLK_1); // the first optimizer off
    const bool on = b->landscape->workspace.scene.racers[0].on;
    const double x = start(b)[0], y = start(b)[1];
    View view = b->landscape->workspace.view;
    classroom_begin(&b->app, valley(), 0, b->now_s);
    bench_frame(b);
    bench_click(b, "lesson.next");
    bench_click(b, "lesson.leave");
    bench_frame(b);
    cr_expect_not(classroom_is_open(&b->app));
    cr_expect_eq(b->app.shell.layout.caption.h, 0);
    expect_start(b, x, y);
    cr_expect_eq(b->landscape->workspace.scene.racers[0].on, on);
    cr_expect_float_eq(b->landscape->workspace.view.unit, view.unit, 1e-12);
    bench_key_with(b, SDLK_z, KMOD_CTRL);
    cr_expect_eq(b->landscape->workspace.scene.racers[0].on, !on, "undo goes on where it was");
    bench_close(b);
}

Test(classroom, digits_answer_while_a_question_is_open)
{
    Bench *b = open_valley(1280, 720);
    const bool *on = &b->landscape->workspace.scene.racers[1].on;
    const bool before = *on;
    bench_key(b, SDLK_PAGEDOWN);
    cr_expect_eq(classroom_hidden(&b->app), 4);
    cr_expect(bench_says(b, "?"), "in its place");
    bench_key(b, SDLK_2);
    cr_expect_eq(*on, before, "no optimizer is switched");
    cr_expect_eq(b->app.classroom->steps[1].answer, 1);
    cr_expect_not(bench_says(b, "Because it is so."));
    bench_key(b, SDLK_RETURN);
    cr_expect(b->app.classroom->steps[1].revealed);
    cr_expect(bench_says(b, "Because it is so."));
    cr_expect(bench_says(b, "Right."));
    cr_expect_eq(classroom_hidden(&b->app), 0, "all are shown now");
    bench_key(b, SDLK_2);
    cr_expect_eq(*on, !before, "digits are the room's again");
    bench_close(b);
}

Test(classroom, an_answer_is_chosen_by_hand_and_a_wrong_one_is_said_to_be)
{
    Bench *b = open_valley(1280, 720);
    bench_key(b, SDLK_PAGEDOWN);
    bench_click(b, "lesson.answer.3");
    cr_expect_eq(b->app.classroom->steps[1].answer, 2);
    bench_click(b, "lesson.reveal");
    bench_frame(b);
    cr_expect(bench_says(b, "Not this one."));
    bench_key(b, SDLK_PAGEUP);
    bench_key(b, SDLK_PAGEDOWN);
    cr_expect(bench_says(b, "Not this one."), "what was answered stays");
    bench_close(b);
}

Test(classroom, escape_puts_the_question_aside_first)
{
    Bench *b = open_valley(1280, 720);
    const bool before = b->landscape->workspace.scene.racers[0].on;
    bench_key(b, SDLK_PAGEDOWN);
    bench_key(b, SDLK_F5);
    cr_expect(b->app.shell.presenting);
    bench_key(b, SDLK_ESCAPE);
    cr_expect(b->app.shell.presenting);
    bench_key(b, SDLK_1);
    cr_expect_eq(b->landscape->workspace.scene.racers[0].on, !before);
    bench_key(b, SDLK_ESCAPE);
    cr_expect_not(b->app.shell.presenting);
    cr_expect(classroom_is_open(&b->app));
    bench_click(b, "lesson.answer.1"); // taken up again
    cr_expect(classroom_hidden(&b->app));
    bench_key(b, SDLK_2);
    cr_expect_eq(b->app.classroom->steps[1].answer, 1);
    bench_close(b);
}

Test(classroom, letters_that_are_typed_belong_to_their_field)
{
    Bench *b = open_valley(1280, 720);
    bench_key(b, SDLK_PAGEDOWN);
    bench_click(b, "formula");
    bench_type(b, "2");
    cr_expect_eq(b->app.classroom->steps[1].answer, CLASSROOM_NONE);
    bench_close(b);
}

Test(classroom, what_the_rooms_held_outlives_a_lesson_that_is_never_left)
{
    Bench *b = open_valley(1280, 720);
    bench_close(b); // nothing leaks (sanitizers)
}

// ---- bets

// A race of the valley, bet on at its end: of Adam, or who has the lowest loss.
static Lesson *bet_on(BetKind kind)
{
    Lesson *lesson = lesson_make(2);
    lesson_show(lesson, 0, "valley", -7, 2);
    LessonBet *bet = &lesson->steps[0].bet;
    *bet = (LessonBet){ .kind = kind, .of = 5, .among = 7, .by = "loss" };
    bet->ask = lesson_say("Where?");
    bet->reveal = lesson_say("There it is.");
    lesson->steps[1].caption = lesson_say("On.");
    return lesson;
}

static Bench *open_lesson(Lesson *lesson)
{
    Bench *b = bench_open(1280, 720, 1);
    classroom_begin(&b->app, lesson, 0, b->now_s);
    for (int i = 0; i < 8; i++) {
        bench_frame(b);
    }
    return b;
}

static const ClassroomStep *done_in(const Bench *b, int step)
{
    return &b->app.classroom->steps[step];
}

static void play_to_its_end(Bench *b)
{
    for (int i = 0; i < 400 && !done_in(b, 0)->scored; i++) {
        bench_wait(b, 0.1);
    }
    cr_assert(done_in(b, 0)->scored);
    bench_frame(b);
}

Test(classroom, a_click_in_the_picture_puts_a_flag_where_adam_will_end)
{
    Bench *b = open_lesson(bet_on(BET_END));
    cr_expect(b->landscape->blind, "the chart does not tell");
    float x, y;
    bench_frame(b);
    const double there[2] = { 2, 1 };
    cr_assert(landscape_room.lesson->pixel(b->landscape, there, &x, &y));
    bench_click_at(b, x, y);
    cr_expect(done_in(b, 0)->flagged);
    cr_expect_float_eq(done_in(b, 0)->flag[0], 2, 0.05);
    cr_expect_float_eq(done_in(b, 0)->flag[1], 1, 0.05);
    const double before = b->landscape->workspace.view.x;
    bench_drag(b, x, y, x + 60, y);
    cr_expect_float_neq(b->landscape->workspace.view.x, before, 1e-6, "a drag moves the view");
    cr_expect_float_eq(done_in(b, 0)->flag[0], 2, 0.05, "and no flag");
    bench_click(b, "lesson.run");
    cr_expect(b->landscape->workspace.play.playing);
    cr_expect_not(bench_says(b, "There it is."));
    play_to_its_end(b);
    cr_expect(bench_says(b, "There it is."));
    cr_expect_not(b->landscape->blind);
    // Where Adam was at the end, as the trail has it.
    const Race *race = b->landscape->workspace.race;
    for (int run = 0; run < race_run_count(race); run++) {
        const Trail *trail = race_trail(race, run);
        if (race_racer(race, run) == 5) {
            cr_expect_eq(done_in(b, 0)->end[0], trail->rows[trail->count - 1].x);
        }
    }
    cr_expect_gt(done_in(b, 0)->points, 50);
    cr_expect_lt(done_in(b, 0)->points, 100);
    bench_close(b);
}

Test(classroom, a_flag_is_put_and_moved_by_keys)
{
    Bench *b = open_lesson(bet_on(BET_END));
    ui_focus(&b->app.shell.ui, "lesson.flag");
    bench_key(b, SDLK_SPACE);
    cr_assert(done_in(b, 0)->flagged);
    const double x = done_in(b, 0)->flag[0], y = done_in(b, 0)->flag[1];
    bench_key(b, SDLK_RIGHT);
    bench_key(b, SDLK_UP);
    cr_expect_gt(done_in(b, 0)->flag[0], x);
    cr_expect_gt(done_in(b, 0)->flag[1], y);
    bench_close(b);
}

Test(classroom, a_pick_is_scored_by_who_it_beats)
{
    Bench *b = open_lesson(bet_on(BET_BEST));
    cr_expect(bench_says(b, "SGD"));
    bench_key(b, SDLK_3);
    cr_expect_eq(done_in(b, 0)->pick, 2);
    bench_click(b, "lesson.pick.1");
    cr_expect_eq(done_in(b, 0)->pick, 0);
    bench_key(b, SDLK_RETURN);
    play_to_its_end(b);
    double values[ROOM_WHO_MAX];
    unsigned best;
    const LessonBet *bet = &b->app.classroom->lesson->steps[0].bet;
    cr_assert(landscape_room.lesson->values(b->landscape, bet, values));
    const double points = bet_best_points(values, ROOM_WHO_MAX, bet, 0, &best);
    cr_expect_float_eq(done_in(b, 0)->points, points, 1e-9);
    cr_expect_eq(done_in(b, 0)->best, best);
    cr_expect(best & 7);
    // The lowest loss of the three at the last step, asked of the trails.
    int lowest = 0;
    double loss[3] = { 0 };
    for (int run = 0; run < 3; run++) {
        const Trail *trail = race_trail(b->landscape->workspace.race, run);
        loss[run] = trail->rows[trail->count - 1].loss;
        lowest = loss[run] < loss[lowest] ? run : lowest;
    }
    cr_expect_eq(best, 1u << lowest);
    bench_close(b);
}

// ---- tasks

Test(classroom, a_task_ticks_when_its_condition_holds_and_stays_so)
{
    Lesson *lesson = lesson_make(1);
    lesson_show(lesson, 0, "valley", -7, 2);
    lesson_set_task(lesson, 0, "sgd loss at 0 < 0.1", "Begin nearer.");
    lesson->steps[0].task.done = lesson_say("So it is.");
    Bench *b = open_lesson(lesson);
    cr_expect_not(done_in(b, 0)->reached);
    cr_expect(bench_says(b, "Now: 6.45 at step 0") || bench_says(b, "Now: 6.45"));
    workspace_set_start(&b->landscape->workspace, 0.1, 0.1);
    bench_wait(b, 0.1);
    bench_wait(b, 0.1);
    cr_expect(done_in(b, 0)->reached);
    bench_frame(b);
    cr_expect(bench_says(b, "So it is."));
    workspace_set_start(&b->landscape->workspace, 5, 5);
    bench_wait(b, 0.1);
    cr_expect(done_in(b, 0)->reached, "what was reached stays");
    bench_close(b);
}

// What is left of a number that is nothing beside what is asked is told as nothing.
Test(classroom, a_task_tells_of_0_where_a_number_is_as_good_as_none)
{
    static const struct {
        const char *until, *now;
    } cases[] = { { "sgd x at 0 > 1", "Now: 0" }, { "sgd x at 0 > 1e-19", "Now: 5.98e-20" } };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Lesson *lesson = lesson_make(1);
        lesson_show(lesson, 0, "valley", 5.98e-20, 2);
        lesson_set_task(lesson, 0, cases[i].until, "Go to the right.");
        Bench *b = open_lesson(lesson);
        cr_expect(bench_says(b, cases[i].now), "%s", cases[i].until);
        bench_close(b);
    }
}

// What a hand goes through on its way was not done.
Test(classroom, a_task_ticks_when_the_hand_rests)
{
    Lesson *lesson = lesson_make(1);
    lesson_show(lesson, 0, "valley", -7, 2);
    lesson_set_task(lesson, 0, "sgd loss at 0 < 10 and adam loss at 0 < 3", "Begin nearer.");
    Bench *b = open_lesson(lesson);
    cr_expect(bench_says(b, "Now: Adam 6.45"), "whose, in three digits");
    const float x = bench_x(b, -7), y = bench_y(b, 2);
    bench_move(b, x, y);
    bench_down(b, x, y, 1);
    bench_move(b, bench_x(b, -1), bench_y(b, 0.2));
    bench_wait(b, 0.1);
    bench_wait(b, 0.1);
    cr_expect_not(done_in(b, 0)->reached, "it is held there");
    bench_move(b, x, y);
    bench_up(b, x, y);
    bench_wait(b, 0.1);
    bench_wait(b, 0.1);
    cr_expect_not(done_in(b, 0)->reached, "and was brought back");
    bench_drag(b, x, y, bench_x(b, -1), bench_y(b, 0.2));
    bench_wait(b, 0.1);
    bench_wait(b, 0.1);
    cr_expect(done_in(b, 0)->reached);
    bench_close(b);
}

// ---- pointing

static bool points_at(Bench *b, const char *name, Rect *rect)
{
    return classroom_where(&b->app, name, rect);
}

Test(classroom, things_of_the_picture_are_where_they_are_drawn)
{
    Bench *b = open_valley(1280, 720);
    Rect rect;
    float x, y;
    bench_frame(b);
    cr_assert(points_at(b, "start", &rect));
    cr_assert(landscape_room.lesson->pixel(b->landscape, start(b), &x, &y));
    cr_expect_float_eq(rect.x + rect.w / 2, x, 0.6f);
    cr_expect_float_eq(rect.y + rect.h / 2, y, 0.6f);
    cr_assert(points_at(b, "minimum", &rect));
    cr_assert(landscape_room.lesson->pixel(b->landscape, (double[]){ 0, 0 }, &x, &y));
    cr_expect_float_eq(rect.x + rect.w / 2, x, 0.6f);
    static const char *const all[] = { "picture",    "chart",     "transport",  "legend",
                                       "head.adam",  "path.sgd",  "card.adam",  "sgd.lr",
                                       "optimizers", "landscape", "racer.0.lr", "chart.hide" };
    for (size_t i = 0; i < COUNT(all); i++) {
        cr_expect(points_at(b, all[i], &rect), "%s", all[i]);
    }
    cr_expect_not(points_at(b, "head.nobody", &rect));
    cr_expect_not(points_at(b, "network.A", &rect));
    bench_close(b);
}

Test(classroom, what_is_scrolled_away_is_brought_into_view_once)
{
    Lesson *lesson = valley();
    lesson->steps[0].points[0] = "adam.lr";
    lesson->steps[0].point_count = 1;
    Bench *b = open_lesson(lesson);
    const UiControl *rate = ui_find(&b->app.shell.ui, "racer.5.lr");
    cr_assert(rate);
    cr_expect_geq(rate->visible.h, 0.9f * rate->rect.h, "%g of %g", rate->visible.h, rate->rect.h);
    bench_wheel(b, b->app.shell.layout.right.x + 50, 200, 20);
    bench_frame(b);
    rate = ui_find(&b->app.shell.ui, "racer.5.lr");
    cr_expect_lt(rate->visible.h, 1, "the hand has scrolled it away again");
    bench_close(b);
}

Test(classroom, what_lies_in_a_closed_drawer_is_brought_out)
{
    Lesson *lesson = valley();
    lesson->steps[0].points[0] = "sgd.lr";
    lesson->steps[0].point_count = 1;
    Bench *b = bench_open(900, 640, 1);
    classroom_begin(&b->app, lesson, 0, b->now_s);
    for (int i = 0; i < 10; i++) {
        bench_frame(b);
    }
    cr_expect(b->app.shell.layout.drawers);
    cr_expect(b->app.shell.right_open);
    Rect rect;
    cr_expect(points_at(b, "sgd.lr", &rect));
    bench_close(b);
}

// There it would lie over what the step shows.
Test(classroom, while_presenting_no_drawer_comes_by_itself)
{
    static const char *const names[] = { "sgd.lr", "head.adam#2", "formula" };
    for (size_t i = 0; i < COUNT(names); i++) {
        Lesson *lesson = valley();
        lesson->steps[0].points[0] = names[i];
        lesson->steps[0].point_count = 1;
        Bench *b = bench_open(1280, 720, 1);
        bench_key(b, SDLK_F5);
        classroom_begin(&b->app, lesson, 0, b->now_s);
        for (int k = 0; k < 10; k++) {
            bench_frame(b);
            cr_expect(b->app.shell.layout.drawers && !b->app.shell.left_open &&
                          !b->app.shell.right_open,
                      "%s", names[i]);
        }
        bench_close(b);
    }
}

// The button that brings the control is what can be seen of it.
Test(classroom, while_presenting_the_button_that_brings_a_control_is_outlined)
{
    static const struct {
        const char *name, *button;
    } rows[] = { { "sgd.lr", "drawer.right" }, { "formula", "drawer.left" }, { "start", NULL } };
    static const char *const said = "It is in the panel that this opens";
    for (size_t i = 0; i < COUNT(rows); i++) {
        Lesson *lesson = valley();
        lesson->steps[0].points[0] = rows[i].name;
        lesson->steps[0].point_count = 1;
        Bench *b = bench_open(1280, 720, 1);
        bench_key(b, SDLK_F5);
        classroom_begin(&b->app, lesson, 0, b->now_s);
        for (int k = 0; k < 10; k++) {
            bench_frame(b);
        }
        cr_expect_eq(bench_says(b, said), rows[i].button != NULL, "%s", rows[i].name);
        if (rows[i].button) {
            bench_click(b, rows[i].button);
            bench_frame(b);
            cr_expect_not(bench_says(b, said), "%s: it is open", rows[i].name);
        }
        bench_close(b);
    }
}

// To the left, to the right, or nowhere.
Test(classroom, each_room_knows_in_which_panel_its_controls_are)
{
    static const struct {
        const char *name;
        int side;
    } scene[] = { { "formula", -1 },   { "penalty.l1", -1 }, { "noise", -1 },
                  { "racer.0.lr", 1 }, { "fair.on", 1 },     { "sgd.lr", 1 },
                  { "start", 0 },      { "head.sgd", 0 },    { "nobody.lr", 0 } },
      lab[] = { { "settings", -1 }, { "lab.init", -1 }, { "histograms.A", 0 }, { "chart", 0 } };
    Bench *b = open_valley(1280, 720);
    for (size_t i = 0; i < COUNT(scene); i++) {
        cr_expect_eq(landscape_lesson.drawer(b->landscape, scene[i].name), scene[i].side, "%s",
                     scene[i].name);
    }
    for (size_t i = 0; i < COUNT(lab); i++) {
        cr_expect_eq(network_lesson.drawer(b->network, lab[i].name), lab[i].side, "%s",
                     lab[i].name);
    }
    bench_close(b);
}

Test(classroom, an_outline_pulses_once_and_then_stands_still)
{
    Lesson *lesson = valley();
    lesson->steps[0].points[0] = "start";
    lesson->steps[0].point_count = 1;
    Bench *b = open_lesson(lesson);
    workspace_seek(&b->landscape->workspace, 3);
    bench_wait(b, 0.3);
    cr_expect(classroom_pulses(&b->app));
    bench_wait(b, 2);
    bench_frame(b);
    cr_expect_not(classroom_pulses(&b->app));
    bench_close(b);
}

// Whether the chart is shown, as soon as the step has been looked through.
static bool has_chart(Bench *b)
{
    for (int i = 0; i < 8; i++) {
        bench_frame(b);
    }
    return b->app.shell.layout.chart.h > 0;
}

Test(classroom, a_step_that_points_at_the_chart_brings_it_along_while_presenting)
{
    Lesson *lesson = valley();
    lesson->steps[0].points[0] = "chart";
    lesson->steps[0].point_count = 1;
    Bench *b = open_lesson(lesson);
    bench_key(b, SDLK_F5);
    cr_expect(has_chart(b));
    Rect rect;
    cr_expect(points_at(b, "chart", &rect));
    bench_key(b, SDLK_g);
    cr_expect_not(has_chart(b), "the hand has taken it away");
    bench_key(b, SDLK_PAGEDOWN);
    cr_expect_not(has_chart(b));
    bench_key(b, SDLK_PAGEUP);
    cr_expect(has_chart(b));
    bench_key(b, SDLK_PAGEDOWN);
    cr_expect_not(has_chart(b), "the next step does without");
    bench_key(b, SDLK_PAGEUP);
    cr_expect(has_chart(b));
    classroom_end(&b->app);
    cr_expect_not(has_chart(b), "it goes with the lesson");
    bench_close(b);
}

Test(classroom, a_step_calls_its_optimizers_in_the_windows_language)
{
    Lesson *lesson = valley();
    Scene *scene = &((Subject *)lesson->steps[0].subject)->scene;
    snprintf(scene->racers[0].name, sizeof scene->racers[0].name, "Gentle");
    lesson->names[lesson->name_count++] =
        (LessonText){ .count = 2, .in = { { "ko", "Gentle" }, { "en", "Softly" } } };
    Bench *b = open_lesson(lesson);
    cr_expect_str_eq(b->landscape->workspace.scene.racers[0].name, "Softly");
    cr_expect_str_eq(lesson->steps[0].subject->scene.racers[0].name, "Gentle");
    bench_close(b);
}

// The strip and the chart take their room from the map, which shows its part of the plane anyway.
Test(classroom, a_picture_of_a_step_shows_what_its_view_asks_for)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_key(b, SDLK_F5);
    Lesson *lesson = valley();
    Scene *scene = (Scene *)(uintptr_t)&lesson->steps[0].subject->scene;
    scene->has_view = true;
    scene->view = (Box){ -12, 12, -7, 7 };
    lesson->steps[0].points[0] = "chart";
    lesson->steps[0].point_count = 1;
    classroom_begin(&b->app, lesson, 0, b->now_s);
    app_picture(&b->app);
    cr_assert_gt(b->app.shell.layout.chart.h, 0);
    const Box box = view_box(&b->landscape->workspace.view, b->app.shell.layout.picture);
    cr_expect(box.x0 <= -11.99 && box.x1 >= 11.99 && box.y0 <= -6.99 && box.y1 >= 6.99,
              "%g..%g, %g..%g", box.x0, box.x1, box.y0, box.y1);
    bench_close(b);
}

Test(classroom, a_lessons_file_is_dropped_and_a_wrong_one_is_told)
{
    char folder[] = "/tmp/thalweg-drop-XXXXXX", path[64];
    cr_assert(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a.yaml", folder);
    Bench *b = bench_open(1280, 720, 1);
    FILE *file = fopen(path, "w");
    fputs("thalweg-lesson: 1\ntitle: Dropped\nlearn: L\nlevel: beginner\nminutes: 5\n", file);
    fclose(file);
    bench_drop(b, path);
    cr_expect_not(classroom_is_open(&b->app));
    cr_expect(bench_says(b, "a.yaml, line 1, column 1: 'steps' is missing here"));
    file = fopen(path, "a");
    fputs("steps:\n- caption: Here it is.\n  scene: { landscape: beale, start: '1,1' }\n", file);
    fclose(file);
    bench_drop(b, path);
    cr_expect(classroom_is_open(&b->app));
    cr_expect(bench_says(b, "Here it is."));
    expect_start(b, 1, 1);
    unlink(path);
    rmdir(folder);
    bench_close(b);
}
