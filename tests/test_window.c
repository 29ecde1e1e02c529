// The window as a user meets it: what is there at first, playback, the chart, themes, help and the
// keyboard.
#include "window_bench.h"

#include "app/landscape/path.h"
#include "app/landscape/picture.h"
#include "app/landscape/racer_look.h"
#include "base/words.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 1100, HEIGHT = 640 };

static Bench *open_paused(void)
{
    Bench *b = bench_open(WIDTH, HEIGHT, 1);
    bench_key(b, SDLK_SPACE);
    return b;
}

static double cursor(const Bench *b)
{
    return b->landscape->workspace.play.cursor;
}

Test(window, opens_with_six_optimizers_on_the_valley_and_plays)
{
    Bench *b = bench_open(WIDTH, HEIGHT, 1);
    const Workspace *w = &b->landscape->workspace;
    cr_expect_str_eq(w->scene.landscape->kind.key, "valley");
    cr_expect_eq(race_run_count(w->race), 6);
    cr_expect(race_complete(w->race));
    cr_expect_eq(race_steps_done(w->race), 100);
    cr_expect(w->play.playing);
    cr_expect_eq(app_wait_s(&b->app, b->now_s), 0, "the next frame is due at once");
    for (int i = 0; i < 6; i++) {
        char name[32];
        snprintf(name, sizeof name, "racer.%d.on", i);
        cr_expect(ui_find(&b->app.shell.ui, name), "%s has a card", name);
    }
    bench_close(b);
}

// Heads that another one lies over are left out.
static bool head_is_free(const Bench *b, int run, float x, float y)
{
    const Workspace *w = &b->landscape->workspace;
    for (int other = 0; other < race_run_count(w->race); other++) {
        float ox, oy;
        if (other != run && path_head(w, bench_on(b), other, &ox, &oy) &&
            hypotf(ox - x, oy - y) < 14) {
            return false;
        }
    }
    return true;
}

Test(window, shows_the_head_of_every_run_in_its_colour)
{
    Bench *b = open_paused();
    const Workspace *w = &b->landscape->workspace;
    bool seen[6] = { false };
    for (int step = 0; step < 20; step++) {
        bench_key(b, SDLK_RIGHT);
        bench_read(b);
        for (int run = 0; run < 6; run++) {
            float x, y;
            if (!path_head(w, bench_on(b), run, &x, &y) || !head_is_free(b, run, x, y)) {
                continue;
            }
            seen[run] = true;
            const Color want = racer_color(&w->scene, run, &themes[b->app.shell.theme]);
            const Color is = bench_pixel(b, x, y);
            cr_expect(bench_same_color(is, want, 3), "%s at step %d is %d %d %d, not %d %d %d",
                      optims[run].kind.name, step + 1, is.r, is.g, is.b, want.r, want.g, want.b);
        }
    }
    for (int run = 0; run < 6; run++) {
        cr_expect(seen[run], "%s was never alone", optims[run].kind.name);
    }
    bench_close(b);
}

Test(window, plays_ten_steps_a_second)
{
    Bench *b = bench_open(WIDTH, HEIGHT, 1);
    for (int i = 1; i <= 10; i++) {
        bench_wait(b, 0.05);
        cr_expect_float_eq(cursor(b), 0.5 * i, 1e-9);
    }
    bench_close(b);
}

Test(window, rests_on_the_last_step_and_then_waits_for_events)
{
    Bench *b = bench_open(WIDTH, HEIGHT, 1);
    for (int i = 0; i < 110; i++) {
        bench_wait(b, 0.1);
    }
    cr_expect_eq(cursor(b), 100);
    cr_expect_not(b->landscape->workspace.play.playing);
    cr_expect(isinf(app_wait_s(&b->app, b->now_s)), "nothing is left to do");
    bench_key(b, SDLK_SPACE);
    cr_expect(b->landscape->workspace.play.playing, "playing again ...");
    cr_expect_lt(cursor(b), 1, "... starts at the beginning");
    bench_close(b);
}

