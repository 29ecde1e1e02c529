// What lies over what is presented: pens, spotlight, laser, a part enlarged, a black screen; and
// that everything beneath goes on. Places are logical pixels of the window as it is presented.
#include "lesson_make.h"
#include "look.h"
#include "window_bench.h"

#include "app/shell/overlay.h"

#include <criterion/criterion.h>
#include <math.h>

static Bench *present(void)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_key(b, SDLK_END);
    bench_key(b, SDLK_F5);
    cr_assert(b->app.shell.presenting);
    return b;
}

static void move(Bench *b, float x, float y)
{
    bench_move(b, x, y);
    bench_frame(b);
}

static void drag(Bench *b, float x0, float y0, float x1, float y1)
{
    bench_drag(b, x0, y0, x1, y1);
}

static void right_button(Bench *b, Uint32 type, float x, float y)
{
    SDL_Event event = { .button = { .type = type,
                                    .button = SDL_BUTTON_RIGHT,
                                    .clicks = 1,
                                    .x = (int)(x * b->app.shell.scale),
                                    .y = (int)(y * b->app.shell.scale) } };
    SDL_PushEvent(&event);
    bench_frame(b);
}

static void click(Bench *b, const char *name)
{
    const UiControl *control = ui_find(&b->app.shell.ui, name);
    cr_assert(control, "%s", name);
    const Rect r = control->rect;
    bench_click_at(b, r.x + r.w / 2, r.y + r.h / 2);
}

static int ink_shown(const Bench *b)
{
    return ink_count(overlay_ink(b->app.overlay), b->now_s);
}

// The lines of that ink on the canvas, without their rims.
static int lines_of(const Bench *b, InkColor color)
{
    LookLine lines[400];
    return look_lines(&b->app.shell.canvas, ink_color(color, b->app.shell.ui.theme), LOOK_ALL,
                      lines, (int)COUNT(lines));
}

Test(overlay, ink_follows_the_pen_above_everything_and_leaves_the_room_alone)
{
    Bench *b = present();
    const double start = b->landscape->workspace.scene.start[0];
    const View view = b->landscape->workspace.view;
    bench_key(b, SDLK_i);
    cr_expect_not_null(ui_find(&b->app.shell.ui, "ink.undo"), "the palette");
    drag(b, 100, 200, 260, 280);
    cr_expect_eq(ink_shown(b), 1);
    LookPoint path[8];
    const Color red = ink_color(INK_RED, b->app.shell.ui.theme);
    const int points = look_path(&b->app.shell.canvas, red, LOOK_ALL, path, (int)COUNT(path));
    cr_assert_geq(points, 2);
    cr_expect(fabsf(path[0].x - 100) < 1 && fabsf(path[0].y - 200) < 1);
    cr_expect(fabsf(path[points - 1].x - 260) < 1 && fabsf(path[points - 1].y - 280) < 1);
    for (size_t i = 0; i < b->app.shell.canvas.shapes.count; i++) {
        const Shape *s = &b->app.shell.canvas.shapes.items[i];
        if (s->kind == SHAPE_BOX && s->fill.r == red.r && s->fill.g == red.g &&
            s->fill.b == red.b) {
            cr_expect_geq(s->layer, LAYER_INK);
        }
    }
    cr_expect_eq(b->landscape->workspace.scene.start[0], start);
    cr_expect(b->landscape->workspace.view.home == view.home &&
              b->landscape->workspace.view.unit == view.unit);
    bench_close(b);
}

Test(overlay, without_ink_the_left_button_reaches_the_room)
{
    Bench *b = present();
    const Scene *scene = &b->landscape->workspace.scene;
    const double start = scene->start[0];
    const float x = bench_x(b, scene->start[0]), y = bench_y(b, scene->start[1]);
    drag(b, x, y, x + 60, y);
    cr_expect_neq(scene->start[0], start, "the start is dragged");
    bench_key(b, SDLK_s);
    const double moved = scene->start[0];
    drag(b, x + 60, y, x, y);
    cr_expect_neq(scene->start[0], moved, "under the spotlight, too");
    bench_close(b);
}

