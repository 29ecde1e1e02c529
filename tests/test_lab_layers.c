// Pictures of layers as data and as lists of shapes: the wiring of networks too large for lines,
// deep networks' strips, feature maps with their filters, and what norms hold.
#include "app/network/lab_blocks.h"
#include "app/network/lab_maps.h"
#include "app/network/lab_norm_strips.h"
#include "app/network/lab_strips.h"
#include "look.h"
#include "mono_metrics.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const Rect PLACE = { 100, 50, 380, 300 };

typedef struct Bench {
    LabSpace space;
    LabShot *shot;
    NetShot *net;
    Canvas canvas;
    LayerPlan *plans;
    int count;
    TensorShape input, now;
} Bench;

static void bench_open(Bench *b, TensorShape input)
{
    memset(b, 0, sizeof *b);
    b->shot = calloc(1, sizeof *b->shot);
    b->plans = calloc(NET_LAYERS_MAX, sizeof *b->plans);
    cr_assert(b->shot && b->plans);
    b->net = &b->shot->networks[0];
    b->shot->network_count = 1;
    b->space.shot = b->shot;
    b->input = b->now = input;
}

static void bench_close(Bench *b)
{
    canvas_finish(&b->canvas);
    free(b->shot);
    free(b->plans);
}

static void begin(Bench *b, float least)
{
    canvas_begin(&b->canvas, &metrics, 1280, 720, themes[0].background);
    b->canvas.least = least;
}

static void expect_inside(const Bench *b, Rect place, const char *what)
{
    for (size_t i = 0; i < b->canvas.shapes.count; i++) {
        const Shape *s = &b->canvas.shapes.items[i];
        if (s->kind == SHAPE_BOX) {
            const float w =
                fabsf(s->box.cosine) * s->box.half_w + fabsf(s->box.sine) * s->box.half_h;
            const float h =
                fabsf(s->box.sine) * s->box.half_w + fabsf(s->box.cosine) * s->box.half_h;
            cr_expect(s->box.x - w >= place.x - 1.5f && s->box.x + w <= place.x + place.w + 1.5f &&
                          s->box.y - h >= place.y - 1.5f &&
                          s->box.y + h <= place.y + place.h + 1.5f,
                      "%s: a shape at %g, %g", what, s->box.x, s->box.y);
        }
    }
    LookText texts[512];
    const int count = look_texts(&b->canvas, LOOK_ALL, texts, 512);
    for (int i = 0; i < count; i++) {
        cr_expect(texts[i].rect.x >= place.x - 1.5f &&
                      texts[i].rect.x + texts[i].rect.w <= place.x + place.w + 1.5f,
                  "%s: '%s' at %g", what, texts[i].text, texts[i].rect.x);
        cr_expect_geq(texts[i].size, b->canvas.least, "%s: '%s'", what, texts[i].text);
    }
    cr_expect_eq(b->canvas.cut.count, 0, "%s: a text is cut", what);
}

// ---- plans

static LayerPlan *add(Bench *b, LayerKind kind)
{
    LayerPlan *plan = &b->plans[b->count++];
    *plan = (LayerPlan){ .kind = kind, .from = b->now, .to = b->now, .tied = -1, .at = -1 };
    return plan;
}

static void dense(Bench *b, int units)
{
    LayerPlan *plan = add(b, LAYER_DENSE);
    plan->to = b->now = shape_features(units);
    plan->in = shape_size(plan->from);
    plan->out = units;
}

static void activation(Bench *b)
{
    add(b, LAYER_ACTIVATION)->activation = ACTIVATION_RELU;
}

static void conv(Bench *b, int channels)
{
    LayerPlan *plan = add(b, LAYER_CONV);
    plan->kernel = 3;
    plan->stride = 1;
    plan->to.channels = channels;
    plan->to.height -= 2;
    plan->to.width -= 2;
    b->now = plan->to;
}

static void pool(Bench *b)
{
    LayerPlan *plan = add(b, LAYER_MAXPOOL);
    plan->kernel = plan->stride = 2;
    plan->to.height /= 2;
    plan->to.width /= 2;
    b->now = plan->to;
}

// A stem and branches of two layers, as residual=2 plans them; then the output.
static void residual(Bench *b, int branches)
{
    dense(b, 64);
    activation(b);
    for (int i = 0; i < branches; i++) {
        const int from = b->count - 1;
        dense(b, 64);
        add(b, LAYER_BATCHNORM);
        activation(b);
        dense(b, 64);
        add(b, LAYER_BATCHNORM);
        add(b, LAYER_ADD)->other = from;
        activation(b);
    }
    dense(b, 2);
}

static Blocks *blocks(const Bench *b, int most)
{
    Blocks *all = calloc(1, sizeof *all);
    cr_assert(all);
    blocks_of(b->plans, b->count, b->input, most, all);
    return all;
}

static void expect_line(const Bench *b, const Blocks *all, int line, bool brief, const char *wanted)
{
    char text[BLOCK_TEXT];
    block_text(b->plans, b->count, &all->lines[line], brief, text);
    cr_expect_str_eq(text, wanted, "line %d: %s", line, text);
}

Test(lab_layers, what_is_repeated_stands_on_a_line_once)
{
    Bench b;
    bench_open(&b, shape_features(2));
    for (int i = 0; i < 100; i++) {
        dense(&b, 100);
        activation(&b);
        add(&b, LAYER_DROPOUT);
    }
    dense(&b, 3);
    Blocks *all = blocks(&b, 20);
    cr_assert_eq(all->line_count, 3);
    cr_assert_eq(all->group_count, 1);
    cr_expect_eq(all->groups[0].times, 100);
    cr_expect(all->groups[0].first == 1 && all->groups[0].last == 1);
    expect_line(&b, all, 0, false, "input 2");
    expect_line(&b, all, 1, false, "dense 100 · ReLU"); // dropout of 0 says nothing
    expect_line(&b, all, 2, false, "output 3");
    free(all);
    bench_close(&b);
}

Test(lab_layers, a_branch_begins_behind_what_is_added_and_ends_at_its_sum)
{
    Bench b;
    bench_open(&b, shape_features(2));
    residual(&b, 10);
    Blocks *all = blocks(&b, 20);
    cr_assert_eq(all->line_count, 6);
    cr_assert_eq(all->arc_count, 1);
    cr_expect_eq(all->arcs[0].from, 2);
    cr_expect_eq(all->arcs[0].to, 4);
    cr_assert_eq(all->group_count, 1);
    cr_expect(all->groups[0].first == 2 && all->groups[0].last == 4 && all->groups[0].times == 10);
    expect_line(&b, all, 2, false, "dense 64 · batch norm · ReLU");
    expect_line(&b, all, 3, true, "dense 64 · BN");
    expect_line(&b, all, 4, false, "sum · ReLU");
    free(all);
    bench_close(&b);
}

// Norm and activation stand before the first layer of the branch, not behind the sum before.
Test(lab_layers, a_pre_activation_branch_has_its_norm_before_its_layer)
{
    Bench b;
    bench_open(&b, shape_features(2));
    dense(&b, 8);
    for (int i = 0; i < 3; i++) {
        const int from = b.count - 1;
        add(&b, LAYER_LAYERNORM);
        activation(&b);
        dense(&b, 8);
        add(&b, LAYER_ADD)->other = from;
    }
    dense(&b, 2);
    Blocks *all = blocks(&b, 20);
    cr_assert_eq(all->line_count, 5);
    expect_line(&b, all, 2, false, "layer norm · ReLU · dense 8");
    expect_line(&b, all, 3, false, "sum");
    cr_expect(all->arcs[0].from == 2 && all->arcs[0].to == 3);
    free(all);
    bench_close(&b);
}

