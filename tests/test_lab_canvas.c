// An empty canvas under a user's hands: what it says, when it begins, what undo takes back, and
// that it comes back from where it is kept.
#include "lab_bench.h"

#include "sim/subject.h"

#include <stdio.h>
#include <unistd.h>

static Bench *open_canvas(void)
{
    Bench *b = lab_open_small();
    bench_choose(b, "lab.data", DATA_CANVAS);
    bench_rested(b);
    return b;
}

static void undo(Bench *b)
{
    ui_blur(&b->app.shell.ui);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_rested(b);
}

static const char words[] = "Paint points of two classes";
static const char other[] = "Now points of another class";

Test(lab_canvas, is_empty_and_says_what_to_do)
{
    Bench *b = open_canvas();
    LabSpace *space = space_of(b);
    cr_expect(space->wish.painted && space->wish.points.count == 0);
    cr_expect_eq(space->brush, 0, "one can paint at once");
    cr_expect(space->shot->features == 2 && space->shot->classes == 2 && space->shot->rows == 0);
    cr_expect(space->shot->low[0] == -2.4f && space->shot->high[1] == 2.4f);
    cr_expect(bench_says(b, words), "in the columns or the panel");
    cr_expect_not(bench_says(b, "Not begun"), "nothing is wrong");
    cr_expect(bench_says(b, "Canvas"));
    cr_expect_gt(surface_of(b, 1).w, 50, "there is a plane to paint on");
    bench_close(b);
}

// As chosen from the list: the first press paints.
Test(lab_canvas, from_the_command_line_is_painted_on_at_once)
{
    static const char *const one[] = { "hidden=8", NULL };
    Bench *b = lab_open("canvas", "batch=8", one);
    bench_rested(b);
    bench_frame(b);
    cr_expect_eq(space_of(b)->brush, 0);
    click_in(b, 0, 0.3f, 0.4f);
    bench_rested(b);
    cr_expect_eq(space_of(b)->wish.points.count, 1);
    bench_close(b);
}

Test(lab_canvas, begins_when_two_classes_have_a_point_each)
{
    Bench *b = open_canvas();
    LabSpace *space = space_of(b);
    click_in(b, 0, 0.25f, 0.5f);
    click_in(b, 1, 0.3f, 0.6f);
    bench_rested(b);
    cr_assert_eq(space->wish.points.count, 2);
    cr_expect_eq(space->shot->points.count, 2, "they are seen");
    cr_expect(bench_says(b, other), "of one class there is nothing to learn");
    bench_click(b, "lab.brush.1");
    const Rect brush = bench_rect(b, "lab.brush.1");
    click_in(b, 0, 0.75f, 0.5f);
    bench_rested(b);
    cr_expect_eq(bench_rect(b, "lab.brush.1").y, brush.y, "the brush stays under the pointer");
    cr_expect_not(bench_says(b, words) || bench_says(b, other));
    cr_expect_str_empty(space->shot->error.text);
    cr_assert(space->shot->rows == 3 && net_of(b, 0)->surface_side > 0);
    const LabPoint *p = &space->wish.points.items[2];
    cr_expect(p->target == 1 && fabsf(p->x - 1.2f) < 0.1f && fabsf(p->y) < 0.1f);
    labspace_seek(space, 5);
    bench_rested(b);
    cr_expect_eq(space->shot->step, 5, "it trains");
    bench_close(b);
}

// A class begins with its first point, and goes with it.
Test(lab_canvas, takes_back_classes_and_points_one_by_one)
{
    Bench *b = open_canvas();
    LabSpace *space = space_of(b);
    click_in(b, 0, 0.25f, 0.5f);
    bench_click(b, "lab.brush.1");
    click_in(b, 0, 0.75f, 0.5f);
    bench_click(b, "lab.brush.new");
    cr_assert_eq(space->brush, 2);
    bench_rested(b);
    cr_expect_eq(space->shot->classes, 2, "nothing is there of it yet");
    bench_rect(b, "lab.brush.2");
    click_in(b, 0, 0.5f, 0.8f);
    bench_rested(b);
    cr_expect(space->shot->classes == 3 && space->shot->rows == 3);
    cr_expect_str_empty(space->shot->error.text, "%s", space->shot->error.text);
    const Rect r = surface_of(b, 0);
    bench_drag(b, r.x + r.w * 0.2f, r.y + r.h * 0.9f, r.x + r.w * 0.8f, r.y + r.h * 0.9f);
    bench_rested(b);
    cr_expect_gt(space->shot->rows, 4, "a stroke");
    undo(b);
    cr_expect_eq(space->shot->rows, 3, "the stroke is one change: %d", space->shot->rows);
    undo(b);
    cr_expect(space->shot->classes == 2 && space->shot->rows == 2, "the class goes with its point");
    undo(b);
    cr_expect(space->wish.points.count == 1 && bench_says(b, other));
    undo(b);
    cr_expect(space->wish.points.count == 0 && space->wish.painted);
    undo(b);
    cr_expect(!space->wish.painted && space->wish.spec.data.kind == DATA_SPIRAL);
    cr_expect_eq(space->shot->rows, 60);
    bench_close(b);
}

