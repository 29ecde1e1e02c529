// Icons as a few shapes each, so that they are sharp at every scale.
#include "ui/widgets.h"

#include <math.h>

static void triangle(Canvas *canvas, float x0, float y0, float x1, float y1, float x2, float y2,
                     Color color)
{
    canvas_polygon(canvas, 3, (float[]){ x0, x1, x2 }, (float[]){ y0, y1, y2 }, color);
}

static void chevron(Canvas *canvas, float x, float y, float dx, float dy, float width, Color color)
{
    // Two strokes that meet at the tip (x + dx, y + dy).
    const float sx = dx == 0 ? 4 * dy : 0, sy = dy == 0 ? 4 * dx : 0;
    canvas_line(canvas, x - dx - sx / 2, y - dy - sy / 2, x + dx, y + dy, width, color);
    canvas_line(canvas, x - dx + sx / 2, y - dy + sy / 2, x + dx, y + dy, width, color);
}

static void icon_play(Canvas *c, float x, float y, float s, Color color)
{
    triangle(c, x - 0.32f * s, y - 0.45f * s, x + 0.5f * s, y, x - 0.32f * s, y + 0.45f * s, color);
}

static void icon_pause(Canvas *c, float x, float y, float s, Color color)
{
    canvas_box(c, (Rect){ x - 0.35f * s, y - 0.42f * s, 0.24f * s, 0.84f * s }, 1, color, 0, color);
    canvas_box(c, (Rect){ x + 0.11f * s, y - 0.42f * s, 0.24f * s, 0.84f * s }, 1, color, 0, color);
}

static void icon_end(Canvas *c, float x, float y, float s, float side, Color color)
{
    const float bar = 0.12f * s;
    triangle(c, x - side * 0.35f * s, y - 0.4f * s, x + side * 0.3f * s, y, x - side * 0.35f * s,
             y + 0.4f * s, color);
    canvas_box(c, (Rect){ x + side * 0.38f * s - bar / 2, y - 0.4f * s, bar, 0.8f * s }, 0, color,
               0, color);
}

static void icon_first(Canvas *c, float x, float y, float s, Color color)
{
    icon_end(c, x, y, s, -1, color);
}

static void icon_last(Canvas *c, float x, float y, float s, Color color)
{
    icon_end(c, x, y, s, 1, color);
}

static void icon_back(Canvas *c, float x, float y, float s, Color color)
{
    chevron(c, x, y, -0.14f * s, 0, 0.12f * s, color);
}

static void icon_forward(Canvas *c, float x, float y, float s, Color color)
{
    chevron(c, x, y, 0.14f * s, 0, 0.12f * s, color);
}

static void icon_down(Canvas *c, float x, float y, float s, Color color)
{
    chevron(c, x, y, 0, 0.13f * s, 0.11f * s, color);
}

static void icon_up(Canvas *c, float x, float y, float s, Color color)
{
    chevron(c, x, y, 0, -0.13f * s, 0.11f * s, color);
}

// An arc of a circle as strokes, from angle a to b, clockwise from the right.
static void arc(Canvas *c, float x, float y, float radius, float a, float b, float width,
                Color color)
{
    enum { STROKES = 12 };
    for (int i = 0; i < STROKES; i++) {
        const float t0 = a + (b - a) * (float)i / STROKES,
                    t1 = a + (b - a) * (float)(i + 1) / STROKES;
        canvas_line(c, x + radius * cosf(t0), y + radius * sinf(t0), x + radius * cosf(t1),
                    y + radius * sinf(t1), width, color);
    }
}

static void icon_loop(Canvas *c, float x, float y, float s, Color color)
{
    const float r = 0.36f * s;
    arc(c, x, y, r, -0.6f, 4.2f, 0.12f * s, color);
    triangle(c, x + r + 0.22f * s, y - 0.22f * s, x + r - 0.24f * s, y - 0.2f * s,
             x + r + 0.02f * s, y + 0.2f * s, color);
}

