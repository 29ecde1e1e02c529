// What units see, as small pictures in the wiring and enlarged.
#include "picture_bench.h"

#include "app/network/lab_wiring_legend.h"

#include <float.h>

static const Rect WIRING = { 40, 30, 500, 260 };

// hidden=3,2: of layer 1 unit 0 tells left from right, unit 1 as well but ten times as faintly,
// unit 2 is silent.
static void units_open(PictureBench *b)
{
    picture_open(b);
    NetShot *net = &b->shot->networks[0];
    net->spec.hidden_count = 2;
    net->spec.hidden[0] = 3;
    net->spec.hidden[1] = 2;
    net->weight_total = 2 * 3 + 3 * 2 + 2 * 2;
    net->surface_side = 16;
    LabUnits *units = &b->shot->units[0];
    static const int counts[] = { 3, 2, 2 };
    units->count = 3;
    for (int layer = 0; layer < 3; layer++) {
        SeenLayer *seen = &units->layers[layer];
        seen->weighted = layer;
        seen->units = seen->shown = counts[layer];
        seen->most = 5;
        for (int i = 0; i < SHOT_SEEN_SIDE * SHOT_SEEN_SIDE; i++) {
            const int side = i % SHOT_SEEN_SIDE < SHOT_SEEN_SIDE / 2 ? -1 : 1;
            seen->values[0][i] = (int8_t)(127 * side);
            seen->values[1][i] = (int8_t)(12 * side);
        }
    }
}

// A curve, hidden=2: unit 0 rises, unit 1 is silent; a network says 1 everywhere.
static void curve_units_open(PictureBench *b)
{
    picture_open(b);
    NetShot *net = &b->shot->networks[0];
    b->shot->features = 1;
    b->shot->classes = 0;
    b->shot->shape = shape_features(1);
    net->outputs = 1;
    net->spec.hidden_count = 1;
    net->spec.hidden[0] = 2;
    net->weight_total = 2 + 2;
    net->curve.any = true;
    for (int i = 0; i < SHOT_CURVE; i++) {
        net->curve.values[i] = 1;
    }
    LabUnits *units = &b->shot->units[0];
    units->count = 2;
    for (int layer = 0; layer < 2; layer++) {
        SeenLayer *seen = &units->layers[layer];
        seen->weighted = layer;
        seen->units = seen->shown = layer == 0 ? 2 : 1;
        for (int i = 0; i < SHOT_SEEN_LINE; i++) {
            seen->lines[0][i] = -1 + 4 * (float)i / (SHOT_SEEN_LINE - 1);
        }
    }
}

static Color at_unit(const uint8_t *rgba, int width, const Wiring *w, int layer, int unit, float u,
                     float v)
{
    const Rect sheet = wiring_sheet(w), r = wiring_unit(w, layer, unit);
    const int x = (int)(r.x + u * r.w - sheet.x), y = (int)(r.y + (1 - v) * r.h - sheet.y);
    const uint8_t *p = rgba + 4 * ((size_t)y * (size_t)width + (size_t)x);
    return (Color){ p[0], p[1], p[2], 255 };
}

Test(lab_units, are_pictures_of_what_they_see_each_on_its_own_scale)
{
    PictureBench b;
    Wiring w;
    int width = 0, height = 0;
    units_open(&b);
    picture_begin(&b);
    cr_assert(lab_wiring_of(&b.canvas, &b.space, 0, WIRING, &w));
    cr_assert_eq(w.layers, 4);
    uint8_t *rgba = lab_wiring_pixels(&b.canvas, &b.space, 0, WIRING, 1, LIGHT, &width, &height);
    cr_assert(rgba);
    const Color low = lab_value_color(-1, -1, 1, LIGHT), high = lab_value_color(1, -1, 1, LIGHT);
    for (int unit = 0; unit < 2; unit++) {
        for (int layer = 1; layer < 4; layer++) {
            cr_expect(same_color(at_unit(rgba, width, &w, layer, unit, 0.2f, 0.5f), low),
                      "unit %d of layer %d, at the left", unit, layer);
            cr_expect(same_color(at_unit(rgba, width, &w, layer, unit, 0.8f, 0.5f), high),
                      "unit %d of layer %d, at the right", unit, layer);
        }
    }
    cr_expect(same_color(at_unit(rgba, width, &w, 1, 2, 0.8f, 0.5f), lab_surface_ground(LIGHT)),
              "a silent one");
    // The inputs: x grows to the right, y upwards.
    const Color x = at_unit(rgba, width, &w, 0, 0, 0.95f, 0.5f);
    const Color y = at_unit(rgba, width, &w, 0, 1, 0.5f, 0.95f);
    const Color below = at_unit(rgba, width, &w, 0, 1, 0.5f, 0.05f);
    cr_expect(same_color(x, y));
    cr_expect_lt(y.b, y.r, "large values are orange");
    cr_expect_lt(below.r, below.b);
    free(rgba);
    picture_close(&b);
}