Test(overlay, ink_fades_or_stays_as_chosen)
{
    Bench *b = present();
    bench_key(b, SDLK_i);
    drag(b, 100, 200, 260, 280);
    bench_key(b, SDLK_f); // from now on it stays
    drag(b, 100, 300, 260, 380);
    cr_expect_eq(ink_shown(b), 2);
    bench_wait(b, INK_STAYS_S - 0.1);
    cr_expect_eq(ink_shown(b), 2);
    cr_expect_eq(lines_of(b, INK_RED), 4, "%d", lines_of(b, INK_RED));
    bench_wait(b, INK_FADES_S / 2 + 0.1);
    cr_expect_eq(app_wait_s(&b->app, b->now_s), 0, "it thins out");
    bench_wait(b, INK_FADES_S);
    cr_expect_eq(ink_shown(b), 1);
    cr_expect_eq(lines_of(b, INK_RED), 2, "%d", lines_of(b, INK_RED));
    bench_wait(b, 100);
    cr_expect_eq(ink_shown(b), 1, "the other stays");
    bench_close(b);
}

Test(overlay, with_reduced_motion_ink_is_cut)
{
    Bench *b = present();
    b->app.shell.still = true;
    bench_key(b, SDLK_i);
    drag(b, 100, 200, 260, 280);
    LookLine before, after;
    const Color red = ink_color(INK_RED, b->app.shell.ui.theme);
    bench_wait(b, INK_STAYS_S - 0.01);
    cr_assert(look_lines(&b->app.shell.canvas, red, LOOK_ALL, &before, 1));
    cr_expect_float_eq(before.width, 3.4f, 1e-4);
    bench_wait(b, INK_FADES_S / 2);
    cr_expect_not(look_lines(&b->app.shell.canvas, red, LOOK_ALL, &after, 1));
    bench_close(b);
}

Test(overlay, ctrl_z_takes_ink_back_while_the_pen_is_out_and_the_rooms_deeds_otherwise)
{
    Bench *b = present();
    const int at = b->app.room->history.at;
    bench_key(b, SDLK_i);
    drag(b, 100, 200, 260, 280);
    drag(b, 100, 300, 260, 380);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect_eq(ink_shown(b), 1);
    bench_key_with(b, SDLK_z, KMOD_LCTRL | KMOD_LSHIFT);
    cr_expect_eq(ink_shown(b), 2, "brought again");
    bench_key(b, SDLK_c);
    cr_expect_eq(ink_shown(b), 0, "cleared");
    click(b, "ink.undo");
    cr_expect_eq(ink_shown(b), 2, "which can be taken back");
    click(b, "ink.clear");
    cr_expect_eq(ink_shown(b), 0);
    cr_expect_eq(b->app.room->history.at, at, "the room's past is none of the pen's");
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    bench_key_with(b, SDLK_z, KMOD_LCTRL);
    cr_expect(bench_says(b, "No ink to take back"));
    bench_close(b);
}

Test(overlay, colours_are_chosen_by_hand_and_key)
{
    Bench *b = present();
    bench_key(b, SDLK_i);
    click(b, "ink.blue");
    drag(b, 100, 200, 260, 280);
    cr_expect_eq(lines_of(b, INK_BLUE), 2);
    bench_key(b, SDLK_k);
    cr_expect_eq(b->app.overlay->color, INK_PLAIN);
    cr_expect_eq(ink_shown(b), 1, "a click on the palette draws nothing");
    bench_key(b, SDLK_ESCAPE);
    cr_expect_null(ui_find(&b->app.shell.ui, "ink.undo"), "the pen is away");
    cr_expect(b->app.shell.presenting);
    cr_expect_eq(ink_shown(b), 1, "its line is not");
    bench_close(b);
}

