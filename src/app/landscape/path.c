// Vertices closer together than half a pixel are one; what lies far outside is cut off in double,
// before float could overflow.
#include "app/landscape/path.h"

#include "app/landscape/drapes.h"
#include "app/landscape/hiding.h"
#include "app/landscape/path_lines.h"
#include "app/landscape/racer_look.h"

#include <math.h>
#include <string.h>

static const float VERTEX_APART_PX = 0.7f, GHOST_ALPHA = 0.38f;
enum { LONG = 2000 }; // vertices from which a path is drawn plainly

// The vertices of a trail of run `run`; 0: no earlier run is looked at.
static void collect(Vertices *vertices, const Workspace *workspace, const Projection *on,
                    const Trail *trail, int run, double cursor)
{
    const int last = trail_index(trail, (int)floor(cursor));
    const float apart = last > LONG ? 2 * VERTEX_APART_PX : VERTEX_APART_PX;
    int kept = 0;
    for (int i = 0; i <= last; i++) {
        const TrailRow *row = &trail->rows[i];
        if (!path_finite(row)) {
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
        const bool shared = i > 0 && run > 0 && path_shared(workspace, run, i, kept);
        array_push(vertices, (Vertex){ .x = px[0], .y = px[1], .shared = shared });
        kept = i;
    }
    Place head; // the way to the next step, as far as it is gone
    double px[2];
    if (vertices->count && path_point(trail, cursor, &head) && projection_px(on, head, px)) {
        const bool shared =
            run > 0 && last + 1 < trail->count && path_shared(workspace, run, last + 1, last);
        array_push(vertices, (Vertex){ .x = px[0], .y = px[1], .shared = shared });
    }
}

// The same on the surface, of a trail's drape.
static void collect_draped(Vertices *vertices, const Workspace *workspace, const Projection *on,
                           const Trail *trail, const Drape *drape, double cursor)
{
    double share;
    Place end;
    bool away = true;
    const bool place = drape && path_place(workspace, on, trail, cursor, &end, &away);
    if (drape) {
        const double until = path_row(trail, cursor, &share) + share;
        vertices_drape(vertices, &workspace->relief, drape, until, place ? &end : NULL);
    }
}

bool path_beside(Canvas *canvas, const Workspace *workspace, const Projection *on, int run,
                 AroundPoint point, const PathLook *look)
{
    const Trail *trail = race_points(workspace->race, run, point);
    const double cursor = workspace->play.cursor;
    Vertices vertices = { 0 };
    if (!trail) {
        return false;
    }
    if (on->camera) {
        collect_draped(&vertices, workspace, on, trail, drapes_beside(workspace, run, point),
                       cursor);
    } else {
        collect(&vertices, workspace, on, trail, 0, cursor);
    }
    for (size_t i = 0; i < vertices.count; i++) {
        vertices.items[i].shared = true; // all of it dashed
    }
    line_draw(canvas, &vertices, on, look->width, look->color, look->width + 2, look->halo);
    array_free(&vertices);
    return true;
}

static bool plain(const Vertices *vertices)
{
    size_t steps = 0;
    for (size_t i = 0; i < vertices->count; i++) {
        steps += vertices->items[i].between ? 0 : 1;
    }
    return steps > LONG;
}

static void path_draw(Canvas *canvas, const Vertices *vertices, Rect picture, const PathLook *look,
                      bool hidden)
{
    const Color color = hidden ? line_dimmed(look->color) : look->color;
    const Color halo = hidden ? line_dimmed(look->halo) : look->halo;
    // So many segments lie over each other that halo and dots would only cost time.
    const bool rich = !plain(vertices);
    if (rich) {
        vertices_stroke(canvas, vertices, picture, look->width + 2.4f, halo, STROKE_OWN, hidden);
    }
    vertices_stroke(canvas, vertices, picture, look->width, color, STROKE_DASHED, hidden);
    if (look->dots && rich) {
        vertices_dots(canvas, vertices, picture, color, hidden);
    }
}

void paths_draw(Canvas *canvas, const Workspace *workspace, const Projection *on, double cursor,
                const PathLook *looks)
{
    const int runs = race_run_count(workspace->race);
    Vertices vertices[SCENE_RACERS_MAX] = { { 0 } };
    for (int run = 0; run < runs; run++) {
        const Trail *trail = race_trail(workspace->race, run);
        if (workspace_hides_run(workspace, run)) {
            continue;
        }
        if (on->camera) {
            collect_draped(&vertices[run], workspace, on, trail, drapes_path(workspace, run),
                           cursor);
        } else if (trail->count > 0) {
            collect(&vertices[run], workspace, on, trail, run, cursor);
        }
    }
    for (int run = 0; on->camera && run < runs; run++) { // below all that is seen
        path_draw(canvas, &vertices[run], on->picture, &looks[run], true);
    }
    for (int run = 0; run < runs; run++) {
        path_draw(canvas, &vertices[run], on->picture, &looks[run], false);
        array_free(&vertices[run]);
    }
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
            array_push(vertices, (Vertex){ .x = px[0], .y = px[1] });
        }
    }
}

static void collect_ghost_draped(Vertices *vertices, const Workspace *workspace,
                                 const GhostPath *path, const Drape *drape)
{
    const double(*points)[2] = (const double(*)[2])workspace->ghost.points + path->first;
    const double until = fmin(workspace->play.cursor / path->stride, path->count - 1);
    const int whole = (int)floor(until), next = whole + 1 < path->count ? whole + 1 : whole;
    const double share = until - whole, *a = points[whole], *b = points[next];
    Place end = { a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), NAN };
    const bool there =
        relief_covers(&workspace->relief, end.x, end.y) && relief_mark(&workspace->relief, &end);
    vertices_drape(vertices, &workspace->relief, drape, until, there ? &end : NULL);
}

void ghost_draw(Canvas *canvas, const Theme *theme, const Workspace *workspace,
                const Projection *on)
{
    const Ghost *ghost = &workspace->ghost;
    if (workspace_hides_any(workspace)) {
        return; // it would tell where they go now
    }
    for (int i = 0; i < ghost->path_count; i++) {
        const GhostPath *path = &ghost->paths[i];
        const Color color = color_alpha(series_color(path->look, theme), GHOST_ALPHA);
        Vertices vertices = { 0 };
        const Drape *drape = on->camera ? drapes_ghost(workspace, i) : NULL;
        if (drape) {
            collect_ghost_draped(&vertices, workspace, path, drape);
        } else if (!on->camera) {
            collect_ghost(&vertices, workspace, on, path);
        }
        line_draw(canvas, &vertices, on, 1.6f, color, 0, color);
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
            const bool there = !on->camera || relief_covers(&workspace->relief, row->x, row->y);
            const bool seen = there &&
                              projection_px(on, (Place){ row->x, row->y, row->loss }, px) &&
                              rect_has(near, (float)px[0], (float)px[1]);
            hidden += seen ? (i == 0 ? START : 1) : 0;
        }
    }
    return hidden;
}
