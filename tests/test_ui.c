// The toolkit with made-up events: one pass for each.
#include "mono_metrics.h"

#include "ui/path_field.h"
#include "ui/widgets.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const Param rate = { "lr", "Rate", "η", 0, 0.01, 1e-6, 10, PARAM_LOG };
static const Param angle = {
    "t", "Rotation", NULL, 0, 0, -3.14159265358979312, 3.14159265358979312, PARAM_ANGLE
};
static const char *const fruit[] = { "apple", "banana", "cherry" };

static const char *fruit_name(const void *context, int index)
{
    (void)context;
    return fruit[index];
}

// A little window with one control of each kind.
typedef struct Bench {
    Ui ui;
    Canvas canvas;
    char clipboard[256];
    char text[32];
    double value, turn;
    bool on;
    int segment, choice, presses;
    int changes;
} Bench;

static char *clipboard_get(void *context)
{
    return strdup(((Bench *)context)->clipboard);
}

static void clipboard_free(void *context, char *text)
{
    (void)context;
    free(text);
}

static void clipboard_set(void *context, const char *text)
{
    snprintf(((Bench *)context)->clipboard, 256, "%s", text);
}

static void bench_pass(Bench *b, const InputEvent *event)
{
    canvas_begin(&b->canvas, &metrics, 400, 300, RGB(0));
    ui_begin(&b->ui, &b->canvas, &themes[0], 400, 300, event, 0);
    b->changes +=
        ui_text_field(&b->ui, "text", (Rect){ 10, 10, 200, 30 }, b->text, sizeof b->text, -1, "");
    b->changes +=
        ui_slider(&b->ui, "rate", (Rect){ 10, 50, 300, 26 }, &rate, &b->value, 0.01, NULL, "");
    b->changes +=
        ui_slider(&b->ui, "turn", (Rect){ 10, 80, 300, 26 }, &angle, &b->turn, 0, NULL, "");
    b->changes += ui_checkbox(&b->ui, "on", (Rect){ 10, 110, 100, 24 }, "on", &b->on, "");
    b->changes +=
        ui_segments(&b->ui, "segment", (Rect){ 10, 140, 180, 28 }, 3, fruit, &b->segment, "");
    b->changes += ui_choice(&b->ui, "choice", (Rect){ 10, 180, 150, 30 }, 3, fruit_name, NULL,
                            &b->choice, "none", "");
    b->presses += ui_button(&b->ui, "button", (Rect){ 10, 220, 100, 28 }, "press", "");
    ui_end(&b->ui);
}

static Bench *bench_create(void)
{
    Bench *b = calloc(1, sizeof *b);
    ui_init(&b->ui, &(UiSystem){ b, clipboard_get, clipboard_free, clipboard_set });
    b->value = 0.01;
    bench_pass(b, NULL);
    return b;
}

static void bench_free(Bench *b)
{
    ui_finish(&b->ui);
    canvas_finish(&b->canvas);
    free(b);
}

static void mouse(Bench *b, InputKind kind, float x, float y, int clicks, unsigned mods)
{
    bench_pass(
        b,
        &(InputEvent){
            .kind = kind, .x = x, .y = y, .button = BUTTON_LEFT, .clicks = clicks, .mods = mods });
}

static void click(Bench *b, float x, float y)
{
    mouse(b, INPUT_MOUSE_DOWN, x, y, 1, 0);
    mouse(b, INPUT_MOUSE_UP, x, y, 1, 0);
}

static void key(Bench *b, Key k, unsigned mods)
{
    bench_pass(b, &(InputEvent){ .kind = INPUT_KEY, .key = k, .mods = mods });
}

static void letter(Bench *b, char c, unsigned mods)
{
    bench_pass(b, &(InputEvent){
                      .kind = INPUT_KEY, .key = KEY_CHARACTER, .code = (uint32_t)c, .mods = mods });
}

