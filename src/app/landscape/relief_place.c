// Between the plane with the value above it and the scene.
#include "app/landscape/relief.h"

#include <math.h>

static const double FAR = 1e9; // heights and places beyond are as good as that

// Below where a logarithm begins it goes on straight, as f would.
static double position_of(const Tint *height, double f)
{
    const double v = (f - height->reference) / height->softness;
    const double t = v * 0.4342944819032518; // log10(1 + v) for a small v
    return height->log && v < 0 ? (t - height->t_low) / (height->t_high - height->t_low)
                                : tint_position(height, f);
}

double relief_z(const Relief *relief, double f)
{
    const double z = relief->size * position_of(&relief->height, f);
    return isnan(f) ? f : clamp(z, -FAR, FAR);
}

double relief_slope(const Relief *relief, double f)
{
    const Tint *height = &relief->height;
    const bool below = height->log && (f - height->reference) / height->softness < 0;
    return relief->size * tint_slope(height, below ? height->reference : f);
}

double relief_f(const Relief *relief, double z)
{
    return tint_value(&relief->height, z / relief->size);
}

void relief_drawn(const Relief *relief, double *low, double *high)
{
    *low = relief->cut_low ? 0 : -INFINITY;
    *high = relief->cut_high ? relief->size : INFINITY;
}

void relief_place(const Relief *relief, Place at, double scene[3])
{
    scene[0] = clamp((at.x - relief->view.x) / relief->view.unit, -FAR, FAR);
    scene[1] = clamp((at.y - relief->view.y) / relief->view.unit, -FAR, FAR);
    scene[2] = isnan(at.f) ? relief->ground : relief_z(relief, at.f);
}

void relief_plane(const Relief *relief, const double scene[3], double at[2])
{
    at[0] = relief->view.x + scene[0] * relief->view.unit;
    at[1] = relief->view.y + scene[1] * relief->view.unit;
}

bool relief_covers(const Relief *relief, double x, double y)
{
    const View *view = &relief->view;
    return fabs(x - view->x) <= relief->picture.w / 2.0 * view->unit &&
           fabs(y - view->y) <= relief->picture.h / 2.0 * view->unit;
}
