// The arrow to a start that is out of view.
#include "app/landscape/heads.h"
#include "app/landscape/picture.h"
#include "app/landscape/workspace_relief.h"

#include <math.h>

static const float LEFT = 70, TOP = 60, RIGHT = 110, BOTTOM = 44; // for axes and colour bar
static const float GAP = 6, WORD_H = 28;                          // of the word below the arrow
static const double FAR_PX = 1e5, LEAST = 1e-6;

// The pixel of a start that the map does not show.
static bool beside_map(const Workspace *workspace, const Projection *on, double to[2])
{
    const double *start = workspace->scene.start;
    const Rect r = on->picture;
    return projection_px(on, (Place){ start[0], start[1], NAN }, to) && isfinite(to[0]) &&
           isfinite(to[1]) &&
           !(to[0] >= r.x && to[0] < r.x + r.w && to[1] >= r.y && to[1] < r.y + r.h);
}

// A pixel far out on the line from the picture's middle to a start beside the surface's patch, at
// the height of what the eye looks at. Seen along the ground, what is farther away lies above.
static bool beside_surface(const Workspace *workspace, const Projection *on, double to[2])
{
    const Relief *relief = &workspace->relief;
    const Lens *lens = &relief->lens;
    const Rect r = on->picture;
    const double *start = workspace->scene.start;
    double at[3], right = 0, up = 0, back = 0;
    if (relief_covers(relief, start[0], start[1])) {
        return false;
    }
    relief_place(relief, (Place){ start[0], start[1], NAN }, at);
    for (int i = 0; i < 2; i++) {
        const double way = at[i] - lens->target[i];
        right += way * lens->right[i];
        up += way * lens->up[i];
        back += way * lens->back[i];
    }
    if (hypot(right, up) <= LEAST * fabs(back)) {
        right = 0;
        up = -back;
    }
    const double length = hypot(right, up);
    to[0] = r.x + r.w / 2.0 + FAR_PX * right / length;
    to[1] = r.y + r.h / 2.0 - FAR_PX * up / length;
    return length > 0 && isfinite(length);
}

// Where a line from within the rectangle leaves it, turned by an angle.
static void leave(Rect edge, const double from[2], const double to[2], double angle, double at[2])
{
    const double x = to[0] - from[0], y = to[1] - from[1];
    const double way[2] = { x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle) };
    double share = 1;
    for (int i = 0; i < 2; i++) {
        const double low = (double)(i ? edge.y : edge.x) - from[i];
        const double high = low + (double)(i ? edge.h : edge.w);
        share = fmin(share, fmax(way[i] > 0 ? high : -low, 0) / fmax(fabs(way[i]), 1e-9));
    }
    at[0] = from[0] + way[0] * share;
    at[1] = from[1] + way[1] * share;
}

static bool free_of(const Heads *heads, const double at[2])
{
    const float r = PICTURE_ARROW_RADIUS + HEAD_RADIUS + GAP;
    const Rect taken = { (float)at[0] - r, (float)at[1] - r, 2 * r, 2 * r + WORD_H };
    for (int i = 0; i < heads->count; i++) {
        if (rect_has(taken, heads->items[i].at_x, heads->items[i].at_y)) {
            return false;
        }
    }
    return true;
}

bool picture_start_arrow(const Workspace *workspace, const Projection *on, Rect clear, Rect tools,
                         PictureArrow *arrow)
{
    enum { TURNS = 20 }; // as many to either side, as heads need
    static const double TURN = 0.05;
    Rect edge = { clear.x + LEFT, clear.y + TOP, clear.w - LEFT - RIGHT, clear.h - TOP - BOTTOM };
    const float low = tools.y + tools.h + PICTURE_ARROW_RADIUS + GAP;
    if (on->camera && tools.w > 0 && low > edge.y) {
        edge.h -= low - edge.y;
        edge.y = low;
    }
    double to[2], at[2];
    if (edge.w < 1 || edge.h < 1 ||
        !(on->camera ? beside_surface : beside_map)(workspace, on, to)) {
        return false;
    }
    const Rect r = on->picture;
    double from[2] = { r.x + r.w / 2.0, r.y + r.h / 2.0 };
    if (!on->camera || !rect_has(edge, (float)from[0], (float)from[1])) {
        from[0] = edge.x + edge.w / 2.0;
        from[1] = edge.y + edge.h / 2.0;
    }
    Heads heads;
    heads_place(workspace, on, &heads);
    leave(edge, from, to, 0, at);
    for (int i = 1; i <= 2 * TURNS && !free_of(&heads, at); i++) {
        leave(edge, from, to, i == 2 * TURNS ? 0 : TURN * (i % 2 ? (i + 1) / 2 : -i / 2), at);
    }
    const double length = hypot(to[0] - at[0], to[1] - at[1]);
    if (!(length > 0) || !isfinite(length)) {
        return false;
    }
    *arrow = (PictureArrow){ (float)at[0], (float)at[1], (float)((to[0] - at[0]) / length),
                             (float)((to[1] - at[1]) / length) };
    return true;
}