// The last sum has a norm behind it: what is repeated is the branch with its sum all the same.
Test(lab_layers, an_arc_lies_within_what_is_repeated)
{
    Bench b;
    bench_open(&b, shape_features(2));
    dense(&b, 8);
    for (int i = 0; i < 9; i++) {
        const int from = b.count - 1;
        add(&b, LAYER_BATCHNORM);
        dense(&b, 8);
        dense(&b, 8);
        add(&b, LAYER_ADD)->other = from;
    }
    add(&b, LAYER_BATCHNORM);
    dense(&b, 2);
    Blocks *all = blocks(&b, 20);
    cr_assert_eq(all->group_count, 1);
    cr_assert_geq(all->arc_count, 1);
    const BlockGroup *group = &all->groups[0];
    cr_expect_eq(group->times, 8);
    cr_expect(all->arcs[0].from == group->first && all->arcs[0].to == group->last,
              "from %d to %d in %d to %d", all->arcs[0].from, all->arcs[0].to, group->first,
              group->last);
    free(all);
    bench_close(&b);
}

// Sums of branches of other lengths are other lines.
Test(lab_layers, branches_of_different_lengths_are_not_one_repeated)
{
    Bench b;
    bench_open(&b, shape_features(2));
    dense(&b, 8);
    for (int i = 0; i < 4; i++) { // every second reaches back over two layers with weights
        const int from = b.count - 1;
        dense(&b, 8);
        add(&b, LAYER_ADD)->other = i % 2 ? from - 2 : from;
    }
    dense(&b, 2);
    Blocks *all = blocks(&b, 20);
    for (int i = 0; i < all->group_count; i++) {
        cr_expect_eq(all->groups[i].times, 2, "of four two are alike");
    }
    free(all);
    bench_close(&b);
}

Test(lab_layers, a_list_that_is_too_long_says_how_much_is_left_out)
{
    Bench b;
    bench_open(&b, shape_features(2));
    for (int i = 0; i < 100; i++) {
        dense(&b, 10 + i); // all different
        activation(&b);
    }
    dense(&b, 2);
    for (int most = 4; most <= BLOCK_LINES_MAX; most += 10) {
        Blocks *all = blocks(&b, most);
        int layers = 0;
        cr_expect_eq(all->line_count, most);
        for (int i = 0; i < all->line_count; i++) {
            layers += all->lines[i].count + all->lines[i].layers_skipped;
        }
        cr_expect_eq(layers, b.count, "every layer is on a line or counted");
        expect_line(&b, all, most - 1, false, "output 2");
        free(all);
    }
    bench_close(&b);
}

Test(lab_layers, shapes_of_pictures_stand_beside_their_layers)
{
    Bench b;
    bench_open(&b, (TensorShape){ 1, 16, 16 });
    conv(&b, 8);
    activation(&b);
    pool(&b);
    conv(&b, 16);
    add(&b, LAYER_GROUPNORM)->groups = 4;
    activation(&b);
    dense(&b, 10);
    begin(&b, 0);
    lab_blocks_draw(&b.canvas, b.plans, b.count, b.input, PLACE, themes[0].accent, &themes[0]);
    static const char *const pairs[][2] = { { "conv 8 3x3 · ReLU", "8x14x14" },
                                            { "max pool 2", "8x7x7" },
                                            { "conv 16 3x3 · group norm 4 · ReLU", "16x5x5" },
                                            { "output 10", "10" } };
    for (size_t i = 0; i < COUNT(pairs); i++) {
        LookText name, shape;
        cr_assert(look_text(&b.canvas, pairs[i][0], PLACE, &name), "%s", pairs[i][0]);
        cr_assert(look_text(&b.canvas, pairs[i][1], PLACE, &shape), "%s", pairs[i][1]);
        cr_expect_float_eq(name.rect.y, shape.rect.y, 2, "on one line");
        cr_expect_gt(shape.rect.x, name.rect.x + name.rect.w);
    }
    expect_inside(&b, PLACE, "a CNN");
    bench_close(&b);
}

// In a quarter of 1366 px: letters shrink before shapes go, and a line that is too long is the only
// one without.
// What stands on a line, in words; and of each line its own.
Test(lab_layers, a_line_tells_what_its_layers_do)
{
    static const struct {
        int line;
        const char *says[2];
    } cases[] = {
        { 0, { N_("What comes in: channels x height x width, or features"), "" } },
        { 1,
          { N_("small windows of weights slide over the picture, one for each channel that comes "
               "out"),
            N_("every value is bent by this function") } },
        { 2, { N_("of every window the largest value stays"), "" } },
        { 3, { N_("every unit weighs and sums all that comes in"), "" } },
    };
    Bench b;
    bench_open(&b, (TensorShape){ 1, 16, 16 });
    conv(&b, 8);
    activation(&b);
    pool(&b);
    dense(&b, 10);
    for (size_t i = 0; i < COUNT(cases); i++) {
        char tip[1024];
        Rect line;
        const float high = fminf(PLACE.h / 4, 34);
        cr_assert(lab_blocks_tip(&b.canvas, b.plans, b.count, b.input, PLACE,
                                 PLACE.y + high * ((float)cases[i].line + 0.5f), &line, tip,
                                 sizeof tip));
        cr_expect_float_eq(line.y, PLACE.y + high * (float)cases[i].line, 0.01);
        for (int k = 0; k < 2; k++) {
            cr_expect(strstr(tip, tr(cases[i].says[k])), "line %d: '%s'", cases[i].line, tip);
        }
    }
    bench_close(&b);
}

Test(lab_layers, shapes_stand_in_narrow_columns_too)
{
    static const float widths[] = { 236, 196 };
    Bench b;
    bench_open(&b, (TensorShape){ 1, 16, 16 });
    conv(&b, 8);
    add(&b, LAYER_GROUPNORM)->groups = 4;
    activation(&b);
    pool(&b);
    dense(&b, 3);
    for (size_t i = 0; i < COUNT(widths); i++) {
        const Rect place = { 100, 50, widths[i], 200 };
        begin(&b, 0);
        lab_blocks_draw(&b.canvas, b.plans, b.count, b.input, place, themes[0].accent, &themes[0]);
        expect_inside(&b, place, "narrow");
        cr_expect(look_text(&b.canvas, "8x7x7", place, NULL), "%g", widths[i]);
        cr_expect(i > 0 || look_text(&b.canvas, "8x14x14", place, NULL));
    }
    bench_close(&b);
}

// The arc leaves between the layer that is added and the branch, and comes back at the sum.
Test(lab_layers, an_arc_goes_around_its_branch)
{
    static const float leasts[] = { 0, 16 };
    Bench b;
    bench_open(&b, shape_features(2));
    residual(&b, 10);
    for (size_t k = 0; k < COUNT(leasts); k++) {
        LookText stem, branch, sum, times;
        LookLine lines[64];
        begin(&b, leasts[k]);
        lab_blocks_draw(&b.canvas, b.plans, b.count, b.input, PLACE, themes[0].good, &themes[0]);
        expect_inside(&b, PLACE, "residual");
        cr_assert(look_text_begins(&b.canvas, "dense 64 · ReLU", PLACE, &stem));
        cr_assert(look_text_begins(&b.canvas, "dense 64 · b", PLACE, &branch) ||
                  look_text_begins(&b.canvas, "dense 64 · BN", PLACE, &branch));
        cr_assert(look_text(&b.canvas, "sum · ReLU", PLACE, &sum));
        cr_assert(look_text(&b.canvas, "10×", PLACE, &times));
        const int count = look_lines(&b.canvas, themes[0].accent, PLACE, lines, 64);
        cr_assert_gt(count, 4);
        cr_expect(lines[0].y0 > stem.rect.y + stem.rect.h - 2 && lines[0].y0 < branch.rect.y + 2,
                  "it begins between both");
        const LookLine *last = &lines[count - 1];
        cr_expect_float_eq(last->y1, sum.rect.y + sum.rect.h / 2, 2.5f, "it ends at the sum");
        float right = 0;
        for (int i = 0; i < count; i++) {
            right = fmaxf(right, fmaxf(lines[i].x0, lines[i].x1));
        }
        cr_expect_gt(right, branch.rect.x + branch.rect.w, "it passes beside the branch");
        cr_expect_lt(times.rect.x, branch.rect.x);
    }
    bench_close(&b);
}

