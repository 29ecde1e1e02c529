// Surfaces and what lies on them, as lists of shapes and as pixels: which point lies where, which
// colour stands for what, and what the legend says of it.
#include "picture_bench.h"

// Circles alone, discs with that fill or rings with that rim.
static int circles(const Canvas *canvas, Color color, bool ring, LookPoint *out, int most)
{
    int count = 0;
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *s = &canvas->shapes.items[i];
        const bool circle = s->kind == SHAPE_BOX && s->box.half_w == s->box.half_h &&
                            s->box.radius >= s->box.half_w * 0.99f;
        if (circle && same_color(ring ? s->border : s->fill, color) && count < most) {
            out[count++] = (LookPoint){ s->box.x, s->box.y };
        }
    }
    return count;
}

// ---- points

Test(lab_points, lie_where_they_are_in_the_colour_of_their_class_and_validate_as_rings)
{
    PictureBench b;
    LookPoint at[8];
    picture_open(&b);
    picture_begin(&b);
    lab_points_draw(&b.canvas, &b.space, PLACE, LIGHT);
    const Color ham = lab_class_color(0, LIGHT), spam = lab_class_color(1, LIGHT);
    cr_assert_eq(circles(&b.canvas, ham, false, at, 8), 1);
    cr_expect_float_eq(at[0].x, 100 + 100, 0.01f, "a quarter from the left");
    cr_expect_float_eq(at[0].y, 50 + 100, 0.01f, "y goes up");
    cr_assert_eq(circles(&b.canvas, spam, false, at, 8), 2);
    cr_expect_float_eq(at[0].x, 100 + 350, 0.01f);
    cr_expect_float_eq(at[0].y, 50 + 150, 0.01f);
    cr_assert_eq(circles(&b.canvas, ham, true, at, 8), 1);
    cr_expect_float_eq(at[0].x, 100 + 300, 0.01f);
    cr_expect_float_eq(at[0].y, 50 + 300, 0.01f);
    cr_assert_eq(circles(&b.canvas, spam, true, at, 8), 1);
    picture_close(&b);
}

// A value in the middle of its scale is as white as the ground: its rim is seen all the same.
Test(lab_points, of_values_have_dark_rims_and_validate_with_a_hole)
{
    PictureBench b;
    LookPoint at[8];
    picture_open(&b);
    b.shot->classes = 0;
    picture_begin(&b);
    lab_points_draw(&b.canvas, &b.space, PLACE, LIGHT);
    cr_expect_eq(circles(&b.canvas, RGB(0x3a4252), true, at, 8), 5);
    int holes = 0;
    for (size_t i = 0; i < b.canvas.shapes.count; i++) {
        const Shape *s = &b.canvas.shapes.items[i];
        holes +=
            s->kind == SHAPE_BOX && s->box.border_width == 0 && same_color(s->fill, RGB(0xffffff));
    }
    cr_expect_eq(holes, 2);
    picture_close(&b);
}

Test(lab_points, of_either_kind_are_hidden_but_never_from_who_paints)
{
    static const struct {
        int points, discs, rings;
    } rows[] = { { LAB_POINTS_ALL, 3, 2 },
                 { LAB_POINTS_TRAINING, 3, 0 },
                 { LAB_POINTS_VALIDATION, 0, 2 },
                 { LAB_POINTS_NONE, 0, 0 } };
    PictureBench b;
    LookPoint at[8];
    picture_open(&b);
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (int painting = 0; painting < 2; painting++) {
            int discs = 0, rings = 0;
            b.space.points = rows[i].points;
            b.space.brush = painting ? 0 : BRUSH_NONE;
            picture_begin(&b);
            lab_points_draw(&b.canvas, &b.space, PLACE, LIGHT);
            for (int k = 0; k < 2; k++) {
                discs += circles(&b.canvas, lab_class_color(k, LIGHT), false, at, 8);
                rings += circles(&b.canvas, lab_class_color(k, LIGHT), true, at, 8);
            }
            cr_expect_eq(discs, painting ? 3 : rows[i].discs, "%zu", i);
            cr_expect_eq(rings, painting ? 2 : rows[i].rings, "%zu", i);
        }
    }
    picture_close(&b);
}

// ---- legends

static void expect_swatch(const PictureBench *b, Color color, const char *name)
{
    Rect boxes[4];
    LookText text;
    cr_assert_eq(look_boxes(&b->canvas, color, STRIP, boxes, 4), 1, "%s", name);
    cr_assert(look_text(&b->canvas, name, STRIP, &text), "%s", name);
    const float gap = text.rect.x - boxes[0].x - boxes[0].w;
    cr_expect(gap > 0 && gap < 8, "%s stands beside its colour, %g px from it", name, gap);
}

