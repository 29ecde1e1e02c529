// What the axis and the two kinds of line mean, above the plot, where no curve comes.
#include "app/network/lab_chart.h"
#include "base/utf8.h"
#include "base/words.h"

enum { TEXT = 11 };

// What the values are, and that the strong lines are not the values themselves; in little room what
// is smoothed alone, which nothing else says, then nothing.
enum { FORMS = 3 };
static void about_text(const LabCurves *curves, int form, char *text, size_t size)
{
    const char *about = tr(curves->row->kind.about);
    const double smooth = curves->space->smooth;
    text[0] = '\0';
    if (form == 0 && smooth > 0) {
        text_print(text, size, tr("%s, smoothed by %.3g"), about, smooth);
    } else if (form == 0) {
        text_print(text, size, "%s", about);
    } else if (form == 1 && smooth > 0) {
        text_print(text, size, tr("smoothed by %.3g"), smooth);
    }
}

// The two kinds of line, from x on.
static void kinds_draw(Canvas *canvas, const Theme *theme, float x, float y, float middle)
{
    const float train =
        canvas_text(canvas, x, y, ALIGN_LEFT, FONT_SANS, TEXT, theme->muted, tr("train"));
    canvas_line(canvas, x + train + 5, middle, x + train + 27, middle, 1.6f, theme->muted);
    x += train + 38;
    const float validation =
        canvas_text(canvas, x, y, ALIGN_LEFT, FONT_SANS, TEXT, theme->muted, tr("validation"));
    for (int i = 0; i < 3; i++) {
        const float from = x + validation + 5 + 8 * (float)i;
        canvas_line_butt(canvas, from, middle, from + 4, middle, 1.6f, theme->muted);
    }
}

void lab_chart_legend(Canvas *canvas, const LabCurves *curves, Taken *taken)
{
    const LabChartRow *row = curves->row;
    const Rect area = curves->plot.area;
    const Rect part = lab_chart_part_place(canvas, curves);
    const float kinds = row->validation == row->train
                            ? 0
                            : canvas_text_width(canvas, FONT_SANS, TEXT, tr("train")) +
                                  canvas_text_width(canvas, FONT_SANS, TEXT, tr("validation")) +
                                  2 * 34 + 24;
    for (int form = 0; form < FORMS; form++) {
        char label[256];
        about_text(curves, form, label, sizeof label);
        const float label_w = canvas_text_width(canvas, FONT_SANS, TEXT, label);
        const float w = label_w + kinds + 12;
        const Rect place = { area.x + area.w - w, curves->rect.y + 1, w, LAB_CHART_NAMES };
        const float x = place.x + 6, middle = place.y + place.h / 2;
        const float y = middle + TEXT_MIDDLE * TEXT;
        if (place.x < part.x + part.w) {
            continue;
        }
        taken_add(taken, place);
        canvas_text(canvas, x, y, ALIGN_LEFT, FONT_SANS, TEXT, curves->theme->muted, label);
        if (kinds > 0) {
            kinds_draw(canvas, curves->theme, x + label_w + (label[0] ? 16 : 0), y, middle);
        }
        return;
    }
}