Test(lab_canvas, is_emptied_and_brought_back)
{
    Bench *b = open_canvas();
    LabSpace *space = space_of(b);
    click_in(b, 0, 0.25f, 0.5f);
    bench_click(b, "lab.brush.1");
    click_in(b, 0, 0.75f, 0.5f);
    bench_rested(b);
    bench_click(b, "lab.unpaint");
    bench_rested(b);
    cr_expect(space->wish.painted && space->shot->rows == 0 && bench_says(b, words));
    undo(b);
    cr_expect(space->shot->rows == 2 && !bench_says(b, words));
    bench_close(b);
}

// Other data before and after leave nothing on it, and it nothing on them.
Test(lab_canvas, comes_after_any_data_and_goes)
{
    static const DataKind kinds[] = { DATA_DIGITS, DATA_SINE, DATA_BLOBS };
    for (size_t i = 0; i < COUNT(kinds); i++) {
        Bench *b = lab_open_small();
        LabSpace *space = space_of(b);
        bench_choose(b, "lab.data", kinds[i]);
        bench_rested(b);
        bench_choose(b, "lab.data", DATA_CANVAS);
        bench_rested(b);
        cr_expect(space->shot->features == 2 && space->shot->classes == 2 &&
                      space->shot->points.count == 0,
                  "after %s", data_rows[kinds[i]].kind.key);
        bench_choose(b, "lab.data", kinds[i]);
        bench_rested(b);
        cr_expect_str_empty(space->shot->error.text);
        cr_expect_not(space->wish.painted);
        bench_close(b);
    }
}

// As it is written it is opened: what is painted, and where nothing is yet, that.
Test(lab_canvas, is_opened_as_it_was_kept)
{
    for (int painted = 0; painted < 2; painted++) {
        Bench *b = open_canvas();
        LabSpace *space = space_of(b);
        if (painted) {
            click_in(b, 0, 0.25f, 0.5f);
            bench_click(b, "lab.brush.1");
            click_in(b, 0, 0.75f, 0.5f);
            bench_rested(b);
        }
        Subject *kept = memory_get(sizeof *kept);
        b->app.room->row->subject(b->app.room->state, kept);
        cr_expect_eq(kept->past.painted, painted == 1, "a canvas alone says that it is empty");
        bench_choose(b, "lab.data", DATA_MOONS);
        bench_rested(b);
        app_open(&b->app, kept);
        bench_rested(b);
        cr_expect(space->wish.painted && space->wish.points.count == 2 * painted);
        cr_expect_eq(bench_says(b, words), !painted);
        cr_expect_eq(space->shot->features, 2);
        free(kept);
        bench_close(b);
    }
}

// It would show "pause" with nothing to train.
Test(lab_canvas, without_points_nothing_plays)
{
    Bench *b = open_canvas();
    LabSpace *space = space_of(b);
    const Rect r = surface_of(b, 0);
    bench_drag(b, r.x + r.w * 0.2f, r.y + r.h * 0.3f, r.x + r.w * 0.8f, r.y + r.h * 0.3f);
    bench_click(b, "lab.brush.1");
    bench_drag(b, r.x + r.w * 0.2f, r.y + r.h * 0.7f, r.x + r.w * 0.8f, r.y + r.h * 0.7f);
    bench_rested(b);
    labspace_play(space, true);
    bench_trained(b, 2);
    bench_click(b, "lab.unpaint");
    bench_frame(b);
    cr_expect(space->wish.points.count == 0 && !space->wish.playing);
    bench_close(b);
}