static void type(Bench *b, const char *text)
{
    InputEvent event = { .kind = INPUT_TEXT };
    snprintf(event.text, sizeof event.text, "%s", text);
    bench_pass(b, &event);
}

static Rect place(Bench *b, const char *name)
{
    const UiControl *control = ui_find(&b->ui, name);
    cr_assert_not_null(control, "%s", name);
    return control->rect;
}

Test(ui, a_button_is_pressed_when_the_mouse_comes_up_on_it)
{
    Bench *b = bench_create();
    click(b, 50, 230);
    cr_expect_eq(b->presses, 1);
    mouse(b, INPUT_MOUSE_DOWN, 50, 230, 1, 0);
    mouse(b, INPUT_MOUSE_UP, 300, 290, 1, 0);
    cr_expect_eq(b->presses, 1, "let go elsewhere: not pressed");
    bench_free(b);
}

Test(ui, a_slider_follows_the_mouse_finely_with_shift_and_returns_with_a_double_click)
{
    Bench *b = bench_create();
    const Rect track = place(b, "rate");
    mouse(b, INPUT_MOUSE_DOWN, track.x + track.w / 2, track.y + 5, 1, 0);
    cr_expect_float_eq(b->value, sqrt(1e-6 * 10), 2e-4, "the middle of a log scale, got %g",
                       b->value);
    mouse(b, INPUT_MOUSE_MOVE, track.x + track.w + 500, track.y + 90, 0, 0);
    cr_expect_eq(b->value, 10, "beyond the end: the end");
    mouse(b, INPUT_MOUSE_UP, track.x, track.y, 1, 0);
    mouse(b, INPUT_MOUSE_DOWN, track.x + track.w / 2, track.y + 5, 1, 0);
    const double before = b->value;
    mouse(b, INPUT_MOUSE_MOVE, track.x + track.w / 2 + 20, track.y + 5, 0, MOD_SHIFT);
    cr_expect_float_eq(log10(b->value / before), 7 * 20 / track.w * 0.1, 0.02,
                       "a tenth with Shift");
    mouse(b, INPUT_MOUSE_UP, track.x, track.y, 1, 0);
    mouse(b, INPUT_MOUSE_DOWN, track.x + 3, track.y + 5, 2, 0);
    cr_expect_eq(b->value, 0.01, "double click: the default");
    bench_free(b);
}

Test(ui, a_number_is_typed_committed_restored_and_refused_with_its_range)
{
    Bench *b = bench_create();
    const Rect number = place(b, "rate.number");
    click(b, number.x + 5, number.y + 5);
    type(b, "0.25");
    key(b, KEY_ENTER, 0);
    cr_expect_eq(b->value, 0.25);
    click(b, number.x + 5, number.y + 5);
    type(b, "77");
    key(b, KEY_ENTER, 0);
    cr_expect_eq(b->value, 0.25, "refused");
    cr_expect_str_eq(b->ui.edit.message, "Rate goes from 1e-6 to 10");
    key(b, KEY_ESCAPE, 0);
    cr_expect(!ui_editing(&b->ui));
    cr_expect_eq(b->value, 0.25);
    const Rect turn = place(b, "turn.number");
    click(b, turn.x + 5, turn.y + 5);
    type(b, "45");
    key(b, KEY_ENTER, 0);
    cr_expect_float_eq(b->turn, 0.7853981633974483, 1e-15, "angles are typed in degrees");
    bench_free(b);
}

