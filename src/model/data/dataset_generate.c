// Generated data, row by row. A point is where its class puts it, moved by noise: the draws are
// the same for every noise, so points glide when it changes. All lengths here are shares of the
// reach, 1 being the edge.
#include "model/data/dataset_kinds.h"
#include "model/data/dataset_parts.h"

#include <math.h>

static const double PI = 3.141592653589793;

// Noise 0.5 is a standard deviation of an eighth of the reach.
static const double MOVE_OF_NOISE = 0.25;

void data_shape_two(const DataParams *params, int *features, int *classes)
{
    (void)params;
    *features = 2;
    *classes = 2;
}

void data_shape_arms(const DataParams *params, int *features, int *classes)
{
    *features = 2;
    *classes = (int)params->arms;
}

void data_shape_blobs(const DataParams *params, int *features, int *classes)
{
    *features = 2;
    *classes = (int)params->k;
}

void data_shape_value(const DataParams *params, int *features, int *classes)
{
    (void)params;
    *features = 2;
    *classes = 0;
}

void data_shape_noise(const DataParams *params, int *features, int *classes)
{
    *features = (int)params->features;
    *classes = (int)params->classes;
}

void data_noise_of_greys(double noise, int count, Rng *rng, float *x)
{
    for (int i = 0; i < count && noise > 0; i++) {
        x[i] = clampf(x[i] + (float)(noise * rng_normal(rng)), 0, 1);
    }
}

static double uniform(Rng *rng, double low, double high)
{
    return low + (high - low) * rng_uniform(rng);
}

// The point (x, y) of [-1, 1]², moved by N(0, spread²) in each coordinate.
static void put_point(float *out, double x, double y, double spread, Rng *rng)
{
    const double move_x = rng_normal(rng), move_y = rng_normal(rng);
    out[0] = (float)(DATA_REACH * (x + spread * move_x));
    out[1] = (float)(DATA_REACH * (y + spread * move_y));
}

// Multiples of the golden ratio.
double data_along(double phase, int point)
{
    const double golden = 0.6180339887498949;
    const double position = phase + golden * point;
    return position - floor(position);
}

// Even over the area: class 1 within radius 0.5, class 0 between 0.7 and 1.
void data_draw_circle(const DataParams *params, int index, double phase, Rng *rng, float *x,
                      float *target)
{
    (void)phase;
    const bool inner = index % 2 == 1;
    const double radius = sqrt(inner ? uniform(rng, 0, 0.25) : uniform(rng, 0.49, 1));
    const double angle = uniform(rng, 0, 2 * PI);
    put_point(x, radius * cos(angle), radius * sin(angle), MOVE_OF_NOISE * params->noise, rng);
    *target = inner;
}

// Class 1 where the signs differ; the axes keep a distance.
void data_draw_xor(const DataParams *params, int index, double phase, Rng *rng, float *x,
                   float *target)
{
    (void)phase;
    const bool differ = index % 2 == 1;
    const double sign = rng_below(rng, 2) == 0 ? -1 : 1;
    const double across = uniform(rng, 0.05, 1), up = uniform(rng, 0.05, 1);
    put_point(x, sign * across, differ ? -sign * up : sign * up, MOVE_OF_NOISE * params->noise,
              rng);
    *target = differ;
}

void data_draw_gauss(const DataParams *params, int index, double phase, Rng *rng, float *x,
                     float *target)
{
    (void)phase;
    const double centre = index % 2 == 1 ? 0.4 : -0.4;
    put_point(x, centre, centre, 0.1 + 0.4 * params->noise, rng);
    *target = index % 2 == 1;
}

// Radius 0.1 to 1 over 1¼ turns: not from the very centre, where no network could tell the arms
// apart, and half a turn less than in TensorFlow Playground, so that 2x8 units are enough.
void data_draw_spiral(const DataParams *params, int index, double phase, Rng *rng, float *x,
                      float *target)
{
    const int arms = (int)params->arms, arm = index % arms;
    const double t = data_along(phase, index / arms);
    const double radius = 0.1 + 0.9 * t;
    const double angle = 2 * PI * (1.25 * t + (double)arm / arms);
    put_point(x, radius * sin(angle), radius * cos(angle), MOVE_OF_NOISE * params->noise, rng);
    *target = (float)arm;
}

// scikit-learn's half circles, (cos t, sin t) and (1 - cos t, 0.5 - sin t), centred and as wide as
// the square.
void data_draw_moons(const DataParams *params, int index, double phase, Rng *rng, float *x,
                     float *target)
{
    const bool lower = index % 2 == 1;
    const double t = PI * data_along(phase, index / 2);
    const double across = lower ? 1 - cos(t) : cos(t), up = lower ? 0.5 - sin(t) : sin(t);
    put_point(x, (across - 0.5) / 1.5, (up - 0.25) / 1.5, MOVE_OF_NOISE * params->noise, rng);
    *target = lower;
}

// Class 1 where column + row is odd; fields keep a distance of 0.06.
void data_draw_checkerboard(const DataParams *params, int index, double phase, Rng *rng, float *x,
                            float *target)
{
    (void)phase;
    const int odd = index % 2;
    const int column = (int)rng_below(rng, 4);
    const int row = 2 * (int)rng_below(rng, 2) + (column + odd) % 2;
    const double across = uniform(rng, 0.03, 0.47), up = uniform(rng, 0.03, 0.47);
    put_point(x, -1 + 0.5 * column + across, -1 + 0.5 * row + up, MOVE_OF_NOISE * params->noise,
              rng);
    *target = (float)odd;
}

void data_draw_blobs(const DataParams *params, int index, double phase, Rng *rng, float *x,
                     float *target)
{
    (void)phase;
    const int k = (int)params->k, blob = index % k;
    const double angle = 2 * PI * blob / k;
    put_point(x, 0.7 * sin(angle), 0.7 * cos(angle), 0.05 + 0.3 * params->noise, rng);
    *target = (float)blob;
}

void data_draw_plane(const DataParams *params, int index, double phase, Rng *rng, float *x,
                     float *target)
{
    (void)index, (void)phase;
    const double across = uniform(rng, -1, 1), up = uniform(rng, -1, 1);
    put_point(x, across, up, 0, rng);
    *target = (float)((across + up) / 2 + params->noise * rng_normal(rng));
}

void data_draw_wave(const DataParams *params, int index, double phase, Rng *rng, float *x,
                    float *target)
{
    (void)index, (void)phase;
    const double across = uniform(rng, -1, 1), up = uniform(rng, -1, 1);
    put_point(x, across, up, 0, rng);
    *target = (float)(sin(PI * across) * cos(PI * up) + params->noise * rng_normal(rng));
}

void data_draw_noise(const DataParams *params, int index, double phase, Rng *rng, float *x,
                     float *target)
{
    (void)phase;
    for (int k = 0; k < (int)params->features; k++) {
        x[k] = (float)rng_normal(rng);
    }
    *target = (float)(index % (int)params->classes);
}
