// What the rows of histograms are of, and how they share a column's height.
#include "app/network/lab_strips.h"

#include <math.h>

enum { ROW_LEAST = 11, ROW_MOST = 140 };

bool lab_strips_wanted(float height, int layers)
{
    return layers > 1 && height / (float)layers < ROW_LEAST;
}

bool lab_shows_norms(const LabShot *shot)
{
    return shot->kind == INSPECT_BEFORE_NORM || shot->kind == INSPECT_AFTER_NORM;
}

int lab_histogram_rows(const LabShot *shot, int index)
{
    enum { FAR_FEWER = 2, MANY = 12, DEEP = 24 };
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
