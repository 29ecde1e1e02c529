// A level line of a bowl in the axes of its matrix: x = √(K/λ₁) cos t, y = √(K/λ₂) sin t with
// K = p·Mp, p the way to the middle; where the signs differ, cosh and sinh.
#include "app/landscape/bowl.h"

#include "draw/arrow.h"

#include <math.h>

const Color bowl_color = RGB_ROW(0x9df5b4), looks_color = RGB_ROW(0xffb98a),
            ball_color = RGB_ROW(0xffd9c2);

static const float MIDDLE = 4, TRIAL = 3, FAINT = 0.3f; // behind the surface
static const double FAR_PX = 4e3, TURN = 6.283185307179586;
enum { PARTS = 72 };

typedef struct Pen {
    Canvas *canvas;
    const Projection *on;
    Place from;
    double px[2]; // where that is seen
} Pen;

static bool pen_take(Pen *pen, Canvas *canvas, const Projection *on, Place from)
{
    *pen = (Pen){ canvas, on, from, { 0, 0 } };
    return projection_px(on, from, pen->px);
}

// Where a place is seen that lies dx, dy from where the run stands; false: too far away to be
// drawn.
static bool pen_at(const Pen *pen, double dx, double dy, double f, float at[2])
{
    double px[2];
    if (!projection_px(pen->on, (Place){ pen->from.x + dx, pen->from.y + dy, f }, px)) {
        return false;
    }
    at[0] = (float)px[0];
    at[1] = (float)px[1];
    return fabs(px[0] - pen->px[0]) < FAR_PX && fabs(px[1] - pen->px[1]) < FAR_PX;
}

static bool pen_sees(const Pen *pen, double dx, double dy, double f)
{
    return projection_seen(pen->on, (Place){ pen->from.x + dx, pen->from.y + dy, f });
}

static void shaded_line(Canvas *canvas, const float a[2], const float b[2], Color color)
{
    const float share = (float)color.a / 255;
    canvas_line(canvas, a[0], a[1], b[0], b[1], 3, color_alpha(arrow_shade, 0.5f * share));
    canvas_line(canvas, a[0], a[1], b[0], b[1], 1.4f, color_alpha(color, 0.95f));
}

static void ring(Canvas *canvas, const float at[2], float radius, float filled, Color color)
{
    const Rect box = { at[0] - radius, at[1] - radius, 2 * radius, 2 * radius };
    const float share = (float)color.a / 255;
    canvas_box(canvas, box, radius, (Color){ 0 }, 3, color_alpha(arrow_shade, 0.5f * share));
    canvas_box(canvas, box, radius, color_alpha(color, filled), 1.4f, color);
}

// What is level: a matrix's axes, how far its level line lies along each, both from `middle`.
typedef struct Level {
    double middle[2], axes[2][2], half[2];
    bool open; // the line is a hyperbola about the first axis
} Level;

static void line_through(const Pen *pen, int count, const double (*by)[2], const double *f,
                         Color color)
{
    float last[2];
    bool drawn = false, bare = false;
    for (int i = 0; i < count; i++) {
        float at[2] = { 0, 0 };
        const bool there = pen_at(pen, by[i][0], by[i][1], f[i], at);
        const bool seen = there && pen_sees(pen, by[i][0], by[i][1], f[i]);
        if (there && drawn) {
            shaded_line(pen->canvas, last, at, color_alpha(color, seen && bare ? 1 : FAINT));
        }
        last[0] = at[0];
        last[1] = at[1];
        drawn = there;
        bare = seen;
    }
}

static void along_axes(const Level *level, double u, double v, double by[2])
{
    for (int i = 0; i < 2; i++) {
        by[i] = level->middle[i] + u * level->axes[0][i] + v * level->axes[1][i];
    }
}

// One arm of the line, or all of it, at a height.
static void arm(const Pen *pen, const Level *level, int side, double f)
{
    static const double REACH = 1.6; // of an open arm: cosh 1.6 is 2.6
    double by[PARTS + 1][2], height[PARTS + 1];
    for (int i = 0; i <= PARTS; i++) {
        const double t = level->open ? REACH * (2.0 * i / PARTS - 1) : TURN * i / PARTS;
        along_axes(level, level->half[0] * (level->open ? side * cosh(t) : cos(t)),
                   level->half[1] * (level->open ? sinh(t) : sin(t)), by[i]);
        height[i] = f;
    }
    line_through(pen, PARTS + 1, (const double(*)[2])by, height, bowl_color);
}

