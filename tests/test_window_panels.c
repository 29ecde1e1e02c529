// The panels: landscapes, sliders, numbers and the optimizers' cards.
#include "look.h"
#include "window_panels.h"

#include "app/parts/chooser.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void type_number(Bench *b, const char *name, const char *text)
{
    bench_click(b, name);
    bench_retype(b, text);
    bench_key(b, SDLK_RETURN);
}

static void expect_own_numbers(const Bench *b, const Landscape *row)
{
    const Workspace *w = &b->landscape->workspace;
    cr_expect_eq(w->scene.landscape, row);
    cr_expect_str_eq(w->typed, row->formula);
    cr_expect(w->scene.start[0] == row->start[0] && w->scene.start[1] == row->start[1], "%s",
              row->kind.key);
    cr_expect_eq(w->scene.steps, row->steps);
    for (int i = 0; i < 6; i++) {
        cr_expect_eq(scene_rate(&w->scene, i), row->rates[i], "%s, %s", row->kind.key,
                     optims[i].kind.name);
    }
    for (int i = 0; row->kind.params[i].key; i++) {
        cr_expect_eq(w->scene.params[i], row->kind.params[i].def, "%s: %s", row->kind.key,
                     row->kind.params[i].key);
    }
    cr_expect(w->view.home);
    cr_expect(race_complete(w->race));
}

Test(landscapes, are_chosen_with_the_mouse_and_bring_their_own_numbers)
{
    Bench *b = open_at_end();
    const Rect ground = bench_ground(b);
    for (int i = 0; i < landscape_count; i++) {
        const int to = (i * 7 + 3) % landscape_count;
        char item[32];
        snprintf(item, sizeof item, "landscape.%d", to);
        type_number(b, "racer.5.lr.number", "0.0123");
        type_number(b, "start.x", "1");
        uint8_t *shot = bench_shot(b, ground);
        bench_click(b, "landscape");
        bench_frame(b);
        bench_click(b, item);
        bench_frame(b);
        expect_own_numbers(b, &landscapes[to]);
        cr_expect_gt(bench_changes(b, ground, shot), most(ground), "%s", landscapes[to].kind.key);
        cr_expect_null(ui_find(&b->app.shell.ui, item), "the list is closed");
        free(shot);
    }
    bench_close(b);
}

// The landscapes as the list has them: group after group.
static int in_groups(int *order)
{
    int count = 0;
    for (int group = 0; group < LANDSCAPE_GROUP_COUNT; group++) {
        for (int i = 0; i < landscape_count; i++) {
            if ((int)landscapes[i].group == group) {
                order[count++] = i;
            }
        }
    }
    cr_assert_eq(count, landscape_count);
    return count;
}

Test(landscapes, are_chosen_with_the_keyboard)
{
    Bench *b = open_at_end();
    const Workspace *w = &b->landscape->workspace;
    for (int i = 0; i < 100 && b->app.shell.ui.focus != ui_id("landscape"); i++) {
        bench_key(b, SDLK_TAB);
    }
    bench_key(b, SDLK_DOWN);
    bench_frame(b);
    cr_expect(ui_find(&b->app.shell.ui, "landscape.0"), "the list is open");
    int order[CHOOSER_ITEMS_MAX];
    const int count = in_groups(order);
    cr_assert_eq(order[0], 0, "the first one is shown");
    for (int i = 1; i < count; i++) {
        bench_key(b, SDLK_DOWN);
        cr_expect_eq(w->scene.landscape, &landscapes[order[i]], "%d", i);
        bench_frame(b);
        char item[32];
        snprintf(item, sizeof item, "landscape.%d", order[i]);
        bench_rect(b, item);
    }
    bench_key(b, SDLK_UP);
    bench_key(b, SDLK_RETURN);
    bench_frame(b);
    cr_expect_null(ui_find(&b->app.shell.ui, "landscape.0"), "the list is closed");
    expect_own_numbers(b, &landscapes[order[count - 2]]);
    bench_close(b);
}

