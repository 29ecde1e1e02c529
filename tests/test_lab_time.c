// A user at the Network room's time: play, step, back and forth, curves to the bit, undo.
#include "app/network/lab_columns.h"
#include "app/network/lab_curves.h"
#include "app/network/lab_views.h"
#include "app/network/labspace_moment.h"
#include "lab_bench.h"
#include "look.h"

#include "base/file.h"

// ---- the curves

Test(lab_curves, are_the_numbers_of_plain_training)
{
    static const char *const labs[][2] = {
        { "init=normal std=0.5", "dropout=0.3" },
        { "batchnorm=before optimizer=sgd lr=0.1", "layernorm=after l2=0.01 clip=0.5" },
        { "batch=all optimizer=momentum lr=0.05", "label_smoothing=0.1 dropconnect=0.2" },
    };
    for (size_t i = 0; i < COUNT(labs); i++) {
        const char *const networks[] = { labs[i][0], labs[i][1], NULL };
        Bench *b =
            lab_open("moons noise=0.2 n=80", "hidden=8,8 optimizer=adam lr=0.01 batch=8", networks);
        bench_click(b, "lab.play");
        bench_trained(b, 60);
        bench_click(b, "lab.play");
        bench_rested(b);
        cr_expect_gt(expect_plain(b, labs[i][0]), 60);
        bench_close(b);
    }
}

Test(lab_curves, of_six_optimizers_are_those_of_plain_training)
{
    Bench *b = bench_open(ROOM_W, ROOM_H, 1);
    bench_lab(b, "optimizers");
    bench_trained(b, 20);
    bench_key(b, SDLK_SPACE);
    bench_rested(b);
    cr_expect_gt(expect_plain(b, "six optimizers"), 100);
    bench_close(b);
}

// ---- buttons and keys

static void expect_step(Bench *b, long step, const char *what)
{
    bench_rested(b);
    cr_expect_eq(space_of(b)->shot->step, step, "%s: step %ld, not %ld", what,
                 space_of(b)->shot->step, step);
    for (int i = 0; i < space_of(b)->shot->network_count; i++) {
        cr_expect_eq(net_of(b, i)->step, step, "%s: network %d", what, i);
    }
}

Test(lab_transport, every_button_and_key_goes_where_it_says)
{
    Bench *b = lab_open_small();
    const long epoch = net_of(b, 0)->epoch_steps;
    cr_assert_eq(epoch, 6); // 42 rows in batches of 8
    expect_step(b, 0, "the beginning");
    bench_click(b, "lab.forward");
    expect_step(b, 1, "one step");
    bench_click(b, "lab.forward");
    expect_step(b, 2, "another");
    bench_click(b, "lab.back");
    expect_step(b, 1, "back");
    bench_click(b, "lab.epoch");
    expect_step(b, epoch, "an epoch's end");
    bench_click(b, "lab.epoch");
    expect_step(b, 2 * epoch, "the next");
    ui_blur(&b->app.shell.ui);
    bench_key(b, SDLK_LEFT);
    expect_step(b, 2 * epoch - 1, "Left");
    bench_key(b, SDLK_PAGEUP);
    expect_step(b, epoch, "Page Up");
    bench_key(b, SDLK_PAGEDOWN);
    expect_step(b, 2 * epoch, "Page Down");
    bench_key(b, SDLK_RIGHT);
    expect_step(b, 2 * epoch + 1, "Right");
    bench_click(b, "lab.first");
    expect_step(b, 0, "the first");
    ui_blur(&b->app.shell.ui);
    bench_key(b, SDLK_RIGHT);
    expect_step(b, 1, "Right");
    bench_key(b, SDLK_HOME);
    expect_step(b, 0, "Home");
    bench_key(b, SDLK_LEFT);
    expect_step(b, 0, "there is nothing before");
    bench_close(b);
}

Test(lab_transport, the_same_seed_gives_the_same_bits_and_a_new_one_does_not)
{
    Bench *b = lab_open_small();
    labspace_seek(space_of(b), 10);
    bench_rested(b);
    NetShot *first = net_copy(b, 1);
    const uint64_t seed = space_of(b)->wish.spec.shared.seed;
    bench_click(b, "lab.seed");
    cr_expect_neq(space_of(b)->wish.spec.shared.seed, seed);
    labspace_seek(space_of(b), 10);
    bench_rested(b);
    cr_expect_not(same_moment(first, net_of(b, 1)));
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect_eq(space_of(b)->wish.spec.shared.seed, seed);
    labspace_seek(space_of(b), 10);
    bench_rested(b);
    cr_expect(same_moment(first, net_of(b, 1)));
    free(first);
    bench_close(b);
}

