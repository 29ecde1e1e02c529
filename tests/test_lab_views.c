// Pictures of the Network room as lists of shapes: nothing leaves its place, no text is cut, and
// their number stays bounded, for every count of classes and every shape of network.
#include "app/network/lab_columns.h"
#include "app/network/lab_losses.h"
#include "app/network/lab_study.h"
#include "look.h"
#include "mono_metrics.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINES_MOST = 1500 };

static const Rect PLACES[] = { { 100, 50, 150, 150 },
                               { 100, 50, 190, 190 },
                               { 100, 50, 380, 380 } };
static const float HAIR = 1.5f; // outlines may stand out that far

typedef struct Bench {
    LabSpace space;
    LabShot *shot;
    Canvas canvas;
} Bench;

static void bench_open(Bench *b)
{
    memset(b, 0, sizeof *b);
    b->shot = calloc(1, sizeof *b->shot);
    cr_assert(b->shot);
    b->shot->network_count = 1;
    b->shot->networks[0].confusion_validation = true;
    b->space.shot = b->shot;
}

static void bench_close(Bench *b)
{
    canvas_finish(&b->canvas);
    free(b->shot);
}

static void bench_begin(Bench *b)
{
    canvas_begin(&b->canvas, &metrics, 1280, 720, themes[0].background);
}

static void expect_inside(const Bench *b, Rect place, const char *what)
{
    for (size_t i = 0; i < b->canvas.shapes.count; i++) {
        const Shape *s = &b->canvas.shapes.items[i];
        if (s->kind != SHAPE_BOX) {
            continue;
        }
        const float w = fabsf(s->box.cosine) * s->box.half_w + fabsf(s->box.sine) * s->box.half_h;
        const float h = fabsf(s->box.sine) * s->box.half_w + fabsf(s->box.cosine) * s->box.half_h;
        cr_expect(s->box.x - w >= place.x - HAIR && s->box.x + w <= place.x + place.w + HAIR &&
                      s->box.y - h >= place.y - HAIR && s->box.y + h <= place.y + place.h + HAIR,
                  "%s: a shape at %g, %g is outside %g x %g", what, s->box.x, s->box.y, place.w,
                  place.h);
    }
    cr_expect_eq(b->canvas.cut.count, 0, "%s: a text is cut", what);
}

static int texts_of(const Canvas *canvas, const char *text)
{
    int count = 0;
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *s = &canvas->shapes.items[i];
        count += s->kind == SHAPE_TEXT && s->text.length == strlen(text) &&
                 memcmp(canvas_text_of(canvas, s), text, strlen(text)) == 0;
    }
    return count;
}

// Seven of eight rows are right, the eighth is taken for the next class.
static void fill_confusion(Bench *b, int classes)
{
    NetShot *net = &b->shot->networks[0];
    memset(net->confusion, 0, sizeof net->confusion);
    b->shot->features = 8;
    b->shot->classes = classes;
    for (int k = 0; k < classes; k++) {
        snprintf(b->shot->class_names[k], sizeof b->shot->class_names[k], "%d", k);
        net->confusion[k * classes + k] = 7;
        net->confusion[k * classes + (k + 1) % classes] += 1;
    }
}

Test(lab_views, a_confusion_matrix_fits_its_place_for_any_number_of_classes)
{
    Bench b;
    bench_open(&b);
    for (int classes = 2; classes <= DATASET_CLASSES_MAX; classes++) {
        fill_confusion(&b, classes);
        for (size_t i = 0; i < COUNT(PLACES); i++) {
            char what[32];
            snprintf(what, sizeof what, "%d classes", classes);
            bench_begin(&b);
            lab_matrix_draw(&b.canvas, &b.space, 0, PLACES[i], &themes[0]);
            expect_inside(&b, PLACES[i], what);
        }
    }
    bench_close(&b);
}

