// Text fields: Escape brings back what was before, Ctrl+Z undoes the typing, and what would begin a
// training anew waits until the text is complete.
#include "control_names.h"
#include "look.h"

#include "base/words.h"

static WorkspaceMoment *moment_now(const Bench *b)
{
    WorkspaceMoment *now = malloc(sizeof *now);
    workspace_moment(&b->landscape->workspace, now);
    return now;
}

static void expect_as_before(const Bench *b, const WorkspaceMoment *before, const char *what)
{
    WorkspaceMoment *now = moment_now(b);
    cr_expect(workspace_moment_equal(before, now), "%s: landscape, rates, view and text", what);
    cr_expect_eq(now->scene.landscape, before->scene.landscape, "%s", what);
    cr_expect_str_empty(b->landscape->workspace.mistake.text, "%s", what);
    free(now);
}

// The valley with numbers of its own and a view of its own.
static Bench *open_changed(void)
{
    Bench *b = bench_open(1280, 720, 1);
    b->landscape->workspace.play.playing = false;
    bench_number(b, "shape.k.number", "50");
    bench_number(b, "racer.2.lr.number", "0.011");
    bench_wait(b, 2);
    bench_wheel(b, 600, 300, 1);
    bench_frame(b);
    bench_wait(b, 2);
    return b;
}

Test(fields, escape_in_the_formula_brings_all_back)
{
    Bench *b = open_changed();
    WorkspaceMoment *before = moment_now(b);
    static const char *const typed[] = { "x^2 + y^2", "", "3x +" };
    for (size_t i = 0; i < COUNT(typed); i++) {
        bench_click(b, "formula");
        bench_retype(b, typed[i]);
        if (i == 0) {
            cr_expect_null(b->landscape->workspace.scene.landscape, "each letter acts at once");
        }
        bench_wait(b, 3);
        bench_type(b, " ");
        bench_key(b, SDLK_ESCAPE);
        expect_as_before(b, before, typed[i]);
        cr_expect_not(ui_editing(&b->app.shell.ui));
    }
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect_str_eq(b->landscape->workspace.typed, before->typed);
    cr_expect_eq(b->landscape->workspace.scene.params[1], 50, "the zoom was undone, nothing else");
    free(before);
    bench_close(b);
}

// Somewhere in the panel where nothing is.
static void click_beside(Bench *b)
{
    const Rect left = b->app.shell.layout.left;
    bench_click_at(b, left.x + 4, left.y + 4);
}

static const char *const reasons[] = { "the formula is empty", "unknown function 'foo'" };

// Empties the formula, or breaks it.
static void type_mistake(Bench *b, size_t kind)
{
    bench_click(b, "formula");
    if (kind == 0) {
        bench_retype(b, "");
    } else {
        bench_key(b, SDLK_END);
        bench_type(b, "+ foo(");
    }
    cr_expect_str_not_empty(b->landscape->workspace.mistake.text);
}

Test(fields, enter_on_a_mistake_keeps_one_in_the_formula)
{
    Bench *b = open_changed();
    WorkspaceMoment *before = moment_now(b);
    for (size_t i = 0; i < COUNT(reasons); i++) {
        type_mistake(b, i);
        bench_key(b, SDLK_RETURN);
        cr_expect_eq(b->app.shell.ui.edit.id, ui_id("formula"), "it can be corrected");
        cr_expect_str_neq(b->landscape->workspace.typed, before->typed);
        bench_frame(b);
        cr_expect(
            look_text_begins(&b->app.shell.canvas, reasons[i], b->app.shell.layout.left, NULL),
            "%s", b->landscape->workspace.mistake.text);
        bench_key(b, SDLK_ESCAPE);
        expect_as_before(b, before, reasons[i]);
    }
    free(before);
    bench_close(b);
}

Test(fields, escape_brings_the_formula_back_after_a_mistake_was_left)
{
    Bench *b = open_changed();
    WorkspaceMoment *before = moment_now(b);
    for (size_t i = 0; i < COUNT(reasons); i++) {
        type_mistake(b, i);
        click_beside(b);
        cr_expect_not(ui_editing(&b->app.shell.ui));
        cr_expect_str_neq(b->landscape->workspace.typed, before->typed, "it stays to be corrected");
        b->app.full_screen = true;
        bench_key(b, SDLK_ESCAPE);
        cr_expect_not(b->app.full_screen);
        cr_expect_str_neq(b->landscape->workspace.typed, before->typed, "that was one thing");
        bench_key(b, SDLK_ESCAPE);
        expect_as_before(b, before, reasons[i]);
    }
    free(before);
    bench_close(b);
}

Test(fields, an_emptied_formula_comes_back)
{
    Bench *b = open_changed();
    WorkspaceMoment *before = moment_now(b);
    bench_click(b, "formula");
    bench_retype(b, "");
    cr_expect_str_not_empty(b->landscape->workspace.mistake.text);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    expect_as_before(b, before, "Ctrl+Z in the field");
    bench_retype(b, "x");
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    expect_as_before(b, before, "typed over, then Ctrl+Z");
    bench_retype(b, "");
    bench_key(b, SDLK_RETURN);
    bench_choose(b, "landscape", 0);
    cr_expect_str_eq(b->landscape->workspace.typed, landscapes[0].formula,
                     "the same landscape again");
    expect_as_before(b, before, "chosen again");
    bench_click(b, "formula");
    bench_retype(b, "");
    click_beside(b);
    bench_wait(b, 2);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    expect_as_before(b, before, "Ctrl+Z after the field was left");
    free(before);
    bench_close(b);
}

