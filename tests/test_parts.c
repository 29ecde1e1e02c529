// Parts that rooms share: the bar of time hands its row out from both ends, a chart's pointer knows
// whole steps alone, a card stays within the window.
#include "mono_metrics.h"

#include "app/parts/chart_hand.h"
#include "app/parts/transport.h"
#include "app/parts/view.h"
#include "ui/card.h"

#include <criterion/criterion.h>
#include <math.h>

enum { WIDTH = 640, HEIGHT = 400 };

static Ui ui;
static Canvas canvas;

static void begin(const InputEvent *event)
{
    canvas_begin(&canvas, &metrics, WIDTH, HEIGHT, RGB(0));
    ui_begin(&ui, &canvas, &themes[0], WIDTH, HEIGHT, event, 0);
}

static void mouse(InputKind kind, float x, float y)
{
    begin(&(InputEvent){ .kind = kind, .x = x, .y = y, .button = BUTTON_LEFT, .clicks = 1 });
}

static void setup(void)
{
    ui_init(&ui, &(UiSystem){ NULL, NULL, NULL, NULL });
}

static void finish(void)
{
    ui_finish(&ui);
    canvas_finish(&canvas);
}

TestSuite(parts, .init = setup, .fini = finish);

static bool is_inside(Rect r)
{
    return r.x >= 0 && r.y >= 4 && r.x + r.w <= WIDTH - 4 && r.y + r.h <= HEIGHT - 4;
}

Test(parts, cards_stay_within_the_window_wherever_the_pointer_is)
{
    for (float x = 0; x <= WIDTH; x += 16) {
        for (float y = 0; y <= HEIGHT; y += 16) {
            mouse(INPUT_MOUSE_MOVE, x, y);
            const Rect at = card_at_pointer(&ui, 14, 200, 60);
            cr_expect(is_inside(at), "%g, %g", x, y);
            cr_expect(x + 14 + 200 > WIDTH - 4 || at.x == x + 14, "right of the pointer at %g", x);
            cr_expect(y < 72 || at.y == y - 68, "above it at %g", y);
            const Rect beside = card_beside(&ui, x, x + 10, 12, y, 200, 60);
            cr_expect(is_inside(beside), "%g, %g", x, y);
            cr_expect(beside.x >= x + 10 + 12 || beside.x + 200 <= x - 12, "covers %g", x);
            ui_end(&ui);
        }
    }
}

Test(parts, a_card_lies_over_what_is_clipped_and_all_is_as_before_behind_it)
{
    begin(NULL);
    canvas_clip_push(&canvas, (Rect){ 10, 10, 20, 20 });
    canvas.layer = LAYER_OVER;
    const int16_t below = card_begin(&ui, LAYER_POPUP, (Rect){ 100, 100, 50, 50 }, RGB(0));
    const Rect free = canvas_clip(&canvas);
    cr_expect(free.w >= WIDTH && free.h >= HEIGHT, "nothing of it is cut");
    cr_expect_eq(canvas.layer, LAYER_POPUP);
    card_end(&ui, below);
    cr_expect_eq(canvas.layer, LAYER_OVER);
    cr_expect_eq(canvas_clip(&canvas).w, 20);
    canvas_clip_pop(&canvas);
    ui_end(&ui);
}

static const TransportButton buttons[] = { { "first", 30, 6, ICON_FIRST, false, "" },
                                           { "play", 44, 16, ICON_PLAY, true, "" } };

// One pass of a bar of that height; which button was clicked.
static int bar_pass(float height, Transport *bar)
{
    *bar = transport_begin(&ui, (Rect){ 0, 300, WIDTH, height });
    const int clicked = transport_buttons(bar, buttons, COUNT(buttons));
    transport_knob_row(bar);
    transport_text(bar, "step 1 / 9", 120);
    ui_end(&ui);
    return clicked;
}

Test(parts, the_bar_of_time_leaves_its_knob_the_rest_of_the_row_or_one_of_its_own)
{
    Transport bar;
    begin(NULL);
    cr_expect_eq(bar_pass(42, &bar), -1);
    cr_expect_not(bar.two_rows);
    cr_expect_eq(bar.row.x, 14 + 30 + 6 + 44 + 16);
    cr_expect_eq(bar.row.x + bar.row.w, WIDTH - 14 - 120 - 14);
    const float y = bar.row.y;
    begin(NULL);
    bar_pass(78, &bar);
    cr_expect(bar.two_rows);
    cr_expect_eq(bar.row.x, 14);
    cr_expect_eq(bar.row.x + bar.row.w, WIDTH - 14 - 120 - 14);
    cr_expect_gt(bar.row.y, y);
}

