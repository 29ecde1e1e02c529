// A user at the Network room: presets and studies, what is looked at, going in and out, saving.
#include "base/words.h"
#include "lab_bench.h"
#include "look.h"
#include "sheet_bench.h"

#include "app/network/lab_columns.h"
#include "base/file.h"
#include "gfx/window.h"
#include "io/flags.h"
#include "io/subject_text.h"

#include <dirent.h>
#include <stdio.h>
#include <unistd.h>

// ---- presets

static void expect_heads(Bench *b, int count)
{
    char name[UI_NAME_MAX];
    bench_move(b, 3, 3); // no reading lies over them
    bench_frame(b);
    bench_frame(b);
    bench_read(b);
    for (int i = 0; i < LAB_NETWORKS_MAX; i++) {
        snprintf(name, sizeof name, "lab.column.%d.ground", i);
        const UiControl *column = ui_find(&b->app.shell.ui, name);
        cr_expect_eq(column != NULL, i < count, "%s", name);
        if (column) {
            const Color color = labspace_color(&b->network->lab, i, &themes[b->app.shell.theme]);
            const float x = column->rect.x + 12 + 7, y = column->rect.y + 4 + 4 + 6 + 7;
            cr_expect(bench_same_color(bench_pixel(b, x, y), color, 3), "%s has its colour", name);
        }
    }
}

static void preset_learns(const LabPreset *preset)
{
    Bench *b = bench_open(1366, 768, 1);
    bench_lab(b, preset->kind.key);
    LabSpace *space = space_of(b);
    int count = 0;
    while (count < LAB_NETWORKS_MAX && preset->networks[count]) {
        count++;
    }
    bench_answered(b);
    cr_expect(space->wish.playing, "%s plays", preset->kind.key);
    cr_expect_str_empty(space->shot->error.text, "%s: %s", preset->kind.key,
                        space->shot->error.text);
    cr_assert_eq(space->shot->network_count, count, "%s", preset->kind.key);
    expect_heads(b, count);
    const long before = space->shot->step;
    bench_trained(b, before + 3);
    bench_key(b, SDLK_SPACE);
    bench_rested(b);
    cr_expect_not(space->shot->playing);
    for (int i = 0; i < count; i++) {
        const NetShot *net = net_of(b, i);
        cr_expect_str_eq(net->name, preset->names[i], "%s", preset->kind.key);
        cr_expect(i == space->selected || bench_says(b, preset->names[i]), "%s: '%s' is on screen",
                  preset->kind.key, preset->names[i]);
        cr_expect(net->lost || net->step >= before + 3);
        cr_expect(net->series.steps.count > 0 && net->series.epochs.count > 0, "%s, network %d",
                  preset->kind.key, i);
        cr_expect(net->lost || isfinite(net->last.loss), "%s, network %d", preset->kind.key, i);
        cr_expect_gt(net->judgement.signal.layers, 0);
        cr_expect_eq(net->judgement.learning.step, net->step);
        cr_expect_eq(net->layer_count > 0, true);
    }
    bench_close(b);
}

Test(lab_presets, open_by_the_menu_play_and_answer)
{
    for (int i = 0; i < lab_preset_count; i++) {
        preset_learns(&lab_presets[i]);
    }
}

// How each is looked at.
static const struct {
    const char *key;
    InspectKind kind;
    LabPicture picture;
} views[] = {
    { "cnn", INSPECT_ACTIVATIONS, LAB_PICTURE_MAPS },
    { "which_norm", INSPECT_AFTER_NORM, LAB_PICTURE_SURFACE },
    { "pooling", INSPECT_ACTIVATIONS, LAB_PICTURE_MAPS },
    { "residual", INSPECT_GRADIENTS, LAB_PICTURE_SURFACE },
    { "initializations", INSPECT_ACTIVATIONS, LAB_PICTURE_SURFACE },
    { "which_norm_64", INSPECT_AFTER_NORM, LAB_PICTURE_SURFACE },
};

static void look_otherwise(Bench *b, InspectKind kind)
{
    LabSpace *space = space_of(b);
    LabLook *look = &space->wish.look;
    look->kind = kind;
    look->own = look->log[INSPECT_ACTIVATIONS] = look->log[INSPECT_AFTER_NORM] = true;
    look->log[INSPECT_GRADIENTS] = false;
    look->map_row = 3;
    space->chart = LAB_CHART_UPDATE;
    space->chart_log = space->chart_hide = true;
    labspace_set_picture(space, LAB_PICTURE_WIRING);
    bench_answered(b);
}