Test(window, in_a_loop_starts_again_after_two_seconds)
{
    Bench *b = bench_open(WIDTH, HEIGHT, 1);
    bench_click(b, "transport.loop");
    while (cursor(b) < 100) {
        bench_wait(b, 0.1);
    }
    for (int i = 1; i < 20; i++) {
        bench_wait(b, 0.1);
        cr_assert_eq(cursor(b), 100, "after %d tenths", i);
    }
    bench_wait(b, 0.05);
    bench_wait(b, 0.1);
    cr_expect_lt(cursor(b), 2);
    cr_expect(b->landscape->workspace.play.playing);
    bench_close(b);
}

Test(window, space_and_the_button_play_and_pause)
{
    Bench *b = bench_open(WIDTH, HEIGHT, 1);
    const Playback *play = &b->landscape->workspace.play;
    bench_key(b, SDLK_SPACE);
    cr_expect_not(play->playing);
    const double here = play->cursor;
    bench_wait(b, 0.1);
    cr_expect_eq(play->cursor, here, "paused, time does not move it");
    bench_click(b, "transport.play");
    cr_expect(play->playing);
    bench_wait(b, 0.1);
    cr_expect_gt(play->cursor, here);
    bench_close(b);
}

Test(window, steps_both_ways_by_keys_and_by_buttons)
{
    Bench *b = open_paused();
    static const struct {
        SDL_Keycode key;
        const char *button;
        double to;
    } rows[] = {
        { SDLK_RIGHT, "transport.forward", 1 },   { SDLK_RIGHT, "transport.forward", 2 },
        { SDLK_LEFT, "transport.back", 1 },       { SDLK_END, "transport.last", 100 },
        { SDLK_RIGHT, "transport.forward", 100 }, { SDLK_LEFT, "transport.back", 99 },
        { SDLK_HOME, "transport.first", 0 },      { SDLK_LEFT, "transport.back", 0 },
    };
    for (int by_button = 0; by_button < 2; by_button++) {
        for (size_t i = 0; i < COUNT(rows); i++) {
            if (by_button) {
                bench_click(b, rows[i].button);
            } else {
                bench_key(b, rows[i].key);
            }
            cr_expect_eq(cursor(b), rows[i].to, "row %zu, %s: step %g", i,
                         by_button ? rows[i].button : "key", cursor(b));
        }
    }
    bench_close(b);
}

Test(window, brackets_and_segments_set_the_speed)
{
    Bench *b = bench_open(WIDTH, HEIGHT, 1);
    const Playback *play = &b->landscape->workspace.play;
    static const double per_tenth[] = { 1, 4, 16 };
    for (int speed = 0; speed < SPEED_COUNT; speed++) {
        cr_expect_eq(play->speed, speed);
        if (speed < 3) {
            const double before = play->cursor;
            bench_wait(b, 0.1);
            cr_expect_float_eq(play->cursor - before, per_tenth[speed], 1e-9);
        }
        bench_key(b, SDLK_RIGHTBRACKET);
    }
    cr_expect_eq(play->speed, SPEED_COUNT - 1, "there is no faster");
    bench_key(b, SDLK_LEFTBRACKET);
    cr_expect_eq(play->speed, SPEED_COUNT - 2);
    const Rect r = bench_rect(b, "transport.speed");
    for (int i = 0; i < SPEED_COUNT; i++) {
        bench_click_at(b, r.x + r.w * ((float)i + 0.5f) / SPEED_COUNT, r.y + r.h / 2);
        cr_expect_eq(play->speed, i);
    }
    bench_close(b);
}

Test(window, scrubbing_moves_the_cursor_with_the_mouse)
{
    Bench *b = bench_open(WIDTH, HEIGHT, 1);
    const Rect r = bench_bar(b, "transport.scrub");
    const float y = r.y + r.h / 2;
    bench_down(b, r.x + r.w * 0.25f, y, 1);
    bench_frame(b);
    cr_expect_float_eq(cursor(b), 25, 0.51);
    cr_expect_not(b->landscape->workspace.play.playing, "a hand on the bar pauses");
    uint8_t *shot = bench_shot(b, bench_ground(b));
    bench_move(b, r.x + r.w * 0.6f, y + 200);
    bench_frame(b);
    cr_expect_float_eq(cursor(b), 60, 0.51, "also when the hand slips off the bar");
    cr_expect_gt(bench_changes(b, bench_ground(b), shot), 20, "the paths grew");
    bench_move(b, r.x - 500, y);
    bench_frame(b);
    cr_expect_eq(cursor(b), 0);
    bench_up(b, r.x + r.w + 500, y);
    bench_frame(b);
    cr_expect_eq(cursor(b), 100, "the release counts where it happens");
    bench_move(b, r.x + r.w / 2, y);
    bench_frame(b);
    cr_expect_eq(cursor(b), 100, "after the release the bar is let go");
    free(shot);
    bench_close(b);
}