Test(parts, the_bar_of_time_tells_which_button_was_clicked)
{
    Transport bar;
    for (int i = 0; i < (int)COUNT(buttons); i++) {
        const float x = i == 0 ? 20 : 60;
        mouse(INPUT_MOUSE_DOWN, x, 315);
        cr_expect_eq(bar_pass(42, &bar), -1, "not before it comes up");
        mouse(INPUT_MOUSE_UP, x, 315);
        cr_expect_eq(bar_pass(42, &bar), i);
    }
}

static ChartHand hand_at(InputKind kind, float x, float y, long last)
{
    const Plot plot = { .area = { 40, 100, 500, 80 }, .x = { 0, 10, false }, .y = { 0, 1, false } };
    mouse(kind, x, y);
    const ChartHand hand = chart_hand(&ui, "chart", (Rect){ 0, 90, WIDTH, 110 }, &plot, last);
    ui_end(&ui);
    return hand;
}

Test(parts, a_charts_pointer_knows_whole_steps_that_there_are)
{
    cr_expect_eq(hand_at(INPUT_MOUSE_MOVE, 40 + 0.4f * 50, 150, 10).step, 0);
    cr_expect_eq(hand_at(INPUT_MOUSE_MOVE, 40 + 6.6f * 50, 150, 10).step, 7);
    cr_expect_eq(hand_at(INPUT_MOUSE_MOVE, 2, 150, 10).step, 0, "left of the axis");
    cr_expect_eq(hand_at(INPUT_MOUSE_MOVE, WIDTH - 2, 150, 8).step, 8, "beyond the end");
    cr_expect_eq(hand_at(INPUT_MOUSE_MOVE, 300, 20, 10).step, -1, "not on the chart");
    cr_expect_eq(hand_at(INPUT_MOUSE_MOVE, 300, 150, -1).step, -1, "there is nothing yet");
}

Test(parts, a_press_on_a_chart_goes_and_so_does_a_drag_that_leaves_it)
{
    cr_expect_not(hand_at(INPUT_MOUSE_MOVE, 140, 150, 10).goes);
    const ChartHand down = hand_at(INPUT_MOUSE_DOWN, 140, 150, 10);
    cr_expect(down.goes && down.pressed && down.held);
    cr_expect_eq(down.step, 2);
    const ChartHand drag = hand_at(INPUT_MOUSE_MOVE, 340, 20, 10);
    cr_expect(drag.goes && drag.held && !drag.pressed);
    cr_expect_eq(drag.step, 6);
    hand_at(INPUT_MOUSE_UP, 340, 20, 10);
    cr_expect_not(hand_at(INPUT_MOUSE_MOVE, 340, 150, 10).goes);
}

// ---- the view in pictures of other sizes

static const Rect wide_picture = { 0, 0, 800, 500 }, half_picture = { 0, 0, 399, 500 };

Test(view, shows_what_it_was_fitted_to_whatever_the_pictures_size)
{
    const Box box = { -1.3, 1.3, -0.8, 1.8 };
    View view = { 0 };
    view_fit(&view, box, wide_picture);
    const View before = view;
    view_follow(&view, half_picture);
    const Box half = view_box(&view, half_picture);
    cr_expect_float_eq(half.x0, -1.3, 1e-12, "the half is filled from side to side");
    cr_expect_float_eq(half.x1, 1.3, 1e-12);
    cr_expect(half.y0 <= -0.8 && half.y1 >= 1.8, "all of it is there");
    cr_expect(view_equal(&view, &before), "it is the same view");
    view_follow(&view, wide_picture);
    cr_expect_eq(view.unit, before.unit, "and back");
}

Test(view, a_closer_look_stays_as_close_in_another_picture)
{
    View view = { 0 };
    view_fit(&view, (Box){ -4, 4, -2, 2 }, wide_picture);
    view_zoom(&view, wide_picture, 2, 400, 250);
    cr_expect_float_eq(view.unit, 0.005, 1e-15);
    view_follow(&view, half_picture);
    cr_expect_float_eq(view.unit, 4.0 / 399, 1e-12, "4 units from side to side");
    const View other = view;
    view_pan(&view, 10, 0);
    cr_expect_not(view_equal(&view, &other));
}

Test(view, is_written_with_few_digits_as_it_was_asked_for)
{
    View view = { 0 };
    view_fit(&view, (Box){ -1.3, 1.3, -0.8, 1.8 }, half_picture);
    const Box frame = view_frame(&view, half_picture);
    cr_expect_eq(frame.x0, -1.3);
    cr_expect_eq(frame.x1, 1.3);
    cr_expect_eq(frame.y0, -0.8);
    cr_expect_eq(frame.y1, 1.8);
}
