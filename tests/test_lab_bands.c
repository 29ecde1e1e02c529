// Histograms over steps as they are drawn, against the quantiles in the snapshot; and networks that
// are seen at their best.
#include "app/network/lab_bands.h"
#include "app/network/lab_best.h"
#include "app/network/lab_curves.h"
#include "app/network/lab_judgement.h"
#include "app/network/lab_views.h"
#include "app/network/labspace_moment.h"
#include "base/text.h"
#include "lab_bench.h"
#include "look.h"
#include "ui/layout.h"

// Three networks, of which the second begins far wider.
static Bench *open_bands(void)
{
    static const char *const nets[] = { "init=xavier_normal", "init=normal std=0.7",
                                        "init=xavier_normal dropout=0.2", NULL };
    Bench *b = lab_open("moons noise=0.25 n=80",
                        "hidden=8,8,8 activation=tanh optimizer=adam lr=0.02 batch=8", nets);
    space_of(b)->wish.look.bands = true;
    labspace_changed(space_of(b));
    labspace_seek(space_of(b), 240);
    bench_rested(b);
    bench_move(b, 5, 5);
    bench_frame(b);
    cr_assert(lab_has_bands(space_of(b)));
    return b;
}

static const LabBands *bands_of(Bench *b, int network)
{
    return &space_of(b)->shot->bands[network];
}

static Rect plot_at(Bench *b, int network, int layer)
{
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "lab.layers.%d", network);
    return lab_bands_plot(&b->app.shell.canvas, space_of(b), network, bench_rect(b, name), layer);
}

static Color shade_of(Bench *b, int network, float share)
{
    const Theme *t = b->app.shell.ui.theme;
    return color_mix(color_mix(t->background, t->line, 0.5f),
                     labspace_color(space_of(b), network, t), share);
}

static const float WIDE = 0.32f, INNER = 0.68f;

// The left edge of a band's piece that begins at x: from `top` down to `bottom`.
static bool edge_at(Bench *b, Color color, Rect plot, float x, float *top, float *bottom)
{
    const Canvas *canvas = &b->app.shell.canvas;
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *s = &canvas->shapes.items[i];
        if (s->kind == SHAPE_POLYGON && s->polygon.count == 4 &&
            memcmp(&s->fill, &color, sizeof color) == 0 && fabsf(s->polygon.x[0] - x) < 0.1f &&
            s->polygon.y[0] > plot.y - 2 && s->polygon.y[3] < plot.y + plot.h + 2) {
            *top = s->polygon.y[0];
            *bottom = s->polygon.y[3];
            return true;
        }
    }
    return false;
}

static int pieces(Bench *b, Color color)
{
    const Canvas *canvas = &b->app.shell.canvas;
    int count = 0;
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *s = &canvas->shapes.items[i];
        count += s->kind == SHAPE_POLYGON && memcmp(&s->fill, &color, sizeof color) == 0;
    }
    return count;
}

static float x_of(Bench *b, Rect plot, long step)
{
    const Plot along = { .area = plot, .x = lab_bands_steps(space_of(b)), .y = { 0, 1, false } };
    return plot_x(&along, (double)step);
}

// An even scale's height.
static float y_of(Rect plot, const BandScale *scale, double value)
{
    return plot.y + plot.h * (float)(1 - (value - scale->low) / (scale->high - scale->low));
}

// How many points are drawn: the last one, and before it those that lie apart. (How many there are
// is a matter of how often a busy machine let them be looked at.)
static int drawn_points(Bench *b, Rect plot, const LabBands *bands)
{
    int count = 0;
    float before = -INFINITY;
    for (int i = 0; i < bands->count; i++) {
        const float x = x_of(b, plot, bands->points[i].step);
        if (i + 1 == bands->count || x >= before + 1.5f) {
            before = x;
            count++;
        }
    }
    return count;
}