Test(lab_units, are_discs_where_pictures_are_off_unknown_or_too_small)
{
    PictureBench b;
    Wiring w;
    units_open(&b);
    picture_begin(&b);
    cr_assert(lab_wiring_of(&b.canvas, &b.space, 0, WIRING, &w));
    const unsigned version = lab_wiring_version(&b.canvas, &b.space, 0, WIRING, 1, LIGHT);
    cr_expect_gt(w.side[1], 20);
    cr_expect_eq(lab_wiring_version(&b.canvas, &b.space, 0, WIRING, 1, LIGHT), version);
    b.shot->units[0].layers[1].values[0][5] = 3;
    cr_expect_neq(lab_wiring_version(&b.canvas, &b.space, 0, WIRING, 1, LIGHT), version);
    b.shot->units[0].layers[0].shown = 2; // the third was not looked at
    cr_assert(lab_wiring_of(&b.canvas, &b.space, 0, WIRING, &w));
    cr_expect_eq(w.side[1], 0);
    cr_expect_gt(w.side[2], 0);
    b.space.units = false;
    cr_assert(lab_wiring_of(&b.canvas, &b.space, 0, WIRING, &w));
    cr_expect_not(wiring_has_pictures(&w));
    picture_close(&b);
}

// Lines lie over the image of all pictures: they end where these begin.
Test(lab_units, have_lines_between_them_that_cross_none)
{
    PictureBench b;
    Wiring w;
    units_open(&b);
    for (int i = 0; i < b.shot->networks[0].weight_total; i++) {
        b.shot->networks[0].weights[i] = 1;
    }
    picture_begin(&b);
    cr_assert(lab_wiring_of(&b.canvas, &b.space, 0, WIRING, &w));
    lab_wiring_draw(&b.canvas, &b.space, 0, WIRING, LIGHT);
    LookLine lines[64];
    const int count = look_lines(&b.canvas, lab_value_color(1, -1, 1, LIGHT), WIRING, lines, 64);
    int checked = 0;
    for (int i = 0; i < count; i++) {
        for (int layer = 0; layer < w.layers && lines[i].x1 - lines[i].x0 > 20; layer++) {
            const float x = wiring_x(&w, layer), half = wiring_half(&w, layer) - 0.6f;
            cr_expect(lines[i].x1 <= x - half || lines[i].x0 >= x + half,
                      "a line from %g to %g crosses layer %d", lines[i].x0, lines[i].x1, layer);
            checked++;
        }
    }
    cr_expect_geq(checked, 4 * 10);
    picture_close(&b);
}

static void expect_caption(const PictureBench *b, LabUnitPlace at, const char *caption)
{
    char text[128];
    lab_unit_caption(b->shot, at, text, sizeof text);
    cr_expect_str_eq(text, caption);
}

Test(lab_units, have_names)
{
    PictureBench b;
    units_open(&b);
    expect_caption(&b, (LabUnitPlace){ 0, 2, 1 }, "unit 1 of layer 2");
    expect_caption(&b, (LabUnitPlace){ 0, 1, 3 }, "unit 3 of layer 1");
    expect_caption(&b, (LabUnitPlace){ 0, 3, 2 }, "output spam");
    expect_caption(&b, (LabUnitPlace){ 0, 0, 2 }, "input y");
    b.shot->networks[0].spec.inputs[INPUT_X_SQUARED] = true;
    b.shot->networks[0].spec.inputs[INPUT_SIN_Y] = true;
    expect_caption(&b, (LabUnitPlace){ 0, 0, 1 }, "input x²");
    expect_caption(&b, (LabUnitPlace){ 0, 0, 2 }, "input sin πy");
    picture_close(&b);
}