Test(window, the_chart_reads_below_the_pointer_and_scrubs)
{
    Bench *b = open_paused();
    const Rect r = bench_rect(b, "chart");
    bench_move(b, r.x + r.w / 2, r.y + r.h / 2);
    bench_frame(b);
    const int middle = b->landscape->hover_step;
    cr_expect(middle > 30 && middle < 70, "step %d", middle);
    cr_expect_eq(cursor(b), 0, "looking moves nothing");
    bench_move(b, r.x + r.w * 0.75f, r.y + r.h / 2);
    bench_frame(b);
    cr_expect_gt(b->landscape->hover_step, middle + 15);
    bench_click_at(b, r.x + r.w / 2, r.y + r.h / 2);
    cr_expect_eq(cursor(b), middle, "a press goes there");
    bench_move(b, 5, 5);
    bench_frame(b);
    cr_expect_eq(b->landscape->hover_step, -1);
    bench_close(b);
}

static void expect_panel_colours(Bench *b, ThemeKind kind)
{
    const ShellLayout *l = &b->app.shell.layout;
    const Color want = themes[kind].panel;
    bench_read(b);
    const struct {
        const char *name;
        Color is;
    } places[] = {
        { "bar", bench_pixel(b, l->bar.x + 4, l->bar.y + 4) },
        { "left panel", bench_pixel(b, l->left.x + 4, l->left.y + 4) },
        { "right panel", bench_pixel(b, l->right.x + 5, l->right.y + 4) },
        { "transport", bench_pixel(b, l->transport.x + 4, l->transport.y + 4) },
        { "chart", bench_pixel(b, l->chart.x + 4, l->chart.y + 4) },
    };
    for (size_t i = 0; i < COUNT(places); i++) {
        const Color c = places[i].is;
        cr_expect(bench_same_color(c, want, 0), "%s, %s: %d %d %d, not %d %d %d",
                  themes[kind].kind.key, places[i].name, c.r, c.g, c.b, want.r, want.g, want.b);
    }
}

Test(window, the_theme_changes_by_button_and_key)
{
    Bench *b = open_paused();
    cr_expect_eq(b->app.shell.theme, THEME_DARK);
    expect_panel_colours(b, THEME_DARK);
    bench_click(b, "theme");
    cr_expect_eq(b->app.shell.theme, THEME_LIGHT);
    expect_panel_colours(b, THEME_LIGHT);
    bench_key(b, SDLK_t);
    cr_expect_eq(b->app.shell.theme, THEME_PROJECTOR);
    expect_panel_colours(b, THEME_PROJECTOR);
    bench_key(b, SDLK_t);
    expect_panel_colours(b, THEME_DARK);
    bench_close(b);
}

Test(window, help_covers_everything_until_a_key_or_a_press)
{
    Bench *b = open_paused();
    static const SDL_Keycode openers[] = { SDLK_F1, SDLK_QUESTION };
    uint8_t *shot = bench_shot(b, bench_ground(b));
    for (size_t i = 0; i < COUNT(openers); i++) {
        bench_key(b, openers[i]);
        cr_expect(b->app.help_open);
        bench_frame(b);
        cr_expect_gt(bench_changes(b, bench_ground(b), shot), 1000, "the sheet is to be seen");
        bench_key(b, SDLK_SPACE);
        cr_expect_not(b->app.help_open);
        cr_expect_not(b->landscape->workspace.play.playing, "the key only closed the sheet");
    }
    bench_click(b, "help");
    cr_expect(b->app.help_open);
    const Rect play = bench_rect(b, "transport.play");
    bench_click_at(b, play.x + 5, play.y + 5);
    cr_expect_not(b->app.help_open);
    cr_expect_not(b->landscape->workspace.play.playing, "the press only closed the sheet");
    bench_move(b, 5, 5);
    bench_frame(b);
    bench_frame(b);
    cr_expect_eq(bench_changes(b, bench_ground(b), shot), 0, "all is as before");
    free(shot);
    bench_close(b);
}

