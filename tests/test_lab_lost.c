// A network that is lost, its rate lowered: what is offered, what is shown, and that it comes back.
#include "app/network/lab_curves.h"
#include "app/network/lab_views.h"
#include "lab_bench.h"
#include "look.h"

// A rate of its own far too high, set at a step where all was well; then lost.
static Bench *open_lost(long well)
{
    static const char *const two[] = { "init=he_normal", "init=he_normal optimizer=sgd lr=0.1",
                                       NULL };
    Bench *b =
        lab_open("spiral noise=0.1 n=60", "hidden=8,8 activation=relu batch=8 loss=mse", two);
    LabSpace *space = space_of(b);
    labspace_seek(space, well);
    bench_rested(b);
    bench_key(b, SDLK_2);
    bench_frame(b);
    bench_number(b, "lab.optimizer.lr.number", "10");
    bench_wait(b, 2);
    labspace_seek(space, well + 200);
    bench_rested(b);
    cr_assert(net_of(b, 1)->lost, "loss %g", net_of(b, 1)->last.loss);
    cr_assert_not(net_of(b, 0)->lost);
    cr_assert_null(ui_find(&b->app.shell.ui, "lab.again.1"),
                   "nothing is offered before there is need");
    return b;
}

static bool head_says(const Bench *b, const char *text)
{
    const Rect column = ui_find(&b->app.shell.ui, "lab.column.1.ground")->rect;
    return look_text_has(&b->app.shell.canvas, text, (Rect){ column.x, column.y, column.w, 40 },
                         NULL);
}

Test(lab_lost, keeps_what_it_was_lost_with_until_it_is_taken_back)
{
    Bench *b = open_lost(60);
    LabSpace *space = space_of(b);
    const long lost_step = net_of(b, 1)->lost_step;
    NetShot *lost = net_copy(b, 1);
    bench_number(b, "lab.optimizer.lr.number", "0.05");
    bench_rested(b);
    const NetShot *net = net_of(b, 1);
    cr_expect(net->lost && net->lost_step == lost_step && net->waits);
    cr_expect_eq(net->spec.optimizer.params.lr, 10, "with this rate it was lost");
    cr_expect(head_says(b, "lr 10"), "and its head says so");
    cr_expect(same_moment(lost, net), "nothing of it has changed");
    cr_expect_eq(net->series.steps.count, lost->series.steps.count);
    cr_expect(ui_find(&b->app.shell.ui, "lab.again.1") &&
              ui_find(&b->app.shell.ui, "lab.return.1"));
    cr_expect_null(ui_find(&b->app.shell.ui, "lab.again.0"), "the other has no need of it");
    cr_expect(bench_says(b, "Begin again"));
    char text[80];
    snprintf(text, sizeof text, "Go back to step %ld, with this rate", net->well_step);
    cr_expect(bench_says(b, text), "%s", text);
    cr_expect(net->well_step > 0 && net->well_step <= 60, "at step %ld all was well",
              net->well_step);
    bench_number(b, "lab.optimizer.lr.number", "10"); // as before: there is nothing to offer
    bench_rested(b);
    cr_expect_not(net_of(b, 1)->waits);
    cr_expect_null(ui_find(&b->app.shell.ui, "lab.again.1"));
    cr_expect_eq(space->shot->step, 260);
    free(lost);
    bench_close(b);
}

Test(lab_lost, begins_again_with_the_new_rate)
{
    Bench *b = open_lost(60);
    LabSpace *space = space_of(b);
    bench_number(b, "lab.optimizer.lr.number", "0.05");
    bench_rested(b);
    bench_click(b, "lab.again.1");
    bench_trained(b, 270); // the other has waited for it
    bench_key(b, SDLK_SPACE);
    bench_rested(b);
    const NetShot *net = net_of(b, 1);
    cr_expect(!net->lost && !net->waits && net->lost_at == -1);
    cr_expect_eq(net->step, space->shot->step, "all at one step");
    cr_expect_eq(net->spec.optimizer.params.lr, 0.05);
    cr_expect(head_says(b, "lr 0.05"));
    cr_expect_null(ui_find(&b->app.shell.ui, "lab.again.1"));
    cr_expect_gt(expect_plain(b, "begun again"), 100); // as if the rate had always been this one
    bench_close(b);
}