// The bowl over one of its axes, from `deepest` in the middle to `deepest + rise` at its line.
static void section(const Pen *pen, const Level *level, int axis, double deepest, double rise)
{
    double by[PARTS + 1][2], height[PARTS + 1];
    for (int i = 0; i <= PARTS; i++) {
        const double t = 2.0 * i / PARTS - 1, far = t * level->half[axis];
        along_axes(level, axis == 0 ? far : 0, axis == 1 ? far : 0, by[i]);
        height[i] = deepest + rise * t * t;
    }
    line_through(pen, PARTS + 1, (const double(*)[2])by, height, color_alpha(bowl_color, 0.6f));
}

// pMp of the matrix, and its level line of that value.
static double level_of(const Ahead *ahead, Level *level)
{
    const double *m = ahead->model, *p = ahead->middle;
    const double turn = 0.5 * atan2(2 * m[1], m[0] - m[2]);
    const double height = p[0] * (m[0] * p[0] + m[1] * p[1]) + p[1] * (m[1] * p[0] + m[2] * p[1]);
    const double axes[2][2] = { { cos(turn), sin(turn) }, { -sin(turn), cos(turn) } };
    double size[2];
    for (int k = 0; k < 2; k++) {
        const double *e = axes[k];
        size[k] = height / (m[0] * e[0] * e[0] + 2 * m[1] * e[0] * e[1] + m[2] * e[1] * e[1]);
    }
    level->open = (size[0] > 0) != (size[1] > 0);
    const int first = level->open && size[0] < 0; // the arms lie along the other axis
    for (int k = 0; k < 2; k++) {
        const int from = first ? 1 - k : k;
        level->middle[k] = p[k];
        level->axes[k][0] = axes[from][0];
        level->axes[k][1] = axes[from][1];
        level->half[k] = sqrt(fabs(size[from]));
    }
    return height;
}

void bowl_draw(Canvas *canvas, const Projection *on, Place from, const Ahead *ahead)
{
    const double *p = ahead->middle;
    Level level;
    Pen pen;
    if (!isfinite(ahead->model[0]) || !isfinite(p[0]) || !isfinite(p[1]) ||
        !pen_take(&pen, canvas, on, from)) {
        return;
    }
    const double height = level_of(ahead, &level), deepest = from.f - height / 2;
    if (!(level.half[0] > 0 && level.half[1] > 0) || !isfinite(level.half[0]) ||
        !isfinite(level.half[1])) {
        return;
    }
    for (int axis = 0; axis < 2 && on->camera; axis++) {
        section(&pen, &level, axis, deepest, (level.open && axis == 1 ? -height : height) / 2);
    }
    arm(&pen, &level, 1, from.f);
    if (level.open) {
        arm(&pen, &level, -1, from.f);
    }
    float at[2];
    if (pen_at(&pen, p[0], p[1], deepest, at)) {
        shaded_line(canvas, (float[]){ at[0] - MIDDLE, at[1] }, (float[]){ at[0] + MIDDLE, at[1] },
                    bowl_color);
        shaded_line(canvas, (float[]){ at[0], at[1] - MIDDLE }, (float[]){ at[0], at[1] + MIDDLE },
                    bowl_color);
    }
}

// SAM's ball is one of the plane: on a surface its rim is draped.
static void ball(const Pen *pen, const Workspace *workspace, double radius)
{
    double by[PARTS + 1][2], x[2][PARTS + 1], f[PARTS + 1] = { 0 };
    for (int i = 0; i <= PARTS; i++) {
        by[i][0] = radius * cos(TURN * i / PARTS);
        by[i][1] = radius * sin(TURN * i / PARTS);
        x[0][i] = pen->from.x + by[i][0];
        x[1][i] = pen->from.y + by[i][1];
    }
    if (pen->on->camera) {
        relief_heights(&workspace->relief, PARTS + 1, x[0], x[1], f);
    }
    line_through(pen, PARTS + 1, (const double(*)[2])by, f, ball_color);
}

void looks_draw(Canvas *canvas, const Workspace *workspace, const Projection *on, Place from,
                const Ahead *ahead)
{
    Pen pen;
    if (!pen_take(&pen, canvas, on, from)) {
        return;
    }
    if (ahead->ball > 0) {
        ball(&pen, workspace, ahead->ball);
    }
    for (int i = 0; i < ahead->look_count; i++) {
        const double *look = ahead->looks[i];
        double f = 0;
        float at[2];
        if (on->camera) {
            relief_heights(&workspace->relief, 1, &look[0], &look[1], &f);
        }
        if (pen_at(&pen, look[0] - from.x, look[1] - from.y, f, at)) {
            const bool seen = pen_sees(&pen, look[0] - from.x, look[1] - from.y, f);
            const Color color = color_alpha(looks_color, seen ? 1 : FAINT);
            ring(canvas, at, TRIAL, 0.5f, color);
            if (i == ahead->look_count - 1) {
                ring(canvas, at, TRIAL + 3, 0, color);
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