Test(ui, text_is_typed_selected_cut_and_pasted_by_whole_characters)
{
    Bench *b = bench_create();
    click(b, 20, 25);
    type(b, "x²+β");
    cr_expect_str_eq(b->text, "x²+β");
    key(b, KEY_BACKSPACE, 0);
    cr_expect_str_eq(b->text, "x²+");
    key(b, KEY_LEFT, 0);
    key(b, KEY_LEFT, 0);
    key(b, KEY_DELETE, 0);
    cr_expect_str_eq(b->text, "x+");
    letter(b, 'a', MOD_CTRL);
    letter(b, 'x', MOD_CTRL);
    cr_expect_str_eq(b->text, "");
    cr_expect_str_eq(b->clipboard, "x+");
    letter(b, 'v', MOD_CTRL);
    letter(b, 'v', MOD_CTRL);
    cr_expect_str_eq(b->text, "x+x+");
    key(b, KEY_HOME, MOD_SHIFT);
    type(b, "y");
    cr_expect_str_eq(b->text, "y");
    strcpy(b->clipboard, "0123456789 0123456789\n0123456789 0123456789");
    letter(b, 'v', MOD_CTRL);
    cr_expect_str_eq(b->text, "y", "what does not fit is refused, not cut");
    cr_expect(strstr(b->ui.edit.message, "Too long by"), "with a message: %s", b->ui.edit.message);
    strcpy(b->clipboard, "a\nb");
    letter(b, 'v', MOD_CTRL);
    cr_expect_str_eq(b->text, "ya b");
    cr_expect_str_empty(b->ui.edit.message);
    bench_free(b);
}

Test(ui, ctrl_z_undoes_what_was_typed_and_escape_all_of_it)
{
    Bench *b = bench_create();
    strcpy(b->text, "x+y");
    click(b, 200, 25);
    type(b, "*");
    type(b, "2");
    cr_expect_str_eq(b->text, "x+y*2");
    key(b, KEY_BACKSPACE, 0);
    letter(b, 'a', MOD_CTRL);
    key(b, KEY_DELETE, 0);
    cr_expect_str_eq(b->text, "");
    letter(b, 'z', MOD_CTRL);
    cr_expect_str_eq(b->text, "x+y*");
    letter(b, 'z', MOD_CTRL);
    cr_expect_str_eq(b->text, "x+y*2");
    letter(b, 'z', MOD_CTRL);
    cr_expect_str_eq(b->text, "x+y", "letters in a row are one");
    letter(b, 'z', MOD_CTRL);
    cr_expect_str_eq(b->text, "x+y");
    cr_expect(b->ui.consumed, "with nothing left it is still the field's");
    letter(b, 'z', MOD_CTRL | MOD_SHIFT);
    letter(b, 'y', MOD_CTRL);
    cr_expect_str_eq(b->text, "x+y*");
    for (int i = 0; i < 300; i++) { // far more than is kept
        key(b, KEY_HOME, 0);
        type(b, "a");
        key(b, KEY_BACKSPACE, 0);
    }
    type(b, "zzz");
    key(b, KEY_ESCAPE, 0);
    cr_expect_str_eq(b->text, "x+y", "what stood there before");
    cr_expect(!ui_editing(&b->ui) && b->ui.went_back);
    bench_free(b);
}

Test(ui, a_number_that_is_left_is_taken_over_or_refused_aloud)
{
    Bench *b = bench_create();
    const Rect number = place(b, "rate.number");
    click(b, number.x + 5, number.y + 5);
    type(b, "0.5");
    mouse(b, INPUT_MOUSE_DOWN, 395, 295, 1, 0);
    cr_expect_eq(b->value, 0.5);
    mouse(b, INPUT_MOUSE_UP, 395, 295, 1, 0);
    click(b, number.x + 5, number.y + 5);
    type(b, "77");
    click(b, 20, 25);
    cr_expect_eq(b->value, 0.5);
    cr_expect_str_eq(b->ui.said, "Rate goes from 1e-6 to 10");
    bench_free(b);
}

