// Where the inset stands, what of the data it shows, and what a hand does to them.
#include "app/landscape/inset.h"

#include "app/landscape/path.h"

#include <math.h>
#include <string.h>

enum { CORNERS = 4, HEAD = 24 };
static const float MARGIN = 12, LEFT_OF_AXIS = 34, ABOVE_AXIS = 30, BELOW_BUTTON = 34,
                   COLOUR_BAR = 84;
static const float LEAST_W = 320, LEAST_H = 260; // of the picture
static const double STAYS = 1.25;                // another corner must have so much less

// What a corner has: points of the paths, and what else one wants to see.
static double crowd(const Workspace *workspace, const Projection *on, Rect rect)
{
    const Rect near = rect_inset(rect, -10);
    double sum = path_hidden(workspace, on, rect), px[2];
    for (int i = 0; i < workspace->point_count; i++) {
        const Stationary *point = &workspace->points[i];
        if (projection_px(on, (Place){ point->x, point->y, NAN }, px)) {
            sum += rect_has(near, (float)px[0], (float)px[1]) ? 20 : 0;
        }
    }
    return sum;
}

static Rect corner(Rect clear, int index, float w, float h)
{
    const bool right = index & 1, low = index & 2;
    const float x = !right ? clear.x + MARGIN + LEFT_OF_AXIS
                           : clear.x + clear.w - w - MARGIN - (low ? 0 : COLOUR_BAR);
    const float y = low     ? clear.y + clear.h - h - ABOVE_AXIS - MARGIN
                    : right ? clear.y + MARGIN
                            : clear.y + MARGIN + BELOW_BUTTON;
    return (Rect){ x, y, w, h };
}

static Rect emptiest(Workspace *workspace, const Projection *on, Rect clear, float w, float h)
{
    InsetWish *wish = &workspace->inset;
    if (!wish->placed || !workspace->gesture) {
        double crowds[CORNERS];
        int best = 0;
        for (int i = 0; i < CORNERS; i++) {
            crowds[i] = crowd(workspace, on, corner(clear, i, w, h));
            best = crowds[i] < crowds[best] ? i : best;
        }
        if (!wish->placed || crowds[wish->corner] > STAYS * crowds[best] + 4) {
            wish->corner = best;
        }
        wish->placed = race_steps_done(workspace->race) > 0;
    }
    return corner(clear, wish->corner, w, h);
}

static Rect moved_to(const InsetWish *wish, Rect clear, float w, float h)
{
    return (Rect){ clear.x + wish->x * (clear.w - w), clear.y + wish->y * (clear.h - h), w, h };
}

// A little more than the data, so that no point lies on the edge.
static Box widened(Box box)
{
    const double u = 0.06 * (box.x1 - box.x0), v = 0.06 * (box.y1 - box.y0);
    return (Box){ box.x0 - u, box.x1 + u, box.y0 - v, box.y1 + v };
}

bool inset_place(Workspace *workspace, const Projection *on, Rect clear, Inset *inset)
{
    const FitModel *fit = scene_fit(&workspace->scene);
    if (!fit || !workspace->show.on[SHOW_DATA] || clear.w < LEAST_W || clear.h < LEAST_H) {
        return false;
    }
    const float w = clampf(clear.w * 0.31f, 190, 300), h = clampf(clear.h * 0.36f, 160, 240);
    inset->rect = workspace->inset.moved ? moved_to(&workspace->inset, clear, w, h)
                                         : emptiest(workspace, on, clear, w, h);
    const Rect rect = inset->rect;
    inset->head = (Rect){ rect.x, rect.y, rect.w, HEAD };
    inset->plot = (Rect){ rect.x + 32, rect.y + HEAD, rect.w - 42, rect.h - HEAD - 24 };
    // While a point is dragged the ground below it stays.
    if (!workspace->gesture || workspace->inset.of != fit) {
        workspace->inset.box = widened(fit_box(fit, &workspace->scene.fit.points));
        workspace->inset.of = fit;
    }
    inset->box = workspace->inset.box;
    return true;
}

void inset_move(Workspace *workspace, const Inset *inset, Rect clear, float x, float y)
{
    const float free_w = clear.w - inset->rect.w, free_h = clear.h - inset->rect.h;
    workspace->inset.moved = true;
    workspace->inset.x = free_w > 0 ? clampf((x - clear.x) / free_w, 0, 1) : 0;
    workspace->inset.y = free_h > 0 ? clampf((y - clear.y) / free_h, 0, 1) : 0;
}