Test(landscapes, an_open_list_keeps_presses_from_what_is_below)
{
    Bench *b = open_at_end();
    bench_click(b, "landscape");
    bench_frame(b);
    const Rect theme = bench_rect(b, "theme");
    bench_click_at(b, theme.x + 5, theme.y + 5);
    cr_expect_eq(b->app.shell.theme, THEME_DARK);
    cr_expect_str_eq(b->landscape->workspace.scene.landscape->kind.key, "valley");
    bench_frame(b);
    cr_expect_null(ui_find(&b->app.shell.ui, "landscape.0"), "the press only closed the list");
    bench_close(b);
}

Test(sliders, change_the_landscape_in_the_same_frame)
{
    Bench *b = open_at_end();
    const Workspace *w = &b->landscape->workspace;
    const Rect ground = bench_ground(b);
    static const char *const names[] = { "shape.t", "shape.k" };
    for (int i = 0; i < 2; i++) {
        uint8_t *shot = bench_shot(b, ground);
        const TrailRow before = end_of(b, 3);
        const Rect r = bench_rect(b, names[i]);
        bench_down(b, r.x + r.w * 0.3f, r.y + r.h / 2, 1);
        bench_frame(b);
        cr_expect_float_eq(param_position(&w->params[i], w->scene.params[i]), 0.3, 0.02);
        cr_expect_gt(bench_changes(b, ground, shot), most(ground), "%s", names[i]);
        cr_expect_not(same_row(before, end_of(b, 3)));
        bench_up(b, r.x + r.w * 0.3f, r.y + r.h / 2);
        bench_double_click_at(b, r.x + r.w * 0.3f, r.y + r.h / 2);
        cr_expect_eq(w->scene.params[i], w->params[i].def, "%s: back to its default", names[i]);
        bench_frame(b);
        bench_move(b, 5, 5);
        bench_frame(b);
        cr_expect_eq(bench_changes(b, ground, shot), 0, "%s: and the picture too", names[i]);
        free(shot);
    }
    bench_close(b);
}

Test(sliders, reach_both_ends_and_answer_arrow_keys)
{
    Bench *b = open_at_end();
    const Workspace *w = &b->landscape->workspace;
    bench_slide(b, "shape.k", 4);
    cr_expect_eq(w->scene.params[1], 1000);
    bench_slide(b, "shape.k", -4);
    cr_expect_eq(w->scene.params[1], 1);
    bench_key(b, SDLK_TAB); // on from what the mouse has moved, and back to it
    bench_key_with(b, SDLK_TAB, KMOD_LSHIFT);
    bench_key(b, SDLK_RIGHT);
    cr_expect_gt(w->scene.params[1], 1);
    cr_expect_eq(w->play.cursor, 100, "the arrow was the slider's");
    bench_key(b, SDLK_LEFT);
    cr_expect_eq(w->scene.params[1], 1);
    bench_close(b);
}

Test(sliders, of_noise_and_seed_give_the_same_draws_again)
{
    Bench *b = open_at_end();
    const Workspace *w = &b->landscape->workspace;
    const TrailRow clean = end_of(b, 0);
    bench_key(b, SDLK_r);
    cr_expect(same_row(end_of(b, 0), clean), "without noise a seed changes nothing");
    type_number(b, "race.seed", "1");
    type_number(b, "race.noise.number", "0.5");
    cr_expect_eq(w->scene.noise, 0.5);
    const TrailRow first = end_of(b, 0);
    cr_expect_not(same_row(first, clean));
    bench_click(b, "race.new_seed");
    cr_expect_eq(w->scene.seed, 2);
    cr_expect_not(same_row(end_of(b, 0), first));
    type_number(b, "race.seed", "1");
    cr_expect(same_row(end_of(b, 0), first));
    bench_slide(b, "race.noise", -2);
    cr_expect(same_row(end_of(b, 0), clean));
    bench_close(b);
}

Test(sliders, set_the_number_of_steps)
{
    Bench *b = open_at_end();
    const Workspace *w = &b->landscape->workspace;
    type_number(b, "race.steps.number", "2500");
    cr_expect_eq(w->scene.steps, 2500);
    cr_expect_eq(race_steps_done(w->race), 2500);
    bench_key(b, SDLK_END);
    cr_expect_eq(w->play.cursor, 2500);
    type_number(b, "race.steps.number", "40");
    bench_frame(b);
    cr_expect_eq(w->play.cursor, 40, "the cursor stays within the race");
    bench_close(b);
}

