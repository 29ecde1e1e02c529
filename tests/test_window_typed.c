// Typed formulas: the sliders of their names, the start that has no value, and the way back to
// them.
#include "look.h"
#include "window_bench.h"

#include "io/flags.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static Bench *open_formula(const char *text)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_key(b, SDLK_END);
    if (text) {
        bench_click(b, "formula");
        bench_retype(b, text);
        if (b->landscape->workspace.offer[0]) {
            bench_click(b, "formula.offer");
        }
        bench_key(b, SDLK_RETURN); // Escape would take it back
        bench_frame(b);
        cr_assert_str_eq(b->landscape->workspace.scene.formula, text);
    }
    return b;
}

static double value_of(const Bench *b, const char *name)
{
    const Scene *scene = &b->landscape->workspace.scene;
    const int i = scene_find_param(scene, name);
    cr_assert(i >= 0, "%s", name);
    return scene->params[i];
}

static void append(Bench *b, const char *text)
{
    bench_click(b, "formula");
    bench_key(b, SDLK_END);
    bench_type(b, text);
    bench_frame(b);
}

// ---- sliders

Test(typed_sliders, of_an_edited_landscape_keep_value_and_range)
{
    Bench *b = open_formula(NULL);
    Workspace *w = &b->landscape->workspace;
    append(b, " + 0.1x");
    cr_assert_null(w->scene.landscape);
    cr_expect_eq(value_of(b, "k"), 20);
    bench_number(b, "shape.k.number", "20");
    cr_expect_str_empty(b->app.shell.ui.edit.message);
    cr_expect_eq(value_of(b, "k"), 20, "can be typed again");
    bench_slide(b, "shape.k", 1);
    cr_expect_eq(value_of(b, "k"), 1000, "the landscape's own range");
    bench_slide(b, "shape.k", 0.5f);
    cr_expect_float_eq(value_of(b, "k"), sqrt(1000), 1, "on its own scale");
    const double k = value_of(b, "k");
    append(b, " + y");
    cr_expect_eq(value_of(b, "k"), k);
    bench_slide(b, "shape.k", 1);
    cr_expect_eq(value_of(b, "k"), 1000);
    bench_close(b);
}

Test(typed_sliders, come_back_with_their_names)
{
    Bench *b = open_formula("x^2 + a*y^2");
    bench_number(b, "shape.a.number", "300");
    bench_click(b, "formula");
    bench_retype(b, "x^2 + y^2");
    cr_expect_eq(b->landscape->workspace.scene.param_count, 0);
    bench_type(b, "*a");
    cr_expect_str_empty(b->landscape->workspace.mistake.text, "%s",
                        b->landscape->workspace.mistake.text);
    cr_expect_eq(value_of(b, "a"), 300);
    bench_frame(b);
    bench_slide(b, "shape.a", 1);
    cr_expect_eq(value_of(b, "a"), 5000, "and their range");
    bench_close(b);
}

Test(typed_sliders, widen_for_a_value_that_is_typed)
{
    Bench *b = open_formula("x^2 + a*y^2");
    static const char *const typed[] = { "100", "-3000", "0", "1e-9", "1e200", "-1.5e308" };
    for (size_t i = 0; i < COUNT(typed); i++) {
        bench_number(b, "shape.a.number", typed[i]);
        cr_expect_str_empty(b->app.shell.ui.edit.message, "%s", typed[i]);
        cr_expect_eq(value_of(b, "a"), strtod(typed[i], NULL), "%s", typed[i]);
        const Param *row = &b->landscape->workspace.params[0];
        cr_expect(row->min < value_of(b, "a") && row->max > value_of(b, "a"), "%s in %g to %g",
                  typed[i], row->min, row->max);
    }
    bench_close(b);
}

static void open_line(Bench *b, int argc, char **argv, TypedSubject *flags, Arena *arena)
{
    static const FlagsCommand window = {
        .name = "", .usage = "", .summary = "", .subjects = 1u << SUBJECT_SCENE
    };
    cr_assert_eq(flags_read(&window, argc, argv, NULL, flags, 0, NULL, NULL, arena), FLAGS_READ);
    app_open(&b->app, &flags->subject);
    bench_frame(b);
}

Test(typed_sliders, reach_both_ways_from_a_value_of_the_command_line)
{
    static TypedSubject flags;
    Arena arena = { 0 };
    Bench *b = open_formula(NULL);
    char *argv[] = { "thalweg", "--formula", "x^2 + a*y^2 + b*x", "--param",
                     "a=100",   "--param",   "b=-0.002",          NULL };
    open_line(b, 7, argv, &flags, &arena);
    cr_expect_eq(value_of(b, "a"), 100);
    bench_number(b, "shape.a.number", "120");
    cr_expect_eq(value_of(b, "a"), 120);
    bench_number(b, "shape.a.number", "100");
    bench_slide(b, "shape.a", 0.6f);
    cr_expect_gt(value_of(b, "a"), 120, "by hand as well");
    bench_slide(b, "shape.a", 0.2f);
    cr_expect_lt(value_of(b, "a"), 0);
    const Rect r = bench_rect(b, "shape.b");
    bench_slide(b, "shape.b", 0.9f);
    cr_expect(value_of(b, "b") > 0.005 && value_of(b, "b") < 0.02, "%g", value_of(b, "b"));
    bench_double_click_at(b, r.x + 3, r.y + r.h / 2);
    cr_expect_eq(value_of(b, "b"), -0.002, "a double click leads back to where it began");
    bench_wait(b, 2);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect_neq(value_of(b, "b"), -0.002, "undone");
    bench_close(b);
    arena_free(&arena);
}

