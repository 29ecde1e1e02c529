// The picture of a curve: its axes, points, line and band.
#include "picture_bench.h"

static void curve_open(PictureBench *b)
{
    picture_open(b);
    b->shot->features = 1;
    b->shot->classes = 0;
    b->shot->shape = shape_features(1);
    for (int i = 0; i < b->shot->points.count; i++) { // the values are 0.5, 1.5, ...
        LabPoint *p = &b->shot->points.items[i];
        p->target = p->y = (float)i + 0.5f;
    }
    for (int net = 0; net < 2; net++) {
        LabCurve *curve = &b->shot->networks[net].curve;
        b->shot->networks[net].outputs = 1;
        curve->any = true;
        for (int i = 0; i < SHOT_CURVE; i++) {
            curve->values[i] = net == 0 ? 1 + 3 * (float)i / (SHOT_CURVE - 1) : 1e6f;
        }
    }
}

static const Rect COLUMN = { 40, 30, 420, 300 };

// A little room above and below the points, whatever a network says: all columns can be compared.
Test(lab_fit, has_the_same_axes_for_all_networks_and_leaves_no_point_out)
{
    PictureBench b;
    LookPoint at[8];
    curve_open(&b);
    picture_begin(&b);
    const Plot plot = lab_fit_plot(&b.canvas, &b.space, 0, COLUMN, LIGHT);
    cr_expect(plot.x.low == -2 && plot.x.high == 2);
    cr_expect(plot.y.low < 0.5 && plot.y.low > -0.5, "%g", plot.y.low);
    cr_expect(plot.y.high > 4.5 && plot.y.high < 5.5, "%g", plot.y.high);
    const Color ink = color_mix(LIGHT->panel, LIGHT->text, 0.72f);
    for (int net = 0; net < 2; net++) {
        picture_begin(&b);
        lab_fit_draw(&b.canvas, &b.space, net, COLUMN, LIGHT);
        const int discs = look_markers(&b.canvas, ink, plot.area, at, 8);
        cr_assert_eq(discs, 3, "of network %d", net);
        cr_expect_float_eq(at[0].x, plot_x(&plot, -1), 0.01f);
        cr_expect_float_eq(at[0].y, plot_y(&plot, 0.5), 0.01f);
        cr_expect_float_eq(at[2].y, plot_y(&plot, 2.5), 0.01f);
    }
    picture_close(&b);
}

Test(lab_fit, draws_the_line_through_what_the_network_says)
{
    PictureBench b;
    float y = 0;
    curve_open(&b);
    picture_begin(&b);
    const Plot plot = lab_fit_plot(&b.canvas, &b.space, 0, COLUMN, LIGHT);
    lab_fit_draw(&b.canvas, &b.space, 0, COLUMN, LIGHT);
    const Color color = labspace_color(&b.space, 0, LIGHT);
    for (int i = 1; i < 8; i++) {
        const double x = -2 + 0.5 * i, value = 1 + 3 * (x + 2) / 4;
        cr_assert(look_height(&b.canvas, color, LOOK_ALL, plot_x(&plot, x), &y), "%g", x);
        cr_expect_float_eq(y, plot_y(&plot, value), 0.6f, "at %g", x);
        const LabFitAt at = lab_fit_at(&b.space, 0, x);
        cr_expect_float_eq(at.value, value, 1e-4);
        cr_expect(isnan(at.mean) && isnan(at.deviation));
    }
    cr_expect(isnan(lab_fit_at(&b.space, 0, 2.01).value), "beyond the data");
    picture_close(&b);
}

// A network that says more than the axis has leaves the frame, and is not drawn beyond it.
Test(lab_fit, is_cut_at_its_frame)
{
    PictureBench b;
    curve_open(&b);
    for (int i = 0; i < SHOT_CURVE; i++) {
        b.shot->networks[0].curve.values[i] = -20 + 40 * (float)i / (SHOT_CURVE - 1);
    }
    picture_begin(&b);
    const Plot plot = lab_fit_plot(&b.canvas, &b.space, 0, COLUMN, LIGHT);
    lab_fit_draw(&b.canvas, &b.space, 0, COLUMN, LIGHT);
    const Color color = labspace_color(&b.space, 0, LIGHT);
    int pieces = 0;
    for (size_t i = 0; i < b.canvas.shapes.count; i++) {
        const Shape *s = &b.canvas.shapes.items[i];
        if (memcmp(&s->fill, &color, sizeof color) == 0) {
            const Rect clip = b.canvas.clips.items[s->clip];
            cr_assert(clip.y >= plot.area.y && clip.y + clip.h <= plot.area.y + plot.area.h);
            cr_assert(clip.x >= plot.area.x && clip.x + clip.w <= plot.area.x + plot.area.w);
            pieces++;
        }
    }
    cr_expect_gt(pieces, 2);
    picture_close(&b);
}