Test(lab_presets, bring_their_view_whatever_was_looked_at_before)
{
    Bench *b = bench_open(ROOM_W, ROOM_H, 1);
    LabSpace *space = space_of(b);
    const LabLook *look = &space->wish.look;
    bench_lab(b, NULL);
    for (size_t i = 0; i < COUNT(views); i++) {
        look_otherwise(b, INSPECT_WEIGHTS);
        bench_lab(b, views[i].key);
        bench_answered(b);
        cr_expect_eq(look->kind, views[i].kind, "%s: %d", views[i].key, (int)look->kind);
        cr_expect_eq(space->picture, views[i].picture, "%s", views[i].key);
        cr_expect_eq(look->maps, views[i].picture == LAB_PICTURE_MAPS, "%s", views[i].key);
        cr_expect_arr_eq(look->log, labspace_first_look.log, sizeof look->log, "%s", views[i].key);
        cr_expect(!look->own && look->map_row == labspace_first_look.map_row, "%s", views[i].key);
        cr_expect(space->chart == LAB_CHART_LOSS && !space->chart_log && !space->chart_hide, "%s",
                  views[i].key);
        cr_expect_eq(ui_find(&b->app.shell.ui, "lab.maps.0") != NULL,
                     views[i].picture == LAB_PICTURE_MAPS, "%s is shown so", views[i].key);
        cr_expect_eq(space->shot->kind, views[i].kind, "%s: histograms of that", views[i].key);
    }
    bench_close(b);
}

Test(lab_presets, follow_each_other_while_training)
{
    Bench *b = bench_open(ROOM_W, ROOM_H, 1);
    bench_lab(b, NULL);
    for (int i = 0; i < 3 * lab_preset_count; i++) {
        bench_lab_menu(b, i * 3 % lab_preset_count);
        bench_frame(b);
    }
    bench_answered(b);
    const LabPreset *last = &lab_presets[(3 * lab_preset_count - 1) * 3 % lab_preset_count];
    cr_expect_str_eq(net_of(b, 0)->name, last->names[0]);
    bench_close(b);
}

Test(lab_studies, open_fill_in_and_close)
{
    Bench *b = bench_open(ROOM_W, ROOM_H, 1);
    bench_lab(b, NULL);
    bench_answered(b);
    LabSpace *space = space_of(b);
    for (int kind = 0; kind < STUDY_COUNT; kind++) {
        labspace_play(space, true);
        bench_lab_menu(b, lab_preset_count + kind);
        cr_assert(space->study, "%s", studies[kind].kind.key);
        cr_expect_eq(study_kind(space->study), (StudyKind)kind);
        cr_expect_not(space->wish.playing, "the lab waits");
        bench_studied(b, 2);
        bench_key(b, SDLK_ESCAPE);
        cr_expect_null(space->study, "Esc closes %s", studies[kind].kind.key);
        bench_answered(b);
        cr_expect(ui_find(&b->app.shell.ui, "lab.column.0.ground"), "the lab is there again");
    }
    bench_lab_menu(b, lab_preset_count);
    bench_lab_menu(b, lab_preset_count + 1); // from one to the other
    bench_lab_menu(b, 0);                    // and to a lab
    cr_expect_null(space->study);
    bench_answered(b);
    bench_lab_menu(b, lab_preset_count + 1); // closed in mid-study
    bench_close(b);
}

// ---- what is looked at

Test(lab_view, shows_activations_gradients_and_weights)
{
    Bench *b = lab_open_small();
    bench_key(b, SDLK_PAGEDOWN);
    bench_rested(b);
    const Rect layers = ui_find(&b->app.shell.ui, "lab.layers.1")->rect;
    const int kinds[] = { INSPECT_GRADIENTS, INSPECT_WEIGHTS, INSPECT_ACTIVATIONS };
    for (size_t i = 0; i < COUNT(kinds); i++) {
        uint8_t *shot = bench_shot(b, layers);
        bench_kind(b, (InspectKind)kinds[i], INSPECT_PLAIN_COUNT);
        bench_rested(b);
        cr_expect_eq(b->network->lab.shot->kind, (InspectKind)kinds[i]);
        cr_expect_gt(bench_changes(b, layers, shot), 50, "kind %d looks different", kinds[i]);
        cr_expect_eq(b->network->lab.shot->step, net_of(b, 0)->epoch_steps,
                     "looking trains nothing");
        free(shot);
    }
    bench_close(b);
}

