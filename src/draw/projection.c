// From above the middle is taken away first, so that a view of 1e-10 units far from the origin
// keeps its digits.
#include "draw/projection.h"

#include <math.h>

static const double FAR_PX = 1e6;

bool projection_px(const Projection *on, Place at, double px[2])
{
    const Rect picture = on->picture;
    if (on->camera) {
        return on->camera->px(on->camera->self, picture, at, px);
    }
    px[0] = picture.x + picture.w / 2.0 + (at.x - on->x) / on->unit;
    px[1] = picture.y + picture.h / 2.0 - (at.y - on->y) / on->unit;
    return true;
}

bool projection_point(const Projection *on, Place at, float *x, float *y)
{
    double px[2];
    if (!projection_px(on, at, px)) {
        return false;
    }
    *x = (float)px[0];
    *y = (float)px[1];
    return fabs(px[0]) < FAR_PX && fabs(px[1]) < FAR_PX;
}

bool projection_seen(const Projection *on, Place at)
{
    const Camera *camera = on->camera;
    return !camera || !camera->seen || camera->seen(camera->self, at);
}

bool projection_plane(const Projection *on, double x_px, double y_px, double at[2])
{
    const Rect picture = on->picture;
    if (on->camera) {
        return on->camera->plane(on->camera->self, picture, x_px, y_px, at);
    }
    at[0] = on->x + (x_px - picture.x - picture.w / 2.0) * on->unit;
    at[1] = on->y - (y_px - picture.y - picture.h / 2.0) * on->unit;
    return true;
}

bool projection_tangent(const Projection *on, Place at, const double *gradient, Tangent *tangent)
{
    *tangent = (Tangent){ .on = on, .at = at };
    if (!projection_px(on, at, tangent->px)) {
        return false;
    }
    if (on->camera && on->camera->rise) {
        on->camera->rise(on->camera->self, at, gradient, tangent->rise);
    }
    return true;
}

bool tangent_px(const Tangent *tangent, double dx, double dy, double px[2])
{
    const Projection *on = tangent->on;
    const Place at = tangent->at;
    if (!on->camera) {
        px[0] = tangent->px[0] + dx / on->unit;
        px[1] = tangent->px[1] - dy / on->unit;
        return true;
    }
    if (on->camera->step) {
        return on->camera->step(on->camera->self, on->picture, at, tangent->rise, dx, dy, px);
    }
    return projection_px(on, (Place){ at.x + dx, at.y + dy, at.f }, px);
}
