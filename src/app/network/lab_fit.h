// The picture of data with one input and one value: the points, the network's line through them
// and, with dropout, how far its answers lie apart. All networks have the same axes.
#pragma once

#include "app/network/lab_columns.h"
#include "draw/plot.h"

static const float LAB_FIT_BAND = 0.22f; // of the colour of the line

// Whether that is what a shot's data are.
static inline bool lab_fits_curve(const LabShot *shot)
{
    return shot && shot->features == 1 && shot->classes == 0;
}

bool lab_fit_has_band(const LabSpace *space, int index);
// Where its axes lie in a place; the y axis reaches a little over all points or, where a unit is
// enlarged onto it, over that unit's values.
Plot lab_fit_plot(const Canvas *canvas, const LabSpace *space, int index, Rect rect,
                  const Theme *theme);
void lab_fit_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect, const Theme *theme);
// What the picture's line is at x, the network's or the enlarged unit's, and, of passes of the
// network with dropout, their mean and standard deviation; NAN: it is not known, or x lies beyond
// the ends.
typedef struct LabFitAt {
    float value, mean, deviation;
} LabFitAt;

LabFitAt lab_fit_at(const LabSpace *space, int index, double x);
