// Paragraphs of texts and formulas, in a font whose letters are all 0.6 of the size wide.
#include "draw/math_read.h"
#include "draw/rich_text.h"

#include "mono_metrics.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

enum { SIZE = 10, LETTER = 6 };

static Canvas canvas = { .metrics = &metrics };

static void set(RichText *rich, float width, const char *text)
{
    rich_text_lay_out(rich, &canvas, FONT_SANS, SIZE, width, text);
}

// "a b|c d": the letters of the pieces, lines parted by |, formulas as #, emphasis in <>.
static const char *lines_of(const RichText *rich)
{
    static char out[1024];
    size_t used = 0;
    int line = 0;
    for (size_t i = 0; i < rich->pieces.count; i++) {
        const RichPiece *piece = &rich->pieces.items[i];
        for (; line < piece->line; line++) {
            out[used++] = '|';
        }
        const char *open = piece->strong ? "<" : "", *close = piece->strong ? ">" : "";
        used += (size_t)snprintf(out + used, sizeof out - used, "%s%.*s%s", open,
                                 piece->box ? 1 : (int)piece->length,
                                 piece->box ? "#" : rich->letters.items + piece->at, close);
    }
    out[used] = '\0';
    return out;
}

Test(rich_text, breaks_lines_between_words)
{
    RichText rich = { .lines = 0 };
    set(&rich, 10 * LETTER, "The valley is so steep");
    cr_expect_str_eq(lines_of(&rich), "The valley|is so|steep");
    cr_expect_eq(rich.lines, 3);
    cr_expect_float_eq(rich.w, 10 * LETTER, 0.01f);
    set(&rich, 1000, "one\ntwo  three\n");
    cr_expect_str_eq(lines_of(&rich), "one two three", "a line break is a blank");
    rich_text_finish(&rich);
}

Test(rich_text, an_empty_line_begins_a_paragraph_farther_below)
{
    RichText rich = { .lines = 0 };
    set(&rich, 1000, "one\n\ntwo");
    cr_expect_str_eq(lines_of(&rich), "one|two");
    const float far = rich.pieces.items[1].y - rich.pieces.items[0].y;
    set(&rich, 4 * LETTER, "one two");
    cr_expect_gt(far, rich.pieces.items[1].y - rich.pieces.items[0].y + 3);
    rich_text_finish(&rich);
}

Test(rich_text, emphasis_stands_between_stars_that_belong_together)
{
    static const char *const texts[][2] = {
        { "it is *twenty times* so", "it is<twenty times>so" },
        { "*all*", "<all>" },
        { "so *steep*.", "so<steep>." },
        { "2 * 3 * 4", "2 * 3 * 4" },
        { "a \\*b\\* c", "a *b* c" },
        { "a *b", "a *b" },
        { "5\\$ and 6\\$", "5$ and 6$" },
        { "only 5$", "only 5$" },
        { "back\\\\slash", "back\\slash" },
        { "*a* *b*", "<a b>" },
    };
    RichText rich = { .lines = 0 };
    for (size_t i = 0; i < COUNT(texts); i++) {
        set(&rich, 1000, texts[i][0]);
        cr_expect_str_eq(lines_of(&rich), texts[i][1], "%s: %s", texts[i][0], lines_of(&rich));
    }
    rich_text_finish(&rich);
}

Test(rich_text, a_formula_stays_with_the_comma_behind_it)
{
    RichText rich = { .lines = 0 };
    set(&rich, 1000, "of $x$, then");
    cr_expect_str_eq(lines_of(&rich), "of#, then");
    const RichPiece *p = rich.pieces.items;
    cr_expect_float_eq(p[1].x, 3 * LETTER, 0.01f, "after the blank: %g", p[1].x);
    cr_expect_float_eq(p[2].x, p[1].x + p[1].w, 0.01f);
    cr_expect_float_eq(p[0].y, p[1].y, 0.01f, "on one baseline");
    set(&rich, 7 * LETTER, "so far $x$, y");
    cr_expect_str_eq(lines_of(&rich), "so far|#, y");
    rich_text_finish(&rich);
}

Test(rich_text, a_tall_formula_moves_its_line_down_and_the_next_one)
{
    RichText rich = { .lines = 0 };
    set(&rich, 6 * LETTER, "a $x$ bcdefg");
    const float low = rich.h;
    set(&rich, 6 * LETTER, "a $\\frac{x}{y}$ bcdefg");
    cr_expect_eq(rich.lines, 2);
    cr_expect_gt(rich.h, low + 1);
    for (size_t i = 0; i < rich.pieces.count; i++) {
        const RichPiece *p = &rich.pieces.items[i];
        cr_expect(!p->box || p->y - p->box->up >= -0.01f, "inside its paragraph");
    }
    rich_text_finish(&rich);
}