void inset_px(const Inset *inset, double u, double v, float *x, float *y)
{
    const Box *box = &inset->box;
    const Rect *plot = &inset->plot;
    *x = plot->x + (float)((u - box->x0) / (box->x1 - box->x0)) * plot->w;
    *y = plot->y + (float)((box->y1 - v) / (box->y1 - box->y0)) * plot->h;
}

// To the digits that a pixel can tell.
static double rounded(double value, double pixel)
{
    const double grain = pow(10, floor(log10(pixel)));
    return round(value / grain) / round(1 / grain) + 0;
}

void inset_at(const Inset *inset, float x, float y, double *u, double *v)
{
    const Box *box = &inset->box;
    const Rect *plot = &inset->plot;
    const double across = (box->x1 - box->x0) / plot->w, up = (box->y1 - box->y0) / plot->h;
    *u = rounded(box->x0 + (double)(clampf(x, plot->x, plot->x + plot->w) - plot->x) * across,
                 across);
    *v = rounded(box->y1 - (double)(clampf(y, plot->y, plot->y + plot->h) - plot->y) * up, up);
}

int inset_line(const Workspace *workspace, const Inset *inset, const double w[2], float (*line)[2])
{
    const FitModel *fit = scene_fit(&workspace->scene);
    const double reach = 100 * (inset->box.y1 - inset->box.y0);
    double places[FIT_LINE_MAX][2];
    const int count = isfinite(w[0]) && isfinite(w[1]) ? fit->line(w, &inset->box, places) : 0;
    // A straight line that leaves far above or below must keep its slope: cut where it leaves.
    for (int i = 0; i < count; i++) {
        double u = places[i][0], v = places[i][1];
        const double middle = 0.5 * (inset->box.y0 + inset->box.y1);
        if (count == 2 && fabs(v - middle) > reach) {
            const double *other = places[1 - i];
            const double edge = v > middle ? middle + reach : middle - reach;
            const double share = (edge - other[1]) / (v - other[1]);
            u = other[0] + share * (u - other[0]);
            v = edge;
        }
        inset_px(inset, u, clamp(v, middle - reach, middle + reach), &line[i][0], &line[i][1]);
    }
    return count;
}

int inset_nearest(const Workspace *workspace, const Inset *inset, float x, float y, float reach)
{
    const FitPoints *points = &workspace->scene.fit.points;
    int nearest = -1;
    for (int i = 0; i < points->count; i++) {
        float px, py;
        inset_px(inset, points->u[i], points->v[i], &px, &py);
        const float away = hypotf(px - x, py - y);
        if (away <= reach) {
            nearest = i;
            reach = away;
        }
    }
    return nearest;
}

// Before the points change: from now on they are given one by one.
static FitPoints *own_points(Workspace *workspace)
{
    Scene *scene = &workspace->scene;
    fit_spec_paint(&scene->fit, scene_fit(scene));
    return &scene->fit.points;
}

bool inset_add(Workspace *workspace, double u, double v, bool upper)
{
    if (workspace->scene.fit.points.count == FIT_POINTS_MAX) {
        return false;
    }
    FitPoints *points = own_points(workspace);
    const int place = points->count++;
    points->u[place] = u;
    points->v[place] = v;
    points->upper[place] = upper && scene_fit(&workspace->scene)->classes;
    workspace_changed_params(workspace);
    return true;
}

bool inset_move_point(Workspace *workspace, int point, double u, double v)
{
    const FitPoints *now = &workspace->scene.fit.points;
    if (point < 0 || point >= now->count || (now->u[point] == u && now->v[point] == v)) {
        return false;
    }
    FitPoints *points = own_points(workspace);
    points->u[point] = u;
    points->v[point] = v;
    workspace_changed_params(workspace);
    return true;
}

bool inset_remove(Workspace *workspace, int point)
{
    if (point < 0 || point >= workspace->scene.fit.points.count) {
        return false;
    }
    FitPoints *points = own_points(workspace);
    const size_t behind = (size_t)(--points->count - point);
    memmove(points->u + point, points->u + point + 1, behind * sizeof *points->u);
    memmove(points->v + point, points->v + point + 1, behind * sizeof *points->v);
    memmove(points->upper + point, points->upper + point + 1, behind * sizeof *points->upper);
    workspace_changed_params(workspace);
    return true;
}