Test(overlay, every_page_has_its_own_ink)
{
    Bench *b = bench_open(1280, 720, 1);
    classroom_begin(&b->app, lesson_make(3), 0, b->now_s);
    bench_frame(b);
    bench_key(b, SDLK_F5);
    bench_key(b, SDLK_i);
    bench_key(b, SDLK_f);
    drag(b, 100, 200, 260, 280);
    bench_key(b, SDLK_PAGEDOWN);
    bench_frame(b);
    cr_expect_eq(lines_of(b, INK_RED), 0);
    bench_key(b, SDLK_PAGEUP);
    bench_frame(b);
    cr_expect_eq(lines_of(b, INK_RED), 2);
    classroom_leave(&b->app, b->now_s);
    classroom_begin(&b->app, lesson_make(2), 0, b->now_s);
    bench_frame(b);
    cr_expect_eq(lines_of(b, INK_RED), 0, "another lesson begins without");
    bench_close(b);
}

Test(overlay, a_black_screen_is_black_and_the_next_key_does_nothing_else)
{
    static const SDL_Keycode keys[] = { SDLK_b, SDLK_PERIOD, SDLK_w };
    for (size_t i = 0; i < COUNT(keys); i++) {
        Bench *b = present();
        bench_key(b, keys[i]);
        bench_read(b);
        const uint8_t wanted = keys[i] == SDLK_w ? 255 : 0;
        for (int at = 0; at < 1280 * 720 * 3; at++) {
            cr_assert_eq(b->pixels[at], wanted, "pixel %d", at / 3);
        }
        cr_expect_eq(b->app.shell.ui.cursor, UI_CURSOR_NONE);
        const double cursor = b->landscape->workspace.play.cursor;
        bench_key(b, SDLK_HOME);
        cr_expect_eq(b->landscape->workspace.play.cursor, cursor, "it only came back");
        cr_expect_eq(b->app.overlay->blank, BLANK_NONE);
        bench_key(b, SDLK_HOME);
        cr_expect_eq(b->landscape->workspace.play.cursor, 0);
        bench_close(b);
    }
}

Test(overlay, letters_are_the_rooms_where_nothing_is_presented)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_key(b, SDLK_i);
    bench_key(b, SDLK_b);
    cr_expect(b->app.overlay->tool == TOOL_NONE && b->app.overlay->blank == BLANK_NONE);
    bench_close(b);
}

Test(overlay, the_spotlight_leaves_a_circle_that_the_wheel_sizes)
{
    Bench *b = present();
    const Rect p = b->app.shell.layout.picture;
    const float x = p.x + p.w / 2, y = p.y + p.h / 2;
    move(b, x, y);
    bench_read(b);
    const Color inside = bench_pixel(b, x + 40, y);
    const Color outside = bench_pixel(b, x + 140, y);
    bench_key(b, SDLK_s);
    bench_read(b);
    cr_expect(bench_same_color(bench_pixel(b, x + 40, y), inside, 0));
    const Color dimmed = bench_pixel(b, x + 140, y);
    cr_expect_lt(dimmed.r + dimmed.g + dimmed.b, (outside.r + outside.g + outside.b) / 2);
    const double unit = b->landscape->workspace.view.unit;
    bench_wheel(b, x, y, 5);
    bench_frame(b);
    cr_expect_eq(b->landscape->workspace.view.unit, unit, "the wheel is the spotlight's");
    bench_read(b);
    cr_expect(bench_same_color(bench_pixel(b, x + 140, y), outside, 0), "larger");
    bench_key(b, SDLK_s);
    cr_expect_eq(b->app.overlay->tool, TOOL_NONE);
    bench_close(b);
}

