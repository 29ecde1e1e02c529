// Formulas as boxes: where the bars, powers and roofs lie, and how a long one is broken.
#include "draw/math_page.h"
#include "look.h"
#include "mono_metrics.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const Color INK = { 200, 100, 50, 255 };

static Canvas picture(void)
{
    Canvas canvas = { 0 };
    canvas_begin(&canvas, &metrics, 1000, 1000, INK);
    return canvas;
}

static MathBox *text(Arena *arena, const char *letters)
{
    return math_text(arena, letters, strlen(letters));
}

static LookText seen(const Canvas *canvas, const char *letters)
{
    LookText out = { 0 };
    cr_assert(look_text(canvas, letters, LOOK_ALL, &out), "%s is drawn", letters);
    return out;
}

static Rect drawn_box(const Canvas *canvas, size_t index)
{
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *s = &canvas->shapes.items[i];
        if (s->kind == SHAPE_BOX && index-- == 0) {
            return (Rect){ s->box.x - s->box.half_w, s->box.y - s->box.half_h, 2 * s->box.half_w,
                           2 * s->box.half_h };
        }
    }
    cr_assert_fail("no such box");
    return (Rect){ 0 };
}

Test(math, a_fraction_has_its_bar_between_centred_parts)
{
    Arena arena = { 0 };
    Canvas canvas = picture();
    MathBox *box = math_of(&arena, MATH_FRACTION, text(&arena, "abc"), text(&arena, "2"));
    math_layout(box, &canvas, 20);
    math_draw(box, &canvas, 100, 200, INK);
    const Rect bar = drawn_box(&canvas, 0);
    const LookText above = seen(&canvas, "abc"), below = seen(&canvas, "2");
    cr_expect_float_eq(bar.y + bar.h / 2, 200 - 0.3f * 20, 0.1f, "at the height of signs");
    cr_expect_leq(above.rect.y + above.rect.h, bar.y, "stands above the bar");
    cr_expect_geq(below.rect.y, bar.y + bar.h - 0.01f, "stands below the bar");
    cr_expect_float_eq(above.rect.x + above.rect.w / 2, bar.x + bar.w / 2, 0.1f);
    cr_expect_float_eq(below.rect.x + below.rect.w / 2, bar.x + bar.w / 2, 0.1f);
    cr_expect_geq(bar.w, above.rect.w, "as wide as the wider one");
    cr_expect_leq(bar.x + bar.w, 100 + box->w + 0.01f);
    cr_expect_leq(above.rect.y + 0.01f, 200 - box->up + 20);
    canvas_finish(&canvas);
    arena_free(&arena);
}

Test(math, a_power_is_smaller_and_higher_an_index_smaller_and_lower)
{
    Arena arena = { 0 };
    Canvas canvas = picture();
    MathBox *row = math_of(&arena, MATH_ROW, NULL, NULL);
    math_add(row, math_of(&arena, MATH_SUPER, text(&arena, "x"), text(&arena, "7")));
    math_add(row, math_of(&arena, MATH_SUB, text(&arena, "a"), text(&arena, "1")));
    math_layout(row, &canvas, 20);
    math_draw(row, &canvas, 0, 100, INK);
    const LookText x = seen(&canvas, "x"), power = seen(&canvas, "7"), index = seen(&canvas, "1");
    cr_expect_lt(power.size, 0.8f * x.size);
    cr_expect_lt(power.rect.y + power.rect.h, 100 - 0.25f * 20, "its foot is above the middle");
    cr_expect_geq(power.rect.x, x.rect.x + x.rect.w);
    cr_expect_lt(index.size, 0.8f * x.size);
    cr_expect_gt(index.rect.y + index.rect.h, 100);
    // Never smaller than can be read.
    math_layout(row, &canvas, 11);
    cr_expect_geq(row->first->first->next->size, 8.5f);
    canvas_finish(&canvas);
    arena_free(&arena);
}

Test(math, a_roof_covers_what_stands_below_it)
{
    Arena arena = { 0 };
    Canvas canvas = picture();
    MathBox *inside = math_of(&arena, MATH_SUPER, text(&arena, "xyz"), text(&arena, "2"));
    MathBox *root = math_of(&arena, MATH_ROOT, inside, NULL);
    math_layout(root, &canvas, 20);
    math_draw(root, &canvas, 50, 100, INK);
    LookLine lines[8];
    const int count = look_lines(&canvas, INK, LOOK_ALL, lines, 8);
    cr_assert_geq(count, 4);
    const LookLine roof = lines[count - 1];
    const LookText two = seen(&canvas, "2"), xyz = seen(&canvas, "xyz");
    cr_expect_float_eq(roof.y0, roof.y1, 0.01f);
    cr_expect_lt(roof.y0, two.rect.y, "above the power in it");
    cr_expect_leq(roof.x0, xyz.rect.x);
    cr_expect_geq(roof.x1, two.rect.x + two.rect.w);
    cr_expect_geq(roof.y0 - roof.width / 2, 100 - root->up - 0.01f, "the box holds the roof");
    canvas_finish(&canvas);
    arena_free(&arena);
}

