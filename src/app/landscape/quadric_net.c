// Along an axis a quadric bends by one eigenvalue everywhere, so a line of the net has one colour.
#include "app/landscape/quadric_net.h"

#include "base/words.h"
#include "draw/arrow.h"
#include "draw/plate.h"

#include <math.h>

const Color quadric_up = RGB_ROW(0x7fe3ff), quadric_down = RGB_ROW(0xffb45e),
            quadric_straight = RGB_ROW(0xe8ebf0);

static const double TURN = 6.283185307179586, SHARE = 0.15, LEAST_PX = 36, MOST_PX = 96;
static const double BEYOND = 0.25; // of the height: above an uncut top, below the ground
static const float THICK = 2.6f, THIN = 1.1f, FAINT = 0.22f, SIZE = 12, DOT = 3;

// The net's points in the picture.
typedef struct NetPoint {
    float at[2];
    bool drawn, seen; // within the heights; nothing hides it
} NetPoint;

double quadric_radius(const Projection *on)
{
    return clamp(SHARE * (double)fminf(on->picture.w, on->picture.h), LEAST_PX, MOST_PX) * on->unit;
}

Place quadric_net_place(const Quadric *q, double radius, int line, int part)
{
    const double t = (double)part / QUADRIC_PARTS;
    double along, across = 0;
    int axis = 0;
    if (line == QUADRIC_RIM) {
        along = radius * cos(TURN * t);
        across = radius * sin(TURN * t);
    } else {
        axis = line / QUADRIC_ACROSS;
        across = radius * (line % QUADRIC_ACROSS - QUADRIC_HALF) / (QUADRIC_HALF + 0.5);
        along = (2 * t - 1) * sqrt(radius * radius - across * across);
    }
    const double *u = q->axes[axis], *v = q->axes[1 - axis];
    const double dx = along * u[0] + across * v[0], dy = along * u[1] + across * v[1];
    return (Place){ q->x[0] + dx, q->x[1] + dy, quadric_value(q, dx, dy) };
}

// Whether a value has a height in the picture.
static bool within(const Relief *relief, double f)
{
    const double z = relief_z(relief, f), beyond = BEYOND * relief->size;
    return z >= (relief->cut_low ? 0 : -beyond) &&
           z <= relief->size + (relief->cut_high ? 0 : beyond);
}

static void net_points(const Relief *relief, const Projection *on, const Place *places,
                       NetPoint *points)
{
    double x[QUADRIC_PARTS + 1], y[QUADRIC_PARTS + 1], f[QUADRIC_PARTS + 1];
    for (int i = 0; i <= QUADRIC_PARTS; i++) {
        x[i] = places[i].x;
        y[i] = places[i].y;
    }
    if (on->camera) {
        relief_heights(relief, QUADRIC_PARTS + 1, x, y, f);
    }
    for (int i = 0; i <= QUADRIC_PARTS; i++) {
        NetPoint *point = &points[i];
        point->drawn = projection_point(on, places[i], &point->at[0], &point->at[1]) &&
                       (!on->camera || within(relief, places[i].f));
        point->seen =
            !on->camera || (!(relief_z(relief, places[i].f) < relief_z(relief, f[i]) - 1) &&
                            projection_seen(on, places[i]));
    }
}

static void net_line(Canvas *canvas, const NetPoint *points, float width, Color color)
{
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < QUADRIC_PARTS; i++) {
            const NetPoint *a = &points[i], *b = &points[i + 1];
            const float share = a->seen && b->seen ? 1 : FAINT;
            if (a->drawn && b->drawn) {
                canvas_line(canvas, a->at[0], a->at[1], b->at[0], b->at[1],
                            pass ? width : width + 1.6f,
                            color_alpha(pass ? color : arrow_shade, pass ? share : share / 2));
            }
        }
    }
}

static Color color_of(const Quadric *q, int axis)
{
    const int sign = quadric_sign(q, axis);
    return sign > 0 ? quadric_up : sign < 0 ? quadric_down : quadric_straight;
}

// Of a box and one more point.
static Rect grown(Rect box, float x, float y)
{
    const float x1 = fmaxf(box.x + box.w, x), y1 = fmaxf(box.y + box.h, y);
    const float x0 = fminf(box.x, x), y0 = fminf(box.y, y);
    return (Rect){ x0, y0, x1 - x0, y1 - y0 };
}

static Rect net(Canvas *canvas, const Workspace *workspace, const Projection *on, const Quadric *q,
                Rect box)
{
    const double radius = quadric_radius(on);
    for (int pass = 0; pass < 2; pass++) { // the axes over the rest
        for (int line = 0; line < QUADRIC_LINES; line++) {
            const bool rim = line == QUADRIC_RIM;
            const bool axis = !rim && line % QUADRIC_ACROSS == QUADRIC_HALF;
            Place places[QUADRIC_PARTS + 1];
            NetPoint points[QUADRIC_PARTS + 1];
            if (axis != (pass == 1) || (!on->camera && !axis && !rim)) {
                continue;
            }
            for (int i = 0; i <= QUADRIC_PARTS; i++) {
                places[i] = quadric_net_place(q, radius, line, i);
            }
            net_points(&workspace->relief, on, places, points);
            net_line(canvas, points, axis ? THICK : THIN,
                     rim ? quadric_straight : color_of(q, line / QUADRIC_ACROSS));
            for (int i = 0; i <= QUADRIC_PARTS; i++) {
                box = points[i].drawn ? grown(box, points[i].at[0], points[i].at[1]) : box;
            }
        }
    }
    return box;
}

// Asked once for each place: data take long to tell their Hessian. NULL: there is none.
static const Quadric *quadric_at(Workspace *workspace, const double x[2])
{
    QuadricKept *kept = &workspace->quadric;
    if (kept->of != workspace->objective_version || kept->x[0] != x[0] || kept->x[1] != x[1]) {
        kept->of = workspace->objective_version;
        kept->x[0] = x[0];
        kept->x[1] = x[1];
        kept->there = quadric_of(workspace_objective(workspace), workspace->scratch,
                                 race_apart(workspace->race), x, &kept->quadric);
    }
    return kept->there ? &kept->quadric : NULL;
}

Rect quadric_draw(Canvas *canvas, Workspace *workspace, const Projection *on, const double *hover)
{
    const Quadric *q = quadric_at(workspace, hover ? hover : workspace->scene.start);
    float x, y;
    if (!q || !projection_point(on, (Place){ q->x[0], q->x[1], q->f }, &x, &y) ||
        !rect_has(on->picture, x, y) || (on->camera && !within(&workspace->relief, q->f))) {
        return (Rect){ 0 };
    }
    const Rect box = net(canvas, workspace, on, q, (Rect){ x, y, 0, 0 });
    canvas_circle(canvas, x, y, DOT, quadric_straight, 1, arrow_shade);
    return box;
}

void quadric_word(Canvas *canvas, const Theme *theme, const Workspace *workspace, Rect net_box,
                  Rect clear, Taken *taken)
{
    const char *word = tr(workspace->quadric.quadric.word);
    const Rect size = plate_size(canvas, FONT_BOLD, SIZE, word);
    Label label = { .x = net_box.x + (net_box.w - size.w) / 2,
                    .y = net_box.y - size.h / 2 - 3,
                    .w = size.w,
                    .h = size.h };
    labels_around(&label, 1, rect_inset(clear, 4), 0, taken->rects, taken->count);
    if (label.placed) {
        plate_text_in(canvas, theme, label.rect, FONT_BOLD, SIZE, word);
        taken_add(taken, label.rect);
    }
}