Test(overlay, the_right_button_is_a_laser_while_it_is_held)
{
    Bench *b = present();
    const View view = b->landscape->workspace.view;
    const Color red = RGB(0xff1744);
    LookPoint dot;
    move(b, 300, 200);
    right_button(b, SDL_MOUSEBUTTONDOWN, 300, 200);
    cr_assert(look_markers(&b->app.shell.canvas, red, LOOK_ALL, &dot, 1));
    cr_expect(fabsf(dot.x - 300) < 1 && fabsf(dot.y - 200) < 1);
    cr_expect_eq(b->app.shell.ui.cursor, UI_CURSOR_NONE);
    move(b, 360, 240);
    cr_assert(look_markers(&b->app.shell.canvas, red, LOOK_ALL, &dot, 1));
    cr_expect(fabsf(dot.x - 360) < 1 && fabsf(dot.y - 240) < 1);
    right_button(b, SDL_MOUSEBUTTONUP, 360, 240);
    cr_expect_not(look_markers(&b->app.shell.canvas, red, LOOK_ALL, &dot, 1));
    cr_expect_eq(b->landscape->workspace.view.home, view.home, "nothing was moved");
    bench_close(b);
}

Test(overlay, a_rectangle_fills_the_window_sharply_and_stays_live)
{
    Bench *b = present();
    Shell *shell = &b->app.shell;
    const Scene *scene = &b->landscape->workspace.scene;
    bench_double_click_at(b, 300, 220); // the start goes there
    const float x = bench_x(b, scene->start[0]), y = bench_y(b, scene->start[1]);
    bench_key(b, SDLK_z);
    cr_expect_eq(shell->ui.cursor, UI_CURSOR_CROSS);
    drag(b, x - 110, y - 61, x + 110, y + 61);
    cr_expect_float_eq(shell->zoom.times, 4, 0.1, "%g", (double)shell->zoom.times);
    // What was in the rectangle's middle is in the window's, and can be dragged there: a pixel of
    // the hand is a quarter of one.
    const double before = scene->start[0], unit = b->landscape->workspace.view.unit;
    const float mx = (x - shell->zoom.x) * shell->zoom.times;
    const float my = (y - shell->zoom.y) * shell->zoom.times;
    cr_expect(fabsf(mx - 440) < 30 && fabsf(my - 247) < 30, "%g %g", (double)mx, (double)my);
    bench_drag(b, mx, my, mx + 80, my);
    const double moved = (scene->start[0] - before) / unit;
    cr_expect_float_eq(moved, 80 / shell->zoom.times, 1.5, "%g", moved);
    bench_key(b, SDLK_ESCAPE);
    cr_expect_eq(shell->zoom.times, 1);
    cr_expect(shell->presenting);
    bench_key(b, SDLK_z);
    bench_key(b, SDLK_RETURN);
    cr_expect_eq(shell->zoom.times, 2, "by keys alone");
    bench_key(b, SDLK_z);
    cr_expect_eq(shell->zoom.times, 1);
    bench_close(b);
}

static int tip_shapes(const Bench *b)
{
    int count = 0;
    const Canvas *canvas = &b->app.shell.canvas;
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        count += canvas->shapes.items[i].layer == LAYER_TOOLTIP;
    }
    return count;
}

// It would lie over the picture for as long as the keys alone are used.
Test(overlay, a_tooltip_hides_with_the_pointer_and_comes_when_it_moves)
{
    Bench *b = present();
    const Rect control = bench_rect(b, "present.chart");
    const float x = control.x + control.w / 2, y = control.y + control.h / 2;
    move(b, x, y);
    bench_wait(b, 1);
    cr_expect_gt(tip_shapes(b), 0);
    bench_wait(b, 3.1);
    cr_expect_eq(tip_shapes(b), 0, "with the pointer");
    bench_key(b, SDLK_RIGHT);
    bench_wait(b, 2);
    cr_expect_eq(tip_shapes(b), 0, "keys bring none");
    move(b, x + 60, y - 60);
    move(b, x + 1, y);
    cr_expect_eq(tip_shapes(b), 0, "not at once");
    bench_wait(b, 1);
    cr_expect_gt(tip_shapes(b), 0, "the pointer does");
    bench_close(b);
}