Test(lab_layers, a_hundred_layers_of_any_kind_fit_every_place_and_theme)
{
    static const Rect places[] = { { 100, 50, 330, 160 },
                                   { 100, 50, 380, 380 },
                                   { 10, 10, 700, 560 } };
    Bench b;
    bench_open(&b, shape_features(2));
    residual(&b, 49);
    for (size_t i = 0; i < COUNT(places); i++) {
        for (size_t t = 0; t < THEME_COUNT; t++) {
            begin(&b, i == 2 ? 16 : 0);
            lab_blocks_draw(&b.canvas, b.plans, b.count, b.input, places[i], themes[t].good,
                            &themes[t]);
            expect_inside(&b, places[i], "100 layers");
            cr_expect(look_text(&b.canvas, "49×", places[i], NULL));
        }
    }
    bench_close(&b);
}

// ---- strips

static void fill_layers(Bench *b, int layers, double shrink)
{
    double reach = 1;
    b->shot->layers_shown = b->net->layer_count = layers;
    for (int i = 0; i < layers; i++) {
        b->net->low_of[i] = -reach;
        b->net->high_of[i] = reach;
        b->net->stats[i] = (LayerStats){ .count = 1000, .std = reach / 2 };
        b->net->sights[i].name =
            (LayerName){ .kind = LAYER_ACTIVATION, .activation = ACTIVATION_RELU, .number = i + 1 };
        for (int bin = 0; bin < SHOT_BINS; bin++) {
            b->net->counts[i][bin] = 20;
        }
        reach *= shrink;
    }
}

Test(lab_layers, strips_keep_every_value_and_lie_on_one_scale)
{
    Bench b;
    bench_open(&b, shape_features(2));
    fill_layers(&b, 100, 0.99);
    const StripScale scale = lab_strip_scale(&b.space, 0);
    cr_expect_float_eq(scale.low, -1, 1e-9);
    cr_expect_float_eq(scale.high, 1, 1e-9);
    for (int layer = 0; layer < 100; layer += 33) {
        float cells[STRIP_CELLS], sum = 0;
        int filled = 0;
        lab_strip_cells(b.net, layer, &scale, cells);
        for (int i = 0; i < STRIP_CELLS; i++) {
            sum += cells[i];
            filled += cells[i] > 0;
        }
        const double share = b.net->high_of[layer];
        cr_expect_float_eq(sum, 1000, 0.5f, "layer %d", layer);
        cr_expect(fabs(filled - share * STRIP_CELLS) <= 2.01, "layer %d fills %d", layer, filled);
    }
    // One that explodes does not flatten the others: its values stand in the outer cells.
    b.net->high_of[99] = 1e6;
    cr_expect_leq(lab_strip_scale(&b.space, 0).high, 4);
    bench_close(&b);
}

Test(lab_layers, deep_networks_have_names_that_can_be_read_and_their_scale)
{
    const Rect place = { 100, 50, 300, 262 };
    Bench b;
    bench_open(&b, shape_features(2));
    for (int layers = 40; layers <= 160; layers += 3) {
        LookText texts[256];
        fill_layers(&b, layers, 0.99);
        begin(&b, layers % 2 ? 17 : 0);
        lab_histograms_draw(&b.canvas, &b.space, 0, place, &themes[0]);
        expect_inside(&b, place, "many layers");
        const int count = look_texts(&b.canvas, place, texts, 256);
        cr_expect_gt(count, 10, "%d layers", layers);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                const Rect p = texts[i].rect, q = texts[j].rect;
                const bool beside = p.x >= q.x + q.w || q.x >= p.x + p.w;
                cr_expect(beside || fabsf(p.y - q.y) >= texts[i].size, "'%s' is too near to '%s'",
                          texts[i].text, texts[j].text);
            }
        }
        cr_expect(look_text_has(&b.canvas, "1", place, NULL));
        cr_expect(look_text(&b.canvas, "-1", place, NULL), "where the scale begins");
    }
    bench_close(&b);
}

// Beside a network of a hundred layers one of five has rows as high as it can.
Test(lab_layers, a_network_of_far_fewer_layers_has_rows_of_its_own)
{
    Bench b;
    bench_open(&b, shape_features(2));
    b.shot->layers_shown = 100;
    b.net->layer_count = 5;
    cr_expect_eq(lab_histogram_rows(b.shot, 0), 5);
    b.net->layer_count = 80;
    cr_expect_eq(lab_histogram_rows(b.shot, 0), 80);
    b.shot->layers_shown = 20;
    b.net->layer_count = 15;
    cr_expect_eq(lab_histogram_rows(b.shot, 0), 20);
    b.shot->layers_shown = 10;
    b.net->layer_count = 4;
    cr_expect_eq(lab_histogram_rows(b.shot, 0), 10, "few rows go across");
    bench_close(&b);
}

// Names of one kind alone, evenly: a reader must not think that blocks between them are missing.
Test(lab_layers, strips_of_branches_name_their_sums_evenly)
{
    const Rect place = { 100, 50, 300, 262 };
    Bench b;
    LookText texts[256];
    int last = 0, step = 0, sums = 0;
    bench_open(&b, shape_features(2));
    fill_layers(&b, 61, 1);
    for (int i = 1; i < 61; i++) { // ReLU 1, then sum, ReLU, ReLU
        LayerName *name = &b.net->sights[i].name;
        name->kind = i % 3 == 1 ? LAYER_ADD : LAYER_ACTIVATION;
        name->number = (i + 2) / 3;
        name->twin = i % 3 == 2 ? 1 : 0;
    }
    begin(&b, 0);
    lab_histograms_draw(&b.canvas, &b.space, 0, place, &themes[0]);
    const int count = look_texts(&b.canvas, place, texts, 256);
    for (int i = 0; i < count; i++) {
        int number;
        cr_expect_not(strstr(texts[i].text, "ReLU"), "%s", texts[i].text);
        if (sscanf(texts[i].text, "block %d add", &number) == 1) {
            cr_expect(sums < 2 || number - last == step, "%d behind %d", number, last);
            step = number - last;
            last = number;
            sums++;
        }
    }
    cr_expect_geq(sums, 8);
    bench_close(&b);
}

// In a column as wide as a whole window: rows of 12 px, as the lesson on residual connections has.
Test(lab_layers, a_wide_column_of_low_rows_tells_spread_and_scale)
{
    const Rect place = { 760, 116, 636, 492 };
    Bench b;
    Rect marks[4];
    bench_open(&b, shape_features(2));
    fill_layers(&b, 41, 1);
    begin(&b, 0);
    lab_histograms_draw(&b.canvas, &b.space, 0, place, &themes[0]);
    expect_inside(&b, place, "41 rows");
    cr_expect(look_text(&b.canvas, "σ 0.50", place, NULL));
    cr_expect(look_text(&b.canvas, "-1", place, NULL) && look_text(&b.canvas, "1", place, NULL));
    cr_expect_eq(look_boxes(&b.canvas, themes[0].muted, place, marks, 4), 1, "the mark at zero");
    bench_close(&b);
}

static void expect_spread(const Bench *b, int layer, const char *wanted)
{
    char text[64];
    lab_spread_text(b->net, layer, text, sizeof text);
    cr_expect_str_eq(text, wanted);
}

Test(lab_layers, spreads_of_a_network_have_two_digits)
{
    Bench b;
    bench_open(&b, shape_features(2));
    fill_layers(&b, 5, 1);
    static const double stds[] = { 0.29, 0.011, 0.01, 0.0094, 0 };
    for (int i = 0; i < 5; i++) {
        b.net->stats[i].std = stds[i];
    }
    expect_spread(&b, 0, "σ 0.29");
    expect_spread(&b, 1, "σ 0.011");
    expect_spread(&b, 2, "σ 0.010");
    expect_spread(&b, 3, "σ 0.0094");
    expect_spread(&b, 4, "σ 0");
    b.net->stats[4].std = 3.5e-5;
    expect_spread(&b, 0, "σ 0.29");
    expect_spread(&b, 4, "σ 3.5e-5");
    b.net->stats[4].std = 12345;
    expect_spread(&b, 4, "σ 1.2e4");
    b.net->stats[4].std = 12; // rounded, and never to another length
    b.net->stats[3].std = 0.0999;
    expect_spread(&b, 4, "σ 12");
    expect_spread(&b, 3, "σ 0.10");
    b.net->stats[4].std = NAN;
    expect_spread(&b, 4, "σ –");
    bench_close(&b);
}

