// Augmentation: every map against its definition, what is drawn against its distribution.
#include "augment_make.h"
#include "model/data/augment.h"

#include <stdio.h>

enum { DRAWS = 100000, PIXELS = 7 * 5 };

static const double PI = 3.14159265358979323846;
static const AugmentRow small = { { 1, 4, 5 }, 0 };

// A picture of `row` that is paper but for one pixel, moved.
static void move_pixel(const AugmentRow *row, const AugmentDraw *draw, int column, int line,
                       float *to)
{
    float from[PIXELS];
    for (int i = 0; i < shape_size(row->shape); i++) {
        from[i] = row->paper;
    }
    from[line * row->shape.width + column] = 1;
    augment_move(draw, row, from, to);
}

Test(augment, a_shifted_pixel_is_shared_by_the_four_it_falls_between)
{
    const AugmentDraw draw = { .zoom = 1, .shift_x = 1.25, .shift_y = -0.6 };
    float to[PIXELS];
    move_pixel(&small, &draw, 2, 2, to); // to column 3.25, line 1.4
    for (int i = 0; i < 20; i++) {
        const double want = i == 1 * 5 + 3   ? 0.75 * 0.6
                            : i == 1 * 5 + 4 ? 0.25 * 0.6
                            : i == 2 * 5 + 3 ? 0.75 * 0.4
                            : i == 2 * 5 + 4 ? 0.25 * 0.4
                                             : 0;
        cr_expect_float_eq(to[i], want, 1e-6, "line %d, column %d: %g", i / 5, i % 5,
                           (double)to[i]);
    }
}

Test(augment, what_comes_in_from_outside_is_paper)
{
    const AugmentRow row = { { 1, 4, 5 }, 0.25f };
    float to[PIXELS], from[PIXELS];
    for (int i = 0; i < 20; i++) {
        from[i] = 1;
    }
    augment_move(&(AugmentDraw){ .zoom = 1, .shift_x = 1.5 }, &row, from, to);
    for (int i = 0; i < 20; i++) {
        const double want = i % 5 == 0 ? 0.25 : i % 5 == 1 ? 0.5 * 0.25 + 0.5 : 1;
        cr_expect_float_eq(to[i], want, 1e-6, "column %d", i % 5);
    }
    augment_move(&(AugmentDraw){ .zoom = 1, .shift_y = -64 }, &row, from, to);
    for (int i = 0; i < 20; i++) {
        cr_expect_eq(to[i], 0.25f, "all of it is outside");
    }
}

Test(augment, a_quarter_turn_takes_the_right_down)
{
    const AugmentRow row = { { 1, 5, 5 }, 0 };
    float to[PIXELS];
    move_pixel(&row, &(AugmentDraw){ .zoom = 1, .angle = PI / 2 }, 3, 2, to); // right of the middle
    for (int i = 0; i < 25; i++) {
        cr_expect_float_eq(to[i], i == 3 * 5 + 2, 1e-6, "line %d, column %d", i / 5, i % 5);
    }
}

// Turned by θ, a pixel at (1, 0) from the middle stands at (cos θ, sin θ); the pixel of the new
// picture at (1, 0) comes from (cos θ, -sin θ), so has (1 - |1 - cos θ|)·(1 - sin θ) of it.
Test(augment, a_small_turn_blurs_as_the_weights_say)
{
    const AugmentRow row = { { 1, 5, 5 }, 0 };
    const double turn = 20 * PI / 180;
    float to[PIXELS];
    move_pixel(&row, &(AugmentDraw){ .zoom = 1, .angle = turn }, 3, 2, to);
    cr_expect_float_eq(to[2 * 5 + 3], cos(turn) * (1 - sin(turn)), 1e-6);
    // (1, 1) comes from (cos + sin, cos - sin).
    const double x = cos(turn) + sin(turn), y = cos(turn) - sin(turn);
    cr_expect_float_eq(to[3 * 5 + 3], (1 - fabs(x - 1)) * (1 - fabs(y)), 1e-6);
}

// Twice as large, the new pixel two from the middle is the old one that is one from it.
Test(augment, zoom_makes_larger_about_the_middle)
{
    const AugmentRow row = { { 1, 5, 5 }, 0 };
    float to[PIXELS];
    move_pixel(&row, &(AugmentDraw){ .zoom = 2 }, 3, 2, to);
    cr_expect_float_eq(to[2 * 5 + 4], 1, 1e-6);
    cr_expect_float_eq(to[2 * 5 + 3], 0.5, 1e-6);
    cr_expect_float_eq(to[2 * 5 + 2], 0, 1e-6);
    cr_expect_float_eq(to[1 * 5 + 4], 0.5, 1e-6);
    cr_expect_float_eq(to[1 * 5 + 3], 0.25, 1e-6);
}