Test(lab_view, shows_the_wiring)
{
    Bench *b = lab_open_small();
    bench_rested(b);
    const Rect picture = ui_find(&b->app.shell.ui, "lab.surface.1")->rect;
    uint8_t *shot = bench_shot(b, picture);
    bench_segment(b, "lab.picture", LAB_PICTURE_WIRING, LAB_PICTURE_COUNT);
    bench_rested(b);
    cr_expect_eq(space_of(b)->picture, LAB_PICTURE_WIRING);
    cr_expect_gt(bench_changes(b, picture, shot), 1000);
    bench_segment(b, "lab.picture", LAB_PICTURE_SURFACE, LAB_PICTURE_COUNT);
    bench_rested(b);
    bench_move(b, 3, 3);
    bench_frame(b);
    cr_expect_eq(bench_changes(b, picture, shot), 0, "and back");
    free(shot);
    bench_close(b);
}

static void expect_view(const LabSpace *space, InspectKind kind, LabPicture picture,
                        const char *what)
{
    cr_expect(space->wish.look.kind == kind && space->picture == picture, "%s: kind %d, picture %d",
              what, (int)space->wish.look.kind, (int)space->picture);
}

// The view that it was left with; undo of anything else leaves the view as it is.
Test(lab_view, comes_back_with_the_preset_that_is_undone)
{
    Bench *b = bench_open(1440, 900, 1);
    const LabSpace *space = space_of(b);
    bench_lab(b, "cnn");
    expect_view(space, INSPECT_ACTIVATIONS, LAB_PICTURE_MAPS, "as it begins");
    bench_segment(b, "lab.picture", LAB_PICTURE_WIRING, LAB_PICTURE_COUNT);
    bench_frame(b);
    bench_lab(b, "residual");
    expect_view(space, INSPECT_GRADIENTS, LAB_PICTURE_SURFACE, "as it begins");
    labspace_new_seed((LabSpace *)space);
    bench_frame(b);
    bench_segment(b, "lab.picture", LAB_PICTURE_MAPS, LAB_PICTURE_COUNT);
    bench_frame(b);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    expect_view(space, INSPECT_GRADIENTS, LAB_PICTURE_MAPS, "a seed has no view");
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    expect_view(space, INSPECT_ACTIVATIONS, LAB_PICTURE_WIRING, "undone");
    bench_frame(b);
    bench_key_with(b, SDLK_z, KMOD_LCTRL | KMOD_LSHIFT);
    expect_view(space, INSPECT_GRADIENTS, LAB_PICTURE_MAPS, "redone");
    bench_close(b);
}

Test(lab_view, surfaces_show_what_the_network_says)
{
    Bench *b = lab_open_small();
    bench_rested(b);
    const Rect picture = ui_find(&b->app.shell.ui, "lab.surface.1")->rect;
    uint8_t *shot = bench_shot(b, picture);
    bench_key(b, SDLK_SPACE);
    bench_trained(b, 200);
    bench_key(b, SDLK_SPACE);
    bench_rested(b);
    cr_expect_gt(bench_changes(b, picture, shot), (int)(picture.w * picture.h * 0.2f));
    free(shot);
    bench_close(b);
}

// The popup's text: the last one that begins so.
static bool says_containing(const Bench *b, const char *part)
{
    const Canvas *canvas = &b->app.shell.canvas;
    char text[256];
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *shape = &canvas->shapes.items[i];
        if (shape->kind == SHAPE_TEXT) {
            snprintf(text, sizeof text, "%.*s", (int)shape->text.length,
                     canvas_text_of(canvas, shape));
            if (strstr(text, part)) {
                return true;
            }
        }
    }
    return false;
}

