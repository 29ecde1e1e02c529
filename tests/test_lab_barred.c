// Networks that cannot train on what is wished: their column says so in its place, nothing of what
// was there before is shown, and the others go on.
#include "lab_bench.h"
#include "look.h"

#include "app/network/lab_columns.h"

static const char *const cnn_and_dense[] = { "layers=\"conv 8 3x3 pad=1, relu, maxpool 2\"",
                                             "hidden=8", NULL };

static Rect column(const Bench *b, int index)
{
    const LabSpace *space = &b->network->lab;
    const Rect area = b->app.shell.layout.picture;
    const float w = area.w / (float)space->wish.spec.network_count;
    return (Rect){ area.x + w * (float)index, area.y, w, area.h };
}

static bool says(const Bench *b, int index, const char *part)
{
    return look_text_has(&b->app.shell.canvas, part, column(b, index), NULL);
}

static void expect_barred(const Bench *b, int index)
{
    const NetShot *net = net_of(b, index);
    cr_expect(says(b, index, "Not begun: "), "column %d", index);
    cr_expect_not(says(b, index, "preparing"));
    cr_expect_not(says(b, index, "epoch"));
    cr_expect_eq(net->step, 0);
    cr_expect_eq(net->series.steps.count + net->series.epochs.count, 0);
}

// The panel says Spirals: so does the picture.
Test(lab_barred, a_choice_of_data_never_leaves_an_old_training_below_a_new_panel)
{
    Bench *b = lab_open("digits n=120", "optimizer=adam lr=0.01 batch=20", cnn_and_dense);
    LabSpace *space = space_of(b);
    bench_key(b, SDLK_SPACE);
    bench_trained(b, 5);
    bench_choose(b, "lab.data", DATA_SPIRAL);
    bench_answered(b);
    bench_trained(b, 5);
    bench_frame(b);
    cr_expect(space->wish.playing, "it goes on without a hand");
    cr_expect_eq(space->shot->features, 2);
    expect_barred(b, 0);
    cr_expect(says(b, 0, "needs a picture") || says(b, 0, "conv 8"));
    cr_expect_not(says(b, 1, "Not begun"));
    cr_expect_gt(net_of(b, 1)->step, 0, "the dense one begins");
    cr_expect_gt(net_of(b, 1)->surface_side, 0);
    cr_expect_eq(net_of(b, 0)->surface_side, 0);
    cr_expect(b->app.shell.notice_until_s <= b->now_s, "nothing lies over the judgements");
    ui_blur(&b->app.shell.ui);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_answered(b);
    bench_trained(b, 5);
    bench_frame(b);
    for (int i = 0; i < 2; i++) {
        cr_expect_not(says(b, i, "Not begun"), "undo brings both back");
        cr_expect_gt(net_of(b, i)->step, 0);
    }
    cr_expect_gt(space->shot->features, 2);
    bench_close(b);
}

// As a file or the command line opens it: nothing is prepared for ever.
Test(lab_barred, a_lab_that_is_opened_so_says_so)
{
    Bench *b = lab_open("spiral n=60", "optimizer=adam lr=0.01 batch=20", cnn_and_dense);
    LabSpace *space = space_of(b);
    expect_barred(b, 0);
    cr_expect_not(says(b, 1, "preparing"));
    cr_expect_gt(net_of(b, 1)->surface_side, 0);
    const Rect panel = b->app.shell.layout.left;
    cr_expect(look_text_begins(&b->app.shell.canvas, "conv 8 3x3 pad=1 needs", panel, NULL));
    cr_expect_not(look_text_begins(&b->app.shell.canvas, "Until it is right", panel, NULL),
                  "these are the layers it has");
    LookText shared;
    app_resize(&b->app, ROOM_W, 1200, 1);
    bench_frame(b);
    cr_assert(look_text(&b->app.shell.canvas, "SHARED BY ALL", LOOK_ALL, &shared));
    const Rect below = { panel.x, shared.rect.y, panel.w, 1200 - shared.rect.y };
    cr_expect_not(look_text_begins(&b->app.shell.canvas, "conv 8 3x3 pad=1 needs", below, NULL),
                  "it is not what all share that is wrong");
    bench_key(b, SDLK_SPACE);
    bench_trained(b, 5);
    cr_expect_eq(net_of(b, 0)->step, 0);
    for (int picture = 0; picture < 3; picture++) { // whatever is looked at, and enlarged
        labspace_set_picture(space, (LabPicture)picture);
        bench_answered(b);
        bench_frame(b);
        expect_barred(b, 0);
    }
    space->wish.look.zoom_layer = 0;
    space->zoom_network = 0;
    labspace_changed(space);
    bench_answered(b);
    bench_frame(b);
    cr_expect(look_text_has(&b->app.shell.canvas, "Not begun: ", LOOK_ALL, NULL));
    labspace_epoch(space, 1); // of one without a clock of its own
    bench_rested(b);
    bench_close(b);
}

// All of them: it waits, and begins with the data that it can train on.
Test(lab_barred, playing_waits_until_one_can_begin)
{
    static const char *const one[] = { "layers=\"conv 8 3x3\"", NULL };
    Bench *b = lab_open("spiral n=60", "optimizer=adam lr=0.01 batch=20", one);
    LabSpace *space = space_of(b);
    bench_key(b, SDLK_SPACE);
    bench_answered(b);
    bench_frame(b);
    expect_barred(b, 0);
    cr_expect(space->wish.playing);
    labspace_set_data(space, DATA_DIGITS);
    bench_answered(b);
    bench_trained(b, 2);
    bench_frame(b);
    cr_expect_not(says(b, 0, "Not begun"));
    bench_close(b);
}

// One painted point more leaves a lone last row, which joins the batch before it.
Test(lab_barred, nobody_is_barred_by_a_lone_last_row)
{
    static const char *const norm[] = { "batchnorm=before", NULL };
    Bench *b = lab_open("spiral n=40 train=1", "hidden=8 optimizer=adam lr=0.01 batch=2", norm);
    LabSpace *space = space_of(b);
    bench_click(b, "lab.brush.0");
    for (int i = 0; i < 4; i++) {
        cr_expect_eq(net_of(b, 0)->barred[0], '\0', "%d rows", space->shot->rows);
        cr_expect_eq(net_of(b, 0)->epoch_steps, (40 + i) / 2);
        cr_expect_not(says(b, 0, "Not begun"));
        cr_expect_eq(space->shot->points.count, 40 + i);
        const Rect r = bench_rect(b, "lab.surface.0");
        bench_click_at(b, r.x + r.w * (0.2f + 0.1f * (float)i), r.y + r.h * 0.2f);
        bench_answered(b);
        bench_frame(b);
    }
    bench_close(b);
}
