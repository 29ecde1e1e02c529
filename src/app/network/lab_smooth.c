// One pass; the mean begins at nothing, and what its weights then lack to 1 is made up for.
#include "app/network/lab_smooth.h"

#include "base/words.h"

#include <math.h>

const LabSmooth lab_smooths[] = {
    { { .key = "0", .name = N_("Smooth off") }, 0 },
    { { .key = "50", .name = N_("Smooth 0.5") }, 0.5 },
    { { .key = "70", .name = N_("Smooth 0.7") }, 0.7 },
    { { .key = "80", .name = N_("Smooth 0.8") }, 0.8 },
    { { .key = "90", .name = N_("Smooth 0.9") }, 0.9 },
    { { .key = "95", .name = N_("Smooth 0.95") }, 0.95 },
    { { .key = "98", .name = N_("Smooth 0.98") }, 0.98 },
    { { .key = "99", .name = N_("Smooth 0.99") }, 0.99 },
};
const Registry lab_smooth_kinds = { REGISTRY(lab_smooths), .plain = true };

int lab_smooth(const SeriesList *list, int count, SeriesKind kind, double w, double *steps,
               double *values)
{
    double mean = 0, lacks = 1;
    int smoothed = 0;
    for (int i = 0; i < count; i++) {
        const SeriesPoint *point = &list->points[i];
        const double v = point->values[kind];
        if (isfinite(v) && series_regular(list, point->step)) {
            mean = w * mean + (1 - w) * v;
            lacks *= w;
            steps[smoothed] = (double)point->step;
            values[smoothed++] = mean / (1 - lacks);
        }
    }
    return smoothed;
}