Test(lab_bands, are_where_the_snapshots_quantiles_are)
{
    static const struct {
        float share;
        int low, high;
    } shades[] = { { WIDE, 0, 4 }, { INNER, 1, 3 } };
    Bench *b = open_bands();
    for (int network = 0; network < 3; network++) {
        const LabBands *bands = bands_of(b, network);
        cr_assert(bands->count > 10 && bands->layer_count == 3);
        for (int layer = 0; layer < 3; layer++) {
            const Rect plot = plot_at(b, network, layer);
            const BandScale scale = lab_band_scale(space_of(b), network, layer);
            int found = 0;
            for (int i = 0; i < bands->count; i++) {
                const float *q = bands->points[i].layers[layer].quantiles;
                for (int k = 0; k < 2; k++) {
                    float top, bottom;
                    if (edge_at(b, shade_of(b, network, shades[k].share), plot,
                                x_of(b, plot, bands->points[i].step), &top, &bottom)) {
                        cr_expect_float_eq(top + 0.5f, y_of(plot, &scale, q[shades[k].high]), 0.1);
                        cr_expect_float_eq(bottom - 0.5f, y_of(plot, &scale, q[shades[k].low]),
                                           0.1);
                        found++;
                    }
                }
            }
            const int due = 2 * (drawn_points(b, plot, bands) - 1);
            cr_expect_eq(found, due, "network %d, layer %d: %d of %d pieces", network, layer,
                         found, due);
        }
    }
    bench_close(b);
}

Test(lab_bands, of_a_layer_have_one_scale_in_all_networks_or_each_its_own)
{
    Bench *b = open_bands();
    LabSpace *space = space_of(b);
    for (int layer = 0; layer < 3; layer++) {
        const BandScale first = lab_band_scale(space, 0, layer);
        double low = INFINITY, high = -INFINITY;
        for (int i = 0; i < 3; i++) {
            const BandScale scale = lab_band_scale(space, i, layer);
            cr_expect(scale.low == first.low && scale.high == first.high, "layer %d", layer);
            for (int k = 0; k < bands_of(b, i)->count; k++) {
                const float *q = bands_of(b, i)->points[k].layers[layer].quantiles;
                low = fmin(low, q[0]);
                high = fmax(high, q[4]);
            }
        }
        cr_expect(first.low == low && first.high == high, "%g..%g, not %g..%g", first.low,
                  first.high, low, high);
    }
    space->wish.look.own = true;
    cr_expect_neq(lab_band_scale(space, 0, 0).high, lab_band_scale(space, 1, 0).high);
    bench_close(b);
}

Test(lab_bands, of_a_network_that_explodes_leave_the_scale_to_the_others)
{
    Bench *b = open_bands();
    LabBands *bands = &((LabShot *)space_of(b)->shot)->bands[1];
    bands->points[bands->count - 1].layers[0].quantiles[4] = 1e6f;
    cr_expect_leq(lab_band_scale(space_of(b), 0, 0).high, 4);
    cr_expect_eq(lab_band_place(&(BandScale){ -1, 1, 0 }, 1e6), 1);
    space_of(b)->wish.look.own = true;
    cr_expect_geq(lab_band_scale(space_of(b), 1, 0).high, 1e6 - 1);
    bench_close(b);
}

Test(lab_bands, by_powers_of_ten_on_both_sides_of_zero)
{
    const BandScale scale = { -10, 10, 0.01 };
    cr_expect_float_eq(lab_band_place(&scale, 0), 0.5, 1e-6);
    cr_expect_float_eq(lab_band_place(&scale, 10), 1, 1e-6);
    const float one = lab_band_place(&scale, 1), tenth = lab_band_place(&scale, 0.1);
    const float ten = lab_band_place(&scale, 10);
    cr_expect_float_eq(ten - one, one - tenth, 0.002, "a power of ten is as high as another");
    cr_expect_float_eq(lab_band_place(&scale, -1), 1 - one, 1e-6);
    Bench *b = open_bands();
    space_of(b)->wish.look.log[INSPECT_ACTIVATIONS] = true;
    labspace_changed(space_of(b));
    bench_rested(b);
    cr_expect_gt(lab_band_scale(space_of(b), 0, 0).even, 0);
    bench_close(b);
}

