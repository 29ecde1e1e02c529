// A user's hands on the data of the Network room: painting, erasing, dropping files.
#include "lab_bench.h"

#include "app/network/labspace_paint.h"

#include <stdio.h>
#include <unistd.h>

// ---- painting

Test(lab_paint, puts_points_of_the_class_where_the_pointer_is)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    labspace_seek(space, 20);
    bench_rested(b);
    const int rows = space->shot->rows;
    bench_click(b, "lab.brush.1");
    cr_assert_eq(space->brush, 1);
    click_in(b, 1, 0.75f, 0.25f);
    cr_assert(space->wish.painted);
    cr_assert_eq(space->wish.points.count, rows + 1, "beside those that were there");
    const LabPoint point = space->wish.points.items[rows];
    const float w = space->shot->high[0] - space->shot->low[0];
    cr_expect_eq(point.target, 1);
    cr_expect_float_eq(point.x, space->shot->low[0] + 0.75f * w, 0.02f * w);
    cr_expect_gt(point.y, (space->shot->low[1] + space->shot->high[1]) / 2, "y goes up");
    bench_rested(b);
    cr_expect_eq(space->shot->rows, rows + 1);
    cr_expect_eq(space->shot->step, 0, "other data begin anew");
    const Rect r = surface_of(b, 0); // a stroke
    bench_click(b, "lab.brush.0");
    bench_drag(b, r.x + r.w * 0.2f, r.y + r.h * 0.2f, r.x + r.w * 0.8f, r.y + r.h * 0.2f);
    cr_expect_geq(space->wish.points.count, rows + 3);
    cr_expect_eq(space->wish.points.items[space->wish.points.count - 1].target, 0);
    bench_key(b, SDLK_ESCAPE);
    cr_expect_eq(space->brush, BRUSH_NONE, "Esc puts the brush away");
    const int count = space->wish.points.count;
    click_in(b, 0, 0.5f, 0.5f);
    cr_expect_eq(space->wish.points.count, count);
    bench_close(b);
}

// On the picture points lie where they were made, whatever the networks see of them; what is
// painted on is what is left, with the labels it has.
Test(lab_paint, goes_on_from_what_became_of_the_rows)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    DataSpec *data = &space->wish.spec.data;
    const LabPoint first = space->shot->points.items[0];
    data->scale = DATA_STANDARD;
    labspace_changed(space);
    bench_rested(b);
    cr_expect_float_eq(space->shot->points.items[0].x, first.x, 1e-5);
    cr_expect_float_eq(space->shot->points.items[0].y, first.y, 1e-5);
    data->subset = 20;
    data->imbalance = 2;
    data->label_noise = 0.3;
    labspace_changed(space);
    bench_rested(b);
    const int rows = space->shot->rows;
    cr_assert_eq(space->shot->train_count, 20, "%s", space->shot->error.text);
    bench_click(b, "lab.brush.1");
    click_in(b, 1, 0.75f, 0.25f);
    bench_rested(b);
    cr_expect_str_empty(space->shot->error.text, "%s", space->shot->error.text);
    cr_expect_eq(space->shot->rows, rows + 1, "none more is left out");
    cr_expect(data->subset == 0 && data->imbalance == 1 && data->label_noise == 0);
    cr_expect_eq(data->scale, DATA_STANDARD);
    const LabPoint point = space->wish.points.items[rows];
    bool shown = false;
    for (int i = 0; i <= rows; i++) {
        const LabPoint *p = &space->shot->points.items[i];
        shown = shown || hypotf(p->x - point.x, p->y - point.y) < 1e-5f;
    }
    cr_expect(shown, "it lies where it was painted");
    bench_key(b, SDLK_ESCAPE);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect(!space->wish.painted && data->subset == 20 && data->label_noise == 0.3);
    bench_close(b);
}

Test(lab_paint, erases_and_goes_back_to_what_was_made)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_rested(b);
    const int rows = space->shot->rows;
    bench_click(b, "lab.eraser");
    cr_assert_eq(space->brush, BRUSH_ERASER);
    const Rect r = surface_of(b, 0);
    bench_drag(b, r.x + r.w * 0.3f, r.y + r.h * 0.5f, r.x + r.w * 0.7f, r.y + r.h * 0.5f);
    cr_expect_lt(space->wish.points.count, rows, "the middle of a spiral is crowded");
    bench_rested(b);
    cr_expect_str_empty(space->shot->error.text);
    cr_expect_eq(space->shot->rows, space->wish.points.count);
    bench_click(b, "lab.unpaint");
    cr_expect_not(space->wish.painted);
    bench_rested(b);
    cr_expect_eq(space->shot->rows, rows);
    ui_blur(&b->app.shell.ui);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect(space->wish.painted, "undo brings the painted points back");
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect_not(space->wish.painted);
    bench_close(b);
}