Test(augment, a_flip_is_the_mirrors_picture_exactly)
{
    float from[2 * 12], to[2 * 12];
    for (int i = 0; i < 24; i++) {
        from[i] = (float)i / 23;
    }
    const AugmentRow row = { { 2, 3, 4 }, 0.5f };
    augment_move(&(AugmentDraw){ .zoom = 1, .flipped = true }, &row, from, to);
    for (int i = 0; i < 24; i++) {
        cr_expect_eq(to[i], from[i - i % 4 + 3 - i % 4], "place %d", i);
    }
    augment_move(&(AugmentDraw){ .zoom = 1 }, &row, from, to);
    cr_expect_eq(memcmp(from, to, sizeof from), 0, "nothing is moved by nothing");
}

// The definition, forwards: mirror, size, turn and shift of a place about the middle, by 2x2
// matrices; the way back by Cramer's rule, and tents of all pixels.
static double defined(const AugmentDraw *draw, const AugmentRow *row, const float *from, int column,
                      int line)
{
    const TensorShape shape = row->shape;
    const double mx = (shape.width - 1) / 2.0, my = (shape.height - 1) / 2.0;
    const double mirror = draw->flipped ? -1 : 1;
    const double a = draw->zoom * cos(draw->angle) * mirror, b = -draw->zoom * sin(draw->angle);
    const double c = draw->zoom * sin(draw->angle) * mirror, d = draw->zoom * cos(draw->angle);
    const double px = column - mx - draw->shift_x, py = line - my - draw->shift_y;
    const double det = a * d - b * c;
    const double x = (d * px - b * py) / det + mx, y = (a * py - c * px) / det + my;
    double sum = 0, weights = 0;
    for (int j = 0; j < shape.height; j++) {
        for (int i = 0; i < shape.width; i++) {
            const double w = fmax(0, 1 - fabs(x - i)) * fmax(0, 1 - fabs(y - j));
            sum += w * (double)from[j * shape.width + i];
            weights += w;
        }
    }
    return sum + (1 - weights) * (double)row->paper;
}

Test(augment, any_move_is_its_definition)
{
    static const Augment far = { .shift = 3, .rotate = 180, .zoom = 0.9, .flip = true };
    static const AugmentRow rows[] = {
        { { 1, 5, 7 }, 0.3f },
        { { 1, 7, 2 }, -1 },
        { { 3, 4, 4 }, 0 },
        { { 1, 1, 9 }, 0 },
    };
    Rng rng;
    rng_init(&rng, 1, 0);
    for (int k = 0; k < 400; k++) {
        const AugmentRow *row = &rows[(size_t)k % COUNT(rows)];
        const int area = shape_area(row->shape);
        float from[3 * PIXELS], to[3 * PIXELS];
        for (int i = 0; i < shape_size(row->shape); i++) {
            from[i] = (float)rng_uniform(&rng);
        }
        const AugmentDraw draw = augment_draw(&far, row->shape, &rng);
        augment_move(&draw, row, from, to);
        for (int i = 0; i < shape_size(row->shape); i++) {
            const int at = i % area;
            const double want =
                defined(&draw, row, from + i - at, at % row->shape.width, at / row->shape.width);
            cr_assert_float_eq(to[i], want, 2e-5, "picture %d, place %d: %g, not %g", k, i,
                               (double)to[i], want);
        }
    }
}

Test(augment, what_is_drawn_is_even_and_reaches_as_far_as_it_says)
{
    static const Augment augment = { .shift = 2, .rotate = 30, .zoom = 0.25, .flip = true };
    Drawn angle = { .low = -PI / 6, .high = PI / 6 }, zoom = { .low = 0.75, .high = 1.25 },
          x = { .low = -2, .high = 2 }, y = { .low = -2, .high = 2 };
    double flips = 0, together = 0;
    Rng rng;
    rng_init(&rng, 1, 0);
    for (int i = 0; i < DRAWS; i++) {
        const AugmentDraw draw = augment_draw(&augment, small.shape, &rng);
        drawn_add(&angle, draw.angle);
        drawn_add(&zoom, draw.zoom);
        drawn_add(&x, draw.shift_x);
        drawn_add(&y, draw.shift_y);
        flips += draw.flipped;
        together += draw.shift_x * draw.shift_y;
    }
    drawn_even(&angle, "angle");
    drawn_even(&zoom, "zoom");
    drawn_even(&x, "shift to the right");
    drawn_even(&y, "shift down");
    cr_expect_float_eq(drawn_mean(&x), 0, 5 * 2 / sqrt(3.0 * DRAWS));
    cr_expect_float_eq(drawn_variance(&x), 4.0 / 3, 0.02);
    cr_expect_float_eq(drawn_mean(&angle), 0, 5 * PI / 6 / sqrt(3.0 * DRAWS));
    cr_expect_float_eq(flips / DRAWS, 0.5, 5 * 0.5 / sqrt(DRAWS));
    cr_expect_float_eq(together / DRAWS, 0, 5 * (4.0 / 3) / sqrt(DRAWS), "both ways on their own");
}