Test(lab_bands, tell_step_and_quantiles_at_the_pointer)
{
    Bench *b = open_bands();
    const LabBands *bands = bands_of(b, 1);
    const Rect plot = plot_at(b, 1, 1);
    bench_move(b, x_of(b, plot, 120), plot.y + plot.h / 2);
    bench_frame(b);
    bench_frame(b);
    const Plot along = { .area = plot, .x = lab_bands_steps(space_of(b)), .y = { 0, 1, false } };
    const double at = plot_x_inverse(&along, b->app.shell.ui.mouse_x);
    const BandPoint *point = bands->points; // the newest until there
    for (int i = 0; i < bands->count && (double)bands->points[i].step <= at; i++) {
        point = &bands->points[i];
    }
    cr_expect(point->step > 110 && point->step < 125);
    char text[64];
    snprintf(text, sizeof text, "tanh 2, step %ld", point->step);
    cr_expect(bench_says(b, text), "%s", text);
    for (int k = 0; k < BAND_QUANTILES; k++) {
        text_short(text, sizeof text, point->layers[1].quantiles[k], 4);
        cr_expect(bench_says(b, text), "%s", text);
    }
    text_short(text, sizeof text, point->layers[1].std, 4);
    cr_expect(bench_says(b, text) && bench_says(b, "median"), "%s", text);
    cr_expect(space_of(b)->hover_network == 1 && space_of(b)->hover_layer == 1);
    bench_click_at(b, x_of(b, plot, point->step), plot.y + plot.h / 2);
    cr_expect(space_of(b)->wish.look.zoom_layer == 1 && space_of(b)->zoom_network == 1);
    bench_close(b);
}

Test(lab_bands, have_the_charts_steps_and_hide_what_is_to_come)
{
    Bench *b = open_bands();
    LabSpace *space = space_of(b);
    const Color wide = shade_of(b, 0, WIDE);
    const int all = pieces(b, wide);
    labspace_seek(space, 60);
    bench_rested(b);
    bench_frame(b);
    cr_expect_geq(pieces(b, wide), all, "what was trained stays");
    space->chart_hide = true;
    bench_frame(b);
    const int some = pieces(b, wide);
    cr_expect(some > 0 && some < all / 2, "%d of %d", some, all);
    const Rect plot = plot_at(b, 0, 0);
    bench_move(b, plot.x + plot.w * 0.8f, plot.y + plot.h / 2);
    bench_frame(b);
    bench_frame(b);
    cr_expect(bench_says(b, "tanh 1: still to come"));
    space->axes.steps = (LabPart){ true, 40, 120, false };
    const PlotScale steps = lab_bands_steps(space);
    cr_expect(steps.low == 40 && steps.high == 120);
    bench_close(b);
}

// Everything by the mouse: the switch in the bar, and back.
Test(lab_bands, are_switched_on_above_the_columns)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_click(b, "lab.bands");
    labspace_seek(space, 60);
    bench_rested(b);
    cr_expect(space->wish.look.bands && lab_has_bands(space));
    cr_expect_gt(pieces(b, shade_of(b, 0, WIDE)), 5);
    cr_expect(bench_says(b, "5–95 %") && bench_says(b, "median"));
    LabShow show;
    labspace_shown(space, &show);
    cr_expect(show.bands == 1);
    bench_click(b, "lab.bands");
    bench_rested(b);
    cr_expect(!lab_has_bands(space));
    cr_expect_eq(pieces(b, shade_of(b, 0, WIDE)), 0);
    bench_close(b);
}

// The first and the last step below the last row, at its ends.
Test(lab_bands, have_their_steps_below_them)
{
    Bench *b = open_bands();
    for (int network = 0; network < 3; network++) {
        const Rect plot = plot_at(b, network, 2);
        const Rect below = { plot.x - 1, plot.y + plot.h, plot.w + 2, 16 };
        LookText first, last;
        cr_assert(look_text(&b->app.shell.canvas, "0", below, &first));
        cr_assert(look_text(&b->app.shell.canvas, "240", below, &last));
        cr_expect_float_eq(first.rect.x, plot.x, 1.5);
        cr_expect_float_eq(last.rect.x + last.rect.w, plot.x + plot.w, 1.5);
    }
    cr_expect_not(bench_says(b, "not recorded: Home, then Space"));
    space_of(b)->axes.steps = (LabPart){ true, 40, 120, false };
    bench_move(b, 5, 5);
    bench_frame(b);
    const Rect plot = plot_at(b, 0, 2);
    const Rect below = { plot.x - 1, plot.y + plot.h, plot.w + 2, 16 };
    cr_expect(look_text(&b->app.shell.canvas, "40", below, NULL));
    cr_expect(look_text(&b->app.shell.canvas, "120", below, NULL));
    bench_close(b);
}