Test(lab_legend, names_the_classes_and_the_points_that_are_shown)
{
    PictureBench b;
    picture_open(&b);
    picture_begin(&b);
    lab_legend_draw(&b.canvas, &b.space, 0, STRIP, LIGHT);
    expect_swatch(&b, lab_class_color(0, LIGHT), "ham");
    expect_swatch(&b, lab_class_color(1, LIGHT), "spam");
    cr_expect(look_text(&b.canvas, "training", STRIP, NULL));
    cr_expect(look_text(&b.canvas, "validation", STRIP, NULL));
    b.space.points = LAB_POINTS_TRAINING;
    picture_begin(&b);
    lab_legend_draw(&b.canvas, &b.space, 0, STRIP, LIGHT);
    cr_expect(look_text(&b.canvas, "training", STRIP, NULL));
    cr_expect_not(look_text(&b.canvas, "validation", STRIP, NULL), "they are hidden");
    picture_close(&b);
}

// What every key says, in either of its forms.
static const char *const keys_said[][2] = {
    { "σ of 30 passes with dropout", "σ of 30 passes" },
    { "training", "train" },
    { "validation", "valid." },
    { "step of 0.3: 75 % right, loss 0.84", "step of 0.3: 75 % right" },
    { "in step 12", "in step 12" },
};

static void fill_keys(PictureBench *b)
{
    for (int i = 0; i < 2; i++) {
        NetShot *net = &b->shot->networks[i];
        net->surface_spread = net->masks = true;
        net->spread_most = 0.4f;
        net->arrows =
            (LabArrows){ .count = 1, .step = 0.3, .tried = 200, .right = 150, .loss = 0.84 };
        b->shot->batch[i] = (LabBatch){ .step = 12, .count = 1 };
    }
}

// Below each other where a line has no room; none is left out, and none stands out.
Test(lab_legend, has_as_many_lines_as_all_that_is_shown_needs)
{
    PictureBench b;
    int one = 0, more = 0;
    picture_open(&b);
    fill_keys(&b);
    for (float w = 182; w < 900; w += 7) {
        picture_begin(&b);
        const float height = lab_legend_height(&b.canvas, &b.space, w);
        const Rect place = { STRIP.x, STRIP.y, w, height };
        lab_legend_draw(&b.canvas, &b.space, 0, place, LIGHT);
        one += height == LAB_LEGEND;
        more += height > LAB_LEGEND;
        for (size_t i = 0; i < COUNT(keys_said); i++) {
            LookText at;
            cr_assert(look_text(&b.canvas, keys_said[i][0], LOOK_ALL, &at) ||
                          look_text(&b.canvas, keys_said[i][1], LOOK_ALL, &at),
                      "%s in %g px", keys_said[i][0], (double)w);
            cr_expect(at.rect.x >= place.x && at.rect.x + at.rect.w <= place.x + w + 0.5f &&
                          at.rect.y >= place.y - 1 && at.rect.y + at.rect.h <= place.y + height + 1,
                      "%s in %g px", keys_said[i][0], (double)w);
        }
    }
    cr_expect(one > 0 && more > 0);
    picture_close(&b);
}

// As numbers change, pictures keep their size.
Test(lab_legend, is_as_high_whatever_its_numbers)
{
    PictureBench b;
    picture_open(&b);
    fill_keys(&b);
    picture_begin(&b);
    for (float w = 110; w < 640; w += 3) {
        float height = 0;
        for (int right = 0; right <= 200; right += 25) {
            b.shot->networks[0].arrows.right = right;
            b.shot->networks[0].spread_most = b.shot->networks[1].spread_most =
                0.1f + 0.0021f * (float)right;
            b.shot->batch[0].step = 11 + right % 87;
            const float now = lab_legend_height(&b.canvas, &b.space, w);
            cr_expect(height == 0 || now == height, "%g px", (double)w);
            height = now;
        }
    }
    picture_close(&b);
}