Test(augment, nothing_drawn_changes_when_another_thing_is_switched_on)
{
    static const Augment one = { .shift = 2 };
    static const Augment all = { .shift = 2, .rotate = 9, .zoom = 0.2, .flip = true, .cutout = 3 };
    for (uint64_t row = 0; row < 100; row++) {
        Rng a, b;
        rng_init(&a, 1, row);
        rng_init(&b, 1, row);
        const AugmentDraw p = augment_draw(&one, small.shape, &a);
        const AugmentDraw q = augment_draw(&all, small.shape, &b);
        cr_expect_eq(p.shift_x, q.shift_x);
        cr_expect_eq(p.shift_y, q.shift_y);
        cr_expect_eq(p.angle, 0);
        cr_expect_eq(p.zoom, 1);
        cr_expect_not(p.flipped);
        cr_expect_eq(rng_bits(&a), rng_bits(&b), "nor what is drawn next");
    }
}

// Of a square's side every pixel is the middle as often as any other; at the edges it is cut.
Test(augment, the_square_is_anywhere_and_cut_at_the_edges)
{
    const AugmentRow row = { { 2, 4, 5 }, 0.25f };
    for (int side = 1; side <= 4; side++) {
        const Augment augment = { .cutout = side };
        double middles[20] = { 0 }, blanked = 0, want = 0;
        Rng rng;
        rng_init(&rng, 1, (uint64_t)side);
        for (int i = 0; i < DRAWS; i++) {
            const AugmentDraw draw = augment_draw(&augment, row.shape, &rng);
            const int column = draw.cutout_x + side / 2, line = draw.cutout_y + side / 2;
            cr_assert(column >= 0 && column < 5 && line >= 0 && line < 4);
            middles[line * 5 + column]++;
            if (i < 2000) {
                float x[40];
                for (int k = 0; k < 40; k++) {
                    x[k] = 1;
                }
                augment_cut(&draw, &row, side, x);
                for (int k = 0; k < 40; k++) {
                    const int c = k % 5 - draw.cutout_x, r = k % 20 / 5 - draw.cutout_y;
                    const bool in = c >= 0 && c < side && r >= 0 && r < side;
                    cr_assert_eq(x[k], in ? 0.25f : 1, "side %d, place %d", side, k);
                    blanked += in;
                }
            }
        }
        for (int k = 0; k < 20; k++) {
            cr_expect_float_eq(middles[k] / DRAWS, 0.05, 5 * sqrt(0.05 * 0.95 / DRAWS));
            for (int c = 0; c < 5; c++) { // the mean of what is left of it, over all its middles
                for (int r = 0; r < 4; r++) {
                    const int left = k % 5 - side / 2, top = k / 5 - side / 2;
                    want += c >= left && c < left + side && r >= top && r < top + side ? 1 : 0;
                }
            }
        }
        cr_expect_float_eq(blanked / 2000 / 2, want / 20, 0.2, "side %d", side);
    }
}

Test(augment, jitter_is_normal_and_independent)
{
    enum { NUMBERS = 7 }; // odd: the last has no pair
    Drawn all = { .low = -4, .high = 4 };
    double together = 0;
    Rng rng;
    rng_init(&rng, 1, 0);
    for (int i = 0; i < DRAWS / NUMBERS; i++) {
        float x[NUMBERS] = { 0 };
        augment_jitter(0.5, NUMBERS, &rng, x);
        for (int k = 0; k < NUMBERS; k++) {
            drawn_add(&all, (double)x[k]);
        }
        together += (double)(x[0] * x[1]);
    }
    cr_expect_float_eq(drawn_mean(&all), 0, 5 * 0.5 / sqrt(all.count));
    cr_expect_float_eq(drawn_variance(&all), 0.25, 5 * 0.25 * sqrt(2 / all.count));
    cr_expect_float_eq(all.fourths / all.count, 3 * 0.0625, 5 * 0.0625 * sqrt(96 / all.count));
    cr_expect_float_eq(together / (DRAWS / NUMBERS), 0, 5 * 0.25 / sqrt(DRAWS / NUMBERS));
}

