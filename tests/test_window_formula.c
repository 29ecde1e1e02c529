// The formula field: every keystroke redraws, a mistake leaves the last good landscape alone.
#include "look.h"
#include "window_panels.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

Test(formula_field, redraws_while_one_types)
{
    Bench *b = open_at_end();
    const Workspace *w = &b->landscape->workspace;
    const Rect ground = bench_ground(b);
    bench_click(b, "formula");
    bench_retype(b, "x^2 + y^2");
    cr_expect_null(w->scene.landscape);
    static const char *const additions[] = { "*3", "+x", "*y" };
    for (size_t i = 0; i < COUNT(additions); i++) {
        bench_frame(b);
        uint8_t *shot = bench_shot(b, ground);
        const TrailRow before = end_of(b, 5);
        bench_type(b, additions[i]);
        bench_frame(b);
        cr_expect_str_eq(w->scene.formula, w->typed);
        cr_expect_gt(bench_changes(b, ground, shot), most(ground), "after %s", w->typed);
        cr_expect_not(same_row(before, end_of(b, 5)));
        free(shot);
    }
    cr_expect_str_eq(w->scene.formula, "x^2 + y^2*3+x*y");
    bench_close(b);
}

// clang-format off
static const struct {
    const char *typed, *text;
    int at;
} mistakes[] = {
    { "x^2 +",     "the formula ends after '+': a number, a name or '(' must follow", 4 },
    { "x^2 + * y", "a number, a name or '(' is missing before '*'", 6 },
    { "sinn(x)",   "unknown function 'sinn': did you mean 'sin'?", 0 },
    { "(x",        "'(' is never closed: a ')' is missing", 0 },
    { "x^2 + y)",  "this ')' closes nothing: a '(' is missing", 7 },
};
// clang-format on

Test(formula_field, shows_a_mistake_and_keeps_the_last_good_landscape)
{
    Bench *b = open_at_end();
    const Workspace *w = &b->landscape->workspace;
    const Rect ground = bench_ground(b);
    bench_click(b, "formula");
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        bench_retype(b, "2x^2 + y^2 + x y");
        cr_assert_str_empty(w->mistake.text);
        bench_frame(b);
        uint8_t *shot = bench_shot(b, ground);
        const Scene scene = w->scene;
        TrailRow ends[6];
        for (int run = 0; run < 6; run++) {
            ends[run] = end_of(b, run);
        }
        // At once, as pasted: what stands between may well be right.
        bench_key_with(b, SDLK_a, KMOD_LCTRL);
        SDL_SetClipboardText(mistakes[i].typed);
        bench_key_with(b, SDLK_v, KMOD_LCTRL);
        cr_expect_str_eq(w->typed, mistakes[i].typed);
        cr_expect_str_eq(w->mistake.text, mistakes[i].text);
        cr_expect_eq(w->mistake.at, mistakes[i].at, "'%s': byte %d", mistakes[i].typed,
                     w->mistake.at);
        cr_expect_str_eq(w->scene.formula, scene.formula);
        cr_expect_eq(memcmp(&w->scene, &scene, sizeof scene), 0, "the scene is untouched");
        for (int run = 0; run < 6; run++) {
            cr_expect(same_row(end_of(b, run), ends[run]), "so is run %d", run);
        }
        bench_frame(b);
        cr_expect_eq(bench_changes(b, ground, shot), 0, "'%s': and the picture", mistakes[i].typed);
        free(shot);
    }
    bench_retype(b, "x^4 + y^2");
    cr_expect_str_empty(w->mistake.text);
    cr_expect_str_eq(w->scene.formula, "x^4 + y^2", "corrected");
    bench_close(b);
}