Test(lab_transport, speeds)
{
    static const double steps_per_s[] = { 0, 1, 10, 100, 1000, INFINITY }; // 0: its pace
    Bench *b = lab_open_small();
    LabWish *wish = &space_of(b)->wish;
    for (int i = 0; i < (int)COUNT(steps_per_s); i++) {
        bench_choose(b, "lab.speed", i);
        cr_expect_eq(wish->paced, i == 0);
        cr_expect(i == 0 || wish->speed == steps_per_s[i]);
    }
    ui_blur(&b->app.shell.ui);
    // Down the list and up, and no further.
    const int last = (int)COUNT(steps_per_s) - 1;
    for (int i = 1; i <= last + 1; i++) {
        bench_key(b, SDLK_LEFTBRACKET);
        const int now = i < last ? last - i : 0;
        cr_expect_eq(wish->paced, now == 0, "%d before the last", i);
        cr_expect(now == 0 || wish->speed == steps_per_s[now], "%d before the last", i);
    }
    for (int i = 1; i <= last + 1; i++) {
        bench_key(b, SDLK_RIGHTBRACKET);
        cr_expect(!wish->paced && wish->speed == steps_per_s[i < last ? i : last],
                  "%d after the first", i);
    }
    // Slow is slow: in a tenth of a second not even two steps more than one second's.
    bench_choose(b, "lab.speed", 1);
    ui_blur(&b->app.shell.ui);
    bench_key(b, SDLK_SPACE);
    const double until_s = clock_seconds() + 0.1;
    const double begun_s = clock_seconds();
    while (clock_seconds() < until_s) {
        bench_wait(b, 0.01);
    }
    const long most = (long)(clock_seconds() - begun_s) + 2;
    cr_expect_leq(space_of(b)->shot->step, most);
    bench_close(b);
}

Test(lab_transport, names_of_speeds_are_whole)
{
    static const char *const names[] = { "15 seconds",  "1 step/s",      "10 steps/s",
                                         "100 steps/s", "1,000 steps/s", "Full speed" };
    static const int sizes[][2] = { { 1280, 720 }, { 1440, 900 }, { 1920, 1080 } };
    Bench *b = lab_open_small();
    for (size_t s = 0; s < COUNT(sizes); s++) {
        app_resize(&b->app, sizes[s][0], sizes[s][1], 1);
        bench_frame(b);
        for (int i = 0; i < (int)COUNT(names); i++) {
            bench_choose(b, "lab.speed", i);
            bench_frame(b);
            cr_expect(look_text(&b->app.shell.canvas, names[i], bench_rect(b, "lab.speed"), NULL),
                      "%dx%d: %s", sizes[s][0], sizes[s][1], names[i]);
        }
    }
    bench_close(b);
}

// ---- the beginning

// At step 0, at rest, and all that was trained is still there: the curves, and how far it went.
static void expect_beginning(Bench *b, const NetShot *trained, long end, const char *what)
{
    expect_step(b, 0, what);
    const SeriesList *steps = &net_of(b, 1)->series.steps;
    const SeriesList *before = &trained->series.steps;
    cr_expect_not(space_of(b)->wish.playing, "%s: it pauses", what);
    cr_expect_eq(space_of(b)->shot->end, end, "%s: trained to %ld, not %ld", what,
                 space_of(b)->shot->end, end);
    cr_expect(steps->count == before->count &&
                  memcmp(steps->points, before->points,
                         sizeof steps->points[0] * (size_t)steps->count) == 0,
              "%s: the very curves", what);
    bench_key(b, SDLK_END);
    expect_step(b, end, "as far as it was trained");
    cr_expect(same_moment(trained, net_of(b, 1)), "%s: and the very network", what);
}

static void plays_until_it_stops(Bench *b)
{
    const unsigned plays = space_of(b)->wish.plays;
    bench_key(b, SDLK_SPACE);
    cr_assert_eq(space_of(b)->wish.plays, plays + 1);
    bench_ended(b);
}