Test(numbers, out_of_range_are_refused_with_the_range)
{
    Bench *b = open_at_end();
    const Workspace *w = &b->landscape->workspace;
    static const struct {
        const char *typed, *message;
    } rows[] = {
        { "0.5", "Condition goes from 1 to 1000" },
        { "1001", "Condition goes from 1 to 1000" },
        { "-20", "Condition goes from 1 to 1000" },
        { "1e999", NULL },
        { "nan", NULL },
        { "abc", NULL },
        { "", NULL },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        bench_click(b, "shape.k.number");
        bench_retype(b, rows[i].typed);
        bench_key(b, SDLK_RETURN);
        cr_expect_eq(w->scene.params[1], 20, "'%s' is taken as %g", rows[i].typed,
                     w->scene.params[1]);
        cr_expect_str_not_empty(b->app.shell.ui.edit.message);
        if (rows[i].message) {
            cr_expect_str_eq(b->app.shell.ui.edit.message, rows[i].message);
        }
        bench_frame(b);
        cr_expect(bench_says(b, b->app.shell.ui.edit.message), "and the message is on screen: %s",
                  b->app.shell.ui.edit.message);
        bench_key(b, SDLK_ESCAPE);
        cr_expect_eq(w->scene.params[1], 20);
        cr_expect_not(ui_editing(&b->app.shell.ui));
    }
    type_number(b, "shape.k.number", "1000");
    cr_expect_eq(w->scene.params[1], 1000, "the ends belong to the range");
    type_number(b, "shape.t.number", "45");
    cr_expect_float_eq(w->scene.params[0], 0.78539816339744831, 1e-12, "angles are in degrees");
    bench_close(b);
}

Test(numbers, of_the_start_move_it)
{
    Bench *b = open_at_end();
    type_number(b, "start.x", "3.25");
    type_number(b, "start.y", "-1e-3");
    cr_expect_eq(b->landscape->workspace.scene.start[0], 3.25);
    cr_expect_eq(b->landscape->workspace.scene.start[1], -1e-3);
    const TrailRow *row = trail_at(race_trail(b->landscape->workspace.race, 2), 0);
    cr_expect(row->x == 3.25 && row->y == -1e-3);
    bench_close(b);
}

Test(cards, switch_optimizers_by_mouse_and_by_key)
{
    Bench *b = open_at_end();
    const Workspace *w = &b->landscape->workspace;
    const Rect ground = bench_ground(b);
    TrailRow ends[6];
    for (int run = 0; run < 6; run++) {
        ends[run] = end_of(b, run);
    }
    for (int i = 0; i < 6; i++) {
        char name[32];
        snprintf(name, sizeof name, "racer.%d.on", i);
        for (int by_key = 0; by_key < 2; by_key++) {
            for (int on = 0; on < 2; on++) {
                uint8_t *shot = bench_shot(b, ground);
                if (by_key) {
                    bench_key(b, SDLK_1 + i);
                } else {
                    bench_click(b, name);
                }
                cr_expect_eq(w->scene.racers[i].on, on);
                cr_expect_eq(race_run_count(w->race), 5 + on);
                for (int run = 0; run < race_run_count(w->race); run++) {
                    cr_expect(same_row(end_of(b, run), ends[race_racer(w->race, run)]),
                              "nobody minds that %s is %s", optims[i].kind.name, on ? "on" : "off");
                }
                cr_expect_gt(bench_changes(b, ground, shot), 10, "%s", optims[i].kind.name);
                free(shot);
            }
        }
    }
    bench_close(b);
}

Test(cards, rates_change_their_own_run_alone)
{
    Bench *b = open_at_end();
    const Workspace *w = &b->landscape->workspace;
    for (int i = 0; i < 6; i++) {
        char name[32];
        TrailRow ends[6];
        for (int run = 0; run < 6; run++) {
            ends[run] = end_of(b, run);
        }
        snprintf(name, sizeof name, "racer.%d.lr", i);
        bench_slide(b, name, 0.35f);
        const Param row = scene_rate_row(&w->scene, i);
        cr_expect_float_eq(param_position(&row, scene_rate(&w->scene, i)), 0.35, 0.02, "%s", name);
        for (int run = 0; run < 6; run++) {
            cr_expect_eq(same_row(end_of(b, run), ends[run]), run != i, "%s, run %d", name, run);
        }
        const Rect r = bench_rect(b, name);
        bench_double_click_at(b, r.x + 3, r.y + r.h / 2);
        cr_expect_eq(scene_rate(&w->scene, i), w->scene.landscape->rates[i],
                     "%s: back to the landscape's", name);
    }
    bench_close(b);
}

