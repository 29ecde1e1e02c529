// Tooltips: every control has one, it comes when the pointer rests, it goes with the first key or
// click, and waiting for it costs nothing.
#include "control_names.h"

#include "base/words.h"
#include "look.h"

#include <ctype.h>

// All that stands on the tooltips' layer, its lines joined by blanks; whether all of it is inside
// the window.
static bool tip_on_screen(const Bench *b, char *text, size_t size)
{
    const Canvas *canvas = &b->app.shell.canvas;
    const float w = (float)b->app.shell.width_px / b->app.shell.scale,
                h = (float)b->app.shell.height_px / b->app.shell.scale;
    bool inside = true;
    text[0] = '\0';
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *shape = &canvas->shapes.items[i];
        if (shape->layer != LAYER_TOOLTIP || shape->kind != SHAPE_TEXT) {
            continue;
        }
        const char *line = canvas_text_of(canvas, shape);
        const float x = shape->text.x,
                    wide = canvas->metrics->width(canvas->metrics->self, shape->text.font,
                                                  shape->text.size, line, shape->text.length);
        inside = inside && x >= 0 && x + wide <= w && shape->text.y - 10 >= 0 && shape->text.y <= h;
        const size_t used = strlen(text);
        snprintf(text + used, size - used, "%s%.*s", used ? " " : "", (int)shape->text.length,
                 line);
    }
    return inside;
}

static void one_line(char *text)
{
    for (; *text; text++) {
        *text = *text == '\n' ? ' ' : *text;
    }
}

static void point_at(Bench *b, const char *name)
{
    const Rect r = bench_rect(b, name);
    bench_move(b, r.x + fminf(r.w / 2, 6), r.y + r.h / 2);
    bench_frame(b);
}

// The tooltip of every control comes after a moment of many frames, whole and inside the window.
static void expect_every_tip(Bench *b, const char *what)
{
    char shown[400], wanted[UI_MESSAGE_MAX];
    ControlNames all;
    control_names(b, &all);
    cr_expect_gt(all.count, 40, "%s: %zu controls", what, all.count);
    for (size_t i = 0; i < all.count; i++) {
        point_at(b, all.names[i]);
        for (int frame = 0; frame < 4; frame++) {
            bench_wait(b, 0.14);
            tip_on_screen(b, shown, sizeof shown);
            cr_expect_str_empty(shown, "%s, %s: too early", what, all.names[i]);
        }
        bench_wait(b, 0.14);
        cr_expect(tip_on_screen(b, shown, sizeof shown), "%s, %s: '%s' leaves the window", what,
                  all.names[i], shown);
        snprintf(wanted, sizeof wanted, "%s", b->app.shell.ui.tip.text);
        one_line(wanted);
        cr_expect_str_not_empty(shown, "%s: %s has no tooltip", what, all.names[i]);
        cr_expect_str_eq(shown, wanted, "%s: %s", what, all.names[i]);
    }
}

Test(tips, say_what_they_say_once_and_break_lines_by_their_width_alone)
{
    static const char *const names[] = { "chart.kind", "penalty.l1", "penalty.l2" };
    Bench *b = bench_open(1366, 768, 1);
    for (size_t i = 0; i < COUNT(names); i++) {
        const char *tip = b->app.shell.ui.tip.text;
        point_at(b, names[i]);
        cr_assert_str_not_empty(tip, "%s", names[i]);
        cr_expect_null(strchr(tip, '\n'), "%s: %s", names[i], tip);
        const char *once = strstr(tip, "the lowest value");
        cr_expect_null(once ? strstr(once + 1, "the lowest value") : NULL, "%s", tip);
    }
    bench_close(b);
}

Test(tips, come_for_every_control_of_the_landscape_room_playing_and_paused)
{
    Bench *b = open_landscape_full();
    b->landscape->workspace.play.loop = true;
    cr_assert(b->landscape->workspace.play.playing);
    expect_every_tip(b, "playing");
    b->landscape->workspace.play.playing = false;
    expect_every_tip(b, "paused");
    bench_close(b);
}

Test(tips, come_for_every_control_of_the_network_room_playing_and_paused)
{
    Bench *b = open_lab_full();
    expect_every_tip(b, "paused");
    bench_key(b, SDLK_SPACE);
    cr_assert(b->network->lab.wish.playing);
    expect_every_tip(b, "playing");
    bench_close(b);
}

Test(tips, come_over_drawers_and_in_small_windows_whole)
{
    static const float scales[] = { 1, 2 };
    for (size_t i = 0; i < COUNT(scales); i++) {
        Bench *b = bench_open(900, 620, scales[i]);
        b->landscape->workspace.play.playing = false;
        b->app.shell.left_open = true;
        bench_frame(b);
        bench_frame(b);
        cr_assert(b->app.shell.layout.drawers);
        char shown[400], wanted[UI_MESSAGE_MAX];
        ControlNames all;
        control_names(b, &all);
        for (size_t k = 0; k < all.count; k++) {
            const UiControl *control = ui_find(&b->app.shell.ui, all.names[k]);
            if (control->visible.w < 2 || control->visible.h < 2) {
                continue;
            }
            const Rect r = control->visible;
            bench_move(b, r.x + r.w / 2, r.y + r.h / 2);
            bench_frame(b);
            if (b->app.shell.ui.hot != ui_id(all.names[k])) {
                continue; // a drawer lies over it
            }
            bench_wait(b, 0.7);
            cr_expect(tip_on_screen(b, shown, sizeof shown), "%s: '%s' leaves the window",
                      all.names[k], shown);
            snprintf(wanted, sizeof wanted, "%s", b->app.shell.ui.tip.text);
            one_line(wanted);
            cr_expect_str_eq(shown, wanted, "%s", all.names[k]);
        }
        bench_close(b);
    }
}