Test(lab_lost, goes_back_to_before_with_the_new_rate)
{
    Bench *b = open_lost(60);
    bench_number(b, "lab.optimizer.lr.number", "0.05");
    bench_rested(b);
    const long well = net_of(b, 1)->well_step;
    bench_click(b, "lab.return.1");
    bench_trained(b, 270);
    bench_key(b, SDLK_SPACE);
    bench_rested(b);
    const NetShot *net = net_of(b, 1);
    cr_expect(!net->lost && !net->waits && isfinite(net->last.loss));
    cr_expect_eq(net->step, space_of(b)->shot->step);
    // The same training as with 0.1 until there and 0.05 from there on.
    NetShot *back = net_copy(b, 1);
    bench_close(b);
    static const char *const two[] = { "init=he_normal", "init=he_normal optimizer=sgd lr=0.1",
                                       NULL };
    b = lab_open("spiral noise=0.1 n=60", "hidden=8,8 activation=relu batch=8 loss=mse", two);
    labspace_seek(space_of(b), well);
    bench_rested(b);
    bench_key(b, SDLK_2);
    bench_frame(b);
    bench_number(b, "lab.optimizer.lr.number", "0.05");
    labspace_seek(space_of(b), back->step);
    bench_rested(b);
    cr_expect(same_moment(back, net_of(b, 1)));
    free(back);
    bench_close(b);
}

Test(lab_lost, is_lost_again_when_going_back_is_taken_back)
{
    Bench *b = open_lost(60);
    NetShot *lost = net_copy(b, 1);
    bench_number(b, "lab.optimizer.lr.number", "0.05");
    bench_rested(b);
    bench_click(b, "lab.return.1");
    bench_trained(b, 270);
    bench_key(b, SDLK_SPACE);
    bench_wait(b, 2);
    bench_rested(b);
    cr_assert_not(net_of(b, 1)->lost);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_rested(b);
    cr_expect_eq(net_of(b, 1)->spec.optimizer.params.lr, 10);
    cr_expect_eq(net_of(b, 1)->lost_at, lost->lost_at, "it is known where it will be lost");
    labspace_seek(space_of(b), 260);
    bench_rested(b);
    cr_expect(net_of(b, 1)->lost && net_of(b, 1)->lost_step == lost->lost_step);
    free(lost);
    bench_close(b);
}

// Whoever drags the bar back himself has the new rate from there on.
Test(lab_lost, a_seek_to_before_takes_the_new_rate_along)
{
    Bench *b = open_lost(60);
    bench_number(b, "lab.optimizer.lr.number", "0.05");
    bench_rested(b);
    labspace_seek(space_of(b), 30);
    bench_rested(b);
    cr_expect(!net_of(b, 1)->waits && !net_of(b, 1)->lost);
    cr_expect_eq(net_of(b, 1)->spec.optimizer.params.lr, 0.05);
    labspace_seek(space_of(b), 260);
    bench_rested(b);
    cr_expect_not(net_of(b, 1)->lost);
    bench_close(b);
}

Test(lab_lost, from_the_first_steps_is_offered_both_too)
{
    static const char *const one[] = { "init=he_normal", NULL };
    Bench *b = lab_open("spiral noise=0.1 n=60",
                        "hidden=8,8 activation=relu batch=8 loss=mse optimizer=sgd lr=10", one);
    labspace_seek(space_of(b), 100);
    bench_rested(b);
    cr_assert(net_of(b, 0)->lost);
    bench_number(b, "lab.optimizer.lr.number", "0.001");
    bench_rested(b);
    cr_expect(ui_find(&b->app.shell.ui, "lab.again.0") &&
              ui_find(&b->app.shell.ui, "lab.return.0"));
    bench_click(b, "lab.again.0");
    bench_trained(b, 50);
    cr_expect_not(net_of(b, 0)->lost);
    bench_close(b);
}

