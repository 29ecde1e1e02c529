// Korean typed through an input method: what it puts together stands in the field at the caret,
// underlined, and is the field's with whatever goes on from there.
#include "window_bench.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static void compose(Bench *b, const char *text, int caret)
{
    SDL_Event event = { .edit = { .type = SDL_TEXTEDITING, .start = caret } };
    snprintf(event.edit.text, sizeof event.edit.text, "%s", text);
    SDL_PushEvent(&event);
    bench_frame(b);
}

static void commit(Bench *b, const char *text)
{
    SDL_Event event = { .text = { .type = SDL_TEXTINPUT } };
    snprintf(event.text.text, sizeof event.text.text, "%s", text);
    SDL_PushEvent(&event);
    bench_frame(b);
}

// The formula's field with only "x+" in it.
static Bench *open_field(void)
{
    Bench *b = bench_open(1440, 900, 1);
    bench_click(b, "formula");
    bench_retype(b, "x+");
    return b;
}

static const char *typed(const Bench *b)
{
    return b->app.shell.ui.edit.text;
}

// Whether a thin bar as wide as the text lies below it in the field: the underline.
static bool underlined(const Bench *b, float width)
{
    const Canvas *canvas = &b->app.shell.canvas;
    const Rect field = ui_find(&b->app.shell.ui, "formula")->rect;
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *shape = &canvas->shapes.items[i];
        if (shape->kind == SHAPE_BOX && rect_has(field, shape->box.x, shape->box.y) &&
            shape->box.half_h < 1 && fabsf(2 * shape->box.half_w - width) < 1) {
            return true;
        }
    }
    return false;
}

static float width_of(const Bench *b, const char *text)
{
    return canvas_text_width(&b->app.shell.canvas, FONT_MONO, 12, text);
}

Test(window_compose, stands_in_the_field_underlined_until_it_is_committed)
{
    Bench *b = open_field();
    const Rect before = b->app.shell.ui.edit.caret_at;
    compose(b, "ㅎ", 1);
    compose(b, "하", 1);
    compose(b, "한", 1);
    cr_expect(bench_says(b, "x+한"), "it is seen");
    cr_expect_str_eq(typed(b), "x+", "and not yet the text");
    cr_expect(underlined(b, width_of(b, "한")));
    const Rect after = b->app.shell.ui.edit.caret_at;
    cr_expect_float_eq(after.x - before.x, width_of(b, "한"), 1, "the caret, and candidates at it");
    commit(b, "한");
    cr_expect_str_eq(typed(b), "x+한");
    cr_expect_not(underlined(b, width_of(b, "한")));
    compose(b, "글", 0);
    cr_expect_float_eq(b->app.shell.ui.edit.caret_at.x, after.x, 1, "its own caret");
    compose(b, "", 0);
    cr_expect(bench_says(b, "x+한"));
    cr_expect_not(bench_says(b, "x+한글"), "taken back");
    bench_close(b);
}

Test(window_compose, takes_the_place_of_the_selection)
{
    Bench *b = open_field();
    bench_key_with(b, SDLK_a, KMOD_LCTRL);
    compose(b, "가", 1);
    cr_expect(bench_says(b, "가"));
    cr_expect_not(bench_says(b, "x+"));
    compose(b, "", 0);
    cr_expect(bench_says(b, "x+"), "which is there again");
    compose(b, "나", 1);
    commit(b, "나");
    cr_expect_str_eq(typed(b), "나");
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect_str_eq(typed(b), "x+");
    bench_close(b);
}

// Systems that send the key before the text, those that send the text never, and both at once.
Test(window_compose, a_key_that_goes_on_takes_it_once)
{
    Bench *b = open_field();
    compose(b, "한", 1);
    bench_key(b, SDLK_LEFT);
    cr_expect_str_eq(typed(b), "x+한");
    compose(b, "", 0);
    commit(b, "한"); // late
    cr_expect_str_eq(typed(b), "x+한");
    cr_expect_eq(b->app.shell.ui.edit.caret, 2, "the key has moved it");
    compose(b, "글", 1);
    bench_key(b, SDLK_END);
    cr_expect_str_eq(typed(b), "x+글한");
    commit(b, "1"); // another text is no late one
    commit(b, "글");
    cr_expect_str_eq(typed(b), "x+글한1글");
    bench_close(b);
}

Test(window_compose, keys_of_the_input_method_are_none_of_the_field)
{
    Bench *b = open_field();
    compose(b, "한", 1);
    bench_key(b, SDLK_BACKSPACE);
    bench_key(b, SDLK_SPACE);
    bench_key(b, SDLK_r);
    cr_expect_str_eq(typed(b), "x+");
    cr_expect(bench_says(b, "x+한"));
    bench_key(b, SDLK_ESCAPE);
    cr_expect_not(bench_says(b, "x+한"), "Escape ends it");
    cr_expect(b->app.shell.ui.edit.id, "and it alone");
    bench_key(b, SDLK_BACKSPACE);
    cr_expect_str_eq(typed(b), "x");
    bench_close(b);
}

Test(window_compose, a_press_elsewhere_and_enter_keep_what_is_seen)
{
    Bench *b = open_field();
    compose(b, "y", 1); // any text: a formula that is one
    bench_click(b, "show.minima");
    cr_expect_not(b->app.shell.ui.edit.id);
    cr_expect(bench_says(b, "x+y"), "in the field");
    commit(b, "y"); // late, when no field has the keys
    bench_click(b, "formula");
    cr_expect_str_eq(typed(b), "x+y");
    bench_key(b, SDLK_END);
    compose(b, "^2", 2);
    bench_key(b, SDLK_RETURN);
    cr_expect(bench_says(b, "x+y^2"));
    bench_close(b);
}

// Shortcuts are where the keys are, whatever letters they have.
Test(window_compose, shortcuts_work_on_keyboards_of_other_letters)
{
    Bench *b = bench_open(1440, 900, 1);
    cr_expect_not(SDL_IsTextInputActive(), "outside of fields an input method has no keys");
    const ThemeKind before = b->app.shell.theme;
    SDL_Event event = { .key = { .type = SDL_KEYDOWN,
                                 .keysym = { .sym = 0x3145, .scancode = SDL_SCANCODE_T } } };
    SDL_PushEvent(&event);
    bench_frame(b);
    cr_expect_neq(b->app.shell.theme, before);
    bench_click(b, "formula");
    cr_expect(SDL_IsTextInputActive());
    bench_key(b, SDLK_ESCAPE);
    cr_expect_not(SDL_IsTextInputActive());
    bench_close(b);
}

Test(window_compose, lists_are_searched_by_what_is_not_yet_committed)
{
    Bench *b = bench_open(1440, 900, 1);
    bench_click(b, "landscape");
    compose(b, "ros", 3);
    cr_expect_str_eq(b->app.shell.ui.popup.typed, "ros");
    compose(b, "rose", 4);
    cr_expect_str_eq(b->app.shell.ui.popup.typed, "rose");
    commit(b, "rosen");
    cr_expect_str_eq(b->app.shell.ui.popup.typed, "rosen");
    cr_expect(bench_says(b, "Rosenbrock"));
    bench_close(b);
}
