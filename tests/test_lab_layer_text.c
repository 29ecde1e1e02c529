// Layers in the panel: sliders, and as text with its mistakes and shapes; residual connections; and
// what has no say beside a text.
#include "lab_bench.h"
#include "look.h"

#include "app/network/lab_layer_text.h"
#include "base/words.h"

#include <stdio.h>

static const UiControl *control(const Bench *b, const char *name)
{
    return ui_find(&b->app.shell.ui, name);
}

static NetSpec network(Bench *b, int k)
{
    return lab_network(&space_of(b)->wish.spec, k);
}

static Bench *open_layers(const char *data)
{
    static const char *const two[] = { "init=he_normal", "init=he_uniform", NULL };
    Bench *b = lab_open(data, "hidden=8,8 optimizer=adam lr=0.01 batch=8", two);
    app_resize(&b->app, ROOM_W, 1000, 1);
    bench_choose(b, "lab.shelf", NET_LAYERS);
    bench_frame(b);
    bench_frame(b);
    cr_assert_eq(b->app.shell.ui.edit.id, ui_id("lab.layer_text"), "one can type at once");
    return b;
}

static void type_layers(Bench *b, const char *text)
{
    if (b->app.shell.ui.edit.id != ui_id("lab.layer_text")) {
        bench_click(b, "lab.layer_text");
    }
    bench_retype(b, text);
    bench_frame(b);
}

static bool told(const Bench *b, const char *text, LookText *at)
{
    return look_text_begins(&b->app.shell.canvas, text, b->app.shell.layout.left, at);
}

// ---- the sliders

Test(lab_layer_sliders, go_to_20_by_the_slider_and_to_100_by_typing)
{
    static const char *const one[] = { "init=he_normal", NULL };
    Bench *b = lab_open("spiral n=60", "hidden=2x4", one);
    bench_slide(b, "lab.layers", 1);
    cr_expect_eq(network(b, 0).hidden_count, 20);
    bench_number(b, "lab.layers.number", "100");
    cr_expect_eq(network(b, 0).hidden_count, 100);
    bench_answered(b);
    cr_expect_str_empty(space_of(b)->shot->error.text, "%s", space_of(b)->shot->error.text);
    bench_number(b, "lab.layers.number", "101");
    cr_expect_eq(network(b, 0).hidden_count, 100, "no more");
    bench_close(b);
}

// ---- as text

Test(lab_layer_text, takes_the_place_of_the_sliders)
{
    Bench *b = open_layers("spiral noise=0.1 n=60");
    cr_expect(control(b, "lab.layers"), "nothing is said yet");
    type_layers(b, "2*(dense 6, norm, relu), dense 3, tanh");
    cr_expect_eq(network(b, 0).layers[0], '\0', "not before Enter");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    for (int k = 0; k < 2; k++) {
        cr_expect_str_eq(network(b, k).layers, "2*(dense 6, norm, relu), dense 3, tanh");
    }
    cr_expect(!control(b, "lab.layers") && !control(b, "lab.units") && !control(b, "lab.hidden"));
    cr_expect_null(control(b, "lab.residual"), "blocks are said in the text");
    bench_answered(b);
    cr_expect_str_empty(space_of(b)->shot->error.text, "%s", space_of(b)->shot->error.text);
    bench_click(b, "lab.off.layers");
    bench_frame(b);
    cr_expect_null(control(b, "lab.layer_text"));
    cr_expect_eq(network(b, 0).hidden_count, 2, "the layers from before");
    cr_expect_eq(network(b, 0).hidden[1], 8);
    ui_blur(&b->app.shell.ui);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_frame(b);
    cr_expect_str_eq(network(b, 1).layers, "2*(dense 6, norm, relu), dense 3, tanh");
    cr_expect(control(b, "lab.layer_text"));
    bench_close(b);
}