Test(lab_transport, the_beginning_keeps_what_was_trained)
{
    enum { EPOCHS = 10, GOAL = 60, BEYOND = 200 };
    Bench *b = lab_open_small();
    space_of(b)->wish.spec.epochs = EPOCHS;
    labspace_changed(space_of(b));
    bench_answered(b);
    cr_assert_eq(space_of(b)->shot->goal, GOAL);
    plays_until_it_stops(b);
    expect_step(b, GOAL, "the lab's end");
    NetShot *first = net_copy(b, 1);
    bench_key(b, SDLK_HOME);
    expect_beginning(b, first, GOAL, "Home");
    bench_click(b, "lab.first");
    expect_beginning(b, first, GOAL, "the button");
    ui_blur(&b->app.shell.ui);
    bench_key(b, SDLK_HOME);
    plays_until_it_stops(b); // though the key may come before the networks are back
    expect_step(b, GOAL, "it stops at the lab's end once more");
    cr_expect(same_moment(first, net_of(b, 1)), "the same seed, the same numbers");
    cr_expect_gt(expect_plain(b, "trained twice"), GOAL);

    bench_key(b, SDLK_SPACE); // beyond the end ...
    bench_trained(b, BEYOND);
    bench_key(b, SDLK_HOME); // ... and back while it trains
    expect_step(b, 0, "Home while it trains");
    cr_expect_not(space_of(b)->wish.playing, "Home pauses");
    cr_expect_geq(space_of(b)->shot->end, BEYOND);
    plays_until_it_stops(b);
    expect_step(b, GOAL, "from step 0 there is an end again");
    cr_expect(same_moment(first, net_of(b, 1)));
    free(first);
    bench_close(b);
}

// ---- back and forth

Test(lab_time, going_back_and_forth_gives_the_same_bits)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_key(b, SDLK_SPACE);
    bench_trained(b, 300);
    bench_key(b, SDLK_SPACE);
    bench_rested(b);
    const long end = space->shot->end;
    labspace_seek(space, end);
    bench_rested(b);
    NetShot *last[] = { net_copy(b, 0), net_copy(b, 1) };

    const Rect bar = bench_bar(b, "lab.scrub");
    bench_click_at(b, bar.x + bar.w * 0.3f, bar.y + bar.h / 2);
    bench_rested(b);
    const long middle = space->shot->step;
    cr_expect_float_eq((double)middle / (double)end, 0.3, 0.02);
    cr_expect_eq(space->shot->end, end, "looking back cuts nothing");
    NetShot *then = net_copy(b, 1);

    bench_drag(b, bar.x + bar.w * 0.3f, bar.y + bar.h / 2, bar.x + bar.w * 0.05f,
               bar.y + bar.h / 2);
    bench_rested(b);
    cr_expect_lt(space->shot->step, middle / 3);
    labspace_seek(space, middle);
    bench_rested(b);
    cr_expect(same_moment(then, net_of(b, 1)), "step %ld once more", middle);

    ui_blur(&b->app.shell.ui);
    bench_key(b, SDLK_END);
    bench_rested(b);
    cr_expect(same_moment(last[0], net_of(b, 0)) && same_moment(last[1], net_of(b, 1)));
    cr_expect_gt(expect_plain(b, "after going back and forth"), 100);

    // A press on the chart goes to that step.
    const Plot plot = lab_chart_plot(space, bench_rect(b, "lab.chart"), b->app.shell.ui.theme);
    bench_click_at(b, plot_x(&plot, 0.5 * (double)end), plot.area.y + plot.area.h / 2);
    bench_rested(b);
    cr_expect_float_eq((double)space->shot->step / (double)end, 0.5, 0.02);
    free(then);
    free(last[0]);
    free(last[1]);
    bench_close(b);
}

Test(lab_time, a_change_of_the_rate_in_the_past_cuts_what_lay_after)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    labspace_seek(space, 60);
    bench_rested(b);
    NetShot *then = net_copy(b, 1);
    labspace_seek(space, 24);
    bench_rested(b);
    NetShot *before = net_copy(b, 1);
    bench_number(b, "lab.optimizer.lr.number", "0.05");
    bench_rested(b);
    cr_expect_eq(space->shot->step, 24, "a rate restarts nothing");
    cr_expect_eq(space->shot->end, 24);
    const SeriesList *steps = &net_of(b, 1)->series.steps;
    cr_expect_eq(steps->points[steps->count - 1].step, 24);
    labspace_seek(space, 60);
    bench_rested(b);
    cr_expect_not(same_moment(then, net_of(b, 1)));
    labspace_seek(space, 24);
    bench_rested(b);
    cr_expect(same_number(before->last.loss, net_of(b, 1)->last.loss), "the past is the past");
    free(then);
    free(before);
    bench_close(b);
}