Test(lab_legend, says_it_in_few_words_where_that_spares_a_line)
{
    PictureBench b;
    int shorter = 0;
    picture_open(&b);
    for (float w = 110; w < 400; w += 4) {
        const Rect narrow = { STRIP.x, STRIP.y, w, 4 * LAB_LEGEND };
        picture_begin(&b);
        lab_legend_draw(&b.canvas, &b.space, 0, narrow, LIGHT);
        const bool training = look_text(&b.canvas, "training", LOOK_ALL, NULL);
        const bool train = look_text(&b.canvas, "train", LOOK_ALL, NULL);
        cr_expect_neq(training, train, "%g px", (double)w);
        cr_expect_eq(training, look_text(&b.canvas, "validation", LOOK_ALL, NULL));
        cr_expect_eq(train, look_text(&b.canvas, "valid.", LOOK_ALL, NULL));
        cr_expect(!train || lab_legend_height(&b.canvas, &b.space, w) <= 2 * LAB_LEGEND);
        shorter += train;
    }
    cr_expect_gt(shorter, 0);
    picture_close(&b);
}

Test(lab_legend, of_doubt_says_what_it_is_a_spread_of)
{
    static const struct {
        float width;
        const char *text;
    } rows[] = { { 320, "σ of 30 passes with dropout" },
                 { 230, "σ of 30 passes" },
                 { 195, "σ of 30 passes with dropout" } }; // on a line of its own
    PictureBench b;
    picture_open(&b);
    b.space.points = LAB_POINTS_NONE;
    for (int spread = 0; spread < 2; spread++) {
        for (size_t i = 0; i < COUNT(rows); i++) {
            const Rect rect = { STRIP.x, STRIP.y, rows[i].width, 3 * LAB_LEGEND };
            b.shot->networks[0].surface_spread = spread;
            b.shot->networks[0].spread_most = 0.4f;
            picture_begin(&b);
            lab_legend_draw(&b.canvas, &b.space, 0, rect, LIGHT);
            cr_expect_eq(look_text(&b.canvas, rows[i].text, rect, NULL), spread == 1, "%g px",
                         (double)rows[i].width);
        }
    }
    picture_close(&b);
}

// Points keep their colours, whatever the surface is of.
Test(lab_legend, of_doubt_names_the_classes_while_there_are_points)
{
    PictureBench b;
    picture_open(&b);
    const Rect place = { STRIP.x, STRIP.y, STRIP.w, 4 * LAB_LEGEND };
    b.shot->networks[0].surface_spread = true;
    b.shot->networks[0].spread_most = 0.4f;
    for (int points = 0; points < 2; points++) {
        b.space.points = points ? LAB_POINTS_TRAINING : LAB_POINTS_NONE;
        picture_begin(&b);
        lab_legend_draw(&b.canvas, &b.space, 0, place, LIGHT);
        cr_expect_eq(look_text(&b.canvas, "spam", place, NULL), points == 1);
    }
    picture_close(&b);
}

Test(lab_legend, of_values_is_a_ramp_with_its_ends)
{
    PictureBench b;
    Rect boxes[4];
    LookText low, high;
    picture_open(&b);
    b.shot->classes = 0;
    b.shot->points.items[0].target = -0.75f;
    b.shot->points.items[1].target = 2.5f;
    picture_begin(&b);
    lab_legend_draw(&b.canvas, &b.space, 0, STRIP, LIGHT);
    cr_assert(look_text_has(&b.canvas, "0.75", STRIP, &low));
    cr_assert(look_text(&b.canvas, "2.5", STRIP, &high));
    cr_assert_eq(
        look_boxes(&b.canvas, lab_value_color(-0.75f, -0.75f, 2.5f, LIGHT), STRIP, boxes, 4), 1);
    cr_expect(boxes[0].x > low.rect.x && boxes[0].x < low.rect.x + low.rect.w + 8,
              "the colour of the least value is beside it");
    cr_assert_eq(look_boxes(&b.canvas, lab_value_color(2.5f, -0.75f, 2.5f, LIGHT), STRIP, boxes, 4),
                 1);
    cr_expect(boxes[0].x + boxes[0].w < high.rect.x && boxes[0].x + boxes[0].w > high.rect.x - 8);
    picture_close(&b);
}

Test(lab_legend, of_areas_has_their_steps)
{
    PictureBench b;
    Rect boxes[4];
    picture_open(&b);
    b.shot->classes = 0;
    b.shot->points.items[0].target = 0;
    b.shot->points.items[1].target = 8;
    b.space.areas = true;
    picture_begin(&b);
    lab_legend_draw(&b.canvas, &b.space, 0, STRIP, LIGHT);
    for (int i = 0; i < 8; i++) {
        const Color color = lab_value_color((float)i + 0.5f, 0, 8, LIGHT);
        cr_expect_geq(look_boxes(&b.canvas, color, STRIP, boxes, 4), 1, "step %d", i);
    }
    picture_close(&b);
}

