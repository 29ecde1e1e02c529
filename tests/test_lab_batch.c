// What the newest step trained on, as it is drawn: where points lie, which pictures there are, what
// stands below them and whose colours their bars have.
#include "picture_bench.h"

#include "app/network/lab_batch.h"
#include "app/network/lab_views.h"

static const char *const SHAPES[] = { "circle", "square", "triangle" };

// Pictures of 4 x 2 pixels of three classes: row i is of class i, mixed with the next one.
static void open_pictures(PictureBench *b, int count, float share)
{
    picture_open(b);
    LabShot *shot = b->shot;
    LabBatch *batch = &shot->batch[0];
    shot->features = 8;
    shot->classes = 3;
    shot->image_width = 4;
    shot->image_height = 2;
    shot->points.count = 0;
    shot->networks[0].step = 41;
    batch->step = 41;
    batch->rows = 32;
    batch->count = count;
    for (int k = 0; k < 3; k++) {
        snprintf(shot->class_names[k], sizeof shot->class_names[k], "%s", SHAPES[k]);
    }
    for (int i = 0; i < count; i++) {
        batch->made[i] = (LabMade){ .share = share,
                                    .class = (uint8_t)(i % 3),
                                    .other = (uint8_t)(share < 1 ? (i + 1) % 3 : i % 3) };
        for (int p = 0; p < 8; p++) {
            batch->pixels[i][p] = (uint8_t)(i * 20 + p);
        }
    }
}

static Rect pictures_of(const Canvas *canvas, int network)
{
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *s = &canvas->shapes.items[i];
        if (s->kind == SHAPE_IMAGE && s->image.id == LAB_IMAGE_BATCH + network) {
            return s->image.rect;
        }
    }
    return (Rect){ 0, 0, 0, 0 };
}

Test(lab_batch, a_target_is_told_by_its_shares_the_larger_one_first)
{
    PictureBench b;
    char text[100];
    open_pictures(&b, 1, 1);
    lab_batch_target(b.shot, &(LabMade){ .share = 1, .class = 2, .other = 2 }, text, sizeof text);
    cr_expect_str_eq(text, "triangle");
    lab_batch_target(b.shot, &(LabMade){ .share = 0.7f, .class = 0, .other = 1 }, text,
                     sizeof text);
    cr_expect_str_eq(text, "0.7 circle + 0.3 square");
    lab_batch_target(b.shot, &(LabMade){ .share = 0.3f, .class = 0, .other = 1 }, text,
                     sizeof text);
    cr_expect_str_eq(text, "0.7 square + 0.3 circle");
    lab_batch_target(b.shot, &(LabMade){ .share = 0.035f, .class = 0, .other = 1 }, text,
                     sizeof text);
    cr_expect_str_eq(text, "0.97 square + 0.03 circle");
    lab_batch_target(b.shot, &(LabMade){ .share = 0.3f, .class = 1, .other = 1 }, text,
                     sizeof text);
    cr_expect_str_eq(text, "square", "two of the same class");
    b.shot->classes = 0;
    lab_batch_target(b.shot, &(LabMade){ .share = 0.3f, .target = -0.25f }, text, sizeof text);
    cr_expect_str_eq(text, "-0.25");
    picture_close(&b);
}

Test(lab_batch, below_each_picture_are_the_shares_of_its_target)
{
    PictureBench b;
    const Rect place = { 100, 50, 800, 500 };
    open_pictures(&b, 3, 0.25f);
    picture_begin(&b);
    const float high = lab_batch_strip_draw(&b.canvas, &b.space, 0, place, LIGHT);
    const Rect pictures = pictures_of(&b.canvas, 0);
    const float side = pictures.w / 3;
    cr_assert_float_eq(side, 100, 0.01, "a fifth of the height");
    cr_expect_float_eq(pictures.h, side / 2, 0.01, "as wide as its pixels say");
    cr_expect(pictures.y > place.y + place.h - high && pictures.y + pictures.h < place.y + place.h);
    for (int i = 0; i < 3; i++) {
        const Rect below = { place.x + side * (float)i, pictures.y + pictures.h, side,
                             place.y + place.h - pictures.y - pictures.h };
        char larger[40], smaller[40];
        LookText first, second;
        Rect bar;
        snprintf(larger, sizeof larger, "0.75 %s", SHAPES[(i + 1) % 3]);
        snprintf(smaller, sizeof smaller, "0.25 %s", SHAPES[i]);
        cr_assert(look_text(&b.canvas, larger, below, &first), "%s", larger);
        cr_assert(look_text(&b.canvas, smaller, below, &second), "%s", smaller);
        cr_expect_lt(first.rect.y, second.rect.y);
        cr_assert_eq(look_boxes(&b.canvas, lab_class_color((i + 1) % 3, LIGHT), below, &bar, 1), 1);
        cr_expect_float_eq(bar.w, 0.75 * (side - 2), 0.01);
        cr_expect_float_eq(bar.x, below.x + 1, 0.01);
        cr_assert_eq(look_boxes(&b.canvas, lab_class_color(i, LIGHT), below, &bar, 1), 1);
        cr_expect_float_eq(bar.w, 0.25 * (side - 2), 0.01);
        cr_expect_float_eq(bar.x + bar.w, below.x + side - 1, 0.01);
    }
    picture_close(&b);
}

