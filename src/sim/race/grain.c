// Over half a pixel f is as good as straight: what bends there at many places is rounding. It is
// held against what f changes over a pixel, here and on the whole. The places follow no grid
// (Roberts 2018), so that a wall along an axis stands at few of them.
#include "sim/race/grain.h"

#include "base/sort.h"

#include <float.h>
#include <math.h>

enum { PLACES = 64, KEPT = 56, POINTS = 4, MANY = 6 };

// The mean without the greatest.
static double mean_of(double *values)
{
    double sum = 0;
    sort_doubles(PLACES, values);
    for (int i = 0; i < KEPT; i++) {
        sum += values[i];
    }
    return sum / KEPT;
}

// The median of those that are not zero, if they are many.
static double median_of(double *values)
{
    int zeros = 0;
    sort_doubles(PLACES, values);
    while (zeros < PLACES && values[zeros] == 0) {
        zeros++;
    }
    return PLACES - zeros < MANY ? 0 : values[(zeros + PLACES) / 2];
}

double grain_px(const Objective *objective, Scratch *scratch, Box box, double unit)
{
    static const double ahead[POINTS] = { 0, 0.25, 0.5, 1 }; // pixels
    double x[2][PLACES * POINTS], f[PLACES * POINTS];
    for (int i = 0; i < PLACES * POINTS; i++) {
        const int place = i / POINTS;
        const double step = ahead[i % POINTS] * unit;
        x[0][i] = box.x0 + (box.x1 - box.x0) * fmod((place + 1) * 0.7548776662, 1) + step;
        x[1][i] = box.y0 + (box.y1 - box.y0) * fmod((place + 1) * 0.5698402910, 1) + step;
    }
    objective_eval(objective, scratch,
                   &(ObjectiveBlock){ COUNT(f), COUNT(f), x[0], f, NULL, NULL });
    double bend[PLACES], change[PLACES], far[PLACES], rounding[PLACES];
    for (int i = 0; i < PLACES; i++) {
        const double *four = f + i * POINTS, away = f[(i + 1) % PLACES * POINTS] - four[0];
        const bool finite = isfinite(four[0] - four[1]) && isfinite(four[2] - four[3]);
        bend[i] = finite ? fabs((four[2] - four[1]) - (four[1] - four[0])) : 0;
        change[i] = finite ? fabs(four[3] - four[0]) : 0;
        far[i] = isfinite(away) ? fabs(away) : 0;
        rounding[i] = finite ? fabs(four[0]) * DBL_EPSILON / 2 : 0;
    }
    const double pixels = (box.x1 - box.x0) / unit / 2; // about, from one place to the next
    const double slope = fmax(mean_of(change), mean_of(far) / pixels);
    return slope > 0 ? fmax(median_of(bend), mean_of(rounding)) / slope : 0;
}
