// Who is hidden until an answer is revealed: nothing of the window tells how it fares, and all of
// it comes back.
#include "look.h"
#include "window_bench.h"

#include "app/landscape/hiding.h"
#include "app/network/lab_hiding.h"

#include <criterion/criterion.h>
#include <string.h>

// How many shapes have that colour, whatever their alpha.
static int of_colour(const Bench *b, Color color)
{
    const Canvas *canvas = &b->app.shell.canvas;
    int count = 0;
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *s = &canvas->shapes.items[i];
        count += memcmp(&s->fill, &color, 3) == 0 && s->fill.a > 0;
        count += memcmp(&s->border, &color, 3) == 0 && s->border.a > 0 && s->kind == SHAPE_BOX;
    }
    return count;
}

static Color colour_of(const Bench *b, int racer)
{
    return racer_color(&b->landscape->workspace.scene, racer, &themes[b->app.shell.theme]);
}

static void hide(Bench *b, unsigned who)
{
    b->app.room->row->hide(b->app.room->state, who);
    bench_frame(b);
}

// The pointer everywhere on a raster: nothing that it reads has the colour either.
static void point_everywhere(Bench *b, Color color, const char *what)
{
    enum { APART = 60 };
    const Ui *ui = &b->app.shell.ui;
    for (float y = 50; y < ui->height; y += APART) {
        for (float x = 10; x < ui->width; x += APART) {
            bench_move(b, x, y);
            bench_wait(b, 0.7);
            cr_assert_eq(of_colour(b, color), 0, "%s at (%g, %g)", what, (double)x, (double)y);
        }
    }
}

Test(hiding, a_hidden_racer_leaves_no_trace_in_any_picture_or_chart)
{
    enum { WHO = 1 };
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    w->show.on[SHOW_VECTORS] = true;
    bench_settle(b);
    workspace_set_start(w, w->scene.start[0] + 0.1, w->scene.start[1]); // leaves a ghost
    bench_frame(b);
    workspace_seek(w, 30);
    const Color color = colour_of(b, WHO);
    for (int relief = 0; relief < RELIEF_COUNT; relief++) {
        for (int bottom = 0; bottom <= CHART_COUNT; bottom++) { // ... and the table
            w->scene.relief.kind = (ReliefKind)relief;
            b->landscape->table = bottom == CHART_COUNT;
            w->chart = bottom == CHART_COUNT ? CHART_LOSS : (ChartKind)bottom;
            hide(b, 0);
            bench_settle(b);
            cr_expect_gt(of_colour(b, color), 0, "shown otherwise");
            hide(b, 1u << WHO);
            cr_expect_eq(of_colour(b, color), 0, "relief %d, bottom %d", relief, bottom);
        }
    }
    bench_close(b);
}

Test(hiding, the_pointer_reads_nothing_of_a_hidden_racer)
{
    Bench *b = bench_open(1100, 700, 1);
    bench_settle(b);
    workspace_seek(&b->landscape->workspace, 60);
    hide(b, 1u << 2);
    point_everywhere(b, colour_of(b, 2), "map and chart");
    bench_key(b, SDLK_F5);
    bench_key(b, SDLK_g);
    point_everywhere(b, colour_of(b, 2), "presented");
    bench_close(b);
}

// Grey, with a question mark, at the end of the table, in card and legend.
Test(hiding, lists_have_a_question_mark_for_it)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    char loss[48];
    bench_settle(b);
    workspace_seek(w, 40);
    b->landscape->table = true;
    workspace_loss_text(w, 0, 40, 4, loss, sizeof loss);
    bench_frame(b);
    cr_expect(look_text(&b->app.shell.canvas, loss, b->app.shell.layout.right, NULL));
    hide(b, 1);
    cr_expect(!look_text(&b->app.shell.canvas, loss, b->app.shell.layout.right, NULL));
    cr_expect(look_text(&b->app.shell.canvas, "?", b->app.shell.layout.right, NULL));
    LookText sgd, adam;
    const Rect table = b->app.shell.layout.chart;
    for (int order = 0; order < 2; order++) {
        b->landscape->sort_column = STANDING_LOSS;
        b->landscape->sort_descending = order;
        bench_frame(b);
        cr_assert(look_text(&b->app.shell.canvas, "SGD", table, &sgd));
        cr_assert(look_text(&b->app.shell.canvas, "Adam", table, &adam));
        cr_expect_gt(sgd.rect.y, adam.rect.y, "its place tells nothing");
    }
    bench_key(b, SDLK_F5);
    cr_expect(look_text(&b->app.shell.canvas, "?", b->app.shell.layout.legend, NULL));
    bench_close(b);
}

// The same one, wherever it goes meanwhile.
Test(hiding, it_stays_hidden_when_others_move)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    hide(b, 1u << 3);
    const unsigned id = w->scene.racers[3].id;
    scene_move_racer(&w->scene, 3, 0);
    workspace_moved_racers(w);
    bench_frame(b);
    cr_expect(w->scene.racers[0].id == id && workspace_hides(w, 0) && !workspace_hides(w, 3));
    hide(b, 0);
    cr_expect(!workspace_hides_any(w));
    bench_close(b);
}

Test(hiding, a_hidden_network_has_a_question_mark_and_nothing_else)
{
    Bench *b = bench_open(1440, 900, 1);
    bench_lab(b, "initializations");
    LabSpace *space = &b->network->lab;
    bench_trained(b, 30);
    labspace_play(space, false);
    bench_rested(b);
    cr_assert_gt(space->shot->network_count, 1);
    const Color color = labspace_color(space, 1, &themes[b->app.shell.theme]);
    for (int zoom = -1; zoom < 1; zoom++) {
        space->wish.look.zoom_layer = zoom;
        labspace_changed(space);
        bench_rested(b);
        for (int chart = 0; chart < LAB_CHART_COUNT; chart++) {
            space->chart = (LabChart)chart;
            hide(b, 0);
            cr_expect_gt(of_colour(b, color), 0);
            hide(b, 2);
            cr_expect_eq(of_colour(b, color), 0, "zoom %d, chart %d", zoom, chart);
            cr_expect(look_text(&b->app.shell.canvas, "?", b->app.shell.layout.picture, NULL));
        }
    }
    space->wish.look.zoom_layer = -1;
    labspace_changed(space);
    bench_rested(b);
    point_everywhere(b, color, "a lab");
    cr_expect_null(ui_find(&b->app.shell.ui, "lab.surface.1"));
    cr_expect_not_null(ui_find(&b->app.shell.ui, "lab.surface.0"));
    bench_close(b);
}