Test(lab_view, readings_follow_the_pointer)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_key(b, SDLK_PAGEDOWN);
    bench_rested(b);
    const Rect surface = ui_find(&b->app.shell.ui, "lab.surface.1")->rect;
    bench_move(b, surface.x + surface.w / 2, surface.y + surface.h / 2);
    bench_frame(b);
    bench_frame(b);
    cr_expect_eq(space->hover_network, 1);
    cr_expect_float_eq(space->hover[0], (space->shot->low[0] + space->shot->high[0]) / 2, 0.05);
    const NetShot *net = net_of(b, 1);
    const int side = net->surface_side;
    char share[32];
    const int cells[] = { side / 2 * side + side / 2, (side / 2 - 1) * side + side / 2,
                          side / 2 * side + side / 2 - 1, (side / 2 - 1) * side + side / 2 - 1 };
    bool said = false;
    for (int i = 0; i < 4; i++) { // the cells around the middle
        snprintf(share, sizeof share, "%.1f %%", 100 * net->surface_value[cells[i]]);
        said |= says_containing(b, share);
    }
    cr_expect(said, "the output at the pointer is said: %s", share);

    const Rect layers = ui_find(&b->app.shell.ui, "lab.layers.0")->rect;
    bench_move(b, layers.x + layers.w / 2, layers.y + 8);
    bench_frame(b);
    bench_frame(b);
    cr_expect(space->hover_layer == 0 && space->hover_network == 0);
    cr_expect(bench_says(b, "ReLU 1, 8 units"));
    cr_expect(bench_says(b, "standard deviation σ"));

    const Rect chart = b->app.shell.layout.chart;
    bench_move(b, chart.x + chart.w / 3, chart.y + chart.h / 2);
    bench_frame(b);
    bench_frame(b);
    cr_expect(space->hover_step > 0 && space->hover_step < space->shot->end);
    char step[32];
    snprintf(step, sizeof step, "step %ld", space->hover_step);
    cr_expect(bench_says(b, step), "%s", step);
    bench_move(b, 3, 3);
    bench_frame(b);
    bench_frame(b);
    cr_expect(space->hover_step == -1 && space->hover_network == -1 && space->hover_layer == -1);
    bench_close(b);
}

// Whole, also at the last layer of the last column, where it reaches beyond the columns.
Test(lab_view, the_reading_of_a_layer_is_never_cut)
{
    static const int sizes[][2] = { { 1280, 720 }, { 1366, 768 }, { 800, 520 } };
    for (size_t s = 0; s < COUNT(sizes); s++) {
        Bench *b = lab_open_small();
        app_resize(&b->app, sizes[s][0], sizes[s][1], 1);
        bench_rested(b);
        const Rect layers = ui_find(&b->app.shell.ui, "lab.layers.1")->rect;
        for (int at = 0; at < 2; at++) {
            bench_move(b, layers.x + layers.w - 8, at ? layers.y + 8 : layers.y + layers.h - 8);
            bench_frame(b);
            bench_frame(b);
            cr_assert_geq(space_of(b)->hover_layer, 0);
            const Canvas *canvas = &b->app.shell.canvas;
            int found = 0;
            for (size_t i = 0; i < canvas->shapes.count; i++) {
                const Shape *shape = &canvas->shapes.items[i];
                if (shape->layer == LAYER_POPUP && shape->kind == SHAPE_BOX) {
                    const Rect clip = canvas->clips.items[shape->clip];
                    const float w = shape->box.half_w, h = shape->box.half_h;
                    cr_expect(shape->box.x - w >= clip.x && shape->box.y - h >= clip.y &&
                                  shape->box.x + w <= clip.x + clip.w &&
                                  shape->box.y + h <= clip.y + clip.h,
                              "%dx%d: %g, %g", sizes[s][0], sizes[s][1], (double)shape->box.x,
                              (double)shape->box.y);
                    found++;
                }
            }
            cr_expect_gt(found, 0);
        }
        bench_close(b);
    }
}