Test(overlay, the_pointer_hides_when_it_rests)
{
    Bench *b = present();
    move(b, 300, 200);
    cr_expect_neq(b->app.shell.ui.cursor, UI_CURSOR_NONE);
    bench_wait(b, 3.1);
    cr_expect_eq(b->app.shell.ui.cursor, UI_CURSOR_NONE);
    move(b, 310, 200);
    cr_expect_neq(b->app.shell.ui.cursor, UI_CURSOR_NONE);
    bench_key(b, SDLK_F5);
    bench_wait(b, 10);
    cr_expect_neq(b->app.shell.ui.cursor, UI_CURSOR_NONE, "only while presenting");
    bench_close(b);
}

Test(overlay, a_question_mark_shows_a_row_of_keys)
{
    Bench *b = present();
    bench_key_with(b, SDLK_SLASH, KMOD_LSHIFT);
    cr_expect(look_text(&b->app.shell.canvas, "spotlight", LOOK_ALL, NULL));
    cr_expect_not(b->app.help_open);
    bench_key(b, SDLK_ESCAPE);
    cr_expect_not(look_text(&b->app.shell.canvas, "spotlight", LOOK_ALL, NULL));
    cr_expect(b->app.shell.presenting, "Escape takes one thing");
    bench_close(b);
}

// What a lesson says stays to be read; its keys are in the row.
Test(overlay, the_row_of_keys_leaves_the_caption_free)
{
    static const char *const keys[] = { "Page Up, Page Down", "K", "F", "Ctrl+Z" };
    Bench *b = present();
    classroom_begin(&b->app, lesson_make(2), 0, b->now_s);
    bench_frame(b);
    bench_key_with(b, SDLK_SLASH, KMOD_LSHIFT);
    bench_frame(b);
    const float caption = b->app.shell.layout.caption.y;
    cr_assert_gt(caption, 0);
    for (size_t i = 0; i < COUNT(keys); i++) {
        LookText text;
        cr_assert(look_text(&b->app.shell.canvas, keys[i], LOOK_ALL, &text), "%s", keys[i]);
        cr_expect_lt(text.rect.y + text.rect.h + 12, caption, "%s", keys[i]);
    }
    bench_close(b);
}

// Map and surface are drawn anew for the part that is seen, in the right place.
Test(overlay, what_is_enlarged_has_the_colours_that_were_there)
{
    static const float places[][2] = { { 300, 130 }, { 330, 150 }, { 350, 190 }, { 310, 205 } };
    for (int kind = RELIEF_OFF; kind <= RELIEF_ONLY; kind += RELIEF_ONLY - RELIEF_OFF) {
        Bench *b = present();
        Workspace *w = &b->landscape->workspace;
        w->scene.relief.kind = (ReliefKind)kind;
        w->show.on[SHOW_CONTOURS] = false;
        w->play.playing = false;
        bench_settle(b);
        bench_wait(b, 1);
        bench_read(b);
        Color before[COUNT(places)];
        for (size_t i = 0; i < COUNT(places); i++) {
            before[i] = bench_pixel(b, places[i][0], places[i][1]);
        }
        bench_key(b, SDLK_z);
        drag(b, 250, 110, 410, 200);
        bench_wait(b, 1);
        const ShellZoom *zoom = &b->app.shell.zoom;
        cr_assert_float_eq(zoom->times, 5.5, 0.01);
        bench_read(b);
        int alike = 0;
        for (size_t i = 0; i < COUNT(places); i++) {
            const float x = (places[i][0] - zoom->x) * zoom->times;
            const float y = (places[i][1] - zoom->y) * zoom->times;
            if (y < b->app.shell.ui.height) {
                alike += bench_same_color(bench_pixel(b, x, y), before[i], 6);
            } else {
                alike++;
            }
        }
        cr_expect_geq(alike, (int)COUNT(places) - 1, "%d: %d alike", kind, alike);
        bench_close(b);
    }
}
