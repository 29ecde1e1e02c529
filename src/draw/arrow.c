// A shaft and a triangle; the tip is at the arrow's end.
#include "draw/arrow.h"

#include <math.h>

static const float CORE = 1.8f;
static const Color CORE_COLOR = RGB_ROW(0x0a0e14);
const Color arrow_shade = { 8, 12, 18, 235 };

void arrow_solid(Canvas *canvas, float x, float y, float dx, float dy, float width, float grow,
                 Color color)
{
    const float length = hypotf(dx, dy), ux = dx / length, uy = dy / length;
    const float head = fminf(4 + 2 * width, 0.75f * length), half = head * 0.42f;
    const float bx = x + dx - ux * head, by = y + dy - uy * head;
    canvas_line_butt(canvas, x, y, bx + ux * grow, by + uy * grow, width + 2 * grow, color);
    const float tip = head + 2.2f * grow, side = half + grow * 1.4f;
    const float tx = bx - ux * grow, ty = by - uy * grow;
    canvas_polygon(canvas, 3, (float[]){ tx + ux * (tip + grow), tx - uy * side, tx + uy * side },
                   (float[]){ ty + uy * (tip + grow), ty + ux * side, ty - ux * side }, color);
}

void arrow_hollow(Canvas *canvas, float x, float y, float dx, float dy, Color color)
{
    const float length = hypotf(dx, dy);
    if (!(length >= ARROW_SHORTEST) || !(length < 1e5f)) {
        return;
    }
    const float width = fminf(ARROW_WIDTH, 2 + length / 8), ux = dx / length, uy = dy / length;
    const float share = (float)color.a / 255;
    const Color core = color_alpha(CORE_COLOR, share);
    arrow_solid(canvas, x, y, dx, dy, width, 1.2f, color_alpha(arrow_shade, share));
    arrow_solid(canvas, x, y, dx, dy, width, 0, color);
    const float head = fminf(4 + 2 * width, 0.75f * length), half = head * 0.42f;
    if (length - head > 3) {
        canvas_line_butt(canvas, x + ux * 1.2f, y + uy * 1.2f, x + dx - ux * head * 0.8f,
                         y + dy - uy * head * 0.8f, CORE, core);
    }
    // The core of the head: the same triangle, smaller.
    const float bx = x + dx - ux * head * 0.8f, by = y + dy - uy * head * 0.8f;
    const float tip = head * 0.5f, side = half * 0.5f;
    canvas_polygon(canvas, 3, (float[]){ bx + ux * tip, bx - uy * side, bx + uy * side },
                   (float[]){ by + uy * tip, by + ux * side, by - ux * side }, core);
}