// With the pointer anywhere, a paused window waits without end, before and after the tooltip.
static void expect_idle(Bench *b)
{
    ControlNames all;
    control_names(b, &all);
    for (size_t i = 0; i < all.count; i++) {
        point_at(b, all.names[i]);
        bench_frame(b);
        cr_expect_float_eq(app_wait_s(&b->app, b->now_s), 0.6, 1e-9, "%s: until its tooltip",
                           all.names[i]);
        bench_wait(b, 0.6);
        cr_expect(isinf(app_wait_s(&b->app, b->now_s)), "%s: idle with its tooltip", all.names[i]);
    }
    for (size_t i = 0; i < b->app.shell.ui.controls.count; i++) { // and grounds
        const UiControl control = b->app.shell.ui.controls.items[i];
        bench_move(b, control.visible.x + control.visible.w - 2,
                   control.visible.y + control.visible.h - 2);
        bench_frame(b);
        bench_wait(b, 0.7);
        bench_frame(b);
        cr_expect(isinf(app_wait_s(&b->app, b->now_s)), "%s: idle", control.name);
    }
}

Test(tips, leave_the_window_idle_wherever_the_pointer_rests)
{
    Bench *b = open_landscape_full();
    b->landscape->workspace.play.playing = false;
    bench_settle(b);
    expect_idle(b);
    bench_close(b);
    b = open_lab_full();
    expect_idle(b);
    bench_close(b);
}

static void expect_gone(Bench *b, const char *what)
{
    char shown[400];
    for (int frame = 0; frame < 3; frame++) {
        tip_on_screen(b, shown, sizeof shown);
        cr_expect_str_empty(shown, "%s", what);
        cr_expect(isinf(app_wait_s(&b->app, b->now_s)), "%s: idle", what);
        bench_wait(b, 0.7);
    }
}

Test(tips, go_with_the_first_key_or_click_until_the_pointer_moves_on)
{
    Bench *b = open_landscape_full();
    char shown[400];
    b->landscape->workspace.play.playing = false;
    bench_settle(b);
    static const char *const names[] = { "view.home", "shape.k", "racer.2.on", "transport.loop",
                                         "theme" };
    for (size_t i = 0; i < COUNT(names); i++) {
        point_at(b, names[i]);
        bench_wait(b, 0.7);
        cr_expect(tip_on_screen(b, shown, sizeof shown) && shown[0], "%s", names[i]);
        bench_key(b, SDLK_q); // nobody's
        expect_gone(b, names[i]);
        point_at(b, "race.noise");
        point_at(b, names[i]);
        bench_wait(b, 0.7);
        tip_on_screen(b, shown, sizeof shown);
        cr_expect_str_not_empty(shown, "%s: again", names[i]);
    }
    point_at(b, "show.minima");
    bench_wait(b, 0.7);
    bench_click(b, "show.minima");
    expect_gone(b, "clicked");
    point_at(b, "show.saddles");
    bench_key(b, SDLK_q);
    expect_gone(b, "a key before it came");
    bench_close(b);
}

Test(tips, go_with_the_sheet_of_keys_and_stay_away_while_it_is_open)
{
    Bench *b = open_landscape_full();
    b->landscape->workspace.play.playing = false;
    bench_settle(b);
    point_at(b, "theme");
    bench_wait(b, 0.7);
    bench_key(b, SDLK_F1);
    cr_assert(b->app.help_open);
    bench_wait(b, 0.7);
    cr_expect_eq(b->app.shell.ui.hot, ui_id("keys.ground"));
    const UiControl *below = ui_find(&b->app.shell.ui, "shape.k");
    bench_move(b, below->rect.x + 5, below->rect.y + 5);
    bench_frame(b);
    bench_wait(b, 0.7);
    cr_expect_str_empty(b->app.shell.ui.tip.text, "what the sheet covers says nothing");
    cr_expect(isinf(app_wait_s(&b->app, b->now_s)));
    bench_key(b, SDLK_ESCAPE);
    expect_gone(b, "closed by a key");
    bench_close(b);
}

// The tooltip of a lost card begins with its step and has the rule.
static void expect_lost_tip(Bench *b, const char *begin, const char *rule)
{
    char shown[400], wanted[64];
    bench_key(b, SDLK_END);
    bench_settle(b);
    const Trail *trail = race_trail(b->landscape->workspace.race, 0);
    cr_assert(trail->lost);
    snprintf(wanted, sizeof wanted, begin, trail->last_step);
    point_at(b, "racer.0.lost");
    for (int frame = 0; frame < 4; frame++) {
        bench_wait(b, 0.5);
    }
    cr_expect(tip_on_screen(b, shown, sizeof shown));
    cr_expect_eq(strncmp(shown, wanted, strlen(wanted)), 0, "'%s', not '%s'", shown, wanted);
    cr_expect(strstr(shown, rule), "'%s' has '%s'", shown, rule);
}

Test(tips, say_why_a_run_is_lost)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_frame(b);
    cr_expect_null(ui_find(&b->app.shell.ui, "racer.0.lost"));
    bench_number(b, "racer.0.lr.number", "3");
    expect_lost_tip(b, "Step %d led to (", "ten times the domain");
    bench_key(b, SDLK_HOME);
    bench_frame(b);
    cr_expect_null(ui_find(&b->app.shell.ui, "racer.0.lost"), "it is not lost yet");
    bench_click(b, "formula");
    bench_retype(b, "log(x) + y^2");
    bench_key(b, SDLK_RETURN);
    bench_number(b, "start.x", "1");
    bench_number(b, "racer.0.lr.number", "0.1");
    expect_lost_tip(b, "At step %d, at (", "no finite number");
    bench_close(b);
}
