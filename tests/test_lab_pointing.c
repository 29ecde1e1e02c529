// A user's hands on pictures of the plane: pointing at units of the wiring, and the menu that says
// what is to be seen.
#include "lab_bench.h"

#include "app/network/lab_batch.h"
#include "app/network/lab_fit.h"
#include "app/network/lab_maps.h"
#include "app/network/lab_surface_look.h"
#include "app/network/lab_wiring.h"
#include "base/text.h"
#include "look.h"

static Bench *open_wiring(int width, int height, float scale, const char *const *networks)
{
    Bench *b = lab_open("spiral noise=0.1 n=60",
                        "hidden=4,3 optimizer=adam lr=0.01 batch=8 dropout=0.2", networks);
    app_resize(&b->app, width, height, scale);
    labspace_set_picture(space_of(b), LAB_PICTURE_WIRING);
    bench_rested(b);
    return b;
}

static Rect unit_of(Bench *b, int network, int layer, int unit)
{
    Wiring w;
    cr_assert(lab_wiring_of(&b->app.shell.canvas, space_of(b), network,
                            b->network->wirings[network], &w));
    return wiring_unit(&w, layer, unit - 1);
}

static void point_at(Bench *b, Rect r)
{
    bench_move(b, r.x + r.w / 2, r.y + r.h / 2);
    bench_frame(b);
}

static bool enlarges(const Bench *b, int network, int layer, int unit)
{
    const LabUnitPlace at = labspace_enlarged(&b->network->lab);
    return at.network == network && at.layer == layer && at.unit == unit;
}

static const char *const TWO[] = { "init=he_normal", "activation=tanh", NULL };
static const char *const FOUR[] = { "init=he_normal", "activation=tanh", "activation=sigmoid",
                                    "activation=relu", NULL };

Test(lab_pointing, enlarges_a_unit_and_goes_back_when_the_pointer_leaves)
{
    Bench *b = open_wiring(1366, 768, 1, TWO);
    cr_expect_gt(space_of(b)->shot->units[1].count, 0);
    point_at(b, unit_of(b, 1, 2, 3));
    cr_expect(enlarges(b, 1, 2, 3));
    bench_rested(b);
    cr_expect(bench_says(b, "unit 3 of layer 2"));
    const LabUnit *unit = &space_of(b)->shot->unit;
    cr_expect(unit->network == 1 && unit->layer == 2 && unit->unit == 3 && unit->side > 32);
    cr_expect_eq(lab_surface_look(space_of(b), 1).side, unit->side);
    cr_expect_eq(space_of(b)->shot->step, 0, "looking trains nothing");
    bench_move(b, 3, 3);
    bench_frame(b);
    cr_expect_eq(labspace_enlarged(space_of(b)).unit, 0);
    cr_expect_not(bench_says(b, "unit 3 of layer 2"));
    bench_close(b);
}

Test(lab_pointing, pins_a_unit_with_a_click_and_frees_it_with_another_or_with_escape)
{
    static const int ways[] = { 0, 1, 2 }; // a click on it, Esc, a click on the caption
    Bench *b = open_wiring(1366, 768, 1, TWO);
    for (size_t i = 0; i < COUNT(ways); i++) {
        const Rect r = unit_of(b, 0, 1, 2);
        bench_click_at(b, r.x + r.w / 2, r.y + r.h / 2);
        bench_move(b, 3, 3);
        bench_frame(b);
        bench_rested(b);
        cr_expect(enlarges(b, 0, 1, 2), "it stays");
        cr_expect(bench_says(b, "unit 2 of layer 1"));
        if (ways[i] == 0) {
            bench_click_at(b, r.x + r.w / 2, r.y + r.h / 2);
        } else if (ways[i] == 1) {
            bench_key(b, SDLK_ESCAPE);
        } else {
            bench_click(b, "lab.pinned.0");
        }
        bench_move(b, 3, 3);
        bench_frame(b);
        cr_expect_eq(labspace_enlarged(space_of(b)).unit, 0, "way %zu", i);
    }
    bench_close(b);
}