Test(lab_views, cells_large_enough_have_their_counts_and_rows_their_share)
{
    Bench b;
    bench_open(&b);
    fill_confusion(&b, 5);
    bench_begin(&b);
    lab_matrix_draw(&b.canvas, &b.space, 0, PLACES[1], &themes[0]);
    cr_expect_eq(texts_of(&b.canvas, "7"), 5);
    cr_expect_eq(texts_of(&b.canvas, "88 %"), 5);
    fill_confusion(&b, 90);
    bench_begin(&b);
    lab_matrix_draw(&b.canvas, &b.space, 0, PLACES[1], &themes[0]);
    cr_expect_eq(texts_of(&b.canvas, "88 %"), 0);
    bench_close(&b);
}

// Four columns on 1280 px: names have room beside the rows and not above the columns.
Test(lab_views, a_narrow_matrix_has_letters_above_and_says_which_side_is_true)
{
    static const char *const names[] = { "circle", "square", "triangle" };
    static const char *const letters[] = { "c", "s", "t" };
    static const char *const captions[] = { "rows: true · columns: said · 24 validation rows",
                                            "rows: true · 24 validation rows",
                                            "rows: true · columns: said", "rows: true" };
    Bench b;
    bench_open(&b);
    fill_confusion(&b, 3);
    for (int k = 0; k < 3; k++) {
        snprintf(b.shot->class_names[k], sizeof b.shot->class_names[k], "%s", names[k]);
    }
    for (float wide = 330; wide >= 90; wide -= 10) {
        const Rect place = { 100, 50, wide, 170 };
        int told = 0;
        bench_begin(&b);
        lab_matrix_draw(&b.canvas, &b.space, 0, place, &themes[0]);
        expect_inside(&b, place, "narrow");
        for (int k = 0; k < 3 && wide <= 230 && wide >= 170; k++) {
            LookText head, row;
            cr_assert(look_text(&b.canvas, letters[k], place, &head), "%g: %s", wide, letters[k]);
            cr_assert(look_text(&b.canvas, names[k], place, &row), "%g: %s", wide, names[k]);
            cr_expect(head.rect.x > row.rect.x + row.rect.w && head.rect.y < row.rect.y);
        }
        for (size_t i = 0; i < COUNT(captions); i++) {
            told += texts_of(&b.canvas, captions[i]);
        }
        cr_expect_eq(told, 1, "%g", wide);
    }
    bench_close(&b);
}

// Where one network's number is longer, all have the shorter words.
Test(lab_views, losses_have_the_same_words_in_all_columns)
{
    Bench b;
    int in_full = 0, in_short = 0;
    bench_open(&b);
    b.shot->network_count = 2;
    for (int i = 0; i < 2; i++) {
        b.shot->networks[i].train = (TrainScore){ .loss = i ? 0.0832 : 0.5, .accuracy = 0.9 };
        b.shot->networks[i].validation = (TrainScore){ .loss = i ? 0.0246 : 0.5, .accuracy = 0.9 };
    }
    for (float wide = 140; wide <= 360; wide += 4) {
        for (float high = 22; high <= 60; high += 38) {
            const Rect place = { 100, 50, high > 30 ? wide / 2 : wide, high };
            char first[2][16] = { "", "" };
            for (int i = 0; i < 2; i++) {
                LookText text;
                bench_begin(&b);
                lab_losses_draw(&b.canvas, place, b.shot, i, &themes[0]);
                cr_assert_geq(look_texts(&b.canvas, place, &text, 1), 1);
                snprintf(first[i], sizeof first[i], "%.*s", (int)strcspn(text.text, "0123456789–"),
                         text.text);
            }
            cr_expect_str_eq(first[0], first[1], "in %g px", place.w);
            in_full += strcmp(first[1], "train loss ") == 0;
            in_short += strcmp(first[1], "t ") == 0;
        }
    }
    cr_expect(in_full > 0 && in_short > 0);
    bench_close(&b);
}

static void fill_weights(NetShot *net, int features)
{
    int in = features;
    net->weight_total = 0;
    for (int i = 0; i <= net->spec.hidden_count; i++) {
        const int out = i < net->spec.hidden_count ? net->spec.hidden[i] : net->outputs;
        for (int k = 0; k < in * out; k++) {
            net->weights[net->weight_total++] = (float)(k % 7 - 3) / 3;
        }
        in = out;
    }
}

