// What leaves the axis is told at its edge; where a network was lost there is a cross.
#include "app/lab_chart.h"

#include <math.h>
#include <stdio.h>

static const float REACH = 5, LINE = 13, SIZE = 11;

// Beside a mark: right of it where there is room.
static void mark_text(Canvas *canvas, const Rect area, float x, float y, Font font, Color color,
                      const char *text)
{
    const float w = canvas_text_width(canvas, font, SIZE, text);
    const bool right = x + REACH + 4 + w < area.x + area.w;
    canvas_text(canvas, right ? x + REACH + 4 : x - REACH - 4, y, right ? ALIGN_LEFT : ALIGN_RIGHT,
                font, SIZE, color, text);
}

// Where a network was lost (or will be, when it was gone back from there): a cross at its curve's
// end, with a letter.
static void lost_mark(Canvas *canvas, const LabCurves *curves, int i, Color color)
{
    const NetShot *net = &curves->space->shot->networks[i];
    const Plot *plot = &curves->plot;
    if (net->lost_at < 0 || net->lost_at > curves->until) {
        return;
    }
    const double value =
        lab_curves_value(lab_curves_list(curves, i), curves->row->train, net->lost_at);
    const Rect a = plot->area;
    const float x = plot_x(plot, (double)net->lost_at);
    const float y = isfinite(value) && (value > 0 || !plot->y.log)
                        ? clampf(plot_y(plot, value), a.y, a.y + a.h)
                        : a.y;
    char text[48];
    canvas_line(canvas, x - REACH, y - REACH, x + REACH, y + REACH, 2.4f, color);
    canvas_line(canvas, x - REACH, y + REACH, x + REACH, y - REACH, 2.4f, color);
    snprintf(text, sizeof text, str(STR_LAB_LOST_MARK), labspace_letter(i));
    mark_text(canvas, a, x, y + 4, FONT_BOLD, color, text);
}

// A network whose curve goes beyond the top has a mark at the edge where it is highest, with that
// value; the mark points to where the curve is.
static void beyond_mark(Canvas *canvas, const LabCurves *curves, int i, Color color)
{
    const SeriesList *list = lab_curves_list(curves, i);
    const SeriesKind kind = curves->row->train;
    const SeriesPoint *highest = NULL;
    const int shown = lab_curves_shown(curves, i);
    for (int k = 0; k < shown; k++) {
        const SeriesPoint *point = &list->points[k];
        if (isfinite(point->values[kind]) &&
            (!highest || point->values[kind] > highest->values[kind])) {
            highest = point;
        }
    }
    if (!highest || highest->values[kind] <= curves->plot.y.high) {
        return;
    }
    const Rect a = curves->plot.area;
    const float x = plot_x(&curves->plot, (double)highest->step);
    const float xs[3] = { x, x + REACH, x - REACH }, ys[3] = { a.y - 5, a.y + 3, a.y + 3 };
    char text[24];
    lab_curves_text(curves->row, highest->values[kind], 3, text, sizeof text);
    canvas_polygon(canvas, 3, xs, ys, color);
    mark_text(canvas, a, x, a.y + 5 + LINE * (float)i, FONT_MONO, color, text);
}

void lab_chart_marks(Canvas *canvas, const LabCurves *curves)
{
    for (int i = 0; i < curves->space->shot->network_count; i++) {
        const Color color = labspace_color(curves->space, i, curves->theme);
        beyond_mark(canvas, curves, i, color);
        lost_mark(canvas, curves, i, color);
    }
}
