// Vertices closer together than half a pixel are one; what lies far outside is cut off in double,
// before float could overflow.
#include "app/landscape/path.h"

#include "app/landscape/racer_look.h"

#include <math.h>
#include <string.h>

static const float VERTEX_APART_PX = 0.7f, DOT_APART_PX = 5, DOT_RADIUS_PX = 2.9f, DOT_RING_PX = 1,
                   DASH_PX = 7, GHOST_ALPHA = 0.38f, NEAR_PX = 7;
enum { MARGIN_PX = 40, LONG = 2000 }; // vertices from which a path is drawn plainly

// Liang & Barsky 1984: the part of a segment inside the box; false if none is.
static bool clip_segment(double p[4], double x0, double x1, double y0, double y1)
{
    const double dx = p[2] - p[0], dy = p[3] - p[1];
    const double side[4] = { -dx, dx, -dy, dy };
    const double room[4] = { p[0] - x0, x1 - p[0], p[1] - y0, y1 - p[1] };
    double from = 0, to = 1;
    for (int i = 0; i < 4; i++) {
        if (side[i] == 0) {
            if (room[i] < 0) {
                return false;
            }
        } else if (side[i] < 0) {
            from = fmax(from, room[i] / side[i]);
        } else {
            to = fmin(to, room[i] / side[i]);
        }
    }
    if (!(from <= to)) {
        return false;
    }
    const double ax = p[0], ay = p[1];
    p[0] = ax + from * dx;
    p[1] = ay + from * dy;
    p[2] = ax + to * dx;
    p[3] = ay + to * dy;
    return true;
}

typedef struct Vertex {
    double x, y; // pixels
    bool shared; // an earlier run walks the segment that ends here
} Vertex;

typedef Array(Vertex) Vertices;

static bool row_finite(const TrailRow *row)
{
    return isfinite(row->x) && isfinite(row->y) && fabs(row->x) < 1e100 && fabs(row->y) < 1e100;
}

// Whether an earlier run of the race is at the same two places at the same two steps.
static bool walked_before(const Workspace *workspace, int run, int i, int before)
{
    const Trail *trail = race_trail(workspace->race, run);
    const double near = workspace->view.unit;
    for (int other = 0; other < run; other++) {
        const Trail *o = race_trail(workspace->race, other);
        if (i < o->count && before < o->count && fabs(o->rows[i].x - trail->rows[i].x) < near &&
            fabs(o->rows[i].y - trail->rows[i].y) < near &&
            fabs(o->rows[before].x - trail->rows[before].x) < near &&
            fabs(o->rows[before].y - trail->rows[before].y) < near) {
            return true;
        }
    }
    return false;
}

bool path_point(const Trail *trail, double step, Place *at)
{
    if (trail->count == 0) {
        return false;
    }
    const int left = trail_index(trail, (int)floor(step));
    const TrailRow *a = &trail->rows[left];
    if (!row_finite(a)) {
        return false;
    }
    *at = (Place){ a->x, a->y, a->loss };
    if (left + 1 < trail->count && row_finite(a + 1)) {
        const double share = clamp((step - (double)left * trail->stride) / trail->stride, 0, 1);
        at->x += (a[1].x - a->x) * share;
        at->y += (a[1].y - a->y) * share;
        at->f += (a[1].loss - a->loss) * share;
    }
    return true;
}

bool path_head(const Workspace *workspace, const Projection *on, int run, float *x, float *y)
{
    Place at;
    return path_point(race_trail(workspace->race, run), workspace->play.cursor, &at) &&
           projection_point(on, at, x, y);
}

// The vertices of a trail of run `run`; 0: no earlier run is looked at.
static void collect(Vertices *vertices, const Workspace *workspace, const Projection *on,
                    const Trail *trail, int run, double cursor)
{
    const int last = trail_index(trail, (int)floor(cursor));
    const float apart = last > LONG ? 2 * VERTEX_APART_PX : VERTEX_APART_PX;
    int kept = 0;
    for (int i = 0; i <= last; i++) {
        const TrailRow *row = &trail->rows[i];
        if (!row_finite(row)) {
            break;
        }
        double px[2];
        if (!projection_px(on, (Place){ row->x, row->y, row->loss }, px)) {
            continue;
        }
        if (i > 0 && i < last && vertices->count > 0) {
            const Vertex *v = &vertices->items[vertices->count - 1];
            if (fabs(px[0] - v->x) < apart && fabs(px[1] - v->y) < apart) {
                continue;
            }
        }
        array_push(
            vertices,
            (Vertex){ px[0], px[1], i > 0 && run > 0 && walked_before(workspace, run, i, kept) });
        kept = i;
    }
    Place head; // the way to the next step, as far as it is gone
    double px[2];
    if (vertices->count && path_point(trail, cursor, &head) && projection_px(on, head, px)) {
        const bool shared =
            run > 0 && last + 1 < trail->count && walked_before(workspace, run, last + 1, last);
        array_push(vertices, (Vertex){ px[0], px[1], shared });
    }
}