Test(math, fences_grow_with_what_they_hold)
{
    Arena arena = { 0 };
    Canvas canvas = picture();
    MathBox *low = math_fence(&arena, "(", ")", text(&arena, "x"));
    MathBox *inside = math_of(&arena, MATH_FRACTION, text(&arena, "x"), text(&arena, "y"));
    MathBox *high = math_fence(&arena, "(", ")", inside);
    math_layout(low, &canvas, 20);
    math_draw(low, &canvas, 0, 100, INK);
    cr_expect(look_text(&canvas, "(", LOOK_ALL, NULL), "the letter");
    cr_expect(look_text(&canvas, ")", LOOK_ALL, NULL));
    canvas_begin(&canvas, &metrics, 1000, 1000, INK);
    math_layout(high, &canvas, 20);
    math_draw(high, &canvas, 0, 100, INK);
    cr_expect_not(look_text(&canvas, "(", LOOK_ALL, NULL));
    LookLine lines[32];
    const int count = look_lines(&canvas, INK, LOOK_ALL, lines, 32);
    float top = 1000, bottom = 0;
    for (int i = 0; i < count; i++) {
        top = fminf(top, lines[i].y0);
        bottom = fmaxf(bottom, lines[i].y1);
    }
    cr_expect_leq(top, 100 - inside->up);
    cr_expect_geq(bottom, 100 + inside->down);
    canvas_finish(&canvas);
    arena_free(&arena);
}

static MathBox *sum(Arena *arena, int terms, const char *term)
{
    MathBox *row = math_of(arena, MATH_ROW, NULL, NULL);
    for (int i = 0; i < terms; i++) {
        if (i > 0) {
            math_add(row, math_operator(arena, "+", 0.25f, BOND_SUM));
        }
        math_add(row, text(arena, term));
    }
    return row;
}

Test(math, a_long_sum_is_broken_before_its_signs)
{
    Arena arena = { 0 };
    Canvas canvas = picture();
    MathPage page = { 0 };
    cr_assert(math_page_fit(&page, sum(&arena, 3, "abcdefgh"), &canvas, 200));
    cr_expect_eq(page.lines, 2);
    math_page_draw(&page, &canvas, 10, 20, INK);
    LookText texts[16];
    const int count = look_texts(&canvas, LOOK_ALL, texts, 16);
    cr_assert_eq(count, 5);
    float last = 0;
    for (int i = 0; i < count; i++) {
        cr_expect_leq(texts[i].rect.x + texts[i].rect.w, 10 + 200 + 0.01f, "%s", texts[i].text);
        cr_expect_leq(texts[i].rect.y + texts[i].rect.h, 20 + page.h + 0.01f);
        const bool next = texts[i].rect.y > last + texts[i].size;
        cr_expect(i == 0 || !next || *texts[i].text == '+', "a line begins with %s", texts[i].text);
        last = texts[i].rect.y;
    }
    math_page_finish(&page);
    canvas_finish(&canvas);
    arena_free(&arena);
}

Test(math, what_does_not_fit_in_five_lines_is_not_shown)
{
    Arena arena = { 0 };
    Canvas canvas = picture();
    MathPage page = { 0 };
    cr_expect(math_page_fit(&page, sum(&arena, 5, "abcdefghijklmnopq"), &canvas, 200));
    cr_expect_eq(page.lines, 5);
    cr_expect_not(math_page_fit(&page, sum(&arena, 6, "abcdefghijklmnopq"), &canvas, 200));
    cr_expect_eq(page.lines, 0);
    cr_expect_eq(page.h, 0);
    cr_expect_not(
        math_page_fit(&page, text(&arena, "abcdefghijklmnopqrstuvwxyzabcdefghij"), &canvas, 200));
    canvas_begin(&canvas, &metrics, 1000, 1000, INK);
    math_page_draw(&page, &canvas, 0, 0, INK);
    cr_expect_not(look_text_has(&canvas, "a", LOOK_ALL, NULL));
    // Smaller letters rather than lines that end within a fence.
    MathBox *fenced = math_fence(&arena, "(", ")", sum(&arena, 2, "abcdefgh"));
    cr_assert(math_page_fit(&page, fenced, &canvas, 170));
    cr_expect_eq(page.lines, 1);
    cr_expect_lt(fenced->size, MATH_SIZE);
    cr_assert(math_page_fit(&page, fenced, &canvas, 100));
    cr_expect_eq(page.lines, 2);
    math_page_finish(&page);
    canvas_finish(&canvas);
    arena_free(&arena);
}
