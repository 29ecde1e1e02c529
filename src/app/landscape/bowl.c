// A level line of a bowl in the axes of its matrix: x = √(K/λ₁) cos t, y = √(K/λ₂) sin t with
// K = p·Mp, p the way to the middle; where the signs differ, cosh and sinh.
#include "app/landscape/bowl.h"

#include "draw/arrow.h"

#include <math.h>

const Color bowl_color = RGB_ROW(0x9df5b4), looks_color = RGB_ROW(0xffb98a),
            ball_color = RGB_ROW(0xffd9c2);

static const float FAR_PX = 4e3f, MIDDLE = 4, TRIAL = 3;

typedef struct Pen {
    Canvas *canvas;
    const Projection *on;
    Place from;
    const float *px;
} Pen;

// Where (dx, dy) from where the run stands is seen; false: too far away to be drawn.
static bool pen_at(const Pen *pen, double dx, double dy, float at[2])
{
    double by[2];
    if (!projection_step(pen->on, pen->from, dx, dy, by)) {
        return false;
    }
    at[0] = pen->px[0] + (float)by[0];
    at[1] = pen->px[1] + (float)by[1];
    return fabs(by[0]) < (double)FAR_PX && fabs(by[1]) < (double)FAR_PX;
}

static void shaded_line(Canvas *canvas, const float a[2], const float b[2], Color color)
{
    canvas_line(canvas, a[0], a[1], b[0], b[1], 3, color_alpha(arrow_shade, 0.5f));
    canvas_line(canvas, a[0], a[1], b[0], b[1], 1.4f, color_alpha(color, 0.95f));
}

static void ring(Canvas *canvas, const float at[2], float radius, float filled, Color color)
{
    const Rect box = { at[0] - radius, at[1] - radius, 2 * radius, 2 * radius };
    canvas_box(canvas, box, radius, (Color){ 0 }, 3, color_alpha(arrow_shade, 0.5f));
    canvas_box(canvas, box, radius, color_alpha(color, filled), 1.4f, color);
}

// One arm: from the middle by `along` times the first axis and `across` times the second, turned by
// (c, s).
static void curve(const Pen *pen, const double middle[2], const double axes[2][2],
                  const double half[2], bool open, int side, Color color)
{
    enum { PARTS = 72 };
    static const double REACH = 1.6; // of an open arm: cosh 1.6 is 2.6
    float last[2];
    bool drawn = false;
    for (int i = 0; i <= PARTS; i++) {
        const double t = open ? REACH * (2.0 * i / PARTS - 1) : 6.283185307179586 * i / PARTS;
        const double u = half[0] * (open ? side * cosh(t) : cos(t));
        const double v = half[1] * (open ? sinh(t) : sin(t));
        float at[2] = { 0, 0 };
        const bool seen = pen_at(pen, middle[0] + u * axes[0][0] + v * axes[1][0],
                                 middle[1] + u * axes[0][1] + v * axes[1][1], at);
        if (seen && drawn) {
            shaded_line(pen->canvas, last, at, color);
        }
        last[0] = at[0];
        last[1] = at[1];
        drawn = seen;
    }
}

void bowl_draw(Canvas *canvas, const Projection *on, Place from, const float px[2],
               const Ahead *ahead)
{
    const Pen pen = { canvas, on, from, px };
    const double *m = ahead->model, *p = ahead->middle;
    const double turn = 0.5 * atan2(2 * m[1], m[0] - m[2]);
    double axes[2][2] = { { cos(turn), sin(turn) }, { -sin(turn), cos(turn) } }, half[2], size[2];
    if (!isfinite(m[0]) || !isfinite(p[0]) || !isfinite(p[1])) {
        return;
    }
    const double level = p[0] * (m[0] * p[0] + m[1] * p[1]) + p[1] * (m[1] * p[0] + m[2] * p[1]);
    for (int k = 0; k < 2; k++) {
        const double *e = axes[k];
        size[k] = level / (m[0] * e[0] * e[0] + 2 * m[1] * e[0] * e[1] + m[2] * e[1] * e[1]);
        half[k] = sqrt(fabs(size[k]));
    }
    if (!(half[0] > 0 && half[1] > 0) || !isfinite(half[0]) || !isfinite(half[1])) {
        return;
    }
    const bool open = (size[0] > 0) != (size[1] > 0);
    if (open && size[0] < 0) { // the arms lie along the other axis
        for (int i = 0; i < 2; i++) {
            const double moved = axes[0][i];
            axes[0][i] = axes[1][i];
            axes[1][i] = moved;
        }
        const double moved = half[0];
        half[0] = half[1];
        half[1] = moved;
    }
    curve(&pen, p, (const double(*)[2])axes, half, open, 1, bowl_color);
    if (open) {
        curve(&pen, p, (const double(*)[2])axes, half, open, -1, bowl_color);
    }
    float at[2];
    if (pen_at(&pen, p[0], p[1], at)) {
        shaded_line(canvas, (float[]){ at[0] - MIDDLE, at[1] }, (float[]){ at[0] + MIDDLE, at[1] },
                    bowl_color);
        shaded_line(canvas, (float[]){ at[0], at[1] - MIDDLE }, (float[]){ at[0], at[1] + MIDDLE },
                    bowl_color);
    }
}

void looks_draw(Canvas *canvas, const Projection *on, Place from, const float px[2],
                const Ahead *ahead)
{
    static const double upright[2][2] = { { 1, 0 }, { 0, 1 } }, here[2] = { 0, 0 };
    const Pen pen = { canvas, on, from, px };
    if (ahead->ball > 0) {
        const double half[2] = { ahead->ball, ahead->ball };
        curve(&pen, here, upright, half, false, 1, ball_color);
    }
    for (int i = 0; i < ahead->look_count; i++) {
        const double *look = ahead->looks[i];
        float at[2];
        if (pen_at(&pen, look[0] - from.x, look[1] - from.y, at)) {
            ring(canvas, at, TRIAL, 0.5f, looks_color);
            if (i == ahead->look_count - 1) {
                ring(canvas, at, TRIAL + 3, 0, looks_color);
            }
        }
    }
}

void bowl_sign(Canvas *canvas, float x, float y)
{
    canvas_box(canvas, (Rect){ x + 1, y - 6, 22, 12 }, 6, (Color){ 0 }, 3,
               color_alpha(arrow_shade, 0.5f));
    canvas_box(canvas, (Rect){ x + 1, y - 6, 22, 12 }, 6, (Color){ 0 }, 1.4f, bowl_color);
    shaded_line(canvas, (float[]){ x + 9, y }, (float[]){ x + 15, y }, bowl_color);
    shaded_line(canvas, (float[]){ x + 12, y - 3 }, (float[]){ x + 12, y + 3 }, bowl_color);
}

void looks_sign(Canvas *canvas, float x, float y)
{
    ring(canvas, (float[]){ x + 5, y }, TRIAL, 0.5f, looks_color);
    ring(canvas, (float[]){ x + 17, y }, TRIAL, 0.5f, looks_color);
    ring(canvas, (float[]){ x + 17, y }, TRIAL + 3, 0, looks_color);
}

void ball_sign(Canvas *canvas, float x, float y)
{
    canvas_box(canvas, (Rect){ x + 4, y - 7, 14, 14 }, 7, (Color){ 0 }, 3,
               color_alpha(arrow_shade, 0.5f));
    canvas_box(canvas, (Rect){ x + 4, y - 7, 14, 14 }, 7, (Color){ 0 }, 1.4f, ball_color);
}