Test(augment, points_of_the_plane_turn_about_the_origin)
{
    static const Augment augment = { .rotate = 90 };
    const AugmentRow row = { { 2, 1, 1 }, 0 };
    const float from[2] = { 1.5f, -0.5f };
    const double begun = atan2(-0.5, 1.5), length = sqrt(2.5);
    Drawn angle = { .low = -PI / 2, .high = PI / 2 };
    Rng rng;
    rng_init(&rng, 1, 0);
    for (int i = 0; i < DRAWS; i++) {
        float to[2];
        augment_row(&augment, &row, &rng, from, to);
        const double x = (double)to[0], y = (double)to[1];
        cr_assert_float_eq(hypot(x, y), length, 1e-6);
        drawn_add(&angle, remainder(atan2(y, x) - begun, 2 * PI));
    }
    drawn_even(&angle, "angle");
}

// First moved, then noisy, then blanked: the square is paper, without noise.
Test(augment, a_row_is_moved_then_noisy_then_blanked)
{
    static const Augment augment = { .shift = 1, .jitter = 0.1, .cutout = 2 };
    const AugmentRow row = { { 1, 4, 5 }, 0.25f };
    float from[20];
    for (int i = 0; i < 20; i++) {
        from[i] = (float)i;
    }
    for (uint64_t k = 0; k < 50; k++) {
        float moved[20], to[20], noise[20] = { 0 };
        Rng a, b;
        rng_init(&a, 2, k);
        b = a;
        augment_row(&augment, &row, &a, from, to);
        const AugmentDraw draw = augment_draw(&augment, row.shape, &b);
        augment_move(&draw, &row, from, moved);
        augment_jitter(0.1, 20, &b, noise);
        for (int i = 0; i < 20; i++) {
            const int c = i % 5 - draw.cutout_x, r = i / 5 - draw.cutout_y;
            const bool in = c >= 0 && c < 2 && r >= 0 && r < 2;
            cr_expect_float_eq(to[i], in ? 0.25f : moved[i] + noise[i], in ? 0 : 1e-5);
        }
    }
}

Test(augment, with_all_off_a_row_is_what_it_was)
{
    const float from[20] = { 1, 2, 3 };
    float to[20];
    Rng rng;
    rng_init(&rng, 1, 0);
    cr_expect_not(augment_any(&(Augment){ .shift = 0 }));
    augment_row(&(Augment){ .shift = 0 }, &small, &rng, from, to);
    cr_expect_eq(memcmp(from, to, sizeof from), 0);
}

static const struct Refused {
    Augment augment;
    TensorShape shape;
    const char *why; // NULL: it is taken
} refusals[] = {
    { { .shift = 4, .rotate = 180, .cutout = 4, .flip = true }, { 1, 4, 5 }, NULL },
    { { .shift = 4.5 },
      { 1, 4, 5 },
      "a shift of 4.5 pixels is larger than the pictures, which are 5 x 4; choose at most 4" },
    { { .cutout = 9 },
      { 3, 8, 8 },
      "a cutout of 9 pixels is larger than the pictures, which are 8 x 8; choose at most 8" },
    { { .rotate = 10, .jitter = 1 }, { 2, 1, 1 }, NULL },
    { { .jitter = 1 }, { 1, 1, 1 }, NULL },
    { { .jitter = 1 }, { 300, 1, 1 }, NULL },
    { { .flip = true },
      { 2, 1, 1 },
      "flip is for pictures, and a row of this data is 2 plain numbers; switch it off, or choose "
      "data of pictures" },
    { { .shift = 1 },
      { 1, 1, 1 },
      "shift is for pictures, and a row of this data is 1 plain number; switch it off, or choose "
      "data of pictures" },
    { { .zoom = 0.1 },
      { 4, 1, 1 },
      "zoom is for pictures, and a row of this data is 4 plain numbers; switch it off, or choose "
      "data of pictures" },
    { { .cutout = 1 },
      { 2, 1, 1 },
      "cutout is for pictures, and a row of this data is 2 plain numbers; switch it off, or choose "
      "data of pictures" },
    { { .rotate = 1 },
      { 3, 1, 1 },
      "rotate is for pictures and points of the plane, and a row of this data is 3 plain numbers; "
      "switch it off, or choose other data" },
};

Test(augment, says_what_cannot_be_done_to_which_rows)
{
    for (size_t i = 0; i < COUNT(refusals); i++) {
        const struct Refused *r = &refusals[i];
        Error err = { .text = "" };
        cr_expect_eq(augment_check(&r->augment, r->shape, &err), !r->why, "%zu: %s", i, err.text);
        cr_expect_str_eq(err.text, r->why ? r->why : "", "%zu", i);
    }
}