Test(lab_canvas, has_rows_left_out_as_other_data_have)
{
    Bench *b = open_canvas();
    LabSpace *space = space_of(b);
    const Rect r = surface_of(b, 0);
    bench_drag(b, r.x + r.w * 0.2f, r.y + r.h * 0.3f, r.x + r.w * 0.8f, r.y + r.h * 0.3f);
    bench_click(b, "lab.brush.1");
    bench_drag(b, r.x + r.w * 0.2f, r.y + r.h * 0.7f, r.x + r.w * 0.8f, r.y + r.h * 0.7f);
    bench_rested(b);
    const int rows = space->shot->rows, train = space->shot->train_count;
    cr_assert(rows == space->wish.points.count && train >= 4);
    space->wish.spec.data.subset = 3;
    labspace_changed(space);
    bench_rested(b);
    cr_expect_eq(space->shot->train_count, 3);
    cr_expect_eq(space->wish.points.count, rows, "they are only left out");
    space->wish.spec.data.subset = 0;
    labspace_changed(space);
    bench_rested(b);
    cr_expect_eq(space->shot->train_count, train);
    bench_close(b);
}

// Saved, they are read as what they are, however few they are.
Test(lab_canvas, is_saved_as_a_table_that_can_be_learnt_from)
{
    char folder[] = "/tmp/thalweg-canvas-XXXXXX";
    cr_assert(mkdtemp(folder) && chdir(folder) == 0);
    Bench *b = open_canvas();
    LabSpace *space = space_of(b);
    click_in(b, 0, 0.25f, 0.5f);
    bench_click(b, "lab.brush.1");
    click_in(b, 0, 0.7f, 0.4f);
    bench_rested(b);
    const LabPoints painted = space->wish.points;
    bench_click(b, "lab.points.save");
    Error err = { .text = "" };
    cr_assert(labspace_set_csv(space, "thalweg-points-1.csv", &err), "%s", err.text);
    bench_rested(b);
    cr_expect(space->shot->rows == 2 && space->shot->classes == 2 && !space->wish.painted);
    cr_expect_str_eq(space->shot->class_names[1], "class 1");
    for (int i = 0; i < 2; i++) {
        const LabPoint *p = &space->shot->points.items[i];
        const LabPoint *from = &painted.items[(int)p->target];
        cr_expect(p->x == from->x && p->y == from->y && p->target == from->target);
    }
    bench_close(b);
    cr_expect(unlink("thalweg-points-1.csv") == 0 && chdir("/") == 0 && rmdir(folder) == 0);
}

// From the command line as from the list; and there is nothing to play before it begins.
Test(lab_canvas, is_opened_with_a_brush_and_does_not_play)
{
    static const char *const one[] = { "", NULL };
    Bench *b = lab_open("canvas", "hidden=8", one);
    LabSpace *space = space_of(b);
    bench_key(b, SDLK_SPACE);
    bench_rested(b);
    cr_expect_not(space->wish.playing);
    click_in(b, 0, 0.25f, 0.5f);
    cr_expect_eq(space->wish.points.count, 1, "a colour is chosen");
    bench_click(b, "lab.brush.1");
    click_in(b, 0, 0.75f, 0.5f);
    bench_rested(b);
    bench_key(b, SDLK_SPACE);
    cr_expect(space->wish.playing);
    bench_close(b);
}

// ---- rows of the section

Test(lab_canvas, rows_are_folded_until_they_say_something)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    DataSpec *data = &space->wish.spec.data;
    cr_expect_not(bench_says(b, "Imbalance"));
    bench_click(b, "lab.data.more");
    cr_expect(bench_says(b, "42"), "all rows are so many");
    const Rect word = bench_rect(b, "lab.data.imbalance.words"); // one rests on what is not known
    bench_move(b, word.x + 8, word.y + word.h / 2);
    for (int i = 0; i < 8; i++) {
        bench_wait(b, 0.14);
    }
    cr_expect(bench_says(b, "Imbalance: the first class keeps"));
    bench_number(b, "lab.data.subset.number", "20");
    bench_number(b, "lab.data.imbalance.number", "3");
    bench_number(b, "lab.data.label_noise.number", "0.25");
    bench_segment(b, "lab.data.scale", DATA_UNIT, DATA_SCALING_COUNT);
    bench_rested(b);
    cr_expect(data->subset == 20 && data->imbalance == 3 && data->label_noise == 0.25 &&
              data->scale == DATA_UNIT);
    cr_expect_str_empty(space->shot->error.text, "%s", space->shot->error.text);
    cr_expect_eq(space->shot->train_count, 20);
    bench_click(b, "lab.data.more");
    bench_rect(b, "lab.data.subset");
    bench_rect(b, "lab.data.scale");
    bench_number(b, "lab.data.label_noise.number", "0");
    cr_expect_not(bench_says(b, "Label noise"), "it is as usual, and folded");
    bench_close(b);
}