Test(window, a_text_field_has_the_keys_first)
{
    Bench *b = open_paused();
    const Workspace *w = &b->landscape->workspace;
    bench_click(b, "formula");
    bench_retype(b, "r0 1 t[");
    cr_expect_str_eq(w->typed, "r0 1 t[");
    cr_expect_eq(w->scene.seed, 1, "r is a letter");
    cr_expect(w->scene.racers[0].on, "1 is a digit");
    cr_expect_not(w->play.playing, "a blank is a blank");
    cr_expect_eq(b->app.shell.theme, THEME_DARK);
    bench_key(b, SDLK_HOME);
    bench_key(b, SDLK_RIGHT);
    bench_key(b, SDLK_DELETE);
    cr_expect_str_eq(w->typed, "r 1 t[", "Home and Right moved the caret");
    cr_expect_eq(cursor(b), 0);
    bench_key(b, SDLK_ESCAPE);
    bench_type(b, "r");
    cr_expect_eq(w->scene.seed, 2, "then the letters are shortcuts again");
    bench_close(b);
}

Test(window, tab_goes_through_every_control_and_back)
{
    Bench *b = open_paused();
    const Ui *ui = &b->app.shell.ui;
    int focusable = 0, forth = 0;
    for (size_t i = 0; i < ui->controls.count; i++) {
        focusable += ui->controls.items[i].focusable;
    }
    bench_key(b, SDLK_TAB);
    const UiId first = ui->focus;
    do {
        forth++;
        bench_key(b, SDLK_TAB);
    } while (ui->focus != first && forth < 500);
    cr_expect_eq(forth, focusable, "%d of %d controls", forth, focusable);
    bench_key(b, SDLK_TAB);
    bench_key_with(b, SDLK_TAB, KMOD_LSHIFT);
    cr_expect_eq(ui->focus, first);
    bench_close(b);
}

Test(window, the_focused_control_answers_space_before_playback_does)
{
    Bench *b = open_paused();
    const Ui *ui = &b->app.shell.ui;
    for (int i = 0; i < 100 && ui->focus != ui_id("transport.loop"); i++) {
        bench_key(b, SDLK_TAB);
    }
    cr_assert_eq(ui->focus, ui_id("transport.loop"));
    bench_key(b, SDLK_SPACE);
    cr_expect(b->landscape->workspace.play.loop);
    cr_expect_not(b->landscape->workspace.play.playing);
    bench_key(b, SDLK_ESCAPE);
    bench_key(b, SDLK_SPACE);
    cr_expect(b->landscape->workspace.play.playing);
    bench_close(b);
}

Test(window, a_tooltip_comes_when_the_pointer_rests_and_goes_with_it)
{
    Bench *b = open_paused();
    const Rect r = bench_rect(b, "theme");
    bench_move(b, r.x + 5, r.y + 5);
    bench_frame(b);
    bench_frame(b);
    const size_t without = b->app.shell.canvas.shapes.count;
    cr_expect_float_eq(app_wait_s(&b->app, b->now_s), 0.6, 0.01, "it asks to be woken");
    bench_wait(b, 0.7);
    cr_expect_gt(b->app.shell.canvas.shapes.count, without);
    cr_expect(isinf(app_wait_s(&b->app, b->now_s)));
    cr_expect_str_eq(b->app.shell.ui.tip.text,
                     tr("Dark, light, or for a projector: thick lines, high contrast (T)"));
    bench_move(b, 5, 300);
    bench_frame(b);
    cr_expect_str_empty(b->app.shell.ui.tip.text);
    bench_close(b);
}

Test(window, every_control_has_a_name_of_its_own)
{
    Bench *b = open_paused();
    b->landscape->cards_open = ~0u;
    bench_frame(b);
    const Ui *ui = &b->app.shell.ui;
    for (size_t i = 0; i < ui->controls.count; i++) {
        for (size_t j = 0; j < i; j++) {
            cr_expect_neq(ui->controls.items[i].id, ui->controls.items[j].id, "%s and %s",
                          ui->controls.items[i].name, ui->controls.items[j].name);
        }
    }
    bench_close(b);
}