// Of a training that was not watched nothing is recorded: the box says so, and what gives it.
Test(lab_bands, say_what_is_not_recorded_and_how_it_is)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    space->chart_hide = false;
    labspace_seek(space, 300);
    bench_rested(b);
    space->wish.look.bands = true;
    labspace_changed(space);
    bench_rested(b);
    bench_move(b, 5, 5);
    bench_frame(b);
    LabBands *bands = &((LabShot *)space->shot)->bands[0];
    cr_assert(lab_has_bands(space) && bands->count > 0);
    bands->points[0] = bands->points[bands->count - 1];
    bands->count = 1;
    bench_frame(b);
    LookText text;
    cr_assert(look_text_begins(&b->app.shell.canvas, "not recorded", plot_at(b, 0, 0), &text) &&
              look_text_has(&b->app.shell.canvas, "Home, then Space", plot_at(b, 0, 0), NULL));
    bench_close(b);
}

// Of a deep network the first layers have bands, and it is said how many those are.
Test(lab_bands, of_deep_networks_say_how_many_layers_they_are)
{
    static const char *const one[] = { "init=he_normal", NULL };
    Bench *b = lab_open("moons noise=0.25 n=40", "hidden=30x4 activation=relu batch=8", one);
    space_of(b)->wish.look.bands = true;
    labspace_changed(space_of(b));
    labspace_seek(space_of(b), 20);
    bench_rested(b);
    cr_assert_eq(lab_bands_rows(space_of(b), 0), BANDS_LAYERS);
    cr_expect(bench_says(b, "24 of 30 layers"));
    const Rect first = plot_at(b, 0, 0), last = plot_at(b, 0, BANDS_LAYERS - 1);
    cr_expect(last.h > 3 && last.y > first.y + 23 * first.h);
    bench_close(b);
}

// In every size each layer's row lies within the column, below the one before.
Test(lab_bands, lie_below_each_other_at_every_size)
{
    static const struct Size {
        int w, h;
        float scale;
    } sizes[] = {
        { 1280, 720, 1 }, { 1366, 768, 1 }, { 1920, 1080, 1 }, { 1920, 1080, 2 }, { 800, 480, 1 }
    };
    Bench *b = open_bands();
    for (size_t i = 0; i < COUNT(sizes); i++) {
        app_resize(&b->app, sizes[i].w, sizes[i].h, sizes[i].scale);
        bench_frame(b);
        bench_frame(b);
        for (int network = 0; network < 3; network++) {
            char name[UI_NAME_MAX];
            snprintf(name, sizeof name, "lab.layers.%d", network);
            const UiControl *layers = ui_find(&b->app.shell.ui, name);
            for (int layer = 0; layers && layer < 3; layer++) {
                const Rect r =
                    lab_bands_plot(&b->app.shell.canvas, space_of(b), network, layers->rect, layer);
                cr_expect(r.x >= layers->rect.x && r.x + r.w <= layers->rect.x + layers->rect.w);
                cr_expect(r.y >= layers->rect.y && r.y + r.h <= layers->rect.y + layers->rect.h);
                cr_expect(r.w > 20 && r.h > 3, "%dx%d: %g x %g", sizes[i].w, sizes[i].h, r.w, r.h);
            }
        }
    }
    bench_close(b);
}

// ---- at their best

static Bench *open_overfitting(void)
{
    static const char *const nets[] = { "init=he_normal", "init=xavier_normal", NULL };
    Bench *b =
        lab_open("moons noise=0.4 n=60", "hidden=24,24 optimizer=adam lr=0.03 batch=8", nets);
    labspace_seek(space_of(b), 300);
    bench_rested(b);
    for (int i = 0; i < 2; i++) {
        cr_assert(net_of(b, i)->best_epoch > 0 && net_of(b, i)->best_step < 300);
    }
    return b;
}

static void expect_best(Bench *b, int network, const char *what)
{
    char text[64];
    const NetShot *net = net_of(b, network);
    snprintf(text, sizeof text, "best, epoch %ld", net->best_epoch);
    cr_expect(net->best && lab_best_shown(space_of(b), network), "%s", what);
    cr_expect(bench_says(b, text), "%s: %s", what, text);
    cr_expect(same_number(net->validation.loss, net->best_loss), "%s", what);
}