// Names give up letters, then the legend is colours alone: nothing is cut and nothing stands out.
Test(lab_legend, keeps_its_place_for_any_number_of_classes)
{
    PictureBench b;
    picture_open(&b);
    for (int classes = 2; classes <= DATASET_CLASSES_MAX; classes++) {
        b.shot->classes = classes;
        for (int k = 0; k < classes; k++) {
            snprintf(b.shot->class_names[k], sizeof b.shot->class_names[k], "%c%c class %d",
                     'a' + k % 26, 'a' + k / 26, k);
        }
        for (float w = 60; w <= 640; w += 29) {
            const Rect strip = { 100, 50, w, LAB_LEGEND };
            picture_begin(&b);
            lab_legend_draw(&b.canvas, &b.space, 0, strip, LIGHT);
            cr_expect_eq(b.canvas.cut.count, 0, "%d in %g", classes, w);
            cr_expect_gt(b.canvas.shapes.count, 0);
            for (size_t i = 0; i < b.canvas.shapes.count; i++) {
                const Shape *s = &b.canvas.shapes.items[i];
                const float right = s->kind == SHAPE_TEXT
                                        ? s->text.x + 0.6f * s->text.size * (float)s->text.length
                                        : s->box.x + s->box.half_w;
                cr_expect_leq(right, strip.x + strip.w + 0.5f, "%d classes in %g px", classes, w);
            }
        }
    }
    picture_close(&b);
}

// On a surface of values points have dark rims: so have the keys.
Test(lab_legend, of_values_has_points_as_they_are_on_the_picture)
{
    PictureBench b;
    LookPoint at[4];
    picture_open(&b);
    for (int classes = 0; classes <= 2; classes += 2) {
        b.shot->classes = classes;
        picture_begin(&b);
        lab_legend_draw(&b.canvas, &b.space, 0, STRIP, LIGHT);
        cr_expect_eq(circles(&b.canvas, RGB(0x3a4252), true, at, 4), classes ? 0 : 2);
    }
    picture_close(&b);
}

// ---- what a surface shows

static void fill_surface(NetShot *net)
{
    enum { SIDE = 16 };
    net->surface_side = SIDE;
    for (int i = 0; i < SIDE * SIDE; i++) {
        net->surface_class[i] = i % SIDE >= SIDE / 2;
        net->surface_value[i] = 0.5f + 0.5f * (float)(i / SIDE) / (SIDE - 1);
    }
}

static int colors_of(const uint8_t *rgba, int count)
{
    int found = 0;
    for (int i = 0; i < count; i++) {
        bool known = false;
        for (int k = 0; k < i && !known; k++) {
            known = memcmp(rgba + 4 * (size_t)i, rgba + 4 * (size_t)k, 4) == 0;
        }
        found += !known;
    }
    return found;
}

Test(lab_surface, has_shades_of_how_sure_it_is_or_areas_of_one_colour_each)
{
    PictureBench b;
    int side = 0;
    picture_open(&b);
    fill_surface(&b.shot->networks[0]);
    const unsigned shades = lab_surface_version(&b.space, 0, LIGHT);
    uint8_t *rgba = lab_surface_pixels(&b.space, 0, LIGHT, &side);
    cr_assert_eq(side, 16);
    cr_expect(same_color(pixel(rgba, side, 0, 15), lab_surface_color(0, 1, 2, LIGHT)));
    cr_expect(same_color(pixel(rgba, side, 15, 15), lab_surface_color(1, 1, 2, LIGHT)));
    cr_expect_gt(colors_of(rgba, side * side), 20);
    free(rgba);
    b.space.areas = true;
    cr_expect_neq(lab_surface_version(&b.space, 0, LIGHT), shades, "it is drawn anew");
    rgba = lab_surface_pixels(&b.space, 0, LIGHT, &side);
    cr_expect_eq(colors_of(rgba, side * side), 2);
    cr_expect(same_color(pixel(rgba, side, 0, 0), lab_area_color(0, LIGHT)));
    cr_expect(same_color(pixel(rgba, side, 15, 15), lab_area_color(1, LIGHT)));
    free(rgba);
    picture_close(&b);
}