// What it says anywhere, and what is in its layers, is no number: a dash stands there.
Test(lab_lost, says_no_numbers_at_the_pointer)
{
    static const char *const labs[] = { "spiral noise=0.1 n=60", "wave" };
    static const char *const one[] = { "optimizer=sgd lr=1000", NULL };
    for (size_t i = 0; i < COUNT(labs); i++) {
        Bench *b = lab_open(labs[i], "hidden=8,8 activation=relu batch=8 loss=mse", one);
        labspace_seek(space_of(b), 100);
        bench_rested(b);
        cr_assert(net_of(b, 0)->lost, "%s", labs[i]);
        for (int kind = 0; kind < INSPECT_PLAIN_COUNT; kind++) {
            bench_kind(b, (InspectKind)kind, INSPECT_PLAIN_COUNT);
            bench_rested(b);
            const Rect layers = bench_rect(b, "lab.layers.0");
            bench_move(b, layers.x + layers.w / 2, layers.y + 8);
            bench_frame(b);
            bench_frame(b);
            cr_assert_eq(space_of(b)->hover_layer, 0);
            cr_expect_not(look_text_has(&b->app.shell.canvas, "nan", LOOK_ALL, NULL), "%s, %s",
                          labs[i], inspect_rows[kind].key);
            bench_move(b, 3, 3);
        }
        const Rect surface = bench_rect(b, "lab.surface.0");
        bench_move(b, surface.x + surface.w / 2, surface.y + surface.h / 2);
        bench_frame(b);
        bench_frame(b);
        cr_assert_eq(space_of(b)->hover_network, 0);
        cr_expect(look_text_has(&b->app.shell.canvas, "   –", LOOK_ALL, NULL), "%s", labs[i]);
        cr_expect_not(look_text_has(&b->app.shell.canvas, "nan", LOOK_ALL, NULL), "%s", labs[i]);
        bench_close(b);
    }
}

Test(lab_lost, is_marked_in_the_chart)
{
    Bench *b = open_lost(60);
    LabSpace *space = space_of(b);
    const Rect chart = b->app.shell.layout.chart;
    for (int i = 0; i < 2; i++) { // at the end, and gone back from it
        LookText mark;
        cr_assert(look_text(&b->app.shell.canvas, "B lost", chart, &mark), "%d", i);
        const Plot plot = lab_chart_plot(space, bench_rect(b, "lab.chart"), b->app.shell.ui.theme);
        const float x = plot_x(&plot, (double)net_of(b, 1)->lost_at);
        cr_expect_float_eq(mark.rect.x, x + 9, 3);
        LookLine lines[2000];
        const Rect near = { x - 6, chart.y, 12, chart.h };
        const int count = look_lines(&b->app.shell.canvas,
                                     labspace_color(&b->network->lab, 1, b->app.shell.ui.theme),
                                     near, lines, 2000);
        int strokes = 0;
        for (int k = 0; k < count; k++) {
            strokes += fabsf(fabsf(lines[k].x1 - lines[k].x0) - 10) < 0.1f &&
                       fabsf(fabsf(lines[k].y1 - lines[k].y0) - 10) < 0.1f;
        }
        cr_expect_eq(strokes, 2, "a cross where it was lost");
        labspace_seek(space, 30);
        bench_rested(b);
        cr_expect_not(net_of(b, 1)->lost);
    }
    bench_number(b, "lab.optimizer.lr.number", "0.05"); // another future
    bench_rested(b);
    cr_expect_not(look_text(&b->app.shell.canvas, "B lost", chart, NULL));
    bench_close(b);
}