// A disc, one half filled: light and dark.
static void icon_theme(Canvas *c, float x, float y, float s, Color color)
{
    float px[POLYGON_POINTS_MAX], py[POLYGON_POINTS_MAX];
    for (int i = 0; i < POLYGON_POINTS_MAX; i++) {
        const float turn = 3.1415927f * ((float)i / (POLYGON_POINTS_MAX - 1) - 0.5f);
        px[i] = x + 0.4f * s * cosf(turn);
        py[i] = y + 0.4f * s * sinf(turn);
    }
    canvas_polygon(c, POLYGON_POINTS_MAX, px, py, color);
    canvas_circle(c, x, y, 0.44f * s, (Color){ 0 }, fmaxf(0.1f * s, 1), color);
}

// A globe with its equator and a meridian.
static void icon_language(Canvas *c, float x, float y, float s, Color color)
{
    enum { STROKES = 16 };
    const float r = 0.44f * s, width = fmaxf(0.09f * s, 1);
    canvas_circle(c, x, y, r, (Color){ 0 }, width, color);
    canvas_line(c, x - r, y, x + r, y, width, color);
    for (int i = 0; i < STROKES; i++) {
        const float a = 6.2831853f * (float)i / STROKES, b = 6.2831853f * (float)(i + 1) / STROKES;
        canvas_line(c, x + 0.45f * r * cosf(a), y + r * sinf(a), x + 0.45f * r * cosf(b),
                    y + r * sinf(b), width, color);
    }
}

static void icon_home(Canvas *c, float x, float y, float s, Color color)
{
    // Four strokes towards a point in the middle: the whole picture again.
    canvas_circle(c, x, y, 0.12f * s, color, 0, color);
    canvas_circle(c, x, y, 0.36f * s, (Color){ 0 }, fmaxf(0.11f * s, 1), color);
}

static void icon_dice(Canvas *c, float x, float y, float s, Color color)
{
    const float r = 0.42f * s;
    canvas_box(c, (Rect){ x - r, y - r, 2 * r, 2 * r }, 0.15f * s, (Color){ 0 }, fmaxf(0.1f * s, 1),
               color);
    for (int i = -1; i <= 1; i++) {
        canvas_circle(c, x + 0.2f * s * (float)i, y + 0.2f * s * (float)i, 0.08f * s, color, 0,
                      color);
    }
}

// An arc with an arrow head at its left (side -1) or right (+1) end.
static void turn_back(Canvas *c, float x, float y, float s, float side, Color color)
{
    const float r = 0.3f * s;
    for (int i = 0; i < 10; i++) {
        const float t0 = 2.9f + 3.9f * (float)i / 10, t1 = 2.9f + 3.9f * (float)(i + 1) / 10;
        canvas_line(c, x - side * r * cosf(t0), y + 0.08f * s + r * sinf(t0),
                    x - side * r * cosf(t1), y + 0.08f * s + r * sinf(t1), 0.12f * s, color);
    }
    const float ax = x + side * r * 0.97f, ay = y + 0.14f * s;
    triangle(c, ax - side * 0.3f * s, ay - 0.16f * s, ax + side * 0.22f * s, ay - 0.2f * s,
             ax - side * 0.0f * s, ay + 0.22f * s, color);
}

static void icon_undo(Canvas *c, float x, float y, float s, Color color)
{
    turn_back(c, x, y, s, -1, color);
}

static void icon_redo(Canvas *c, float x, float y, float s, Color color)
{
    turn_back(c, x, y, s, 1, color);
}

// A bar that everything goes back to.
static void icon_reset(Canvas *c, float x, float y, float s, Color color)
{
    canvas_line(c, x - 0.4f * s, y - 0.36f * s, x - 0.4f * s, y + 0.36f * s, 0.12f * s, color);
    canvas_line(c, x - 0.1f * s, y, x + 0.42f * s, y, 0.12f * s, color);
    triangle(c, x - 0.26f * s, y, x + 0.06f * s, y - 0.26f * s, x + 0.06f * s, y + 0.26f * s,
             color);
}

