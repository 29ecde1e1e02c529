// The helper that reads pictures must itself read right: shapes of known places go in.
#include "look.h"
#include "mono_metrics.h"

#include <criterion/criterion.h>
#include <math.h>

static const Color RED = RGB_ROW(0xff0000), BLUE = RGB_ROW(0x0000ff);

static Canvas begin(void)
{
    Canvas canvas = { 0 };
    canvas_begin(&canvas, &metrics, 400, 300, RED);
    return canvas;
}

Test(look, finds_texts_by_what_they_say_and_where)
{
    Canvas canvas = begin();
    canvas_text(&canvas, 10, 20, ALIGN_LEFT, FONT_SANS, 10, BLUE, "step 12");
    canvas_text(&canvas, 300, 200, ALIGN_RIGHT, FONT_SANS, 20, RED, "loss");
    LookText found;
    cr_assert(look_text(&canvas, "loss", LOOK_ALL, &found));
    cr_expect_float_eq(found.rect.x + found.rect.w, 300, 1e-3);
    cr_expect_float_eq(found.rect.y + found.rect.h, 200, 1e-3);
    cr_expect_eq(found.size, 20);
    cr_expect_not(look_text(&canvas, "step", LOOK_ALL, NULL));
    cr_expect(look_text_begins(&canvas, "step", LOOK_ALL, NULL));
    cr_expect(look_text_has(&canvas, "p 1", LOOK_ALL, NULL));
    cr_expect_not(look_text(&canvas, "loss", (Rect){ 0, 0, 200, 100 }, NULL));
    LookText all[4];
    cr_expect_eq(look_texts(&canvas, LOOK_ALL, all, 4), 2);
    canvas_finish(&canvas);
}

Test(look, follows_a_path_from_corner_to_corner)
{
    Canvas canvas = begin();
    canvas_line(&canvas, 10, 10, 40, 50, 2, RED);
    canvas_line(&canvas, 10, 10, 40, 50, 6, BLUE); // another colour is another path
    canvas_line(&canvas, 40, 50, 90, 50, 2, RED);
    canvas_line_butt(&canvas, 90, 50, 120, 20, 2, RED);
    LookPoint path[8];
    cr_assert_eq(look_path(&canvas, RED, LOOK_ALL, path, 8), 4);
    cr_expect(fabsf(path[2].x - 90) < 1e-3f && fabsf(path[2].y - 50) < 1e-3f);
    float y;
    cr_assert(look_height(&canvas, RED, LOOK_ALL, 105, &y));
    cr_expect_float_eq(y, 35, 1e-3);
    cr_expect_not(look_height(&canvas, RED, LOOK_ALL, 130, &y));
    canvas_finish(&canvas);
}

Test(look, tells_markers_and_boxes_from_lines)
{
    Canvas canvas = begin();
    canvas_rect(&canvas, (Rect){ 5, 6, 70, 8 }, RED);
    canvas_line(&canvas, 0, 0, 100, 100, 3, RED);
    for (int marker = 0; marker < MARKER_COUNT; marker++) {
        canvas_marker(&canvas, (Marker)marker, 50 + 40 * (float)marker, 80, 6, BLUE, 0, BLUE);
    }
    LookPoint markers[MARKER_COUNT + 1];
    cr_assert_eq(look_markers(&canvas, BLUE, LOOK_ALL, markers, MARKER_COUNT + 1), MARKER_COUNT);
    for (int marker = 0; marker < MARKER_COUNT; marker++) {
        cr_expect_float_eq(markers[marker].x, 50 + 40 * (float)marker, 1.5);
        cr_expect_float_eq(markers[marker].y, 80, 1.5); // the mean of corners, about the middle
    }
    cr_expect_eq(look_markers(&canvas, RED, LOOK_ALL, markers, 1), 0);
    Rect boxes[2];
    cr_assert_eq(look_boxes(&canvas, RED, LOOK_ALL, boxes, 2), 1);
    cr_expect(boxes[0].x == 5 && boxes[0].w == 70);
    canvas_finish(&canvas);
}

Test(look, tells_where_an_arrow_begins_and_points)
{
    Canvas canvas = begin();
    canvas_line_butt(&canvas, 100, 100, 130, 100, 2, RED);
    canvas_polygon(&canvas, 3, (float[]){ 140, 130, 130 }, (float[]){ 100, 96, 104 }, RED);
    LookLine arrow;
    cr_assert(look_arrow(&canvas, RED, LOOK_ALL, &arrow));
    cr_expect(fabsf(arrow.x0 - 100) < 1e-3f && fabsf(arrow.x1 - 140) < 1e-3f && arrow.y1 == 100);
    cr_expect_not(look_arrow(&canvas, BLUE, LOOK_ALL, &arrow));
    canvas_finish(&canvas);
}