Test(lab_surface, of_values_has_few_steps_where_it_has_areas)
{
    PictureBench b;
    int side = 0;
    picture_open(&b);
    b.shot->classes = 0;
    fill_surface(&b.shot->networks[0]);
    uint8_t *rgba = lab_surface_pixels(&b.space, 0, LIGHT, &side);
    const int before = colors_of(rgba, side * side);
    free(rgba);
    b.space.areas = true;
    rgba = lab_surface_pixels(&b.space, 0, LIGHT, &side);
    cr_expect_gt(before, 10);
    cr_expect_leq(colors_of(rgba, side * side), 8);
    cr_expect_geq(colors_of(rgba, side * side), 3);
    free(rgba);
    picture_close(&b);
}

// One scale for all networks, so that their doubts can be compared.
Test(lab_surface, of_doubt_is_the_darker_the_less_it_knows_on_a_common_scale)
{
    PictureBench b;
    int side = 0;
    picture_open(&b);
    for (int i = 0; i < 2; i++) {
        NetShot *net = &b.shot->networks[i];
        fill_surface(net);
        net->surface_spread = net->masks = true;
        net->spread_most = i == 0 ? 0.4f : 0.2f;
        for (int k = 0; k < 256; k++) {
            net->surface_value[k] = net->spread_most * (float)(k / 16) / 15;
        }
    }
    const LabSurfaceLook look = lab_surface_look(&b.space, 1);
    cr_expect_eq(look.of, SURFACE_SPREAD);
    cr_expect_eq(look.low, 0);
    cr_expect_eq(look.high, 0.4f);
    uint8_t *low = lab_surface_pixels(&b.space, 1, LIGHT, &side);
    uint8_t *high = lab_surface_pixels(&b.space, 0, LIGHT, &side);
    cr_expect(same_color(pixel(low, side, 3, 0), lab_surface_ground(LIGHT)), "it is sure there");
    cr_expect_lt(pixel(high, side, 3, 15).r, pixel(low, side, 3, 15).r);
    cr_expect_lt(pixel(low, side, 3, 15).r, pixel(low, side, 3, 0).r);
    for (int masks = 0; masks < 2; masks++) {
        b.shot->networks[0].masks = masks;
        picture_begin(&b);
        lab_surface_draw(&b.canvas, &b.space, 0, PLACE, LIGHT);
        LookText text;
        Rect box;
        const bool said = look_text(&b.canvas, "no dropout, no spread", PLACE, &text);
        cr_expect_neq(said, masks);
        if (said) { // by rounding it would be cut
            cr_assert_geq(look_boxes(&b.canvas, color_alpha(LIGHT->panel, 0.9f), PLACE, &box, 1),
                          1);
            cr_expect_geq(box.w, text.rect.w + 14.5f);
        }
    }
    free(low);
    free(high);
    picture_close(&b);
}

Test(lab_surface, shows_where_adversarial_steps_move_points_unless_these_are_hidden)
{
    PictureBench b;
    LookLine found[4];
    picture_open(&b);
    fill_surface(&b.shot->networks[0]);
    b.shot->networks[0].arrows.count = 2;
    b.shot->networks[0].arrows.items[0] = (LabArrow){ { -1, 1 }, { -0.5f, 0.5f } };
    b.shot->networks[0].arrows.items[1] = (LabArrow){ { 1.5f, 0.5f }, { 1.9f, 0.9f } };
    picture_begin(&b);
    lab_surface_draw(&b.canvas, &b.space, 0, PLACE, LIGHT);
    cr_assert_eq(look_arrows(&b.canvas, LIGHT->text, PLACE, found, 4), 2);
    cr_expect_float_eq(found[0].x0, 200, 0.1f);
    cr_expect_float_eq(found[0].y0, 150, 0.1f);
    cr_expect_float_eq(found[0].x1, 250, 1.5f);
    cr_expect_float_eq(found[0].y1, 200, 1.5f);
    picture_begin(&b);
    lab_legend_draw(&b.canvas, &b.space, 0, STRIP, LIGHT);
    cr_expect_eq(look_arrows(&b.canvas, LIGHT->text, STRIP, found, 4), 1);
    cr_expect(look_text(&b.canvas, "adversarial step", STRIP, NULL));
    b.shot->networks[0].arrows.step = 0.3;
    b.shot->networks[0].arrows.tried = 200;
    b.shot->networks[0].arrows.right = 150;
    b.shot->networks[0].arrows.loss = 0.84;
    const Rect wide = { STRIP.x, STRIP.y, STRIP.w + 200, STRIP.h };
    picture_begin(&b);
    lab_legend_draw(&b.canvas, &b.space, 0, wide, LIGHT);
    cr_expect(look_text(&b.canvas, "step of 0.3: 75 % right, loss 0.84", wide, NULL));
    b.space.points = LAB_POINTS_VALIDATION;
    picture_begin(&b);
    lab_surface_draw(&b.canvas, &b.space, 0, PLACE, LIGHT);
    lab_legend_draw(&b.canvas, &b.space, 0, STRIP, LIGHT);
    cr_expect_eq(look_arrows(&b.canvas, LIGHT->text, LOOK_ALL, found, 4), 0);
    picture_close(&b);
}

