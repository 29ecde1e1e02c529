// What the axis and the two kinds of line mean, above the plot, where no curve comes.
#include "app/network/lab_chart.h"
#include "base/utf8.h"
#include "base/words.h"

// What the values are, and that the strong lines are not the values themselves.
static void about_text(const LabCurves *curves, char *text, size_t size)
{
    const char *about = tr(curves->row->kind.about);
    if (curves->space->smooth > 0) {
        text_print(text, size, tr("%s, smoothed by %.3g"), about, curves->space->smooth);
    } else {
        text_print(text, size, "%s", about);
    }
}

void lab_chart_legend(Canvas *canvas, const LabCurves *curves, Taken *taken)
{
    const LabChartRow *row = curves->row;
    const Plot *plot = &curves->plot;
    const Theme *theme = curves->theme;
    const bool two = row->validation != row->train;
    const char *train = tr("train"), *validation = tr("validation");
    char label[256];
    about_text(curves, label, sizeof label);
    const float label_w = canvas_text_width(canvas, FONT_SANS, 11, label);
    const float train_w = canvas_text_width(canvas, FONT_SANS, 11, train);
    const float validation_w = canvas_text_width(canvas, FONT_SANS, 11, validation);
    const float w = label_w + (two ? train_w + validation_w + 2 * 34 + 24 : 0) + 12;
    const Rect place = { plot->area.x + plot->area.w - w, curves->rect.y + 1, w, LAB_CHART_NAMES };
    float x = place.x + 6;
    const float middle = place.y + place.h / 2, y = middle + TEXT_MIDDLE * 11;
    const Rect part = lab_chart_part_place(canvas, curves);
    if (place.x < part.x + part.w) {
        return;
    }
    taken_add(taken, place);
    canvas_text(canvas, x, y, ALIGN_LEFT, FONT_SANS, 11, theme->muted, label);
    if (two) {
        x += label_w + 16;
        canvas_text(canvas, x, y, ALIGN_LEFT, FONT_SANS, 11, theme->muted, train);
        canvas_line(canvas, x + train_w + 5, middle, x + train_w + 27, middle, 1.6f, theme->muted);
        x += train_w + 38;
        canvas_text(canvas, x, y, ALIGN_LEFT, FONT_SANS, 11, theme->muted, validation);
        for (int i = 0; i < 3; i++) {
            const float from = x + validation_w + 5 + 8 * (float)i;
            canvas_line_butt(canvas, from, middle, from + 4, middle, 1.6f, theme->muted);
        }
    }
}
