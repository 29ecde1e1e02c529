// Curves as an exponential moving average, as TensorBoard draws them: of the points before, what
// they count goes down by the same share with each.
#pragma once

#include "base/registry.h"
#include "sim/train/series.h"

// How much there is to choose from.
typedef struct LabSmooth {
    Kind kind;
    double share; // that stays, 0: lines as they are
} LabSmooth;
extern const LabSmooth lab_smooths[];
extern const Registry lab_smooth_kinds;

// Of the first `count` points of a list those that the thinning would keep whatever their values
// are (every row of training as long as none was dropped, then every 2nd, 4th, ...: the peaks that
// it keeps besides would pull a mean up), without those that are not finite:
//   m_n = (1-w) (v_n + w v_{n-1} + ... + w^{n-1} v_1) / (1 - w^n),  0 <= w < 1.
// steps, values [SERIES_MAX]; how many there are.
int lab_smooth(const SeriesList *list, int count, SeriesKind kind, double w, double *steps,
               double *values);