static void icon_add(Canvas *c, float x, float y, float s, Color color)
{
    canvas_line(c, x - 0.36f * s, y, x + 0.36f * s, y, 0.13f * s, color);
    canvas_line(c, x, y - 0.36f * s, x, y + 0.36f * s, 0.13f * s, color);
}

static void icon_close(Canvas *c, float x, float y, float s, Color color)
{
    const float r = 0.28f * s;
    canvas_line(c, x - r, y - r, x + r, y + r, 0.13f * s, color);
    canvas_line(c, x - r, y + r, x + r, y - r, 0.13f * s, color);
}

// Two sheets, one behind the other.
static void icon_copy(Canvas *c, float x, float y, float s, Color color)
{
    const float side = 0.52f * s, width = fmaxf(0.1f * s, 1);
    canvas_box(c, (Rect){ x - 0.38f * s, y - 0.38f * s, side, side }, 0.1f * s,
               color_alpha(color, 0.25f), width, color);
    canvas_box(c, (Rect){ x - 0.12f * s, y - 0.12f * s, side, side }, 0.1f * s,
               color_alpha(color, 0.25f), width, color);
}

// A slanted block whose lower part has been used, on a line.
static void icon_eraser(Canvas *c, float x, float y, float s, Color color)
{
    const float lean = 0.14f * s, top = y - 0.38f * s, middle = y + 0.02f * s,
                bottom = y + 0.3f * s;
    canvas_polygon(
        c, 4, (float[]){ x - 0.16f * s + lean, x + 0.3f * s + lean, x + 0.26f * s, x - 0.2f * s },
        (float[]){ top, top, middle, middle }, color);
    canvas_polygon(c, 4,
                   (float[]){ x - 0.2f * s, x + 0.26f * s, x + 0.22f * s - lean / 2,
                              x - 0.24f * s - lean / 2 },
                   (float[]){ middle + 0.06f * s, middle + 0.06f * s, bottom, bottom },
                   color_alpha(color, 0.5f));
    canvas_line(c, x - 0.42f * s, y + 0.42f * s, x + 0.42f * s, y + 0.42f * s, 0.1f * s, color);
}

// A cube from a corner; one of its faces is filled: 0 the top, 1 the left, 2 the right, -1 none.
static void cube(Canvas *c, float x, float y, float s, int face, Color color)
{
    const float r = 0.48f * s, w = 0.42f * s, h = 0.24f * s, width = fmaxf(0.09f * s, 1);
    const float rim[6][2] = { { 0, -r }, { w, -h }, { w, h }, { 0, r }, { -w, h }, { -w, -h } };
    const float faces[3][8] = { { 0, -r, w, -h, 0, 0, -w, -h },
                                { -w, -h, 0, 0, 0, r, -w, h },
                                { 0, 0, w, -h, w, h, 0, r } };
    if (face >= 0) {
        float px[4], py[4];
        for (int i = 0; i < 4; i++) {
            px[i] = x + faces[face][2 * i];
            py[i] = y + faces[face][2 * i + 1];
        }
        canvas_polygon(c, 4, px, py, color);
    }
    for (int i = 0; i < 6; i++) {
        const float *a = rim[i], *b = rim[(i + 1) % 6];
        canvas_line(c, x + a[0], y + a[1], x + b[0], y + b[1], width, color);
        if (i % 2) { // every other corner of the rim is joined to the one in front
            canvas_line(c, x + a[0], y + a[1], x, y, width, color);
        }
    }
}

static void icon_cube(Canvas *c, float x, float y, float s, Color color)
{
    cube(c, x, y, s, -1, color);
}

static void icon_cube_top(Canvas *c, float x, float y, float s, Color color)
{
    cube(c, x, y, s, 0, color);
}

static void icon_cube_front(Canvas *c, float x, float y, float s, Color color)
{
    cube(c, x, y, s, 1, color);
}

static void icon_cube_side(Canvas *c, float x, float y, float s, Color color)
{
    cube(c, x, y, s, 2, color);
}