static Bench *lab_trained(long step)
{
    Bench *b = lab_open_small();
    labspace_seek(space_of(b), step);
    bench_rested(b);
    return b;
}

Test(fields, units_take_effect_when_they_are_complete)
{
    Bench *b = lab_trained(9);
    LabSpace *space = space_of(b);
    static const SDL_Keycode ends[] = { SDLK_RETURN, SDLK_TAB, 0 };
    static const char *const typed[] = { "6,6", "5x4", "7" };
    static const int widths[][2] = { { 2, 6 }, { 5, 4 }, { 1, 7 } };
    for (size_t i = 0; i < COUNT(ends); i++) {
        const LabSpec before = space->wish.spec;
        bench_click(b, "lab.hidden");
        bench_retype(b, typed[i]);
        bench_answered(b);
        cr_expect_eq(net_spec_differ(&space->wish.spec.shared, &before.shared), 0,
                     "%s: not by halves", typed[i]);
        if (i == 0) {
            cr_expect_eq(space->shot->step, 9, "the training goes on");
        }
        if (ends[i]) {
            bench_key(b, ends[i]);
        } else {
            bench_click(b, "lab.column.1.ground");
        }
        cr_expect_not(b->app.shell.ui.edit.id, "%s", typed[i]);
        cr_expect_eq(space->wish.spec.shared.hidden_count, widths[i][0], "%s", typed[i]);
        cr_expect_eq(space->wish.spec.shared.hidden[0], widths[i][1], "%s", typed[i]);
    }
    bench_close(b);
}

Test(fields, escape_in_units_and_names_and_paths_leaves_the_training)
{
    Bench *b = lab_trained(9);
    LabSpace *space = space_of(b);
    const LabSpec before = space->wish.spec;
    static const char *const names[] = { "lab.hidden", "lab.name.0" };
    for (size_t i = 0; i < COUNT(names); i++) {
        bench_click(b, names[i]);
        bench_retype(b, "3x5");
        bench_answered(b);
        bench_key(b, SDLK_ESCAPE);
        bench_answered(b);
        cr_expect_eq(space->shot->step, 9, "%s", names[i]);
        cr_expect_eq(memcmp(&before, &space->wish.spec, sizeof before), 0, "%s", names[i]);
    }
    bench_choose(b, "lab.data", DATA_CSV);
    const DataSpec data = space->wish.spec.data;
    for (const Setting *file = data_rows[DATA_CSV].files; file->param.key; file++) {
        char name[UI_NAME_MAX];
        snprintf(name, sizeof name, "lab.data.%s", file->param.key);
        bench_click(b, name);
        bench_type(b, "/tmp/none.csv");
        cr_expect(data_spec_equal(&data, &space->wish.spec.data), "not letter by letter");
        bench_key(b, SDLK_ESCAPE);
        cr_expect(data_spec_equal(&data, &space->wish.spec.data));
        break;
    }
    bench_close(b);
}

Test(fields, wrong_units_are_refused_and_the_old_ones_stay)
{
    Bench *b = lab_trained(9);
    LabSpace *space = space_of(b);
    bench_click(b, "lab.hidden");
    bench_retype(b, "8,8,x");
    bench_key(b, SDLK_RETURN);
    cr_expect_str_not_empty(b->app.shell.ui.edit.message);
    cr_expect(bench_says(b, b->app.shell.ui.edit.message), "%s", b->app.shell.ui.edit.message);
    cr_expect_eq(b->app.shell.ui.edit.id, ui_id("lab.hidden"), "and can be corrected");
    bench_click(b, "lab.column.1.ground"); // left as it is
    cr_expect_eq(space->wish.spec.shared.hidden_count, 2);
    cr_expect_str_not_empty(b->app.shell.notice, "says why");
    cr_expect_str_eq(space->hidden_text, "2x8");
    cr_expect_eq(space->shot->step, 9);
    bench_close(b);
}

Test(fields, what_was_typed_is_an_entry_of_its_own)
{
    Bench *b = bench_open(1280, 720, 1);
    Workspace *w = &b->landscape->workspace;
    bench_click(b, "shape.k.number");
    bench_retype(b, "70");
    bench_slide(b, "race.noise", 0.5f); // leaves the number and changes another at once
    cr_expect_eq(w->scene.params[1], 70);
    cr_expect_gt(w->scene.noise, 0);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect_eq(w->scene.noise, 0);
    cr_expect_eq(w->scene.params[1], 70);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect_eq(w->scene.params[1], 20);
    bench_close(b);
}

Test(fields, an_over_long_paste_is_refused_with_a_message)
{
    Bench *b = bench_open(1280, 720, 1);
    char *text = malloc(SCENE_FORMULA_MAX + 100);
    memset(text, '1', SCENE_FORMULA_MAX + 99);
    text[SCENE_FORMULA_MAX + 99] = '\0';
    SDL_SetClipboardText(text);
    bench_click(b, "formula");
    bench_key_with(b, SDLK_a, KMOD_LCTRL);
    bench_key_with(b, SDLK_v, KMOD_LCTRL);
    cr_expect_str_eq(b->landscape->workspace.typed, landscapes[0].formula);
    cr_expect(bench_says(b, "Too long by 100"), "%s", b->app.shell.ui.edit.message);
    free(text);
    bench_close(b);
}
