// What leaves the axis is told at its edge: a triangle points to where the curve is, a number says
// how far. Where a network was lost there is a cross. Texts stand beside their marks, pushed apart.
#include "app/network/lab_chart.h"
#include "base/utf8.h"
#include "base/words.h"
#include "draw/plate.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const float REACH = 5, REACH_OUTER = 8, LINE = 13, GAP = 9, SIZE = 11,
                   ASIDE = 8; // of the plot's edge

enum { MARKS_MAX = LAB_NETWORKS_MAX * (2 + 2 + 1 + 1), MARK_TEXT = 96 };

typedef struct Mark {
    float x, y;   // its middle
    float text_y; // of its text's middle
    Color color;
    Font font;
    char text[MARK_TEXT];
} Mark;

typedef struct Marks {
    Mark items[MARKS_MAX];
    int count;
} Marks;

static Mark *mark_add(Marks *marks, float x, float y, Font font, Color color)
{
    Mark *mark = &marks->items[marks->count++];
    *mark = (Mark){ .x = x, .y = y, .text_y = y, .color = color, .font = font };
    return mark;
}

// ---- beyond an end of the axis

static bool in_sight(const LabCurves *curves, long step)
{
    const PlotScale *x = &curves->plot.x;
    return (double)step >= x->low && (double)step <= x->high;
}

// The point that goes furthest beyond that end; NULL if none does.
static const SeriesPoint *furthest(const LabCurves *curves, int network, SeriesKind kind,
                                   bool below)
{
    const SeriesList *list = lab_curves_list(curves, network);
    const int shown = lab_curves_shown(curves, network);
    const PlotScale *y = &curves->plot.y;
    const SeriesPoint *found = NULL;
    double most = below ? y->low : y->high;
    for (int i = 0; i < shown; i++) {
        const double v = list->points[i].values[kind];
        if (in_sight(curves, list->points[i].step) && isfinite(v) &&
            (below ? v < most : v > most)) {
            most = v;
            found = &list->points[i];
        }
    }
    return found;
}

// Its tip points up or down, out of the plot.
static void triangle(Canvas *canvas, float x, float edge, bool below, float reach, Color color)
{
    const float out = below ? reach : -reach;
    const float xs[3] = { x, x + reach, x - reach };
    const float ys[3] = { edge + out, edge - 0.6f * out, edge - 0.6f * out };
    canvas_polygon(canvas, 3, xs, ys, color);
}

// The number, with what it is of where there are two curves.
static void edge_text(const LabCurves *curves, const SeriesPoint *point, bool validation,
                      char *text, size_t size)
{
    const LabChartRow *row = curves->row;
    char value[24];
    lab_curves_text(row, point->values[validation ? row->validation : row->train], 3, value,
                    sizeof value);
    text_print(text, size, validation ? tr("val %s") : "%s", value);
}

// Of both curves of a network; at the same step they have one text. Validation's triangle is hollow
// and goes round training's.
static void edge_marks(Canvas *canvas, const LabCurves *curves, int network, bool below,
                       Marks *marks)
{
    const LabChartRow *row = curves->row;
    const Rect a = curves->plot.area;
    const float y = below ? a.y + a.h : a.y;
    const Color color = labspace_color(curves->space, network, curves->theme);
    const SeriesPoint *points[] = { furthest(curves, network, row->train, below),
                                    row->validation == row->train
                                        ? NULL
                                        : furthest(curves, network, row->validation, below) };
    Mark *mark = NULL;
    for (int i = 0; i < 2; i++) {
        if (points[i] && mark && points[0]->step == points[1]->step) {
            char text[MARK_TEXT / 2];
            edge_text(curves, points[i], true, text, sizeof text);
            strncat(mark->text, "  ", sizeof mark->text - strlen(mark->text) - 1);
            strncat(mark->text, text, sizeof mark->text - strlen(mark->text) - 1);
        } else if (points[i]) {
            mark = mark_add(marks, plot_x(&curves->plot, (double)points[i]->step), y, FONT_MONO,
                            color);
            mark->text_y = below ? y - ASIDE : y - ASIDE / 2;
            edge_text(curves, points[i], i == 1, mark->text, sizeof mark->text);
        }
    }
    if (points[1]) {
        const float x = plot_x(&curves->plot, (double)points[1]->step);
        triangle(canvas, x, y, below, REACH_OUTER, color);
        triangle(canvas, x, y, below, 0.72f * REACH_OUTER, curves->theme->panel);
    }
    if (points[0]) {
        triangle(canvas, plot_x(&curves->plot, (double)points[0]->step), y, below, REACH, color);
    }
}