// With the keys, with a press on the picture and with the buttons above.
Test(lab_view, samples_are_gone_through_one_by_one)
{
    static const char *const two[] = { "hidden=4", "hidden=8,4", NULL };
    Bench *b = lab_open("digits n=60 train=0.5", "optimizer=adam lr=0.01", two);
    const LabSpace *space = space_of(b);
    bench_rested(b);
    cr_expect_eq(space->shot->sample.row, -1, "none is looked for before");
    bench_segment(b, "lab.picture", LAB_PICTURE_MAPS, LAB_PICTURE_COUNT);
    bench_rested(b);
    cr_expect_eq(space->shot->sample.row, 59, "one that it does not train on");
    cr_expect(bench_says(b, "Sample 60 of 60, for validation"));
    cr_expect_null(ui_find(&b->app.shell.ui, "lab.layers.0"), "maps are there in their place");
    const struct {
        int key;
        const char *control;
        int row;
    } steps[] = { { SDLK_UP, NULL, 58 },           { SDLK_DOWN, NULL, 59 },
                  { SDLK_DOWN, NULL, 0 },          { 0, "lab.sample.1", 1 },
                  { 0, "lab.sample.previous", 0 }, { 0, "lab.sample.next", 1 } };
    for (size_t i = 0; i < COUNT(steps); i++) {
        if (steps[i].control) {
            bench_click(b, steps[i].control);
        } else {
            bench_key(b, steps[i].key);
        }
        bench_rested(b);
        cr_expect_eq(space->shot->sample.row, steps[i].row, "step %zu", i);
        for (int net = 0; net < 2; net++) {
            cr_expect(space->shot->maps[net].any && space->shot->maps[net].row == steps[i].row,
                      "network %d has seen it", net);
        }
    }
    cr_expect(bench_says(b, "Sample 2 of 60, trained on"));
    bench_segment(b, "lab.picture", LAB_PICTURE_SURFACE, LAB_PICTURE_COUNT);
    bench_rested(b);
    cr_expect_not(space->wish.look.maps, "nothing is computed that is not shown");
    bench_close(b);
}

// Weights and gradients do not saturate and tell nothing of dead units.
Test(lab_view, the_reading_of_a_layer_tells_what_is_so_of_its_kind)
{
    Bench *b = lab_open_small();
    for (int kind = 0; kind < INSPECT_PLAIN_COUNT; kind++) {
        bench_kind(b, (InspectKind)kind, INSPECT_PLAIN_COUNT);
        bench_rested(b);
        const Rect layers = ui_find(&b->app.shell.ui, "lab.layers.0")->rect;
        bench_move(b, layers.x + layers.w / 2, layers.y + 8);
        bench_frame(b);
        bench_frame(b);
        const bool units = kind == INSPECT_ACTIVATIONS;
        cr_expect(bench_says(b, units ? "ReLU 1, 8 units" : "dense 1, 8 units"));
        cr_expect_eq(says_containing(b, "units dead"), units, "%s", inspect_rows[kind].key);
        cr_expect_eq(bench_says(b, tr("saturated")), units, "%s", inspect_rows[kind].key);
        bench_move(b, 3, 3);
    }
    bench_close(b);
}

// What stands below a picture is explained as it is: with and without classes and validation rows.
Test(lab_view, the_tip_of_the_losses_tells_what_stands_there)
{
    static const struct {
        const char *data;
        bool classes, validation;
    } labs[] = { { "spiral n=60 train=0.7", true, true },
                 { "spiral n=60 train=1", true, false },
                 { "plane n=60 train=0.7", false, true },
                 { "plane n=60 train=1", false, false } };
    static const char *const one[] = { "hidden=4", NULL };
    for (size_t i = 0; i < COUNT(labs); i++) {
        Bench *b = lab_open(labs[i].data, "optimizer=adam lr=0.01", one);
        bench_rested(b);
        const Rect r = ui_find(&b->app.shell.ui, "lab.losses.0.ground")->rect;
        bench_move(b, r.x + 20, r.y + r.h / 2);
        bench_wait(b, 2);
        bench_frame(b);
        const char *tip = b->app.shell.ui.tip.text; // drawn in several lines
        cr_expect(strstr(tip, "At the last epoch's end"), "%s: %s", labs[i].data, tip);
        cr_expect_eq(strstr(tip, "said right") != NULL, labs[i].classes, "%s", labs[i].data);
        cr_expect_eq(strstr(tip, "no others") != NULL, !labs[i].validation, "%s", labs[i].data);
        bench_close(b);
    }
}

Test(lab_view, log_and_own_scale_are_switched_above_the_columns)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_rested(b);
    cr_expect(!space->shot->log && net_of(b, 0)->low_of[0] == net_of(b, 1)->low_of[0]);
    bench_click(b, "lab.values.log");
    bench_rested(b);
    cr_expect(space->shot->log && net_of(b, 0)->low_of[0] > 0);
    bench_click(b, "lab.values.log");
    bench_kind(b, INSPECT_GRADIENTS, INSPECT_PLAIN_COUNT);
    bench_rested(b);
    cr_expect(space->shot->log, "gradients begin so");
    bench_kind(b, INSPECT_WEIGHTS, INSPECT_PLAIN_COUNT);
    bench_segment(b, "lab.ranges", 1, 2);
    bench_rested(b);
    cr_expect(!space->shot->log && net_of(b, 0)->high_of[0] != net_of(b, 1)->high_of[0]);
    cr_expect_eq(net_of(b, 0)->high_of[0], net_of(b, 0)->stats[0].max);
    bench_segment(b, "lab.ranges", 0, 2);
    bench_rested(b);
    cr_expect_eq(net_of(b, 0)->high_of[0], net_of(b, 1)->high_of[0]);
    bench_close(b);
}