Test(lab_batch, says_which_step_it_was_and_before_the_first_which_it_will_be)
{
    PictureBench b;
    open_pictures(&b, 12, 1);
    picture_begin(&b);
    lab_batch_strip_draw(&b.canvas, &b.space, 0, PLACE, LIGHT);
    cr_expect(look_text(&b.canvas, "Step 41 trained on", PLACE, NULL));
    b.shot->networks[0].step = 0;
    b.shot->batch[0].step = 1;
    picture_begin(&b);
    lab_batch_strip_draw(&b.canvas, &b.space, 0, PLACE, LIGHT);
    cr_expect(look_text(&b.canvas, "Step 1 will train on", PLACE, NULL));
    b.shot->networks[0].step = 41;
    b.shot->batch[0].step = 42;
    b.shot->batch[0].moved = 0.1f;
    picture_begin(&b);
    lab_batch_strip_draw(&b.canvas, &b.space, 0, PLACE, LIGHT);
    cr_expect(look_text(&b.canvas, "Step 42 will train on, moved by 0.1", PLACE, NULL));
    picture_close(&b);
}

// So few pictures that words below them do not touch, and never none.
Test(lab_batch, a_strip_fits_its_place_however_many_classes_there_are)
{
    static const Rect places[] = {
        { 100, 50, 90, 120 },
        { 100, 50, 190, 190 },
        { 100, 50, 430, 430 },
        { 100, 50, 900, 600 },
    };
    for (int k = 0; k < 32; k++) {
        PictureBench b;
        const bool mixed = k & 1, numbers = k & 2, presented = k >= 16 + 4;
        const Rect place = places[k / 4 % 4];
        LookText texts[60];
        open_pictures(&b, 12, mixed ? 0.44f : 1);
        for (int c = 0; numbers && c < 3; c++) {
            snprintf(b.shot->class_names[c], sizeof b.shot->class_names[c], "%d", c);
        }
        picture_begin(&b);
        b.canvas.least = presented ? 20 : 0;
        const float high = lab_batch_strip_draw(&b.canvas, &b.space, 0, place, LIGHT);
        const Rect pictures = pictures_of(&b.canvas, 0);
        cr_expect_leq(high, place.h, "%d", k);
        cr_expect_geq(pictures.w, pictures.h * 2 - 0.01f, "%d", k);
        cr_expect_leq(pictures.w, place.w + 0.01f, "%d", k);
        cr_expect_geq(pictures.w / (pictures.h * 2), 5 - 0.01f, "%d: enough to see", k);
        cr_expect_eq(b.canvas.cut.count, 0, "%d", k);
        const int count = look_texts(&b.canvas, LOOK_ALL, texts, COUNT(texts));
        cr_expect_geq(count, 1, "%d", k);
        for (int i = 0; i < count; i++) {
            cr_expect_geq(texts[i].rect.x, place.x - 0.01f, "%d: %s", k, texts[i].text);
            cr_expect_leq(texts[i].rect.x + texts[i].rect.w, place.x + place.w + 0.01f, "%d: %s", k,
                          texts[i].text);
            cr_expect_leq(texts[i].rect.y + texts[i].rect.h, place.y + place.h, "%d: %s", k,
                          texts[i].text);
            cr_expect_not(rect_overlap(texts[i].rect, pictures), "%d: %s", k, texts[i].text);
            for (int j = 0; j < i; j++) {
                cr_expect_not(rect_overlap(texts[i].rect, texts[j].rect), "%d: %s over %s", k,
                              texts[i].text, texts[j].text);
            }
        }
        picture_close(&b);
    }
}

Test(lab_batch, its_pictures_are_ink_on_paper_side_by_side)
{
    PictureBench b;
    int width, height;
    open_pictures(&b, 12, 1);
    uint8_t *rgba = lab_batch_pixels(b.shot, 0, 5 * 40, 20, LIGHT, &width, &height);
    cr_assert_eq(width, 5 * 4, "as many as the place has room for");
    cr_assert_eq(height, 2);
    for (int i = 0; i < width * height; i++) {
        const int picture = i % width / 4, p = i / width * 4 + i % 4;
        const Color want = color_mix(LIGHT->raised, LIGHT->text, (float)(picture * 20 + p) / 255);
        cr_expect(same_color((Color){ rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2], 255 }, want));
    }
    free(rgba);
    picture_close(&b);
}