static int lines_of(const Canvas *canvas)
{
    int lines = 0;
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *s = &canvas->shapes.items[i];
        lines += s->kind == SHAPE_BOX && s->box.radius == 0 && s->box.half_w > 4 * s->box.half_h;
    }
    return lines;
}

Test(lab_views, wirings_fit_and_have_a_bounded_number_of_lines)
{
    static const struct {
        int features, outputs, count, hidden[NET_HIDDEN_MAX];
    } shapes[] = {
        { 2, 2, 0, { 0 } },     { 2, 1, 1, { 4 } },
        { 2, 2, 2, { 8, 8 } },  { 2, 3, 2, { 40, 40 } },
        { 2, 2, 1, { 512 } },   { 9, 4, 12, { 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9 } },
        { 100, 10, 1, { 16 } },
    };
    Bench b;
    bench_open(&b);
    NetShot *net = &b.shot->networks[0];
    for (size_t i = 0; i < COUNT(shapes); i++) {
        b.shot->features = shapes[i].features;
        fill_confusion(&b, shapes[i].outputs > 1 ? shapes[i].outputs : 2);
        b.shot->features = shapes[i].features;
        net->outputs = shapes[i].outputs;
        b.shot->shape = shape_features(shapes[i].features);
        net_spec_defaults(&net->spec);
        net->spec.hidden_count = shapes[i].count;
        memcpy(net->spec.hidden, shapes[i].hidden, sizeof net->spec.hidden);
        fill_weights(net, shapes[i].features);
        for (size_t p = 0; p < COUNT(PLACES); p++) {
            char what[64];
            snprintf(what, sizeof what, "%d inputs, %d layers, %d weights", shapes[i].features,
                     shapes[i].count, net->weight_total);
            bench_begin(&b);
            lab_wiring_draw(&b.canvas, &b.space, 0, PLACES[p], &themes[0]);
            expect_inside(&b, PLACES[p], what);
            cr_expect_gt(lines_of(&b.canvas), 0, "%s: nothing is drawn", what);
            cr_expect_leq(lines_of(&b.canvas), LINES_MOST, "%s", what);
        }
    }
    bench_close(&b);
}

Test(lab_views, weights_that_are_not_finite_or_all_zero_draw_no_line)
{
    Bench b;
    bench_open(&b);
    NetShot *net = &b.shot->networks[0];
    fill_confusion(&b, 2);
    b.shot->features = 2;
    b.shot->shape = shape_features(2);
    net_spec_defaults(&net->spec);
    net->spec.hidden_count = 0;
    net->outputs = 2;
    net->weight_total = 4;
    for (int zero = 0; zero < 2; zero++) {
        for (int i = 0; i < 4; i++) {
            net->weights[i] = zero ? 0 : NAN;
        }
        bench_begin(&b);
        lab_wiring_draw(&b.canvas, &b.space, 0, PLACES[2], &themes[0]);
        expect_inside(&b, PLACES[2], "nothing to draw");
        cr_expect_leq(lines_of(&b.canvas), 2, "the legend's two alone");
    }
    bench_close(&b);
}

static void fill_layer(Bench *b, double low, double high)
{
    NetShot *net = &b->shot->networks[0];
    net->layer_count = b->shot->layers_shown = 1;
    net->low_of[0] = low;
    net->high_of[0] = high;
    memset(net->counts[0], 0, sizeof net->counts[0]);
    net->counts[0][30] = net->counts[0][31] = 100;
    net->stats[0] = (LayerStats){ .count = 400, .std = 1, .zero_share = 0.25 };
}