Test(rich_text, a_word_too_long_for_any_line_ends_inside_it)
{
    RichText rich = { .lines = 0 };
    set(&rich, 5 * LETTER, "ab abcdefghijk l");
    cr_expect_str_eq(lines_of(&rich), "ab|abcde|fghij|k l");
    set(&rich, 4 * LETTER, "가나다라마바 사");
    cr_expect_str_eq(lines_of(&rich), "가나다라|마바 사");
    set(&rich, 1, "abc");
    cr_expect_eq(rich.lines, 3, "a line holds a letter at least");
    rich_text_finish(&rich);
}

Test(rich_text, nothing_is_nothing)
{
    RichText rich = { .lines = 0 };
    set(&rich, 100, " \n\n ");
    cr_expect_eq(rich.lines, 0);
    cr_expect_eq(rich.h, 0);
    set(&rich, 100, "$ $ x");
    cr_expect_eq(rich.lines, 1, "an empty formula is drawn as nothing");
    rich_text_finish(&rich);
}

Test(rich_text, is_drawn_where_it_was_laid_out)
{
    static const Theme *theme = &themes[THEME_DARK];
    RichText rich = { .lines = 0 };
    Canvas drawn = { 0 };
    canvas_begin(&drawn, &metrics, 500, 500, theme->background);
    set(&rich, 5 * LETTER, "one *two*");
    rich_text_draw(&rich, &drawn, 100, 50, theme->text, theme->accent);
    cr_assert_eq(drawn.shapes.count, 2);
    const Shape *one = &drawn.shapes.items[0], *two = &drawn.shapes.items[1];
    cr_expect_float_eq(one->text.x, 100, 0.01f);
    cr_expect_gt(two->text.y, one->text.y + SIZE);
    cr_expect_eq(two->text.font, FONT_BOLD);
    cr_expect_eq(one->text.font, FONT_SANS);
    cr_expect_eq(memcmp(&two->fill, &theme->accent, sizeof(Color)), 0);
    canvas_finish(&drawn);
    rich_text_finish(&rich);
}

Test(rich_text, is_told_plainly_elsewhere)
{
    char out[64];
    rich_text_plain("The *valley* $x^2$,\nso", out, sizeof out);
    cr_expect_str_eq(out, "The valley x^(2), so", "%s", out);
    rich_text_plain("", out, sizeof out);
    cr_expect_str_eq(out, "");
    cr_expect_eq(rich_text_plain("abcdef", out, 4), 6);
    cr_expect_str_eq(out, "abc");
}

// ---- formulas

static const char *reading(const char *text)
{
    static char out[256];
    Arena arena = { 0 };
    math_reading(math_read(&arena, text, strlen(text)), out, sizeof out);
    arena_free(&arena);
    return out;
}

Test(math_read, reads_what_people_write)
{
    static const char *const formulas[][2] = {
        { "x^2/20 + y^2", "x^(2) / 20 + y^(2)" },
        { "eta*lambda < 2 + 2mu", "η · λ < 2 + 2μ" },
        { "sqrt(2/n)", "√(2 / n)" },
        { "\\sqrt{x}", "√(x)" },
        { "x_1", "x1" },
        { "\\frac{a}{b}", "(a)/(b)" },
        { "1e-3 <= x", "1e-3 ≤ x" },
        { "e^-x", "e^(−x)" },
        { "a^{n+1}", "a^(n + 1)" },
        { "2 +- 0.5", "2 ± 0.5" },
        { "|x|", "|x|" },
        { "σ", "σ" },
        { "f(x, y)", "f(x,   y)" },
        { "-x", "−x" },
        { "x -> \\infty", "x → ∞" },
    };
    for (size_t i = 0; i < COUNT(formulas); i++) {
        cr_expect_str_eq(reading(formulas[i][0]), formulas[i][1], "%s: %s", formulas[i][0],
                         reading(formulas[i][0]));
    }
}

Test(math_read, shows_half_a_formula_as_it_stands)
{
    static const char *const halves[] = { "",     "x^",    "(a",       "a)",      "\\",   "_",
                                          "{{{{", "^^^^^", "||||",     "\\frac",  "sqrt", "1e",
                                          "1.",   ".",     "\xff\xfe", "\\frac{", "-",    "x^-" };
    for (size_t i = 0; i < COUNT(halves); i++) {
        cr_expect(reading(halves[i]), "%s", halves[i]);
    }
    char deep[400];
    memset(deep, '(', sizeof deep - 1);
    deep[sizeof deep - 1] = '\0';
    cr_expect(reading(deep));
}