// Twenty layers have a row each with its own name.
Test(lab_layers, twenty_layers_are_named_one_by_one)
{
    const Rect place = { 100, 50, 300, 290 }; // as two columns have on 1366 x 768
    Bench b;
    bench_open(&b, shape_features(2));
    fill_layers(&b, 20, 1);
    begin(&b, 0);
    lab_histograms_draw(&b.canvas, &b.space, 0, place, &themes[0]);
    for (int i = 0; i < 20; i++) {
        char name[16];
        snprintf(name, sizeof name, "ReLU %d", i + 1);
        cr_expect(look_text(&b.canvas, name, place, NULL), "%s", name);
    }
    bench_close(&b);
}

// ---- feature maps

static void add_map(LabMaps *maps, LayerKind kind, LayerRole role, TensorShape shape, int layer)
{
    MapShot *map = &maps->maps[maps->map_count];
    const int before = maps->map_count ? map[-1].at + map[-1].shown * shape_area(map[-1].shape) : 0;
    *map = (MapShot){ .name = { .kind = kind, .activation = ACTIVATION_RELU, .number = 1 },
                      .role = role,
                      .layer = layer,
                      .shape = shape,
                      .shown = shape.channels,
                      .at = before,
                      .low = 0,
                      .high = 1 };
    maps->map_count++;
}

static LabMaps *fill_maps(Bench *b)
{
    LabMaps *maps = &b->shot->maps[0];
    maps->any = true;
    add_map(maps, LAYER_CONV, ROLE_WEIGHTS, (TensorShape){ 8, 14, 14 }, 0);
    add_map(maps, LAYER_ACTIVATION, ROLE_ACTIVATION, (TensorShape){ 8, 14, 14 }, 1);
    add_map(maps, LAYER_MAXPOOL, ROLE_POOL, (TensorShape){ 8, 7, 7 }, 2);
    add_map(maps, LAYER_DENSE, ROLE_WEIGHTS, shape_features(10), 3);
    maps->filter_count = 1;
    maps->filters[0] = (FilterShot){ .name = { .kind = LAYER_CONV, .number = 1 },
                                     .layer = 0,
                                     .out = 8,
                                     .in = 2,
                                     .k = 3,
                                     .shown_out = 8,
                                     .shown_in = 2,
                                     .most = 1 };
    return maps;
}

Test(lab_layers, feature_maps_have_a_line_for_each_layer_and_one_for_filters)
{
    Bench b;
    MapSheet sheet;
    bench_open(&b, (TensorShape){ 2, 16, 16 });
    const LabMaps *maps = fill_maps(&b);
    lab_maps_sheet(maps, PLACE, &(MapRoom){ .names = 60, .scales = 64 }, &sheet);
    cr_assert_eq(sheet.line_count, 5);
    cr_expect_eq(sheet.left_out, 0);
    cr_expect_eq(sheet.lines[0].filter, 0, "filters stand above what they give");
    for (int i = 1; i < 5; i++) {
        cr_expect_eq(sheet.lines[i].map, i - 1);
    }
    cr_expect_geq(sheet.cell, 18);
    const Rect last = lab_maps_cell(&sheet, 4, 0), right = lab_maps_cell(&sheet, 0, 7);
    cr_expect_leq(last.y + last.h, PLACE.y + PLACE.h + 0.01f);
    cr_expect_leq(right.x + right.w, sheet.scales.x);
    // In little room results stay, what leads to them goes.
    lab_maps_sheet(maps, (Rect){ 0, 0, 380, 60 }, &(MapRoom){ .names = 60, .scales = 64 }, &sheet);
    cr_assert_eq(sheet.line_count, 3);
    cr_expect(sheet.lines[0].map == 1 && sheet.lines[1].map == 2 && sheet.lines[2].map == 3);
    cr_expect_eq(sheet.left_out, 1);
    bench_close(&b);
}

Test(lab_layers, channels_without_room_are_counted)
{
    Bench b;
    MapSheet sheet;
    bench_open(&b, (TensorShape){ 2, 16, 16 });
    LabMaps *maps = fill_maps(&b);
    const Rect narrow = { 100, 50, 280, 200 };
    for (int i = 0; i < 3; i++) {
        maps->maps[i].shape.channels = maps->maps[i].shown = 40;
        maps->maps[i].at = 0;
    }
    begin(&b, 0);
    lab_maps_draw(&b.canvas, &b.space, 0, narrow, &themes[0]);
    lab_maps_sheet_of(&b.canvas, &b.space, 0, narrow, &sheet);
    char more[16];
    snprintf(more, sizeof more, "+%d", 40 - sheet.lines[1].cells);
    cr_assert_lt(sheet.lines[1].cells, 40);
    cr_expect(look_text(&b.canvas, more, narrow, NULL), "%s", more);
    cr_expect_geq(sheet.cell, 18);
    expect_inside(&b, narrow, "many channels");
    bench_close(&b);
}

Test(lab_layers, layers_without_room_are_counted_below)
{
    const Rect low = { 100, 50, 380, 80 };
    Bench b;
    LookText told;
    MapSheet sheet;
    bench_open(&b, (TensorShape){ 2, 16, 16 });
    fill_maps(&b);
    begin(&b, 0);
    lab_maps_draw(&b.canvas, &b.space, 0, low, &themes[0]);
    expect_inside(&b, low, "few lines");
    cr_assert(look_text(&b.canvas, "3 of 4 layers", low, &told));
    lab_maps_sheet_of(&b.canvas, &b.space, 0, low, &sheet);
    const Rect last = lab_maps_cell(&sheet, sheet.line_count - 1, 0);
    cr_expect_geq(told.rect.y, last.y + last.h - 2, "below the last line");
    begin(&b, 0);
    lab_maps_draw(&b.canvas, &b.space, 0, PLACE, &themes[0]);
    cr_expect_not(look_text_has(&b.canvas, " layers", PLACE, NULL), "all are there");
    bench_close(&b);
}

// In a residual branch the sum behind the norm is on the way to what the next layer reads.
Test(lab_layers, sums_and_norms_are_on_the_way_to_a_result)
{
    Bench b;
    MapSheet sheet;
    bench_open(&b, (TensorShape){ 8, 16, 16 });
    LabMaps *maps = &b.shot->maps[0];
    maps->any = true;
    const TensorShape shape = { 8, 14, 14 };
    add_map(maps, LAYER_CONV, ROLE_WEIGHTS, shape, 0);
    add_map(maps, LAYER_BATCHNORM, ROLE_NORM, shape, 1);
    add_map(maps, LAYER_ADD, ROLE_ADD, shape, 2);
    add_map(maps, LAYER_ACTIVATION, ROLE_ACTIVATION, shape, 3);
    add_map(maps, LAYER_DENSE, ROLE_WEIGHTS, shape_features(10), 4);
    lab_maps_sheet(maps, (Rect){ 0, 0, 380, 60 }, &(MapRoom){ .names = 60, .scales = 64 }, &sheet);
    cr_assert_eq(sheet.line_count, 2);
    cr_expect(sheet.lines[0].map == 3 && sheet.lines[1].map == 4);
    cr_expect_eq(sheet.left_out, 3);
    bench_close(&b);
}

static Color pixel(const uint8_t *rgba, int width, int x, int y)
{
    const uint8_t *p = rgba + ((ptrdiff_t)y * width + x) * 4;
    return (Color){ p[0], p[1], p[2], p[3] };
}

static void expect_color(Color is, Color wanted, const char *what)
{
    cr_expect(is.r == wanted.r && is.g == wanted.g && is.b == wanted.b, "%s: %d %d %d", what, is.r,
              is.g, is.b);
}

