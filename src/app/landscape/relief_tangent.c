// z = size · position(f), so that dz = size · position'(f) · (∇f · d).
#include "app/landscape/relief_tangent.h"

#include <math.h>

static const double STEEPEST = 1e6;

bool relief_holds(const Relief *relief, Place at)
{
    const double z = relief_z(relief, at.f);
    double cut[2];
    relief_drawn(relief, &cut[0], &cut[1]);
    return relief_covers(relief, at.x, at.y) && z >= cut[0] && z <= cut[1];
}

void relief_rise(const void *self, Place at, const double *gradient, double rise[2])
{
    const Relief *relief = self;
    const double x[2] = { at.x, at.y };
    double found[2] = { NAN, NAN };
    if (!gradient) {
        objective_eval(relief->objective, relief->scratch,
                       &(ObjectiveBlock){ 1, 1, x, NULL, found, NULL });
        gradient = found;
    }
    const double slope = relief_slope(relief, at.f) * relief->view.unit;
    for (int i = 0; i < 2; i++) {
        const double z = slope * gradient[i];
        rise[i] = isfinite(z) ? clamp(z, -STEEPEST, STEEPEST) : 0;
    }
}

bool relief_step(const void *self, Rect picture, Place at, const double rise[2], double dx,
                 double dy, double px[2])
{
    const Relief *relief = self;
    double scene[3];
    (void)picture;
    relief_place(relief, at, scene);
    const double x = dx / relief->view.unit, y = dy / relief->view.unit;
    const double beyond = RELIEF_BEYOND * relief->size;
    const double least = fmin(-beyond, scene[2]), most = fmax(relief->size + beyond, scene[2]);
    scene[0] += x;
    scene[1] += y;
    scene[2] = clamp(scene[2] + rise[0] * x + rise[1] * y, least, most);
    return lens_px(&relief->lens, scene, px, NULL);
}
