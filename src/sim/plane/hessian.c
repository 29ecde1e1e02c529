// By mean and radius of the circle of Mohr.
#include "sim/plane/hessian.h"

#include "base/words.h"

#include <math.h>

void hessian_eigenvalues(double fxx, double fxy, double fyy, double eigenvalues[2])
{
    const double mean = 0.5 * (fxx + fyy), radius = hypot(0.5 * (fxx - fyy), fxy);
    eigenvalues[0] = mean - radius;
    eigenvalues[1] = mean + radius;
}

double hessian_condition(double fxx, double fxy, double fyy)
{
    double e[2];
    hessian_eigenvalues(fxx, fxy, fyy, e);
    const double a = fabs(e[0]), b = fabs(e[1]);
    const double small = a < b ? a : b, large = a < b ? b : a;
    return small <= 1e-15 * large ? INFINITY : large / small;
}

const char *hessian_curvature(double fxx, double fxy, double fyy)
{
    double e[2];
    hessian_eigenvalues(fxx, fxy, fyy, e);
    const double zero = HESSIAN_ZERO * fmax(fabs(e[0]), fabs(e[1]));
    const int low = e[0] > zero ? 1 : e[0] < -zero ? -1 : 0;
    const int high = e[1] > zero ? 1 : e[1] < -zero ? -1 : 0;
    static const char *const names[3][3] = {
        // larger eigenvalue: negative, zero, positive
        { N_("dome"), N_("ridge"), N_("saddle") }, // smaller one negative
        { N_("flat"), N_("flat"), N_("valley") },  // zero
        { N_("flat"), N_("flat"), N_("bowl") },    // positive
    };
    return names[low + 1][high + 1];
}
