// The matrix is cglm's, in float for GL; places are turned into pixels in double by the same
// vectors, so that what is drawn over the surface lies on it to a fraction of a pixel.
#include "draw/lens.h"

#include <cglm/cglm.h>
#include <math.h>

static const double FIELD_OF_VIEW = 35; // degrees, of the picture's larger side
static const double DEGREE = 0.017453292519943295;

static void look_at(Lens *lens)
{
    const double a = lens->orbit.azimuth * DEGREE, e = lens->orbit.elevation * DEGREE;
    const double right[3] = { cos(a), sin(a), 0 };
    const double back[3] = { sin(a) * cos(e), -cos(a) * cos(e), sin(e) };
    const double up[3] = { -sin(a) * sin(e), cos(a) * sin(e), cos(e) };
    for (int i = 0; i < 3; i++) {
        lens->right[i] = right[i];
        lens->back[i] = back[i];
        lens->up[i] = up[i];
    }
}

// From where a length in the target's plane is as long on the screen.
static double away_at_one(Rect picture)
{
    return fmax(picture.w, picture.h) / 2 / tan(FIELD_OF_VIEW / 2 * DEGREE);
}

// A point s aside and b nearer than the target is seen at s K / (distance K - b), K from above.
double lens_fit(const Orbit *orbit, Rect picture, double radius, double low, double high,
                double edge)
{
    enum { PARTS = 64 };
    const double e = orbit->elevation * DEGREE, k = away_at_one(picture);
    const double w = fmax(picture.w / 2 - edge, picture.w / 4);
    const double h = fmax(picture.h / 2 - edge, picture.h / 4);
    double fit = 0;
    for (int i = 0; i < 2 * PARTS; i++) {
        const double turn = 360.0 * DEGREE * i / PARTS, z = i < PARTS ? low : high;
        const double aside = radius * sin(turn), front = radius * cos(turn);
        const double up = z * cos(e) - front * sin(e), nearer = z * sin(e) + front * cos(e);
        const double needed = fmax(fabs(aside) / w, fabs(up) / h);
        fit = fmax(fit, needed + (orbit->parallel ? 0 : nearer / k));
    }
    return fit;
}

void lens_aim(Lens *lens, const Orbit *orbit, Rect picture, const double target[3], double radius)
{
    *lens = (Lens){ .picture = picture, .orbit = *orbit };
    const double distance = orbit->distance;
    lens->eye_away = distance * away_at_one(picture);
    for (int i = 0; i < 3; i++) {
        lens->target[i] = target[i];
    }
    look_at(lens);
    lens->near = lens->orbit.parallel ? lens->eye_away - 1.01 * radius
                                      : fmax(lens->eye_away - 1.01 * radius, radius * 2e-3);
    lens->far = fmax(lens->eye_away + 1.01 * radius, lens->near + radius);
    vec3 eye, center, up;
    for (int i = 0; i < 3; i++) {
        center[i] = (float)target[i];
        eye[i] = (float)(target[i] + lens->eye_away * lens->back[i]);
        up[i] = (float)lens->up[i];
    }
    mat4 view, seen, matrix;
    glm_lookat(eye, center, up, view);
    const float w = (float)(picture.w / 2 * distance), h = (float)(picture.h / 2 * distance);
    const float near = (float)lens->near, far = (float)lens->far;
    if (lens->orbit.parallel) {
        glm_ortho(-w, w, -h, h, near, far, seen);
    } else {
        const float share = near / (float)lens->eye_away;
        glm_frustum(-w * share, w * share, -h * share, h * share, near, far, seen);
    }
    glm_mat4_mul(seen, view, matrix);
    for (int i = 0; i < 16; i++) {
        lens->matrix[i] = matrix[i / 4][i % 4];
    }
}

// How long a length 1 is on the screen, so far from the eye.
static double scale_at(const Lens *lens, double away)
{
    return (lens->orbit.parallel ? 1 : lens->eye_away / away) / lens->orbit.distance;
}

static void seen_from(const Lens *lens, const double at[3], double seen[3])
{
    double d[3];
    for (int i = 0; i < 3; i++) {
        d[i] = at[i] - lens->target[i];
    }
    seen[0] = d[0] * lens->right[0] + d[1] * lens->right[1] + d[2] * lens->right[2];
    seen[1] = d[0] * lens->up[0] + d[1] * lens->up[1] + d[2] * lens->up[2];
    seen[2] = lens->eye_away - (d[0] * lens->back[0] + d[1] * lens->back[1] + d[2] * lens->back[2]);
}

bool lens_px(const Lens *lens, const double at[3], double px[2], double *away)
{
    double seen[3];
    seen_from(lens, at, seen);
    if (!lens->orbit.parallel && !(seen[2] > lens->near * 0.5)) {
        return false;
    }
    const double scale = scale_at(lens, seen[2]);
    px[0] = lens->picture.x + lens->picture.w / 2.0 + seen[0] * scale;
    px[1] = lens->picture.y + lens->picture.h / 2.0 - seen[1] * scale;
    if (away) {
        *away = seen[2];
    }
    return isfinite(px[0]) && isfinite(px[1]);
}

void lens_ray(const Lens *lens, double x_px, double y_px, double from[3], double along[3])
{
    const double x = (x_px - lens->picture.x - lens->picture.w / 2.0) * lens->orbit.distance;
    const double y = (lens->picture.y + lens->picture.h / 2.0 - y_px) * lens->orbit.distance;
    double length = 0;
    for (int i = 0; i < 3; i++) {
        const double eye = lens->target[i] + lens->eye_away * lens->back[i];
        const double at = lens->target[i] + x * lens->right[i] + y * lens->up[i];
        from[i] = lens->orbit.parallel ? at + lens->eye_away * lens->back[i] : eye;
        along[i] = lens->orbit.parallel ? -lens->back[i] : at - eye;
        length += along[i] * along[i];
    }
    for (int i = 0; i < 3; i++) {
        along[i] /= sqrt(length);
    }
}

void lens_to_eye(const Lens *lens, const double at[3], double along[3])
{
    double length = 0;
    for (int i = 0; i < 3; i++) {
        const double eye = lens->target[i] + lens->eye_away * lens->back[i];
        along[i] = lens->orbit.parallel ? lens->back[i] : eye - at[i];
        length += along[i] * along[i];
    }
    for (int i = 0; i < 3; i++) {
        along[i] /= sqrt(length);
    }
}

double lens_scale(const Lens *lens, const double at[3])
{
    double seen[3];
    seen_from(lens, at, seen);
    return scale_at(lens, fmax(seen[2], lens->near * 0.5));
}