// Segments shared with an earlier run: left out (a halo over the other path would hide it) or
// dashed.
typedef enum Stroke { STROKE_OWN, STROKE_DASHED } Stroke;

static void stroke(Canvas *canvas, const Vertices *vertices, Rect picture, float width, Color color,
                   Stroke kind)
{
    double travelled = 0;
    for (size_t i = 1; i < vertices->count; i++) {
        const Vertex *a = &vertices->items[i - 1], *b = &vertices->items[i];
        double p[4] = { a->x, a->y, b->x, b->y };
        const double length = hypot(b->x - a->x, b->y - a->y);
        const double from = travelled;
        travelled += isfinite(length) ? length : 0;
        if (!clip_segment(p, picture.x - MARGIN_PX, picture.x + picture.w + MARGIN_PX,
                          picture.y - MARGIN_PX, picture.y + picture.h + MARGIN_PX)) {
            continue;
        }
        if (b->shared && kind == STROKE_OWN) {
            continue;
        }
        if (!b->shared || length > 1e5) {
            canvas_line(canvas, (float)p[0], (float)p[1], (float)p[2], (float)p[3], width, color);
            continue;
        }
        for (double d = floor(from / (2 * DASH_PX)) * 2 * DASH_PX; d < travelled;
             d += 2 * DASH_PX) {
            const double s = fmax(d, from) - from, t = fmin(d + DASH_PX, travelled) - from;
            if (t > s) {
                const double ux = (b->x - a->x) / length, uy = (b->y - a->y) / length;
                canvas_line_butt(canvas, (float)(a->x + ux * s), (float)(a->y + uy * s),
                                 (float)(a->x + ux * t), (float)(a->y + uy * t), width, color);
            }
        }
    }
}

// Black or white, whichever is seen better on the path, with a ring of the path's colour, which is
// seen on the ground.
static void step_dots(Canvas *canvas, const Vertices *vertices, Rect picture, Color color)
{
    const Color white = RGB(0xffffff), black = RGB(0x0a0e14);
    const Color fill = color_contrast(white, color) > color_contrast(black, color) ? white : black;
    const Rect near = rect_inset(picture, -4);
    double dx = -1e9, dy = -1e9;
    for (size_t i = 0; i + 1 < vertices->count; i++) { // the last vertex is the head's
        const Vertex *v = &vertices->items[i];
        if (hypot(v->x - dx, v->y - dy) >= DOT_APART_PX &&
            rect_has(near, (float)v->x, (float)v->y)) {
            canvas_circle(canvas, (float)v->x, (float)v->y, DOT_RADIUS_PX, fill, DOT_RING_PX,
                          color);
            dx = v->x;
            dy = v->y;
        }
    }
}

bool path_beside(Canvas *canvas, const Workspace *workspace, const Projection *on, int run,
                 AroundPoint point, const PathLook *look, float end[2])
{
    const Trail *trail = race_points(workspace->race, run, point);
    Vertices vertices = { 0 };
    if (!trail) {
        return false;
    }
    collect(&vertices, workspace, on, trail, 0, workspace->play.cursor);
    const bool any = vertices.count > 0;
    for (size_t i = 0; i < vertices.count; i++) {
        vertices.items[i].shared = true; // all of it dashed
    }
    stroke(canvas, &vertices, on->picture, look->width + 2, look->halo, STROKE_DASHED);
    stroke(canvas, &vertices, on->picture, look->width, look->color, STROKE_DASHED);
    if (any) {
        const Vertex *last = &vertices.items[vertices.count - 1];
        end[0] = (float)last->x;
        end[1] = (float)last->y;
    }
    array_free(&vertices);
    return any;
}