Test(lab_view, a_click_on_a_layer_enlarges_it_and_escape_closes)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_rested(b);
    const Rect layers = ui_find(&b->app.shell.ui, "lab.layers.1")->rect;
    bench_click_at(b, layers.x + layers.w / 2, layers.y + 8);
    cr_assert_eq(space->wish.look.zoom_layer, 0);
    cr_expect_eq(space->zoom_network, 1);
    bench_rested(b);
    cr_expect_eq(net_of(b, 1)->zoom_units, 8);
    // One numbering: that of the layer's name.
    cr_expect_not(look_text_has(&b->app.shell.canvas, " of 3", LOOK_ALL, NULL));
    bench_key(b, SDLK_ESCAPE);
    cr_expect_eq(space->wish.look.zoom_layer, -1);
    bench_rested(b);
    cr_expect(ui_find(&b->app.shell.ui, "lab.layers.1"), "the columns are back");
    bench_close(b);
}

// Of pictures an enlarged layer points at the maps; who has no such row does not count another way.
Test(lab_view, an_enlarged_layer_of_pictures_points_at_the_maps)
{
    static const char *const networks[] = { "hidden=4,4", "hidden=none", NULL };
    Bench *b = lab_open("digits n=60", "", networks);
    LabSpace *space = space_of(b);
    bench_rested(b);
    space->wish.look.zoom_layer = 1;
    labspace_changed(space);
    bench_rested(b);
    const Canvas *canvas = &b->app.shell.canvas;
    cr_expect(look_text_has(canvas, "is in Maps", LOOK_ALL, NULL));
    cr_expect(look_text(canvas, "has no such layer", LOOK_ALL, NULL));
    bench_close(b);
}

// A lesson's frame is drawn some pixels within what it points at.
Test(lab_view, maps_are_pointed_at_with_room_around_their_names)
{
    static const char *const networks[] = { "hidden=4", "hidden=5", NULL };
    Bench *b = lab_open("digits n=60", "", networks);
    space_of(b)->picture = LAB_PICTURE_MAPS;
    labspace_changed(space_of(b));
    bench_rested(b);
    const UiControl *maps = ui_find(&b->app.shell.ui, "lab.maps.0");
    const Rect names = b->network->maps[0];
    cr_assert(maps);
    const UiControl *said = ui_find(&b->app.shell.ui, "lab.signal.0.ground");
    cr_expect(maps->rect.x <= names.x - 6 && maps->rect.y <= names.y - 4);
    cr_expect(said && maps->rect.y + maps->rect.h <= said->rect.y + 0.5f, "not on what is below");
    cr_expect(maps->rect.x + maps->rect.w >= names.x + names.w + 6);
    bench_close(b);
}

// Enlarged, and the network or its layers go away.
Test(lab_view, an_enlarged_layer_may_vanish)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_rested(b);
    Rect layers = ui_find(&b->app.shell.ui, "lab.layers.1")->rect;
    bench_click_at(b, layers.x + layers.w / 2, layers.y + layers.h * 0.5f); // layer 2 of 3
    cr_assert_geq(space->wish.look.zoom_layer, 0);
    bench_rested(b);
    bench_slide(b, "lab.layers", 0.09f);
    bench_rested(b);
    bench_slide(b, "lab.layers", -1);
    bench_rested(b);
    labspace_remove(space, 1);
    bench_frame(b);
    bench_rested(b);
    bench_lab_menu(b, 5); // digits
    bench_answered(b);
    bench_close(b);
}

