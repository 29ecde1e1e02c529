// What the rows of histograms are of, and how they share a column's height.
#include "app/network/lab_strips.h"

#include <math.h>

// Bars have their σ beside them from ROW_READABLE on, and both ends of a scale from ROW_SCALED on:
// below that strips tell more, which have both; of few layers the shape alone is worth bars.
enum { ROW_READABLE = 14, ROW_SCALED = 17, ROW_MOST = 140, DEEP = 24 };

bool lab_strips_wanted(float height, int layers)
{
    return layers > 1 && height / (float)layers < (layers > DEEP ? ROW_SCALED : ROW_READABLE);
}

bool lab_shows_norms(const LabShot *shot)
{
    return shot->kind == INSPECT_BEFORE_NORM || shot->kind == INSPECT_AFTER_NORM;
}

int lab_histogram_rows(const LabShot *shot, int index)
{
    enum { FAR_FEWER = 2, MANY = 12 };
    const int own = shot->networks[index].layer_count, most = shot->layers_shown;
    const bool apart = most > DEEP || (most > MANY && FAR_FEWER * own <= most);
    return apart && own > 0 ? own : most;
}

Rect lab_histogram_row(Rect rect, int layers, int layer)
{
    const bool strips = lab_strips_wanted(rect.h, layers);
    const float all = fmaxf(rect.h - (strips ? STRIPS_FOOT : 0), 1);
    const float h = fminf(all / (float)(layers > 0 ? layers : 1), ROW_MOST);
    return (Rect){ rect.x, rect.y + h * (float)layer, rect.w, h };
}