// All points away: there is nothing to learn, which is said, and the window lives on.
Test(lab_paint, survives_when_everything_is_erased)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_key(b, SDLK_SPACE);
    bench_trained(b, 5);
    bench_click(b, "lab.eraser");
    const Rect r = surface_of(b, 0);
    for (int row = 0; row <= 24; row++) {
        const float y = r.y + 1 + (r.h - 2) * (float)row / 24;
        bench_down(b, r.x + 1, y, 1);
        for (int i = 0; i <= 40; i++) {
            bench_move(b, r.x + 1 + (r.w - 2) * (float)i / 40, y);
        }
        bench_up(b, r.x + r.w - 1, y);
        bench_frame(b);
    }
    cr_expect_lt(space->wish.points.count, 3, "%d are left", space->wish.points.count);
    bench_answered(b);
    cr_expect_str_not_empty(space->shot->error.text, "it says what is wrong");
    bench_click(b, "lab.unpaint");
    bench_answered(b);
    cr_expect_str_empty(space->shot->error.text);
    bench_close(b);
}

// A brush of a class that the data no longer has.
Test(lab_paint, knows_only_the_classes_of_the_data)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_choose(b, "lab.data", DATA_BLOBS);
    bench_rested(b);
    cr_assert_eq(space->shot->classes, 4);
    bench_click(b, "lab.brush.3");
    cr_assert_eq(space->brush, 3);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_rested(b);
    cr_assert_eq(space->shot->classes, 2);
    click_in(b, 0, 0.5f, 0.5f);
    cr_expect_eq(space->brush, BRUSH_NONE);
    bench_answered(b);
    for (int i = 0; i < space->wish.points.count; i++) {
        cr_assert_lt(space->wish.points.items[i].target, 2);
    }
    cr_expect_str_empty(space->shot->error.text, "%s", space->shot->error.text);
    bench_close(b);
}

Test(lab_paint, has_an_end)
{
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_rested(b);
    space->brush = 0;
    while (labspace_paint(space, 0.1f, 0.1f, 0)) {
    }
    cr_expect_eq(space->wish.points.count, LAB_POINTS_MAX);
    click_in(b, 0, 0.5f, 0.5f);
    cr_expect_eq(space->wish.points.count, LAB_POINTS_MAX);
    cr_expect_str_not_empty(b->app.shell.notice, "that is said");
    bench_answered(b);
    cr_expect_eq(space->shot->rows, LAB_POINTS_MAX);
    bench_close(b);
}

// ---- files