Test(typed_sliders, are_called_as_in_the_formula)
{
    Bench *b = open_formula(NULL);
    const Rect left = b->app.shell.layout.left;
    cr_expect(look_text(&b->app.shell.canvas, "Rotation t (θ)", left, NULL));
    cr_expect(look_text(&b->app.shell.canvas, "Condition k (κ)", left, NULL));
    bench_close(b);
}

// A landscape's parameters keep the range that they have.
Test(typed_sliders, of_landscapes_refuse_as_before)
{
    Bench *b = open_formula(NULL);
    bench_number(b, "shape.k.number", "1001");
    cr_expect_str_eq(b->app.shell.ui.edit.message, "Condition goes from 1 to 1000");
    cr_expect_eq(value_of(b, "k"), 20);
    bench_close(b);
}

Test(typed_sliders, are_offered_for_all_missing_names_at_once)
{
    Bench *b = open_formula(NULL);
    const Workspace *w = &b->landscape->workspace;
    const Rect left = b->app.shell.layout.left;
    bench_click(b, "formula");
    bench_retype(b, "a*x^2 + b*y^2 + k");
    cr_expect_str_eq(w->offer, "a, b", "k is there");
    bench_frame(b);
    cr_expect(look_text(&b->app.shell.canvas, "Add sliders a, b", left, NULL));
    bench_click(b, "formula.offer");
    cr_expect_str_empty(w->mistake.text);
    cr_expect_eq(w->scene.param_count, 3);
    cr_expect(value_of(b, "a") == 1 && value_of(b, "b") == 1 && value_of(b, "k") == 20);
    bench_close(b);
}

// ---- the way back

Test(your_formula, stays_in_the_chooser_after_a_landscape_was_chosen)
{
    Bench *b = open_formula("x^2 + a*y^2 + 1");
    Workspace *w = &b->landscape->workspace;
    bench_number(b, "shape.a.number", "7");
    bench_number(b, "racer.5.lr.number", "0.123");
    bench_number(b, "start.x", "-4");
    bench_choose(b, "landscape", 4);
    cr_expect_eq(w->scene.landscape, &landscapes[4]);
    bench_choose(b, "landscape", 7);
    bench_choose(b, "landscape", landscape_count);
    bench_frame(b);
    cr_expect_null(w->scene.landscape);
    cr_expect_str_eq(w->scene.formula, "x^2 + a*y^2 + 1");
    cr_expect_str_eq(w->typed, "x^2 + a*y^2 + 1");
    cr_expect_eq(value_of(b, "a"), 7);
    cr_expect_eq(w->scene.start[0], -4);
    cr_expect_eq(scene_rate(&w->scene, 5), 0.123);
    cr_expect(race_complete(w->race));
    bench_close(b);
}

Test(your_formula, is_not_offered_before_there_is_one)
{
    Bench *b = open_formula(NULL);
    char item[UI_NAME_MAX];
    snprintf(item, sizeof item, "landscape.%d", landscape_count);
    bench_click(b, "landscape");
    bench_frame(b);
    cr_expect_null(ui_find(&b->app.shell.ui, item));
    bench_close(b);
}

// ---- the start

Test(lost_start, is_said_and_moved_to_where_the_formula_has_a_value)
{
    static const char *const formulas[] = { "log(x) + y^2", "sqrt(x - 3) + y^2", "log(x)*log(-y)" };
    for (size_t i = 0; i < COUNT(formulas); i++) {
        Bench *b = open_formula(formulas[i]);
        Workspace *w = &b->landscape->workspace;
        cr_expect(look_text_begins(&b->app.shell.canvas, "At the start f has no",
                                   b->app.shell.layout.left, NULL),
                  "%s", formulas[i]);
        bench_click(b, "start.move");
        bench_frame(b);
        bench_frame(b);
        cr_expect_null(ui_find(&b->app.shell.ui, "start.move"), "%s", formulas[i]);
        const TrailRow *row = trail_at(race_trail(w->race, 0), 0);
        cr_expect(isfinite(row->loss), "%s", formulas[i]);
        bench_close(b);
    }
}

// At x = 0 the slope of sqrt(x) is infinite, whatever the rule for kinks says: no place to begin,
// and no minimum.
Test(lost_start, is_not_moved_to_an_edge_that_is_infinitely_steep)
{
    static const Color ink = RGB_ROW(0xf3f5f8); // of marks
    Bench *b = open_formula("sqrt(x) + y^2");
    const Workspace *w = &b->landscape->workspace;
    bench_click(b, "start.move");
    bench_settle(b);
    cr_expect_gt(w->scene.start[0], 0.01);
    const float x = bench_x(b, 0), y = bench_y(b, 0);
    LookLine strokes[4];
    cr_expect_eq(look_lines(&b->app.shell.canvas, ink, (Rect){ x - 7, y - 7, 14, 14 }, strokes, 4),
                 0, "no mark of a minimum");
    bench_close(b);
}

