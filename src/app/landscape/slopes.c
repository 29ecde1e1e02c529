// Lengths go with the logarithm: a landscape's slopes span decades.
#include "app/landscape/slopes.h"

#include "app/landscape/relief_tangent.h"
#include "draw/arrow.h"

#include <math.h>
#include <stdlib.h>

static const float APART = 44, LENGTH = 15; // pixels
static const Color RIM = { 8, 12, 18, 60 }, INK = { 255, 255, 255, 120 };

// Where arrows begin, and the gradients there.
typedef struct Slopes {
    int count;
    double *x, *y, *f, *gx, *gy; // [count]; x has the memory of all
    double largest;              // of the gradients
} Slopes;

static Slopes slopes_make(int count)
{
    double *memory = memory_get(sizeof(double) * 5 * (size_t)count);
    return (Slopes){ count,
                     memory,
                     memory + count,
                     memory + 2 * (ptrdiff_t)count,
                     memory + 3 * (ptrdiff_t)count,
                     memory + 4 * (ptrdiff_t)count,
                     0 };
}

static void slopes_find(const Workspace *workspace, Slopes *slopes, bool heights)
{
    const size_t count = (size_t)slopes->count;
    objective_eval(
        workspace_objective(workspace), workspace->scratch,
        &(ObjectiveBlock){ count, count, slopes->x, heights ? slopes->f : NULL, slopes->gx, NULL });
    for (int i = 0; i < slopes->count; i++) {
        const double norm = hypot(slopes->gx[i], slopes->gy[i]);
        slopes->largest = isfinite(norm) ? fmax(slopes->largest, norm) : slopes->largest;
    }
}

// How long an arrow is; 0: there is none.
static double length_of(const Slopes *slopes, int i)
{
    const double norm = hypot(slopes->gx[i], slopes->gy[i]);
    return norm > 0 && isfinite(norm) ? LENGTH * fmax(1 + log10(norm / slopes->largest) / 4, 0.3)
                                      : 0;
}

static void arrow(Canvas *canvas, const float from[2], const float by[2])
{
    arrow_solid(canvas, from[0], from[1], by[0], by[1], 1.2f, 0.9f, RIM);
    arrow_solid(canvas, from[0], from[1], by[0], by[1], 1.2f, 0, INK);
}

static void from_above(Canvas *canvas, const Slopes *slopes, const Rect picture, int columns)
{
    for (int i = 0; i < slopes->count; i++) {
        const double norm = hypot(slopes->gx[i], slopes->gy[i]), length = length_of(slopes, i);
        const float from[2] = { picture.x + APART * (float)(i % columns),
                                picture.y + APART * (float)(i / columns) };
        if (length > 0) {
            arrow(canvas, from,
                  (float[]){ (float)(-slopes->gx[i] / norm * length),
                             (float)(slopes->gy[i] / norm * length) });
        }
    }
}

// As long along the slope as they would be on a plain.
static void on_surface(Canvas *canvas, const Slopes *slopes, const Relief *relief,
                       const Projection *on)
{
    for (int i = 0; i < slopes->count; i++) {
        const double gradient[2] = { slopes->gx[i], slopes->gy[i] };
        const double norm = hypot(gradient[0], gradient[1]), length = length_of(slopes, i);
        const Place at = { slopes->x[i], slopes->y[i], slopes->f[i] };
        Tangent tangent;
        double to[2];
        if (!(length > 0) || !relief_holds(relief, at) || !projection_seen(on, at) ||
            !projection_tangent(on, at, gradient, &tangent)) {
            continue;
        }
        const double step =
            length * on->unit / norm / hypot(1, hypot(tangent.rise[0], tangent.rise[1]));
        if (tangent_px(&tangent, -gradient[0] * step, -gradient[1] * step, to)) {
            const float by[2] = { (float)(to[0] - tangent.px[0]), (float)(to[1] - tangent.px[1]) };
            if (hypotf(by[0], by[1]) >= ARROW_SHORTEST) {
                arrow(canvas, (float[]){ (float)tangent.px[0], (float)tangent.px[1] }, by);
            }
        }
    }
}

void slopes_draw(Canvas *canvas, const Workspace *workspace, const Projection *on)
{
    enum { MOST = 4096 };
    const Rect picture = on->picture;
    const int columns = (int)(picture.w / APART) + 1, rows = (int)(picture.h / APART) + 1;
    const Projection above = { picture, on->x, on->y, on->unit, NULL }; // of the same patch
    if (columns * rows > MOST || columns * rows < 1) {
        return;
    }
    Slopes slopes = slopes_make(columns * rows);
    for (int i = 0; i < slopes.count; i++) {
        double at[2];
        projection_plane(&above, picture.x + APART * (float)(i % columns),
                         picture.y + APART * (float)(i / columns), at);
        slopes.x[i] = at[0];
        slopes.y[i] = at[1];
    }
    slopes_find(workspace, &slopes, on->camera != NULL);
    if (slopes.largest > 0 && on->camera) {
        on_surface(canvas, &slopes, &workspace->relief, on);
    } else if (slopes.largest > 0) {
        from_above(canvas, &slopes, picture, columns);
    }
    free(slopes.x);
}
