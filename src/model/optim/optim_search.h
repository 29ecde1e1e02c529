// The search along a line for a point that satisfies the strong Wolfe conditions, as torch.optim's
// L-BFGS makes it (torch/optim/lbfgs.py, _strong_wolfe; Nocedal & Wright 2006, algorithms 3.5 and
// 3.6, with cubic interpolation). It sees a function of one number alone.
#pragma once

#include "base/base.h"

// φ(t) = f(x + t d) and φ'(t) = ∇f(x + t d)·d.
typedef struct LinePoint {
    double t, f, slope;
} LinePoint;

// Fills f and slope of *point for its t. What is not finite counts as infinitely high.
typedef void LineLook(void *context, LinePoint *point);

typedef struct LineSearch {
    double c2; // curvature condition: |φ'(t)| <= c2·|φ'(0)|; sufficient decrease has c1 = 1e-4
    double widest; // largest |d|: a bracket that is shorter than 1e-9 in all coordinates is no more
                   // cut
    LineLook *look;
    void *context;
} LineSearch;

enum { LINE_LOOKS_MAX = 26 }; // that a search takes

// From start (t = 0), whose slope is negative, with t as the first trial. The point found, t = 0 if
// none that was tried is lower: then `start` itself. Always ends, whatever look() gives.
LinePoint line_search(const LineSearch *search, LinePoint start, double t);