// A click puts the caret there, with Shift it selects from where the caret was; a double click
// selects all.
Test(ui, the_mouse_places_and_selects_in_a_text)
{
    Bench *b = bench_create();
    click(b, 20, 25);
    type(b, "abcdef");
    const Rect field = place(b, "text");
    click(b, field.x + 1, 25);
    cr_expect_eq(b->ui.edit.caret, 0u);
    mouse(b, INPUT_MOUSE_DOWN, field.x + field.w - 2, 25, 1, MOD_SHIFT);
    mouse(b, INPUT_MOUSE_UP, field.x + field.w - 2, 25, 1, MOD_SHIFT);
    cr_expect(b->ui.edit.anchor == 0 && b->ui.edit.caret == 6, "from %zu to %zu", b->ui.edit.anchor,
              b->ui.edit.caret);
    type(b, "xy");
    cr_expect_str_eq(b->text, "xy");
    click(b, field.x + field.w - 2, 25);
    mouse(b, INPUT_MOUSE_DOWN, field.x + 1, 25, 2, 0);
    mouse(b, INPUT_MOUSE_UP, field.x + 1, 25, 2, 0);
    cr_expect(b->ui.edit.anchor == 0 && b->ui.edit.caret == 2, "from %zu to %zu", b->ui.edit.anchor,
              b->ui.edit.caret);
    bench_free(b);
}

Test(ui, a_text_field_has_the_keys_first)
{
    Bench *b = bench_create();
    click(b, 20, 25);
    key(b, KEY_SPACE, 0);
    cr_expect(b->ui.consumed, "Space is the field's, not a shortcut");
    letter(b, 'r', 0);
    cr_expect(b->ui.consumed);
    key(b, KEY_ESCAPE, 0);
    key(b, KEY_SPACE, 0);
    cr_expect(!b->ui.consumed, "and free again afterwards");
    bench_free(b);
}

Test(ui, tab_goes_through_all_controls_and_space_presses)
{
    Bench *b = bench_create();
    char seen[256] = "";
    for (int i = 0; i < 9; i++) {
        key(b, KEY_TAB, 0);
        for (size_t c = 0; c < b->ui.controls.count; c++) {
            if (b->ui.controls.items[c].id == b->ui.focus) {
                strcat(strcat(seen, b->ui.controls.items[c].name), " ");
            }
        }
    }
    cr_expect_str_eq(seen, "text rate rate.number turn turn.number on segment choice button ");
    key(b, KEY_SPACE, 0);
    cr_expect_eq(b->presses, 1);
    key(b, KEY_TAB, MOD_SHIFT);
    key(b, KEY_TAB, MOD_SHIFT);
    key(b, KEY_RIGHT, 0);
    cr_expect_eq(b->segment, 1, "arrows change the focused one");
    bench_free(b);
}

Test(ui, a_list_opens_chooses_and_shuts_everything_else_out)
{
    Bench *b = bench_create();
    const Rect button = place(b, "choice");
    click(b, button.x + 5, button.y + 5);
    bench_pass(b, NULL);
    const Rect item = place(b, "choice.2");
    const int presses = b->presses;
    click(b, item.x + 5, item.y + 5);
    cr_expect_eq(b->choice, 2);
    cr_expect_eq(b->presses, presses, "what lies below the list is out of reach");
    click(b, button.x + 5, button.y + 5);
    click(b, 350, 20);
    cr_expect_null(ui_find(&b->ui, "choice.0"), "a press elsewhere closes it");
    cr_expect_eq(b->choice, 2);
    bench_free(b);
}

Test(ui, press_move_and_release_that_arrive_together_are_three_answers)
{
    Bench *b = bench_create();
    const Rect track = place(b, "turn");
    mouse(b, INPUT_MOUSE_DOWN, track.x, track.y + 5, 1, 0);
    mouse(b, INPUT_MOUSE_MOVE, track.x + track.w, track.y + 5, 0, 0);
    mouse(b, INPUT_MOUSE_UP, track.x + track.w, track.y + 5, 1, 0);
    mouse(b, INPUT_MOUSE_MOVE, track.x, track.y + 5, 0, 0);
    cr_expect_float_eq(b->turn, angle.max, 1e-12, "moves after the release do nothing");
    bench_free(b);
}