// A road that ends at the horizon.
static void icon_perspective(Canvas *c, float x, float y, float s, Color color)
{
    const float width = 0.1f * s, top = y - 0.32f * s, bottom = y + 0.36f * s;
    canvas_line(c, x - 0.46f * s, top, x + 0.46f * s, top, width, color);
    canvas_line(c, x - 0.42f * s, bottom, x - 0.1f * s, top, width, color);
    canvas_line(c, x + 0.42f * s, bottom, x + 0.1f * s, top, width, color);
    canvas_line(c, x, bottom, x, bottom - 0.2f * s, width, color);
    canvas_line(c, x, y - 0.02f * s, x, top + 0.06f * s, 0.8f * width, color);
}

// A disc seen from aside, with an arrow about it.
static void icon_turntable(Canvas *c, float x, float y, float s, Color color)
{
    enum { STROKES = 20 };
    const float w = 0.46f * s, h = 0.2f * s, low = y + 0.1f * s;
    for (int i = 0; i < STROKES; i++) {
        const float a = -0.5f + 5.4f * (float)i / STROKES;
        const float b = -0.5f + 5.4f * (float)(i + 1) / STROKES;
        canvas_line(c, x + w * cosf(a), low + h * sinf(a), x + w * cosf(b), low + h * sinf(b),
                    0.1f * s, color);
    }
    triangle(c, x + 0.1f * s, low - h - 0.2f * s, x + 0.1f * s, low - h + 0.24f * s, x + 0.42f * s,
             low - h + 0.04f * s, color);
    canvas_line(c, x, low, x, y - 0.42f * s, 0.1f * s, color);
}

// A path downhill, with a head at its end.
static void icon_ride(Canvas *c, float x, float y, float s, Color color)
{
    const float width = 0.11f * s;
    canvas_line(c, x - 0.44f * s, y - 0.36f * s, x - 0.22f * s, y - 0.3f * s, width, color);
    canvas_line(c, x - 0.22f * s, y - 0.3f * s, x - 0.02f * s, y + 0.04f * s, width, color);
    canvas_line(c, x - 0.02f * s, y + 0.04f * s, x + 0.2f * s, y + 0.18f * s, width, color);
    canvas_circle(c, x + 0.28f * s, y + 0.22f * s, 0.18f * s, color, 0, color);
}

static void icon_folder(Canvas *c, float x, float y, float s, Color color)
{
    canvas_box(c, (Rect){ x - 0.48f * s, y - 0.4f * s, 0.42f * s, 0.3f * s }, 0.08f * s, color, 0,
               color);
    canvas_box(c, (Rect){ x - 0.48f * s, y - 0.28f * s, 0.96f * s, 0.66f * s }, 0.08f * s, color, 0,
               color);
}

// A roof on walls with a door.
static void icon_house(Canvas *c, float x, float y, float s, Color color)
{
    const float width = 0.11f * s, eaves = y - 0.02f * s, floor = y + 0.42f * s, wall = 0.32f * s;
    canvas_line(c, x - 0.48f * s, eaves, x, y - 0.44f * s, width, color);
    canvas_line(c, x + 0.48f * s, eaves, x, y - 0.44f * s, width, color);
    canvas_line(c, x - wall, eaves - 0.08f * s, x - wall, floor, width, color);
    canvas_line(c, x + wall, eaves - 0.08f * s, x + wall, floor, width, color);
    canvas_line(c, x - wall, floor, x + wall, floor, width, color);
    canvas_box(c, (Rect){ x - 0.09f * s, y + 0.12f * s, 0.18f * s, 0.3f * s }, 0, color, 0, color);
}

