// A lesson in the window: its steps, its question, and what was there before.
#include "lesson_make.h"
#include "window_bench.h"

#include "app/shell/classroom_state.h"

#include <criterion/criterion.h>
#include <math.h>

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