// Another rate in the past is another future; taken back, the first is there again, with all that
// was trained, and taken forth, the other.
Test(lab_time, another_future_is_taken_back_with_the_training_that_was_there)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    labspace_seek(space, 60);
    bench_rested(b);
    NetShot *first = net_copy(b, 1);
    labspace_seek(space, 24);
    bench_rested(b);
    bench_wait(b, 2);
    bench_number(b, "lab.optimizer.lr.number", "0.05");
    bench_wait(b, 2);
    labspace_seek(space, 90);
    bench_rested(b);
    NetShot *second = net_copy(b, 1);
    for (int i = 0; i < 3; i++) {
        bench_key_with(b, SDLK_z, KMOD_LCTRL);
        bench_rested(b);
        cr_expect_eq(net_of(b, 1)->spec.optimizer.params.lr, 0.01);
        cr_expect_eq(space->shot->step, 24, "where the change was made, not %ld",
                     space->shot->step);
        cr_expect_eq(space->shot->end, 60, "as far as it was trained, not %ld", space->shot->end);
        const SeriesList *steps = &net_of(b, 1)->series.steps;
        cr_assert_eq(steps->count, first->series.steps.count);
        cr_expect_eq(memcmp(steps->points, first->series.steps.points,
                            sizeof steps->points[0] * (size_t)steps->count),
                     0, "the very curve");
        labspace_seek(space, 60);
        bench_rested(b);
        cr_expect(same_moment(first, net_of(b, 1)), "and the very network");
        cr_expect_gt(expect_plain(b, "taken back"), 60);
        bench_key_with(b, SDLK_z, KMOD_LCTRL | KMOD_LSHIFT);
        bench_rested(b);
        cr_expect_eq(net_of(b, 1)->spec.optimizer.params.lr, 0.05);
        cr_expect(space->shot->step == 24 && space->shot->end == 90, "redo: %ld of %ld",
                  space->shot->step, space->shot->end);
        labspace_seek(space, 90);
        bench_rested(b);
        cr_expect(same_moment(second, net_of(b, 1)));
    }
    free(first);
    free(second);
    bench_close(b);
}

// At the beginning, and of one network alone while it plays.
Test(lab_time, a_future_comes_back_from_the_first_step_and_from_the_midst_of_playing)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    labspace_seek(space, 40);
    bench_rested(b);
    NetShot *first = net_copy(b, 0);
    labspace_seek(space, 0);
    bench_rested(b);
    bench_wait(b, 2);
    bench_slide(b, "lab.dropout", 0.5f);
    bench_rested(b);
    cr_expect_eq(space->shot->networks[0].series.steps.count, 0);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_rested(b);
    cr_expect_eq(space->shot->step, 0);
    cr_expect_eq(net_of(b, 0)->series.steps.count, first->series.steps.count);
    labspace_seek(space, 40);
    bench_rested(b);
    cr_expect(same_moment(first, net_of(b, 0)));
    bench_key(b, SDLK_SPACE);
    bench_trained(b, 80);
    bench_wait(b, 2);
    const long before = space->shot->step;
    bench_slide(b, "lab.dropout", 0.5f); // a drag: many changes in one
    bench_answered(b);                   // else it may take effect where the pause comes
    bench_trained(b, space->shot->step + 50);
    bench_wait(b, 2);
    labspace_play(space, false); // at its end Space would go on
    bench_rested(b);
    const long after = space->shot->step;
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_rested(b);
    cr_expect(space->shot->step >= before && space->shot->step < after, "%ld: from %ld to %ld",
              space->shot->step, before, after);
    cr_expect_eq(net_of(b, 0)->spec.numbers.dropout, 0);
    cr_expect_eq(net_of(b, 0)->step, net_of(b, 1)->step);
    labspace_seek(space, after);
    bench_rested(b);
    cr_expect_gt(expect_plain(b, "as if there never had been dropout"), 80);
    free(first);
    bench_close(b);
}