// ---- lost

// Where a network was lost (or will be, when it was gone back from there): a cross at its curve's
// end, with a letter.
static void lost_mark(Canvas *canvas, const LabCurves *curves, int network, Marks *marks)
{
    const Plot *plot = &curves->plot;
    const Rect a = plot->area;
    const long step = curves->space->shot->networks[network].lost_at;
    if (!lab_curves_lost(curves, network) || !in_sight(curves, step)) {
        return;
    }
    const Color color = labspace_color(curves->space, network, curves->theme);
    const double value =
        lab_curves_value(lab_curves_list(curves, network), curves->row->train, step);
    const float x = plot_x(plot, (double)step);
    const float y = isfinite(value) && (value > 0 || !plot->y.log)
                        ? clampf(plot_y(plot, value), a.y, a.y + a.h)
                        : a.y;
    canvas_line(canvas, x - REACH, y - REACH, x + REACH, y + REACH, 2.4f, color);
    canvas_line(canvas, x - REACH, y + REACH, x + REACH, y - REACH, 2.4f, color);
    Mark *mark = mark_add(marks, x, y, FONT_BOLD, color);
    text_print(mark->text, sizeof mark->text, tr("%s lost"), labspace_letter(network));
}

// Where one has run out of patience: a square at the end of its curve of the validation rows.
static void stop_mark(Canvas *canvas, const LabCurves *curves, int network, Marks *marks)
{
    const Plot *plot = &curves->plot;
    const Rect a = plot->area;
    const long step = lab_curves_stopped(curves, network);
    if (step < 0 || !in_sight(curves, step)) {
        return;
    }
    const Color color = labspace_color(curves->space, network, curves->theme);
    const double value =
        lab_curves_value(lab_curves_list(curves, network), curves->row->validation, step);
    const float x = plot_x(plot, (double)step), r = REACH - 1;
    const float y = isfinite(value) && (value > 0 || !plot->y.log)
                        ? clampf(plot_y(plot, value), a.y, a.y + a.h)
                        : a.y;
    canvas_rect(canvas, (Rect){ x - r, y - r, 2 * r, 2 * r }, color);
    Mark *mark = mark_add(marks, x, y, FONT_BOLD, color);
    text_print(mark->text, sizeof mark->text, tr("%s stopped"), labspace_letter(network));
}

// ---- all

static void texts(Canvas *canvas, const LabCurves *curves, const Marks *marks, Taken *taken)
{
    Label labels[MARKS_MAX];
    const Rect a = curves->plot.area;
    for (int i = 0; i < marks->count; i++) {
        const Mark *mark = &marks->items[i];
        labels[i] = (Label){ .x = mark->x,
                             .y = mark->text_y,
                             .w = canvas_text_width(canvas, mark->font, SIZE, mark->text) + 4,
                             .h = LINE };
        taken_add(taken, (Rect){ mark->x - REACH, mark->y - REACH, 2 * REACH, 2 * REACH });
    }
    labels_around(labels, marks->count, (Rect){ a.x, a.y - 11, a.w, a.h + 11 }, GAP, taken->rects,
                  taken->count);
    for (int i = 0; i < marks->count; i++) {
        const Mark *mark = &marks->items[i];
        const Rect r = labels[i].rect;
        if (labels[i].placed) {
            plate_on_panel(canvas, curves->theme, r, 3);
            canvas_text(canvas, r.x + 2, r.y + r.h / 2 + TEXT_MIDDLE * SIZE, ALIGN_LEFT, mark->font,
                        SIZE, mark->color, mark->text);
        }
    }
}

void lab_chart_marks(Canvas *canvas, const LabCurves *curves, Taken *taken)
{
    const int count = curves->space->shot->network_count;
    Marks marks = { .count = 0 };
    for (int i = 0; i < count; i++) {
        lost_mark(canvas, curves, i, &marks);
        stop_mark(canvas, curves, i, &marks);
    }
    // Of values that were chosen what lies beyond is left out on purpose.
    for (int below = 0; below < 2 && !lab_chart_values_part(curves->space); below++) {
        for (int i = 0; i < count; i++) {
            edge_marks(canvas, curves, i, below, &marks);
        }
    }
    texts(canvas, curves, &marks, taken);
}