// What comes out of it stands below it: the shapes as the data have them, and how many weights.
Test(lab_layer_text, tells_shapes_and_weights)
{
    Bench *b = open_layers("digits n=200");
    type_layers(b, "conv 8 3x3, relu, maxpool 2, dense 32");
    LookText shapes, weights;
    cr_assert(told(b, "1x16x16 → 8x14x14 → 8x7x7 → 32 →", &shapes), "while it is typed");
    char count[40];
    snprintf(count, sizeof count, "%d %s", 8 * 9 + 8 + 8 * 7 * 7 * 32 + 32 + 32 * 10 + 10,
             tr("weights"));
    cr_assert(told(b, count, &weights), "%s", count);
    const Rect field = control(b, "lab.layer_text")->rect;
    cr_expect(field.y + field.h <= shapes.rect.y && shapes.rect.y < weights.rect.y);
    bench_close(b);
}

// Of a network that cannot begin, too, which has no outputs yet.
Test(lab_layer_text, tells_shapes_of_a_network_that_has_not_begun)
{
    static const char *const one[] = { "layers=\"dense 8, norm, relu\"", NULL };
    Bench *b = lab_open("digits n=60", "batch=1", one);
    LookText shapes;
    bench_answered(b);
    bench_frame(b);
    cr_assert(net_of(b, 0)->barred[0], "batch norm takes no batch of one");
    cr_expect(told(b, "1x16x16 → 8 → 10", &shapes));
    bench_close(b);
}

// With a caret under the byte where it is, while it is typed; the networks go on with what they
// have, and not a letter is lost.
Test(lab_layer_text, says_a_mistake_where_it_is)
{
    static const struct {
        const char *text;
        int at;
    } rows[] = {
        { "dense 8, rlu", 9 },
        { "conv 8 3x3, maxpool 2, conv 16 9x9", 23 },
        { "dense 8, relu, res(dense 8, relu, dense 4)", 15 },
    };
    Bench *b = open_layers("digits n=200");
    for (size_t i = 0; i < COUNT(rows); i++) {
        type_layers(b, rows[i].text);
        LookText caret, line;
        const Rect field = control(b, "lab.layer_text")->rect, panel = b->app.shell.layout.left;
        const Rect below = { panel.x, field.y + field.h, panel.w, 60 };
        cr_assert(look_text(&b->app.shell.canvas, "^", below, &caret), "%s", rows[i].text);
        char part[8]; // the line may end soon behind it
        snprintf(part, sizeof part, "%.7s", rows[i].text + rows[i].at);
        cr_assert(look_text_has(&b->app.shell.canvas, part, below, &line), "%s", rows[i].text);
        const char *found = strstr(line.text, part);
        const float letter = canvas_text_width(&b->app.shell.canvas, FONT_MONO, 12, "0");
        cr_expect_float_eq(caret.rect.x, line.rect.x + letter * (float)(found - line.text), 1.5,
                           "%s: %g", rows[i].text, (double)caret.rect.x);
        cr_expect(caret.rect.y > line.rect.y);
        bench_key(b, SDLK_RETURN);
        bench_frame(b);
        cr_expect_str_eq(b->app.shell.ui.edit.text, rows[i].text, "Enter does not leave it");
        cr_expect_eq(network(b, 0).layers[0], '\0');
    }
    bench_click_at(b, b->app.shell.layout.picture.x + 5, b->app.shell.layout.picture.y + 5);
    bench_frame(b);
    cr_expect_eq(b->app.shell.ui.edit.id, 0);
    cr_expect_str_eq(space_of(b)->drafts[0].text, rows[2].text, "what was typed stays");
    cr_expect(told(b, "Until it is right", NULL));
    ui_blur(&b->app.shell.ui);
    bench_key(b, SDLK_2);
    bench_key(b, SDLK_1);
    bench_frame(b);
    cr_expect_str_eq(space_of(b)->drafts[0].text, rows[2].text);
    type_layers(b, "dense 8, relu, res(dense 8, relu, dense 8)");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    cr_expect_str_eq(network(b, 0).layers, "dense 8, relu, res(dense 8, relu, dense 8)");
    bench_close(b);
}