// First from its small picture, then as finely as surfaces are.
Test(lab_units, are_enlarged_onto_the_surface_with_a_caption_and_their_scale)
{
    PictureBench b;
    units_open(&b);
    labspace_point(&b.space, (LabUnitPlace){ 0, 1, 2 });
    cr_expect_eq(b.space.wish.look.unit, 2);
    cr_expect_eq(b.space.wish.look.unit_layer, 1);
    LabSurfaceLook look = lab_surface_look(&b.space, 0);
    cr_expect_eq(look.of, SURFACE_UNIT);
    cr_expect_eq(look.side, SHOT_SEEN_SIDE);
    cr_expect_float_eq(look.high, 5 * 12 / 127.f, 1e-5f);
    cr_expect_float_eq(lab_surface_at(b.shot, 0, &look, SHOT_SEEN_SIDE - 1), 5 * 12 / 127.f, 1e-5f);
    LabUnit *unit = &b.shot->unit;
    unit->network = 0;
    unit->layer = 1;
    unit->unit = 2;
    unit->side = 32;
    unit->most = 0.48f;
    unit->values[7] = -0.3f;
    look = lab_surface_look(&b.space, 0);
    cr_expect_eq(look.side, 32);
    cr_expect_eq(look.high, 0.48f);
    cr_expect_eq(lab_surface_at(b.shot, 0, &look, 7), -0.3f);
    cr_expect_eq(lab_surface_look(&b.space, 1).of, SURFACE_ANSWER, "of its network alone");
    picture_begin(&b);
    lab_surface_draw(&b.canvas, &b.space, 0, PLACE, LIGHT);
    lab_legend_draw(&b.canvas, &b.space, 0, STRIP, LIGHT);
    cr_expect(look_text(&b.canvas, "unit 2 of layer 1", PLACE, NULL));
    cr_expect(look_text_has(&b.canvas, "0.48", STRIP, NULL));
    labspace_point(&b.space, (LabUnitPlace){ .unit = 0 });
    cr_expect_eq(b.space.wish.look.unit, 0, "nothing is looked at that is not shown");
    cr_expect_eq(lab_surface_look(&b.space, 0).of, SURFACE_ANSWER);
    picture_close(&b);
}

Test(lab_units, that_are_pinned_come_back_when_the_pointer_leaves_another_one)
{
    PictureBench b;
    LabShow show;
    units_open(&b);
    labspace_pin(&b.space, (LabUnitPlace){ 0, 2, 1 });
    labspace_point(&b.space, (LabUnitPlace){ 0, 1, 3 });
    cr_expect_eq(labspace_enlarged(&b.space).layer, 1);
    labspace_shown(&b.space, &show);
    cr_expect(show.unit == 1 && show.unit_of == 2 && show.network == 1,
              "what is pinned is part of what is shown");
    labspace_point(&b.space, (LabUnitPlace){ .unit = 0 });
    cr_expect_eq(labspace_enlarged(&b.space).layer, 2);
    cr_expect_eq(b.space.wish.look.unit_layer, 2);
    labspace_pin(&b.space, (LabUnitPlace){ .unit = 0 });
    cr_expect_eq(b.space.wish.look.unit, 0);
    picture_close(&b);
}

// Of a feature of the input nothing has to be looked at.
Test(lab_units, of_the_input_are_its_formulas)
{
    PictureBench b;
    units_open(&b);
    b.shot->networks[0].spec.inputs[INPUT_XY] = true;
    labspace_point(&b.space, (LabUnitPlace){ 0, 0, 1 });
    cr_expect_eq(b.space.wish.look.unit, 0);
    const LabSurfaceLook look = lab_surface_look(&b.space, 0);
    cr_expect_eq(look.of, SURFACE_UNIT);
    cr_expect_float_eq(look.high, 4, 1e-5f);
    b.shot->given_high[0] = b.shot->given_high[1] = 0; // of scaled data it is given other numbers
    cr_expect_float_eq(lab_input_at(b.shot, INPUT_XY, 1, 0.5f), 0, 1e-6f);
    cr_expect_float_eq(lab_input_at(b.shot, INPUT_XY, 0.5f, 0), 2, 1e-6f);
    b.shot->given_high[0] = b.shot->given_high[1] = 2;
    const int last = look.side - 1;
    cr_expect_gt(lab_surface_at(b.shot, 0, &look, last * look.side + last), 3.8f);
    cr_expect_lt(lab_surface_at(b.shot, 0, &look, last), -3.8f);
    picture_close(&b);
}

