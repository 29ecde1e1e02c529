// The presenter's own window: what it says, and that it opens, hears and closes beside the first.
#include "lesson_make.h"
#include "look.h"
#include "window_bench.h"

#include "app/shell/notes.h"
#include "app/shell/overlay.h"
#include "app/window_notes.h"

#include <criterion/criterion.h>
#include <math.h>

static const char *const answers[] = { "SGD", "AdaGrad", NULL };

static Bench *present(void)
{
    Bench *b = bench_open(1280, 720, 1);
    Lesson *lesson = lesson_make(3);
    lesson->steps[0].caption = lesson_say("First.");
    lesson->steps[0].notes = lesson_say("Ask where the gradient points.");
    lesson->steps[1].caption = lesson_say("Second.");
    lesson_ask(lesson, 1, "Which one is nearest?", answers, 1u << 1);
    lesson->steps[2].caption = lesson_say("Third.");
    classroom_begin(&b->app, lesson, 0, b->now_s);
    bench_frame(b);
    bench_key(b, SDLK_F5);
    return b;
}

// What it says now, in a window of that size.
static void draw(Bench *b, Canvas *canvas, float width, float height)
{
    NotesState state = notes_state(&b->app, b->now_s);
    strcpy(state.clock, "14:05");
    state.scale = 1;
    state.width = width;
    state.height = height;
    canvas_begin(canvas, atlas_metrics(b->app.shell.atlas, 1), width, height, RGB(0));
    notes_draw(&b->app, canvas, &state);
}

static bool says(const Canvas *canvas, const char *text)
{
    return look_text_has(canvas, text, LOOK_ALL, NULL);
}

Test(notes, say_where_one_is_and_what_comes_next)
{
    Bench *b = present();
    Canvas canvas = { .layer = 0 };
    bench_wait(b, 65);
    draw(b, &canvas, 760, 560);
    cr_expect(says(&canvas, "14:05") && says(&canvas, "1:05"));
    cr_expect(says(&canvas, "Step 1 of 3") && says(&canvas, "A valley"));
    cr_expect(says(&canvas, "Ask where the"));
    cr_expect(says(&canvas, "Second.") && says(&canvas, "nearest?") && says(&canvas, "✓ 2"));
    cr_expect_not(says(&canvas, "✓ 1"));
    cr_expect_not(says(&canvas, "Third."));
    bench_key(b, SDLK_PAGEDOWN);
    draw(b, &canvas, 760, 560);
    cr_expect(says(&canvas, "Step 2 of 3") && says(&canvas, "Third."));
    cr_expect(says(&canvas, "This step has no notes."));
    cr_expect(says(&canvas, "ASKED") && says(&canvas, "✓ 2"));
    bench_key(b, SDLK_PAGEDOWN);
    draw(b, &canvas, 760, 560);
    cr_expect(says(&canvas, "This is the last step."));
    canvas_finish(&canvas);
    bench_close(b);
}

Test(notes, letters_shrink_until_all_of_it_fits)
{
    Bench *b = present();
    Canvas canvas = { .layer = 0 };
    LookText large, small;
    draw(b, &canvas, 760, 560);
    cr_assert(look_text_has(&canvas, "Ask where", LOOK_ALL, &large));
    cr_expect_eq(large.size, 24);
    draw(b, &canvas, 320, 200);
    cr_assert(look_text_has(&canvas, "Ask", LOOK_ALL, &small));
    cr_expect_lt(small.size, 24);
    LookText texts[40];
    const int count = look_texts(&canvas, LOOK_ALL, texts, (int)COUNT(texts));
    for (int i = 0; i < count; i++) {
        cr_expect_leq(texts[i].rect.y + texts[i].rect.h, 200, "%s", texts[i].text);
    }
    canvas_finish(&canvas);
    bench_close(b);
}

Test(notes, without_a_lesson_they_say_so)
{
    Bench *b = bench_open(1280, 720, 1);
    Canvas canvas = { .layer = 0 };
    bench_key(b, SDLK_F5);
    draw(b, &canvas, 760, 560);
    cr_expect(says(&canvas, "No lesson is open"));
    canvas_finish(&canvas);
    bench_close(b);
}

static void follow(Bench *b, WindowNotes *notes)
{
    bench_frame(b);
    window_notes_follow(notes, &b->app, b->window, b->now_s);
}

// A key of the second window, as the loop hands it on.
static void key_there(Bench *b, WindowNotes *notes, SDL_Keycode key)
{
    SDL_Event event = { .key = { .type = SDL_KEYDOWN,
                                 .windowID = 2, // the second that was made
                                 .keysym = { .sym = key } } };
    InputEvents events = { 0 };
    SDL_PushEvent(&event);
    window_poll(b->window, 0, &events);
    bool came = false;
    for (size_t i = 0; i < events.count; i++) {
        if (events.items[i].kind == INPUT_KEY) {
            came = true;
            cr_expect(events.items[i].beside);
            window_notes_event(notes, &b->app, &events.items[i], b->now_s);
        }
    }
    cr_expect(came);
    array_free(&events);
}

Test(notes, the_window_opens_takes_keys_and_closes_alone)
{
    Bench *b = present();
    WindowNotes notes = { .stale = false };
    follow(b, &notes);
    cr_expect_not(window_beside_is_open(b->window));
    bench_key(b, SDLK_n);
    follow(b, &notes);
    cr_assert(window_beside_is_open(b->window));
    cr_expect(says(&notes.canvas, "Step 1 of 3"));
    bench_frame(b);
    cr_expect(bench_says(b, "The notes are in a window behind this one"), "where they are");
    cr_expect_leq(app_wait_s(&b->app, b->now_s), 1, "its clock ticks");
    key_there(b, &notes, SDLK_PAGEDOWN);
    cr_expect_eq(classroom_at(&b->app), 1, "the lesson goes on");
    follow(b, &notes);
    cr_expect(says(&notes.canvas, "Step 2 of 3"));
    SDL_Event close = {
        .window = { .type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_CLOSE, .windowID = 2 }
    };
    InputEvents events = { 0 };
    SDL_PushEvent(&close);
    window_poll(b->window, 0, &events);
    bool asked = false;
    for (size_t i = 0; i < events.count; i++) {
        if (events.items[i].kind == INPUT_QUIT) {
            asked = events.items[i].beside;
            window_notes_event(&notes, &b->app, &events.items[i], b->now_s);
        }
    }
    cr_expect(asked);
    follow(b, &notes);
    cr_expect_not(window_beside_is_open(b->window));
    cr_expect(b->app.shell.presenting && !b->app.quit, "the program goes on");
    bench_key(b, SDLK_n);
    follow(b, &notes);
    cr_expect(window_beside_is_open(b->window), "again");
    bench_key(b, SDLK_n);
    cr_expect(bench_says(b, "The notes are closed"));
    bench_key(b, SDLK_n);
    follow(b, &notes);
    bench_key(b, SDLK_F5);
    follow(b, &notes);
    cr_expect_not(window_beside_is_open(b->window), "it goes with presenting");
    bench_key(b, SDLK_n);
    bench_frame(b);
    cr_expect(bench_says(b, "Notes are shown while presenting: F5, then N"));
    array_free(&events);
    window_notes_finish(&notes);
    bench_close(b);
}