// No line begins with a blank or a comma, and a count stays with its bracket.
Test(lab_layer_text, wraps_between_its_words)
{
    Bench *b = open_layers("digits n=200");
    char text[LAYER_TEXT_MAX];
    for (int i = 0; i < 24; i++) { // so that each place comes to a line's end once
        snprintf(text, sizeof text,
                 "conv 8 3x3 pad=1, relu,%*s20*(res(norm, relu, dense 8)), gap, maxpool 2, "
                 "2*(res(norm,%*sdense 8)), tanh",
                 i + 1, "", i + 1, "");
        type_layers(b, text);
        const Rect field = control(b, "lab.layer_text")->rect;
        LookText lines[12];
        const int count = look_texts(&b->app.shell.canvas, field, lines, 12);
        cr_assert(count > 1 && count <= 12, "%d", count);
        for (int k = 0; k < count; k++) {
            const size_t length = strlen(lines[k].text);
            cr_expect(k == 0 || !strchr(" ,(", lines[k].text[0]), "line %d: '%s'", k,
                      lines[k].text);
            cr_expect_neq(lines[k].text[length - 1], '*', "line %d: '%s'", k, lines[k].text);
        }
    }
    bench_close(b);
}

// A text that is longer than the panel is wide says so at both ends of the part that is told.
Test(lab_layer_text, tells_that_the_line_of_a_mistake_goes_on)
{
    static const char text[] =
        "dense 8, relu, dense 8, relu, dense 8, rleu, dense 8, relu, dense 8, "
        "relu, dense 8, relu";
    Bench *b = open_layers("spiral n=60");
    type_layers(b, text);
    LookText line, caret;
    const Rect field = control(b, "lab.layer_text")->rect, panel = b->app.shell.layout.left;
    const Rect below = { panel.x, field.y + field.h, panel.w, 60 };
    cr_assert(look_text_begins(&b->app.shell.canvas, "…", below, &line));
    cr_expect_str_eq(line.text + strlen(line.text) - strlen("…"), "…");
    cr_expect(line.rect.x + line.rect.w <= field.x + field.w + 0.5f, "nothing of it is cut");
    cr_assert(look_text(&b->app.shell.canvas, "^", below, &caret));
    char before[64];
    snprintf(before, sizeof before, "%.*s", (int)(strstr(line.text, "rleu") - line.text),
             line.text);
    const float x = line.rect.x + canvas_text_width(&b->app.shell.canvas, FONT_MONO, 12, before);
    cr_expect_float_eq(caret.rect.x, x, 1.5);
    bench_close(b);
}

// In the lowest window, too: the panel scrolls while one types.
Test(lab_layer_text, keeps_its_mistakes_in_sight)
{
    Bench *b = open_layers("spiral n=60");
    app_resize(&b->app, 1280, 720, 1);
    bench_frame(b);
    type_layers(b, "dense 8, norm, res(dense 8, relu), dense 9, rleu");
    bench_frame(b);
    LookText caret;
    const Rect panel = b->app.shell.layout.left;
    cr_assert(look_text(&b->app.shell.canvas, "^", panel, &caret));
    LookText texts[4];
    const Rect below = { panel.x, caret.rect.y + 5, panel.w, panel.y + panel.h - caret.rect.y - 5 };
    cr_expect_gt(look_texts(&b->app.shell.canvas, below, texts, 4), 0, "and what is wrong");
    bench_close(b);
}

// Escape brings back what holds; other layers, from wherever they come, take the draft's place.
Test(lab_layer_text, follows_what_holds)
{
    Bench *b = open_layers("spiral n=60");
    type_layers(b, "dense 5, relu");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    type_layers(b, "dense 7, re");
    bench_key(b, SDLK_ESCAPE);
    bench_frame(b);
    cr_expect_str_eq(space_of(b)->drafts[0].text, "dense 5, relu");
    cr_expect_str_eq(network(b, 0).layers, "dense 5, relu");
    bench_wait(b, 2); // what follows quickly is one change
    type_layers(b, "dense 9, tanh");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_frame(b);
    cr_expect_str_eq(space_of(b)->drafts[0].text, "dense 5, relu", "undo changes the field, too");
    bench_close(b);
}