// What the data do not have is refused where it is typed, and what trains goes on.
Test(lab_canvas, sliders_end_where_the_data_end)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_click(b, "lab.data.more");
    bench_number(b, "lab.data.subset.number", "50");
    bench_rested(b);
    cr_expect_eq(space->wish.spec.data.subset, 0);
    cr_expect_str_empty(space->shot->error.text);
    bench_key(b, SDLK_ESCAPE);
    bench_slide(b, "lab.data.imbalance", 1);
    bench_rested(b);
    cr_expect_str_empty(space->shot->error.text, "%s", space->shot->error.text);
    cr_expect_gt(space->wish.spec.data.imbalance, 10);
    const int left = space->shot->train_count;
    bench_number(b, "lab.data.subset.number", "10");
    bench_rested(b);
    cr_expect_eq(space->shot->train_count, 10);
    bench_slide(b, "lab.data.subset", 1);
    bench_rested(b);
    cr_expect_eq(space->wish.spec.data.subset, 0, "as many as there are is all");
    cr_expect_eq(space->shot->train_count, left);
    bench_close(b);
}

// Fewer points later: what trained goes on, and the message stands below the rows, which can mend
// it; more points again, and nothing was lost.
Test(lab_canvas, a_subset_that_became_too_large_is_told_and_can_be_mended)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_click(b, "lab.data.more");
    bench_number(b, "lab.data.subset.number", "30");
    labspace_seek(space, 20);
    bench_rested(b);
    NetShot *before = net_copy(b, 1);
    const int rows = space->shot->rows;
    const Rect row = bench_rect(b, "lab.data.subset");
    bench_number(b, "lab.data.n.number", "40");
    bench_rested(b);
    cr_expect(bench_says(b, "Training rows: 30 is more than"));
    cr_expect(bench_says(b, "choose at most 28"));
    cr_expect(bench_says(b, "Until it is right the networks"));
    cr_expect_eq(bench_rect(b, "lab.data.subset").y, row.y, "nothing moves");
    cr_expect(space->shot->network_count == 2 && space->shot->rows == rows, "nor is lost");
    cr_expect(same_moment(before, net_of(b, 1)), "the last good lab stays");
    cr_expect_eq(net_of(b, 0)->barred[0], '\0');
    labspace_play(space, true);
    bench_trained(b, 25);
    labspace_play(space, false);
    bench_number(b, "lab.data.n.number", "60"); // what it was
    labspace_seek(space, 20);
    bench_rested(b);
    cr_expect_str_empty(space->shot->error.text, "%s", space->shot->error.text);
    cr_expect(same_moment(before, net_of(b, 1)) && space->shot->end >= 25, "it never was anew");
    bench_number(b, "lab.data.n.number", "40");
    bench_number(b, "lab.data.subset.number", "28");
    bench_rested(b);
    cr_expect_str_empty(space->shot->error.text);
    cr_expect_eq(space->shot->train_count, 28);
    free(before);
    bench_close(b);
}

// The same of an imbalance, with a smaller share to train on.
Test(lab_canvas, an_imbalance_that_became_too_large_leaves_the_lab_as_it_was)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_click(b, "lab.data.more");
    bench_number(b, "lab.data.imbalance.number", "30");
    bench_rested(b);
    const int left = space->shot->train_count;
    bench_number(b, "lab.data.train.number", "0.2");
    bench_rested(b);
    cr_expect(bench_says(b, "Imbalance: 30 leaves a class"));
    cr_expect(space->shot->train_count == left && net_of(b, 0)->barred[0] == '\0');
    bench_number(b, "lab.data.imbalance.number", "2");
    bench_rested(b);
    cr_expect_str_empty(space->shot->error.text, "%s", space->shot->error.text);
    cr_expect_lt(space->shot->train_count, left);
    bench_close(b);
}

Test(lab_canvas, values_have_no_classes_to_mix_up)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_choose(b, "lab.data", DATA_SINE);
    bench_rested(b);
    bench_click(b, "lab.data.more");
    bench_slide(b, "lab.data.label_noise", 0.5f);
    bench_rested(b);
    cr_expect_eq(space->wish.spec.data.label_noise, 0, "it is dim");
    bench_slide(b, "lab.data.subset", 0.5f);
    bench_rested(b);
    cr_expect(space->wish.spec.data.subset > 3 && space->wish.spec.data.subset < 18);
    bench_close(b);
}
