// Lengths go with the logarithm: a landscape's slopes span decades.
#include "app/landscape/slopes.h"

#include "draw/arrow.h"

#include <math.h>
#include <stdlib.h>

static const float APART = 44, LENGTH = 15; // pixels
static const Color RIM = { 8, 12, 18, 60 }, INK = { 255, 255, 255, 120 };

void slopes_draw(Canvas *canvas, const Workspace *workspace, const Projection *on)
{
    enum { MOST = 4096 };
    const Rect picture = on->picture;
    const int columns = (int)(picture.w / APART) + 1, rows = (int)(picture.h / APART) + 1;
    const int count = columns * rows;
    if (count > MOST || count < 1) {
        return;
    }
    double *memory = memory_get(sizeof(double) * 4 * (size_t)count);
    double *x = memory, *y = x + count, *gx = y + count, *gy = gx + count;
    for (int i = 0; i < count; i++) {
        double at[2] = { NAN, NAN };
        projection_plane(on, picture.x + APART * (float)(i % columns),
                         picture.y + APART * (float)(i / columns), at);
        x[i] = at[0];
        y[i] = at[1];
    }
    objective_eval(workspace_objective(workspace), workspace->scratch,
                   &(ObjectiveBlock){ (size_t)count, (size_t)count, x, NULL, gx, NULL });
    double largest = 0;
    for (int i = 0; i < count; i++) {
        const double norm = hypot(gx[i], gy[i]);
        largest = isfinite(norm) ? fmax(largest, norm) : largest;
    }
    for (int i = 0; i < count && largest > 0; i++) {
        const double norm = hypot(gx[i], gy[i]);
        if (!(norm > 0) || !isfinite(norm)) {
            continue;
        }
        const double length = LENGTH * fmax(1 + log10(norm / largest) / 4, 0.3);
        const float px = picture.x + APART * (float)(i % columns);
        const float py = picture.y + APART * (float)(i / columns);
        arrow_solid(canvas, px, py, (float)(-gx[i] / norm * length), (float)(gy[i] / norm * length),
                    1.2f, 0.9f, RIM);
        arrow_solid(canvas, px, py, (float)(-gx[i] / norm * length), (float)(gy[i] / norm * length),
                    1.2f, 0, INK);
    }
    free(memory);
}