Test(formula_field, is_printed_below_and_dimmed_while_there_is_a_mistake)
{
    Bench *b = bench_open(1440, 900, 1);
    Workspace *w = &b->landscape->workspace;
    const Canvas *canvas = &b->app.shell.canvas;
    const Theme *theme = &themes[b->app.shell.theme];
    const MathPage *page = &b->landscape->sheet.page;
    for (int i = 0; i < landscape_count; i++) {
        workspace_set_landscape(w, i);
        bench_frame(b);
        cr_expect_gt(page->lines, 0, "%s", landscapes[i].kind.key);
        const Rect chooser = ui_find(&b->app.shell.ui, "landscape")->rect;
        cr_expect_leq(page->w, chooser.w + 4, "%s", landscapes[i].kind.key);
        // Of data there is nothing to type.
        cr_expect_eq(ui_find(&b->app.shell.ui, "formula") != NULL, !landscapes[i].fit);
    }
    workspace_set_landscape(w, 0);
    bench_frame(b);
    bench_click(b, "formula");
    bench_retype(b, "x^2/7 + pi*y");
    bench_frame(b);
    LookText letter, seven;
    const Rect left = b->app.shell.layout.left;
    cr_assert(look_text(canvas, "π", left, &letter));
    cr_assert(look_text(canvas, "7", left, &seven));
    const Rect field = ui_find(&b->app.shell.ui, "formula")->rect;
    cr_expect_gt(letter.rect.y, field.y + field.h, "below the field");
    cr_expect_gt(seven.rect.y, letter.rect.y, "below its bar");
    cr_expect_eq(memcmp(&letter.color, &theme->text, 3), 0);
    bench_type(b, "+");
    bench_frame(b);
    cr_expect_str_not_empty(w->mistake.text);
    cr_assert(look_text(canvas, "π", left, &letter), "the last good one stays");
    const double dim = color_contrast(letter.color, theme->panel);
    cr_expect_lt(dim, 0.6 * color_contrast(theme->text, theme->panel), "dimmed");
    cr_expect_gt(dim, 2);
    bench_type(b, "8");
    bench_frame(b);
    cr_assert(look_text(canvas, "8", left, &letter));
    cr_expect_eq(memcmp(&letter.color, &theme->text, 3), 0);
    bench_close(b);
}

static int error_pixels(Bench *b, Rect r)
{
    int count = 0;
    bench_read(b);
    for (float y = r.y + 2; y < r.y + r.h - 2; y++) {
        for (float x = r.x + 2; x < r.x + r.w - 2; x++) {
            count += bench_same_color(bench_pixel(b, x, y), themes[b->app.shell.theme].error, 40);
        }
    }
    return count;
}

Test(formula_field, underlines_the_mistake_where_it_is)
{
    Bench *b = open_at_end();
    bench_click(b, "formula");
    bench_retype(b, "xyz(x) + y + y");
    Rect field = bench_rect(b, "formula");
    cr_expect_gt(error_pixels(b, field), 15);
    bench_retype(b, "x + y + y + sinn(x)");
    field.w /= 3;
    cr_expect_eq(error_pixels(b, field), 0, "what is right is not underlined");
    bench_close(b);
}

Test(formula_field, offers_a_slider_for_an_unknown_name)
{
    Bench *b = open_at_end();
    const Workspace *w = &b->landscape->workspace;
    const Rect ground = bench_ground(b);
    bench_click(b, "formula");
    bench_retype(b, "c*x^2 + y^2");
    cr_expect_str_eq(w->offer, "c");
    cr_expect_str_eq(w->mistake.text, "'c' is no variable or function");
    cr_expect_eq(w->mistake.at, 0);
    cr_expect_str_neq(w->scene.formula, "c*x^2 + y^2");
    bench_click(b, "formula.offer");
    bench_frame(b);
    cr_expect_str_empty(w->mistake.text);
    cr_expect_str_eq(w->scene.formula, "c*x^2 + y^2");
    cr_assert_eq(w->scene.param_count, 1);
    cr_expect_str_eq(w->scene.param_names[0], "c");
    cr_expect_eq(w->scene.params[0], 1);
    uint8_t *shot = bench_shot(b, ground);
    const TrailRow before = end_of(b, 0);
    bench_slide(b, "shape.c", 0.8f);
    bench_frame(b);
    cr_expect_float_eq(w->scene.params[0], 6, 0.5, "of -10 to 10");
    cr_expect_gt(bench_changes(b, ground, shot), most(ground));
    cr_expect_not(same_row(before, end_of(b, 0)));
    free(shot);
    bench_close(b);
}

Test(formula_field, takes_thousands_of_bytes_and_any_characters)
{
    Bench *b = open_at_end();
    const Workspace *w = &b->landscape->workspace;
    char long_text[2 * SCENE_FORMULA_MAX];
    memset(long_text, '(', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = 0;
    bench_click(b, "formula");
    bench_key_with(b, SDLK_a, KMOD_LCTRL);
    SDL_SetClipboardText(long_text);
    bench_key_with(b, SDLK_v, KMOD_LCTRL);
    cr_expect_str_eq(w->typed, w->scene.landscape->formula, "more than there is room for");
    long_text[SCENE_FORMULA_MAX - 1] = 0;
    SDL_SetClipboardText(long_text);
    bench_key_with(b, SDLK_v, KMOD_LCTRL);
    cr_expect_str_not_empty(w->mistake.text);
    cr_expect_eq(strlen(w->typed), SCENE_FORMULA_MAX - 1);
    bench_retype(b, "x² + 3·y² − π");
    cr_expect_str_empty(w->mistake.text, "%s", w->mistake.text);
    bench_retype(b, "한국어 + x");
    cr_expect_str_not_empty(w->mistake.text);
    bench_close(b);
}
