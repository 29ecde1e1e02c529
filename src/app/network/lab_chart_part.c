// Which part of the axes the chart shows, in words above it.
#include "app/network/lab_chart.h"

#include "base/text.h"
#include "base/utf8.h"
#include "base/words.h"

enum { SIZE = 11, PAD = 6, BUTTON = 18 };

// "steps 120–480 of 2,000", "values 0.1–0.3".
static void part_text(const LabSpace *space, char *text, size_t size)
{
    const LabPart *steps = &space->axes.steps, *values = &space->axes.values[space->chart];
    const bool of_values = lab_chart_values_part(space);
    char along[96] = "", up[96] = "", low[24], high[24], end[24];
    if (steps->on) {
        text_grouped(low, sizeof low, (long)steps->low);
        text_grouped(high, sizeof high, (long)lab_chart_steps_shown(space).high);
        text_grouped(end, sizeof end, space->shot ? space->shot->end : 0);
        text_print(along, sizeof along, tr("steps %s–%s of %s"), low, high, end);
    }
    if (of_values) {
        text_short(low, sizeof low, values->low, 3);
        text_short(high, sizeof high, values->high, 3);
        text_print(up, sizeof up, tr("values %s–%s"), low, high);
    }
    text_print(text, size, "%s%s%s", along, steps->on && of_values ? ", " : "", up);
}

Rect lab_chart_part_place(const Canvas *canvas, const LabCurves *curves)
{
    char text[256];
    part_text(curves->space, text, sizeof text);
    const float words = canvas_text_width(canvas, FONT_BOLD, SIZE, text);
    return (Rect){ curves->plot.area.x, curves->rect.y + 1, text[0] ? words + PAD + BUTTON : 0,
                   LAB_CHART_NAMES };
}

void lab_chart_part(Canvas *canvas, const LabCurves *curves, Taken *taken)
{
    const Rect place = lab_chart_part_place(canvas, curves);
    char text[256];
    if (place.w > 0) {
        part_text(curves->space, text, sizeof text);
        taken_add(taken, place);
        canvas_text_fit(canvas, place.x, place.y + place.h / 2 + TEXT_MIDDLE * SIZE, ALIGN_LEFT,
                        FONT_BOLD, SIZE, curves->theme->text, text, curves->plot.area.w);
    }
}
