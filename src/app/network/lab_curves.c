// Points, values and axes of the chart's curves.
#include "app/network/lab_curves.h"

#include "app/network/lab_hiding.h"
#include "app/network/lab_smooth.h"
#include "base/text.h"
#include "base/words.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>

const SeriesList *lab_curves_list(const LabCurves *curves, int network)
{
    return lab_chart_list(&curves->space->shot->networks[network], curves->row);
}

static int shown_of(const LabCurves *curves, int network, const SeriesList *list)
{
    int count = labspace_hides(curves->space, network) ? 0 : list->count;
    while (count > 0 && list->points[count - 1].step > curves->until) {
        count--;
    }
    return count;
}

int lab_curves_shown(const LabCurves *curves, int network)
{
    return shown_of(curves, network, lab_curves_list(curves, network));
}

static int raw_points(const SeriesList *list, int shown, SeriesKind kind, double *steps,
                      double *values)
{
    int count = 0;
    for (int i = 0; i < shown; i++) {
        const double v = list->points[i].values[kind];
        if (!isnan(v)) { // not measured at this step
            steps[count] = (double)list->points[i].step;
            values[count++] = v;
        }
    }
    return count;
}

int lab_curves_points(const LabCurves *curves, int network, SeriesKind kind, double smooth,
                      double *steps, double *values)
{
    const SeriesList *list = lab_curves_list(curves, network);
    const int shown = lab_curves_shown(curves, network);
    return smooth > 0 ? lab_smooth(list, shown, kind, smooth, steps, values)
                      : raw_points(list, shown, kind, steps, values);
}

double lab_curves_value(const SeriesList *list, SeriesKind kind, long step)
{
    double value = NAN;
    for (int i = 0; i < list->count && list->points[i].step <= step; i++) {
        const double v = list->points[i].values[kind];
        value = isnan(v) ? value : v;
    }
    return value;
}

double lab_curves_read(const LabCurves *curves, int network, SeriesKind kind, long step)
{
    double steps[SERIES_MAX], values[SERIES_MAX], value = NAN;
    const int count =
        lab_curves_points(curves, network, kind, curves->space->smooth, steps, values);
    for (int i = 0; i < count && steps[i] <= (double)step; i++) {
        value = values[i];
    }
    return value;
}

// Among the first `count` points; the beginning is no epoch that was trained.
static const SeriesPoint *best_of(const SeriesList *list, int count)
{
    const SeriesPoint *best = NULL;
    for (int i = 0; i < count; i++) {
        const double loss = list->points[i].values[SERIES_VALIDATION_LOSS];
        if (list->points[i].step > 0 && isfinite(loss) &&
            (!best || loss < best->values[SERIES_VALIDATION_LOSS])) {
            best = &list->points[i];
        }
    }
    return best;
}

const SeriesPoint *lab_curves_best(const LabCurves *curves, int network)
{
    const SeriesList *list = &curves->space->shot->networks[network].series.epochs;
    return best_of(list, shown_of(curves, network, list));
}

long lab_curves_stopped(const LabCurves *curves, int network)
{
    const NetShot *net = &curves->space->shot->networks[network];
    const SeriesList *list = &net->series.epochs;
    const int patience = curves->space->wish.spec.patience;
    const SeriesPoint *best = best_of(list, list->count);
    if (patience == 0 || !best || net->lost_at >= 0 || labspace_hides(curves->space, network)) {
        return -1;
    }
    const long last = list->points[list->count - 1].step;
    const bool over = (last - best->step) / net->epoch_steps >= patience;
    const bool here = net->step >= last; // then it must say so itself
    return over && (net->stopped || !here) && last <= curves->until ? last : -1;
}

LabCurves lab_curves(const LabSpace *space, Rect rect, const Theme *theme)
{
    return (LabCurves){
        .space = space,
        .row = &lab_charts[space->chart],
        .theme = theme,
        .rect = rect,
        .plot = lab_chart_plot(space, rect, theme),
        .until = (space->chart_hide || space->blind) && space->shot ? space->shot->step : LONG_MAX,
    };
}

bool lab_curves_lost(const LabCurves *curves, int network)
{
    const NetShot *net = &curves->space->shot->networks[network];
    return !labspace_hides(curves->space, network) && net->lost_at >= 0 &&
           net->lost_at <= curves->until;
}

void lab_curves_text(const LabChartRow *row, double value, int digits, char *text, size_t size)
{
    if (isnan(value)) {
        text_print(text, size, "%s", tr("–"));
    } else if (row->share) {
        snprintf(text, size, "%.1f %%", 100 * value);
    } else {
        text_short(text, size, value, digits);
    }
}