Test(lab_time, going_on_from_a_moment_trains_as_if_one_had_never_gone_back)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    labspace_seek(space, 100);
    bench_rested(b);
    labspace_seek(space, 31);
    bench_rested(b);
    bench_key(b, SDLK_SPACE);
    bench_trained(b, 130);
    bench_key(b, SDLK_SPACE);
    bench_rested(b);
    cr_expect_gt(expect_plain(b, "gone on from step 31"), 130);
    bench_close(b);
}

// ---- lost networks

Test(lab_lost, tells_the_step_and_the_others_go_on)
{
    static const char *const two[] = { "init=normal std=1 optimizer=sgd lr=10", "init=he_normal",
                                       NULL };
    Bench *b = lab_open("spiral noise=0.1 n=60", "hidden=3x32 activation=relu batch=8", two);
    LabSpace *space = space_of(b);
    bench_key(b, SDLK_SPACE);
    bench_trained(b, 120);
    bench_key(b, SDLK_SPACE);
    bench_rested(b);
    const NetShot *lost = net_of(b, 0), *well = net_of(b, 1);
    cr_assert(lost->lost, "a rate of 10 loses it; loss %g", lost->last.loss);
    cr_expect(lost->lost_step > 0 && lost->lost_step <= space->shot->step);
    cr_expect(!well->lost && well->step >= 120 && isfinite(well->last.loss));
    cr_expect(ui_find(&b->app.shell.ui, "lab.column.0.ground"), "its column stays");
    char text[64];
    snprintf(text, sizeof text, "lost at step %ld", lost->lost_step);
    cr_expect(bench_says(b, text), "%s", text);
    // A sensible rate from the start brings it back.
    labspace_seek(space, 0);
    bench_rested(b);
    cr_expect_not(net_of(b, 0)->lost, "at step 0 it was well");
    space->selected = 0;
    bench_frame(b);
    bench_number(b, "lab.optimizer.lr.number", "0.001");
    labspace_seek(space, 40);
    bench_rested(b);
    cr_expect(!net_of(b, 0)->lost && net_of(b, 0)->step == 40);
    bench_close(b);
}

// ---- what is said of it

static const char *called(const Bench *b, int network)
{
    static char name[LAB_NAME_MAX];
    lab_name_shown(space_of((Bench *)b), network, name, sizeof name);
    return name;
}

// What is called by its settings says where others led there: a rate that is set after the end has
// made nothing of what is seen.
Test(lab_name, says_from_which_step_its_settings_hold)
{
    static const char *const two[] = { "optimizer=sgd lr=0.1", "optimizer=adam", NULL };
    Bench *b = lab_open("moons n=80", "hidden=6 batch=20", two);
    LabSpace *space = space_of(b);
    cr_expect_str_eq(called(b, 0), "SGD lr 0.1");
    labspace_seek(space, 36);
    bench_rested(b);
    cr_expect_str_eq(called(b, 0), "SGD lr 0.1", "nothing was changed");
    bench_number(b, "lab.optimizer.lr.number", "50");
    bench_answered(b);
    cr_expect_str_eq(called(b, 0), "SGD lr 50 from step 36");
    cr_expect_str_eq(called(b, 1), "Adam");
    cr_expect(look_text(&b->app.shell.canvas, "SGD lr 50 from step 36", LOOK_ALL, NULL),
              "its column says so");
    labspace_seek(space, 60);
    bench_rested(b);
    space->wish.spec.shared.numbers.clip = 2; // another change, which does not show in its name
    labspace_edited(space);
    bench_answered(b);
    cr_expect_eq(net_of(b, 0)->spec.numbers.clip, 2);
    cr_expect_str_eq(called(b, 0), "SGD lr 50 from step 36");
    cr_expect_str_eq(called(b, 1), "Adam");
    bench_close(b);
}

