// The axes turn by half the angle of (fxx - fyy, 2 fxy), the larger eigenvalue's first.
#include "sim/plane/quadric.h"

#include "sim/plane/hessian.h"

#include <math.h>

bool quadric_of(const Objective *objective, Scratch *scratch, double apart, const double x[2],
                Quadric *quadric)
{
    Quadric q = { .x = { x[0], x[1] } };
    objective_eval_hessian(objective, scratch, apart,
                           &(ObjectiveBlock){ 1, 1, q.x, &q.f, q.g, q.h });
    if (!isfinite(q.f) || !isfinite(q.g[0]) || !isfinite(q.g[1]) || !isfinite(q.h[0]) ||
        !isfinite(q.h[1]) || !isfinite(q.h[2])) {
        return false;
    }
    const double turn = 0.5 * atan2(2 * q.h[1], q.h[0] - q.h[2]);
    q.axes[1][0] = cos(turn);
    q.axes[1][1] = sin(turn);
    q.axes[0][0] = -q.axes[1][1];
    q.axes[0][1] = q.axes[1][0];
    hessian_eigenvalues(q.h[0], q.h[1], q.h[2], q.bend);
    q.word = hessian_curvature(q.h[0], q.h[1], q.h[2]);
    *quadric = q;
    return true;
}

double quadric_value(const Quadric *q, double dx, double dy)
{
    return q->f + q->g[0] * dx + q->g[1] * dy +
           0.5 * (q->h[0] * dx * dx + 2 * q->h[1] * dx * dy + q->h[2] * dy * dy);
}

int quadric_sign(const Quadric *q, int axis)
{
    const double zero = HESSIAN_ZERO * fmax(fabs(q->bend[0]), fabs(q->bend[1]));
    return q->bend[axis] > zero ? 1 : q->bend[axis] < -zero ? -1 : 0;
}