// Of a curve as of the plane.
Test(lab_pointing, enlarges_units_of_a_curve_and_pins_them)
{
    Bench *b = lab_open("sine n=40", "hidden=4,3 optimizer=adam lr=0.01 batch=8", TWO);
    labspace_set_picture(space_of(b), LAB_PICTURE_WIRING);
    bench_rested(b);
    const Rect r = unit_of(b, 1, 2, 3);
    point_at(b, r);
    bench_rested(b);
    cr_expect(enlarges(b, 1, 2, 3));
    cr_expect(bench_says(b, "unit 3 of layer 2"));
    cr_expect_eq(lab_surface_look(space_of(b), 1).side, SHOT_CURVE);
    bench_click_at(b, r.x + r.w / 2, r.y + r.h / 2);
    bench_move(b, 3, 3);
    bench_frame(b);
    cr_expect(enlarges(b, 1, 2, 3), "it stays");
    bench_click(b, "lab.pinned.1");
    bench_move(b, 3, 3);
    bench_frame(b);
    cr_expect_not(bench_says(b, "unit 3 of layer 2"));
    bench_click(b, "lab.show");
    bench_click(b, "lab.show.units");
    bench_rested(b);
    cr_expect_eq(space_of(b)->wish.look.units, false);
    bench_close(b);
}

// In narrow columns there is no surface beside the lines.
Test(lab_pointing, enlarges_onto_a_card_where_there_is_no_surface)
{
    Bench *b = open_wiring(1100, 720, 1, FOUR);
    point_at(b, unit_of(b, 2, 1, 4));
    bench_rested(b);
    cr_expect(enlarges(b, 2, 1, 4));
    cr_expect(bench_says(b, "unit 4 of layer 1"));
    bench_move(b, 3, 3);
    bench_frame(b);
    cr_expect_not(bench_says(b, "unit 4 of layer 1"));
    bench_close(b);
}

// A network that is removed takes the pin with it.
Test(lab_pointing, frees_the_unit_of_a_network_that_goes)
{
    Bench *b = open_wiring(1366, 768, 1, TWO);
    labspace_pin(space_of(b), (LabUnitPlace){ 1, 1, 1 });
    bench_rested(b);
    labspace_remove(space_of(b), 1);
    bench_rested(b);
    cr_expect_eq(labspace_enlarged(space_of(b)).unit, 0);
    bench_close(b);
}

// What the network says at x, and how far passes with dropout lie apart.
Test(lab_pointing, reads_a_curve)
{
    static const char *const one[] = { "dropout=0.3", NULL };
    Bench *b = lab_open("sine", "hidden=16 optimizer=adam lr=0.01 batch=8", one);
    bench_rested(b);
    const Rect r = bench_rect(b, "lab.surface.0");
    const float x = floorf(r.x + r.w * 0.6f), y = floorf(r.y + r.h * 0.5f);
    bench_move(b, x, y);
    bench_frame(b);
    bench_frame(b);
    const Plot plot = lab_fit_plot(&b->app.shell.canvas, space_of(b), 0, r, b->app.shell.ui.theme);
    const double at = plot_x_inverse(&plot, x);
    char from[24], value[24], said[100];
    text_short(from, sizeof from, at, 3);
    text_short(value, sizeof value, lab_fit_at(space_of(b), 0, at).value, 3);
    snprintf(said, sizeof said, "%s   %s", from, value);
    cr_expect(bench_says(b, said), "%s", said);
    space_of(b)->wish.look.spread = true;
    labspace_changed(space_of(b));
    bench_rested(b);
    bench_move(b, x + 1, y);
    bench_frame(b);
    LookText text;
    cr_expect(look_text_has(&b->app.shell.canvas, " ± ", LOOK_ALL, &text));
    bench_close(b);
}

static Rect cell_of(Bench *b, int map, int channel)
{
    MapSheet sheet;
    lab_maps_sheet_of(&b->app.shell.canvas, space_of(b), 0, b->network->maps[0], &sheet);
    for (int i = 0; i < sheet.line_count; i++) {
        if (sheet.lines[i].map == map) {
            return lab_maps_cell(&sheet, i, channel - 1);
        }
    }
    cr_assert_fail("no line of map %d", map);
    return (Rect){ 0, 0, 0, 0 };
}