Test(ui, a_slider_without_room_keeps_its_value)
{
    Bench *b = bench_create();
    for (int kind = INPUT_MOUSE_MOVE; kind <= INPUT_MOUSE_UP; kind++) {
        const InputEvent event = { .kind = (InputKind)kind, .button = BUTTON_LEFT, .clicks = 1 };
        canvas_begin(&b->canvas, &metrics, 400, 300, RGB(0));
        ui_begin(&b->ui, &b->canvas, &themes[0], 400, 300, &event, 0);
        ui_slider(&b->ui, "rate", (Rect){ 0, 0, 0, 20 }, &rate, &b->value, 0.01, NULL, "");
        ui_end(&b->ui);
        cr_expect_eq(b->value, 0.01);
    }
    bench_free(b);
}

// ---- labels that are too long for their place

static void long_labels(Ui *ui, Canvas *canvas, const InputEvent *event)
{
    const char *names[] = { "one", "much longer", "x" };
    int chosen = 0;
    canvas_begin(canvas, &metrics, 400, 300, RGB(0));
    ui_begin(ui, canvas, &themes[0], 400, 300, event, 0);
    ui_button(ui, "press", (Rect){ 10, 10, 60, 28 }, "press this button", "It does nothing");
    ui_label(ui, (Rect){ 10, 50, 60, 20 }, ALIGN_LEFT, FONT_SANS, 13, themes[0].text,
             "a heading of its own");
    ui_segments(ui, "segments", (Rect){ 10, 80, 160, 28 }, 3, names, &chosen, "Choose");
    ui_end(ui);
}

Test(labels, that_are_shortened_are_told_whole_by_the_tip)
{
    static const struct {
        float x, y;
        const char *tip;
    } places[] = {
        { 40, 24, "press this button\nIt does nothing" },
        { 40, 60, "a heading of its own" },
        { 80, 94, "Choose" }, // fits, for the others give way
        { 300, 200, "" },
    };
    Ui ui;
    Canvas canvas = { 0 };
    ui_init(&ui, NULL);
    for (size_t i = 0; i < COUNT(places); i++) {
        long_labels(&ui, &canvas,
                    &(InputEvent){ .kind = INPUT_MOUSE_MOVE, .x = places[i].x, .y = places[i].y });
        cr_expect_str_eq(ui.tip.text, places[i].tip);
        cr_expect_eq(canvas.cut.count, 2, "%zu", canvas.cut.count);
    }
    ui_finish(&ui);
    canvas_finish(&canvas);
}

Test(labels, that_have_a_place_for_it_go_over_several_lines)
{
    static const char text[] = "what is too long for one line goes on in the next";
    Ui ui;
    Canvas canvas = { 0 };
    ui_init(&ui, NULL);
    canvas_begin(&canvas, &metrics, 400, 300, RGB(0));
    ui_begin(&ui, &canvas, &themes[0], 400, 300, NULL, 0);
    const int lines = ui_line_count(&ui, FONT_SANS, 13, 120, text);
    cr_expect_eq(ui_line_count(&ui, FONT_SANS, 13, 1000, text), 1);
    cr_expect_gt(lines, 1);
    ui_lines(&ui, (Rect){ 10, 10, 120, 200 }, ALIGN_CENTER, FONT_SANS, 13, 16, themes[0].text,
             text);
    cr_expect_eq((int)canvas.shapes.count, lines, "a text a line");
    cr_expect_eq(canvas.cut.count, 0, "and nothing is shortened");
    size_t letters = 0;
    for (size_t i = 0; i < canvas.shapes.count; i++) {
        letters += canvas.shapes.items[i].text.length;
    }
    cr_expect_eq(letters + (size_t)lines - 1, strlen(text), "the blanks at their ends alone go");
    ui_end(&ui);
    ui_finish(&ui);
    canvas_finish(&canvas);
}