// ---- the place of all that in a column

static void expect_apart(Rect a, Rect b, const char *what)
{
    const Rect inside = rect_inset(a, 0.5f);
    cr_expect_not(a.w > 1 && a.h > 1 && b.w > 1 && b.h > 1 && rect_overlap(inside, b),
                  "%s: %g, %g %g x %g and %g, %g %g x %g", what, (double)a.x, (double)a.y,
                  (double)a.w, (double)a.h, (double)b.x, (double)b.y, (double)b.w, (double)b.h);
}

static void expect_column(const PictureBench *b, Rect area, int index, int count, bool curve)
{
    const LabColumn c = lab_column_of(&b->canvas, &b->space, area, index, count);
    char what[80];
    snprintf(what, sizeof what, "%s %d of %d in %gx%g", curve ? "curve" : "plane", index, count,
             (double)area.w, (double)area.h);
    const Rect others[] = { c.head, c.beside, c.numbers, c.layers, c.signal, c.learning };
    for (size_t i = 0; i < COUNT(others); i++) {
        expect_apart(c.picture, others[i], what);
        expect_apart(c.legend, others[i], what);
    }
    if (c.legend.h > 0) {
        const bool beside = c.legend.x >= c.picture.x + c.picture.w; // of a small picture
        cr_expect(beside || c.legend.y >= c.picture.y + c.picture.h, "%s", what);
        cr_expect_leq(c.legend.x + c.legend.w, c.whole.x + c.whole.w, "%s", what);
        cr_expect(beside || c.picture.h >= 80, "%s", what);
    }
    cr_expect(curve || c.picture.w <= 1 || fabsf(c.picture.w - c.picture.h) < 0.01f, "%s: %g x %g",
              what, (double)c.picture.w, (double)c.picture.h);
    cr_expect_leq(c.picture.x + c.picture.w, c.whole.x + c.whole.w + 0.01f, "%s", what);
}

Test(lab_legend, has_a_place_below_the_picture_or_beside_a_small_one_in_columns_of_any_size)
{
    PictureBench b;
    picture_open(&b);
    picture_begin(&b);
    int legends = 0;
    for (int curve = 0; curve < 2; curve++) {
        b.shot->features = curve ? 1 : 2;
        b.shot->classes = curve ? 0 : 2;
        for (int layers = 1; layers <= 12; layers += 3) {
            b.shot->layers_shown = layers;
            for (int count = 1; count <= LAB_NETWORKS_MAX; count++) {
                for (float w = 560; w <= 1900; w += 167) {
                    for (float h = 130; h <= 900; h += 70) {
                        const Rect area = { 300, 90, w, h };
                        expect_column(&b, area, count - 1, count, curve);
                        legends += lab_column_of(&b.canvas, &b.space, area, 0, count).legend.h > 0;
                    }
                }
            }
        }
    }
    cr_expect_gt(legends, 500);
    picture_close(&b);
}

// Where windows are low, the layers stand beside the picture and leave it the height.
Test(lab_column, gives_pictures_the_room_of_low_windows)
{
    static const struct {
        float w, h;
        int count;
        float least; // side of the picture
    } rows[] = { { 960, 276, 2, 190 }, { 960, 276, 3, 125 }, { 666, 244, 2, 115 } };
    PictureBench b;
    picture_open(&b);
    picture_begin(&b);
    b.shot->layers_shown = 2;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const Rect area = { 0, 78, rows[i].w - 34, rows[i].h };
        const LabColumn c = lab_column_of(&b.canvas, &b.space, area, 0, rows[i].count);
        cr_expect_geq(c.picture.h, rows[i].least, "%zu: %g", i, (double)c.picture.h);
        cr_expect_geq(c.layers.w, 90, "%zu", i);
        cr_expect_geq(c.layers.h, 2 * 40, "%zu", i);
        cr_expect_leq(c.signal.y + c.signal.h, area.y + area.h, "%zu", i);
        cr_expect_geq(c.legend.h, LAB_LEGEND, "%zu", i);
    }
    picture_close(&b);
}