void path_draw(Canvas *canvas, const Workspace *workspace, const Projection *on, int run,
               double cursor, const PathLook *look)
{
    const Rect picture = on->picture;
    Vertices vertices = { 0 };
    if (race_trail(workspace->race, run)->count > 0) {
        collect(&vertices, workspace, on, race_trail(workspace->race, run), run, cursor);
    }
    // So many segments lie over each other that halo and dots would only cost time.
    const bool plain = vertices.count > LONG;
    if (!plain) {
        stroke(canvas, &vertices, picture, look->width + 2.4f, look->halo, STROKE_OWN);
    }
    stroke(canvas, &vertices, picture, look->width, look->color, STROKE_DASHED);
    if (look->dots && !plain) {
        step_dots(canvas, &vertices, picture, look->color);
    }
    array_free(&vertices);
}

// A ghost's points up to the cursor, and the way to the next as far as it is gone.
static void collect_ghost(Vertices *vertices, const Workspace *workspace, const Projection *on,
                          const GhostPath *path)
{
    const double(*points)[2] = (const double(*)[2])workspace->ghost.points + path->first;
    const double end = fmin(workspace->play.cursor / path->stride, path->count - 1);
    const int whole = (int)floor(end), last = (int)ceil(end);
    for (int p = 0; p <= last; p++) {
        const double share = p > whole ? end - whole : 1;
        const double *at = points[p], *from = points[p > 0 ? p - 1 : 0];
        double px[2];
        if (!projection_px(on,
                           (Place){ from[0] + share * (at[0] - from[0]),
                                    from[1] + share * (at[1] - from[1]), NAN },
                           px)) {
            continue;
        }
        const Vertex *before = vertices->count ? &vertices->items[vertices->count - 1] : NULL;
        if (!before || p == last || fabs(px[0] - before->x) >= VERTEX_APART_PX ||
            fabs(px[1] - before->y) >= VERTEX_APART_PX) {
            array_push(vertices, (Vertex){ px[0], px[1], false });
        }
    }
}

void ghost_draw(Canvas *canvas, const Theme *theme, const Workspace *workspace,
                const Projection *on)
{
    const Ghost *ghost = &workspace->ghost;
    for (int i = 0; i < ghost->path_count; i++) {
        const GhostPath *path = &ghost->paths[i];
        const Color color = color_alpha(series_color(path->look, theme), GHOST_ALPHA);
        Vertices vertices = { 0 };
        collect_ghost(&vertices, workspace, on, path);
        stroke(canvas, &vertices, on->picture, 1.6f, color, STROKE_DASHED);
        array_free(&vertices);
    }
}

int path_hidden(const Workspace *workspace, const Projection *on, Rect plate)
{
    enum { SAMPLES = 400, START = 1000 };
    const Rect near = rect_inset(plate, -12); // heads and names reach beyond their points
    int hidden = 0;
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        const Trail *trail = race_trail(workspace->race, run);
        const int stride = trail->count / SAMPLES + 1;
        for (int i = 0; i < trail->count; i += stride) {
            const TrailRow *row = &trail->rows[i];
            double px[2];
            const bool seen = projection_px(on, (Place){ row->x, row->y, row->loss }, px) &&
                              rect_has(near, (float)px[0], (float)px[1]);
            hidden += seen ? (i == 0 ? START : 1) : 0;
        }
    }
    return hidden;
}

// How far a step is from the pointer at pixel[2], which is at[2] on the plane.
static double away_px(const Projection *on, const TrailRow *row, const double pixel[2],
                      const double at[2])
{
    double px[2];
    if (!on->camera) {
        return hypot(row->x - at[0], row->y - at[1]) / on->unit;
    }
    return projection_px(on, (Place){ row->x, row->y, row->loss }, px)
               ? hypot(px[0] - pixel[0], px[1] - pixel[1])
               : INFINITY;
}

int path_near(const Workspace *workspace, const Projection *on, float x, float y, int *step)
{
    const double pixel[2] = { x, y };
    double at[2] = { NAN, NAN }, nearest = NEAR_PX;
    int best = -1;
    if (!on->camera) {
        projection_plane(on, x, y, at);
    }
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        const Trail *trail = race_trail(workspace->race, run);
        const int last = trail->count ? trail_index(trail, workspace_step(workspace)) : -1;
        for (int i = 0; i <= last; i++) {
            const double away = away_px(on, &trail->rows[i], pixel, at);
            if (away < nearest) {
                nearest = away;
                best = run;
                *step = i < trail->count - 1 ? i * trail->stride : trail->last_step;
            }
        }
    }
    return best;
}