Test(lab_view, charts_of_every_kind)
{
    Bench *b = lab_open_small();
    labspace_seek(space_of(b), 60);
    bench_rested(b);
    const Rect chart = b->app.shell.layout.chart;
    const Rect area = { chart.x + 62, chart.y + 10, chart.w - 90, chart.h - 34 };
    for (int log = 0; log < 2; log++) {
        for (int kind = LAB_CHART_COUNT - 1; kind >= 0; kind--) {
            uint8_t *shot = bench_shot(b, area);
            bench_choose(b, "lab.curves", kind); // a list where the window is narrow
            bench_move(b, 5, 5);
            bench_frame(b);
            cr_expect_eq(space_of(b)->chart, (LabChart)kind);
            const bool same = log == 0 ? false : kind == LAB_CHART_COUNT - 1;
            cr_expect(same || bench_changes(b, area, shot) > 30, "chart %d, log %d", kind, log);
            free(shot);
        }
        uint8_t *shot = bench_shot(b, area);
        bench_click(b, "lab.log");
        bench_frame(b);
        cr_expect_eq(space_of(b)->chart_log, log == 0);
        cr_expect_gt(bench_changes(b, area, shot), 30, "log %d", log);
        free(shot);
    }
    bench_close(b);
}

// ---- in and out

Test(lab_room, trains_on_while_the_other_room_is_shown)
{
    Bench *b = lab_open_small();
    bench_key(b, SDLK_SPACE);
    for (int i = 0; i < 6; i++) {
        bench_tab(b, &landscape_room);
        bench_frame(b);
        cr_expect_eq(b->app.room->row, &landscape_room);
        cr_expect(ui_find(&b->app.shell.ui, "landscape") && !ui_find(&b->app.shell.ui, "lab.play"));
        bench_tab(b, &network_room);
        bench_frame(b);
        cr_expect(!ui_find(&b->app.shell.ui, "landscape") && ui_find(&b->app.shell.ui, "lab.play"));
    }
    const long step = space_of(b)->shot->step;
    bench_trained(b, step + 10);
    cr_expect(space_of(b)->wish.playing);
    bench_close(b);
}

Test(lab_room, survives_every_size_while_training)
{
    static const int sizes[][2] = { { 1, 1 },     { 1280, 720 }, { 300, 900 },  { 2560, 1440 },
                                    { 1600, 90 }, { 2, 700 },    { 1366, 768 }, { 560, 350 } };
    Bench *b = lab_open_small();
    bench_key(b, SDLK_SPACE);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        bench_resize(b, sizes[i][0], sizes[i][1]);
        bench_trained(b, space_of(b)->shot->step + 1);
        bench_move(b, (float)sizes[i][0] / 2, (float)sizes[i][1] / 2);
        bench_frame(b);
    }
    bench_resize(b, ROOM_W, ROOM_H);
    bench_key(b, SDLK_SPACE);
    bench_rested(b);
    cr_expect_not(space_of(b)->shot->playing);
    bench_close(b);
}

// Whoever closes does not ask what is going on; nothing leaks.
Test(lab_room, closes_in_the_midst_of_everything)
{
    for (int i = 0; i < 5; i++) {
        Bench *b = bench_open(ROOM_W, ROOM_H, 1);
        bench_lab(b, i == 0 ? NULL : lab_presets[i].kind.key);
        if (i > 2) {
            bench_trained(b, 1);
        }
        if (i == 3) {
            labspace_seek(space_of(b), 100000);
            bench_frame(b);
        }
        bench_close(b);
    }
}

Test(lab_room, wants_no_frame_while_paused)
{
    Bench *b = lab_open_small();
    bench_move(b, 3, 3);
    bench_frame(b);
    bench_rested(b);
    for (int i = 0; i < 20; i++) {
        bench_wait(b, 1);
    }
    const unsigned version = space_of(b)->shot_version;
    cr_expect_eq(app_wait_s(&b->app, b->now_s), INFINITY);
    const double until_s = clock_seconds() + 0.3;
    while (clock_seconds() < until_s) {
        bench_frame(b);
        cr_expect_eq(app_wait_s(&b->app, b->now_s), INFINITY);
    }
    cr_expect_eq(space_of(b)->shot_version, version, "the worker sleeps");
    bench_close(b);
}

// ---- out of the window

static void folder_enter(char *path)
{
    cr_assert(mkdtemp(path) && chdir(path) == 0);
}

// Removes the folder; how many of its files end so.
static int folder_leave(const char *path, const char *ending)
{
    int found = 0;
    DIR *folder = opendir(path);
    for (struct dirent *entry; (entry = readdir(folder));) {
        const size_t length = strlen(entry->d_name), tail = strlen(ending);
        found += length > tail && strcmp(entry->d_name + length - tail, ending) == 0;
        unlinkat(dirfd(folder), entry->d_name, 0);
    }
    closedir(folder);
    cr_expect(chdir("/") == 0 && rmdir(path) == 0);
    return found;
}