Test(lab_layers, pixels_show_the_values_in_their_places)
{
    Bench b;
    MapSheet sheet;
    int width, height;
    const Theme *t = &themes[0];
    bench_open(&b, (TensorShape){ 2, 16, 16 });
    LabMaps *maps = fill_maps(&b);
    maps->values[maps->maps[1].at + 3 * 196 + 13] = 1; // channel 3, top right
    maps->filter_values[5 * 18 + 9 + 2] = -1;          // filter 5, second channel, top right
    lab_maps_sheet(maps, PLACE, &(MapRoom){ .names = 60, .scales = 64 }, &sheet);
    uint8_t *rgba = lab_maps_pixels(maps, &sheet, t, &width, &height);
    cr_assert(rgba);
    cr_expect_eq(width, sheet.columns * sheet.texels);
    cr_expect_eq(height, sheet.high);
    cr_assert_eq(sheet.columns, 4, "in two rows the cells are larger");
    const int side = sheet.texels - 2, top = sheet.lines[2].top, x = 3 * sheet.texels;
    expect_color(pixel(rgba, width, x + side - 1, top), t->text, "full ink");
    expect_color(pixel(rgba, width, x, top), t->raised, "none");
    expect_color(pixel(rgba, width, x + side + 1, top), t->background, "the gap");
    const int second = sheet.lines[0].top + sheet.texels; // row of channels 4 to 7
    expect_color(pixel(rgba, width, sheet.texels + side - 1, second), lab_value_color(-1, -1, 1, t),
                 "a weight");
    expect_color(pixel(rgba, width, sheet.texels, second), lab_value_color(0, -1, 1, t), "zero");
    free(rgba);
    bench_close(&b);
}

Test(lab_layers, a_sheet_of_maps_is_named_and_has_its_scale_for_every_size_of_letters)
{
    Bench b;
    bench_open(&b, (TensorShape){ 2, 16, 16 });
    fill_maps(&b);
    for (float least = 0; least <= 17; least += 17) {
        begin(&b, least);
        lab_maps_draw(&b.canvas, &b.space, 0, PLACE, &themes[1]);
        expect_inside(&b, PLACE, "maps");
        cr_expect(look_text(&b.canvas, "ReLU 1", PLACE, NULL));
        cr_expect(look_text(&b.canvas, "0…1", PLACE, NULL));
        cr_expect(look_text(&b.canvas, "±1", PLACE, NULL), "of filters");
    }
    bench_close(&b);
}

Test(lab_layers, what_is_said_of_a_sample_tells_right_from_wrong)
{
    Bench b;
    bench_open(&b, (TensorShape){ 1, 16, 16 });
    LabMaps *maps = fill_maps(&b);
    b.shot->classes = 10;
    snprintf(b.shot->class_names[3], sizeof b.shot->class_names[3], "3");
    snprintf(b.shot->class_names[5], sizeof b.shot->class_names[5], "5");
    b.shot->sample.row = 0;
    b.shot->sample.class = 3;
    b.shot->sample.shape = b.input;
    maps->share = 0.82f;
    for (int right = 0; right < 2; right++) {
        LookText told;
        maps->said = right ? 3 : 5;
        begin(&b, 0);
        lab_sample_draw(&b.canvas, &b.space, 0, PLACE, &themes[0]);
        cr_assert(look_text(&b.canvas, right ? "is 3 · said 3, 82 %" : "is 3 · said 5, 82 %", PLACE,
                            &told));
        expect_color(told.color, right ? themes[0].good : themes[0].error, "its colour");
    }
    LookText told;
    b.shot->classes = 0; // a value is near or far
    b.shot->sample.class = -1;
    b.shot->sample.target = 0.038f;
    maps->share = 0.497f;
    begin(&b, 0);
    lab_sample_draw(&b.canvas, &b.space, 0, PLACE, &themes[0]);
    cr_assert(look_text_begins(&b.canvas, "is ", PLACE, &told));
    expect_color(told.color, themes[0].text, "neither right nor wrong");
    bench_close(&b);
}

// As the preset's CNN on 1366 x 768, beside another network.
static LabMaps *fill_cnn(Bench *b)
{
    static const LayerKind kinds[] = { LAYER_CONV, LAYER_BATCHNORM, LAYER_ACTIVATION,
                                       LAYER_MAXPOOL };
    LabMaps *maps = &b->shot->maps[0];
    maps->any = true;
    for (int i = 0; i < 8; i++) {
        const LayerRole role = layer_role(kinds[i % 4]);
        const int channels = i < 4 ? 8 : 16, side = 16 >> ((i + 1) / 4);
        add_map(maps, kinds[i % 4], role, (TensorShape){ channels, side, side }, i);
    }
    add_map(maps, LAYER_DENSE, ROLE_WEIGHTS, shape_features(32), 8);
    add_map(maps, LAYER_ACTIVATION, ROLE_ACTIVATION, shape_features(32), 9);
    add_map(maps, LAYER_DENSE, ROLE_WEIGHTS, shape_features(10), 10);
    maps->filter_count = 2;
    for (int i = 0; i < 2; i++) {
        maps->filters[i] = (FilterShot){ .name = { .kind = LAYER_CONV, .number = i + 1 },
                                         .layer = 4 * i,
                                         .out = 8 << i,
                                         .in = i ? 8 : 1,
                                         .k = 3,
                                         .shown_out = 8 << i,
                                         .shown_in = i ? 8 : 1,
                                         .at = 72 * i,
                                         .most = 1 };
    }
    b->shot->classes = 10;
    for (int i = 0; i < 10; i++) {
        snprintf(b->shot->class_names[i], sizeof b->shot->class_names[i], "%d", i);
    }
    return maps;
}

Test(lab_layers, maps_take_the_height_that_there_is_and_show_every_channel)
{
    const Rect place = { 304, 235, 496, 330 };
    Bench b;
    MapSheet sheet;
    bench_open(&b, (TensorShape){ 1, 16, 16 });
    fill_cnn(&b);
    begin(&b, 0);
    lab_maps_draw(&b.canvas, &b.space, 0, place, &themes[0]);
    expect_inside(&b, place, "a CNN");
    lab_maps_sheet_of(&b.canvas, &b.space, 0, place, &sheet);
    cr_expect_geq(sheet.cell, 28, "%g", sheet.cell);
    for (int i = 0; i < sheet.line_count; i++) {
        const Rect line = lab_maps_line(&sheet, i);
        const MapLine *of = &sheet.lines[i];
        cr_expect_eq(of->cells, of->all, "line %d", i);
        cr_expect(of->plain || of->rows * of->columns - of->cells < of->rows, "even rows");
        cr_expect(line.y + line.h <= place.y + place.h);
        cr_expect(i == 0 ||
                  line.y >= lab_maps_line(&sheet, i - 1).y + lab_maps_line(&sheet, i - 1).h - 0.5f);
    }
    cr_expect_geq(lab_maps_bottom(&sheet), place.y + 0.85f * place.h, "little stays empty");
    cr_expect(look_text(&b.canvas, "6 of 11 layers", place, NULL));
    LookText unit; // each class below its square
    const Rect seven = lab_maps_unit(&sheet, sheet.line_count - 1, 7);
    const Rect below = { seven.x, seven.y + seven.h, seven.w, 14 };
    cr_expect(look_text(&b.canvas, "7", below, &unit));
    bench_close(&b);
}

// As in a lab of four, on a screen of 1366 x 768: smaller cells for all rather than good ones for
// three of sixteen.
Test(lab_layers, maps_of_narrow_columns_show_every_channel_in_smaller_cells)
{
    const Rect place = { 304, 240, 245, 340 };
    Bench b;
    MapSheet sheet;
    bench_open(&b, (TensorShape){ 1, 16, 16 });
    fill_cnn(&b);
    begin(&b, 0);
    lab_maps_draw(&b.canvas, &b.space, 0, place, &themes[0]);
    expect_inside(&b, place, "a narrow CNN");
    lab_maps_sheet_of(&b.canvas, &b.space, 0, place, &sheet);
    cr_expect(sheet.cell >= 19 && sheet.cell < 28, "%g", sheet.cell);
    for (int i = 0; i < sheet.line_count; i++) {
        cr_expect_eq(sheet.lines[i].cells, sheet.lines[i].all, "line %d", i);
    }
    bench_close(&b);
}