// Of data without bounds: formulas leave all numbers, and waves are higher than where they are
// looked at for a scale.
Test(lab_units, of_the_input_have_a_colour_whatever_the_formula_gives)
{
    static const float reaches[] = { 4.13f, 37.3f, 1e25f, FLT_MAX };
    for (size_t i = 0; i < COUNT(reaches); i++) {
        PictureBench b;
        Wiring w;
        int width = 0, height = 0;
        units_open(&b);
        memset(b.shot->networks[0].spec.inputs, true, sizeof b.shot->networks[0].spec.inputs);
        b.shot->networks[0].weight_total = INPUT_FEATURE_COUNT * 3 + 3 * 2 + 2 * 2;
        for (int k = 0; k < 2; k++) {
            b.shot->given_low[k] = -reaches[i];
            b.shot->given_high[k] = reaches[i];
        }
        picture_begin(&b);
        cr_assert(lab_wiring_of(&b.canvas, &b.space, 0, WIRING, &w));
        uint8_t *rgba =
            lab_wiring_pixels(&b.canvas, &b.space, 0, WIRING, 1, LIGHT, &width, &height);
        cr_assert(rgba);
        for (int unit = 0; unit < INPUT_FEATURE_COUNT; unit++) {
            labspace_pin(&b.space, (LabUnitPlace){ 0, 0, unit + 1 });
            const LabSurfaceLook look = lab_surface_look(&b.space, 0);
            const float corner = lab_surface_at(b.shot, 0, &look, 0);
            cr_expect(isfinite(corner) && isfinite(look.high), "unit %d of %g", unit, reaches[i]);
        }
        // x, over all numbers, still divides the plane.
        cr_expect(same_color(at_unit(rgba, width, &w, 0, 0, 0.02f, 0.5f),
                             at_unit(rgba, width, &w, 0, 1, 0.5f, 0.02f)),
                  "%g", reaches[i]);
        cr_expect(same_color(lab_value_color(-reaches[i], -reaches[i], reaches[i], LIGHT),
                             lab_value_color(-1, -1, 1, LIGHT)),
                  "%g", reaches[i]);
        free(rgba);
        picture_close(&b);
    }
}

Test(lab_units, and_their_surface_keep_apart_in_places_of_any_size)
{
    PictureBench b;
    units_open(&b);
    picture_begin(&b);
    for (float w = 60; w <= 900; w += 30) {
        for (float h = 60; h <= 500; h += 40) {
            const Rect rect = { 10, 10, w, h };
            const WiringPlace place = lab_wiring_place(&b.canvas, &b.space, rect);
            cr_expect_geq(place.lines.w, w < 130 ? w : 130);
            if (place.surface.w == 0) {
                continue;
            }
            cr_expect_geq(place.surface.w, 100);
            cr_expect_eq(place.surface.w, place.surface.h);
            cr_expect_geq(place.surface.x, place.lines.x + place.lines.w);
            cr_expect_leq(place.surface.x + place.surface.w, rect.x + w + 0.01f);
            cr_expect_geq(place.legend.y, place.surface.y + place.surface.h);
            cr_expect_leq(place.legend.y + place.legend.h, rect.y + h + 0.01f);
        }
    }
    picture_close(&b);
}

// In lines as many as it takes, which lie below the units; where not one key has room, none.
Test(lab_units, have_a_legend_that_leaves_no_key_out)
{
    static const char *const keys[] = { "w>0", "w<0", "dead", "|w| ≤ 1" };
    PictureBench b;
    Wiring w;
    int most = 0;
    units_open(&b);
    b.space.units = false;
    NetShot *net = &b.shot->networks[0];
    net->flag_count = 2;
    net->unit_flags[0][1] = WIRING_DEAD;
    net->weights[0] = 1;
    for (float width = 60; width < 420; width += 15) {
        const Rect place = { 40, 30, width, 260 };
        picture_begin(&b);
        cr_assert(lab_wiring_of(&b.canvas, &b.space, 0, place, &w));
        const Rect lines = lab_wiring_place(&b.canvas, &b.space, place).lines;
        const int count = wiring_legend_lines(&b.canvas, &w, lines.w);
        most = count > most ? count : most;
        lab_wiring_draw(&b.canvas, &b.space, 0, place, LIGHT);
        Rect all[COUNT(keys)] = { 0 };
        for (size_t i = 0; i < COUNT(keys); i++) {
            LookText at;
            const bool said = look_text(&b.canvas, keys[i], LOOK_ALL, &at);
            cr_assert_eq(said, count > 0, "%s in %g px", keys[i], (double)width);
            cr_expect(!said || (at.rect.x + at.rect.w <= lines.x + lines.w + 0.5f &&
                                at.rect.y >= w.area.y + w.area.h),
                      "%s in %g px", keys[i], (double)width);
            all[i] = said ? rect_inset(at.rect, 1) : all[i];
            for (size_t k = 0; k < i && said; k++) {
                cr_expect_not(rect_overlap(all[k], all[i]), "%s in %g px", keys[i], (double)width);
            }
        }
    }
    cr_expect_gt(most, 2);
    picture_close(&b);
}

// ---- of curves

