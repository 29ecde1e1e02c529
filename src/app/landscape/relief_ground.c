// A ray from below the surface to the eye either crosses the surface or leaves it at its side.
#include "app/landscape/relief_ground.h"

#include <math.h>

enum { PARTS = 24, STEPS = 28, HALVINGS = 6 };

double relief_mesh_z(const Relief *relief, const double at[3])
{
    const Mesh *mesh = &relief->mesh;
    const double half_w = relief->picture.w / 2.0, half_h = relief->picture.h / 2.0;
    const double c =
        clamp((at[0] + half_w) / (2 * half_w) * (mesh->columns - 1), 0, mesh->columns - 1 - 1e-9);
    const double r =
        clamp((at[1] + half_h) / (2 * half_h) * (mesh->rows - 1), 0, mesh->rows - 1 - 1e-9);
    const int column = (int)c, row = (int)r;
    const MeshVertex *v = &mesh->vertices.items[(ptrdiff_t)row * mesh->columns + column];
    const MeshVertex *above = v + mesh->columns;
    const double u = c - column, t = r - row;
    return (1 - t) * ((1 - u) * (double)v[0].z + u * (double)v[1].z) +
           t * ((1 - u) * (double)above[0].z + u * (double)above[1].z);
}

// Whether the mesh only fills a hole of f there.
static bool in_hole(const Relief *relief, const double at[3])
{
    const Field *field = &relief->field;
    const double half_w = relief->picture.w / 2.0, half_h = relief->picture.h / 2.0;
    if (!relief->mesh.holes || field->columns != relief->mesh.columns ||
        field->rows != relief->mesh.rows) {
        return false;
    }
    const int column = (int)clamp(round((at[0] + half_w) / (2 * half_w) * (field->columns - 1)), 0,
                                  field->columns - 1);
    const int row =
        (int)clamp(round((at[1] + half_h) / (2 * half_h) * (field->rows - 1)), 0, field->rows - 1);
    return isnan(field->values[(ptrdiff_t)row * field->columns + column]);
}

// How far along the ray it is above the rectangle of the surface.
static double way_out(const Relief *relief, const double at[3], const double along[3])
{
    const double half[2] = { relief->picture.w / 2.0, relief->picture.h / 2.0 };
    double way = INFINITY;
    for (int i = 0; i < 2; i++) {
        if (fabs(along[i]) > 1e-12) {
            way = fmin(way, ((along[i] > 0 ? half[i] : -half[i]) - at[i]) / along[i]);
        }
    }
    return along[2] > 1e-12 ? fmin(way, (relief->size * 1.05 - at[2]) / along[2]) : way;
}

bool relief_hides(const Relief *relief, const double at[3])
{
    if (relief->mesh.vertices.count == 0) {
        return false;
    }
    double along[3], place[3];
    lens_to_eye(&relief->lens, at, along);
    const double way = way_out(relief, at, along);
    if (!(way > 0) || !isfinite(way)) {
        return false;
    }
    const double top = relief->cut_high ? relief->size : INFINITY;
    const double bottom = relief->cut_low ? 0 : -INFINITY;
    for (int i = 0; i <= STEPS; i++) {
        for (int k = 0; k < 3; k++) {
            place[k] = at[k] + way * i / STEPS * along[k];
        }
        const double height = relief_mesh_z(relief, place);
        if (place[2] > height && height <= top && height >= bottom && !in_hole(relief, place)) {
            return true;
        }
    }
    return false;
}

static void between(const double from[3], const double to[3], double share, double at[3])
{
    for (int k = 0; k < 3; k++) {
        at[k] = from[k] + share * (to[k] - from[k]);
    }
}

static bool seen_at(const Relief *relief, const double from[3], const double to[3], double share)
{
    double at[3], px[2];
    between(from, to, share, at);
    return lens_px(&relief->lens, at, px, NULL) && !relief_hides(relief, at);
}

// Where between two shares of the line, the first seen or not, the second the other, that changes.
static double border(const Relief *relief, const double from[3], const double to[3], double a,
                     double b, bool seen)
{
    for (int i = 0; i < HALVINGS; i++) {
        const double middle = (a + b) / 2;
        if (seen_at(relief, from, to, middle) == seen) {
            a = middle;
        } else {
            b = middle;
        }
    }
    return seen ? a : b;
}

static void piece(Canvas *canvas, const Relief *relief, const double from[3], const double to[3],
                  const double shares[2], float width, Color color)
{
    double a[3], b[3], a_px[2], b_px[2];
    between(from, to, shares[0], a);
    between(from, to, shares[1], b);
    if (lens_px(&relief->lens, a, a_px, NULL) && lens_px(&relief->lens, b, b_px, NULL) &&
        hypot(a_px[0] - b_px[0], a_px[1] - b_px[1]) < 1e5) {
        canvas_line_butt(canvas, (float)a_px[0], (float)a_px[1], (float)b_px[0], (float)b_px[1],
                         width, color);
    }
}

void relief_line(Canvas *canvas, const Relief *relief, const double from[3], const double to[3],
                 float width, Color color)
{
    bool seen = false;
    double shares[2] = { 0, 0 };
    for (int i = 0; i <= PARTS; i++) {
        const double share = (double)i / PARTS, before = (double)(i - 1) / PARTS;
        const bool now = seen_at(relief, from, to, share);
        if (now && !seen) {
            shares[0] = i == 0 ? 0 : border(relief, from, to, before, share, false);
        } else if (!now && seen) {
            shares[1] = border(relief, from, to, before, share, true);
            piece(canvas, relief, from, to, shares, width, color);
        }
        seen = now;
    }
    if (seen) {
        shares[1] = 1;
        piece(canvas, relief, from, to, shares, width, color);
    }
}

void relief_ground_draw(Canvas *canvas, const Theme *theme, const Relief *relief,
                        const ReliefAxes *axes)
{
    const double w = relief->picture.w / 2.0, h = relief->picture.h / 2.0, z = relief->ground;
    const Color faint = color_alpha(theme->muted, 0.28f), frame = color_alpha(theme->muted, 0.6f);
    for (int side = -1; side <= 1; side += 2) {
        relief_line(canvas, relief, (double[]){ -w, side * h, z }, (double[]){ w, side * h, z },
                    1.2f, frame);
        relief_line(canvas, relief, (double[]){ side * w, -h, z }, (double[]){ side * w, h, z },
                    1.2f, frame);
    }
    for (ReliefAxisKind kind = RELIEF_AXIS_X; kind <= RELIEF_AXIS_Y; kind++) {
        const ReliefAxis *axis = &axes->axes[kind];
        for (int i = 0; axis->shown && i < axis->count; i++) {
            double at[3];
            relief_place(relief, (Place){ axis->ticks[i].value, axis->ticks[i].value, NAN }, at);
            if (kind == RELIEF_AXIS_X) {
                relief_line(canvas, relief, (double[]){ at[0], -h, z }, (double[]){ at[0], h, z },
                            1, faint);
            } else {
                relief_line(canvas, relief, (double[]){ -w, at[1], z }, (double[]){ w, at[1], z },
                            1, faint);
            }
        }
    }
}
