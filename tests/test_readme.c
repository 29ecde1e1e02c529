// "Explore initialization in a minute", sentence by sentence, by the hands of a reader.
#include "lab_bench.h"
#include "look.h"

#include "base/file.h"

#include <ctype.h>
#include <stdio.h>

enum { A, B, C, D, LAYERS = 10 };

static char readme[200000];

// The README with every blank and line's end as one blank.
static void readme_load(void)
{
    FILE *file = fopen(README, "r");
    cr_assert(file, "%s", README);
    size_t used = 0;
    for (int c; (c = fgetc(file)) != EOF && used + 1 < sizeof readme;) {
        const bool blank = isspace(c);
        if (!blank || (used > 0 && readme[used - 1] != ' ')) {
            readme[used++] = blank ? ' ' : (char)c;
        }
    }
    fclose(file);
}

// What is followed here is what stands there.
static void sentence(const char *text)
{
    cr_expect(strstr(readme, text), "the README does not say '%s'", text);
}

static double sigma(const Bench *b, int network, int layer)
{
    return net_of(b, network)->stats[layer].std;
}

static bool right_about_all(const NetShot *net)
{
    return net->train.accuracy == 1 && net->validation.accuracy == 1;
}

static void first(Bench *b)
{
    sentence("They train on two spirals for 60 epochs, in 15 seconds, and stop.");
    const double begun_s = clock_seconds();
    bench_lab(b, "initializations");
    bench_answered(b);
    const LabShot *shot = space_of(b)->shot;
    static const char *const names[] = { "N(0, 0.01²)", "N(0, 1²)", "Xavier", "He" };
    cr_assert_eq(shot->network_count, 4);
    for (int i = 0; i < 4; i++) {
        const NetSpec *spec = &net_of(b, i)->spec;
        cr_expect(spec->hidden_count == LAYERS && spec->hidden[0] == 100 && spec->hidden[9] == 100);
        cr_expect_eq(spec->activation, ACTIVATION_RELU);
        cr_expect_eq(net_spec_differ(spec, &net_of(b, 0)->spec) & ~SETTING_BIT(NET_INIT), 0);
        cr_expect_str_eq(net_of(b, i)->name, names[i]);
    }
    cr_expect_eq(space_of(b)->wish.spec.data.kind, DATA_SPIRAL);
    cr_expect_eq(SESSION_PACE_S, 15);
    bench_ended(b);
    cr_expect_gt(clock_seconds() - begun_s, 0.9 * SESSION_PACE_S, "it can be watched");
    for (int i = 0; i < 4; i++) {
        cr_expect_eq(net_of(b, i)->epoch, 60);
    }
}

static void second(Bench *b)
{
    sentence("Press Home, and look down the columns at σ.");
    sentence("In A each layer is more than ten times narrower than the one before, in B five times "
             "wider or more; C loses about a third with each layer, D keeps its spread.");
    bench_key(b, SDLK_HOME);
    bench_rested(b);
    cr_assert(space_of(b)->shot->step == 0 && !space_of(b)->wish.playing);
    for (int k = 1; k < LAYERS; k++) {
        cr_expect_lt(sigma(b, A, k), sigma(b, A, k - 1) / 10, "A, layer %d", k + 1);
        cr_expect_gt(sigma(b, B, k), 5 * sigma(b, B, k - 1), "B, layer %d", k + 1);
        cr_expect(sigma(b, D, k) > sigma(b, D, 0) * 0.7 && sigma(b, D, k) < sigma(b, D, 0) * 1.1);
    }
    const double lost = pow(sigma(b, C, LAYERS - 1) / sigma(b, C, 0), 1.0 / (LAYERS - 1));
    cr_expect_float_eq(lost, 2.0 / 3, 0.05, "C keeps %g", lost);
}

static void third_and_fourth(Bench *b)
{
    sentence("*View*, *Gradients*: none of A's ten layers gets a gradient above 10⁻⁹, and D's get "
             "more than 10⁻⁵.");
    bench_kind(b, INSPECT_GRADIENTS, INSPECT_PLAIN_COUNT);
    bench_rested(b);
    for (int k = 0; k < LAYERS; k++) {
        const LayerStats *a = &net_of(b, A)->stats[k], *d = &net_of(b, D)->stats[k];
        cr_expect(fmax(-a->min, a->max) < 1e-9, "A, layer %d: %g", k + 1, a->max);
        cr_expect(fmax(-d->min, d->max) > 1e-5, "D, layer %d: %g", k + 1, d->max);
    }
    bench_kind(b, INSPECT_ACTIVATIONS, INSPECT_PLAIN_COUNT);

    sentence("Press Space: after 15 seconds A's loss is still log 2 = 0.693, and B's is above "
             "100,000. C and D are right about all points.");
    bench_key(b, SDLK_SPACE);
    bench_ended(b);
    for (int i = 0; i < 4; i++) {
        cr_expect_eq(net_of(b, i)->epoch, 60);
    }
    cr_expect_float_eq(net_of(b, A)->train.loss, log(2), 5e-4);
    cr_expect_float_eq(net_of(b, A)->validation.loss, log(2), 5e-4);
    cr_expect(net_of(b, B)->train.loss > 1e5 && net_of(b, B)->validation.loss > 1e5);
    cr_expect(right_about_all(net_of(b, C)) && right_about_all(net_of(b, D)));
}

