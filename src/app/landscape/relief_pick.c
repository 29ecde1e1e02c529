// What a ray meets of the surface: it is walked from the eye on, a pixel of the map at a time, and
// where it changes sides of f, or comes so near that it might have, looked at ever closer. So what
// is found lies on f and not on the mesh, at however flat an angle.
#include "app/landscape/relief.h"

#include <math.h>

enum {
    BLOCK = 64,       // places asked at once
    STEPS_LEAST = 64, // along the whole ray
    STEPS_MOST = 4096,
    CLOSER = 16, // steps of a closer look
    LOOKS = 3,   // how often one looks closer still
    HALVINGS = 60,
};
static const double BEYOND = 0.25;     // of the height: how far f may go beyond the grid's values
static const double UPRIGHT_PX = 1e-6; // a ray that moves no farther stands on one place
static const double SMOOTH_PX = 1e-3;  // a gap that closes to this is none
// Where a value takes longer the grid's values say where to look, and f is asked about there.
static const double QUICK_S = 1e-6;
static const double ABOUT_PX = 1;

typedef struct Ray {
    const Relief *relief;
    double from[3], along[3];
    double begin, end; // between which it may meet the surface
    bool rough;        // of the grid's values, without asking the objective
} Ray;

static void point_at(const Ray *ray, double s, double scene[3])
{
    for (int i = 0; i < 3; i++) {
        scene[i] = ray->from[i] + s * ray->along[i];
    }
}

// How far `count` <= BLOCK points from `s` on, `step` apart, lie above the surface; NaN: there is
// none.
static void gaps(const Ray *ray, double s, double step, int count, double *gap)
{
    double x[BLOCK], y[BLOCK], f[BLOCK], scene[3], at[2];
    for (int i = 0; i < count; i++) {
        point_at(ray, s + step * i, scene);
        relief_plane(ray->relief, scene, at);
        x[i] = at[0];
        y[i] = at[1];
        gap[i] = scene[2];
    }
    (ray->rough ? relief_grid_heights : relief_heights)(ray->relief, (size_t)count, x, y, f);
    for (int i = 0; i < count; i++) {
        gap[i] -= relief_z(ray->relief, f[i]);
    }
}

// Keeps the part of the ray where a coordinate lies in low..high.
static void clip(Ray *ray, int axis, double low, double high)
{
    const double from = ray->from[axis], along = ray->along[axis];
    if (along == 0) {
        ray->end = from >= low && from <= high ? ray->end : -INFINITY;
        return;
    }
    const double a = (low - from) / along, b = (high - from) / along;
    ray->begin = fmax(ray->begin, fmin(a, b));
    ray->end = fmin(ray->end, fmax(a, b));
}

static bool ray_through(Ray *ray, const Relief *relief, double x_px, double y_px)
{
    const Lens *lens = &relief->lens;
    double low, high, depth = 0;
    relief_drawn(relief, &low, &high);
    *ray = (Ray){ .relief = relief, .end = INFINITY };
    lens_ray(lens, x_px, y_px, ray->from, ray->along);
    for (int i = 0; i < 3; i++) {
        depth -= ray->along[i] * lens->back[i];
    }
    ray->begin = lens->near / depth;
    clip(ray, 0, -relief->picture.w / 2, relief->picture.w / 2);
    clip(ray, 1, -relief->picture.h / 2, relief->picture.h / 2);
    const double seen_low = relief_z(relief, relief->field.low) - BEYOND * relief->size;
    const double seen_high = relief_z(relief, relief->field.high) + BEYOND * relief->size;
    clip(ray, 2, fmax(low, seen_low), fmin(high, seen_high));
    return ray->begin <= ray->end;
}

// Whether the surface is drawn across a jump of f, from z to z: not from one open edge to another.
static bool wall_drawn(const Relief *relief, double a, double b)
{
    double low, high;
    relief_drawn(relief, &low, &high);
    return !(fmin(a, b) < low && fmax(a, b) > high);
}