// The ends of the scale below the bars, and zero where it lies: a line through the bars with a 0.
Test(lab_views, histograms_tell_their_scale)
{
    Bench b;
    bench_open(&b);
    const Rect row = { 100, 50, 380, 60 };
    const Theme *t = &themes[0];
    LookText low, high, zero;
    fill_layer(&b, -3, 1);
    bench_begin(&b);
    lab_histograms_draw(&b.canvas, &b.space, 0, row, t);
    cr_assert(look_text(&b.canvas, "-3", row, &low) && look_text(&b.canvas, "1", row, &high) &&
              look_text(&b.canvas, "0", row, &zero));
    const float from = low.rect.x, to = high.rect.x + high.rect.w;
    const float middle = zero.rect.x + zero.rect.w / 2;
    cr_expect_float_eq(middle, from + 0.75f * (to - from), 1.5f);
    Rect lines[4];
    cr_assert_eq(look_boxes(&b.canvas, t->muted, row, lines, 4), 1, "the mark at zero");
    cr_expect_float_eq(lines[0].x, middle, 1.5f);
    cr_expect_gt(lines[0].h, 30);
    // In a low row they stand beside the bars.
    bench_begin(&b);
    lab_histograms_draw(&b.canvas, &b.space, 0, (Rect){ 100, 50, 380, 26 }, t);
    cr_expect_eq(texts_of(&b.canvas, "-3…1"), 1);
    // Without negative values zero is an end.
    fill_layer(&b, 0, 2);
    bench_begin(&b);
    lab_histograms_draw(&b.canvas, &b.space, 0, row, t);
    cr_expect_eq(texts_of(&b.canvas, "0"), 1);
    cr_expect_eq(look_boxes(&b.canvas, t->muted, row, lines, 4), 1);
    bench_close(&b);
}

// Values beyond the scale stand in the outer bars, which a point in the colour of warnings tells.
Test(lab_views, bars_that_hold_what_lies_beyond_the_scale_are_marked)
{
    Bench b;
    bench_open(&b);
    const Rect row = { 100, 50, 380, 60 };
    const Theme *t = &themes[0];
    for (int sides = 0; sides < 4; sides++) {
        LookPoint marks[4];
        fill_layer(&b, -3, 1);
        b.shot->networks[0].stats[0].min = sides & 1 ? -4 : -3;
        b.shot->networks[0].stats[0].max = sides & 2 ? 700 : 1;
        bench_begin(&b);
        lab_histograms_draw(&b.canvas, &b.space, 0, row, t);
        const int count = look_markers(&b.canvas, t->error, row, marks, 4);
        cr_assert_eq(count, (sides & 1) + (sides >> 1), "sides %d", sides);
        for (int i = 0; i < count; i++) {
            const bool left = marks[i].x < row.x + 100;
            cr_expect(sides & (left ? 1 : 2), "at %g", (double)marks[i].x);
        }
    }
    bench_close(&b);
}

// A slot as full as there are exact zeros, left of the first power of ten; the bars in their place.
Test(lab_views, magnitudes_stand_at_their_powers_of_ten_and_zeros_apart)
{
    Bench b;
    bench_open(&b);
    const Rect row = { 100, 50, 380, 60 };
    const Theme *t = &themes[0];
    const Color color = labspace_color(&b.space, 0, t);
    LookText low, high;
    b.shot->log = true;
    fill_layer(&b, 1e-9, 10);
    bench_begin(&b);
    lab_histograms_draw(&b.canvas, &b.space, 0, row, t);
    cr_assert(look_text(&b.canvas, "1e-9", row, &low) && look_text(&b.canvas, "10", row, &high));
    const float from = low.rect.x, to = high.rect.x + high.rect.w;
    Rect bars[4], slots[2];
    cr_assert_eq(look_boxes(&b.canvas, color, row, bars, 4), 2);
    cr_expect_float_eq(bars[0].x, from + 0.6f * (to - from), 1);
    cr_assert_eq(look_boxes(&b.canvas, color_mix(color, t->muted, 0.5f), row, slots, 2), 1);
    cr_expect_leq(slots[0].x + slots[0].w, from);
    cr_expect_float_eq(slots[0].h, bars[0].h / 4, 0.1f, "a quarter of all");
    Rect powers[32];
    const int count = look_boxes(&b.canvas, t->line, row, powers, 32);
    cr_expect_gt(count, 3);
    for (int i = 0; i < count; i++) { // at whole powers
        const float at = 10 * (powers[i].x + 0.5f - from) / (to - from);
        cr_expect_float_eq(at, roundf(at), 0.05f);
    }
    bench_close(&b);
}