// One network's own layers leave the others theirs.
Test(lab_layer_text, can_be_one_networks_own)
{
    Bench *b = open_layers("spiral n=60");
    type_layers(b, "dense 5, relu");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    ui_blur(&b->app.shell.ui);
    bench_key(b, SDLK_2);
    bench_frame(b);
    bench_click(b, "lab.own.layers");
    bench_frame(b);
    type_layers(b, "dense 6, relu");
    bench_key(b, SDLK_RETURN);
    bench_answered(b);
    cr_expect_str_eq(network(b, 0).layers, "dense 5, relu");
    cr_expect_str_eq(network(b, 1).layers, "dense 6, relu");
    cr_expect_str_eq(net_of(b, 1)->spec.layers, "dense 6, relu", "and it is trained");
    bench_click(b, "lab.off.layers");
    bench_frame(b);
    cr_expect_str_empty(network(b, 1).layers, "none, though all share some");
    cr_expect(control(b, "lab.layers"), "so the sliders are its own layers");
    cr_expect_str_eq(network(b, 0).layers, "dense 5, relu");
    bench_close(b);
}

// Its own stand among what is its own, all networks' among what they share; so does the cross.
Test(lab_layer_text, stands_in_the_section_of_whose_it_is)
{
    Bench *b = open_layers("spiral n=60");
    type_layers(b, "dense 5, relu");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    ui_blur(&b->app.shell.ui);
    for (int i = 0; i < 3; i++) {
        const bool own = labspace_owns(space_of(b), 0, NET_LAYERS);
        const float field = control(b, "lab.layer_text")->rect.y;
        const float cross = control(b, "lab.off.layers")->rect.y;
        const float dropout = control(b, "lab.dropout")->rect.y;
        const float shelf = control(b, "lab.shelf")->rect.y;
        cr_expect_eq(own, i == 1);
        cr_expect(field > dropout && cross > dropout);
        cr_expect_eq(field < shelf, own, "above Add…, with the network's own");
        cr_expect_eq(cross < shelf, own);
        bench_click(b, "lab.own.layers");
        bench_frame(b);
    }
    bench_close(b);
}

// A network that had hidden layers of its own gets them back; undo, the text. A name that came with
// its settings goes with the text and comes with it, one by hand stays.
static void expect_back(Bench *b, const char *how, const char *name, bool by_hand)
{
    bench_frame(b);
    cr_expect_str_empty(network(b, 0).layers, "%s", how);
    cr_expect_eq(network(b, 0).hidden_count, 3, "%s", how);
    cr_expect_eq(network(b, 0).hidden[2], 6, "%s", how);
    cr_expect(control(b, "lab.layers") && control(b, "lab.units"), "%s", how);
    cr_expect_str_eq(space_of(b)->wish.spec.names[0], by_hand ? name : "", "%s", how);
    bench_wait(b, 2);
    ui_blur(&b->app.shell.ui);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_frame(b);
    cr_expect_str_eq(network(b, 0).layers, "dense 5, relu", "%s", how);
    cr_expect_str_eq(space_of(b)->wish.spec.names[0], name, "%s", how);
    bench_wait(b, 2);
}