// In that place and those letters: how many lines a label takes, and how large they are.
static int label_lines(Rect place, const char *text, float *size, bool *cut)
{
    Ui ui;
    Canvas canvas = { 0 };
    ui_init(&ui, NULL);
    canvas_begin(&canvas, &metrics, 400, 300, RGB(0));
    ui_begin(&ui, &canvas, &themes[0], 400, 300, NULL, 0);
    ui_label(&ui, place, ALIGN_LEFT, FONT_SANS, 10, themes[0].text, text);
    const int lines = (int)canvas.shapes.count;
    *size = canvas.shapes.items[0].text.size;
    *cut = canvas.cut.count > 0;
    for (int i = 0; i < lines; i++) {
        const float y = canvas.shapes.items[i].text.y;
        cr_expect(y > place.y && (lines == 1 || y < place.y + place.h), "within the place");
    }
    ui_end(&ui);
    ui_finish(&ui);
    canvas_finish(&canvas);
    return lines;
}

// Twenty letters of 6 px.
Test(labels, that_are_too_long_come_in_smaller_letters_or_on_more_lines_before_they_are_cut)
{
    const struct {
        float w, h;
        int lines;
        float size;
        bool cut;
    } cases[] = {
        { 120, 14, 1, 10, false },   // as it is
        { 100, 14, 1, 8, false },    // a little smaller
        { 100, 24, 2, 10, false },   // or on two lines, where they have room
        { 100, 20, 2, 8.5f, false }, // ... if the letters are larger so
        { 75, 14, 1, 10, true },     // they would be too small to be read
        { 75, 18, 2, 7.5f, false },  { 24, 100, 1, 10, true }, // a word is not broken
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        float size;
        bool cut;
        const int lines = label_lines((Rect){ 10, 10, cases[i].w, cases[i].h },
                                      "twenty letters long.", &size, &cut);
        cr_expect_eq(lines, cases[i].lines, "%zu: %d lines", i, lines);
        cr_expect_float_eq(size, cases[i].size, 1e-6, "%zu: %g px", i, size);
        cr_expect_eq(cut, cases[i].cut, "%zu", i);
    }
}

Test(labels, of_paths_lose_their_first_folders)
{
    static const char path[] = "/home/teacher/lectures/winter";
    const struct {
        float letters; // of room
        const char *shown;
    } cases[] = {
        { 29, "/home/teacher/lectures/winter" },
        { 28, "…/teacher/lectures/winter" },
        { 24, "…/lectures/winter" },
        { 8, "…/winter" },
        { 3, "" }, // the last one stays, cut
    };
    Bench *b = bench_create();
    const float letter = canvas_text_width(&b->canvas, FONT_SANS, UI_TEXT_SIZE, "x");
    for (size_t i = 0; i < COUNT(cases); i++) {
        canvas_begin(&b->canvas, &metrics, 400, 300, RGB(0));
        ui_begin(&b->ui, &b->canvas, &themes[0], 400, 300, NULL, 0);
        ui_path_label(&b->ui, (Rect){ 10, 10, letter * cases[i].letters + 0.01f, 24 },
                      themes[0].text, path);
        ui_end(&b->ui);
        const Shape *shape = &b->canvas.shapes.items[b->canvas.shapes.count - 1];
        cr_assert_eq(shape->kind, SHAPE_TEXT);
        const int length = (int)shape->text.length;
        const char *shown = canvas_text_of(&b->canvas, shape);
        if (cases[i].letters > 3) { // else the label cuts what is left of it
            cr_expect(length == (int)strlen(cases[i].shown) &&
                          memcmp(shown, cases[i].shown, (size_t)length) == 0,
                      "%g letters: %.*s", (double)cases[i].letters, length, shown);
        } else {
            cr_expect_eq(memcmp(shown, "…/", 4), 0, "%.*s", length, shown);
        }
    }
    bench_free(b);
}