Test(cards, open_to_show_every_parameter_and_the_rule)
{
    Bench *b = open_at_end();
    for (int i = 0; i < 6; i++) {
        char name[64], rule[64];
        snprintf(name, sizeof name, "racer.%d.open", i);
        bench_click(b, name);
        bench_frame(b);
        snprintf(rule, sizeof rule, "%.*s", (int)strcspn(optims[i].rule, "\n"), optims[i].rule);
        cr_expect(bench_says(b, rule), "%s: %s", optims[i].kind.name, rule);
        for (const Param *p = optims[i].kind.params; p->key; p++) {
            snprintf(name, sizeof name, "racer.%d.%s", i, p->key);
            const TrailRow before = end_of(b, i);
            const bool choice = p->scale == PARAM_INTEGER && p->max - p->min == 1;
            bench_slide(b, name, choice ? 1 : 0.4f); // in the middle is a rate's default
            cr_expect(strcmp(p->key, "eps") == 0 || !same_row(before, end_of(b, i)),
                      "%s of %s does something", p->key, optims[i].kind.name);
        }
        snprintf(name, sizeof name, "racer.%d.open", i);
        bench_click(b, name);
        bench_frame(b);
        cr_expect_not(bench_says(b, rule), "%s is closed", optims[i].kind.name);
    }
    bench_close(b);
}

Test(cards, light_the_path_of_the_one_below_the_pointer)
{
    Bench *b = open_at_end();
    const Rect ground = bench_ground(b);
    uint8_t *shot = bench_shot(b, ground);
    const Rect card = bench_rect(b, "racer.4.on");
    bench_move(b, card.x + 60, card.y + 4);
    bench_frame(b);
    bench_frame(b);
    cr_expect_eq(b->landscape->lit_run, 4);
    cr_expect_gt(bench_changes(b, ground, shot), 10);
    free(shot);
    bench_close(b);
}

Test(panels, leave_nothing_out_of_reach_in_a_short_window)
{
    Bench *b = bench_open(1000, 560, 1);
    cr_assert_not(b->app.shell.layout.drawers);
    b->landscape->cards_open = ~0u;
    bench_frame(b);
    bench_frame(b);
    char names[128][UI_NAME_MAX];
    size_t count = 0;
    for (size_t i = 0; i < b->app.shell.ui.controls.count && count < COUNT(names); i++) {
        memcpy(names[count++], b->app.shell.ui.controls.items[i].name, UI_NAME_MAX);
    }
    for (size_t i = 0; i < count; i++) {
        bench_rect(b, names[i]);
    }
    cr_expect_gt(count, 40);
    bench_close(b);
}

// In a drawer at the scale of a hall what is set has the room; the values at the cursor come below.
Test(panels, give_a_low_drawer_to_what_is_set)
{
    Bench *b = bench_open(1440, 900, 2.5f);
    cr_assert(b->app.shell.layout.drawers);
    b->app.shell.left_open = true;
    bench_frame(b);
    bench_frame(b);
    static const char *const names[] = { "landscape", "formula", "param.t" };
    const Rect panel = b->app.shell.layout.left;
    for (size_t i = 0; i < COUNT(names); i++) {
        const UiControl *c = ui_find(&b->app.shell.ui, names[i]);
        if (c) {
            cr_expect(c->visible.h >= c->rect.h - 0.5f, "%s is in sight", names[i]);
        }
        cr_expect(c || i == 2, "%s", names[i]);
    }
    cr_expect(!look_text(&b->app.shell.canvas, "f(x, y)", panel, NULL),
              "not there without scrolling");
    bench_rect(b, "show.colours"); // scrolls to what is last
    bench_wheel(b, panel.x + panel.w / 2, panel.y + panel.h / 2, -40);
    bench_frame(b);
    cr_expect(look_text(&b->app.shell.canvas, "f(x, y)", panel, NULL), "the last of the sections");
    bench_close(b);
}
