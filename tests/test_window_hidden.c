// Sections and controls that are hidden: not drawn, not reached, nothing left in their place; kept
// with the scene and brought back by undo, by menu and at the panel's foot.
#include "look.h"
#include "window_bench.h"

#include "app/landscape/hide_rows.h"
#include "app/shell/hidden.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const UiControl *control(const Bench *b, const char *name)
{
    return ui_find(&b->app.shell.ui, name);
}

static void hide(Bench *b, SceneHide which)
{
    b->landscape->workspace.hide[which] = true;
    bench_frame(b);
    bench_frame(b);
}

static void menu(Bench *b, const char *item)
{
    LookText row;
    bench_click(b, "menu");
    cr_assert(look_text_begins(&b->app.shell.canvas, item, LOOK_ALL, &row), "%s", item);
    bench_click_at(b, row.rect.x + 20, row.rect.y + row.rect.h / 2);
}

static bool in_panel(const Bench *b, const char *text)
{
    return look_text_begins(&b->app.shell.canvas, text, b->app.shell.layout.left, NULL);
}

Test(hidden, a_control_leaves_no_gap_and_is_out_of_reach)
{
    Bench *b = bench_open(1440, 900, 1);
    const float steps = control(b, "race.steps")->rect.y;
    const float noise = control(b, "race.noise")->rect.y;
    cr_assert(in_panel(b, "Noise"));
    hide(b, SCENE_HIDE_NOISE);
    cr_expect_null(control(b, "race.noise"));
    cr_expect_null(control(b, "race.noise.number"));
    cr_expect_not(in_panel(b, "Noise"));
    cr_expect_float_eq(control(b, "race.steps")->rect.y, noise, 0.5f, "the next row moves up");
    cr_expect_lt(noise, steps);
    bench_close(b);
}

Test(hidden, a_section_goes_with_its_heading_and_nothing_else)
{
    Bench *b = bench_open(1440, 900, 1);
    hide(b, SCENE_HIDE_RACE);
    cr_expect_not(in_panel(b, "RACE"));
    cr_expect(!control(b, "race.noise") && !control(b, "race.steps") && !control(b, "race.seed"));
    cr_expect(in_panel(b, "START x, y") && control(b, "start.x"));
    cr_expect(in_panel(b, "SHOW") && control(b, "show.log"));
    hide(b, SCENE_HIDE_CURSOR);
    cr_expect_not(in_panel(b, "AT THE CURSOR"));
    bench_close(b);
}

// Every row hides what it names.
Test(hidden, whatever_can_be_hidden_is)
{
    Bench *b = bench_open(1440, 900, 1);
    for (int i = 0; i < SCENE_HIDE_COUNT; i++) {
        const char *names = landscape_hide_rows[i];
        char name[UI_NAME_MAX];
        snprintf(name, sizeof name, "%.*s", (int)strcspn(names, " "), names);
        b->landscape->workspace.hide[i] = true;
        b->app.shell.hiding = true;
        bench_frame(b);
        const bool there = control(b, name);
        cr_expect(there || i == SCENE_HIDE_DATA || i == SCENE_HIDE_RELIEF || i == SCENE_HIDE_SHAPE,
                  "%s stands in no panel", name);
        b->app.shell.hiding = false;
        bench_frame(b);
        cr_expect_null(control(b, name), "%s", name);
    }
    bench_close(b);
}

Test(hidden, tab_does_not_come_to_it)
{
    Bench *b = bench_open(1440, 900, 1);
    hide(b, SCENE_HIDE_SEED);
    for (int i = 0; i < 120; i++) {
        bench_key(b, SDLK_TAB);
        cr_assert_neq(b->app.shell.ui.focus, ui_id("race.seed"));
        cr_assert_neq(b->app.shell.ui.focus, ui_id("race.new_seed"));
    }
    bench_close(b);
}

Test(hidden, a_click_hides_and_the_foot_brings_back_and_undo_knows_both)
{
    Bench *b = bench_open(1440, 900, 1);
    const bool *on = b->landscape->workspace.hide;
    const bool contours = b->landscape->workspace.show.on[SHOW_CONTOURS];
    menu(b, "Hide controls");
    cr_assert(b->app.shell.hiding);
    bench_click(b, "show.contours");
    cr_expect(on[SCENE_HIDE_CONTOURS]);
    cr_expect_eq(b->landscape->workspace.show.on[SHOW_CONTOURS], contours, "it does nothing else");
    bench_click(b, "section.penalties");
    cr_expect(on[SCENE_HIDE_PENALTIES] && control(b, "penalty.l1"), "shown while one chooses");
    bench_click(b, "show.log");
    bench_click(b, "show.log");
    cr_expect_not(on[SCENE_HIDE_LOG], "once more shows it");
    bench_key(b, SDLK_ESCAPE);
    cr_expect_not(b->app.shell.hiding);
    bench_frame(b);
    cr_expect(!control(b, "show.contours") && !control(b, "penalty.l1"));
    bench_click(b, "hidden.show");
    bench_frame(b);
    cr_expect(control(b, "show.contours") && control(b, "penalty.l1"));
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect(on[SCENE_HIDE_CONTOURS] && on[SCENE_HIDE_PENALTIES], "undo hides them again");
    menu(b, "Show hidden controls");
    cr_expect_not(on[SCENE_HIDE_CONTOURS]);
    bench_close(b);
}

Test(hidden, by_keys_alone)
{
    Bench *b = bench_open(1440, 900, 1);
    hidden_choose(&b->app, b->now_s);
    bench_frame(b);
    for (int i = 0; i < 200 && b->app.shell.ui.focus != ui_id("race.noise"); i++) {
        bench_key(b, SDLK_TAB);
    }
    bench_key(b, SDLK_RETURN);
    cr_expect(b->landscape->workspace.hide[SCENE_HIDE_NOISE]);
    bench_close(b);
}

Test(hidden, a_scene_and_a_lab_keep_it)
{
    Bench *b = bench_open(1440, 900, 1);
    Subject *subject = memory_get(sizeof *subject);
    hide(b, SCENE_HIDE_SHOW);
    b->app.room->row->subject(b->app.room->state, subject);
    cr_expect(subject->scene_show.hide[SCENE_HIDE_SHOW]);
    b->landscape->workspace.hide[SCENE_HIDE_SHOW] = false;
    app_open(&b->app, subject);
    bench_frame(b);
    cr_expect_null(control(b, "show.log"));
    bench_lab(b, NULL);
    cr_expect_not_null(control(b, "lab.norm"));
    b->network->lab.hide[LAB_HIDE_NETWORK] = true;
    bench_frame(b);
    cr_expect(!control(b, "lab.init") && !control(b, "lab.norm"));
    cr_expect_not_null(control(b, "lab.activation"));
    b->app.room->row->subject(b->app.room->state, subject);
    cr_expect(subject->lab_show.hide[LAB_HIDE_NETWORK]);
    free(subject);
    bench_close(b);
}

Test(hidden, cards_without_rates_are_lower)
{
    Bench *b = bench_open(1440, 900, 1);
    const float second = control(b, "racer.1.on")->rect.y;
    hide(b, SCENE_HIDE_RATES);
    cr_expect_null(control(b, "racer.0.lr"));
    cr_expect_float_eq(control(b, "racer.1.on")->rect.y, second - 26, 0.5f);
    bench_close(b);
}