static void read_back(const char *line, LabSpec *spec)
{
    static Subject subject;
    Error err = { .at = -1 };
    cr_assert(subject_parse(&subject, line, &err), "%s: %s", line, err.text);
    cr_assert_eq(subject.kind, SUBJECT_LAB, "%s", line);
    *spec = subject.lab;
}

Test(lab_out, the_copied_command_line_opens_an_equal_lab)
{
    Bench *b = bench_open(ROOM_W, ROOM_H, 1);
    LabSpec *again = malloc(sizeof *again);
    for (int i = 0; i < lab_preset_count; i++) {
        bench_lab(b, lab_presets[i].kind.key);
        bench_number(b, "lab.data.noise.number", "0.123");
        bench_number(b, "lab.optimizer.lr.number", "0.0123");
        bench_key_with(b, SDLK_c, KMOD_LCTRL);
        char *line = window_clipboard();
        cr_assert(line);
        read_back(line, again);
        const LabSpec *spec = &space_of(b)->wish.spec;
        cr_expect(data_spec_equal(&spec->data, &again->data), "%s", line);
        cr_expect(lab_spec_equal(spec, again), "%s", line);
        window_clipboard_free(line);
    }
    free(again);
    bench_close(b);
}

Test(lab_out, a_script_trains_what_is_seen)
{
    Bench *b = bench_open(ROOM_W, ROOM_H, 1);
    bench_lab(b, lab_presets[0].kind.key);
    bench_number(b, "lab.optimizer.lr.number", "0.0123");
    bench_key_with(b, SDLK_c, KMOD_LCTRL | KMOD_LSHIFT);
    char *script = window_clipboard();
    char last[64];
    const LabSpec *spec = &space_of(b)->wish.spec;
    snprintf(last, sizeof last, "train(number=%d, net=network_", spec->network_count);
    cr_assert(script);
    cr_expect(strstr(script, "def network_1(seed):"), "%s", script);
    cr_expect(strstr(script, last) && strstr(script, "lr=0.0123"), "%s", script);
    window_clipboard_free(script);
    bench_close(b);
}

Test(lab_out, pictures_and_curves_are_saved)
{
    char path[] = "/tmp/thalweg-lab-XXXXXX";
    folder_enter(path);
    Bench *b = lab_open_small();
    bench_key(b, SDLK_PAGEDOWN);
    bench_rested(b);
    uint8_t *shot = bench_shot(b, b->app.shell.layout.picture);
    bench_export(b, "png");
    bench_export(b, "csv");
    bench_key_with(b, SDLK_e, KMOD_LCTRL | KMOD_LSHIFT);
    bench_wait(b, 10);
    bench_wait(b, 10);
    cr_expect_eq(bench_changes(b, b->app.shell.layout.picture, shot), 0, "the window is as it was");
    free(shot);
    uint8_t head[8] = { 0 };
    FILE *png = fopen("thalweg-spiral-1.png", "rb");
    cr_assert(png);
    cr_expect_eq(fread(head, 1, 8, png), 8);
    cr_expect(memcmp(head, "\x89PNG\r\n\x1a\n", 8) == 0);
    fclose(png);
    FILE *csv = fopen("thalweg-spiral-2.csv", "r");
    cr_assert(csv, "a second file beside the first");
    int lines = 0;
    char line[512];
    while (fgets(line, sizeof line, csv)) {
        lines++;
    }
    fclose(csv);
    cr_expect_gt(lines, 4, "a head, and each network at step 0 and after an epoch");
    bench_close(b);
    cr_expect_eq(folder_leave(path, ".csv"), 2);
}

// Before anything is computed there is nothing to save: that is said.
Test(lab_out, saving_before_the_first_picture_is_refused)
{
    char path[] = "/tmp/thalweg-lab-XXXXXX";
    folder_enter(path);
    Bench *b = bench_open(ROOM_W, ROOM_H, 1);
    app_enter(&b->app, &network_room);
    cr_assert_null(space_of(b)->shot);
    const InputEvent save = {
        .kind = INPUT_KEY, .key = KEY_CHARACTER, .code = 'e', .mods = MOD_CTRL | MOD_SHIFT
    };
    app_event(&b->app, &save, 0);
    cr_expect_str_not_empty(b->app.shell.notice);
    bench_answered(b);
    bench_close(b);
    cr_expect_eq(folder_leave(path, ".csv"), 0);
}