Test(lab_batch, a_matrix_has_it_in_place_of_the_samples)
{
    PictureBench b;
    open_pictures(&b, 12, 1);
    b.shot->sample_count = 6;
    picture_begin(&b);
    lab_matrix_draw(&b.canvas, &b.space, 0, PLACE, LIGHT);
    cr_expect_gt(pictures_of(&b.canvas, 0).w, 0);
    cr_expect(look_text(&b.canvas, "Step 41 trained on", PLACE, NULL));
    b.shot->batch[0].count = 0;
    picture_begin(&b);
    lab_matrix_draw(&b.canvas, &b.space, 0, PLACE, LIGHT);
    cr_expect_eq(pictures_of(&b.canvas, 0).w, 0);
    cr_expect_not(look_text(&b.canvas, "Step 41 trained on", PLACE, NULL));
    picture_close(&b);
}

// The rims of that colour, hollow.
static int rings(const Canvas *canvas, Color color, LookPoint *out, int most)
{
    int count = 0;
    for (size_t i = 0; i < canvas->shapes.count && count < most; i++) {
        const Shape *s = &canvas->shapes.items[i];
        if (s->kind == SHAPE_BOX && s->box.half_w == s->box.half_h && s->fill.a == 0 &&
            same_color(s->border, color)) {
            out[count++] = (LookPoint){ s->box.x, s->box.y };
        }
    }
    return count;
}

Test(lab_batch, points_lie_where_they_were_moved_to_in_the_colour_of_their_target)
{
    PictureBench b;
    LookPoint at[8];
    picture_open(&b);
    b.shot->batch[1].count = 3;
    b.shot->batch[1].made[0] = (LabMade){ .share = 1, .class = 0, .other = 0, .x = { -1, 1 } };
    b.shot->batch[1].made[1] = (LabMade){ .share = 1, .class = 1, .other = 1, .x = { 1, 1.5f } };
    b.shot->batch[1].made[2] = (LabMade){ .share = 0.6f, .class = 0, .other = 1, .x = { 0, 0 } };
    picture_begin(&b);
    lab_batch_points_draw(&b.canvas, &b.space, 1, PLACE, LIGHT);
    const Color ham = lab_class_color(0, LIGHT), spam = lab_class_color(1, LIGHT);
    cr_assert_eq(rings(&b.canvas, ham, at, 8), 1);
    cr_expect_float_eq(at[0].x, 100 + 100, 0.01);
    cr_expect_float_eq(at[0].y, 50 + 100, 0.01, "y goes up");
    cr_assert_eq(rings(&b.canvas, spam, at, 8), 1);
    cr_expect_float_eq(at[0].x, 100 + 300, 0.01);
    cr_expect_float_eq(at[0].y, 50 + 50, 0.01);
    cr_assert_eq(rings(&b.canvas, color_mix(spam, ham, 0.6f), at, 8), 1, "between both");
    cr_expect_float_eq(at[0].x, 300, 0.01);
    picture_begin(&b);
    lab_batch_points_draw(&b.canvas, &b.space, 0, PLACE, LIGHT);
    cr_expect_eq(rings(&b.canvas, ham, at, 8), 0, "each network has its own");
    picture_close(&b);
}

Test(lab_batch, of_a_curve_they_lie_at_their_values)
{
    PictureBench b;
    LookPoint at[8];
    picture_open(&b);
    b.shot->features = 1;
    b.shot->classes = 0;
    b.shot->batch[0].count = 1;
    b.shot->batch[0].made[0] = (LabMade){ .share = 1, .target = 0.5f, .x = { 1, 0.5f } };
    picture_begin(&b);
    const Plot plot = lab_fit_plot(&b.canvas, &b.space, 0, PLACE, LIGHT);
    lab_fit_draw(&b.canvas, &b.space, 0, PLACE, LIGHT);
    cr_assert_eq(rings(&b.canvas, labspace_color(&b.space, 0, LIGHT), at, 8), 1);
    cr_expect_float_eq(at[0].x, plot_x(&plot, 1), 0.01);
    cr_expect_float_eq(at[0].y, plot_y(&plot, 0.5), 0.01);
    picture_close(&b);
}

Test(lab_batch, the_legend_says_which_points_they_are_while_they_are_shown)
{
    PictureBench b;
    LookPoint at[4];
    LookText text;
    picture_open(&b);
    b.shot->batch[0].step = 41;
    b.shot->batch[0].count = 3;
    picture_begin(&b);
    lab_legend_draw(&b.canvas, &b.space, 0, STRIP, LIGHT);
    cr_assert(look_text(&b.canvas, "in step 41", STRIP, &text));
    cr_assert_eq(rings(&b.canvas, LIGHT->muted, at, 4), 1);
    cr_expect(at[0].x < text.rect.x && at[0].x > text.rect.x - 15, "its mark stands before it");
    b.shot->batch[0].count = 0;
    picture_begin(&b);
    lab_legend_draw(&b.canvas, &b.space, 0, STRIP, LIGHT);
    cr_expect_not(look_text(&b.canvas, "in step 41", STRIP, NULL));
    picture_close(&b);
}