Test(lab_layer_text, brings_back_what_was_before_it)
{
    static const char *const two[] = { "hidden=4,5,6", "init=he_uniform", NULL };
    Bench *b = lab_open("spiral n=60", "hidden=8,8", two);
    app_resize(&b->app, ROOM_W, 1000, 1);
    bench_choose(b, "lab.shelf", NET_LAYERS);
    bench_frame(b);
    cr_expect(labspace_owns(space_of(b), 0, NET_LAYERS), "as its hidden layers are");
    type_layers(b, "dense 5, relu");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    cr_expect_str_eq(network(b, 0).layers, "dense 5, relu");
    cr_expect_str_empty(network(b, 1).layers);
    LabSpec *spec = &space_of(b)->wish.spec;
    for (int by_hand = 0; by_hand < 2; by_hand++) {
        const char *name = by_hand ? "Mine" : "A preset's";
        snprintf(spec->names[0], LAB_NAME_MAX, "%s", name);
        spec->named_for[0] = spec->networks[0];
        spec->named_for[0].own = by_hand ? 0 : spec->networks[0].own;
        ui_blur(&b->app.shell.ui);
        bench_wait(b, 2);
        bench_click(b, "lab.off.layers");
        expect_back(b, "taken off", name, by_hand);
        type_layers(b, "");
        cr_expect(told(b, "Empty", NULL));
        bench_key(b, SDLK_RETURN);
        expect_back(b, "emptied", name, by_hand);
    }
    bench_close(b);
}

// ---- what has a say

// Dimmed, out of Tab's reach, with the reason; until the text asks for it.
Test(lab_layer_text, dims_what_has_no_say)
{
    static const struct {
        const char *name, *without, *with;
    } rows[] = {
        { "lab.activation", "dense 8, relu", "dense 8, activation" },
        { "lab.dropout", "dense 8, relu, dropout 0.2", "dense 8, relu, dropout" },
        { "lab.norm", "dense 8, layernorm, relu", "dense 8, norm, relu" },
    };
    Bench *b = open_layers("spiral n=60");
    for (size_t i = 0; i < COUNT(rows); i++) {
        type_layers(b, rows[i].without);
        bench_key(b, SDLK_RETURN);
        bench_frame(b);
        cr_expect_not(control(b, rows[i].name)->focusable, "%s: %s", rows[i].name, rows[i].without);
        const Rect r = bench_rect(b, rows[i].name);
        b->app.shell.ui.tip.text[0] = '\0';
        bench_move(b, r.x + 6, r.y + r.h / 2);
        bench_frame(b);
        bench_wait(b, 2);
        cr_expect(strstr(b->app.shell.ui.tip.text, "\""), "%s: '%s'", rows[i].name,
                  b->app.shell.ui.tip.text);
        type_layers(b, rows[i].with);
        bench_key(b, SDLK_RETURN);
        bench_frame(b);
        cr_expect(control(b, rows[i].name)->focusable, "%s: %s", rows[i].name, rows[i].with);
    }
    cr_expect_null(control(b, "lab.norm.place"), "the text says where");
    cr_assert(net_spec_set(&space_of(b)->wish.spec.shared, NET_ACTIVATION, "leaky_relu", NULL));
    labspace_edited(space_of(b));
    bench_frame(b);
    cr_expect_null(control(b, "lab.activation.number"), "nor has its slope a say");
    type_layers(b, "dense 8, norm, activation");
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    bench_number(b, "lab.activation.number.number", "0.3");
    cr_expect_eq(param_value(activations[ACTIVATION_LEAKY_RELU].kind.params,
                             &space_of(b)->wish.spec.shared.activation_params),
                 0.3);
    bench_choose(b, "lab.norm", NORM_GROUP);
    bench_frame(b);
    cr_expect_eq(network(b, 0).norm, NORM_GROUP);
    cr_assert(control(b, "lab.groups"));
    bench_number(b, "lab.groups.number", "2");
    cr_expect_eq(network(b, 0).numbers.groups, 2);
    bench_choose(b, "lab.norm", NORM_RMS);
    bench_frame(b);
    cr_expect_null(control(b, "lab.groups"));
    bench_close(b);
}

// ---- residual connections