// Two standard deviations around the mean of the passes, not around the line.
Test(lab_fit, has_a_band_where_passes_with_dropout_are_looked_at)
{
    PictureBench b;
    curve_open(&b);
    LabCurve *curve = &b.shot->networks[0].curve;
    const Color color = color_mix(LIGHT->panel, labspace_color(&b.space, 0, LIGHT), LAB_FIT_BAND);
    Rect bands[600];
    const Rect column = { COLUMN.x + 0.4f, COLUMN.y, COLUMN.w, COLUMN.h };
    picture_begin(&b);
    const Plot plot = lab_fit_plot(&b.canvas, &b.space, 0, column, LIGHT);
    lab_fit_draw(&b.canvas, &b.space, 0, column, LIGHT);
    cr_expect_eq(look_boxes(&b.canvas, color, plot.area, bands, 600), 0);
    curve->spread = true;
    for (int i = 0; i < SHOT_CURVE; i++) {
        curve->mean[i] = 2;
        curve->deviation[i] = 0.5f;
    }
    picture_begin(&b);
    lab_fit_draw(&b.canvas, &b.space, 0, column, LIGHT);
    cr_expect_eq(look_boxes(&b.canvas, color, plot.area, bands, 600), 0, "it draws no masks");
    b.shot->networks[0].masks = true;
    picture_begin(&b);
    lab_fit_draw(&b.canvas, &b.space, 0, column, LIGHT);
    const int count = look_boxes(&b.canvas, color, plot.area, bands, 600);
    cr_assert_geq(count, (int)plot.area.w - 2, "all along");
    for (int i = 1; i < count; i++) { // each covers a little of the next: no seam is seen
        cr_assert_lt(bands[i].x, bands[i - 1].x + bands[i - 1].w - 0.5f);
    }
    cr_expect_eq(color.a, LIGHT->panel.a, "nothing shines through");
    cr_expect_float_eq(bands[100].y, plot_y(&plot, 3), 0.1f);
    cr_expect_float_eq(bands[100].y + bands[100].h, plot_y(&plot, 1), 0.1f);
    picture_begin(&b);
    lab_legend_draw(&b.canvas, &b.space, 0, STRIP, LIGHT);
    cr_expect(look_text_has(&b.canvas, "2σ", STRIP, NULL));
    picture_close(&b);
}

// Values stay: arrows lie along x, and the legend tells the loss behind them.
Test(lab_fit, shows_where_adversarial_steps_move_points)
{
    PictureBench b;
    LookLine found[4];
    curve_open(&b);
    NetShot *net = &b.shot->networks[0];
    net->arrows = (LabArrows){ .count = 2, .step = 0.3, .tried = 3, .right = -1, .loss = 0.42 };
    net->arrows.items[0] = (LabArrow){ { -1, 0.5f }, { -0.4f, 0.5f } };
    net->arrows.items[1] = (LabArrow){ { 1.5f, 1.5f }, { 0.9f, 1.5f } };
    picture_begin(&b);
    const Plot plot = lab_fit_plot(&b.canvas, &b.space, 0, COLUMN, LIGHT);
    lab_fit_draw(&b.canvas, &b.space, 0, COLUMN, LIGHT);
    cr_assert_eq(look_arrows(&b.canvas, LIGHT->text, plot.area, found, 4), 2);
    cr_expect_float_eq(found[0].x0, plot_x(&plot, -1), 0.1f);
    cr_expect_float_eq(found[0].x1, plot_x(&plot, -0.4), 1.5f);
    cr_expect_float_eq(found[0].y0, plot_y(&plot, 0.5), 0.1f);
    cr_expect_float_eq(found[1].x1, plot_x(&plot, 0.9), 1.5f);
    const Rect legend = { STRIP.x, STRIP.y, 260, 3 * LAB_LEGEND };
    picture_begin(&b);
    lab_legend_draw(&b.canvas, &b.space, 0, legend, LIGHT);
    cr_expect(look_text(&b.canvas, "step of 0.3: loss 0.42", legend, NULL));
    b.space.points = LAB_POINTS_NONE;
    picture_begin(&b);
    lab_fit_draw(&b.canvas, &b.space, 0, COLUMN, LIGHT);
    cr_expect_eq(look_arrows(&b.canvas, LIGHT->text, plot.area, found, 4), 0);
    picture_close(&b);
}

Test(lab_fit, keeps_its_place_and_can_be_read_in_columns_of_any_size)
{
    PictureBench b;
    curve_open(&b);
    for (float w = 150; w <= 900; w += 75) {
        for (float h = 90; h <= 500; h += 41) {
            const Rect place = { 20, 20, w, h };
            LookText texts[40];
            picture_begin(&b);
            lab_fit_draw(&b.canvas, &b.space, 0, place, LIGHT);
            cr_expect_eq(b.canvas.cut.count, 0);
            const int count = look_texts(&b.canvas, LOOK_ALL, texts, 40);
            cr_expect_geq(count, 4, "numbers on both axes in %g x %g", w, h);
            for (int i = 0; i < count; i++) {
                const Rect r = texts[i].rect;
                cr_expect(r.x >= place.x - 1 && r.x + r.w <= place.x + w + 1 &&
                              r.y >= place.y - 4 && r.y + r.h <= place.y + h + 1,
                          "'%s' is outside of %g x %g", texts[i].text, w, h);
                cr_expect_geq(texts[i].size, 11);
            }
        }
    }
    picture_close(&b);
}