Test(lab_best, state_is_that_of_the_best_epoch_and_said_in_the_head)
{
    Bench *b = open_overfitting();
    NetShot *before = net_copy(b, 1), *other = net_copy(b, 0);
    cr_expect(bench_says(b, "best") && !lab_best_shown(space_of(b), 1));
    bench_click(b, "lab.best.1");
    bench_rested(b);
    expect_best(b, 1, "by the mouse");
    const NetShot *net = net_of(b, 1);
    const size_t cells = (size_t)net->surface_side * (size_t)net->surface_side;
    cr_expect_neq(memcmp(net->surface_value, before->surface_value, cells * sizeof(float)), 0);
    cr_expect_neq(memcmp(net->counts, before->counts, sizeof net->counts[0]), 0);
    cr_expect(same_moment(net_of(b, 0), other), "the others are as they are");
    NetShot *best = net_copy(b, 1);
    bench_click(b, "lab.best.1");
    bench_rested(b);
    cr_expect(same_moment(net_of(b, 1), before), "now again");
    labspace_seek(space_of(b), best->best_step); // as gone back to there
    bench_rested(b);
    cr_expect_eq(memcmp(net_of(b, 1)->surface_value, best->surface_value, cells * sizeof(float)),
                 0);
    free(before);
    free(other);
    free(best);
    bench_close(b);
}

// How a network learns is told of all its epochs: beside the best one the judgement says of which.
Test(lab_best, state_has_a_judgement_that_says_its_epoch)
{
    Bench *b = open_overfitting();
    char as_now[200], said[200], brief[200];
    JudgementWords words;
    learning_words(&net_of(b, 1)->judgement.learning, &words);
    snprintf(as_now, sizeof as_now, "%s", words.word);
    snprintf(said, sizeof said, "at epoch %ld: %s", net_of(b, 1)->epoch, words.word);
    snprintf(brief, sizeof brief, "epoch %ld: %s", net_of(b, 1)->epoch, words.short_word);
    cr_expect(bench_says(b, as_now) && !bench_says(b, said) && !bench_says(b, brief));
    lab_best_set(space_of(b), 1, true);
    bench_rested(b);
    cr_expect_neq(net_of(b, 1)->epoch, net_of(b, 1)->best_epoch);
    cr_expect(bench_says(b, said) || bench_says(b, brief), "%s", said);
    bench_close(b);
}

Test(lab_best, state_goes_with_its_network)
{
    Bench *b = open_overfitting();
    LabSpace *space = space_of(b);
    space->selected = 1;
    ui_blur(&b->app.shell.ui);
    bench_key(b, SDLK_e);
    bench_rested(b);
    expect_best(b, 1, "by the key");
    labspace_duplicate(space, 0);
    cr_expect_eq(space->wish.look.best, 4u, "the third is the one that was the second");
    LabMoment *before = calloc(1, sizeof *before);
    space->wish.look.best = 5;
    labspace_moment(space, before);
    labspace_remove(space, 0);
    cr_expect_eq(space->wish.look.best, 2u);
    LabShow show;
    labspace_shown(space, &show);
    cr_expect(show.at_best[1]);
    space->wish.spec.data.params.train = 1;
    labspace_shown(space, &show);
    cr_expect_not(show.at_best[1], "without validation rows there is none");
    labspace_restore(space, before);
    cr_expect_eq(space->wish.look.best, 5u, "each has what it had");
    free(before);
    space->wish.look.best = 4;
    labspace_remove(space, 0);
    cr_expect_eq(space->wish.look.best, 2u);
    labspace_remove(space, 1);
    cr_expect_eq(space->wish.look.best, 0u);
    bench_close(b);
}

// On a slide as well; without validation rows there is no best.
Test(lab_best, state_is_told_in_figures_and_needs_validation_rows)
{
    Bench *b = open_overfitting();
    lab_best_set(space_of(b), 0, true);
    bench_rested(b);
    app_resize(&b->app, 1440, 900, 1);
    lab_figure(b->network);
    expect_best(b, 0, "in a figure");
    bench_close(b);
    static const char *const one[] = { "init=he_normal", NULL };
    b = lab_open("moons noise=0.4 n=60 train=1", "hidden=8 batch=8", one);
    labspace_seek(space_of(b), 60);
    bench_rested(b);
    cr_expect_null(ui_find(&b->app.shell.ui, "lab.best.0"));
    lab_best_set(space_of(b), 0, true);
    cr_expect_eq(space_of(b)->wish.look.best, 0u);
    bench_close(b);
}