// A click enlarges a feature map; another one or Esc goes back, and it goes with its network.
Test(lab_pointing, enlarges_a_feature_map_with_a_click)
{
    static const char *const one[] = { "layers=\"conv 4 3x3, relu, gap\"", NULL };
    Bench *b = lab_open("shapes n=60", "batch=16", one);
    LabSpace *space = space_of(b);
    labspace_set_picture(space, LAB_PICTURE_MAPS);
    bench_rested(b);
    for (int escape = 0; escape < 2; escape++) {
        const Rect r = cell_of(b, 1, 3);
        bench_click_at(b, r.x + r.w / 2, r.y + r.h / 2);
        bench_frame(b);
        cr_expect(space->map.channel == 3 &&
                  space->map.layer == space->shot->maps[0].maps[1].layer);
        cr_expect(bench_says(b, "ReLU 1, channel 3 of 4"));
        cr_expect_gt(cell_of(b, 1, 1).w, 2 * r.w);
        if (escape) {
            bench_key(b, SDLK_ESCAPE);
        } else {
            bench_click_at(b, r.x + r.w / 2, r.y + r.h / 2);
        }
        bench_move(b, 3, 3);
        bench_frame(b);
        cr_expect_eq(space->map.channel, 0);
        cr_expect_not(bench_says(b, "ReLU 1, channel 3 of 4"));
    }
    space->map = (LabMapPlace){ 0, 1, false, 2 };
    labspace_duplicate(space, 0);
    bench_rested(b);
    labspace_remove(space, 0);
    bench_rested(b);
    cr_expect_eq(space->map.channel, 0);
    bench_close(b);
}

// Where rows as trained on have no place the switch says where they have one.
Test(lab_pointing, dims_a_switch_that_would_show_nothing_and_says_why)
{
    static const char *const one[] = { "shift=1", NULL };
    Bench *b = lab_open("shapes n=60", "hidden=8 batch=16", one);
    LabSpace *space = space_of(b);
    for (int wired = 1; wired >= 0; wired--) {
        labspace_set_picture(space, wired ? LAB_PICTURE_WIRING : LAB_PICTURE_SURFACE);
        bench_rested(b);
        bench_click(b, "lab.show");
        bench_click(b, "lab.show.trained");
        cr_expect_eq(space->wish.look.trained, !wired);
        bench_key(b, SDLK_ESCAPE);
        bench_frame(b);
    }
    bench_close(b);
}

Test(lab_pointing, switches_what_is_to_be_seen_in_a_menu)
{
    Bench *b = open_wiring(1366, 768, 1, TWO);
    LabSpace *space = space_of(b);
    bench_click(b, "lab.show");
    bench_click(b, "lab.show.train");
    cr_expect_eq(space->points, LAB_POINTS_VALIDATION);
    bench_click(b, "lab.show.validation");
    cr_expect_eq(space->points, LAB_POINTS_NONE);
    bench_click(b, "lab.show.train");
    cr_expect_eq(space->points, LAB_POINTS_TRAINING, "the menu stays open");
    bench_click(b, "lab.show.areas");
    cr_expect(space->areas);
    bench_click(b, "lab.show.units");
    cr_expect_not(space->units);
    cr_expect_not(space->wish.look.units, "nothing is looked at that is not shown");
    bench_segment(b, "lab.show.spread", 1, 2);
    cr_expect(space->wish.look.spread);
    bench_key(b, SDLK_ESCAPE);
    bench_frame(b);
    cr_expect_null(ui_find(&b->app.shell.ui, "lab.show.train"));
    bench_rested(b);
    cr_expect(net_of(b, 0)->surface_spread);
    bench_click(b, "lab.show");
    bench_click_at(b, 700, 500);
    bench_frame(b);
    cr_expect_null(ui_find(&b->app.shell.ui, "lab.show.train"), "a press elsewhere closes it");
    bench_close(b);
}

// Beside an open drawer there is no room for the choice of scales.
Test(lab_pointing, chooses_scales_in_the_menu_where_the_strip_is_short)
{
    Bench *b = open_wiring(800, 480, 1, TWO);
    b->app.shell.left_open = true;
    bench_frame(b);
    bench_frame(b);
    cr_expect_null(ui_find(&b->app.shell.ui, "lab.ranges"));
    bench_click(b, "lab.show");
    bench_segment(b, "lab.ranges", 1, 2);
    cr_expect(space_of(b)->wish.look.own);
    bench_segment(b, "lab.ranges", 0, 2);
    cr_expect_not(space_of(b)->wish.look.own);
    bench_close(b);
    b = open_wiring(1366, 768, 1, TWO);
    cr_expect(ui_find(&b->app.shell.ui, "lab.ranges"), "in the strip");
    bench_close(b);
}