Test(lab_residual, every_so_many_layers_in_either_order)
{
    Bench *b = lab_open_small();
    bench_number(b, "lab.layers.number", "7");
    cr_expect_null(control(b, "lab.residual_order"));
    for (int every = 3; every >= 0; every--) {
        bench_segment(b, "lab.residual", every, 4);
        bench_frame(b);
        cr_expect_eq(network(b, 0).numbers.residual, every);
        cr_expect_eq(network(b, 1).numbers.residual, 0, "the other one has none");
        bench_answered(b);
        cr_expect_str_empty(space_of(b)->shot->error.text, "%s", space_of(b)->shot->error.text);
        cr_expect_eq(control(b, "lab.residual_order") != NULL, every > 0);
        if (every > 0) {
            bench_segment(b, "lab.residual_order", every % 2, 2);
            cr_expect_eq((int)network(b, 0).residual_order, every % 2);
        }
    }
    bench_close(b);
}

// A larger number, which only typing gives, is shown and stays until another is chosen.
Test(lab_residual, a_typed_number_is_shown)
{
    static const char *const one[] = { "residual=5", NULL };
    Bench *b = lab_open("spiral n=60", "hidden=12x4", one);
    const Rect rect = control(b, "lab.residual")->rect;
    cr_expect(look_text(&b->app.shell.canvas, "5", rect, NULL));
    bench_segment(b, "lab.residual", 2, 5);
    bench_frame(b);
    cr_expect_eq(network(b, 0).numbers.residual, 2);
    cr_expect_not(look_text(&b->app.shell.canvas, "5", rect, NULL));
    bench_close(b);
}

// Both orders are told where one chooses whether there are connections, above what they belong to.
Test(lab_residual, its_tip_tells_the_orders_and_covers_nothing_below)
{
    static const char *const one[] = { "residual=2", NULL };
    Bench *b = lab_open("spiral n=60", "hidden=12x4", one);
    app_resize(&b->app, ROOM_W, 1000, 1);
    bench_frame(b);
    const Rect row = bench_rect(b, "lab.residual");
    bench_move(b, row.x + 6, row.y + row.h / 2);
    bench_frame(b);
    bench_wait(b, 2);
    const char *tip = b->app.shell.ui.tip.text;
    cr_expect(strstr(tip, "post: ") && strstr(tip, "pre: "), "'%s'", tip);
    LookText begin;
    cr_assert(look_text_begins(&b->app.shell.canvas, "A connection around", LOOK_ALL, &begin));
    cr_expect(begin.rect.y + begin.rect.h < row.y);
    bench_close(b);
}

// ---- the line of shapes

// Layers of one width are as many as they are.
Test(lab_shapes, of_layers_in_a_row_are_counted)
{
    static const struct {
        const char *layers, *shapes;
    } rows[] = {
        { "dense 64, relu, dense 64, norm, relu, dense 64", "2 → 3 x 64 → 2" },
        { "dense 64, relu, dense 8, relu, dense 64, relu", "2 → 64 → 8 → 64 → 2" },
        { "dense 2, relu, dense 2", "2 → 3 x 2" },
    };
    Bench *b = open_layers("spiral n=60");
    for (size_t i = 0; i < COUNT(rows); i++) {
        type_layers(b, rows[i].layers);
        cr_expect(told(b, rows[i].shapes, NULL), "%s: %s", rows[i].layers, rows[i].shapes);
    }
    bench_close(b);
}

Test(lab_shapes, are_told_once_and_of_many_the_ends)
{
    LayerPlan plans[40];
    char text[LAB_SHAPES_TEXT];
    memset(plans, 0, sizeof plans);
    plans[0].from = (TensorShape){ 1, 16, 16 };
    plans[0].to = plans[1].from = plans[1].to = plans[2].from = (TensorShape){ 8, 14, 14 };
    plans[1].kind = LAYER_ACTIVATION;
    plans[2].to = shape_features(10);
    lab_shapes_text(plans, 3, text);
    cr_expect_str_eq(text, "1x16x16 → 8x14x14 → 10");
    for (int i = 0; i < 40; i++) {
        plans[i].from = shape_features(100 + i);
        plans[i].to = shape_features(101 + i);
    }
    lab_shapes_text(plans, 40, text);
    cr_expect_str_eq(text, "100 → 101 → 102 → 103 → 104 → 105 → 106 → 107 → 108 → … → 138 → 139 → "
                           "140");
}