Test(lab_layers, many_lines_of_many_units_lie_within_their_place)
{
    Bench b;
    MapSheet sheet;
    bench_open(&b, shape_features(2));
    LabMaps *maps = &b.shot->maps[0];
    maps->any = true;
    for (int i = 0; i < 41; i++) {
        const LayerKind kind = i % 2 ? LAYER_ACTIVATION : LAYER_DENSE;
        add_map(maps, kind, layer_role(kind), shape_features(64), i);
    }
    begin(&b, 0);
    lab_maps_draw(&b.canvas, &b.space, 0, (Rect){ 100, 50, 380, 600 }, &themes[0]);
    lab_maps_sheet_of(&b.canvas, &b.space, 0, (Rect){ 100, 50, 380, 600 }, &sheet);
    cr_expect_geq(sheet.texels, 1);
    cr_expect_geq(sheet.line_count, 20);
    cr_expect(lab_maps_bottom(&sheet) <= 650 && lab_maps_bottom(&sheet) > 500, "%g",
              lab_maps_bottom(&sheet));
    bench_close(&b);
}

// A column gives its maps the most of itself, whether or not it is wider than high.
Test(lab_layers, a_column_gives_maps_the_most_of_its_place)
{
    static const Rect areas[] = { { 292, 78, 520, 530 },
                                  { 292, 78, 520, 440 },
                                  { 292, 78, 262, 530 } };
    Bench b;
    bench_open(&b, (TensorShape){ 1, 16, 16 });
    fill_cnn(&b);
    b.space.picture = LAB_PICTURE_MAPS;
    begin(&b, 0);
    for (size_t i = 0; i < COUNT(areas); i++) {
        const LabColumn column = lab_column_of(&b.canvas, &b.space, areas[i], 0, 1);
        cr_expect_geq(column.layers.w, 0.9f * areas[i].w, "%zu", i);
        cr_expect_geq(column.layers.h, 0.55f * areas[i].h, "%zu: %g", i, column.layers.h);
        cr_expect_leq(column.layers.y + column.layers.h, areas[i].y + areas[i].h);
        cr_expect_geq(column.picture.w, 60, "the sample can be seen");
    }
    bench_close(&b);
}

Test(lab_layers, names_are_shortened_and_never_become_numbers_alone)
{
    static const Rect narrow = { 100, 50, 150, 300 };
    Bench b;
    bench_open(&b, (TensorShape){ 1, 16, 16 });
    LabMaps *maps = fill_cnn(&b);
    maps->maps[7].name.kind = LAYER_GLOBAL_AVGPOOL;
    maps->maps[7].name.number = 2;
    maps->maps[7].shape = shape_features(16);
    begin(&b, 0);
    lab_maps_draw(&b.canvas, &b.space, 0, narrow, &themes[0]);
    cr_expect(look_text(&b.canvas, "gap 2", narrow, NULL));
    for (int kind = 0; kind < LAYER_COUNT; kind++) {
        char text[LAYER_NAME_TEXT];
        layer_name_brief(&(LayerName){ .kind = (LayerKind)kind, .number = 12, .twin = 2 }, text);
        cr_expect(text[0] >= 'a' && text[0] <= 'z' && strstr(text, " 12b"), "%s", text);
        cr_expect_leq(strlen(text), 8);
    }
    bench_close(&b);
}

Test(lab_layers, small_values_have_their_scale_in_narrow_columns_as_well)
{
    static const Rect narrow = { 100, 50, 210, 300 };
    Bench b;
    bench_open(&b, shape_features(2));
    LabMaps *maps = &b.shot->maps[0];
    maps->any = true;
    for (int i = 0; i < 10; i++) {
        add_map(maps, LAYER_ACTIVATION, ROLE_ACTIVATION, shape_features(30), i);
        maps->maps[i].high = 4.2e-3f;
    }
    begin(&b, 0);
    lab_maps_draw(&b.canvas, &b.space, 0, narrow, &themes[0]);
    expect_inside(&b, narrow, "small values");
    cr_expect(look_text(&b.canvas, "0…0.0042", narrow, NULL));
    bench_close(&b);
}

Test(lab_layers, classes_have_names_or_letters_all_alike)
{
    static const char *const names[] = { "circle", "square", "triangle" };
    Bench b;
    char text[40];
    bench_open(&b, shape_features(2));
    begin(&b, 0);
    b.shot->classes = 3;
    for (int i = 0; i < 3; i++) {
        snprintf(b.shot->class_names[i], sizeof b.shot->class_names[i], "%s", names[i]);
    }
    cr_expect_eq(lab_class_words(&b.canvas, b.shot, FONT_MONO, 10, 60), LAB_CLASS_NAMES);
    cr_expect_eq(lab_class_words(&b.canvas, b.shot, FONT_MONO, 10, 40), 1, "two would fit");
    lab_class_word(b.shot, 2, 1, text, sizeof text);
    cr_expect_str_eq(text, "t");
    snprintf(b.shot->class_names[1], sizeof b.shot->class_names[1], "crown");
    cr_expect_eq(lab_class_words(&b.canvas, b.shot, FONT_MONO, 10, 40), 2, "ci, cr");
    cr_expect_eq(lab_class_words(&b.canvas, b.shot, FONT_MONO, 10, 8), LAB_CLASS_NUMBERS);
    cr_expect_eq(lab_class_words(&b.canvas, b.shot, FONT_MONO, 10, 2), LAB_CLASS_NONE);
    bench_close(&b);
}

// ---- maps of deep networks

static void name_map(LabMaps *maps, ActivationKind activation, int number, int twin)
{
    LayerName *name = &maps->maps[maps->map_count - 1].name;
    name->activation = activation;
    name->number = number;
    name->twin = twin;
}

// 41 layers of 32 units, plain or with a connection around every two; then two classes.
static LabMaps *fill_deep(Bench *b, bool residual)
{
    LabMaps *maps = &b->shot->maps[0];
    maps->any = true;
    maps->map_count = 0;
    for (int i = 1; i <= 41; i++) {
        add_map(maps, LAYER_DENSE, ROLE_WEIGHTS, shape_features(32), maps->map_count);
        name_map(maps, ACTIVATION_RELU, i, 0);
        if (residual && i % 2 && i > 1) {
            add_map(maps, LAYER_ADD, ROLE_ADD, shape_features(32), maps->map_count);
            name_map(maps, ACTIVATION_RELU, i / 2, 0);
        }
        add_map(maps, LAYER_ACTIVATION, ROLE_ACTIVATION, shape_features(32), maps->map_count);
        name_map(maps, ACTIVATION_RELU, i, 0);
    }
    add_map(maps, LAYER_DENSE, ROLE_WEIGHTS, shape_features(2), maps->map_count);
    maps->maps[maps->map_count - 1].name.output = true;
    b->shot->classes = 2;
    snprintf(b->shot->class_names[0], sizeof b->shot->class_names[0], "0");
    snprintf(b->shot->class_names[1], sizeof b->shot->class_names[1], "1");
    return maps;
}

static void expect_apart(const Bench *b, Rect place, const char *what)
{
    LookText texts[256];
    const int count = look_texts(&b->canvas, place, texts, 256);
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < i; j++) {
            const Rect p = texts[i].rect, q = texts[j].rect;
            const bool beside = p.x >= q.x + q.w || q.x >= p.x + p.w;
            cr_expect(beside || fabsf(p.y - q.y) >= fminf(texts[i].size, texts[j].size),
                      "%s: '%s' is too near to '%s'", what, texts[i].text, texts[j].text);
        }
    }
}

// How many names there are of that form, if their numbers are as far apart as the first two's.
static int even_names(const Bench *b, Rect place, const char *form)
{
    LookText texts[256];
    const int count = look_texts(&b->canvas, place, texts, 256);
    int names = 0, last = 0, step = 0;
    for (int i = 0; i < count; i++) {
        int number;
        if (sscanf(texts[i].text, form, &number) == 1) {
            cr_expect(names < 2 || number - last == step, "%d behind %d", number, last);
            step = number - last;
            last = number;
            names++;
        }
    }
    return names;
}