Test(lab_views, a_network_too_large_for_its_weights_has_its_layers_drawn)
{
    Bench b;
    bench_open(&b);
    NetShot *net = &b.shot->networks[0];
    fill_confusion(&b, 2);
    b.shot->features = 2;
    b.shot->shape = shape_features(2);
    b.space.picture = LAB_PICTURE_WIRING;
    net_spec_defaults(&net->spec);
    net->outputs = 2;
    for (size_t p = 0; p < COUNT(PLACES); p++) {
        for (int large = 0; large < 2; large++) {
            fill_weights(net, 2);
            net->weight_total = large ? 0 : net->weight_total;
            bench_begin(&b);
            lab_picture_draw(&b.canvas, &b.space, 0, PLACES[p], &themes[0]);
            expect_inside(&b, PLACES[p], "layers");
            cr_expect_eq(texts_of(&b.canvas, "input 2"), large);
            cr_expect_eq(texts_of(&b.canvas, "w>0"), !large);
        }
    }
    bench_close(&b);
}

// In a row high enough for two lines, in one for a single line.
Test(lab_views, histograms_tell_what_is_not_finite)
{
    Bench b;
    bench_open(&b);
    NetShot *net = &b.shot->networks[0];
    net->layer_count = b.shot->layers_shown = 2;
    for (int layer = 0; layer < 2; layer++) {
        net->high_of[layer] = 1;
        net->counts[layer][3] = net->counts[layer][SHOT_BINS - 1] = 100;
        net->stats[layer] = (LayerStats){ .count = 100, .std = 1, .zero_share = 0.5 };
    }
    net->stats[1].bad = 12;
    for (float height = 40; height <= 200; height += 160) {
        bench_begin(&b);
        lab_histograms_draw(&b.canvas, &b.space, 0, (Rect){ 100, 50, 380, height }, &themes[0]);
        cr_expect_eq(texts_of(&b.canvas, "12 not finite"), 1, "height %g", height);
        LookText told;
        Rect bars[64];
        cr_assert(look_text(&b.canvas, "12 not finite", LOOK_ALL, &told));
        const int count =
            look_boxes(&b.canvas, labspace_color(&b.space, 0, &themes[0]), LOOK_ALL, bars, 64);
        for (int i = 0; i < count; i++) {
            cr_expect(bars[i].y > told.rect.y + told.rect.h ||
                          bars[i].y + bars[i].h < told.rect.y ||
                          bars[i].x + bars[i].w <= told.rect.x,
                      "it lies over no bar");
        }
        cr_expect_eq(texts_of(&b.canvas, "0 not finite"), 0);
    }
    bench_close(&b);
}

Test(lab_views, a_study_shows_what_is_done_and_the_titles_of_all)
{
    const Rect page = { 264, 44, 1016, 518 };
    Bench b;
    bench_open(&b);
    for (StudyKind kind = 0; kind < STUDY_COUNT; kind++) {
        b.space.study = study_create(kind, 1, NULL, NULL);
        while (study_done(b.space.study) < 3) {
        }
        for (size_t t = 0; t < THEME_COUNT; t++) {
            bench_begin(&b);
            lab_study_draw(&b.canvas, &b.space, page, &themes[t]);
            expect_inside(&b, page, studies[kind].kind.key);
            cr_expect_eq(texts_of(&b.canvas, studies[kind].kind.name), 1);
            cr_expect_eq(texts_of(&b.canvas, studies[kind].kind.about), 1);
        }
        study_destroy(b.space.study);
    }
    cr_expect_eq(texts_of(&b.canvas, "σ = 0.0001"), 1);
    bench_close(&b);
}