static void fifth(Bench *b)
{
    sentence("Click column A and set *Norm* to *Batch*, *before*.");
    sentence("σ is now above 0.5 in every layer. Press Space: the others wait, and it learns to be "
             "right about all points, too.");
    const Rect column = ui_find(&b->app.shell.ui, "lab.column.0.ground")->rect;
    bench_click_at(b, column.x + column.w / 2, column.y + 40);
    bench_norm(b, 1, NORM_BEFORE);
    bench_rested(b);
    cr_assert_eq(net_of(b, A)->step, 0, "anew");
    cr_expect_eq(net_of(b, A)->spec.batchnorm, NORM_BEFORE);
    for (int k = 0; k < LAYERS; k++) {
        cr_expect_gt(sigma(b, A, k), 0.5, "layer %d: %g", k + 1, sigma(b, A, k));
    }
    const long end = net_of(b, D)->step;
    bench_key(b, SDLK_SPACE);
    bench_trained(b, 1);
    while (net_of(b, A)->step < 20) {
        bench_breathe(b);
    }
    cr_expect_eq(net_of(b, D)->step, end, "the others wait");
    bench_ended(b);
    cr_expect(right_about_all(net_of(b, A)));
}

static void sixth(Bench *b)
{
    sentence("Drag the bar below back, or press Left: any moment of the training comes back, to "
             "the bit. Type another rate, press Space: it goes on from there. Ctrl+Z brings the "
             "first training back.");
    LabSpace *space = space_of(b);
    NetShot *first = net_copy(b, D);
    const Rect bar = bench_rect(b, "lab.scrub");
    bench_drag(b, bar.x + bar.w - 1, bar.y + bar.h / 2, bar.x + bar.w * 0.5f, bar.y + bar.h / 2);
    bench_rested(b);
    const long half = space->shot->step;
    cr_expect(half > first->step / 3 && half < first->step * 2 / 3);
    bench_key(b, SDLK_LEFT);
    bench_rested(b);
    cr_expect_eq(space->shot->step, half - 1);
    bench_key(b, SDLK_END);
    bench_rested(b);
    cr_expect(same_moment(first, net_of(b, D)), "to the bit");
    labspace_seek(space, half);
    bench_rested(b);
    bench_wait(b, 2);
    bench_number(b, "lab.optimizer.lr.number", "0.0001");
    bench_key(b, SDLK_SPACE);
    bench_trained(b, half + 10);
    bench_key(b, SDLK_SPACE);
    bench_rested(b);
    cr_expect_lt(space->shot->end, first->step, "another future");
    bench_wait(b, 2);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_rested(b);
    cr_expect_eq(space->shot->end, first->step);
    bench_key(b, SDLK_END);
    bench_rested(b);
    cr_expect(same_moment(first, net_of(b, D)));
    free(first);
}

static void seventh_and_eighth(Bench *b)
{
    sentence("Click a layer to see what each of its units sees of the plane; Esc closes it.");
    const Rect layers = ui_find(&b->app.shell.ui, "lab.layers.3")->rect;
    bench_click_at(b, layers.x + layers.w / 2, layers.y + 8);
    bench_rested(b);
    cr_expect(look_text_begins(&b->app.shell.canvas, "What each unit of", LOOK_ALL, NULL));
    bench_key(b, SDLK_ESCAPE);
    bench_rested(b);
    cr_expect(ui_find(&b->app.shell.ui, "lab.layers.3"));

    sentence("*Presets*, *Saito: where activations lie*: all twelve combinations of three "
             "activations and four initializations at once.");
    int study = 0;
    while (study < STUDY_COUNT &&
           strcmp(studies[study].kind.name, "Saito: where activations lie")) {
        study++;
    }
    cr_assert_lt(study, (int)STUDY_COUNT);
    bench_lab_menu(b, lab_preset_count + study);
    cr_assert(space_of(b)->study);
    cr_expect_eq(studies[study].cells, 12);
}

Test(readme, explore_initialization_in_a_minute)
{
    readme_load();
    Bench *b = bench_open(1280, 720, 1);
    first(b);
    second(b);
    third_and_fourth(b);
    fifth(b);
    sixth(b);
    seventh_and_eighth(b);
    bench_close(b);
}

// A reader who does not wait for its end.
Test(readme, explore_initialization_with_home_pressed_while_it_trains)
{
    readme_load();
    Bench *b = bench_open(1280, 720, 1);
    bench_lab(b, "initializations");
    bench_trained(b, 30);
    cr_assert(space_of(b)->wish.playing);
    second(b);
    cr_expect(space_of(b)->shot->step == 0 && !space_of(b)->wish.playing);
    bench_key(b, SDLK_SPACE);
    bench_trained(b, 5);
    cr_expect(space_of(b)->wish.playing, "Space trains, it does not pause");
    bench_close(b);
}