// Of pictures there is what they were trained on, of plain rows nothing to be switched.
Test(lab_pointing, switches_rows_to_those_that_were_trained_on)
{
    static const char *const one[] = { "hidden=4 shift=2", NULL };
    static const char *const plain[] = { "hidden=4 jitter=0.1", NULL };
    Bench *b = lab_open("digits n=60", "batch=16", one);
    bench_click(b, "lab.show");
    cr_expect_null(ui_find(&b->app.shell.ui, "lab.show.train"), "pictures are no points");
    bench_click(b, "lab.show.trained");
    bench_rested(b);
    const LabBatch *batch = &space_of(b)->shot->batch[0];
    cr_expect_eq(batch->count, SHOT_BATCH_PICTURES);
    cr_expect_eq(batch->rows, 16);
    bench_frame(b);
    cr_expect(look_text(&b->app.shell.canvas, "Step 1 will train on", LOOK_ALL, NULL));
    bench_click(b, "lab.show.trained");
    bench_rested(b);
    bench_frame(b);
    cr_expect_not(look_text(&b->app.shell.canvas, "Step 1 will train on", LOOK_ALL, NULL));
    bench_close(b);
    b = lab_open("noise n=60 features=5", "batch=16", plain);
    cr_expect_null(ui_find(&b->app.shell.ui, "lab.show"));
    bench_close(b);
}

// The word below has little room; at the pointer the target is told in full.
Test(lab_pointing, tells_what_each_picture_was_aimed_at)
{
    static const char *const one[] = { "hidden=4 mixup=1", NULL };
    Bench *b = lab_open("shapes n=60", "batch=16", one);
    space_of(b)->wish.look.trained = true;
    labspace_changed(space_of(b));
    bench_rested(b);
    bench_frame(b);
    int told = 0, mixed = 0;
    for (int i = 0; i < SHOT_BATCH_PICTURES; i++) {
        char name[40], want[120];
        snprintf(name, sizeof name, "lab.batch.0.%d", i);
        const UiControl *picture = ui_find(&b->app.shell.ui, name);
        if (picture) {
            bench_move(b, picture->rect.x + picture->rect.w / 2,
                       picture->rect.y + picture->rect.h / 2);
            bench_frame(b);
            bench_wait(b, 0.7);
            bench_frame(b);
            lab_batch_target(space_of(b)->shot, &space_of(b)->shot->batch[0].made[i], want,
                             sizeof want);
            cr_expect_str_eq(b->app.shell.ui.tip.text, want);
            mixed += strchr(want, '+') != NULL;
            told++;
        }
    }
    cr_expect_geq(told, 4);
    cr_expect_geq(mixed, 1);
    bench_close(b);
}

// In small windows as well.
Test(lab_pointing, has_its_menu_above_the_columns_in_windows_of_any_size)
{
    static const struct {
        int width, height;
        float scale;
    } sizes[] = { { 1280, 720, 2 }, { 1000, 700, 1 }, { 1366, 768, 1 }, { 1920, 1080, 1 } };
    static const char *const others[] = { "lab.picture", "lab.ranges", "lab.values.log",
                                          "lab.kind" };
    Bench *b = open_wiring(1366, 768, 1, TWO);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        app_resize(&b->app, sizes[i].width, sizes[i].height, sizes[i].scale);
        bench_frame(b);
        const UiControl *show = ui_find(&b->app.shell.ui, "lab.show");
        cr_assert(show, "%dx%d", sizes[i].width, sizes[i].height);
        const Rect seen = rect_intersect(show->visible, show->rect);
        cr_expect_float_eq(seen.w, show->rect.w, 0.01f);
        for (size_t n = 0; n < COUNT(others); n++) {
            const UiControl *other = ui_find(&b->app.shell.ui, others[n]);
            cr_assert(other);
            cr_expect_not(rect_overlap(other->rect, show->rect), "%s at %dx%d", others[n],
                          sizes[i].width, sizes[i].height);
        }
    }
    bench_close(b);
}