// The columns of a figure and of a window, and of one with large letters.
static const Rect deep_places[] = {
    { 420, 140, 960, 530 }, { 304, 228, 290, 290 }, { 304, 240, 320, 400 }, { 18, 350, 330, 250 }
};

Test(lab_layers, names_of_deep_maps_thin_out_and_rows_take_the_height)
{
    for (size_t i = 0; i < COUNT(deep_places); i++) {
        const Rect place = deep_places[i];
        Bench b;
        MapSheet sheet;
        bench_open(&b, shape_features(2));
        fill_deep(&b, false);
        begin(&b, i == 3 ? 17 : 0);
        lab_maps_draw(&b.canvas, &b.space, 0, place, &themes[i % 2]);
        lab_maps_sheet_of(&b.canvas, &b.space, 0, place, &sheet);
        expect_inside(&b, place, "41 layers");
        expect_apart(&b, place, "41 layers");
        cr_expect_geq(even_names(&b, place, "ReLU %d"), 5, "%zu", i);
        cr_expect(look_text(&b.canvas, "output", place, NULL), "%zu", i);
        cr_expect(look_text(&b.canvas, "±1", place, NULL), "the output's scale");
        cr_expect_geq(lab_maps_bottom(&sheet), place.y + 0.9f * place.h - 14, "%zu", i);
        bench_close(&b);
    }
}

Test(lab_layers, sums_of_deep_maps_are_there_and_named)
{
    for (size_t i = 0; i < COUNT(deep_places); i++) {
        const Rect place = deep_places[i];
        Bench b;
        MapSheet sheet;
        bench_open(&b, shape_features(2));
        LabMaps *maps = fill_deep(&b, true);
        begin(&b, i == 3 ? 17 : 0);
        lab_maps_draw(&b.canvas, &b.space, 0, place, &themes[i % 2]);
        lab_maps_sheet_of(&b.canvas, &b.space, 0, place, &sheet);
        expect_inside(&b, place, "20 sums");
        expect_apart(&b, place, "20 sums");
        const int names = even_names(&b, place, "block %d add");
        cr_expect_geq(names + even_names(&b, place, "sum %d"), 5, "%zu", i);
        cr_expect_leq(even_names(&b, place, "ReLU %d"), 1, "%zu: the first alone, if any", i);
        cr_expect(look_text(&b.canvas, "output", place, NULL), "%zu", i);
        int sums = 0;
        for (int k = 0; k < sheet.line_count; k++) {
            sums += maps->maps[sheet.lines[k].map].role == ROLE_ADD;
        }
        cr_expect(sums == 20 || i == 3, "%zu: %d", i, sums);
        bench_close(&b);
    }
}

// The output must not flip from two colours to grey as soon as both its values are above 0.
Test(lab_layers, the_ends_of_a_maps_scale_are_those_of_its_kind)
{
    static const struct {
        LayerKind kind;
        LayerRole role;
        ActivationKind activation;
        bool negative;
    } rows[] = { { LAYER_DENSE, ROLE_WEIGHTS, ACTIVATION_RELU, true },
                 { LAYER_ACTIVATION, ROLE_ACTIVATION, ACTIVATION_RELU, false },
                 { LAYER_MAXPOOL, ROLE_POOL, ACTIVATION_RELU, false },
                 { LAYER_ACTIVATION, ROLE_ACTIVATION, ACTIVATION_SIGMOID, false },
                 { LAYER_ACTIVATION, ROLE_ACTIVATION, ACTIVATION_TANH, true },
                 { LAYER_MAXPOOL, ROLE_POOL, ACTIVATION_RELU, true },
                 { LAYER_BATCHNORM, ROLE_NORM, ACTIVATION_RELU, true },
                 { LAYER_ADD, ROLE_ADD, ACTIVATION_RELU, true },
                 { LAYER_PRELU, ROLE_ACTIVATION, ACTIVATION_RELU, true } };
    Bench b;
    bench_open(&b, shape_features(2));
    LabMaps *maps = &b.shot->maps[0];
    for (size_t i = 0; i < COUNT(rows); i++) {
        add_map(maps, rows[i].kind, rows[i].role, shape_features(4), (int)i);
        name_map(maps, rows[i].activation, 1, 0);
    }
    for (size_t i = 0; i < COUNT(rows); i++) {
        float low, high;
        lab_map_ends(maps, (int)i, &low, &high);
        cr_expect_eq(high, 1);
        cr_expect_eq(low, rows[i].negative ? -1 : 0, "row %zu", i);
    }
    maps->maps[1].low = -2; // whatever says so
    float low, high;
    lab_map_ends(maps, 1, &low, &high);
    cr_expect(low == -2 && high == 2);
    bench_close(&b);
}

static bool tip_has(char lines[MAP_TIP_LINES][MAP_TIP_TEXT], int count, const char *text)
{
    for (int i = 0; i < count; i++) {
        if (strstr(lines[i], text)) {
            return true;
        }
    }
    return false;
}

Test(lab_layers, tips_tell_a_filters_numbers_and_a_units_value)
{
    const Rect place = { 304, 235, 496, 330 };
    char lines[MAP_TIP_LINES][MAP_TIP_TEXT];
    Bench b;
    MapSheet sheet;
    bench_open(&b, (TensorShape){ 1, 16, 16 });
    LabMaps *maps = fill_cnn(&b);
    for (int i = 0; i < 9; i++) {
        maps->filter_values[2 * 9 + i] = 0.25f * (float)(i - 4); // of filter 3
    }
    maps->values[maps->maps[10].at + 7] = 4.5f;
    begin(&b, 0);
    lab_maps_sheet_of(&b.canvas, &b.space, 0, place, &sheet);
    const Rect filter = lab_maps_cell(&sheet, 0, 2);
    Rect at;
    int count = lab_maps_tip(b.shot, maps, &sheet, filter.x + 9, filter.y + 9, &at, lines);
    cr_assert_eq(count, 5);
    cr_expect_str_eq(lines[2], " -1.00  -0.75  -0.50 ");
    cr_expect_str_eq(lines[4], "  0.50   0.75   1.00 ");
    cr_expect_float_eq(at.x, filter.x, 0.01);
    const Rect unit = lab_maps_unit(&sheet, sheet.line_count - 1, 7);
    count = lab_maps_tip(b.shot, maps, &sheet, unit.x + 3, unit.y + 3, &at, lines);
    cr_expect(tip_has(lines, count, "unit 8 of 10") && tip_has(lines, count, "7:  4.5"));
    lab_maps_sheet_of(&b.canvas, &b.space, 0, (Rect){ 304, 235, 250, 200 }, &sheet);
    const MapLine *line = &sheet.lines[2];
    cr_assert_lt(line->cells, line->all);
    const Rect last = lab_maps_cell(&sheet, 2, line->cells - 1);
    count = lab_maps_tip(b.shot, maps, &sheet, last.x + last.w + 4, last.y + 4, &at, lines);
    cr_expect(tip_has(lines, count, " of 16"), "what has no cell is told");
    bench_close(&b);
}

// The pixel below the pointer, whatever part of its cell a picture has.
Test(lab_layers, tips_tell_the_value_of_the_pixel_below_the_pointer)
{
    static const int sides[] = { 2, 14, 32 };
    for (size_t i = 0; i < COUNT(sides); i++) {
        const int side = sides[i];
        char lines[MAP_TIP_LINES][MAP_TIP_TEXT], wanted[40];
        Bench b;
        Rect at;
        MapSheet sheet;
        bench_open(&b, (TensorShape){ 1, side, side });
        LabMaps *maps = &b.shot->maps[0];
        maps->any = true;
        add_map(maps, LAYER_CONV, ROLE_WEIGHTS, (TensorShape){ 4, side, side }, 0);
        maps->values[2 * side * side + side - 1] = 3; // channel 2, top right
        lab_maps_sheet(maps, PLACE, &(MapRoom){ .names = 60, .scales = 64 }, &sheet);
        const Rect cell = lab_maps_cell(&sheet, 0, 2);
        const float texel = cell.w / (float)sheet.texels;
        const float right = cell.x + texel * (float)lab_maps_picture(&sheet);
        int count = lab_maps_tip(b.shot, maps, &sheet, right - 1, cell.y + 1, &at, lines);
        snprintf(wanted, sizeof wanted, "%d, 0:  3", side - 1);
        cr_assert_eq(count, 2, "side %d", side);
        cr_expect_str_eq(lines[1], wanted);
        count = lab_maps_tip(b.shot, maps, &sheet, right + texel / 2, cell.y + 1, &at, lines);
        cr_expect_eq(count, 0, "side %d: the gap", side);
        bench_close(&b);
    }
}