Test(lost_start, is_not_said_where_there_is_a_value)
{
    Bench *b = open_formula("x^2 + y^2");
    cr_expect_null(ui_find(&b->app.shell.ui, "start.move"));
    bench_number(b, "start.x", "0");
    cr_expect_null(ui_find(&b->app.shell.ui, "start.move"));
    bench_close(b);
}

// ---- the field

static const char long_formula[] =
    "(1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2))"
    "*(30 + (2*x - 3*y)^2*(18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2))";

// What stands in the field, line below line, one behind the other.
static int field_lines(const Bench *b, char *all, size_t size)
{
    LookText texts[32];
    const Rect field = ui_find(&b->app.shell.ui, "formula")->rect;
    const int count = look_texts(&b->app.shell.canvas, field, texts, 32);
    size_t used = 0;
    for (int i = 0; i < count; i++) {
        used += (size_t)snprintf(all + used, size - used, "%s", texts[i].text);
    }
    return count;
}

Test(formula_area, shows_the_whole_formula_while_it_is_edited)
{
    char all[4096];
    Bench *b = open_formula(NULL);
    cr_expect_leq(ui_find(&b->app.shell.ui, "formula")->rect.h, 32, "a line");
    bench_click(b, "formula");
    bench_retype(b, long_formula);
    bench_frame(b);
    cr_expect_gt(field_lines(b, all, sizeof all), 3);
    cr_expect_str_eq(all, long_formula);
    bench_key(b, SDLK_ESCAPE);
    bench_frame(b);
    bench_frame(b);
    cr_expect_leq(ui_find(&b->app.shell.ui, "formula")->rect.h, 32, "and a line again");
    bench_close(b);
}

Test(formula_area, takes_the_caret_from_the_mouse_and_by_lines)
{
    Bench *b = open_formula(NULL);
    const Workspace *w = &b->landscape->workspace;
    bench_click(b, "formula");
    bench_retype(b, long_formula);
    bench_frame(b);
    const UiEdit *edit = &b->app.shell.ui.edit;
    cr_assert_eq(edit->caret, strlen(long_formula));
    LookText texts[32];
    const Rect field = ui_find(&b->app.shell.ui, "formula")->rect;
    const int count = look_texts(&b->app.shell.canvas, field, texts, 32);
    cr_assert_gt(count, 3);
    bench_click_at(b, texts[1].rect.x + 1, texts[1].rect.y + 4);
    const size_t second = strlen(texts[0].text);
    cr_expect_eq(edit->caret, second, "the beginning of the second line, not byte %zu",
                 edit->caret);
    bench_key(b, SDLK_DOWN);
    cr_expect_eq(edit->caret, second + strlen(texts[1].text));
    bench_key(b, SDLK_UP);
    bench_key(b, SDLK_UP);
    cr_expect_eq(edit->caret, 0);
    bench_key(b, SDLK_UP);
    cr_expect_eq(edit->caret, 0);
    bench_type(b, "1 + ");
    cr_expect_eq(strncmp(w->typed, "1 + (1 + ", 9), 0, "%s", w->typed);
    cr_expect_null(w->scene.landscape);
    bench_close(b);
}

// What was pressed stays under the pointer until it is let go.
Test(formula_area, closes_only_when_the_press_that_left_it_is_over)
{
    Bench *b = open_formula(NULL);
    bench_click(b, "formula");
    bench_retype(b, long_formula);
    bench_frame(b);
    const bool before = b->landscape->workspace.show.on[SHOW_CONTOURS];
    bench_click(b, "show.contours");
    cr_expect_neq(b->landscape->workspace.show.on[SHOW_CONTOURS], before, "the click has arrived");
    bench_frame(b);
    bench_frame(b);
    cr_expect_leq(ui_find(&b->app.shell.ui, "formula")->rect.h, 32);
    bench_close(b);
}

Test(formula_area, scrolls_when_a_formula_is_absurdly_long)
{
    char formula[4000] = "x^2 + y^2", all[4096];
    for (int i = 0; i < 150; i++) {
        strcat(formula, " + sin(x)*0.01");
    }
    Bench *b = open_formula(NULL);
    bench_click(b, "formula");
    bench_key_with(b, SDLK_a, KMOD_LCTRL);
    SDL_SetClipboardText(formula);
    bench_key_with(b, SDLK_v, KMOD_LCTRL);
    bench_frame(b);
    cr_expect_lt(ui_find(&b->app.shell.ui, "formula")->rect.h, 160);
    field_lines(b, all, sizeof all);
    cr_expect_str_eq(all + strlen(all) - 14, " + sin(x)*0.01", "the caret's line is in view");
    bench_close(b);
}