Test(lab_units, of_a_curve_are_lines_each_on_its_own_scale)
{
    PictureBench b;
    Wiring w;
    LookPoint path[SHOT_SEEN_LINE];
    curve_units_open(&b);
    picture_begin(&b);
    cr_assert(lab_wiring_of(&b.canvas, &b.space, 0, WIRING, &w));
    cr_assert(w.side[0] > 0 && w.side[1] > 0 && w.side[2] > 0);
    lab_wiring_draw(&b.canvas, &b.space, 0, WIRING, LIGHT);
    const Color color = labspace_color(&b.space, 0, LIGHT);
    for (int layer = 0; layer < 3; layer++) { // the input, the rising unit, the output
        const Rect r = wiring_unit(&w, layer, 0);
        const int count = look_path(&b.canvas, color, rect_inset(r, -1), path, SHOT_SEEN_LINE);
        cr_assert_geq(count, 20, "layer %d", layer);
        cr_expect_float_eq(path[0].x, r.x, 0.5f);
        cr_expect_float_eq(path[0].y, r.y + 0.9f * r.h, 0.5f, "from its least value");
        cr_expect_float_eq(path[count - 1].x, r.x + r.w, 1.5f);
        cr_expect_float_eq(path[count - 1].y, r.y + 0.1f * r.h, 1.5f, "to its greatest");
    }
    const Rect silent = wiring_unit(&w, 1, 1);
    const int count = look_path(&b.canvas, color, rect_inset(silent, -1), path, SHOT_SEEN_LINE);
    cr_assert_geq(count, 20);
    for (int i = 0; i < count; i++) {
        cr_expect_float_eq(path[i].y, silent.y + silent.h / 2, 0.5f);
    }
    cr_expect_null(
        lab_wiring_pixels(&b.canvas, &b.space, 0, WIRING, 1, LIGHT, &(int){ 0 }, &(int){ 0 }),
        "there is no image");
    b.space.units = false;
    cr_assert(lab_wiring_of(&b.canvas, &b.space, 0, WIRING, &w));
    cr_expect_not(wiring_has_pictures(&w));
    picture_close(&b);
}

// In place of the network's line and the data's points, whose values are others.
Test(lab_units, of_a_curve_are_enlarged_onto_its_axes)
{
    PictureBench b;
    float y = 0;
    curve_units_open(&b);
    const Color color = labspace_color(&b.space, 0, LIGHT);
    const LabUnitPlace places[] = { { 0, 1, 1 }, { 0, 1, 1 }, { 0, 0, 1 } };
    for (int i = 0; i < 3; i++) { // as it was first seen, finely, and the input
        labspace_point(&b.space, places[i]);
        b.shot->unit = (LabUnit){ .network = i == 1 ? 0 : -1, .layer = 1, .unit = 1 };
        b.shot->unit.side = b.shot->unit.count = SHOT_CURVE;
        for (int k = 0; k < SHOT_CURVE; k++) {
            b.shot->unit.values[k] = -1 + 4 * (float)k / (SHOT_CURVE - 1);
        }
        picture_begin(&b);
        lab_surface_draw(&b.canvas, &b.space, 0, PLACE, LIGHT);
        const Plot plot = lab_fit_plot(&b.canvas, &b.space, 0, PLACE, LIGHT);
        cr_assert(look_height(&b.canvas, color, LOOK_ALL, plot_x(&plot, 1), &y), "%d", i);
        cr_expect_float_eq(y, plot_y(&plot, i == 2 ? 1 : 2), 0.6f, "%d", i);
        cr_expect_float_eq(lab_fit_at(&b.space, 0, 1).value, i == 2 ? 1 : 2, 1e-3);
        LookText said;
        cr_assert(look_text(&b.canvas, i == 2 ? "input x" : "unit 1 of layer 1", PLACE, &said));
        cr_expect(said.rect.x > plot.area.x, "beside the numbers");
        cr_assert(look_height(&b.canvas, color, LOOK_ALL, plot_x(&plot, 2) - 1, &y));
        cr_expect_gt(y, said.rect.y + said.rect.h, "the line is below it");
        LookPoint at[8];
        const Color ink = color_mix(LIGHT->panel, LIGHT->text, 0.72f);
        cr_expect_eq(look_markers(&b.canvas, ink, plot.area, at, 8), 0, "no points");
        picture_begin(&b);
        lab_legend_draw(&b.canvas, &b.space, 0, STRIP, LIGHT);
        cr_expect_not(look_text(&b.canvas, "network", STRIP, NULL));
        cr_expect_not(look_text(&b.canvas, "training", STRIP, NULL));
    }
    labspace_point(&b.space, (LabUnitPlace){ .unit = 0 });
    cr_expect_eq(lab_fit_at(&b.space, 0, 1).value, 1, "the network's again");
    picture_close(&b);
}