// One channel in the place of all, with its own name, values and scale; what is gone is not there.
Test(lab_layers, a_map_or_a_filter_is_enlarged_in_the_place_of_all)
{
    Bench b;
    MapSheet sheet;
    MapLine line;
    Rect at;
    int width, height;
    char lines[MAP_TIP_LINES][MAP_TIP_TEXT];
    const Theme *t = &themes[0];
    bench_open(&b, (TensorShape){ 2, 16, 16 });
    LabMaps *maps = fill_maps(&b);
    maps->values[maps->maps[1].at + 3 * 196 + 13] = 1; // channel 3, top right
    maps->filter_values[5 * 18 + 2] = -1;              // filter 5, first channel, top right
    cr_expect_not(lab_maps_enlarged(&b.space, 0, &line));
    for (int filter = 0; filter < 2; filter++) {
        const char *name = filter ? "conv 1, filter 6 of 8" : "ReLU 1, channel 4 of 8";
        b.space.map = (LabMapPlace){ 0, filter ? 0 : 1, filter, filter ? 6 : 4 };
        cr_expect_not(lab_maps_enlarged(&b.space, 1, &line), "of its network alone");
        begin(&b, 0);
        lab_maps_draw(&b.canvas, &b.space, 0, PLACE, t);
        expect_inside(&b, PLACE, "enlarged");
        cr_expect(look_text(&b.canvas, name, PLACE, NULL), "%s", name);
        cr_expect(look_text(&b.canvas, filter ? "±1" : "0…1", PLACE, NULL));
        lab_maps_sheet_of(&b.canvas, &b.space, 0, PLACE, &sheet);
        const Rect cell = lab_maps_cell(&sheet, 0, 0);
        cr_expect_geq(cell.w, 0.8f * fminf(PLACE.w, PLACE.h));
        const float texel = cell.w / (float)sheet.texels;
        const float side = texel * (float)lab_maps_picture(&sheet);
        const float x = cell.x + side * (filter ? 3 / 6.f : 1) - 2;
        const int count = lab_maps_tip(b.shot, maps, &sheet, x, cell.y + 2, &at, lines);
        cr_assert_geq(count, 2);
        cr_expect_str_eq(lines[0], name);
        cr_expect(filter || strcmp(lines[1], "13, 0:  1") == 0, "%s", lines[1]);
        uint8_t *rgba = lab_maps_pixels(maps, &sheet, t, &width, &height);
        cr_assert(rgba);
        expect_color(pixel(rgba, width, (int)((x - cell.x) / texel), 1),
                     filter ? lab_value_color(-1, -1, 1, t) : t->text, name);
        free(rgba);
    }
    b.space.map.channel = 9;
    cr_expect_not(lab_maps_enlarged(&b.space, 0, &line), "there are eight");
    b.space.map = (LabMapPlace){ 0, 3, false, 1 };
    cr_expect_not(lab_maps_enlarged(&b.space, 0, &line), "units are no pictures");
    bench_close(&b);
}

// ---- norms

Test(lab_layers, a_network_without_norms_says_so_where_they_are_shown)
{
    Bench b;
    bench_open(&b, shape_features(2));
    b.shot->kind = INSPECT_AFTER_NORM;
    b.shot->layers_shown = 3; // of another
    begin(&b, 0);
    lab_histograms_draw(&b.canvas, &b.space, 0, PLACE, &themes[0]);
    cr_expect(look_text(&b.canvas, "no norms", PLACE, NULL));
    bench_close(&b);
}

Test(lab_layers, running_statistics_stand_below_those_of_the_batch_on_one_axis)
{
    Bench b;
    bench_open(&b, shape_features(2));
    LabNorms *norms = &b.shot->norms[0];
    norms->count = 1;
    norms->norms[0] = (NormShot){ .features = 1,
                                  .shown = 1,
                                  .lists = { [NORM_GAMMA] = 0,
                                             [NORM_BETA] = 1,
                                             [NORM_BATCH_MEAN] = 2,
                                             [NORM_BATCH_VAR] = 3,
                                             [NORM_RUNNING_MEAN] = 4,
                                             [NORM_RUNNING_VAR] = 5 } };
    const float values[] = { 1.5f, -0.5f, 4, 9, 2, 4 };
    memcpy(norms->values, values, sizeof values);
    const NormShot *norm = &norms->norms[0];
    float low, high;
    lab_norm_axis(norms, norm, NORM_STRIP_BATCH_MEAN, &low, &high);
    cr_expect(low == 0 && high == 4);
    lab_norm_axis(norms, norm, NORM_STRIP_RUNNING_MEAN, &low, &high);
    cr_expect(low == 0 && high == 4, "the same");
    lab_norm_axis(norms, norm, NORM_STRIP_RUNNING_STD, &low, &high);
    cr_expect(low == 0 && high == 3, "a standard deviation, not a variance");
    const unsigned strips = lab_norm_strips(norm, NORM_STRIPS_BEFORE | NORM_STRIPS_AFTER);
    cr_expect_eq(lab_norm_strip_count(strips), 6);
    begin(&b, 0);
    const Rect place = { 100, 50, 300, 96 };
    lab_norm_draw(&b.canvas, norms, norm, strips, place, themes[0].good, &themes[0]);
    expect_inside(&b, place, "norm");
    Rect ticks[8];
    cr_assert_eq(look_boxes(&b.canvas, themes[0].good, place, ticks, 8), 6);
    const float from = ticks[3].x - (ticks[2].x - ticks[3].x); // 4, 2: so 0
    cr_expect_gt(ticks[2].x, ticks[3].x, "the batch's mean is larger");
    LookText name;
    cr_assert(look_text(&b.canvas, "μ running", place, &name));
    cr_expect_gt(from, name.rect.x + name.rect.w - 1, "the axis begins behind the names");
    cr_expect(name.rect.y > ticks[2].y && name.rect.y + name.rect.h < ticks[4].y + 8);
    Rect strip;
    const int at = lab_norm_strip_at(strips, place, name.rect.x, name.rect.y + 4, &strip);
    cr_expect_eq(at, NORM_STRIP_RUNNING_MEAN, "%d", at);
    cr_expect(rect_has(strip, ticks[3].x, ticks[3].y + 1));
    for (int i = 0; i < NORM_STRIP_COUNT; i++) {
        static const char *const signs[] = { "γ", "β", "μ", "μ", "σ", "σ" };
        cr_expect(strstr(lab_norm_strip_about((NormStrip)i), signs[i]), "%d", i);
    }
    bench_close(&b);
}

Test(lab_layers, a_norm_without_running_statistics_has_gamma_and_beta_alone)
{
    const NormShot norm = { .shown = 4,
                            .lists = { [NORM_GAMMA] = 0,
                                       [NORM_BETA] = 4,
                                       [NORM_BATCH_MEAN] = -1,
                                       [NORM_BATCH_VAR] = -1,
                                       [NORM_RUNNING_MEAN] = -1,
                                       [NORM_RUNNING_VAR] = -1 } };
    cr_expect_eq(lab_norm_strips(&norm, NORM_STRIPS_BEFORE | NORM_STRIPS_AFTER), NORM_STRIPS_AFTER);
    cr_expect_eq(lab_norm_strips(&norm, NORM_STRIPS_BEFORE), 0);
}