Test(lab_transport, the_time_to_go_is_rough_and_at_the_end_no_more_than_there_is)
{
    static const struct {
        double seconds;
        const char *text;
    } rows[] = {
        { 0.6, "about 1 s to go" }, { 3.2, "about 4 s to go" }, { 9, "about 9 s to go" },
        { 12, "about 15 s to go" }, { 61, "about 65 s to go" }, { 120, "about 2 min to go" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[64];
        lab_time_left(text, sizeof text, rows[i].seconds);
        cr_expect_str_eq(text, rows[i].text);
    }
}

// ---- undo

static bool same_spec(const LabSpec *a, const LabSpec *b)
{
    LabMoment *m = calloc(1, sizeof *m), *n = calloc(1, sizeof *n);
    m->spec = *a;
    n->spec = *b;
    const bool same = labspace_moment_equal(m, n);
    free(m);
    free(n);
    return same;
}

static void edit(Bench *b, int which)
{
    switch (which) {
    case 0: bench_number(b, "lab.data.noise.number", "0.3"); break;
    case 1: bench_choose(b, "lab.activation", ACTIVATION_TANH); break;
    case 2: bench_slide(b, "lab.layers", 0.3f); break;
    case 3: bench_norm(b, 1, NORM_BEFORE); break;
    case 4: bench_click(b, "lab.add"); break;
    case 5: bench_click(b, "lab.own.activation"); break;
    case 6: bench_choose(b, "lab.activation", ACTIVATION_SIGMOID); break;
    case 7: bench_choose(b, "lab.init", INIT_ZEROS); break;
    case 8: bench_click(b, "lab.remove.0"); break;
    case 9: bench_choose(b, "lab.data", DATA_BLOBS); break;
    case 10: bench_lab_menu(b, 1); break;
    default: break;
    }
}

Test(lab_undo, takes_everything_back_and_forth)
{
    enum { EDITS = 11 };
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    LabSpec *seen = calloc(EDITS + 1, sizeof *seen);
    seen[0] = space->wish.spec;
    for (int i = 0; i < EDITS; i++) {
        edit(b, i);
        bench_wait(b, 2); // not in one breath with the next
        bench_answered(b);
        seen[i + 1] = space->wish.spec;
        cr_expect_not(same_spec(&seen[i], &seen[i + 1]), "edit %d changes something", i);
    }
    ui_blur(&b->app.shell.ui);
    for (int i = EDITS - 1; i >= 0; i--) {
        bench_key_with(b, SDLK_z, KMOD_LCTRL);
        cr_expect(same_spec(&space->wish.spec, &seen[i]), "undo %d", i);
        bench_answered(b);
        cr_expect_str_empty(space->shot->error.text, "%s", space->shot->error.text);
    }
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect_str_not_empty(b->app.shell.notice, "there is no more");
    for (int i = 1; i <= EDITS; i++) {
        bench_key_with(b, SDLK_z, KMOD_LCTRL | KMOD_LSHIFT);
        cr_expect(same_spec(&space->wish.spec, &seen[i]), "redo %d", i);
        bench_answered(b);
    }
    free(seen);
    bench_close(b);
}

// With what was changed on the way, at the step where it stood, paused; a preset, playing.
Test(lab_undo, brings_a_lab_back_as_it_was_trained)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    labspace_seek(space, 30);
    bench_rested(b);
    bench_number(b, "lab.optimizer.lr.number", "0.05");
    bench_answered(b);
    labspace_seek(space, 75);
    bench_rested(b);
    NetShot *first = net_copy(b, 1);
    bench_wait(b, 2);
    bench_lab_menu(b, 1);
    bench_trained(b, 5);
    ui_blur(&b->app.shell.ui);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_rested(b);
    cr_expect_eq(space->shot->step, 75, "where it stood, not %ld", space->shot->step);
    cr_expect_not(space->wish.playing, "it was paused");
    cr_expect(same_moment(first, net_of(b, 1)), "the very network");
    cr_expect_eq(space->shot->change_count, 4, "0.01, then 0.05");
    bench_key_with(b, SDLK_z, KMOD_LCTRL | KMOD_LSHIFT);
    bench_frame(b);
    cr_expect(space->wish.playing || labspace_at_end(space), "the preset had been playing");
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_rested(b);
    bench_click(b, "lab.remove.1");
    bench_answered(b);
    labspace_seek(space, 90);
    bench_rested(b);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_rested(b);
    cr_expect_eq(net_of(b, 1)->step, 90, "where the other is, not %ld", net_of(b, 1)->step);
    labspace_seek(space, 75);
    bench_rested(b);
    cr_expect(same_moment(first, net_of(b, 1)), "after it was removed as well");
    for (int i = 0; i < 4; i++) { // in haste: some of these labs were hardly seen
        bench_wait(b, 2);
        bench_lab_menu(b, i);
    }
    ui_blur(&b->app.shell.ui);
    for (int i = 0; i < 4; i++) {
        bench_key_with(b, SDLK_z, KMOD_LCTRL);
    }
    bench_rested(b);
    cr_expect(same_moment(first, net_of(b, 1)), "after four labs, at step %ld", space->shot->step);
    free(first);
    bench_close(b);
}