// Between two points on either side of the surface.
static bool settle(const Ray *ray, double low, double low_gap, double high, double high_gap,
                   double *s)
{
    for (int i = 0; i < HALVINGS; i++) {
        const double middle = (low + high) / 2;
        double gap;
        gaps(ray, middle, 0, 1, &gap);
        if (isnan(gap)) {
            return false;
        }
        if ((gap < 0) == (low_gap < 0)) {
            low = middle;
            low_gap = gap;
        } else {
            high = middle;
            high_gap = gap;
        }
    }
    double scene[3];
    point_at(ray, low, scene);
    *s = low;
    return fmax(fabs(low_gap), fabs(high_gap)) < SMOOTH_PX ||
           wall_drawn(ray->relief, scene[2] - low_gap, scene[2] - high_gap);
}

// Whether something may have been missed between points: the surface ends between two of them, or
// comes near in the middle of three.
static bool ends_between(double a, double b)
{
    return isnan(a) != isnan(b);
}

static bool near_between(double a, double b, double c)
{
    const bool nearest = fabs(b) < fabs(a) && fabs(b) <= fabs(c);
    return nearest && (a < 0) == (c < 0) && fabs(b) <= 4 * fmax(fabs(a - b), fabs(c - b));
}

// The first place between begin and end where the ray meets the surface.
static bool meet(const Ray *ray, double begin, double end, int steps, int looks, double *s)
{
    const double step = (end - begin) / steps;
    double gap[BLOCK], before = NAN, last = NAN;
    for (int done = 0; done <= steps; done += BLOCK) {
        const int count = clampi(steps + 1 - done, 0, BLOCK);
        gaps(ray, begin + step * done, step, count, gap);
        for (int i = 0; i < count; i++) {
            const double here = begin + step * (done + i);
            if (looks > 0 && near_between(before, last, gap[i]) &&
                meet(ray, here - 2 * step, here, CLOSER, looks - 1, s)) {
                return true;
            }
            if (looks > 0 && done + i > 0 && ends_between(last, gap[i]) &&
                meet(ray, here - step, here, CLOSER, looks - 1, s)) {
                return true;
            }
            if ((last < 0 && gap[i] >= 0) || (last >= 0 && gap[i] < 0)) {
                if (settle(ray, here - step, last, here, gap[i], s)) {
                    return true;
                }
            }
            before = last;
            last = gap[i];
        }
    }
    return false;
}

// A ray that stands on a place of the plane.
static bool meet_upright(const Ray *ray, double *s)
{
    double gap, scene[3], low, high;
    gaps(ray, ray->begin, 0, 1, &gap);
    point_at(ray, ray->begin, scene);
    relief_drawn(ray->relief, &low, &high);
    const double z = scene[2] - gap;
    *s = ray->begin;
    return z >= low && z <= high; // not NaN
}

static bool meet_all(const Ray *ray, int steps, double *s)
{
    return meet(ray, ray->begin, ray->end, steps, LOOKS, s);
}

// The same where values are dear. Only if f does not agree with the grid it is walked all along.
static bool meet_dear(const Ray *ray, int steps, double *s)
{
    Ray rough = *ray;
    double gap[2];
    rough.rough = true;
    if (!meet_all(&rough, steps, s)) {
        return false;
    }
    const double low = fmax(*s - ABOUT_PX, ray->begin), high = fmin(*s + ABOUT_PX, ray->end);
    gaps(ray, low, high - low, 2, gap);
    const bool either_side = (gap[0] < 0 && gap[1] >= 0) || (gap[0] >= 0 && gap[1] < 0);
    return (either_side && settle(ray, low, gap[0], high, gap[1], s)) || meet_all(ray, steps, s);
}

bool relief_pick(const Relief *relief, double x_px, double y_px, double at[2])
{
    Ray ray;
    double s, scene[3];
    if (!ray_through(&ray, relief, x_px, y_px)) {
        return false;
    }
    const double length = (ray.end - ray.begin) * hypot(ray.along[0], ray.along[1]);
    const int steps = (int)clamp(ceil(length), STEPS_LEAST, STEPS_MOST);
    const bool dear = relief->exact && relief->objective->value_s > QUICK_S;
    const bool met = length < UPRIGHT_PX ? meet_upright(&ray, &s)
                     : dear              ? meet_dear(&ray, steps, &s)
                                         : meet_all(&ray, steps, &s);
    if (met) {
        point_at(&ray, s, scene);
        relief_plane(relief, scene, at);
    }
    return met;
}