// A sheet with a corner turned down and two lines.
static void icon_file(Canvas *c, float x, float y, float s, Color color)
{
    const float width = 0.09f * s, w = 0.34f * s, h = 0.44f * s, turned = 0.24f * s;
    canvas_line(c, x - w, y - h, x - w, y + h, width, color);
    canvas_line(c, x - w, y + h, x + w, y + h, width, color);
    canvas_line(c, x + w, y + h, x + w, y - h + turned, width, color);
    canvas_line(c, x - w, y - h, x + w - turned, y - h, width, color);
    canvas_line(c, x + w - turned, y - h, x + w, y - h + turned, width, color);
    canvas_line(c, x - 0.5f * w, y, x + 0.5f * w, y, width, color);
    canvas_line(c, x - 0.5f * w, y + 0.2f * s, x + 0.5f * w, y + 0.2f * s, width, color);
}

// A screen on its stand, with a triangle in it.
static void icon_present(Canvas *c, float x, float y, float s, Color color)
{
    const float width = 0.09f * s, w = 0.46f * s, top = y - 0.42f * s, low = y + 0.2f * s;
    const float middle = (top + low) / 2;
    canvas_box(c, (Rect){ x - w, top, 2 * w, low - top }, 0.08f * s, (Color){ 0 }, width, color);
    canvas_polygon(c, 3, (float[]){ x - 0.11f * s, x + 0.16f * s, x - 0.11f * s },
                   (float[]){ middle - 0.15f * s, middle, middle + 0.15f * s }, color);
    canvas_line(c, x, low, x - 0.2f * s, y + 0.44f * s, width, color);
    canvas_line(c, x, low, x + 0.2f * s, y + 0.44f * s, width, color);
}

// Two axes and a curve that falls.
static void icon_chart(Canvas *c, float x, float y, float s, Color color)
{
    const float width = 0.1f * s, left = x - 0.42f * s, low = y + 0.4f * s;
    canvas_line(c, left, y - 0.42f * s, left, low, width, color);
    canvas_line(c, left, low, x + 0.45f * s, low, width, color);
    canvas_line(c, left + 0.16f * s, y - 0.34f * s, x - 0.04f * s, y + 0.08f * s, width, color);
    canvas_line(c, x - 0.04f * s, y + 0.08f * s, x + 0.42f * s, y + 0.2f * s, width, color);
}

static void icon_help(Canvas *c, float x, float y, float s, Color color)
{
    canvas_text(c, x, y + TEXT_MIDDLE * s, ALIGN_CENTER, FONT_BOLD, s, color, "?");
}

void ui_icon(Canvas *canvas, Icon icon, float x, float y, float size, Color color)
{
    static void (*const icons[ICON_COUNT])(Canvas *, float, float, float, Color) = {
        [ICON_PLAY] = icon_play,
        [ICON_PAUSE] = icon_pause,
        [ICON_FIRST] = icon_first,
        [ICON_LAST] = icon_last,
        [ICON_BACK] = icon_back,
        [ICON_FORWARD] = icon_forward,
        [ICON_LOOP] = icon_loop,
        [ICON_DOWN] = icon_down,
        [ICON_UP] = icon_up,
        [ICON_THEME] = icon_theme,
        [ICON_LANGUAGE] = icon_language,
        [ICON_PRESENT] = icon_present,
        [ICON_CHART] = icon_chart,
        [ICON_HOME] = icon_home,
        [ICON_DICE] = icon_dice,
        [ICON_HELP] = icon_help,
        [ICON_UNDO] = icon_undo,
        [ICON_REDO] = icon_redo,
        [ICON_RESET] = icon_reset,
        [ICON_ADD] = icon_add,
        [ICON_CLOSE] = icon_close,
        [ICON_COPY] = icon_copy,
        [ICON_ERASER] = icon_eraser,
        [ICON_CUBE] = icon_cube,
        [ICON_CUBE_TOP] = icon_cube_top,
        [ICON_CUBE_FRONT] = icon_cube_front,
        [ICON_CUBE_SIDE] = icon_cube_side,
        [ICON_PERSPECTIVE] = icon_perspective,
        [ICON_TURNTABLE] = icon_turntable,
        [ICON_RIDE] = icon_ride,
        [ICON_FOLDER] = icon_folder,
        [ICON_HOUSE] = icon_house,
        [ICON_FILE] = icon_file,
    };
    icons[icon](canvas, x, y, size, color);
}