static void file_write(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

static const char good[] = "x,y,class\n0,0,0\n1,0,0\n0.5,0.2,0\n0.1,0.3,0\n0.4,0.1,0\n"
                           "3,3,1\n4,3,1\n3.5,3.2,1\n3.1,3.3,1\n3.4,3.1,1\n";

Test(lab_files, a_dropped_table_is_learnt)
{
    char path[] = "/tmp/thalweg-lab-XXXXXX";
    cr_assert(close(mkstemp(path)) == 0);
    file_write(path, good);
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_drop(b, path);
    cr_expect_eq(space->wish.spec.data.kind, DATA_CSV);
    bench_answered(b);
    cr_expect_str_empty(space->shot->error.text, "%s", space->shot->error.text);
    cr_expect(space->shot->rows == 10 && space->shot->classes == 2 && space->shot->features == 2);
    cr_expect_eq(space->shot->step, 0);
    bench_key(b, SDLK_SPACE);
    bench_trained(b, 5);
    unlink(path); // gone while it trains: what was read stays
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect_eq(space->wish.spec.data.kind, DATA_SPIRAL, "a drop can be taken back");
    bench_answered(b);
    bench_key_with(b, SDLK_z, KMOD_LCTRL | KMOD_LSHIFT);
    bench_answered(b);
    bench_close(b);
}

// The message is shown and nothing is lost: the lab trains on where it was.
static void expect_refused(Bench *b, const char *path, const char *part)
{
    LabSpace *space = space_of(b);
    const long step = space->shot->step;
    const LabSpec *before = malloc(sizeof *before);
    memcpy((void *)before, &space->wish.spec, sizeof *before);
    b->app.shell.notice[0] = '\0';
    bench_drop(b, path);
    cr_expect(strstr(b->app.shell.notice, part), "'%s' is in '%s'", part, b->app.shell.notice);
    cr_expect(strlen(b->app.shell.notice) > 120 || bench_says(b, b->app.shell.notice),
              "and on screen: %s", b->app.shell.notice);
    cr_expect(data_spec_equal(&before->data, &space->wish.spec.data));
    bench_answered(b);
    cr_expect_geq(space->shot->step, step, "nothing begins anew");
    bench_trained(b, step + 1);
    free((void *)before);
}

Test(lab_files, what_cannot_be_read_is_refused_and_nothing_is_lost)
{
    static const struct {
        const char *text, *part;
    } rows[] = {
        { "x,y,class\n0,0,0\n1,two,1\n", "line 3" },
        { "x,y,class\n0,0,0\n1,two,1\n", "column" },
        { "x,y,class\n0,0,0\n1,1\n", "line 3" },
        { "x,y,class\n", "" },
        { "", "" },
        { "x,y,class\n0,0,0\n1,nan,1\n", "line 3" },
        { "\x89PNG\r\n\x1a\n", "" },
    };
    char path[] = "/tmp/thalweg-lab-XXXXXX", name[700] = "/tmp/";
    cr_assert(close(mkstemp(path)) == 0);
    Bench *b = lab_open_small();
    bench_key(b, SDLK_SPACE);
    bench_trained(b, 3);
    for (size_t i = 0; i < COUNT(rows); i++) {
        file_write(path, rows[i].text);
        expect_refused(b, path, rows[i].part);
        cr_expect_str_not_empty(b->app.shell.notice, "row %zu", i);
    }
    unlink(path);
    expect_refused(b, path, "No such file");
    expect_refused(b, "/tmp", "");
    cr_expect_str_not_empty(b->app.shell.notice);
    memset(name + 5, 'n', 595);
    expect_refused(b, name, "too long");
    bench_close(b);
}

Test(lab_files, one_is_asked_for_and_nothing_begins_anew_before_there_is_one)
{
    char path[] = "/tmp/thalweg-lab-XXXXXX";
    cr_assert(close(mkstemp(path)) == 0);
    file_write(path, good);
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    labspace_seek(space, 20);
    bench_rested(b);
    NetShot *before = net_copy(b, 1);
    bench_choose(b, "lab.data", DATA_CSV);
    bench_rested(b);
    cr_expect(bench_says(b, "Which file? Type its path"), "it asks");
    cr_expect(bench_says(b, "CSV file"), "the list says what was chosen");
    cr_expect_str_empty(space->shot->error.text, "nothing is wrong");
    cr_expect_eq(space->wish.spec.data.kind, DATA_SPIRAL);
    cr_expect(same_moment(before, net_of(b, 1)), "the training is as it was");
    bench_choose(b, "lab.data", DATA_SPIRAL); // never mind
    bench_frame(b);
    cr_expect_not(bench_says(b, "Which file?"));
    bench_choose(b, "lab.data", DATA_MNIST);
    bench_frame(b);
    cr_expect(bench_says(b, "Which files?"));
    bench_choose(b, "lab.data", DATA_CSV);
    bench_click(b, "lab.data.file");
    bench_type(b, path);
    cr_expect_str_empty(space->wish.spec.data.files[0], "not letter by letter");
    bench_key(b, SDLK_RETURN);
    bench_answered(b);
    cr_expect_str_empty(space->shot->error.text, "%s", space->shot->error.text);
    cr_expect_eq(space->shot->rows, 10);
    cr_expect_not(bench_says(b, "Which file?"));
    unlink(path);
    free(before);
    bench_close(b);
}

Test(lab_files, a_dropped_one_answers_the_question)
{
    char path[] = "/tmp/thalweg-lab-XXXXXX";
    cr_assert(close(mkstemp(path)) == 0);
    file_write(path, good);
    Bench *b = lab_open_small();
    bench_choose(b, "lab.data", DATA_CSV);
    bench_drop(b, path);
    bench_answered(b);
    cr_expect_eq(space_of(b)->shot->rows, 10);
    cr_expect_not(bench_says(b, "Which file?"));
    unlink(path);
    bench_close(b);
}

// Painted points are nobody's noise: what makes data means nothing then and takes no hand.
Test(lab_paint, leaves_only_the_training_share_to_the_sliders)
{
    static const char *const idle[] = { "lab.data.n", "lab.data.noise", "lab.data.arms" };
    Bench *b = lab_open_small();
    LabSpace *space = space_of(b);
    bench_rested(b);
    bench_click(b, "lab.brush.1");
    click_in(b, 1, 0.75f, 0.25f);
    bench_key(b, SDLK_ESCAPE);
    bench_rested(b);
    cr_assert(space->wish.painted);
    const DataParams before = space->wish.spec.data.params;
    for (size_t i = 0; i < COUNT(idle); i++) {
        char number[UI_NAME_MAX];
        snprintf(number, sizeof number, "%s.number", idle[i]);
        bench_slide(b, idle[i], 0.9f);
        bench_click(b, number);
        cr_expect_not(ui_editing(&b->app.shell.ui), "%s", number);
        cr_expect_not(ui_find(&b->app.shell.ui, idle[i])->focusable, "Tab passes %s by", idle[i]);
    }
    cr_expect_eq(memcmp(&before, &space->wish.spec.data.params, sizeof before), 0);
    const unsigned version = space->shot->data_version;
    bench_slide(b, "lab.data.train", 0.5f);
    bench_rested(b);
    cr_expect_neq(space->shot->data_version, version, "the share holds for them, too");
    bench_click(b, "lab.unpaint");
    bench_frame(b);
    bench_slide(b, "lab.data.noise", 0.9f);
    cr_expect_neq(space->wish.spec.data.params.noise, before.noise, "back to what is made");
    bench_close(b);
}
